/*
 * ready.h - who is given an object before it is ready, and what they use of it at once.
 */
#ifndef ASYNCLINT_READY_H
#define ASYNCLINT_READY_H

#include "asynclint/threads.h"

/* --- attributes (flow/ready.c) --- */

/* Rises with how much is there. */
typedef enum Presence { PRESENCE_ABSENT, PRESENCE_EMPTY, PRESENCE_THERE } Presence;

/* `self` or `this`, of the method that the node stands in. */
bool is_own_object(const Facts *facts, Ref expr);
/* What the method's object has of the attribute when the node in it runs: EMPTY is None, null,
 * undefined. THERE whenever in doubt: bases that are not of this file, `setattr`. */
Presence attribute_at(const Facts *facts, const Function *method, const char *name,
                      Ref node);
/* Where the function, or a method that it calls, reads the attribute of its object before it
 * waits for anything and on every way; 0 when it does not. What fails on nothing counts when
 * the attribute is EMPTY, and always in js. */
Ref early_read(const Facts *facts, const Function *fn, const char *name, Presence before);
/* The number of the first write that stands at the node or behind it. */
uint32_t writes_from(const Facts *facts, Ref node);
/* The call stops its thread, by what is known of it or by its name. */
bool call_waits(const Facts *facts, const Call *call);

/* --- who is given the object (flow/giving.c) --- */

typedef enum GivenTo {
    GIVEN_THREAD,   /* runs at any time from then on */
    GIVEN_TASK,     /* runs at the giver's next await */
    GIVEN_CALLBACK, /* may be called at the giver's next await */
} GivenTo;

typedef struct Giving {
    Ref node;           /* the CALL from which on it may run: `start()`, `create_task()` */
    const Function *fn; /* what then runs, with the object of the method */
    GivenTo to;
} Giving;

/* The call, in a method, lets a function that uses the method's object run beside it. */
bool giving_of(const Facts *facts, const Call *call, Giving *out);

/* --- collections that another thread looks into (flow/giving.c) --- */

/* The node (CALL or ASSIGN, in a method) puts the method's object into a collection of the
 * module; the symbol of that, or NULL. */
const Symbol *collection_given(const Facts *facts, Ref node);
/* A function that runs in a thread reads the collection without a lock, and uses the
 * attribute of what is in it; where it does, or 0. */
Ref read_by_thread(const Facts *facts, const Class *cls, const Symbol *collection,
                   const char *name);

/* --- one object for all (flow/singleton.c) --- */

/* An object that all share, shown before its set-up has been awaited. */
typedef struct Unready {
    Ref node;     /* the ASSIGN, or the CALL of `clients.set`: from there all see it */
    Ref target;   /* the NAME, MEMBER or INDEX that is written; of `set`, the collection */
    Ref object;   /* what others look at: the target, or the collection it is put into */
    Ref key;      /* under which it is there, or 0 */
    Ref value;    /* what is put there */
    Function *fn; /* that does so */
    const Call *setup; /* `await client.connect()` */
    const Await *wait; /* that awaits it */
    Ref made;          /* the local NAME that is shown; or 0: it is made in the write */
    Ref reader;        /* where others see it: the test, or a getter's RETURN */
    bool getter;       /* the reader is another function */
    bool locked;       /* the writers exclude each other: only the reader does not wait */
} Unready;

bool unready_at(const Facts *facts, const Write *write, Unready *out);
/* … put into a collection by a call. */
bool unready_in(const Facts *facts, const Call *call, Unready *out);

#endif
