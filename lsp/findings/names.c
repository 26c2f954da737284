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

static uint32_t bucket_of(Ref function, const char *text)
{
    uint32_t hash = function;
    for (; *text; text++)
        hash = hash * 31 + (unsigned char)*text;
    return hash % GIVEN_BUCKETS;
}

static bool is_given(const GivenNames *names, Ref function, const char *name)
{
    const Given *given = names->by_name[bucket_of(function, name)];
    for (; given; given = given->same_name)
        if (given->function == function && same(given->name, name))
            return true;
    return false;
}

static const Given *given_at(const GivenNames *names, Ref at, const char *base)
{
    const Given *given = names->by_at[at % GIVEN_BUCKETS];
    while (given && (given->at != at || !same(given->base, base)))
        given = given->same_at;
    return given;
}

static Taken *taken_of(const Pass *p, Ref function, const char *base)
{
    Taken **bucket = &p->habits->given->taken[bucket_of(function, base)];
    Taken *taken = *bucket;
    while (taken && (taken->function != function || !same(taken->base, base)))
        taken = taken->next;
    if (taken)
        return taken;
    taken = NEW(p->arena, Taken);
    *taken = (Taken){function, arena_strndup(p->arena, base, strlen(base)), 0, *bucket};
    return *bucket = taken;
}

static void remember_given(const Pass *p, Given given)
{
    GivenNames *names = p->habits->given;
    Given **by_name = &names->by_name[bucket_of(given.function, given.name)];
    Given **by_at = &names->by_at[given.at % GIVEN_BUCKETS];
    given.same_name = *by_name;
    given.same_at = *by_at;
    Given *kept = NEW(p->arena, Given);
    *kept = given;
    *by_name = *by_at = kept;
}

const char *fresh_name(const Pass *p, Ref at, const char *base)
{
    Habits *habits = p->habits;
    if (!habits->given)
        habits->given = NEW(p->arena, GivenNames);
    const Given *before = given_at(habits->given, at, base);
    if (before)
        return before->name;
    Ref function = function_around(p->syntax, at);
    Taken *taken = taken_of(p, function, base);
    const char *joint = pass_js(p) ? "" : "_";
    const char *name;
    do {
        /* A number that was taken once stays taken: each is tried once. */
        taken->number++;
        name = taken->number == 1
                   ? taken->base
                   : arena_printf(p->arena, "%s%s%d", base, joint, taken->number);
    } while (name_is_used(p, name) || is_given(habits->given, function, name));
    remember_given(
        p, (Given){.function = function, .at = at, .base = taken->base, .name = name});
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
