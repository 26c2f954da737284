/*
 * terminal.h - text that people read: safe to show, maybe coloured.
 *
 * FileText, names of files and messages may hold anything; nothing that a terminal would
 * obey, or that reorders what is read, is printed as it is. (terminal.c)
 */
#ifndef CHECK_TERMINAL_H
#define CHECK_TERMINAL_H

#include "asynclint/base.h"

typedef enum When { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER } When;

/* "auto", "always", "never"; anything else is auto. */
When when_parse(const char *word);
/* The descriptor takes colours: `when`, then NO_COLOR, TERM=dumb, and what it is. */
bool color_wanted(When when, int fd);

typedef enum Style {
    STYLE_PLAIN,
    STYLE_BOLD,
    STYLE_DIM,
    STYLE_ERROR,
    STYLE_WARNING,
    STYLE_NOTE,
    STYLE_HELP,
    STYLE_ADDED,
    STYLE_REMOVED,
} Style;

/* The sequence that begins a style (STYLE_PLAIN ends one); "" without `color`. */
const char *style(bool color, Style wanted);

/* The length in bytes of the UTF-8 character at text[0] and its code point; a byte that
 * begins none is one of its own, with *code UINT32_MAX. `len` is at least 1. */
size_t next_char(const char *text, size_t len, uint32_t *code);
/* Obeyed by terminals (C0, C1), ends a line for some, or changes the reading order. */
bool is_unsafe(uint32_t code);
/* Appends one character as it may be shown (a tab as `tab` spaces) and returns the
 * terminal columns that it takes. */
unsigned safe_char(Buffer *out, const char *text, size_t len, unsigned tab);
/* Appends text with everything that a terminal obeys written as \n, \x1b, \u202e … */
void safe_append(Buffer *out, const char *text, size_t len);
void safe_puts(Buffer *out, const char *text);
/* The same, of many lines: what ends them stays. */
void safe_lines(Buffer *out, const char *text, size_t len);

/* An absolute path below the current folder, seen from there; any other as it is. */
const char *path_from_here(const char *path, Arena *arena);

/* One line on standard error, "asynclint: …", made safe. */
void message(const char *fmt, ...) PRINTF(1, 2);
/* The same line, appended to `out` for later. */
void message_append(Buffer *out, const char *fmt, ...) PRINTF(2, 3);

#endif
