/*
 * rejects.h - whether a promise that nobody looks after can be rejected unheard.
 * (facts/rejects.c) Rules get it by rule.h.
 */
#ifndef ASYNCLINT_REJECTS_H
#define ASYNCLINT_REJECTS_H

#include "asynclint/facts.h"

typedef enum Fate {
    FATE_REJECTS, /* it may be rejected, for all that is known */
    FATE_CALM,    /* nothing in it fails: `new Promise((resolve) => …)`, a sleep */
    FATE_HANDLED, /* its errors are handled where they arise */
    FATE_COUNT
} Fate;

/* Of the promise that the expression gives. */
Fate promise_fate(const Facts *facts, Ref expr);
/* … that the function gives. */
Fate function_fate(const Facts *facts, const Function *fn);
/* An await, a throw or a returned promise in the function's own code can fail, and no
 * handler is around it. */
bool may_fail_unheard(const Facts *facts, const Function *fn);
/* The argument can be a handler: not a literal, not undefined or null, not missing. */
bool is_handler(const Syntax *s, Ref argument);

#endif
