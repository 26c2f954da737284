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
    node->given = arena_alloc(arena, (s->handoffs.len + 1) * sizeof *node->given);
    node->targets = arena_alloc(arena, (s->calls.len + 1) * sizeof *node->targets);
    node->crosses = arena_alloc(arena, s->calls.len + 1);
    node->followed = arena_alloc(arena, s->functions.len + 1);
    node->found = arena_alloc(arena, (s->functions.len + 1) * sizeof *node->found);
    node->awaitable = arena_alloc(arena, s->functions.len + 1);
    for (uint32_t i = 0; i < s->calls.len; i++)
        node->targets[i].file = NO_FILE;
    members_prepare(arena, node);
}

bool function_carries(const FunctionSummary *fn)
{
    return !(fn->flags &
             (FN_ASYNC | FN_GENERATOR | FN_OFF_LOOP | FN_OPAQUE | FN_AWARE | FN_SAFE));
}

static void begin(const World *w, FileNode *node)
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

/* True when the call brings something better than its function has. */
static bool relax(const World *w, const FileNode *node, uint32_t call)
{
    bool changed = false;
    for (int k = 0; k < EFFECT_KINDS; k++) {
        Found *own = &node->found[node->summary->calls.items[call].from][k];
        Found new = brought(w, node, call, k);
        if (!is_better(new, *own))
            continue;
        *own = new;
        changed = true;
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

/* Of several calls that lead on equally, the first. */
static void settle(const World *w, FileNode *node)
{
    const Summary *s = node->summary;
    for (uint32_t i = s->calls.len; i-- > 0;)
        for (int k = 0; k < EFFECT_KINDS; k++) {
            Found *own = &node->found[s->calls.items[i].from][k];
            if (!own->via)
                continue;
            Found new = brought(w, node, i, k);
            if (new.tier == own->tier &&new.steps == own->steps)
                own->via = new.via;
        }
}

static void for_each_file(const World *w, uint32_t from, uint32_t to,
                          void (*step)(const World *w, FileNode *node))
{
    for (uint32_t i = from; i < to; i++) {
        FileNode *node = world_file(w, i);
        if (node->summary)
            step(w, node);
    }
}

/* Who calls each function of the files from..to-1, among these files. */
typedef struct Callers {
    const World *w;
    uint32_t from, to;
    uint32_t *first; /* per file: the number of its function 0 */
    uint32_t *heads; /* per function: where its calls begin; one more at the end */
    struct Caller {
        uint32_t file, call;
    } * calls;
} Callers;

static uint32_t number_of(const Callers *c, Target target)
{
    return c->first[target.file - c->from] + target.function;
}

static bool is_inside(const Callers *c, Target target)
{
    return target.file >= c->from && target.file < c->to;
}

static uint32_t number_functions(Callers *c, Arena *arena)
{
    uint32_t count = 0;
    c->first = arena_alloc(arena, (c->to - c->from + (size_t)1) * sizeof *c->first);
    for (uint32_t i = c->from; i < c->to; i++) {
        const Summary *s = world_file(c->w, i)->summary;
        c->first[i - c->from] = count;
        count += s ? s->functions.len : 0;
    }
    return count;
}

/* Counts the calls of each function; then, again, with room for them, notes them. */
static void take_calls(Callers *c, uint32_t *at)
{
    for (uint32_t i = c->from; i < c->to; i++) {
        const FileNode *node = world_file(c->w, i);
        uint32_t count = node->summary ? node->summary->calls.len : 0;
        for (uint32_t k = 0; k < count; k++) {
            if (!is_inside(c, node->targets[k]))
                continue;
            uint32_t *place = &at[number_of(c, node->targets[k])];
            if (c->calls)
                c->calls[*place] = (struct Caller){i, k};
            ++*place;
        }
    }
}

static void find_callers(Callers *c, Arena *arena)
{
    uint32_t count = number_functions(c, arena), sum = 0;
    c->heads = arena_alloc(arena, (count + (size_t)1) * sizeof *c->heads);
    uint32_t *at = arena_alloc(arena, (count + (size_t)1) * sizeof *at);
    take_calls(c, at);
    for (uint32_t i = 0; i < count; i++) {
        c->heads[i] = sum;
        sum += at[i];
        at[i] = c->heads[i];
    }
    c->heads[count] = sum;
    c->calls = arena_alloc(arena, (sum + (size_t)1) * sizeof *c->calls);
    take_calls(c, at);
}

typedef VEC(Target) Targets;

/* Functions that have an effect of their own, or by a call to another file. */
static void begin_queue(const Callers *c, Arena *arena, Targets *queue)
{
    for (uint32_t i = c->from; i < c->to; i++) {
        const FileNode *node = world_file(c->w, i);
        const Summary *s = node->summary;
        for (uint32_t k = 0; s && k < s->calls.len; k++)
            if (node->targets[k].file != NO_FILE && !is_inside(c, node->targets[k]))
                relax(c->w, node, k);
        for (uint32_t k = 0; s && k < s->functions.len; k++) {
            Target one = {i, k};
            if (node->found[k][EFFECT_BLOCKS].tier || node->found[k][EFFECT_COMPUTES].tier)
                vec_push(arena, queue, one);
        }
    }
}

/* From each function whose effect has become better to those that call it. */
static void spread(const Callers *c, Arena *arena)
{
    Targets queue = {0};
    begin_queue(c, arena, &queue);
    for (uint32_t i = 0; i < queue.len; i++) {
        uint32_t number = number_of(c, queue.items[i]);
        for (uint32_t k = c->heads[number]; k < c->heads[number + 1]; k++) {
            struct Caller caller = c->calls[k];
            const FileNode *node = world_file(c->w, caller.file);
            Target one = {caller.file, node->summary->calls.items[caller.call].from};
            if (relax(c->w, node, caller.call))
                vec_push(arena, &queue, one);
        }
    }
}

static void find_awaitable(const Callers *c, Arena *arena, Targets *queue, Target one)
{
    FileNode *node = world_file(c->w, one.file);
    if (node->awaitable[one.function] ||
        !returns_awaitable(c->w, node, &node->summary->functions.items[one.function]))
        return;
    node->awaitable[one.function] = true;
    vec_push(arena, queue, one);
}

/* From each function that gives an awaitable to those that call it, and may return that. */
static void spread_awaitables(const Callers *c, Arena *arena)
{
    Targets queue = {0};
    for (uint32_t i = c->from; i < c->to; i++) {
        const Summary *s = world_file(c->w, i)->summary;
        for (uint32_t k = 0; s && k < s->functions.len; k++)
            find_awaitable(c, arena, &queue, (Target){i, k});
    }
    for (uint32_t i = 0; i < queue.len; i++) {
        uint32_t number = number_of(c, queue.items[i]);
        for (uint32_t k = c->heads[number]; k < c->heads[number + 1]; k++) {
            const Summary *s = world_file(c->w, c->calls[k].file)->summary;
            uint32_t caller = s->calls.items[c->calls[k].call].from;
            find_awaitable(c, arena, &queue, (Target){c->calls[k].file, caller});
        }
    }
}

void solve_files(const World *w, uint32_t from, uint32_t to)
{
    Arena scratch;
    Callers callers = {.w = w, .from = from, .to = to};
    arena_init(&scratch);
    for_each_file(w, from, to, begin);
    find_callers(&callers, &scratch);
    spread(&callers, &scratch);
    spread_awaitables(&callers, &scratch);
    for_each_file(w, from, to, settle);
    arena_release(&scratch);
}

/* --- chains --- */

enum { MAX_STEPS = 64 };

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
        if (steps.len < MAX_STEPS) /* each call of a long chain would have all behind it */
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
