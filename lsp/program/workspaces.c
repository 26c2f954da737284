/*
 * workspaces.c - the packages of a workspace by their names.
 *
 * The folders that package.json's `workspaces`, pnpm-workspace.yaml or lerna.json list, by
 * globs; how deep and how many is bounded, since nobody promises that the globs are small.
 */
#include "program/modules_js.h"

#include "text/paths.h"

#include <ctype.h>
#include <fnmatch.h>
#include <stdlib.h>

enum { MOST_FOLDERS = 20000, DEEPEST_GLOB = 8, LARGEST_YAML = 64 * 1024 };

typedef VEC(const char *) Names;

/* A folder under which the rest of a glob is to be found. */
typedef struct Wanted {
    const char *folder;
    const char *rest;
    int depth; /* folders that `**` has stood for */
} Wanted;

typedef struct Workspace {
    Modules *m;
    const char *folder;
    Names globs, excluded;
    VEC(Wanted) wanted;
    Map *packages; /* name -> folder */
} Workspace;

/* --- which globs --- */

static void add_glob(Workspace *w, const char *glob)
{
    if (*glob == '!')
        vec_push(&w->m->arena, &w->excluded, glob + 1 + 2 * starts_with(glob + 1, "./"));
    else
        vec_push(&w->m->arena, &w->globs, glob);
}

static void add_globs(Workspace *w, Jsonc list)
{
    if (jsonc_is_object(list))
        list = jsonc_member(list, "packages");
    for (Jsonc item = jsonc_is_array(list) ? jsonc_first(list) : (Jsonc){0}; item.at;
         item = jsonc_next(item))
        if (jsonc_string(item))
            add_glob(w, jsonc_string(item));
}

/* What stands behind the dash of a list's item, without quotes and comment; or NULL. */
static const char *yaml_item(Modules *m, const char *line, size_t len)
{
    const char *end = line + len;
    while (line < end && (*line == ' ' || *line == '\t'))
        line++;
    if (line == end || *line++ != '-')
        return NULL;
    while (line < end && (*line == ' ' || *line == '\t'))
        line++;
    char quote = line < end && (*line == '"' || *line == '\'') ? *line++ : '\0';
    const char *stop = line;
    while (stop < end && *stop != quote && *stop != '\r' && (quote || !strchr(" #", *stop)))
        stop++;
    return stop > line ? arena_strndup(&m->arena, line, (size_t)(stop - line)) : NULL;
}

/* The items of the block list `packages:`, which is all that pnpm writes there. */
static void read_pnpm(Workspace *w)
{
    const char *path = file_at(w->m, w->folder, "pnpm-workspace.yaml");
    Buffer text;
    buffer_init(&text);
    bool inside = false;
    if (path && w->m->files.read(w->m->files.data, path, LARGEST_YAML, &text))
        for (const char *line = text.data; *line;) {
            size_t len = strcspn(line, "\n");
            const char *item = inside ? yaml_item(w->m, line, len) : NULL;
            if (item)
                add_glob(w, item);
            else if (isalpha((unsigned char)*line))
                inside = starts_with(line, "packages:");
            line += len + (line[len] == '\n');
        }
    buffer_release(&text);
}

/* --- which folders --- */

typedef struct Folders {
    Arena *arena;
    Names names;
} Folders;

static void take_folder(void *context, const char *name, EntryKind kind)
{
    Folders *folders = context;
    if (kind == ENTRY_FOLDER && *name != '.' && !same(name, "node_modules"))
        vec_push(folders->arena, &folders->names,
                 arena_strndup(folders->arena, name, strlen(name)));
}

static int compare(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void want(Workspace *w, Wanted wanted)
{
    if (w->wanted.len < MOST_FOLDERS)
        vec_push(&w->m->arena, &w->wanted, wanted);
}

/* Each folder in the folder that the glob's first part stands for. */
static void want_inside(Workspace *w, const Wanted *above, const char *part, bool any_depth)
{
    Modules *m = w->m;
    Folders folders = {.arena = &m->arena};
    const char *after = above->rest + strcspn(above->rest, "/");
    after += *after == '/';
    if (any_depth && above->depth == DEEPEST_GLOB)
        return;
    m->files.list(m->files.data, above->folder, take_folder, &folders);
    if (folders.names.len)
        qsort(folders.names.items, folders.names.len, sizeof(char *), compare);
    for (uint32_t i = 0; i < folders.names.len; i++) {
        const char *name = folders.names.items[i];
        if (any_depth || fnmatch(part, name, 0) == 0)
            want(w, (Wanted){.folder = seen_from(m, above->folder, name),
                             .rest = any_depth ? above->rest : after,
                             .depth = above->depth + any_depth});
    }
}

static bool is_excluded(const Workspace *w, const char *folder)
{
    const char *path = path_within(w->folder, folder);
    for (uint32_t i = 0; i < w->excluded.len; i++)
        if (fnmatch(w->excluded.items[i], path, 0) == 0)
            return true;
    return false;
}

static void add_package(Workspace *w, const char *folder)
{
    const char *name =
        jsonc_string(jsonc_member(jsonc_file(w->m, folder, "package.json"), "name"));
    if (!name || is_excluded(w, folder) || map_get(w->packages, name))
        return;
    map_set(w->packages, name, arena_strndup(&w->m->arena, folder, strlen(folder)));
}

static void follow(Workspace *w, Wanted wanted)
{
    size_t len = strcspn(wanted.rest, "/");
    const char *after = wanted.rest + len + (wanted.rest[len] == '/');
    const char *part = arena_strndup(&w->m->arena, wanted.rest, len);
    if (!len && !*after) {
        add_package(w, wanted.folder);
    } else if (same(part, "**")) {
        want(w, (Wanted){wanted.folder, after, wanted.depth});
        want_inside(w, &wanted, part, true);
    } else if (strpbrk(part, "*?[")) {
        want_inside(w, &wanted, part, false);
    } else {
        const char *folder = seen_from(w->m, wanted.folder, part);
        if (path_is_within(w->folder, folder) && kind_at(w->m, folder, "") == ENTRY_FOLDER)
            want(w, (Wanted){folder, after, wanted.depth});
    }
}

/* The packages that the folder lists, or NULL when it lists none. */
static Map *packages_of(Modules *m, const char *folder)
{
    bool is_new;
    MapEntry *entry = map_add(&m->workspaces, folder, strlen(folder), &is_new);
    if (!is_new)
        return entry->value;
    Workspace w = {.m = m, .folder = folder};
    add_globs(&w, jsonc_member(jsonc_file(m, folder, "package.json"), "workspaces"));
    add_globs(&w, jsonc_file(m, folder, "lerna.json"));
    read_pnpm(&w);
    if (w.globs.len == 0)
        return NULL;
    w.packages = NEW(&m->arena, Map);
    w.packages->arena = &m->arena;
    for (uint32_t i = 0; i < w.globs.len; i++)
        want(&w, (Wanted){folder, w.globs.items[i], 0});
    for (uint32_t i = 0; i < w.wanted.len; i++)
        follow(&w, w.wanted.items[i]);
    entry->value = w.packages;
    return w.packages;
}

/* --- by name --- */

/* `"name": "file:../name"` among the dependencies. */
static const char *linked_folder(Modules *m, const char *folder, Jsonc package,
                                 const char *name)
{
    static const char *const tables[] = {"dependencies", "devDependencies",
                                         "optionalDependencies"};
    static const char *const marks[] = {"file:", "link:", "portal:", "workspace:"};
    for (size_t i = 0; i < COUNT(tables); i++) {
        const char *value =
            jsonc_string(jsonc_member(jsonc_member(package, tables[i]), name));
        for (size_t k = 0; value && k < COUNT(marks); k++) {
            if (!starts_with(value, marks[k]))
                continue;
            const char *path = seen_from(m, folder, value + strlen(marks[k]));
            if (kind_at(m, path, "package.json") == ENTRY_FILE)
                return path;
        }
    }
    return NULL;
}

const char *workspace_package(const JsImport *import, const char *name, size_t len)
{
    Modules *m = import->m;
    const char *wanted = arena_strndup(&m->arena, name, len);
    const char *folder = package_around(m, import->folder);
    if (!folder)
        return NULL;
    Jsonc package = jsonc_file(m, folder, "package.json");
    if (same(jsonc_string(jsonc_member(package, "name")), wanted) &&
        jsonc_member(package, "exports").at)
        return folder;
    const char *found = linked_folder(m, folder, package, wanted);
    for (; folder && !found; folder = folder_above(m, folder)) {
        const Map *packages = packages_of(m, folder);
        found = packages ? map_get(packages, wanted) : NULL;
    }
    return found;
}
