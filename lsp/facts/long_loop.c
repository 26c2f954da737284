/*
 * long_loop.c - loops that compute for long whatever the data is: three levels that count, or
 * a million rounds.
 */

#include "facts/build.h"

enum { LONG = 1000000 };

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
static uint64_t constant(const Facts *facts, Ref expr)
{
    const Def *def = expr ? single_def(symbol_of(facts, expr)) : NULL;
    if (def && def->kind == DEF_ASSIGN && !def->destructured && def->value)
        expr = def->value;
    return expr ? number_of(facts->syntax, expr) : 0;
}

/* What a loop counts over: `range(n)`, `i < n`. False for other loops. */
static bool counts(const Facts *facts, Ref loop, uint64_t *trips)
{
    const Syntax *s = facts->syntax;
    *trips = 0;
    if (kind_of(s, loop) == N_FOR) {
        Ref test = child_with(s, loop, R_TEST);
        const char *op = test ? s->nodes[test].name : NULL;
        bool less = same(op, "<") || same(op, "<=");
        if (kind_of(s, test) != N_COMPARE || !less || !child_with(s, loop, R_UPDATE))
            return false;
        *trips = constant(facts, child_with(s, test, R_RIGHT));
        return true;
    }
    if (kind_of(s, loop) != N_FOR_EACH)
        return false;
    const Call *range = call_at(facts, child_with(s, loop, R_RIGHT));
    if (!range || !same(range->target, "range") || !range->arg_count)
        return false;
    Ref first = positional_argument(facts, range, 0);
    Ref second = positional_argument(facts, range, 1);
    *trips = range->arg_count == 3 ? 0 : constant(facts, second ? second : first);
    return true;
}

/* The loop lets others run now and then, or ends by something we cannot foresee. */
static bool gives_way(const Facts *facts, Ref loop)
{
    const Syntax *s = facts->syntax;
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
static bool is_long_nest(const Facts *facts, const Loop *inner, const Loop *outer)
{
    uint64_t product = 1;
    int levels = 0, unknown = 0;
    for (const Loop *loop = inner; loop; loop = loop->outer) {
        uint64_t trips = 0;
        if (counts(facts, loop->node, &trips)) {
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
bool loop_is_long(const Facts *facts, const Loop *loop)
{
    uint64_t trips = 0;
    if (!counts(facts, loop->node, &trips) || gives_way(facts, loop->node))
        return false;
    for (const Loop *around = loop->outer; around; around = around->outer)
        if (counts(facts, around->node, &trips))
            return false;
    for (uint32_t i = 0; i < facts->loops.len; i++) {
        const Loop *inner = facts->loops.items[i];
        bool inside =
            inner->fn == loop->fn && is_within(facts->syntax, inner->node, loop->node);
        if (inside && is_long_nest(facts, inner, loop))
            return true;
    }
    return false;
}

Ref loop_head(const Syntax *s, const Loop *loop)
{
    Ref test = child_with(s, loop->node, R_TEST), over = child_with(s, loop->node, R_RIGHT);
    return test ? test : over ? over : loop->node;
}
