/* main.c - picks the subcommand. */
#include "asynclint/asynclint.h"
#include "asynclint/config.h"
#include "asynclint/registry.h"

#include "check/options.h"
#include "check/output.h"
#include "check/terminal.h"
#include "check/write.h"
#include "text/parse_memory.h"

static int (*const runs[COMMAND_COUNT])(int argc, char **argv) = {
    [COMMAND_CHECK] = check_main, [COMMAND_LSP] = server_main,
    [COMMAND_RULES] = rules_main, [COMMAND_EXPLAIN] = explain_main,
    [COMMAND_GRAPH] = graph_main, [COMMAND_INIT] = init_main,
    [COMMAND_FACTS] = facts_main, [COMMAND_COMPLETIONS] = completions_main,
};

/* COMMAND_COUNT when there is none of that name. */
static Command find_command(const char *name)
{
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (same(command_table[i].name, name))
            return (Command)i;
    return COMMAND_COUNT;
}

static int unknown_command(const char *word)
{
    const char *names[COMMAND_COUNT + 2] = {0};
    size_t count = 0;
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (!command_table[i].hidden)
            names[count++] = command_table[i].name;
    names[count] = "help";
    const char *what = *word == '-' ? "option" : "command";
    const char *near = *word == '-' ? NULL : closest_name(word, names);
    if (near)
        message("unknown %s `%s`; did you mean `%s`?", what, word, near);
    else
        message("unknown %s `%s`; `asynclint --help` lists what there is", what, word);
    return STATUS_FAILED;
}

static int print_version(void)
{
    static const char text[] = "asynclint " ASYNCLINT_VERSION "\n";
    return output_print(text, sizeof text - 1) ? STATUS_CLEAN : STATUS_FAILED;
}

static bool is_help(const char *word)
{
    return same(word, "--help") || same(word, "-h");
}

/* The server and the facts read their own arguments; their help is here. */
static bool wants_help(Command command, int argc, char **argv)
{
    if (command != COMMAND_LSP && command != COMMAND_FACTS)
        return false;
    for (int i = 1; i < argc && !same(argv[i], "--"); i++)
        if (is_help(argv[i]))
            return true;
    return false;
}

static int print_help(int argc, char **argv)
{
    if (argc < 2)
        return help_print(NULL);
    Command command = find_command(argv[1]);
    return command == COMMAND_COUNT ? unknown_command(argv[1]) : help_print(&command);
}

int main(int argc, char **argv)
{
    interrupts_install();
    parse_memory_or_end();
    json_memory_or_end();
    if (argc < 2) {
        message("no command; `asynclint --help` lists what there is");
        return STATUS_FAILED;
    }
    const char *word = argv[1];
    if (same(word, "--version") || same(word, "-V"))
        return print_version();
    if (is_help(word) || same(word, "help"))
        return print_help(argc - 1, argv + 1);
    Command command = find_command(word);
    if (command == COMMAND_COUNT)
        return unknown_command(word);
    if (wants_help(command, argc - 1, argv + 1))
        return help_print(&command);
    return runs[command](argc - 1, argv + 1);
}
