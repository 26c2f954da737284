/*
 * format_text.c - findings for people: where, what, the line with the place underlined,
 * how to mend it, and the steps that lead there.
 */
#include "asynclint/document.h"
#include "check/report.h"
#include "check/terminal.h"

#include <stdio.h>

enum {
    TAB = 4,
    BEFORE = 40, /* characters of a long line that are shown before the place */
    SHOWN = 120, /* and in all */
};

static Style style_of(Severity severity)
{
    if (severity == SEVERITY_ERROR)
        return STYLE_ERROR;
    return severity == SEVERITY_WARNING ? STYLE_WARNING : STYLE_NOTE;
}

static void put_place(const FileReport *r, const char *path, LineColumn at, Buffer *out)
{
    buffer_puts(out, style(r->color, STYLE_BOLD));
    safe_puts(out, path);
    buffer_printf(out, ":%u:%u: %s", at.line, at.column, style(r->color, STYLE_PLAIN));
}

/* Where the window on a line begins: its start, or BEFORE characters before `byte`. */
static uint32_t window_start(Str text, Span line, uint32_t byte)
{
    uint32_t characters = 0, at = byte;
    while (at > line.start && characters < BEFORE) {
        at--;
        characters += ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
    }
    /* The whole beginning, when it is as short as that. */
    return at - line.start <= BEFORE ? line.start : at;
}

typedef struct Excerpt {
    Buffer source, marks;
    const char *before, *after; /* "…" where the line is cut */
} Excerpt;

static void fill_excerpt(Excerpt *e, Str text, Span line, Span span)
{
    uint32_t at = window_start(text, line, span.start);
    e->before = at > line.start ? "…" : "";
    if (at == 0)
        at = bom_len(text);
    buffer_printf(&e->marks, "%s", at > line.start && *e->before ? " " : "");
    unsigned characters = 0;
    while (at < line.end && characters < SHOWN) {
        uint32_t code;
        size_t size = next_char(text.ptr + at, line.end - at, &code);
        unsigned width = safe_char(&e->source, text.ptr + at, line.end - at, TAB);
        bool marked = at < span.end ? at + size > span.start : at == span.start;
        for (unsigned i = 0; i < width; i++)
            buffer_puts(&e->marks, marked ? "^" : " ");
        at += (uint32_t)size;
        characters++;
    }
    e->after = at < line.end ? "…" : "";
    while (e->marks.len > 0 && e->marks.data[e->marks.len - 1] == ' ')
        e->marks.data[--e->marks.len] = '\0';
}

/* The line on which the finding begins, the part of it that is meant underlined. */
static void put_source(const FileReport *r, const Finding *finding, Buffer *out)
{
    Span line = document_line(r->doc, document_line_of(r->doc, finding->span.start));
    Excerpt e;
    buffer_init(&e.source);
    buffer_init(&e.marks);
    fill_excerpt(&e, document_text(r->doc), line, finding->span);
    if (e.marks.len == 0 || e.marks.data[e.marks.len - 1] != '^')
        buffer_puts(&e.marks, "^"); /* an empty place at the line's end */
    char number[16];
    int width =
        snprintf(number, sizeof number, "%u", report_range(r, finding->span).start.line);
    const char *dim = style(r->color, STYLE_DIM), *plain = style(r->color, STYLE_PLAIN);
    buffer_printf(out, "%s  %s |%s %s%s%s\n", dim, number, plain, e.before, e.source.data,
                  e.after);
    buffer_printf(out, "%s  %*s |%s %s%s%s\n", dim, width, "", plain,
                  style(r->color, style_of(finding->severity)), e.marks.data, plain);
    buffer_release(&e.source);
    buffer_release(&e.marks);
}

static void put_related(const FileReport *r, const Related *related, Buffer *out)
{
    LineColumn at = related->path ? (LineColumn){related->line, related->column, 0}
                                  : report_range(r, related->span).start;
    buffer_puts(out, "    ");
    put_place(r, related->path ? related->path : report_path(r, at), at, out);
    buffer_printf(out, "%snote:%s ", style(r->color, STYLE_NOTE),
                  style(r->color, STYLE_PLAIN));
    safe_puts(out, related->message);
    buffer_puts(out, "\n");
}

static void put_finding(const FileReport *r, const Finding *finding, Buffer *out)
{
    LineColumn at = report_range(r, finding->span).start;
    put_place(r, report_path(r, at), at, out);
    buffer_printf(out, "%s%s:%s ", style(r->color, style_of(finding->severity)),
                  severity_name(finding->severity), style(r->color, STYLE_PLAIN));
    safe_puts(out, finding->message);
    buffer_printf(out, " %s[%s]%s\n", style(r->color, STYLE_DIM), finding->rule->id,
                  style(r->color, STYLE_PLAIN));
    put_source(r, finding, out);
    const Fix *fix = fix_to_show(finding);
    if (fix) {
        buffer_printf(out, "%shelp:%s ", style(r->color, STYLE_HELP),
                      style(r->color, STYLE_PLAIN));
        safe_puts(out, fix->title);
        buffer_puts(out, "\n");
    }
    for (uint32_t i = 0; i < finding->related.len; i++)
        put_related(r, &finding->related.items[i], out);
}

static void render(const FileReport *report, Buffer *out)
{
    for (uint32_t i = 0; i < report->count; i++)
        put_finding(report, report->findings[i], out);
}

const Format format_text = {.name = "text", .file = render};
