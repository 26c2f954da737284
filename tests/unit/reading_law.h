/*
 * reading_law.h - what must be true of the Syntax of a text, however it came to be: for the
 * units and the tool that go through real files.
 */
#ifndef READING_LAW_H
#define READING_LAW_H

#include "syntax/reading.h"

#include <stdio.h>

static inline bool law_same_name(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Equal in all but the addresses of names; else a line that says where not. */
static inline bool law_equal(const Syntax *a, const Syntax *b, char *why, size_t size)
{
    for (Ref r = 1; r < a->count && r < b->count; r++) {
        const Node *x = &a->nodes[r], *y = &b->nodes[r];
        if (x->start == y->start && x->end == y->end && x->parent == y->parent &&
            x->last == y->last && x->kind == y->kind && x->role == y->role &&
            x->flags == y->flags && law_same_name(x->name, y->name))
            continue;
        snprintf(why, size,
                 "node %u: %s %s %u-%u parent %u last %u flags %x %s, not %s %s %u-%u "
                 "parent %u last %u flags %x %s",
                 r, node_role_name((NodeRole)x->role), node_kind_name((NodeKind)x->kind),
                 x->start, x->end, x->parent, x->last, x->flags, x->name ? x->name : "-",
                 node_role_name((NodeRole)y->role), node_kind_name((NodeKind)y->kind),
                 y->start, y->end, y->parent, y->last, y->flags, y->name ? y->name : "-");
        return false;
    }
    snprintf(why, size, "%u nodes, %u comments, error %d, not %u, %u, %d", a->count,
             a->comments.len, a->has_error, b->count, b->comments.len, b->has_error);
    if (a->count != b->count || a->comments.len != b->comments.len ||
        a->has_error != b->has_error)
        return false;
    for (uint32_t i = 0; i < a->comments.len; i++)
        if (a->comments.items[i].start != b->comments.items[i].start ||
            a->comments.items[i].end != b->comments.items[i].end) {
            snprintf(why, size, "comment %u at %u, not %u", i, a->comments.items[i].start,
                     b->comments.items[i].start);
            return false;
        }
    return true;
}

#endif
