/*
 * diff.h - what changed between two texts, line by line.
 *
 * For a printed patch, and for edits that leave an editor's cursor, marks and folds alone.
 */
#ifndef ASYNCLINT_DIFF_H
#define ASYNCLINT_DIFF_H

#include "asynclint/base.h"

/* Whole lines of one text that stand where whole lines of the other did. */
typedef struct Change {
    Span before, after;                 /* bytes; one of them may be empty */
    uint32_t before_line, before_count; /* 0-based first line, number of lines */
    uint32_t after_line, after_count;
} Change;

typedef VEC(Change) ChangeList;

/* Appends the changes in order, none touching the next; all lines outside them are equal.
 * Lines end as document.h says. Fewest lines, but where the texts have little in common:
 * then one change that covers the rest. Lives in `arena`. */
void diff_lines(Str before, Str after, Arena *arena, ChangeList *out);

/* Takes the bytes that both texts share off both ends of a change's spans; never splits a
 * UTF-8 sequence or a CRLF. */
void diff_trim(Str before, Str after, Change *change);

#endif
