/*
 * dependence.c - whether a loop's awaits could run at the same time.
 *
 * The rule behind it must be right to be left on: retries, polling, pagination, early
 * exits, ordered protocols, transactions, rate limits and loop-carried values all say no.
 * `reason` names what decided, so that `asynclint facts` can be asked why.
 */
#include "flow/dependence.h"

#include "asynclint/known.h"

static Verdict no(const char *reason, Ref because)
{
    return (Verdict){.reason = reason, .because = because};
}

/* --- the shape of the loop --- */

static bool has_kind_in(const Syntax *s, Ref root, NodeKind a, NodeKind b)
{
    for (Ref r = root; root && r < s->nodes[root].last; r++)
        if (kind_of(s, r) == a || kind_of(s, r) == b)
            return true;
    return false;
}

static bool steps_by_more(const Syntax *s, Ref update)
{
    if (kind_of(s, update) != N_AUGMENTED)
        return false;
    const char *step = s->nodes[child_with(s, update, R_RIGHT)].name;
    return !same(step, "1");
}

/* range(0, n, 10): the body handles a batch. */
static bool is_stepped_range(const Facts *facts, Ref iterable)
{
    const Call *call = call_at(facts, iterable);
    return call && same(call->target, "range") && call->arg_count == 3;
}

static Verdict shape_verdict(const Facts *facts, const Loop *loop)
{
    const Syntax *s = facts->syntax;
    Ref test = child_with(s, loop->node, R_TEST),
        update = child_with(s, loop->node, R_UPDATE);
    if (has_flag(s, loop->node, NF_ASYNC))
        return no("it iterates asynchronously", loop->node);
    if (loop->kind == N_WHILE || loop->kind == N_DO)
        return no("its end depends on what the body does", test);
    if (loop->kind == N_FOR && (!test || has_kind_in(s, test, N_CALL, N_AWAIT)))
        return no("its end depends on what the body does", test ? test : loop->node);
    if (loop->kind == N_FOR && (!update || steps_by_more(s, update)))
        return no("it goes in steps of a batch", update);
    if (is_stepped_range(facts, child_with(s, loop->node, R_RIGHT)))
        return no("it goes in steps of a batch", child_with(s, loop->node, R_RIGHT));
    return (Verdict){.independent = true};
}

/* --- leaving the loop --- */

/* The loop or switch that a break or continue without a label belongs to. */
static Ref jump_target(const Syntax *s, Ref jump)
{
    bool is_break = kind_of(s, jump) == N_BREAK;
    Ref r = s->nodes[jump].parent;
    while (r && !is_loop(kind_of(s, r)) &&
           !(is_break && kind_of(s, r) == N_SWITCH && s->grammar->language != LANG_PYTHON))
        r = s->nodes[r].parent;
    return r;
}

/* The throw is caught inside the iteration. */
static bool is_caught(const Iteration *it, Ref node)
{
    const Syntax *s = it->facts->syntax;
    for (Ref r = node; r > it->loop->node; r = s->nodes[r].parent) {
        Ref try = s->nodes[r].parent;
        if (kind_of(s, try) == N_TRY && s->nodes[r].role == R_BODY &&
            try > it->loop->node && child_with(s, try, R_HANDLER))
            return true;
    }
    return false;
}

static bool leaves(const Iteration *it, Ref node)
{
    const Syntax *s = it->facts->syntax;
    if (it->facts->index->spot[node]->fn != it->loop->fn)
        return false;
    switch (kind_of(s, node)) {
    case N_RETURN:
    case N_YIELD:
        return true;
    case N_THROW:
        return !is_caught(it, node);
    case N_BREAK:
    case N_CONTINUE:
        if (s->nodes[node].name)
            return true; /* to a label */
        return kind_of(s, node) == N_BREAK && jump_target(s, node) == it->loop->node;
    default:
        return false;
    }
}

static Ref find_exit(const Iteration *it)
{
    for (Ref r = it->first; r < it->last; r++)
        if (leaves(it, r))
            return r;
    return 0;
}

/* --- what the head gives --- */

static void derive(Iteration *it, Symbol *symbol)
{
    if (symbol)
        symbol->derived_in = it->number;
}

static void derive_target(Iteration *it, Ref target)
{
    const Syntax *s = it->facts->syntax;
    for (Ref r = target; target && r < s->nodes[target].last; r++)
        if (kind_of(s, r) == N_NAME && it->facts->index->binds[r])
            derive(it, symbol_of(it->facts, r));
}

static bool mentions_derived(const Iteration *it, Ref expr)
{
    const Syntax *s = it->facts->syntax;
    for (Ref r = expr; expr && r < s->nodes[expr].last; r++)
        if (kind_of(s, r) == N_NAME && is_derived(it, symbol_of(it->facts, r)))
            return true;
    return false;
}

/* The loop's own names, then the names that the body makes from them. */
static void derive_names(Iteration *it)
{
    const Syntax *s = it->facts->syntax;
    Ref node = it->loop->node;
    if (it->loop->kind == N_FOR)
        derive_target(it, child_with(s, node, R_INIT));
    derive_target(it, child_with(s, node, R_LEFT));
    for (Ref c = first_child(s, node); c; c = next_child(s, c))
        if (kind_of(s, c) == N_FOR_CLAUSE)
            derive_target(it, child_with(s, c, R_LEFT));
    for (Ref r = it->first; r < it->last; r++) {
        NodeKind kind = kind_of(s, r);
        Ref target = 0, value = 0;
        if (kind == N_ASSIGN || kind == N_WALRUS || kind == N_FOR_EACH) {
            target = child_with(s, r, R_LEFT);
            value = child_with(s, r, R_RIGHT);
        } else if (kind == N_AS) {
            target = child_with(s, r, R_ALIAS);
            value = child_with(s, r, R_VALUE);
        }
        Symbol *symbol = symbol_of(it->facts, target);
        bool fresh = !symbol || is_iteration_local(it, symbol);
        if (target && fresh && mentions_derived(it, value))
            derive_target(it, target);
    }
}

/* --- the awaits --- */

static const char *const ALREADY[] = {
    "asyncio.gather",     "asyncio.wait", "asyncio.as_completed", "Promise.all",
    "Promise.allSettled", "Promise.race", "Promise.any",          "asyncio.wait_for_all"};

static bool awaits_many(const Await *await)
{
    const char *target = await->call ? await->call->target : NULL;
    return is_among(target, ALREADY, COUNT(ALREADY));
}

static Verdict awaits_verdict(const Iteration *it)
{
    bool evidence = false, understood = true;
    for (uint32_t i = 0; i < it->loop->awaits.len; i++) {
        const Await *await = it->loop->awaits.items[i];
        Ref because = 0, operand = await->operand ? await->operand : await->node;
        if (awaits_many(await))
            return no("it already runs a batch at a time", await->node);
        if (is_ordered(it, operand, &because))
            return no("what it awaits answers in order", because);
        if (await->call && await->call->local &&
            changes_shared_state(it->facts, await->call->local))
            return no("what it awaits changes shared state", await->node);
        evidence = evidence || mentions_derived(it, operand);
        if (await->kind == AWAIT_EXPRESSION)
            understood = understood && is_understood(it->facts, await->call);
    }
    if (!evidence)
        return no("nothing that it awaits comes from the loop's items", it->loop->node);
    return (Verdict){.independent = true, .sure = understood};
}

/* An await stands in a try whose handler goes on with the next item. */
static bool goes_on_after_failure(const Iteration *it)
{
    for (uint32_t i = 0; i < it->loop->awaits.len; i++)
        if (is_caught(it, it->loop->awaits.items[i]->node))
            return true;
    return false;
}

static Verdict weigh(Iteration *it)
{
    Ref because = find_exit(it);
    if (because)
        return no("it can leave early", because);
    if (waits_on_purpose(it, &because))
        return no("it waits between its steps", because);
    derive_names(it);
    Carry carry = iteration_carries(it, &because);
    if (carry == CARRY_YES)
        return no("one iteration uses what another leaves", because);
    Verdict verdict = awaits_verdict(it);
    if (!verdict.independent)
        return verdict;
    if (goes_on_after_failure(it))
        verdict.reason = "a failure of one item is passed over";
    else if (carry == CARRY_FOLD)
        verdict.reason = "it adds up as it goes";
    else if (!verdict.sure)
        verdict.reason = "what it awaits is not known here";
    verdict.sure = !verdict.reason;
    return verdict;
}

Verdict loop_verdict(const Facts *facts, const Loop *loop)
{
    if (!loop->awaits.len)
        return no("it awaits nothing", loop->node);
    if (facts->flags & FILE_TEST)
        return no("it stands in a test", loop->node);
    if (facts->index->spot[first_child(facts->syntax, loop->node)]->bits & PLACE_LAZY)
        return no("who consumes it sets the pace", loop->node);
    Verdict verdict = shape_verdict(facts, loop);
    if (!verdict.independent)
        return verdict;
    Ref body = loop->body ? loop->body : loop->node;
    Iteration it = {.facts = facts,
                    .loop = loop,
                    .first = body,
                    .last = facts->syntax->nodes[body].last,
                    .number = ++facts->index->weighed};
    return weigh(&it);
}
