/*
 * finding.h - what a rule says, and the edits that mend it.
 *
 * A Finding holds byte spans, never nodes. It and all that hangs off it live in the
 * arena of the running analysis.
 */
#ifndef ASYNCLINT_FINDING_H
#define ASYNCLINT_FINDING_H

#include "asynclint/base.h"

struct Rule;

/* In rising order; OFF is for configuration only. */
typedef enum Severity {
    SEVERITY_OFF,
    SEVERITY_HINT,
    SEVERITY_INFORMATION,
    SEVERITY_WARNING,
    SEVERITY_ERROR,
} Severity;

const char *severity_name(Severity severity); /* "warning" */
/* False, and *out untouched, when it is no severity's name ("off" is one). */
bool severity_parse(const char *name, Severity *out);

/* SAFE keeps the result for every input, and is what `check --fix` applies. */
typedef enum Safety { SAFE, UNSAFE } Safety;

/* Where a fix lets the work be done, for the setting `workload` to choose by. */
typedef enum FixWay {
    WAY_LOOP,    /* on the event loop; also what has nothing to do with it */
    WAY_BOUNDED, /* there, a few at a time */
    WAY_THREAD,
    WAY_PROCESS, /* another process; js: a Worker */
} FixWay;

typedef struct Edit {
    Span span;        /* bytes of the original text; empty to insert */
    const char *text; /* NUL-terminated, with the document's line endings */
    bool shared;      /* fixes applied together need an equal one only once: an import */
} Edit;

typedef struct Fix {
    const char *title; /* imperative: "Await `asyncio.sleep`" */
    Span where;        /* the finding's: the names that the fix uses must be right there */
    Safety safety;
    FixWay way;
    bool preferred;       /* at most one of a finding's fixes */
    const char *disabled; /* why it cannot be applied here, or NULL */
    VEC(Edit) edits;      /* sorted by position, not overlapping, once offered */
} Fix;

typedef struct Related {
    const char *path;      /* another file, or NULL for this one */
    Span span;             /* bytes in that file */
    uint32_t line, column; /* 1-based line, 1-based code point; only when path is set */
    const char *message;
} Related;

typedef struct Finding {
    const struct Rule *rule;
    Severity severity; /* after configuration, tests' lowering and so on */
    Span span;
    const char *message; /* one sentence without a full stop at its end */
    VEC(Related) related;
    VEC(Fix *) fixes; /* the preferred one first */
    bool unnecessary; /* LSP DiagnosticTag.Unnecessary */
} Finding;

typedef VEC(Finding *) FindingList;

#endif
