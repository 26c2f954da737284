/*
 * blocks.h - which calls, and which `with` statements, block the thread that they run in.
 *
 * The tables of known.h say what may block; this looks at the arguments, at how the result
 * is used and at what the file shows of the receiver. Whether that thread is the event
 * loop's is a question of its own: runs_on_loop.
 */
#ifndef ASYNCLINT_BLOCKS_H
#define ASYNCLINT_BLOCKS_H

#include "asynclint/known.h"
#include "asynclint/resolve.h"

/* The arguments pass a test of the row's guard: the call is harmless. So it is, too, when
 * a test needs an argument that cannot be read off the code. */
bool call_is_guarded(const Facts *facts, const Call *call, const Known *known);

/* The row by which the call blocks, or NULL. An iterator blocks where it is consumed, a
 * context where it is entered. A call has one such row: no two rules speak of it. */
const Known *blocking_call(const Facts *facts, const Call *call);
/* The row by which entering or leaving the WITH_ITEM blocks, or NULL. *at says where. */
const Known *blocking_context(const Facts *facts, Ref item, Place *at);

/* The call that made the object an expression stands for, when the file shows the one and
 * only: `open(p)` of `with open(p) as f`; `Queue()` of `self.q = Queue()`. Or NULL. */
const Call *origin_call(const Facts *facts, Ref expr);
/* The object a method is called on; 0 when the callee is no member. */
Ref receiver_of(const Facts *facts, const Call *call);
/* Some call of the function, or of the file when `fn` is NULL, has this last name and is on
 * an object written as `object`; any object when that is 0. */
bool calls_member(const Facts *facts, const Function *fn, Ref object, const char *name);

#endif
