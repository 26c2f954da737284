/*
 * build.h - one summary being made; private to program/. (summary.c, calls.c, causes.c,
 * handoffs.c, exports.c)
 */
#ifndef PROGRAM_BUILD_H
#define PROGRAM_BUILD_H

#include "asynclint/pairs.h"
#include "asynclint/summary.h"
#include "facts/origin.h"

typedef struct Builder {
    const Facts *facts;
    Summary *out;
    Interner words;      /* of the summary's arena */
    Pairs copies;        /* of words, by the address that they were given at */
    Pairs numbers;       /* of modules, 1-based: by word and whether it is required */
    Arena *scratch;      /* what only the making needs */
    VEC(uint32_t) lines; /* the byte at which each line begins */
    uint32_t last_line;  /* the one in which a place was last looked for */
    Location last_place; /* the place itself; line 0: none */
    bool *aware;         /* per function: it asks in which world it runs (summary.c) */
    Ref *leaving;        /* per function: 1 + its leaving statement, once asked (calls.c) */
    uint8_t *seldom;     /* per node that is a branch: SELDOM_…, once asked (calls.c) */
    uint32_t *call_of;   /* per node: 1 + index of its call; 0 */
    Sites *sites;
} Builder;

const char *build_word(Builder *b, const char *text); /* NULL stays NULL */
Location build_location(Builder *b, Span span);
/* The source on one line, cut when it is long. */
const char *build_label(Builder *b, Ref node);
/* The node may well not run: it makes a value that is kept and not made again, or what it
 * does depends on the type of an argument, on a switch of the caller, on the platform. */
bool build_is_seldom(Builder *b, Ref node);
/* False, and *out none, for what cannot be named. */
bool build_name(Builder *b, const Origin *origin, Name *out);

void build_handoffs(Builder *b); /* handoffs.c */
void build_calls(Builder *b);    /* calls.c */
void build_returns(Builder *b);  /* calls.c; after the calls */
void build_causes(Builder *b);   /* causes.c */
void build_exports(Builder *b);  /* exports.c */

#endif
