/*
 * cache.h - what is known of files kept on the disk, by what it was made of: their summaries,
 * and reports of their findings. (analysis/cache.c, cache_prune.c)
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

/* What a program made of the findings: good only for the style and the view that it has. */
typedef struct CacheReport {
    uint64_t style; /* cache_style */
    uint64_t view;  /* graph_view of the file when it was made */
    Buffer bytes;   /* to be released; `data` is NULL when there is no report */
} CacheReport;

/* Makes the folder if there is none. NULL for a folder that is NULL or empty. */
Cache *cache_open(const char *folder);
/* Once a day it drops what nobody has asked for in two weeks, and what is too much. */
void cache_close(Cache *cache);
/* The summary that was put for the key; NULL when there is none, or no cache. `report`, when
 * not NULL, gets what was put with it. */
Summary *cache_get(const Cache *cache, const CacheKey *key, CacheReport *report);
/* `report` may be NULL, or without bytes. */
void cache_put(const Cache *cache, const CacheKey *key, const Summary *summary,
               const CacheReport *report);
/* A number for all that findings depend on besides the key's text and the program around it:
 * the configuration, and `how` they are put into words. */
uint64_t cache_style(const CacheKey *key, Str how);
/* That summary, or one that is made, and put; NULL when the text cannot be parsed. */
Summary *cache_summary(const Cache *cache, const CacheKey *key);

#endif
