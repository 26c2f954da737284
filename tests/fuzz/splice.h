/*
 * splice.h - programs out of programs: a piece of syntax of a text is replaced by one of the
 * same kind, of that text or of another, so that most of what comes of it parses.
 */
#ifndef SPLICE_H
#define SPLICE_H

#include "asynclint/grammar.h"

/* Writes a text of at most `max` bytes to `out`, made of both, which may be the same; its
 * length, or 0 when nothing came of it. */
size_t splice(Language language, Str text, Str other, unsigned seed, char *out, size_t max);

#endif
