/*
 * format_sarif.c - SARIF 2.1.0, as code scanning services take it: results with regions,
 * related steps, fixes, and fingerprints that outlive a change elsewhere in the file.
 */
#include "asynclint/asynclint.h"
#include "asynclint/document.h"
#include "check/json.h"
#include "check/report.h"

#include <stdio.h>

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

static const char *level(Severity severity)
{
    if (severity == SEVERITY_ERROR)
        return "error";
    return severity == SEVERITY_WARNING ? "warning" : "note";
}

/* A relative reference (RFC 3986), or a file URI for an absolute path. */
static json_t *uri(const char *path)
{
    static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "0123456789-._~/!$&'()*+,;=@";
    Buffer out;
    buffer_init(&out);
    buffer_puts(&out, *path == '/' ? "file://" : "");
    for (; *path; path++) {
        if (strchr(safe, *path))
            buffer_append(&out, path, 1);
        else
            buffer_printf(&out, "%%%02X", (unsigned char)*path);
    }
    json_t *json = json_from_bytes(out.data, out.len);
    buffer_release(&out);
    return json;
}

static json_t *artifact(const char *path)
{
    return json_pack("{s:o}", "uri", uri(path));
}

static json_t *range_json(Range at)
{
    return json_pack("{s:i, s:i, s:i, s:i}", "startLine", (int)at.start.line, "startColumn",
                     (int)at.start.column, "endLine", (int)at.end.line, "endColumn",
                     (int)at.end.column);
}

static json_t *region(const FileReport *r, Span span)
{
    return range_json(report_file_range(r, span));
}

static json_t *location(const char *path, json_t *where)
{
    return json_pack("{s:{s:o, s:o}}", "physicalLocation", "artifactLocation",
                     artifact(path), "region", where);
}

static json_t *related_json(const FileReport *r, const Related *related, int id)
{
    json_t *where = related->path ? json_pack("{s:i, s:i}", "startLine", (int)related->line,
                                              "startColumn", (int)related->column)
                                  : region(r, related->span);
    json_t *json = location(related->path ? related->path : r->path, where);
    json_object_set_new(json, "id", json_integer(id));
    json_object_set_new(json, "message",
                        json_pack("{s:o}", "text", json_from_text(related->message)));
    return json;
}

static json_t *fix_json(const FileReport *r, const Fix *fix)
{
    json_t *replacements = json_array();
    for (uint32_t i = 0; i < fix->edits.len; i++) {
        Edit edit = report_edit(r, fix->edits.items[i]);
        Range deleted = {columns_at(r->file_columns, edit.span.start),
                         columns_at(r->file_columns, edit.span.end)};
        json_array_append_new(
            replacements, json_pack("{s:o, s:{s:o}}", "deletedRegion", range_json(deleted),
                                    "insertedContent", "text", json_from_text(edit.text)));
    }
    return json_pack("{s:{s:o}, s:[{s:o, s:o}]}", "description", "text",
                     json_from_text(fix->title), "artifactChanges", "artifactLocation",
                     artifact(r->path), "replacements", replacements);
}

/* How often each hash has been seen in the file: equal lines are told apart by order. */
typedef struct Seen {
    struct {
        uint64_t hash;
        uint32_t count;
    } * slots;
    uint32_t mask;
} Seen;

static Seen seen_new(const FileReport *r)
{
    Seen seen = {.mask = 15};
    while (seen.mask / 2 < r->count)
        seen.mask = seen.mask * 2 + 1;
    seen.slots = arena_alloc(r->arena, (seen.mask + (size_t)1) * sizeof *seen.slots);
    return seen;
}

static json_t *fingerprint(Seen *seen, uint64_t hash)
{
    uint32_t at = (uint32_t)hash & seen->mask;
    while (seen->slots[at].hash && seen->slots[at].hash != hash)
        at = (at + 1) & seen->mask;
    seen->slots[at].hash = hash;
    char text[40];
    snprintf(text, sizeof text, "%016llx:%u", (unsigned long long)hash,
             ++seen->slots[at].count);
    return json_pack("{s:s}", "asynclintLine/v1", text);
}

/* The region is one of the notebook's file; people know its cells. */
static void add_cell(const json_t *result, LineColumn at)
{
    if (!at.cell)
        return;
    char name[24];
    snprintf(name, sizeof name, "cell %u", at.cell);
    json_t *place = json_array_get(json_object_get(result, "locations"), 0);
    json_object_set_new(place, "logicalLocations", json_pack("[{s:s}]", "name", name));
}

static json_t *result_json(const FileReport *r, const Finding *finding, Seen *seen)
{
    json_t *json = json_pack(
        "{s:s, s:i, s:s, s:{s:o}, s:[o], s:o}", "ruleId", finding->rule->id, "ruleIndex",
        (int)rule_index(finding->rule), "level", level(finding->severity), "message",
        "text", json_from_text(finding->message), "locations",
        location(r->path, region(r, finding->span)), "partialFingerprints",
        fingerprint(seen, fingerprint_of(r->doc, finding)));
    json_t *related = json_array(), *fixes = json_array();
    for (uint32_t i = 0; i < finding->related.len; i++)
        json_array_append_new(related,
                              related_json(r, &finding->related.items[i], (int)i + 1));
    for (uint32_t i = 0; i < finding->fixes.len; i++)
        if (!finding->fixes.items[i]->disabled)
            json_array_append_new(fixes, fix_json(r, finding->fixes.items[i]));
    add_cell(json, report_range(r, finding->span).start);
    json_object_set_new(json, "relatedLocations", related);
    json_object_set_new(json, "fixes", fixes);
    return json;
}

static void render(const FileReport *report, Buffer *out)
{
    Seen seen = seen_new(report);
    for (uint32_t i = 0; i < report->count; i++) {
        buffer_puts(out, i ? ",\n  " : "\n  ");
        json_print(out, result_json(report, report->findings[i], &seen), 0);
    }
}

static json_t *rule_json(const Rule *rule, Arena *arena)
{
    Buffer page;
    buffer_init(&page);
    rule_explain(rule, &page);
    json_t *tags = json_pack("[s]", "concurrency");
    for (Language language = LANG_PYTHON; language <= LANG_TSX; language++)
        if (rule_speaks(rule, language))
            json_array_append_new(tags, json_from_text(language_name(language)));
    json_t *json = json_pack(
        "{s:s, s:{s:o}, s:{s:o}, s:{s:o, s:o}, s:o, s:{s:s}, s:{s:o}}", "id", rule->id,
        "shortDescription", "text", json_from_text(rule->title), "fullDescription", "text",
        json_from_text(rule->why), "help", "text", json_from_text(rule->why), "markdown",
        json_from_bytes(page.data, page.len), "helpUri",
        json_from_text(rule_url(rule, arena)), "defaultConfiguration", "level",
        level(rule->severity), "properties", "tags", tags);
    buffer_release(&page);
    return json;
}

static json_t *driver_json(void)
{
    Arena arena;
    arena_init(&arena);
    json_t *list = json_array();
    for (uint32_t i = 0; i < rule_count(); i++)
        json_array_append_new(list, rule_json(rules[i], &arena));
    arena_release(&arena);
    return json_pack("{s:{s:s, s:s, s:s, s:o}}", "driver", "name", "asynclint", "version",
                     ASYNCLINT_VERSION, "informationUri", DOCS_URL, "rules", list);
}

/* A file that was not checked is a notification: a consumer sees that it is missing. */
static json_t *notifications(const Totals *summary)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < summary->skipped.len; i++) {
        const Skipped *file = &summary->skipped.items[i];
        json_array_append_new(
            list, json_pack("{s:s, s:{s:o}, s:[{s:{s:o}}]}", "level", "note", "message",
                            "text", json_from_text(file->reason), "locations",
                            "physicalLocation", "artifactLocation", artifact(file->path)));
    }
    return list;
}

static void begin(const Totals *summary, Buffer *out)
{
    buffer_puts(out, "{\"$schema\": \"" SCHEMA "\", \"version\": \"2.1.0\",\n"
                     " \"runs\": [{\"tool\": ");
    json_print(out, driver_json(), 0);
    buffer_puts(out, ",\n \"columnKind\": \"unicodeCodePoints\",\n \"invocations\": [");
    json_print(out,
               json_pack("{s:b, s:o}", "executionSuccessful", !summary->failed,
                         "toolExecutionNotifications", notifications(summary)),
               0);
    buffer_puts(out, "],\n \"results\": [");
}

static void end(const Totals *summary, Buffer *out)
{
    (void)summary;
    buffer_puts(out, "]}]}\n");
}

const Format format_sarif = {
    .name = "sarif", .between = ",", .file = render, .begin = begin, .end = end};
