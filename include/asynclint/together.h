/*
 * together.h - work that is started for each item of a collection and awaited together:
 * gather(*[f(x) for x in xs]), Promise.all(xs.map(f)). Rules get it by rule.h.
 */
#ifndef ASYNCLINT_TOGETHER_H
#define ASYNCLINT_TOGETHER_H

#include "asynclint/resolve.h"

/* What a combinator (asyncio.gather, asyncio.wait, Promise.all …) waits for. */
typedef struct Together {
    const char *name; /* "asyncio.gather", "Promise.all": static */
    bool settles;     /* failures are given as results: return_exceptions, allSettled */
    bool races;       /* the first one ends the waiting */
    Ref items;        /* what makes one awaitable an item: a COMPREHENSION, the CALL of map,
                       * a loop that appends them; 0 when they are written out one by one,
                       * or cannot be seen */
    Ref source;       /* the collection that `items` goes over, or 0 */
    Ref work;         /* what is started for one item: a CALL, a callback; or 0 */
} Together;

/* False when the call is no combinator. */
bool together_at(const Facts *facts, const Call *call, Together *out);
/* The collection is written out, a constant, or a part cut out of another. */
bool is_small_collection(const Facts *facts, Ref expr);
/* A semaphore, limiter or pool of workers bounds how much of it runs at a time. */
bool is_bounded(const Facts *facts, const Together *together);
/* The definition that a read of a name sees, as far as the order of the code tells; NULL
 * when another function binds it too. */
const Def *seen_def(const Facts *facts, Ref name);

/* --- the results (facts/results.c) --- */

/* The combinator whose results the expression is one of: an item of the loop over them, the
 * parameter of a callback of map, results[0]. NULL when it is not known to be one. */
const Call *item_of_results(const Facts *facts, Ref expr, Together *together);

/* What becomes of values, in rising order. */
typedef enum ResultFate {
    FATE_NEUTRAL,   /* nothing that tells: tested, counted */
    FATE_USED,      /* its members, items or value are made use of */
    FATE_ELSEWHERE, /* some go on to where this cannot see: passed, stored, returned */
} ResultFate;
/* … that the names of a target (results; a, b; the r of `for r in`) are given. */
ResultFate results_fate(const Facts *facts, Ref target);

/* The name says that something is ended: close, disconnect, tearDown … */
bool is_release_name(const char *name);

#endif
