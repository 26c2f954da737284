/*
 * plan.h - a grammar's tables, resolved to symbol and field ids. Private to syntax/.
 */
#ifndef SYNTAX_PLAN_H
#define SYNTAX_PLAN_H

#include "asynclint/grammar.h"

/* What to do with a node of one symbol. */
typedef struct SymbolPlan {
    int kind;                       /* NodeKind or SHAPE_ value; 0 for a token */
    const char *text;               /* the grammar's name: the text of a token */
    const NodeShape *shape;         /* NULL for a token or a node that no table names */
    const FieldRole *const *fields; /* by field id; a NULL entry says nothing */
    const TokenFlag *token;         /* what this token sets on the node it stands in */
    NodeKind operator_kind;         /* what this token makes of a binary operation, or 0 */
} SymbolPlan;

typedef struct Plan {
    uint32_t symbol_count;
    SymbolPlan *symbols;
} Plan;

/* Ends the program when the grammar has no such name. The plan lives on the heap. */
void plan_init(Plan *plan, const Grammar *grammar);
void plan_release(Plan *plan);

/* Made when it is first asked for, in any thread; kept as long as the process. */
const Plan *plan_for(const Grammar *grammar);

#endif
