/*
 * completions.c - `asynclint completions bash|zsh|fish|man`: what shells and `man` know of
 * the command line, written from the table of options.
 */
#include "asynclint/asynclint.h"
#include "check/options.h"
#include "check/output.h"
#include "check/terminal.h"

/* How the value of an option is completed. */
typedef enum ValueKind {
    VALUE_NONE,
    VALUE_WORDS,
    VALUE_FILE,
    VALUE_RULES,
    VALUE_ANY
} ValueKind;

static ValueKind kind_of_value(const Option *option)
{
    if (!option->value)
        return VALUE_NONE;
    if (option->choices)
        return VALUE_WORDS;
    if (same(option->value, "FILE") || same(option->value, "PATH") ||
        same(option->value, "FOLDER"))
        return VALUE_FILE;
    return same(option->value, "RULES") ? VALUE_RULES : VALUE_ANY;
}

/* "text json" of "text|json". */
static void put_words(Buffer *out, const char *choices)
{
    for (; *choices; choices++)
        buffer_append(out, *choices == '|' ? " " : choices, 1);
}

/* On one line, and with `quote` as a shell's single quotes ask for. */
static void put_help(Buffer *out, const char *help, const char *quoted)
{
    for (; *help; help++) {
        if (*help == '\n')
            buffer_puts(out, " ");
        else if (strchr(quoted, *help))
            buffer_printf(out, *help == '\'' ? "'\\''" : "\\%c", *help);
        else
            buffer_append(out, help, 1);
    }
}

static bool is_of(const Option *option, int command)
{
    return option->commands & 1u << command;
}

/* --- bash --- */

static void bash_values(Buffer *out, int command)
{
    static const char *const actions[] = {
        [VALUE_FILE] = "COMPREPLY=($(compgen -f -- \"$cur\"))",
        [VALUE_RULES] = "_asynclint_rules",
        [VALUE_ANY] = ":",
    };
    for (const Option *o = option_table; o->id; o++) {
        ValueKind kind = kind_of_value(o);
        if (!is_of(o, command) || kind == VALUE_NONE)
            continue;
        buffer_printf(out, "    %s:--%s", command_table[command].name, o->name);
        if (o->letter)
            buffer_printf(out, " | %s:-%c", command_table[command].name, o->letter);
        buffer_puts(out, ") ");
        if (kind == VALUE_WORDS) {
            buffer_puts(out, "COMPREPLY=($(compgen -W \"");
            put_words(out, o->choices);
            buffer_puts(out, "\" -- \"$cur\"))");
        } else {
            buffer_puts(out, actions[kind]);
        }
        buffer_puts(out, "; return ;;\n");
    }
}

static void bash_options(Buffer *out, int command)
{
    buffer_printf(out, "    %s:-*) COMPREPLY=($(compgen -W \"",
                  command_table[command].name);
    const char *blank = "";
    for (const Option *o = option_table; o->id; o++) {
        if (!is_of(o, command))
            continue;
        buffer_printf(out, "%s--%s", blank, o->name);
        blank = " ";
    }
    buffer_puts(out, "\" -- \"$cur\")) ;;\n");
}

static void put_bash(Buffer *out)
{
    buffer_puts(
        out, "# bash completion of asynclint, written by `asynclint completions bash`\n"
             "_asynclint_rules()\n{\n"
             "    local before=\n"
             "    case $cur in *,*) before=${cur%,*}, ;; esac\n"
             "    COMPREPLY=($(compgen -P \"$before\" -W \"$(\"${COMP_WORDS[0]}\" rules "
             "2>/dev/null | cut -d ' ' -f 1) all\" -- \"${cur##*,}\"))\n}\n\n"
             "_asynclint()\n{\n"
             "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
             "    local command=${COMP_WORDS[1]}\n"
             "    COMPREPLY=()\n"
             "    if [ \"$cur\" = = ]; then # the shell takes --option=value apart\n"
             "        cur=\n"
             "    elif [ \"$prev\" = = ]; then\n"
             "        prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
             "    fi\n"
             "    if [ \"$COMP_CWORD\" = 1 ]; then\n"
             "        COMPREPLY=($(compgen -W \"");
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (!command_table[i].hidden)
            buffer_printf(out, "%s ", command_table[i].name);
    buffer_puts(out, "help --help --version\" -- \"$cur\"))\n        return\n    fi\n"
                     "    case $command:$prev in\n");
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (!command_table[i].hidden)
            bash_values(out, i);
    buffer_puts(out, "    esac\n    case $command:$cur in\n");
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (!command_table[i].hidden)
            bash_options(out, i);
    buffer_puts(out, "    explain:*) _asynclint_rules ;;\n"
                     "    check:*) COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n"
                     "    esac\n}\n\n"
                     "complete -o filenames -F _asynclint asynclint\n");
}

/* --- zsh --- */

static void zsh_option(Buffer *out, const Option *option)
{
    ValueKind kind = kind_of_value(option);
    const char *equals = kind == VALUE_NONE ? "" : "=";
    if (option->letter)
        buffer_printf(out, " \\\n            '(-%c --%s)'{-%c%s,--%s%s}'[", option->letter,
                      option->name, option->letter, kind == VALUE_NONE ? "" : "+",
                      option->name, equals);
    else
        buffer_printf(out, " \\\n            '%s--%s%s[", kind == VALUE_RULES ? "*" : "",
                      option->name, equals);
    put_help(out, option->help, "'[]:");
    buffer_puts(out, "]");
    if (kind != VALUE_NONE)
        buffer_printf(out, ":%s:", option->value);
    if (kind == VALUE_WORDS) {
        buffer_puts(out, "(");
        put_words(out, option->choices);
        buffer_puts(out, ")");
    }
    buffer_puts(out, kind == VALUE_FILE    ? "_files'"
                     : kind == VALUE_RULES ? "_asynclint_rules'"
                                           : "'");
}

static void put_zsh(Buffer *out)
{
    buffer_puts(
        out, "#compdef asynclint\n"
             "# zsh completion of asynclint, written by `asynclint completions zsh`\n\n"
             "_asynclint_rules() {\n"
             "    local -a rules\n"
             "    rules=(${(f)\"$(asynclint rules 2>/dev/null | cut -d ' ' -f 1)\"} all)\n"
             "    _values -s , rule $rules\n}\n\n"
             "_asynclint() {\n    local -a commands\n    commands=(\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (command_table[i].hidden)
            continue;
        buffer_printf(out, "        '%s:", command_table[i].name);
        put_help(out, command_table[i].summary, "':");
        buffer_puts(out, "'\n");
    }
    buffer_puts(out, "        'help:print the help of a command'\n    )\n"
                     "    if (( CURRENT == 2 )); then\n"
                     "        _describe command commands\n        return\n    fi\n"
                     "    local command=$words[2]\n    shift words\n    (( CURRENT-- ))\n"
                     "    case $command in\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (command_table[i].hidden)
            continue;
        buffer_printf(out, "    %s)\n        _arguments -s", command_table[i].name);
        for (const Option *o = option_table; o->id; o++)
            if (is_of(o, i))
                zsh_option(out, o);
        if (i == COMMAND_CHECK || i == COMMAND_GRAPH || i == COMMAND_INIT)
            buffer_puts(out, " \\\n            '*:path:_files'");
        if (i == COMMAND_EXPLAIN)
            buffer_puts(out, " \\\n            '1:rule:_asynclint_rules'");
        buffer_puts(out, "\n        ;;\n");
    }
    buffer_puts(out, "    help) _describe command commands ;;\n    esac\n}\n\n"
                     "_asynclint \"$@\"\n");
}

/* --- fish --- */

static void fish_option(Buffer *out, const Option *option, int command)
{
    ValueKind kind = kind_of_value(option);
    buffer_printf(out, "complete -c asynclint -n '__fish_seen_subcommand_from %s' -l %s",
                  command_table[command].name, option->name);
    if (option->letter)
        buffer_printf(out, " -s %c", option->letter);
    if (kind == VALUE_WORDS) {
        buffer_puts(out, " -x -a '");
        put_words(out, option->choices);
        buffer_puts(out, "'");
    } else if (kind == VALUE_RULES) {
        buffer_puts(out, " -x -a '(__asynclint_rules)'");
    } else if (kind != VALUE_NONE) {
        buffer_puts(out, kind == VALUE_FILE ? " -r -F" : " -x");
    }
    buffer_puts(out, " -d '");
    put_help(out, option->help, "'\\");
    buffer_puts(out, "'\n");
}

static void put_fish(Buffer *out)
{
    buffer_puts(out,
                "# fish completion of asynclint, written by `asynclint completions fish`\n"
                "function __asynclint_rules\n"
                "    asynclint rules 2>/dev/null | string replace -r ' .*' ''\n"
                "    echo all\nend\n\n"
                "complete -c asynclint -f\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (command_table[i].hidden)
            continue;
        buffer_printf(out, "complete -c asynclint -n __fish_use_subcommand -a %s -d '",
                      command_table[i].name);
        put_help(out, command_table[i].summary, "'\\");
        buffer_puts(out, "'\n");
        for (const Option *o = option_table; o->id; o++)
            if (is_of(o, i))
                fish_option(out, o, i);
    }
    buffer_puts(out, "complete -c asynclint -n '__fish_seen_subcommand_from check' -F\n"
                     "complete -c asynclint -n '__fish_seen_subcommand_from explain' -a "
                     "'(__asynclint_rules)'\n");
}

static bool take(void *into, OptionId id, const char *value)
{
    (void)into;
    (void)id;
    (void)value;
    return true;
}

int completions_main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*put)(Buffer *out);
    } kinds[] = {
        {"bash", put_bash}, {"zsh", put_zsh}, {"fish", put_fish}, {"man", man_page}};
    int first, status;
    if (!options_read(COMMAND_COMPLETIONS, argc, argv, take, NULL, &first, &status))
        return status;
    for (size_t i = 0; argc - first == 1 && i < COUNT(kinds); i++) {
        if (!same(kinds[i].name, argv[first]))
            continue;
        Buffer text;
        buffer_init(&text);
        kinds[i].put(&text);
        status = output_print(text.data, text.len) ? STATUS_CLEAN : STATUS_FAILED;
        buffer_release(&text);
        return status;
    }
    message("completions: takes bash, zsh, fish or man");
    return STATUS_FAILED;
}
