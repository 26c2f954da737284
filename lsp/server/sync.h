/* sync.h - textDocument/did*: the client's text, kept byte for byte. */
#ifndef ASYNCLINT_SERVER_SYNC_H
#define ASYNCLINT_SERVER_SYNC_H

#include "server/server.h"

void sync_open(Server *server, json_t *params);
void sync_change(Server *server, json_t *params);
void sync_save(Server *server, json_t *params);
void sync_close(Server *server, json_t *params);

/* Opens from a TextDocumentItem; NULL when it is none. It has no program yet. */
OpenDocument *sync_open_item(Server *server, const json_t *item);
/* Applies an array of TextDocumentContentChangeEvent. */
void sync_apply(Server *server, OpenDocument *doc, const json_t *changes);

/* asynclint/text: the text as the server has it; for tests and debugging. */
json_t *sync_text(Server *server, json_t *params, Fault *fault);

#endif
