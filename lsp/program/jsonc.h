/*
 * jsonc.h - JSON with comments and trailing commas, as package.json and tsconfig.json
 * are written; private to program/.
 *
 * Read by the JavaScript grammar that is there anyway: such a text is an expression.
 */
#ifndef PROGRAM_JSONC_H
#define PROGRAM_JSONC_H

#include "asynclint/syntax.h"
#include "program/lookup.h"

/* A value, or a member of an object with its value; `at` 0: there is none. */
typedef struct Jsonc {
    const Syntax *syntax;
    Ref at;
} Jsonc;

/* The value of the file folder/name, read once; none when it is not there, longer than
 * 1 MiB, or no JSON. */
Jsonc jsonc_file(Modules *m, const char *folder, const char *name);
bool jsonc_is_object(Jsonc value);
bool jsonc_is_array(Jsonc value);
/* A string without escapes, or NULL: no path or name needs them. */
const char *jsonc_string(Jsonc value);
/* Of an object; none when it is no object, or has none of that name. */
Jsonc jsonc_member(Jsonc object, const char *key);
/* The items of an array, the values of an object, in order: for (v = jsonc_first(x); v.at;
 * v = jsonc_next(v)); and the key of an object's value, or NULL. */
Jsonc jsonc_first(Jsonc of);
Jsonc jsonc_next(Jsonc value);
const char *jsonc_key(Jsonc value);

#endif
