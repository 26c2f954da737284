/*
 * pool.h - many files, several threads, one order. (pool.c)
 */
#ifndef CHECK_POOL_H
#define CHECK_POOL_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Pool {
    unsigned threads; /* at least 1; 1 works in the caller's thread */
    size_t count;     /* of pieces of work */
    void *context;
    void (*work)(void *context, size_t index); /* in any thread, in any order */
    bool (*deliver)(void *context,
                    size_t index); /* caller's thread, in order; false stops */
    /* Caller's thread, a few times a second while it waits; may be NULL. */
    void (*tick)(void *context, size_t done);
} Pool;

void pool_run(const Pool *pool);

#endif
