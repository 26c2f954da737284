/*
 * handed.c - what is handed over: all that one pool is, and the numbers that a handoff gives
 * to its function: `submit(count, 10 ** 7)`, `Thread(target=count, args=(n,))`,
 * `pool.map(count, [5_000_000, 6_000_000])`.
 */
#include "asynclint/blocks.h"
#include "facts/build.h"

/* --- to one pool --- */

/* The name that the call's value is given; NULL when it is none. */
static const Symbol *name_given(const Facts *facts, const Call *made)
{
    const Syntax *s = facts->syntax;
    Ref around = s->nodes[made->node].parent;
    Ref name = kind_of(s, around) == N_ASSIGN ? child_with(s, around, R_LEFT)
               : kind_of(s, around) == N_AS   ? child_with(s, around, R_ALIAS)
                                              : 0;
    return kind_of(s, name) == N_NAME ? symbol_of(facts, name) : NULL;
}

/* The call `pool.submit(…)` of its `pool`, `loop.run_in_executor(pool, …)` of that; or NULL. */
static const Call *call_with(const Facts *facts, Ref pool)
{
    const Syntax *s = facts->syntax;
    Ref parent = s->nodes[pool].parent;
    if (kind_of(s, parent) == N_MEMBER)
        parent = s->nodes[parent].parent;
    return call_at(facts, parent);
}

static void add_handed(const Facts *facts, Ref pool, HandoffList *out)
{
    const Call *call = call_with(facts, pool);
    Handoff *handoff = call ? handoff_of(facts, call) : NULL;
    if (handoff && !handoff->prepares)
        vec_push(facts->arena, out, handoff);
}

HandoffList pool_handoffs(const Facts *facts, const Call *made)
{
    enum { MAX_HANDOFFS = 256 }; /* of a pool that an attribute keeps */
    HandoffList out = {0};
    const Symbol *symbol = name_given(facts, made);
    const HandoffList *list = handoffs(facts);
    if (!symbol)
        add_handed(facts, made->node, &out);
    for (uint32_t i = 0; symbol && i < symbol->reads.len; i++)
        add_handed(facts, symbol->reads.items[i], &out);
    for (uint32_t i = 0; !symbol && !out.len && i < list->len && i < MAX_HANDOFFS; i++) {
        Handoff *one = list->items[i];
        Ref executor = one->call && !one->prepares ? executor_of(facts, one->call) : 0;
        if (executor && origin_call(facts, executor) == made)
            vec_push(facts->arena, &out, one);
    }
    return out;
}

/* --- numbers --- */

/* The parameter's number among the positional ones, `self` not counted; -1: none. */
static int position_of(const Facts *facts, const Function *fn, const Def *parameter)
{
    const Syntax *s = facts->syntax;
    int at = fn->cls && !fn->is_static ? -1 : 0;
    for (Ref c = child_with(s, fn->node, R_PARAMETER); c;
         c = next_with(s, c, R_PARAMETER)) {
        Ref name = child_with(s, c, R_LEFT);
        if (kind_of(s, name) != N_NAME)
            return -1;
        if (name == parameter->name)
            return at;
        at++;
    }
    return -1;
}

/* The n-th value written in a list or tuple, when no spread comes before it; or 0. */
static Ref item_at(const Syntax *s, Ref list, int n)
{
    if (kind_of(s, list) != N_TUPLE && kind_of(s, list) != N_ARRAY)
        return 0;
    Ref c = first_child(s, list);
    for (; c && n > 0 && kind_of(s, c) != N_SPREAD; n--)
        c = next_child(s, c);
    return kind_of(s, c) == N_SPREAD ? 0 : c;
}

/* The name's only value, or the expression itself. */
static Ref value_behind(const Facts *facts, Ref expr)
{
    const Def *def =
        kind_of(facts->syntax, expr) == N_NAME ? single_def(symbol_of(facts, expr)) : NULL;
    bool given = def && def->kind == DEF_ASSIGN && !def->destructured && def->value;
    return given ? def->value : expr;
}

/* The greatest of the numbers that a collection holds; of its items' `part` from 0, when
 * those are tuples. */
static uint64_t greatest_item(const Facts *facts, Ref collection, int part)
{
    const Syntax *s = facts->syntax;
    Ref list = value_behind(facts, collection);
    if (kind_of(s, list) == N_BINARY && same(s->nodes[list].name, "*"))
        list = child_with(s, list, R_LEFT);
    if (kind_of(s, list) == N_COMPREHENSION) {
        Ref value = child_with(s, list, R_VALUE);
        return constant_number(facts, part < 0 ? value : item_at(s, value, part), NULL);
    }
    const Call *call = call_at(facts, list);
    if (call && same(call->target, "itertools.repeat"))
        return constant_number(facts, positional_argument(facts, call, 0), NULL);
    if (call && same(call->target, "range")) {
        Ref end = positional_argument(facts, call, 1);
        Ref only = positional_argument(facts, call, 0);
        return constant_number(facts, end ? end : only, NULL);
    }
    uint64_t greatest = 0;
    bool listed = kind_of(s, list) == N_TUPLE || kind_of(s, list) == N_ARRAY;
    for (Ref c = listed ? first_child(s, list) : 0; c; c = next_child(s, c)) {
        uint64_t one = constant_number(facts, part < 0 ? c : item_at(s, c, part), NULL);
        greatest = one > greatest ? one : greatest;
    }
    return greatest;
}

/* A number that is written out, or that a loop goes over. */
static uint64_t number_given(const Facts *facts, Ref expr)
{
    const Def *def = single_def(symbol_of(facts, expr));
    if (def && def->kind == DEF_LOOP && !def->destructured)
        return greatest_item(facts, def->value, -1);
    return constant_number(facts, expr, NULL);
}

/* The arguments stand behind the callable, in the call itself. */
static uint64_t number_behind(const Facts *facts, const Handoff *handoff, const Call *call,
                              const Def *parameter, int at)
{
    bool each = handoff->known->runs == RUNS_EACH && call == handoff->call;
    uint32_t before = call == handoff->call ? handoff->known->argument : 0;
    Ref given = at < 0 ? 0 : positional_argument(facts, call, before + 1 + (uint32_t)at);
    if (!given && !each)
        given = keyword_argument(facts, call, facts->syntax->nodes[parameter->name].name);
    if (!given)
        return 0;
    return each ? greatest_item(facts, given, -1) : number_given(facts, given);
}

/* partial(count, 10 ** 7) */
static const Call *partial_of(const Facts *facts, const Handoff *handoff)
{
    const Syntax *s = facts->syntax;
    Ref around = s->nodes[handoff->callable].parent;
    return around != handoff->call->node && s->nodes[handoff->callable].role == R_ARGUMENT
               ? call_at(facts, around)
               : NULL;
}

/* The call takes the arguments as a tuple: Thread(args=…), apply(f, (n,)). */
static bool takes_tuple(const Known *known)
{
    return same(known->parameter, "target") || ends_with(known->name, "Pool#apply") ||
           ends_with(known->name, "Pool#apply_async");
}

static uint64_t number_in_call(const Facts *facts, const Handoff *handoff,
                               const Def *parameter, int at)
{
    const Syntax *s = facts->syntax;
    const Known *known = handoff->known;
    if (takes_tuple(known)) {
        Ref args = keyword_argument(facts, handoff->call, "args");
        if (!args && known->form == FORM_METHOD)
            args = positional_argument(facts, handoff->call, 1);
        Ref item = args && at >= 0 ? item_at(s, value_behind(facts, args), at) : 0;
        return item ? number_given(facts, item) : 0;
    }
    if (strstr(known->name, "#starmap")) {
        Ref items = positional_argument(facts, handoff->call, 1);
        return items && at >= 0 ? greatest_item(facts, items, at) : 0;
    }
    return number_behind(facts, handoff, handoff->call, parameter, at);
}

uint64_t handed_number(const Facts *facts, const Handoff *handoff, const Def *parameter)
{
    const Function *fn = handoff->fn;
    if (!fn || parameter->fn != fn || !handoff->call)
        return 0;
    int at = position_of(facts, fn, parameter);
    const Call *partial = partial_of(facts, handoff);
    uint64_t number = 0;
    if (partial) {
        number = number_behind(facts, handoff, partial, parameter, at);
        at -= (int)partial->arg_count - 1;
    }
    if (!number)
        number = number_in_call(facts, handoff, parameter, at);
    return number || !parameter->value ? number
                                       : constant_number(facts, parameter->value, NULL);
}
