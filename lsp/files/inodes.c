/* inodes.c - a set of device and inode pairs: how loops of links end. */
#include "files/list.h"

#include <stdlib.h>

struct InodePair {
    uint64_t device, inode; /* inode + 1; 0 is an empty slot */
};

static struct InodePair *find(const struct InodeSet *set, uint64_t device, uint64_t inode)
{
    size_t mask = set->cap - 1;
    size_t at = (size_t)((inode * 0x9E3779B97F4A7C15u) ^ device) & mask;
    while (set->slots[at].inode &&
           (set->slots[at].inode != inode || set->slots[at].device != device))
        at = (at + 1) & mask;
    return &set->slots[at];
}

static void grow(struct InodeSet *set)
{
    struct InodeSet bigger = {.cap = set->cap ? set->cap * 2 : 64};
    bigger.slots = xmalloc(bigger.cap * sizeof *bigger.slots);
    memset(bigger.slots, 0, bigger.cap * sizeof *bigger.slots);
    for (size_t i = 0; i < set->cap; i++)
        if (set->slots[i].inode)
            *find(&bigger, set->slots[i].device, set->slots[i].inode) = set->slots[i];
    bigger.count = set->count;
    free(set->slots);
    *set = bigger;
}

bool inodes_add(struct InodeSet *set, uint64_t device, uint64_t inode)
{
    if (set->count * 2 >= set->cap)
        grow(set);
    struct InodePair *slot = find(set, device, inode + 1);
    if (slot->inode)
        return false;
    *slot = (struct InodePair){device, inode + 1};
    set->count++;
    return true;
}
