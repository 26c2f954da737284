/*
 * base.h - memory, strings and spans: what every room stands on.
 *
 * Three lifetimes: the process (static data), the document, the analysis. What
 * belongs to one analysis lives in one Arena and is dropped whole, since facts and
 * findings point at each other and cannot be freed one by one. Words used exactly:
 * x_new/x_free (heap), x_init/x_release (in place), "borrows", "steals".
 * Out of memory ends the program with a message; nothing here returns NULL.
 */
#ifndef ASYNCLINT_BASE_H
#define ASYNCLINT_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A half-open range of bytes in a document's text; 0-based. */
typedef struct Span {
    uint32_t start; /* first byte */
    uint32_t end;   /* one past the last byte */
} Span;

/* Borrowed bytes, not NUL-terminated. */
typedef struct Str {
    const char *ptr;
    uint32_t len; /* in bytes */
} Str;

static inline Str str(const char *text)
{
    return (Str){text, (uint32_t)strlen(text)};
}

static inline bool str_is(Str s, const char *text)
{
    return s.len == strlen(text) && memcmp(s.ptr, text, s.len) == 0;
}

/* Two C strings, either of which may be NULL, are equal; NULL equals nothing. Most differ in
 * their first byte. */
static inline bool same(const char *a, const char *b)
{
    return a && b && *a == *b && strcmp(a, b) == 0;
}

/* The name is the same as one of the words; NULL is none of them. */
static inline bool is_among(const char *name, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (same(name, words[i]))
            return true;
    return false;
}

/* The bytes of the byte-order mark that the text begins with: 3 or 0. */
static inline uint32_t bom_len(Str text)
{
    return text.len >= 3 && memcmp(text.ptr, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static inline bool starts_with(const char *text, const char *prefix)
{
    return !*prefix || (*text == *prefix && strncmp(text, prefix, strlen(prefix)) == 0);
}

bool ends_with(const char *text, const char *suffix);

/* Prints "asynclint: …" on stderr and ends the process with status 2. */
_Noreturn void die(const char *fmt, ...) PRINTF(1, 2);
void *xmalloc(size_t size);
void *xrealloc(void *ptr, size_t size);
char *xstrdup(const char *text);

/* A bump allocator. Memory it gives out is zeroed and aligned for any type. */
typedef struct Arena {
    struct ArenaBlock *block; /* the newest block; the others hang off it */
    size_t used;              /* bytes given out of that block */
} Arena;

void arena_init(Arena *arena);
void arena_release(Arena *arena);
/* Forgets all that was given out but keeps one block for the next use. */
void arena_reset(Arena *arena);
/* The next allocations, of so many bytes in all as arena_size says, share one block. */
void arena_reserve(Arena *arena, size_t size);
size_t arena_size(size_t size); /* what arena_alloc takes for it */
void *arena_alloc(Arena *arena, size_t size);
char *arena_strndup(Arena *arena, const char *text, size_t len);
char *arena_join(Arena *arena, const char *left, char mark, const char *right);
char *arena_printf(Arena *arena, const char *fmt, ...) PRINTF(2, 3);
char *arena_vprintf(Arena *arena, const char *fmt, va_list args);

#define NEW(arena, type) ((type *)arena_alloc(arena, sizeof(type)))

/* A growable array whose items live in an arena: VEC(Span) spans = {0}; */
#define VEC(type)                                                                          \
    struct {                                                                               \
        type *items;                                                                       \
        uint32_t len, cap;                                                                 \
    }
#define vec_push(arena, vec, item)                                                         \
    do {                                                                                   \
        if ((vec)->len == (vec)->cap)                                                      \
            (vec)->items =                                                                 \
                vec_grow(arena, (vec)->items, &(vec)->cap, sizeof(*(vec)->items));         \
        (vec)->items[(vec)->len++] = (item);                                               \
    } while (0)
/* Doubles `*cap` (from 8): in place what was allocated last, else in a copy. Items that were
 * given out keep their old address. */
void *vec_grow(Arena *arena, void *items, uint32_t *cap, size_t item_size);

/* Growable bytes on the heap; `data` is never NULL and always ends in a NUL. */
typedef struct Buffer {
    char *data;
    size_t len; /* in bytes, without the NUL */
    size_t cap;
} Buffer;

void buffer_init(Buffer *buffer);
void buffer_release(Buffer *buffer);
void buffer_clear(Buffer *buffer);
void buffer_append(Buffer *buffer, const void *bytes, size_t len);
char *buffer_grow(Buffer *buffer, size_t len);

/* Appends `len` bytes, which the caller is to fill in. */
static inline char *buffer_room(Buffer *buffer, size_t len)
{
    if (buffer->cap - buffer->len <= len)
        return buffer_grow(buffer, len);
    char *room = buffer->data + buffer->len;
    buffer->len += len;
    buffer->data[buffer->len] = '\0';
    return room;
}

void buffer_puts(Buffer *buffer, const char *text);
void buffer_printf(Buffer *buffer, const char *fmt, ...) PRINTF(2, 3);
/* Removes the first `len` bytes. */
void buffer_drop(Buffer *buffer, size_t len);

/* One copy of each name: equal names of one Interner have equal addresses. */
typedef struct Interner {
    Arena *arena; /* borrowed; holds the names */
    const char **slots;
    uint32_t count, cap;
} Interner;

void interner_init(Interner *interner, Arena *arena);
const char *intern(Interner *interner, const char *text, size_t len);
/* The copy that is there already, or NULL. */
const char *intern_find(const Interner *interner, const char *text);

#endif
