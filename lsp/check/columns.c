/*
 * columns.c - 1-based lines and code-point columns of any byte.
 *
 * A count of code points is kept for each block of the text, so that a file that is one
 * line of megabytes costs no more a finding than any other.
 */
#include "analysis/notebook_fixes.h"
#include "asynclint/document.h"
#include "check/report.h"

#include <stdlib.h>

enum { BLOCK = 1024 };

/* Every byte but those that continue a sequence begins a code point. */
static uint32_t code_points(const char *text, size_t len)
{
    uint32_t count = 0;
    for (size_t i = 0; i < len; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

void columns_init(Columns *columns, const Document *doc)
{
    Str text = document_text(doc);
    uint32_t blocks = text.len / BLOCK + 1;
    uint32_t *before = xmalloc(blocks * sizeof *before);
    before[0] = 0;
    for (uint32_t i = 1; i < blocks; i++)
        before[i] = before[i - 1] + code_points(text.ptr + (size_t)(i - 1) * BLOCK, BLOCK);
    *columns = (Columns){doc, text, before};
}

void columns_release(Columns *columns)
{
    free(columns->before);
    *columns = (Columns){0};
}

static uint32_t points_before(const Columns *columns, uint32_t byte)
{
    uint32_t block = byte / BLOCK;
    return columns->before[block] +
           code_points(columns->text.ptr + (size_t)block * BLOCK, byte - block * BLOCK);
}

LineColumn columns_at(const Columns *columns, uint32_t byte)
{
    if (byte > columns->text.len)
        byte = columns->text.len;
    uint32_t line = document_line_of(columns->doc, byte);
    uint32_t start = document_line(columns->doc, line).start;
    uint32_t column = points_before(columns, byte) - points_before(columns, start);
    if (line == 0 && column > 0 && bom_len(columns->text))
        column--; /* no editor shows it, and so nobody counts it */
    return (LineColumn){line + 1, column + 1, 0};
}

/* --- of a report --- */

static Range range_at(const Columns *columns, Span span)
{
    return (Range){columns_at(columns, span.start), columns_at(columns, span.end)};
}

/* What ends with a cell's last line does not end in the next cell. */
static Span inside_cell(const Cell *cell, Span span)
{
    if (cell && span.end > cell->end)
        span.end = cell->end > span.start ? cell->end : span.start;
    return span;
}

Range report_range(const FileReport *report, Span span)
{
    const Cell *cell =
        report->notebook ? notebook_cell(report->notebook, span.start) : NULL;
    Range range = range_at(report->columns, inside_cell(cell, span));
    if (!cell)
        return range;
    uint32_t before = document_line_of(report->doc, cell->start);
    range.start.line -= before;
    range.end.line -= before;
    range.start.cell = range.end.cell = cell->number;
    return range;
}

Span report_file_span(const FileReport *report, Span span)
{
    if (!report->notebook)
        return span;
    const Cell *cell = notebook_cell(report->notebook, span.start);
    return notebook_file_span(report->notebook, inside_cell(cell, span));
}

Range report_file_range(const FileReport *report, Span span)
{
    return range_at(report->file_columns, report_file_span(report, span));
}

Edit report_edit(const FileReport *report, Edit edit)
{
    return notebook_edit(report->notebook, report->arena, edit);
}

const char *report_path(const FileReport *report, LineColumn at)
{
    if (!at.cell)
        return report->path;
    return arena_printf(report->arena, "%s:cell %u", report->path, at.cell);
}
