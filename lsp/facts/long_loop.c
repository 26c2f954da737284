/*
 * long_loop.c - loops that compute for long whatever the data is: three levels that count, or
 * a million rounds.
 */

#include "facts/build.h"

enum { LONG = 1000000 };
#define MAX_NUMBER ((uint64_t)LONG * LONG * LONG)

/* --- numbers --- */

/* Larger ones are cut: nothing here asks how much more than long a loop is. */
static uint64_t times(uint64_t a, uint64_t b)
{
    return a && b > MAX_NUMBER / a ? MAX_NUMBER : a * b;
}

/* An integer as both languages write it; 0 when it is none. */
static uint64_t literal(Str text)
{
    uint64_t value = 0, exponent = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == 'e' && i + 2 == text.len && text.ptr[i + 1] >= '0' &&
            text.ptr[i + 1] <= '9')
            exponent = (uint64_t)(text.ptr[++i] - '0');
        else if (c >= '0' && c <= '9')
            value = times(value, 10) + (uint64_t)(c - '0');
        else if (c != '_')
            return 0;
    }
    for (; exponent; exponent--)
        value = times(value, 10);
    return value;
}

static uint64_t root(uint64_t square)
{
    uint64_t low = 0, high = 2 * (uint64_t)LONG * 1000;
    while (low < high) {
        uint64_t middle = low + (high - low + 1) / 2;
        if (middle <= square / middle)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

static uint64_t power(uint64_t base, uint64_t exponent)
{
    uint64_t out = 1;
    for (uint64_t i = 0; i < exponent && i < 64; i++)
        out = times(out, base);
    return base && exponent ? out : 0;
}

static uint64_t number_of(const Facts *facts, Ref expr, const Handoff *handoff, int depth);

static uint64_t computed(const Facts *facts, Ref expr, const Handoff *handoff, int depth)
{
    const Syntax *s = facts->syntax;
    const char *op = s->nodes[expr].name;
    Ref right = child_with(s, expr, R_RIGHT);
    uint64_t a = number_of(facts, child_with(s, expr, R_LEFT), handoff, depth);
    uint64_t b = number_of(facts, right, handoff, depth);
    if (same(op, "**"))
        return str_is(text_of(s, right), "0.5") ? root(a) : power(a, b);
    if (!a || !b)
        return 0;
    if (same(op, "*"))
        return times(a, b);
    if (same(op, "+"))
        return a + b < MAX_NUMBER ? a + b : MAX_NUMBER;
    if (same(op, "-"))
        return a > b ? a - b : 0;
    return same(op, "//") || same(op, "/") ? a / b : 0;
}

/* int(x), math.sqrt(x) */
static uint64_t called(const Facts *facts, Ref expr, const Handoff *handoff, int depth)
{
    const Call *call = call_at(facts, expr);
    const char *name = call && call->arg_count == 1 ? call->target : NULL;
    bool whole = same(name, "int") || same(name, "round") || same(name, "math.ceil") ||
                 same(name, "math.floor");
    bool roots = same(name, "math.sqrt") || same(name, "math.isqrt");
    if (!whole && !roots)
        return 0;
    uint64_t value = number_of(facts, positional_argument(facts, call, 0), handoff, depth);
    return whole ? value : root(value);
}

/* A bounded number of levels. */
static uint64_t number_of(const Facts *facts, Ref expr, const Handoff *handoff, int depth)
{
    if (!expr || depth == 0)
        return 0;
    switch (kind_of(facts->syntax, expr)) {
    case N_NUMBER:
        return literal(text_of(facts->syntax, expr));
    case N_BINARY:
        return computed(facts, expr, handoff, depth - 1);
    case N_CALL:
        return called(facts, expr, handoff, depth - 1);
    case N_NAME:
        break;
    default:
        return 0;
    }
    const Def *def = single_def(symbol_of(facts, expr));
    if (def && def->kind == DEF_PARAMETER && handoff)
        return handed_number(facts, handoff, def);
    bool given = def && def->kind == DEF_ASSIGN && !def->destructured && def->value;
    return given ? number_of(facts, def->value, handoff, depth - 1) : 0;
}

uint64_t constant_number(const Facts *facts, Ref expr, const Handoff *handoff)
{
    enum { MAX_LEVELS = 8 };
    return number_of(facts, expr, handoff, MAX_LEVELS);
}

/* --- how often --- */

static bool counts_range(const Facts *facts, Ref over, const Handoff *handoff,
                         uint64_t *trips)
{
    const Call *range = call_at(facts, over);
    if (!range || !same(range->target, "range") || !range->arg_count)
        return false;
    Ref first = positional_argument(facts, range, 0);
    Ref second = positional_argument(facts, range, 1);
    Ref step = positional_argument(facts, range, 2);
    uint64_t by = step ? constant_number(facts, step, NULL) : 1;
    *trips = by ? constant_number(facts, second ? second : first, handoff) / by : 0;
    return true;
}

/* The first value of a name that is else only counted up or down. */
static uint64_t begins_at(const Facts *facts, Ref name, const Handoff *handoff)
{
    const Symbol *symbol = symbol_of(facts, name);
    for (const Def *d = symbol && symbol->defs ? symbol->defs->next : NULL; d; d = d->next)
        if (d->kind != DEF_AUGMENTED)
            return 0;
    const Def *def = symbol ? symbol->defs : NULL;
    if (def && def->kind == DEF_PARAMETER && handoff)
        return handed_number(facts, handoff, def);
    bool given = def && def->kind == DEF_ASSIGN && !def->destructured;
    return given ? constant_number(facts, def->value, handoff) : 0;
}

/* The loop's body itself, in each round, counts the name by one. */
static bool steps_by_one(const Facts *facts, Ref loop, Ref name, const char *op)
{
    const Syntax *s = facts->syntax;
    Ref body = child_with(s, loop, R_BODY);
    for (Ref c = first_child(s, body); c; c = next_child(s, c)) {
        Ref step = kind_of(s, c) == N_EXPRESSION ? child_with(s, c, R_VALUE) : c;
        if (kind_of(s, step) == N_AUGMENTED && same(s->nodes[step].name, op) &&
            str_is(text_of(s, child_with(s, step, R_RIGHT)), "1") &&
            same_expression(facts, child_with(s, step, R_LEFT), name))
            return true;
    }
    return false;
}

/* `while n > 0: n -= 1`, `while i < 1000000: i += 1` */
static bool counts_while(const Facts *facts, Ref loop, const Handoff *handoff,
                         uint64_t *trips)
{
    const Syntax *s = facts->syntax;
    Ref test = child_with(s, loop, R_TEST);
    Ref left = test ? child_with(s, test, R_LEFT) : 0;
    if (kind_of(s, test) != N_COMPARE || kind_of(s, left) != N_NAME)
        return false;
    const char *op = s->nodes[test].name;
    if ((same(op, ">") || same(op, ">=")) && steps_by_one(facts, loop, left, "-="))
        *trips = begins_at(facts, left, handoff);
    else if ((same(op, "<") || same(op, "<=")) && steps_by_one(facts, loop, left, "+="))
        *trips = constant_number(facts, child_with(s, test, R_RIGHT), handoff);
    return *trips;
}

/* `sum(f(i) for i in range(n))`: all its clauses together. */
static bool counts_clauses(const Facts *facts, Ref loop, const Handoff *handoff,
                           uint64_t *trips)
{
    const Syntax *s = facts->syntax;
    Ref value = child_with(s, loop, R_VALUE);
    bool lazy = !value || facts->index->spot[value]->bits & PLACE_LAZY;
    uint64_t product = 1;
    for (Ref c = child_with(s, loop, R_ITEM); c && !lazy; c = next_with(s, c, R_ITEM)) {
        uint64_t each = 0;
        if (!counts_range(facts, child_with(s, c, R_RIGHT), handoff, &each) || !each)
            return false;
        product = times(product, each);
    }
    *trips = lazy ? 0 : product;
    return !lazy;
}

/* What a loop counts over: `range(n)`, `i < n`. False for other loops. */
static bool counts(const Facts *facts, Ref loop, const Handoff *handoff, uint64_t *trips)
{
    const Syntax *s = facts->syntax;
    *trips = 0;
    switch (kind_of(s, loop)) {
    case N_FOR: {
        Ref test = child_with(s, loop, R_TEST);
        const char *op = test ? s->nodes[test].name : NULL;
        bool less = same(op, "<") || same(op, "<=");
        if (kind_of(s, test) != N_COMPARE || !less || !child_with(s, loop, R_UPDATE))
            return false;
        *trips = constant_number(facts, child_with(s, test, R_RIGHT), handoff);
        return true;
    }
    case N_FOR_EACH:
        return counts_range(facts, child_with(s, loop, R_RIGHT), handoff, trips);
    case N_WHILE:
        return counts_while(facts, loop, handoff, trips);
    case N_COMPREHENSION:
        return counts_clauses(facts, loop, handoff, trips);
    default:
        return false;
    }
}

/* From the inner loop out to the outer: three levels that count, two of them by numbers
 * that are not known; or a million rounds. */
static bool is_long_nest(const Facts *facts, const Loop *inner, const Loop *outer,
                         const Handoff *handoff)
{
    uint64_t product = 1;
    int levels = 0, unknown = 0;
    for (const Loop *loop = inner; loop; loop = loop->outer) {
        uint64_t trips = 0;
        if (counts(facts, loop->node, handoff, &trips)) {
            levels++;
            unknown += trips == 0;
            product = times(product, trips ? trips : 1);
        }
        if (product >= LONG)
            return true;
        if (loop == outer)
            break;
    }
    return levels >= 3 && unknown >= 2;
}

/* The loop is the outermost of a nest that computes for long. */
bool loop_is_long_for(const Facts *facts, const Loop *loop, const Handoff *handoff)
{
    uint64_t trips = 0;
    if (!counts(facts, loop->node, handoff, &trips) || gives_way(facts->syntax, loop->node))
        return false;
    for (const Loop *around = loop->outer; around; around = around->outer)
        if (counts(facts, around->node, handoff, &trips))
            return false;
    for (uint32_t i = 0; i < facts->loops.len; i++) {
        const Loop *inner = facts->loops.items[i];
        bool inside =
            inner->fn == loop->fn && is_within(facts->syntax, inner->node, loop->node);
        if (inside && is_long_nest(facts, inner, loop, handoff))
            return true;
    }
    return false;
}

bool loop_is_long(const Facts *facts, const Loop *loop)
{
    return loop_is_long_for(facts, loop, NULL);
}

Ref loop_head(const Syntax *s, const Loop *loop)
{
    Ref test = child_with(s, loop->node, R_TEST), over = child_with(s, loop->node, R_RIGHT);
    return test ? test : over ? over : loop->node;
}
