/*
 * config_toml_string.c - the four ways in which TOML writes a string (TOML 1.0, "String"):
 * basic and literal, on one line and on several. Escapes are in the basic ones only.
 */
#include "analysis/config_source.h"

#include <stdlib.h>

typedef struct Simple {
    char letter, byte;
} Simple;

static const Simple SIMPLE[] = {
    {'b', '\b'}, {'t', '\t'}, {'n', '\n'}, {'f', '\f'},
    {'r', '\r'}, {'e', 27},   {'"', '"'},  {'\\', '\\'},
};

/* `code` is at most U+10FFFF. */
static void put_utf8(Buffer *out, uint32_t code)
{
    char bytes[4];
    if (code < 0x80) {
        bytes[0] = (char)code;
        buffer_append(out, bytes, 1);
        return;
    }
    int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
    bytes[0] = (char)(lead[more] | code >> 6 * more);
    for (int i = 1; i <= more; i++)
        bytes[i] = (char)(0x80 | (code >> 6 * (more - i) & 0x3F));
    buffer_append(out, bytes, (size_t)more + 1);
}

/* A code point in `digits` hexadecimal digits; returns the bytes taken, 0 for none. NUL and
 * surrogates, which no string of ours can hold, are left out. */
static uint32_t put_code(Buffer *out, Str text, uint32_t at, uint32_t digits)
{
    char hex[9] = "";
    if (text.len - at < digits)
        return 0;
    memcpy(hex, text.ptr + at, digits);
    if (strspn(hex, "0123456789abcdefABCDEF") != digits)
        return 0;
    uint32_t code = (uint32_t)strtoul(hex, NULL, 16);
    if (code != 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF))
        put_utf8(out, code);
    return digits;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The escape behind a backslash at `at - 1`; returns where to go on. */
static uint32_t put_escape(Buffer *out, Str text, uint32_t at)
{
    char letter = text.ptr[at];
    for (size_t i = 0; i < COUNT(SIMPLE); i++) {
        if (SIMPLE[i].letter != letter)
            continue;
        buffer_append(out, &SIMPLE[i].byte, 1);
        return at + 1;
    }
    if (letter == 'u' || letter == 'U')
        return at + 1 + put_code(out, text, at + 1, letter == 'u' ? 4 : 8);
    while (at < text.len && is_blank(text.ptr[at])) /* a line's end, and what indents */
        at++;
    return at;
}

static void put_basic(Buffer *out, Str text)
{
    uint32_t at = 0;
    while (at < text.len) {
        const char *escape = memchr(text.ptr + at, '\\', text.len - at);
        uint32_t end = escape ? (uint32_t)(escape - text.ptr) : text.len;
        buffer_append(out, text.ptr + at, end - at);
        at = end + 1 < text.len ? put_escape(out, text, end + 1) : text.len;
    }
}

/* What stands between the quotes; a line's end right behind the first is not part of it. */
static Str without_quotes(Str written)
{
    char quote = written.len ? written.ptr[0] : '\0';
    bool several = written.len >= 6 && written.ptr[1] == quote && written.ptr[2] == quote;
    uint32_t width = several ? 3 : 1;
    if (written.len < 2 * width)
        return (Str){"", 0};
    Str text = {written.ptr + width, written.len - 2 * width};
    for (const char *end = several ? "\r\n" : ""; *end; end++) {
        if (text.len == 0 || text.ptr[0] != *end)
            continue;
        text.ptr++;
        text.len--;
    }
    return text;
}

const char *toml_unquote(Arena *arena, Str written)
{
    Str text = without_quotes(written);
    if (written.len && written.ptr[0] == '\'')
        return arena_strndup(arena, text.ptr, text.len);
    Buffer out;
    buffer_init(&out);
    put_basic(&out, text);
    const char *copy = arena_strndup(arena, out.data, out.len);
    buffer_release(&out);
    return copy;
}
