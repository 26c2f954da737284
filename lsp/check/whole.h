/*
 * whole.h - the checked files as one program: what their imports mean, and the call graph.
 * (whole.c, roots.c)
 */
#ifndef CHECK_WHOLE_H
#define CHECK_WHOLE_H

#include "asynclint/cache.h"
#include "asynclint/names.h"
#include "check/configs.h"
#include "check/sieve.h"
#include "files/list.h"

typedef struct Whole {
    Cache *cache; /* of summaries, owned; or NULL */
    Modules *modules;
    CallGraph *graph;
    const FileList *list; /* borrowed, as are the next ones */
    const Map *listed;    /* absolute path to 1 + index of it; or NULL */
    FileConfigs *configs;
    unsigned threads;
} Whole;

/* An empty graph, `cache` stays; `list` and `configs` are borrowed. */
void whole_begin(Whole *whole, const FileList *list, FileConfigs *configs,
                 unsigned threads);
/* Adds the listed file; steals its summary, NULL of one without. */
void whole_add(const Whole *whole, const File *file, Summary *summary);
/* Solves the graph of what was added. Files that they import, in the folders around them,
 * are read from the disk as they are needed. May come again, when more was added. */
void whole_solve(const Whole *whole);
void whole_release(Whole *whole);

/* The summary of a file on the disk; NULL when it cannot be read or is no source. */
Summary *whole_summarise(const File *file, const Cache *cache);
/* … if the sieve lets the listed file through; else NULL, and what it imports (imports.h). */
Summary *whole_look(const File *file, const Cache *cache, const Sieve *sieve,
                    Buffer *imports);
/* The text of the file mentions one of the names. */
bool whole_mentions(const File *file, const CallNames *names);

/* The folders that imports may lead into: the top of the git work tree of each file; for
 * those in none, the folder that they have in common, or the current one when a folder
 * in it was named; never a package of Python. Heap strings in a heap array. */
char **roots_find(const FileList *list, size_t *count);
void roots_free(char **roots, size_t count);

#endif
