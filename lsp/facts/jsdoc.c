/*
 * jsdoc.c - JavaScript: types that comments say, read as annotations are in TypeScript.
 *
 * A comment counts for the declaration that it stands directly before. Types are read as
 * text, no further than is needed: is it a promise, a function that gives one, a class.
 */
#include "asynclint/map.h"
#include "facts/build.h"

#include <ctype.h>

enum { MAX_ALIASES = 4 };

static bool is_space(char c)
{
    return isspace((unsigned char)c) || c == '*';
}

static Str trim(Str text)
{
    while (text.len && is_space(text.ptr[0]))
        text = (Str){text.ptr + 1, text.len - 1};
    while (text.len && is_space(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

static bool begins(Str text, const char *word)
{
    size_t len = strlen(word);
    return text.len >= len && memcmp(text.ptr, word, len) == 0;
}

static Str after(Str text, size_t count)
{
    return count < text.len ? (Str){text.ptr + count, text.len - (uint32_t)count}
                            : (Str){text.ptr, 0};
}

/* --- comments --- */

/* The comment that ends last before the byte, with nothing but white space between. */
static const Span *comment_before(const Syntax *s, uint32_t byte)
{
    uint32_t next = comment_from(s, byte);
    const Span *comment = next ? &s->comments.items[next - 1] : NULL;
    for (uint32_t i = comment ? comment->end : byte; i < byte; i++)
        if (!isspace((unsigned char)s->text.ptr[i]))
            return NULL;
    return comment;
}

/* The documentation directly before the node; other comments may stand between. */
static Str doc_before(const Syntax *s, Ref node)
{
    enum { MAX_COMMENTS = 8 };
    uint32_t byte = s->nodes[node].start;
    for (int i = 0; i < MAX_COMMENTS; i++) {
        const Span *comment = comment_before(s, byte);
        if (!comment)
            break;
        Str text = {s->text.ptr + comment->start, comment->end - comment->start};
        if (begins(text, "/**"))
            return text;
        byte = comment->start;
    }
    return (Str){0};
}

/* … or before the declaration that gives the node its name. */
static Str doc_of(const Syntax *s, Ref node)
{
    for (Ref r = node; r; r = s->nodes[r].parent) {
        Str text = doc_before(s, r);
        if (text.len)
            return text;
        Ref parent = s->nodes[r].parent;
        switch (kind_of(s, parent)) {
        case N_DECLARE:
            if (first_child(s, parent) != r)
                return (Str){0};
            break;
        case N_ASSIGN:
        case N_EXPORT:
        case N_FIELD:
        case N_PAIR:
        case N_EXPRESSION:
            break;
        default:
            return (Str){0};
        }
    }
    return (Str){0};
}

/* --- tags --- */

/* What stands behind the tag, from its n-th time on in the text; empty when it is not there. */
static Str find_tag(Str doc, const char *tag)
{
    size_t len = strlen(tag);
    while (doc.len > len) {
        const char *at = memchr(doc.ptr, tag[0], doc.len - len);
        if (!at)
            break;
        doc = after(doc, (size_t)(at - doc.ptr));
        if (begins(doc, tag) && !isalnum((unsigned char)doc.ptr[len]))
            return after(doc, len);
        doc = after(doc, 1);
    }
    return (Str){doc.ptr, 0};
}

/* The type in braces at the beginning of the text; *rest is what follows it. */
static Str braced(Str text, Str *rest)
{
    text = trim(text);
    int depth = 0;
    for (uint32_t i = 0; i < text.len && begins(text, "{"); i++) {
        depth += text.ptr[i] == '{';
        depth -= text.ptr[i] == '}';
        if (depth)
            continue;
        *rest = trim(after(text, i + 1));
        return trim((Str){text.ptr + 1, i - 1});
    }
    *rest = text;
    return (Str){text.ptr, 0};
}

static Str tag_type(Str doc, const char *tag)
{
    Str rest;
    return braced(find_tag(doc, tag), &rest);
}

/* The name begins the text, maybe in brackets, and ends there. */
static bool names(Str text, const char *name)
{
    if (begins(text, "["))
        text = after(text, 1);
    size_t len = strlen(name);
    bool ends =
        text.len == len || (text.len > len && !isalnum((unsigned char)text.ptr[len]) &&
                            !strchr("_$.", text.ptr[len]));
    return begins(text, name) && ends;
}

static Str parameter_type(Str doc, const char *name)
{
    for (Str at = find_tag(doc, "@param"); at.len; at = find_tag(at, "@param")) {
        Str rest, type = braced(at, &rest);
        if (type.len && names(rest, name))
            return type;
    }
    return (Str){0};
}

/* --- types --- */

/* The name that a text begins with, maybe in brackets, as `names` reads it. */
static Str first_name(Str text)
{
    if (begins(text, "["))
        text = after(text, 1);
    uint32_t len = 0;
    while (len < text.len &&
           (isalnum((unsigned char)text.ptr[len]) || strchr("_$.", text.ptr[len])))
        len++;
    return (Str){text.ptr, len};
}

/* Of the names that @typedef gives, anywhere in the file; the first of a name counts. */
static Map *make_typedefs(const Facts *facts)
{
    const Syntax *s = facts->syntax;
    Map *types = NEW(facts->arena, Map);
    types->arena = facts->arena;
    for (uint32_t i = 0; i < s->comments.len; i++) {
        Span span = s->comments.items[i];
        Str doc = {s->text.ptr + span.start, span.end - span.start}, rest;
        if (!begins(doc, "/**"))
            continue;
        Str type = braced(find_tag(doc, "@typedef"), &rest), name = first_name(rest);
        if (!type.len || !name.len)
            continue;
        MapEntry *entry = map_add(types, name.ptr, name.len, NULL);
        if (!entry->value) {
            Str *kept = NEW(facts->arena, Str);
            *kept = type;
            entry->value = kept;
        }
    }
    return types;
}

/* The alias's own type: @typedef {…} Name. */
static Str typedef_of(const Facts *facts, Str name)
{
    if (!facts->index->typedefs)
        facts->index->typedefs = make_typedefs(facts);
    const MapEntry *entry = map_find(facts->index->typedefs, name.ptr, name.len);
    return entry ? *(const Str *)entry->value : (Str){0};
}

/* The length of the text up to the mark outside of all brackets; the whole without one. */
static uint32_t up_to(Str text, const char *mark)
{
    int depth = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool arrow = c == '>' && i > 0 && text.ptr[i - 1] == '=';
        if (depth == 0 && begins(after(text, i), mark))
            return i;
        depth += strchr("<({[", c) != NULL;
        depth -= !arrow && strchr(">)}]", c) != NULL;
    }
    return text.len;
}

static Str unwrapped(Str type)
{
    type = trim(type);
    while (type.len && strchr("?!", type.ptr[0]))
        type = trim(after(type, 1));
    bool whole = begins(type, "(") && up_to(after(type, 1), ")") == type.len - 2;
    return whole ? unwrapped((Str){type.ptr + 1, type.len - 2}) : type;
}

static bool is_promise_name(Str type)
{
    static const char *const NAMES[] = {"Promise", "PromiseLike"};
    for (size_t i = 0; i < COUNT(NAMES); i++) {
        Str rest = after(type, strlen(NAMES[i]));
        if (begins(type, NAMES[i]) &&
            (!rest.len || begins(rest, "<") || begins(rest, ".<")))
            return true;
    }
    return false;
}

/* Each part of the union is a promise. */
static bool is_promise_text(const Facts *facts, Str type, int depth)
{
    type = unwrapped(type);
    if (!type.len || depth > MAX_ALIASES)
        return false;
    uint32_t end = up_to(type, "|");
    if (end < type.len)
        return is_promise_text(facts, (Str){type.ptr, end}, depth + 1) &&
               is_promise_text(facts, after(type, end + 1), depth + 1);
    return is_promise_name(type) ||
           is_promise_text(facts, typedef_of(facts, type), depth + 1);
}

/* (x) => Promise<T>, function(x): Promise<T> */
static bool gives_promise_text(const Facts *facts, Str type, int depth)
{
    type = unwrapped(type);
    if (!type.len || depth > MAX_ALIASES)
        return false;
    uint32_t arrow = up_to(type, "=>"), colon = up_to(type, ":");
    if (arrow < type.len)
        return is_promise_text(facts, after(type, arrow + 2), depth + 1);
    if (begins(type, "function"))
        return is_promise_text(facts, after(type, colon + 1), depth + 1);
    return gives_promise_text(facts, typedef_of(facts, type), depth + 1);
}

/* --- questions --- */

static bool has_docs(const Facts *facts)
{
    return facts->language == LANG_JAVASCRIPT && facts->syntax->comments.len;
}

bool doc_returns_promise(const Facts *facts, const Function *fn)
{
    if (!has_docs(facts) || !fn->outer)
        return false;
    Str doc = doc_of(facts->syntax, fn->node);
    Str type = tag_type(doc, "@returns");
    if (!type.len)
        type = tag_type(doc, "@return");
    if (type.len)
        return is_promise_text(facts, type, 0);
    return gives_promise_text(facts, tag_type(doc, "@type"), 0);
}

static Str type_of_def(const Facts *facts, const Def *def)
{
    const Syntax *s = facts->syntax;
    if (!has_docs(facts) || def->type || def->destructured)
        return (Str){0};
    if (def->kind == DEF_PARAMETER)
        return parameter_type(doc_of(s, def->fn->node), s->nodes[def->name].name);
    if (def->kind == DEF_ASSIGN)
        return tag_type(doc_of(s, s->nodes[def->name].parent), "@type");
    return (Str){0};
}

bool doc_is_promise(const Facts *facts, const Def *def)
{
    return is_promise_text(facts, type_of_def(facts, def), 0);
}

bool doc_gives_promise(const Facts *facts, const Def *def)
{
    return gives_promise_text(facts, type_of_def(facts, def), 0);
}

/* The type when it is one name: C, ?C, C|null. */
static const char *class_text(const Facts *facts, Str type)
{
    static const char *const NOTHING[] = {"|null", "|undefined", "| null", "| undefined"};
    type = unwrapped(type);
    for (size_t i = 0; i < COUNT(NOTHING); i++) {
        size_t len = strlen(NOTHING[i]);
        if (type.len > len && memcmp(type.ptr + type.len - len, NOTHING[i], len) == 0)
            type = trim((Str){type.ptr, type.len - (uint32_t)len});
    }
    for (uint32_t i = 0; i < type.len; i++)
        if (!isalnum((unsigned char)type.ptr[i]) && !strchr("_$.", type.ptr[i]))
            return NULL;
    return type.len ? arena_strndup(facts->arena, type.ptr, type.len) : NULL;
}

const char *doc_class(const Facts *facts, const Def *def)
{
    return class_text(facts, type_of_def(facts, def));
}

const char *doc_class_at(const Facts *facts, Ref value)
{
    if (!has_docs(facts) || !value)
        return NULL;
    return class_text(facts, tag_type(doc_of(facts->syntax, value), "@type"));
}
