/* actions.h - textDocument/codeAction and codeAction/resolve. */
#ifndef ASYNCLINT_SERVER_ACTIONS_H
#define ASYNCLINT_SERVER_ACTIONS_H

#include "server/server.h"

#define FIX_ALL_KIND "source.fixAll.asynclint"

json_t *actions_list(Server *server, json_t *params, Fault *fault);
json_t *actions_resolve(Server *server, json_t *params, Fault *fault);

#endif
