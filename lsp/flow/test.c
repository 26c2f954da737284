/*
 * test.c - what a test asks: whether something is there, and what follows from the answer.
 *
 * `k not in cache`, `!map.has(k)`, `self.x is None`, `typeof x === 'undefined'`, a name that
 * was given such a value before; alone or in a condition of several parts.
 */
#include "asynclint/races.h"

#include "facts/build.h"

enum { MAX_PARTS = 12 };

typedef struct Search {
    const Facts *facts;
    CheckMatch *match;
    const void *what;
    Ref test;
    Check *out; /* the last one that matched */
    bool found;
} Search;

static bool is_nothing(const Syntax *s, Ref expr)
{
    static const char *const NOTHING[] = {"None", "null", "undefined"};
    for (size_t i = 0; i < COUNT(NOTHING); i++)
        if (same(s->nodes[expr].name, NOTHING[i]))
            return kind_of(s, expr) == N_LITERAL || kind_of(s, expr) == N_NAME;
    return false;
}

/* The value that a local name was given last before it is read there, or 0. */
static Ref value_before(const Facts *facts, Ref name)
{
    const Symbol *symbol = symbol_of(facts, name);
    if (!symbol || symbol->scope->fn != facts->index->spot[name]->fn)
        return 0;
    const Def *def = symbol->last_def;
    while (def && !runs_before(facts, def->name, name))
        def = def->previous;
    bool whole = def && def->kind == DEF_ASSIGN && !def->destructured;
    return whole ? def->value : 0;
}

/* --- one question --- */

/* X of `X.size`, `X.length` and `len(X)`, else the expression. */
static Ref measured(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    static const char *const SIZES[] = {"size", "length"};
    if (kind_of(s, expr) == N_MEMBER && facts_js(facts) &&
        is_among(s->nodes[expr].name, SIZES, COUNT(SIZES)))
        return child_with(s, expr, R_OBJECT);
    if (kind_of(s, expr) == N_CALL && !facts_js(facts) &&
        same(last_name(facts, child_with(s, expr, R_CALLEE)), "len"))
        return child_with(s, expr, R_ARGUMENT);
    return expr;
}

/* cache.has(k), list.includes(x), cache.get(k) */
static void look_at_call(const Facts *facts, Ref call, Check *check)
{
    static const char *const LOOKS[] = {"has",      "includes", "hasOwnProperty", "get",
                                        "contains", "has_key",  "__contains__"};
    const Syntax *s = facts->syntax;
    Ref callee = uncast(s, child_with(s, call, R_CALLEE));
    Ref key = child_with(s, call, R_ARGUMENT);
    if (kind_of(s, callee) != N_MEMBER || !key ||
        !is_among(s->nodes[callee].name, LOOKS, COUNT(LOOKS)))
        return;
    Ref other = next_with(s, key, R_ARGUMENT);
    if (other && !is_nothing(s, other))
        return;
    check->object = child_with(s, callee, R_OBJECT);
    check->key = key;
}

static void look_at(const Facts *facts, Ref expr, Check *check)
{
    const Syntax *s = facts->syntax;
    check->read = expr;
    expr = measured(facts, expr);
    switch (kind_of(s, expr)) {
    case N_NAME:
    case N_MEMBER:
        check->object = expr;
        break;
    case N_INDEX:
        check->object = child_with(s, expr, R_OBJECT);
        check->key = child_with(s, expr, R_SUBSCRIPT);
        break;
    case N_CALL:
        look_at_call(facts, expr, check);
        break;
    default:
        break;
    }
}

/* The other side of a comparison with nothing, or 0; `typeof x === 'undefined'` too. */
static Ref compared_with_nothing(const Syntax *s, Ref compare)
{
    Ref left = child_with(s, compare, R_LEFT), right = child_with(s, compare, R_RIGHT);
    if (next_with(s, right, R_RIGHT))
        return 0;
    if (kind_of(s, left) == N_UNARY && same(s->nodes[left].name, "typeof"))
        return same(s->nodes[right].name, "undefined") ? child_with(s, left, R_VALUE) : 0;
    return is_nothing(s, right) ? left : is_nothing(s, left) ? right : 0;
}

/* The expression, behind casts, awaits and names made in the same statement. */
static Ref plain(const Syntax *s, Ref expr)
{
    for (;;) {
        NodeKind kind = kind_of(s, expr);
        if (kind == N_AWAIT || kind == N_CAST)
            expr = child_with(s, expr, R_VALUE);
        else if (kind == N_WALRUS || kind == N_ASSIGN)
            expr = child_with(s, expr, R_RIGHT);
        else
            return expr;
    }
}

static bool read_compare(const Facts *facts, Ref compare, bool truth, Check *check)
{
    static const char *const EQUAL[] = {"is", "==", "==="};
    static const char *const OTHER[] = {"is not", "!=", "!=="};
    const Syntax *s = facts->syntax;
    const char *op = s->nodes[compare].name;
    Ref subject = compared_with_nothing(s, compare);
    if (same(op, "in") || same(op, "not in")) {
        check->object = child_with(s, compare, R_RIGHT);
        check->key = child_with(s, compare, R_LEFT);
        check->present = truth == same(op, "in");
        return true;
    }
    bool equal = is_among(op, EQUAL, COUNT(EQUAL));
    if (!subject || (!equal && !is_among(op, OTHER, COUNT(OTHER))))
        return false;
    look_at(facts, plain(s, subject), check);
    check->present = truth != equal;
    return true;
}

static bool read_check(const Facts *facts, Ref expr, bool truth, Check *check)
{
    const Syntax *s = facts->syntax;
    check->read = expr = plain(s, expr);
    check->present = truth;
    if (kind_of(s, expr) == N_COMPARE && !read_compare(facts, expr, truth, check))
        return false;
    if (kind_of(s, expr) != N_COMPARE)
        look_at(facts, expr, check);
    Ref object = check->key ? 0 : check->object;
    if (!object || kind_of(s, plain(s, object)) != N_NAME)
        return true;
    /* `hit = cache.get(k)` before, `hit is None` here. */
    Ref value = value_before(facts, plain(s, object));
    if (!value)
        return true;
    Check before = {.node = check->node, .test = check->test, .sure = check->sure};
    value = plain(s, value);
    if (kind_of(s, value) == N_COMPARE)
        return read_compare(facts, value, check->present, &before) &&
               (before.read = value, *check = before, true);
    before.present = check->present;
    look_at(facts, value, &before);
    *check = before;
    return true;
}

/* --- a condition of several parts --- */

/* Each part of the condition, if the whole is true or false. */
static void visit_test(Search *search, Ref test, bool truth)
{
    const Syntax *s = search->facts->syntax;
    struct Part {
        Ref expr;
        bool truth, sure;
    } stack[MAX_PARTS] = {{test, truth, true}};
    uint32_t depth = 1;
    while (depth) {
        struct Part part = stack[--depth];
        Ref expr = part.expr;
        NodeKind kind = kind_of(s, expr);
        const char *op = s->nodes[expr].name;
        if (kind == N_UNARY && (same(op, "!") || same(op, "not"))) {
            stack[depth++] =
                (struct Part){child_with(s, expr, R_VALUE), !part.truth, part.sure};
        } else if (kind == N_LOGICAL && depth + 2 <= MAX_PARTS) {
            bool all = same(op, "and") || same(op, "&&"),
                 sure = part.sure && all == part.truth;
            stack[depth++] = (struct Part){child_with(s, expr, R_RIGHT), part.truth, sure};
            stack[depth++] = (struct Part){child_with(s, expr, R_LEFT), part.truth, sure};
        } else if (kind != N_LOGICAL) {
            Check check = {.node = expr, .test = search->test, .sure = part.sure};
            if (!read_check(search->facts, expr, part.truth, &check) ||
                !search->match(search->facts, &check, search->what))
                continue;
            *search->out = check;
            search->found = true;
        }
    }
}

static void visit(Search *search, Ref test, bool truth)
{
    search->test = test;
    if (test)
        visit_test(search, test, truth);
}

/* --- what decides whether a node runs --- */

static bool ends_in_exit(const Syntax *s, Ref body)
{
    Ref last = body;
    if (kind_of(s, body) == N_BLOCK) {
        last = 0;
        for (Ref c = first_child(s, body); c; c = next_child(s, c))
            last = c;
    }
    NodeKind kind = kind_of(s, last);
    return last &&
           (kind == N_RETURN || kind == N_THROW || kind == N_CONTINUE || kind == N_BREAK);
}

/* `if (x) return x;` before the statement; the nearest that matches is kept. */
static void visit_earlier(Search *search, Ref block, Ref statement)
{
    const Syntax *s = search->facts->syntax;
    for (Ref c = first_child(s, block); c && c != statement; c = next_child(s, c)) {
        Ref then = kind_of(s, c) == N_IF ? child_with(s, c, R_THEN) : 0;
        if (then && ends_in_exit(s, then))
            visit(search, child_with(s, c, R_TEST), false);
    }
}

/* In an else: the tests of the if and of each elif before it were false. */
static void visit_if(Search *search, Ref node, Ref child)
{
    const Syntax *s = search->facts->syntax;
    if (s->nodes[child].role == R_THEN)
        visit(search, child_with(s, node, R_TEST), true);
    if (s->nodes[child].role != R_ELSE)
        return;
    visit(search, child_with(s, node, R_TEST), false);
    for (Ref c = child_with(s, node, R_ELSE); c && c != child; c = next_with(s, c, R_ELSE))
        visit(search, child_with(s, c, R_TEST), false);
}

static void visit_tried(Search *search, Ref node, bool looks_up)
{
    const Facts *facts = search->facts;
    Check check = {.node = node, .read = node, .sure = true};
    if (looks_up)
        look_at(facts, node, &check);
    if (!search->match(facts, &check, search->what))
        return;
    *search->out = check;
    search->found = true;
}

/* `try: return cache[k]` and `except KeyError:` behind it ask too; so does js's
 * `try { fs.accessSync(p) } catch { … }`. */
static void visit_try(Search *search, Ref try, Ref handler)
{
    const Syntax *s = search->facts->syntax;
    Ref types = child_with(s, handler, R_VALUE), body = child_with(s, try, R_BODY);
    bool js = facts_js(search->facts), missing = false;
    for (Ref r = types; r && r < s->nodes[types].last; r++)
        missing = missing || same(s->nodes[r].name, "KeyError");
    if (kind_of(s, handler) != N_CATCH || (!js && !missing))
        return;
    for (Ref r = body; r < s->nodes[body].last; r++)
        if (kind_of(s, r) == (js ? N_CALL : N_INDEX) && s->nodes[r].role != R_LEFT)
            visit_tried(search, r, !js);
}

static void visit_parent(Search *search, Ref parent, Ref child)
{
    const Syntax *s = search->facts->syntax;
    NodeRole role = (NodeRole)s->nodes[child].role;
    const char *op = s->nodes[parent].name;
    switch (kind_of(s, parent)) {
    case N_IF:
        visit_if(search, parent, child);
        break;
    case N_WHILE:
        if (role == R_BODY)
            visit(search, child_with(s, parent, R_TEST), true);
        break;
    case N_BLOCK:
    case N_CASE:
        visit_earlier(search, parent, child);
        break;
    case N_TRY:
        visit_try(search, parent, child);
        break;
    case N_CONDITIONAL:
        if (role != R_TEST)
            visit(search, child_with(s, parent, R_TEST), role == R_THEN);
        break;
    case N_LOGICAL:
        if (role == R_RIGHT)
            visit(search, child_with(s, parent, R_LEFT), same(op, "&&") || same(op, "and"));
        break;
    default:
        break;
    }
}

bool guarding_check(const Facts *facts, Ref node, CheckMatch *match, const void *what,
                    Check *out)
{
    const Syntax *s = facts->syntax;
    Search search = {.facts = facts, .match = match, .what = what, .out = out};
    Ref child = node, parent = s->nodes[node].parent;
    while (parent && kind_of(s, child) != N_FUNCTION && !search.found) {
        visit_parent(&search, parent, child);
        child = parent;
        parent = s->nodes[parent].parent;
    }
    return search.found;
}
