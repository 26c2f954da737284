/*
 * edits.c - workspace edits, and the data of an action that stands for one.
 *
 * Clients that can get edits with the version they were made for; an unsafe one then also
 * asks the user. Fixes that touch many places are told as the lines that changed.
 */
#include "server/edits.h"

#include "asynclint/diff.h"
#include "server/convert.h"
#include "server/index.h"
#include "server/json.h"
#include "server/program.h"

static const char UNSAFE_ID[] = "asynclint.unsafe";

static const char *const KINDS[] = {
    [EDIT_FIX] = "fix",
    [EDIT_FIX_RULE] = "fixRule",
    [EDIT_FIX_ALL] = "fixAll",
    [EDIT_IGNORE_LINE] = "ignoreLine",
    [EDIT_IGNORE_FILE] = "ignoreFile",
};

/* One edit of the program's text. */
typedef struct TextEdit {
    Span span;
    Str text;
} TextEdit;

/* A workspace edit being made. */
typedef struct Making {
    Server *server;
    Program *program;
    const Finding *finding; /* or NULL */
    VEC(TextEdit) edits;
    const char *confirm; /* what the user is to confirm; or NULL */
} Making;

json_t *edit_data(const EditKey *key)
{
    json_t *data =
        json_pack("{s:s, s:s, s:I, s:I}", "do", KINDS[key->kind], "uri", key->doc->uri,
                  "session", key->doc->session, "revision", key->doc->program->revision);
    const Finding *finding = key->finding;
    if (finding)
        json_object_update_new(data, json_pack("{s:s, s:[I, I]}", "rule", finding->rule->id,
                                               "span", (json_int_t)finding->span.start,
                                               (json_int_t)finding->span.end));
    if (key->kind == EDIT_FIX)
        json_object_set_new(data, "fix", json_integer((json_int_t)key->fix));
    return data;
}

/* --- what the data asks for --- */

static bool read_kind(const char *name, EditKind *out)
{
    for (size_t i = 0; i < COUNT(KINDS); i++) {
        if (same(name, KINDS[i])) {
            *out = (EditKind)i;
            return true;
        }
    }
    return false;
}

/* The finding that the data names; NULL when there is none such any more. */
static const Finding *find_finding(const Server *server, const Program *program,
                                   const json_t *data)
{
    json_t *span = json_object_get(data, "span");
    json_int_t start = json_integer_value(json_array_get(span, 0));
    json_int_t end = json_integer_value(json_array_get(span, 1));
    uint32_t cursor = 0;
    const Finding *finding;
    while ((finding = program_finding(server, program, &cursor)))
        if (finding->span.start == start && finding->span.end == end &&
            same(finding->rule->id, json_string_at(data, "rule")))
            return finding;
    return NULL;
}

/* --- making the edits --- */

static void add(Making *making, Edit edit)
{
    TextEdit text = {edit.span, str(edit.text)};
    vec_push(making->server->scratch, &making->edits, text);
}

static bool make_fix(Making *making, const json_t *data)
{
    size_t place = (size_t)json_integer_value(json_object_get(data, "fix"));
    if (!making->finding || place >= making->finding->fixes.len)
        return false;
    const Fix *fix = making->finding->fixes.items[place];
    for (uint32_t i = 0; !fix->disabled && i < fix->edits.len; i++)
        add(making, fix->edits.items[i]);
    if (fix->safety == UNSAFE)
        making->confirm = fix->title;
    return making->edits.len > 0;
}

/* The comment is made in memory that is given back; the analysis may live long. */
static bool make_suppression(Making *making, bool whole_file)
{
    if (!making->finding)
        return false;
    add(making, suppression_edit(making->program->analysis, making->finding,
                                 program_text(making->program), whole_file));
    return true;
}

/* All fixes at once are told as the lines that changed. */
static bool make_all(Making *making, ApplyOptions options)
{
    Program *program = making->program;
    options.around = index_around(making->server, program);
    Str before = program_text(program);
    Buffer fixed;
    buffer_init(&fixed);
    uint32_t count = fix_text(program->language, program->path, program->config, before,
                              options, &fixed);
    const char *text = arena_strndup(making->server->scratch, fixed.data, fixed.len);
    Str after = {text, (uint32_t)fixed.len};
    buffer_release(&fixed);
    if (!count)
        return false;
    ChangeList changes = {0};
    diff_lines(before, after, making->server->scratch, &changes);
    for (uint32_t i = 0; i < changes.len; i++) {
        Change *change = &changes.items[i];
        diff_trim(before, after, change);
        TextEdit edit = {
            change->before,
            {text + change->after.start, change->after.end - change->after.start}};
        vec_push(making->server->scratch, &making->edits, edit);
    }
    return making->edits.len > 0;
}

static bool make(Making *making, EditKind kind, const json_t *data)
{
    switch (kind) {
    case EDIT_FIX:
        return make_fix(making, data);
    case EDIT_FIX_RULE:
        return making->finding && make_all(making, (ApplyOptions){
                                                       .min_severity = SEVERITY_HINT,
                                                       .only = making->finding->rule,
                                                   });
    case EDIT_FIX_ALL:
        return make_all(making, (ApplyOptions){.min_severity = SEVERITY_WARNING});
    case EDIT_IGNORE_LINE:
    case EDIT_IGNORE_FILE:
        return make_suppression(making, kind == EDIT_IGNORE_FILE);
    }
    return false;
}

/* --- as JSON --- */

static bool crosses_parts(const Making *making)
{
    for (uint32_t i = 0; i < making->edits.len; i++) {
        Span span = making->edits.items[i].span;
        const OpenDocument *part = program_part(making->program, span.start);
        if (span.end > part->start + document_text(part->text).len)
            return true;
    }
    return false;
}

/* The edits that fall in one part. */
static json_t *part_edits(const Making *making, const OpenDocument *part)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < making->edits.len; i++) {
        const TextEdit *edit = &making->edits.items[i];
        if (program_part(making->program, edit->span.start) != part)
            continue;
        json_t *range =
            range_json(part->text, part_span(part, edit->span), making->server->encoding);
        json_t *item = json_pack("{s:o, s:o}", "range", range, "newText",
                                 json_utf8(edit->text.ptr, edit->text.len));
        if (making->confirm && making->server->client.annotations)
            json_object_set_new(item, "annotationId", json_string(UNSAFE_ID));
        json_array_append_new(list, item);
    }
    return list;
}

static json_t *versioned(const OpenDocument *part, json_t *edits)
{
    return json_pack("{s:{s:s, s:I}, s:O}", "textDocument", "uri", part->uri, "version",
                     part->version, "edits", edits);
}

static json_t *annotations(const Making *making)
{
    json_t *label = json_utf8(making->confirm, strlen(making->confirm));
    return json_pack("{s:{s:o, s:s, s:b}}", UNSAFE_ID, "label", label, "description",
                     "The program may behave differently afterwards.", "needsConfirmation",
                     1);
}

static json_t *workspace_edit(const Making *making)
{
    const Client *client = &making->server->client;
    json_t *list = json_array(), *map = json_object();
    for (size_t i = 0; i < making->program->count; i++) {
        const OpenDocument *part = making->program->parts[i];
        json_t *edits = part_edits(making, part);
        if (json_array_size(edits)) {
            json_array_append_new(list, versioned(part, edits));
            json_object_set(map, part->uri, edits);
        }
        json_decref(edits);
    }
    json_t *edit = client->document_changes ? json_pack("{s:O}", "documentChanges", list)
                                            : json_pack("{s:O}", "changes", map);
    if (making->confirm && client->annotations)
        json_object_set_new(edit, "changeAnnotations", annotations(making));
    json_decref(list);
    json_decref(map);
    return edit;
}

json_t *edit_make_now(Server *server, Program *program, const json_t *data, Fault *fault)
{
    EditKind kind;
    if (!read_kind(json_string_at(data, "do"), &kind))
        return rpc_fail(fault, INVALID_PARAMS, "the data is not of an action of asynclint");
    Making making = {.server = server, .program = program};
    making.finding = find_finding(server, program, data);
    if (!make(&making, kind, data) || crosses_parts(&making))
        return rpc_fail(fault, REQUEST_FAILED, "there is no such fix");
    return workspace_edit(&making);
}

json_t *edit_make(Server *server, const json_t *data, Fault *fault)
{
    const char *uri = json_string_at(data, "uri");
    if (!uri)
        return rpc_fail(fault, INVALID_PARAMS, "the data is not of an action of asynclint");
    OpenDocument *doc = documents_find(&server->documents, uri);
    Program *program = doc ? doc->program : NULL;
    if (program && !program_update(server, program))
        return rpc_postpone(fault);
    if (!program || !program->analysis ||
        rpc_will_change(server->rpc, uri, program->notebook) ||
        json_integer_value(json_object_get(data, "session")) != doc->session ||
        json_integer_value(json_object_get(data, "revision")) != program->revision)
        return rpc_fail(fault, CONTENT_MODIFIED, "the document has changed since");
    return edit_make_now(server, program, data, fault);
}
