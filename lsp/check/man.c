/* man.c - the manual page, in man(7), from the table of options. */
#include "asynclint/asynclint.h"
#include "check/options.h"

/* Text of a page: no line begins with a request, hyphens are those that one types. */
static void put_text(Buffer *out, const char *text)
{
    for (const char *at = text; *at; at++) {
        bool begins = at == text || at[-1] == '\n';
        if (begins && (*at == '.' || *at == '\''))
            buffer_puts(out, "\\&");
        if (*at == '-')
            buffer_puts(out, "\\-");
        else if (*at == '\\')
            buffer_puts(out, "\\e");
        else if (*at == '`')
            continue; /* emphasis of the terminal; a page has its own */
        else if (starts_with(at, "…")) {
            buffer_puts(out, "...");
            at += strlen("…") - 1;
        } else if (*at == '\n' && at[1] == '\n') {
            buffer_puts(out, "\n.PP\n");
            at++;
        } else {
            buffer_append(out, at, 1);
        }
    }
}

static void put_option(Buffer *out, const Option *option)
{
    buffer_puts(out, ".TP\n");
    if (option->letter)
        buffer_printf(out, "\\fB\\-%c\\fR, ", option->letter);
    buffer_puts(out, "\\fB\\-\\-");
    put_text(out, option->name);
    buffer_puts(out, "\\fR");
    if (option->value)
        buffer_printf(out, " \\fI%s\\fR", option->value);
    buffer_puts(out, "\n");
    put_text(out, option->help);
    buffer_puts(out, "\n");
}

static void put_command(Buffer *out, int command)
{
    const CommandInfo *info = &command_table[command];
    buffer_printf(out, ".SS \"asynclint %s ", info->name);
    put_text(out, info->arguments);
    buffer_puts(out, "\"\n");
    buffer_append(out, (char[]){(char)(info->summary[0] - 'a' + 'A')}, 1);
    put_text(out, info->summary + 1);
    buffer_puts(out, ".\n");
    if (*info->details) {
        buffer_puts(out, ".PP\n");
        put_text(out, info->details);
        buffer_puts(out, "\n");
    }
    for (const Option *o = option_table; o->id; o++)
        if (o->commands & 1u << command)
            put_option(out, o);
}

void man_page(Buffer *out)
{
    buffer_puts(
        out, ".\\\" written by `asynclint completions man`\n"
             ".TH ASYNCLINT 1 \"\" \"asynclint " ASYNCLINT_VERSION "\" \"User Commands\"\n"
             ".SH NAME\n"
             "asynclint \\- find, explain and fix concurrency mistakes in Python, "
             "JavaScript and TypeScript\n"
             ".SH SYNOPSIS\n.B asynclint\n.I COMMAND\n[\\fIOPTION\\fR...] "
             "[\\fIARGUMENT\\fR...]\n"
             ".SH DESCRIPTION\n"
             "asynclint reads Python, JavaScript and TypeScript and reports code that "
             "blocks an event loop,\ndrops or forgets to await a coroutine or promise, "
             "waits for one thing after another without need,\nor races. Most "
             "findings come with a fix. It runs on the command line and in editors.\n"
             ".SH COMMANDS\n");
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (!command_table[i].hidden)
            put_command(out, i);
    buffer_puts(
        out,
        ".SS \"asynclint \\-\\-version\"\nPrint the version.\n"
        ".SH FILES\n"
        ".TP\n\\fIasynclint.json\\fR, \\fI.asynclint.json\\fR, \\fIpyproject.toml\\fR, "
        "\\fIpackage.json\\fR\n"
        "Configuration: the nearest from a file's folder upwards is in force. In\n"
        "pyproject.toml it is the table [tool.asynclint], in package.json the key\n"
        "\"asynclint\".\n"
        ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nWhen set and not empty, no colours are "
        "printed unless \\-\\-color=always asks for them.\n"
        ".SH EXIT STATUS\n"
        ".TP\n.B 0\nNo findings at or above the threshold.\n"
        ".TP\n.B 1\nFindings at or above the threshold.\n"
        ".TP\n.B 2\nThe run itself failed; the message is on standard error.\n");
}
