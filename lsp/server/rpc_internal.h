/* rpc_internal.h - what rpc.c and rpc_send.c share. */
#ifndef ASYNCLINT_SERVER_RPC_INTERNAL_H
#define ASYNCLINT_SERVER_RPC_INTERNAL_H

#include "server/rpc.h"

/* Requests of ours that the client has not answered; the oldest is forgotten first. */
enum { OUTGOING_MOST = 100 };

typedef struct Outgoing {
    json_int_t id; /* 0 when the place is free */
    ReplyHandler *handler;
    json_t *context; /* owned; may be NULL */
} Outgoing;

struct Rpc {
    struct Server *server;
    const Method *methods;
    Phase phase;
    Buffer output;     /* frames to be written */
    json_t **queue;    /* messages from head to tail wait to be handled */
    size_t head, tail; /* places in the queue */
    size_t cap;
    json_t *current;   /* id of the request being handled; borrowed */
    json_t *deferred;  /* array of ids that rpc_answer is still to come for; or NULL */
    json_t *postponed; /* array of requests to be handled again; or NULL */
    Outgoing outgoing[OUTGOING_MOST];
    json_int_t last_id; /* of our requests */
    LogLevel log_level;
    bool trace;
};

/* Sends the reply; steals `result`, which is NULL for a fault. A NULL id is null. */
void rpc_reply(Rpc *rpc, json_t *id, json_t *result, const Fault *fault);
/* The client's answer to a request of ours. */
void rpc_handle_reply(Rpc *rpc, json_t *message);
/* False when the id is not among the deferred. */
bool rpc_drop_deferred(Rpc *rpc, const json_t *id);
void rpc_forget_all(Rpc *rpc);

#endif
