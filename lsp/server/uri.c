/*
 * uri.c - URIs as editors write them.
 *
 * Editors differ: Neovim encodes in lower-case hex, VS Code also the colon of a drive;
 * an unnamed Neovim buffer is "file://". All are understood, none is corrected.
 */
#include "server/uri.h"

#include <ctype.h>
#include <stdlib.h>

static const char *const LINTED[] = {"file", "untitled", "inmemory",
                                     "vscode-notebook-cell"};

/* A scheme of one letter is a Windows drive. */
Str uri_scheme(const char *uri)
{
    size_t len = 0;
    while (isalnum((unsigned char)uri[len]) || (uri[len] && strchr("+-.", uri[len])))
        len++;
    if (uri[len] != ':' || len < 2)
        len = 0;
    return (Str){uri, (uint32_t)len};
}

static int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    char lower = (char)(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* A percent sign that starts no escape stands for itself; so does %00, since no path
 * can hold a NUL. */
static char *percent_decode(const char *text, size_t len)
{
    char *out = xmalloc(len + 1);
    size_t to = 0;
    for (size_t i = 0; i < len; i++) {
        int high = text[i] == '%' && i + 2 < len ? hex_value(text[i + 1]) : -1;
        int low = high >= 0 ? hex_value(text[i + 2]) : -1;
        if (low >= 0 && high + low > 0) {
            out[to++] = (char)(high * 16 + low);
            i += 2;
        } else {
            out[to++] = text[i];
        }
    }
    out[to] = '\0';
    return out;
}

char *uri_path(const char *uri)
{
    Str scheme = uri_scheme(uri);
    if (!scheme.len)
        return xstrdup(uri);
    const char *rest = uri + scheme.len + 1;
    if (starts_with(rest, "//"))
        rest += 2 + strcspn(rest + 2, "/?#");
    return percent_decode(rest, strcspn(rest, "?#"));
}

bool uri_is_file(const char *uri)
{
    Str scheme = uri_scheme(uri);
    return !scheme.len || str_is(scheme, "file");
}

bool uri_is_linted(const char *uri)
{
    Str scheme = uri_scheme(uri);
    for (size_t i = 0; i < COUNT(LINTED); i++)
        if (str_is(scheme, LINTED[i]))
            return true;
    return !scheme.len;
}

char *uri_from_path(const char *path)
{
    static const char HEX[] = "0123456789ABCDEF";
    static const char SCHEME[] = "file://";
    char *out = xmalloc(sizeof SCHEME + 3 * strlen(path));
    size_t to = sizeof SCHEME - 1;
    memcpy(out, SCHEME, to);
    for (const unsigned char *c = (const unsigned char *)path; *c; c++) {
        if (isalnum(*c) || strchr("-._~/", *c)) {
            out[to++] = (char)*c;
        } else {
            out[to++] = '%';
            out[to++] = HEX[*c >> 4];
            out[to++] = HEX[*c & 15];
        }
    }
    out[to] = '\0';
    return out;
}
