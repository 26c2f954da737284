/*
 * config_keys.h - the keys of a configuration: one table that the reader reads by and the
 * schema is written from, so that they cannot differ.
 */
#ifndef ANALYSIS_CONFIG_KEYS_H
#define ANALYSIS_CONFIG_KEYS_H

#include "asynclint/config.h"

typedef enum KeyKind {
    KEY_OTHER,     /* not for us: "$schema", and what only the server reads */
    KEY_EXTENDS,   /* a path */
    KEY_RULES,     /* levels by rule id or "all"; the field is an int8_t * */
    KEY_GLOBS,     /* the field is a ConfigList */
    KEY_NAMES,     /* dotted names; the field is a ConfigList */
    KEY_CHOICE,    /* one of `choices`; the field is an enum that counts them from 0 */
    KEY_FLAG,      /* the field is a bool */
    KEY_OVERRIDES, /* objects with the keys of OVERRIDE_KEYS */
} KeyKind;

typedef struct Key {
    const char *name;
    KeyKind kind;
    size_t field;               /* offset in Config, or in ConfigOverride */
    const char *const *choices; /* ends with NULL */
    const char *standard;       /* the default, as JSON; NULL for none */
    bool settings;              /* in an editor's settings only */
    const char *description;    /* one sentence, for people */
} Key;

extern const Key CONFIG_KEYS[]; /* ends at a NULL name, as the next */
extern const Key OVERRIDE_KEYS[];

#endif
