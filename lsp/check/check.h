/*
 * check.h - what one run of `asynclint check` was asked for. (arguments.c, check.c)
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "asynclint/analysis.h"
#include "check/terminal.h"

typedef struct Format Format; /* report.h */

typedef struct CheckOptions {
    char **paths; /* borrowed from argv */
    int path_count;
    int8_t *chosen; /* by rule_index: 1 selected, 0 ignored, -1 not said */
    bool selects;   /* --select was given: the others are off */
    Severity min_severity;
    const Format *format;
    const char *output;         /* or NULL */
    const char *config;         /* or NULL */
    const char *stdin_filename; /* or NULL */
    const char *baseline;       /* or NULL */
    const char *new_baseline;   /* to be written; or NULL */
    unsigned jobs;              /* threads, at least 1 */
    bool fix, unsafe_fixes, diff;
    const char *cache; /* folder; or NULL */
    bool no_config, no_workspace;
    bool statistics, quiet, exit_zero;
    When color, progress;
} CheckOptions;

/* False: end with *status, all has been said. */
bool check_options_read(CheckOptions *out, int argc, char **argv, int *status);
void check_options_release(CheckOptions *options);

/* The message about a rule nobody has heard of; false. (explain_cmd.c) */
bool say_unknown_rule(const char *id);

#endif
