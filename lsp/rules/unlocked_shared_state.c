/* unlocked-shared-state: threads change the same value by reading and writing it again. */
#include "asynclint/rule.h"

/* What is changed: a name of the module or of a function around, or what hangs from that or
 * from `self`. */
typedef struct State {
    const Symbol *symbol; /* of the root; NULL when that is `self` */
    const Class *cls;     /* whose `self` it is, or NULL */
    const char *path;     /* ".stats[]" behind the root */
    Ref key;              /* of an element, when it is a literal; else 0 */
} State;

/* --- what is written --- */

/* The members and elements from the root to the target. */
static const char *path_of(const Pass *p, Ref target)
{
    const Syntax *s = p->syntax;
    const char *path = "";
    for (Ref r = target; kind_of(s, r) == N_MEMBER || kind_of(s, r) == N_INDEX;
         r = child_with(s, r, R_OBJECT))
        path = kind_of(s, r) == N_INDEX
                   ? arena_printf(p->arena, "[]%s", path)
                   : arena_printf(p->arena, ".%s%s", s->nodes[r].name, path);
    return path;
}

static bool find_state(const Pass *p, const Write *write, State *out)
{
    const Syntax *s = p->syntax;
    Ref root = root_of(p->facts, write->target);
    const Symbol *symbol = write->symbol;
    if (kind_of(s, root) != N_NAME || !symbol || !symbol->defs)
        return false;
    Ref key = child_with(s, write->target, R_SUBSCRIPT);
    bool literal = kind_of(s, key) == N_STRING || kind_of(s, key) == N_NUMBER;
    *out = (State){.path = path_of(p, write->target), .key = literal ? key : 0};
    if (symbol->defs->kind == DEF_PARAMETER && is_self(p->facts, root))
        out->cls = instance_class(p->facts, root);
    else
        out->symbol = symbol;
    return out->cls || out->symbol;
}

static bool same_state(const Pass *p, const State *a, const State *b)
{
    if (a->symbol != b->symbol || a->cls != b->cls || !same(a->path, b->path))
        return false;
    return !a->key || !b->key || same_expression(p->facts, a->key, b->key);
}

/* A thread has one of its own: threading.local, an element under its own number. What hangs
 * from an object that all of them share has no number of theirs. */
static bool is_own(const Pass *p, const Write *write, const State *state,
                   const Handoff *handoff)
{
    const Syntax *s = p->syntax;
    static const char *const OWN[] = {"thread", "ident", "worker", "pid", "tid", "rank"};
    for (Ref r = write->target; kind_of(s, r) == N_MEMBER || kind_of(s, r) == N_INDEX;) {
        for (Ref k = child_with(s, r, R_SUBSCRIPT); k && k < s->nodes[r].last; k++) {
            const Symbol *symbol = symbol_of(p->facts, k);
            if (symbol && symbol->defs && symbol->defs->kind == DEF_PARAMETER &&
                symbol->scope->fn == handoff->fn && !(state->cls && is_self(p->facts, k)))
                return true;
            for (size_t i = 0; s->nodes[k].name && i < COUNT(OWN); i++)
                if (strcasestr(s->nodes[k].name, OWN[i]))
                    return true;
        }
        r = child_with(s, r, R_OBJECT);
        const char *type = instance_type(p->facts, r);
        if (same(type, "threading.local") || same(type, "contextvars.ContextVar"))
            return true;
    }
    return false;
}

/* `x += y` changes these in place: no other thread's items are lost. */
static bool is_collection(const Pass *p, Ref value)
{
    static const char *const MAKERS[] = {"list",        "set",        "dict",
                                         "deque",       "Counter",    "bytearray",
                                         "OrderedDict", "defaultdict"};
    const Syntax *s = p->syntax;
    switch (kind_of(s, value)) {
    case N_ARRAY:
    case N_SET:
    case N_OBJECT:
    case N_COMPREHENSION:
        return true;
    case N_CALL:
        for (size_t i = 0; i < COUNT(MAKERS); i++)
            if (same(last_name(p->facts, child_with(s, value, R_CALLEE)), MAKERS[i]))
                return true;
        return false;
    default:
        return false;
    }
}

static bool changes_in_place(const Pass *p, const Write *write, const State *state)
{
    const Syntax *s = p->syntax;
    if (kind_of(s, write->node) != N_AUGMENTED)
        return false;
    if (is_collection(p, write->value))
        return true;
    bool whole = kind_of(s, write->target) == N_NAME;
    for (const Def *def = whole ? write->symbol->defs : NULL; def; def = def->next)
        if (def->kind == DEF_ASSIGN && is_collection(p, def->value))
            return true;
    const char *name = s->nodes[write->target].name;
    for (uint32_t i = 0; state->cls && !whole && i < state->cls->attributes.len; i++) {
        const struct AttributeDef *def = &state->cls->attributes.items[i];
        if (def->name == name && is_collection(p, def->value))
            return true;
    }
    return false;
}

/* --- the read that it is made from --- */

/* `d.get(k, …)` reads d[k]. */
static bool is_get(const Pass *p, Ref call, Ref target)
{
    const Syntax *s = p->syntax;
    Ref callee = child_with(s, call, R_CALLEE);
    return kind_of(s, target) == N_INDEX && kind_of(s, callee) == N_MEMBER &&
           same(s->nodes[callee].name, "get") &&
           same_expression(p->facts, child_with(s, callee, R_OBJECT),
                           child_with(s, target, R_OBJECT)) &&
           same_expression(p->facts, child_with(s, call, R_ARGUMENT),
                           child_with(s, target, R_SUBSCRIPT));
}

/* A read of the target in the expression, in the function's own code; or 0. `x or y` and
 * `x if x else y` fill in what is missing: check-then-act. */
static Ref read_in(const Pass *p, Ref expr, Ref target)
{
    const Syntax *s = p->syntax;
    NodeKind whole = kind_of(s, expr);
    if (!expr || whole == N_LOGICAL || whole == N_CONDITIONAL)
        return 0;
    for (Ref r = expr; r < s->nodes[expr].last; r++) {
        NodeKind kind = kind_of(s, r);
        if (kind == N_FUNCTION)
            r = s->nodes[r].last - 1;
        else if (kind == N_CALL && is_get(p, r, target))
            return r;
        else if (kind == kind_of(s, target) && same_expression(p->facts, r, target))
            return r;
    }
    return 0;
}

/* `old = x` before, and the value is made from `old`. */
static Ref read_by_copy(const Pass *p, const Write *write)
{
    const Syntax *s = p->syntax;
    for (Ref r = write->value; r && r < s->nodes[write->value].last; r++) {
        const Def *def =
            kind_of(s, r) == N_NAME ? single_def(symbol_of(p->facts, r)) : NULL;
        bool copies = def && def->kind == DEF_ASSIGN && def->fn == write->at.fn &&
                      def->name < write->node && !def->destructured &&
                      kind_of(s, def->value) == kind_of(s, write->target);
        if (copies && same_expression(p->facts, def->value, write->target))
            return def->value;
    }
    return 0;
}

/* The read from whose value the write makes the new one, or 0. */
static Ref read_of(const Pass *p, const Write *write)
{
    NodeKind kind = kind_of(p->syntax, write->node);
    if (kind == N_AUGMENTED)
        return write->target;
    if (kind != N_ASSIGN || !write->value || write->value == write->target)
        return 0;
    Ref read = read_in(p, write->value, write->target);
    return read ? read : read_by_copy(p, write);
}

/* --- who else writes --- */

static bool constructs(const Function *fn)
{
    return same(fn->name, "__init__") || same(fn->name, "__new__") ||
           same(fn->name, "__post_init__") || same(fn->name, "__enter__");
}

/* The other write stands in code that runs before the thread is there, or after it. */
static bool is_apart(const Pass *p, const Write *other, const Handoff *handoff)
{
    const Function *fn = other->at.fn;
    if (constructs(fn) || joins_between(p->facts, fn, fn->node, other->node))
        return true;
    if (!handoff->call || handoff->call->at.fn != fn)
        return !fn->outer;
    return other->node < handoff->call->node ||
           are_alternatives(p->facts, handoff->call->node, other->node);
}

/* Another write of the state that may run at the same time, in another thread; one that is
 * made from the old value comes before one that is not. NULL when there is none. */
static const Write *other_write(const Pass *p, const Write *write, const State *state,
                                const Handoff *handoff)
{
    const Write *found = NULL;
    for (uint32_t i = 0; i < p->facts->writes.len; i++) {
        const Write *other = p->facts->writes.items[i];
        State its = {0};
        if (other->at.fn == write->at.fn || !find_state(p, other, &its) ||
            !same_state(p, state, &its))
            continue;
        Reached there = reach_of(p->facts, other->at.fn, IN_THREAD);
        bool apart = there.by
                         ? there.by == handoff || !run_together(p->facts, handoff, there.by)
                         : is_apart(p, other, handoff);
        if (apart)
            continue;
        if (read_of(p, other))
            return other;
        found = found ? found : other;
    }
    return found;
}

/* --- what is said --- */

static const char *name_of(const Pass *p, const Function *fn)
{
    return fn->name ? arena_printf(p->arena, "`%s`", fn->name) : "a lambda";
}

static void relate_handoff(Pass *p, Finding *finding, const Handoff *handoff)
{
    if (handoff->outside)
        relate_outside(p, finding, handoff, "here %s is given to a thread",
                       name_of(p, handoff->fn));
    else if (handoff->call)
        relate(p, finding, handoff->call->node, "here %s is given to a thread",
               name_of(p, handoff->fn));
    else if (handoff->fn->name_node)
        relate(p, finding, handoff->fn->name_node,
               handoff->cls ? "this runs in a thread of its own"
                            : "the framework runs this in a thread pool");
}

static const char *several_text(const Pass *p, const Reached *reach, const Function *fn)
{
    if (!reach->by->call && !reach->by->cls && !reach->by->outside)
        return arena_printf(p->arena, "%s, which the framework runs in a thread pool,",
                            name_of(p, fn));
    return arena_printf(p->arena, "%s, which several threads run,", name_of(p, fn));
}

static void report_write(Pass *p, const Write *write, Ref read, const Reached *reach,
                         const Write *other)
{
    const char *target = source(p, write->target);
    const char *who =
        other
            ? arena_printf(p->arena, "%s, which runs in a thread, while %s changes it too:",
                           name_of(p, write->at.fn), name_of(p, other->at.fn))
            : several_text(p, reach, write->at.fn);
    Finding *finding = report(p, write->node,
                              "`%s` is read and written again in %s%s what another "
                              "thread writes in between is lost; hold a lock around it",
                              target, who, other ? "" : " and");
    if (other && !read_of(p, other))
        finding->severity = SEVERITY_HINT;
    if (read != write->target)
        relate(p, finding, read, "`%s` is read here", target);
    relate_handoff(p, finding, reach->by);
    if (other)
        relate(p, finding, other->target, "`%s` is changed here too", target);
    else if (!reach->by->many && reach->also)
        relate_handoff(p, finding, reach->also);
    offer_thread_lock(p, finding, write, read);
}

/* A name of the function's own, or of one around it that the thread runs itself. */
static bool is_made_anew(const Pass *p, const Symbol *symbol, const Function *fn,
                         const Handoff *handoff)
{
    const Function *home = symbol->scope->fn;
    if (home == fn)
        return true;
    return home->outer && is_within(p->syntax, home->node, handoff->fn->node);
}

/* `self.mine().count += 1`: what a call gives may be the thread's own. */
static bool is_of_result(const Syntax *s, Ref target)
{
    for (Ref r = target; r; r = child_with(s, r, R_OBJECT))
        if (kind_of(s, r) == N_CALL)
            return true;
    return false;
}

static void check_write(Pass *p, const Write *write)
{
    const Facts *facts = p->facts;
    Reached reach = reach_of(facts, write->at.fn, IN_THREAD);
    State state = {0};
    Ref read = reach.by ? read_of(p, write) : 0;
    if (!read || !find_state(p, write, &state) || runs_locked(facts, write->node))
        return;
    if (state.cls && (!reach.has_self || constructs(write->at.fn)))
        return;
    if (state.symbol && is_made_anew(p, state.symbol, write->at.fn, reach.by))
        return;
    if (is_of_result(p->syntax, write->target) || is_own(p, write, &state, reach.by) ||
        changes_in_place(p, write, &state))
        return;
    bool several = state.cls ? reach.same_self : reach.by->many || reach.also;
    bool alone =
        several || reach.by->outside; /* when the others run, the file cannot say */
    const Write *other = alone ? NULL : other_write(p, write, &state, reach.by);
    if (several || other)
        report_write(p, write, read, &reach, other);
}

const Rule rule_unlocked_shared_state = {
    .id = "unlocked-shared-state",
    .title = "State that threads change without a lock",
    .why =
        "`counter += 1` is three steps: read, add, write. Another thread can run between "
        "any two of them; both then write the same new value, and one of the two changes "
        "is "
        "lost. The global interpreter lock keeps single steps whole, not the three "
        "together, and free-threaded Python has no such lock. The more often it runs, and "
        "the longer the way from the read to the write, the more is lost, and never in a "
        "test.\n\n"
        "| the state | do |\n"
        "|---|---|\n"
        "| a counter, a total, a table that several threads change | one `threading.Lock`, "
        "made beside it, held by *everyone* who changes it |\n"
        "| results of the work | return them: `pool.map`, `future.result()` |\n"
        "| messages to another thread | `queue.Queue` |\n"
        "| what each thread needs for itself | `threading.local()` |\n"
        "| changed from coroutines and threads | change it on the event loop only: "
        "`loop.call_soon_threadsafe` |\n"
        "| work that only computes | processes, which share nothing |\n\n"
        "Only code that surely runs in a thread is looked at: targets of `Thread`, `run` "
        "of "
        "its subclasses, what is given to a `ThreadPoolExecutor`, `asyncio.to_thread`, "
        "`run_in_executor` …, also in another file, FastAPI's plain `def` handlers, and "
        "what they call in the same file.",
    .exclusions =
        "- Writes under a lock, in functions called under one, or called `…_locked`.\n"
        "- A thread that is the only one to write; pools of one worker; threads that are "
        "joined before the next one is started.\n"
        "- Single steps: `list.append`, `d[key] = value`, flags; `+=` on a list, a set or "
        "another collection that is changed in place.\n"
        "- `threading.local`, local names, elements under the thread's own number, objects "
        "that each thread makes or gets for itself.\n"
        "- `__init__`, and code before the thread is started or after it is joined.\n"
        "- A hint only: one thread counts, and other code sets the value anew.",
    .fixes =
        "Unsafe: a lock is made where the state is made (or the class's own taken), and "
        "held around the read and the write. All other code that changes the state "
        "needs it too. Not offered where a caller may hold the lock already.",
    .severity = SEVERITY_WARNING,
    .python = {NULL, {KNOWN_OFFLOAD}},
    .examples = {{.language = "python",
                  .bad = "import threading\n"
                         "\n"
                         "hits = 0\n"
                         "\n"
                         "def serve(requests):\n"
                         "    global hits\n"
                         "    for request in requests:\n"
                         "        hits += 1\n"
                         "\n"
                         "def main(batches):\n"
                         "    for batch in batches:\n"
                         "        threading.Thread(target=serve, args=(batch,)).start()\n",
                  .good =
                      "import threading\n"
                      "\n"
                      "hits = 0\n"
                      "hits_lock = threading.Lock()\n"
                      "\n"
                      "def serve(requests):\n"
                      "    global hits\n"
                      "    for request in requests:\n"
                      "        with hits_lock:\n"
                      "            hits += 1\n"
                      "\n"
                      "def main(batches):\n"
                      "    for batch in batches:\n"
                      "        threading.Thread(target=serve, args=(batch,)).start()\n"}},
    .on_write = check_write,
};
