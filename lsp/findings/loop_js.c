/*
 * loop_js.c - js's fixes of a loop that awaits one item after the other: Promise.all, and
 * the same in batches of ten.
 */
#include "findings/loop.h"

/* What stands before the function for one item, and behind it. */
typedef struct Wrap {
    const char *before, *after;
} Wrap;

/* What is done with the results: text around `await Promise.all(…)`. */
static Wrap fold_wrap(Pass *p, const LoopPlan *plan)
{
    const Syntax *s = p->syntax;
    const char *end = uses_semicolons(p) ? ";" : "";
    const char *into = plan->into ? source(p, plan->into) : "";
    if (plan->fold == FOLD_NONE)
        return (Wrap){"", end};
    if (plan->fold == FOLD_EXTEND)
        return (Wrap){arena_printf(p->arena, "%s.push(...(", into),
                      arena_printf(p->arena, "))%s", end)};
    if (plan->fold == FOLD_COLLECT) {
        uint32_t head = s->nodes[plan->before].start;
        uint32_t tail =
            s->nodes[child_with(s, first_child(s, plan->before), R_RIGHT)].start;
        return (Wrap){arena_strndup(p->arena, s->text.ptr + head, tail - head), end};
    }
    const char *value = fresh_name(p, plan->loop, "value");
    if (plan->fold == FOLD_ADD) {
        const char *sign = s->nodes[first_child(s, plan->fold_statement)].name;
        return (Wrap){arena_printf(p->arena, "for (const %s of ", value),
                      arena_printf(p->arena, ") %s %s %s%s", into, sign, value, end)};
    }
    const char *key = fresh_name(p, plan->loop, "key");
    bool call = kind_of(s, first_child(s, plan->fold_statement)) == N_CALL;
    return (Wrap){arena_printf(p->arena, "for (const [%s, %s] of ", key, value),
                  call ? arena_printf(p->arena, ") %s.set(%s, %s)%s", into, key, value, end)
                       : arena_printf(p->arena, ") %s[%s] = %s%s", into, key, value, end)};
}

static Wrap all_wrap(Pass *p, const LoopPlan *plan)
{
    Wrap fold = fold_wrap(p, plan);
    const char *xs = source(p, plan->iterable);
    bool array = kind_of(p->syntax, plan->iterable) == N_ARRAY;
    return (Wrap){arena_printf(p->arena,
                               array ? "%sawait Promise.all(%s.map("
                                     : "%sawait Promise.all(Array.from(%s, ",
                               fold.before, xs),
                  arena_printf(p->arena, "))%s", fold.after)};
}

static Wrap batch_wrap(Pass *p, const LoopPlan *plan)
{
    Wrap fold = fold_wrap(p, plan);
    const char *end = uses_semicolons(p) ? ";" : "", *unit = indent_unit(p);
    const char *nl =
        arena_printf(p->arena, "%s%s", line_ending(p), indentation(p, plan->loop));
    const char *items = fresh_name(p, plan->loop, "items");
    const char *i = fresh_name(p, plan->loop, "i");
    return (Wrap){
        arena_printf(p->arena,
                     "const %s = Array.from(%s)%s%sfor (let %s = 0; %s < %s.length; %s += "
                     "10) {%s%s%sawait Promise.all(%s.slice(%s, %s + 10).map(",
                     items, source(p, plan->iterable), end, nl, i, i, items, i, nl, unit,
                     fold.before, items, i, i),
        arena_printf(p->arena, "))%s%s}", fold.after, nl)};
}

/* `(x) => f(x)`, with parentheses around an object that the arrow returns. */
static const char *arrow(const Pass *p, const LoopPlan *plan)
{
    bool object = kind_of(p->syntax, plan->operand) == N_OBJECT;
    return arena_printf(p->arena, object ? "(%s) => (%s)" : "(%s) => %s",
                        source(p, plan->target), source(p, plan->operand));
}

static void apply(Pass *p, Fix *fix, const LoopPlan *plan, Wrap wrap)
{
    const Syntax *s = p->syntax;
    bool collects = plan->fold == FOLD_COLLECT;
    uint32_t start = collects ? s->nodes[plan->before].start : plan->span.start;
    if (plan->operand) {
        fix_replace(p, fix, (Span){start, plan->span.end}, "%s%s%s", wrap.before,
                    arrow(p, plan), wrap.after);
        return;
    }
    Span head = {plan->span.start, s->nodes[plan->body].start};
    fix_replace(p, fix, head, "%sasync (%s) => ", wrap.before, source(p, plan->target));
    loop_continues(p, fix, plan);
    loop_returns(p, fix, plan);
    fix_insert(p, fix, plan->span.end, "%s", wrap.after);
}

/* The statement may be several: not the whole body of an `if` without braces. */
static bool has_room(const Syntax *s, Ref statement)
{
    NodeKind kind = kind_of(s, s->nodes[statement].parent);
    return kind == N_BLOCK || kind == N_MODULE || kind == N_CASE;
}

void offer_js_loop(Pass *p, Finding *finding, const LoopPlan *plan)
{
    const Syntax *s = p->syntax;
    LoopPlan whole = *plan;
    uint32_t start = plan->before ? s->nodes[plan->before].start : plan->span.start;
    bool comment = has_comment_in(p, (Span){start, plan->span.end});
    if (comment || !whole.operand) {
        whole.operand = 0;
        whole.fold = plan->fold == FOLD_COLLECT ? FOLD_EXTEND : plan->fold;
        Span head = {plan->span.start, s->nodes[plan->body].start};
        if (kind_of(s, plan->body) != N_BLOCK || has_comment_in(p, head))
            return;
    }
    Fix *fix = offer(p, finding, UNSAFE, "Await them together with `Promise.all`");
    apply(p, fix, &whole, all_wrap(p, &whole));
    if (!has_room(s, plan->loop))
        return;
    if (whole.fold == FOLD_COLLECT)
        whole.fold = FOLD_EXTEND;
    Fix *batches = offer(p, finding, UNSAFE, "Await them together, 10 at a time");
    batches->way = WAY_BOUNDED;
    apply(p, batches, &whole, batch_wrap(p, &whole));
}
