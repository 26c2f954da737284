/*
 * pool.c - the fixes that give work to the other kind of pool: a computation to processes,
 * what waits to threads.
 */
#include "asynclint/blocking.h"
#include "asynclint/threads.h"
#include "findings/habits.h"

/* Numbers, texts and what is made of them: surely pickled, and worth it. */
static bool is_plain_data(const Pass *p, Ref expr)
{
    const Syntax *s = p->syntax;
    for (Ref r = expr; r < s->nodes[expr].last; r++) {
        Ref part = 0;
        switch (kind_of(s, r)) {
        case N_FUNCTION:
        case N_THIS:
        case N_YIELD:
            return false;
        case N_NAME:
            if (is_self(p->facts, r))
                return false;
            break;
        default:
            break;
        }
        if (rigid_value(p->facts, r, &part))
            return same(s->nodes[r].name, "generator") && r != expr;
    }
    return true;
}

static bool returns_plain_data(const Pass *p, const Function *fn)
{
    const Syntax *s = p->syntax;
    for (Ref r = fn->node; r < s->nodes[fn->node].last; r++) {
        Ref value = kind_of(s, r) == N_RETURN ? child_with(s, r, R_VALUE) : 0, part = 0;
        if (value && rigid_value(p->facts, value, &part))
            return false;
    }
    return true;
}

/* Why the function cannot run in another process; or NULL. */
static const char *function_problem(const Pass *p, const Handoff *handoff)
{
    const Function *fn = handoff->fn;
    if (!fn || fn->is_lambda || fn->cls || fn->outer != p->facts->module ||
        kind_of(p->syntax, handoff->callable) != N_NAME)
        return "only a function of the module can be handed to another process";
    if (leaves_traces(p->facts, fn))
        return "it changes what the threads share, and another process would change a copy";
    return returns_plain_data(p, fn) ? NULL : "its result cannot be pickled";
}

static const char *argument_problem(const Pass *p, const Handoff *handoff)
{
    const Syntax *s = p->syntax;
    Ref c = child_with(s, handoff->call->node, R_ARGUMENT);
    for (uint32_t i = 0; c; c = next_with(s, c, R_ARGUMENT), i++)
        if (i > handoff->known->argument && !is_plain_data(p, c))
            return "an argument may not be picklable";
    return NULL;
}

/* `if __name__ == "__main__":` around it. */
static bool is_guarded(const Pass *p, Ref node)
{
    const Syntax *s = p->syntax;
    for (Ref r = ancestor(s, node, N_IF); r; r = ancestor(s, r, N_IF)) {
        Ref test = child_with(s, r, R_TEST);
        for (Ref t = test; t < s->nodes[test].last; t++)
            if (same(s->nodes[t].name, "__name__"))
                return true;
    }
    return false;
}

/* What must be read for the function to be called: its name, or that of its class. */
static const Symbol *way_to(const Function *fn)
{
    while (fn->outer->outer && !fn->cls)
        fn = fn->outer;
    return fn->cls ? fn->cls->symbol : fn->symbol;
}

/* Importing the module runs the code: a spawned worker would do so too, without end. */
static bool runs_on_import(const Pass *p, const Function *fn, Ref node)
{
    enum { MAX_WAYS = 32 };
    const Symbol *todo[MAX_WAYS] = {fn->outer ? way_to(fn) : NULL};
    uint32_t count = todo[0] != NULL;
    if (!fn->outer)
        return !is_guarded(p, node);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t r = 0; r < todo[i]->reads.len; r++) {
            Ref read = todo[i]->reads.items[r];
            const Function *at = function_running(p->facts, read);
            bool calls = p->syntax->nodes[read].role == R_CALLEE;
            if (calls && !at->outer && !is_guarded(p, read))
                return true;
            const Symbol *next = calls && at->outer ? way_to(at) : NULL;
            for (uint32_t k = 0; k < count; k++)
                next = todo[k] == next ? NULL : next;
            if (next && count < MAX_WAYS)
                todo[count++] = next;
        }
    }
    return false;
}

/* --- a pool of the file: its class --- */

static const char *work_problem(const Pass *p, const Handoff *handoff, Labour labour)
{
    if (labour == LABOUR_COMPUTES) {
        const char *problem = function_problem(p, handoff);
        return problem ? problem : argument_problem(p, handoff);
    }
    return handoff->fn && leaves_traces(p->facts, handoff->fn)
               ? "it changes a copy of its own, and threads would share it"
               : NULL;
}

/* All that the pool is used for is of the one labour, and may run in the other kind. */
static const char *pool_problem(const Pass *p, const Call *made, Labour labour)
{
    HandoffList list = pool_handoffs(p->facts, made);
    for (uint32_t i = 0; i < list.len; i++) {
        Ref because = 0;
        if (labour_of(p->facts, list.items[i], &because) != labour)
            return "the pool does other work too";
        const char *problem = work_problem(p, list.items[i], labour);
        if (problem)
            return problem;
    }
    return NULL;
}

/* Only its size is said, which both classes take first. */
static bool is_plainly_made(const Pass *p, const Call *made)
{
    const Syntax *s = p->syntax;
    for (Ref c = child_with(s, made->node, R_ARGUMENT); c; c = next_with(s, c, R_ARGUMENT))
        if (kind_of(s, c) == N_SPREAD ||
            (kind_of(s, c) == N_KEYWORD && !same(s->nodes[c].name, "max_workers") &&
             !same(s->nodes[c].name, "processes")))
            return false;
    return made->arg_count <= 1;
}

/* The pool's name is used for nothing but its methods, and to be handed to the loop. */
static bool is_used_plainly(const Pass *p, const Call *made)
{
    const Syntax *s = p->syntax;
    Ref around = s->nodes[made->node].parent;
    Ref name = kind_of(s, around) == N_ASSIGN ? child_with(s, around, R_LEFT)
               : kind_of(s, around) == N_AS   ? child_with(s, around, R_ALIAS)
                                              : 0;
    const Symbol *symbol = kind_of(s, name) == N_NAME ? symbol_of(p->facts, name) : NULL;
    for (uint32_t i = 0; symbol && i < symbol->reads.len; i++) {
        Ref read = symbol->reads.items[i], parent = s->nodes[read].parent;
        bool method = kind_of(s, parent) == N_MEMBER && s->nodes[read].role == R_OBJECT;
        bool to_loop =
            kind_of(s, parent) == N_CALL && s->nodes[read].role == R_ARGUMENT &&
            same(last_name(p->facts, child_with(s, parent, R_CALLEE)), "run_in_executor");
        if (!method && !to_loop && kind_of(s, parent) != N_WITH_ITEM)
            return false;
    }
    return symbol && single_def(symbol) && !symbol->captured;
}

/* The import of the old class is for this alone: it becomes that of the new one. */
static Ref sole_import(const Pass *p, const Call *made, const char *class)
{
    const Symbol *symbol = symbol_of(p->facts, made->callee);
    const Def *def = symbol && symbol->reads.len == 1 ? single_def(symbol) : NULL;
    bool bare = def && def->kind == DEF_IMPORT &&
                kind_of(p->syntax, def->name) == N_IMPORT_NAME && def->member &&
                same(def->member, symbol->name) && same(def->module, "concurrent.futures");
    return bare && !visible_symbol(p->facts, made->node, class) ? def->name : 0;
}

static void swap_class(Pass *p, Fix *fix, const Call *made, const char *class)
{
    const Syntax *s = p->syntax;
    Ref import = sole_import(p, made, class);
    if (import && !same(class, "ThreadPool")) {
        fix_replace(p, fix, span_of(s, import), "%s", class);
        fix_replace(p, fix, span_of(s, made->callee), "%s", class);
        return;
    }
    bool thread_pool = same(class, "ThreadPool");
    const char *name = fix_import_name(
        p, fix, thread_pool ? "multiprocessing.pool" : "concurrent.futures", class);
    fix_replace(p, fix, span_of(s, made->callee), "%s", name);
}

/* The class that does the same with the other kind of worker; or NULL. */
static const char *other_class(const Pass *p, const Call *made)
{
    static const struct {
        const char *class, *other;
    } PAIRS[] = {{"concurrent.futures.ThreadPoolExecutor", "ProcessPoolExecutor"},
                 {"concurrent.futures.ProcessPoolExecutor", "ThreadPoolExecutor"},
                 {"multiprocessing.pool.Pool", "ThreadPool"}};
    const char *name =
        made->target ? known_canonical(p->facts->language, made->target) : NULL;
    for (size_t i = 0; name && i < COUNT(PAIRS); i++)
        if (same(name, PAIRS[i].class))
            return PAIRS[i].other;
    return same(made->target, "multiprocessing.Pool") ? "ThreadPool" : NULL;
}

void offer_other_pool(Pass *p, Finding *finding, const Handoff *handoff, Labour labour)
{
    Ref executor = executor_of(p->facts, handoff->call);
    const Call *made = executor ? origin_call(p->facts, executor) : NULL;
    const char *class = made ? other_class(p, made) : NULL;
    if (!class || !is_plainly_made(p, made) || !is_used_plainly(p, made))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Use a `%s`", class);
    fix->way = labour == LABOUR_COMPUTES ? WAY_PROCESS : WAY_THREAD;
    const char *problem = pool_problem(p, made, labour);
    if (!problem && labour == LABOUR_COMPUTES && runs_on_import(p, made->at.fn, made->node))
        problem = "workers import this module, which makes the pool: put that under "
                  "`if __name__ == \"__main__\":` first";
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    swap_class(p, fix, made, class);
    fix_prefer(finding, fix);
}

/* --- the loop's own threads: a pool of processes beside them --- */

const char *process_problem(const Pass *p, const Handoff *handoff)
{
    const char *problem = function_problem(p, handoff);
    if (problem)
        return problem;
    problem = argument_problem(p, handoff);
    bool plain = !handoff->call->has_keywords && !handoff->call->has_spread;
    return problem || plain ? problem : "`run_in_executor` passes no keyword arguments on";
}

void offer_loop_process(Pass *p, Finding *finding, const Handoff *handoff)
{
    const Call *call = handoff->call;
    bool to_thread = same(call->target, "asyncio.to_thread");
    Ref executor = to_thread ? 0 : executor_of(p->facts, call);
    if (!to_thread && (!executor || !same(p->syntax->nodes[executor].name, "None")))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Run it in another process, by `run_in_executor`");
    fix->way = WAY_PROCESS;
    const char *problem = process_problem(p, handoff);
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    const char *made = fix_import_name(p, fix, "concurrent.futures", "ProcessPoolExecutor");
    const char *pool = fix_global(p, fix, call->node, "process_pool",
                                  arena_printf(p->arena, "%s()", made));
    if (to_thread) {
        const char *loop = fix_import_name(p, fix, "asyncio", "get_running_loop");
        fix_replace(p, fix, span_of(p->syntax, call->callee), "%s().run_in_executor", loop);
        fix_insert(p, fix, p->syntax->nodes[handoff->callable].start, "%s, ", pool);
    } else {
        fix_replace(p, fix, span_of(p->syntax, executor), "%s", pool);
    }
    fix_prefer(finding, fix);
}
