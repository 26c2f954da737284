/* use.c - what happens to the value of an expression, and what a call is given. */
#include "facts/build.h"

/* What a node does with any child, whatever its role: the Use, plus 1. */
static const uint8_t USE_BY_KIND[N_COUNT] = {
    [N_EXPRESSION] = 1 + USE_DROPPED, [N_AWAIT] = 1 + USE_AWAITED,
    [N_YIELD] = 1 + USE_RETURNED,     [N_RETURN] = 1 + USE_RETURNED,
    [N_ASSIGN] = 1 + USE_STORED,      [N_AUGMENTED] = 1 + USE_STORED,
    [N_WALRUS] = 1 + USE_STORED,      [N_FIELD] = 1 + USE_STORED,
    [N_PARAMETER] = 1 + USE_STORED,   [N_DEFAULT] = 1 + USE_STORED,
    [N_EXPORT] = 1 + USE_STORED,      [N_KEYWORD] = 1 + USE_PASSED,
    [N_MEMBER] = 1 + USE_OBJECT,      [N_SPREAD] = 1 + USE_ITERATED,
    [N_ARRAY] = 1 + USE_ELEMENT,      [N_TUPLE] = 1 + USE_ELEMENT,
    [N_SET] = 1 + USE_ELEMENT,        [N_OBJECT] = 1 + USE_ELEMENT,
    [N_PAIR] = 1 + USE_ELEMENT,       [N_JSX] = 1 + USE_ELEMENT,
    [N_ATTRIBUTE] = 1 + USE_ELEMENT,  [N_BINARY] = 1 + USE_OPERAND,
    [N_COMPARE] = 1 + USE_OPERAND,    [N_TEMPLATE] = 1 + USE_OPERAND,
};

/* What a node does with a child in the role; USE_OTHER with *through set when the value
 * goes on as the node's own. */
static Use use_by(const Syntax *s, Ref parent, Ref child, bool *through)
{
    NodeRole role = (NodeRole)s->nodes[child].role;
    NodeKind kind = kind_of(s, parent);
    if (USE_BY_KIND[kind])
        return (Use)(USE_BY_KIND[kind] - 1);
    switch (kind) {
    case N_CAST:
        *through = true;
        return USE_OTHER;
    case N_CONDITIONAL:
        *through = role != R_TEST;
        return USE_TESTED;
    case N_LOGICAL:
        *through = role == R_RIGHT;
        return USE_TESTED;
    case N_SEQUENCE:
        *through = s->nodes[child].last == s->nodes[parent].last;
        return USE_DROPPED;
    case N_UNARY: {
        const char *op = s->nodes[parent].name;
        return same(op, "void")                   ? USE_DROPPED
               : same(op, "!") || same(op, "not") ? USE_TESTED
                                                  : USE_OPERAND;
    }
    case N_FUNCTION:
        return role == R_BODY ? USE_RETURNED : USE_OTHER;
    case N_CALL:
        return role == R_CALLEE ? USE_OBJECT : USE_PASSED;
    case N_INDEX:
        return role == R_OBJECT ? USE_OBJECT : USE_OPERAND;
    case N_COMPREHENSION:
        return role == R_TEST ? USE_TESTED : USE_ELEMENT;
    case N_IF:
    case N_WHILE:
    case N_DO:
    case N_FOR:
    case N_ASSERT:
        return role == R_TEST ? USE_TESTED : USE_DROPPED;
    case N_FOR_EACH:
    case N_FOR_CLAUSE:
        return has_flag(s, parent, NF_ASYNC) ? USE_AWAITED : USE_ITERATED;
    case N_AS:
        *through = role == R_VALUE && kind_of(s, s->nodes[parent].parent) == N_WITH_ITEM;
        return USE_OTHER;
    case N_WITH_ITEM: {
        Ref with = s->nodes[parent].parent;
        return has_flag(s, with, NF_ASYNC) ? USE_AWAITED : USE_CONTEXT;
    }
    default:
        return USE_OTHER;
    }
}

Use use_of(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    for (;;) {
        Ref parent = s->nodes[expr].parent;
        bool through = false;
        Use use = use_by(s, parent, expr, &through);
        if (!through)
            return use;
        expr = parent;
    }
}

/* The name that the assignment gives its value to, if nothing reads it and it is local. */
static const Symbol *unread_target(const Facts *facts, Ref assign)
{
    const Syntax *s = facts->syntax;
    Ref left = child_with(s, assign, R_LEFT);
    const Symbol *symbol = kind_of(s, left) == N_NAME ? symbol_of(facts, left) : NULL;
    bool own = symbol && symbol->scope->fn->outer && !symbol->captured &&
               !symbol->exported && symbol->scope->kind != SCOPE_CLASS;
    return own && !symbol->reads.len ? symbol : NULL;
}

const Symbol *unread_name(const Facts *facts, Ref value)
{
    const Syntax *s = facts->syntax;
    const Symbol *symbol = NULL;
    for (Ref assign = s->nodes[value].parent; kind_of(s, assign) == N_ASSIGN;
         value = assign, assign = s->nodes[assign].parent) {
        symbol = s->nodes[value].role == R_RIGHT ? unread_target(facts, assign) : NULL;
        if (!symbol)
            return NULL;
    }
    NodeKind kind = symbol ? kind_of(s, s->nodes[value].parent) : N_COUNT;
    return kind == N_EXPRESSION || kind == N_DECLARE ? symbol : NULL;
}

Ref returning_statement(const Facts *facts, Ref value)
{
    const Syntax *s = facts->syntax;
    if (use_of(facts, value) != USE_RETURNED)
        return 0;
    Ref r = s->nodes[value].parent;
    while (kind_of(s, r) == N_CAST || kind_of(s, r) == N_CONDITIONAL ||
           kind_of(s, r) == N_LOGICAL || kind_of(s, r) == N_SEQUENCE)
        r = s->nodes[r].parent;
    return kind_of(s, r) == N_RETURN ? r : 0;
}

bool runs_on_loop(const Facts *facts, const Call *call)
{
    (void)facts;
    return call->at.fn->is_async && !call->at.fn->off_loop && !call->at.lazy;
}

Ref nth_argument(const Syntax *s, Ref call, uint32_t n)
{
    Ref c = child_with(s, call, R_ARGUMENT);
    while (c && n--)
        c = next_with(s, c, R_ARGUMENT);
    return c;
}

Ref positional_argument(const Facts *facts, const Call *call, uint32_t n)
{
    const Syntax *s = facts->syntax;
    Ref c = child_with(s, call->node, R_ARGUMENT);
    for (; c; c = next_with(s, c, R_ARGUMENT)) {
        if (kind_of(s, c) == N_SPREAD)
            return 0;
        if (kind_of(s, c) != N_KEYWORD && n-- == 0)
            return c;
    }
    return 0;
}

/* The value of a key in an object literal, or 0. */
static Ref object_value(const Syntax *s, Ref object, const char *key)
{
    for (Ref c = first_child(s, object); c; c = next_child(s, c)) {
        Ref name = kind_of(s, c) == N_PAIR ? child_with(s, c, R_KEY) : 0;
        if (name && same(s->nodes[name].name, key))
            return child_with(s, c, R_RIGHT);
        if (kind_of(s, c) == N_NAME && same(s->nodes[c].name, key))
            return c;
    }
    return 0;
}

Ref keyword_argument(const Facts *facts, const Call *call, const char *name)
{
    const Syntax *s = facts->syntax;
    Ref c = child_with(s, call->node, R_ARGUMENT);
    for (; c; c = next_with(s, c, R_ARGUMENT)) {
        if (kind_of(s, c) == N_KEYWORD && same(s->nodes[c].name, name))
            return child_with(s, c, R_VALUE);
        Ref value = kind_of(s, c) == N_OBJECT ? object_value(s, c, name) : 0;
        if (value)
            return value;
    }
    return 0;
}
