/*
 * answers.c - js: the fixes that wait for what an async callback answers, where the method
 * takes its promise for the answer.
 *
 * `xs.some(test)` asks the awaited answers of `xs.map(test)`; `filter` and `find` take what
 * the answers say of each item; `sort` compares keys awaited before; `reduce` awaits what it
 * has so far.
 */
#include "findings/habits.h"

#include "asynclint/answers.h"
#include "asynclint/resolve.h"

/* The arguments with their parentheses, as written. */
static const char *argument_list(const Pass *p, const Call *call)
{
    const Syntax *s = p->syntax;
    uint32_t from = s->nodes[call->callee].end, to = s->nodes[call->node].end;
    return arena_strndup(p->arena, s->text.ptr + from, to - from);
}

static const char *end_mark(const Pass *p)
{
    return uses_semicolons(p) ? ";" : "";
}

/* --- some, every, findIndex: asked of the answers, where the call stands --- */

static void offer_asked(Pass *p, Finding *finding, const Call *call, const char *name)
{
    const Syntax *s = p->syntax;
    uint32_t end = s->nodes[call->callee].end, length = (uint32_t)strlen(name);
    Fix *fix = offer(p, finding, UNSAFE, "Await the answers with `Promise.all`");
    const char *problem = await_problem(p, call->node);
    if (!problem && call->use == USE_DROPPED)
        problem = "its answer is not used";
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    fix_insert(p, fix, s->nodes[call->node].start, "(await Promise.all(");
    fix_replace(p, fix, (Span){end - length, end}, "map");
    fix_insert(p, fix, s->nodes[call->node].end, ")).%s(Boolean)", name);
}

/* `return xs.some(async (x) => …)` as a loop that returns as soon as it is decided. */
static void offer_early(Pass *p, Finding *finding, const Call *call, const Function *fn,
                        const char *name)
{
    const Syntax *s = p->syntax;
    Ref statement = s->nodes[call->node].parent;
    Ref parameter = child_with(s, fn->node, R_PARAMETER);
    Ref item = parameter ? child_with(s, parameter, R_LEFT) : 0;
    bool finds = same(name, "find"), all = same(name, "every");
    bool fits = kind_of(s, statement) == N_RETURN &&
                kind_of(s, s->nodes[statement].parent) == N_BLOCK &&
                kind_of(s, fn->body) != N_BLOCK && item &&
                !next_with(s, parameter, R_PARAMETER) &&
                !child_with(s, parameter, R_RIGHT) && call->arg_count == 1 &&
                s->nodes[fn->node].parent == call->node && !has_comment(p, statement);
    if (!fits || await_problem(p, call->node) || (finds && kind_of(s, item) != N_NAME) ||
        !(finds || all || same(name, "some")))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Loop with `for … of`, one after the other");
    const char *indent = indentation(p, statement), *unit = indent_unit(p),
               *e = end_mark(p);
    const char *n = line_ending(p), *of = source(p, item);
    const char *test = source(p, fn->body);
    if (all)
        test = arena_printf(p->arena, "!(%s)", test);
    fix_replace(p, fix, span_of(s, statement),
                "for (const %s of %s) {%s%s%sif (%s) return %s%s%s%s}%s%sreturn %s%s", of,
                source(p, child_with(s, call->callee, R_OBJECT)), n, indent, unit, test,
                finds ? of
                : all ? "false"
                      : "true",
                e, n, indent, n, indent,
                finds ? "undefined"
                : all ? "true"
                      : "false",
                e);
}

/* --- what is awaited on a line before --- */

/* The call runs once whenever its statement does, and at its beginning. */
static bool runs_with(const Syntax *s, Ref statement, Ref call)
{
    for (Ref at = call; at != statement; at = s->nodes[at].parent) {
        Ref parent = s->nodes[at].parent;
        NodeRole role = (NodeRole)s->nodes[at].role;
        switch (kind_of(s, parent)) {
        case N_LOGICAL:
            if (role != R_LEFT)
                return false;
            break;
        case N_CONDITIONAL:
        case N_IF:
            if (role != R_TEST)
                return false;
            break;
        case N_FOR_EACH:
            if (role != R_RIGHT)
                return false;
            break;
        case N_WHILE:
        case N_DO:
        case N_FOR:
        case N_FUNCTION:
        case N_CLASS:
        case N_CASE:
            return false;
        default:
            break;
        }
    }
    return true;
}

/* Reading it twice is reading it once. */
static bool is_plain(const Syntax *s, Ref expr)
{
    for (Ref r = expr; r < s->nodes[expr].last; r++)
        if (kind_of(s, r) != N_NAME && kind_of(s, r) != N_MEMBER && kind_of(s, r) != N_THIS)
            return false;
    return true;
}

/* The statement that a line can be put before, or 0 with the reason why not. */
static Ref anchor_of(const Pass *p, const Call *call, const char **problem)
{
    const Syntax *s = p->syntax;
    Ref statement = statement_of(s, call->node);
    Ref object = child_with(s, call->callee, R_OBJECT);
    *problem = await_problem(p, call->node);
    if (!*problem && !is_plain(s, object))
        *problem = "what it is called on would be made twice";
    if (!*problem && (statement < 2 || !runs_with(s, statement, call->node)))
        *problem = "it does not run whenever its statement does";
    return *problem ? 0 : statement;
}

static void offer_flags(Pass *p, Finding *finding, const Call *call, const char *name)
{
    const Syntax *s = p->syntax;
    const char *problem;
    uint32_t end = s->nodes[call->callee].end;
    Fix *fix = offer(p, finding, UNSAFE, "Await the answers first, with `Promise.all`");
    Ref statement = anchor_of(p, call, &problem);
    if (!statement) {
        fix_disable(fix, problem);
        return;
    }
    const char *flags = fresh_name(p, call->node, "flags");
    fix_line_before(p, fix, statement, "const %s = await Promise.all(%s.map%s)%s", flags,
                    source(p, child_with(s, call->callee, R_OBJECT)),
                    argument_list(p, call), end_mark(p));
    fix_replace(p, fix, (Span){end - (uint32_t)strlen(name), s->nodes[call->node].end},
                "%s((_, i) => %s[i])", name, flags);
}

/* --- sort --- */

/* The side of the comparison with its parameter's name as a hole. */
static const char *key_pattern(const Pass *p, Ref side, const Symbol *parameter)
{
    const Syntax *s = p->syntax;
    const char *out = "";
    uint32_t from = s->nodes[side].start;
    for (uint32_t i = 0; i < parameter->reads.len; i++) {
        Ref read = parameter->reads.items[i];
        if (!is_within(s, read, side))
            return NULL;
        out = arena_printf(p->arena, "%s%.*s\x01", out, (int)(s->nodes[read].start - from),
                           s->text.ptr + from);
        from = s->nodes[read].end;
    }
    return arena_printf(p->arena, "%s%.*s", out, (int)(s->nodes[side].end - from),
                        s->text.ptr + from);
}

static const Symbol *nth_parameter(const Pass *p, const Function *fn, uint32_t n)
{
    const Syntax *s = p->syntax;
    Ref parameter = child_with(s, fn->node, R_PARAMETER);
    for (; parameter && n; n--)
        parameter = next_with(s, parameter, R_PARAMETER);
    Ref name = parameter ? child_with(s, parameter, R_LEFT) : 0;
    const Symbol *symbol =
        name && kind_of(s, name) == N_NAME ? symbol_of(p->facts, name) : NULL;
    return symbol && symbol->def_count == 1 && !symbol->captured ? symbol : NULL;
}

/* `async (a, b) => (await f(a)) - (await f(b))`: the keys are awaited before. */
static void offer_keys(Pass *p, Finding *finding, const Call *call, const Function *fn)
{
    const Syntax *s = p->syntax;
    const Symbol *a = nth_parameter(p, fn, 0), *b = nth_parameter(p, fn, 1);
    bool minus = kind_of(s, fn->body) == N_BINARY && same(s->nodes[fn->body].name, "-");
    if (!a || !b || !minus || s->nodes[fn->node].parent != call->node)
        return;
    Ref left = child_with(s, fn->body, R_LEFT), right = child_with(s, fn->body, R_RIGHT);
    if (!same(key_pattern(p, left, a), key_pattern(p, right, b)) ||
        has_comment(p, fn->node))
        return;
    const char *problem;
    Fix *fix = offer(p, finding, UNSAFE, "Await the keys first, with `Promise.all`");
    Ref statement = anchor_of(p, call, &problem);
    if (!statement) {
        fix_disable(fix, problem);
        return;
    }
    const char *keys = fresh_name(p, call->node, "keys");
    fix_line_before(
        p, fix, statement,
        "const %s = new Map(await Promise.all(%s.map(async (%s) => [%s, %s])))%s", keys,
        source(p, child_with(s, call->callee, R_OBJECT)), a->name, a->name, source(p, left),
        end_mark(p));
    fix_replace(p, fix, span_of(s, fn->node), "(%s, %s) => %s.get(%s) - %s.get(%s)",
                a->name, b->name, keys, a->name, keys, b->name);
}

/* --- reduce --- */

static void offer_accumulated(Pass *p, Finding *finding, const Call *call,
                              const Function *fn)
{
    const Syntax *s = p->syntax;
    const Symbol *total = nth_parameter(p, fn, 0);
    if (!total || !total->reads.len || s->nodes[fn->node].parent != call->node)
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Await what it has so far, and the result");
    const char *problem = call->use == USE_AWAITED ? NULL : await_problem(p, call->node);
    for (uint32_t i = 0; i < total->reads.len; i++)
        if (kind_of(s, s->nodes[total->reads.items[i]].parent) == N_OBJECT) /* { total } */
            problem = "it is put into an object by its name alone";
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    for (uint32_t i = 0; i < total->reads.len; i++)
        fix_await(p, fix, total->reads.items[i]);
    if (call->use != USE_AWAITED)
        fix_await(p, fix, call->node);
}

/* --- by method --- */

void offer_answers(Pass *p, Finding *finding, const Call *call, const Function *fn)
{
    const char *name = last_name(p->facts, call->callee);
    if (same(name, "some") || same(name, "every") || same(name, "findIndex") ||
        same(name, "findLastIndex")) {
        offer_early(p, finding, call, fn, name);
        offer_asked(p, finding, call, name);
    } else if (same(name, "filter") || same(name, "find") || same(name, "findLast")) {
        offer_early(p, finding, call, fn, name);
        offer_flags(p, finding, call, name);
    } else if (same(name, "sort") || same(name, "toSorted")) {
        offer_keys(p, finding, call, fn);
    } else if (same(name, "reduce") || same(name, "reduceRight")) {
        offer_accumulated(p, finding, call, fn);
    }
}
