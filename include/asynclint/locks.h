/*
 * locks.h - locks of Python: which expressions are locks, and where one is held.
 *
 * A region is the code between taking a lock and giving it back, in one function. It ends
 * where the lock may first be given back: code that is said to hold a lock does hold it.
 */
#ifndef ASYNCLINT_LOCKS_H
#define ASYNCLINT_LOCKS_H

#include "asynclint/resolve.h"

typedef enum LockSort {
    LOCK_THREAD, /* taking it stops the thread: threading, multiprocessing, filelock */
    LOCK_ASYNC,  /* taking it is awaited: asyncio, anyio, trio */
} LockSort;

typedef struct LockType {
    const char *name;  /* "threading.Lock" */
    const char *async; /* "Lock": the class of asyncio that does the same, or NULL */
    uint8_t sort;      /* LockSort */
    bool reentrant;    /* who holds it may take it again */
    bool counts;       /* a semaphore */
    bool raises;       /* taking it again raises an exception; else it waits for ever */
} LockType;

typedef struct LockRegion {
    Ref lock;             /* the expression of the lock */
    const LockType *type; /* NULL: only its name says that it is a lock */
    LockSort sort;
    Ref opener;    /* the WITH_ITEM, or the CALL of `acquire` */
    Ref closer;    /* the CALL of `release`; 0 for a `with` */
    Ref from, to;  /* it is held in the nodes [from, to) of the function */
    Function *fn;  /* in which it is taken and given back */
    bool may_fail; /* `blocking=False`: taken at once or not at all */
} LockRegion;

/* The lock class that the expression is surely an instance of, or NULL. */
const LockType *lock_type(const Facts *facts, Ref expr);
/* The class by its qualified name, or NULL. */
const LockType *lock_type_named(const char *qualified);
/* A name by which people call locks: `lock`, `_write_lock`, `mutex`, `sem`, `cond`. */
bool is_lock_name(const char *name);
/* The lock may be held by one only, and that one has to wait for itself: no RLock, and a
 * semaphore only when it counts to one. */
bool is_exclusive(const Facts *facts, const LockRegion *region);

/* Two expressions, also of two functions, stand for the same lock: a name of the module or
 * of a closure, or an attribute of the same `self`. Never when in doubt. */
bool same_lock(const Facts *facts, Ref a, Ref b);
/* The NAME is the instance or class that a method is called on: `self`, `cls`. */
bool is_self(const Facts *facts, Ref name);

/* The innermost region around the node, in the same function; NULL when there is none. */
const LockRegion *lock_held_at(const Facts *facts, Ref node);
/* The first await of the region's own function while the lock is held, or NULL. */
const Await *await_under_lock(const Facts *facts, const LockRegion *region);
/* The region that the call of `acquire` opens, or NULL. */
const LockRegion *region_of_acquire(const Facts *facts, const Call *call);
/* The `with` that holds a threading lock around the node, or the call that acquired it, in
 * the same function; or 0. */
Ref held_lock(const Facts *facts, Ref node);

#endif
