/*
 * shared_memory.h - js: typed arrays over memory that threads share.
 *
 * Such a view is one over a SharedArrayBuffer that this file makes and gives to a worker;
 * or over one that comes from elsewhere, and is called shared or used by Atomics here.
 */
#ifndef ASYNCLINT_SHARED_MEMORY_H
#define ASYNCLINT_SHARED_MEMORY_H

#include "asynclint/resolve.h"

typedef struct SharedView {
    const char *type; /* "Int32Array" */
    bool has_atomics; /* Atomics takes it: it holds integers, and is not clamped */
    bool is_big;      /* of BigInts */
} SharedView;

/* The expression is such a view, and at the place other threads may have it. */
bool shared_view(const Facts *facts, Ref expr, SharedView *out);
/* The function itself calls Atomics: it follows some protocol. */
bool uses_atomics(const Facts *facts, const Function *fn);

#endif
