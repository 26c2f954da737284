/* workspace.h - folders, settings and files that change under the session. */
#ifndef ASYNCLINT_SERVER_WORKSPACE_H
#define ASYNCLINT_SERVER_WORKSPACE_H

#include "server/server.h"

/* Folders and first settings from InitializeParams. */
void workspace_init(Server *server, json_t *params);
/* Asks the client to watch files and for its settings, as far as it can. */
void workspace_start(Server *server);

void workspace_folders(Server *server, json_t *params); /* didChangeWorkspaceFolders */
void workspace_configuration(Server *server, json_t *params); /* didChangeConfiguration */
void workspace_files(Server *server, json_t *params);         /* didChangeWatchedFiles */

#endif
