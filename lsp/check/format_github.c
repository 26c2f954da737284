/*
 * format_github.c - workflow commands that GitHub Actions shows as annotations.
 *
 * A command is one line; what could end it, or end one of its properties, is escaped as
 * the runner's own toolkit does. Its log is shown as a terminal shows it.
 */
#include "check/report.h"
#include "check/terminal.h"

static void put_escaped(Buffer *out, const char *text, bool property)
{
    Buffer safe;
    buffer_init(&safe);
    for (size_t len; *text; text += len + (text[len] != '\0')) {
        len = strcspn(text, "\r\n");
        safe_append(&safe, text, len);
        if (text[len])
            buffer_append(&safe, text + len, 1);
    }
    for (text = safe.data; text && *text; text++) {
        bool special = *text == '%' || *text == '\r' || *text == '\n' ||
                       (property && (*text == ':' || *text == ','));
        if (special)
            buffer_printf(out, "%%%02X", (unsigned char)*text);
        else
            buffer_append(out, text, 1);
    }
    buffer_release(&safe);
}

static const char *level(Severity severity)
{
    if (severity == SEVERITY_ERROR)
        return "error";
    return severity == SEVERITY_WARNING ? "warning" : "notice";
}

/* The annotation stands in the notebook's file, which nobody reads. */
static void put_cell(const FileReport *report, const Finding *finding, Buffer *out)
{
    LineColumn at = report_range(report, finding->span).start;
    if (at.cell)
        buffer_printf(out, "cell %u, line %u: ", at.cell, at.line);
}

static void render(const FileReport *report, Buffer *out)
{
    for (uint32_t i = 0; i < report->count; i++) {
        const Finding *finding = report->findings[i];
        Range at = report_file_range(report, finding->span);
        LineColumn start = at.start, end = at.end;
        buffer_printf(out, "::%s file=", level(finding->severity));
        put_escaped(out, report->path, true);
        buffer_printf(out, ",line=%u,endLine=%u,", start.line, end.line);
        if (start.line == end.line) /* the runner wants columns of one line only */
            buffer_printf(out, "col=%u,endColumn=%u,", start.column, end.column);
        buffer_printf(out, "title=asynclint (%s)::", finding->rule->id);
        put_cell(report, finding, out);
        put_escaped(out, finding->message, false);
        const Fix *fix = fix_to_show(finding);
        if (fix) {
            buffer_puts(out, "%0A");
            put_escaped(out, fix->title, false);
        }
        buffer_puts(out, "\n");
    }
}

const Format format_github = {.name = "github", .file = render};
