/*
 * intern.c - one copy of each name, so that names can be compared by address.
 *
 * Open addressing with linear probing; grown at three quarters full.
 */
#include "asynclint/base.h"

#include "text/hash.h"

bool ends_with(const char *text, const char *suffix)
{
    size_t len = strlen(text), tail = strlen(suffix);
    return len >= tail && memcmp(text + len - tail, suffix, tail) == 0;
}

void interner_init(Interner *interner, Arena *arena)
{
    *interner = (Interner){.arena = arena};
}

static const char **find_slot(const Interner *interner, const char *text, size_t len)
{
    uint32_t mask = interner->cap - 1;
    for (uint32_t i = hash_of(text, len) & mask;; i = (i + 1) & mask) {
        const char *name = interner->slots[i];
        if (!name || (strncmp(name, text, len) == 0 && name[len] == '\0'))
            return &interner->slots[i];
    }
}

static void grow(Interner *interner)
{
    const char **old = interner->slots;
    uint32_t old_cap = interner->cap;
    interner->cap = old_cap ? old_cap * 2 : 256;
    interner->slots = arena_alloc(interner->arena, interner->cap * sizeof *old);
    for (uint32_t i = 0; i < old_cap; i++)
        if (old[i])
            *find_slot(interner, old[i], strlen(old[i])) = old[i];
}

const char *intern(Interner *interner, const char *text, size_t len)
{
    const char *nul = memchr(text, '\0', len); /* names are C strings */
    if (nul)
        len = (size_t)(nul - text);
    if (interner->count * 4 >= interner->cap * 3)
        grow(interner);
    const char **slot = find_slot(interner, text, len);
    if (!*slot) {
        *slot = arena_strndup(interner->arena, text, len);
        interner->count++;
    }
    return *slot;
}

const char *intern_find(const Interner *interner, const char *text)
{
    return interner->cap ? *find_slot(interner, text, strlen(text)) : NULL;
}
