/*
 * cache.h - summaries kept on the disk, by what they were made of. (analysis/cache.c)
 *
 * Whatever is wrong with the folder or with what lies in it, the answer is that of no cache.
 * Several threads and processes may share a folder; it may be deleted at any time.
 */
#ifndef ASYNCLINT_CACHE_H
#define ASYNCLINT_CACHE_H

#include "asynclint/config.h"
#include "asynclint/summary.h"

typedef struct Cache Cache;

/* What a summary is made of; all borrowed. */
typedef struct CacheKey {
    Str text;
    Language language;
    const char *path; /* decides what is a test and so on */
    const Config *config;
} CacheKey;

/* Makes the folder if there is none. NULL for a folder that is NULL or empty. */
Cache *cache_open(const char *folder);
void cache_close(Cache *cache);
/* The summary that was put for the key; NULL when there is none, or no cache. */
Summary *cache_get(const Cache *cache, const CacheKey *key);
void cache_put(const Cache *cache, const CacheKey *key, const Summary *summary);
/* That summary, or one that is made, and put; NULL when the text cannot be parsed. */
Summary *cache_summary(const Cache *cache, const CacheKey *key);

#endif
