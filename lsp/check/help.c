/* help.c - the help texts, laid out from the table of options. */
#include "asynclint/asynclint.h"
#include "check/options.h"
#include "check/output.h"

#include <stdio.h>

enum { COLUMN = 30 }; /* where the descriptions begin, 0-based */

static size_t width(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

/* Two columns; a description of several lines stays in its own. */
static void put_row(Buffer *out, const char *left, const char *right)
{
    size_t used = width(left);
    buffer_puts(out, left);
    if (used + 2 > COLUMN) {
        buffer_puts(out, "\n");
        used = 0;
    }
    for (const char *line = right;; line++) {
        size_t len = strcspn(line, "\n");
        buffer_printf(out, "%*s%.*s\n", (int)(COLUMN - used), "", (int)len, line);
        used = 0;
        line += len;
        if (!*line)
            return;
    }
}

static void put_option(Buffer *out, const Option *option)
{
    Buffer left;
    buffer_init(&left);
    if (option->letter)
        buffer_printf(&left, "  -%c, --%s", option->letter, option->name);
    else
        buffer_printf(&left, "      --%s", option->name);
    if (option->value)
        buffer_printf(&left, " %s", option->value);
    put_row(out, left.data, option->help);
    buffer_release(&left);
}

void help_command(Command command, Buffer *out)
{
    const CommandInfo *info = &command_table[command];
    buffer_printf(out, "Usage: asynclint %s %s\n\nasynclint %s: %s.\n", info->name,
                  info->arguments, info->name, info->summary);
    if (*info->details)
        buffer_printf(out, "%s\n", info->details);
    buffer_puts(out, "\nOptions:\n");
    for (const Option *o = option_table; o->id; o++)
        if (o->commands & 1u << command)
            put_option(out, o);
}

void help_program(Buffer *out)
{
    buffer_puts(out,
                "Usage: asynclint COMMAND [OPTION…] [ARGUMENT…]\n\n"
                "Finds, explains and fixes concurrency mistakes in Python, JavaScript and\n"
                "TypeScript.\n\nCommands:\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (command_table[i].hidden)
            continue;
        char left[COLUMN];
        snprintf(left, sizeof left, "  %s", command_table[i].name);
        put_row(out, left, command_table[i].summary);
    }
    buffer_puts(out, "\nOptions:\n");
    put_row(out, "  -h, --help", "print this help");
    put_row(out, "  -V, --version", "print the version");
    buffer_puts(out, "\n`asynclint COMMAND --help` tells more about a command.\n");
}

int help_print(const Command *command)
{
    Buffer text;
    buffer_init(&text);
    if (command)
        help_command(*command, &text);
    else
        help_program(&text);
    bool written = output_print(text.data, text.len);
    buffer_release(&text);
    return written ? STATUS_CLEAN : STATUS_FAILED;
}
