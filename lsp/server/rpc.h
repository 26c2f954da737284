/*
 * rpc.h - JSON-RPC 2.0 as LSP uses it: which message it is, who handles it, one reply.
 *
 * A request handler returns a new reference to its result (json_null() for none) or NULL
 * with a fault set; parameters are borrowed. Messages leave through here and no other way.
 */
#ifndef ASYNCLINT_SERVER_RPC_H
#define ASYNCLINT_SERVER_RPC_H

#include "asynclint/base.h"

#include <jansson.h>

struct Server;
typedef struct Rpc Rpc;

enum ErrorCode {
    PARSE_ERROR = -32700,
    INVALID_REQUEST = -32600,
    METHOD_NOT_FOUND = -32601,
    INVALID_PARAMS = -32602,
    INTERNAL_ERROR = -32603,
    NOT_INITIALIZED = -32002,
    REQUEST_CANCELLED = -32800,
    CONTENT_MODIFIED = -32801,
    REQUEST_FAILED = -32803,
};

/* Why there is no result. */
typedef struct Fault {
    int code; /* ErrorCode; 0 while there is none */
    char text[240];
    bool deferred;  /* rpc_answer will come later */
    bool postponed; /* the request is to be handled again */
} Fault;

typedef json_t *RequestHandler(struct Server *server, json_t *params, Fault *fault);
typedef void NoticeHandler(struct Server *server, json_t *params);

typedef struct Method {
    const char *name;
    RequestHandler *request; /* one of the two; a table of these ends at a NULL name */
    NoticeHandler *notice;
} Method;

/* What may be asked of the server (LSP 3.17, "Server lifecycle"). */
typedef enum Phase { PHASE_NEW, PHASE_RUNNING, PHASE_SHUTDOWN } Phase;

/* As in window/logMessage. */
typedef enum LogLevel { LOG_OFF, LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG } LogLevel;

/* `methods` is static. */
Rpc *rpc_new(struct Server *server, const Method *methods);
void rpc_free(Rpc *rpc);
Buffer *rpc_output(Rpc *rpc); /* frames that wait to be written; borrowed */
Phase rpc_phase(const Rpc *rpc);
void rpc_set_phase(Rpc *rpc, Phase phase);

/* Takes a body in. It waits for rpc_handle_next, but a cancellation acts at once. False
 * when it was no JSON; that has then been answered. */
bool rpc_receive(Rpc *rpc, Str body);
/* Answers bytes that were no frame. */
void rpc_receive_garbage(Rpc *rpc, const char *problem);
bool rpc_has_next(const Rpc *rpc);
void rpc_handle_next(Rpc *rpc);
/* A message that waits changes or closes the document, or, for a cell, may change its
 * `notebook`: what is computed now is stale. */
bool rpc_will_change(const Rpc *rpc, const char *uri, bool notebook);

/* Puts off the request being handled until rpc_resume; one about a document that changes
 * before is refused. Returns NULL, for handlers to return. */
json_t *rpc_postpone(Fault *fault);
bool rpc_has_postponed(const Rpc *rpc);
void rpc_resume(Rpc *rpc);
/* Refuses all that were put off. */
void rpc_refuse_postponed(Rpc *rpc);

/* Sets the fault; returns NULL, for handlers to return. */
json_t *rpc_fail(Fault *fault, int code, const char *fmt, ...) PRINTF(3, 4);
/* For a handler whose answer comes later: returns the request's id, a new reference to
 * give to rpc_answer, which takes it back. */
json_t *rpc_defer(Rpc *rpc, Fault *fault);
/* The answer is still to come, and is not cancelled. */
bool rpc_is_deferred(const Rpc *rpc, const json_t *id);
/* Steals `id` and `result`; a NULL result answers with the fault. Nothing is sent when the
 * request has been cancelled meanwhile. */
void rpc_answer(Rpc *rpc, json_t *id, json_t *result, const Fault *fault);

/* Steals `params`. */
void rpc_notify(Rpc *rpc, const char *method, json_t *params);

/* `result` is NULL when the client refused; `error` then says why. All are borrowed. */
typedef void ReplyHandler(struct Server *server, json_t *result, json_t *error,
                          json_t *context);
/* Steals `params` and `context` (which may be NULL). `handler` may be NULL. */
void rpc_request(Rpc *rpc, const char *method, json_t *params, ReplyHandler *handler,
                 json_t *context);

void rpc_set_log_level(Rpc *rpc, LogLevel level);
void rpc_log(Rpc *rpc, LogLevel level, const char *fmt, ...) PRINTF(3, 4);
/* "off", "messages" or "verbose" ($/setTrace). */
void rpc_set_trace(Rpc *rpc, const char *value);

#endif
