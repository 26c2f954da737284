/* inner.c - what an expression of a loop needs when it moves to a function of its own. */
#include "findings/habits.h"

/* Something within the node gives the name its value. */
static bool is_bound_in(const Pass *p, Symbol *symbol, Ref around)
{
    const Def *def = first_def_from(symbol, around, p->arena);
    return def && is_within(p->syntax, def->name, around);
}

const char *iteration_names(const Pass *p, Ref expr, Ref around)
{
    const Syntax *s = p->syntax;
    VEC(const Symbol *) seen = {0};
    const char *list = "";
    for (Ref r = expr; r < s->nodes[expr].last; r++) {
        Symbol *symbol = kind_of(s, r) == N_NAME ? symbol_of(p->facts, r) : NULL;
        bool own = symbol && is_within(s, symbol->scope->node, expr);
        if (!symbol || own || !is_bound_in(p, symbol, around))
            continue;
        bool again = false;
        for (uint32_t i = 0; i < seen.len; i++)
            again = again || seen.items[i] == symbol;
        if (again)
            continue;
        vec_push(p->arena, &seen, symbol);
        list = arena_printf(p->arena, "%s%s%s", list, *list ? ", " : "", symbol->name);
    }
    return list;
}
