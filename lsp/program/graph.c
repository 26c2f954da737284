/*
 * graph.c - the files of a program, and from which of their functions calls are followed.
 *
 * Calls of roots are followed all; those of other files only where something leads to them,
 * so that checking one file does not read the whole workspace.
 */
#include "program/graph.h"

#include <stdlib.h>

CallGraph *graph_new(Modules *modules)
{
    CallGraph *graph = xmalloc(sizeof *graph);
    *graph = (CallGraph){.modules = modules};
    arena_init(&graph->arena);
    arena_init(&graph->solved);
    graph->by_path.arena = graph->asked.arena = &graph->arena;
    return graph;
}

void graph_free(CallGraph *graph)
{
    if (!graph)
        return;
    for (uint32_t i = 0; i < graph->files.len; i++) {
        summary_free((Summary *)(uintptr_t)graph->files.items[i]->summary);
        arena_release(&graph->files.items[i]->arena);
    }
    arena_release(&graph->solved);
    arena_release(&graph->arena);
    free(graph);
}

FileNode *world_file(const World *world, uint32_t file)
{
    if (world->own && file == world->own_file)
        return world->own;
    return world->graph->files.items[file];
}

static uint32_t file_at(const CallGraph *graph, const char *path)
{
    uintptr_t number = (uintptr_t)map_get(&graph->by_path, path);
    return number ? (uint32_t)(number - 1) : NO_FILE;
}

void graph_put(CallGraph *graph, const char *path, const char *shown, bool root,
               Summary *summary)
{
    uint32_t at = file_at(graph, path);
    FileNode *node = at == NO_FILE ? NEW(&graph->arena, FileNode) : graph->files.items[at];
    if (at == NO_FILE) {
        node->path = arena_strndup(&graph->arena, path, strlen(path));
        arena_init(&node->arena);
        vec_push(&graph->arena, &graph->files, node);
        map_set(&graph->by_path, path, (void *)(uintptr_t)graph->files.len);
    } else {
        summary_free((Summary *)(uintptr_t)node->summary);
    }
    arena_release(&node->arena);
    arena_init(&node->arena);
    node->shown = arena_strndup(&node->arena, shown, strlen(shown));
    node->root = root;
    node->summary = summary;
    node->links = (Map){.arena = &node->arena};
}

void graph_paths(const CallGraph *graph, Arena *arena, PathList *out)
{
    for (uint32_t i = 0; i < graph->files.len; i++)
        vec_push(arena, out, graph->files.items[i]->path);
}

void graph_forget(CallGraph *graph)
{
    for (uint32_t i = 0; i < graph->files.len; i++)
        graph->files.items[i]->links = (Map){.arena = &graph->files.items[i]->arena};
    graph->asked = (Map){.arena = &graph->arena};
}

/* --- linking --- */

typedef VEC(Target) Targets;

/* Follows one call; what it reaches is to be followed next. */
static void follow_one(World *w, Arena *scratch, uint32_t file, uint32_t call,
                       Targets *queue)
{
    FileNode *node = world_file(w, file);
    Target target = follow_call(w, file, &node->summary->calls.items[call]);
    node->targets[call] = target;
    if (target.file == NO_FILE)
        return;
    bool *followed = &world_file(w, target.file)->followed[target.function];
    if (!*followed)
        vec_push(scratch, queue, target);
    *followed = true;
}

static void follow_function(World *w, Arena *scratch, Target at, Targets *queue)
{
    const Summary *s = world_file(w, at.file)->summary;
    for (uint32_t i = 0; i < s->calls.len; i++)
        if (s->calls.items[i].from == at.function)
            follow_one(w, scratch, at.file, i, queue);
}

/* All functions of a root at once: its calls need not be gone through for each. */
static void follow_root(World *w, Arena *scratch, uint32_t file, Targets *queue)
{
    FileNode *node = world_file(w, file);
    const Summary *s = node->summary;
    for (uint32_t i = 0; i < s->functions.len; i++)
        node->followed[i] = true;
    for (uint32_t i = 0; i < s->calls.len; i++)
        follow_one(w, scratch, file, i, queue);
}

void graph_link(CallGraph *graph, Arena *arena, PathList *missing)
{
    World world = {.graph = graph, .linking = graph, .arena = arena, .missing = missing};
    Arena scratch;
    Targets queue = {0};
    arena_init(&scratch);
    arena_reset(&graph->solved);
    for (uint32_t i = 0; i < graph->files.len; i++)
        node_prepare(&graph->solved, graph->files.items[i]);
    for (uint32_t i = 0; i < graph->files.len; i++)
        if (graph->files.items[i]->root)
            follow_root(&world, &scratch, i, &queue);
    for (uint32_t i = 0; i < queue.len; i++)
        if (!graph->files.items[queue.items[i].file]->root)
            follow_function(&world, &scratch, queue.items[i], &queue);
    arena_release(&scratch);
}

void graph_solve(CallGraph *graph)
{
    World world = {.graph = graph};
    solve_files(&world, 0, graph->files.len);
}

/* --- questions --- */

typedef VEC(uint32_t) Numbers;

/* The way from the function to its effect leads through another file. */
static bool leaves_file(const CallGraph *graph, uint32_t file, Target target, int kind)
{
    for (;;) {
        if (target.file != file)
            return true;
        const FileNode *node = graph->files.items[file];
        Found found = node->found[target.function][kind];
        if (!found.via)
            return false;
        target = node->targets[found.via - 1];
    }
}

/* An effect counts only where it is brought to an event loop. */
static bool brings_effect(const CallGraph *graph, uint32_t file, uint32_t from,
                          Target target)
{
    const FunctionSummary *fn = &graph->files.items[file]->summary->functions.items[from];
    const FileNode *other = graph->files.items[target.file];
    if (!(fn->flags & (FN_ASYNC | FN_HANDLER)) ||
        !function_carries(&other->summary->functions.items[target.function]))
        return false;
    for (int k = 0; k < EFFECT_KINDS; k++)
        if (other->found[target.function][k].tier && leaves_file(graph, file, target, k))
            return true;
    return false;
}

/* Where it is awaited, it counts only that it never rejects. */
static bool brings_awaitable(const CallGraph *graph, uint32_t file, Target target,
                             uint8_t flags)
{
    const FileNode *other = graph->files.items[target.file];
    uint32_t told = other->summary->functions.items[target.function].flags;
    return other->awaitable[target.function] &&
           (!(flags & CALL_AWAITED) || told >> FN_FATE) &&
           (target.file != file || !(told & FN_AWAITABLE));
}

bool graph_reaches_out(const CallGraph *graph, const char *path)
{
    uint32_t file = file_at(graph, path);
    const FileNode *node = file == NO_FILE ? NULL : graph->files.items[file];
    for (uint32_t i = 0; node && i < node->summary->calls.len; i++) {
        const CallSummary *call = &node->summary->calls.items[i];
        Target target = node->targets[i];
        if (target.file != NO_FILE && (brings_effect(graph, file, call->from, target) ||
                                       brings_awaitable(graph, file, target, call->flags)))
            return true;
    }
    return false;
}

/* Appends the file's number, unless it was there before. */
static void reach_file(Arena *arena, bool *seen, Numbers *queue, uint32_t file)
{
    if (file == NO_FILE || seen[file])
        return;
    seen[file] = true;
    vec_push(arena, queue, file);
}

bool graph_depends(const CallGraph *graph, const char *path, const char *on)
{
    uint32_t from = file_at(graph, path), to = file_at(graph, on);
    if (from == NO_FILE || to == NO_FILE)
        return false;
    Arena scratch;
    Numbers queue = {0};
    arena_init(&scratch);
    bool *seen = arena_alloc(&scratch, graph->files.len);
    reach_file(&scratch, seen, &queue, from);
    for (uint32_t i = 0; i < queue.len && !seen[to]; i++) {
        const Map *links = &graph->files.items[queue.items[i]]->links;
        for (uint32_t k = 0; k < links->cap; k++) {
            const Link *link = links->slots[k].value;
            if (!links->slots[k].key || !link)
                continue;
            reach_file(&scratch, seen, &queue, link->file);
            reach_file(&scratch, seen, &queue, link->package);
        }
    }
    bool depends = seen[to];
    arena_release(&scratch);
    return depends;
}
