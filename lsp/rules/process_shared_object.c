/* process-shared-object: what cannot cross to another process, or is lost there. */
#include "asynclint/rule.h"

/* What one call gives to another process. */
typedef struct Parcel {
    const Handoff *handoff;
    bool sent;  /* to a worker that runs: pickled always; else given at the start */
    bool forks; /* the file asks for processes that are forked, which pickle nothing */
} Parcel;

/* multiprocessing.set_start_method("fork"), get_context("fork") */
static bool asks_for_fork(const Pass *p)
{
    const Syntax *s = p->syntax;
    for (uint32_t i = 0; i < p->facts->calls.len; i++) {
        const Call *call = p->facts->calls.items[i];
        const char *name = last_name(p->facts, call->callee);
        Ref given = same(name, "set_start_method") || same(name, "get_context")
                        ? nth_argument(s, call->node, 0)
                        : 0;
        if (given && same(s->nodes[given].name, "fork"))
            return true;
    }
    return false;
}

/* --- what is said --- */

/* The expression on one line, in backquotes; or "it". */
static const char *label(const Pass *p, Ref expr)
{
    enum { MAX_LABEL = 48 };
    const char *text = source(p, expr);
    bool plain = strlen(text) <= MAX_LABEL && !strpbrk(text, "\r\n");
    return plain ? arena_printf(p->arena, "`%s`", text) : "it";
}

static const char *class_name(const Pass *p, Ref part)
{
    const Class *cls = NULL;
    for (Ref r = part; r && !cls; r = p->syntax->nodes[r].parent)
        cls = class_at(p->facts, r);
    return cls && cls->name ? cls->name : "its class";
}

/* "`lock` is a lock of threads", "`self.work` takes its object along, and …" */
static const char *fault(const Pass *p, Ref expr, const Rigid *rigid, Ref part)
{
    NodeKind kind = kind_of(p->syntax, expr);
    if (part)
        return arena_printf(p->arena, "%s takes along its whole `%s`, and in it %s",
                            label(p, expr), class_name(p, part), rigid->what);
    if (kind == N_FUNCTION || kind == N_COMPREHENSION)
        return rigid->what;
    return arena_printf(p->arena, "%s is %s, which", label(p, expr), rigid->what);
}

static Finding *report_parcel(Pass *p, const Parcel *parcel, Ref expr, const Rigid *rigid,
                              Ref part)
{
    const char *what = fault(p, expr, rigid, part);
    const char *call = label(p, parcel->handoff->call->callee);
    const char *which = part ? ", which" : "";
    if (parcel->sent)
        return report(p, expr, "%s%s cannot be pickled: what %s hands over fails; %s", what,
                      which, call, rigid->instead);
    if (rigid->copied && !part)
        return report(p, expr,
                      "%s is of no use in another process: it gets a copy, or cannot be "
                      "started at all; %s",
                      what, rigid->given);
    Finding *finding = report(
        p, expr,
        "%s%s cannot be pickled: the process does not start where it is spawned, as on "
        "Windows, macOS and from Python 3.14 on Linux; %s",
        what, which, rigid->given);
    finding->severity = SEVERITY_INFORMATION;
    return finding;
}

static void check_value(Pass *p, const Parcel *parcel, Ref expr)
{
    Ref part = 0;
    const Rigid *rigid = rigid_value(p->facts, expr, &part);
    if (!rigid || (!parcel->sent && !rigid->given))
        return;
    if (!parcel->sent && parcel->forks && (part || !rigid->copied))
        return;
    Finding *finding = report_parcel(p, parcel, expr, rigid, part);
    if (part)
        relate(p, finding, part, "this cannot be pickled");
    const Function *fn = called_function(p->facts, expr);
    if (fn && !fn->cls)
        offer_module_function(p, finding, fn, expr);
}

/* --- what is handed over --- */

/* The items of a tuple, the values of a dictionary; else the expression itself. A bounded
 * number of levels: (lock, [lock]). */
static void check_items(Pass *p, const Parcel *parcel, Ref expr, int depth)
{
    const Syntax *s = p->syntax;
    NodeKind kind = kind_of(s, expr);
    bool holds = kind == N_TUPLE || kind == N_ARRAY || kind == N_OBJECT || kind == N_PAIR ||
                 kind == N_KEYWORD || kind == N_SPREAD;
    if (!holds || depth == 0) {
        check_value(p, parcel, expr);
        return;
    }
    for (Ref c = first_child(s, expr); c; c = next_child(s, c))
        if (s->nodes[c].role != R_KEY)
            check_items(p, parcel, c, depth - 1);
}

/* What is iterated here, item by item sent: the iterable itself is not. */
static void check_iterable(Pass *p, const Parcel *parcel, Ref expr)
{
    const Syntax *s = p->syntax;
    NodeKind kind = kind_of(s, expr);
    if (kind == N_COMPREHENSION)
        check_items(p, parcel, child_with(s, expr, R_VALUE), 2);
    else if (kind == N_ARRAY || kind == N_TUPLE)
        check_items(p, parcel, expr, 3);
}

/* These stay in the parent. */
static bool stays_here(const char *keyword)
{
    static const char *const KEYWORDS[] = {"callback",  "error_callback", "timeout",
                                           "chunksize", "buffersize",     "limiter",
                                           "executor",  "cancellable"};
    return is_among(keyword, KEYWORDS, COUNT(KEYWORDS));
}

static void check_sent(Pass *p, const Parcel *parcel)
{
    const Syntax *s = p->syntax;
    const Known *known = parcel->handoff->known;
    bool pool = starts_with(known->name, "multiprocessing.pool");
    Ref c = child_with(s, parcel->handoff->call->node, R_ARGUMENT);
    for (uint32_t i = 0; c; c = next_with(s, c, R_ARGUMENT), i++) {
        bool keyword = kind_of(s, c) == N_KEYWORD;
        if (is_within(s, parcel->handoff->callable, c) || i < known->argument ||
            (pool && i > 2 && !keyword) || (keyword && stays_here(s->nodes[c].name)))
            continue;
        if (known->runs == RUNS_EACH)
            check_iterable(p, parcel, keyword ? child_with(s, c, R_VALUE) : c);
        else
            check_items(p, parcel, c, 3);
    }
}

static void check_given(Pass *p, const Parcel *parcel)
{
    static const char *const KEYWORDS[] = {"args", "kwargs", "initargs"};
    const Call *call = parcel->handoff->call;
    for (size_t i = 0; i < COUNT(KEYWORDS); i++) {
        Ref given = keyword_argument(p->facts, call, KEYWORDS[i]);
        if (given)
            check_items(p, parcel, given, 3);
    }
}

/* partial(f, lock) carries its arguments along. */
static void check_partial(Pass *p, const Parcel *parcel)
{
    const Syntax *s = p->syntax;
    Ref callable = parcel->handoff->callable, partial = s->nodes[callable].parent;
    if (s->nodes[callable].role != R_ARGUMENT || partial == parcel->handoff->call->node ||
        kind_of(s, partial) != N_CALL)
        return;
    Ref c = next_with(s, callable, R_ARGUMENT);
    for (; c; c = next_with(s, c, R_ARGUMENT))
        check_items(p, parcel, c, 3);
}

static void check_module(Pass *p)
{
    const HandoffList *list = handoffs(p->facts);
    bool forks = list->len && asks_for_fork(p);
    for (uint32_t i = 0; i < list->len; i++) {
        const Handoff *handoff = list->items[i];
        if (handoff->where != IN_PROCESS || !handoff->call)
            continue;
        Parcel parcel = {.handoff = handoff, .forks = forks};
        parcel.sent = handoff->known->form != FORM_CONSTRUCTOR;
        check_value(p, &parcel, handoff->callable);
        check_partial(p, &parcel);
        if (parcel.sent)
            check_sent(p, &parcel);
        else
            check_given(p, &parcel);
    }
}

/* --- what is lost in the worker --- */

static bool makes_plain(const Pass *p, Ref callee)
{
    static const char *const MAKERS[] = {"list",  "dict", "set",         "Counter",
                                         "deque", "int",  "defaultdict", "OrderedDict"};
    const Syntax *s = p->syntax;
    Ref module = child_with(s, callee, R_OBJECT);
    if (module && !same(s->nodes[module].name, "collections"))
        return false;
    for (size_t i = 0; i < COUNT(MAKERS); i++)
        if (same(last_name(p->facts, callee), MAKERS[i]))
            return true;
    return false;
}

/* The name begins as a plain value of the module: no proxy, shared array or queue. */
static bool begins_plain(const Pass *p, const Symbol *symbol)
{
    const Syntax *s = p->syntax;
    const Def *def = symbol->defs;
    if (symbol->scope->fn->outer || !def || def->kind != DEF_ASSIGN || def->destructured)
        return false;
    switch (kind_of(s, def->value)) {
    case N_NUMBER:
    case N_LITERAL:
    case N_STRING:
    case N_ARRAY:
    case N_OBJECT:
        return true;
    case N_CALL:
        return makes_plain(p, child_with(s, def->value, R_CALLEE));
    default:
        return false;
    }
}

static bool runs_in_worker(const Pass *p, const Function *fn)
{
    if (reach_of(p->facts, fn, IN_PROCESS).by)
        return true;
    const HandoffList *list = handoffs(p->facts);
    for (uint32_t i = 0; i < list->len; i++)
        if (list->items[i]->fn == fn && list->items[i]->where == IN_PROCESS)
            return true; /* an initializer */
    return false;
}

/* The file that gives the function to a process reads the name of this one afterwards. */
static bool is_looked_at(const Handoff *handoff, const Symbol *symbol)
{
    for (uint32_t i = 0; i < handoff->outside->looks.len; i++)
        if (same(handoff->outside->looks.items[i], symbol->name))
            return true;
    return false;
}

static void report_outside(Pass *p, Ref node, const Symbol *symbol, const Handoff *by)
{
    if (!is_looked_at(by, symbol))
        return;
    Finding *finding = report(
        p, node,
        "`%s` changes in the worker process only: the parent never sees it, since each "
        "process has a copy of its own; return the value, or use a queue or shared memory",
        symbol->name);
    relate_outside(p, finding, by,
                   "here `%s` is given to another process, before `%s` is read",
                   by->fn->name ? by->fn->name : "it", symbol->name);
}

/* A read of the name in the parent that looks for what the workers did; or 0. */
static Ref parents_read(const Pass *p, const Symbol *symbol, const Handoff *handoff)
{
    for (uint32_t i = 0; i < symbol->reads.len; i++) {
        Ref read = symbol->reads.items[i];
        const Function *fn = function_running(p->facts, read);
        bool after = fn->outer || !handoff->call || read > handoff->call->node;
        if (after && !runs_in_worker(p, fn) && read > symbol->defs->name)
            return read;
    }
    return 0;
}

/* `if cache is None: cache = load()`: each process fills in its own, on purpose. */
static bool fills_in(const Pass *p, Ref node, const Symbol *symbol)
{
    const Syntax *s = p->syntax;
    for (Ref r = ancestor(s, node, N_IF); r; r = ancestor(s, r, N_IF)) {
        Ref test = child_with(s, r, R_TEST);
        for (Ref t = test; t < s->nodes[test].last; t++)
            if (symbol_of(p->facts, t) == symbol)
                return true;
    }
    return false;
}

static void check_lost(Pass *p, Ref node, Ref name, const Function *fn)
{
    const Symbol *symbol = symbol_of(p->facts, name);
    const Handoff *by = reach_of(p->facts, fn, IN_PROCESS).by;
    if (!by || !symbol || !begins_plain(p, symbol) || fills_in(p, node, symbol))
        return;
    if (by->outside) {
        report_outside(p, node, symbol, by);
        return;
    }
    Ref read = parents_read(p, symbol, by);
    if (!read)
        return;
    const Function *reader = function_running(p->facts, read);
    Finding *finding = report(
        p, node,
        "`%s` changes in the worker process only: %s never sees it, since each process has "
        "a copy of its own; return the value, or use a queue or shared memory",
        symbol->name,
        reader->name ? arena_printf(p->arena, "`%s`", reader->name) : "the parent");
    Ref place = by->call ? by->call->node : by->fn->name_node;
    if (place)
        relate(p, finding, place, "here `%s` is given to another process",
               by->fn->name ? by->fn->name : "it");
    relate(p, finding, read, "here the parent looks at its own `%s`", symbol->name);
}

static void check_write(Pass *p, const Write *write)
{
    Ref root = root_of(p->facts, write->target);
    if (write->at.fn->outer && kind_of(p->syntax, root) == N_NAME)
        check_lost(p, write->node, root, write->at.fn);
}

/* results.append(…) */
static void check_call(Pass *p, const Call *call)
{
    static const char *const COLLECT[] = {"append",     "add",    "extend",
                                          "appendleft", "update", "insert"};
    Ref object = receiver_of(p->facts, call);
    if (kind_of(p->syntax, object) != N_NAME || call->use != USE_DROPPED)
        return;
    for (size_t i = 0; i < COUNT(COLLECT); i++)
        if (same(last_name(p->facts, call->callee), COLLECT[i]))
            check_lost(p, call->node, object, call->at.fn);
}

const Rule rule_process_shared_object = {
    .id = "process-shared-object",
    .title = "What cannot cross to another process, or is lost there",
    .why =
        "Processes share no memory. What a pool hands to a worker is pickled, sent and "
        "made "
        "anew there: lambdas, functions inside functions, locks, generators, open files "
        "and "
        "connections cannot be pickled, and the call fails, often only when its result is "
        "asked for. A bound method takes its whole object along, and all that the object "
        "holds. What can be copied is a copy: a global that a worker changes is changed in "
        "that worker, and the parent never hears of it; a copied lock locks nothing.\n\n"
        "| you want to | do |\n"
        "|---|---|\n"
        "| run code in a worker | a function of the module |\n"
        "| get results | return them: `pool.map`, `future.result()` |\n"
        "| set up each worker once | `initializer=…, initargs=…` |\n"
        "| a lock among processes | `multiprocessing.Lock`, given when they start; or one "
        "of a `Manager` |\n"
        "| pass messages | `multiprocessing.Queue`, given when they start |\n"
        "| share big arrays | `multiprocessing.shared_memory`, `Array` |\n"
        "| use a file or a connection | give its path or address, open it in the worker |\n"
        "| share all of it | threads, if the work waits more than it computes |\n\n"
        "A `Process` that is forked gets copies without pickling; where processes are "
        "spawned (Windows, macOS, and since Python 3.14 not even Linux forks by itself), "
        "its target and arguments are pickled like the rest.",
    .exclusions =
        "- Sockets and pipes: multiprocessing can send them. What a `Manager` made.\n"
        "- Iterables that `map` takes apart here, callbacks, which run in the parent.\n"
        "- Classes that say themselves how they are pickled (`__getstate__`, "
        "`__reduce__`).\n"
        "- Globals that a worker fills in once for itself, that an `initializer` sets, or "
        "at "
        "which the parent never looks; shared values and proxies.\n"
        "- Libraries that pickle by value: joblib's loky, pathos, ray, dask.\n"
        "- Information only: what is given to `Process` and would work where it is forked; "
        "nothing where the file asks for `fork`.",
    .fixes =
        "Unsafe: a lambda or a function inside a function that uses no local names "
        "becomes a function of the module. A lambda that only passes its arguments on is "
        "replaced by what it calls.",
    .severity = SEVERITY_WARNING,
    .python = {NULL, {KNOWN_OFFLOAD}},
    .examples = {{.language = "python",
                  .bad = "from concurrent.futures import ProcessPoolExecutor\n"
                         "\n"
                         "def squares(numbers):\n"
                         "    with ProcessPoolExecutor() as pool:\n"
                         "        return list(pool.map(lambda n: n * n, numbers))\n",
                  .good = "from concurrent.futures import ProcessPoolExecutor\n"
                          "\n"
                          "def square(n):\n"
                          "    return n * n\n"
                          "\n"
                          "def squares(numbers):\n"
                          "    with ProcessPoolExecutor() as pool:\n"
                          "        return list(pool.map(square, numbers))\n"}},
    .on_module = check_module,
    .on_write = check_write,
    .on_call = check_call,
};
