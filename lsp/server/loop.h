/* loop.h - the loop that a session runs in. */
#ifndef ASYNCLINT_SERVER_LOOP_H
#define ASYNCLINT_SERVER_LOOP_H

#include "server/server.h"

/* Serves until the client says exit, is gone, or its process is. Returns the exit status:
 * 0 after shutdown, else 1. The descriptors stay open. */
int loop_run(Server *server, int in, int out);

#endif
