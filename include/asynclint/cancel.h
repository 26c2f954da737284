/*
 * cancel.h - tasks of asyncio that are told to stop, and whether anybody waits until they
 * have. Only Python has any.
 */
#ifndef ASYNCLINT_CANCEL_H
#define ASYNCLINT_CANCEL_H

#include "asynclint/resolve.h"

/* Tasks that one place cancels. */
typedef struct Cancelled {
    const Call *call; /* of `cancel` */
    Ref tasks;        /* NAME or MEMBER: the task, or the collection of them */
    Ref item;         /* … of which the loop's variable is cancelled one by one; or 0 */
    Ref whole;        /* the statement that cancels: the loop, or the call's own */
} Cancelled;

/* The file shows that the expression is a task it has made, or a collection of such tasks:
 * a name or an attribute of the class, wherever that is given its value. */
bool is_task(const Facts *facts, Ref expr);
bool is_tasks(const Facts *facts, Ref expr);
/* The call cancels a task, or each of several. False when the file does not show that they
 * are tasks. */
bool cancels_tasks(const Facts *facts, const Call *call, Cancelled *out);
/* Somebody may wait for them: they are awaited, or handed on, stored, returned, or have a
 * callback. For an attribute: anywhere in the file. */
bool are_waited_for(const Facts *facts, const Cancelled *cancelled);
/* The name or attribute that stands for a collection: without `.values()`, list(), copy(). */
Ref collection_of(const Facts *facts, Ref expr);

#endif
