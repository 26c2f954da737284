/*
 * imports.c - the modules that a text asks for, as its bytes show it without a parse.
 *
 * Every import is found; what only looks like one, in a string or a comment, is as well.
 */
#include "asynclint/imports.h"

#include "text/word_byte.h"

typedef struct Scan {
    Str text;
    uint32_t at;
    Buffer *out;
} Scan;

static char here(const Scan *scan)
{
    return scan->at < scan->text.len ? scan->text.ptr[scan->at] : '\0';
}

static char next(const Scan *scan)
{
    return scan->at + 1 < scan->text.len ? scan->text.ptr[scan->at + 1] : '\0';
}

static Str take_word(Scan *scan)
{
    Str word = {scan->text.ptr + scan->at, 0};
    while (is_word_byte(here(scan))) {
        scan->at++;
        word.len++;
    }
    return word;
}

static void skip_line(Scan *scan)
{
    while (scan->at < scan->text.len && here(scan) != '\n')
        scan->at++;
}

static void add(Scan *scan, bool required, Str module, Str member)
{
    char kind = required ? IMPORT_REQUIRED : IMPORT_PLAIN;
    if (!module.len)
        return;
    buffer_append(scan->out, &kind, 1);
    buffer_append(scan->out, module.ptr, module.len);
    if (member.len && module.ptr[module.len - 1] != '.')
        buffer_puts(scan->out, ".");
    buffer_append(scan->out, member.ptr, member.len);
    buffer_append(scan->out, "", 1);
}

/* --- Python --- */

static const Str NO_MEMBER = {"", 0};

/* Blanks, and what continues a line; in parentheses lines end nothing. */
static void skip_blanks(Scan *scan, bool lines)
{
    for (;;) {
        char c = here(scan);
        bool line = c == '\n' || c == '\r';
        if (c == ' ' || c == '\t' || c == '\f' || (lines && line))
            scan->at++;
        else if (c == '\\' && (next(scan) == '\n' || next(scan) == '\r'))
            scan->at += 2;
        else if (lines && c == '#')
            skip_line(scan);
        else
            return;
    }
}

static Str take_dotted(Scan *scan)
{
    Str name = {scan->text.ptr + scan->at, 0};
    while (is_word_byte(here(scan)) || here(scan) == '.') {
        scan->at++;
        name.len++;
    }
    return name;
}

/* `as x`, and whether a comma follows. */
static bool take_comma(Scan *scan, bool lines)
{
    skip_blanks(scan, lines);
    uint32_t before = scan->at;
    if (str_is(take_word(scan), "as")) {
        skip_blanks(scan, lines);
        take_word(scan);
        skip_blanks(scan, lines);
    } else {
        scan->at = before;
    }
    bool comma = here(scan) == ',';
    scan->at += comma;
    skip_blanks(scan, lines);
    return comma;
}

/* Behind `from`. */
static void take_from(Scan *scan)
{
    skip_blanks(scan, false);
    Str module = take_dotted(scan);
    skip_blanks(scan, false);
    uint32_t before = scan->at;
    if (!str_is(take_word(scan), "import")) {
        scan->at = before;
        return;
    }
    add(scan, false, module, NO_MEMBER);
    skip_blanks(scan, false);
    bool lines = here(scan) == '(';
    scan->at += lines;
    do {
        skip_blanks(scan, lines);
        Str member = take_word(scan);
        if (member.len)
            add(scan, false, module, member);
    } while (take_comma(scan, lines));
}

/* Behind `import`. */
static void take_imports(Scan *scan)
{
    do {
        skip_blanks(scan, false);
        add(scan, false, take_dotted(scan), NO_MEMBER);
    } while (take_comma(scan, false));
}

/* --- js --- */

static void skip_to_string(Scan *scan)
{
    for (;;) {
        char c = here(scan);
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '(') {
            scan->at++;
        } else if (c == '/' && next(scan) == '/') {
            skip_line(scan);
        } else if (c == '/' && next(scan) == '*') {
            scan->at += 2;
            while (scan->at < scan->text.len && !(here(scan) == '*' && next(scan) == '/'))
                scan->at++;
            scan->at += 2;
        } else {
            return;
        }
    }
}

/* Behind `from`, `import` and `require`. */
static void take_specifier(Scan *scan, bool required)
{
    uint32_t before = scan->at;
    skip_to_string(scan);
    char quote = here(scan);
    if (quote != '"' && quote != '\'' && quote != '`') {
        scan->at = before;
        return;
    }
    Str module = {scan->text.ptr + ++scan->at, 0};
    while (scan->at < scan->text.len && here(scan) != quote && here(scan) != '\n') {
        scan->at++;
        module.len++;
    }
    add(scan, required, module, NO_MEMBER);
}

void imports_written(Str text, Language language, Buffer *out)
{
    Scan scan = {.text = text, .out = out};
    bool js = language_is_js(language);
    while (scan.at < text.len) {
        if (!is_word_byte(here(&scan))) {
            scan.at++;
            continue;
        }
        Str word = take_word(&scan);
        bool import = str_is(word, "import"), from = str_is(word, "from");
        if (js && (import || from || str_is(word, "require")))
            take_specifier(&scan, !import && !from);
        else if (from)
            take_from(&scan);
        else if (import)
            take_imports(&scan);
    }
}
