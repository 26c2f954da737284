/* notebook_sync.h - notebookDocument/did*. */
#ifndef ASYNCLINT_SERVER_NOTEBOOK_SYNC_H
#define ASYNCLINT_SERVER_NOTEBOOK_SYNC_H

#include "server/server.h"

void notebook_open(Server *server, json_t *params);
void notebook_change(Server *server, json_t *params);
void notebook_close(Server *server, json_t *params);

#endif
