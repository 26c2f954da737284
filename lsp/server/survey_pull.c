/*
 * survey_pull.c - workspace/diagnostic, and asynclint/settled.
 *
 * Clients ask again as soon as they are answered. The first answer comes when all files are
 * known, even if there is nothing to say; the next one when something has changed.
 */
#include "server/survey_internal.h"

#include "server/diagnostics.h"
#include "server/json.h"
#include "server/program.h"
#include "server/uri.h"

#include <stdio.h>
#include <stdlib.h>

enum { PART = 50 }; /* reports that are sent at once */

void survey_pull_release(SurveyPull *pull)
{
    json_decref(pull->id);
    json_decref(pull->previous);
    json_decref(pull->token);
}

/* URI -> result id, of [{uri, value}]. A new reference. */
static json_t *previous_results(json_t *params)
{
    json_t *previous = json_object();
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(params, "previousResultIds"), i, item)
    {
        const char *uri = json_string_at(item, "uri");
        json_t *value = json_object_get(item, "value");
        if (uri && json_is_string(value))
            json_object_set(previous, uri, value);
    }
    return previous;
}

static json_t *full_report(const char *uri, const char *result, json_t *items)
{
    json_t *list = items ? json_incref(items) : json_array();
    json_t *report = json_pack("{s:s, s:n, s:s, s:o}", "uri", uri, "version", "kind",
                               "full", "items", list);
    if (result)
        json_object_set_new(report, "resultId", json_string(result));
    return report;
}

/* What the client does not know of a file yet: nothing, when it has this result, or when
 * there are no findings and it has had none; but all of one that was closed. Takes the file
 * out of `previous`. */
static void report_file(const SurveyFile *file, json_t *previous, json_t *reports)
{
    char *uri = uri_from_path(file->path);
    char result[32];
    snprintf(result, sizeof result, "disk.%lld", (long long)file->result);
    const char *known = json_string_value(json_object_get(previous, uri));
    bool is_news = !same(known, result) && (known || file->items);
    if (file->result && (is_news || file->closed))
        json_array_append_new(reports, full_report(uri, result, file->items));
    json_object_del(previous, uri);
    free(uri);
}

/* What it shows for files that are no longer there, or no longer open, is taken back. */
static void report_gone(const Server *server, json_t *previous, json_t *reports)
{
    const char *uri;
    json_t *value;
    json_object_foreach(previous, uri, value)
    {
        if (!documents_find(&server->documents, uri))
            json_array_append_new(reports, full_report(uri, NULL, NULL));
    }
}

static json_t *all_reports(const Server *server, json_t *previous)
{
    const Survey *survey = server->survey;
    json_t *reports = json_array();
    for (size_t i = 0; i < survey->count; i++)
        report_file(&survey->files[i], previous, reports);
    json_object_update(previous, survey->closed);
    report_gone(server, previous, reports);
    return reports;
}

/* To a client that shows the findings of some files while those of others are on the way. */
static void send_parts(Server *server, const SurveyPull *pull, json_t *reports)
{
    size_t count = json_array_size(reports);
    for (size_t at = 0; at < count; at += PART) {
        json_t *part = json_array();
        for (size_t i = at; i < count && i < at + PART; i++)
            json_array_append(part, json_array_get(reports, i));
        rpc_notify(
            server->rpc, "$/progress",
            json_pack("{s:O, s:{s:o}}", "token", pull->token, "value", "items", part));
    }
    json_array_clear(reports);
}

/* Steals the reports. */
static void answer(Server *server, SurveyPull *pull, json_t *reports)
{
    if (pull->token)
        send_parts(server, pull, reports);
    rpc_answer(server->rpc, json_incref(pull->id), json_pack("{s:o}", "items", reports),
               NULL);
    survey_pull_release(pull);
}

/* Such a pull has told the client of nothing: the next one does. */
static void drop_cancelled(Server *server)
{
    Survey *survey = server->survey;
    size_t left = 0;
    for (size_t i = 0; i < survey->pull_count; i++) {
        if (rpc_is_deferred(server->rpc, survey->pulls[i].id))
            survey->pulls[left++] = survey->pulls[i];
        else
            survey_pull_release(&survey->pulls[i]);
    }
    survey->pull_count = left;
}

/* One answer less that must tell of what was closed; true when there must be another. */
static bool count_closed(Survey *survey)
{
    bool again = false;
    for (size_t i = 0; i < survey->count; i++)
        if (survey->files[i].closed && --survey->files[i].closed)
            again = true;
    const char *uri;
    json_t *left;
    void *next;
    json_object_foreach_safe(survey->closed, next, uri, left)
    {
        json_integer_set(left, json_integer_value(left) - 1);
        if (json_integer_value(left))
            again = true;
        else
            json_object_del(survey->closed, uri);
    }
    return again;
}

void survey_answer(Server *server)
{
    Survey *survey = server->survey;
    drop_cancelled(server);
    if (!survey->pull_count || !survey_is_settled(server) ||
        survey->told == survey->changes)
        return;
    for (size_t i = 0; i < survey->pull_count; i++)
        answer(server, &survey->pulls[i], all_reports(server, survey->pulls[i].previous));
    survey->pull_count = 0;
    survey->told = survey->changes - count_closed(survey);
}

/* --- asynclint/settled --- */

static void add_found(json_t *list, const char *uri, json_t *items)
{
    json_array_append_new(list, json_pack("{s:s, s:o}", "uri", uri, "items", items));
}

static json_t *all_found(Server *server)
{
    const Survey *survey = server->survey;
    json_t *documents = json_array(), *files = json_array();
    for (size_t i = 0; i < server->documents.count; i++) {
        const OpenDocument *doc = server->documents.items[i];
        if (doc->program)
            add_found(documents, doc->uri, diagnostics_of(server, doc));
    }
    for (size_t i = 0; i < survey->count; i++) {
        const SurveyFile *file = &survey->files[i];
        char *uri = uri_from_path(file->path);
        if (file->items && !documents_find_path(&server->documents, file->path))
            add_found(files, uri, json_incref(file->items));
        free(uri);
    }
    return json_pack("{s:o, s:o}", "documents", documents, "files", files);
}

/* What is open may be analysed only now, where the client asks; that may be news. */
void survey_answer_asks(Server *server)
{
    Survey *survey = server->survey;
    bool ready = true;
    for (size_t i = 0; survey->ask_count && i < server->documents.program_count; i++)
        ready &= program_update(server, server->documents.programs[i]);
    if (!ready || diagnostics_due(server) || !survey_is_settled(server))
        return;
    while (survey->ask_count)
        rpc_answer(server->rpc, survey->asks[--survey->ask_count], all_found(server), NULL);
}

json_t *survey_settled(Server *server, json_t *params, Fault *fault)
{
    Survey *survey = server->survey;
    (void)params;
    survey->asks = xrealloc(survey->asks, (survey->ask_count + 1) * sizeof *survey->asks);
    survey->asks[survey->ask_count++] = rpc_defer(server->rpc, fault);
    return NULL;
}

void survey_end(Server *server)
{
    Survey *survey = server->survey;
    while (survey->ask_count)
        rpc_answer(server->rpc, survey->asks[--survey->ask_count], json_null(), NULL);
    for (size_t i = 0; i < survey->pull_count; i++)
        answer(server, &survey->pulls[i], json_array());
    survey->pull_count = 0;
}

json_t *survey_pull(Server *server, json_t *params, Fault *fault)
{
    Survey *survey = server->survey;
    survey->pulls =
        xrealloc(survey->pulls, (survey->pull_count + 1) * sizeof *survey->pulls);
    json_t *token = json_object_get(params, "partialResultToken");
    bool usable = json_is_string(token) || json_is_integer(token);
    survey->pulls[survey->pull_count++] =
        (SurveyPull){.id = rpc_defer(server->rpc, fault),
                     .previous = previous_results(params),
                     .token = usable ? json_incref(token) : NULL};
    survey_answer(server);
    survey->awaits_index |= !survey_is_settled(server);
    return NULL;
}
