/*
 * solve.c - effects run backwards through the calls until nothing changes.
 *
 * The surest effect wins, then the one with the fewest calls between, then the call that
 * comes first in its function: so the answer does not depend on the order of the files.
 */
#include "program/graph.h"

void node_prepare(Arena *arena, FileNode *node)
{
    const Summary *s = node->summary;
    memset(&node->incoming, 0, sizeof node->incoming); /* it lay in an arena */
    node->targets = arena_alloc(arena, (s->calls.len + 1) * sizeof *node->targets);
    node->crosses = arena_alloc(arena, s->calls.len + 1);
    node->followed = arena_alloc(arena, s->functions.len + 1);
    node->found = arena_alloc(arena, (s->functions.len + 1) * sizeof *node->found);
    node->awaitable = arena_alloc(arena, s->functions.len + 1);
    for (uint32_t i = 0; i < s->calls.len; i++)
        node->targets[i].file = NO_FILE;
}

bool function_carries(const FunctionSummary *fn)
{
    return !(fn->flags &
             (FN_ASYNC | FN_GENERATOR | FN_OFF_LOOP | FN_OPAQUE | FN_AWARE | FN_SAFE));
}

static bool begin(const World *w, FileNode *node)
{
    const Summary *s = node->summary;
    (void)w;
    for (uint32_t i = 0; i < s->functions.len; i++) {
        const FunctionSummary *fn = &s->functions.items[i];
        node->awaitable[i] = fn->flags & FN_AWAITABLE;
        for (int k = 0; k < EFFECT_KINDS; k++)
            node->found[i][k] =
                (Found){.tier = fn->causes[k].what ? fn->causes[k].tier : 0};
    }
    return true;
}

/* What the call brings to the function that makes it. */
static Found brought(const World *w, const FileNode *node, uint32_t call, int kind)
{
    Target target = node->targets[call];
    if (target.file == NO_FILE || node->summary->calls.items[call].flags & CALL_LAZY)
        return (Found){0};
    const FileNode *other = world_file(w, target.file);
    Found found = other->found[target.function][kind];
    if (!found.tier || found.steps == UINT16_MAX ||
        !function_carries(&other->summary->functions.items[target.function]))
        return (Found){0};
    bool once = node->summary->calls.items[call].flags & CALL_SELDOM;
    return (Found){.tier = once && found.tier < 2 ? 2 : found.tier,
                   .steps = (uint16_t)(found.steps + 1),
                   .via = call + 1};
}

static bool is_better(Found a, Found b)
{
    if (!a.tier || !b.tier)
        return a.tier && !b.tier;
    return a.tier != b.tier ? a.tier < b.tier : a.steps < b.steps;
}

static bool spread(const World *w, FileNode *node)
{
    bool changed = false;
    for (uint32_t i = 0; i < node->summary->calls.len; i++)
        for (int k = 0; k < EFFECT_KINDS; k++) {
            Found *own = &node->found[node->summary->calls.items[i].from][k];
            Found new = brought(w, node, i, k);
            if (is_better(new, *own)) {
                *own = new;
                changed = true;
            }
        }
    return changed;
}

/* Every call that the function returns gives an awaitable. */
static bool returns_awaitable(const World *w, const FileNode *node,
                              const FunctionSummary *fn)
{
    for (uint32_t i = 0; i < fn->returns.len; i++) {
        Target target = node->targets[fn->returns.items[i]];
        if (target.file == NO_FILE ||
            !world_file(w, target.file)->awaitable[target.function])
            return false;
    }
    return fn->returns.len;
}

static bool spread_awaitables(const World *w, FileNode *node)
{
    const Summary *s = node->summary;
    bool changed = false;
    for (uint32_t i = 0; i < s->functions.len; i++)
        if (!node->awaitable[i] && returns_awaitable(w, node, &s->functions.items[i]))
            changed = node->awaitable[i] = true;
    return changed;
}

/* Of several calls that lead on equally, the first. */
static bool settle(const World *w, FileNode *node)
{
    const Summary *s = node->summary;
    for (uint32_t i = s->calls.len; i-- > 0;)
        for (int k = 0; k < EFFECT_KINDS; k++) {
            Found *own = &node->found[s->calls.items[i].from][k];
            Found new = brought(w, node, i, k);
            if (own->via && new.tier == own->tier &&new.steps == own->steps)
                own->via = new.via;
        }
    return true;
}

/* True when something has changed for one of them. */
static bool for_each_file(const World *w, uint32_t from, uint32_t to,
                          bool (*step)(const World *w, FileNode *node))
{
    bool changed = false;
    for (uint32_t i = from; i < to; i++) {
        FileNode *node = world_file(w, i);
        if (node->summary)
            changed |= step(w, node);
    }
    return changed;
}

void solve_files(const World *w, uint32_t from, uint32_t to)
{
    for_each_file(w, from, to, begin);
    for (bool changed = true; changed;) {
        changed = for_each_file(w, from, to, spread);
        changed |= for_each_file(w, from, to, spread_awaitables);
    }
    for_each_file(w, from, to, settle);
}

/* --- chains --- */

/* What files of the graph say of one another holds for the text that it has of each. */
static FileNode *file_from(const World *w, const FileNode *from, uint32_t file)
{
    return from == w->own ? world_file(w, file) : w->graph->files.items[file];
}

static Step step_of(const World *w, const FileNode *node, uint32_t function, Location at,
                    const char *what)
{
    return (Step){.path = node == w->own ? NULL : node->shown,
                  .at = at,
                  .caller = node->summary->functions.items[function].name,
                  .what = what};
}

const Effect *effect_of_call(const World *w, Arena *arena, Target target, EffectKind kind)
{
    if (target.file == NO_FILE)
        return NULL;
    const FileNode *node = world_file(w, target.file);
    const FunctionSummary *fn = &node->summary->functions.items[target.function];
    Found found = node->found[target.function][kind];
    uint8_t tier = found.tier; /* a kept value on the way makes it less than its cause */
    if (!found.tier || !function_carries(fn))
        return NULL;
    VEC(Step) steps = {0};
    for (; found.via; found = node->found[target.function][kind]) {
        const CallSummary *call = &node->summary->calls.items[found.via - 1];
        vec_push(arena, &steps, step_of(w, node, target.function, call->at, call->as));
        target = node->targets[found.via - 1];
        node = file_from(w, node, target.file);
    }
    const Cause *cause = &node->summary->functions.items[target.function].causes[kind];
    vec_push(arena, &steps, step_of(w, node, target.function, cause->at, cause->what));
    Effect *effect = NEW(arena, Effect);
    *effect = (Effect){.category = (KnownCategory)cause->category,
                       .tier = tier,
                       .what = cause->what,
                       .steps = {steps.items, steps.len, steps.cap}};
    return effect;
}
