/*
 * json.h - JSON that arrives, forgivingly; strings that leave, safely.
 */
#ifndef ASYNCLINT_SERVER_JSON_H
#define ASYNCLINT_SERVER_JSON_H

#include "asynclint/base.h"

#include <jansson.h>

/* A new reference, or NULL when it is no JSON. What editors send of broken text is mended
 * so that the units of all encodings still count right: a lone surrogate becomes U+FFFD,
 * a byte that is not UTF-8 becomes "?". */
json_t *json_read(Str text);

/* A new reference. Bytes that are not UTF-8 become U+FFFD. */
json_t *json_utf8(const char *text, size_t len);

/* The value at a path of keys ("a.b.c"), borrowed; NULL when there is none. */
json_t *json_at(const json_t *root, const char *path);

/* The string at a path, borrowed; NULL when there is none. */
const char *json_string_at(const json_t *root, const char *path);

/* The value at the path is `true`. */
bool json_true_at(const json_t *root, const char *path);

/* `array` is an array that holds the string. */
bool json_holds(const json_t *array, const char *text);

#endif
