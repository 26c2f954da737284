/*
 * map.c - a table from byte strings to pointers.
 *
 * Open addressing with linear probing; grown at three quarters full.
 */
#include "asynclint/map.h"

#include "text/hash.h"

static MapEntry *find_slot(const Map *map, const char *key, uint32_t len, uint32_t hash)
{
    uint32_t mask = map->cap - 1;
    for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
        MapEntry *entry = &map->slots[i];
        if (!entry->key ||
            (entry->hash == hash && entry->len == len && memcmp(entry->key, key, len) == 0))
            return entry;
    }
}

static void grow(Map *map)
{
    MapEntry *old = map->slots;
    uint32_t old_cap = map->cap;
    map->cap = old_cap ? old_cap * 2 : 16;
    map->slots = arena_alloc(map->arena, map->cap * sizeof *old);
    for (uint32_t i = 0; i < old_cap; i++)
        if (old[i].key)
            *find_slot(map, old[i].key, old[i].len, old[i].hash) = old[i];
}

MapEntry *map_find(const Map *map, const char *key, size_t len)
{
    if (!map->cap)
        return NULL;
    MapEntry *entry = find_slot(map, key, (uint32_t)len, hash_of(key, len));
    return entry->key ? entry : NULL;
}

MapEntry *map_add(Map *map, const char *key, size_t len, bool *is_new)
{
    if (map->count * 4 >= map->cap * 3)
        grow(map);
    uint32_t hash = hash_of(key, len);
    MapEntry *entry = find_slot(map, key, (uint32_t)len, hash);
    if (is_new)
        *is_new = !entry->key;
    if (!entry->key) {
        char *copy = arena_alloc(map->arena, len + 1);
        memcpy(copy, key, len);
        *entry = (MapEntry){.key = copy, .len = (uint32_t)len, .hash = hash};
        map->count++;
    }
    return entry;
}

void *map_get(const Map *map, const char *key)
{
    const MapEntry *entry = map_find(map, key, strlen(key));
    return entry ? entry->value : NULL;
}

void map_set(Map *map, const char *key, void *value)
{
    map_add(map, key, strlen(key), NULL)->value = value;
}
