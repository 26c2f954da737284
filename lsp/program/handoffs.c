/*
 * handoffs.c - functions of other files that a file gives to threads and processes, and what
 * the graph tells a file of its own that others give.
 */
#include "asynclint/threads.h"
#include "program/build.h"
#include "program/graph.h"

#include <stdlib.h>

/* --- what a summary says --- */

static bool has_look(const HandoffSummary *one, const char *name)
{
    for (uint32_t i = 0; i < one->looks.len; i++)
        if (same(one->looks.items[i], name))
            return true;
    return false;
}

/* `work.results` behind the call, where it gives `work.job`. */
static void add_looks(Builder *b, const Handoff *handoff, HandoffSummary *one)
{
    const Facts *facts = b->facts;
    const Syntax *s = facts->syntax;
    const char *given = qualified_name(facts, handoff->callable);
    const char *dot = given ? strrchr(given, '.') : NULL;
    size_t len = dot ? (size_t)(dot - given) + 1 : 0;
    const Function *fn = handoff->call->at.fn;
    for (Ref r = s->nodes[handoff->call->node].last; len && r < s->nodes[fn->node].last;
         r++) {
        NodeKind kind = kind_of(s, r);
        bool read = (kind == N_NAME || kind == N_MEMBER) && s->nodes[r].role != R_CALLEE &&
                    s->nodes[r].role != R_LEFT;
        const char *name = read ? qualified_name(facts, r) : NULL;
        if (!name || strncmp(name, given, len) != 0 || strchr(name + len, '.') ||
            has_look(one, name + len))
            continue;
        vec_push(&b->out->arena, &one->looks, build_word(b, name + len));
    }
}

void build_handoffs(Builder *b)
{
    const HandoffList *list = handoffs(b->facts);
    for (uint32_t i = 0; i < list->len; i++) {
        const Handoff *handoff = list->items[i];
        bool sure = handoff->where == IN_THREAD || handoff->where == IN_PROCESS;
        HandoffSummary one = {.where = handoff->where};
        Origin origin;
        if (!sure || !handoff->call || handoff->fn ||
            !origin_of(b->facts, handoff->callable, &origin) ||
            !build_name(b, &origin, &one.name))
            continue;
        one.flags = (uint8_t)((handoff->many ? HAND_MANY : 0) |
                              (handoff->own_object ? HAND_OWN_OBJECT : 0) |
                              (handoff->prepares ? HAND_PREPARES : 0));
        one.at = build_location(b, span_of(b->facts->syntax, handoff->call->node));
        add_looks(b, handoff, &one);
        vec_push(&b->out->arena, &b->out->handoffs, one);
    }
}

/* --- what the graph finds --- */

void follow_handoffs(World *w, uint32_t file)
{
    FileNode *node = world_file(w, file);
    const Summary *s = node->summary;
    for (uint32_t i = 0; i < s->handoffs.len; i++) {
        CallSummary call = {.name = s->handoffs.items[i].name};
        w->incomplete = false;
        Target target = follow_call(w, file, &call);
        node->waits |= w->incomplete;
        node->given[i].file = NO_FILE;
        if (!w->incomplete && target.file != file)
            node->given[i] = target;
    }
}

void spread_handoffs(CallGraph *graph)
{
    arena_reset(&graph->incoming);
    for (uint32_t i = 0; i < graph->files.len; i++)
        memset(&graph->files.items[i]->incoming, 0, sizeof graph->files.items[i]->incoming);
    for (uint32_t i = 0; i < graph->files.len; i++) {
        const FileNode *node = graph->files.items[i];
        uint32_t count = node->root && node->summary ? node->summary->handoffs.len : 0;
        for (uint32_t k = 0; k < count; k++) {
            Target target = node->given[k];
            Incoming one = {.file = i, .handoff = k, .function = target.function};
            if (target.file != NO_FILE)
                vec_push(&graph->incoming, &graph->files.items[target.file]->incoming, one);
        }
    }
}

typedef struct Order {
    const CallGraph *graph;
    Incoming one;
} Order;

static int compare(const void *a, const void *b)
{
    const Order *x = a, *y = b;
    if (x->one.file != y->one.file)
        return strcmp(x->graph->files.items[x->one.file]->path,
                      y->graph->files.items[y->one.file]->path);
    return (int)x->one.handoff - (int)y->one.handoff;
}

void graph_handoffs(const CallGraph *graph, const char *path, Arena *arena,
                    GivenFunctions *out)
{
    uint32_t file = graph_file(graph, path);
    const FileNode *node = file == NO_FILE ? NULL : graph->files.items[file];
    uint32_t count = node && node->summary ? node->incoming.len : 0;
    Order *order = arena_alloc(arena, (count + (size_t)1) * sizeof *order);
    for (uint32_t i = 0; i < count; i++)
        order[i] = (Order){graph, node->incoming.items[i]};
    if (count)
        qsort(order, count, sizeof *order, compare);
    for (uint32_t i = 0; i < count; i++) {
        const FileNode *other = graph->files.items[order[i].one.file];
        uint32_t function = order[i].one.function;
        GivenFunction given = {.name = node->summary->functions.items[function].name,
                               .path = other->shown,
                               .handoff =
                                   &other->summary->handoffs.items[order[i].one.handoff]};
        if (given.name)
            vec_push(arena, out, given);
    }
}
