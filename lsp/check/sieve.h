/*
 * sieve.h - which files need no parse: those that mention nothing that a rule could start
 * from, and nothing by which another file could tell it to. (sieve.c)
 */
#ifndef CHECK_SIEVE_H
#define CHECK_SIEVE_H

#include "asynclint/map.h"
#include "asynclint/modules.h"
#include "check/configs.h"
#include "files/list.h"
#include "text/words.h"

typedef enum SieveState {
    SIEVE_UNSEEN,
    SIEVE_QUIET, /* nothing speaks for it yet */
    SIEVE_TOLD,  /* what other files have, or are, speaks for it */
    SIEVE_LOUD,
} SieveState;

/* What rules of one configuration start from. */
typedef struct SieveWords {
    const Config *config; /* borrowed */
    bool js;
    Words *words;
} SieveWords;

typedef VEC(uint32_t) SieveAsks;

typedef struct Sieve {
    const FileList *list; /* borrowed */
    Arena arena;
    VEC(SieveWords) sets;
    uint8_t *states; /* SieveState by file; each changed by whoever works on the file */
    Map listed;      /* absolute path to 1 + index */
    SieveAsks *asks; /* by file, of those that are QUIET: which files they import */
    bool open;       /* everything is parsed */
} Sieve;

/* Before threads are started. With ASYNCLINT_PARSE=all in the environment every file is
 * parsed: for tests, which compare. */
void sieve_init(Sieve *sieve, const FileList *list);
void sieve_release(Sieve *sieve);
/* False when the text of the listed file need not be parsed; keeps its state. One that is
 * no longer QUIET is let through. */
bool sieve_lets(const Sieve *sieve, const File *file, const FileText *source);
/* Index of the file that is at the absolute path; false when it was not listed. */
bool sieve_index(const Sieve *sieve, const char *path, size_t *file);

#endif
