/*
 * config_json.c - JSON, with comments, as a Source.
 *
 * jansson parses; but it keeps no places. So a second walk over the same text, which is
 * known to be well-formed by then, notes where each key and value stands.
 */
#include "analysis/config_source.h"

/* --- comments --- */

/* The end of the string that opens at `at`, behind its closing quote. */
static uint32_t string_end(Str text, uint32_t at)
{
    for (at++; at < text.len; at++) {
        if (text.ptr[at] == '\\')
            at++;
        else if (text.ptr[at] == '"')
            return at + 1;
    }
    return text.len;
}

static bool stands_at(Str text, uint32_t at, const char *token)
{
    size_t len = strlen(token);
    return text.len - at >= len && memcmp(text.ptr + at, token, len) == 0;
}

/* The end of the comment that opens at `at`; `at` itself when none does. */
static uint32_t comment_end(Str text, uint32_t at)
{
    bool line = stands_at(text, at, "//");
    if (!line && !stands_at(text, at, "/*"))
        return at;
    for (at += 2; at < text.len; at++) {
        if (line && (text.ptr[at] == '\n' || text.ptr[at] == '\r'))
            return at;
        if (!line && stands_at(text, at, "*/"))
            return at + 2;
    }
    return text.len;
}

static void blank(char *bytes, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (bytes[i] != '\n' && bytes[i] != '\r')
            bytes[i] = ' ';
}

/* A copy in which comments and a byte-order mark are blanks, so that places stay. */
static char *without_comments(Arena *arena, Str text)
{
    char *copy = arena_strndup(arena, text.ptr, text.len);
    uint32_t at = 0;
    blank(copy, 0, bom_len(text));
    while (at < text.len) {
        uint32_t end = comment_end(text, at);
        blank(copy, at, end);
        if (end == at)
            end = text.ptr[at] == '"' ? string_end(text, at) : at + 1;
        at = end;
    }
    return copy;
}

/* --- places --- */

/* A container that is open, and which of its values comes next. */
typedef struct Level {
    const json_t *container;
    bool object;
    const char *key; /* NULL: a key comes next */
    Span name;
    size_t index;
    uint32_t slot; /* of the container's own value; UINT32_MAX for the root */
} Level;

typedef struct Walk {
    Source *source;
    Str text; /* without comments */
    VEC(Level) levels;
} Walk;

static uint32_t token_end(Str text, uint32_t at)
{
    if (text.ptr[at] == '"')
        return string_end(text, at);
    if (strchr("{}[],:", text.ptr[at]))
        return at + 1;
    while (at < text.len && !strchr("{}[],:\" \t\r\n", text.ptr[at]))
        at++;
    return at;
}

/* Escapes are left to jansson. */
static const char *decode_key(Walk *walk, Span span)
{
    const char *start = walk->text.ptr + span.start;
    size_t len = span.end - span.start;
    json_t *key = json_loadb(start, len, JSON_DECODE_ANY, NULL);
    const char *text = json_is_string(key) ? json_string_value(key) : "";
    text = arena_strndup(walk->source->arena, text, strlen(text));
    json_decref(key);
    return text;
}

static Level *top(Walk *walk)
{
    return walk->levels.len ? &walk->levels.items[walk->levels.len - 1] : NULL;
}

/* Notes the value that begins the span; returns its slot's number. */
static uint32_t add_value(Walk *walk, Span span)
{
    const Level *level = top(walk);
    if (!level)
        return UINT32_MAX;
    source_place(walk->source, (Slot){.container = level->container,
                                      .key = level->object ? level->key : NULL,
                                      .index = level->index,
                                      .name = level->object ? level->name : (Span){0},
                                      .value = span});
    return walk->source->slots.len - 1;
}

/* The next value's turn. */
static void pass_value(Level *level)
{
    if (!level)
        return;
    level->key = NULL;
    level->index++;
}

static const json_t *current_value(Walk *walk)
{
    const Level *level = top(walk);
    if (!level)
        return walk->source->root;
    return level->object ? json_object_get(level->container, level->key)
                         : json_array_get(level->container, level->index);
}

static void open_container(Walk *walk, Span span)
{
    Level level = {.container = current_value(walk),
                   .object = walk->text.ptr[span.start] == '{',
                   .slot = add_value(walk, span)};
    vec_push(walk->source->arena, &walk->levels, level);
}

static void close_container(Walk *walk, Span span)
{
    if (!walk->levels.len)
        return;
    uint32_t slot = walk->levels.items[--walk->levels.len].slot;
    if (slot != UINT32_MAX)
        walk->source->slots.items[slot].value.end = span.end;
    pass_value(top(walk));
}

static void take_token(Walk *walk, Span span)
{
    char first = walk->text.ptr[span.start];
    Level *level = top(walk);
    if (first == ',' || first == ':')
        return;
    if (first == '{' || first == '[') {
        open_container(walk, span);
    } else if (first == '}' || first == ']') {
        close_container(walk, span);
    } else if (level && level->object && !level->key) {
        level->key = decode_key(walk, span);
        level->name = span;
    } else {
        add_value(walk, span);
        pass_value(level);
    }
}

static void note_places(Source *source, Str text)
{
    Walk walk = {.source = source, .text = text};
    uint32_t at = 0;
    while (at < text.len) {
        if (strchr(" \t\r\n", text.ptr[at])) {
            at++;
            continue;
        }
        uint32_t end = token_end(text, at);
        take_token(&walk, (Span){at, end});
        at = end;
    }
}

void source_parse_json(Source *source, size_t flags)
{
    Str text = source->text;
    text.ptr = without_comments(source->arena, text);
    json_error_t error;
    source->root = json_loadb(text.ptr, text.len, flags, &error);
    if (source->root) {
        note_places(source, text);
        return;
    }
    uint32_t at = error.position > 0 ? (uint32_t)error.position - 1 : 0;
    if (at > text.len)
        at = text.len;
    source->fault = arena_printf(source->arena, "this is not JSON: %s", error.text);
    source->fault_span = (Span){at, at < text.len ? at + 1 : at};
}

void json_memory_or_end(void)
{
    json_set_alloc_funcs(xmalloc, free);
}
