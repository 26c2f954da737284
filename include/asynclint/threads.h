/*
 * threads.h - what a file runs in other threads and processes.
 *
 * A handoff is one place that gives a function to a thread, a process or a pool, or that
 * lets a framework run it there: the OFFLOAD rows of known.h say which. From the handoffs
 * follows which functions run elsewhere, by the calls of this file. Only Python has any.
 */
#ifndef ASYNCLINT_THREADS_H
#define ASYNCLINT_THREADS_H

#include "asynclint/known.h"
#include "asynclint/resolve.h"

typedef enum Elsewhere {
    IN_THREAD = 1 << 0,  /* shares memory with all others */
    IN_PROCESS = 1 << 1, /* or interpreter: has a copy of everything */
} Elsewhere;

/* A place in another file that hands a function of this one over. */
typedef struct Outside {
    const char *path; /* as it is shown */
    Span span;        /* of the call, in that file */
    uint32_t line, column;
    VEC(const char *) looks; /* names of this module that it reads afterwards */
} Outside;

typedef struct Handoff {
    uint8_t where;      /* Elsewhere; 0 when the executor is not known */
    bool many;          /* several run at the same time: items, requests, a loop */
    bool own_object;    /* many, but each has a `self` of its own */
    bool prepares;      /* an initializer: runs in each worker before its work */
    const Known *known; /* the row; NULL for the `run` of a Thread or Process */
    const Call *call;   /* that hands it over; NULL for a decorator, `run`, and outside */
    const Outside *outside; /* another file hands it over; or NULL */
    const Class *cls;       /* the Thread or Process whose `run` it is; or NULL */
    Ref callable;           /* as it is given, partial() looked through; 0 without a call */
    Function *fn;           /* what it is in this file, or NULL */
    uint8_t labour;         /* 1 + Labour, once labour_of was asked */
    Ref labour_at;          /* … and its *because */
} Handoff;

typedef VEC(Handoff *) HandoffList;

/* All handoffs of the file, in source order but for the `run` of classes, which come last.
 * Owned by the facts. */
const HandoffList *handoffs(const Facts *facts);
/* What other files hand over counts for reach_of, once it is told. */
void facts_hand_over(Facts *facts, Handoff handoff);
/* The executor or pool that the call is made on, or that it is given first; or 0. */
Ref executor_of(const Facts *facts, const Call *call);
/* The handoff whose call this is, or NULL. */
Handoff *handoff_of(const Facts *facts, const Call *call);
/* What is handed to the pool that the call makes, as far as its name shows; empty when that
 * cannot be seen. In the facts' arena. */
HandoffList pool_handoffs(const Facts *facts, const Call *made);

/* How a function runs elsewhere, as called by what is handed over. Calls under a lock are
 * not followed: what they reach is locked. */
typedef struct Reached {
    const Handoff *by;   /* NULL: it does not, as far as this file shows */
    const Handoff *also; /* another that runs it at the same time, or NULL */
    bool has_self; /* its `self` is also somebody else's: the one handed over, global … */
    bool same_self; /* … and the same for all that run it at the same time */
} Reached;
Reached reach_of(const Facts *facts, const Function *fn, Elsewhere where);

/* --- what a handed-over function does with its time (flow/labour.c) --- */

typedef enum Labour {
    LABOUR_UNKNOWN,
    LABOUR_COMPUTES, /* counts for long in Python, which holds the GIL, and waits nowhere */
    LABOUR_WAITS,    /* asks the network or a database, and does little else */
} Labour;
/* Also by what the function calls in this file. *because: the loop or the call that takes the
 * time, or 0 when what is handed over does so itself. */
Labour labour_of(const Facts *facts, Handoff *handoff, Ref *because);
/* The function changes what outlives its call: globals, attributes, closed-over names, or
 * what it was given. In another process it would change a copy. */
bool leaves_traces(const Facts *facts, const Function *fn);

/* --- what cannot be given to another process (facts/pickle.c) --- */

typedef struct Rigid {
    const char *class;   /* "threading.Lock"; "" for what is no object of a class */
    const char *what;    /* "a lock of threads" */
    const char *instead; /* of sending it: "use a lock of a `Manager`" */
    const char
        *given;  /* what to give a process when it is started; NULL: it may be given */
    bool copied; /* a forked process gets a copy, which is of no use */
} Rigid;

/* Why the value of the expression cannot be pickled, or NULL when it can, or nothing is
 * known of it. *part: the attribute of an object of this file that is the reason, or 0. */
const Rigid *rigid_value(const Facts *facts, Ref expr, Ref *part);

/* --- */

/* What both hand over may run at the same time. */
bool run_together(const Facts *facts, const Handoff *a, const Handoff *b);
/* A lock is held around the node, or its function says by its name (`_locked`) that its
 * callers hold one. */
bool runs_locked(const Facts *facts, Ref node);
/* The function, in its own code between the two nodes, waits for threads to end. */
bool joins_between(const Facts *facts, const Function *fn, Ref from, Ref to);
/* The two places of one function cannot both run in one call of it. */
bool are_alternatives(const Facts *facts, Ref a, Ref b);

#endif
