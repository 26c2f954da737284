/* discover.c - from paths that somebody names to the list of files, sorted, each once. */
#include "files/list.h"

#include "files/notebook.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void files_init(FileList *list, FileNote *say, bool quiet)
{
    *list = (FileList){.say = say, .quiet = quiet};
    arena_init(&list->arena);
}

void files_release(FileList *list)
{
    arena_release(&list->arena);
}

const char *found_path(Arena *arena, const char *folder, const char *name)
{
    size_t len = strlen(name);
    while (len > 1 && name[len - 1] == '/') /* git ends another clone's folder in one */
        len--;
    if (same(folder, "."))
        return arena_strndup(arena, name, len);
    const char *slash = ends_with(folder, "/") ? "" : "/";
    return arena_printf(arena, "%s%s%.*s", folder, slash, (int)len, name);
}

/* Without "./" at the start, doubled slashes, "/./" and slashes at the end. */
static const char *tidy(Arena *arena, const char *path)
{
    char *out = arena_alloc(arena, strlen(path) + 2);
    size_t len = 0;
    if (*path == '/')
        out[len++] = '/';
    while (*path) {
        size_t part = strcspn(path, "/");
        bool counts = part > 0 && !(part == 1 && *path == '.');
        if (counts && len > 0 && out[len - 1] != '/')
            out[len++] = '/';
        if (counts) {
            memcpy(out + len, path, part);
            len += part;
        }
        path += part + (path[part] == '/');
    }
    return len ? out : ".";
}

static void add_file(FileList *list, const char *path, bool named)
{
    File file = {.path = path, .named = named};
    vec_push(&list->arena, &list->files, file);
}

bool files_want(const FileList *list, const char *path)
{
    return grammar_for(language_of_path(path)) || (list->notebooks && notebook_is(path));
}

static FoundKind take(Search *search, const char *path, const struct stat *info)
{
    bool is_folder = S_ISDIR(info->st_mode);
    if (!is_folder && (!S_ISREG(info->st_mode) || !files_want(search->list, path)))
        return FOUND_NOTHING;
    if (!inodes_add(&search->seen, info->st_dev, info->st_ino) && is_folder)
        return FOUND_NOTHING;
    if (is_folder)
        return FOUND_FOLDER;
    add_file(search->list, path, false);
    return FOUND_FILE;
}

FoundKind search_found(Search *search, const char *path)
{
    struct stat info;
    if (lstat(path, &info) != 0) {
        if (errno != ENOENT) { /* git lists files that have been deleted, too */
            search->list->say("%s: %s", path, strerror(errno));
            search->list->failed = true;
        }
        return FOUND_NOTHING;
    }
    if (S_ISLNK(info.st_mode)) {
        vec_push(&search->list->arena, &search->links, path);
        return FOUND_NOTHING;
    }
    return take(search, path, &info);
}

/* Where the link leads is under the folder that is looked through. */
static bool leads_inside(const Search *search, const char *path)
{
    char *real = realpath(path, NULL);
    if (!real)
        return false;
    size_t len = strlen(search->real);
    bool inside = len == 1 || (strncmp(real, search->real, len) == 0 &&
                               (real[len] == '/' || !real[len]));
    free(real);
    return inside;
}

FoundKind search_link(Search *search, const char **path)
{
    *path = NULL;
    if (search->links.len == 0)
        return FOUND_NOTHING;
    *path = search->links.items[0];
    search->links.items++;
    search->links.len--;
    search->links.cap--;
    struct stat info;
    if (stat(*path, &info) != 0 || !leads_inside(search, *path))
        return FOUND_NOTHING; /* dangling, a loop, or out of what was to be checked */
    if (S_ISREG(info.st_mode) && !inodes_add(&search->seen, info.st_dev, info.st_ino))
        return FOUND_NOTHING;
    return take(search, *path, &info);
}

static void list_folder(FileList *list, const char *folder)
{
    Search search = {.list = list, .folder = folder, .real = realpath(folder, NULL)};
    struct stat info;
    if (!search.real || stat(folder, &info) != 0) {
        list->say("%s: %s", folder, strerror(errno));
        list->failed = true;
    } else {
        inodes_add(&search.seen, info.st_dev, info.st_ino);
        if (!git_list(&search))
            walk_list(&search);
    }
    free(search.real);
    free(search.seen.slots);
}

void files_add(FileList *list, const char *argument, const char *stdin_name)
{
    if (same(argument, "-")) {
        File file = {.path = stdin_name, .named = true, .is_stdin = true};
        vec_push(&list->arena, &list->files, file);
        return;
    }
    struct stat info;
    const char *path = tidy(&list->arena, argument);
    if (stat(argument, &info) != 0) {
        list->say("%s: %s", argument, strerror(errno));
        list->failed = true;
        return;
    }
    if (!S_ISDIR(info.st_mode)) {
        add_file(list, path, true);
        return;
    }
    vec_push(&list->arena, &list->pending, path);
    while (list->pending.len > 0)
        list_folder(list, list->pending.items[--list->pending.len]);
}

/* Of two with the same path the named one comes first, and standard input before it. */
static int compare_files(const void *left, const void *right)
{
    const File *a = left, *b = right;
    int order = strcmp(a->path, b->path);
    if (order == 0)
        order = (b->is_stdin - a->is_stdin) * 2 + (b->named - a->named);
    return order;
}

void files_finish(FileList *list)
{
    if (list->files.len == 0)
        return;
    qsort(list->files.items, list->files.len, sizeof(File), compare_files);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < list->files.len; i++)
        if (!same(list->files.items[i].path, list->files.items[kept - 1].path))
            list->files.items[kept++] = list->files.items[i];
    list->files.len = kept;
}
