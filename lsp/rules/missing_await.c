/* missing-await: a coroutine that never runs, or a promise taken for its value. */
#include "asynclint/rule.h"

static const char *label(const Pass *p, const Call *call)
{
    const char *name = last_name(p->facts, call->callee);
    return name ? name : "this call";
}

static void offer_await(Pass *p, Finding *finding, const Call *call)
{
    Fix *fix = offer(p, finding, UNSAFE, "Await it");
    const char *problem = await_problem(p, call->node);
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    fix_await(p, fix, call->node);
    fix_prefer(finding, fix);
}

/* What the value is taken for, as words; NULL when it is used as what it is. */
static const char *misuse(const Pass *p, const Call *call)
{
    const Syntax *s = p->syntax;
    const Node *parent = &s->nodes[s->nodes[call->node].parent];
    switch (call->use) {
    case USE_TESTED:
        return same(parent->name, "?\?")
                   ? "as something that may be missing, which it never is"
                   : "as a condition, which is always true";
    case USE_OPERAND:
        return parent->kind == N_TEMPLATE ? "as text" : "as a value in an expression";
    case USE_ITERATED:
        return "as something to iterate over";
    default:
        return NULL;
    }
}

/* --- Python --- */

static bool is_coroutine(const Pass *p, const Call *call)
{
    const Known *known =
        call->target ? known_in(&p->facts->lexicon, call->target, KNOWN_COROUTINE) : NULL;
    bool enters = known && known->form == FORM_CONTEXT; /* entered, not only awaited */
    return !enters && value_kind(p->facts, call->node) == VALUE_COROUTINE;
}

/* Looking at the members of a coroutine that is not awaited. */
static bool is_member_misuse(const Pass *p, const Call *call)
{
    static const char *const OWN[] = {
        "send",     "throw",      "close",   "cr_await",
        "cr_frame", "cr_running", "cr_code", "add_done_callback",
        "__await__"};
    const Syntax *s = p->syntax;
    Ref parent = s->nodes[call->node].parent;
    if (call->use != USE_OBJECT || (call->known && !call->local))
        return false;
    for (size_t i = 0; i < COUNT(OWN); i++)
        if (same(s->nodes[parent].name, OWN[i]))
            return false;
    return true;
}

/* `if iscoroutinefunction(f): await f()`, `else: f()`: the code knows both kinds. */
static bool is_asked_before(const Pass *p, const Call *call)
{
    const Syntax *s = p->syntax;
    for (Ref r = call->node; r > 1 && kind_of(s, r) != N_FUNCTION; r = s->nodes[r].parent) {
        NodeKind kind = kind_of(s, s->nodes[r].parent);
        if (kind != N_IF && kind != N_CONDITIONAL)
            continue;
        Ref test = child_with(s, s->nodes[r].parent, R_TEST);
        for (Ref t = test; test && t < s->nodes[test].last; t++)
            if (same(s->nodes[t].name, "iscoroutinefunction"))
                return true;
    }
    return false;
}

static void check_python(Pass *p, const Call *call)
{
    if (!is_coroutine(p, call) || is_asked_before(p, call))
        return;
    const char *name = label(p, call), *how = misuse(p, call);
    const Symbol *unread =
        call->use == USE_STORED ? unread_name(p->facts, call->node) : NULL;
    Finding *finding = NULL;
    if (call->use == USE_DROPPED)
        finding =
            report(p, call->node,
                   "`%s` is a coroutine and is never awaited: it does not run at all; "
                   "await it",
                   name);
    else if (unread)
        finding =
            report(p, call->node,
                   "the coroutine of `%s` is kept in `%s`, which is never read: it does "
                   "not run at all; await it",
                   name, unread->name);
    else if (how)
        finding =
            report(p, call->node,
                   "the coroutine of `%s` is used %s: it is not awaited, and does not run",
                   name, how);
    else if (is_member_misuse(p, call))
        finding = report(
            p, call->node,
            "the coroutine of `%s` is used as if it were its result: await it first", name);
    if (finding)
        offer_await(p, finding, call);
}

/* --- js --- */

/* An async function of the program, or an API that gives a plain promise. */
static bool is_plain_promise(const Pass *p, const Call *call)
{
    if (value_kind(p->facts, call->node) != VALUE_PROMISE ||
        has_flag(p->syntax, call->node, NF_OPTIONAL | NF_NEW))
        return false;
    const CallSite *site = reach_site(p->reach, call->node);
    if (call->local || (site && site->awaitable))
        return true;
    return same(call->target, "fetch") ||
           (call->target && starts_with(call->target, "fs/promises."));
}

/* `.then` and its kin are a promise's own; anything else is its result's. */
static bool is_result_member(const Pass *p, const Call *call)
{
    static const char *const OWN[] = {"then", "catch", "finally", "constructor",
                                      "toString"};
    const Node *parent = &p->syntax->nodes[p->syntax->nodes[call->node].parent];
    if (call->use != USE_OBJECT || parent->kind != N_MEMBER)
        return false;
    for (size_t i = 0; i < COUNT(OWN); i++)
        if (same(parent->name, OWN[i]))
            return false;
    return true;
}

/* Compared with another promise, or looked at by typeof and instanceof. */
static bool is_inspected(const Pass *p, const Call *call)
{
    const Node *parent = &p->syntax->nodes[p->syntax->nodes[call->node].parent];
    return same(parent->name, "instanceof") || same(parent->name, "typeof");
}

static void check_js(Pass *p, const Call *call)
{
    if (!is_plain_promise(p, call) || is_inspected(p, call))
        return;
    const char *how = misuse(p, call);
    Finding *finding = NULL;
    if (how)
        finding = report(p, call->node,
                         "the promise of `%s` is used %s: await it to use what it gives",
                         label(p, call), how);
    else if (is_result_member(p, call))
        finding = report(
            p, call->node,
            "`.%s` is read of the promise of `%s`, which has none: await it first",
            p->syntax->nodes[p->syntax->nodes[call->node].parent].name, label(p, call));
    if (finding)
        offer_await(p, finding, call);
}

static void check_call(Pass *p, const Call *call)
{
    if (p->facts->language == LANG_PYTHON)
        check_python(p, call);
    else
        check_js(p, call);
}

const Rule rule_missing_await = {
    .id = "missing-await",
    .title = "A coroutine that never runs, or a promise taken for its value",
    .why = "Calling an `async def` function does not run it: it makes a coroutine, which "
           "runs when "
           "it is awaited or made into a task. Dropped, it never runs, and Python says so "
           "only "
           "when it is collected (`RuntimeWarning: coroutine … was never awaited`). In a "
           "condition it is always true, in a text it is `<coroutine object …>`.\n\n"
           "A JavaScript promise runs by itself, but it is not its result: `if "
           "(isAllowed(user))` "
           "is always true when `isAllowed` is async.\n\n"
           "| you want | write |\n"
           "|---|---|\n"
           "| the result | `await f()` |\n"
           "| to go on meanwhile | `task = asyncio.create_task(f())`, kept, and awaited "
           "later |",
    .exclusions =
        "- What is awaited, returned, stored, passed on, or put into a collection.\n"
        "- Functions with decorators that are not known, generators, names that are "
        "rebound.\n"
        "- Code that asks `iscoroutinefunction` first.\n"
        "- JavaScript: only async functions of the file or the workspace, `fetch` and "
        "`fs.promises`; "
        "members that "
        "a promise has of its own; `typeof` and `instanceof`. What is dropped is "
        "`floating-promise`.",
    .fixes =
        "Unsafe, and preferred, since the code was certainly not meant so: `await` is put "
        "before the call, with parentheses where they are needed. None in a function that "
        "is not async.",
    .severity = SEVERITY_ERROR,
    .python = {STARTS_ASYNC, {KNOWN_COROUTINE}},
    .js = {STARTS_PROMISES, {KNOWN_PROMISE, KNOWN_LAZY_THENABLE}},
    .examples = {{.language = "python",
                  .bad = "import asyncio\n"
                         "\n"
                         "async def save(record):\n"
                         "    await asyncio.sleep(0.1)\n"
                         "\n"
                         "async def handle(record):\n"
                         "    save(record)\n",
                  .good = "import asyncio\n"
                          "\n"
                          "async def save(record):\n"
                          "    await asyncio.sleep(0.1)\n"
                          "\n"
                          "async def handle(record):\n"
                          "    await save(record)\n"},
                 {.language = "javascript",
                  .bad = "async function isAllowed(user) {\n"
                         "  return (await fetch(`/users/${user}`)).ok;\n"
                         "}\n"
                         "async function handle(user) {\n"
                         "  if (isAllowed(user)) return 'welcome';\n"
                         "}\n",
                  .good = "async function isAllowed(user) {\n"
                          "  return (await fetch(`/users/${user}`)).ok;\n"
                          "}\n"
                          "async function handle(user) {\n"
                          "  if (await isAllowed(user)) return 'welcome';\n"
                          "}\n"}},
    .foreign = {{"ruff", "ASYNC105"},
                {"flake8", "ASYNC105"},
                {"ruff", "RUF065"},
                {"eslint", "@typescript-eslint/no-misused-promises"},
                {"oxlint", "typescript/no-misused-promises"},
                {"biome", "lint/nursery/noMisusedPromises"}},
    .on_call = check_call,
};
