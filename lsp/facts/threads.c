/*
 * threads.c - the handoffs of a file: which functions it gives to threads and processes.
 *
 * The tables say what takes a callable and where it runs; this finds the function that it
 * is, and whether several run at the same time.
 */
#include "asynclint/threads.h"

#include "asynclint/blocks.h"
#include "facts/build.h"

/* --- where --- */

/* The row for making an executor tells where that one runs things. */
static uint8_t where_of_class(const Facts *facts, const char *class)
{
    static const char *const BASES[] = {"concurrent.futures.ThreadPoolExecutor",
                                        "multiprocessing.pool.ThreadPool"};
    for (size_t i = 0; class && i < COUNT(BASES); i++)
        if (known_is_a(facts->language, class, BASES[i]))
            return IN_THREAD;
    const Known *known = known_in(&facts->lexicon, class, KNOWN_OFFLOAD);
    if (!known || known->form != FORM_CONSTRUCTOR || known->tier > 2)
        return 0;
    return known->tier == 1 ? IN_THREAD : IN_PROCESS;
}

Ref executor_of(const Facts *facts, const Call *call)
{
    if (same(last_name(facts, call->callee), "run_in_executor"))
        return positional_argument(facts, call, 0);
    return receiver_of(facts, call);
}

static uint8_t where_of_call(const Facts *facts, const Call *call, const Known *known)
{
    if (known->tier < 3)
        return known->tier == 1 ? IN_THREAD : IN_PROCESS;
    Ref executor = executor_of(facts, call);
    if (executor && same(facts->syntax->nodes[executor].name, "None"))
        return IN_THREAD; /* the loop's own executor */
    return where_of_class(facts, instance_type(facts, executor));
}

/* --- how often --- */

/* A pool of one worker runs one thing at a time. */
static bool has_one_worker(const Facts *facts, const Call *call, const Known *known)
{
    static const char *const SIZES[] = {"max_workers", "processes"};
    const Call *made =
        known->tier == 3 ? origin_call(facts, executor_of(facts, call)) : NULL;
    Ref size = made ? positional_argument(facts, made, 0) : 0;
    for (size_t i = 0; made && !size && i < COUNT(SIZES); i++)
        size = keyword_argument(facts, made, SIZES[i]);
    return size && str_is(text_of(facts->syntax, size), "1");
}

static bool is_waiting(const char *name)
{
    return same(name, "join") || same(name, "result") || same(name, "get") ||
           same(name, "wait");
}

/* `t = Thread(…); t.start(); t.join()` in one iteration: one at a time. */
static bool is_waited_for(const Facts *facts, const Call *call)
{
    const Syntax *s = facts->syntax;
    Ref parent = s->nodes[call->node].parent;
    if (kind_of(s, parent) == N_MEMBER && is_waiting(s->nodes[parent].name))
        return true;
    Ref left = kind_of(s, parent) == N_ASSIGN ? child_with(s, parent, R_LEFT) : 0;
    Ref end = s->nodes[call->at.loop->node].last;
    for (Ref r = call->node; left && r < end; r++)
        if (kind_of(s, r) == N_MEMBER && is_waiting(s->nodes[r].name) &&
            same_expression(facts, child_with(s, r, R_OBJECT), left))
            return true;
    return false;
}

/* The loop ends, or the function does, right behind the statement. */
static bool leaves_loop(const Syntax *s, Ref node)
{
    for (Ref c = next_child(s, statement_of(s, node)); c; c = next_child(s, c)) {
        NodeKind kind = kind_of(s, c);
        if (kind == N_BREAK || kind == N_RETURN || kind == N_THROW)
            return true;
    }
    return false;
}

static bool runs_several(const Facts *facts, const Call *call, const Known *known)
{
    if (has_one_worker(facts, call, known))
        return false;
    if (known->runs == RUNS_EACH)
        return true;
    return call->at.loop && known->runs == RUNS_ONCE && call->use != USE_AWAITED &&
           !is_waited_for(facts, call) && !leaves_loop(facts->syntax, call->node);
}

/* --- what --- */

/* partial(f, …) runs f. */
static Ref unwrapped(const Facts *facts, Ref expr)
{
    enum { MAX_WRAPPERS = 4 };
    const Syntax *s = facts->syntax;
    for (int i = 0; i < MAX_WRAPPERS && kind_of(s, expr) == N_CALL; i++) {
        const Call *call = call_at(facts, expr);
        if (!call || !same(call->target, "functools.partial"))
            break;
        expr = positional_argument(facts, call, 0);
    }
    return expr;
}

/* The object of `w.work` is made in the loop that hands it over. */
static bool is_made_in_loop(const Facts *facts, const Call *call, Ref callable)
{
    const Syntax *s = facts->syntax;
    Ref root = kind_of(s, callable) == N_MEMBER ? root_of(facts, callable) : 0;
    const Symbol *symbol = root && call->at.loop ? symbol_of(facts, root) : NULL;
    return symbol && symbol->defs &&
           is_within(s, symbol->last_def->name, call->at.loop->node);
}

static Handoff *add(Facts *facts, Handoff handoff)
{
    Handoff *copy = NEW(facts->arena, Handoff);
    *copy = handoff;
    vec_push(facts->arena, &facts->index->handoffs, copy);
    if (copy->fn && copy->fn->is_lambda)
        copy->fn->off_loop = true;
    return copy;
}

/* A server makes an object of the class for each request, and calls its methods. */
static void add_methods(Facts *facts, Handoff handoff)
{
    const Def *def = single_def(symbol_of(facts, handoff.callable));
    const Class *cls = def && def->kind == DEF_CLASS ? class_at(facts, def->value) : NULL;
    for (uint32_t i = 0; cls && i < cls->methods.len; i++) {
        handoff.fn = cls->methods.items[i];
        handoff.own_object = true;
        add(facts, handoff);
    }
}

static void add_call(Facts *facts, const Call *call, const Known *known)
{
    Ref named = *known->parameter ? keyword_argument(facts, call, known->parameter) : 0;
    Ref given = named ? named : positional_argument(facts, call, known->argument);
    if (!given || known->form == FORM_DECORATOR)
        return;
    Handoff handoff = {.known = known, .call = call, .prepares = known->runs == RUNS_SETUP};
    handoff.callable = unwrapped(facts, given);
    handoff.fn = called_function(facts, handoff.callable);
    handoff.where = where_of_call(facts, call, known);
    handoff.many = runs_several(facts, call, known);
    handoff.own_object = is_made_in_loop(facts, call, handoff.callable);
    if (same(known->parameter, "RequestHandlerClass"))
        add_methods(facts, handoff);
    else if (!handoff.fn || !handoff.fn->is_async)
        add(facts, handoff);
}

/* --- decorators --- */

/* A plain def that its framework runs in a thread pool: @app.get("/") */
static void add_decorated(Facts *facts, Function *fn)
{
    const Syntax *s = facts->syntax;
    Ref d = child_with(s, fn->node, R_DECORATOR);
    for (; d && !fn->is_async; d = next_with(s, d, R_DECORATOR)) {
        Ref value = child_with(s, d, R_VALUE);
        if (kind_of(s, value) == N_CALL)
            value = child_with(s, value, R_CALLEE);
        const Known *known =
            known_in(&facts->lexicon, qualified_name(facts, value), KNOWN_OFFLOAD);
        if (!known || known->form != FORM_DECORATOR)
            continue;
        fn->thread_pool = true;
        add(facts, (Handoff){.where = known->tier == 1 ? IN_THREAD : IN_PROCESS,
                             .many = true,
                             .known = known,
                             .fn = fn});
        return;
    }
}

/* --- classes --- */

/* Where the class's `run` is run: it is derived from Thread or Process; else 0. */
static uint8_t where_run(const Facts *facts, const Class *cls)
{
    enum { MAX_BASES = 8 };
    const Syntax *s = facts->syntax;
    for (int i = 0; cls && i < MAX_BASES; i++) {
        const Class *next = NULL;
        Ref base = child_with(s, cls->node, R_BASE);
        for (; base; base = next_with(s, base, R_BASE)) {
            const Known *known =
                known_in(&facts->lexicon, qualified_name(facts, base), KNOWN_OFFLOAD);
            if (known && same(known->parameter, "target"))
                return known->tier == 1 ? IN_THREAD : IN_PROCESS;
            const Def *def = single_def(symbol_of(facts, base));
            if (!next && def && def->kind == DEF_CLASS)
                next = class_at(facts, def->value);
        }
        cls = next;
    }
    return 0;
}

/* Several of the class are made: in a loop, or twice in a function. */
static bool is_made_often(const Facts *facts, const Class *cls)
{
    const Syntax *s = facts->syntax;
    const Function *maker = NULL;
    for (uint32_t i = 0; cls->symbol && i < cls->symbol->reads.len; i++) {
        Ref read = cls->symbol->reads.items[i];
        const Call *call =
            s->nodes[read].role == R_CALLEE ? call_at(facts, s->nodes[read].parent) : NULL;
        if (!call)
            continue;
        if (call->at.fn == maker ||
            (call->at.loop && !is_waited_for(facts, call) && !leaves_loop(s, call->node)))
            return true;
        maker = call->at.fn;
    }
    return false;
}

static void add_class_run(Facts *facts, const Class *cls)
{
    uint8_t where = where_run(facts, cls);
    Function *run = NULL;
    for (uint32_t i = 0; where && i < cls->methods.len && !run; i++)
        if (same(cls->methods.items[i]->name, "run"))
            run = cls->methods.items[i];
    if (run && !run->is_async)
        add(facts, (Handoff){.where = where,
                             .many = is_made_often(facts, cls),
                             .own_object = true,
                             .cls = cls,
                             .fn = run});
}

/* The row by which the call hands something over; a method whose name says enough may be on
 * anything. */
static const Known *row_of(const Facts *facts, const Call *call)
{
    const char *name = receiver_of(facts, call) ? last_name(facts, call->callee) : NULL;
    if (call->target)
        return known_in(&facts->lexicon, call->target, KNOWN_OFFLOAD);
    return known_member(&facts->lexicon, name, KNOWN_OFFLOAD);
}

void find_handoffs(Facts *facts)
{
    if (facts_js(facts))
        return;
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        const Known *known = row_of(facts, call);
        if (known)
            add_call(facts, call, known);
    }
    facts->index->handing_calls = facts->index->handoffs.len;
    for (uint32_t i = 1; i < facts->functions.len; i++)
        if (facts->functions.items[i]->is_decorated)
            add_decorated(facts, facts->functions.items[i]);
    for (uint32_t i = 0; i < facts->classes.len; i++)
        add_class_run(facts, facts->classes.items[i]);
}

void facts_hand_over(Facts *facts, Handoff handoff)
{
    Handoff *copy = NEW(facts->arena, Handoff);
    *copy = handoff;
    vec_push(facts->arena, &facts->index->outside, copy);
    facts->index->reach[0] = facts->index->reach[1] = NULL;
}

const HandoffList *handoffs(const Facts *facts)
{
    return &facts->index->handoffs;
}

Handoff *handoff_of(const Facts *facts, const Call *call)
{
    const HandoffList *list = &facts->index->handoffs;
    uint32_t low = 0, high = facts->index->handing_calls;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list->items[middle]->call->node < call->node)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < facts->index->handing_calls && list->items[low]->call == call;
    return found ? list->items[low] : NULL;
}
