/*
 * whole.c - from the summaries of the checked files to one solved call graph.
 *
 * What a checked file calls may lie in a file that is not checked: that is read, too, when
 * it lies in the same workspace, and only as far as calls lead. Reading is done by all
 * threads, linking by one.
 */
#include "check/whole.h"

#include "asynclint/analysis.h"
#include "asynclint/modules.h"
#include "check/pool.h"
#include "text/parse_memory.h"
#include "text/paths.h"

#include <stdlib.h>

Summary *whole_summarise(const File *file, const Cache *cache)
{
    Summary *summary = NULL;
    FileText source;
    const char *reason;
    bool gone;
    Arena arena;
    arena_init(&arena);
    if (file_text_read(file, &arena, &source, &reason, &gone)) {
        CacheKey key = {file_text_program(&source), source.language, file->path,
                        file->config};
        summary = cache_summary(cache, &key);
    }
    file_text_release(&source);
    parse_memory_release();
    arena_release(&arena);
    return summary;
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

static void load_missing(const Whole *whole, Arena *arena, Missing *missing)
{
    char *here = path_absolute(".");
    for (uint32_t i = 0; i < missing->paths.len; i++) {
        File file = {.path = missing->paths.items[i]};
        file.config = file_configs_for(whole->configs, file.path);
        vec_push(arena, &missing->files, file);
    }
    Pool pool = {.threads = whole->threads,
                 .count = missing->paths.len,
                 .context = missing,
                 .work = load_one,
                 .deliver = go_on};
    missing->summaries = xmalloc((missing->paths.len + 1) * sizeof *missing->summaries);
    pool_run(&pool);
    for (uint32_t i = 0; i < missing->paths.len; i++) {
        const char *path = missing->paths.items[i];
        if (missing->summaries[i])
            graph_put(whole->graph, path, shown_path(here, path), false,
                      missing->summaries[i]);
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

void whole_init(Whole *whole, const FileList *list, Summary **summaries,
                FileConfigs *configs, unsigned threads)
{
    size_t count;
    char **roots = roots_find(list, &count);
    const char **names = xmalloc((count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = roots[i];
    *whole = (Whole){.cache = whole->cache,
                     .threads = threads,
                     .configs = configs,
                     .modules = modules_new(names, count, files_on_disk())};
    whole->graph = graph_new(whole->modules);
    for (uint32_t i = 0; i < list->files.len; i++) {
        char *path = path_absolute(list->files.items[i].path);
        if (summaries[i])
            graph_put(whole->graph, path, list->files.items[i].path, true, summaries[i]);
        free(path);
    }
    link_all(whole);
    graph_solve(whole->graph);
    free(names);
    roots_free(roots, count);
}

void whole_release(Whole *whole)
{
    graph_free(whole->graph);
    if (whole->modules)
        modules_free(whole->modules);
    cache_close(whole->cache);
    *whole = (Whole){0};
}
