/*
 * server.h - one session with one client.
 *
 * Everything is done in turn on one thread: bytes are read, messages handled, and when no
 * input waits, what has changed is analysed and published.
 */
#ifndef ASYNCLINT_SERVER_SERVER_H
#define ASYNCLINT_SERVER_SERVER_H

#include "server/client.h"
#include "server/configs.h"
#include "server/documents.h"
#include "server/notebooks.h"
#include "server/progress.h"
#include "server/rpc.h"
#include "server/settings.h"

typedef struct Server {
    Rpc *rpc;
    Client client;
    Encoding encoding;   /* of the positions on the wire */
    bool encoding_fixed; /* by --position-encoding */
    Documents documents;
    Notebooks notebooks;
    Settings settings;
    Configs configs;
    struct Survey *survey;
    struct Index *index;
    struct Parsing *parsing;
    Progress progress;
    json_int_t progresses; /* so far */
    Arena *scratch;        /* for one message or one piece of work; emptied after it */
    long parent;           /* process to end with; 0 for none */
    bool refresh_due;      /* the client is to ask for its diagnostics again */
    bool ended;            /* by the exit notification */
} Server;

/* One session over open descriptors, which stay open; the exit status. `server` holds what
 * the command line says, and nothing else. Grammars and known names are ready. */
int server_run(Server *server, int in, int out);

#endif
