/*
 * document.c - one open text: its bytes, and the syntax tree that follows its edits.
 *
 * The law is that a tree equals that of a fresh parse of the same text. tree-sitter keeps
 * it for texts without syntax errors; when there are some, what an incremental parse makes
 * of them depends on the tree of before. So an incremental parse is only taken when it
 * ends without an error, and given up as soon as one shows; then the text is parsed anew,
 * which is no slower than recovering from an open quote or bracket would be.
 */
#include "text/internal.h"

#include <stdlib.h>
#include <time.h>

/* A parse takes 150 ms of CPU time a MiB; but the recovery from errors may grow with the
 * square of a line's length, and then never end. */
enum { PATIENCE_MS = 2000 };

static const uint64_t MILLISECOND = 1000000; /* in nanoseconds */

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
    doc->stale = false;
    doc->gave_up = false;
}

void document_free(Document *doc)
{
    if (!doc)
        return;
    drop_tree(doc);
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

/* tree-sitter's rows end at LF only; its columns are bytes. */
static TSPoint point_of(const Document *doc, uint32_t byte)
{
    uint32_t line = document_line_of(doc, byte);
    TSPoint point = {0, byte};
    for (uint32_t i = 1; i <= line; i++) {
        uint32_t start = doc->lines.starts[i];
        if (doc->text.data[start - 1] != '\n')
            continue;
        point.row++;
        point.column = byte - start;
    }
    return point;
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
    if (doc->gave_up)
        drop_tree(doc);
    TSInputEdit edit = {
        .start_byte = span.start,
        .old_end_byte = span.end,
        .new_end_byte = span.start + (uint32_t)len,
    };
    if (doc->tree) {
        edit.start_point = point_of(doc, span.start);
        edit.old_end_point = point_of(doc, span.end);
    }
    replace_bytes(&doc->text, span, text, len);
    lines_edit(&doc->lines, document_text(doc), span, (uint32_t)len);
    if (!doc->tree)
        return;
    edit.new_end_point = point_of(doc, edit.new_end_byte);
    ts_tree_edit(doc->tree, &edit);
    doc->stale = true;
}

/* --- the tree --- */

static TSParser *parser_for(const TSLanguage *language)
{
    TSParser *parser = ts_parser_new();
    if (!ts_parser_set_language(parser, language))
        die("the grammar of %s has ABI %u, but this tree-sitter reads %u to %u: fetch the "
            "pinned versions with npm ci --ignore-scripts --prefix grammars",
            ts_language_name(language), ts_language_abi_version(language),
            TREE_SITTER_MIN_COMPATIBLE_LANGUAGE_VERSION, TREE_SITTER_LANGUAGE_VERSION);
    return parser;
}

/* How long a parse may go on. */
typedef struct Limit {
    uint64_t end; /* of the thread's CPU time, in nanoseconds */
    bool errors;  /* go on when there is a syntax error */
    const atomic_bool *interrupted;
} Limit;

static uint64_t cpu_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static bool is_over(TSParseState *state)
{
    const Limit *limit = state->payload;
    return (state->has_error && !limit->errors) || cpu_time() > limit->end ||
           atomic_load(limit->interrupted);
}

static const char *read_text(void *payload, uint32_t byte, TSPoint point, uint32_t *read)
{
    (void)point;
    const Buffer *text = payload;
    *read = byte < text->len ? (uint32_t)text->len - byte : 0;
    return text->data + (text->len - *read);
}

/* NULL when the limit was reached. */
static TSTree *parse(TSParser *parser, Document *doc, const TSTree *old, Limit limit)
{
    TSInput input = {&doc->text, read_text, TSInputEncodingUTF8, NULL};
    TSParseOptions options = {&limit, is_over};
    TSTree *tree = ts_parser_parse_with_options(parser, old, input, options);
    if (!tree)
        ts_parser_reset(parser);
    return tree;
}

/* NULL when the text has a syntax error, so that only a fresh parse will do. */
static TSTree *parse_again(TSParser *parser, Document *doc, Limit limit)
{
    TSTree *tree = parse(parser, doc, doc->tree, limit);
    if (!tree || !ts_node_has_error(ts_tree_root_node(tree)))
        return tree;
    ts_tree_delete(tree);
    return NULL;
}

static bool has_tree(const Document *doc)
{
    return !doc->language || (doc->tree && !doc->stale);
}

/* NULL when it takes longer than that, in nanoseconds. */
static TSTree *parse_within(Document *doc, uint64_t time)
{
    TSParser *parser = parser_for(doc->language);
    Limit limit = {.end = cpu_time() + time, .interrupted = &doc->interrupted};
    TSTree *tree = doc->tree ? parse_again(parser, doc, limit) : NULL;
    limit.errors = true;
    if (!tree)
        tree = parse(parser, doc, NULL, limit);
    ts_parser_delete(parser);
    return tree;
}

static TSTree *empty_tree(const Document *doc)
{
    TSParser *parser = parser_for(doc->language);
    TSTree *tree = ts_parser_parse_string(parser, NULL, "", 0);
    ts_parser_delete(parser);
    if (!tree)
        die("tree-sitter gave no tree");
    return tree;
}

/* NULL: there is none to be had. */
static void set_tree(Document *doc, TSTree *tree)
{
    drop_tree(doc);
    doc->gave_up = !tree;
    doc->tree = tree ? tree : empty_tree(doc);
}

const TSTree *document_tree(Document *doc)
{
    uint64_t patience = (uint64_t)doc->patience * (1 + doc->text.len / (1024 * 1024));
    if (!has_tree(doc))
        set_tree(doc, parse_within(doc, patience * MILLISECOND));
    return doc->tree;
}

bool document_parse(Document *doc, uint32_t ms)
{
    if (has_tree(doc))
        return true;
    TSTree *tree = parse_within(doc, ms * MILLISECOND);
    if (tree)
        set_tree(doc, tree);
    return tree != NULL;
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

void document_adopt(Document *doc, Document *twin)
{
    if (!has_tree(twin) || !doc->language)
        return;
    set_tree(doc, twin->gave_up ? NULL : ts_tree_copy(twin->tree));
}

bool document_gave_up(const Document *doc)
{
    return doc->gave_up;
}
