/* jsonc.c - package.json, tsconfig.json and the like, by the JavaScript grammar. */
#include "program/jsonc.h"

#include "asynclint/document.h"

enum { LARGEST_JSON = 1024 * 1024 };

static Ref value_of_text(const Syntax *s)
{
    Ref statement = s->has_error ? 0 : first_child(s, 1);
    if (!statement || kind_of(s, statement) != N_EXPRESSION || next_child(s, statement))
        return 0;
    return child_with(s, statement, R_VALUE);
}

static Jsonc *parse(Modules *m, Str text)
{
    uint32_t skip = bom_len(text);
    Buffer whole;
    buffer_init(&whole);
    buffer_puts(&whole, "(");
    buffer_append(&whole, text.ptr + skip, text.len - skip);
    buffer_puts(&whole, "\n)"); /* the last line may be a comment */
    Document *doc = document_new(grammar_ts(LANG_JAVASCRIPT), whole.data, whole.len);
    Syntax *syntax = NEW(&m->arena, Syntax);
    syntax_build(syntax, &m->arena, grammar_for(LANG_JAVASCRIPT), document_text(doc),
                 document_tree(doc));
    document_free(doc);
    buffer_release(&whole);
    syntax->text = (Str){0}; /* only names and kinds are looked at */
    Jsonc *json = NEW(&m->arena, Jsonc);
    *json = (Jsonc){syntax, value_of_text(syntax)};
    return json;
}

Jsonc jsonc_file(Modules *m, const char *folder, const char *name)
{
    const char *path = file_at(m, folder, name);
    if (!path)
        return (Jsonc){0};
    bool is_new;
    MapEntry *entry = map_add(&m->texts, path, strlen(path), &is_new);
    if (is_new) {
        Buffer text;
        buffer_init(&text);
        if (m->files.read(m->files.data, path, LARGEST_JSON, &text))
            entry->value = parse(m, (Str){text.data, (uint32_t)text.len});
        buffer_release(&text);
    }
    return entry->value ? *(const Jsonc *)entry->value : (Jsonc){0};
}

bool jsonc_is_object(Jsonc value)
{
    return value.at && kind_of(value.syntax, value.at) == N_OBJECT;
}

bool jsonc_is_array(Jsonc value)
{
    return value.at && kind_of(value.syntax, value.at) == N_ARRAY;
}

const char *jsonc_string(Jsonc value)
{
    if (!value.at || kind_of(value.syntax, value.at) != N_STRING)
        return NULL;
    const char *text = value.syntax->nodes[value.at].name;
    return text && !strchr(text, '\\') ? text : NULL;
}

/* The value of the pair that `item` is; of an array's item, the item. */
static Jsonc item_value(const Syntax *s, Ref item)
{
    while (item && kind_of(s, s->nodes[item].parent) == N_OBJECT &&
           kind_of(s, item) != N_PAIR)
        item = next_child(s, item);
    bool is_pair = item && kind_of(s, item) == N_PAIR;
    return (Jsonc){s, is_pair ? child_with(s, item, R_RIGHT) : item};
}

Jsonc jsonc_first(Jsonc of)
{
    if (!jsonc_is_object(of) && !jsonc_is_array(of))
        return (Jsonc){0};
    return item_value(of.syntax, first_child(of.syntax, of.at));
}

static Ref pair_of(Jsonc value)
{
    Ref parent = value.syntax->nodes[value.at].parent;
    return kind_of(value.syntax, parent) == N_PAIR ? parent : 0;
}

Jsonc jsonc_next(Jsonc value)
{
    Ref pair = pair_of(value);
    return item_value(value.syntax, next_child(value.syntax, pair ? pair : value.at));
}

const char *jsonc_key(Jsonc value)
{
    Ref pair = pair_of(value);
    return pair ? jsonc_string((Jsonc){value.syntax, child_with(value.syntax, pair, R_KEY)})
                : NULL;
}

Jsonc jsonc_member(Jsonc object, const char *key)
{
    if (!jsonc_is_object(object))
        return (Jsonc){0};
    for (Jsonc value = jsonc_first(object); value.at; value = jsonc_next(value))
        if (same(jsonc_key(value), key))
            return value;
    return (Jsonc){0};
}
