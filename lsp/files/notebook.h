/*
 * notebook.h - a Jupyter notebook: its Python cells as one program, and the way back from
 * there into the file.
 *
 * The program is the cells in their order, each with a line end after it, and the lines
 * that are IPython's own made blank. Its bytes are counted from its own start; where they
 * stand in the file is looked up. (notebook.c, notebook_map.c, cells.c)
 */
#ifndef FILES_NOTEBOOK_H
#define FILES_NOTEBOOK_H

#include "asynclint/base.h"

/* A code cell. */
typedef struct Cell {
    uint32_t number;     /* 1-based, among all cells of the notebook */
    uint32_t start, end; /* its text in the program, without the line end after it */
    bool in_lines;       /* its source is a list of strings, mostly one a line */
    Span joint;          /* bytes of the file between two of these strings, quotes too; */
    bool first;          /* … or, in a list of one, those before it */
    bool writable;       /* its source holds a string that can be changed */
} Cell;

/* Bytes of the program that stand in the file one by one, from `file` on, or that one
 * escape there stands for. */
typedef struct Piece {
    uint32_t start; /* in the program */
    uint32_t file;
    bool escape;
} Piece;

typedef struct NotebookFile {
    Arena arena;
    Str file;     /* borrowed: the whole text of the file */
    Buffer text;  /* the program */
    Buffer plain; /* the same, but with IPython's lines as they are */
    VEC(Cell) cells;
    VEC(Piece) pieces; /* sorted; each cell's end has one */
} NotebookFile;

/* The path ends in .ipynb. */
bool notebook_is(const char *path);
/* Reads nbformat 4 with a Python kernel; `file` must outlive the notebook. NULL when it is
 * something else: *reason says what (static text, or in `arena`). */
NotebookFile *notebook_new(Str file, Arena *arena, const char **reason);
void notebook_free(NotebookFile *notebook);

/* The cell that holds the byte of the program; the last one for its end. NULL only when
 * there is no cell. */
const Cell *notebook_cell(const NotebookFile *notebook, uint32_t byte);
/* Where the bytes of the program stand in the file. */
Span notebook_file_span(const NotebookFile *notebook, Span span);
/* What replaces these bytes of the file, when `text` replaces `span` of the program: inside
 * one cell, and escaped as JSON asks. In `arena`. */
const char *notebook_file_text(const NotebookFile *notebook, Span span, const char *text,
                               Arena *arena);
/* No line that `span` touches is IPython's own: it can be replaced. Lines may be inserted
 * before one, but not before the `%%` that opens a cell. */
bool notebook_is_python(const NotebookFile *notebook, Span span);

/* Appends a cell's text to a program, IPython's lines made blanks of the same length, and
 * a line end: all bytes keep their place. (cells.c) */
void cell_append(Buffer *program, Str text);

#endif
