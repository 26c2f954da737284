/*
 * analysis.h - from a document to its findings. The command line and the server both
 * come this way and no other.
 */
#ifndef ASYNCLINT_ANALYSIS_H
#define ASYNCLINT_ANALYSIS_H

#include "asynclint/config.h"
#include "asynclint/document.h"
#include "asynclint/program.h"
#include "asynclint/reading.h"
#include "asynclint/registry.h"

/* The program that a text is part of. */
typedef struct Around {
    const CallGraph *graph;              /* solved; or NULL: the text stands for itself */
    const char *path;                    /* of the text's file in the graph */
    const struct NotebookFile *notebook; /* whose program the text is; or NULL */
} Around;

typedef struct Analysis {
    Arena arena; /* owns the findings, the facts and their nodes */
    const char *path;
    Language language;
    Reading *reading; /* held, for the syntax; NULL without one */
    Syntax *syntax;
    Facts *facts;
    Summary *summary; /* on the heap; may be taken, and set to NULL; NULL without facts */
    Reach *reach;
    FindingList findings; /* sorted by start, end, rule id; suppressed ones left out */
} Analysis;

/* Analyses the document's current text. `path` decides what is a test and so on; it may be
 * a URI's path or a made-up name; copied. `config` is borrowed. The findings do not point
 * into the document: it may be edited while they live. Never NULL. */
Analysis *analysis_new(Document *doc, Language language, const char *path,
                       const Config *config);
Analysis *analysis_new_in(Document *doc, Language language, const char *path,
                          const Config *config, Around around);
void analysis_free(Analysis *analysis);
/* What other files need to know of a text, without its findings; on the heap. NULL when the
 * language has no grammar. Of the configuration the names count; it may be NULL. */
Summary *analysis_summary(Document *doc, Language language, const char *path,
                          const Config *config);

/* What a text of the language has to mention before a rule that the configuration leaves on
 * can find anything in it; calls of other files aside, that give coroutines or promises, and
 * functions that other files hand to threads. The caller's to free. (analysis/starts.c) */
struct Words;
struct Words *analysis_words(const Config *config, Language language);

/* --- applying fixes (analysis/apply.c) --- */

typedef struct ApplyOptions {
    bool unsafe;           /* unsafe fixes too */
    Severity min_severity; /* findings below it are left */
    const Rule *only;      /* one rule's, or NULL for all */
    Around around;
} ApplyOptions;

/* The fix that is applied where nobody chooses: the first, the preferred one before the
 * others, that can be made here and is safe, or `unsafe` fixes will do. NULL when there is
 * none. Server and command line both take this one. */
Fix *finding_fix(const Finding *finding, bool unsafe);

/* Applies that fix of each finding to `text`, leaving out those that overlap one taken
 * before; puts the new text into `out`, which is empty, and returns how many fixes were
 * applied (0: `out` equals the text). One round: callers repeat until nothing changes. What
 * would parse worse is not kept: then it is the fixes that do no such harm.
 * `taken`, when not NULL, gets the findings whose fix was applied (in the arena). */
uint32_t fixes_apply(Analysis *analysis, Str text, ApplyOptions options, Buffer *out,
                     FindingList *taken);
/* Rounds until nothing changes, each analysed anew; at most ten more than there are findings.
 * Returns the number of fixes applied. Of a notebook (`around.notebook`) it takes and gives
 * the whole file. */
uint32_t fix_text(Language language, const char *path, const Config *config, Str text,
                  ApplyOptions options, Buffer *out);

/* --- suppressions (analysis/suppress.c) --- */

/* The edit that ignores the finding's rule on its line, or in the whole file. */
Edit suppression_edit(Analysis *analysis, const Finding *finding, Str text,
                      bool whole_file);

/* --- documentation (analysis/explain.c) --- */

/* The rule's page as Markdown: what it finds, why, bad, good, exclusions, fixes, the same
 * in other linters. */
void rule_explain(const Rule *rule, Buffer *out);

#endif
