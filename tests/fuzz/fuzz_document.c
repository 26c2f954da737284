/*
 * fuzz_document.c - edit scripts: after each edit the document's law holds, and what is found
 * in it is what is found in a fresh one.
 *
 * The input: a byte that picks the language, two for the length of the first text, that
 * text; then edits, each of two bytes for the start, one for the bytes removed, one for
 * the bytes added, and these.
 */
#include "../unit/document_law.h"
#include "source_law.h"

#include <stdio.h>
#include <stdlib.h>

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

static void findings_of(Document *doc, Language language, Buffer *out)
{
    Config *config = config_new();
    Analysis *analysis = analysis_new(doc, language, "app/server", config);
    check_findings(analysis, document_text(doc));
    print_findings(analysis, out);
    analysis_free(analysis);
    config_free(config);
}

/* The findings are those of a fresh document. */
static const char *broken_findings(Document *doc, Language language)
{
    Str text = document_text(doc);
    Buffer mine, fresh;
    buffer_init(&mine);
    buffer_init(&fresh);
    findings_of(doc, language, &mine);
    Document *other = document_new(grammar_ts(language), text.ptr, text.len);
    findings_of(other, language, &fresh);
    document_free(other);
    bool equal = same(mine.data, fresh.data);
    buffer_release(&mine);
    buffer_release(&fresh);
    return equal ? NULL : "the findings are not those of a fresh document";
}

/* Positions are tried near the edit. */
static void check(Document *doc, Language language, const Buffer *model, Span near)
{
    const char *broken = broken_law(doc, (Str){model->data, (uint32_t)model->len});
    for (uint32_t byte = near.start; byte <= near.end && byte <= model->len && !broken;
         byte++)
        broken = broken_position(doc, byte);
    if (!broken)
        broken = broken_tree(doc, grammar_ts(language));
    if (!broken)
        broken = broken_findings(doc, language);
    if (!broken)
        return;
    fprintf(stderr, "%s\n", broken);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const Language languages[] = {LANG_PYTHON, LANG_JAVASCRIPT, LANG_TYPESCRIPT,
                                         LANG_TSX};
    Script script = {data, size};
    Language language = languages[take_byte(&script) % COUNT(languages)];
    Str text = take_text(&script, take_number(&script));
    Document *doc = document_new(grammar_ts(language), text.ptr, text.len);
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
