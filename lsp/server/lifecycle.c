/* lifecycle.c - initialize, initialized, shutdown, exit. */
#include "server/lifecycle.h"

#include "asynclint/asynclint.h"
#include "server/actions.h"
#include "server/clock.h"
#include "server/commands.h"
#include "server/diagnostics.h"
#include "server/json.h"
#include "server/parsing.h"
#include "server/survey.h"
#include "server/workspace.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

enum { FAREWELL_MS = 1000 }; /* for parses that are still to be published */

static json_t *sync_capability(void)
{
    return json_pack("{s:b, s:i, s:{s:b}}", "openClose", 1, "change", 2, "save",
                     "includeText", 0);
}

static json_t *action_capability(const Client *client)
{
    if (!client->literals)
        return json_true();
    return json_pack("{s:[s, s], s:b}", "codeActionKinds", "quickfix", FIX_ALL_KIND,
                     "resolveProvider", client->resolves);
}

static json_t *notebook_capability(void)
{
    return json_pack("{s:[{s:s, s:[{s:s}]}]}", "notebookSelector", "notebook", "*", "cells",
                     "language", "python");
}

static json_t *capabilities(const Server *server)
{
    const Client *client = &server->client;
    json_t *all =
        json_pack("{s:s, s:o, s:o, s:b, s:{s:o}, s:{s:{s:b, s:b}}}", "positionEncoding",
                  encoding_name(server->encoding), "textDocumentSync", sync_capability(),
                  "codeActionProvider", action_capability(client), "hoverProvider", 1,
                  "executeCommandProvider", "commands", commands_names(), "workspace",
                  "workspaceFolders", "supported", 1, "changeNotifications", 1);
    if (client->pulls)
        json_object_set_new(all, "diagnosticProvider",
                            json_pack("{s:s, s:b, s:b}", "identifier", "asynclint",
                                      "interFileDependencies", 1, "workspaceDiagnostics",
                                      1));
    if (client->notebooks)
        json_object_set_new(all, "notebookDocumentSync", notebook_capability());
    return all;
}

json_t *lifecycle_initialize(Server *server, json_t *params, Fault *fault)
{
    (void)fault;
    json_t *offered = json_object_get(params, "capabilities");
    server->client = client_read(offered);
    if (!server->encoding_fixed)
        server->encoding = client_encoding(offered);
    if (!server->parent)
        server->parent = (long)json_integer_value(json_object_get(params, "processId"));
    workspace_init(server, params);
    rpc_set_trace(server->rpc, json_string_at(params, "trace"));
    rpc_set_phase(server->rpc, PHASE_RUNNING);
    return json_pack("{s:o, s:{s:s, s:s}}", "capabilities", capabilities(server),
                     "serverInfo", "name", "asynclint", "version", ASYNCLINT_VERSION);
}

void lifecycle_initialized(Server *server, json_t *params)
{
    (void)params;
    workspace_start(server);
}

/* What waits is published first: a session that is played from a file shows all. */
json_t *lifecycle_shutdown(Server *server, json_t *params, Fault *fault)
{
    (void)params;
    (void)fault;
    double end = clock_ms() + FAREWELL_MS;
    do {
        while (diagnostics_due(server))
            diagnostics_work(server);
    } while (parsing_wait(server, end - clock_ms()));
    rpc_refuse_postponed(server->rpc);
    survey_end(server);
    rpc_set_phase(server->rpc, PHASE_SHUTDOWN);
    return json_null();
}

void lifecycle_exit(Server *server, json_t *params)
{
    (void)params;
    server->ended = true;
}

void lifecycle_set_trace(Server *server, json_t *params)
{
    rpc_set_trace(server->rpc, json_string_at(params, "value"));
}

/* In a container, where the editor's processes cannot be seen, there is no parent either:
 * then nothing can be said. */
bool lifecycle_is_orphan(const Server *server)
{
    if (server->parent <= 0 || getppid() == 0)
        return false;
    return kill((pid_t)server->parent, 0) != 0 && errno == ESRCH;
}
