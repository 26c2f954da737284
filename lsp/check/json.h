/*
 * json.h - what the writers of JSON share: values by jansson, text that is surely UTF-8.
 */
#ifndef CHECK_JSON_H
#define CHECK_JSON_H

#include "asynclint/base.h"

#include <jansson.h>

/* A new string; bytes that are not UTF-8 (a path may hold them) become U+FFFD. */
json_t *json_from_text(const char *text);
/* A span of bytes of a text. */
json_t *json_from_bytes(const char *text, size_t len);
/* Appends a value, on one line unless `indent`; steals it. */
void json_print(Buffer *out, json_t *value, size_t indent);

#endif
