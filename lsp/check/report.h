/*
 * report.h - from the findings of a file to one of the output formats.
 *
 * A format renders one file's findings at a time, in whatever thread checked it, and
 * frames the whole at the end; so its output is the same for any number of threads, and
 * nothing of a file need be kept but what is printed of it. (columns.c, format*.c)
 */
#ifndef CHECK_REPORT_H
#define CHECK_REPORT_H

#include "asynclint/analysis.h"
#include "files/notebook.h"

/* Lines and columns as people count them: both 1-based, columns in code points, a
 * byte-order mark not counted. Any byte costs the same, however long its line. */
typedef struct Columns {
    const Document *doc; /* borrowed */
    Str text;
    uint32_t *before; /* heap: code points before each block of bytes */
} Columns;

typedef struct LineColumn {
    uint32_t line, column;
    uint32_t cell; /* of a notebook, 1-based, in which the line is counted; else 0 */
} LineColumn;

typedef struct Range {
    LineColumn start, end;
} Range;

void columns_init(Columns *columns, const Document *doc);
void columns_release(Columns *columns);
LineColumn columns_at(const Columns *columns, uint32_t byte);

/* One file's findings on their way out. */
typedef struct FileReport {
    const char *path; /* as it is shown */
    const Document *doc;
    const Columns *columns;
    const NotebookFile *notebook; /* whose program the document is; or NULL */
    const Columns *file_columns;  /* of the file; the same when it is no notebook */
    Finding *const *findings;     /* at or above the threshold, in order */
    uint32_t count;
    Arena *arena; /* for whatever the format needs while it renders */
    bool color;
} FileReport;

/* Where people find it: in a notebook, in one of its cells. */
Range report_range(const FileReport *report, Span span);
/* Where tools find it in the file, as lines and columns and as bytes. */
Range report_file_range(const FileReport *report, Span span);
Span report_file_span(const FileReport *report, Span span);
/* An edit of the file; its text may be in the report's arena. */
Edit report_edit(const FileReport *report, Edit edit);
/* "path", or "path:cell 3"; for the place of text to be read. May be in the arena. */
const char *report_path(const FileReport *report, LineColumn at);

/* What a finding is known by when the code around it has moved; never 0. */
uint64_t fingerprint_of(const Document *doc, const Finding *finding);

typedef struct Skipped {
    const char *path, *reason;
} Skipped;

/* What the whole run came to. */
typedef struct Totals {
    uint32_t files;                          /* that were checked */
    uint32_t with_findings;                  /* of these */
    uint32_t findings;                       /* at or above the threshold */
    uint32_t severities[SEVERITY_ERROR + 1]; /* of these, by Severity */
    uint32_t fixable;                        /* of these, by --fix */
    uint32_t fixes, fixed_files;             /* what --fix did, or --diff shows */
    uint32_t known, gone;                    /* findings of the baseline: see baseline.h */
    uint32_t *by_rule;                       /* findings by rule_index */
    bool failed;                             /* something could not be checked or written */
    VEC(Skipped) skipped;                    /* by path */
} Totals;

struct Format {
    const char *name;
    const char *between; /* stands between the texts of two files, or NULL */
    /* Appends the findings of one file; called in any thread, and for a file without
     * findings only when `every_file` is set. */
    void (*file)(const FileReport *report, Buffer *out);
    bool every_file;
    /* What stands before and after all files. Without `begin` texts are printed as they
     * come. */
    void (*begin)(const Totals *summary, Buffer *out);
    void (*end)(const Totals *summary, Buffer *out);
};
typedef struct Format Format;

extern const Format format_text, format_json, format_sarif, format_github, format_junit;

/* NULL when there is none of that name. */
const Format *format_find(const char *name);

/* The first fix that can be made here, or NULL. */
const Fix *fix_to_show(const Finding *finding);

#endif
