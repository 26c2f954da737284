/*
 * notebook.c - from the JSON of nbformat 4 to the program that its code cells are.
 *
 * Of each string it is kept where its bytes stand in the file, so that a fix changes those
 * and no others: outputs, keys and layout stay as they are.
 */
#include "files/notebook.h"

#include "text/json_scan.h"

#include <stdlib.h>

typedef struct Reader {
    NotebookFile *notebook;
    Scan scan;
    Str file;
    Buffer cell;     /* the text of the cell that is being read */
    uint32_t base;   /* where the cell begins in the program */
    uint32_t number; /* of cells, so far */
    bool has_cells;  /* there is such a list at all */
    Span language;   /* of the kernel; empty when it is not said */
    Span format;     /* of nbformat's number */
} Reader;

bool notebook_is(const char *path)
{
    return ends_with(path, ".ipynb");
}

static bool span_is(const Reader *r, Span span, const char *text)
{
    return str_is((Str){r->file.ptr + span.start, span.end - span.start}, text);
}

/* --- strings --- */

static uint32_t hex4(const char *digits)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        char c = digits[i];
        uint32_t digit = c <= '9' ? (uint32_t)(c - '0') : (uint32_t)((c | 0x20) - 'a' + 10);
        value = value << 4 | digit;
    }
    return value;
}

static void put_code(Buffer *out, uint32_t code)
{
    if (code == 0 || (code >= 0xD800 && code < 0xE000))
        code = 0xFFFD; /* what no text of Python can hold */
    char bytes[4];
    size_t len = 0;
    if (code < 0x80) {
        bytes[len++] = (char)code;
    } else {
        int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
        static const unsigned char heads[] = {0, 0xC0, 0xE0, 0xF0};
        bytes[len++] = (char)(heads[more] | code >> (6 * more));
        while (more-- > 0)
            bytes[len++] = (char)(0x80 | (code >> (6 * more) & 0x3F));
    }
    buffer_append(out, bytes, len);
}

/* Appends what the escape at `at`, a backslash, stands for; the bytes that it takes. */
static uint32_t put_escape(const Reader *r, uint32_t at, Buffer *out)
{
    static const char letters[] = "bfnrt", meant[] = "\b\f\n\r\t";
    const char *text = r->file.ptr + at;
    if (text[1] != 'u') {
        const char *letter = strchr(letters, text[1]);
        buffer_append(out, letter ? &meant[letter - letters] : &text[1], 1);
        return 2;
    }
    uint32_t code = hex4(text + 2);
    bool high = code >= 0xD800 && code < 0xDC00 && text[6] == '\\' && text[7] == 'u';
    uint32_t low = high ? hex4(text + 8) : 0;
    bool pair = low >= 0xDC00 && low < 0xE000;
    put_code(out, pair ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : code);
    return pair ? 12 : 6;
}

static void add_piece(Reader *r, uint32_t file, bool escape)
{
    Piece piece = {r->base + (uint32_t)r->cell.len, file, escape};
    vec_push(&r->notebook->arena, &r->notebook->pieces, piece);
}

/* Appends a string's text to the cell, with the places of its bytes. */
static void read_text(Reader *r, Span inside)
{
    bool verbatim = false;
    uint32_t at = inside.start;
    while (at < inside.end) {
        bool escape = r->file.ptr[at] == '\\';
        if (escape || !verbatim)
            add_piece(r, at, escape);
        if (escape)
            at += put_escape(r, at, &r->cell);
        else
            buffer_append(&r->cell, r->file.ptr + at++, 1);
        verbatim = !escape;
    }
}

/* --- cells --- */

/* A source: one string, or a list of them. Sets where the cell ends in the file. */
static void read_source(Reader *r, Cell *cell, uint32_t *end)
{
    Span inside, last = {0};
    if (scan_string(&r->scan, &inside)) {
        read_text(r, inside);
        *end = inside.end;
        cell->writable = true;
        return;
    }
    if (!scan_enter(&r->scan, '[')) {
        scan_skip(&r->scan);
        return;
    }
    cell->in_lines = true;
    for (bool more = scan_item(&r->scan, true); more; more = scan_item(&r->scan, false)) {
        uint32_t before = r->scan.at;
        if (!scan_string(&r->scan, &inside)) {
            scan_skip(&r->scan);
            continue;
        }
        if (cell->first && last.end) {
            cell->joint = (Span){last.end, inside.start};
            cell->first = false;
        } else if (!last.end) {
            cell->joint = (Span){before, inside.start};
            cell->first = true;
        }
        read_text(r, inside);
        last = inside;
        *end = inside.end;
        cell->writable = true;
    }
}

static void read_cell(Reader *r)
{
    NotebookFile *notebook = r->notebook;
    Cell cell = {.number = ++r->number, .start = (uint32_t)notebook->text.len};
    uint32_t pieces = notebook->pieces.len, end = 0;
    bool code = false;
    Span key, value;
    buffer_clear(&r->cell);
    r->base = cell.start;
    if (!scan_enter(&r->scan, '{')) {
        scan_skip(&r->scan);
        return;
    }
    for (bool more = scan_member(&r->scan, true, &key); more;
         more = scan_member(&r->scan, false, &key)) {
        if (span_is(r, key, "source") && !cell.writable)
            read_source(r, &cell, &end);
        else if (span_is(r, key, "cell_type") && scan_string(&r->scan, &value))
            code = span_is(r, value, "code");
        else
            scan_skip(&r->scan);
    }
    if (!code) {
        notebook->pieces.len = pieces;
        return;
    }
    add_piece(r, end, true);
    cell.end = cell.start + (uint32_t)r->cell.len;
    buffer_append(&notebook->plain, r->cell.data, r->cell.len);
    buffer_puts(&notebook->plain, "\n");
    cell_append(&notebook->text, (Str){r->cell.data, (uint32_t)r->cell.len});
    vec_push(&notebook->arena, &notebook->cells, cell);
}

static void read_cells(Reader *r)
{
    if (!scan_enter(&r->scan, '[')) {
        scan_skip(&r->scan);
        return;
    }
    r->has_cells = true;
    for (bool more = scan_item(&r->scan, true); more; more = scan_item(&r->scan, false))
        read_cell(r);
}

/* --- the notebook --- */

/* Reads the value of the member, or past it. */
typedef void ReadMember(Reader *r, Span key, void *context);

/* Each member of the object that is read next; another value is read past. */
static void read_members(Reader *r, ReadMember *read, void *context)
{
    Span key;
    if (!scan_enter(&r->scan, '{')) {
        scan_skip(&r->scan);
        return;
    }
    for (bool more = scan_member(&r->scan, true, &key); more;
         more = scan_member(&r->scan, false, &key))
        read(r, key, context);
}

/* A member of this name that is a string. */
typedef struct Wanted {
    const char *name;
    Span *out;
} Wanted;

static void read_wanted(Reader *r, Span key, void *context)
{
    const Wanted *wanted = context;
    if (!span_is(r, key, wanted->name) || !scan_string(&r->scan, wanted->out))
        scan_skip(&r->scan);
}

static void read_metadata(Reader *r, Span key, void *context)
{
    (void)context;
    if (span_is(r, key, "language_info"))
        read_members(r, read_wanted, &(Wanted){"name", &r->language});
    else if (span_is(r, key, "kernelspec") && r->language.end == 0)
        read_members(r, read_wanted, &(Wanted){"language", &r->language});
    else
        scan_skip(&r->scan);
}

static void read_top(Reader *r, Span key, void *context)
{
    (void)context;
    if (span_is(r, key, "cells") && !r->has_cells) {
        read_cells(r);
    } else if (span_is(r, key, "metadata")) {
        read_members(r, read_metadata, NULL);
    } else {
        bool format = span_is(r, key, "nbformat");
        scan_peek(&r->scan);
        Span value = {r->scan.at, 0};
        scan_skip(&r->scan);
        value.end = r->scan.at;
        r->format = format ? value : r->format;
    }
}

static uint32_t line_of(const Scan *scan)
{
    uint32_t line = 1;
    for (uint32_t i = 0; i < scan->at && i < scan->text.len; i++)
        line += scan->text.ptr[i] == '\n';
    return line;
}

/* Why it is not checked, or NULL. */
static const char *judge(Reader *r, Arena *arena)
{
    Span language = r->language;
    int shown =
        language.end - language.start < 40 ? (int)(language.end - language.start) : 40;
    if (!scan_end(&r->scan))
        return arena_printf(arena, "not a notebook (no JSON from line %u on)",
                            line_of(&r->scan));
    if (!r->has_cells || !span_is(r, r->format, "4"))
        return "not a notebook of nbformat 4";
    if (language.end > language.start && !span_is(r, language, "python") &&
        !span_is(r, language, "ipython"))
        return arena_printf(arena, "a notebook of `%.*s`, not of Python", shown,
                            r->file.ptr + language.start);
    return NULL;
}

NotebookFile *notebook_new(Str file, Arena *arena, const char **reason)
{
    NotebookFile *notebook = xmalloc(sizeof *notebook);
    *notebook = (NotebookFile){.file = file};
    arena_init(&notebook->arena);
    buffer_init(&notebook->text);
    buffer_init(&notebook->plain);
    Reader reader = {.notebook = notebook, .file = file};
    scan_init(&reader.scan, file);
    buffer_init(&reader.cell);
    read_members(&reader, read_top, NULL);
    *reason = judge(&reader, arena);
    scan_release(&reader.scan);
    buffer_release(&reader.cell);
    if (!*reason)
        return notebook;
    notebook_free(notebook);
    return NULL;
}

void notebook_free(NotebookFile *notebook)
{
    if (!notebook)
        return;
    buffer_release(&notebook->text);
    buffer_release(&notebook->plain);
    arena_release(&notebook->arena);
    free(notebook);
}
