/*
 * documents.c - what the client has open, and what is analysed as one.
 *
 * Lists, looked through one by one: an editor has tens of documents open, not thousands.
 */
#include "server/documents.h"

#include "server/uri.h"

#include <stdlib.h>

OpenDocument *documents_find(const Documents *documents, const char *uri)
{
    for (size_t i = 0; i < documents->count; i++)
        if (same(documents->items[i]->uri, uri))
            return documents->items[i];
    return NULL;
}

OpenDocument *documents_find_path(const Documents *documents, const char *path)
{
    for (size_t i = 0; i < documents->count; i++)
        if (uri_is_file(documents->items[i]->uri) && same(documents->items[i]->path, path))
            return documents->items[i];
    return NULL;
}

/* The client's word first, then the name, then a first line such as #!/usr/bin/node. */
static Language find_language(const char *id, const char *path, Str text)
{
    Language language = id ? language_of_id(id) : LANG_NONE;
    if (language == LANG_NONE)
        language = language_of_path(path);
    if (language == LANG_NONE)
        language = language_of_shebang(text);
    return grammar_for(language) ? language : LANG_NONE;
}

OpenDocument *documents_open(Documents *documents, const char *uri, const char *language_id,
                             json_int_t version, const char *text, size_t len)
{
    OpenDocument *old = documents_find(documents, uri);
    if (old)
        documents_close(documents, old);
    OpenDocument *doc = xmalloc(sizeof *doc);
    *doc = (OpenDocument){.uri = xstrdup(uri),
                          .path = uri_path(uri),
                          .version = version,
                          .session = ++documents->sessions,
                          .published = -1};
    doc->language = find_language(language_id, doc->path, (Str){text, (uint32_t)len});
    doc->text = document_new(grammar_ts(doc->language), text, len);
    if (documents->count == documents->cap) {
        documents->cap = documents->cap ? documents->cap * 2 : 16;
        documents->items = xrealloc(documents->items, documents->cap * sizeof doc);
    }
    documents->items[documents->count++] = doc;
    return doc;
}

/* A program without parts is freed. */
static void leave_program(Documents *documents, Program *program, OpenDocument *doc)
{
    size_t left = 0;
    for (size_t i = 0; i < program->count; i++)
        if (program->parts[i] != doc)
            program->parts[left++] = program->parts[i];
    if (left == program->count)
        return;
    program_touch(program);
    program->count = left;
    doc->program = NULL;
    if (!left)
        program_free(documents, program);
}

void documents_close(Documents *documents, OpenDocument *doc)
{
    for (size_t k = documents->program_count; k-- > 0;)
        leave_program(documents, documents->programs[k], doc);
    size_t i = 0;
    while (documents->items[i] != doc)
        i++;
    documents->items[i] = documents->items[--documents->count];
    document_free(doc->text);
    free(doc->uri);
    free(doc->path);
    free(doc);
}

void documents_release(Documents *documents)
{
    while (documents->program_count)
        program_free(documents, documents->programs[0]);
    while (documents->count)
        documents_close(documents, documents->items[0]);
    free(documents->items);
    free(documents->programs);
}

/* --- programs --- */

Program *program_new(Documents *documents, const char *path, Language language,
                     const struct Notebook *notebook)
{
    Program *program = xmalloc(sizeof *program);
    *program = (Program){.path = xstrdup(path), .language = language, .notebook = notebook};
    if (documents->program_count == documents->program_cap) {
        documents->program_cap = documents->program_cap ? documents->program_cap * 2 : 16;
        documents->programs =
            xrealloc(documents->programs, documents->program_cap * sizeof program);
    }
    documents->programs[documents->program_count++] = program;
    return program;
}

Program *documents_find_notebook(const Documents *documents,
                                 const struct Notebook *notebook)
{
    for (size_t i = 0; i < documents->program_count; i++)
        if (documents->programs[i]->notebook == notebook)
            return documents->programs[i];
    return NULL;
}

static void leave_parts(Program *program)
{
    for (size_t i = 0; i < program->count; i++)
        if (program->parts[i]->program == program)
            program->parts[i]->program = NULL;
    free(program->parts);
    if (program->notebook)
        document_free(program->text);
    program->text = NULL;
}

void program_free(Documents *documents, Program *program)
{
    size_t i = 0;
    while (documents->programs[i] != program)
        i++;
    documents->programs[i] = documents->programs[--documents->program_count];
    program_drop(program);
    leave_parts(program);
    free(program->path);
    free(program);
}

void program_set_parts(Program *program, OpenDocument **parts, size_t count)
{
    program_touch(program);
    leave_parts(program);
    program->parts = xmalloc((count + 1) * sizeof *parts);
    program->count = count;
    for (size_t i = 0; i < count; i++) {
        program->parts[i] = parts[i];
        parts[i]->program = program;
        parts[i]->start = 0;
    }
}

void program_drop(Program *program)
{
    analysis_free(program->analysis);
    program->analysis = NULL;
    free(program->refusal);
    program->refusal = NULL;
    program->config = NULL;
    program->parse = PARSE_NEW;
    program->current = false;
}

void program_touch(Program *program)
{
    program_drop(program);
    program->unpublished = true;
}

OpenDocument *program_part(const Program *program, uint32_t byte)
{
    size_t i = program->count - 1;
    while (i > 0 && program->parts[i]->start > byte)
        i--;
    return program->parts[i];
}

static uint32_t clamp(uint32_t byte, uint32_t start, uint32_t len)
{
    uint32_t inside = byte > start ? byte - start : 0;
    return inside < len ? inside : len;
}

Span part_span(const OpenDocument *part, Span span)
{
    uint32_t len = document_text(part->text).len;
    return (Span){clamp(span.start, part->start, len), clamp(span.end, part->start, len)};
}
