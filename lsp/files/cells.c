/*
 * cells.c - a notebook's cell as part of a program.
 *
 * IPython has a language of its own for lines that begin with `%` or `!`, and whole cells
 * in others with `%%`. They become blanks of the same length.
 */
#include "files/notebook.h"

#include <ctype.h>

/* A cell that begins with one of these is Python but for its first line. */
static const char *const PYTHON_MAGICS[] = {"%%time", "%%timeit", "%%capture", "%%prun"};

static Span line_at(Str text, uint32_t start)
{
    uint32_t end = start;
    while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
        end++;
    return (Span){start, end};
}

static bool is_python_magic(const char *line)
{
    size_t len = 2;
    while (isalnum((unsigned char)line[len]))
        len++;
    for (size_t i = 0; i < COUNT(PYTHON_MAGICS); i++)
        if (strlen(PYTHON_MAGICS[i]) == len && !strncmp(line, PYTHON_MAGICS[i], len))
            return true;
    return false;
}

/* "%name" or "!command" where a statement begins; but not a continued line such as
 * "% value" or "!= other". `line` ends in a NUL. */
static bool is_magic(const char *line)
{
    if (line[0] == '%')
        return line[1] == '%' || isalpha((unsigned char)line[1]);
    return line[0] == '!' && line[1] != '=';
}

static void blank_magics(char *text, uint32_t len)
{
    bool whole = len > 2 && text[0] == '%' && text[1] == '%';
    bool rest = whole && !is_python_magic(text);
    for (uint32_t at = 0; at < len;) {
        Span line = line_at((Str){text, len}, at);
        uint32_t first = at;
        while (first < line.end && (text[first] == ' ' || text[first] == '\t'))
            first++;
        if (rest || is_magic(text + first))
            memset(text + at, ' ', line.end - at);
        at = line.end + 1;
    }
}

void cell_append(Buffer *program, Str text)
{
    size_t start = program->len;
    buffer_append(program, text.ptr, text.len);
    blank_magics(program->data + start, text.len);
    buffer_puts(program, "\n");
}
