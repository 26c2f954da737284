/*
 * diagnostics.c - findings as the client shows them: pushed, or given when asked for.
 *
 * A client that pulls is not pushed to, else it would show everything twice. A push is
 * made only when no input waits, so its version is always the newest; some clients drop
 * one that is not, others show it in the wrong place.
 */
#include "server/diagnostics.h"

#include "server/convert.h"
#include "server/json.h"
#include "server/program.h"
#include "server/uri.h"

#include <stdio.h>
#include <stdlib.h>

/* DiagnosticSeverity by Severity. */
static const int SEVERITIES[] = {[SEVERITY_ERROR] = 1,
                                 [SEVERITY_WARNING] = 2,
                                 [SEVERITY_INFORMATION] = 3,
                                 [SEVERITY_HINT] = 4};

static json_t *location(const Server *server, const Program *program,
                        const Related *related)
{
    if (!related->path) {
        OpenDocument *part = program_part(program, related->span.start);
        return json_pack(
            "{s:s, s:o}", "uri", part->uri, "range",
            range_json(part->text, part_span(part, related->span), server->encoding));
    }
    OpenDocument *open = documents_find_path(&server->documents, related->path);
    if (open)
        return json_pack("{s:s, s:o}", "uri", open->uri, "range",
                         range_json(open->text, related->span, server->encoding));
    char *uri = uri_from_path(related->path);
    json_t *value =
        json_pack("{s:s, s:o}", "uri", uri, "range",
                  range_in_file(related->path, related->span, server->encoding));
    free(uri);
    return value;
}

static json_t *related_json(const Server *server, const Program *program,
                            const Finding *finding)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < finding->related.len; i++) {
        const Related *related = &finding->related.items[i];
        json_t *message = json_utf8(related->message, strlen(related->message));
        json_array_append_new(list, json_pack("{s:o, s:o}", "location",
                                              location(server, program, related), "message",
                                              message));
    }
    return list;
}

static void add_extras(const Server *server, const Program *program, const Finding *finding,
                       json_t *diagnostic)
{
    const Client *client = &server->client;
    if (client->code_description) {
        const char *url = rule_url(finding->rule, server->scratch);
        json_object_set_new(diagnostic, "codeDescription", json_pack("{s:s}", "href", url));
    }
    if (client->tags && finding->unnecessary)
        json_object_set_new(diagnostic, "tags", json_pack("[i]", 1));
    if (client->related_information && finding->related.len)
        json_object_set_new(diagnostic, "relatedInformation",
                            related_json(server, program, finding));
    if (client->diagnostic_data)
        json_object_set_new(diagnostic, "data",
                            json_pack("{s:s, s:i}", "rule", finding->rule->id, "fixes",
                                      (int)finding->fixes.len));
}

json_t *diagnostic_json(const Server *server, const Program *program,
                        const Finding *finding)
{
    OpenDocument *part = program_part(program, finding->span.start);
    json_t *range =
        range_json(part->text, part_span(part, finding->span), server->encoding);
    json_t *message = json_utf8(finding->message, strlen(finding->message));
    json_t *diagnostic = json_pack("{s:o, s:i, s:s, s:s, s:o}", "range", range, "severity",
                                   SEVERITIES[finding->severity], "code", finding->rule->id,
                                   "source", "asynclint", "message", message);
    add_extras(server, program, finding, diagnostic);
    return diagnostic;
}

static json_t *refusal_json(const Program *program)
{
    return json_pack("{s:o, s:i, s:s, s:s, s:s}", "range", range_zero(), "severity",
                     SEVERITIES[SEVERITY_INFORMATION], "code", "not-checked", "source",
                     "asynclint", "message", program->refusal);
}

json_t *diagnostics_of(const Server *server, const OpenDocument *part)
{
    json_t *list = json_array();
    const Program *program = part->program;
    uint32_t cursor = 0;
    Finding *finding;
    while (program && (finding = program_finding(server, program, &cursor)))
        if (program_part(program, finding->span.start) == part)
            json_array_append_new(list, diagnostic_json(server, program, finding));
    if (program && program->refusal && program->parts[0] == part)
        json_array_append_new(list, refusal_json(program));
    return list;
}

/* --- push --- */

/* Steals the list. */
static void publish(Server *server, OpenDocument *doc, json_t *list)
{
    doc->published = (json_int_t)json_array_size(list);
    rpc_notify(server->rpc, "textDocument/publishDiagnostics",
               json_pack("{s:s, s:I, s:o}", "uri", doc->uri, "version", doc->version,
                         "diagnostics", list));
}

void diagnostics_clear(Server *server, OpenDocument *doc)
{
    if (server->client.pulls || doc->published < 0)
        return;
    rpc_notify(server->rpc, "textDocument/publishDiagnostics",
               json_pack("{s:s, s:[]}", "uri", doc->uri, "diagnostics"));
    doc->published = -1;
}

static Program *next_unpublished(const Server *server)
{
    for (size_t i = 0; !server->client.pulls && i < server->documents.program_count; i++) {
        Program *program = server->documents.programs[i];
        if (program->unpublished && program->parse != PARSE_WAITS)
            return program;
    }
    return NULL;
}

bool diagnostics_due(const Server *server)
{
    return server->refresh_due || next_unpublished(server);
}

void diagnostics_work(Server *server)
{
    if (server->refresh_due) {
        server->refresh_due = false;
        if (server->client.pulls)
            rpc_request(server->rpc, "workspace/diagnostic/refresh", NULL, NULL, NULL);
        return;
    }
    Program *program = next_unpublished(server);
    if (!program || !program_update(server, program))
        return;
    program->unpublished = false;
    for (size_t i = 0; i < program->count; i++)
        publish(server, program->parts[i], diagnostics_of(server, program->parts[i]));
}

/* --- pull --- */

/* Bound to this opening: a client that closes and opens a document may ask with the id of
 * before, and must not be told that nothing has changed. */
static void result_id(const OpenDocument *doc, char *out, size_t size)
{
    snprintf(out, size, "%lld.%lld", (long long)doc->session,
             (long long)(doc->program ? doc->program->revision : 0));
}

json_t *diagnostics_pull(Server *server, json_t *params, Fault *fault)
{
    const char *uri = json_string_at(params, "textDocument.uri");
    if (!uri)
        return rpc_fail(fault, INVALID_PARAMS, "textDocument.uri is missing");
    OpenDocument *doc = documents_find(&server->documents, uri);
    if (!doc)
        return json_pack("{s:s, s:[]}", "kind", "full", "items");
    if (doc->program && !program_update(server, doc->program))
        return rpc_postpone(fault);
    char id[48];
    result_id(doc, id, sizeof id);
    if (same(json_string_at(params, "previousResultId"), id))
        return json_pack("{s:s, s:s}", "kind", "unchanged", "resultId", id);
    return json_pack("{s:s, s:s, s:o}", "kind", "full", "resultId", id, "items",
                     diagnostics_of(server, doc));
}
