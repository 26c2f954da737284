/*
 * splice.c - puts nodes in the place of others, in a flat array that others refer into.
 */
#include "syntax/reading.h"

#include <stdlib.h>

void reading_own(Reading *reading)
{
    if (reading->owned)
        return;
    Syntax *s = &reading->syntax;
    reading->capacity = s->count + s->count / 8 + 1024;
    Node *nodes = xmalloc(reading->capacity * sizeof *nodes);
    memcpy(nodes, s->nodes, s->count * sizeof *nodes);
    s->nodes = nodes;
    uint32_t cap = s->comments.len + s->comments.len / 8 + 64;
    Span *comments = xmalloc(cap * sizeof *comments);
    if (s->comments.len)
        memcpy(comments, s->comments.items, s->comments.len * sizeof *comments);
    s->comments.items = comments;
    s->comments.cap = cap;
    reading->owned = true;
}

static void reserve(Reading *reading, uint32_t nodes, uint32_t comments)
{
    Syntax *s = &reading->syntax;
    if (nodes > reading->capacity) {
        reading->capacity = nodes + nodes / 8 + 1024;
        s->nodes = xrealloc(s->nodes, reading->capacity * sizeof *s->nodes);
    }
    if (comments > s->comments.cap) {
        s->comments.cap = comments + comments / 8 + 64;
        s->comments.items =
            xrealloc(s->comments.items, s->comments.cap * sizeof *s->comments.items);
    }
}

static void splice_comments(Syntax *s, const Graft *graft, const Splice *splice)
{
    uint32_t from = comment_from(s, splice->old.start),
             to = comment_from(s, splice->old.end);
    uint32_t len = graft->comments.len;
    Span *items = s->comments.items;
    memmove(items + from + len, items + to, (s->comments.len - to) * sizeof *items);
    if (len)
        memcpy(items + from, graft->comments.items, len * sizeof *items);
    s->comments.len += len - (to - from);
    for (uint32_t i = from + len; i < s->comments.len; i++) {
        items[i].start = (uint32_t)(items[i].start + splice->shift);
        items[i].end = (uint32_t)(items[i].end + splice->shift);
    }
}

/* Those behind what was put in. */
static void shift_nodes(Syntax *s, Ref from, uint32_t moved, const Splice *splice)
{
    uint32_t shift = (uint32_t)splice->shift;
    Ref behind = splice->refs.end;
    for (Node *node = s->nodes + from; node < s->nodes + s->count; node++) {
        node->start += shift;
        node->end += shift;
        node->last += moved;
        if (node->parent >= behind)
            node->parent += moved;
    }
}

static void put_nodes(Syntax *s, const Graft *graft, const Splice *splice)
{
    Ref at = splice->refs.start;
    for (uint32_t i = 0; i < graft->nodes.len; i++) {
        Node node = graft->nodes.items[i];
        node.parent = node.parent ? node.parent + at - 1 : splice->under;
        node.last += at - 1;
        s->nodes[at + i] = node;
    }
}

void reading_splice(Reading *reading, const Graft *graft, const Splice *splice)
{
    Syntax *s = &reading->syntax;
    uint32_t len = graft->nodes.len;
    uint32_t moved = len - (splice->refs.end - splice->refs.start); /* may wrap */
    reserve(reading, s->count + len, s->comments.len + graft->comments.len);
    splice_comments(s, graft, splice);
    memmove(s->nodes + splice->refs.start + len, s->nodes + splice->refs.end,
            (s->count - splice->refs.end) * sizeof *s->nodes);
    s->count += moved;
    shift_nodes(s, splice->refs.start + len, moved, splice);
    put_nodes(s, graft, splice);
    for (Ref r = splice->under; r; r = s->nodes[r].parent) {
        s->nodes[r].last += moved;
        s->nodes[r].end = (uint32_t)(s->nodes[r].end + splice->shift);
    }
}
