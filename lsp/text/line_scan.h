/*
 * line_scan.h - the beginnings of lines, from the first to the last.
 *
 * Lines end as document.h says. Nearly all of the time goes into memchr: once over the
 * text for LF, once for CR.
 */
#ifndef TEXT_LINE_SCAN_H
#define TEXT_LINE_SCAN_H

#include "asynclint/base.h"

typedef struct LineScan {
    Str text;
    uint32_t at; /* bytes before this are done */
    uint32_t
        feed; /* the next LF at or behind `at`, once `at` has come to it; or text.len */
} LineScan;

/* Before the byte `at`: lines that begin behind it are found. */
static inline LineScan line_scan(Str text, uint32_t at)
{
    return (LineScan){text, at, at};
}

/* The next beginning of a line; false when there is none. */
static inline bool line_scan_next(LineScan *scan, uint32_t *start)
{
    Str text = scan->text;
    if (scan->at >= text.len)
        return false;
    if (scan->feed <= scan->at) {
        const char *feed = memchr(text.ptr + scan->at, '\n', text.len - scan->at);
        scan->feed = feed ? (uint32_t)(feed - text.ptr) : text.len;
    }
    const char *carriage = memchr(text.ptr + scan->at, '\r', scan->feed - scan->at);
    uint32_t end = carriage ? (uint32_t)(carriage - text.ptr) : scan->feed;
    if (end == text.len)
        return false;
    bool pair = text.ptr[end] == '\r' && end + 1 < text.len && text.ptr[end + 1] == '\n';
    scan->at = *start = end + (pair ? 2 : 1);
    return true;
}

#endif
