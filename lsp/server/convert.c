/*
 * convert.c - positions and ranges, to and from JSON.
 *
 * The one place where bytes become the client's units and back.
 */
#include "server/convert.h"

#include "asynclint/files.h"

#include <stdio.h>

enum {
    FILE_LARGEST = 4 * 1024 * 1024
}; /* bytes of a file that is read for a place in it */

/* Some clients send whole numbers as reals. */
static uint32_t clamp(const json_t *number)
{
    double value = json_number_value(number);
    if (!(value > 0))
        return 0;
    return value < UINT32_MAX ? (uint32_t)value : UINT32_MAX;
}

bool position_read(const json_t *value, Position *out)
{
    json_t *line = json_object_get(value, "line");
    json_t *character = json_object_get(value, "character");
    if (!json_is_number(line) || !json_is_number(character))
        return false;
    *out = (Position){clamp(line), clamp(character)};
    return true;
}

bool range_read(const json_t *value, const Document *doc, Encoding encoding, Span *out)
{
    Position start, end;
    if (!position_read(json_object_get(value, "start"), &start) ||
        !position_read(json_object_get(value, "end"), &end))
        return false;
    *out = document_span(doc, start, end, encoding);
    return true;
}

json_t *position_json(const Document *doc, uint32_t byte, Encoding encoding)
{
    Position position = document_position(doc, byte, encoding);
    return json_pack("{s:I, s:I}", "line", (json_int_t)position.line, "character",
                     (json_int_t)position.character);
}

json_t *range_json(const Document *doc, Span span, Encoding encoding)
{
    return json_pack("{s:o, s:o}", "start", position_json(doc, span.start, encoding), "end",
                     position_json(doc, span.end, encoding));
}

json_t *range_zero(void)
{
    return json_pack("{s:{s:i, s:i}, s:{s:i, s:i}}", "start", "line", 0, "character", 0,
                     "end", "line", 0, "character", 0);
}

json_t *range_in_file(const char *path, Span span, Encoding encoding)
{
    Buffer bytes;
    buffer_init(&bytes);
    json_t *range = NULL;
    Files disk = files_on_disk();
    if (disk.read(disk.data, path, FILE_LARGEST, &bytes)) {
        Document *doc = document_new(NULL, bytes.data, bytes.len);
        range = range_json(doc, span, encoding);
        document_free(doc);
    }
    buffer_release(&bytes);
    return range ? range : range_zero();
}
