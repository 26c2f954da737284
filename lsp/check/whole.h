/*
 * whole.h - the checked files as one program: what their imports mean, and the call graph.
 * (whole.c, roots.c)
 */
#ifndef CHECK_WHOLE_H
#define CHECK_WHOLE_H

#include "asynclint/cache.h"
#include "asynclint/program.h"
#include "check/configs.h"
#include "files/list.h"

typedef struct Whole {
    Cache *cache; /* of summaries, owned; or NULL */
    Modules *modules;
    CallGraph *graph;
    FileConfigs *configs; /* borrowed */
    unsigned threads;
} Whole;

/* Makes the graph of the files, `cache` stays; steals their summaries (NULL for a file without one).
 * Files that they import, in the folders around them, are read from the disk as they are
 * needed; `configs` is borrowed, and says what their configuration is. */
void whole_init(Whole *whole, const FileList *list, Summary **summaries,
                FileConfigs *configs, unsigned threads);
void whole_release(Whole *whole);

/* The summary of a file on the disk; NULL when it cannot be read or is no source. */
Summary *whole_summarise(const File *file, const Cache *cache);

/* The folders that imports may lead into: the top of the git work tree of each file; for
 * those in none, the folder that they have in common, or the current one when a folder
 * in it was named; never a package of Python. Heap strings in a heap array. */
char **roots_find(const FileList *list, size_t *count);
void roots_free(char **roots, size_t count);

#endif
