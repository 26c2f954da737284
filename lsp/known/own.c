/* own.c - the names of a configuration, sorted, so that each call can be looked up. */
#include "asynclint/own.h"

#include "asynclint/known.h"

#include <stdlib.h>

enum { MAX_KEY = 512, MAX_FOLDERS = 32 };

typedef struct Entry {
    const char *key; /* with dots only; one that stands for all members ends in a dot */
    size_t len;
    uint32_t kinds; /* OwnKind */
} Entry;

struct OwnNames {
    VEC(Entry) entries; /* sorted by key, each once */
};

static char dotted(char c)
{
    return c == '#' || c == '/' ? '.' : c;
}

/* --- making --- */

static int compare_entries(const void *a, const void *b)
{
    return strcmp(((const Entry *)a)->key, ((const Entry *)b)->key);
}

static void add(OwnNames *own, Arena *arena, const char *name, uint32_t kind)
{
    if (starts_with(name, "node:"))
        name += strlen("node:");
    size_t len = strlen(name);
    if (ends_with(name, ".*") || ends_with(name, "#*"))
        len--;
    char *key = arena_strndup(arena, name, len);
    for (size_t i = 0; i < len; i++)
        key[i] = dotted(key[i]);
    Entry entry = {key, len, kind};
    if (len)
        vec_push(arena, &own->entries, entry);
}

static void merge_equal(OwnNames *own)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < own->entries.len; i++) {
        Entry *entry = &own->entries.items[i];
        Entry *last = kept ? &own->entries.items[kept - 1] : NULL;
        if (last && strcmp(last->key, entry->key) == 0)
            last->kinds |= entry->kinds;
        else
            own->entries.items[kept++] = *entry;
    }
    own->entries.len = kept;
}

OwnNames *own_new(Arena *arena, const OwnName *names, size_t count)
{
    OwnNames *own = NEW(arena, OwnNames);
    for (size_t i = 0; i < count; i++)
        add(own, arena, names[i].name, names[i].kind);
    if (!own->entries.len)
        return NULL;
    qsort(own->entries.items, own->entries.len, sizeof(Entry), compare_entries);
    merge_equal(own);
    return own;
}

bool own_equal(const OwnNames *a, const OwnNames *b)
{
    if (!a || !b)
        return a == b;
    if (a->entries.len != b->entries.len)
        return false;
    for (uint32_t i = 0; i < a->entries.len; i++) {
        const Entry *x = &a->entries.items[i], *y = &b->entries.items[i];
        if (x->kinds != y->kinds || strcmp(x->key, y->key) != 0)
            return false;
    }
    return true;
}

/* --- asking --- */

/* Below 0, 0 or above as the key stands before, at or behind the text in the order. */
static int compare_key(const Entry *entry, const char *text, size_t len)
{
    size_t shorter = entry->len < len ? entry->len : len;
    int order = memcmp(entry->key, text, shorter);
    return order ? order : (entry->len > len) - (entry->len < len);
}

/* Index of the first entry that does not stand before the text. */
static uint32_t lower_bound(const OwnNames *own, const char *text, size_t len)
{
    uint32_t low = 0, high = own->entries.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_key(&own->entries.items[middle], text, len) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t exact(const OwnNames *own, const char *text, size_t len)
{
    uint32_t at = lower_bound(own, text, len);
    bool found =
        at < own->entries.len && compare_key(&own->entries.items[at], text, len) == 0;
    return found ? own->entries.items[at].kinds : 0;
}

/* The name itself, and everything that it is a member of. */
static uint32_t kinds_of(const OwnNames *own, const char *text, size_t len)
{
    uint32_t kinds = exact(own, text, len);
    for (size_t i = 0; i + 1 < len; i++)
        if (text[i] == '.')
            kinds |= exact(own, text, i + 1);
    return kinds & OWN_SAFE ? OWN_SAFE : kinds;
}

/* False when it is too long for a name that somebody wrote down. */
static bool to_key(const char *name, char key[MAX_KEY])
{
    size_t len = strlen(name);
    if (len >= MAX_KEY)
        return false;
    for (size_t i = 0; i <= len; i++)
        key[i] = dotted(name[i]);
    return true;
}

uint32_t own_kinds(const OwnNames *own, Language language, const char *qualified)
{
    char key[MAX_KEY];
    if (!own || !qualified)
        return 0;
    if (language_is_js(language) && starts_with(qualified, "node:"))
        qualified += strlen("node:");
    uint32_t kinds = to_key(qualified, key) ? kinds_of(own, key, strlen(key)) : 0;
    const char *other = known_canonical(language, qualified);
    if (!kinds && other != qualified && to_key(other, key))
        kinds = kinds_of(own, key, strlen(key));
    return kinds;
}

bool own_class(const OwnNames *own, Language language, const char *qualified)
{
    (void)language;
    char key[MAX_KEY];
    if (!own || !qualified || !to_key(qualified, key))
        return false;
    size_t len = strlen(key);
    const char *dot = strrchr(key, '.');
    char first = dot ? dot[1] : key[0];
    if (first < 'A' || first > 'Z' || len + 1 >= MAX_KEY)
        return false;
    key[len] = '.';
    key[len + 1] = '\0';
    uint32_t at = lower_bound(own, key, len + 1);
    return at < own->entries.len && strncmp(own->entries.items[at].key, key, len + 1) == 0;
}

/* Length of the path without its extension, and without what stands for its folder. */
static size_t module_len(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *word = slash ? slash + 1 : path;
    const char *dot = strchr(word, '.');
    size_t len = dot ? (size_t)(dot - word) : strlen(word);
    bool folder = slash && ((len == 8 && memcmp(word, "__init__", len) == 0) ||
                            (len == 5 && memcmp(word, "index", len) == 0));
    return folder ? (size_t)(slash - path) : (size_t)(word - path) + len;
}

uint32_t own_kinds_at(const OwnNames *own, const char *path, const char *function)
{
    if (!own || !function)
        return 0;
    size_t len = module_len(path), size = strlen(function);
    uint32_t kinds = 0;
    for (size_t i = len, folders = 0; i > 0 && !kinds && folders < MAX_FOLDERS; i--) {
        char key[MAX_KEY];
        size_t part = len - i + 1;
        bool begins = i == 1 || path[i - 2] == '/';
        if (!begins || path[i - 1] == '/')
            continue;
        if (part + 1 + size >= MAX_KEY)
            break;
        folders++;
        for (size_t k = 0; k < part; k++)
            key[k] = dotted(path[i - 1 + k]);
        key[part] = '.';
        memcpy(key + part + 1, function, size + 1);
        kinds = kinds_of(own, key, part + 1 + size);
    }
    return kinds;
}
