/* imports.h - what a text imports, found without a parse. (program/imports.c) */
#ifndef ASYNCLINT_IMPORTS_H
#define ASYNCLINT_IMPORTS_H

#include "asynclint/grammar.h"

enum { IMPORT_PLAIN = 'i', IMPORT_REQUIRED = 'r' };

/* Appends what modules_find takes for each import of the text, and more: a byte IMPORT_…,
 * the name, a NUL. */
void imports_written(Str text, Language language, Buffer *out);

#endif
