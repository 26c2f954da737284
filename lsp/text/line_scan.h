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
    /* The next LF, the next CR at or behind `at`, once `at` has come to it; or text.len. */
    uint32_t feed, carriage;
} LineScan;

/* Before the byte `at`: lines that begin behind it are found. */
static inline LineScan line_scan(Str text, uint32_t at)
{
    return (LineScan){text, at, at, at};
}

/* The text from `at` on is looked through, unless the mark that was found still lies ahead. */
static inline void line_scan_look(const LineScan *scan, char mark, uint32_t *ahead)
{
    Str text = scan->text;
    if (*ahead > scan->at)
        return;
    const char *found = memchr(text.ptr + scan->at, mark, text.len - scan->at);
    *ahead = found ? (uint32_t)(found - text.ptr) : text.len;
}

/* The next beginning of a line; false when there is none. */
static inline bool line_scan_next(LineScan *scan, uint32_t *start)
{
    Str text = scan->text;
    if (scan->at >= text.len)
        return false;
    line_scan_look(scan, '\n', &scan->feed);
    line_scan_look(scan, '\r', &scan->carriage);
    uint32_t end = scan->feed < scan->carriage ? scan->feed : scan->carriage;
    if (end == text.len)
        return false;
    bool pair = text.ptr[end] == '\r' && end + 1 < text.len && text.ptr[end + 1] == '\n';
    scan->at = *start = end + (pair ? 2 : 1);
    return true;
}

#endif
