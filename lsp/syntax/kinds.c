/*
 * kinds.c - the nodes of one kind: a list for each, so that who looks for one kind does not
 * go through all nodes.
 */
#include "asynclint/syntax.h"

void syntax_sort(Syntax *syntax, Arena *arena)
{
    uint32_t *from = syntax->kind_from, next[N_COUNT];
    memset(from, 0, sizeof syntax->kind_from);
    for (Ref r = 1; r < syntax->count; r++)
        from[syntax->nodes[r].kind + 1]++;
    for (int kind = 0; kind < N_COUNT; kind++) {
        from[kind + 1] += from[kind];
        next[kind] = from[kind];
    }
    syntax->by_kind = arena_alloc(arena, syntax->count * sizeof *syntax->by_kind);
    for (Ref r = 1; r < syntax->count; r++)
        syntax->by_kind[next[syntax->nodes[r].kind]++] = r;
}

Refs nodes_of_kind(const Syntax *s, NodeKind kind)
{
    uint32_t from = s->kind_from[kind];
    return (Refs){s->by_kind + from, s->kind_from[kind + 1] - from};
}

uint32_t count_before(Refs nodes, Ref at)
{
    uint32_t low = 0, high = nodes.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (nodes.items[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

Refs nodes_in(const Syntax *s, NodeKind kind, Ref root)
{
    Refs all = nodes_of_kind(s, kind);
    uint32_t from = count_before(all, root);
    all = (Refs){all.items + from, all.len - from};
    return (Refs){all.items, count_before(all, s->nodes[root].last)};
}
