/*
 * arena.c - bump allocation for everything that dies together.
 *
 * Facts, findings and fixes of one analysis point at each other; one arena holds them and
 * is dropped whole. Blocks grow by doubling, so that a big file costs few of them
 * and the summary of a small one little.
 */
#include "asynclint/base.h"

#include <stdio.h>
#include <stdlib.h>

struct ArenaBlock {
    struct ArenaBlock *older;
    size_t size; /* of `data`, in bytes */
    _Alignas(max_align_t) char data[];
};

enum { FIRST_BLOCK = 1024, LARGEST_BLOCK = 512 * 1024 };

void arena_init(Arena *arena)
{
    *arena = (Arena){0};
}

static void free_blocks(struct ArenaBlock *block)
{
    while (block) {
        struct ArenaBlock *older = block->older;
        free(block);
        block = older;
    }
}

void arena_release(Arena *arena)
{
    free_blocks(arena->block);
    *arena = (Arena){0};
}

void arena_reset(Arena *arena)
{
    if (!arena->block)
        return;
    free_blocks(arena->block->older);
    arena->block->older = NULL;
    arena->used = 0;
}

static void add_block(Arena *arena, size_t size)
{
    struct ArenaBlock *block = xmalloc(sizeof *block + size);
    block->older = arena->block;
    block->size = size;
    arena->block = block;
    arena->used = 0;
}

static void grow(Arena *arena, size_t least)
{
    size_t size = arena->block ? arena->block->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_BLOCK)
        size = LARGEST_BLOCK;
    add_block(arena, size < least ? least : size);
}

void arena_reserve(Arena *arena, size_t size)
{
    if (!arena->block || arena->block->size - arena->used < size)
        add_block(arena, size);
}

size_t arena_size(size_t size)
{
    const size_t align = _Alignof(max_align_t);
    return (size + align - 1) & ~(align - 1);
}

void *arena_alloc(Arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        die("out of memory");
    size = arena_size(size);
    if (!arena->block || arena->block->size - arena->used < size)
        grow(arena, size);
    void *memory = arena->block->data + arena->used;
    arena->used += size;
    return memset(memory, 0, size);
}

char *arena_strndup(Arena *arena, const char *text, size_t len)
{
    char *copy = arena_alloc(arena, len + 1);
    memcpy(copy, text, len);
    return copy;
}

char *arena_join(Arena *arena, const char *left, char mark, const char *right)
{
    size_t len = strlen(left), more = strlen(right);
    char *text = arena_alloc(arena, len + 1 + more + 1);
    memcpy(text, left, len + 1);
    text[len] = mark;
    memcpy(text + len + 1, right, more + 1);
    return text;
}

char *arena_vprintf(Arena *arena, const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, fmt, args);
    if (len < 0)
        die("cannot format a message");
    char *text = arena_alloc(arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, fmt, again);
    va_end(again);
    return text;
}

char *arena_printf(Arena *arena, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    char *text = arena_vprintf(arena, fmt, args);
    va_end(args);
    return text;
}

/* What was allocated last grows where it is, when its block has room. */
static bool extend(Arena *arena, const void *items, size_t size, size_t bigger)
{
    size = arena_size(size);
    bigger = arena_size(bigger);
    char *end = arena->block ? arena->block->data + arena->used : NULL;
    if (!size || !end || (const char *)items + size != end ||
        arena->block->size - arena->used < bigger - size)
        return false;
    memset(end, 0, bigger - size);
    arena->used += bigger - size;
    return true;
}

void *vec_grow(Arena *arena, void *items, uint32_t *cap, size_t item_size)
{
    uint32_t bigger = *cap ? *cap * 2 : 8;
    if (bigger < *cap)
        die("out of memory");
    if (extend(arena, items, *cap * item_size, bigger * item_size)) {
        *cap = bigger;
        return items;
    }
    void *grown = arena_alloc(arena, bigger * item_size);
    if (*cap)
        memcpy(grown, items, *cap * item_size);
    *cap = bigger;
    return grown;
}
