/*
 * config_toml.c - TOML as a Source, by way of tree-sitter's grammar.
 *
 * The whole file is converted, since a section may be written as a table, as dotted keys or
 * inline. What has a syntax error in it is left out, and the first one is told.
 */
#include "analysis/config_source.h"

#include "asynclint/document.h"

enum { MAX_KEYS = 32, MAX_NESTING = 32 };

typedef enum Type {
    TYPE_PAIR,
    TYPE_TABLE,
    TYPE_TABLES, /* [[…]] */
    TYPE_DOTTED,
    TYPE_BARE,
    TYPE_QUOTED,
    TYPE_STRING,
    TYPE_BOOLEAN,
    TYPE_ARRAY,
    TYPE_INLINE,
    TYPE_COUNT
} Type;

static const char *const TYPE_NAMES[TYPE_COUNT] = {
    [TYPE_PAIR] = "pair",
    [TYPE_TABLE] = "table",
    [TYPE_TABLES] = "table_array_element",
    [TYPE_DOTTED] = "dotted_key",
    [TYPE_BARE] = "bare_key",
    [TYPE_QUOTED] = "quoted_key",
    [TYPE_STRING] = "string",
    [TYPE_BOOLEAN] = "boolean",
    [TYPE_ARRAY] = "array",
    [TYPE_INLINE] = "inline_table",
};

typedef struct Toml {
    Source *source;
    TSSymbol symbols[TYPE_COUNT];
} Toml;

/* `a.b."c"` taken apart. */
typedef struct Keys {
    const char *names[MAX_KEYS];
    Span spans[MAX_KEYS];
    uint32_t len;
} Keys;

static void resolve_types(Toml *toml, const TSLanguage *language)
{
    for (int i = 0; i < TYPE_COUNT; i++) {
        uint32_t len = (uint32_t)strlen(TYPE_NAMES[i]);
        toml->symbols[i] = ts_language_symbol_for_name(language, TYPE_NAMES[i], len, true);
        if (!toml->symbols[i])
            die("the TOML grammar has no node type `%s`", TYPE_NAMES[i]);
    }
}

static bool is_type(const Toml *toml, TSNode node, Type type)
{
    return !ts_node_is_null(node) && ts_node_symbol(node) == toml->symbols[type];
}

static Span bytes_of(TSNode node)
{
    return (Span){ts_node_start_byte(node), ts_node_end_byte(node)};
}

static Str written(const Toml *toml, TSNode node)
{
    Span span = bytes_of(node);
    return (Str){toml->source->text.ptr + span.start, span.end - span.start};
}

static void set_fault(Toml *toml, Span span, const char *message)
{
    if (toml->source->fault)
        return;
    toml->source->fault = message;
    toml->source->fault_span = span;
}

/* --- keys --- */

static bool is_key(const Toml *toml, TSNode node)
{
    return is_type(toml, node, TYPE_DOTTED) || is_type(toml, node, TYPE_BARE) ||
           is_type(toml, node, TYPE_QUOTED);
}

static void add_key(const Toml *toml, Keys *keys, TSNode node)
{
    Arena *arena = toml->source->arena;
    Str text = written(toml, node);
    keys->names[keys->len] = is_type(toml, node, TYPE_BARE)
                                 ? arena_strndup(arena, text.ptr, text.len)
                                 : toml_unquote(arena, text);
    keys->spans[keys->len++] = bytes_of(node);
}

/* A dotted key nests to the left: its last part is the outermost one's second child. */
static bool read_keys(Toml *toml, TSNode node, Keys *keys)
{
    TSNode parts[MAX_KEYS];
    uint32_t count = 0;
    keys->len = 0;
    if (!is_key(toml, node) || ts_node_has_error(node))
        return false;
    while (is_type(toml, node, TYPE_DOTTED) && count < MAX_KEYS - 1) {
        parts[count++] = ts_node_named_child(node, 1);
        node = ts_node_named_child(node, 0);
    }
    if (is_type(toml, node, TYPE_DOTTED)) {
        set_fault(toml, bytes_of(node), "this key has too many parts");
        return false;
    }
    parts[count++] = node;
    while (count > 0)
        add_key(toml, keys, parts[--count]);
    return true;
}

/* --- tables --- */

static json_t *place(Toml *toml, json_t *table, const Keys *keys, uint32_t i, Span value,
                     json_t *made)
{
    json_object_set_new(table, keys->names[i], made);
    source_place(toml->source, (Slot){.container = table,
                                      .key = keys->names[i],
                                      .name = keys->spans[i],
                                      .value = value});
    return json_object_get(table, keys->names[i]);
}

/* The table that the first `count` keys lead to, made where it is not there yet; of an
 * array of tables the last. NULL when another value is in the way. */
static json_t *enter(Toml *toml, json_t *table, const Keys *keys, uint32_t count,
                     Span whole)
{
    for (uint32_t i = 0; i < count; i++) {
        json_t *next = json_object_get(table, keys->names[i]);
        if (!next)
            next = place(toml, table, keys, i, whole, json_object());
        if (json_is_array(next))
            next = json_array_get(next, json_array_size(next) - 1);
        if (!json_is_object(next)) {
            set_fault(toml, keys->spans[i], "this key has a value already");
            return NULL;
        }
        table = next;
    }
    return table;
}

static json_t *enter_new_item(Toml *toml, json_t *root, const Keys *keys, Span whole)
{
    uint32_t last = keys->len - 1;
    json_t *table = enter(toml, root, keys, last, whole);
    if (!table)
        return NULL;
    json_t *array = json_object_get(table, keys->names[last]);
    if (!array)
        array = place(toml, table, keys, last, whole, json_array());
    if (!json_is_array(array)) {
        set_fault(toml, keys->spans[last], "this key has a value already");
        return NULL;
    }
    size_t index = json_array_size(array);
    json_array_append_new(array, json_object());
    source_place(toml->source, (Slot){.container = array, .index = index, .value = whole});
    return json_array_get(array, index);
}

/* --- values --- */

static void add_child(Toml *toml, json_t *into, TSNode node, int depth);

static json_t *convert_children(Toml *toml, TSNode node, int depth)
{
    json_t *made = is_type(toml, node, TYPE_ARRAY) ? json_array() : json_object();
    TSTreeCursor cursor = ts_tree_cursor_new(node);
    bool more = depth < MAX_NESTING && ts_tree_cursor_goto_first_child(&cursor);
    for (; more; more = ts_tree_cursor_goto_next_sibling(&cursor)) {
        TSNode child = ts_tree_cursor_current_node(&cursor);
        add_child(toml, made, child, depth + 1);
    }
    ts_tree_cursor_delete(&cursor);
    return made;
}

/* A new reference; NULL for what is no value. */
static json_t *convert(Toml *toml, TSNode node, int depth)
{
    Str text = written(toml, node);
    if (!ts_node_is_named(node) || ts_node_is_extra(node))
        return NULL;
    if (is_type(toml, node, TYPE_ARRAY) || is_type(toml, node, TYPE_INLINE))
        return convert_children(toml, node, depth);
    if (is_type(toml, node, TYPE_STRING))
        return json_string(toml_unquote(toml->source->arena, text));
    if (is_type(toml, node, TYPE_BOOLEAN))
        return json_boolean(str_is(text, "true"));
    /* Numbers and dates: no key of ours takes one, so that the type is enough to tell. */
    return json_integer(0);
}

static void add_item(Toml *toml, json_t *array, TSNode node, int depth)
{
    json_t *value = convert(toml, node, depth);
    if (!value)
        return;
    size_t index = json_array_size(array);
    json_array_append_new(array, value);
    source_place(toml->source,
                 (Slot){.container = array, .index = index, .value = bytes_of(node)});
}

static void add_pair(Toml *toml, json_t *into, TSNode node, int depth)
{
    Keys keys;
    if (!read_keys(toml, ts_node_named_child(node, 0), &keys))
        return;
    uint32_t last = keys.len - 1;
    json_t *table = enter(toml, into, &keys, last, bytes_of(node));
    if (!table)
        return;
    if (json_object_get(table, keys.names[last])) {
        set_fault(toml, keys.spans[last], "this key has a value already");
        return;
    }
    TSNode value = ts_node_named_child(node, 1);
    json_t *made = ts_node_is_null(value) ? NULL : convert(toml, value, depth);
    if (made)
        place(toml, table, &keys, last, bytes_of(value), made);
}

/* A pair into a table, an item into an array; what is neither, or is broken, is left out. */
static void add_child(Toml *toml, json_t *into, TSNode node, int depth)
{
    if (ts_node_has_error(node))
        return;
    if (json_is_array(into))
        add_item(toml, into, node, depth);
    else if (is_type(toml, node, TYPE_PAIR))
        add_pair(toml, into, node, depth);
}

/* --- the file --- */

static void add_table(Toml *toml, json_t *root, TSNode node)
{
    Keys keys;
    json_t *table = NULL;
    TSTreeCursor cursor = ts_tree_cursor_new(node);
    bool more = ts_tree_cursor_goto_first_child(&cursor);
    for (; more; more = ts_tree_cursor_goto_next_sibling(&cursor)) {
        TSNode child = ts_tree_cursor_current_node(&cursor);
        if (table)
            add_child(toml, table, child, 0);
        else if (!is_key(toml, child))
            continue;
        else if (!read_keys(toml, child, &keys))
            break;
        else if (is_type(toml, node, TYPE_TABLES))
            table = enter_new_item(toml, root, &keys, bytes_of(node));
        else
            table = enter(toml, root, &keys, keys.len, bytes_of(node));
    }
    ts_tree_cursor_delete(&cursor);
}

/* The first place that the grammar did not understand. */
static void find_fault(Toml *toml, TSNode root)
{
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    bool more = ts_node_has_error(root);
    while (more) {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        if (ts_node_is_missing(node) || ts_node_is_error(node)) {
            set_fault(toml, bytes_of(node), "this is not TOML");
            break;
        }
        more = ts_node_has_error(node) ? ts_tree_cursor_goto_first_child(&cursor)
                                       : ts_tree_cursor_goto_next_sibling(&cursor);
    }
    ts_tree_cursor_delete(&cursor);
}

static void convert_file(Toml *toml, json_t *root, TSNode node)
{
    TSTreeCursor cursor = ts_tree_cursor_new(node);
    bool more = ts_tree_cursor_goto_first_child(&cursor);
    for (; more; more = ts_tree_cursor_goto_next_sibling(&cursor)) {
        TSNode child = ts_tree_cursor_current_node(&cursor);
        if (is_type(toml, child, TYPE_PAIR))
            add_child(toml, root, child, 0);
        else if (is_type(toml, child, TYPE_TABLE) || is_type(toml, child, TYPE_TABLES))
            add_table(toml, root, child);
    }
    ts_tree_cursor_delete(&cursor);
}

void source_parse_toml(Source *source)
{
    Toml toml = {.source = source};
    const TSLanguage *language = grammar_ts(LANG_TOML);
    resolve_types(&toml, language);
    Document *doc = document_new(language, source->text.ptr, source->text.len);
    TSNode root = ts_tree_root_node(document_tree(doc));
    size_t bad;
    source->root = json_object();
    if (!utf8_valid(source->text.ptr, source->text.len, &bad))
        set_fault(&toml, (Span){(uint32_t)bad, (uint32_t)bad + 1}, "this is not UTF-8");
    find_fault(&toml, root);
    convert_file(&toml, source->root, root);
    document_free(doc);
}
