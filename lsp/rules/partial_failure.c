/* partial-failure: what failed, or what did not, is lost among the results of many. */
#include "asynclint/rule.h"

static bool is_python(const Pass *p)
{
    return p->facts->language == LANG_PYTHON;
}

/* --- what makes a lost failure right --- */

/* The handler ends by raising: what it does before that is to clean up after a failure. */
static bool ends_in_throw(const Syntax *s, Ref handler)
{
    Ref last = 0;
    for (Ref c = first_child(s, child_with(s, handler, R_BODY)); c; c = next_child(s, c))
        last = c;
    return kind_of(s, last) == N_THROW;
}

/* Cleaning up goes on whatever fails. */
static bool cleans_up(const Pass *p, const Call *call)
{
    NodeRole part = R_NONE;
    for (Ref try = call->node; (try = covering_try(p->facts, try, &part));) {
        if (part == R_FINALLY)
            return true;
        Ref handler = part == R_HANDLER ? child_with(p->syntax, try, R_HANDLER) : 0;
        for (; handler; handler = next_with(p->syntax, handler, R_HANDLER))
            if (is_within(p->syntax, call->node, handler) &&
                ends_in_throw(p->syntax, handler))
                return true;
    }
    return is_release_name(call->at.fn->name);
}

/* The call that does the work for one item, also that of `(x) => x.close()`; or NULL. */
static const Call *work_call(const Pass *p, const Together *together)
{
    const Function *fn = together->work ? function_at(p->facts, together->work) : NULL;
    return call_at(p->facts, fn ? fn->body : together->work);
}

static bool work_releases(const Pass *p, const Together *together)
{
    const Call *work = work_call(p, together);
    return work && is_release_name(last_name(p->facts, work->callee));
}

/* Tasks that come from elsewhere, or are looked at again, are somebody else's too. */
static bool are_known_elsewhere(const Pass *p, const Call *call, const Together *together)
{
    const Syntax *s = p->syntax;
    Ref first = child_with(s, call->node, R_ARGUMENT);
    Ref value = kind_of(s, first) == N_SPREAD ? child_with(s, first, R_VALUE) : first;
    if (call->has_spread && !together->items)
        return true;
    const Symbol *symbol = kind_of(s, value) == N_NAME ? symbol_of(p->facts, value) : NULL;
    for (uint32_t i = 0; symbol && i < symbol->reads.len; i++)
        if (symbol->reads.items[i] > call->node && symbol->reads.items[i] != value)
            return true;
    return false;
}

/* What was cancelled, or had an error thrown into it, ends in that: it is no failure. */
static bool cancels(const Pass *p, const Call *call)
{
    return calls_member(p->facts, call->at.fn, 0, "cancel") ||
           calls_member(p->facts, call->at.fn, 0, "throw");
}

static bool catches_its_own(const Pass *p, Ref work)
{
    const Call *call = call_at(p->facts, work);
    const Function *fn = call ? call->local : called_function(p->facts, work);
    const Call *inner = fn && !fn->is_async ? call_at(p->facts, fn->body) : NULL;
    if (inner)
        fn = inner->local; /* (x) => f(x) */
    return fn && fn->is_async && !may_fail_unheard(p->facts, fn);
}

/* Each of what is gathered takes care of its own failures. */
static bool none_fails(const Pass *p, const Call *call, const Together *together)
{
    const Syntax *s = p->syntax;
    if (together->work)
        return catches_its_own(p, together->work);
    for (uint32_t i = 0; i < call->arg_count; i++)
        if (!catches_its_own(p, positional_argument(p->facts, call, i)))
            return false;
    return call->arg_count > 0 && !call->has_spread &&
           kind_of(s, positional_argument(p->facts, call, 0)) == N_CALL;
}

/* --- failures that are collected and not looked at --- */

/* Somewhere the function asks what its values are. */
static bool asks_for_types(const Pass *p, const Function *fn)
{
    static const char *const ASKS[] = {"isinstance", "issubclass", "type", "hasattr"};
    const Syntax *s = p->syntax;
    for (Ref r = fn->node; r < s->nodes[fn->node].last; r++) {
        NodeKind kind = kind_of(s, r);
        if (kind == N_SWITCH || (kind == N_MEMBER && same(s->nodes[r].name, "__class__")))
            return true;
        for (size_t i = 0; kind == N_NAME && i < COUNT(ASKS); i++)
            if (same(s->nodes[r].name, ASKS[i]))
                return true;
    }
    return false;
}

static void report_unlooked(Pass *p, const Call *call, Ref await)
{
    Finding *finding = report(
        p, call->callee,
        "`return_exceptions=True` gives what failed as a result, and nothing looks at "
        "these: failures are passed over in silence; test each with "
        "`isinstance(…, BaseException)`");
    finding->severity = SEVERITY_WARNING;
    offer_looks(p, finding, await);
}

static void check_collected(Pass *p, const Call *call, const Together *together, Ref await)
{
    const Syntax *s = p->syntax;
    if (!same(together->name, "asyncio.gather") || cancels(p, call) || cleans_up(p, call) ||
        work_releases(p, together) || are_known_elsewhere(p, call, together) ||
        none_fails(p, call, together))
        return;
    if (use_of(p->facts, await) == USE_DROPPED || unread_name(p->facts, await)) {
        report_unlooked(p, call, await);
        return;
    }
    Ref assign = s->nodes[await].parent;
    Ref left = kind_of(s, assign) == N_ASSIGN ? child_with(s, assign, R_LEFT) : 0;
    Ref loop = kind_of(s, assign) == N_FOR_EACH || kind_of(s, assign) == N_FOR_CLAUSE
                   ? child_with(s, assign, R_LEFT)
                   : 0;
    Ref target = left ? left : loop;
    if (target && results_fate(p->facts, target) == FATE_USED &&
        !asks_for_types(p, call->at.fn))
        report_unlooked(p, call, await);
}

static void check_settled(Pass *p, const Call *call, const Together *together, Ref await)
{
    if (!same(together->name, "Promise.allSettled") ||
        use_of(p->facts, await) != USE_DROPPED || cleans_up(p, call) ||
        work_releases(p, together) || none_fails(p, call, together))
        return;
    Finding *finding = report(p, call->callee,
                              "`allSettled` never rejects, and nothing looks at what it "
                              "gives: rejections are passed over in silence; log those "
                              "whose `status` is `rejected`");
    offer_settled(p, finding, await);
}

/* --- results that the first failure loses --- */

/* The handler tells of the error and goes on: it throws nothing and hands it to nobody. */
static bool goes_on(const Pass *p, Ref handler)
{
    static const char *const TELLS[] = {
        "log",  "warn", "warning", "error",     "exception",        "print", "debug",
        "info", "repr", "str",     "print_exc", "captureException", "trace"};
    const Syntax *s = p->syntax;
    for (Ref r = handler; r < s->nodes[handler].last; r++) {
        if (kind_of(s, r) == N_THROW)
            return false;
        const Call *call = call_at(p->facts, r);
        const char *name = call ? last_name(p->facts, call->callee) : NULL;
        bool tells = !call;
        for (size_t i = 0; i < COUNT(TELLS); i++)
            tells = tells || same(name, TELLS[i]);
        if (!tells)
            return false;
    }
    return true;
}

static bool is_processed_one_by_one(const Pass *p, Ref left)
{
    const Syntax *s = p->syntax;
    const Symbol *symbol = kind_of(s, left) == N_NAME ? symbol_of(p->facts, left) : NULL;
    for (uint32_t i = 0; symbol && i < symbol->reads.len; i++) {
        Ref read = symbol->reads.items[i], parent = s->nodes[read].parent;
        if (kind_of(s, parent) == N_CALL && s->nodes[read].role == R_ARGUMENT)
            parent = s->nodes[parent].parent; /* enumerate, zip */
        bool each =
            kind_of(s, parent) == N_MEMBER && same(s->nodes[parent].name, "forEach");
        if (kind_of(s, parent) == N_FOR_EACH || each)
            return true;
    }
    return false;
}

static void report_lost(Pass *p, const Call *call, const Together *together, Ref await,
                        Ref left)
{
    const Call *work = work_call(p, together);
    const char *name = work ? last_name(p->facts, work->callee) : NULL;
    Finding *finding = report(
        p, call->callee, "the first failure loses the results of %s; %s",
        name ? arena_printf(p->arena, "every other `%s`", name) : "all the others",
        is_python(p) ? "gather with `return_exceptions=True` and test each result with "
                       "`isinstance(…, BaseException)`"
                     : "wait with `Promise.allSettled` and look at each `status`");
    if (left && kind_of(p->syntax, left) == N_NAME)
        offer_kept(p, finding, call, await, left);
}

/* Python: whether failures come as results is decided elsewhere. */
static bool may_settle(const Pass *p, const Call *call)
{
    const Syntax *s = p->syntax;
    Ref given = keyword_argument(p->facts, call, "return_exceptions");
    if (given)
        return !str_is(text_of(s, given), "False");
    for (Ref a = child_with(s, call->node, R_ARGUMENT); a; a = next_with(s, a, R_ARGUMENT))
        if (kind_of(s, a) == N_SPREAD && has_flag(s, a, NF_DOUBLE))
            return true;
    return false;
}

static void check_lost(Pass *p, const Call *call, const Together *together, Ref await)
{
    const Syntax *s = p->syntax;
    bool dropped = use_of(p->facts, await) == USE_DROPPED;
    bool many = together->items || call->arg_count > 1;
    if (together->races || !many || may_settle(p, call) || none_fails(p, call, together))
        return;
    if (dropped) {
        bool other = work_call(p, together) && !work_releases(p, together);
        if (!cleans_up(p, call) || cancels(p, call) || other)
            return;
        Finding *finding =
            report(p, call->callee,
                   "the first failure ends the waiting, and the rest of the "
                   "clean-up is left to itself; wait for all with `%s`",
                   is_python(p) ? "return_exceptions=True" : "Promise.allSettled");
        offer_settling(p, finding, call);
        return;
    }
    Ref assign = s->nodes[await].parent;
    Ref left = kind_of(s, assign) == N_ASSIGN ? child_with(s, assign, R_LEFT) : 0;
    NodeRole part = R_NONE;
    Ref try = covering_try(p->facts, await, &part);
    Ref handler = part == R_BODY ? child_with(s, try, R_HANDLER) : 0;
    bool lost = handler ? goes_on(p, handler) : left && is_processed_one_by_one(p, left);
    if (together->items && !is_small_collection(p->facts, together->source) && lost)
        report_lost(p, call, together, await, left);
}

/* --- failures that are taken for results --- */

static bool names_class(const Pass *p, Ref types, const char *name)
{
    const Syntax *s = p->syntax;
    for (Ref r = types; r < s->nodes[types].last; r++)
        if ((kind_of(s, r) == N_NAME || kind_of(s, r) == N_MEMBER) &&
            same(s->nodes[r].name, name))
            return true;
    return false;
}

/* The function asks for cancellation too, somewhere. */
static bool knows_cancellation(const Pass *p, const Function *fn)
{
    return names_class(p, fn->body, "CancelledError") ||
           names_class(p, fn->body, "BaseException");
}

/* Whatever is not taken by the test is gone on with: by `not`, by an else, behind an if that
 * leaves, by the items that are read otherwise. */
static bool goes_on_with_rest(const Pass *p, const Call *test, Ref item)
{
    const Syntax *s = p->syntax;
    Ref parent = s->nodes[test->node].parent;
    if (kind_of(s, parent) == N_UNARY || kind_of(s, parent) == N_CONDITIONAL)
        return true;
    const Symbol *symbol = symbol_of(p->facts, root_of(p->facts, item));
    if (kind_of(s, parent) != N_IF && kind_of(s, parent) != N_COMPREHENSION)
        return false;
    if (kind_of(s, parent) == N_IF && child_with(s, parent, R_ELSE))
        return true;
    for (uint32_t i = 0; symbol && i < symbol->reads.len; i++)
        if (!is_within(s, symbol->reads.items[i], parent))
            return true;
    return false;
}

static void check_test(Pass *p, const Call *call)
{
    Ref item = positional_argument(p->facts, call, 0);
    Ref types = positional_argument(p->facts, call, 1);
    Together together;
    if (!same(call->target, "isinstance") || !names_class(p, types, "Exception") ||
        knows_cancellation(p, call->at.fn) || !item_of_results(p->facts, item, &together) ||
        !together.settles)
        return;
    bool taken = goes_on_with_rest(p, call, item);
    Finding *finding =
        report(p, call->node,
               "`isinstance(%s, Exception)` lets a `CancelledError` through%s: it is a "
               "`BaseException`, and only that covers every failure",
               source(p, item), taken ? " as a result" : "");
    finding->severity = taken ? SEVERITY_WARNING : SEVERITY_HINT;
    Ref type = types;
    const Syntax *s = p->syntax;
    while (type < s->nodes[types].last &&
           !(kind_of(s, type) == N_NAME && same(s->nodes[type].name, "Exception")))
        type++;
    if (type == s->nodes[types].last)
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Test for `BaseException`");
    fix_replace(p, fix, span_of(s, type), "BaseException");
    fix_prefer(finding, fix);
}

/* js: the value of a result whose status nobody asks for. */
static Ref unguarded_value(const Pass *p, const Call *call)
{
    const Syntax *s = p->syntax;
    const Function *fn = call->at.fn;
    Ref value = 0;
    for (Ref r = fn->node; r < s->nodes[fn->node].last; r++) {
        const char *name = s->nodes[r].name;
        if (same(name, "status") || same(name, "reason") || same(name, "fulfilled") ||
            same(name, "rejected"))
            return 0;
        Together from;
        Ref object = kind_of(s, r) == N_MEMBER && same(name, "value")
                         ? child_with(s, r, R_OBJECT)
                         : 0;
        if (object && !value && item_of_results(p->facts, object, &from) == call)
            value = r;
    }
    return value;
}

static void check_value(Pass *p, const Call *call, const Together *together)
{
    if (!same(together->name, "Promise.allSettled"))
        return;
    Ref value = unguarded_value(p, call);
    if (!value)
        return;
    Finding *finding =
        report(p, value,
               "`%s` is undefined for what was rejected, and nothing looks at "
               "its `status`: failures are passed over in silence",
               source(p, value));
    finding->severity = SEVERITY_WARNING;
    relate(p, finding, call->callee, "the results");
}

static void check_await(Pass *p, const Await *await)
{
    Together together;
    if (await->kind != AWAIT_EXPRESSION || !await->call ||
        !together_at(p->facts, await->call, &together))
        return;
    if (!together.settles) {
        check_lost(p, await->call, &together, await->node);
        return;
    }
    check_collected(p, await->call, &together, await->node);
    check_settled(p, await->call, &together, await->node);
    check_value(p, await->call, &together);
}

const Rule rule_partial_failure = {
    .id = "partial-failure",
    .title = "What failed among many is lost, or loses the others",
    .why =
        "`asyncio.gather(…)` and `Promise.all(…)` end at the first failure: the others run "
        "on, and their results are lost. `return_exceptions=True` and `Promise.allSettled` "
        "wait for all and give failures as results; then somebody has to look, or a "
        "failure "
        "passes for a success.\n\n"
        "In Python, look with `isinstance(result, BaseException)`. `CancelledError` is no "
        "`Exception`: `isinstance(result, Exception)` takes a cancelled task for one that "
        "succeeded.\n\n"
        "| the results | write |\n"
        "|---|---|\n"
        "| are of use only all together | `gather(*…)`, `Promise.all(…)`: fail as one |\n"
        "| … and the rest should be stopped when one fails | `async with "
        "asyncio.TaskGroup()` |\n"
        "| are of use each for itself | `return_exceptions=True`, `Promise.allSettled`, "
        "and test each |\n"
        "| do not matter, as in a clean-up | the same; log what failed |",
    .exclusions =
        "- Results that are stored, returned or passed on: somebody else's to look at.\n"
        "- What was cancelled before it is gathered, and clean-up: functions called "
        "`close`, "
        "`stop`, `shutdown` …, `finally` blocks, handlers that raise at their end.\n"
        "- Functions of the file that catch their own failures.\n"
        "- Functions that ask for types in another way: `match`, `type(…)`, `hasattr`.\n"
        "- Results that fail as one: a collection written out, an error that is thrown "
        "again or handed to somebody.",
    .fixes =
        "Unsafe, since other errors surface: `BaseException` for `Exception`; a loop that "
        "raises the first failure, or logs each; `return_exceptions=True` or `allSettled` "
        "with what succeeded under the old name.",
    .severity = SEVERITY_HINT,
    .python = {STARTS_ASYNC " asyncio+gather asyncio+wait asyncio+as_completed"},
    .js = {STARTS_PROMISES, {KNOWN_PROMISE, KNOWN_LAZY_THENABLE}},
    .examples = {{.language = "python",
                  .bad = "import asyncio\n"
                         "\n"
                         "async def notify(clients, send):\n"
                         "    await asyncio.gather(*[send(c) for c in clients], "
                         "return_exceptions=True)\n",
                  .good = "import asyncio\n"
                          "import logging\n"
                          "\n"
                          "async def notify(clients, send):\n"
                          "    results = await asyncio.gather(\n"
                          "        *[send(c) for c in clients], return_exceptions=True)\n"
                          "    for result in results:\n"
                          "        if isinstance(result, BaseException):\n"
                          "            logging.error(\"not sent\", exc_info=result)\n"},
                 {.language = "javascript",
                  .bad = "async function notify(clients, send) {\n"
                         "  await Promise.allSettled(clients.map((c) => send(c)));\n"
                         "}\n",
                  .good = "async function notify(clients, send) {\n"
                          "  const results = await Promise.allSettled(clients.map((c) => "
                          "send(c)));\n"
                          "  for (const result of results) {\n"
                          "    if (result.status === 'rejected') "
                          "console.error(result.reason);\n"
                          "  }\n"
                          "}\n"}},
    .foreign = {{"eslint", "unicorn/no-unsafe-promise-all-settled-values"},
                {"oxlint", "unicorn/no-unsafe-promise-all-settled-values"}},
    .on_await = check_await,
    .on_call = check_test,
};
