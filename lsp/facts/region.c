/* region.c - what is around a node where it runs: tries, context managers. */
#include "facts/build.h"

Ref covering_try(const Facts *facts, Ref node, NodeRole *part)
{
    const Syntax *s = facts->syntax;
    Ref below = node;
    for (Ref r = s->nodes[node].parent; r; below = r, r = s->nodes[r].parent) {
        NodeKind kind = kind_of(s, r);
        if (kind == N_FUNCTION)
            return 0;
        if (kind != N_TRY)
            continue;
        *part = (NodeRole)s->nodes[below].role;
        return r;
    }
    return 0;
}

Ref covering_with(const Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    Ref below = node;
    for (Ref r = s->nodes[node].parent; r; below = r, r = s->nodes[r].parent) {
        if (kind_of(s, r) == N_FUNCTION)
            return 0;
        if (kind_of(s, r) == N_WITH && s->nodes[below].role == R_BODY)
            return r;
    }
    return 0;
}
