/*
 * walk.c - a folder outside of git, walked.
 *
 * A worklist, not recursion: trees may be deeper than a stack. Links come last, so that
 * what can be reached without one is shown under its own name, and each target once.
 */
#include "files/list.h"

#include <dirent.h>
#include <errno.h>

/* Made by tools, or somebody else's code. */
static bool is_left_out(const char *name)
{
    static const char *const names[] = {
        ".",    "..",    ".git",  "node_modules", "__pycache__",
        "dist", "build", ".venv", "venv",         ".ipynb_checkpoints",
    };
    return is_among(name, names, COUNT(names));
}

typedef VEC(const char *) Paths;

static void take(Search *search, Paths *folders, FoundKind kind, const char *path)
{
    if (kind == FOUND_FOLDER)
        vec_push(&search->list->arena, folders, path);
}

/* A name that cannot be checked need not be asked about, unless it may be a folder. */
static bool is_of_interest(const Search *search, const struct dirent *entry)
{
    if (is_left_out(entry->d_name))
        return false;
    return entry->d_type != DT_REG || files_want(search->list, entry->d_name);
}

static void read_folder(Search *search, const char *folder, Paths *folders)
{
    Arena *arena = &search->list->arena;
    DIR *dir = opendir(folder);
    if (!dir) {
        search->list->say("%s: %s", folder, strerror(errno));
        search->list->failed = true;
        return;
    }
    Paths paths = {0};
    const struct dirent *entry;
    for (errno = 0; (entry = readdir(dir)); errno = 0) {
        if (same(entry->d_name, "pyvenv.cfg") && folder != search->folder) {
            paths.len = 0; /* a virtual environment, whatever it is called */
            break;
        }
        if (is_of_interest(search, entry))
            vec_push(arena, &paths, found_path(arena, folder, entry->d_name));
    }
    if (!entry && errno) {
        search->list->say("%s: %s", folder, strerror(errno));
        search->list->failed = true;
    }
    closedir(dir);
    for (uint32_t i = 0; i < paths.len; i++)
        take(search, folders, search_found(search, paths.items[i]), paths.items[i]);
}

void walk_list(Search *search)
{
    Paths folders = {0};
    vec_push(&search->list->arena, &folders, search->folder);
    const char *link = search->folder;
    while (folders.len > 0 || link) {
        if (folders.len > 0) {
            read_folder(search, folders.items[--folders.len], &folders);
            continue;
        }
        FoundKind kind = search_link(search, &link);
        take(search, &folders, kind, link);
    }
}
