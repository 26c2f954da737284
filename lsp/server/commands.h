/* commands.h - workspace/executeCommand. */
#ifndef ASYNCLINT_SERVER_COMMANDS_H
#define ASYNCLINT_SERVER_COMMANDS_H

#include "server/server.h"

/* Their names, as the server announces them; a new reference. */
json_t *commands_names(void);
json_t *commands_execute(Server *server, json_t *params, Fault *fault);

#endif
