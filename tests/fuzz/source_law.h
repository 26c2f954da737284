/*
 * source_law.h - what must hold of the analysis of any text, and of its fixes.
 *
 * A law that is broken is told on stderr, with the text, and ends the process.
 */
#ifndef SOURCE_LAW_H
#define SOURCE_LAW_H

#include "asynclint/analysis.h"
#include "asynclint/grammar.h"

/* A configuration for the text, one of a few that go different ways; the caller's. */
Config *law_config(Str text);

/* The findings are in order, they and their edits lie in the text, and edits do not overlap. */
void check_findings(const Analysis *analysis, Str text);

/* All of them, as lines of text. */
void print_findings(const Analysis *analysis, Buffer *out);

/* The findings are lawful; each fix alone leaves a text without errors without errors; all
 * together parse no worse; and then there is nothing left to be fixed. */
void check_source(Language language, const char *path, Str text);

#endif
