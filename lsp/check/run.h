/*
 * run.h - one run of `asynclint check` while it goes on. (check.c, one_file.c, kept.c,
 * closing.c)
 */
#ifndef CHECK_RUN_H
#define CHECK_RUN_H

#include "check/baseline.h"
#include "check/check.h"
#include "check/configs.h"
#include "check/output.h"
#include "check/report.h"
#include "check/sieve.h"
#include "check/whole.h"
#include "files/list.h"

/* What one file came to; made in any thread, taken in by the first one. */
typedef struct Result {
    Buffer findings;  /* rendered; `data` is NULL when there are none */
    Buffer changes;   /* the patch, or standard input's new text; or NULL data */
    Buffer notes;     /* lines for standard error; or NULL data */
    char *skipped;    /* heap: why it was not checked, or NULL */
    Summary *summary; /* heap: for the graph; taken */
    Buffer imports;   /* of a file that is not parsed (imports.h); or NULL data */
    bool checked;
    bool postponed; /* only its summary is known yet */
    uint64_t view;  /* graph_view that it was made by: 0 without a graph */
    bool failed;
    uint32_t severities[SEVERITY_ERROR + 1]; /* findings at or above the threshold */
    uint32_t fixable, fixes;
    Matched known;
    BaselineEntry *entries; /* heap: of the baseline that is written; or NULL */
    uint32_t entry_count;
    uint32_t *by_rule; /* heap, by rule_index; NULL when there are no findings */
} Result;

typedef struct Run {
    const CheckOptions *options;
    FileList list;
    FileConfigs configs;
    Result *results; /* by file */
    bool *again;     /* by file: it is checked with the graph around it; or NULL: all */
    Sieve sieve;     /* which files need no parse */
    Whole whole;     /* its graph is NULL until it is made, and without a workspace */
    Totals summary;
    Arena arena;       /* of the summary */
    Str style;         /* how findings are put into words; in that arena */
    Baseline baseline; /* that is read or written */
    Output findings;   /* rendered findings */
    Output changes;    /* patches, fixed standard input */
    Buffer body;       /* findings of a format that wants to know the summary first */
    bool color;        /* of the findings */
    bool findings_shown;
    bool patch_to_terminal;
    bool progress;
    bool progress_drawn;
    unsigned ticks;       /* of the pool, so far */
    unsigned passed_over; /* files that were, so far */
} Run;

void result_release(Result *result);
/* Checks one file; touches nothing but its result. (one_file.c) */
void check_one(const Run *run, const File *file, Result *result);
/* … of which the bytes tell that nothing can be found in it. */
void check_quiet(const Run *run, const File *file, Result *result);

/* Makes the graph of all files, and says which of them have to be checked in view of it.
 * (around.c) */
void look_around(Run *run, void (*tick)(void *context, size_t done));

/* What a later run need not find out again: the result of a file whose findings are as they
 * are, and neither fixed nor known. (kept.c) */
void kept_init(Run *run); /* once the outputs are open */
bool kept_takes(const Run *run, const File *file, const Result *result);
void kept_write(const Result *result, Buffer *out);
/* False when the bytes hold no result; nothing is taken from them then. */
bool kept_read(const char *bytes, size_t len, Result *result);

/* Everything after the last file: frame, statistics, the summary line. (closing.c) */
void close_run(Run *run);

#endif
