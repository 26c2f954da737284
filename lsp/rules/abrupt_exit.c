/*
 * abrupt-exit: ending the process while work is under way: what was started and not waited
 * for is cut off, requests are answered by nobody, files are left half written.
 */
#include "asynclint/rule.h"

/* --- js: what may still be running when the process ends --- */

/* An async function of the file that never awaits is done when its call returns. */
static bool is_done_at_once(const Pass *p, const Function *fn)
{
    if (!fn || !fn->is_async)
        return false;
    for (uint32_t i = 0; i < p->facts->awaits.len; i++)
        if (p->facts->awaits.items[i]->at.fn == fn)
            return false;
    return true;
}

/* `server.close()` without a callback: it ends when the last connection does. */
static bool closes_server(const Pass *p, const Call *call)
{
    Ref object = receiver_of(p->facts, call);
    if (!object || call->arg_count || call->has_spread ||
        !same(last_name(p->facts, call->callee), "close"))
        return false;
    const char *type = instance_type(p->facts, object);
    const char *name = last_name(p->facts, object);
    return (type && ends_with(type, ".Server")) || same(name, "server") ||
           (name && ends_with(name, "Server"));
}

static bool is_pending(const Pass *p, const Call *call)
{
    if (call->use != USE_DROPPED)
        return false;
    if (closes_server(p, call))
        return true;
    return value_kind(p->facts, call->node) == VALUE_PROMISE &&
           !is_done_at_once(p, call->local);
}

/* The call is a statement that surely ran before `exit` does: an earlier one of the block
 * that holds it. */
static bool stands_before(const Pass *p, const Call *call, const Call *exit)
{
    const Syntax *s = p->syntax;
    Ref statement = statement_of(s, call->node);
    Ref block = s->nodes[statement].parent;
    return call->at.fn == exit->at.fn && kind_of(s, statement) == N_EXPRESSION &&
           is_within(s, exit->node, block) && !is_within(s, exit->node, statement);
}

static bool awaits_between(const Pass *p, Ref from, const Call *exit)
{
    for (uint32_t i = 0; i < p->facts->awaits.len; i++) {
        const Await *await = p->facts->awaits.items[i];
        if (await->at.fn == exit->at.fn && await->node > from && await->node < exit->node)
            return true;
    }
    return false;
}

static const Call *pending_at(const Pass *p, const Call *exit)
{
    for (uint32_t i = 0; i < p->facts->calls.len; i++) {
        const Call *call = p->facts->calls.items[i];
        if (call->node >= exit->node)
            break;
        if (stands_before(p, call, exit) && is_pending(p, call) &&
            !awaits_between(p, call->node, exit))
            return call;
    }
    return NULL;
}

/* --- js: handlers of signals --- */

typedef enum Event { EVENT_OTHER, EVENT_SIGNAL, EVENT_EXIT } Event;

/* What `process.on(event, …)` listens to. */
static Event event_of(const Pass *p, const Call *call)
{
    static const char *const SIGNALS[] = {"SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT"};
    const char *target = call->target;
    if (!same(target, "process.on") && !same(target, "process.once"))
        return EVENT_OTHER;
    Ref name = positional_argument(p->facts, call, 0);
    if (kind_of(p->syntax, name) != N_STRING)
        return EVENT_OTHER;
    for (size_t i = 0; i < COUNT(SIGNALS); i++)
        if (same(p->syntax->nodes[name].name, SIGNALS[i]))
            return EVENT_SIGNAL;
    return same(p->syntax->nodes[name].name, "exit") ? EVENT_EXIT : EVENT_OTHER;
}

static const Function *listener_of(const Pass *p, const Call *call)
{
    Ref listener = positional_argument(p->facts, call, 1);
    if (!listener)
        return NULL;
    const Function *fn = function_at(p->facts, listener);
    return fn ? fn : called_function(p->facts, listener);
}

static bool handles_signal(const Pass *p, const Function *fn)
{
    for (uint32_t i = 0; i < p->facts->calls.len; i++) {
        const Call *call = p->facts->calls.items[i];
        if (event_of(p, call) == EVENT_SIGNAL && listener_of(p, call) == fn)
            return true;
    }
    return false;
}

static bool is_logging(const Pass *p, const Call *call)
{
    static const char *const WORDS[] = {"log",   "info",  "warn",  "error",
                                        "debug", "trace", "fatal", "write"};
    const char *name = last_name(p->facts, call->callee);
    return is_among(name, WORDS, COUNT(WORDS));
}

/* The function does nothing but say so and end the process. */
static bool only_exits(const Pass *p, const Call *exit)
{
    const Syntax *s = p->syntax;
    for (uint32_t i = 0; i < p->facts->calls.len; i++) {
        const Call *call = p->facts->calls.items[i];
        bool inside = is_within(s, call->node, exit->at.fn->node);
        if (inside && call != exit && !is_logging(p, call))
            return false;
    }
    return true;
}

/* The file listens for connections itself. */
static const Call *listening(const Pass *p)
{
    for (uint32_t i = 0; i < p->facts->calls.len; i++) {
        const Call *call = p->facts->calls.items[i];
        Ref object = receiver_of(p->facts, call);
        const char *name = object ? last_name(p->facts, object) : NULL;
        bool serves = same(name, "app") || same(name, "server") || same(name, "fastify") ||
                      (name && ends_with(name, "Server"));
        if (serves && same(last_name(p->facts, call->callee), "listen"))
            return call;
    }
    return NULL;
}

/* --- js: fixes --- */

/* Both are whole statements of the same block, and nothing stands between them. */
static bool follows(const Pass *p, const Call *call, const Call *exit)
{
    const Syntax *s = p->syntax;
    Ref first = statement_of(s, call->node), second = statement_of(s, exit->node);
    Span gap = {s->nodes[first].end, s->nodes[second].start};
    return next_child(s, first) == second && s->nodes[call->node].parent == first &&
           s->nodes[exit->node].parent == second && kind_of(s, second) == N_EXPRESSION &&
           !has_comment_in(p, gap);
}

/* Removes the statement of `exit`, from the end of the one before it. */
static void remove_exit(Pass *p, Fix *fix, const Call *call, const Call *exit)
{
    const Syntax *s = p->syntax;
    Span gone = {s->nodes[statement_of(s, call->node)].end,
                 s->nodes[statement_of(s, exit->node)].end};
    fix_replace(p, fix, gone, "%s", "");
}

static void offer_order(Pass *p, Finding *finding, const Call *call, const Call *exit)
{
    const Syntax *s = p->syntax;
    bool server = closes_server(p, call);
    bool promise = value_kind(p->facts, call->node) == VALUE_PROMISE;
    if (promise && !await_problem(p, call->node)) {
        Fix *fix = offer(p, finding, UNSAFE, "Await it before the process ends");
        fix_await(p, fix, call->node);
        return;
    }
    Fix *fix = offer(p, finding, UNSAFE,
                     server ? "End the process when the server is closed"
                            : "End the process when it is done");
    if (!follows(p, call, exit)) {
        fix_disable(fix, "other statements stand between the two");
        return;
    }
    const char *end = source(p, exit->node);
    uint32_t at = s->nodes[call->node].end;
    if (server)
        fix_insert(p, fix, at - 1, "() => %s", end);
    else
        fix_insert(p, fix, at, ".finally(() => %s)", end);
    remove_exit(p, fix, call, exit);
}

/* --- js: what is found --- */

static void check_exit(Pass *p, const Call *exit)
{
    const Call *call = pending_at(p, exit);
    if (call) {
        const char *name = callee_label(p, call);
        Finding *finding =
            report(p, exit->callee,
                   "`process.exit` ends the process while `%s` is under way: what it has "
                   "not done yet is never done; wait for it first",
                   name);
        relate(p, finding, call->callee, "`%s` is started here", name);
        offer_order(p, finding, call, exit);
        return;
    }
    const Call *listen = handles_signal(p, exit->at.fn) ? listening(p) : NULL;
    if (!listen || !only_exits(p, exit))
        return;
    Finding *finding =
        report(p, exit->callee,
               "this signal ends the process at once: requests under way get no answer; "
               "close the server, wait for it with a limit, then exit");
    relate(p, finding, listen->callee, "the server listens here");
}

static void check_listener(Pass *p, const Call *call)
{
    const Function *fn = event_of(p, call) == EVENT_EXIT ? listener_of(p, call) : NULL;
    if (!fn || !fn->is_async || is_done_at_once(p, fn))
        return;
    report(p, positional_argument(p->facts, call, 1),
           "the process ends as soon as the listeners of `exit` return: what comes after "
           "the first `await` of this one never runs; do it before the process exits");
}

/* --- Python --- */

static bool forks(const Facts *facts)
{
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const char *target = facts->calls.items[i]->target;
        if (same(target, "os.fork") || same(target, "os.forkpty") ||
            same(target, "pty.fork"))
            return true;
    }
    return false;
}

/* What `os._exit` would cut off; NULL when the file shows nothing. */
static const char *work_of(const Facts *facts, const Function *fn)
{
    if (fn->is_async)
        return "tasks are cut off in the middle";
    if (facts->flags & (FILE_ASYNCIO | FILE_TRIO | FILE_ANYIO))
        return "tasks and threads are cut off in the middle";
    bool threads =
        file_imports(facts, "threading") || file_imports(facts, "concurrent.futures");
    return threads ? "threads are cut off in the middle" : NULL;
}

static void check_python(Pass *p, const Call *exit)
{
    const Facts *facts = p->facts;
    const char *work = work_of(facts, exit->at.fn);
    if (!work || forks(facts) || reach_of(facts, exit->at.fn, IN_PROCESS).by)
        return;
    report(p, exit->callee,
           "`os._exit` ends the process at once: %s, no `finally` runs, and nothing is "
           "flushed; cancel, wait with a limit, and use `sys.exit`",
           work);
}

static void check_call(Pass *p, const Call *call)
{
    if (p->facts->flags & FILE_TEST)
        return;
    if (p->facts->language == LANG_PYTHON) {
        if (same(call->target, "os._exit"))
            check_python(p, call);
        return;
    }
    if (same(call->target, "process.exit"))
        check_exit(p, call);
    else
        check_listener(p, call);
}

const Rule rule_abrupt_exit = {
    .id = "abrupt-exit",
    .title = "The process ends while work is under way",
    .why =
        "`process.exit()` does not wait: promises that are pending, servers that are "
        "closing, requests half answered, writes that are buffered are gone. `os._exit` is "
        "the same in Python, and runs no `finally` and no exit handler either. A process "
        "that is told to stop has some seconds for an orderly end:\n\n"
        "| step | JavaScript | Python |\n"
        "|---|---|---|\n"
        "| 1. take no more work | `server.close()` | stop what accepts, set an event |\n"
        "| 2. wait, with a limit | `await` it, and a timer that is `unref`ed | "
        "`asyncio.wait(tasks, timeout=…)` |\n"
        "| 3. cancel what is left, and wait for that | `controller.abort()` | "
        "`task.cancel()`, `gather(…, return_exceptions=True)` |\n"
        "| 4. end | let the loop run dry; set `process.exitCode` | return, or `sys.exit` "
        "|\n\n"
        "Listeners of Node's `exit` event run when the loop has ended: nothing that they "
        "await is ever done.",
    .exclusions =
        "- `process.exit` with nothing visibly under way; after an `await`; in a callback "
        "of what it waits for.\n"
        "- An async function that never awaits is done when its call returns.\n"
        "- Python: `os._exit` in files that fork, and in functions that run in processes "
        "of their own: there it is right. `sys.exit`, which raises.\n"
        "- Tests.",
    .fixes =
        "Unsafe: the work is awaited first; where that is not allowed, the process ends in "
        "`.finally(…)`, or in the callback of `close`.",
    .severity = SEVERITY_INFORMATION,
    .python = {"os+_exit"},
    .js = {"exit+process"},
    .examples = {{.language = "javascript",
                  .bad = "import http from 'node:http';\n"
                         "const server = http.createServer(answer).listen(8080);\n"
                         "process.on('SIGTERM', () => {\n"
                         "  server.close();\n"
                         "  process.exit(0);\n"
                         "});\n",
                  .good = "import http from 'node:http';\n"
                          "const server = http.createServer(answer).listen(8080);\n"
                          "process.on('SIGTERM', () => {\n"
                          "  server.close(() => process.exit(0));\n"
                          "  setTimeout(() => process.exit(1), 10_000).unref();\n"
                          "});\n"},
                 {.language = "python",
                  .bad = "import asyncio\n"
                         "import os\n"
                         "\n"
                         "async def watch(stop):\n"
                         "    await stop.wait()\n"
                         "    os._exit(0)\n",
                  .good = "import asyncio\n"
                          "import sys\n"
                          "\n"
                          "async def watch(stop):\n"
                          "    await stop.wait()\n"
                          "    sys.exit(0)\n"}},
    .foreign = {{"eslint", "n/no-process-exit"},
                {"eslint", "unicorn/no-process-exit"},
                {"oxlint", "unicorn/no-process-exit"}},
    .on_call = check_call,
};
