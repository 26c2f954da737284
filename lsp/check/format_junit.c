/*
 * format_junit.c - JUnit's XML, as CI systems read it: a suite a file, a case a finding.
 *
 * A file without findings is a case that passed, so that a clean run is not an empty one.
 */
#include "check/report.h"
#include "check/terminal.h"

static const char *entity(uint32_t code)
{
    static const struct {
        uint32_t code;
        const char *entity;
    } table[] = {{'&', "&amp;"},  {'<', "&lt;"},   {'>', "&gt;"}, {'"', "&quot;"},
                 {'\n', "&#10;"}, {'\r', "&#13;"}, {'\t', "&#9;"}};
    for (size_t i = 0; i < COUNT(table); i++)
        if (table[i].code == code)
            return table[i].entity;
    return NULL;
}

/* XML 1.0 has no way to write other control characters, U+FFFE and U+FFFF. */
static void put_xml(Buffer *out, const char *text)
{
    size_t len = strlen(text);
    for (size_t at = 0; at < len;) {
        uint32_t code;
        size_t size = next_char(text + at, len - at, &code);
        const char *written = entity(code);
        if (written)
            buffer_puts(out, written);
        else if (code < 0x20 || code == 0xFFFE || code == 0xFFFF || code == UINT32_MAX)
            buffer_puts(out, "\xEF\xBF\xBD");
        else if (is_unsafe(code))
            buffer_printf(out, "&#x%x;", (unsigned)code);
        else
            buffer_append(out, text + at, size);
        at += size;
    }
}

static void put_attribute(Buffer *out, const char *name, const char *value)
{
    buffer_printf(out, " %s=\"", name);
    put_xml(out, value);
    buffer_puts(out, "\"");
}

static void put_case(const FileReport *r, const Finding *finding, Buffer *out)
{
    LineColumn at = report_range(r, finding->span).start;
    buffer_puts(out, "    <testcase");
    put_attribute(out, "name", finding->rule->id);
    put_attribute(out, "classname", r->path);
    put_attribute(out, "file", r->path);
    buffer_printf(out, " line=\"%u\">\n      <failure",
                  report_file_range(r, finding->span).start.line);
    put_attribute(out, "type", severity_name(finding->severity));
    put_attribute(out, "message", finding->message);
    buffer_puts(out, ">");
    put_xml(out, report_path(r, at));
    buffer_printf(out, ":%u:%u: ", at.line, at.column);
    put_xml(out, finding->message);
    const Fix *fix = fix_to_show(finding);
    if (fix) {
        buffer_puts(out, "\nhelp: ");
        put_xml(out, fix->title);
    }
    buffer_puts(out, "</failure>\n    </testcase>\n");
}

static void render(const FileReport *report, Buffer *out)
{
    buffer_puts(out, "  <testsuite");
    put_attribute(out, "name", report->path);
    buffer_printf(out, " tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"0\">\n",
                  report->count ? report->count : 1, report->count);
    for (uint32_t i = 0; i < report->count; i++)
        put_case(report, report->findings[i], out);
    if (report->count == 0) {
        buffer_puts(out, "    <testcase name=\"asynclint\"");
        put_attribute(out, "classname", report->path);
        put_attribute(out, "file", report->path);
        buffer_puts(out, "/>\n");
    }
    buffer_puts(out, "  </testsuite>\n");
}

static void begin(const Totals *summary, Buffer *out)
{
    uint32_t clean = summary->files - summary->with_findings;
    buffer_printf(out,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<testsuites name=\"asynclint\" tests=\"%u\" failures=\"%u\" "
                  "errors=\"0\">\n",
                  summary->findings + clean, summary->findings);
}

static void end(const Totals *summary, Buffer *out)
{
    (void)summary;
    buffer_puts(out, "</testsuites>\n");
}

const Format format_junit = {
    .name = "junit", .file = render, .every_file = true, .begin = begin, .end = end};
