/*
 * utf8.c - which bytes make one character.
 *
 * Well-formed is what RFC 3629 says: no overlong forms, no surrogates, nothing above
 * U+10FFFF. Whatever else a file holds is taken byte by byte, so that a damaged file still
 * has positions.
 */
#include "text/internal.h"

typedef struct Lead {
    unsigned char first, last; /* range of the lead byte */
    unsigned char low, high;   /* range of the byte behind it */
    unsigned char len;         /* of the sequence */
} Lead;

/* RFC 3629, section 4. */
static const Lead LEADS[] = {
    {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
    {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
    {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};

static bool is_continuation(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

static const Lead *find_lead(unsigned char byte)
{
    for (size_t i = 0; i < COUNT(LEADS); i++)
        if (byte >= LEADS[i].first && byte <= LEADS[i].last)
            return &LEADS[i];
    return NULL;
}

uint32_t utf8_sequence(const char *text, size_t left)
{
    const unsigned char *bytes = (const unsigned char *)text;
    if (left == 0)
        return 0;
    if (bytes[0] < 0x80)
        return 1;
    const Lead *lead = find_lead(bytes[0]);
    if (!lead || lead->len > left || bytes[1] < lead->low || bytes[1] > lead->high)
        return 0;
    for (uint32_t i = 2; i < lead->len; i++)
        if (!is_continuation(bytes[i]))
            return 0;
    return lead->len;
}

uint32_t utf8_start(Str text, uint32_t byte)
{
    if (byte >= text.len)
        return byte;
    for (uint32_t back = 0; back < 4 && back <= byte; back++) {
        uint32_t start = byte - back;
        if (is_continuation((unsigned char)text.ptr[start]))
            continue;
        return utf8_sequence(text.ptr + start, text.len - start) > back ? start : byte;
    }
    return byte;
}

bool utf8_valid(const char *text, size_t len, size_t *bad)
{
    size_t at = 0;
    uint64_t word;
    while (at < len) {
        while (len - at >= sizeof word) { /* mostly ASCII: eight characters at a time */
            memcpy(&word, text + at, sizeof word);
            if (word & 0x8080808080808080)
                break;
            at += sizeof word;
        }
        if (at == len)
            break;
        uint32_t step = utf8_sequence(text + at, len - at);
        if (step == 0) {
            *bad = at;
            return false;
        }
        at += step;
    }
    return true;
}
