/*
 * cpu-bound-on-event-loop: long computations on the event loop's thread: known ones, loops
 * that count for long, loops that never end, and functions of the file that do such things.
 */
#include "asynclint/rule.h"

enum { LONG = 1000000, MAX_ROUNDS = 4 };

static const BlockingKind KIND = {{KNOWN_CPU, KNOWN_COMPRESSION}, "it is computed"};

/* --- loops that count --- */

/* An integer as both languages write it, also `10 ** 6`; 0 when it is none. */
static uint64_t number_of(const Syntax *s, Ref expr)
{
    if (kind_of(s, expr) == N_BINARY && same(s->nodes[expr].name, "**")) {
        uint64_t base = number_of(s, child_with(s, expr, R_LEFT)), out = 1;
        uint64_t power = number_of(s, child_with(s, expr, R_RIGHT));
        for (uint64_t i = 0; base && i < power && i < 20 && out < LONG; i++)
            out *= base;
        return base && power ? out : 0;
    }
    if (kind_of(s, expr) != N_NUMBER)
        return 0;
    uint64_t value = 0, exponent = 0;
    Str text = text_of(s, expr);
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == 'e' && i + 2 == text.len && text.ptr[i + 1] >= '0' &&
            text.ptr[i + 1] <= '9')
            exponent = (uint64_t)(text.ptr[++i] - '0');
        else if (c >= '0' && c <= '9' && value < LONG * (uint64_t)LONG)
            value = value * 10 + (uint64_t)(c - '0');
        else if (c != '_')
            return 0;
    }
    for (; exponent; exponent--)
        value *= 10;
    return value;
}

/* A constant's number; 0 when it is not known. */
static uint64_t constant(const Pass *p, Ref expr)
{
    const Def *def = expr ? single_def(symbol_of(p->facts, expr)) : NULL;
    if (def && def->kind == DEF_ASSIGN && !def->destructured && def->value)
        expr = def->value;
    return expr ? number_of(p->syntax, expr) : 0;
}

/* What a loop counts over: `range(n)`, `i < n`. False for other loops. */
static bool counts(const Pass *p, Ref loop, uint64_t *trips)
{
    const Syntax *s = p->syntax;
    *trips = 0;
    if (kind_of(s, loop) == N_FOR) {
        Ref test = child_with(s, loop, R_TEST);
        const char *op = test ? s->nodes[test].name : NULL;
        bool less = same(op, "<") || same(op, "<=");
        if (kind_of(s, test) != N_COMPARE || !less || !child_with(s, loop, R_UPDATE))
            return false;
        *trips = constant(p, child_with(s, test, R_RIGHT));
        return true;
    }
    if (kind_of(s, loop) != N_FOR_EACH)
        return false;
    const Call *range = call_at(p->facts, child_with(s, loop, R_RIGHT));
    if (!range || !same(range->target, "range") || !range->arg_count)
        return false;
    Ref first = positional_argument(p->facts, range, 0);
    Ref second = positional_argument(p->facts, range, 1);
    *trips = range->arg_count == 3 ? 0 : constant(p, second ? second : first);
    return true;
}

/* The loop lets others run now and then, or ends by something we cannot foresee. */
static bool gives_way(const Pass *p, Ref loop)
{
    const Syntax *s = p->syntax;
    for (Ref r = loop; r < s->nodes[loop].last; r++) {
        NodeKind kind = kind_of(s, r);
        bool waits = (kind == N_FOR_EACH || kind == N_WITH || kind == N_FOR_CLAUSE) &&
                     has_flag(s, r, NF_ASYNC);
        if (kind == N_AWAIT || kind == N_YIELD || waits)
            return true;
    }
    return false;
}

/* From the inner loop out to the outer: three levels that count, two of them by numbers
 * that are not known; or a million rounds. */
static bool is_long_nest(const Pass *p, const Loop *inner, const Loop *outer)
{
    uint64_t product = 1;
    int levels = 0, unknown = 0;
    for (const Loop *loop = inner; loop; loop = loop->outer) {
        uint64_t trips = 0;
        if (counts(p, loop->node, &trips)) {
            levels++;
            unknown += trips == 0;
            product *= trips ? trips : 1;
        }
        if (product >= LONG)
            return true;
        if (loop == outer)
            break;
    }
    return levels >= 3 && unknown >= 2;
}

/* The loop is the outermost of a nest that computes for long. */
static bool is_long(const Pass *p, const Loop *loop)
{
    uint64_t trips = 0;
    if (!counts(p, loop->node, &trips) || gives_way(p, loop->node))
        return false;
    for (const Loop *around = loop->outer; around; around = around->outer)
        if (counts(p, around->node, &trips))
            return false;
    for (uint32_t i = 0; i < p->facts->loops.len; i++) {
        const Loop *inner = p->facts->loops.items[i];
        bool inside =
            inner->fn == loop->fn && is_within(p->syntax, inner->node, loop->node);
        if (inside && is_long_nest(p, inner, loop))
            return true;
    }
    return false;
}

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
        bool pure = known->form == FORM_FUNCTION || known->tier == 1;
        offer_thread(p, finding, call, pure ? SAFE : UNSAFE);
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
    return known && known->category == KNOWN_CPU && known->tier == 1;
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
    for (Ref r = 1; r < s->count; r++) {
        bool named = same(s->nodes[r].name, "document") || same(s->nodes[r].name, "window");
        const Symbol *symbol =
            named && kind_of(s, r) == N_NAME ? symbol_of(p->facts, r) : NULL;
        if (symbol && !symbol->defs)
            return true;
    }
    return false;
}

static Ref loop_head(const Syntax *s, const Loop *loop)
{
    Ref test = child_with(s, loop->node, R_TEST), over = child_with(s, loop->node, R_RIGHT);
    return test ? test : over ? over : loop->node;
}

static void check_loop(Pass *p, const Loop *loop)
{
    const Syntax *s = p->syntax;
    Place at = {.fn = loop->fn};
    bool on_loop = place_on_loop(p, &at), page = !on_loop && is_page_code(p, loop);
    if (!on_loop && !page)
        return;
    const char *where = page ? "the page's own code" : place_label(p, loop->fn);
    if (is_long(p, loop)) {
        report(p, loop_head(s, loop),
               "this loop in %s computes for long without an `await`: nothing else runs "
               "until it ends; %s",
               where, elsewhere(p));
        return;
    }
    bool always = (loop->kind == N_WHILE || loop->kind == N_FOR) && is_always(s, loop);
    if (!on_loop || gives_way(p, loop->node) || may_leave(p, loop))
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

/* --- functions of the file that compute for long --- */

/* A synchronous function, when it is called, runs in its caller's thread. */
static bool runs_in_caller(const Function *fn)
{
    return !fn->is_async && !fn->is_generator && !fn->off_loop && fn->outer;
}

static void seed(const Pass *p, Ref *because)
{
    const Facts *facts = p->facts;
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if (call->known && !call->at.lazy && is_heavy(blocking_call(facts, call)))
            because[call->at.fn->index] = call->node;
    }
    for (uint32_t i = 0; i < facts->loops.len; i++) {
        const Loop *loop = facts->loops.items[i];
        if (runs_in_caller(loop->fn) && is_long(p, loop))
            because[loop->fn->index] = loop_head(p->syntax, loop);
    }
}

static void spread(const Pass *p, Ref *because)
{
    for (int round = 0; round < MAX_ROUNDS; round++)
        for (uint32_t i = 0; i < p->facts->calls.len; i++) {
            const Call *call = p->facts->calls.items[i];
            const Function *fn = call->at.fn;
            bool heavy =
                call->local && runs_in_caller(call->local) && because[call->local->index];
            if (heavy && !call->at.lazy && runs_in_caller(fn) && !because[fn->index])
                because[fn->index] = call->node;
        }
}

static void report_helper(Pass *p, const Call *call, const Ref *because)
{
    const char *name = callee_label(p, call);
    Finding *finding =
        report(p, call->callee,
               "`%s` in %s computes for long, and nothing else runs until it is done; %s",
               name, place_label(p, call->at.fn), elsewhere(p));
    const Function *fn = call->local;
    for (int i = 0; i <= MAX_ROUNDS; i++) {
        Ref node = because[fn->index];
        const Call *next = call_at(p->facts, node);
        bool goes_on = next && next->local && because[next->local->index];
        relate(p, finding, next ? next->callee : node,
               goes_on ? "`%s` calls this" : "here `%s` computes",
               fn->name ? fn->name : name);
        if (!goes_on)
            break;
        fn = next->local;
    }
    if (p->facts->language == LANG_PYTHON)
        offer_thread(p, finding, call, UNSAFE);
}

static void check_module(Pass *p)
{
    const Facts *facts = p->facts;
    Ref *because = arena_alloc(p->arena, sizeof(Ref) * facts->functions.len);
    seed(p, because);
    spread(p, because);
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        bool heavy =
            call->local && runs_in_caller(call->local) && because[call->local->index];
        if (heavy && place_on_loop(p, &call->at))
            report_helper(p, call, because);
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
        "| much waiting and some computing | asyncio, and a process pool for the latter |\n"
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
        "- Loops with an `await` in them, with a way out, or around which an exception is "
        "caught; loops over data, however many levels: only loops that count are told, "
        "from "
        "three levels or a million rounds.",
    .fixes =
        "Safe: a known function moves to a thread (`asyncio.to_thread`); `*Sync` of "
        "`crypto` and `zlib` becomes the promisified function. Unsafe: a function of the "
        "file moves to a thread. Loops are yours to move.",
    .severity = SEVERITY_WARNING,
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
