/*
 * config.h - what the user set, and which file said so.
 *
 * The nearest of asynclint.json, .asynclint.json, pyproject.toml with [tool.asynclint] and
 * package.json with "asynclint" wins, from the file's folder upwards; none is merged but by
 * an explicit "extends". Editor settings come under files: they are read first, into the
 * same Config. A fault (unknown key, rule or value) is a ConfigProblem that names file,
 * place, key and what was meant; the rest stays in force.
 *
 * What is read later counts more: levels and choices replace, lists grow. Globs, also those
 * of an extended file, are relative to the folder of the file that was asked for.
 */
#ifndef ASYNCLINT_CONFIG_H
#define ASYNCLINT_CONFIG_H

#include "asynclint/registry.h"

typedef struct ConfigProblem {
    const char *path; /* of the configuration file; "settings" for the editor's */
    Span span;        /* bytes in that file; empty when it is not known */
    uint32_t line;    /* of the span's start: 1-based; 0 when it is not known */
    uint32_t column;  /* 1-based code point; 0 when it is not known */
    const char *message;
} ConfigProblem;

typedef VEC(const char *) ConfigList;

typedef struct ConfigOverride {
    ConfigList files; /* globs, relative to the configuration's folder */
    int8_t *levels;   /* by rule_index; -1 is "not said" */
} ConfigOverride;

typedef struct Config {
    Arena arena;        /* owns all of it */
    const char *path;   /* the file it came from, or NULL */
    const char *folder; /* that file's folder, absolute: what globs are relative to; or
                             NULL. Whoever reads settings alone may set it */
    ConfigList files;   /* all that was read: that file and those it extends */
    int8_t *levels;     /* Severity by rule_index; -1 is "the rule's default" */
    ConfigList exclude, include; /* gitignore-style globs; `!` takes back */
    VEC(ConfigOverride) overrides;
    ConfigList blocking, cpu_heavy, awaitable, harmless; /* dotted names */
    const OwnNames *own; /* the same, to be looked up; NULL when there are none */
    HttpClient http_client;
    Workload workload;
    uint8_t python_minor; /* 11 of `requires-python = ">=3.11"` in the same file; or 0 */
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
/* The same from a text: an open buffer, or, with the path "settings", an editor's settings
 * (bare or under "asynclint"; null is "not said", the server's own keys are left alone). */
bool config_read_text(Config *config, const char *path, const char *text, size_t len,
                      bool *found);
bool config_read_json(Config *config, const char *path, const char *text, size_t len);
/* The nearest configuration file for `path`, a file or folder, as an absolute heap string,
 * or NULL. */
char *config_find(const char *path);
/* The names that config_find looks for, in this order; NULL at the end. */
const char *const *config_names(void);
/* The file's name is one of these. */
bool config_is_name(const char *path);
/* The level of a rule for one file: overrides, then rules, then the default. SEVERITY_OFF
 * is off. `path` is relative to nothing: as the caller has it. */
Severity config_level(const Config *config, const Rule *rule, const char *path);
/* The file is left out by exclude (and not taken back by include). */
bool config_excludes(const Config *config, const char *path);
/* The JSON schema of the keys and rules, as docs/asynclint.schema.json has it. */
void config_schema(Buffer *out);

/* gitignore-style match of a path relative to the pattern's folder: the pattern matches
 * the path or one of its parent folders. A path that ends in a slash is a folder. */
bool glob_match(const char *pattern, const char *relative_path);

/* Before all else: JSON that lacks something for want of memory is not made; the program
 * ends. */
void json_memory_or_end(void);

#endif
