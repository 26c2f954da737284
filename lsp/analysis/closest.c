/*
 * closest.c - finds the name that was probably meant: few letters changed, whatever their
 * case, or cut short ("warn").
 */
#include "analysis/closest.h"

#include "asynclint/config.h"

#include <ctype.h>
#include <strings.h>

enum { LONGEST = 63, SHORTEST_PREFIX = 3 };

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static bool same_letter(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Levenshtein's distance, row by row; both names are at most LONGEST bytes. */
static uint32_t distance(const char *a, const char *b)
{
    uint32_t row[LONGEST + 1];
    uint32_t len = (uint32_t)strlen(b);
    for (uint32_t i = 0; i <= len; i++)
        row[i] = i;
    for (uint32_t k = 0; a[k]; k++) {
        uint32_t corner = row[0];
        row[0] = k + 1;
        for (uint32_t i = 1; i <= len; i++) {
            uint32_t swap = corner + !same_letter(a[k], b[i - 1]);
            corner = row[i];
            row[i] = least(swap, least(row[i], row[i - 1]) + 1);
        }
    }
    return row[len];
}

void closest_try(Closest *closest, const char *candidate)
{
    size_t len = strlen(closest->name);
    if (len == 0 || len > LONGEST || strlen(candidate) > LONGEST)
        return;
    bool cut = len >= SHORTEST_PREFIX && strncasecmp(candidate, closest->name, len) == 0;
    uint32_t far = cut ? 1 : distance(closest->name, candidate);
    if (far > 1 + len / 4 || (closest->best && far >= closest->distance))
        return;
    closest->best = candidate;
    closest->distance = far;
}

const char *rule_closest(const char *id)
{
    Closest closest = {.name = id};
    for (const Rule *const *rule = rules; *rule; rule++)
        closest_try(&closest, (*rule)->id);
    return closest.best;
}
