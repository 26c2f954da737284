/* hash.h - the hash of a name, byte by byte, so that those of its beginnings come with it. */
#ifndef TEXT_HASH_H
#define TEXT_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_START 2166136261u
static inline uint32_t hash_step(uint32_t hash, char c)
{
    return (hash ^ (unsigned char)c) * 16777619u; /* FNV-1a */
}

static inline uint32_t hash_of(const char *text, size_t len)
{
    uint32_t hash = HASH_START;
    for (size_t i = 0; i < len; i++)
        hash = hash_step(hash, text[i]);
    return hash;
}

#endif
