/*
 * json_text.h - JSON with comments and trailing commas, as package.json and tsconfig.json
 * are written; private to program/.
 *
 * Read by the JavaScript grammar that is there anyway: such a text is an expression.
 */
#ifndef PROGRAM_JSON_TEXT_H
#define PROGRAM_JSON_TEXT_H

#include "asynclint/syntax.h"
#include "program/lookup.h"

/* A value, or a member of an object with its value; `at` 0: there is none. */
typedef struct Json {
    const Syntax *syntax;
    Ref at;
} Json;

/* The value of the file folder/name, read once; none when it is not there, longer than
 * 1 MiB, or no JSON. */
Json json_file(Modules *m, const char *folder, const char *name);
bool json_is_object(Json value);
bool json_is_array(Json value);
/* A string without escapes, or NULL: no path or name needs them. */
const char *json_string(Json value);
/* Of an object; none when it is no object, or has none of that name. */
Json json_member(Json object, const char *key);
/* The items of an array, the values of an object, in order: for (v = json_first(x); v.at;
 * v = json_next(v)); and the key of an object's value, or NULL. */
Json json_first(Json of);
Json json_next(Json value);
const char *json_key(Json value);

#endif
