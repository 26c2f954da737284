/*
 * pass.h - what the analysis needs of this room besides the rules' own helpers: to set up
 * a pass, and to put a fix in order once its rule is done with it.
 */
#ifndef ASYNCLINT_FINDINGS_PASS_H
#define ASYNCLINT_FINDINGS_PASS_H

#include "asynclint/rule.h"

typedef struct Habits Habits; /* findings/habits.h */

/* One for all passes over a file; lives in the facts' arena. */
Habits *habits_new(const Facts *facts);

/* Sorts the fixes' edits and drops what cannot be applied: a fix without edits, with
 * edits that overlap, or that lie outside the `len` bytes of the text. */
void finding_finish(Finding *finding, uint32_t len);

/* Puts the fixes first that suit what the program mostly does: as the rule has them where it
 * mostly waits; processes where it computes as well; then threads, where it mostly does. */
void finding_order(Finding *finding, Workload workload);

/* The order in which edits are applied, where it is not left open: by position; at one
 * byte, lines of imports outside of what else is inserted there, and all of that before
 * what replaces the text behind it. */
bool edit_before(const Edit *a, const Edit *b);

#endif
