/* check-then-act: a test is over by the time that the code acts on it. */
#include "asynclint/rule.h"

/* --- state in memory, over an await --- */

/* What the code puts in its place once it was found missing. */
typedef struct Act {
    Ref node;     /* the write, or the call that stores */
    Ref object;   /* as Check.object */
    Ref key;      /* as Check.key, or 0 */
    Ref value;    /* what is stored */
    Function *fn; /* where */
} Act;

static bool asks_for(const Facts *facts, const Check *check, const void *what)
{
    const Act *act = what;
    if (check->present || !same_place(facts, check->object, act->object))
        return false;
    if (!check->key || !act->key)
        return !check->key && !act->key;
    return same_expression(facts, check->key, act->key);
}

/* `if (x) throw …`: a guard against wrong use. */
static bool is_assertion(const Pass *p, const Check *check)
{
    const Syntax *s = p->syntax;
    Ref whole = check->test ? s->nodes[check->test].parent : 0;
    Ref then = kind_of(s, whole) == N_IF ? child_with(s, whole, R_THEN) : 0;
    return then &&
           (kind_of(s, then) == N_THROW ||
            (kind_of(s, then) == N_BLOCK && kind_of(s, first_child(s, then)) == N_THROW));
}

/* `done = True`: says how far one caller has come, more often than what all wait for. */
static bool is_plain_flag(const Pass *p, const Act *act)
{
    static const char *const SHARED[] = {"init",      "load",    "ready",    "setup",
                                         "populated", "checked", "migrated", "registered"};
    const Syntax *s = p->syntax;
    NodeKind kind = kind_of(s, act->value);
    const char *name = s->nodes[act->object].name;
    for (size_t i = 0; name && i < COUNT(SHARED); i++)
        if (strcasestr(name, SHARED[i]))
            return false;
    return !act->key && (kind == N_LITERAL || kind == N_NUMBER || kind == N_STRING ||
                         same(s->nodes[act->value].name, "True"));
}

static Finding *report_race(Pass *p, const Check *check, const Act *act)
{
    const char *keep = language_is_js(p->facts->language) ? "promise" : "task";
    Finding *finding =
        check->key
            ? report(p, check->node,
                     "`%s` is not yet in `%s` for whoever asks during the `await`, and the "
                     "work is done twice; store the %s before it is awaited, or hold a "
                     "lock and look again",
                     source(p, check->key), source(p, check->object), keep)
            : report(p, check->node,
                     "`%s` is not yet set for whoever asks during the `await`, and the "
                     "work is done twice; keep the %s instead of the value, or hold a lock "
                     "and test again",
                     source(p, check->object), keep);
    if (is_lifecycle_name(act->fn->name) || is_assertion(p, check) || is_plain_flag(p, act))
        finding->severity = SEVERITY_HINT;
    return finding;
}

/* Several threads may run the function at the same time, and see the same object. */
static bool runs_in_threads(const Pass *p, const Act *act)
{
    Reached reach = reach_of(p->facts, act->fn, IN_THREAD);
    Ref root = root_of(p->facts, act->object);
    if (!reach.by || runs_locked(p->facts, act->node))
        return false;
    return is_self(p->facts, root) ? reach.has_self && reach.same_self
                                   : reach.by->many || reach.also;
}

/* In threads others run at any time. What is made anew each time is worth a word. */
static Finding *check_threads(Pass *p, const Act *act, const Check *check)
{
    const Syntax *s = p->syntax;
    bool makes = kind_of(s, act->node) == N_CALL;
    for (Ref r = act->value; r && r < s->nodes[act->value].last; r++)
        makes = makes || kind_of(s, r) == N_CALL;
    if (!makes || !runs_in_threads(p, act))
        return NULL;
    Finding *finding =
        report(p, check->node,
               "another thread may store `%s` between this test and the write: "
               "the work is done twice; hold a lock around both",
               source(p, check->key ? check->key : check->object));
    relate(p, finding, act->node, "here it is stored");
    offer_lock(p, finding, check->read, act->node, act->object);
    return NULL;
}

static Finding *check_tasks(Pass *p, const Act *act, const Check *check)
{
    const Await *wait = first_wait_between(p->facts, check->read, act->node);
    if (!wait || locked_together(p->facts, check->read, act->node) ||
        is_claimed(p->facts, act->fn, act->node, wait->node))
        return NULL;
    Finding *finding = report_race(p, check, act);
    relate(p, finding, wait->node, "here other tasks may run");
    relate(p, finding, act->node, "here it is stored");
    return finding;
}

/* The finding that fixes for tasks go with; or NULL. */
static Finding *check_act(Pass *p, const Act *act, Ref from, Check *check)
{
    bool python = !language_is_js(p->facts->language);
    if ((!act->fn->is_async && !python) ||
        !is_shared_state(p->facts, act->fn, act->object) ||
        is_reset(p->facts, act->value) || loads_module(p->facts, act->value) ||
        !guarding_check(p->facts, from, asks_for, act, check) ||
        kind_of(p->syntax, p->syntax->nodes[check->test].parent) == N_WHILE)
        return NULL;
    return act->fn->is_async ? check_tasks(p, act, check) : check_threads(p, act, check);
}

/* The value's own await, behind `x or`, `x ??` and the like; else the write. */
static Ref own_await(const Pass *p, const Write *write)
{
    const Await *await = await_in(p->facts, write->at.fn, write->value);
    return await ? await->node : write->node;
}

/* `x ??= await f()` is its own test. */
static bool tests_itself(const Pass *p, const Write *write)
{
    const char *op = p->syntax->nodes[write->node].name;
    return kind_of(p->syntax, write->node) == N_AUGMENTED &&
           (same(op, "?\?=") || same(op, "||="));
}

static void check_assigning_itself(Pass *p, const Write *write, const Act *act)
{
    Ref await = own_await(p, write);
    if (await == write->node || !act->fn->is_async ||
        !is_shared_state(p->facts, act->fn, act->object) ||
        loads_module(p->facts, act->value) ||
        locked_together(p->facts, write->node, write->node))
        return;
    Check check = {.node = write->target,
                   .read = write->target,
                   .object = act->object,
                   .key = act->key};
    if (is_claimed(p->facts, act->fn, act->node, await))
        return;
    Finding *finding = report_race(p, &check, act);
    relate(p, finding, await, "here other tasks may run");
    offer_shared_promise(p, finding, write);
}

static void check_write(Pass *p, const Write *write)
{
    const Syntax *s = p->syntax;
    NodeKind kind = kind_of(s, write->node);
    bool index = kind_of(s, write->target) == N_INDEX;
    Act act = {.node = write->node,
               .object = index ? child_with(s, write->target, R_OBJECT) : write->target,
               .key = index ? child_with(s, write->target, R_SUBSCRIPT) : 0,
               .value = write->value,
               .fn = write->at.fn};
    if (tests_itself(p, write)) {
        check_assigning_itself(p, write, &act);
        return;
    }
    Check check = {0};
    Finding *finding = kind == N_ASSIGN && write->value
                           ? check_act(p, &act, own_await(p, write), &check)
                           : NULL;
    if (!finding)
        return;
    if (language_is_js(p->facts->language) && index)
        offer_stored_promise(p, finding, act.object, write->target, write->value);
    else if (language_is_js(p->facts->language) && kind_of(s, write->value) == N_AWAIT)
        offer_shared_promise(p, finding, write);
    offer_lock(p, finding, check.read, write->node, write->target);
}

static void check_store(Pass *p, const Call *call)
{
    Ref key = positional_argument(p->facts, call, 0);
    if (!key || !stores_into(p->facts, call, 0))
        return;
    Ref value = positional_argument(p->facts, call, 1);
    Act act = {.node = call->node,
               .object = receiver_of(p->facts, call),
               .key = key,
               .value = value ? value : key,
               .fn = call->at.fn};
    Check check = {0};
    Finding *finding = check_act(p, &act, call->node, &check);
    if (!finding)
        return;
    if (language_is_js(p->facts->language) && value)
        offer_stored_promise(p, finding, act.object, key, value);
    offer_lock(p, finding, check.read, call->node, act.object);
}

/* --- files --- */

typedef struct FileAct {
    const Call *call;
    PathUse use;
} FileAct;

static bool asks_for_path(const Facts *facts, const Check *check, const void *what)
{
    const FileAct *act = what;
    PathUse asked = path_use_of(facts, call_at(facts, check->read));
    bool wants_absent = act->use.act == PATH_MAKE || act->use.act == PATH_CREATE;
    return asked.act == PATH_ASK && check->sure && check->present != wants_absent &&
           same_expression(facts, asked.path, act->use.path);
}

/* `self.tmp_name`, `tmpsrc`: a file that hardly anybody else knows. */
static bool is_temporary_name(const Syntax *s, Ref path)
{
    const char *name = s->nodes[path].name;
    return name && (strcasestr(name, "tmp") ||
                    (strcasestr(name, "temp") && !strcasestr(name, "template")));
}

static Severity file_severity(const Pass *p, PathAct act, Ref path)
{
    switch (act) {
    case PATH_REMOVE:
        if (is_temporary_name(p->syntax, path))
            return SEVERITY_INFORMATION;
        /* fall through */
    case PATH_MAKE:
        return p->facts->flags & FILE_SCRIPT ? SEVERITY_INFORMATION : SEVERITY_WARNING;
    case PATH_CREATE:
        return SEVERITY_INFORMATION;
    default:
        return SEVERITY_HINT;
    }
}

static void check_file(Pass *p, const Call *call)
{
    FileAct act = {call, path_use_of(p->facts, call)};
    bool js = language_is_js(p->facts->language);
    PathAct what = act.use.act;
    if (what == PATH_NONE || what == PATH_ASK || act.use.tolerant ||
        (js && what == PATH_READ))
        return;
    Check check = {0};
    if (!guarding_check(p->facts, call->node, asks_for_path, &act, &check) ||
        is_rebound_between(p->facts, act.use.path, check.node, call->node) ||
        is_assertion(p, &check) || is_private_path(p->facts, act.use.path) ||
        (what == PATH_REMOVE && chooses_removal(p->facts, &check, act.use.path)) ||
        expects_path_error(p->facts, call->node) ||
        locked_together(p->facts, check.node, call->node))
        return;
    const char *name = source(p, call->callee);
    bool makes = what == PATH_MAKE || what == PATH_CREATE;
    Finding *finding = report(
        p, check.read,
        makes ? "somebody else may make `%s` after this check: `%s` then %s; %s"
              : "somebody else may take `%s` away after this check: `%s` then %s; %s",
        source(p, act.use.path), name, what == PATH_CREATE ? "overwrites it" : "fails",
        what == PATH_CREATE ? "let the opening itself fail when it exists"
        : what == PATH_MAKE ? "let it pass when it exists"
                            : "act first, and handle the error");
    bool worked = is_used_between(p->facts, act.use.path, check.read, call->node);
    finding->severity = worked ? SEVERITY_HINT : file_severity(p, what, act.use.path);
    relate(p, finding, call->node, "here it is acted on");
    if (what == PATH_MAKE || what == PATH_REMOVE)
        offer_tolerant(p, finding, call, &check);
}

/* --- queues and locks --- */

static bool asks_queue(const Facts *facts, const Check *check, const void *what)
{
    const Syntax *s = facts->syntax;
    Ref callee =
        kind_of(s, check->read) == N_CALL ? child_with(s, check->read, R_CALLEE) : 0;
    const char *name = callee ? last_name(facts, callee) : NULL;
    bool empty = same(name, "empty") || same(name, "full");
    if (!empty && !same(name, "qsize"))
        return false;
    return check->present != empty &&
           same_expression(facts, child_with(s, callee, R_OBJECT),
                           receiver_of(facts, what));
}

/* A queue that threads or processes share; an asyncio.Queue changes at awaits only. */
static void check_queue(Pass *p, const Call *call)
{
    static const char *const ACTS[] = {"get", "get_nowait", "put", "put_nowait"};
    const char *name = last_name(p->facts, call->callee);
    bool acts = false;
    for (size_t i = 0; i < COUNT(ACTS); i++)
        acts = acts || same(name, ACTS[i]);
    const char *type = acts ? instance_type(p->facts, receiver_of(p->facts, call)) : NULL;
    Check check = {0};
    if (!type || !strstr(type, "ueue") ||
        !guarding_check(p->facts, call->node, asks_queue, call, &check))
        return;
    bool loop = starts_with(type, "asyncio.");
    NodeRole part = R_NONE;
    Ref try = covering_try(p->facts, call->node, &part);
    if ((loop && !first_wait_between(p->facts, check.read, call->node)) ||
        (try && part == R_BODY && child_with(p->syntax, try, R_HANDLER)) ||
        locked_together(p->facts, check.read, call->node))
        return;
    const char *queue = source(p, receiver_of(p->facts, call));
    Finding *finding = report(
        p, check.read,
        "another %s may change `%s` after this check, and `%s` then fails or waits; take "
        "the item and catch `%s`",
        loop ? "task" : "thread", queue, source(p, call->callee),
        starts_with(name, "get") ? "queue.Empty" : "queue.Full");
    relate(p, finding, call->node, "here it is acted on");
}

/* The first acquire of the lock, or `with` on it, that may follow the check; or 0. */
static Ref acquire_after(const Pass *p, const Call *check)
{
    const Syntax *s = p->syntax;
    Ref lock = receiver_of(p->facts, check);
    for (Ref r = s->nodes[check->node].last; r < s->nodes[check->at.fn->node].last; r++) {
        Ref object = 0;
        if (kind_of(s, r) == N_WITH_ITEM)
            object = child_with(s, r, R_VALUE);
        else if (kind_of(s, r) == N_CALL &&
                 same(last_name(p->facts, child_with(s, r, R_CALLEE)), "acquire"))
            object = receiver_of(p->facts, call_at(p->facts, r));
        if (object && same_expression(p->facts, object, lock) &&
            runs_before(p->facts, check->node, r))
            return r;
    }
    return 0;
}

/* `if not lock.locked():` and then the lock. */
static void check_locked(Pass *p, const Call *call)
{
    if (!same(last_name(p->facts, call->callee), "locked") || call->use != USE_TESTED ||
        !receiver_of(p->facts, call))
        return;
    const char *type = instance_type(p->facts, receiver_of(p->facts, call));
    bool thread = type && starts_with(type, "threading.");
    Ref act = type ? acquire_after(p, call) : 0;
    Ref from = ancestor(p->syntax, act, N_AWAIT) ? ancestor(p->syntax, act, N_AWAIT) : act;
    if (!act || (!thread && !first_wait_between(p->facts, call->node, from)))
        return;
    Finding *finding = report(
        p, call->node,
        thread ? "another thread may take `%s` after this check, and this one then waits; "
                 "use `acquire(blocking=False)` and test what it gives"
               : "another task may take `%s` during the `await` after this check, and this "
                 "one then waits; test it again, or take the lock at once",
        source(p, receiver_of(p->facts, call)));
    relate(p, finding, act, "here it is taken");
}

/* `tempfile.mktemp()` gives a name that somebody else may take before it is used. */
static void check_mktemp(Pass *p, const Call *call)
{
    Ref parent = p->syntax->nodes[call->node].parent;
    if (!same(call->target, "tempfile.mktemp"))
        return;
    if (kind_of(p->syntax, parent) == N_KEYWORD)
        parent = p->syntax->nodes[parent].parent;
    const Call *given = call_at(p->facts, parent);
    if (given && keyword_argument(p->facts, given, "fileobj"))
        return;
    Finding *finding = report(
        p, call->callee,
        "`mktemp` only finds a name that is free now: somebody else may make that "
        "file before this program does; use `mkstemp` or `NamedTemporaryFile`, which "
        "make it");
    finding->severity = SEVERITY_WARNING;
}

static void check_call(Pass *p, const Call *call)
{
    check_store(p, call);
    check_file(p, call);
    if (language_is_js(p->facts->language))
        return;
    check_queue(p, call);
    check_locked(p, call);
    check_mktemp(p, call);
}

const Rule rule_check_then_act = {
    .id = "check-then-act",
    .title = "A test whose answer is old when the code acts on it",
    .why = "Between a test and what is done about its answer, others run: other tasks "
           "during an `await`, other threads at any time, other processes in the file "
           "system. Ten requests for the same missing key all find it missing, and all "
           "load it; a client that is made at first use is made ten times, and nine of "
           "them leak.\n\n"
           "| the code | do |\n"
           "|---|---|\n"
           "| fills a cache, makes something at first use | keep the promise or the task, "
           "not the value: whoever comes second awaits the first one's |\n"
           "| … and it must not be made twice for sure | hold a lock, and test again under "
           "it |\n"
           "| makes a folder | `exist_ok=True`, `recursive: true` |\n"
           "| removes a file | `missing_ok=True`, `force: true`, or ignore the error |\n"
           "| makes a file that must be new | mode `x`, flag `wx`; `tempfile.mkstemp` |\n"
           "| takes from a `queue.Queue` | `get_nowait()` and `except queue.Empty` |\n"
           "| takes a lock if it is free | `lock.acquire(blocking=False)` |\n\n"
           "On an event loop nothing comes between two lines without an `await`: there a "
           "test is as good as a lock.",
    .exclusions =
        "- Tests and acts with no `await` between them, also `locked()` of an "
        "`asyncio.Lock` and `empty()` of an `asyncio.Queue`.\n"
        "- Code under a lock, and a second test under the lock; code of which the file "
        "does not show that several threads run it.\n"
        "- A flag, a promise or a set that is written before the `await` and asked by a "
        "test.\n"
        "- Local objects, objects of one request, functions that run once, resets to "
        "nothing, `await import(…)`.\n"
        "- Calls on files that already let it pass (`exist_ok`, `force` …), that catch "
        "the error, or that follow a test that throws or that chooses between two ways "
        "to remove; what `tempfile` made; in js, reading what exists.\n"
        "- Information only: removing what is called temporary.\n"
        "- Hints only: functions that are called one at a time (`connect`, `read` …), "
        "tests that guard against wrong use, reading or renaming what exists.",
    .fixes =
        "Safe: `exist_ok=True` and `recursive: true`, without the test where the folder "
        "is all it was for. Unsafe: `missing_ok=True`, `force: true` and ignoring "
        "`FileNotFoundError` (a broken link is removed too), an `asyncio.Lock` around "
        "both (Python), one promise that all callers share, the promise in the `Map` "
        "(js), forgotten again when it fails.",
    .severity = SEVERITY_INFORMATION,
    .python = {STARTS_ASYNC " tempfile+mktemp .locked" STARTS_QUEUES STARTS_PATHS,
               {KNOWN_OFFLOAD}},
    .js = {STARTS_ASYNC
           " existsSync accessSync pathExists pathExistsSync exists+fs access+fs"},
    .examples = {{.language = "python",
                  .bad = "cache = {}\n"
                         "\n"
                         "async def get(key):\n"
                         "    if key not in cache:\n"
                         "        cache[key] = await load(key)\n"
                         "    return cache[key]\n",
                  .good = "import asyncio\n"
                          "\n"
                          "cache = {}\n"
                          "\n"
                          "async def get(key):\n"
                          "    if key not in cache:\n"
                          "        cache[key] = asyncio.create_task(load(key))\n"
                          "    return await cache[key]\n"},
                 {.language = "javascript",
                  .bad = "const users = new Map();\n"
                         "async function getUser(id) {\n"
                         "  if (!users.has(id)) {\n"
                         "    users.set(id, await fetch(`/users/${id}`));\n"
                         "  }\n"
                         "  return users.get(id);\n"
                         "}\n",
                  .good = "const users = new Map();\n"
                          "async function getUser(id) {\n"
                          "  if (!users.has(id)) {\n"
                          "    users.set(id, fetch(`/users/${id}`));\n"
                          "  }\n"
                          "  return users.get(id);\n"
                          "}\n"}},
    .foreign = {{"eslint", "require-atomic-updates"},
                {"oxlint", "require-atomic-updates"},
                {"ruff", "S306"},
                {"flake8", "S306"}},
    .on_write = check_write,
    .on_call = check_call,
};
