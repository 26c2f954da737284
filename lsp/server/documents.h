/*
 * documents.h - what the client has open, and what is analysed as one.
 *
 * A document is found by its URI, compared byte by byte. A program is what is analysed as
 * one: a document of its own, or the Python cells of a notebook joined. Its findings
 * hold bytes of the joined text; a part knows where its own text begins in it.
 */
#ifndef ASYNCLINT_SERVER_DOCUMENTS_H
#define ASYNCLINT_SERVER_DOCUMENTS_H

#include "asynclint/analysis.h"

#include <jansson.h>

typedef struct Program Program;

typedef struct OpenDocument {
    char *uri;  /* as the client wrote it */
    char *path; /* uri_path of it */
    json_int_t version;
    Language language;
    Document *text;
    Program *program;     /* that it is part of; NULL when nothing is to be found in it */
    uint32_t start;       /* where its text begins in the program's, in bytes */
    json_int_t session;   /* the number of its opening, which no other has */
    json_int_t edits;     /* counts the changes of its text */
    json_int_t published; /* how many findings the client shows for it; -1 before any */
    bool lost;            /* an edit could not be read: waits for a whole text */
} OpenDocument;

/* Of a program's text, as it is (parsing.c). */
typedef enum ParseState { PARSE_NEW, PARSE_WAITS, PARSE_DONE } ParseState;

struct Program {
    char *path; /* decides configuration and what is a test */
    Language language;
    OpenDocument **parts; /* in order; at least one */
    size_t count;
    Document *text;                  /* the only part's own, or the joined text */
    const struct Notebook *notebook; /* of whose cells it is; then `text` is owned */
    ParseState parse;
    bool current;         /* what follows belongs to the text as it is */
    Analysis *analysis;   /* NULL when there is none to be had */
    const Config *config; /* borrowed from configs.h */
    char *refusal;        /* why it is not analysed, for the user; or NULL */
    json_int_t revision;  /* counts the analyses, for result ids */
    bool unpublished;     /* the client is to be told */
    /* of the summary that the index has, or will have (index.c) */
    uint64_t stamp, shape; /* with and without places; 0 before */
    bool reshaped;         /* the shape is new to the index */
    uint64_t view;         /* graph_view that it was judged by */
};

typedef struct Documents {
    OpenDocument **items;
    size_t count, cap;
    Program **programs;
    size_t program_count, program_cap;
    json_int_t sessions; /* openings so far */
} Documents;

OpenDocument *documents_find(const Documents *documents, const char *uri);
/* The open document of a file, whatever way its URI is written; or NULL. */
OpenDocument *documents_find_path(const Documents *documents, const char *path);
/* Copies. A document that is open already is replaced. It has no program yet. */
OpenDocument *documents_open(Documents *documents, const char *uri, const char *language_id,
                             json_int_t version, const char *text, size_t len);
/* Closes and frees; a program that has no other part with it. */
void documents_close(Documents *documents, OpenDocument *doc);
void documents_release(Documents *documents);

/* A program without parts; `path` is copied, `notebook` is borrowed: NULL for a document
 * of its own. */
Program *program_new(Documents *documents, const char *path, Language language,
                     const struct Notebook *notebook);
/* The program of a notebook's cells, or NULL. */
Program *documents_find_notebook(const Documents *documents,
                                 const struct Notebook *notebook);
void program_free(Documents *documents, Program *program);
/* Puts the documents in place of the parts of before; copies the array. */
void program_set_parts(Program *program, OpenDocument **parts, size_t count);
/* The text, or what it is judged by, has changed: drops the findings, to be told anew. */
void program_touch(Program *program);
/* Drops the findings; what the client shows stays. */
void program_drop(Program *program);

/* The part that holds the byte of the program's text; the last one for its end. */
OpenDocument *program_part(const Program *program, uint32_t byte);
/* A span of the program's text in a part's own bytes, clamped to it. */
Span part_span(const OpenDocument *part, Span span);

#endif
