/* notebook_map.c - from bytes of a notebook's program to bytes of its file. */
#include "files/notebook.h"

#include <stdio.h>

const Cell *notebook_cell(const NotebookFile *notebook, uint32_t byte)
{
    uint32_t low = 0, high = notebook->cells.len;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (notebook->cells.items[middle].start <= byte)
            low = middle;
        else
            high = middle;
    }
    return high ? &notebook->cells.items[low] : NULL;
}

static uint32_t file_byte(const NotebookFile *notebook, uint32_t byte)
{
    uint32_t low = 0, high = notebook->pieces.len;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (notebook->pieces.items[middle].start <= byte)
            low = middle;
        else
            high = middle;
    }
    if (!high)
        return 0;
    const Piece *piece = &notebook->pieces.items[low];
    return piece->file + (piece->escape ? 0 : byte - piece->start);
}

Span notebook_file_span(const NotebookFile *notebook, Span span)
{
    return (Span){file_byte(notebook, span.start), file_byte(notebook, span.end)};
}

/* What stands between two strings of the cell's list, with both quotes. */
static void put_joint(const NotebookFile *notebook, const Cell *cell, Buffer *out)
{
    const char *text = notebook->file.ptr + cell->joint.start;
    uint32_t len = cell->joint.end - cell->joint.start;
    if (cell->first)
        buffer_puts(out, "\",");
    buffer_append(out, text, len);
}

static void put_char(Buffer *out, char c)
{
    static const char letters[] = "bfnrt", meant[] = "\b\f\n\r\t";
    const char *letter = c ? strchr(meant, c) : NULL;
    if (letter)
        buffer_printf(out, "\\%c", letters[letter - meant]);
    else if (c == '"' || c == '\\')
        buffer_printf(out, "\\%c", c);
    else if ((unsigned char)c < 0x20)
        buffer_printf(out, "\\u%04x", (unsigned)c);
    else
        buffer_append(out, &c, 1);
}

const char *notebook_file_text(const NotebookFile *notebook, Span span, const char *text,
                               Arena *arena)
{
    const Cell *cell = notebook_cell(notebook, span.start);
    Buffer out;
    buffer_init(&out);
    for (const char *c = text; *c; c++) {
        put_char(&out, *c);
        bool last = !c[1] && (!cell || span.end >= cell->end);
        if (*c == '\n' && cell && cell->in_lines && !last)
            put_joint(notebook, cell, &out);
    }
    const char *copy = arena_strndup(arena, out.data, out.len);
    buffer_release(&out);
    return copy;
}

static Span line_of(const Buffer *text, uint32_t byte)
{
    Span line = {byte, byte};
    while (line.start > 0 && text->data[line.start - 1] != '\n')
        line.start--;
    while (line.end < text->len && text->data[line.end] != '\n')
        line.end++;
    return line;
}

bool notebook_is_python(const NotebookFile *notebook, Span span)
{
    const char *plain = notebook->plain.data, *text = notebook->text.data;
    uint32_t start = line_of(&notebook->text, span.start).start;
    uint32_t last = span.end > span.start ? span.end - 1 : span.end;
    uint32_t end = line_of(&notebook->text, last).end;
    bool inserted = span.start == span.end && span.start == start;
    if (inserted && !starts_with(plain + start, "%%"))
        return true;
    return memcmp(plain + start, text + start, end - start) == 0;
}
