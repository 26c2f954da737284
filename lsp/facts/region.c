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

/* A handler of a try in the same function takes what fails at the node. */
static bool is_caught(const Facts *facts, Ref node)
{
    NodeRole part = R_NONE;
    for (Ref try = node; (try = covering_try(facts, try, &part));)
        if (part == R_BODY && child_with(facts->syntax, try, R_HANDLER))
            return true;
    return false;
}

bool may_fail_unheard(const Facts *facts, const Function *fn)
{
    const Syntax *s = facts->syntax;
    for (Ref r = fn->body; r < s->nodes[fn->body].last; r++) {
        NodeKind kind = kind_of(s, r);
        if (kind != N_AWAIT && kind != N_THROW)
            continue;
        if (facts->index->fn[r] == fn && !is_caught(facts, r))
            return true;
    }
    return false;
}
