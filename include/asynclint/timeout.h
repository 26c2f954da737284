/*
 * timeout.h - which waits of Python end, and by what: the argument that bounds a call, and
 * the `async with asyncio.timeout(…)` around it. The TIMEOUT rows of known.h say what waits.
 */
#ifndef ASYNCLINT_TIMEOUT_H
#define ASYNCLINT_TIMEOUT_H

#include "asynclint/known.h"
#include "asynclint/resolve.h"

typedef struct Wait {
    const Known *known; /* the row; NULL when the call is none, or is bounded */
    const Call *call;
    Ref callee;  /* what waits: the callee, or what is handed to a thread */
    Ref none;    /* the `None` that is given for a timeout, or 0 */
    bool sure;   /* the file shows the session or socket that the call is made on */
    bool thread; /* it is handed to a thread */
} Wait;

/* How the call may wait for ever, by its own arguments and by what the file shows of the
 * object it is made on: adapters of a session, settimeout of a socket. */
Wait endless_wait(const Facts *facts, const Call *call);
/* A timeout ends what is awaited at the node: `asyncio.timeout`, `trio.fail_after` …
 * around it in its function, or around a call of its function in this file. */
bool is_under_timeout(const Facts *facts, Ref node);

#endif
