/* config_slots.c - where the parts of a configuration stand in its text. */
#include "analysis/config_source.h"

void source_place(Source *source, Slot slot)
{
    vec_push(source->arena, &source->slots, slot);
}

const Slot *source_find(const Source *source, const json_t *container, const char *key,
                        size_t index)
{
    for (uint32_t i = source->slots.len; i > 0; i--) {
        const Slot *slot = &source->slots.items[i - 1];
        if (slot->container != container)
            continue;
        if (key ? same(slot->key, key) : !slot->key && slot->index == index)
            return slot;
    }
    return NULL;
}
