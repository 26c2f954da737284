/* routes.c - every way from an event loop to what blocks it, for people to look at. */
#include "program/graph.h"

#include <stdlib.h>

/* The function's code runs on the thread of an event loop. */
static bool is_on_loop(const Summary *s, const FunctionSummary *fn)
{
    if (fn->flags & FN_OFF_LOOP)
        return false;
    if (s->language == LANG_PYTHON)
        return fn->flags & FN_ASYNC;
    bool startup = s->flags & (FILE_SCRIPT | FILE_TEST | FILE_WORKER);
    bool synchronous = fn->word && ends_with(fn->word, "Sync");
    return fn->flags & (FN_ASYNC | FN_HANDLER) && !startup && !synchronous;
}

static void add_route(const FileNode *node, const FunctionSummary *fn, Route route,
                      Arena *arena, Routes *out)
{
    route.path = node->shown;
    route.coroutine = fn->name;
    route.handler = !(fn->flags & FN_ASYNC);
    vec_push(arena, out, route);
}

static void add_own(const FileNode *node, const FunctionSummary *fn, Arena *arena,
                    Routes *out)
{
    for (int k = 0; k < EFFECT_KINDS; k++) {
        const Cause *cause = &fn->causes[k];
        if (!cause->what)
            continue;
        Effect *effect = NEW(arena, Effect);
        *effect = (Effect){.category = (KnownCategory)cause->category,
                           .tier = cause->tier,
                           .what = cause->what};
        Route route = {
            .at = cause->at, .as = cause->what, .kind = (EffectKind)k, .effect = effect};
        add_route(node, fn, route, arena, out);
    }
}

static void add_calls(const World *w, const FileNode *node, Arena *arena, Routes *out)
{
    const Summary *s = node->summary;
    for (uint32_t i = 0; i < s->calls.len; i++) {
        const CallSummary *call = &s->calls.items[i];
        const FunctionSummary *fn = &s->functions.items[call->from];
        for (int k = 0; k < EFFECT_KINDS; k++) {
            const Effect *effect =
                call->flags & CALL_LAZY || !is_on_loop(s, fn)
                    ? NULL
                    : effect_of_call(w, arena, node->targets[i], (EffectKind)k);
            Route route = {
                .at = call->at, .as = call->as, .kind = (EffectKind)k, .effect = effect};
            if (effect)
                add_route(node, fn, route, arena, out);
        }
    }
}

static int compare_routes(const void *a, const void *b)
{
    const Route *x = a, *y = b;
    int paths = strcmp(x->path, y->path);
    if (paths)
        return paths;
    if (x->at.span.start != y->at.span.start)
        return x->at.span.start < y->at.span.start ? -1 : 1;
    return (int)x->kind - (int)y->kind;
}

void graph_routes(const CallGraph *graph, Arena *arena, Routes *out)
{
    World world = {.graph = graph};
    for (uint32_t i = 0; i < graph->files.len; i++) {
        const FileNode *node = graph->files.items[i];
        const Summary *s = node->summary;
        if (!node->root)
            continue;
        for (uint32_t f = 1; f < s->functions.len; f++)
            if (is_on_loop(s, &s->functions.items[f]))
                add_own(node, &s->functions.items[f], arena, out);
        add_calls(&world, node, arena, out);
    }
    if (out->len)
        qsort(out->items, out->len, sizeof(Route), compare_routes);
}
