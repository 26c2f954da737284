/* abandoned-cancel: tasks are told to stop, and nobody waits until they have. */
#include "asynclint/rule.h"

/* Why nothing can follow the statement that cancels, as one of its own; or NULL. */
static const char *place_problem(const Pass *p, const Cancelled *c)
{
    const Syntax *s = p->syntax;
    const char *problem = await_problem(p, c->whole);
    if (problem)
        return problem;
    NodeKind kind = kind_of(s, c->whole);
    Ref loop = c->item ? c->whole : 0;
    const Def *def = single_def(symbol_of(p->facts, c->tasks));
    if (kind_of(s, def ? def->value : c->tasks) == N_CALL && c->item)
        return "all tasks are cancelled, this one among them";
    if (kind != N_EXPRESSION && !(loop && kind == N_FOR_EACH))
        return "it is cancelled in the middle of a statement";
    return NULL;
}

/* `await asyncio.gather(*tasks, return_exceptions=True)` behind the cancelling. */
static void offer_gather(Pass *p, Finding *finding, const Cancelled *c)
{
    const Syntax *s = p->syntax;
    Fix *fix = offer(p, finding, UNSAFE, "Wait until %s stopped",
                     c->item ? "they have" : "it has");
    const char *problem = place_problem(p, c);
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    const char *gather = fix_import_name(p, fix, "asyncio", "gather");
    Ref parent = s->nodes[c->tasks].parent;
    /* `tasks.values()`: the collection as the loop goes over it */
    bool values = kind_of(s, parent) == N_MEMBER && same(s->nodes[parent].name, "values");
    fix_line_after(p, fix, c->whole, "await %s(%s%s%s, return_exceptions=True)", gather,
                   c->item ? "*" : "", source(p, c->tasks), values ? ".values()" : "");
    fix_prefer(finding, fix);
}

/* A coroutine that may go on after the cancelling: it could wait. */
static void check_cancel(Pass *p, const Call *call)
{
    Cancelled c;
    if (!call->at.fn->is_async || call->at.lazy || !cancels_tasks(p->facts, call, &c) ||
        are_waited_for(p->facts, &c))
        return;
    const char *tasks = source(p, c.tasks);
    Finding *finding =
        c.item
            ? report(p, call->node,
                     "the tasks of `%s` are told to stop, but nobody waits until they "
                     "have: they go on for a while, and their errors are lost; await "
                     "them, with `asyncio.gather(…, return_exceptions=True)`",
                     tasks)
            : report(p, call->node,
                     "`%s` is told to stop, but nobody waits until it has: it goes on for "
                     "a while, and its errors are lost; await it, and catch the "
                     "`CancelledError`",
                     tasks);
    offer_gather(p, finding, &c);
}

/* --- shutdown --- */

static bool mentions(const Pass *p, Ref expr, Ref name)
{
    const Syntax *s = p->syntax;
    for (Ref r = expr; r < s->nodes[expr].last; r++)
        if (same_expression(p->facts, r, name))
            return true;
    return false;
}

/* Some test before the call, in its function, looks at the collection. */
static bool is_looked_at(const Pass *p, const Call *call, Ref tasks)
{
    const Syntax *s = p->syntax;
    for (Ref r = call->at.fn->node; r < call->node; r++) {
        NodeKind kind = kind_of(s, r);
        bool tests = kind == N_IF || kind == N_WHILE || kind == N_CONDITIONAL ||
                     kind == N_ASSERT || kind == N_LOGICAL;
        Ref test = child_with(s, r,
                              kind == N_LOGICAL  ? R_LEFT
                              : kind == N_ASSERT ? R_VALUE
                                                 : R_TEST);
        if (tests && mentions(p, test, tasks))
            return true;
    }
    return false;
}

/* Written out with its items: it has some. */
static bool has_items(const Pass *p, Ref tasks)
{
    const Syntax *s = p->syntax;
    const Def *def = single_def(symbol_of(p->facts, tasks));
    Ref value = def && def->kind == DEF_ASSIGN && !def->destructured ? def->value : tasks;
    NodeKind kind = kind_of(s, value);
    return (kind == N_ARRAY || kind == N_SET || kind == N_TUPLE) && first_child(s, value);
}

static void offer_guard(Pass *p, Finding *finding, const Call *call, Ref tasks)
{
    const Syntax *s = p->syntax;
    Fix *fix = offer(p, finding, UNSAFE, "Wait only when there are some");
    Ref await = s->nodes[call->node].parent, statement = s->nodes[await].parent;
    Span span = span_of(s, statement);
    Str text = text_of(s, statement);
    bool lines = memchr(text.ptr, '\n', text.len) || memchr(text.ptr, '\r', text.len);
    if (kind_of(s, await) != N_AWAIT || kind_of(s, statement) != N_EXPRESSION)
        fix_disable(fix, "its result is used");
    else if (lines)
        fix_disable(fix, "the statement has several lines");
    else
        fix_replace(p, fix, span, "if %s:%s%s%s%s", source(p, tasks), line_ending(p),
                    indentation(p, statement), indent_unit(p), source(p, statement));
    fix_prefer(finding, fix);
}

/* asyncio.wait raises ValueError when there is nothing to wait for. */
static void check_empty(Pass *p, const Call *call, Ref tasks)
{
    NodeKind kind = kind_of(p->syntax, tasks);
    if ((kind != N_NAME && kind != N_MEMBER) || has_items(p, tasks) ||
        is_looked_at(p, call, tasks))
        return;
    const char *name = source(p, tasks);
    Finding *finding = report(p, call->callee,
                              "`asyncio.wait` raises `ValueError` when `%s` is empty, and "
                              "the shutdown ends there; write `if %s:` before it",
                              name, name);
    offer_guard(p, finding, call, tasks);
}

/* The tasks are cancelled in the function before this. */
static const Call *cancelled_before(const Pass *p, const Call *call, Ref tasks)
{
    Cancelled c;
    for (uint32_t i = 0; i < p->facts->calls.len; i++) {
        const Call *other = p->facts->calls.items[i];
        if (other->at.fn == call->at.fn && other->node < call->node &&
            cancels_tasks(p->facts, other, &c) && same_expression(p->facts, c.tasks, tasks))
            return other;
    }
    return NULL;
}

/* A limit of several seconds: time to finish, and not only to stop. */
static bool is_grace(const Pass *p, Ref timeout)
{
    Str text = text_of(p->syntax, timeout);
    return kind_of(p->syntax, timeout) == N_NUMBER && text.len > 1 && text.ptr[0] >= '1' &&
           text.ptr[1] != '.';
}

static void check_order(Pass *p, const Call *call, Ref tasks, Ref timeout)
{
    const Call *cancel = cancelled_before(p, call, tasks);
    if (timeout) {
        if (!cancel || !is_grace(p, timeout))
            return;
        Finding *finding = report(
            p, cancel->node,
            "the tasks of `%s` are cancelled before they are given their %s seconds: they "
            "cannot finish what they do; wait first, and cancel what is pending then",
            source(p, tasks), source(p, timeout));
        finding->severity = SEVERITY_HINT;
        relate(p, finding, call->node, "only here are they waited for");
        return;
    }
    NodeKind kind = kind_of(p->syntax, tasks);
    if (cancel || is_under_timeout(p->facts, call->node) || !is_tasks(p->facts, tasks) ||
        (kind != N_NAME && kind != N_MEMBER))
        return;
    Finding *finding =
        report(p, call->callee,
               "nothing ends this wait for `%s`: one task that does not finish keeps the "
               "shutdown from ending; give it a `timeout`, and cancel what is pending then",
               source(p, tasks));
    if (kind == N_NAME) /* started here, to end other things */
        finding->severity = SEVERITY_HINT;
    if (!same(call->target, "asyncio.wait"))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Wait for 30 seconds at most");
    Ref last = nth_argument(p->syntax, call->node, 0);
    if (nth_argument(p->syntax, call->node, 1))
        fix_disable(fix, "it has other arguments");
    else
        fix_insert(p, fix, p->syntax->nodes[last].end, ", timeout=30");
}

/* asyncio.wait(tasks), asyncio.gather(*tasks), in a function that ends what others have begun. */
static void check_shutdown(Pass *p, const Call *call)
{
    const Syntax *s = p->syntax;
    bool waits = same(call->target, "asyncio.wait");
    bool gathers = same(call->target, "asyncio.gather");
    if ((!waits && !gathers) || call->use != USE_AWAITED ||
        !is_release_name(call->at.fn->name))
        return;
    Ref first = nth_argument(s, call->node, 0);
    if (gathers)
        first = kind_of(s, first) == N_SPREAD ? child_with(s, first, R_VALUE) : 0;
    Ref tasks = first ? collection_of(p->facts, first) : 0;
    if (!tasks)
        return;
    if (waits)
        check_empty(p, call, first);
    check_order(p, call, tasks, keyword_argument(p->facts, call, "timeout"));
}

static void check_call(Pass *p, const Call *call)
{
    check_cancel(p, call);
    check_shutdown(p, call);
}

const Rule rule_abandoned_cancel = {
    .id = "abandoned-cancel",
    .title = "Tasks that are cancelled, and never waited for",
    .why =
        "`task.cancel()` only asks: the task runs on until its next `await`, and then its "
        "`finally` and `except` blocks run, which may wait themselves. Who does not wait "
        "for that closes the connection that the task still uses, ends the loop before "
        "files are written (\"Task was destroyed but it is pending\"), and never hears of "
        "its errors.\n\n"
        "A shutdown in four steps:\n\n"
        "| step | write |\n"
        "|---|---|\n"
        "| take no new work | close the server, stop the producers |\n"
        "| let the tasks finish, for a while | `if tasks: done, pending = await "
        "asyncio.wait(tasks, timeout=30)` |\n"
        "| cancel what is left | `for task in pending: task.cancel()` |\n"
        "| wait until that has stopped | `await asyncio.gather(*pending, "
        "return_exceptions=True)` |\n\n"
        "The `if` is needed: `asyncio.wait` raises `ValueError` for an empty set. Results "
        "of "
        "the last step are looked at by `isinstance(r, BaseException)`: a `CancelledError` "
        "is no `Exception`. In Python 3.11 and later a `TaskGroup` does most of this.",
    .exclusions =
        "- Cancelled, then awaited or gathered, also in another function of the file for "
        "an "
        "attribute; tasks that are returned, stored, passed on, or have a done-callback.\n"
        "- What is not known to be a task: timer handles, futures, scopes, groups, "
        "parameters.\n"
        "- Synchronous functions, which cannot wait.\n"
        "- In functions that close something: waits for tasks that have just been "
        "cancelled, "
        "under a timeout, or for collections that a test has looked at.\n"
        "- Hints: `gather` without a limit, and tasks cancelled before a wait of several "
        "seconds.",
    .fixes = "Unsafe, since the code then waits: `await asyncio.gather(…, "
             "return_exceptions=True)` behind the cancelling; `if tasks:` before "
             "`asyncio.wait`; "
             "`timeout=30`.",
    .severity = SEVERITY_INFORMATION,
    .python = {STARTS_ASYNC},
    .examples = {{.language = "python",
                  .bad = "import asyncio\n"
                         "\n"
                         "async def first(jobs):\n"
                         "    tasks = [asyncio.create_task(job()) for job in jobs]\n"
                         "    done, pending = await asyncio.wait(\n"
                         "        tasks, return_when=asyncio.FIRST_COMPLETED)\n"
                         "    for task in pending:\n"
                         "        task.cancel()\n"
                         "    return done.pop().result()\n",
                  .good = "import asyncio\n"
                          "\n"
                          "async def first(jobs):\n"
                          "    tasks = [asyncio.create_task(job()) for job in jobs]\n"
                          "    done, pending = await asyncio.wait(\n"
                          "        tasks, return_when=asyncio.FIRST_COMPLETED)\n"
                          "    for task in pending:\n"
                          "        task.cancel()\n"
                          "    await asyncio.gather(*pending, return_exceptions=True)\n"
                          "    return done.pop().result()\n"}},
    .on_call = check_call,
};
