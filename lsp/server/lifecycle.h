/* lifecycle.h - initialize, initialized, shutdown, exit. */
#ifndef ASYNCLINT_SERVER_LIFECYCLE_H
#define ASYNCLINT_SERVER_LIFECYCLE_H

#include "server/server.h"

json_t *lifecycle_initialize(Server *server, json_t *params, Fault *fault);
void lifecycle_initialized(Server *server, json_t *params);
json_t *lifecycle_shutdown(Server *server, json_t *params, Fault *fault);
void lifecycle_exit(Server *server, json_t *params);
void lifecycle_set_trace(Server *server, json_t *params);

/* The process that started the session is gone. */
bool lifecycle_is_orphan(const Server *server);

#endif
