/*
 * internal.h - what the files of this room share: a document's insides, its line index,
 * and one step over UTF-8.
 */
#ifndef TEXT_INTERNAL_H
#define TEXT_INTERNAL_H

#include "asynclint/document.h"

#include <stdatomic.h>

/* Where lines begin. starts[0] is 0; the others follow an LF, a CRLF or a lone CR. */
typedef struct LineIndex {
    uint32_t *starts; /* bytes, rising */
    uint32_t len;     /* number of lines, at least 1 */
    uint32_t cap;
} LineIndex;

struct Document {
    Buffer text;
    LineIndex lines;
    const TSLanguage *language; /* borrowed; NULL: no tree */
    TSTree *tree;               /* NULL until asked for */
    uint32_t patience;          /* CPU milliseconds for a parse, and for each MiB of it */
    atomic_bool interrupted;    /* parses are given up */
    void *kept;                 /* see document_keep */
    void (*drop)(void *kept);   /* frees it */
};

/* --- lines.c --- */

void lines_init(LineIndex *index, Str text);
void lines_release(LineIndex *index);
/* Mends the index after the bytes `old` were replaced by `inserted` bytes, which makes
 * `text`. Costs the edit and a move of the tail. */
void lines_edit(LineIndex *index, Str text, Span old, uint32_t inserted);
/* The line that holds the byte. */
uint32_t lines_find(const LineIndex *index, uint32_t byte);

/* --- utf8.c --- */

/* Bytes of the well-formed sequence that starts at `text` (1 to 4), or 0 when there is
 * none. `left`: bytes that may be read. */
uint32_t utf8_sequence(const char *text, size_t left);
/* The first byte of the well-formed sequence that holds `byte`, or `byte` itself. */
uint32_t utf8_start(Str text, uint32_t byte);

#endif
