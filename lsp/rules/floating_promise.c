/* floating-promise: a promise is dropped, and nobody hears of its rejection. */
#include "asynclint/rule.h"

/* --- handled or not --- */

/* The chain ends in something that takes the rejection. */
static bool is_handled(const Pass *p, Ref expr)
{
    const Syntax *s = p->syntax;
    for (;;) {
        expr = uncast(s, expr);
        Ref callee =
            kind_of(s, expr) == N_CALL ? uncast(s, child_with(s, expr, R_CALLEE)) : 0;
        if (kind_of(s, callee) != N_MEMBER)
            return false;
        const char *name = s->nodes[callee].name;
        if (same(name, "catch"))
            return is_handler(s, nth_argument(s, expr, 0));
        if (same(name, "then"))
            return is_handler(s, nth_argument(s, expr, 1));
        if (!same(name, "finally"))
            return false;
        expr = child_with(s, callee, R_OBJECT); /* finally passes on what it follows */
    }
}

/* `p.catch(report).then(f)`: only an error in f itself goes unheard. */
static bool is_mostly_handled(const Pass *p, Ref expr)
{
    const Syntax *s = p->syntax;
    Ref callee = kind_of(s, expr) == N_CALL ? uncast(s, child_with(s, expr, R_CALLEE)) : 0;
    return kind_of(s, callee) == N_MEMBER && same(s->nodes[callee].name, "then") &&
           is_handled(p, child_with(s, callee, R_OBJECT));
}

/* What a chain of then, catch and finally begins with. */
static Ref chain_start(const Pass *p, Ref expr)
{
    const Syntax *s = p->syntax;
    for (;;) {
        Ref callee =
            kind_of(s, expr) == N_CALL ? uncast(s, child_with(s, expr, R_CALLEE)) : 0;
        const char *name = kind_of(s, callee) == N_MEMBER ? s->nodes[callee].name : NULL;
        if (!same(name, "then") && !same(name, "catch") && !same(name, "finally"))
            return expr;
        expr = uncast(s, child_with(s, callee, R_OBJECT));
    }
}

/* --- may be dropped --- */

static bool may_float(const Pass *p, Ref expr)
{
    const Syntax *s = p->syntax;
    Ref start = chain_start(p, expr);
    if (kind_of(s, start) != N_CALL)
        return false;
    const char *target = qualified_name(p->facts, child_with(s, start, R_CALLEE));
    if (!target)
        return false;
    return known_in(&p->facts->lexicon, target, KNOWN_SAFE_TO_FLOAT) != NULL;
}

/* It never rejects; but who awaits it for nothing loses its results: partial-failure. */
static bool is_settled(const Pass *p, Ref expr)
{
    Ref callee =
        kind_of(p->syntax, expr) == N_CALL ? child_with(p->syntax, expr, R_CALLEE) : 0;
    return callee && same(qualified_name(p->facts, callee), "Promise.allSettled");
}

/* xs.map(async …): ignored-async-callback speaks of it. */
static bool is_mapped(const Pass *p, Ref expr)
{
    return kind_of(p->syntax, expr) == N_CALL &&
           value_kind(p->facts, expr) == VALUE_PROMISES;
}

/* --- fixes --- */

static bool is_simple(const Syntax *s, Ref expr)
{
    NodeKind kind = kind_of(s, expr);
    return kind == N_CALL || kind == N_NAME || kind == N_MEMBER || kind == N_INDEX;
}

/* At module level a rejection should end the process as it did, but say so. */
static void offer_catch(Pass *p, Finding *finding, Ref expr, const Place *at)
{
    const char *end = uses_semicolons(p) ? ";" : "";
    const char *eol = line_ending(p), *base = indentation(p, expr), *unit = indent_unit(p);
    bool top = !at->fn->outer;
    const char *status =
        top ? arena_printf(p->arena, "%s%sprocess.exitCode = 1%s%s", base, unit, end, eol)
            : "";
    Fix *fix = offer(p, finding, UNSAFE, "Handle the rejection with `.catch`");
    if (!is_simple(p->syntax, expr)) {
        fix_insert(p, fix, p->syntax->nodes[expr].start, "(");
        fix_insert(p, fix, p->syntax->nodes[expr].end, ")");
    }
    fix_insert(p, fix, p->syntax->nodes[expr].end,
               ".catch((err) => {%s%s%sconsole.error(err)%s%s%s%s})", eol, base, unit, end,
               eol, status, base);
}

static void offer_fixes(Pass *p, Finding *finding, Ref expr, const Place *at)
{
    bool settled = is_settled(p, expr);
    if (!settled && !await_problem(p, expr)) {
        Fix *fix = offer(p, finding, UNSAFE, "Await the promise");
        fix_await(p, fix, expr);
        fix_prefer(finding, fix);
    }
    if (!settled)
        offer_catch(p, finding, expr, at);
    Fix *fix = offer(p, finding, UNSAFE, "Drop it on purpose with `void`");
    bool parens = !is_simple(p->syntax, expr);
    fix_insert(p, fix, p->syntax->nodes[expr].start, parens ? "void (" : "void ");
    if (parens)
        fix_insert(p, fix, p->syntax->nodes[expr].end, ")");
}

/* --- what is found --- */

/* The words for the promise: the function that gave it. */
static const char *promise_label(const Pass *p, Ref expr)
{
    const Syntax *s = p->syntax;
    Ref start = chain_start(p, expr);
    Ref callee =
        kind_of(s, start) == N_CALL ? uncast(s, child_with(s, start, R_CALLEE)) : 0;
    const char *name = callee ? last_name(p->facts, callee) : NULL;
    if (name && !has_flag(s, start, NF_NEW))
        return arena_printf(p->arena, "the promise of `%s`", name);
    return kind_of(s, start) == N_NAME
               ? arena_printf(p->arena, "the promise `%s`", s->nodes[start].name)
               : "this promise";
}

static void report_promise(Pass *p, Ref expr, const Place *at)
{
    Fate fate = promise_fate(p->facts, expr);
    bool chain = chain_start(p, expr) != expr;
    bool quiet =
        fate == FATE_HANDLED || (fate == FATE_CALM && chain) || is_settled(p, expr);
    Finding *finding =
        quiet ? report(p, expr,
                       "%s is dropped: what follows does not wait for it; await it, or say "
                       "`void` if that is meant",
                       promise_label(p, expr))
              : report(
                    p, expr,
                    "%s is dropped: nothing waits for it, and if it rejects nobody handles "
                    "that; await it, or handle the rejection",
                    promise_label(p, expr));
    if (quiet || is_mostly_handled(p, expr))
        finding->severity = SEVERITY_HINT;
    offer_fixes(p, finding, expr, at);
}

static void report_lazy(Pass *p, Ref expr)
{
    Finding *finding = report(p, expr,
                              "%s is never awaited, and such a query runs only when it is: "
                              "nothing happens here",
                              promise_label(p, expr));
    if (await_problem(p, expr))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Await it");
    fix_await(p, fix, expr);
    fix_prefer(finding, fix);
}

/* `await [p, q]` awaits the array, not the promises in it. */
static void report_array(Pass *p, Ref array, bool awaited)
{
    Finding *finding =
        report(p, array,
               "%s an array of promises: none of them is awaited; wrap it in "
               "`Promise.all`",
               awaited ? "`await` is given" : "this drops");
    Fix *fix = offer(p, finding, UNSAFE, "Await them with `Promise.all`");
    const char *problem = await_problem(p, array);
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    fix_insert(p, fix, p->syntax->nodes[array].start,
               awaited ? "Promise.all(" : "await Promise.all(");
    fix_insert(p, fix, p->syntax->nodes[array].end, ")");
    fix_prefer(finding, fix);
}

/* The branches of `a && f()`, `x ? f() : g()` and `f(), g()` are dropped each by itself. */
static void check_dropped(Pass *p, Ref expr, const Place *at)
{
    const Syntax *s = p->syntax;
    for (Ref r = expr; r < s->nodes[expr].last;) {
        NodeKind kind = kind_of(s, r);
        bool branches = kind == N_LOGICAL || kind == N_CONDITIONAL || kind == N_SEQUENCE;
        if (branches) {
            r++;
            continue;
        }
        if (use_of(p->facts, r) == USE_DROPPED && !has_flag(s, r, NF_ERROR)) {
            ValueKind value = value_kind(p->facts, r);
            bool stored = kind == N_ASSIGN || kind == N_AUGMENTED;
            if (value == VALUE_PROMISE && !stored && !is_handled(p, r) && !may_float(p, r))
                report_promise(p, r, at);
            else if (value == VALUE_LAZY_THENABLE && !stored)
                report_lazy(p, r);
            else if (value == VALUE_PROMISES && !stored && !is_mapped(p, r))
                report_array(p, r, false);
        }
        r = s->nodes[r].last;
    }
}

static void check_discard(Pass *p, const Discard *discard)
{
    check_dropped(p, discard->value, &discard->at);
}

static void check_await(Pass *p, const Await *await)
{
    if (await->kind == AWAIT_EXPRESSION &&
        value_kind(p->facts, await->operand) == VALUE_PROMISES)
        report_array(p, await->operand, true);
}

/* const p = save(); and p is never read. */
static void check_write(Pass *p, const Write *write)
{
    const Syntax *s = p->syntax;
    const Symbol *symbol = write->value ? unread_name(p->facts, write->value) : NULL;
    Ref value = uncast(s, write->value);
    if (!symbol || !has_flag(s, write->node, NF_DECLARES) || kind_of(s, value) != N_CALL ||
        value_kind(p->facts, value) != VALUE_PROMISE || is_handled(p, value) ||
        may_float(p, value))
        return;
    Finding *finding =
        report(p, value,
               "%s is kept in `%s`, which is never read: nothing waits for it, "
               "and if it rejects nobody handles that; await it",
               promise_label(p, value), symbol->name);
    if (await_problem(p, value))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Await the promise");
    fix_await(p, fix, value);
    fix_prefer(finding, fix);
}

const Rule rule_floating_promise = {
    .id = "floating-promise",
    .title = "A promise that nobody awaits or handles",
    .why =
        "A call that returns a promise goes on working after the statement is over. When "
        "its "
        "value is dropped, the code behind it runs too early, and an error in it is an "
        "*unhandled rejection*: Node ends the process, a browser logs it and goes on with "
        "half of the work done.\n\n"
        "| you want | write |\n"
        "|---|---|\n"
        "| the result, or the order | `await save()` |\n"
        "| to go on at once, and hear of errors | `save().catch(report)` |\n"
        "| to go on at once, and not to care | `void save()` |\n"
        "| several at once | `await Promise.all([save(), load()])` |\n\n"
        "What is a promise is read from the code, without a type checker: async functions "
        "and "
        "methods, functions that return a promise on every path, `new Promise`, "
        "`Promise.all` "
        "and its kin, `.then` chains, `import()`, known APIs, and TypeScript annotations.",
    .exclusions =
        "- `void`, a value that is awaited, returned, passed on or stored, "
        "`.catch(handler)` and "
        "`.then(ok, handler)` at the end of the chain.\n"
        "- Calls whose promise is made to be dropped, as `describe` and `it` of "
        "`node:test`.\n"
        "- Whatever cannot be seen to be a promise.\n"
        "- A promise that cannot reject unheard: a hint only. An async function "
        "whose awaits stand in a `try` with a `catch` that does not throw, in this "
        "file or another; a function that returns its promise with a `.catch`; "
        "`.then(f)` behind what never rejects, as `Promise.resolve()` or a sleep; "
        "`Promise.allSettled`.",
    .fixes = "Unsafe, since they change order or who hears of errors: `await` where it is "
             "allowed, a `.catch` that logs, `void`.",
    .severity = SEVERITY_WARNING,
    .js = {STARTS_PROMISES, {KNOWN_PROMISE, KNOWN_LAZY_THENABLE}},
    .examples = {{.language = "javascript",
                  .bad = "async function save(record) {\n"
                         "  await fetch('/records', { method: 'POST', body: record });\n"
                         "}\n"
                         "function onClick(record) {\n"
                         "  save(record);\n"
                         "}\n",
                  .good = "async function save(record) {\n"
                          "  await fetch('/records', { method: 'POST', body: record });\n"
                          "}\n"
                          "async function onClick(record) {\n"
                          "  await save(record);\n"
                          "}\n"}},
    .foreign = {{"eslint", "@typescript-eslint/no-floating-promises"},
                {"eslint", "promise/catch-or-return"},
                {"oxlint", "typescript/no-floating-promises"},
                {"oxlint", "promise/catch-or-return"},
                {"biome", "lint/nursery/noFloatingPromises"}},
    .on_discard = check_discard,
    .on_await = check_await,
    .on_write = check_write,
};
