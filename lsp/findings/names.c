/* names.c - names that are free to be used, and the async library that the file is for. */
#include "findings/habits.h"

#include <stdio.h>

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

static MapEntry *given_entry(const Pass *p, Map *map, Ref number, const char *name)
{
    char digits[16];
    Buffer key;
    int len = snprintf(digits, sizeof digits, "%u ", number);
    buffer_init(&key);
    buffer_append(&key, digits, (size_t)len);
    buffer_puts(&key, name);
    map->arena = p->arena;
    MapEntry *entry = map_add(map, key.data, key.len, NULL);
    buffer_release(&key);
    return entry;
}

static int *taken_number(const Pass *p, Ref function, const char *base)
{
    MapEntry *entry = given_entry(p, &p->habits->given->numbers, function, base);
    if (!entry->value)
        entry->value = NEW(p->arena, int);
    return entry->value;
}

const char *fresh_name(const Pass *p, Ref at, const char *base)
{
    Habits *habits = p->habits;
    if (!habits->given)
        habits->given = NEW(p->arena, GivenNames);
    MapEntry *place = given_entry(p, &habits->given->places, at, base), *given;
    if (place->value)
        return place->value;
    Ref function = function_around(p->syntax, at);
    int *number = taken_number(p, function, base);
    const char *joint = pass_js(p) ? "" : "_";
    char *name;
    do {
        /* A number that was taken once stays taken: each is tried once. */
        ++*number;
        name = *number == 1 ? arena_strndup(p->arena, base, strlen(base))
                            : arena_printf(p->arena, "%s%s%d", base, joint, *number);
        given = given_entry(p, &habits->given->names, function, name);
    } while (given->value || name_is_used(p, name));
    return given->value = place->value = name;
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
