/*
 * closest.c - the name that was probably meant: by edit distance, transpositions as one,
 * whatever the case; or one that was cut short ("warn").
 */
#include "asynclint/registry.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

enum { LONGEST = 48, SHORTEST_CUT = 3 }; /* a longer word is near to none */

static unsigned least(unsigned a, unsigned b, unsigned c)
{
    unsigned ab = a < b ? a : b;
    return ab < c ? ab : c;
}

static bool same_letter(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* The last two letters of the one are those of the other, in the other order. */
static bool swapped(const char *a, const char *b)
{
    return same_letter(a[0], b[1]) && same_letter(a[1], b[0]);
}

/* Optimal string alignment distance; both at most LONGEST long. */
static unsigned distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    unsigned rows[3][LONGEST + 1];
    unsigned *before = rows[0], *last = rows[1], *now = rows[2];
    for (unsigned j = 0; j <= b_len; j++)
        last[j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= b_len; j++) {
            unsigned change = last[j - 1] + !same_letter(a[i - 1], b[j - 1]);
            now[j] = least(last[j] + 1, now[j - 1] + 1, change);
            if (i > 1 && j > 1 && swapped(a + i - 2, b + j - 2) &&
                before[j - 2] + 1 < now[j])
                now[j] = before[j - 2] + 1;
        }
        unsigned *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b_len];
}

const char *closest_name(const char *typed, const char *const *names)
{
    size_t len = strlen(typed);
    if (len == 0 || len > LONGEST)
        return NULL;
    const char *best = NULL;
    unsigned least_far = (unsigned)(len < 4 ? 1 : len / 3 + 1);
    for (size_t i = 0; names[i]; i++) {
        size_t other = strlen(names[i]);
        if (other > LONGEST)
            continue;
        bool cut = len >= SHORTEST_CUT && strncasecmp(names[i], typed, len) == 0;
        unsigned far = cut ? 1 : distance(typed, len, names[i], other);
        if (far < least_far || (far == least_far && !best)) {
            best = names[i];
            least_far = far;
        }
    }
    return best;
}

const char *closest_rule(const char *typed)
{
    const char **names = xmalloc((rule_count() + 1) * sizeof *names);
    for (uint32_t i = 0; i <= rule_count(); i++)
        names[i] = rules[i] ? rules[i]->id : NULL;
    const char *best = closest_name(typed, names);
    free(names);
    return best;
}
