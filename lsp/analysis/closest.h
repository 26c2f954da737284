/* closest.h - "did you mean …?" */
#ifndef ANALYSIS_CLOSEST_H
#define ANALYSIS_CLOSEST_H

#include "asynclint/base.h"

/* Closest closest = {.name = typed}; closest_try for each candidate; then closest.best. */
typedef struct Closest {
    const char *name;  /* what was written; borrowed */
    const char *best;  /* the most alike so far; borrowed from a candidate; or NULL */
    uint32_t distance; /* of `best` */
} Closest;

void closest_try(Closest *closest, const char *candidate);

#endif
