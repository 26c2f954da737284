/* dangling-task: a task that nobody keeps may be collected before it is done. */
#include "asynclint/rule.h"

/* Members that give nothing back by which the task could be kept. */
static bool is_passing_member(const char *name)
{
    return same(name, "add_done_callback") || same(name, "set_name");
}

/* asyncio.create_task(f()).add_done_callback(g), as a statement: the outer call; else 0. */
static Ref dropped_chain(const Pass *p, Ref call)
{
    const Syntax *s = p->syntax;
    Ref member = s->nodes[call].parent, outer = s->nodes[member].parent;
    if (kind_of(s, member) != N_MEMBER || !is_passing_member(s->nodes[member].name) ||
        kind_of(s, outer) != N_CALL || s->nodes[member].role != R_CALLEE)
        return 0;
    return use_of(p->facts, outer) == USE_DROPPED ? outer : 0;
}

/* [create_task(f(x)) for x in xs] as a statement: the list is dropped with its tasks. */
static bool is_in_dropped_list(const Pass *p, Ref call)
{
    const Syntax *s = p->syntax;
    Ref list = s->nodes[call].parent;
    NodeKind kind = kind_of(s, list);
    bool holds =
        kind == N_COMPREHENSION || kind == N_ARRAY || kind == N_TUPLE || kind == N_SET;
    return holds && use_of(p->facts, list) == USE_DROPPED;
}

/* loop.create_task on something only called a loop. */
static bool is_loop_by_name(const Pass *p, const Call *call)
{
    const Syntax *s = p->syntax;
    Ref callee = call->callee;
    if (call->target || kind_of(s, callee) != N_MEMBER ||
        !same(s->nodes[callee].name, "create_task"))
        return false;
    Ref object = child_with(s, callee, R_OBJECT);
    if (kind_of(s, object) == N_CALL) { /* get_loop().create_task(f()) */
        const char *gives = last_name(p->facts, child_with(s, object, R_CALLEE));
        return gives && ends_with(gives, "_loop");
    }
    const char *name = last_name(p->facts, object);
    return same(name, "loop") || same(name, "_loop") || same(name, "event_loop");
}

static bool makes_task(const Call *call)
{
    static const char *const TASKS[] = {"asyncio.create_task", "asyncio.ensure_future",
                                        "asyncio.Task", "asyncio.gather",
                                        "asyncio.AbstractEventLoop#create_task"};
    return is_among(call->target, TASKS, COUNT(TASKS));
}

/* --- fixes --- */

/* Keeps the task in a set until it is done. */
static void offer_set(Pass *p, Finding *finding, const Call *call, Ref statement)
{
    const Syntax *s = p->syntax;
    Fix *fix = offer(p, finding, SAFE, "Keep the task in a set until it is done");
    if (child_with(s, statement, R_VALUE) != call->node &&
        first_child(s, statement) != call->node) {
        fix_disable(fix, "the call is only a part of its statement");
        return;
    }
    const char *set = fix_global(p, fix, call->node, "background_tasks", "set()");
    const char *task = fresh_name(p, call->node, "task");
    bool whole = kind_of(s, statement) == N_EXPRESSION; /* its parentheses too */
    fix_insert(p, fix, s->nodes[whole ? statement : call->node].start, "%s = ", task);
    fix_line_after(p, fix, statement, "%s.add(%s)\n%s.add_done_callback(%s.discard)", set,
                   task, task, set);
}

static void offer_await(Pass *p, Finding *finding, const Call *call)
{
    if (call->use != USE_DROPPED || await_problem(p, call->node))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Await it");
    fix_await(p, fix, call->node);
}

/* --- what is found --- */

static void report_task(Pass *p, const Call *call, Ref where, const char *how, bool hint)
{
    bool gathers = same(call->target, "asyncio.gather");
    Finding *finding =
        report(p, where,
               "%s %s: the event loop keeps only a weak reference, so that it may be "
               "collected before it is done, and its errors are lost",
               gathers ? "this `gather` is" : "this task is", how);
    if (hint)
        finding->severity = SEVERITY_HINT;
    if (call->use == USE_DROPPED && !gathers)
        offer_set(p, finding, call, statement_of(p->syntax, call->node));
    offer_await(p, finding, call);
}

static void check_call(Pass *p, const Call *call)
{
    bool hint = is_loop_by_name(p, call);
    if (!hint && !makes_task(call))
        return;
    Ref chain = dropped_chain(p, call->node);
    if (call->use == USE_DROPPED)
        report_task(p, call, call->node, "kept by nobody", hint);
    else if (chain)
        report_task(p, call, call->node, "kept by nobody", hint);
    else if (is_in_dropped_list(p, call->node))
        report_task(p, call, call->node, "in a list that is dropped", hint);
    else if (call->use == USE_STORED && unread_name(p->facts, call->node))
        report_task(p, call, call->node,
                    arena_printf(p->arena, "kept in `%s`, which is never read",
                                 unread_name(p->facts, call->node)->name),
                    hint);
}

const Rule rule_dangling_task = {
    .id = "dangling-task",
    .title = "A task that nobody keeps",
    .why =
        "The event loop holds tasks by weak references only. A task whose last strong "
        "reference is gone (the result of `asyncio.create_task(…)` as a statement of its "
        "own, "
        "a local name that is never used again) can be collected in the middle of its "
        "work, "
        "without a word. Its exception, too, is heard of only when it is collected, if at "
        "all.\n\n"
        "| you want | write |\n"
        "|---|---|\n"
        "| the result, or to wait | `await f()` |\n"
        "| several at once, and to wait for all | `async with asyncio.TaskGroup() as "
        "group: "
        "group.create_task(f())` (Python 3.11) |\n"
        "| to go on, and let it end by itself | keep the task in a set; take it out in a "
        "done-callback |",
    .exclusions = "- Tasks that are stored in an attribute or a collection, returned, "
                  "passed on, awaited.\n"
                  "- `TaskGroup` and nurseries, which keep their tasks themselves.\n"
                  "- `create_task` of an object that is not known to be an event loop; a "
                  "hint only where "
                  "it is called `loop`.",
    .fixes =
        "Safe: the task is kept in a module-level set until it is done. Unsafe: `await` "
        "instead, which makes the code wait.",
    .severity = SEVERITY_WARNING,
    .python = {STARTS_ASYNC " create_task ensure_future asyncio+Task asyncio+gather"},
    .examples = {{.language = "python",
                  .bad = "import asyncio\n"
                         "\n"
                         "async def handle(request, audit):\n"
                         "    asyncio.create_task(audit(request))\n"
                         "    return 204\n",
                  .good = "import asyncio\n"
                          "\n"
                          "background_tasks = set()\n"
                          "\n"
                          "async def handle(request, audit):\n"
                          "    task = asyncio.create_task(audit(request))\n"
                          "    background_tasks.add(task)\n"
                          "    task.add_done_callback(background_tasks.discard)\n"
                          "    return 204\n"}},
    .foreign = {{"ruff", "RUF006"}, {"flake8", "ASYNC300"}},
    .on_call = check_call,
};
