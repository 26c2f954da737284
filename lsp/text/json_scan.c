/* json_scan.c - RFC 8259, byte by byte, without recursion. */
#include "text/json_scan.h"

void scan_init(Scan *scan, Str text)
{
    *scan = (Scan){.text = text, .at = bom_len(text)};
    buffer_init(&scan->open);
}

void scan_release(Scan *scan)
{
    buffer_release(&scan->open);
}

static bool fail(Scan *scan)
{
    scan->fault = true;
    return false;
}

static char byte_at(const Scan *scan, uint32_t at)
{
    return at < scan->text.len ? scan->text.ptr[at] : '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

char scan_peek(Scan *scan)
{
    if (scan->fault)
        return '\0';
    for (;;) {
        char c = byte_at(scan, scan->at);
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            return c;
        scan->at++;
    }
}

/* --- what holds no other value --- */

/* The length of the escape at the byte after a backslash; 0 when there is none such. */
static uint32_t escape_len(const Scan *scan, uint32_t at)
{
    char c = byte_at(scan, at);
    if (c && strchr("\"\\/bfnrt", c))
        return 1;
    uint32_t digits = 0;
    while (c == 'u' && digits < 4 && is_hex(byte_at(scan, at + 1 + digits)))
        digits++;
    return digits == 4 ? 5 : 0;
}

bool scan_string(Scan *scan, Span *inside)
{
    if (scan_peek(scan) != '"')
        return false;
    uint32_t at = scan->at + 1;
    inside->start = at;
    for (;;) {
        char c = byte_at(scan, at);
        uint32_t escape = c == '\\' ? escape_len(scan, at + 1) : 1;
        scan->at = at;
        if (c == '"')
            break;
        if ((unsigned char)c < 0x20 || !escape)
            return fail(scan);
        at += c == '\\' ? 1 + escape : 1;
    }
    inside->end = scan->at++;
    return true;
}

static bool skip_digits(Scan *scan)
{
    uint32_t start = scan->at;
    while (is_digit(byte_at(scan, scan->at)))
        scan->at++;
    return scan->at > start;
}

static bool skip_number(Scan *scan)
{
    scan->at += byte_at(scan, scan->at) == '-';
    bool zero = byte_at(scan, scan->at) == '0';
    if (zero)
        scan->at++;
    else if (!skip_digits(scan))
        return fail(scan);
    if (byte_at(scan, scan->at) == '.') {
        scan->at++;
        if (!skip_digits(scan))
            return fail(scan);
    }
    char c = byte_at(scan, scan->at);
    if (c != 'e' && c != 'E')
        return true;
    c = byte_at(scan, ++scan->at);
    scan->at += c == '+' || c == '-';
    return skip_digits(scan) || fail(scan);
}

static bool skip_scalar(Scan *scan)
{
    static const char *const words[] = {"true", "false", "null"};
    Span inside;
    char c = scan_peek(scan);
    if (c == '"')
        return scan_string(scan, &inside);
    for (size_t i = 0; i < COUNT(words); i++) {
        size_t len = strlen(words[i]);
        if (scan->text.len - scan->at >= len &&
            memcmp(scan->text.ptr + scan->at, words[i], len) == 0) {
            scan->at += (uint32_t)len;
            return true;
        }
    }
    return skip_number(scan);
}

/* --- containers --- */

bool scan_enter(Scan *scan, char kind)
{
    if (scan_peek(scan) != kind)
        return false;
    scan->at++;
    buffer_append(&scan->open, &kind, 1);
    return true;
}

/* Goes on to the next thing in the innermost container, of the kind given, or leaves it. */
static bool step(Scan *scan, char kind, bool first)
{
    char c = scan_peek(scan);
    if (scan->fault)
        return false;
    if (c == (kind == '{' ? '}' : ']')) {
        scan->at++;
        scan->open.len--;
        return false;
    }
    if (first)
        return c ? true : fail(scan);
    if (c != ',')
        return fail(scan);
    scan->at++;
    return true;
}

bool scan_member(Scan *scan, bool first, Span *key)
{
    if (!step(scan, '{', first))
        return false;
    if (!scan_string(scan, key) || scan_peek(scan) != ':')
        return fail(scan);
    scan->at++;
    return true;
}

bool scan_item(Scan *scan, bool first)
{
    return step(scan, '[', first);
}

static bool next_inside(Scan *scan, bool first)
{
    Span key;
    bool object = scan->open.data[scan->open.len - 1] == '{';
    return object ? scan_member(scan, first, &key) : scan_item(scan, first);
}

void scan_skip(Scan *scan)
{
    size_t depth = scan->open.len;
    do {
        bool entered = scan_enter(scan, '{') || scan_enter(scan, '[');
        if (!entered && !skip_scalar(scan))
            return;
        bool first = entered;
        while (scan->open.len > depth && !next_inside(scan, first)) {
            if (scan->fault)
                return;
            first = false; /* a container has ended: a thing in the one around it */
        }
    } while (scan->open.len > depth);
}

bool scan_end(Scan *scan)
{
    scan_peek(scan);
    return !scan->fault && scan->at == scan->text.len;
}
