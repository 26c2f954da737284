/*
 * lock_scope.c - fixes that give a lock its right extent: a `with` in the place of `acquire`
 * and `release`, and one lock for all uses in the place of one for each.
 */
#include <ctype.h>

#include "findings/habits.h"

/* --- acquire and release --- */

/* The statement that is nothing but the call, awaited or not; or 0. */
static Ref statement_of_call(const Syntax *s, Ref call)
{
    Ref parent = s->nodes[call].parent;
    if (kind_of(s, parent) == N_AWAIT)
        parent = s->nodes[parent].parent;
    return kind_of(s, parent) == N_EXPRESSION ? parent : 0;
}

static const char *with_problem(const Pass *p, const LockRegion *region, Ref first,
                                Ref last)
{
    const Syntax *s = p->syntax;
    const Call *acquire = call_at(p->facts, region->opener);
    if (!first || !last || s->nodes[first].parent != s->nodes[last].parent)
        return "`acquire` and `release` are not statements of the same block";
    if (!acquire || acquire->arg_count || acquire->has_keywords || acquire->has_spread)
        return "a `with` gives `acquire` no arguments";
    if (!has_own_lines(p, first) || !has_own_lines(p, last))
        return "other code stands on the same line";
    return is_rigid(p, first, last) ? "a string of several lines would change" : NULL;
}

void offer_with_lock(Pass *p, Finding *finding, const LockRegion *region)
{
    const Syntax *s = p->syntax;
    bool async = region->sort == LOCK_ASYNC;
    Ref first = statement_of_call(s, region->opener);
    Ref last = statement_of_call(s, region->closer);
    Fix *fix =
        offer(p, finding, UNSAFE, "Hold the lock by `%swith`", async ? "async " : "");
    const char *problem = with_problem(p, region, first, last);
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    fix_replace(p, fix, span_of(s, first), "%swith %s:", async ? "async " : "",
                source(p, region->lock));
    uint32_t end = line_start(s->text, s->nodes[last].start);
    indent_lines(p, fix, s->nodes[first].end, end, indent_unit(p));
    remove_statement(p, fix, last);
}

/* --- one lock for all --- */

/* What the call reads is there where a global is made. */
static const char *global_problem(const Pass *p, const Call *made)
{
    const Syntax *s = p->syntax;
    for (Ref r = made->node; r < s->nodes[made->node].last; r++) {
        const Symbol *symbol = symbol_of(p->facts, r);
        if (symbol && symbol->defs && symbol->scope->kind != SCOPE_MODULE)
            return "what it is made of is not known at the module's level";
    }
    return NULL;
}

/* Fixes are applied together: two locks must not get the same name, so that it tells the
 * class and the function. "account_pay_lock" */
static const char *shared_name(const Pass *p, const Call *made)
{
    const Function *fn = made->at.fn;
    const LockType *type = lock_type_named(made->target);
    const char *name = fn->name ? fn->name : "shared";
    while (*name == '_' && name[1])
        name++;
    const char *cls = fn->cls && fn->cls->name ? fn->cls->name : "";
    const char *kind = type && type->counts ? "limit" : "lock";
    bool told = ends_with(name, kind);
    char *base = arena_printf(p->arena, "%s%s%s%s%s", cls, *cls ? "_" : "", name,
                              told ? "" : "_", told ? "" : kind);
    for (char *at = base; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return base;
}

void offer_shared_lock(Pass *p, Finding *finding, const Call *made)
{
    const Syntax *s = p->syntax;
    Ref assign = s->nodes[made->node].parent, statement = s->nodes[assign].parent;
    bool named = kind_of(s, assign) == N_ASSIGN;
    Fix *fix = offer(p, finding, UNSAFE, "Make one lock for all, in the module");
    const char *problem = global_problem(p, made);
    if (!problem && named &&
        (kind_of(s, statement) != N_EXPRESSION || !has_own_lines(p, statement)))
        problem = "other code stands in the same statement";
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    const char *name =
        fix_global(p, fix, made->node, shared_name(p, made), source(p, made->node));
    if (!named) {
        fix_replace(p, fix, span_of(s, made->node), "%s", name);
        return;
    }
    const Symbol *symbol = symbol_of(p->facts, child_with(s, assign, R_LEFT));
    for (uint32_t i = 0; i < symbol->reads.len; i++)
        fix_replace(p, fix, span_of(s, symbol->reads.items[i]), "%s", name);
    remove_statement(p, fix, statement);
}
