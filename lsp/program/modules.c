/*
 * modules.c - answers, and what they are made of: listings of folders, kept.
 *
 * Whether a path exists is asked of its folder's listing, since imports ask for many
 * paths that do not, of few folders.
 */
#include "program/lookup.h"

#include "text/paths.h"

#include <stdlib.h>

static void start(Modules *m)
{
    arena_init(&m->arena);
    interner_init(&m->words, &m->arena);
    Map *const maps[] = {&m->listed, &m->kinds,   &m->answers,
                         &m->texts,  &m->configs, &m->workspaces};
    for (size_t i = 0; i < COUNT(maps); i++)
        *maps[i] = (Map){.arena = &m->arena};
}

Modules *modules_new(const char *const *roots, size_t count, Files files)
{
    Modules *m = xmalloc(sizeof *m);
    *m = (Modules){.files = files, .root_count = count};
    arena_init(&m->own);
    buffer_init(&m->probe);
    m->roots = arena_alloc(&m->own, (count + 1) * sizeof *m->roots);
    for (size_t i = 0; i < count; i++) {
        char *root = path_absolute(roots[i]);
        m->roots[i] = arena_strndup(&m->own, root, strlen(root));
        free(root);
    }
    start(m);
    return m;
}

void modules_free(Modules *m)
{
    if (!m)
        return;
    arena_release(&m->own);
    arena_release(&m->arena);
    buffer_release(&m->probe);
    free(m);
}

void modules_forget(Modules *m)
{
    arena_release(&m->arena);
    start(m);
}

bool modules_depend_on(const char *path)
{
    static const char *const names[] = {
        "package.json", "pnpm-workspace.yaml", "lerna.json", "pyproject.toml",
        "setup.py",     "setup.cfg",
    };
    const char *name = path_name(path);
    for (size_t i = 0; i < COUNT(names); i++)
        if (same(name, names[i]))
            return true;
    return (starts_with(name, "tsconfig") || starts_with(name, "jsconfig")) &&
           ends_with(name, ".json");
}

/* --- paths --- */

const char *root_around(const Modules *m, const char *path)
{
    const char *found = NULL;
    for (size_t i = 0; i < m->root_count; i++)
        if (path_is_within(m->roots[i], path) &&
            (!found || strlen(m->roots[i]) > strlen(found)))
            found = m->roots[i];
    return found;
}

const char *seen_from(Modules *m, const char *folder, const char *path)
{
    char *joined = path_join(folder, path);
    const char *copy = intern(&m->words, joined, strlen(joined));
    free(joined);
    return copy;
}

const char *folder_above(Modules *m, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash || !path[1])
        return NULL;
    size_t len = slash == path ? 1 : (size_t)(slash - path);
    const char *folder = intern(&m->words, path, len);
    return root_around(m, folder) ? folder : NULL;
}

/* --- what is there --- */

typedef struct Listing {
    Modules *modules;
    Buffer path; /* the folder and a slash, then each name */
    size_t len;  /* of the folder with its slash */
} Listing;

static void note_entry(void *context, const char *name, EntryKind kind)
{
    Listing *listing = context;
    listing->path.len = listing->len;
    buffer_puts(&listing->path, name);
    MapEntry *entry =
        map_add(&listing->modules->kinds, listing->path.data, listing->path.len, NULL);
    entry->value = (void *)(uintptr_t)kind; /* NOLINT: a small number, not an address */
}

static void list_once(Modules *m, const char *folder, size_t len)
{
    bool is_new;
    const char *kept = map_add(&m->listed, folder, len, &is_new)->key;
    if (!is_new || !root_around(m, kept))
        return;
    Listing listing = {.modules = m, .len = len + (len > 1)};
    buffer_init(&listing.path);
    buffer_append(&listing.path, kept, len);
    if (len > 1)
        buffer_puts(&listing.path, "/");
    m->files.list(m->files.data, kept, note_entry, &listing);
    buffer_release(&listing.path);
}

/* What is at the path in m->probe. */
static EntryKind probe(Modules *m)
{
    const char *path = m->probe.data;
    const char *slash = strrchr(path, '/');
    if (!slash)
        return ENTRY_NONE;
    for (size_t i = 0; i < m->root_count; i++)
        if (same(m->roots[i], path))
            return ENTRY_FOLDER;
    list_once(m, path, slash == path ? 1 : (size_t)(slash - path));
    return (EntryKind)(uintptr_t)map_get(&m->kinds, path);
}

EntryKind kind_at(Modules *m, const char *folder, const char *name)
{
    buffer_clear(&m->probe);
    buffer_puts(&m->probe, same(folder, "/") ? "" : folder);
    if (*name)
        buffer_printf(&m->probe, "/%s", name);
    return probe(m);
}

static const char *probed_file(Modules *m, EntryKind kind)
{
    return kind == ENTRY_FILE ? intern(&m->words, m->probe.data, m->probe.len) : NULL;
}

const char *file_at(Modules *m, const char *folder, const char *name)
{
    return probed_file(m, kind_at(m, folder, name));
}

const char *file_named(Modules *m, const char *path, size_t len, const char *ending)
{
    buffer_clear(&m->probe);
    buffer_append(&m->probe, path, len);
    buffer_puts(&m->probe, ending);
    return probed_file(m, probe(m));
}

/* --- answers --- */

/* All that an answer depends on: of the importing file its folder and language. */
static MapEntry *answer_entry(Modules *m, const ModuleName *name, bool *is_new)
{
    const char *slash = strrchr(name->from, '/');
    const char *folder = intern(&m->words, name->from, slash ? slash - name->from : 0);
    size_t len = strlen(name->name);
    char key[sizeof folder + 2 + LONGEST_NAME];
    memcpy(key, &folder, sizeof folder);
    key[sizeof folder] = (char)name->language;
    key[sizeof folder + 1] = (char)name->required;
    memcpy(key + sizeof folder + 2, name->name, len);
    return map_add(&m->answers, key, sizeof folder + 2 + len, is_new);
}

static Module *answer(Modules *m, ModuleName name)
{
    Module *made = NEW(&m->arena, Module);
    const char *folder = folder_above(m, name.from);
    if (!folder)
        return made;
    name.name = intern(&m->words, name.name, strlen(name.name));
    if (name.language == LANG_PYTHON)
        find_python(m, folder, name.name, made);
    else if (language_is_js(name.language))
        find_js(m, folder, &name, made);
    return made;
}

bool modules_find(Modules *m, ModuleName name, Module *out)
{
    *out = (Module){0};
    if (!name.name || !*name.name || strlen(name.name) > LONGEST_NAME)
        return false;
    bool is_new;
    MapEntry *entry = answer_entry(m, &name, &is_new);
    if (is_new)
        entry->value = answer(m, name);
    *out = *(const Module *)entry->value;
    return out->path != NULL;
}
