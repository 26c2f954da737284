/* missing-timeout: a call waits for another machine, and nothing ends the wait. */
#include "asynclint/rule.h"

/* --- fixes --- */

/* Where the text may follow the last argument: behind its trailing comma, if it has one. */
typedef struct Slot {
    uint32_t byte;
    bool comma; /* one is there */
    bool line;  /* … and the closing parenthesis is on a later line */
} Slot;

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* The last argument's end is found from the closing parenthesis, as it may have some of its
 * own; only a comment between the two makes that impossible. */
static bool find_slot(const Pass *p, Ref call, Ref last, Slot *slot)
{
    Str text = p->syntax->text;
    uint32_t close = p->syntax->nodes[call].end - 1, at = close;
    if (last && has_comment_in(p, (Span){p->syntax->nodes[last].end, close}))
        return false;
    while (at > 0 && is_space(text.ptr[at - 1]))
        at--;
    *slot = (Slot){.byte = at, .comma = at > 0 && text.ptr[at - 1] == ','};
    for (uint32_t i = at; i < close; i++)
        slot->line |= text.ptr[i] == '\n' || text.ptr[i] == '\r';
    return true;
}

static Ref last_argument(const Syntax *s, Ref call)
{
    Ref last = 0;
    for (Ref c = child_with(s, call, R_ARGUMENT); c; c = next_with(s, c, R_ARGUMENT))
        last = c;
    return last;
}

/* `f(a)` -> `f(a, timeout=30)` */
static void add_argument(Pass *p, Fix *fix, Ref call, const char *text)
{
    const Syntax *s = p->syntax;
    Ref last = last_argument(s, call);
    Slot slot;
    if (kind_of(s, last) == N_COMPREHENSION && s->nodes[last].end == s->nodes[call].end)
        fix_disable(fix, "a generator expression is the only argument");
    else if (!find_slot(p, call, last, &slot))
        fix_disable(fix, "a comment stands where the argument would go");
    else if (!last)
        fix_insert(p, fix, s->nodes[call].end - 1, "%s", text);
    else if (slot.comma && slot.line)
        fix_insert(p, fix, slot.byte, "%s%s%s,", line_ending(p), indentation(p, last),
                   text);
    else
        fix_insert(p, fix, slot.byte, "%s%s", slot.comma ? " " : ", ", text);
}

/* The value that bounds the wait, as the library takes it. */
static const char *bound_of(Pass *p, Fix *fix, const Wait *wait)
{
    bool session = starts_with(wait->known->name, "aiohttp.ClientSession");
    if (!session)
        return "30";
    return arena_printf(p->arena, "%s(total=30)",
                        fix_import_name(p, fix, "aiohttp", "ClientTimeout"));
}

static void offer_timeout(Pass *p, Finding *finding, const Wait *wait)
{
    Fix *fix = offer(p, finding, UNSAFE, "Give it a timeout of 30 seconds");
    const Call *call = wait->call;
    bool passes_on = !wait->thread || same(call->target, "asyncio.to_thread") ||
                     ends_with(call->target, "#submit");
    if (!passes_on)
        fix_disable(fix, "what runs it passes no keyword arguments on");
    else if (wait->none)
        fix_replace(p, fix, span_of(p->syntax, wait->none), "%s", bound_of(p, fix, wait));
    else
        add_argument(p, fix, call->node,
                     arena_printf(p->arena, "%s=30", wait->known->parameter));
    fix_prefer(finding, fix);
}

/* `await X` -> `await asyncio.wait_for(X, timeout=30)` */
static void offer_wait_for(Pass *p, Finding *finding, const Call *call)
{
    Fix *fix = offer(p, finding, UNSAFE, "Wait for 30 seconds at most");
    Span span = span_of(p->syntax, call->node);
    if (kind_of(p->syntax, p->syntax->nodes[call->node].parent) != N_AWAIT) {
        fix_disable(fix, "it is not awaited directly");
        return;
    }
    const char *name = fix_import_name(p, fix, "asyncio", "wait_for");
    fix_insert(p, fix, span.start, "%s(", name);
    fix_insert(p, fix, span.end, ", timeout=30)");
}

/* --- what is found --- */

static void report_awaited(Pass *p, const Wait *wait)
{
    if (!wait->call->at.fn->is_async || is_under_timeout(p->facts, wait->call->node))
        return;
    Finding *finding =
        report(p, wait->callee,
               "nothing ends this wait when the other side does not answer: put it under "
               "`asyncio.timeout`, or `asyncio.wait_for`");
    finding->severity = SEVERITY_HINT;
    offer_wait_for(p, finding, wait->call);
}

/* A call that stops the event loop is reported for that, and its fix takes it elsewhere. */
static bool is_reported_as_blocking(const Pass *p, const Wait *wait)
{
    return !wait->thread && !wait->none && place_on_loop(p, &wait->call->at) &&
           blocking_call(p->facts, wait->call);
}

static void check_call(Pass *p, const Call *call)
{
    Wait wait = endless_wait(p->facts, call);
    if (!wait.known || is_reported_as_blocking(p, &wait))
        return;
    if (wait.known->tier == 3) {
        report_awaited(p, &wait);
        return;
    }
    if (wait.thread && is_under_timeout(p->facts, call->node))
        return;
    const char *name = source(p, wait.callee);
    Finding *finding = NULL;
    if (wait.known->tier == 4)
        finding = report(p, wait.callee,
                         "the socket has no timeout: when the other side does not answer, "
                         "`%s` and what follows may wait for ever; call `settimeout` first",
                         name);
    else if (wait.none)
        finding =
            report(p, wait.none,
                   "`%s=None` takes the limit from `%s`: when the other side does not "
                   "answer, it waits for ever; give it a number of seconds",
                   wait.known->parameter, name);
    else
        finding =
            report(p, wait.callee,
                   "`%s` has no timeout: when the other side does not answer, it waits "
                   "for ever; give it `%s=30`",
                   name, wait.known->parameter);
    if (!wait.sure)
        finding->severity = SEVERITY_HINT;
    if (wait.known->tier != 4)
        offer_timeout(p, finding, &wait);
}

const Rule rule_missing_timeout = {
    .id = "missing-timeout",
    .title = "A wait for another machine that nothing ends",
    .why =
        "A server that is overloaded, a firewall that drops packets, a cable that is "
        "pulled: "
        "nothing comes back, not even an error. A call without a timeout then waits for "
        "ever, and with it the thread, the task, the request behind it. `requests`, "
        "`urlopen`, `socket` and most clients of the standard library have no limit by "
        "default.\n\n"
        "| library | without a word | write |\n"
        "|---|---|---|\n"
        "| `requests` | no limit, also for a `Session` | `timeout=30` in each call; or an "
        "adapter that sets it |\n"
        "| `urllib`, `http.client`, `smtplib`, `ftplib` … | no limit | `timeout=30` |\n"
        "| `socket` | no limit | `settimeout(30)` |\n"
        "| `httpx` | 5 seconds | nothing; not `timeout=None` |\n"
        "| `aiohttp` | 5 minutes | `ClientTimeout(total=30)` for the session |\n"
        "| streams and processes of asyncio | no limit | `async with asyncio.timeout(30):` "
        "(3.11), `asyncio.wait_for(…, 30)` |\n\n"
        "A timeout raises an exception: say what is to happen then.",
    .exclusions =
        "- Calls with `**kwargs`, unless the dictionary is written out and has no "
        "timeout.\n"
        "- Sessions with adapters of their own (`mount`), or whose `request` is replaced; "
        "a "
        "hint only where the file does not show where the session is made.\n"
        "- Files that call `settimeout`, `setblocking` or `setdefaulttimeout`, for sockets "
        "and the standard library; local sockets (`127.0.0.1`, too) and datagrams; `file:` "
        "and `data:` URLs.\n"
        "- `httpx` and `aiohttp`, which have a limit by default: only `None` is reported.\n"
        "- Awaits (a hint at most) under `asyncio.timeout`, `wait_for`, `async_timeout`, "
        "`fail_after`, `move_on_after`, also around the call of the function that they "
        "stand in; `queue.get()` and `event.wait()`, which wait for this program.\n"
        "- Calls that stop the event loop: another rule reports them, and moves them off "
        "it.\n"
        "- Parameters called `timeout`: a function may well take one.",
    .fixes =
        "Unsafe, since a new exception may be raised: `timeout=30` as the last argument, "
        "`30` for a `None`, `asyncio.wait_for(…, timeout=30)` around an awaited call.",
    .severity = SEVERITY_WARNING,
    .python = {NULL, {KNOWN_TIMEOUT}},
    .examples = {{.language = "python",
                  .bad = "import requests\n"
                         "\n"
                         "def rates(url):\n"
                         "    return requests.get(url).json()\n",
                  .good = "import requests\n"
                          "\n"
                          "def rates(url):\n"
                          "    return requests.get(url, timeout=30).json()\n"}},
    .foreign = {{"ruff", "S113"},
                {"flake8", "S113"},
                {"pylint", "W3101"},
                {"pylint", "missing-timeout"}},
    .on_call = check_call,
};
