/* global.c - a name of the module's own that a fix needs: reused, or made behind the imports. */
#include "findings/habits.h"

/* The module binds the name once, to just this value. */
static bool is_there(const Pass *p, const char *name, const char *value)
{
    const Def *def = single_def(visible_symbol(p->facts, 1, name));
    return def && def->kind == DEF_ASSIGN && def->value && !def->destructured &&
           same(source(p, def->value), value);
}

const char *fix_global(Pass *p, Fix *fix, Ref at, const char *base, const char *value)
{
    const Symbol *symbol = visible_symbol(p->facts, at, base);
    if (is_there(p, base, value) && symbol == visible_symbol(p->facts, 1, base))
        return base;
    const char *name = symbol ? fresh_name(p, at, base) : base;
    const char *end = pass_js(p) && uses_semicolons(p) ? ";" : "";
    const char *keyword = pass_js(p) ? "const " : "";
    import_line(
        p, fix,
        arena_printf(p->arena, "%s%s%s = %s%s", line_ending(p), keyword, name, value, end));
    return name;
}
