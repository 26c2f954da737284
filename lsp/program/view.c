/*
 * view.c - what the calls of one file come to in others, as a number.
 *
 * Who keeps a file's findings keeps the number that they were made by: while it stays, a
 * new analysis would find the same.
 */
#include "program/graph.h"
#include "program/stamp.h"

/* The way from the call to its effect leads through imports: mostly into another file. */
static bool leaves_file(const FileNode *node, uint32_t call, int kind)
{
    while (!node->crosses[call]) {
        Found found = node->found[node->targets[call].function][kind];
        if (!found.via)
            return false;
        call = found.via - 1;
    }
    return true;
}

/* An effect counts only where it is brought to an event loop. */
static bool brings_effect(const CallGraph *graph, const FileNode *node, uint32_t call,
                          int kind)
{
    uint32_t from = node->summary->calls.items[call].from;
    const FunctionSummary *fn = &node->summary->functions.items[from];
    Target target = node->targets[call];
    const FileNode *other = graph->files.items[target.file];
    return fn->flags & (FN_ASYNC | FN_HANDLER) &&
           function_carries(&other->summary->functions.items[target.function]) &&
           other->found[target.function][kind].tier && leaves_file(node, call, kind);
}

/* Where it is awaited, it counts only that it never rejects. */
static bool brings_awaitable(const CallGraph *graph, const FileNode *node, uint32_t call)
{
    Target target = node->targets[call];
    const FileNode *other = graph->files.items[target.file];
    uint32_t told = other->summary->functions.items[target.function].flags;
    bool awaited = node->summary->calls.items[call].flags & CALL_AWAITED;
    return other->awaitable[target.function] && (!awaited || told >> FN_FATE) &&
           (node->crosses[call] || !(told & FN_AWAITABLE));
}

/* The file's own steps, up to where another file is called, stand where its newest text
 * has them. */
static void add_step(Stamp *stamp, const FileNode *node, const FunctionSummary *fn,
                     const Location *at, const char *what, bool own)
{
    stamp_text(stamp, own ? NULL : node->shown);
    stamp_text(stamp, fn->name);
    stamp_text(stamp, what);
    if (!own)
        stamp_place(stamp, at);
}

static void add_effect(Stamp *stamp, const CallGraph *graph, uint32_t file, Target target,
                       int kind)
{
    const FileNode *node = graph->files.items[target.file];
    Found found = node->found[target.function][kind];
    bool own = target.file == file;
    stamp_number(stamp, found.tier);
    for (; found.via; found = node->found[target.function][kind]) {
        const CallSummary *call = &node->summary->calls.items[found.via - 1];
        add_step(stamp, node, &node->summary->functions.items[target.function], &call->at,
                 call->as, own);
        target = node->targets[found.via - 1];
        node = graph->files.items[target.file];
        own = own && target.file == file;
    }
    const FunctionSummary *fn = &node->summary->functions.items[target.function];
    const Cause *cause = &fn->causes[kind];
    add_step(stamp, node, fn, &cause->at, cause->what, own);
    stamp_number(stamp, cause->category);
}

/* True when the call brings something. */
static bool add_call(Stamp *stamp, const CallGraph *graph, uint32_t file, uint32_t number)
{
    const FileNode *node = graph->files.items[file];
    Target target = node->targets[number];
    bool brings = false;
    if (target.file == NO_FILE)
        return false;
    const FileNode *other = graph->files.items[target.file];
    const FunctionSummary *fn = &other->summary->functions.items[target.function];
    for (int k = 0; k < EFFECT_KINDS; k++) {
        if (!brings_effect(graph, node, number, k))
            continue;
        stamp_number(stamp, (uint64_t)k);
        add_effect(stamp, graph, file, target, k);
        brings = true;
    }
    if (brings_awaitable(graph, node, number)) {
        stamp_number(stamp, EFFECT_KINDS + (fn->flags >> FN_FATE));
        brings = true;
    }
    if (brings)
        stamp_text(stamp, fn->name);
    return brings;
}

static bool add_handoffs(Stamp *stamp, const CallGraph *graph, const char *path)
{
    Arena arena;
    GivenFunctions given = {0};
    arena_init(&arena);
    graph_handoffs(graph, path, &arena, &given);
    for (uint32_t i = 0; i < given.len; i++) {
        const HandoffSummary *handoff = given.items[i].handoff;
        stamp_text(stamp, given.items[i].name);
        stamp_text(stamp, given.items[i].path);
        stamp_number(stamp, handoff->where);
        stamp_number(stamp, handoff->flags);
        stamp_place(stamp, &handoff->at);
        for (uint32_t k = 0; k < handoff->looks.len; k++)
            stamp_text(stamp, handoff->looks.items[k]);
    }
    arena_release(&arena);
    return given.len;
}

uint64_t graph_view(const CallGraph *graph, const char *path)
{
    uint32_t file = graph_file(graph, path);
    const FileNode *node = file == NO_FILE ? NULL : graph->files.items[file];
    Stamp stamp = {.hash = STAMP_EMPTY, .places = true};
    bool brings = false;
    for (uint32_t i = 0; node && node->summary && i < node->summary->calls.len; i++)
        brings |= add_call(&stamp, graph, file, i);
    if (node && node->summary && node->incoming.len)
        brings |= add_handoffs(&stamp, graph, path);
    return brings ? stamp.hash | 1 : 0;
}
