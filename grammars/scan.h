/*
 * scan.h - a scan for the end of a unit, under way: what the scanners of grammars/ share.
 */
#ifndef GRAMMARS_SCAN_H
#define GRAMMARS_SCAN_H

#include "asynclint/units.h"

#define NOWHERE UINT32_MAX

enum { SCAN_DEEPEST = 500 }; /* brackets; with more of them the text is one unit */

typedef struct Scan {
    Str text;
    uint32_t at;    /* the next byte */
    uint32_t flags; /* UnitFlag */
    uint32_t depth; /* of what is open */
    uint32_t colon; /* Python: the last one of the line outside of brackets, or NOWHERE */
    UnitMode mode;
    char stack[SCAN_DEEPEST]; /* what is open, outermost first */
} Scan;

UnitScanner python_unit_end, ecmascript_unit_end;

static inline char scan_top(const Scan *s)
{
    return s->depth ? s->stack[s->depth - 1] : '\0';
}

/* What stands on the stack directly above the place. */
static inline char scan_above(const Scan *s, uint32_t place)
{
    return place + 1 < s->depth ? s->stack[place + 1] : '\0';
}

static inline void scan_push(Scan *s, char what)
{
    if (s->depth == SCAN_DEEPEST)
        s->flags |= UNIT_UNSURE;
    else
        s->stack[s->depth++] = what;
}

/* The byte so many behind the next; NUL at the end. */
static inline char scan_peek(const Scan *s, uint32_t further)
{
    uint32_t at = s->at + further;
    return at < s->text.len ? s->text.ptr[at] : '\0';
}

/* Part of a name, number or keyword; all that is not ASCII is. */
static inline bool scan_is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '$' || c == '\x7f' || (signed char)c < 0;
}

/* The word at the byte; empty when there is none. */
static inline Str scan_word(Str text, uint32_t at)
{
    at = at < text.len ? at : text.len;
    uint32_t end = at;
    while (end < text.len && scan_is_word(text.ptr[end]))
        end++;
    return (Str){text.ptr + at, end - at};
}

/* `words` ends in NULL. */
static inline bool scan_is_any(Str word, const char *const *words)
{
    for (; *words; words++)
        if (str_is(word, *words))
            return true;
    return false;
}

/* From a backslash over what it escapes; a line ending as a whole. */
static inline void scan_escape(Scan *s)
{
    uint32_t step = scan_peek(s, 1) == '\r' && scan_peek(s, 2) == '\n' ? 3 : 2;
    s->at = s->text.len - s->at < step ? s->text.len : s->at + step;
}

/* Onto the line's LF, or the text's end. */
static inline void scan_rest_of_line(Scan *s)
{
    const char *end = memchr(s->text.ptr + s->at, '\n', s->text.len - s->at);
    s->at = end ? (uint32_t)(end - s->text.ptr) : s->text.len;
}

#endif
