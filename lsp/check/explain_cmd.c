/* explain_cmd.c - `asynclint explain RULE`: a rule's page, made for a terminal. */
#include "asynclint/analysis.h"
#include "asynclint/asynclint.h"
#include "check/check.h"
#include "check/options.h"
#include "check/output.h"
#include "check/terminal.h"

#include <unistd.h>

enum { WIDTH = 80 };

static bool take(void *into, OptionId id, const char *value)
{
    if (id == OPTION_COLOR)
        *(When *)into = when_parse(value);
    return true;
}

static void put_heading(Buffer *out, const char *line, size_t len, bool color)
{
    size_t level = strspn(line, "#");
    size_t skip = level + strspn(line + level, " ");
    buffer_puts(out, style(color, STYLE_BOLD));
    buffer_append(out, line + skip, len - skip);
    buffer_printf(out, "%s\n", style(color, STYLE_PLAIN));
    if (color)
        return;
    size_t columns = 0;
    for (size_t i = skip; i < len; i++)
        columns += ((unsigned char)line[i] & 0xC0) != 0x80;
    for (size_t i = 0; i < columns; i++)
        buffer_puts(out, level <= 2 ? "=" : "-");
    buffer_puts(out, "\n");
}

/* The next word of a line; a code span with blanks in it is one. */
static size_t word_length(const char *text, size_t len)
{
    size_t i = 0;
    bool code = false;
    while (i < len && (code || text[i] != ' ')) {
        code ^= text[i] == '`';
        i++;
    }
    return i;
}

/* Wraps a paragraph or a list item; what follows its first line is indented as its text. */
static void put_wrapped(Buffer *out, const char *line, size_t len)
{
    size_t lead = strspn(line, " ");
    bool item = len > lead + 1 && strchr("-*", line[lead]) && line[lead + 1] == ' ';
    size_t indent = item ? lead + 2 : lead, column = 0;
    for (size_t at = 0; at < len;) {
        size_t word = word_length(line + at, len - at), columns = 0;
        for (size_t i = at; i < at + word; i++)
            columns += ((unsigned char)line[i] & 0xC0) != 0x80;
        if (column > indent && column + 1 + columns > WIDTH) {
            buffer_printf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (at > 0) {
            bool blank = column != indent || at <= indent;
            buffer_puts(out, blank ? " " : "");
            column += blank;
        }
        buffer_append(out, line + at, word);
        column += columns;
        at += word + 1;
    }
    buffer_puts(out, "\n");
}

/* Headings stand out, code is indented, paragraphs are wrapped; tables stay. */
static void put_page(Buffer *out, const char *markdown, bool color)
{
    bool code = false;
    while (*markdown) {
        size_t len = strcspn(markdown, "\n");
        if (starts_with(markdown, "```"))
            code = !code;
        else if (code)
            buffer_printf(out, "%s%.*s\n", len ? "    " : "", (int)len, markdown);
        else if (*markdown == '#')
            put_heading(out, markdown, len, color);
        else if (*markdown == '|')
            buffer_printf(out, "%.*s\n", (int)len, markdown);
        else
            put_wrapped(out, markdown, len);
        markdown += len + (markdown[len] == '\n');
    }
}

bool say_unknown_rule(const char *id)
{
    const char *near = closest_rule(id);
    if (near)
        message("unknown rule `%s`; did you mean `%s`?", id, near);
    else
        message("unknown rule `%s`; `asynclint rules` lists them", id);
    return false;
}

int explain_main(int argc, char **argv)
{
    When when = WHEN_AUTO;
    int first, status;
    if (!options_read(COMMAND_EXPLAIN, argc, argv, take, &when, &first, &status))
        return status;
    if (argc - first != 1) {
        message("explain: takes one rule; `asynclint rules` lists them");
        return STATUS_FAILED;
    }
    const Rule *rule = rule_find(argv[first]);
    if (!rule)
        return say_unknown_rule(argv[first]), STATUS_FAILED;
    Buffer markdown, page;
    buffer_init(&markdown);
    buffer_init(&page);
    rule_explain(rule, &markdown);
    put_page(&page, markdown.data, color_wanted(when, STDOUT_FILENO));
    status = output_print(page.data, page.len) ? STATUS_CLEAN : STATUS_FAILED;
    buffer_release(&markdown);
    buffer_release(&page);
    return status;
}
