/*
 * dependence.h - the parts of the question "could these iterations run at the same time?";
 * private to facts/.
 */
#ifndef FACTS_DEPENDENCE_H
#define FACTS_DEPENDENCE_H

#include "facts/build.h"

/* The bytes of nodes that one iteration runs: the body, or a comprehension's all. */
typedef struct Iteration {
    const Facts *facts;
    const Loop *loop;
    Ref first, last;       /* nodes [first, last) */
    VEC(Symbol *) derived; /* names made from the loop's head, in this iteration */
} Iteration;

/* The first fact of a list that stands at a node or behind it. Facts are in source order,
 * so that those of a subtree follow each other. */
#define FIRST_FACT(name, Fact)                                                             \
    static inline uint32_t name(Fact *const *facts, uint32_t count, Ref at)                \
    {                                                                                      \
        uint32_t low = 0;                                                                  \
        while (low < count) {                                                              \
            uint32_t middle = low + (count - low) / 2;                                     \
            if (facts[middle]->node < at)                                                  \
                low = middle + 1;                                                          \
            else                                                                           \
                count = middle;                                                            \
        }                                                                                  \
        return low;                                                                        \
    }
FIRST_FACT(first_write, Write)
FIRST_FACT(first_call, Call)
FIRST_FACT(first_await, Await)

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
bool is_iteration_local(const Iteration *it, const Symbol *symbol);
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
