/*
 * convert.h - positions and ranges, to and from JSON.
 *
 * The one place where bytes become the client's units and back.
 */
#ifndef ASYNCLINT_SERVER_CONVERT_H
#define ASYNCLINT_SERVER_CONVERT_H

#include "asynclint/document.h"

#include <jansson.h>

/* False when it is no position; numbers out of range are clamped. */
bool position_read(const json_t *value, Position *out);
/* The bytes of a Range, clamped and put in order as document_span does. */
bool range_read(const json_t *value, const Document *doc, Encoding encoding, Span *out);

/* New references. */
json_t *position_json(const Document *doc, uint32_t byte, Encoding encoding);
json_t *range_json(const Document *doc, Span span, Encoding encoding);
/* The empty range at the start of a document. */
json_t *range_zero(void);

/* A Range in a file on disk, or range_zero when it cannot be read or is too large. */
json_t *range_in_file(const char *path, Span span, Encoding encoding);

#endif
