/*
 * rpc_send.c - what leaves: replies, notifications, requests to the client and what
 * becomes of them, the log.
 */
#include "server/rpc_internal.h"

#include "server/frame.h"
#include "server/json.h"

#include <stdio.h>
#include <stdlib.h>

/* Steals the message. */
static bool send(Rpc *rpc, json_t *message)
{
    char *text = json_dumps(message, JSON_COMPACT);
    json_decref(message);
    if (!text)
        return false;
    frame_write(&rpc->output, text, strlen(text));
    free(text);
    return true;
}

static json_t *error_json(const Fault *fault)
{
    int code = fault->code ? fault->code : INTERNAL_ERROR;
    const char *text = fault->text[0] ? fault->text : "internal error";
    return json_pack("{s:i, s:o}", "code", code, "message", json_utf8(text, strlen(text)));
}

void rpc_reply(Rpc *rpc, json_t *id, json_t *result, const Fault *fault)
{
    json_t *shown = id ? json_incref(id) : json_null();
    json_t *message = json_pack("{s:s, s:o}", "jsonrpc", "2.0", "id", shown);
    if (result)
        json_object_set_new(message, "result", result);
    else
        json_object_set_new(message, "error", error_json(fault));
    if (!send(rpc, message))
        rpc_reply(rpc, id, NULL, &(Fault){.code = INTERNAL_ERROR});
}

json_t *rpc_fail(Fault *fault, int code, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    fault->code = code;
    vsnprintf(fault->text, sizeof fault->text, fmt, args);
    va_end(args);
    return NULL;
}

/* --- answers that come later --- */

json_t *rpc_defer(Rpc *rpc, Fault *fault)
{
    fault->deferred = true;
    if (!rpc->deferred)
        rpc->deferred = json_array();
    json_array_append(rpc->deferred, rpc->current);
    return json_incref(rpc->current);
}

/* Its place among the deferred; their number when it is not one. */
static size_t find_deferred(const Rpc *rpc, const json_t *id)
{
    size_t i;
    json_t *waiting;
    json_array_foreach(rpc->deferred, i, waiting)
    {
        if (json_equal(waiting, id))
            return i;
    }
    return json_array_size(rpc->deferred);
}

bool rpc_is_deferred(const Rpc *rpc, const json_t *id)
{
    return find_deferred(rpc, id) < json_array_size(rpc->deferred);
}

bool rpc_drop_deferred(Rpc *rpc, const json_t *id)
{
    return json_array_remove(rpc->deferred, find_deferred(rpc, id)) == 0;
}

void rpc_answer(Rpc *rpc, json_t *id, json_t *result, const Fault *fault)
{
    if (rpc_drop_deferred(rpc, id))
        rpc_reply(rpc, id, result, fault);
    else
        json_decref(result);
    json_decref(id);
}

/* --- to the client --- */

void rpc_notify(Rpc *rpc, const char *method, json_t *params)
{
    send(rpc, json_pack("{s:s, s:s, s:o}", "jsonrpc", "2.0", "method", method, "params",
                        params));
}

static void forget(Outgoing *outgoing)
{
    json_decref(outgoing->context);
    *outgoing = (Outgoing){0};
}

void rpc_forget_all(Rpc *rpc)
{
    for (size_t i = 0; i < OUTGOING_MOST; i++)
        forget(&rpc->outgoing[i]);
    json_decref(rpc->deferred);
}

void rpc_request(Rpc *rpc, const char *method, json_t *params, ReplyHandler *handler,
                 json_t *context)
{
    json_int_t id = ++rpc->last_id;
    Outgoing *place = &rpc->outgoing[id % OUTGOING_MOST];
    forget(place);
    *place = (Outgoing){.id = id, .handler = handler, .context = context};
    json_t *message =
        json_pack("{s:s, s:I, s:s}", "jsonrpc", "2.0", "id", id, "method", method);
    if (params)
        json_object_set_new(message, "params", params);
    send(rpc, message);
}

void rpc_handle_reply(Rpc *rpc, json_t *message)
{
    json_int_t id = json_integer_value(json_object_get(message, "id"));
    Outgoing *place = &rpc->outgoing[id > 0 ? id % OUTGOING_MOST : 0];
    json_t *error = json_object_get(message, "error");
    if (id <= 0 || place->id != id) {
        rpc_log(rpc, LOG_DEBUG, "ignored: a reply to nothing that was asked");
        return;
    }
    Outgoing outgoing = *place;
    *place = (Outgoing){0};
    if (outgoing.handler)
        outgoing.handler(rpc->server, error ? NULL : json_object_get(message, "result"),
                         error, outgoing.context);
    json_decref(outgoing.context);
}

/* --- the log --- */

void rpc_set_log_level(Rpc *rpc, LogLevel level)
{
    rpc->log_level = level;
}

void rpc_set_trace(Rpc *rpc, const char *value)
{
    rpc->trace = same(value, "messages") || same(value, "verbose");
}

void rpc_log(Rpc *rpc, LogLevel level, const char *fmt, ...)
{
    if (level > rpc->log_level || rpc->phase == PHASE_NEW)
        return;
    char text[1024];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    rpc_notify(rpc, "window/logMessage",
               json_pack("{s:i, s:o}", "type", (int)level, "message",
                         json_utf8(text, strlen(text))));
}
