/*
 * units.h - the units of a text: what of it is parsed by itself.
 *
 * A unit is a statement of the module, with the comments behind it; within a class that
 * is such a statement, a member. Units tile the text. Where one ends, a scanner says
 * (grammars/scan_*.c), which knows strings, comments, brackets and indentation, but no
 * grammar: what it is not sure of becomes part of the unit that is under way. The law is
 * that in a text without syntax errors each unit parses as it does in the whole.
 *
 * A scanner goes forward only, and stands in the same state at the start of each unit: so
 * the units after one that ends where it did are those of before.
 */
#ifndef ASYNCLINT_UNITS_H
#define ASYNCLINT_UNITS_H

#include "asynclint/base.h"

enum UnitFlag {
    UNIT_CLASS = 1 << 0,  /* a class with members that may be units: see `body` */
    UNIT_BROKEN = 1 << 1, /* no text with it is without a syntax error */
    UNIT_OPEN = 1 << 2,   /* brackets were open where it ended */
    UNIT_EXCESS = 1 << 3, /* it closes a bracket that it does not open */
    UNIT_GUESS = 1 << 4,  /* would end elsewhere, were there no error in the text */
    UNIT_QUOTED = 1 << 5, /* so would a string in it, and what it means */
    UNIT_UNSURE = 1 << 6, /* the scanner lost its way: the text is one unit */
};

/* How a scanner is to go about. */
typedef struct UnitMode {
    uint32_t column; /* in which units begin: bytes; Python: columns */
    bool member;     /* of a class */
    bool errors;     /* the text has errors: each is to stay in its unit */
    bool jsx;        /* `<a>` may be an element */
} UnitMode;

typedef struct UnitEnd {
    uint32_t end;   /* byte at which the next one begins, or the text ends */
    uint32_t flags; /* UnitFlag */
    Span body;      /* of a UNIT_CLASS: its members; what closes it is behind them */
    uint32_t name;  /* of a UNIT_CLASS: the byte of its keyword */
} UnitEnd;

/* The end of the unit that begins at byte `from`, which is in the text. */
typedef UnitEnd UnitScanner(Str text, uint32_t from, UnitMode mode);

#endif
