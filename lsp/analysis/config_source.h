/*
 * config_source.h - a configuration file's text as a json_t, with the places of its parts.
 *
 * JSON and TOML both become a Source; one reader (config_read.c) takes it from there.
 */
#ifndef ANALYSIS_CONFIG_SOURCE_H
#define ANALYSIS_CONFIG_SOURCE_H

#include "asynclint/config.h"

#include <jansson.h>
#include <sys/stat.h>

/* Where one member or item stands. Found by its container, since that is the address that
 * no two values share: jansson has one `true` for all. */
typedef struct Slot {
    const json_t *container; /* borrowed */
    const char *key;         /* NULL for an item of an array */
    size_t index;            /* of an item */
    Span name;               /* of the key; empty for an item */
    Span value;
} Slot;

typedef struct Source {
    Arena *arena;      /* borrowed; holds keys and slots */
    Str text;          /* borrowed */
    json_t *root;      /* owned; the whole file; NULL when it could not be parsed at all */
    json_t *section;   /* borrowed from root; NULL when nothing in the file is ours */
    Span place;        /* of the section, where it is a part of the file */
    VEC(Slot) slots;   /* in source order */
    const char *fault; /* what is wrong with the syntax, or NULL */
    Span fault_span;
} Source;

typedef enum SourceKind { SOURCE_JSON, SOURCE_PACKAGE, SOURCE_TOML } SourceKind;

/* By the file's name: pyproject.toml and other .toml, package.json, anything else. */
SourceKind source_kind(const char *path);
/* Parses; `arena` and `text` have to outlive the source. */
void source_init(Source *source, SourceKind kind, Arena *arena, Str text);
void source_release(Source *source);

/* config_slots.c: adds a slot; for those who parse. */
void source_place(Source *source, Slot slot);
/* The last slot of that key (or, when it is NULL, index), or NULL. */
const Slot *source_find(const Source *source, const json_t *container, const char *key,
                        size_t index);

/* config_json.c, config_toml.c: set root, slots and fault. */
void source_parse_json(Source *source, size_t flags);
void source_parse_toml(Source *source);
/* A TOML string or quoted key as it is written, without its escapes; in the arena. */
const char *toml_unquote(Arena *arena, Str written);

/* Reads a regular file of at most 1 MiB; *why says why not, and is for ever. */
bool config_load(const char *path, Buffer *text, struct stat *status, const char **why);

#endif
