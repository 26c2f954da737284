/*
 * baseline.h - findings that are known already, and are not to be reported.
 *
 * A finding is known again by its file, its rule and the text of its line: code that
 * moves stays known, a line that is changed is new. Equal lines of a file are counted. The
 * file is JSON, sorted, an entry a line, so that it can be reviewed and merged. Its paths
 * are seen from the folder in which it lies.
 */
#ifndef CHECK_BASELINE_H
#define CHECK_BASELINE_H

#include "asynclint/analysis.h"

typedef struct BaselineEntry {
    const char *path, *rule;
    uint64_t line; /* fingerprint_of */
    uint32_t count;
} BaselineEntry;

typedef struct Baseline {
    Arena arena;
    char *folder;               /* heap: that of its file, absolute */
    VEC(BaselineEntry) entries; /* sorted by path, rule and line once it has been read */
} Baseline;

/* An empty one, for what is to be written to `path`. */
void baseline_init(Baseline *baseline, const char *path);
/* False when it cannot be read; it has then said why. To be released anyhow. */
bool baseline_read(Baseline *baseline, const char *path);
void baseline_release(Baseline *baseline);

/* What became of one file's findings. */
typedef struct Matched {
    uint32_t count; /* those that were taken out */
    uint32_t gone;  /* those that were known, and are not found any more */
} Matched;

/* Takes those out of the list that are known. `path` is the file's, absolute. */
Matched baseline_take_out(const Baseline *baseline, const char *path, const Document *doc,
                          FindingList *findings);
/* Counts one file's findings by rule and line; on the heap, `*count` of them, sorted, and
 * without a path. */
BaselineEntry *baseline_count(const Document *doc, const FindingList *findings,
                              uint32_t *count);
/* Adds them; `path` is the file's, absolute. */
void baseline_add(Baseline *baseline, const char *path, const BaselineEntry *entries,
                  uint32_t count);
/* By path, rule and line. */
void baseline_sort(Baseline *baseline);
/* Sorts and writes it. False, and *problem is static text, when it cannot be written. */
bool baseline_write(Baseline *baseline, const char *path, const char **problem);

#endif
