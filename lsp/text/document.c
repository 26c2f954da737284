/*
 * document.c - one open text: its bytes and its lines, over its edits.
 *
 * A tree is made when it is asked for, and forgotten with the next edit: what the rules see
 * is not made of it, but kept by syntax/reading.c over edits.
 */
#include "asynclint/parser.h"
#include "text/internal.h"

#include <stdlib.h>

/* See parser.c. */
enum { PATIENCE_MS = 2000 };

static Str checked(const char *text, size_t len)
{
    if (len > DOCUMENT_MAX)
        die("a text of %zu bytes is too long", len);
    return (Str){text, (uint32_t)len};
}

Document *document_new(const TSLanguage *language, const char *text, size_t len)
{
    Str checked_text = checked(text, len);
    Document *doc = xmalloc(sizeof *doc);
    *doc = (Document){.language = language, .patience = PATIENCE_MS};
    buffer_init(&doc->text);
    buffer_append(&doc->text, text, len);
    lines_init(&doc->lines, checked_text);
    return doc;
}

static void drop_tree(Document *doc)
{
    if (doc->tree)
        ts_tree_delete(doc->tree);
    doc->tree = NULL;
}

void document_keep(Document *doc, void *kept, void (*drop)(void *kept))
{
    if (doc->kept)
        doc->drop(doc->kept);
    doc->kept = kept;
    doc->drop = drop;
}

void *document_kept(const Document *doc)
{
    return doc->kept;
}

void document_free(Document *doc)
{
    if (!doc)
        return;
    drop_tree(doc);
    document_keep(doc, NULL, NULL);
    lines_release(&doc->lines);
    buffer_release(&doc->text);
    free(doc);
}

Str document_text(const Document *doc)
{
    return (Str){doc->text.data, (uint32_t)doc->text.len};
}

void document_set_text(Document *doc, const char *text, size_t len)
{
    Str whole = checked(text, len);
    drop_tree(doc);
    lines_release(&doc->lines);
    buffer_clear(&doc->text);
    buffer_append(&doc->text, text, len);
    lines_init(&doc->lines, whole);
}

static void replace_bytes(Buffer *buffer, Span span, const char *text, size_t len)
{
    size_t tail = buffer->len - span.end;
    size_t grown = span.start + len + tail;
    if (grown + 1 > buffer->cap) {
        buffer->cap = grown + 1 + grown / 4; /* typing goes on at the same text */
        buffer->data = xrealloc(buffer->data, buffer->cap);
    }
    memmove(buffer->data + span.start + len, buffer->data + span.end, tail + 1);
    if (len)
        memcpy(buffer->data + span.start, text, len);
    buffer->len = grown;
}

static Span clamp(const Document *doc, Span span)
{
    uint32_t len = (uint32_t)doc->text.len;
    uint32_t end = span.end < len ? span.end : len;
    return (Span){span.start < end ? span.start : end, end};
}

void document_edit(Document *doc, Span span, const char *text, size_t len)
{
    span = clamp(doc, span);
    checked(text, len);
    checked(text, doc->text.len - (span.end - span.start) + len);
    drop_tree(doc);
    replace_bytes(&doc->text, span, text, len);
    lines_edit(&doc->lines, document_text(doc), span, (uint32_t)len);
}

/* --- the tree --- */

uint32_t document_patience(const Document *doc)
{
    return doc->patience * (uint32_t)(1 + doc->text.len / (1024 * 1024));
}

const TSTree *document_tree(Document *doc)
{
    if (!doc->language || doc->tree)
        return doc->tree;
    Parser *parser = parser_new(doc, document_patience(doc));
    doc->tree = parser_whole(parser, true);
    parser_free(parser);
    if (!doc->tree)
        doc->tree = parser_nothing(doc);
    return doc->tree;
}

Document *document_twin(const Document *doc)
{
    Document *twin = document_new(doc->language, doc->text.data, doc->text.len);
    twin->patience = doc->patience;
    return twin;
}

void document_interrupt(Document *doc)
{
    atomic_store(&doc->interrupted, true);
}
