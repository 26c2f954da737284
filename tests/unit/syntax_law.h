/*
 * syntax_law.h - what holds of every Syntax, whatever the text: order, nesting, spans,
 * names; and, where there is no syntax error, which roles stand under which kind.
 */
#ifndef SYNTAX_LAW_H
#define SYNTAX_LAW_H

#include "asynclint/syntax.h"

#define BIT(role) (UINT32_C(1) << R_##role)
#define FUNCTION_ROLES                                                                     \
    (BIT(DECORATOR) | BIT(NAME) | BIT(KEY) | BIT(PARAMETER) | BIT(TYPE) | BIT(BODY))
#define LOOP_ROLES (BIT(TEST) | BIT(BODY) | BIT(ELSE))
#define SIDES (BIT(LEFT) | BIT(RIGHT))
#define ANY_ROLE UINT32_MAX

/* The roles that children of each kind may have; a kind left out has no children. */
static const uint32_t ROLES_UNDER[N_COUNT] = {
    [N_MODULE] = BIT(NONE),
    [N_BLOCK] = BIT(NONE),
    [N_EXPRESSION] = BIT(VALUE),
    [N_DECLARE] = BIT(ITEM),
    [N_IMPORT] = BIT(ITEM),
    [N_IMPORT_NAME] = BIT(ALIAS),
    [N_EXPORT] = BIT(VALUE) | BIT(ITEM) | BIT(DECORATOR),
    [N_EXPORT_NAME] = BIT(ALIAS),
    [N_FUNCTION] = FUNCTION_ROLES,
    [N_PARAMETER] = SIDES | BIT(TYPE) | BIT(DECORATOR),
    [N_CLASS] = BIT(DECORATOR) | BIT(NAME) | BIT(BASE) | BIT(TYPE) | BIT(BODY),
    [N_FIELD] = BIT(DECORATOR) | BIT(KEY) | BIT(TYPE) | BIT(VALUE),
    [N_DECORATOR] = BIT(VALUE),
    [N_INTERFACE] = BIT(NAME) | BIT(BASE) | BIT(BODY),
    [N_SIGNATURE] = BIT(KEY) | BIT(PARAMETER) | BIT(TYPE) | BIT(DECORATOR),
    [N_TYPE_ALIAS] = BIT(NAME) | BIT(VALUE),
    [N_RETURN] = BIT(VALUE),
    [N_THROW] = BIT(VALUE),
    [N_LABEL] = BIT(BODY),
    [N_IF] = BIT(TEST) | BIT(THEN) | BIT(ELSE),
    [N_FOR] = BIT(INIT) | BIT(TEST) | BIT(UPDATE) | BIT(BODY),
    [N_FOR_EACH] = SIDES | BIT(INIT) | BIT(BODY) | BIT(ELSE),
    [N_WHILE] = LOOP_ROLES,
    [N_DO] = LOOP_ROLES,
    [N_TRY] = BIT(BODY) | BIT(HANDLER) | BIT(ELSE) | BIT(FINALLY),
    [N_CATCH] = BIT(VALUE) | BIT(ALIAS) | BIT(PARAMETER) | BIT(TYPE) | BIT(BODY),
    [N_WITH] = BIT(ITEM) | BIT(BODY),
    [N_WITH_ITEM] = BIT(VALUE),
    [N_SWITCH] = BIT(VALUE) | BIT(BODY),
    [N_CASE] = BIT(VALUE) | BIT(TEST) | BIT(NONE),
    [N_GLOBAL] = BIT(NAME),
    [N_NONLOCAL] = BIT(NAME),
    [N_DELETE] = BIT(VALUE),
    [N_ASSERT] = BIT(VALUE),
    [N_MEMBER] = BIT(OBJECT),
    [N_INDEX] = BIT(OBJECT) | BIT(SUBSCRIPT),
    [N_SLICE] = BIT(VALUE),
    [N_CALL] = BIT(CALLEE) | BIT(ARGUMENT),
    [N_KEYWORD] = BIT(VALUE),
    [N_SPREAD] = BIT(VALUE),
    [N_AWAIT] = BIT(VALUE),
    [N_YIELD] = BIT(VALUE),
    [N_ASSIGN] = SIDES | BIT(TYPE),
    [N_AUGMENTED] = SIDES,
    [N_UPDATE] = BIT(VALUE),
    [N_WALRUS] = SIDES,
    [N_DEFAULT] = SIDES,
    [N_BINARY] = SIDES,
    [N_COMPARE] = SIDES,
    [N_LOGICAL] = SIDES,
    [N_UNARY] = BIT(VALUE),
    [N_CONDITIONAL] = BIT(TEST) | BIT(THEN) | BIT(ELSE),
    [N_SEQUENCE] = BIT(VALUE),
    [N_COMPREHENSION] = BIT(VALUE) | BIT(ITEM) | BIT(TEST),
    [N_FOR_CLAUSE] = SIDES,
    [N_ARRAY] = BIT(VALUE),
    [N_TUPLE] = BIT(VALUE),
    [N_SET] = BIT(VALUE),
    [N_OBJECT] = BIT(ITEM) | BIT(KEY) | BIT(VALUE),
    [N_PAIR] = BIT(KEY) | BIT(RIGHT),
    [N_TEMPLATE] = BIT(VALUE),
    [N_AS] = BIT(VALUE) | BIT(ALIAS),
    [N_CAST] = BIT(VALUE) | BIT(TYPE),
    [N_JSX] = BIT(NAME) | BIT(ITEM) | BIT(VALUE),
    [N_ATTRIBUTE] = BIT(VALUE),
    [N_OTHER] = ANY_ROLE,
};

/* The child that a kind cannot be without. */
static const NodeRole MUST_HAVE[N_COUNT] = {
    [N_EXPRESSION] = R_VALUE, [N_DECLARE] = R_ITEM,     [N_FUNCTION] = R_BODY,
    [N_PARAMETER] = R_LEFT,   [N_CLASS] = R_BODY,       [N_DECORATOR] = R_VALUE,
    [N_THROW] = R_NONE,       [N_LABEL] = R_BODY,       [N_IF] = R_TEST,
    [N_FOR] = R_BODY,         [N_FOR_EACH] = R_RIGHT,   [N_WHILE] = R_TEST,
    [N_DO] = R_TEST,          [N_TRY] = R_BODY,         [N_CATCH] = R_BODY,
    [N_WITH] = R_ITEM,        [N_WITH_ITEM] = R_VALUE,  [N_SWITCH] = R_BODY,
    [N_MEMBER] = R_OBJECT,    [N_INDEX] = R_OBJECT,     [N_CALL] = R_CALLEE,
    [N_AWAIT] = R_VALUE,      [N_ASSIGN] = R_LEFT,      [N_AUGMENTED] = R_RIGHT,
    [N_UPDATE] = R_VALUE,     [N_WALRUS] = R_RIGHT,     [N_DEFAULT] = R_RIGHT,
    [N_BINARY] = R_LEFT,      [N_COMPARE] = R_RIGHT,    [N_LOGICAL] = R_RIGHT,
    [N_UNARY] = R_VALUE,      [N_CONDITIONAL] = R_ELSE, [N_COMPREHENSION] = R_VALUE,
    [N_FOR_CLAUSE] = R_RIGHT, [N_PAIR] = R_RIGHT,       [N_KEYWORD] = R_VALUE,
    [N_AS] = R_VALUE,         [N_CAST] = R_VALUE,
};

static bool is_named(NodeKind kind)
{
    return kind == N_NAME || kind == N_NUMBER || kind == N_LITERAL || kind == N_MEMBER ||
           kind == N_BINARY || kind == N_COMPARE || kind == N_LOGICAL || kind == N_UNARY ||
           kind == N_UPDATE || kind == N_AUGMENTED || kind == N_KEYWORD ||
           kind == N_LABEL || kind == N_COMPREHENSION || kind == N_DECLARE;
}

static const char *order_broken(const Syntax *s, Ref ref, Ref previous)
{
    const Node *node = node_at(s, ref), *above = node_at(s, node->parent);
    if (node->last <= ref || node->last > s->count)
        return "its subtree does not end after it";
    if (ref == 1)
        return node->parent || node->last != s->count ? "the module is not all" : NULL;
    if (!node->parent || node->parent >= ref || node->last > above->last)
        return "its subtree does not lie in its parent's";
    if (!previous)
        return node->parent != ref - 1 ? "the first child does not follow its parent"
                                       : NULL;
    const Node *before = node_at(s, previous);
    if (before->last != ref)
        return "it does not follow its sibling's subtree";
    return before->end > node->start ? "it overlaps its sibling" : NULL;
}

static const char *node_broken(const Syntax *s, Ref ref)
{
    const Node *node = node_at(s, ref), *above = node_at(s, node->parent);
    NodeKind kind = (NodeKind)node->kind;
    if (kind == N_NONE || kind >= N_COUNT || node->role >= R_COUNT)
        return "no such kind or role";
    if (node->start > node->end || node->end > s->text.len)
        return "its span is not in the text";
    if (ref > 1 && (node->start < above->start || node->end > above->end))
        return "its span is not in its parent's";
    if (ref > 1 && (node->flags & NF_ERROR) && !(above->flags & NF_ERROR))
        return "it holds an error but its parent does not";
    if (node->flags & NF_ERROR)
        return NULL;
    if (is_named(kind) && !node->name)
        return "it has no name";
    if (ref > 1 && !(above->flags & NF_ERROR) &&
        !(ROLES_UNDER[above->kind] & UINT32_C(1) << node->role))
        return "its role does not belong under its parent";
    if (MUST_HAVE[kind] && !child_with(s, ref, MUST_HAVE[kind]))
        return "the child that it must have is missing";
    return NULL;
}

static const char *comments_broken(const Syntax *s)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < s->comments.len; i++) {
        Span span = s->comments.items[i];
        if (span.start < end || span.end <= span.start || span.end > s->text.len)
            return "comments are not in order";
        end = span.end;
    }
    return NULL;
}

/* What is wrong, or NULL; *where is the node. `previous` has room for s->count Refs. */
static const char *syntax_broken(const Syntax *s, Ref *previous, Ref *where)
{
    memset(previous, 0, s->count * sizeof *previous); /* by parent: its latest child */
    const char *wrong = NULL;
    for (Ref ref = 1; ref < s->count && !wrong; ref++) {
        Ref parent = node_at(s, ref)->parent;
        *where = ref;
        wrong = order_broken(s, ref, parent < s->count ? previous[parent] : 0);
        if (!wrong)
            wrong = node_broken(s, ref);
        if (!wrong)
            previous[parent] = ref;
    }
    return wrong ? wrong : comments_broken(s);
}

#endif
