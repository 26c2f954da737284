/* config_read.h - reading one configuration file into a Config. */
#ifndef ANALYSIS_CONFIG_READ_H
#define ANALYSIS_CONFIG_READ_H

#include "analysis/config_keys.h"
#include "analysis/config_source.h"

#include "asynclint/document.h"

typedef struct Reader {
    Config *config;
    const char *path;     /* of the file; in the configuration's arena */
    const Source *source; /* borrowed */
    const Document *doc;  /* of the source's text, for lines; borrowed; may be NULL */
    bool settings;        /* an editor's: keys of the server are fine, null is nothing */
} Reader;

/* Levels of which none is said; in the configuration's arena. */
int8_t *config_levels(Config *config);
/* `message` lives in the configuration's arena, or for ever. */
void reader_problem(Reader *reader, Span span, const char *message);
/* What `extends` says, with its place; NULL when it says nothing (of use). Borrowed. */
const char *reader_extends(Reader *reader, const json_t *section, Span *span);
/* All keys but `extends`. */
void reader_read(Reader *reader, const json_t *section);

/* The oldest Python 3 that the file says the project is for: 11 of ">=3.11"; 0 when it does
 * not say. (config_python.c) */
uint8_t config_python_minor(const json_t *root);

#endif
