/*
 * diagnostics.h - findings as the client shows them: pushed, or given when asked for.
 */
#ifndef ASYNCLINT_SERVER_DIAGNOSTICS_H
#define ASYNCLINT_SERVER_DIAGNOSTICS_H

#include "server/server.h"

/* One finding of a program as a Diagnostic in the part that it begins in; a new
 * reference. */
json_t *diagnostic_json(const Server *server, const Program *program,
                        const Finding *finding);

/* All findings of a document whose program is up to date; a new reference. */
json_t *diagnostics_of(const Server *server, const OpenDocument *part);

/* A program waits to be told of, or the client to be asked to ask again. */
bool diagnostics_due(const Server *server);
/* Does one piece of that work. */
void diagnostics_work(Server *server);

/* Takes back what the client shows for a document that is closed or left alone. */
void diagnostics_clear(Server *server, OpenDocument *doc);

/* textDocument/diagnostic */
json_t *diagnostics_pull(Server *server, json_t *params, Fault *fault);

#endif
