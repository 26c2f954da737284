/*
 * syntax.c - going about in a Syntax: every answer is a few steps in the flat array.
 */
#include "asynclint/syntax.h"

Ref first_child(const Syntax *s, Ref ref)
{
    return ref + 1 < s->nodes[ref].last ? ref + 1 : 0;
}

Ref next_child(const Syntax *s, Ref ref)
{
    Ref next = s->nodes[ref].last, parent = s->nodes[ref].parent;
    return parent && next < s->nodes[parent].last ? next : 0;
}

static Ref skip_to_role(const Syntax *s, Ref child, NodeRole role)
{
    while (child && s->nodes[child].role != role)
        child = next_child(s, child);
    return child;
}

Ref child_with(const Syntax *s, Ref ref, NodeRole role)
{
    return skip_to_role(s, first_child(s, ref), role);
}

Ref next_with(const Syntax *s, Ref ref, NodeRole role)
{
    return skip_to_role(s, next_child(s, ref), role);
}

bool is_within(const Syntax *s, Ref inner, Ref outer)
{
    return inner >= outer && inner < s->nodes[outer].last;
}

Ref ancestor(const Syntax *s, Ref ref, NodeKind kind)
{
    do
        ref = s->nodes[ref].parent;
    while (ref && s->nodes[ref].kind != kind);
    return ref;
}

Ref own_node(const Syntax *s, Ref root, NodeKind kind)
{
    for (Ref r = root; r < s->nodes[root].last; r++) {
        if (kind_of(s, r) == kind)
            return r;
        if (kind_of(s, r) == N_FUNCTION && r != root)
            r = s->nodes[r].last - 1;
    }
    return 0;
}

bool gives_way(const Syntax *s, Ref root)
{
    for (Ref r = root; r < s->nodes[root].last; r++) {
        NodeKind kind = kind_of(s, r);
        bool waits = (kind == N_FOR_EACH || kind == N_WITH || kind == N_FOR_CLAUSE) &&
                     has_flag(s, r, NF_ASYNC);
        if (kind == N_AWAIT || kind == N_YIELD || waits)
            return true;
    }
    return false;
}

/* The body of a statement without braces: `if (a) b();`, `x: y();`. */
static bool is_bare_body(NodeKind parent, NodeRole role)
{
    if (parent == N_IF)
        return role == R_THEN || role == R_ELSE;
    return role == R_BODY && (is_loop(parent) || parent == N_LABEL || parent == N_OTHER);
}

Ref statement_of(const Syntax *s, Ref ref)
{
    for (; ref > 1; ref = s->nodes[ref].parent) {
        NodeKind parent = kind_of(s, s->nodes[ref].parent);
        NodeRole role = (NodeRole)s->nodes[ref].role;
        if (parent == N_BLOCK || parent == N_MODULE || (parent == N_CASE && role == R_NONE))
            return ref;
        if (s->nodes[ref].kind != N_BLOCK && is_bare_body(parent, role))
            return ref;
    }
    return ref;
}

Ref uncast(const Syntax *s, Ref ref)
{
    while (ref && s->nodes[ref].kind == N_CAST)
        ref = child_with(s, ref, R_VALUE);
    return ref;
}

Str text_of(const Syntax *s, Ref ref)
{
    const Node *node = node_at(s, ref);
    return (Str){s->text.ptr + node->start, node->end - node->start};
}

bool is_loop(NodeKind kind)
{
    return kind == N_FOR || kind == N_FOR_EACH || kind == N_WHILE || kind == N_DO;
}

uint32_t comment_from(const Syntax *s, uint32_t byte)
{
    uint32_t low = 0, high = s->comments.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->comments.items[middle].start < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
