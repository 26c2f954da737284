/*
 * json_scan.h - reads JSON where the place of a value counts, and not only its value.
 *
 * jansson forgets where a string stood; who changes one string of a file and leaves all
 * other bytes alone needs to know. Containers are walked with a loop:
 *
 *     if (scan_enter(&scan, '{'))
 *         for (bool more = scan_member(&scan, true, &key); more;
 *              more = scan_member(&scan, false, &key))
 *             scan_skip(&scan);
 *
 * What is no JSON sets `fault`, ends all loops, and every call after that does nothing.
 */
#ifndef TEXT_JSON_SCAN_H
#define TEXT_JSON_SCAN_H

#include "asynclint/base.h"

typedef struct Scan {
    Str text;    /* borrowed; UTF-8 */
    uint32_t at; /* the next byte; after a fault, where it is */
    bool fault;
    Buffer open; /* the containers that are open, '{' and '[' */
} Scan;

void scan_init(Scan *scan, Str text);
void scan_release(Scan *scan);

/* The next byte that is no blank: the first one of a value; 0 at the end. */
char scan_peek(Scan *scan);
/* Enters an object ('{') or an array ('['); false, and nothing read, when the next value is
 * another one. */
bool scan_enter(Scan *scan, char kind);
/* The next member, its value being what is read next; false at the object's end, which is
 * then left. */
bool scan_member(Scan *scan, bool first, Span *key);
/* The same for an array's item. */
bool scan_item(Scan *scan, bool first);
/* The bytes between the quotes; false, and nothing read, when the next value is no string. */
bool scan_string(Scan *scan, Span *inside);
/* Reads past one value of any kind and depth. */
void scan_skip(Scan *scan);
/* Nothing but blanks is left. */
bool scan_end(Scan *scan);

#endif
