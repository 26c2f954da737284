/*
 * known_names.c - the search tables over the tables of known names.
 *
 * Each call of a file is looked up, most of them in vain: so one hash table a kind of name,
 * built once. Nothing changes afterwards, which makes lookups safe in any thread.
 */
#include "known/known_tables.h"

#include <stdlib.h>

static void map_init(Map *map, size_t count)
{
    uint32_t size = 16;
    while (size < 2 * count)
        size *= 2;
    map->slots = calloc(size, sizeof(Slot));
    if (!map->slots)
        die("out of memory");
    map->mask = size - 1;
}

static void map_put(Map *map, Slot slot)
{
    uint32_t i = slot.hash & map->mask;
    while (map->slots[i].key)
        i = (i + 1) & map->mask;
    map->slots[i] = slot;
}

static void map_add(Map *map, const char *key, size_t len, const void *value)
{
    map_put(map, (Slot){key, (uint32_t)len, hash_of(key, len), value});
}

const Slot *map_next(const Map *map, const char *key, size_t len, uint32_t hash,
                     const Slot *last)
{
    uint32_t i = last ? (uint32_t)(last - map->slots) + 1 : hash;
    for (i &= map->mask; map->slots[i].key; i = (i + 1) & map->mask) {
        const Slot *slot = &map->slots[i];
        if (slot->hash == hash && slot->len == len && memcmp(slot->key, key, len) == 0)
            return slot;
    }
    return NULL;
}

const KnownLink *names_link(const Names *names, LinkKind kind, const char *from, size_t len,
                            uint32_t hash)
{
    const Slot *slot = NULL;
    while ((slot = map_next(&names->links, from, len, hash, slot))) {
        const KnownLink *link = slot->value;
        if (link->kind == kind)
            return link;
    }
    return NULL;
}

/* Doubled when half full; a class stands there once, so that their order is nobody's. */
static void grow_classes(Names *names)
{
    Map old = names->classes;
    map_init(&names->classes, old.mask + 1);
    for (uint32_t i = 0; i <= old.mask; i++)
        if (old.slots[i].key)
            map_put(&names->classes, old.slots[i]);
    free(old.slots);
}

/* `text` lives as long as the process. */
static void add_class(Names *names, const char *text, size_t len)
{
    const Slot *last = &names->last_class;
    if (last->len == len && memcmp(last->key, text, len) == 0)
        return; /* that of the row before, as most are */
    names->last_class = (Slot){text, (uint32_t)len, hash_of(text, len), text};
    if (map_next(&names->classes, text, len, last->hash, NULL))
        return;
    Slot slot = *last;
    if (text[len]) {
        char *name = xmalloc(len + 1);
        memcpy(name, text, len);
        name[len] = '\0';
        slot.key = slot.value = name;
    }
    if (2 * ++names->class_count > names->classes.mask)
        grow_classes(names);
    map_put(&names->classes, slot);
}

static void add_row(Names *names, const Known *row)
{
    const char *star = strchr(row->name, '*'), *hash = strchr(row->name, '#');
    size_t len = strlen(row->name);
    if (row->form == FORM_CONSTRUCTOR)
        add_class(names, row->name, len);
    if (hash && (!star || hash < star))
        add_class(names, row->name, (size_t)(hash - row->name));
    if (!star || star == row->name)
        map_add(&names->rows, row->name, len, row);
    else if (star[1] == '\0' && (star[-1] == '.' || star[-1] == '#'))
        map_add(&names->wild, row->name, len - 1, row);
    else
        names->patterns[names->pattern_count++] = row;
}

static void add_link(Names *names, const KnownLink *link)
{
    map_add(&names->links, link->from, strlen(link->from), link);
    if (link->kind == LINK_ALIAS)
        return;
    const char *hash = strchr(link->from, '#');
    add_class(names, link->to, strlen(link->to));
    if (link->kind == LINK_EXTENDS)
        add_class(names, link->from, strlen(link->from));
    if (hash)
        add_class(names, link->from, (size_t)(hash - link->from));
}

/* A row takes over what its group says of all its rows. */
static void row_complete(Known *row, const Known *group, const Known *condition)
{
    row->category = group->category;
    row->tier = group->tier;
    row->replacement = group->replacement;
    row->unless = condition->unless;
    row->guard = condition->guard;
    if (!row->parameter)
        row->parameter = "";
}

void names_init(Names *names, const KnownTable *table, bool is_js)
{
    static const Known always = {.unless = "", .guard = ""};
    const Known *group = &always, *condition = &always;
    map_init(&names->rows, table->row_count);
    map_init(&names->wild, table->row_count / 8);
    map_init(&names->links, table->link_count);
    map_init(&names->classes, 256);
    names->patterns = xmalloc(table->row_count * sizeof(*names->patterns));
    names->is_js = is_js;
    for (size_t i = 0; i < table->row_count; i++) {
        Known *row = &table->rows[i];
        if (row->form == MARKER_GROUP) {
            group = row;
            condition = &always;
        } else if (row->form == MARKER_UNLESS) {
            condition = row;
        } else {
            row_complete(row, group, condition);
            add_row(names, row);
        }
    }
    for (size_t i = 0; i < table->link_count; i++)
        add_link(names, &table->links[i]);
}
