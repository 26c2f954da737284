/*
 * client.h - what the client said it can do.
 *
 * Editors differ more in this than in anything else; what a client did not announce is
 * not sent to it.
 */
#ifndef ASYNCLINT_SERVER_CLIENT_H
#define ASYNCLINT_SERVER_CLIENT_H

#include "asynclint/document.h"

#include <jansson.h>

typedef struct Client {
    /* diagnostics */
    bool pulls; /* asks for diagnostics, and can be told to ask again: gets no pushes */
    bool related_information;
    bool tags;
    bool code_description;
    bool diagnostic_data;
    /* code actions */
    bool literals;   /* CodeAction objects, not only commands */
    bool preferred;  /* isPreferred */
    bool disabled;   /* disabled.reason */
    bool resolves;   /* codeAction/resolve fills in the edit */
    bool apply_edit; /* workspace/applyEdit */
    bool show_document;
    /* edits */
    bool document_changes; /* edits that name the version they were made for */
    bool annotations;      /* changes that ask for confirmation */
    /* the rest */
    bool markdown;              /* hover in Markdown */
    bool configuration;         /* workspace/configuration */
    bool configuration_dynamic; /* wants didChangeConfiguration registered */
    bool watch_dynamic;         /* didChangeWatchedFiles can be registered */
    bool notebooks;
    bool work_done; /* shows the progress of long work */
} Client;

/* From ClientCapabilities, which may be NULL or anything. */
Client client_read(const json_t *capabilities);

/* The first of general.positionEncodings that is known here; UTF-16 when there is none. */
Encoding client_encoding(const json_t *capabilities);

/* "utf-8", "utf-16", "utf-32". */
const char *encoding_name(Encoding encoding);
/* False, and *out untouched, when it is no encoding's name. */
bool encoding_parse(const char *name, Encoding *out);

#endif
