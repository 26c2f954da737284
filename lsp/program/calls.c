/*
 * calls.c - the calls of a summary: those of functions that can be found, and properties,
 * which are calls that do not look like it.
 */
#include "program/build.h"

static uint8_t flags_of(const Place *at, Use use)
{
    return (uint8_t)((use == USE_AWAITED ? CALL_AWAITED : 0) |
                     (use == USE_DROPPED ? CALL_DROPPED : 0) |
                     (use == USE_PASSED ? CALL_PASSED : 0) | (at->lazy ? CALL_LAZY : 0));
}

static void add_call(Builder *b, Ref node, Ref shown, const Place *at, CallSummary call)
{
    call.from = at->fn->index;
    call.flags |= build_is_seldom(b, node) ? CALL_SELDOM : 0;
    call.at = build_location(b, span_of(b->facts->syntax, shown));
    call.as = build_label(b, shown);
    vec_push(&b->out->arena, &b->out->calls, call);
    vec_push(b->scratch, b->sites, node);
    b->call_of[node] = b->out->calls.len;
}

/* The expression reads what the statement assigns to: one name, or one attribute; or what an
 * element of is assigned: `if key not in cache: cache[key] = load(key)`. */
static bool assigns(const Facts *facts, Ref block, Ref tested)
{
    const Syntax *s = facts->syntax;
    for (Ref r = block; r < s->nodes[block].last; r++) {
        Ref left = kind_of(s, r) == N_ASSIGN ? child_with(s, r, R_LEFT) : 0;
        Ref whole = kind_of(s, left) == N_INDEX ? child_with(s, left, R_OBJECT) : 0;
        if (left && (same_expression(facts, left, tested) ||
                     (whole && same_expression(facts, whole, tested))))
            return true;
    }
    return false;
}

/* `except KeyError:` around it: what was not kept yet is made, and kept. */
static bool fills_in(const Facts *facts, Ref handler)
{
    static const char *const MISSES[] = {"KeyError", "AttributeError", "LookupError"};
    const Syntax *s = facts->syntax;
    Ref body = child_with(s, handler, R_BODY);
    bool misses = false, keeps = false;
    for (Ref r = handler; r < body; r++)
        for (size_t i = 0; kind_of(s, r) == N_NAME && i < COUNT(MISSES); i++)
            misses = misses || same(s->nodes[r].name, MISSES[i]);
    for (Ref r = body; misses && r < s->nodes[body].last; r++) {
        NodeKind left =
            kind_of(s, r) == N_ASSIGN ? kind_of(s, child_with(s, r, R_LEFT)) : (NodeKind)0;
        keeps = keeps || left == N_INDEX || left == N_MEMBER;
    }
    return keeps;
}

/* `save` of `def set_key(key, value, save=True)`, or the attribute that it becomes: the
 * caller says whether it is done. */
static bool is_switch(const Facts *facts, Ref word)
{
    NodeKind kind = kind_of(facts->syntax, word);
    if (kind != N_NAME && kind != N_MEMBER)
        return false;
    const Symbol *symbol =
        kind == N_NAME ? symbol_of(facts, word)
                       : visible_symbol(facts, word, facts->syntax->nodes[word].name);
    const Def *def = symbol ? symbol->defs : NULL;
    const char *value = def && def->kind == DEF_PARAMETER && def->value
                            ? facts->syntax->nodes[def->value].name
                            : NULL;
    return same(value, "True") || same(value, "False") || same(value, "true") ||
           same(value, "false");
}

/* A word of a test that asks for the type of what is given, for the platform, or whether
 * somebody debugs. */
static bool asks_for_kind(const Syntax *s, Ref node)
{
    static const char *const WORDS[] = {"isinstance", "hasattr", "win32",   "debug",
                                        "DEBUG",      "nt",      "Windows", "isWindows"};
    NodeKind kind = kind_of(s, node);
    bool word = kind == N_NAME || kind == N_MEMBER || kind == N_STRING;
    for (size_t i = 0; word && i < COUNT(WORDS); i++)
        if (same(s->nodes[node].name, WORDS[i]))
            return true;
    return false;
}

/* `if not debug: return`, among the first statements of the function; 0: there is none. */
static Ref leaving_statement(const Facts *facts, Ref fn)
{
    enum { FIRST = 4 };
    const Syntax *s = facts->syntax;
    Ref c = first_child(s, child_with(s, fn, R_BODY));
    for (int n = 0; c && n < FIRST; c = next_child(s, c), n++) {
        Ref then = kind_of(s, c) == N_IF ? child_with(s, c, R_THEN) : 0;
        Ref test = then ? child_with(s, c, R_TEST) : 0;
        if (!then || kind_of(s, first_child(s, then)) != N_RETURN)
            continue;
        for (Ref r = test; r < s->nodes[test].last; r++)
            if (is_switch(facts, r) || same(s->nodes[r].name, "debug"))
                return c;
    }
    return 0;
}

/* It stands before the node, which is in that function. */
static bool is_left_before(Builder *b, Ref fn, Ref node)
{
    const Syntax *s = b->facts->syntax;
    Ref *known = &b->leaving[function_at(b->facts, fn)->index];
    if (!*known)
        *known = 1 + leaving_statement(b->facts, fn);
    Ref leaving = *known - 1;
    return leaving && node >= s->nodes[leaving].last;
}

/* The branch itself may well not be taken, whatever is around it. */
static bool is_seldom_branch(const Facts *facts, Ref at)
{
    const Syntax *s = facts->syntax;
    NodeRole role = (NodeRole)s->nodes[at].role;
    if (kind_of(s, at) == N_CATCH)
        return fills_in(facts, at);
    Ref test = child_with(s, s->nodes[at].parent, R_TEST);
    for (Ref r = test; r < s->nodes[test].last; r++) {
        NodeKind kind = kind_of(s, r);
        if (asks_for_kind(s, r) || is_switch(facts, r))
            return true;
        if (role == R_ELSE)
            continue;
        bool kept = kind == N_MEMBER || kind == N_INDEX || kind == N_NAME;
        if (kept && assigns(facts, at, r))
            return true;
    }
    return false;
}

static bool is_branch(const Syntax *s, Ref at)
{
    const Node *node = &s->nodes[at];
    bool taken = node->role == R_THEN || node->role == R_ELSE;
    return node->kind == N_CATCH || (taken && s->nodes[node->parent].kind == N_IF);
}

bool build_is_seldom(Builder *b, Ref node)
{
    enum { OFTEN = 1, SELDOM };
    const Syntax *s = b->facts->syntax;
    Ref at = node;
    for (; at > 1 && kind_of(s, at) != N_FUNCTION; at = s->nodes[at].parent) {
        if (!is_branch(s, at))
            continue;
        if (!b->seldom[at])
            b->seldom[at] = is_seldom_branch(b->facts, at) ? SELDOM : OFTEN;
        if (b->seldom[at] == SELDOM)
            return true;
    }
    Ref fn = at == node ? ancestor(s, node, N_FUNCTION) : at;
    return fn > 1 && is_left_before(b, fn, node);
}

/* --- calls --- */

static bool name_callee(Builder *b, const Call *call, Name *out)
{
    Origin origin;
    bool method = call->local && call->local->cls; /* bases are looked at all */
    if (method && origin_of(b->facts, call->callee, &origin) && origin.cls && origin.member)
        return build_name(b, &origin, out);
    if (call->local) {
        origin = (Origin){.fn = call->local, .path = ""};
        return build_name(b, &origin, out);
    }
    bool known = call->known || known_is_safe(&b->facts->lexicon, call->target);
    if (known || !origin_of(b->facts, call->callee, &origin))
        return false;
    if (origin.fn) /* it has a decorator, or is a getter */
        return false;
    bool instance = origin.member && !*origin.member; /* calling the instance itself */
    if (instance && language_is_js(b->facts->language))
        return false;
    return build_name(b, &origin, out);
}

static void visit_call(Builder *b, Ref node)
{
    const Call *call = call_at(b->facts, node);
    CallSummary one = {0};
    if (!call || !name_callee(b, call, &one.name))
        return;
    bool new = has_flag(b->facts->syntax, node, NF_NEW);
    one.form = new ? CALL_NEW : CALL_PLAIN;
    one.flags = flags_of(&call->at, call->use);
    add_call(b, node, call->callee, &call->at, one);
}

/* --- properties --- */

/* The class has a getter of that name, or bases in which there may be one. */
static bool may_have_property(const Builder *b, const Class *cls, const char *name)
{
    const Syntax *s = b->facts->syntax;
    const Function *method = class_method_first(b->facts, cls, name);
    if (method)
        return method->is_accessor;
    return !attribute_first(b->facts, cls, name) && child_with(s, cls->node, R_BASE);
}

static bool is_read(const Syntax *s, Ref member)
{
    NodeRole role = (NodeRole)s->nodes[member].role;
    NodeKind parent = kind_of(s, s->nodes[member].parent);
    return role != R_CALLEE && role != R_LEFT && role != R_DECORATOR && role != R_BASE &&
           role != R_TYPE && parent != N_DELETE && !has_flag(s, member, NF_ERROR);
}

static void visit_member(Builder *b, Ref node)
{
    const Syntax *s = b->facts->syntax;
    const char *name = s->nodes[node].name;
    NodeKind object = kind_of(s, child_with(s, node, R_OBJECT));
    bool simple = object == N_NAME || object == N_THIS || object == N_MEMBER;
    Origin origin;
    if (!name || !simple || !is_read(s, node) ||
        !origin_of(b->facts, child_with(s, node, R_OBJECT), &origin) || !origin.member)
        return;
    if (origin.cls && !*origin.path && !*origin.member &&
        !may_have_property(b, origin.cls, name))
        return;
    CallSummary one = {.form = CALL_PROPERTY};
    origin.member = joined_path(b->facts, origin.member, name);
    Place at = node_place(b->facts, node);
    one.flags = flags_of(&at, USE_OTHER);
    if (build_name(b, &origin, &one.name))
        add_call(b, node, node, &at, one);
}

void build_calls(Builder *b)
{
    const Syntax *s = b->facts->syntax;
    Refs calls = nodes_of_kind(s, N_CALL), members = nodes_of_kind(s, N_MEMBER);
    uint32_t i = 0, k = 0;
    while (i < calls.len || k < members.len) {
        if (k == members.len || (i < calls.len && calls.items[i] < members.items[k]))
            visit_call(b, calls.items[i++]);
        else
            visit_member(b, members.items[k++]);
    }
}

/* --- what functions return --- */

static bool is_awaitable(ValueKind value)
{
    return value == VALUE_COROUTINE || value == VALUE_PROMISE;
}

/* Notes the call that a returned value is; false when it is surely no awaitable, or unknown. */
static bool take_return(Builder *b, FunctionSummary *fn, Ref value)
{
    value = uncast(b->facts->syntax, value);
    if (!value)
        return false;
    if (is_awaitable(value_kind(b->facts, value)))
        return true;
    uint32_t call = kind_of(b->facts->syntax, value) == N_CALL ? b->call_of[value] : 0;
    if (!call)
        return false;
    vec_push(&b->out->arena, &fn->returns, call - 1);
    return true;
}

static bool take_returns(Builder *b, FunctionSummary *out, const Function *fn)
{
    const Syntax *s = b->facts->syntax;
    if (kind_of(s, fn->body) != N_BLOCK)
        return fn->is_lambda && take_return(b, out, fn->body);
    if (!function_always_returns(b->facts, fn))
        return false;
    bool found = false;
    for (Ref r = fn->body; r < s->nodes[fn->body].last;) {
        if (kind_of(s, r) == N_FUNCTION) {
            r = s->nodes[r].last;
            continue;
        }
        if (kind_of(s, r) == N_RETURN) {
            if (!take_return(b, out, child_with(s, r, R_VALUE)))
                return false;
            found = true;
        }
        r++;
    }
    return found;
}

void build_returns(Builder *b)
{
    for (uint32_t i = 1; i < b->facts->functions.len; i++) {
        const Function *fn = b->facts->functions.items[i];
        FunctionSummary *out = &b->out->functions.items[i];
        if (fn->is_async || fn->is_generator || out->flags & FN_AWAITABLE)
            continue;
        if (!take_returns(b, out, fn))
            out->returns.len = 0;
        else if (!out->returns.len)
            out->flags |= FN_AWAITABLE;
    }
}
