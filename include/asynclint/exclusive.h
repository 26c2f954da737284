/*
 * exclusive.h - the fixes of races: a lock around the code, one promise for all callers, the
 * call that needs no test before it. Rules get it by rule.h.
 */
#ifndef ASYNCLINT_EXCLUSIVE_H
#define ASYNCLINT_EXCLUSIVE_H

#include "asynclint/fix.h"
#include "asynclint/races.h"
#include "asynclint/ready.h"

/* Python: puts a head (`async with lock:`) around the statements from `first` to `last`, which
 * stand in one block; disabled with the reason where it cannot. (findings/wrap.c) */
void fix_wrap(Pass *p, Fix *fix, Ref first, Ref last, const char *head);
/* Python: offers to hold a lock of the class, or of the module, around what stands between
 * two nodes of one function. (findings/exclusive.c) */
void offer_lock(Pass *p, Finding *finding, Ref from, Ref to, Ref target);
/* js: offers to share the promise of `T = await f()` among all who come meanwhile.
 * (findings/exclusive.c) */
void offer_shared_promise(Pass *p, Finding *finding, const Write *write);

/* js: offers to put the promise into the collection in place of its value, when all who take
 * something out of it await it or return it from async code. `where` is the INDEX or the
 * key; `value` is `await f()`. (findings/exclusive.c) */
void offer_stored_promise(Pass *p, Finding *finding, Ref object, Ref where, Ref value);
/* Offers the form of a call on a path that lets it pass that the thing is there already, or
 * gone: `exist_ok=True`, `force: true` …; without the check where that is all the `if`
 * asks, and the call all it does. (findings/tolerant.c) */
void offer_tolerant(Pass *p, Finding *finding, const Call *call, const Check *check);

/* Offers to move the statement of a call that lets others at the object behind the write of
 * the same block, and over what assigns to the object behind that; nothing when they are not
 * of one. Safe when it passes nothing else. (findings/publish.c) */
void offer_start_last(Pass *p, Finding *finding, Ref call, Ref write);
/* Offers to keep the shared object in a local name until its set-up has been awaited. */
void offer_publish_last(Pass *p, Finding *finding, const Unready *unready);

#endif
