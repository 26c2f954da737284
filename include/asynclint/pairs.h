/*
 * pairs.h - a table from pairs of addresses to pointers. (text/pairs.c)
 *
 * For answers that are asked for again: addresses are compared, not what they point to.
 * Nothing is ever taken out. Zero is an empty table but for its arena.
 */
#ifndef ASYNCLINT_PAIRS_H
#define ASYNCLINT_PAIRS_H

#include "asynclint/base.h"

typedef struct Pair {
    const void *a, *b; /* `a` is NULL: an empty slot */
    void *value;
} Pair;

typedef struct Pairs {
    Arena *arena; /* borrowed */
    Pair *slots;
    uint32_t count, cap;
} Pairs;

/* The value of a pair, or NULL. `a` is never NULL. */
void *pairs_get(const Pairs *pairs, const void *a, const void *b);
/* Where it is kept, made with NULL when it is not there. Borrowed until the next one. */
void **pairs_at(Pairs *pairs, const void *a, const void *b);

#endif
