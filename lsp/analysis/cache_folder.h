/*
 * cache_folder.h - the folder of a cache, and how it is kept small; private to cache.c and
 * cache_prune.c.
 */
#ifndef ANALYSIS_CACHE_FOLDER_H
#define ANALYSIS_CACHE_FOLDER_H

#include "asynclint/cache.h"

#define CACHE_MAGIC "asynclnt" /* the first eight bytes of an entry */

struct Cache {
    char *folder; /* of what this program made; its parent is the user's */
    int64_t now;  /* seconds, when it was opened */
};

/* An entry was asked for: it stays for two more weeks. */
void cache_touch(const Cache *cache, const char *path);
/* Once a day: drops old entries, of other programs too, and the oldest of too many. */
void cache_prune(const Cache *cache);

#endif
