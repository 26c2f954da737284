/* options.c - the table of commands and options, and getopt_long driven by it. */
#include "check/options.h"

#include "asynclint/asynclint.h"
#include "asynclint/registry.h"
#include "check/terminal.h"

#include <getopt.h>
#include <stdio.h>

enum {
    CHECK = 1 << COMMAND_CHECK,
    LSP = 1 << COMMAND_LSP,
    RULES = 1 << COMMAND_RULES,
    EXPLAIN = 1 << COMMAND_EXPLAIN,
    GRAPH = 1 << COMMAND_GRAPH,
    INIT = 1 << COMMAND_INIT,
    ALL = (1 << COMMAND_COUNT) - 1,
    MOST = 64, /* options of one command, at most */
};

const CommandInfo command_table[COMMAND_COUNT] = {
    [COMMAND_CHECK] =
        {"check", "[OPTION…] [PATH…]", "check files and folders",
         "Without a PATH it checks the current folder. Folders in a git work tree are\n"
         "listed as git lists them; others are walked. A file that is named is always\n"
         "checked; `-` is standard input.\n\n"
         "Exit status: 0 no findings, 1 findings at or above the threshold, 2 the run\n"
         "itself failed: the message is on standard error, and the other files are still\n"
         "reported.",
         false},
    [COMMAND_LSP] = {"lsp", "[OPTION…]", "serve the Language Server Protocol",
                     "Without --socket or --pipe it serves on standard input and output.",
                     false},
    [COMMAND_RULES] = {"rules", "[OPTION…]", "list the rules", "", false},
    [COMMAND_EXPLAIN] = {"explain", "RULE", "print one rule's documentation", "", false},
    [COMMAND_GRAPH] =
        {"graph", "[OPTION…] [PATH…]", "print how coroutines reach blocking calls",
         "Each way begins in a coroutine or request handler; its steps are indented.\n"
         "Files are listed as `check` lists them; the files that they import are\n"
         "followed inside the same workspace.",
         false},
    [COMMAND_INIT] =
        {"init", "[OPTION…] [FOLDER]", "write a configuration to begin with",
         "Writes asynclint.json, with comments, for what it sees in the folder\n"
         "(default: the current one). A folder that is configured already is\n"
         "left as it is.",
         false},
    [COMMAND_COMPLETIONS] = {"completions", "bash|zsh|fish|man",
                             "print a shell's completions, or the manual page", "", true},
    [COMMAND_FACTS] = {"facts", "FILE", "print the facts of one file", "", true},
};

/* clang-format off */
const Option option_table[] = {
    {OPTION_SELECT, "select", 0, "RULES", NULL, CHECK,
     "run only these rules: ids with commas, or `all`"},
    {OPTION_IGNORE, "ignore", 0, "RULES", NULL, CHECK, "leave these rules out"},
    {OPTION_MIN_SEVERITY, "min-severity", 0, "LEVEL", "error|warning|information|hint", CHECK,
     "the threshold: error, warning (default),\ninformation or hint"},
    {OPTION_FORMAT, "format", 0, "FORMAT", "text|json|sarif|github|junit", CHECK,
     "text (default), json, sarif, github or junit"},
    {OPTION_FORMAT, "format", 0, "FORMAT", "text|json|markdown|schema", RULES,
     "text (default), json, markdown, or schema: that of\nthe configuration, as JSON"},
    {OPTION_FORMAT, "format", 0, "FORMAT", "text|json|dot", GRAPH,
     "text (default), json, or dot: for Graphviz"},
    {OPTION_OUTPUT, "output", 'o', "FILE", NULL, CHECK,
     "write the findings to FILE"},
    {OPTION_FIX, "fix", 0, NULL, NULL, CHECK,
     "apply the safe fixes, and say which files changed"},
    {OPTION_UNSAFE_FIXES, "unsafe-fixes", 0, NULL, NULL, CHECK,
     "with --fix or --diff: unsafe fixes too"},
    {OPTION_DIFF, "diff", 0, NULL, NULL, CHECK,
     "print what --fix would change as a patch, and\nwrite nothing"},
    {OPTION_BASELINE, "baseline", 0, "FILE", NULL, CHECK,
     "leave out the findings that FILE knows"},
    {OPTION_WRITE_BASELINE, "write-baseline", 0, "FILE", NULL, CHECK,
     "write what is found to FILE, for --baseline,\ninstead of reporting it"},
    {OPTION_CONFIG, "config", 0, "FILE", NULL, CHECK, "use this configuration for every file"},
    {OPTION_NO_CONFIG, "no-config", 0, NULL, NULL, CHECK, "use no configuration file"},
    {OPTION_JOBS, "jobs", 'j', "N", NULL, CHECK, "number of threads (default: one a core)"},
    {OPTION_STATISTICS, "statistics", 0, NULL, NULL, CHECK, "count the findings of each rule"},
    {OPTION_QUIET, "quiet", 'q', NULL, NULL, CHECK, "print findings and errors only"},
    {OPTION_COLOR, "color", 0, "WHEN", "auto|always|never", CHECK | EXPLAIN | RULES,
     "auto (default), always or never; auto respects\nNO_COLOR"},
    {OPTION_EXIT_ZERO, "exit-zero", 0, NULL, NULL, CHECK, "end with 0 even with findings"},
    {OPTION_NO_WORKSPACE, "no-workspace", 0, NULL, NULL, CHECK,
     "look at each file on its own"},
    {OPTION_CACHE, "cache", 0, "FOLDER", NULL, CHECK | GRAPH,
     "keep there what is known of files, for later runs"},
    {OPTION_PROGRESS, "progress", 0, "WHEN", "auto|always|never", CHECK,
     "a progress line on standard error: auto (default),\nalways or never"},
    {OPTION_STDIN_FILENAME, "stdin-filename", 0, "NAME", NULL, CHECK,
     "the name of what stands on standard input"},
    {OPTION_FORCE, "force", 0, NULL, NULL, INIT,
     "write it even where there is a configuration"},
    {OPTION_STDIO, "stdio", 0, NULL, NULL, LSP, "serve on standard input and output"},
    {OPTION_SOCKET, "socket", 0, "PORT", NULL, LSP, "connect to this port of this machine"},
    {OPTION_PIPE, "pipe", 0, "PATH", NULL, LSP, "connect to this socket in the file system"},
    {OPTION_POSITION_ENCODING, "position-encoding", 0, "ENCODING", "utf-8|utf-16|utf-32", LSP,
     "utf-8, utf-16 or utf-32, whatever the client\noffers"},
    {OPTION_CLIENT_PROCESS_ID, "clientProcessId", 0, "PID", NULL, LSP,
     "end when this process has ended"},
    {OPTION_HELP, "help", 'h', NULL, NULL, ALL, "print this help"},
    {OPTION_END, NULL, 0, NULL, NULL, 0, NULL},
};
/* clang-format on */

/* What getopt_long wants, built from the rows of one command. */
typedef struct Getopt {
    struct option longs[MOST];
    const Option *rows[MOST];
    const char *names[MOST]; /* ends with NULL */
    char shorts[2 * MOST + 2];
} Getopt;

static void fill_getopt(Getopt *g, Command command)
{
    size_t count = 0, letters = 0;
    g->shorts[letters++] = ':'; /* a missing value is told apart */
    for (const Option *o = option_table; o->id; o++) {
        if (!(o->commands & 1u << command) || count + 1 >= MOST)
            continue;
        int has_value = o->value ? required_argument : no_argument;
        g->longs[count] = (struct option){o->name, has_value, NULL, (int)o->id};
        g->names[count] = o->name;
        g->rows[count++] = o;
        if (!o->letter)
            continue;
        g->shorts[letters++] = o->letter;
        if (o->value)
            g->shorts[letters++] = ':';
    }
}

static const Option *row_of(const Getopt *g, int found)
{
    for (size_t i = 0; g->rows[i]; i++)
        if (found == (int)g->rows[i]->id || (found < 256 && found == g->rows[i]->letter))
            return g->rows[i];
    return NULL;
}

static bool is_choice(const char *choices, const char *value)
{
    size_t len = strlen(value);
    for (const char *at = choices; len; at++) {
        if (strncmp(at, value, len) == 0 && (at[len] == '|' || !at[len]))
            return true;
        at = strchr(at, '|');
        if (!at)
            return false;
    }
    return false;
}

/* What getopt_long gave back as '?' or ':'. */
static void complain(const Getopt *g, Command command, int found, const char *word)
{
    const char *name = command_table[command].name;
    if (found == ':') {
        const Option *option = row_of(g, optopt);
        message("%s: `%s` needs a value: %s", name, word, option ? option->value : "");
        return;
    }
    if (optopt && optopt < 256) {
        message("%s: unknown option `-%c`", name, optopt);
        return;
    }
    if (optopt) { /* a known one */
        message("%s: `%.*s` takes no value", name, (int)strcspn(word, "="), word);
        return;
    }
    char typed[64];
    snprintf(typed, sizeof typed, "%.*s", (int)strcspn(word + 2, "="), word + 2);
    const char *near = closest_name(typed, g->names);
    message(near ? "%s: unknown option `%s`; did you mean `--%s`?"
                 : "%s: unknown option `%s`",
            name, word, near);
}

static bool take_one(Command command, const Option *option, OptionTaker *take, void *into)
{
    if (option->choices && !is_choice(option->choices, optarg)) {
        message("%s: `--%s` takes %s, not `%s`", command_table[command].name, option->name,
                option->choices, optarg);
        return false;
    }
    return take(into, option->id, optarg);
}

bool options_read(Command command, int argc, char **argv, OptionTaker *take, void *into,
                  int *first, int *status)
{
    Getopt g = {0};
    fill_getopt(&g, command);
    *status = STATUS_FAILED;
    opterr = 0;
    optind = 0; /* GNU: begin anew */
    for (;;) {
        int found = getopt_long(argc, argv, g.shorts, g.longs, NULL);
        if (found == -1)
            break;
        if (found == OPTION_HELP || found == 'h') {
            *status = help_print(&command);
            return false;
        }
        const Option *option = row_of(&g, found);
        if (!option) {
            complain(&g, command, found, optind > 1 ? argv[optind - 1] : argv[1]);
            return false;
        }
        if (!take_one(command, option, take, into))
            return false;
    }
    *first = optind;
    return true;
}
