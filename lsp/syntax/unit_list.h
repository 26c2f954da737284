/*
 * unit_list.h - the units of a text in a list, and what of a Syntax each of them is.
 * Private to syntax/.
 */
#ifndef SYNTAX_UNIT_LIST_H
#define SYNTAX_UNIT_LIST_H

#include "asynclint/grammar.h"

typedef struct Unit Unit;

/* On the heap. */
typedef struct UnitList {
    Unit *items;
    uint32_t len, cap;
} UnitList;

/* Of a member, all places are counted from where its class begins. */
struct Unit {
    Span span;        /* bytes */
    uint32_t flags;   /* UnitFlag */
    Span body;        /* of a UNIT_CLASS: bytes, from the unit's start */
    uint32_t name;    /* so too: its keyword */
    Ref first;        /* its nodes are [first, last) */
    Ref last;         /* nodes are counted from the class's first one in members */
    bool error;       /* the module, or the class, is flagged NF_ERROR for it */
    bool broken;      /* it does not parse without an error */
    bool whole;       /* of a class: it is not made of its members */
    bool headed;      /* of a class: its head can be parsed without them */
    Ref block;        /* of a class with members: its body, counted from the first node */
    UnitList members; /* of a class; none: they are not known */
};

void unit_list_release(UnitList *list);
void unit_list_push(UnitList *list, Unit unit);
/* Forgets the members of [from, to), and puts the items of `with`, which it steals, in
 * their place. */
void unit_list_replace(UnitList *list, uint32_t from, uint32_t to, UnitList *with);

/* The scan of a text, or of the body of a class. */
typedef struct UnitScope {
    const Grammar *grammar;
    Str text;      /* up to where it ends */
    Span span;     /* what is scanned */
    bool member;   /* a class's body */
    uint32_t base; /* places are counted from there */
} UnitScope;

/* That of the first line in the span that is not blank: where members begin. */
uint32_t unit_list_column(const UnitScope *scope);
/* False when the scanner is not sure: then there are no units. */
bool unit_list_scan(const UnitScope *scope, UnitList *out);

/* What is to be put in the place of what, after an edit. */
typedef struct UnitChange {
    uint32_t from, to; /* of the list of before */
    UnitList units;    /* on the heap */
} UnitChange;

/* What is before the byte `same.start`, and what is behind the byte `same.end`, is as it
 * was, but that the latter moved by `shift` bytes; `old` is the list of before. False: as
 * above. */
bool unit_list_edit(const UnitScope *scope, const UnitList *old, Span same, int64_t shift,
                    UnitChange *out);

#endif
