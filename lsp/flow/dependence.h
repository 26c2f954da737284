/*
 * dependence.h - the parts of the question "could these iterations run at the same time?";
 * private to flow/.
 */
#ifndef FLOW_DEPENDENCE_H
#define FLOW_DEPENDENCE_H

#include "asynclint/dependence.h"
#include "facts/build.h"

/* The bytes of nodes that one iteration runs: the body, or a comprehension's all. */
typedef struct Iteration {
    const Facts *facts;
    const Loop *loop;
    Ref first, last; /* nodes [first, last) */
    uint32_t number; /* of those that were weighed */
} Iteration;

/* carried.c */
typedef enum Carry {
    CARRY_NONE,    /* nothing of one iteration is used by another */
    CARRY_COLLECT, /* only collected: appended, or stored under a key */
    CARRY_FOLD,    /* added up: x += …, self.n += … */
    CARRY_YES,
} Carry;
/* What an iteration leaves for the next; *because is the node that decides it. */
Carry iteration_carries(const Iteration *it, Ref *because);
/* The symbol is declared anew, or surely written before it is read, in each iteration. */
bool is_iteration_local(const Iteration *it, Symbol *symbol);
/* The name is made from the loop's head, in this iteration. */
bool is_derived(const Iteration *it, const Symbol *symbol);
/* The function of this file changes what outlives a call: attributes, outer names. */
bool changes_shared_state(const Facts *facts, const Function *fn);

/* understood.c: all that the call waits for is input or output that the tables know. */
bool is_understood(const Facts *facts, const Call *call);

/* ordered.c */
/* What is awaited must keep its order: one connection, page, stream, queue, lock … */
bool is_ordered(const Iteration *it, Ref expr, Ref *because);
/* The same of a call anywhere, by its names alone. */
bool looks_ordered(const Facts *facts, Ref call);
/* The iteration waits on purpose: sleep, delay, backoff, rate limit. */
bool waits_on_purpose(const Iteration *it, Ref *because);

#endif
