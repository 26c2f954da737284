/* word_byte.h - the bytes of names, numbers and keywords. (word_byte.c) */
#ifndef TEXT_WORD_BYTE_H
#define TEXT_WORD_BYTE_H

#include <limits.h>
#include <stdbool.h>

/* Those of ASCII. */
extern const bool WORD_BYTES[UCHAR_MAX + 1];

/* A letter, a digit, `_`, `$`, or a byte of what is not ASCII. */
static inline bool is_word_byte(char c)
{
    return WORD_BYTES[(unsigned char)c] || (unsigned char)c >= 0x80;
}

#endif
