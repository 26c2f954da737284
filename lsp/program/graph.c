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
    arena_init(&graph->incoming);
    arena_init(&graph->questions);
    graph->by_path.arena = &graph->arena;
    graph->asked.arena = &graph->questions;
    return graph;
}

void graph_free(CallGraph *graph)
{
    if (!graph)
        return;
    for (uint32_t i = 0; i < graph->files.len; i++) {
        summary_free((Summary *)(uintptr_t)graph->files.items[i]->summary);
        arena_release(&graph->files.items[i]->arena);
        arena_release(&graph->files.items[i]->kept);
    }
    arena_release(&graph->incoming);
    arena_release(&graph->questions);
    arena_release(&graph->arena);
    free(graph);
}

FileNode *world_file(const World *world, uint32_t file)
{
    if (world->own && file == world->own_file)
        return world->own;
    return world->graph->files.items[file];
}

uint32_t graph_file(const CallGraph *graph, const char *path)
{
    uintptr_t number = (uintptr_t)map_get(&graph->by_path, path);
    return number ? (uint32_t)(number - 1) : NO_FILE;
}

static FileNode *add_node(CallGraph *graph, const char *path, const char *shown)
{
    FileNode *node = NEW(&graph->arena, FileNode);
    node->path = arena_strndup(&graph->arena, path, strlen(path));
    node->shown = arena_strndup(&graph->arena, shown, strlen(shown));
    arena_init(&node->arena);
    arena_init(&node->kept);
    node->links = (Map){.arena = &node->arena};
    vec_push(&graph->arena, &graph->files, node);
    map_set(&graph->by_path, path, (void *)(uintptr_t)graph->files.len);
    return node;
}

/* Whom the file's calls reach does not change with where in the file things stand. */
void graph_put(CallGraph *graph, const char *path, const char *shown, bool root,
               Summary *summary)
{
    uint32_t at = graph_file(graph, path);
    FileNode *node = at == NO_FILE ? add_node(graph, path, shown) : graph->files.items[at];
    uint64_t shape = summary_stamp(summary, false);
    bool kept = node->summary && shape == node->shape && root == node->root;
    graph->grown |= !node->summary;
    node->changed |= !kept;
    summary_free((Summary *)(uintptr_t)node->summary);
    graph->stale |= !kept;
    node->summary = summary;
    node->shape = shape;
    node->root = root;
}

void graph_drop(CallGraph *graph, const char *path)
{
    uint32_t at = graph_file(graph, path);
    if (at == NO_FILE || !graph->files.items[at]->summary)
        return;
    FileNode *node = graph->files.items[at];
    summary_free((Summary *)(uintptr_t)node->summary);
    node->summary = NULL;
    node->root = false;
    node->changed = true;
    memset(&node->looked, 0, sizeof node->looked); /* it lies in an arena */
    arena_release(&node->kept);
    graph_forget(graph);
}

void graph_paths(const CallGraph *graph, Arena *arena, PathList *out)
{
    for (uint32_t i = 0; i < graph->files.len; i++)
        vec_push(arena, out, graph->files.items[i]->path);
}

void graph_forget(CallGraph *graph)
{
    for (uint32_t i = 0; i < graph->files.len; i++) {
        FileNode *node = graph->files.items[i];
        (node->summary ? arena_reset : arena_release)(&node->arena);
        node->links = (Map){.arena = &node->arena};
    }
    arena_reset(&graph->questions);
    graph->asked = (Map){.arena = &graph->questions};
    graph->stale = graph->forgot = true;
}

bool graph_knows(const CallGraph *graph, const char *path)
{
    return graph_file(graph, path) != NO_FILE || map_get(&graph->asked, path);
}

/* --- linking --- */

typedef VEC(Target) Targets;

/* Follows one call; what it reaches is to be followed next. What waits for a missing file
 * reaches nothing yet: links that are not whole are not kept, for others to see. */
static void follow_one(World *w, Arena *scratch, uint32_t file, uint32_t call,
                       Targets *queue)
{
    FileNode *node = world_file(w, file);
    w->origin = node;
    w->crossed = w->incomplete = false;
    Target target = follow_call(w, file, &node->summary->calls.items[call]);
    node->crosses[call] = w->crossed;
    node->waits |= w->incomplete;
    node->targets[call].file = NO_FILE;
    if (target.file == NO_FILE || w->incomplete)
        return;
    node->targets[call] = target;
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

/* All calls of a root; of another file those that something leads to. */
static void follow_file(World *w, Arena *scratch, uint32_t file, Targets *queue)
{
    FileNode *node = world_file(w, file);
    const Summary *s = node->summary;
    for (uint32_t i = 0; node->root && i < s->functions.len; i++)
        node->followed[i] = true;
    for (uint32_t i = 0; i < s->calls.len; i++)
        if (node->followed[s->calls.items[i].from])
            follow_one(w, scratch, file, i, queue);
    w->origin = node;
    if (node->root)
        follow_handoffs(w, file);
}

/* Those with a new summary, and those that looked into such a file. */
static void find_due(const CallGraph *graph)
{
    for (uint32_t i = 0; i < graph->files.len; i++) {
        FileNode *node = graph->files.items[i];
        node->due = node->changed || graph->forgot || (graph->grown && node->waits);
        for (uint32_t k = 0; k < node->looked.len && !node->due; k++)
            node->due = graph->files.items[node->looked.items[k]]->changed;
        node->due = node->due && node->summary;
    }
}

static void prepare(FileNode *node)
{
    if (node->changed) {
        arena_reset(&node->kept);
        memset(&node->looked, 0, sizeof node->looked);
        node_prepare(&node->kept, node);
    }
    node->looked.len = 0;
    node->waits = node->changed = false;
}

void graph_link(CallGraph *graph, Arena *arena, PathList *missing)
{
    if (!graph->stale)
        return;
    World world = {.graph = graph, .linking = graph, .arena = arena, .missing = missing};
    Arena scratch;
    Targets queue = {0};
    arena_init(&scratch);
    find_due(graph);
    for (uint32_t i = 0; i < graph->files.len; i++)
        if (graph->files.items[i]->due)
            prepare(graph->files.items[i]);
    for (uint32_t i = 0; i < graph->files.len; i++)
        if (graph->files.items[i]->due)
            follow_file(&world, &scratch, i, &queue);
    for (uint32_t i = 0; i < queue.len; i++)
        if (!graph->files.items[queue.items[i].file]->root)
            follow_function(&world, &scratch, queue.items[i], &queue);
    graph->grown = graph->forgot = false;
    spread_handoffs(graph);
    arena_release(&scratch);
}

void graph_solve(CallGraph *graph)
{
    World world = {.graph = graph};
    if (graph->stale)
        solve_files(&world, 0, graph->files.len);
    graph->stale = false;
}
