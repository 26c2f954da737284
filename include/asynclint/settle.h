/*
 * settle.h - fixes that look at each result of a gather or Promise.all, whether it failed.
 * Rules get it by rule.h. `await` is the AWAIT of the call. All are unsafe: they change
 * which errors surface. Nothing is offered where the statement is of another form.
 */
#ifndef ASYNCLINT_SETTLE_H
#define ASYNCLINT_SETTLE_H

#include "asynclint/fix.h"

/* Python: raises the first failure among the results; or logs each. */
void offer_looks(Pass *p, Finding *finding, Ref await);
/* js: logs what `await Promise.allSettled(…)`, a statement of its own, saw rejected. */
void offer_settled(Pass *p, Finding *finding, Ref await);
/* Waits for all: return_exceptions=True, Promise.allSettled. */
void offer_settling(Pass *p, Finding *finding, const Call *call);
/* `name = await gather(…)`, gone through item by item: waits for all, logs what failed, and
 * the name has what succeeded. */
void offer_kept(Pass *p, Finding *finding, const Call *call, Ref await, Ref name);

#endif
