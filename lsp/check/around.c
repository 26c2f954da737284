/*
 * around.c - from the files by themselves to what they are to each other.
 *
 * Each file is checked by itself, and leaves its summary; but not where its bytes show
 * that there is nothing to find (sieve.h). Such a file is told by others: it mentions a name
 * by which one of them gives a coroutine or a promise, or asks for a file that nobody
 * listed. That may make it one that tells others; so it goes round until nobody is told.
 * What calls lead to is read in any case, and for itself checked by the graph's view of it.
 */
#include "asynclint/imports.h"
#include "check/pool.h"
#include "check/run.h"
#include "text/paths.h"

#include <stdlib.h>

enum { ROUNDS = 20 }; /* more, and everybody is told */

/* --- each by itself --- */

static bool writes_files(const Run *run)
{
    return run->options->fix || run->options->diff;
}

/* Files that are going to be fixed are only looked at; standard input can be read once. */
static void look_work(void *context, size_t index)
{
    Run *run = context;
    const File *file = &run->list.files.items[index];
    Result *result = &run->results[index];
    if (file->is_stdin)
        return;
    if (!writes_files(run)) {
        check_one(run, file, result);
        return;
    }
    result->summary = whole_look(file, run->whole.cache, &run->sieve, &result->imports);
    result->postponed = run->sieve.states[index] != SIEVE_QUIET;
    if (!result->postponed)
        check_quiet(run, file, result);
}

/* Keeps which files it imports; false when one of them was not listed, and may be
 * anything. */
static bool keep_import(Run *run, size_t file, const char *path)
{
    size_t asked;
    if (!path)
        return true;
    if (!sieve_index(&run->sieve, path, &asked))
        return false;
    vec_push(&run->sieve.arena, &run->sieve.asks[file], (uint32_t)asked);
    return true;
}

static void find_imports(Run *run, size_t file, const Buffer *imports)
{
    char *path = path_absolute(run->list.files.items[file].path);
    bool inside = true;
    for (size_t at = 0; at < imports->len && inside;) {
        const char *name = imports->data + at;
        ModuleName asked = {.from = path,
                            .language = language_of_path(path),
                            .name = name + 1,
                            .required = *name == IMPORT_REQUIRED};
        Module found;
        if (modules_find(run->whole.modules, asked, &found))
            inside =
                keep_import(run, file, found.path) && keep_import(run, file, found.package);
        at += strlen(name) + 1;
    }
    if (!inside)
        run->sieve.states[file] = SIEVE_TOLD;
    free(path);
}

static bool look_deliver(void *context, size_t index)
{
    Run *run = context;
    Result *result = &run->results[index];
    if (run->sieve.states[index] == SIEVE_QUIET && result->imports.data)
        find_imports(run, index, &result->imports);
    buffer_release(&result->imports);
    return true;
}

/* --- what others tell --- */

typedef struct Round {
    Run *run;
    const CallNames *names; /* NULL: for those that are told already */
    bool *wholes;           /* by file: whoever imports it is told */
} Round;

static bool is_told(const Round *round, size_t index)
{
    const SieveAsks *asks = &round->run->sieve.asks[index];
    for (uint32_t i = 0; i < asks->len; i++)
        if (round->wholes[asks->items[i]])
            return true;
    return whole_mentions(&round->run->list.files.items[index], round->names);
}

static void tell_work(void *context, size_t index)
{
    const Round *round = context;
    Run *run = round->run;
    uint8_t *state = &run->sieve.states[index];
    if (*state == SIEVE_QUIET && round->names && is_told(round, index))
        *state = SIEVE_TOLD;
    else if (*state != SIEVE_TOLD || round->names)
        return;
    run->results[index].summary =
        whole_summarise(&run->list.files.items[index], run->whole.cache);
}

static bool tell_deliver(void *context, size_t index)
{
    Run *run = ((const Round *)context)->run;
    Result *result = &run->results[index];
    whole_add(&run->whole, &run->list.files.items[index], result->summary);
    result->summary = NULL;
    return true;
}

/* Takes the summaries of those that are told by the names, into the graph. */
static void tell(Run *run, const CallNames *names)
{
    uint32_t count = run->list.files.len;
    Round round = {run, names, xmalloc(count + (size_t)1)};
    for (uint32_t i = 0; i < count && names; i++) {
        char *path = path_absolute(run->list.files.items[i].path);
        round.wholes[i] = call_names_whole(names, path);
        free(path);
    }
    Pool pool = {.threads = run->options->jobs,
                 .count = count,
                 .context = &round,
                 .work = tell_work,
                 .deliver = tell_deliver};
    pool_run(&pool);
    free(round.wholes);
}

static bool any_quiet(const Run *run)
{
    for (uint32_t i = 0; i < run->list.files.len; i++)
        if (run->sieve.states[i] == SIEVE_QUIET)
            return true;
    return false;
}

static void tell_all(Run *run)
{
    CallNames *names = call_names_new();
    bool quiet = any_quiet(run);
    tell(run, NULL);
    for (unsigned round = 0; quiet; round++) {
        bool more = round >= ROUNDS
                        ? call_names_all(names)
                        : graph_names(run->whole.graph, &run->sieve.listed, names);
        if (more)
            tell(run, names);
        else if (round > 0)
            break;
        whole_solve(&run->whole);
    }
    whole_solve(&run->whole);
    call_names_free(names);
}

/* --- all of it --- */

/* It was not looked at yet, or other files tell more of it than it does by itself. */
static bool is_wanted(Run *run, uint32_t index)
{
    const File *file = &run->list.files.items[index];
    uint8_t *state = &run->sieve.states[index];
    char *path = path_absolute(file->path);
    bool viewed = graph_view(run->whole.graph, path) != run->results[index].view;
    free(path);
    if (viewed && *state == SIEVE_QUIET)
        *state = SIEVE_TOLD;
    return viewed || run->results[index].postponed || file->is_stdin;
}

void look_around(Run *run, void (*tick)(void *context, size_t done))
{
    uint32_t count = run->list.files.len;
    whole_begin(&run->whole, &run->list, &run->configs, run->options->jobs);
    CallGraph *graph = run->whole.graph;
    run->whole.graph = NULL; /* nobody looks at it yet */
    run->whole.listed = &run->sieve.listed;
    Pool pool = {.threads = run->options->jobs,
                 .count = count,
                 .context = run,
                 .work = look_work,
                 .deliver = look_deliver,
                 .tick = tick};
    pool_run(&pool);
    run->whole.graph = graph;
    for (uint32_t i = 0; i < count; i++) {
        whole_add(&run->whole, &run->list.files.items[i], run->results[i].summary);
        run->results[i].summary = NULL;
    }
    tell_all(run);
    run->again = arena_alloc(&run->arena, count + (size_t)1);
    for (uint32_t i = 0; i < count; i++)
        run->again[i] = is_wanted(run, i);
}
