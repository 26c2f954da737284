/*
 * lower.h - the state of one lowering, shared by the walk (lower.c) and by what it offers
 * to the hooks of grammars/ (hooks.c). Private to syntax/.
 */
#ifndef SYNTAX_LOWER_H
#define SYNTAX_LOWER_H

#include "syntax/plan.h"

/* Where a node stands, and what that makes of it. */
typedef struct Place {
    NodeRole role;
    int kind;       /* see FieldRole */
    uint32_t flags; /* that the node gets */
    uint32_t clear; /* that it does not get from its own shape */
} Place;

/* The children of one node of the tree, under way. */
typedef struct Frame {
    const SymbolPlan *plan; /* of that node */
    Place place;            /* of a flattened node: where its children go */
    unsigned position;      /* of the next child without a field */
    Ref led;                /* opened by decorators, for the next sibling to complete */
} Frame;

struct Lower {
    Syntax *out;
    Arena *arena;
    const Plan *plan;
    TSTreeCursor cursor;
    Ref open;               /* what is opened next becomes its child */
    Ref led;                /* see Frame; taken by the next node that is opened */
    uint32_t capacity;      /* of out->nodes */
    unsigned depth;         /* in nodes of the tree */
    Shift shift;            /* see lower_shift */
    Place place;            /* of the node that a hook was called for, */
    const SymbolPlan *self; /* and its plan */
};

/* Fills `out`, which has a grammar, a text and names, from a tree; all of it lives in the
 * arena, but the names, which live where they do. */
void syntax_lower(Syntax *out, Arena *arena, const struct TSTree *tree);

const SymbolPlan *lower_plan(const Lower *lower, TSNode node);
Ref lower_open_at(Lower *lower, NodeKind kind, TSNode node, const Place *place);
/* Lowers the child that the cursor stands on. */
void lower_child(Lower *lower, Frame *frame);
/* A node of the kind, and its children by the shape of the plan. */
Ref lower_shaped(Lower *lower, NodeKind kind, TSNode node, const SymbolPlan *plan,
                 Place place);

#endif
