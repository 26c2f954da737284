/*
 * prefix.c - puts right what the grammars misread: a prefix operator before a chain of
 * calls, members and subscripts.
 *
 * tree-sitter-javascript 0.25.0 reads `await (x).y()` as a call of a function named
 * await, and tree-sitter-typescript 0.23.2 reads `await f<T>()` as a call of what was
 * awaited (its issue 282), as it does for `!f<T>()` and `void f<T>()`. No chain that is
 * read right can begin with a prefix operator, so its first bytes tell.
 */
#include "ecmascript.h"

enum { MOST_PREFIXES = 8 }; /* `!await f<T>()` has two; with more the rest stays misread */

static bool begins_with_prefix(Str text)
{
    static const char *const PREFIXES[] = {"await", "void", "typeof", "delete",
                                           "!",     "-",    "+",      "~"};
    for (size_t i = 0; text.len && i < COUNT(PREFIXES); i++) {
        size_t len = strlen(PREFIXES[i]);
        if (PREFIXES[i][0] == text.ptr[0] && text.len > len &&
            memcmp(text.ptr, PREFIXES[i], len) == 0)
            return true;
    }
    return false;
}

static bool is_await_name(Lower *lower, TSNode node)
{
    return lower_kind(lower, node) == N_NAME && str_is(lower_bytes(lower, node), "await");
}

static bool is_chain(int kind)
{
    return kind == N_CALL || kind == N_INDEX || kind == N_MEMBER || kind == SHAPE_FLATTEN;
}

/* Prefix operators that were found at the start of a chain, outermost first. */
typedef struct Prefixes {
    Ref refs[MOST_PREFIXES];
    unsigned count;
    uint32_t operand; /* the byte at which the chain begins after them */
} Prefixes;

static Ref open_prefix(Lower *lower, Prefixes *prefixes, NodeKind kind, TSNode chain)
{
    Ref ref = prefixes->count ? lower_open_as(lower, kind, chain, R_VALUE)
                              : lower_open(lower, kind, chain);
    prefixes->refs[prefixes->count++] = ref;
    return ref;
}

/* The last named child that is no comment; there is one. */
static TSNode operand_of(Lower *lower, TSNode prefix)
{
    uint32_t i = ts_node_named_child_count(prefix) - 1;
    while (i > 0 && lower_kind(lower, ts_node_named_child(prefix, i)) == SHAPE_COMMENT)
        i--;
    return ts_node_named_child(prefix, i);
}

/* Opens a node for each prefix; none when the chain begins otherwise. */
static void open_prefixes(Lower *lower, Prefixes *prefixes, TSNode chain)
{
    TSNode node = chain;
    int above = 0, kind = lower_kind(lower, node);
    while (is_chain(kind)) {
        above = kind;
        node = ts_node_child(node, 0);
        kind = ts_node_is_null(node) ? N_NONE : lower_kind(lower, node);
    }
    if ((above == N_CALL || above == N_INDEX) && is_await_name(lower, node)) {
        open_prefix(lower, prefixes, N_AWAIT, chain);
        do
            node = ts_node_next_sibling(node);
        while (lower_kind(lower, node) == SHAPE_COMMENT);
        prefixes->operand = ts_node_start_byte(node);
    }
    while ((kind == N_AWAIT || kind == N_UNARY) && prefixes->count < MOST_PREFIXES &&
           ts_node_named_child_count(node) > 0) {
        Ref ref = open_prefix(lower, prefixes, (NodeKind)kind, chain);
        lower_node(lower, ref)->start = ts_node_start_byte(node);
        if (kind == N_UNARY)
            lower_node(lower, ref)->name = lower_text(lower, ts_node_child(node, 0));
        node = operand_of(lower, node);
        kind = lower_kind(lower, node);
        prefixes->operand = ts_node_start_byte(node);
    }
}

/* What `await` seems to be called with is the operand in its parentheses, … */
static void lower_arguments(Lower *lower, TSNode arguments)
{
    NodeRole role = lower_role(lower);
    bool alone = ts_node_named_child_count(arguments) == 1;
    Ref ref = alone ? 0 : lower_open_as(lower, N_SEQUENCE, arguments, role);
    for (bool more = lower_enter(lower); more; more = lower_next(lower))
        lower_here(lower, alone ? role : R_VALUE, alone ? NF_PARENS : 0);
    if (ref) {
        lower_node(lower, ref)->flags |= NF_PARENS;
        lower_close(lower, ref);
    }
}

/* … what it seems to be indexed by is an array, and what it tags is a template. */
static void lower_awaited(Lower *lower, TSNode node)
{
    NodeRole role = lower_role(lower);
    Ref array = lower_kind(lower, node) == N_INDEX ? lower_open(lower, N_ARRAY, node) : 0;
    for (bool more = lower_enter(lower); more; more = lower_next(lower)) {
        TSNode child = lower_current(lower);
        if (lower_kind(lower, child) == SHAPE_FLATTEN)
            lower_arguments(lower, child);
        else if (!is_await_name(lower, child))
            lower_here(lower, array ? R_VALUE : role, 0);
    }
    if (array)
        lower_close(lower, array);
}

/* The operators go above the chain that they stand before. */
static void lower_under_prefixes(Lower *lower, TSNode chain, const Prefixes *prefixes)
{
    Shift shift = {ts_node_start_byte(chain), prefixes->operand};
    Shift before = lower_shift(lower, shift);
    lower_here(lower, R_VALUE, 0);
    lower_shift(lower, before);
    for (unsigned i = prefixes->count; i > 0; i--)
        lower_close(lower, prefixes->refs[i - 1]);
}

void lower_postfix(Lower *lower, TSNode node)
{
    Prefixes prefixes = {0};
    bool under = lower_is_shifted(lower, node);
    if (!under && begins_with_prefix(lower_bytes(lower, node)) && !ts_node_has_error(node))
        open_prefixes(lower, &prefixes, node);
    if (prefixes.count)
        lower_under_prefixes(lower, node, &prefixes);
    else if (under && is_await_name(lower, ts_node_child(node, 0)))
        lower_awaited(lower, node);
    else
        lower_as(lower, node, (NodeKind)lower_kind(lower, node));
}

void lower_prefix(Lower *lower, TSNode node)
{
    NodeRole role = lower_role(lower);
    if (!lower_is_shifted(lower, node)) {
        lower_as(lower, node, (NodeKind)lower_kind(lower, node));
        return;
    }
    for (bool more = lower_enter(lower); more; more = lower_next(lower))
        lower_here(lower, role, 0);
}
