/*
 * config.h - what the user set, and which file said so.
 *
 * The nearest of asynclint.json, .asynclint.json, pyproject.toml with [tool.asynclint] and
 * package.json with "asynclint" wins, from the file's folder upwards; none is merged but by
 * an explicit "extends". Editor settings come under files. A fault (unknown key, rule or
 * value) is a ConfigProblem that names file, place, key and what was meant; the rest stays
 * in force.
 */
#ifndef ASYNCLINT_CONFIG_H
#define ASYNCLINT_CONFIG_H

#include "asynclint/registry.h"

typedef struct ConfigProblem {
    const char *path; /* of the configuration file; "settings" for the editor's */
    Span span;        /* bytes in that file; empty when it is not known */
    const char *message;
} ConfigProblem;

typedef struct ConfigOverride {
    VEC(const char *) files; /* globs, relative to the configuration's folder */
    int8_t *levels;          /* by rule_index; -1 is "not said" */
} ConfigOverride;

typedef struct Config {
    Arena arena;          /* owns all of it */
    const char *path;     /* the file it came from, or NULL */
    const char *folder;   /* that file's folder: what globs are relative to; or NULL */
    int8_t *levels;       /* Severity by rule_index; -1 is "the rule's default" */
    VEC(const char *) exclude, include; /* gitignore-style globs */
    VEC(ConfigOverride) overrides;
    VEC(const char *) blocking, cpu_heavy, awaitable, harmless; /* dotted names */
    HttpClient http_client;
    Workload workload;
    bool respect_foreign_suppressions;
    VEC(ConfigProblem) problems;
} Config;

/* Defaults. Never NULL; x_free releases. */
Config *config_new(void);
void config_free(Config *config);
/* Reads one file of any of the four kinds. False when it cannot be read or is of no use at
 * all (a problem says why); *found is false for a pyproject.toml or package.json without a
 * section of ours. */
bool config_read(Config *config, const char *path, bool *found);
/* From the text of asynclint.json (an editor's settings, an open buffer). */
bool config_read_json(Config *config, const char *path, const char *text, size_t len);
/* The nearest configuration file for `path`, as a heap string, or NULL. */
char *config_find(const char *path);
/* The level of a rule for one file: overrides, then rules, then the default. SEVERITY_OFF
 * is off. `path` is relative to nothing: as the caller has it. */
Severity config_level(const Config *config, const Rule *rule, const char *path);
/* The file is left out by exclude (and not taken back by include). */
bool config_excludes(const Config *config, const char *path);
/* gitignore-style match of a path relative to the pattern's folder. */
bool glob_match(const char *pattern, const char *relative_path);

#endif
