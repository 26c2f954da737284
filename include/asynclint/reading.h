/*
 * reading.h - the Syntax of a document's text, as the text is now.
 *
 * Of a text without syntax errors it is what syntax_build makes of its tree. Of any other,
 * each unit of units.h is parsed by itself, and their nodes stand under one module; so an
 * error stays in its unit. A class with an error in it is made of its members in the same
 * way, where its head can be parsed so.
 *
 * The document keeps what was made: after an edit only the units that it changed are parsed
 * anew, where that is known to be the same. How it came to be cannot be seen in it.
 */
#ifndef ASYNCLINT_READING_H
#define ASYNCLINT_READING_H

#include "asynclint/document.h"
#include "asynclint/grammar.h"

typedef struct Reading Reading;

/* Of the document's text. The caller holds it, until reading_free; its nodes and text do
 * not change, whatever is done to the document. A text that took seconds to parse has the
 * Syntax of an empty one. The grammar is the same at each call for a document. */
Reading *reading_of(Document *doc, const Grammar *grammar);
/* Borrowed, but for its names, to which the caller may add. */
Syntax *reading_syntax(Reading *reading);
void reading_free(Reading *reading);

/* Makes it within `ms` of CPU time, for reading_of to give; false when there was not time
 * enough. */
bool reading_try(Document *doc, const Grammar *grammar, uint32_t ms);
/* Takes what was made for a document with the same text. */
void reading_adopt(Document *doc, const Document *twin);
/* The text was so broken that parsing it was given up. */
bool reading_gave_up(const Document *doc);

#endif
