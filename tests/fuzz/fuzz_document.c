/*
 * fuzz_document.c - edit scripts: after each edit the document's law holds.
 *
 * The input: a byte that picks the language, two for the length of the first text, that
 * text; then edits, each of two bytes for the start, one for the bytes removed, one for
 * the bytes added, and these.
 */
#include "../unit/document_law.h"

#include <stdio.h>
#include <stdlib.h>

const TSLanguage *tree_sitter_python(void);
const TSLanguage *tree_sitter_javascript(void);
const TSLanguage *tree_sitter_typescript(void);
const TSLanguage *tree_sitter_tsx(void);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct Script {
    const uint8_t *data;
    size_t left; /* bytes */
} Script;

static uint32_t take_byte(Script *script)
{
    if (!script->left)
        return 0;
    script->left--;
    return *script->data++;
}

static uint32_t take_number(Script *script)
{
    uint32_t high = take_byte(script);
    return high << 8 | take_byte(script);
}

static Str take_text(Script *script, uint32_t len)
{
    if (len > script->left)
        len = (uint32_t)script->left;
    Str text = {(const char *)script->data, len};
    script->data += len;
    script->left -= len;
    return text;
}

static void replace(Buffer *model, Span span, Str text)
{
    Buffer next;
    buffer_init(&next);
    buffer_append(&next, model->data, span.start);
    buffer_append(&next, text.ptr, text.len);
    buffer_append(&next, model->data + span.end, model->len - span.end);
    buffer_release(model);
    *model = next;
}

/* Returns the first byte that was changed. */
static uint32_t edit(Script *script, Document *doc, Buffer *model)
{
    uint32_t len = (uint32_t)model->len;
    uint32_t start = take_number(script) % (len + 1);
    uint32_t end = start + take_byte(script);
    Str text = take_text(script, take_byte(script));
    document_edit(doc, (Span){start, end}, text.ptr, text.len);
    replace(model, (Span){start, end < len ? end : len}, text);
    return start;
}

/* Positions are tried near the edit. */
static void check(Document *doc, const TSLanguage *language, const Buffer *model, Span near)
{
    const char *broken = broken_law(doc, (Str){model->data, (uint32_t)model->len});
    for (uint32_t byte = near.start; byte <= near.end && byte <= model->len && !broken;
         byte++)
        broken = broken_position(doc, byte);
    if (!broken)
        broken = broken_tree(doc, language);
    if (!broken)
        return;
    fprintf(stderr, "%s\n", broken);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const TSLanguage *languages[] = {tree_sitter_python(), tree_sitter_javascript(),
                                     tree_sitter_typescript(), tree_sitter_tsx()};
    Script script = {data, size};
    const TSLanguage *language = languages[take_byte(&script) % COUNT(languages)];
    Str text = take_text(&script, take_number(&script));
    Document *doc = document_new(language, text.ptr, text.len);
    Buffer model;
    buffer_init(&model);
    buffer_append(&model, text.ptr, text.len);
    check(doc, language, &model, (Span){0, text.len});
    while (script.left) {
        uint32_t at = edit(&script, doc, &model);
        check(doc, language, &model, (Span){at, at + 8});
    }
    buffer_release(&model);
    document_free(doc);
    return 0;
}
