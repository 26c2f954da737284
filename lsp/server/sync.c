/*
 * sync.c - textDocument/did*: the client's text, kept byte for byte.
 *
 * The client is right: an edit out of range is clamped, an older version is taken as it
 * comes. Only a change that cannot be read at all makes the text unknown; then nothing is
 * said about it until the whole text comes again.
 */
#include "server/sync.h"

#include "server/convert.h"
#include "server/diagnostics.h"
#include "server/index.h"
#include "server/json.h"
#include "server/survey.h"
#include "server/uri.h"

#include <stdlib.h>

static OpenDocument *find(Server *server, const json_t *params, const char *what)
{
    const char *uri = json_string_at(params, "textDocument.uri");
    OpenDocument *doc = uri ? documents_find(&server->documents, uri) : NULL;
    if (!doc)
        rpc_log(server->rpc, LOG_WARNING, "%s: not an open document: %s", what,
                uri ? uri : "no URI");
    return doc;
}

OpenDocument *sync_open_item(Server *server, const json_t *item)
{
    const char *uri = json_string_at(item, "uri");
    json_t *text = json_object_get(item, "text");
    if (!uri || !json_is_string(text) || json_string_length(text) > DOCUMENT_MAX) {
        rpc_log(server->rpc, LOG_ERROR, "didOpen: not a text document: %s", uri ? uri : "");
        return NULL;
    }
    return documents_open(&server->documents, uri, json_string_at(item, "languageId"),
                          json_integer_value(json_object_get(item, "version")),
                          json_string_value(text), json_string_length(text));
}

/* Most of what may hold a configuration holds none, and is written for others. */
static bool may_configure(const char *path, Str text)
{
    static const char OURS[] = "asynclint";
    return strstr(path, OURS) || memmem(text.ptr, text.len, OURS, sizeof OURS - 1);
}

/* The configuration is another than the one of before, of which this was the text. */
static void follow_config(Server *server, const OpenDocument *doc, Str before)
{
    Str now = document_text(doc->text);
    bool differs = now.len != before.len || memcmp(now.ptr, before.ptr, now.len) != 0;
    bool ours = may_configure(doc->path, now) || may_configure(doc->path, before);
    if (config_is_name(doc->path))
        configs_recheck(server);
    if (config_is_name(doc->path) && differs && ours)
        survey_recheck(server);
    if (modules_depend_on(doc->path))
        index_recheck(server);
}

/* An open configuration counts as it is in the editor. */
static void follow_config_on_disk(Server *server, const OpenDocument *doc)
{
    Files disk = files_on_disk();
    Buffer text;
    buffer_init(&text);
    if (config_is_name(doc->path))
        disk.read(disk.data, doc->path, DOCUMENT_MAX, &text);
    follow_config(server, doc, (Str){text.data ? text.data : "", (uint32_t)text.len});
    buffer_release(&text);
}

void sync_open(Server *server, json_t *params)
{
    OpenDocument *doc = sync_open_item(server, json_object_get(params, "textDocument"));
    if (doc) {
        follow_config_on_disk(server, doc);
        survey_opened(server, doc);
    }
    if (!doc || doc->language == LANG_NONE || !uri_is_linted(doc->uri))
        return;
    Program *program = program_new(&server->documents, doc->path, doc->language, NULL);
    program_set_parts(program, &doc, 1);
}

/* False when it is no change. */
static bool apply_one(Server *server, OpenDocument *doc, const json_t *change)
{
    json_t *text = json_object_get(change, "text");
    json_t *range = json_object_get(change, "range");
    if (!json_is_string(text) || json_string_length(text) > DOCUMENT_MAX)
        return false;
    const char *bytes = json_string_value(text);
    size_t len = json_string_length(text);
    if (!range || json_is_null(range)) {
        document_set_text(doc->text, bytes, len);
        doc->lost = false;
        return true;
    }
    Span span;
    if (doc->lost || !range_read(range, doc->text, server->encoding, &span))
        return false;
    if (document_text(doc->text).len - (span.end - span.start) + len > DOCUMENT_MAX)
        return false;
    document_edit(doc->text, span, bytes, len);
    return true;
}

void sync_apply(Server *server, OpenDocument *doc, const json_t *changes)
{
    bool was_lost = doc->lost;
    doc->edits++;
    size_t i;
    json_t *change;
    json_array_foreach(changes, i, change)
    {
        if (!apply_one(server, doc, change))
            doc->lost = true;
    }
    if (!json_is_array(changes))
        doc->lost = true;
    if (doc->lost && !was_lost)
        rpc_log(server->rpc, LOG_ERROR,
                "didChange: a change of %s cannot be read; waiting for the whole text",
                doc->uri);
}

void sync_change(Server *server, json_t *params)
{
    OpenDocument *doc = find(server, params, "didChange");
    if (!doc)
        return;
    json_t *version = json_at(params, "textDocument.version");
    if (doc->program)
        program_touch(doc->program);
    Str text = config_is_name(doc->path) ? document_text(doc->text) : (Str){"", 0};
    text.ptr = arena_strndup(server->scratch, text.ptr, text.len);
    sync_apply(server, doc, json_object_get(params, "contentChanges"));
    if (json_is_integer(version))
        doc->version = json_integer_value(version);
    follow_config(server, doc, text);
}

/* Not every client watches files: a configuration that it saves is one that has changed. */
void sync_save(Server *server, json_t *params)
{
    const char *uri = json_string_at(params, "textDocument.uri");
    char *path = uri_path(uri ? uri : "");
    if (config_is_name(path)) {
        configs_recheck(server);
        survey_recheck(server);
    }
    if (modules_depend_on(path))
        index_recheck(server);
    survey_saved(server, path);
    free(path);
}

void sync_close(Server *server, json_t *params)
{
    OpenDocument *doc = find(server, params, "didClose");
    if (!doc)
        return;
    diagnostics_clear(server, doc);
    follow_config_on_disk(server, doc);
    char *path = xstrdup(doc->path);
    char *uri = xstrdup(doc->uri);
    documents_close(&server->documents, doc);
    survey_closed(server, uri, path);
    index_changed(server, path);
    free(uri);
    free(path);
}

json_t *sync_text(Server *server, json_t *params, Fault *fault)
{
    OpenDocument *doc = find(server, params, "asynclint/text");
    if (!doc)
        return rpc_fail(fault, INVALID_PARAMS, "not an open document");
    Str text = document_text(doc->text);
    return json_pack("{s:I, s:b, s:o}", "version", doc->version, "lost", doc->lost, "text",
                     json_utf8(text.ptr, text.len));
}
