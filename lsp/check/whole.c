/*
 * whole.c - from the summaries of the checked files to one solved call graph.
 *
 * What a checked file calls may lie in a file that is not checked: that is read, too, when
 * it lies in the same workspace, and only as far as calls lead. Reading is done by all
 * threads, linking by one.
 */
#include "check/whole.h"

#include "asynclint/analysis.h"
#include "asynclint/imports.h"
#include "asynclint/modules.h"
#include "check/pool.h"
#include "text/parse_memory.h"
#include "text/paths.h"

#include <stdlib.h>

/* The text of a file on the disk, while it is looked at. */
typedef struct Look {
    Arena arena;
    FileText source;
    bool read;
    CacheKey key;
} Look;

static void look_begin(Look *look, const File *file)
{
    const char *reason;
    bool gone;
    arena_init(&look->arena);
    look->read = file_text_read(file, &look->arena, &look->source, &reason, &gone);
    if (look->read)
        look->key = (CacheKey){file_text_program(&look->source), look->source.language,
                               file->path, file->config};
}

static void look_end(Look *look)
{
    file_text_release(&look->source);
    parse_memory_release();
    arena_release(&look->arena);
}

Summary *whole_summarise(const File *file, const Cache *cache)
{
    Look look;
    look_begin(&look, file);
    Summary *summary = look.read ? cache_summary(cache, &look.key) : NULL;
    look_end(&look);
    return summary;
}

Summary *whole_look(const File *file, const Cache *cache, const Sieve *sieve,
                    Buffer *imports)
{
    Look look;
    Summary *summary = NULL;
    look_begin(&look, file);
    if (look.read && sieve_lets(sieve, file, &look.source)) {
        summary = cache_summary(cache, &look.key);
    } else if (look.read) {
        buffer_init(imports);
        imports_written(look.key.text, look.key.language, imports);
    }
    look_end(&look);
    return summary;
}

bool whole_mentions(const File *file, const CallNames *names)
{
    Look look;
    look_begin(&look, file);
    bool mentions = look.read && call_names_in(names, look.key.text);
    look_end(&look);
    return mentions;
}

/* --- files that are not checked --- */

typedef struct Missing {
    const Cache *cache;
    PathList paths;
    VEC(File) files;
    Summary **summaries;
} Missing;

static void load_one(void *context, size_t index)
{
    Missing *missing = context;
    missing->summaries[index] =
        whole_summarise(&missing->files.items[index], missing->cache);
}

static bool go_on(void *context, size_t index)
{
    (void)context;
    (void)index;
    return true;
}

/* As people see it who stand in the current folder. */
static const char *shown_path(const char *here, const char *path)
{
    return path_is_within(here, path) ? path_within(here, path) : path;
}

/* One of the list that nothing speaks for goes by the name that it has there. */
static File file_at(const Whole *whole, const char *path)
{
    uintptr_t listed = whole->listed ? (uintptr_t)map_get(whole->listed, path) : 0;
    if (listed)
        return whole->list->files.items[listed - 1];
    return (File){.path = path, .config = file_configs_for(whole->configs, path)};
}

static void load_missing(const Whole *whole, Arena *arena, Missing *missing)
{
    char *here = path_absolute(".");
    for (uint32_t i = 0; i < missing->paths.len; i++) {
        vec_push(arena, &missing->files, file_at(whole, missing->paths.items[i]));
    }
    Pool pool = {.threads = whole->threads,
                 .count = missing->paths.len,
                 .context = missing,
                 .work = load_one,
                 .deliver = go_on};
    missing->summaries = xmalloc((missing->paths.len + 1) * sizeof *missing->summaries);
    pool_run(&pool);
    for (uint32_t i = 0; i < missing->paths.len; i++) {
        const char *path = missing->paths.items[i], *shown = missing->files.items[i].path;
        if (missing->summaries[i])
            graph_put(whole->graph, path, shown == path ? shown_path(here, path) : shown,
                      false, missing->summaries[i]);
    }
    free(missing->summaries);
    free(here);
}

static void link_all(const Whole *whole)
{
    for (bool more = true; more;) {
        Arena arena;
        Missing missing = {.cache = whole->cache};
        arena_init(&arena);
        graph_link(whole->graph, &arena, &missing.paths);
        more = missing.paths.len;
        if (more)
            load_missing(whole, &arena, &missing);
        arena_release(&arena);
    }
}

/* --- the whole --- */

void whole_begin(Whole *whole, const FileList *list, FileConfigs *configs, unsigned threads)
{
    size_t count;
    char **roots = roots_find(list, &count);
    const char **names = xmalloc((count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = roots[i];
    *whole = (Whole){.cache = whole->cache,
                     .list = list,
                     .threads = threads,
                     .configs = configs,
                     .modules = modules_new(names, count, files_on_disk())};
    whole->graph = graph_new(whole->modules);
    free(names);
    roots_free(roots, count);
}

void whole_add(const Whole *whole, const File *file, Summary *summary)
{
    char *path = path_absolute(file->path);
    if (summary)
        graph_put(whole->graph, path, file->path, true, summary);
    free(path);
}

void whole_solve(const Whole *whole)
{
    link_all(whole);
    graph_solve(whole->graph);
}

void whole_release(Whole *whole)
{
    graph_free(whole->graph);
    if (whole->modules)
        modules_free(whole->modules);
    cache_close(whole->cache);
    *whole = (Whole){0};
}
