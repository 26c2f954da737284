/*
 * pairs.c - a table from pairs of addresses to pointers.
 *
 * Open addressing with linear probing; grown at three quarters full.
 */
#include "asynclint/pairs.h"

static Pair *find_slot(const Pairs *pairs, const void *a, const void *b)
{
    const uint64_t mix = 0x9E3779B97F4A7C15u;
    uint64_t key = ((uint64_t)(uintptr_t)a * mix ^ (uint64_t)(uintptr_t)b) * mix;
    uint32_t mask = pairs->cap - 1;
    for (uint32_t i = (uint32_t)(key >> 32) & mask;; i = (i + 1) & mask) {
        Pair *pair = &pairs->slots[i];
        if (!pair->a || (pair->a == a && pair->b == b))
            return pair;
    }
}

static void grow(Pairs *pairs)
{
    Pair *old = pairs->slots;
    uint32_t old_cap = pairs->cap;
    pairs->cap = old_cap ? old_cap * 2 : 64;
    pairs->slots = arena_alloc(pairs->arena, pairs->cap * sizeof *old);
    for (uint32_t i = 0; i < old_cap; i++)
        if (old[i].a)
            *find_slot(pairs, old[i].a, old[i].b) = old[i];
}

void *pairs_get(const Pairs *pairs, const void *a, const void *b)
{
    return pairs->cap ? find_slot(pairs, a, b)->value : NULL;
}

void **pairs_at(Pairs *pairs, const void *a, const void *b)
{
    if (pairs->count * 4 >= pairs->cap * 3)
        grow(pairs);
    Pair *pair = find_slot(pairs, a, b);
    if (!pair->a) {
        *pair = (Pair){.a = a, .b = b};
        pairs->count++;
    }
    return &pair->value;
}
