/* loop.c - reads a loop as work for each item and a fold of the results. */
#include "findings/loop.h"

/* --- the parts --- */

static Ref only_statement(const Syntax *s, Ref body)
{
    if (kind_of(s, body) != N_BLOCK)
        return body;
    Ref first = first_child(s, body);
    return first && !next_child(s, first) ? first : 0;
}

static Ref last_statement(const Syntax *s, Ref body)
{
    Ref last = kind_of(s, body) == N_BLOCK ? 0 : body;
    for (Ref c = last ? 0 : first_child(s, body); c; c = next_child(s, c))
        last = c;
    return last;
}

static Ref statement_before(const Syntax *s, Ref statement)
{
    Ref before = 0;
    for (Ref c = first_child(s, s->nodes[statement].parent); c && c != statement;
         c = next_child(s, c))
        before = c;
    return before;
}

/* `acc = []`, `const acc = []` as the whole statement; the NAME, or 0. */
static Ref emptied_name(const Syntax *s, Ref statement)
{
    Ref assign = first_child(s, statement);
    NodeKind kind = kind_of(s, statement);
    if ((kind != N_EXPRESSION && kind != N_DECLARE) || kind_of(s, assign) != N_ASSIGN ||
        next_child(s, assign))
        return 0;
    Ref left = child_with(s, assign, R_LEFT), right = child_with(s, assign, R_RIGHT);
    bool empty = kind_of(s, right) == N_ARRAY && !first_child(s, right);
    bool fits = kind_of(s, left) == N_NAME && empty && !child_with(s, assign, R_TYPE);
    return fits ? left : 0;
}

static bool is_simple(const Syntax *s, Ref expr)
{
    for (Ref r = expr; r < s->nodes[expr].last; r++)
        if (kind_of(s, r) == N_CALL || kind_of(s, r) == N_AWAIT)
            return false;
    return true;
}

/* acc.append(v); js: acc.push(v), map.set(k, v) */
static void read_call_fold(const Pass *p, LoopPlan *plan, Ref call)
{
    const Syntax *s = p->syntax;
    Ref callee = child_with(s, call, R_CALLEE), first = child_with(s, call, R_ARGUMENT);
    Ref second = first ? next_with(s, first, R_ARGUMENT) : 0;
    const char *method = kind_of(s, callee) == N_MEMBER ? s->nodes[callee].name : NULL;
    if (!first || kind_of(s, first) == N_SPREAD)
        return;
    plan->into = child_with(s, callee, R_OBJECT);
    if (!plan->into || !is_simple(s, plan->into))
        return;
    if (same(method, pass_js(p) ? "push" : "append") && !second) {
        Ref before = statement_before(s, plan->loop);
        Ref name = before ? emptied_name(s, before) : 0;
        bool fresh = name && kind_of(s, plan->into) == N_NAME &&
                     symbol_of(p->facts, name) == symbol_of(p->facts, plan->into);
        plan->before = fresh ? before : 0;
        plan->fold = fresh ? FOLD_COLLECT : FOLD_EXTEND;
        plan->value = first;
    } else if (pass_js(p) && same(method, "set") && second &&
               !next_with(s, second, R_ARGUMENT)) {
        plan->fold = FOLD_STORE;
        plan->key = first;
        plan->value = second;
    }
}

static void read_assignment_fold(const Pass *p, LoopPlan *plan, Ref assign)
{
    const Syntax *s = p->syntax;
    Ref left = child_with(s, assign, R_LEFT);
    if (kind_of(s, assign) == N_AUGMENTED && is_simple(s, left)) {
        plan->fold = FOLD_ADD;
        plan->into = left;
    } else if (kind_of(s, assign) == N_ASSIGN && kind_of(s, left) == N_INDEX) {
        Ref key = child_with(s, left, R_SUBSCRIPT);
        if (!key || next_with(s, key, R_SUBSCRIPT) || kind_of(s, key) == N_SLICE ||
            !is_simple(s, left))
            return;
        plan->fold = FOLD_STORE;
        plan->into = child_with(s, left, R_OBJECT);
        plan->key = key;
    }
    plan->value = child_with(s, assign, R_RIGHT);
}

static void read_fold(const Pass *p, LoopPlan *plan)
{
    const Syntax *s = p->syntax;
    Ref expr = kind_of(s, plan->last) == N_EXPRESSION ? first_child(s, plan->last) : 0;
    if (kind_of(s, expr) == N_CALL)
        read_call_fold(p, plan, expr);
    else if (kind_of(s, expr) == N_ASSIGN || kind_of(s, expr) == N_AUGMENTED)
        read_assignment_fold(p, plan, expr);
    if (plan->fold != FOLD_NONE)
        plan->fold_statement = plan->last;
}

/* --- whether it can be moved --- */

/* A name is read behind the loop, where the fix would leave it unset. */
static bool is_read_later(const Pass *p, Symbol *symbol, Ref end)
{
    uint32_t read = symbol ? first_read_from(symbol, end) : 0;
    if (!symbol || read == symbol->reads.len)
        return false;
    const Def *bound = first_def_from(symbol, end, p->arena);
    return !bound || symbol->reads.items[read] <= bound->name;
}

static bool is_target_read_later(const Pass *p, const LoopPlan *plan)
{
    const Syntax *s = p->syntax;
    for (Ref r = plan->target; r < s->nodes[plan->target].last; r++)
        if (is_read_later(p, symbol_of(p->facts, r), s->nodes[plan->loop].last))
            return true;
    return false;
}

static bool is_bound_outside(const Pass *p, Symbol *symbol, Ref loop)
{
    const Def *first = symbol ? first_def_from(symbol, 0, p->arena) : NULL;
    return !first || !is_within(p->syntax, first->name, loop) ||
           first_def_from(symbol, p->syntax->nodes[loop].last, p->arena);
}

/* The body writes to what is not its own, other than in its last statement. */
static bool writes_outside(const Pass *p, const LoopPlan *plan)
{
    const Syntax *s = p->syntax;
    uint32_t i = writes_from(p->facts, plan->body);
    for (; i < p->facts->writes.len; i++) {
        const Write *write = p->facts->writes.items[i];
        if (!is_within(s, write->node, plan->body))
            break;
        if ((plan->fold && is_within(s, write->node, plan->fold_statement)))
            continue;
        bool name = kind_of(s, write->target) == N_NAME;
        if (is_bound_outside(p, write->symbol, plan->loop) ||
            (name && is_read_later(p, write->symbol, s->nodes[plan->loop].last)))
            return true;
    }
    return false;
}

/* A collection of the outside is added to, other than in the last statement. */
static bool collects_outside(const Pass *p, const LoopPlan *plan)
{
    static const char *const ADDS[] = {
        "append",  "push",    "add", "set",        "extend",     "update", "insert",
        "unshift", "discard", "pop", "appendleft", "setdefault", "remove"};
    const Syntax *s = p->syntax;
    for (Ref r = plan->body; r < s->nodes[plan->body].last; r++) {
        Ref callee = kind_of(s, r) == N_CALL ? child_with(s, r, R_CALLEE) : 0;
        if (kind_of(s, callee) != N_MEMBER ||
            (plan->fold && is_within(s, r, plan->fold_statement)))
            continue;
        Symbol *symbol = symbol_of(p->facts, root_of(p->facts, callee));
        const Def *def = single_def(symbol);
        if (def && def->kind == DEF_IMPORT)
            continue;
        for (size_t i = 0; i < COUNT(ADDS); i++)
            if (same(s->nodes[callee].name, ADDS[i]) &&
                is_bound_outside(p, symbol, plan->loop))
                return true;
    }
    return false;
}

/* What means something else in a function of its own. */
static bool is_bound_to_function(const Pass *p, const LoopPlan *plan)
{
    const Syntax *s = p->syntax;
    for (Ref r = plan->body; r < s->nodes[plan->body].last; r++) {
        NodeKind kind = kind_of(s, r);
        const char *name = s->nodes[r].name;
        bool python = !pass_js(p) &&
                      (kind == N_GLOBAL || kind == N_NONLOCAL || kind == N_SUPER ||
                       kind == N_DELETE ||
                       (kind == N_NAME && (same(name, "super") || same(name, "locals"))));
        bool js = pass_js(p) && kind == N_DECLARE && has_flag(s, r, NF_VAR);
        if (python || js || kind == N_LABEL || kind == N_YIELD)
            return true;
    }
    return false;
}

static bool has_own_continue(const Pass *p, const LoopPlan *plan)
{
    const Syntax *s = p->syntax;
    for (Ref r = plan->body; r < s->nodes[plan->body].last; r++) {
        if (kind_of(s, r) == N_FUNCTION || is_loop(kind_of(s, r)))
            r = s->nodes[r].last - 1;
        else if (kind_of(s, r) == N_CONTINUE)
            return true;
    }
    return false;
}

static bool binds_only_names(const Pass *p, Ref target)
{
    const Syntax *s = p->syntax;
    for (Ref r = target; r < s->nodes[target].last; r++) {
        NodeKind kind = kind_of(s, r);
        if (kind == N_MEMBER || kind == N_INDEX || (!pass_js(p) && kind == N_SPREAD))
            return false;
    }
    return true;
}

static bool can_move(const Pass *p, const LoopPlan *plan)
{
    bool moves = !writes_outside(p, plan) && !collects_outside(p, plan) &&
                 !(plan->fold && has_own_continue(p, plan));
    return binds_only_names(p, plan->target) && !is_target_read_later(p, plan) &&
           !is_bound_to_function(p, plan) && (plan->operand || moves);
}

bool loop_plan(const Pass *p, const Loop *loop, LoopPlan *plan)
{
    const Syntax *s = p->syntax;
    bool declares = pass_js(p) ? has_flag(s, loop->node, NF_DECLARES) : true;
    if (loop->kind != N_FOR_EACH || has_flag(s, loop->node, NF_IN | NF_VAR) || !declares ||
        child_with(s, loop->node, R_ELSE) || !loop->body)
        return false;
    *plan = (LoopPlan){.loop = loop->node,
                       .target = child_with(s, loop->node, R_LEFT),
                       .iterable = child_with(s, loop->node, R_RIGHT),
                       .body = loop->body,
                       .last = last_statement(s, loop->body),
                       .span = span_of(s, loop->node)};
    if (!plan->last)
        return false;
    /* Python's grammar counts a comment behind the last statement to the loop. */
    if (!pass_js(p))
        plan->span.end = s->nodes[plan->last].end;
    read_fold(p, plan);
    Ref only = only_statement(s, loop->body);
    Ref expr = plan->fold                         ? plan->value
               : kind_of(s, only) == N_EXPRESSION ? first_child(s, only)
                                                  : 0;
    if (only && kind_of(s, expr) == N_AWAIT && plan->fold != FOLD_STORE &&
        loop->awaits.len == 1)
        plan->operand = child_with(s, expr, R_VALUE);
    return can_move(p, plan);
}

/* --- edits of the body --- */

void loop_continues(Pass *p, Fix *fix, const LoopPlan *plan)
{
    const Syntax *s = p->syntax;
    for (Ref r = plan->body; r < s->nodes[plan->body].last; r++) {
        if (kind_of(s, r) == N_FUNCTION || is_loop(kind_of(s, r))) {
            r = s->nodes[r].last - 1;
        } else if (kind_of(s, r) == N_CONTINUE) {
            uint32_t start = s->nodes[r].start;
            fix_replace(p, fix, (Span){start, start + (uint32_t)strlen("continue")},
                        "return");
        }
    }
}

void loop_returns(Pass *p, Fix *fix, const LoopPlan *plan)
{
    const Syntax *s = p->syntax;
    if (!plan->fold)
        return;
    Span span = span_of(s, plan->fold_statement);
    const char *end = s->text.ptr[span.end - 1] == ';' ? ";" : "";
    const char *value = source(p, plan->value);
    bool tuple = kind_of(s, plan->value) == N_TUPLE &&
                 s->text.ptr[s->nodes[plan->value].start] != '(';
    if (tuple)
        value = arena_printf(p->arena, "(%s)", value);
    if (plan->fold != FOLD_STORE)
        fix_replace(p, fix, span, "return %s%s", value, end);
    else if (pass_js(p))
        fix_replace(p, fix, span, "return [%s, %s]%s%s", source(p, plan->key), value,
                    p->facts->language == LANG_JAVASCRIPT ? "" : " as const", end);
    else
        fix_replace(p, fix, span, "return %s, %s%s", source(p, plan->key), value, end);
}

void offer_together(Pass *p, Finding *finding, const Loop *loop)
{
    LoopPlan plan;
    if (!pass_js(p) && !same(async_library(p), "asyncio"))
        return;
    if (loop->kind == N_COMPREHENSION)
        offer_python_comprehension(p, finding, loop);
    else if (loop_plan(p, loop, &plan) && pass_js(p))
        offer_js_loop(p, finding, &plan);
    else if (loop_plan(p, loop, &plan))
        offer_python_loop(p, finding, &plan);
}
