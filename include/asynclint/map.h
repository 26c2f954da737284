/*
 * map.h - a table from byte strings to pointers. (text/map.c)
 *
 * Keys are copied into the map's arena; nothing is ever taken out, a value may be set to
 * NULL. Zero is an empty map but for its arena: Map map = {.arena = &arena};
 */
#ifndef ASYNCLINT_MAP_H
#define ASYNCLINT_MAP_H

#include "asynclint/base.h"

typedef struct MapEntry {
    const char *key; /* NUL-terminated copy; NULL: an empty slot */
    uint32_t len;    /* of the key, in bytes; it may hold NULs */
    uint32_t hash;
    void *value;
} MapEntry;

typedef struct Map {
    Arena *arena; /* borrowed */
    MapEntry *slots;
    uint32_t count, cap;
} Map;

/* The entry of a key; NULL when there is none. Borrowed until the next map_add. */
MapEntry *map_find(const Map *map, const char *key, size_t len);
/* … made with the value NULL when there is none; *is_new, when not NULL, tells. */
MapEntry *map_add(Map *map, const char *key, size_t len, bool *is_new);
/* The value of a NUL-terminated key, or NULL. */
void *map_get(const Map *map, const char *key);
void map_set(Map *map, const char *key, void *value);

#endif
