/* arguments.c - the arguments of `asynclint check`, made into CheckOptions. */
#include "asynclint/asynclint.h"
#include "check/check.h"
#include "check/options.h"
#include "check/report.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST_JOBS = 256 };

static bool choose_one(CheckOptions *options, const char *id, int8_t choice)
{
    if (same(id, "all")) {
        memset(options->chosen, choice, rule_count());
        return true;
    }
    const Rule *rule = rule_find(id);
    if (!rule)
        return say_unknown_rule(id);
    options->chosen[rule_index(rule)] = choice;
    return true;
}

/* Ids with commas (and spaces) between. */
static bool choose(CheckOptions *options, const char *list, int8_t choice)
{
    char *copy = xstrdup(list), *rest = NULL;
    bool known = true;
    for (char *id = strtok_r(copy, ", ", &rest); id && known;
         id = strtok_r(NULL, ", ", &rest))
        known = choose_one(options, id, choice);
    free(copy);
    return known;
}

static bool take_jobs(CheckOptions *options, const char *value)
{
    char *end;
    errno = 0;
    long jobs = strtol(value, &end, 10);
    if (errno || end == value || *end || jobs < 1) {
        message("check: `--jobs` takes a number of threads from 1 on, not `%s`", value);
        return false;
    }
    options->jobs = jobs > MOST_JOBS ? MOST_JOBS : (unsigned)jobs;
    return true;
}

static bool take_flag(CheckOptions *options, OptionId id)
{
    const struct {
        OptionId id;
        bool *flag;
    } flags[] = {
        {OPTION_FIX, &options->fix},
        {OPTION_UNSAFE_FIXES, &options->unsafe_fixes},
        {OPTION_DIFF, &options->diff},
        {OPTION_NO_CONFIG, &options->no_config},
        {OPTION_NO_WORKSPACE, &options->no_workspace},
        {OPTION_STATISTICS, &options->statistics},
        {OPTION_QUIET, &options->quiet},
        {OPTION_EXIT_ZERO, &options->exit_zero},
    };
    for (size_t i = 0; i < COUNT(flags); i++)
        if (flags[i].id == id)
            *flags[i].flag = true;
    return true;
}

static bool take(void *into, OptionId id, const char *value)
{
    CheckOptions *options = into;
    switch (id) {
    case OPTION_SELECT:
        options->selects = true;
        return choose(options, value, 1);
    case OPTION_IGNORE:
        return choose(options, value, 0);
    case OPTION_MIN_SEVERITY:
        return severity_parse(value, &options->min_severity);
    case OPTION_FORMAT:
        options->format = format_find(value);
        return true;
    case OPTION_OUTPUT:
        options->output = value;
        return true;
    case OPTION_CONFIG:
        options->config = value;
        return true;
    case OPTION_CACHE:
        options->cache = value;
        return true;
    case OPTION_BASELINE:
        options->baseline = value;
        return true;
    case OPTION_WRITE_BASELINE:
        options->new_baseline = value;
        return true;
    case OPTION_JOBS:
        return take_jobs(options, value);
    case OPTION_COLOR:
        options->color = when_parse(value);
        return true;
    case OPTION_PROGRESS:
        options->progress = when_parse(value);
        return true;
    case OPTION_STDIN_FILENAME:
        options->stdin_filename = value;
        return true;
    default:
        return take_flag(options, id);
    }
}

/* What does not go together, or NULL. */
static const char *contradiction(const CheckOptions *options)
{
    if (options->config && options->no_config)
        return "`--config` and `--no-config` exclude each other";
    if (options->unsafe_fixes && !options->fix && !options->diff)
        return "`--unsafe-fixes` needs `--fix` or `--diff`";
    if (options->baseline && options->new_baseline)
        return "`--baseline` and `--write-baseline` exclude each other";
    if (options->diff && options->new_baseline)
        return "`--diff` writes nothing, and so no baseline";
    int dashes = 0;
    for (int i = 0; i < options->path_count; i++)
        dashes += same(options->paths[i], "-");
    if (dashes > 1)
        return "`-` can be given once";
    if (options->stdin_filename && dashes == 0)
        return "`--stdin-filename` needs `-` among the paths";
    if (options->fix && dashes == 1 && options->path_count > 1)
        return "`--fix` writes standard input's text to standard output: give `-` alone";
    return NULL;
}

static void set_paths(CheckOptions *options, int count, char **paths)
{
    static char here[] = ".", standard_input[] = "-";
    static char *defaults[] = {here, standard_input};
    options->paths = paths;
    options->path_count = count;
    if (count > 0)
        return;
    /* A name for standard input, and nothing else: that is what is meant. */
    options->paths = &defaults[options->stdin_filename ? 1 : 0];
    options->path_count = 1;
}

bool check_options_read(CheckOptions *out, int argc, char **argv, int *status)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    *out = (CheckOptions){.min_severity = SEVERITY_WARNING,
                          .format = format_find("text"),
                          .jobs = cores > 0 ? (unsigned)cores : 1};
    out->chosen = xmalloc(rule_count() + 1);
    memset(out->chosen, -1, rule_count() + 1);
    int first;
    if (!options_read(COMMAND_CHECK, argc, argv, take, out, &first, status))
        return false;
    set_paths(out, argc - first, argv + first);
    const char *problem = contradiction(out);
    if (problem)
        message("check: %s", problem);
    *status = STATUS_FAILED;
    return !problem;
}

void check_options_release(CheckOptions *options)
{
    free(options->chosen);
}
