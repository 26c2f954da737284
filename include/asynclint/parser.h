/*
 * parser.h - parses of one text: the whole of it, and parts of it. All end at the same
 * moment, when the time that they have is over.
 */
#ifndef ASYNCLINT_PARSER_H
#define ASYNCLINT_PARSER_H

#include "asynclint/document.h"

typedef struct Parser Parser;

/* For `ms` of CPU time from now on. The document is borrowed and not edited meanwhile. */
Parser *parser_new(const Document *doc, uint32_t ms);
void parser_free(Parser *parser);

/* All these give a tree that the caller deletes; NULL when the time was over, or the
 * document interrupted; or when there is an error in it, but `errors` are not wanted. */
TSTree *parser_whole(Parser *parser, bool errors);
/* Any text, such as a part of the document's, with its errors. Not as an included range: then
 * the recovery from errors would depend on where in the document the part stands. */
TSTree *parser_part(Parser *parser, Str text);
/* The time is over: what was NULL will stay so. */
bool parser_is_over(const Parser *parser);

/* The tree of an empty text. */
TSTree *parser_nothing(const Document *doc);

#endif
