/*
 * loop.h - a loop read as work for each item, and what is done with the results, so that a
 * fix can start the work for all items at once; private to findings/.
 */
#ifndef ASYNCLINT_FINDINGS_LOOP_H
#define ASYNCLINT_FINDINGS_LOOP_H

#include "findings/habits.h"

/* What an iteration does with the value that it comes to, as its last statement. */
typedef enum FoldKind {
    FOLD_NONE,
    FOLD_COLLECT, /* acc.append(v), where `acc = []` stands just before the loop */
    FOLD_EXTEND,  /* acc.append(v), acc.push(v) */
    FOLD_STORE,   /* x[k] = v; js: map.set(k, v) too */
    FOLD_ADD,     /* total += v */
} FoldKind;

typedef struct LoopPlan {
    Ref loop, target, iterable; /* of the head */
    Ref operand;                /* all that an iteration does is to await this; or 0 */
    Ref body, last; /* the BLOCK (js: or what stands for it), its last statement */
    FoldKind fold;
    Ref fold_statement;
    Ref into;   /* acc; x[k] or map.set's object; total */
    Ref key;    /* FOLD_STORE: k */
    Ref value;  /* v */
    Ref before; /* FOLD_COLLECT: `acc = []` */
    Span span;  /* from the loop's head to the end of its last statement */
} LoopPlan;

/* False when the loop cannot be read so, or its names are used behind it. */
bool loop_plan(const Pass *p, const Loop *loop, LoopPlan *plan);
/* The `continue` statements of the loop itself become `return`. */
void loop_continues(Pass *p, Fix *fix, const LoopPlan *plan);
/* The value that the last statement folds is returned, with its key where there is one. */
void loop_returns(Pass *p, Fix *fix, const LoopPlan *plan);

/* findings/loop_python.c, findings/loop_js.c */
void offer_python_loop(Pass *p, Finding *finding, const LoopPlan *plan);
void offer_python_comprehension(Pass *p, Finding *finding, const Loop *loop);
void offer_js_loop(Pass *p, Finding *finding, const LoopPlan *plan);

#endif
