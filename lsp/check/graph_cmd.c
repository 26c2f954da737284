/*
 * graph_cmd.c - `asynclint graph PATH…`: how coroutines and request handlers reach what
 * blocks the event loop or computes for long.
 */
#include "asynclint/asynclint.h"
#include "check/check.h"
#include "check/configs.h"
#include "check/json.h"
#include "check/options.h"
#include "check/output.h"
#include "check/pool.h"
#include "check/terminal.h"
#include "check/whole.h"

#include <stdlib.h>
#include <unistd.h>

typedef struct GraphRun {
    const char *format;
    FileList list;
    CheckOptions options; /* none */
    FileConfigs configs;
    Summary **summaries; /* by file */
    Whole whole;
} GraphRun;

static bool take(void *into, OptionId id, const char *value)
{
    GraphRun *run = into;
    if (id == OPTION_FORMAT)
        run->format = value;
    else if (id == OPTION_CACHE)
        run->options.cache = value;
    return true;
}

static void summarise(void *context, size_t index)
{
    GraphRun *run = context;
    run->summaries[index] =
        whole_summarise(&run->list.files.items[index], run->whole.cache);
}

static bool go_on(void *context, size_t index)
{
    (void)context;
    (void)index;
    return true;
}

/* --- text --- */

static void put_place(Buffer *out, const char *path, Location at)
{
    safe_puts(out, path);
    buffer_printf(out, ":%u:%u: ", at.line, at.column);
}

static void put_step(Buffer *out, const char *from, const char *to)
{
    safe_puts(out, from ? from : "(anonymous)");
    buffer_puts(out, " -> ");
    safe_puts(out, to);
    buffer_puts(out, "\n");
}

/* A line for each step, each deeper than the one before. */
static void put_text(const Route *route, Buffer *out)
{
    put_place(out, route->path, route->at);
    put_step(out, route->coroutine, *route->as ? route->as : "a loop that counts");
    for (uint32_t i = 0; i < route->effect->steps.len; i++) {
        const Step *step = &route->effect->steps.items[i];
        buffer_printf(out, "%*s", 4 * (int)(i + 1), "");
        put_place(out, step->path, step->at);
        put_step(out, step->caller,
                 step_is_configured(step) ? "as the configuration says"
                 : *step->what            ? step->what
                                          : "a loop that counts");
    }
}

static void write_text(const Routes *routes, Buffer *out)
{
    for (uint32_t i = 0; i < routes->len; i++)
        put_text(&routes->items[i], out);
}

/* --- JSON --- */

static json_t *place_json(const char *path, Location at)
{
    return json_pack("{s:o, s:i, s:i}", "path", json_from_text(path), "line", (int)at.line,
                     "column", (int)at.column);
}

static json_t *route_json(const Route *route)
{
    json_t *json = place_json(route->path, route->at), *steps = json_array();
    for (uint32_t i = 0; i < route->effect->steps.len; i++) {
        const Step *step = &route->effect->steps.items[i];
        json_t *one = place_json(step->path, step->at);
        json_object_set_new(one, "function",
                            step->caller ? json_from_text(step->caller) : json_null());
        json_object_set_new(one, "calls", json_from_text(step->what));
        json_array_append_new(steps, one);
    }
    json_object_set_new(json, "function",
                        route->coroutine ? json_from_text(route->coroutine) : json_null());
    json_object_set_new(json, "calls", json_from_text(route->as));
    json_object_set_new(json, "effect",
                        json_string(route->kind == EFFECT_BLOCKS ? "blocks" : "computes"));
    json_object_set_new(json, "steps", steps);
    return json;
}

static void write_json(const Routes *routes, Buffer *out)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < routes->len; i++)
        json_array_append_new(list, route_json(&routes->items[i]));
    json_t *whole = json_pack("{s:i, s:o}", "version", 1, "routes", list);
    json_print(out, whole, 1);
    buffer_puts(out, "\n");
}

/* --- DOT --- */

static void put_quoted(Buffer *out, const char *text)
{
    Buffer safe;
    buffer_init(&safe);
    safe_puts(&safe, text);
    for (const char *c = safe.data; *c; c++) {
        if (*c == '"' || *c == '\\')
            buffer_puts(out, "\\");
        buffer_append(out, c, 1);
    }
    buffer_release(&safe);
}

static void put_node(Buffer *out, const char *path, const char *name)
{
    buffer_puts(out, "\"");
    put_quoted(out, path);
    buffer_puts(out, ":");
    put_quoted(out, name ? name : "(anonymous)");
    buffer_puts(out, "\"");
}

static void write_dot(const Routes *routes, Buffer *out)
{
    buffer_puts(out, "strict digraph asynclint {\n  rankdir=LR;\n");
    for (uint32_t i = 0; i < routes->len; i++) {
        const Route *route = &routes->items[i];
        const char *path = route->path, *name = route->coroutine;
        buffer_puts(out, "  ");
        put_node(out, path, name);
        buffer_puts(out, " [shape=box];\n");
        for (uint32_t k = 0; k < route->effect->steps.len; k++) {
            const Step *step = &route->effect->steps.items[k];
            buffer_puts(out, "  ");
            put_node(out, path, name);
            buffer_puts(out, " -> ");
            put_node(out, step->path, step->caller);
            buffer_puts(out, ";\n");
            path = step->path;
            name = step->caller;
        }
        buffer_puts(out, "  ");
        put_node(out, path, name);
        buffer_puts(out, " -> \"");
        put_quoted(out, *route->effect->what ? route->effect->what : "a loop that counts");
        buffer_puts(out, "\";\n");
    }
    buffer_puts(out, "}\n");
}

/* --- the command --- */

static void make_graph(GraphRun *run)
{
    uint32_t count = run->list.files.len;
    file_configs_init(&run->configs, &run->options);
    for (uint32_t i = 0; i < count; i++) {
        File *file = &run->list.files.items[i];
        file->config = file_configs_for(&run->configs, file->path);
    }
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned threads = cores > 0 ? (unsigned)cores : 1;
    run->summaries = xmalloc((count + (size_t)1) * sizeof *run->summaries);
    run->whole.cache = cache_open(run->options.cache);
    Pool pool = {.threads = threads,
                 .count = count,
                 .context = run,
                 .work = summarise,
                 .deliver = go_on};
    pool_run(&pool);
    whole_begin(&run->whole, &run->list, &run->configs, threads);
    for (uint32_t i = 0; i < count; i++)
        whole_add(&run->whole, &run->list.files.items[i], run->summaries[i]);
    whole_solve(&run->whole);
    free(run->summaries);
}

static bool print_graph(const GraphRun *run)
{
    Arena arena;
    Buffer out;
    Routes routes = {0};
    arena_init(&arena);
    buffer_init(&out);
    graph_routes(run->whole.graph, &arena, &routes);
    if (same(run->format, "json"))
        write_json(&routes, &out);
    else if (same(run->format, "dot"))
        write_dot(&routes, &out);
    else
        write_text(&routes, &out);
    bool ok = output_print(out.data, out.len);
    buffer_release(&out);
    arena_release(&arena);
    return ok;
}

int graph_main(int argc, char **argv)
{
    GraphRun run = {.format = "text"};
    int first, status;
    if (!options_read(COMMAND_GRAPH, argc, argv, take, &run, &first, &status))
        return status;
    files_init(&run.list, message, true);
    for (int i = first; i < argc; i++)
        files_add(&run.list, argv[i], "<stdin>");
    if (first >= argc)
        files_add(&run.list, ".", "<stdin>");
    files_finish(&run.list);
    make_graph(&run);
    bool ok = print_graph(&run) && !run.list.failed && !run.configs.failed;
    whole_release(&run.whole);
    file_configs_release(&run.configs);
    files_release(&run.list);
    return ok ? STATUS_CLEAN : STATUS_FAILED;
}
