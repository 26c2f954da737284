/*
 * cpu-bound-on-event-loop: long computations on the event loop's thread: known ones, loops
 * that count for long, loops that never end, and functions of the file that do such things.
 */
#include "asynclint/rule.h"

static const BlockingKind KIND = {{KNOWN_CPU, KNOWN_COMPRESSION}, "it is computed"};

/* --- loops that never end --- */

static bool is_always(const Syntax *s, const Loop *loop)
{
    Ref test = child_with(s, loop->node, R_TEST);
    if (!test)
        return loop->kind == N_FOR;
    Str text = text_of(s, test);
    bool literal = kind_of(s, test) == N_LITERAL || kind_of(s, test) == N_NUMBER;
    return literal && (str_is(text, "True") || str_is(text, "true") || str_is(text, "1"));
}

/* A statement or call by which control may leave the loop. */
static bool may_leave(const Pass *p, const Loop *loop)
{
    static const char *const ENDS[] = {"exit", "_exit", "next", "abort", "exec", "execv"};
    const Syntax *s = p->syntax;
    for (Ref r = loop->node; r < s->nodes[loop->node].last; r++) {
        NodeKind kind = kind_of(s, r);
        if (kind == N_BREAK || kind == N_RETURN || kind == N_THROW)
            return true;
        const char *name =
            kind == N_CALL ? last_name(p->facts, child_with(s, r, R_CALLEE)) : NULL;
        for (size_t i = 0; i < COUNT(ENDS); i++)
            if (same(name, ENDS[i]))
                return true;
        if (name && ends_with(name, "_nowait"))
            return true;
    }
    Ref try = ancestor(s, loop->node, N_TRY);
    return try && is_within(s, try, loop->fn->node);
}

/* Nothing in the loop can change what its test reads. */
static bool spins(const Pass *p, const Loop *loop)
{
    const Syntax *s = p->syntax;
    bool reads = false;
    if (loop->kind != N_WHILE || !child_with(s, loop->node, R_TEST))
        return false;
    for (Ref r = loop->node + 1; r < s->nodes[loop->node].last; r++) {
        switch (kind_of(s, r)) {
        case N_NAME:
            reads = true;
            break;
        case N_MEMBER:
        case N_UNARY:
        case N_BLOCK:
        case N_PASS:
        case N_CONTINUE:
        case N_COMPARE:
        case N_LOGICAL:
        case N_LITERAL:
        case N_NUMBER:
        case N_STRING:
        case N_THIS:
        case N_EXPRESSION:
            break;
        default:
            return false;
        }
    }
    return reads;
}

/* --- fixes and words --- */

static const char *elsewhere(const Pass *p)
{
    return p->facts->language == LANG_PYTHON
               ? "run it in a `ProcessPoolExecutor` by `loop.run_in_executor`"
               : "move it to a Worker";
}

static void offer_fix(Pass *p, Finding *finding, const Call *call, const Known *known)
{
    if (p->facts->language == LANG_PYTHON) {
        bool listed = !*known->name; /* by the configuration: nothing is known of it */
        bool pure = !listed && (known->form == FORM_FUNCTION || known->tier == 1);
        offer_thread(p, finding, call, pure ? SAFE : UNSAFE);
        if (known->category == KNOWN_CPU && known->tier == 1)
            offer_process(p, finding, call);
        return;
    }
    bool node = starts_with(known->name, "crypto.") || starts_with(known->name, "zlib.");
    if (node && ends_with(known->name, "Sync"))
        offer_promisified(p, finding, call, known, SAFE, "");
    else if (starts_with(known->name, "bcrypt.") && ends_with(known->name, "Sync"))
        offer_renamed(p, finding, call, SAFE,
                      arena_strndup(p->arena, known->name + strlen("bcrypt."),
                                    strlen(known->name) - strlen("bcrypt.Sync")));
}

/* Key derivations and their like surely take long; the rest depends on the data. */
static bool is_heavy(const Known *known)
{
    return known->category == KNOWN_CPU && known->tier == 1;
}

static void check_call(Pass *p, const Call *call)
{
    const Known *known = blocks_loop(p, call, &KIND);
    if (!known || known->tier == 3) /* 16 random bytes take microseconds */
        return;
    Finding *finding = report_blocking(p, call, known, &KIND);
    if (!is_heavy(known))
        finding->severity = SEVERITY_HINT;
    offer_fix(p, finding, call, known);
}

/* --- loops --- */

/* Top-level code of a page runs on the thread that draws it. */
static bool is_page_code(const Pass *p, const Loop *loop)
{
    const Syntax *s = p->syntax;
    if (p->facts->language == LANG_PYTHON || loop->fn != p->facts->module ||
        p->facts->flags & (FILE_SCRIPT | FILE_TEST | FILE_WORKER))
        return false;
    Refs names = nodes_of_kind(s, N_NAME);
    for (uint32_t i = 0; i < names.len; i++) {
        Ref r = names.items[i];
        bool named = same(s->nodes[r].name, "document") || same(s->nodes[r].name, "window");
        const Symbol *symbol = named ? symbol_of(p->facts, r) : NULL;
        if (symbol && !symbol->defs)
            return true;
    }
    return false;
}

static void check_loop(Pass *p, const Loop *loop)
{
    const Syntax *s = p->syntax;
    Place at = {.fn = loop->fn};
    bool on_loop = place_on_loop(p, &at), page = !on_loop && is_page_code(p, loop);
    if (!on_loop && !page)
        return;
    const char *where = page ? "the page's own code" : place_label(p, loop->fn);
    if (loop_is_long(p->facts, loop)) {
        report(p, loop_head(s, loop),
               "this loop in %s computes for long without an `await`: nothing else runs "
               "until it ends; %s",
               where, elsewhere(p));
        return;
    }
    bool always = (loop->kind == N_WHILE || loop->kind == N_FOR) && is_always(s, loop);
    if (!on_loop || gives_way(p->syntax, loop->node) || may_leave(p, loop))
        return;
    if (always)
        report(p, loop_head(s, loop),
               "this loop in %s never ends and never awaits: nothing else ever runs; "
               "await something in it, or %s",
               where, elsewhere(p));
    else if (spins(p, loop))
        report(p, loop_head(s, loop),
               "this loop in %s waits for a change that no other task can make while it "
               "spins; await an event instead",
               where);
}

/* --- functions that compute for long, here or further down --- */

/* A loop keeps the GIL: a thread would only share it. C code lets go of it. */
static void offer_elsewhere(Pass *p, Finding *finding, const Call *call,
                            const Effect *effect)
{
    const Step *last = &effect->steps.items[effect->steps.len - 1];
    bool counts = !*effect->what || step_is_configured(last);
    if (p->facts->language != LANG_PYTHON) {
        offer_worker(p, finding, call);
        return;
    }
    Fix *process = counts ? offer_process(p, finding, call) : NULL;
    if (process && !process->disabled)
        fix_prefer(finding, process);
    else
        offer_thread(p, finding, call, UNSAFE);
}

/* Each step may be taken for some arguments only: a key without a passphrase is not derived. */
enum { SURE_STEPS = 4 };

static void check_module(Pass *p)
{
    for (uint32_t i = 0; i < p->reach->sites.len; i++) {
        const CallSite *site = &p->reach->sites.items[i];
        const Effect *effect = site->effects[EFFECT_COMPUTES];
        if (!effect || !place_on_loop(p, &site->at))
            continue;
        const Call *call = call_at(p->facts, site->node);
        Finding *finding =
            report(p, site->callee,
                   "`%s` in %s computes for long, and nothing else runs until it is done; "
                   "%s",
                   call ? callee_label(p, call) : source(p, site->node),
                   place_label(p, site->at.fn), elsewhere(p));
        if (effect->steps.len > SURE_STEPS)
            finding->severity = SEVERITY_INFORMATION;
        relate_chain(p, finding, effect);
        bool plain = call && site->form != CALL_PROPERTY && call->use != USE_AWAITED;
        if (plain)
            offer_elsewhere(p, finding, call, effect);
    }
}

const Rule rule_cpu_bound_on_event_loop = {
    .id = "cpu-bound-on-event-loop",
    .title = "Long computation on the event loop",
    .why =
        "The event loop is one thread. While it hashes a password, compresses a file or "
        "counts to a million, it serves nobody: a hash that is meant to take a third of a "
        "second lets three users a second log in, and nothing else happens.\n\n"
        "| the work | use |\n"
        "|---|---|\n"
        "| C code that lets go of the GIL: `bcrypt`, `hashlib.scrypt`, `zlib`, Pillow | "
        "`await asyncio.to_thread(f, …)` |\n"
        "| Python code that computes | `await loop.run_in_executor(process_pool, f, …)` |\n"
        "| Node.js `*Sync` of `crypto` and `zlib` | the same function without `Sync`: it "
        "runs in libuv's threads |\n"
        "| JavaScript that computes | `worker_threads`, or a Web Worker |\n\n"
        "A thread does not help Python code that computes: the GIL lets only one thread "
        "run "
        "Python at a time. It does keep the loop alive, a little slower.",
    .exclusions =
        "- What is handed to a thread, a process or a Worker; workers, scripts and tests "
        "in "
        "JavaScript.\n"
        "- What is quick for usual data: `json.loads`, `hashlib.sha256`, `JSON.parse`.\n"
        "- Compression, images and other work that depends on the size of the data: a hint "
        "only.\n"
        "- Information only: what computes behind more than four calls.\n"
        "- Loops with an `await` in them, with a way out, or around which an exception is "
        "caught; loops over data, however many levels: only loops that count are told, "
        "from "
        "three levels or a million rounds.",
    .fixes =
        "Safe: a known function moves to a thread (`asyncio.to_thread`); `*Sync` of "
        "`crypto` and `zlib` becomes the promisified function. Unsafe: a function of the "
        "file that counts moves to a `ProcessPoolExecutor`, one that calls C code to a "
        "thread; in Node, a function that needs nothing of its file moves to a Worker, "
        "whose "
        "errors and end reject the promise; in the module of a page, to a Worker whose "
        "file is "
        "yours to write, as a comment says. Loops in the async function itself are yours "
        "to "
        "move.",
    .by_workload = true,
    .severity = SEVERITY_WARNING,
    .python = {STARTS_ASYNC},
    .js = {STARTS_ASYNC STARTS_HANDLERS},
    .examples = {{.language = "python",
                  .bad = "import bcrypt\n"
                         "\n"
                         "async def check(password, hashed):\n"
                         "    return bcrypt.checkpw(password, hashed)\n",
                  .good = "import asyncio\n"
                          "import bcrypt\n"
                          "\n"
                          "async def check(password, hashed):\n"
                          "    return await asyncio.to_thread(bcrypt.checkpw, password, "
                          "hashed)\n"},
                 {.language = "javascript",
                  .bad = "import crypto from 'node:crypto';\n"
                         "export async function hash(password, salt) {\n"
                         "  return crypto.scryptSync(password, salt, 64);\n"
                         "}\n",
                  .good = "import crypto from 'node:crypto';\n"
                          "import { promisify } from 'node:util';\n"
                          "export async function hash(password, salt) {\n"
                          "  return promisify(crypto.scrypt)(password, salt, 64);\n"
                          "}\n"}},
    .foreign = {{"eslint", "n/no-sync"}, {"eslint", "node/no-sync"}},
    .on_module = check_module,
    .on_loop = check_loop,
    .on_call = check_call,
};
