/* answers.h - js: fixes for array methods whose callback is async. Rules get it by rule.h. */
#ifndef ASYNCLINT_ANSWERS_H
#define ASYNCLINT_ANSWERS_H

#include "asynclint/fix.h"

/* Offers to wait for what the callback `fn` answers: `some`, `every`, `filter`, `find` and the
 * like, `sort`, `reduce`. Unsafe: the answers come later, and all of them are asked for. */
void offer_answers(Pass *p, Finding *finding, const Call *call, const Function *fn);

#endif
