/*
 * config_read.c - the one reader: a Source's section into a Config.
 *
 * What it does not understand becomes a problem, and is left as it was.
 */
#include "analysis/config_read.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_PROBLEMS = 100, MAX_SHOWN = 60 };

/* A value's place: what holds it, and how it is called in a message. */
typedef struct At {
    const json_t *container;
    const char *key; /* NULL for an item */
    size_t index;
    const char *where; /* "overrides[1].rules" */
} At;

typedef void ReadValue(Reader *reader, const json_t *value, At at, const Key *key,
                       void *field);

int8_t *config_levels(Config *config)
{
    int8_t *levels = arena_alloc(&config->arena, rule_count() + 1);
    return memset(levels, -1, rule_count() + 1);
}

/* --- problems --- */

void reader_problem(Reader *reader, Span span, const char *message)
{
    Config *config = reader->config;
    if (config->problems.len > MAX_PROBLEMS)
        return;
    if (config->problems.len == MAX_PROBLEMS)
        message = "there are further problems";
    ConfigProblem problem = {.path = reader->path, .span = span, .message = message};
    if (reader->doc) {
        Position at = document_position(reader->doc, span.start, ENCODING_UTF32);
        problem.line = at.line + 1;
        problem.column = at.character + 1;
    }
    vec_push(&config->arena, &config->problems, problem);
}

static Span place_of(const Reader *reader, At at, bool name)
{
    const Slot *slot = source_find(reader->source, at.container, at.key, at.index);
    if (!slot)
        return (Span){0};
    return name ? slot->name : slot->value;
}

/* About the value; `fmt` may begin with the name of it by %s. */
static void PRINTF(3, 4) complain(Reader *reader, At at, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    char *message = arena_vprintf(&reader->config->arena, fmt, args);
    va_end(args);
    reader_problem(reader, place_of(reader, at, false), message);
}

/* What the user wrote, short enough for a message and harmless to a terminal. */
static const char *shown(Reader *reader, const char *text)
{
    size_t len = strnlen(text, MAX_SHOWN);
    bool cut = text[len] != '\0';
    while (cut && len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
        len--;
    char *copy = arena_strndup(&reader->config->arena, text, len);
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)copy[i] < ' ' || copy[i] == 127)
            copy[i] = '?';
    return cut ? arena_printf(&reader->config->arena, "%s…", copy) : copy;
}

static const char *type_name(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "a list";
    case JSON_STRING:
        return "a string";
    case JSON_INTEGER:
    case JSON_REAL:
        return "a number";
    case JSON_TRUE:
    case JSON_FALSE:
        return "a boolean";
    case JSON_NULL:
        return "null";
    }
    return "something else";
}

/* "`a`, `b` or `c`" */
static const char *enumerate(Reader *reader, const char *const *names)
{
    const char *text = "";
    for (size_t i = 0; names[i]; i++) {
        const char *glue = i == 0 ? "" : names[i + 1] ? ", " : " or ";
        text = arena_printf(&reader->config->arena, "%s%s`%s`", text, glue, names[i]);
    }
    return text;
}

static bool is_string(Reader *reader, const json_t *value, At at)
{
    if (json_is_string(value))
        return true;
    complain(reader, at, "`%s` must be a string, not %s", at.where, type_name(value));
    return false;
}

static At member(Reader *reader, const json_t *object, const char *key, At of)
{
    Arena *arena = &reader->config->arena;
    const char *name = shown(reader, key);
    const char *where = *of.where ? arena_printf(arena, "%s.%s", of.where, name) : name;
    return (At){.container = object, .key = key, .where = where};
}

static At item(Reader *reader, const json_t *array, size_t index, At of)
{
    const char *where = arena_printf(&reader->config->arena, "%s[%zu]", of.where, index);
    return (At){.container = array, .index = index, .where = where};
}

/* --- values --- */

static const char *const LEVELS[] = {"off",     "hint",  "information",
                                     "warning", "error", NULL};

static bool read_level(Reader *reader, const json_t *value, At at, Severity *level)
{
    if (!is_string(reader, value, at))
        return false;
    const char *name = json_string_value(value);
    if (severity_parse(name, level))
        return true;
    const char *closest = closest_name(name, LEVELS);
    if (closest)
        complain(reader, at, "`%s`: there is no level `%s`; did you mean `%s`?", at.where,
                 shown(reader, name), closest);
    else
        complain(reader, at, "`%s`: there is no level `%s`; it must be %s", at.where,
                 shown(reader, name), enumerate(reader, LEVELS));
    return false;
}

static void unknown_rule(Reader *reader, const char *id, At of, At at)
{
    const char *closest = closest_rule(id);
    const char *hint =
        closest ? arena_printf(&reader->config->arena, "did you mean `%s`?", closest)
                : "`asynclint rules` lists them";
    char *message = arena_printf(&reader->config->arena, "`%s`: there is no rule `%s`; %s",
                                 of.where, shown(reader, id), hint);
    reader_problem(reader, place_of(reader, at, true), message);
}

static void read_rules(Reader *reader, const json_t *value, At at, const Key *key,
                       void *field)
{
    (void)key;
    int8_t *levels = *(int8_t **)field;
    Severity level;
    if (!json_is_object(value)) {
        complain(reader, at, "`%s` must be an object of rules and levels, not %s", at.where,
                 type_name(value));
        return;
    }
    /* "all" is for those that are not named, wherever it stands. */
    const json_t *all = json_object_get(value, "all");
    if (all && read_level(reader, all, member(reader, value, "all", at), &level))
        memset(levels, level, rule_count());
    const char *id;
    json_t *said;
    json_object_foreach((json_t *)(uintptr_t)value, id, said)
    {
        const Rule *rule = rule_find(id);
        At at_rule = member(reader, value, id, at);
        if (!rule && !same(id, "all"))
            unknown_rule(reader, id, at, at_rule);
        else if (rule && read_level(reader, said, at_rule, &level))
            levels[rule_index(rule)] = (int8_t)level;
    }
}

static void read_list(Reader *reader, const json_t *value, At at, const Key *key,
                      void *field)
{
    ConfigList *list = field;
    const char *what = key->kind == KEY_GLOBS ? "patterns" : "dotted names";
    size_t index;
    json_t *text;
    if (!json_is_array(value)) {
        complain(reader, at, "`%s` must be a list of %s, not %s", at.where, what,
                 type_name(value));
        return;
    }
    json_array_foreach(value, index, text)
    {
        At at_item = item(reader, value, index, at);
        if (!is_string(reader, text, at_item))
            continue;
        const char *string = json_string_value(text);
        if (*string)
            vec_push(&reader->config->arena, list,
                     arena_strndup(&reader->config->arena, string, strlen(string)));
        else
            complain(reader, at_item, "`%s` is empty", at_item.where);
    }
}

static void read_choice(Reader *reader, const json_t *value, At at, const Key *key,
                        void *field)
{
    if (!is_string(reader, value, at))
        return;
    const char *name = json_string_value(value);
    for (unsigned i = 0; key->choices[i]; i++) {
        if (!same(key->choices[i], name))
            continue;
        memcpy(field, &i, sizeof i);
        return;
    }
    complain(reader, at, "`%s` must be %s, not `%s`", at.where,
             enumerate(reader, key->choices), shown(reader, name));
}

static void read_flag(Reader *reader, const json_t *value, At at, const Key *key,
                      void *field)
{
    (void)key;
    if (json_is_boolean(value))
        *(bool *)field = json_is_true(value);
    else
        complain(reader, at, "`%s` must be true or false, not %s", at.where,
                 type_name(value));
}

static void read_other(Reader *reader, const json_t *value, At at, const Key *key,
                       void *field)
{
    (void)reader;
    (void)value;
    (void)at;
    (void)key;
    (void)field;
}

/* --- objects --- */

static void unknown_key(Reader *reader, const Key *keys, At at)
{
    const char *names[32] = {0};
    size_t count = 0;
    for (const Key *key = keys; key->name && count < COUNT(names) - 1; key++)
        if (!key->settings && key->name[0] != '$')
            names[count++] = key->name;
    const char *closest = closest_name(at.key, names);
    const char *hint =
        closest ? arena_printf(&reader->config->arena, "did you mean `%s`?", closest)
                : arena_printf(&reader->config->arena, "it must be %s",
                               enumerate(reader, names));
    char *message =
        arena_printf(&reader->config->arena, "there is no key `%s`; %s", at.where, hint);
    reader_problem(reader, place_of(reader, at, true), message);
}

static const Key *find_key(const Reader *reader, const Key *keys, const char *name)
{
    for (const Key *key = keys; key->name; key++)
        if (same(key->name, name) && (!key->settings || reader->settings))
            return key;
    return NULL;
}

static ReadValue read_overrides;

/* `extends` was read before all else. */
static ReadValue *const READERS[] = {
    [KEY_OTHER] = read_other,         [KEY_EXTENDS] = read_other,
    [KEY_RULES] = read_rules,         [KEY_GLOBS] = read_list,
    [KEY_NAMES] = read_list,          [KEY_CHOICE] = read_choice,
    [KEY_OVERRIDES] = read_overrides, [KEY_FLAG] = read_flag,
};

static void read_object(Reader *reader, const json_t *object, At at, const Key *keys,
                        void *target)
{
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)object, name, value)
    {
        const Key *key = find_key(reader, keys, name);
        At at_value = member(reader, object, name, at);
        if (!key)
            unknown_key(reader, keys, at_value);
        else if (!json_is_null(value) || !reader->settings)
            READERS[key->kind](reader, value, at_value, key, (char *)target + key->field);
    }
}

static void read_override(Reader *reader, const json_t *value, At at)
{
    if (!json_is_object(value)) {
        complain(reader, at, "`%s` must be an object, not %s", at.where, type_name(value));
        return;
    }
    ConfigOverride override = {.levels = config_levels(reader->config)};
    read_object(reader, value, at, OVERRIDE_KEYS, &override);
    if (override.files.len)
        vec_push(&reader->config->arena, &reader->config->overrides, override);
    else if (!json_object_get(value, "files"))
        complain(reader, at, "`%s` does not say which `files` it is for", at.where);
}

static void read_overrides(Reader *reader, const json_t *value, At at, const Key *key,
                           void *field)
{
    (void)key;
    (void)field;
    size_t index;
    json_t *override;
    if (!json_is_array(value)) {
        complain(reader, at, "`%s` must be a list of objects, not %s", at.where,
                 type_name(value));
        return;
    }
    json_array_foreach(value, index, override)
    {
        read_override(reader, override, item(reader, value, index, at));
    }
}

const char *reader_extends(Reader *reader, const json_t *section, Span *span)
{
    const json_t *value = json_object_get(section, "extends");
    if (!value || (json_is_null(value) && reader->settings))
        return NULL;
    At at = member(reader, section, "extends", (At){.where = ""});
    *span = place_of(reader, at, false);
    return is_string(reader, value, at) ? json_string_value(value) : NULL;
}

void reader_read(Reader *reader, const json_t *section)
{
    read_object(reader, section, (At){.where = ""}, CONFIG_KEYS, reader->config);
}
