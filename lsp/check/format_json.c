/* format_json.c - the findings for tools: version 1 of our own form. */
#include "asynclint/asynclint.h"
#include "check/json.h"
#include "check/report.h"

/* A cell is named only where there are cells. */
static json_t *with_cell(json_t *json, LineColumn at)
{
    if (at.cell)
        json_object_set_new(json, "cell", json_integer(at.cell));
    return json;
}

static json_t *related_json(const FileReport *r, const Related *related)
{
    LineColumn at = related->path ? (LineColumn){related->line, related->column, 0}
                                  : report_range(r, related->span).start;
    json_t *json = json_pack("{s:o, s:i, s:i, s:o}", "path",
                             json_from_text(related->path ? related->path : r->path),
                             "line", (int)at.line, "column", (int)at.column, "message",
                             json_from_text(related->message));
    return with_cell(json, at);
}

static json_t *fix_json(const FileReport *r, const Fix *fix)
{
    json_t *edits = json_array();
    for (uint32_t i = 0; i < fix->edits.len; i++) {
        Edit edit = report_edit(r, fix->edits.items[i]);
        json_array_append_new(
            edits, json_pack("{s:o, s:I, s:I, s:o}", "path", json_from_text(r->path),
                             "start_byte", (json_int_t)edit.span.start, "end_byte",
                             (json_int_t)edit.span.end, "text", json_from_text(edit.text)));
    }
    return json_pack("{s:o, s:b, s:b, s:o}", "title", json_from_text(fix->title),
                     "preferred", fix->preferred, "safe", fix->safety == SAFE, "edits",
                     edits);
}

static json_t *related_list(const FileReport *r, const Finding *finding)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < finding->related.len; i++)
        json_array_append_new(list, related_json(r, &finding->related.items[i]));
    return list;
}

/* Fixes that cannot be made here are left out: there is nothing to apply. */
static json_t *fix_list(const FileReport *r, const Finding *finding)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < finding->fixes.len; i++)
        if (!finding->fixes.items[i]->disabled)
            json_array_append_new(list, fix_json(r, finding->fixes.items[i]));
    return list;
}

static json_t *finding_json(const FileReport *r, const Finding *finding)
{
    Range at = report_range(r, finding->span);
    Span bytes = report_file_span(r, finding->span);
    json_t *json = json_pack("{s:o, s:s, s:s, s:o, s:i, s:i, s:i, s:i, s:I, s:I}", "path",
                             json_from_text(r->path), "rule", finding->rule->id, "severity",
                             severity_name(finding->severity), "message",
                             json_from_text(finding->message), "line", (int)at.start.line,
                             "column", (int)at.start.column, "end_line", (int)at.end.line,
                             "end_column", (int)at.end.column, "start_byte",
                             (json_int_t)bytes.start, "end_byte", (json_int_t)bytes.end);
    with_cell(json, at.start);
    json_object_set_new(json, "url", json_from_text(rule_url(finding->rule, r->arena)));
    json_object_set_new(json, "related", related_list(r, finding));
    json_object_set_new(json, "fixes", fix_list(r, finding));
    return json;
}

static void render(const FileReport *report, Buffer *out)
{
    for (uint32_t i = 0; i < report->count; i++) {
        buffer_puts(out, i ? ",\n  " : "\n  ");
        json_print(out, finding_json(report, report->findings[i]), 0);
    }
}

/* The frame is written around the findings, which were rendered file by file. */
static void begin(const Totals *summary, Buffer *out)
{
    json_t *skipped = json_array();
    for (uint32_t i = 0; i < summary->skipped.len; i++) {
        const Skipped *file = &summary->skipped.items[i];
        json_array_append_new(skipped,
                              json_pack("{s:o, s:o}", "path", json_from_text(file->path),
                                        "reason", json_from_text(file->reason)));
    }
    buffer_puts(out, "{\"version\": 1, \"tool\": ");
    json_print(
        out, json_pack("{s:s, s:s}", "name", "asynclint", "version", ASYNCLINT_VERSION), 0);
    buffer_printf(out, ",\n \"files\": %u, \"skipped\": ", summary->files);
    json_print(out, skipped, 0);
    buffer_puts(out, ",\n \"findings\": [");
}

static void end(const Totals *summary, Buffer *out)
{
    (void)summary;
    buffer_puts(out, "]}\n");
}

const Format format_json = {
    .name = "json", .between = ",", .file = render, .begin = begin, .end = end};
