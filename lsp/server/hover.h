/* hover.h - textDocument/hover: what a finding means. */
#ifndef ASYNCLINT_SERVER_HOVER_H
#define ASYNCLINT_SERVER_HOVER_H

#include "server/server.h"

/* null where there is no finding, so that other servers' hovers stand alone. */
json_t *hover_show(Server *server, json_t *params, Fault *fault);

#endif
