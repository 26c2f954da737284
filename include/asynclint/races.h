/*
 * races.h - what runs before what in one function, what others may change meanwhile, and
 * what keeps them out.
 */
#ifndef ASYNCLINT_RACES_H
#define ASYNCLINT_RACES_H

#include "asynclint/resolve.h"

/* --- order (flow/order.c) --- */

/* Both in the same function: when `second` is evaluated, `first` may just have been, in the
 * language's order of evaluation and without a loop's going round. A node runs after what
 * stands in it. False for branches that exclude each other, and for a `first` that leaves. */
bool runs_before(const Facts *facts, Ref first, Ref second);
/* The function's last wait that may happen after `from` and before `to`; or NULL. */
const Await *last_wait_between(const Facts *facts, Ref from, Ref to);
/* The function's first wait so. */
const Await *first_wait_between(const Facts *facts, Ref from, Ref to);
/* The function's own first await in the expression, in source order; or NULL. */
const Await *await_in(const Facts *facts, const Function *fn, Ref expr);
/* The same place: written alike, on the same names, and without calls in it. */
bool same_place(const Facts *facts, Ref a, Ref b);

/* --- state (flow/shared.c) --- */

/* What the function writes to there outlives its call, and is there for other calls: an
 * attribute of self or this, a name of the module or of an enclosing function, an element
 * or member of those. False in constructors and module code, for parameters and what one
 * request owns, and in functions that are called only once. */
bool is_shared_state(const Facts *facts, const Function *fn, Ref target);
/* One hold of something that is a lock, by its type or by how it is called, goes over both
 * nodes of a function: a `with`, `mutex.runExclusive`, `acquire` before them. */
bool locked_together(const Facts *facts, Ref a, Ref b);

/* --- values (flow/flow.c) --- */

typedef enum Flow {
    FLOW_NONE,
    FLOW_MAYBE, /* given to a function that may make the value of it */
    FLOW_SURE,  /* added to, spread into, copied */
} Flow;

/* A value that is written over a place and made from what the place held before. */
typedef struct OldValue {
    Ref read;          /* where the place was read */
    Flow flow;         /* how the value came from there */
    const Await *wait; /* the last one between the read and the write */
} OldValue;

/* The write's value was made, in its own expression or by names of the function, from what
 * its target held before a wait, and nothing looks at the target after that. False for
 * putting back what was there. */
bool writes_old_value(const Facts *facts, const Write *write, OldValue *out);

/* The name at the expression's root is written, in source order, between the two nodes. */
bool is_rebound_between(const Facts *facts, Ref expr, Ref from, Ref to);

/* --- tests (flow/test.c) --- */

/* One question in a test: whether something is there. */
typedef struct Check {
    Ref node;     /* the question, as it stands in the test */
    Ref read;     /* where the answer was taken: the node, or the value of a name in it */
    Ref object;   /* what was looked at: a name or member, or a collection */
    Ref key;      /* looked for in the collection, or 0 */
    Ref test;     /* the whole test */
    bool present; /* on the way to the code in question it was there */
    bool sure;    /* … whatever the other parts of the test say */
} Check;

/* Does the check belong to the code in question? */
typedef bool CheckMatch(const Facts *facts, const Check *check, const void *what);

/* The innermost check that decides whether the node runs, and that matches: of an `if`
 * around it, of an `if` before it that leaves, of `and`, `or`, `??` and `? :`. */
bool guarding_check(const Facts *facts, Ref node, CheckMatch *match, const void *what,
                    Check *out);

/* --- claims (flow/claim.c) --- */

/* The call puts its argument into a collection: seen.add(k), cache.set(k, v); into that
 * `object`, unless it is 0. */
bool stores_into(const Facts *facts, const Call *call, Ref object);
/* What a test of the function asks for is written before the wait, other than by the act
 * itself: a flag that keeps the others out, the promise in place of its value. */
bool is_claimed(const Facts *facts, const Function *fn, Ref act, Ref wait);
/* The name of a function that people call one at a time: start, open, connect … */
bool is_lifecycle_name(const char *name);
/* The value is nothing, or empty: storing it takes back, or begins anew. */
bool is_reset(const Facts *facts, Ref value);
/* js: the expression loads a module, which is loaded once however often it is asked for. */
bool loads_module(const Facts *facts, Ref value);

/* --- files (flow/path_use.c) --- */

typedef enum PathAct {
    PATH_NONE,
    PATH_ASK,    /* exists, isdir … */
    PATH_MAKE,   /* mkdir */
    PATH_REMOVE, /* unlink */
    PATH_CREATE, /* opened for writing */
    PATH_READ,
    PATH_OTHER, /* rename, rmtree, rmdir */
} PathAct;

/* What a call does with a path of the file system. */
typedef struct PathUse {
    PathAct act;
    Ref path;      /* the argument, or the Path object */
    bool tolerant; /* an option lets it pass that the thing is there, or is gone */
} PathUse;

/* act is PATH_NONE when the call is not known to use a path. */
PathUse path_use_of(const Facts *facts, const Call *call);
/* An error that says that the thing is there, or is gone, is caught around the node. */
bool expects_path_error(const Facts *facts, Ref node);
/* It leads to, or into, what the function has made for itself by `tempfile`. */
bool is_private_path(const Facts *facts, Ref path);
/* The test has another branch that does something to the path: it asks how to remove. */
bool chooses_removal(const Facts *facts, const Check *check, Ref path);
/* A call between the two nodes needs the path, and that it is there. */
bool is_used_between(const Facts *facts, Ref path, Ref from, Ref to);

#endif
