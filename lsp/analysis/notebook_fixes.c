/*
 * notebook_fixes.c - fixes of a notebook's program as changes of its file.
 *
 * Rules see one text and edit whole lines of it. The line end after a cell's last line is
 * not in the file: an edit that reaches over it is moved by one line end, which gives the
 * same program.
 */
#include "analysis/notebook_fixes.h"

#include "asynclint/fix.h"

static bool adds_lines(const Edit *edit)
{
    return ends_with(edit->text, "\n");
}

/* "a\n" becomes "\na" */
static const char *rotated(Arena *arena, const char *text)
{
    return arena_printf(arena, "\n%.*s", (int)strlen(text) - 1, text);
}

/* An import that would open a cell goes to the end of the one before, if that is Python. */
static bool goes_before(const NotebookFile *notebook, const Edit *edit, const Cell *cell)
{
    if (!edit->shared || !adds_lines(edit) || cell == notebook->cells.items)
        return false;
    Span end = {cell[-1].end, cell[-1].end};
    return edit->span.end == cell->start && cell[-1].writable &&
           cell[-1].end > cell[-1].start && notebook_is_python(notebook, end);
}

static bool give_back_line_end(const NotebookFile *notebook, Arena *arena, Edit *edit,
                               const Cell *cell)
{
    Span *span = &edit->span;
    bool empty = span->start == span->end;
    if (empty && adds_lines(edit)) { /* at the end of all */
        *span = (Span){cell->end, cell->end};
        edit->text = rotated(arena, edit->text);
        return true;
    }
    if (adds_lines(edit)) {
        edit->text = arena_strndup(arena, edit->text, strlen(edit->text) - 1);
        span->end--;
        return true;
    }
    if (empty || *edit->text)
        return false;
    span->start -=
        span->start > cell->start && notebook->text.data[span->start - 1] == '\n';
    span->end--;
    return true;
}

static bool settle(const NotebookFile *notebook, Arena *arena, Edit *edit)
{
    const Cell *cell = notebook_cell(notebook, edit->span.start);
    if (cell && edit->span.start == edit->span.end && goes_before(notebook, edit, cell)) {
        cell--;
        edit->span = (Span){cell->end, cell->end};
        edit->text = rotated(arena, edit->text);
    }
    if (cell && edit->span.end == cell->end + 1 &&
        !give_back_line_end(notebook, arena, edit, cell))
        return false;
    return cell && edit->span.end <= cell->end && cell->writable &&
           notebook_is_python(notebook, edit->span);
}

void notebook_settle(const NotebookFile *notebook, Arena *arena, Finding *finding)
{
    for (uint32_t i = 0; i < finding->fixes.len; i++) {
        Fix *fix = finding->fixes.items[i];
        bool settled = true;
        for (uint32_t k = 0; k < fix->edits.len && settled; k++)
            settled = settle(notebook, arena, &fix->edits.items[k]);
        if (!settled)
            fix_disable(fix, "It would change more than one cell's Python");
    }
}

Edit notebook_edit(const NotebookFile *notebook, Arena *arena, Edit edit)
{
    if (!notebook)
        return edit;
    edit.text = notebook_file_text(notebook, edit.span, edit.text, arena);
    edit.span = notebook_file_span(notebook, edit.span);
    return edit;
}
