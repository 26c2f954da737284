/*
 * options.h - every command and every option of the command line, in one table.
 *
 * getopt_long, the help texts and whatever else must know the options (completions, the
 * man page) read the same rows, so that they cannot disagree. (options.c, help.c)
 */
#ifndef CHECK_OPTIONS_H
#define CHECK_OPTIONS_H

#include "asynclint/base.h"

typedef enum Command {
    COMMAND_CHECK,
    COMMAND_LSP,
    COMMAND_RULES,
    COMMAND_EXPLAIN,
    COMMAND_GRAPH,
    COMMAND_INIT,
    COMMAND_FACTS,
    COMMAND_COMPLETIONS,
    COMMAND_COUNT
} Command;

typedef struct CommandInfo {
    const char *name;      /* as typed */
    const char *arguments; /* for the usage line; or "" */
    const char *summary;   /* one line, without a full stop */
    const char *details;   /* further paragraphs of its help; or "" */
    bool hidden;           /* for those who work on the program */
} CommandInfo;

extern const CommandInfo command_table[COMMAND_COUNT];

typedef enum OptionId {
    OPTION_END = 0,
    OPTION_HELP = 256, /* above every letter, as getopt_long asks */
    OPTION_SELECT,
    OPTION_IGNORE,
    OPTION_MIN_SEVERITY,
    OPTION_FORMAT,
    OPTION_OUTPUT,
    OPTION_FIX,
    OPTION_UNSAFE_FIXES,
    OPTION_DIFF,
    OPTION_CONFIG,
    OPTION_NO_CONFIG,
    OPTION_JOBS,
    OPTION_STATISTICS,
    OPTION_QUIET,
    OPTION_COLOR,
    OPTION_EXIT_ZERO,
    OPTION_NO_WORKSPACE,
    OPTION_CACHE,
    OPTION_PROGRESS,
    OPTION_STDIN_FILENAME,
    OPTION_FORCE,
    OPTION_BASELINE,
    OPTION_WRITE_BASELINE,
    OPTION_STDIO,
    OPTION_SOCKET,
    OPTION_PIPE,
    OPTION_POSITION_ENCODING,
    OPTION_CLIENT_PROCESS_ID,
} OptionId;

typedef struct Option {
    OptionId id;
    const char *name;    /* without its dashes */
    char letter;         /* the short form, or 0 */
    const char *value;   /* what it takes, for people: "FILE"; NULL: it takes nothing */
    const char *choices; /* the words it takes: "text|json"; or NULL */
    uint32_t commands;   /* bits, 1 << Command */
    const char *help;    /* may hold "\n" */
} Option;

extern const Option option_table[]; /* ends at OPTION_END */

/* Takes one option. False when its value is wrong; the taker has then said why. */
typedef bool OptionTaker(void *into, OptionId id, const char *value);

/* Reads argv[1…] of a command; options may stand after arguments. True: go on, and
 * argv[*first…] are the arguments. False: end with *status, all has been said (--help, or
 * a message about what is wrong). */
bool options_read(Command command, int argc, char **argv, OptionTaker *take, void *into,
                  int *first, int *status);

/* The help of one command, and of the program. (help.c) */
void help_command(Command command, Buffer *out);
void help_program(Buffer *out);
/* Prints one of them on standard output; the exit status. */
int help_print(const Command *command);
/* The manual page. (man.c) */
void man_page(Buffer *out);

#endif
