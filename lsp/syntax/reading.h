/*
 * reading.h - a reading's insides, for the files that make and mend one. Private to
 * syntax/.
 */
#ifndef SYNTAX_READING_H
#define SYNTAX_READING_H

#include "asynclint/reading.h"
#include "syntax/graft.h"

struct Reading {
    unsigned holders;
    Arena arena; /* names; nodes and comments of a whole lowering */
    char *text;  /* on the heap; syntax.text */
    Syntax syntax;
    bool owned;        /* its nodes and comments are on the heap */
    uint32_t capacity; /* of nodes on the heap; those of comments are in syntax */
    bool gave_up;
    bool fixed;           /* it cannot be mended, only made anew */
    UnitList units;       /* none: not known yet */
    uint32_t fresh_names; /* how many there were when it was made */
};

/* --- reading.c --- */

/* How a text is read. BY_WHOLE: as a whole, if it can be; that is the way. The others are
 * for tests: each unit by itself, and each member of a class too. */
typedef enum ReadingWay { BY_WHOLE, BY_UNITS, BY_MEMBERS } ReadingWay;
/* NULL when the time is over. */
Reading *reading_make(Parser *parser, const Grammar *grammar, Str text, ReadingWay way);
/* Of the units, for the module and the whole. */
void reading_note_errors(Reading *reading);

/* --- mend.c --- */

/* Makes it that of the document's text, which differs from its own. False: it must be made
 * anew, or the time is over; it is as it was. */
bool reading_mend(Reading *reading, Parser *parser, Str text);

/* --- splice.c --- */

/* Nodes and comments on the heap, with room for more. */
void reading_own(Reading *reading);
/* Puts the graft in the place of the nodes [refs.start, refs.end), children of `under`, and
 * of the comments in the bytes `old`; what is behind these moves by `shift` bytes. */
typedef struct Splice {
    Ref under;
    Span refs;
    Span old;
    int64_t shift;
} Splice;
void reading_splice(Reading *reading, const Graft *graft, const Splice *splice);

#endif
