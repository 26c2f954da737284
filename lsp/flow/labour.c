/*
 * labour.c - what a function that is handed to a thread or process does with its time.
 *
 * All that it calls must be known: code that only may let go of the GIL, or only may wait,
 * is unknown. The functions of the file that it calls are looked into.
 */
#include "asynclint/blocks.h"
#include "asynclint/locks.h"
#include "flow/dependence.h"

/* What one call does to the thread. */
typedef enum Kind {
    CALL_STRANGE, /* not known, or C code that lets go of the GIL */
    CALL_CHEAP,   /* Python, or C code that holds the GIL */
    CALL_DISK,
    CALL_NETWORK,
} Kind;

typedef struct Look {
    const Facts *facts;
    const Handoff *handoff;
    VEC(const Function *) todo;
    uint32_t calls[CALL_NETWORK + 1]; /* how many of each Kind */
    Ref network;                      /* the first such call's callee */
} Look;

enum { MAX_FUNCTIONS = 32 };

/* --- one call --- */

/* Of the interpreter, and of modules that hold the GIL while they run. */
static bool is_plain(const char *target)
{
    static const char *const BUILTINS[] = {
        "abs",        "all",       "any",          "bin",       "bool",      "bytearray",
        "bytes",      "chr",       "dict",         "divmod",    "enumerate", "filter",
        "float",      "format",    "hash",         "hex",       "int",       "isinstance",
        "len",        "list",      "map",          "max",       "min",       "next",
        "oct",        "ord",       "pow",          "print",     "range",     "repr",
        "reversed",   "round",     "set",          "sorted",    "str",       "sum",
        "tuple",      "type",      "zip",          "frozenset", "complex",   "iter",
        "ValueError", "TypeError", "RuntimeError", "os.getpid"};
    static const char *const MODULES[] = {"math.",
                                          "cmath.",
                                          "random.",
                                          "itertools.",
                                          "functools.",
                                          "operator.",
                                          "statistics.",
                                          "fractions.",
                                          "decimal.",
                                          "collections.",
                                          "heapq.",
                                          "bisect.",
                                          "copy.",
                                          "re.",
                                          "json.",
                                          "time.perf_counter",
                                          "time.time",
                                          "time.monotonic",
                                          "time.process_time",
                                          "time.thread_time",
                                          "datetime.",
                                          "logging.",
                                          "threading.current_thread",
                                          "threading.get_ident"};
    for (size_t i = 0; i < COUNT(MODULES); i++)
        if (starts_with(target, MODULES[i]))
            return true;
    return is_among(target, BUILTINS, COUNT(BUILTINS));
}

/* Methods of strings, numbers and collections; and of loggers and answers of a server. */
static bool is_plain_method(const char *name)
{
    static const char *const METHODS[] = {
        "append",     "add",        "get",        "pop",
        "extend",     "items",      "keys",       "values",
        "sort",       "split",      "strip",      "upper",
        "lower",      "replace",    "startswith", "endswith",
        "count",      "index",      "insert",     "update",
        "setdefault", "remove",     "discard",    "clear",
        "popleft",    "appendleft", "format",     "bit_length",
        "encode",     "decode",     "isdigit",    "isalpha",
        "rstrip",     "lstrip",     "union",      "intersection",
        "difference", "info",       "debug",      "warning",
        "error",      "exception",  "json",       "raise_for_status",
        "group"};
    return is_among(name, METHODS, COUNT(METHODS));
}

static Kind kind_of_row(const Known *known)
{
    switch (known->category) {
    case KNOWN_HTTP:
    case KNOWN_CLOUD:
    case KNOWN_DATABASE:
    case KNOWN_REDIS:
    case KNOWN_SOCKET:
    case KNOWN_DNS:
    case KNOWN_NETWORK:
        return CALL_NETWORK;
    case KNOWN_FILE:
    case KNOWN_PATH:
        return CALL_DISK;
    default:
        return CALL_STRANGE;
    }
}

static Kind kind_of_call(const Facts *facts, const Call *call)
{
    const Known *known = blocking_call(facts, call);
    if (known)
        return kind_of_row(known);
    bool method = receiver_of(facts, call) != 0;
    if (call->target && is_plain(call->target))
        return CALL_CHEAP;
    bool imported = call->target && strchr(call->target, '.') && !strchr(call->target, '#');
    if (method && !imported && is_plain_method(last_name(facts, call->callee)))
        return CALL_CHEAP;
    return CALL_STRANGE;
}

/* --- one function --- */

/* Its body is what it does. */
static bool is_transparent(const Function *fn)
{
    return !fn->is_async && !fn->is_generator && !fn->is_decorated;
}

static void enter(Look *look, const Function *fn)
{
    for (uint32_t i = 0; i < look->todo.len; i++)
        if (look->todo.items[i] == fn)
            return;
    if (is_transparent(fn) && look->todo.len < MAX_FUNCTIONS)
        vec_push(look->facts->arena, &look->todo, fn);
    else
        look->calls[CALL_STRANGE]++;
}

static void look_at_calls(Look *look, const Function *fn)
{
    const Facts *facts = look->facts;
    uint32_t i = first_call(facts->calls.items, facts->calls.len, fn->node);
    for (; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if (call->node >= facts->syntax->nodes[fn->node].last)
            return;
        if (call->local) {
            enter(look, call->local);
            continue;
        }
        Kind kind = kind_of_call(facts, call);
        look->calls[kind]++;
        if (kind == CALL_NETWORK && !look->network)
            look->network = call->callee;
    }
}

/* A matrix product, and what enters a context that is no lock. */
static bool has_strange_code(const Facts *facts, const Function *fn)
{
    const Syntax *s = facts->syntax;
    for (Ref r = fn->node; r < s->nodes[fn->node].last; r++) {
        NodeKind kind = kind_of(s, r);
        if ((kind == N_BINARY || kind == N_AUGMENTED) && s->nodes[r].name[0] == '@')
            return true;
        Ref value = kind == N_WITH_ITEM ? child_with(s, r, R_VALUE) : 0;
        bool lock =
            value && (lock_type(facts, value) || is_lock_name(last_name(facts, value)));
        bool called = kind_of(s, value) == N_AS || kind_of(s, value) == N_CALL;
        if (value && !lock && !called)
            return true;
    }
    return false;
}

/* --- what takes the time --- */

/* `f(n - 1)`, on the function's own parameter; the parameter's definition, or NULL. */
static const Def *steps_down(const Facts *facts, const Function *fn, const Call *call)
{
    const Syntax *s = facts->syntax;
    Ref given = call->local == fn ? positional_argument(facts, call, 0) : 0;
    if (kind_of(s, given) != N_BINARY || !same(s->nodes[given].name, "-") ||
        kind_of(s, child_with(s, given, R_RIGHT)) != N_NUMBER)
        return NULL;
    const Def *def = single_def(symbol_of(facts, child_with(s, given, R_LEFT)));
    return def && def->kind == DEF_PARAMETER && def->fn == fn ? def : NULL;
}

/* fib(n - 1) + fib(n - 2), of a number that is large enough; the first call, or 0. */
static Ref branches_out(const Facts *facts, const Function *fn, const Handoff *handoff)
{
    enum { LARGE = 25 };
    const Call *first = NULL;
    uint32_t i = first_call(facts->calls.items, facts->calls.len, fn->node);
    for (; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if (call->node >= facts->syntax->nodes[fn->node].last)
            break;
        const Def *down = steps_down(facts, fn, call);
        if (!down)
            continue;
        Ref around = first ? facts->syntax->nodes[first->node].parent : 0;
        if (first && kind_of(facts->syntax, around) == N_BINARY &&
            is_within(facts->syntax, call->node, around) &&
            handed_number(facts, handoff, down) >= LARGE)
            return first->callee;
        first = call;
    }
    return 0;
}

static Ref long_work(const Look *look)
{
    const Facts *facts = look->facts;
    const Function *handed = look->todo.items[0];
    for (uint32_t f = 0; f < look->todo.len; f++) {
        const Function *fn = look->todo.items[f];
        const Handoff *handoff = fn == handed ? look->handoff : NULL;
        Ref branching = handoff ? branches_out(facts, fn, handoff) : 0;
        if (branching)
            return branching;
        for (uint32_t i = 0; i < facts->loops.len; i++) {
            const Loop *loop = facts->loops.items[i];
            if (loop->fn == fn && loop_is_long_for(facts, loop, handoff))
                return loop_head(facts->syntax, loop);
        }
    }
    return 0;
}

/* Some loop of the function works on what came, more than on asking for it. */
static bool works_between(const Look *look)
{
    const Facts *facts = look->facts;
    for (uint32_t i = 0; i < facts->loops.len; i++) {
        const Loop *loop = facts->loops.items[i];
        bool inside = false, asks = false;
        for (uint32_t f = 0; f < look->todo.len; f++)
            inside |= look->todo.items[f] == loop->fn;
        uint32_t c = first_call(facts->calls.items, facts->calls.len, loop->node);
        for (; inside && c < facts->calls.len; c++) {
            const Call *call = facts->calls.items[c];
            if (call->node >= facts->syntax->nodes[loop->node].last)
                break;
            asks |= kind_of_call(facts, call) == CALL_NETWORK;
        }
        if (inside && !asks)
            return true;
    }
    return false;
}

/* --- */

/* Arrays work in C, with and without a loop; some builds have no GIL. */
static bool has_other_means(const Facts *facts)
{
    static const char *const MODULES[] = {
        "numpy",   "scipy", "torch",  "numba",      "cython", "pandas",
        "jax",     "cupy",  "polars", "tensorflow", "cv2",    "PIL",
        "sklearn", "gmpy2", "cffi",   "ctypes",     "array",  "numexpr"};
    static const char *const FREE[] = {"_is_gil_enabled", "Py_GIL_DISABLED", "PYTHON_GIL"};
    for (size_t i = 0; i < COUNT(MODULES); i++)
        if (file_imports(facts, MODULES[i]))
            return true;
    for (size_t i = 0; i < COUNT(FREE); i++)
        if (intern_find(&facts->syntax->names, FREE[i]))
            return true;
    return false;
}

static Labour labour_of_row(const Facts *facts, Ref callable)
{
    const char *name = qualified_name(facts, callable);
    const Known *known = name ? known_find(&facts->lexicon, name) : NULL;
    bool waits = known && known->tier == 1 && known->form <= FORM_METHOD &&
                 kind_of_row(known) == CALL_NETWORK;
    return waits ? LABOUR_WAITS : LABOUR_UNKNOWN;
}

static Labour find_labour(const Facts *facts, const Handoff *handoff, Ref *because)
{
    *because = 0;
    if (!handoff->fn)
        return handoff->callable ? labour_of_row(facts, handoff->callable) : LABOUR_UNKNOWN;
    Look look = {.facts = facts, .handoff = handoff};
    enter(&look, handoff->fn);
    for (uint32_t i = 0; i < look.todo.len && !look.calls[CALL_STRANGE]; i++) {
        look_at_calls(&look, look.todo.items[i]);
        look.calls[CALL_STRANGE] += has_strange_code(facts, look.todo.items[i]);
    }
    if (look.calls[CALL_STRANGE])
        return LABOUR_UNKNOWN;
    *because = long_work(&look);
    bool alone = !look.calls[CALL_DISK] && !look.calls[CALL_NETWORK];
    if (*because)
        return alone && !has_other_means(facts) ? LABOUR_COMPUTES : LABOUR_UNKNOWN;
    *because = look.network;
    return look.network && !works_between(&look) ? LABOUR_WAITS : LABOUR_UNKNOWN;
}

Labour labour_of(const Facts *facts, Handoff *handoff, Ref *because)
{
    if (!handoff->labour)
        handoff->labour = (uint8_t)(1 + find_labour(facts, handoff, &handoff->labour_at));
    *because = handoff->labour_at;
    return (Labour)(handoff->labour - 1);
}

bool leaves_traces(const Facts *facts, const Function *fn)
{
    static const char *const CHANGES[] = {"append", "add",    "extend", "insert",
                                          "update", "remove", "clear",  "setdefault"};
    if (changes_shared_state(facts, fn))
        return true;
    for (uint32_t i = first_call(facts->calls.items, facts->calls.len, fn->node);
         i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if (call->node >= facts->syntax->nodes[fn->node].last)
            return false;
        Ref root = is_among(last_name(facts, call->callee), CHANGES, COUNT(CHANGES))
                       ? root_of(facts, receiver_of(facts, call))
                       : 0;
        const Symbol *symbol = root ? symbol_of(facts, root) : NULL;
        bool own = symbol && symbol->scope->fn == fn && symbol->defs &&
                   symbol->defs->kind != DEF_PARAMETER;
        if (root && !own)
            return true;
    }
    return false;
}
