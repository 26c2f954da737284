/*
 * server.c - `asynclint lsp`: its options, its connection, and what it answers to.
 *
 * Standard output is only frames: it is set aside at the start, and whatever else would be
 * printed goes to standard error.
 */
#include "server/server.h"

#include "asynclint/asynclint.h"
#include "server/actions.h"
#include "server/commands.h"
#include "server/diagnostics.h"
#include "server/hover.h"
#include "server/index.h"
#include "server/lifecycle.h"
#include "server/loop.h"
#include "server/notebook_sync.h"
#include "server/parsing.h"
#include "server/survey.h"
#include "server/sync.h"
#include "server/workspace.h"
#include "text/trim.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static const Method METHODS[] = {
    {"initialize", lifecycle_initialize, NULL},
    {"initialized", NULL, lifecycle_initialized},
    {"shutdown", lifecycle_shutdown, NULL},
    {"exit", NULL, lifecycle_exit},
    {"$/setTrace", NULL, lifecycle_set_trace},
    {"textDocument/didOpen", NULL, sync_open},
    {"textDocument/didChange", NULL, sync_change},
    {"textDocument/didSave", NULL, sync_save},
    {"textDocument/didClose", NULL, sync_close},
    {"notebookDocument/didOpen", NULL, notebook_open},
    {"notebookDocument/didChange", NULL, notebook_change},
    {"notebookDocument/didClose", NULL, notebook_close},
    {"textDocument/diagnostic", diagnostics_pull, NULL},
    {"textDocument/codeAction", actions_list, NULL},
    {"codeAction/resolve", actions_resolve, NULL},
    {"textDocument/hover", hover_show, NULL},
    {"workspace/diagnostic", survey_pull, NULL},
    {"window/workDoneProgress/cancel", NULL, survey_cancel},
    {"workspace/executeCommand", commands_execute, NULL},
    {"workspace/didChangeConfiguration", NULL, workspace_configuration},
    {"workspace/didChangeWatchedFiles", NULL, workspace_files},
    {"workspace/didChangeWorkspaceFolders", NULL, workspace_folders},
    {"asynclint/text", sync_text, NULL},
    {"asynclint/settled", survey_settled, NULL},
    {NULL, NULL, NULL},
};

typedef struct Options {
    const char *socket, *pipe, *encoding, *parent; /* NULL when not given */
} Options;

/* The value of "--name=value" or of "--name value"; NULL when the argument is another. */
static const char *value_of(const char *name, char **argv, int *at)
{
    size_t len = strlen(name);
    if (strncmp(argv[*at], name, len) != 0)
        return NULL;
    if (argv[*at][len] == '=')
        return argv[*at] + len + 1;
    if (argv[*at][len] || !argv[*at + 1])
        return NULL;
    return argv[++*at];
}

/* False, and told, when an option is unknown or lacks its value. */
static bool parse_options(char **argv, Options *options)
{
    const struct {
        const char *name;
        const char **value;
    } valued[] = {
        {"--socket", &options->socket},
        {"--port", &options->socket},
        {"--pipe", &options->pipe},
        {"--position-encoding", &options->encoding},
        {"--clientProcessId", &options->parent},
    };
    for (int at = 1; argv[at]; at++) {
        const char *value = NULL;
        for (size_t i = 0; i < COUNT(valued) && !value; i++)
            if ((value = value_of(valued[i].name, argv, &at)))
                *valued[i].value = value;
        if (!value && !same(argv[at], "--stdio")) {
            fprintf(stderr,
                    "asynclint lsp: unknown option, or without its value: %s\n"
                    "Try: asynclint lsp --help\n",
                    argv[at]);
            return false;
        }
    }
    return true;
}

/* --- the connection --- */

static int connect_port(const char *port)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    long number = strtol(port, NULL, 10);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons((uint16_t)number);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (number < 1 || number > 65535)
        errno = EINVAL;
    else if (!connect(fd, (struct sockaddr *)&address, sizeof address))
        return fd;
    fprintf(stderr, "asynclint lsp: cannot connect to port %s: %s\n", port,
            strerror(errno));
    close(fd);
    return -1;
}

static int connect_path(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (strlen(path) >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
    } else {
        memcpy(address.sun_path, path, strlen(path) + 1);
        if (!connect(fd, (struct sockaddr *)&address, sizeof address))
            return fd;
    }
    fprintf(stderr, "asynclint lsp: cannot connect to %s: %s\n", path, strerror(errno));
    close(fd);
    return -1;
}

static bool open_connection(const Options *options, int *in, int *out)
{
    if (options->socket || options->pipe) {
        *in = options->socket ? connect_port(options->socket) : connect_path(options->pipe);
        *out = *in;
        return *in >= 0;
    }
    *in = STDIN_FILENO;
    *out = dup(STDOUT_FILENO);
    dup2(STDERR_FILENO, STDOUT_FILENO);
    return *out >= 0;
}

/* --- the session --- */

int server_run(Server *server, int in, int out)
{
    Arena scratch;
    arena_init(&scratch);
    /* cppcheck-suppress autoVariables; the session ends before this does */
    server->scratch = &scratch;
    server->rpc = rpc_new(server, METHODS);
    server->survey = survey_new();
    server->index = index_new();
    server->parsing = parsing_new();
    int status = loop_run(server, in, out);
    survey_free(server->survey);
    index_free(server->index);
    parsing_free(server->parsing);
    notebooks_release(&server->notebooks);
    documents_release(&server->documents);
    configs_free(&server->configs);
    settings_release(&server->settings);
    rpc_free(server->rpc);
    server->scratch = NULL;
    arena_release(&scratch);
    return status;
}

static int serve(const Options *options, Encoding encoding)
{
    int in, out;
    if (!open_connection(options, &in, &out))
        return STATUS_FAILED;
    memory_keep();
    Server server = {.encoding = encoding, .encoding_fixed = options->encoding != NULL};
    server.parent = options->parent ? strtol(options->parent, NULL, 10) : 0;
    return server_run(&server, in, out);
}

int server_main(int argc, char **argv)
{
    (void)argc;
    Options options = {0};
    Encoding encoding = ENCODING_UTF16;
    if (!parse_options(argv, &options))
        return STATUS_FAILED;
    if (options.encoding && !encoding_parse(options.encoding, &encoding)) {
        fprintf(stderr, "asynclint lsp: no such position encoding: %s\n", options.encoding);
        return STATUS_FAILED;
    }
    return serve(&options, encoding);
}
