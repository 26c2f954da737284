/*
 * stamp.h - a number made of what is added to it; private to program/. (stamp.c, view.c)
 */
#ifndef PROGRAM_STAMP_H
#define PROGRAM_STAMP_H

#include "asynclint/summary.h"

#define STAMP_EMPTY 0xcbf29ce484222325

typedef struct Stamp {
    uint64_t hash; /* FNV-1a, 64 bits; STAMP_EMPTY at first */
    bool places;   /* places count */
} Stamp;

void stamp_number(Stamp *stamp, uint64_t number);
void stamp_text(Stamp *stamp, const char *text); /* NULL is another than "" */
void stamp_place(Stamp *stamp, const Location *at);

#endif
