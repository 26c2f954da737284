/*
 * blocking-helper: a coroutine calls a synchronous function that blocks further down, in this
 * file or another.
 */
#include "asynclint/rule.h"

/* --- words --- */

/* What the loop waits for. */
static const char *until(KnownCategory category)
{
    switch (category) {
    case KNOWN_SLEEP:
        return "the sleep is over";
    case KNOWN_HTTP:
    case KNOWN_CLOUD:
        return "the server answers";
    case KNOWN_PROCESS:
        return "the process has ended";
    case KNOWN_DATABASE:
    case KNOWN_REDIS:
        return "the database answers";
    case KNOWN_INPUT:
        return "somebody types";
    case KNOWN_MESSAGES:
    case KNOWN_SOCKET:
    case KNOWN_DNS:
    case KNOWN_TLS:
    case KNOWN_NETWORK:
        return "the network answers";
    case KNOWN_PRIMITIVE:
    case KNOWN_THREAD:
    case KNOWN_FUTURE:
    case KNOWN_WORKERS:
        return "another thread or process is done";
    case KNOWN_CONFIGURED:
        return "it is done";
    default:
        return "the disk has answered";
    }
}

static const char SAID[] = "the configuration says so";

/* "it calls `requests.get`", "it calls `requests.get` by way of `fetch` and 2 more" */
static const char *route(const Pass *p, const Effect *effect)
{
    if (effect->steps.len == 1 && step_is_configured(&effect->steps.items[0]))
        return SAID;
    const char *what = arena_printf(p->arena, "it calls `%s`", effect->what);
    if (effect->steps.len == 1)
        return what;
    const char *next = effect->steps.items[0].what;
    if (effect->steps.len == 2)
        return arena_printf(p->arena, "%s by way of `%s`", what, next);
    return arena_printf(p->arena, "%s by way of `%s` and %u more", what, next,
                        effect->steps.len - 2);
}

/* --- fixes --- */

static bool awaitable_here(const Pass *p, const Call *call)
{
    return call->at.fn->is_async && call->use != USE_AWAITED &&
           !await_problem(p, call->node);
}

/* Every mention of the function's name is a call of it. */
static bool is_only_called(const Pass *p, const Function *fn, uint32_t calls)
{
    const Syntax *s = p->syntax;
    if (!fn->cls)
        return fn->symbol && !fn->symbol->exported && fn->symbol->reads.len == calls;
    uint32_t mentions = 0;
    Refs members = nodes_of_kind(s, N_MEMBER);
    for (uint32_t i = 0; i < members.len; i++)
        mentions += s->nodes[members.items[i]].name == fn->name;
    uint32_t methods = 0;
    for (uint32_t i = 0; i < p->facts->functions.len; i++)
        methods += same(p->facts->functions.items[i]->name, fn->name);
    return mentions == calls && methods == 1 && !child_with(s, fn->cls->node, R_BASE);
}

static bool can_be_async(const Pass *p, const Function *fn)
{
    const Syntax *s = p->syntax;
    bool special =
        fn->name && (starts_with(fn->name, "__") || same(fn->name, "constructor"));
    bool lambda = fn->is_lambda && p->facts->language == LANG_PYTHON;
    return fn->name && !special && !lambda && !fn->is_generator && !fn->is_accessor &&
           !fn->is_static && !child_with(s, fn->node, R_DECORATOR) &&
           p->facts->language != LANG_NONE;
}

/* Makes the helper async and awaits it wherever it is called, when that is all in coroutines
 * of this file. */
static void offer_async(Pass *p, Finding *finding, const Function *fn)
{
    uint32_t calls = 0;
    if (!fn || !can_be_async(p, fn))
        return;
    for (uint32_t i = 0; i < p->facts->calls.len; i++) {
        const Call *call = p->facts->calls.items[i];
        if (call->local == fn && !awaitable_here(p, call))
            return;
        calls += call->local == fn;
    }
    if (!is_only_called(p, fn, calls))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Make `%s` async, and await it", fn->name);
    fix_insert(p, fix, p->syntax->nodes[fn->node].start, "async ");
    for (uint32_t i = 0; i < p->facts->calls.len; i++)
        if (p->facts->calls.items[i]->local == fn)
            fix_await(p, fix, p->facts->calls.items[i]->node);
}

static void offer_fixes(Pass *p, Finding *finding, const CallSite *site,
                        const Effect *effect)
{
    const Call *call = call_at(p->facts, site->node);
    if (!call || site->form == CALL_PROPERTY || call->use == USE_AWAITED)
        return;
    if (p->facts->language == LANG_PYTHON) {
        offer_thread(p, finding, call, UNSAFE);
        bool tied = effect->category == KNOWN_DATABASE; /* to the thread that opened it */
        Fix *fix = finding->fixes.items[finding->fixes.len - 1];
        if (!tied && !fix->disabled)
            fix_prefer(finding, fix);
    }
    offer_async(p, finding, site->local);
}

/* --- what is found --- */

static const BlockingKind CONFIGURED = {{KNOWN_CONFIGURED}, "it is done"};

static const char *instead(const Pass *p)
{
    return p->facts->language == LANG_PYTHON ? "run it in a thread"
                                             : "make it async, and await what it waits for";
}

/* A call of what the configuration lists under `blocking`. */
static void check_call(Pass *p, const Call *call)
{
    if (!blocks_loop(p, call, &CONFIGURED))
        return;
    Finding *finding =
        report(p, call->callee, "`%s` in %s stops the event loop until %s: %s; %s",
               callee_label(p, call), place_label(p, call->at.fn), CONFIGURED.until, SAID,
               instead(p));
    if (p->facts->language == LANG_PYTHON)
        offer_thread(p, finding, call, UNSAFE);
}

static void report_helper(Pass *p, const CallSite *site, const Effect *effect)
{
    bool property = site->form == CALL_PROPERTY;
    const Call *call = call_at(p->facts, site->node);
    const char *label = call ? callee_label(p, call) : source(p, site->node);
    Finding *finding =
        report(p, site->callee, "%s`%s` in %s stops the event loop until %s: %s; %s",
               property ? "reading " : "", label, place_label(p, site->at.fn),
               until(effect->category), route(p, effect), instead(p));
    if (effect->tier > 1 && finding->severity > SEVERITY_INFORMATION)
        finding->severity = SEVERITY_INFORMATION;
    relate_chain(p, finding, effect);
    offer_fixes(p, finding, site, effect);
}

/* A property that loads on demand waits once: the first place in a function tells of it. */
static bool is_read_before(const Pass *p, uint32_t at)
{
    enum { FAR = 64 }; /* sites looked back at */
    const CallSite *site = &p->reach->sites.items[at];
    for (uint32_t i = at; i > 0 && at - i < FAR; i--) {
        const CallSite *before = &p->reach->sites.items[i - 1];
        if (before->form == CALL_PROPERTY && before->at.fn == site->at.fn &&
            same_expression(p->facts, before->node, site->node))
            return true;
    }
    return false;
}

static void check_module(Pass *p)
{
    for (uint32_t i = 0; i < p->reach->sites.len; i++) {
        const CallSite *site = &p->reach->sites.items[i];
        const Effect *effect = site->effects[EFFECT_BLOCKS];
        const Call *call = call_at(p->facts, site->node);
        /* Python: what is awaited gives an awaitable, and so is made for the loop */
        bool awaited = call && call->use == USE_AWAITED;
        if (awaited && p->facts->language == LANG_PYTHON)
            continue;
        if (site->form == CALL_PROPERTY && effect && is_read_before(p, i))
            continue;
        if (effect && place_on_loop(p, &site->at))
            report_helper(p, site, effect);
    }
}

const Rule rule_blocking_helper = {
    .id = "blocking-helper",
    .title = "A helper that blocks, called on the event loop",
    .why =
        "The call that stops the event loop is seldom in the coroutine itself. The handler "
        "calls `load_settings()`, that calls `_fetch()`, and that calls `requests.get`: "
        "each "
        "of them looks harmless where it stands, and for as long as the server takes, no "
        "other task of the process runs.\n\n"
        "The call in the coroutine is reported, with every step between it and what "
        "blocks. "
        "Functions, methods, constructors and properties are followed, through imports, "
        "into other files of the workspace, and through base classes. So is a call of "
        "what "
        "the configuration lists under `blocking`.\n\n"
        "| the helper | do |\n"
        "|---|---|\n"
        "| is also used by synchronous code | `await asyncio.to_thread(helper, …)` |\n"
        "| is used by coroutines only | make it async, and what it calls |\n"
        "| reads what never changes | call it once, before the loop starts |\n"
        "| JavaScript | make it async, with `fs.promises` and the like |",
    .exclusions =
        "- Calls in synchronous functions: they may run in a thread. What is passed on and "
        "not called, as in `asyncio.to_thread(helper)`.\n"
        "- Helpers with a decorator that is not known, generators, and names that may "
        "stand "
        "for something else: rebound, overwritten, from a module that is not in the "
        "workspace.\n"
        "- One cheap system call behind a helper, a lock that is held for a moment, and "
        "what "
        "blocks only for large data.\n"
        "- Information only: what the helper does by a switch of its caller (`save=True`), "
        "for another type or platform, to fill in what it keeps, or for whoever debugs.\n"
        "- Computing for long behind a helper is `cpu-bound-on-event-loop`.\n"
        "- JavaScript: scripts, tests, workers, and functions that are named `…Sync`.\n"
        "- `--no-workspace` leaves other files out.",
    .fixes =
        "Unsafe, since the helper may touch what belongs to the loop's thread: it is run "
        "in a thread; or it is made async, where all its uses are calls in coroutines of "
        "the same file.",
    .by_workload = true,
    .severity = SEVERITY_WARNING,
    .python = {STARTS_ASYNC},
    .js = {STARTS_ASYNC STARTS_HANDLERS},
    .examples = {{.language = "python",
                  .bad = "import requests\n"
                         "\n"
                         "def load_settings(url):\n"
                         "    return requests.get(url, timeout=5).json()\n"
                         "\n"
                         "async def handle(url):\n"
                         "    return load_settings(url)\n",
                  .good = "import asyncio\n"
                          "import requests\n"
                          "\n"
                          "def load_settings(url):\n"
                          "    return requests.get(url, timeout=5).json()\n"
                          "\n"
                          "async def handle(url):\n"
                          "    return await asyncio.to_thread(load_settings, url)\n"},
                 {.language = "javascript",
                  .bad = "import { readFileSync } from 'node:fs';\n"
                         "\n"
                         "function settings(path) {\n"
                         "  return JSON.parse(readFileSync(path, 'utf8'));\n"
                         "}\n"
                         "export async function handle(path) {\n"
                         "  return settings(path).name;\n"
                         "}\n",
                  .good = "import { readFile } from 'node:fs/promises';\n"
                          "\n"
                          "async function settings(path) {\n"
                          "  return JSON.parse(await readFile(path, 'utf8'));\n"
                          "}\n"
                          "export async function handle(path) {\n"
                          "  return (await settings(path)).name;\n"
                          "}\n"}},
    .foreign = {{"eslint", "n/no-sync"}},
    .on_module = check_module,
    .on_call = check_call,
};
