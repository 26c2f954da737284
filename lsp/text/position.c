/*
 * position.c - from bytes to what an editor calls a position, and back.
 *
 * A line is walked character by character, once per question; runs of ASCII, where a byte
 * is a unit in every encoding, are taken eight bytes at a time.
 */
#include "text/internal.h"

static Str text_of(const Document *doc)
{
    return (Str){doc->text.data, (uint32_t)doc->text.len};
}

uint32_t document_line_count(const Document *doc)
{
    return doc->lines.len;
}

Span document_line(const Document *doc, uint32_t line)
{
    Str text = text_of(doc);
    if (line >= doc->lines.len)
        return (Span){text.len, text.len};
    uint32_t start = doc->lines.starts[line];
    if (line + 1 == doc->lines.len)
        return (Span){start, text.len};
    uint32_t end = doc->lines.starts[line + 1] - 1;
    if (end > start && text.ptr[end] == '\n' && text.ptr[end - 1] == '\r')
        end--;
    return (Span){start, end};
}

uint32_t document_line_of(const Document *doc, uint32_t byte)
{
    return lines_find(&doc->lines, byte);
}

/* Eight ASCII bytes stand at `at`, all before `end`. */
static bool ascii_run(Str text, uint32_t at, uint32_t end)
{
    uint64_t word;
    if (end - at < sizeof word)
        return false;
    memcpy(&word, text.ptr + at, sizeof word);
    return (word & UINT64_C(0x8080808080808080)) == 0;
}

/* Units of one character of `len` bytes; a byte that is not UTF-8 has length 1. */
static uint32_t units(uint32_t len, Encoding encoding)
{
    if (encoding == ENCODING_UTF8)
        return len;
    return encoding == ENCODING_UTF16 && len == 4 ? 2 : 1;
}

static uint32_t step(Str text, uint32_t at)
{
    uint32_t len = utf8_sequence(text.ptr + at, text.len - at);
    return len ? len : 1;
}

Position document_position(const Document *doc, uint32_t byte, Encoding encoding)
{
    Str text = text_of(doc);
    if (byte > text.len)
        byte = text.len;
    uint32_t line = document_line_of(doc, byte);
    Span span = document_line(doc, line);
    byte = utf8_start(text, byte < span.end ? byte : span.end);
    if (encoding == ENCODING_UTF8)
        return (Position){line, byte - span.start};
    uint32_t character = 0, at = span.start;
    while (at < byte) {
        bool run = ascii_run(text, at, byte);
        uint32_t len = run ? 8 : step(text, at);
        character += run ? 8 : units(len, encoding);
        at += len;
    }
    return (Position){line, character};
}

uint32_t document_byte(const Document *doc, Position position, Encoding encoding)
{
    Str text = text_of(doc);
    Span span = document_line(doc, position.line);
    if (encoding == ENCODING_UTF8) {
        uint32_t length = span.end - span.start;
        uint32_t ahead = position.character < length ? position.character : length;
        return utf8_start(text, span.start + ahead);
    }
    uint32_t left = position.character, at = span.start;
    while (at < span.end && left > 0) {
        bool run = left >= 8 && ascii_run(text, at, span.end);
        uint32_t len = run ? 8 : step(text, at);
        uint32_t width = run ? 8 : units(len, encoding);
        if (width > left) /* inside a surrogate pair */
            break;
        left -= width;
        at += len;
    }
    return at;
}

Span document_span(const Document *doc, Position start, Position end, Encoding encoding)
{
    uint32_t from = document_byte(doc, start, encoding);
    uint32_t to = document_byte(doc, end, encoding);
    return from <= to ? (Span){from, to} : (Span){to, from};
}

const char *document_eol(const Document *doc)
{
    static const char *const endings[] = {"\n", "\r\n", "\r"};
    uint32_t counts[COUNT(endings)] = {0};
    Str text = text_of(doc);
    for (uint32_t line = 1; line < doc->lines.len; line++) {
        uint32_t next = doc->lines.starts[line];
        if (text.ptr[next - 1] == '\r')
            counts[2]++;
        else
            counts[next > 1 && text.ptr[next - 2] == '\r']++;
    }
    uint32_t most = 0;
    for (uint32_t i = 1; i < COUNT(endings); i++)
        if (counts[i] > counts[most])
            most = i;
    return endings[most];
}
