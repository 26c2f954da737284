/*
 * dependence.h - could the iterations of a loop run at the same time?
 *
 * The answer errs on the side of no: what is not understood, depends.
 */
#ifndef ASYNCLINT_DEPENDENCE_H
#define ASYNCLINT_DEPENDENCE_H

#include "asynclint/facts.h"

typedef struct Verdict {
    bool independent; /* the iterations may run at the same time */
    bool sure;        /* … and what is awaited is known, and made from the loop's head */
    const char
        *reason; /* why not (or why not sure), a static sentence; for `asynclint facts` */
    Ref because; /* the node that decides it, or 0 */
} Verdict;

/* Whether the loop's own awaits could run concurrently. */
Verdict loop_verdict(const Facts *facts, const Loop *loop);

#endif
