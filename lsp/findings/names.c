/* names.c - names that are free to be used, and the async library that the file is for. */
#include "findings/habits.h"

bool name_is_used(const Pass *p, const char *name)
{
    Habits *habits = p->habits;
    const char *known = intern_find(&p->syntax->names, name);
    if (!known)
        return false;
    for (uint32_t i = 0; i < habits->used.len; i++)
        if (habits->used.items[i].name == known)
            return habits->used.items[i].used;
    bool used = false;
    for (Ref r = 2; r < p->syntax->count && !used; r++) {
        NodeKind kind = kind_of(p->syntax, r);
        bool counts = kind == N_NAME || kind == N_IMPORT_NAME || kind == N_EXPORT_NAME;
        used = counts && p->syntax->nodes[r].name == known;
    }
    UsedName entry = {known, used};
    vec_push(p->arena, &habits->used, entry);
    return used;
}

static Ref function_around(const Syntax *s, Ref at)
{
    Ref fn = ancestor(s, at, N_FUNCTION);
    return fn ? fn : 1;
}

static bool is_given(const Habits *habits, Ref function, const char *name)
{
    for (uint32_t i = 0; i < habits->given.len; i++)
        if (habits->given.items[i].function == function &&
            same(habits->given.items[i].name, name))
            return true;
    return false;
}

const char *fresh_name(const Pass *p, Ref at, const char *base)
{
    Habits *habits = p->habits;
    Ref function = function_around(p->syntax, at);
    for (uint32_t i = 0; i < habits->given.len; i++)
        if (habits->given.items[i].at == at && same(habits->given.items[i].base, base))
            return habits->given.items[i].name;
    const char *name = arena_strndup(p->arena, base, strlen(base));
    const char *joint = pass_js(p) ? "" : "_";
    for (int n = 2; name_is_used(p, name) || is_given(habits, function, name); n++)
        name = arena_printf(p->arena, "%s%s%d", base, joint, n);
    Given given = {.function = function,
                   .at = at,
                   .base = arena_strndup(p->arena, base, strlen(base)),
                   .name = name};
    vec_push(p->arena, &habits->given, given);
    return name;
}

const char *async_library(const Pass *p)
{
    uint32_t flags = p->facts->flags;
    if (flags & FILE_ASYNCIO)
        return "asyncio";
    if (flags & FILE_ANYIO)
        return "anyio";
    return flags & FILE_TRIO ? "trio" : "asyncio";
}
