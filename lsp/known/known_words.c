/*
 * known_words.c - what a text mentions that uses what the tables know: the module that a name
 * comes from, and its last word.
 *
 * The words are the tables' own: a row that is added is looked for from then on.
 */
#include "known/known_words.h"
#include "known/known_tables.h"
#include "text/word_byte.h"

#include <stdio.h>

typedef struct Token {
    const char *text;
    size_t len;
} Token;

/* The last word of the first `len` bytes; empty where a star is a part of it. */
static Token last_token(const char *text, size_t len)
{
    size_t end = len;
    while (end && !is_word_byte(text[end - 1]) && text[end - 1] != '*')
        end--;
    size_t start = end;
    while (start && is_word_byte(text[start - 1]))
        start--;
    bool star = (end && text[end - 1] == '*') || (start && text[start - 1] == '*');
    return (Token){text + start, star ? 0 : end - start};
}

/* "fs/promises" of "fs/promises.readFile", "requests" of "requests.Session#get", "objects"
 * of "*.objects.get": up to the last word of the module, from its beginning. */
static Token module_token(const char *name)
{
    const char *from = starts_with(name, "*") ? name + 2 : name;
    for (size_t len = strcspn(from, ".#"); len;) {
        Token last = last_token(from, len);
        if (last.len)
            return (Token){from, (size_t)(last.text - from) + last.len};
        while (len && strchr("*", from[len - 1]))
            len--;
        while (len && is_word_byte(from[len - 1]))
            len--;
        len -= len > 0;
    }
    return (Token){from, 0};
}

/* "get", "asyncDispose" of "#[asyncDispose]"; empty for "#[call]", "#__enter__" and all
 * members: nobody writes those. */
static Token member_token(const char *name)
{
    size_t len = strlen(name);
    if (!len || ends_with(name, "[call]") || ends_with(name, "__"))
        return (Token){name, 0};
    return last_token(name, name[len - 1] == ']' ? len - 1 : len);
}

static void add_row(Words *words, const char *name)
{
    Token module = module_token(name), member = member_token(name);
    char what[2 * 128];
    if (module.len + member.len + 2 > sizeof what || module.len + member.len == 0) {
        words_add_any(words);
        return;
    }
    bool pair =
        module.len && member.len && module.text + module.len != member.text + member.len;
    snprintf(what, sizeof what, "%.*s%s%.*s", (int)module.len, module.text, pair ? "+" : "",
             pair || !module.len ? (int)member.len : 0, member.text);
    words_add(words, what);
}

static void join(Words *words, const KnownLink *link)
{
    char from[128], to[128];
    Token a = module_token(link->from), b = module_token(link->to);
    snprintf(from, sizeof from, "%.*s", (int)a.len, a.text);
    snprintf(to, sizeof to, "%.*s", (int)b.len, b.text);
    words_join(words, from, to);
}

void known_words(Language language, const uint8_t *categories, size_t count, Words *words)
{
    const KnownTable *table =
        language_is_js(language) ? &known_table_js : &known_table_python;
    bool wanted = false;
    for (size_t i = 0; i < table->row_count; i++) {
        const Known *row = &table->rows[i]; /* maybe not made searchable yet */
        if (row->name && wanted)
            add_row(words, row->name);
        if (row->form != MARKER_GROUP)
            continue;
        wanted = false;
        for (size_t k = 0; k < count; k++)
            wanted = wanted || row->category == categories[k];
    }
}

void known_words_join(Language language, Words *words)
{
    const KnownTable *table =
        language_is_js(language) ? &known_table_js : &known_table_python;
    for (size_t i = 0; i < table->link_count; i++)
        join(words, &table->links[i]);
}
