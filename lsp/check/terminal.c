/* terminal.c - text made safe for a terminal, its width there, and its colours. */
#include "check/terminal.h"

#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <wchar.h>

When when_parse(const char *word)
{
    if (same(word, "always"))
        return WHEN_ALWAYS;
    return same(word, "never") ? WHEN_NEVER : WHEN_AUTO;
}

bool color_wanted(When when, int fd)
{
    if (when != WHEN_AUTO)
        return when == WHEN_ALWAYS;
    const char *no = getenv("NO_COLOR"); /* https://no-color.org: present and not empty */
    if (no && *no)
        return false;
    return isatty(fd) && !same(getenv("TERM"), "dumb");
}

const char *style(bool color, Style wanted)
{
    static const char *const sequences[] = {
        [STYLE_PLAIN] = "\x1b[0m",      [STYLE_BOLD] = "\x1b[1m",
        [STYLE_DIM] = "\x1b[2m",        [STYLE_ERROR] = "\x1b[1;31m",
        [STYLE_WARNING] = "\x1b[1;33m", [STYLE_NOTE] = "\x1b[1;36m",
        [STYLE_HELP] = "\x1b[1;32m",    [STYLE_ADDED] = "\x1b[32m",
        [STYLE_REMOVED] = "\x1b[31m",
    };
    return color ? sequences[wanted] : "";
}

size_t next_char(const char *text, size_t len, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char first = (unsigned char)text[0];
    size_t size = first < 0x80   ? 1
                  : first < 0xC2 ? 0
                  : first < 0xE0 ? 2
                  : first < 0xF0 ? 3
                                 : 4;
    *code = UINT32_MAX;
    if (size == 0 || first > 0xF4 || size > len)
        return 1;
    uint32_t value = size == 1 ? first : first & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if (((unsigned char)text[i] & 0xC0) != 0x80)
            return 1;
        value = value << 6 | ((unsigned char)text[i] & 0x3Fu);
    }
    if (value < least[size] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        return 1;
    *code = value;
    return size;
}

bool is_unsafe(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x61C ||
           (code >= 0x200E && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

static void put_escape(Buffer *out, uint32_t code, unsigned char byte)
{
    static const char letters[] = "abtnvfr"; /* 7 … 13 */
    if (code == UINT32_MAX)
        buffer_printf(out, "\\x%02x", byte);
    else if (code >= 7 && code <= 13)
        buffer_printf(out, "\\%c", letters[code - 7]);
    else if (code < 0x80)
        buffer_printf(out, "\\x%02x", (unsigned)code);
    else
        buffer_printf(out, "\\u%04x", (unsigned)code);
}

static locale_t utf8_locale; /* of all threads; for as long as the program runs */

static void find_utf8(void)
{
    utf8_locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

/* Columns of a printable character; the C library knows when it has a UTF-8 locale. */
static unsigned char_width(uint32_t code)
{
    if (code < 0x80)
        return 1;
    static _Thread_local bool asked;
    static _Thread_local bool known;
    if (!asked) {
        static pthread_once_t once = PTHREAD_ONCE_INIT;
        pthread_once(&once, find_utf8);
        known = utf8_locale && uselocale(utf8_locale) != (locale_t)0;
        asked = true;
    }
    int width = known ? wcwidth((wchar_t)code) : 1;
    return width < 0 ? 1 : (unsigned)width;
}

unsigned safe_char(Buffer *out, const char *text, size_t len, unsigned tab)
{
    uint32_t code;
    size_t size = next_char(text, len, &code);
    if (code == '\t' && tab) {
        buffer_printf(out, "%*s", (int)tab, "");
        return tab;
    }
    size_t before = out->len;
    if (code == UINT32_MAX || is_unsafe(code)) {
        put_escape(out, code, (unsigned char)text[0]);
        return (unsigned)(out->len - before);
    }
    buffer_append(out, text, size);
    return char_width(code);
}

void safe_append(Buffer *out, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        uint32_t code;
        size_t size = next_char(text + at, len - at, &code);
        if (code == UINT32_MAX || is_unsafe(code))
            put_escape(out, code, (unsigned char)text[at]);
        else
            buffer_append(out, text + at, size);
        at += size;
    }
}

void safe_puts(Buffer *out, const char *text)
{
    safe_append(out, text, strlen(text));
}

void safe_lines(Buffer *out, const char *text, size_t len)
{
    for (const char *end = text + len; text < end;) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *stop = newline ? newline : end;
        safe_append(out, text, (size_t)(stop - text));
        if (newline)
            buffer_append(out, "\n", 1);
        text = stop + (newline != NULL);
    }
}

const char *path_from_here(const char *path, Arena *arena)
{
    if (*path != '/')
        return path;
    char *here = getcwd(NULL, 0);
    const char *folder = here ? arena_printf(arena, "%s/", here) : "";
    free(here);
    return *folder && starts_with(path, folder) ? path + strlen(folder) : path;
}

static void append_message(Buffer *out, const char *fmt, va_list args)
{
    Arena arena;
    arena_init(&arena);
    buffer_puts(out, "asynclint: ");
    safe_puts(out, arena_vprintf(&arena, fmt, args));
    buffer_puts(out, "\n");
    arena_release(&arena);
}

void message_append(Buffer *out, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    append_message(out, fmt, args);
    va_end(args);
}

void message(const char *fmt, ...)
{
    Buffer line;
    buffer_init(&line);
    va_list args;
    va_start(args, fmt);
    append_message(&line, fmt, args);
    va_end(args);
    fwrite(line.data, 1, line.len, stderr);
    buffer_release(&line);
}
