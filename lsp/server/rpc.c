/*
 * rpc.c - JSON-RPC 2.0 as LSP uses it: which message it is, who handles it, one reply.
 *
 * Messages wait in a queue, so that all that has arrived is known before the first is
 * handled: a cancelled request is never begun, and an answer about a text that the next
 * message changes is not given. What leaves, and the replies to it, is in rpc_send.c.
 */
#include "server/rpc_internal.h"

#include "server/clock.h"
#include "server/json.h"

#include <stdio.h>
#include <stdlib.h>

Rpc *rpc_new(struct Server *server, const Method *methods)
{
    Rpc *rpc = xmalloc(sizeof *rpc);
    *rpc = (Rpc){.server = server, .methods = methods, .log_level = LOG_WARNING};
    buffer_init(&rpc->output);
    return rpc;
}

void rpc_free(Rpc *rpc)
{
    for (size_t i = rpc->head; i < rpc->tail; i++)
        json_decref(rpc->queue[i]);
    free(rpc->queue);
    json_decref(rpc->postponed);
    rpc_forget_all(rpc);
    buffer_release(&rpc->output);
    free(rpc);
}

Buffer *rpc_output(Rpc *rpc)
{
    return &rpc->output;
}

Phase rpc_phase(const Rpc *rpc)
{
    return rpc->phase;
}

void rpc_set_phase(Rpc *rpc, Phase phase)
{
    rpc->phase = phase;
}

/* --- the queue --- */

static void enqueue(Rpc *rpc, json_t *message)
{
    if (rpc->tail == rpc->cap && rpc->head > rpc->cap / 2) {
        memmove(rpc->queue, rpc->queue + rpc->head,
                (rpc->tail - rpc->head) * sizeof *rpc->queue);
        rpc->tail -= rpc->head;
        rpc->head = 0;
    }
    if (rpc->tail == rpc->cap) {
        rpc->cap = rpc->cap ? rpc->cap * 2 : 64;
        rpc->queue = xrealloc(rpc->queue, rpc->cap * sizeof(json_t *));
    }
    rpc->queue[rpc->tail++] = message;
}

static json_t *dequeue(Rpc *rpc)
{
    json_t *message = rpc->queue[rpc->head++];
    if (rpc->head == rpc->tail)
        rpc->head = rpc->tail = 0;
    return message;
}

bool rpc_has_next(const Rpc *rpc)
{
    return rpc->head < rpc->tail;
}

static const char *method_of(const json_t *message)
{
    return json_string_value(json_object_get(message, "method"));
}

static bool changes(const json_t *message, const char *uri, bool notebook)
{
    static const char *const CHANGES[] = {"textDocument/didChange", "textDocument/didClose",
                                          "textDocument/didOpen"};
    const char *method = method_of(message);
    if (notebook && method && starts_with(method, "notebookDocument/"))
        return true;
    for (size_t i = 0; i < COUNT(CHANGES); i++)
        if (same(method, CHANGES[i]))
            return same(json_string_at(message, "params.textDocument.uri"), uri);
    return false;
}

bool rpc_will_change(const Rpc *rpc, const char *uri, bool notebook)
{
    for (size_t i = rpc->head; i < rpc->tail; i++)
        if (changes(rpc->queue[i], uri, notebook))
            return true;
    return false;
}

/* --- what arrives --- */

/* Takes the first request with the id out of those put off; false when there is none. */
static bool drop_postponed(Rpc *rpc, const json_t *id)
{
    size_t i;
    json_t *message;
    json_array_foreach(rpc->postponed, i, message)
    {
        if (json_equal(json_object_get(message, "id"), id)) {
            json_array_remove(rpc->postponed, i);
            return true;
        }
    }
    return false;
}

static void cancel(Rpc *rpc, const json_t *params)
{
    json_t *id = json_object_get(params, "id");
    Fault fault = {.code = REQUEST_CANCELLED, .text = "cancelled"};
    if (rpc_drop_deferred(rpc, id) || drop_postponed(rpc, id)) {
        rpc_reply(rpc, id, NULL, &fault);
        return;
    }
    for (size_t i = rpc->head; id && i < rpc->tail; i++) {
        json_t *message = rpc->queue[i];
        if (!method_of(message) || !json_equal(json_object_get(message, "id"), id))
            continue;
        rpc_reply(rpc, id, NULL, &fault);
        memmove(rpc->queue + i, rpc->queue + i + 1,
                (rpc->tail - i - 1) * sizeof *rpc->queue);
        rpc->tail--;
        json_decref(message);
        return;
    }
}

static void refuse(Rpc *rpc, json_t *id, int code, const char *text)
{
    Fault fault = {.code = code};
    snprintf(fault.text, sizeof fault.text, "%s", text);
    rpc_reply(rpc, id, NULL, &fault);
}

/* Why it is no message of JSON-RPC 2.0, or NULL. */
static const char *check(const json_t *message)
{
    if (json_is_array(message))
        return "batches are not part of LSP";
    if (!json_is_object(message))
        return "a message is an object";
    if (!same(json_string_at(message, "jsonrpc"), "2.0"))
        return "\"jsonrpc\" must be \"2.0\"";
    json_t *id = json_object_get(message, "id"),
           *method = json_object_get(message, "method");
    if (method && !json_is_string(method))
        return "\"method\" must be a string";
    if (method && id && !json_is_string(id) && !json_is_number(id))
        return "\"id\" must be a string or a number";
    json_t *params = json_object_get(message, "params");
    if (params && !json_is_object(params) && !json_is_array(params) &&
        !json_is_null(params))
        return "\"params\" must be an object or an array";
    if (!method && !id)
        return "neither a method nor a reply";
    return NULL;
}

bool rpc_receive(Rpc *rpc, Str body)
{
    json_t *message = json_read(body);
    if (!message) {
        refuse(rpc, NULL, PARSE_ERROR, "the message is not JSON");
        return false;
    }
    const char *problem = check(message);
    if (problem) {
        json_t *id = json_object_get(message, "id");
        bool usable = json_is_string(id) || json_is_number(id);
        refuse(rpc, usable ? id : NULL, INVALID_REQUEST, problem);
    } else if (same(method_of(message), "$/cancelRequest")) {
        cancel(rpc, json_object_get(message, "params"));
    } else {
        enqueue(rpc, json_incref(message));
    }
    json_decref(message);
    return true;
}

void rpc_receive_garbage(Rpc *rpc, const char *problem)
{
    refuse(rpc, NULL, PARSE_ERROR, problem);
}

/* --- handling --- */

static const Method *find_method(const Rpc *rpc, const char *name)
{
    for (const Method *method = rpc->methods; method->name; method++)
        if (same(method->name, name))
            return method;
    return NULL;
}

/* Whether the phase lets the request through. */
static bool admit(const Rpc *rpc, const char *name, Fault *fault)
{
    bool initialize = same(name, "initialize");
    if (rpc->phase == PHASE_NEW && !initialize)
        rpc_fail(fault, NOT_INITIALIZED, "the server is not initialized");
    else if (rpc->phase == PHASE_RUNNING && initialize)
        rpc_fail(fault, INVALID_REQUEST, "the server is initialized already");
    else if (rpc->phase == PHASE_SHUTDOWN)
        rpc_fail(fault, INVALID_REQUEST, "the server has been shut down");
    return !fault->code;
}

/* --- requests put off --- */

json_t *rpc_postpone(Fault *fault)
{
    fault->postponed = true;
    return NULL;
}

bool rpc_has_postponed(const Rpc *rpc)
{
    return json_array_size(rpc->postponed) > 0;
}

void rpc_resume(Rpc *rpc)
{
    size_t i;
    json_t *message;
    json_array_foreach(rpc->postponed, i, message) enqueue(rpc, json_incref(message));
    json_array_clear(rpc->postponed);
}

/* `notice` changes their document, or is NULL: then all. */
static void refuse_postponed(Rpc *rpc, const json_t *notice, int code, const char *why)
{
    for (size_t i = json_array_size(rpc->postponed); i-- > 0;) {
        json_t *message = json_array_get(rpc->postponed, i);
        const char *uri = json_string_at(message, "params.textDocument.uri");
        if (notice && !(uri && changes(notice, uri, true)))
            continue;
        refuse(rpc, json_object_get(message, "id"), code, why);
        json_array_remove(rpc->postponed, i);
    }
}

void rpc_refuse_postponed(Rpc *rpc)
{
    refuse_postponed(rpc, NULL, REQUEST_FAILED, "the session has ended");
}

static void postpone(Rpc *rpc, json_t *message)
{
    if (!rpc->postponed)
        rpc->postponed = json_array();
    json_array_append(rpc->postponed, message);
}

static void handle_request(Rpc *rpc, const char *name, json_t *message)
{
    json_t *id = json_object_get(message, "id");
    json_t *params = json_object_get(message, "params");
    Fault fault = {0};
    json_t *result = NULL;
    const Method *method = find_method(rpc, name);
    if (!admit(rpc, name, &fault))
        ; /* the fault says why */
    else if (!method || !method->request)
        rpc_fail(&fault, METHOD_NOT_FOUND, "no such method: %s", name);
    else {
        rpc->current = id;
        result = method->request(rpc->server, params, &fault);
        rpc->current = NULL;
    }
    if (fault.postponed)
        postpone(rpc, message);
    else if (!fault.deferred)
        rpc_reply(rpc, id, result, &fault);
}

static void handle_notice(Rpc *rpc, const char *name, json_t *message)
{
    const Method *method = find_method(rpc, name);
    bool exit = same(name, "exit");
    if (rpc->phase != PHASE_RUNNING && !exit)
        return;
    refuse_postponed(rpc, message, CONTENT_MODIFIED, "the document has changed");
    if (method && method->notice)
        method->notice(rpc->server, json_object_get(message, "params"));
    else if (!starts_with(name, "$/"))
        rpc_log(rpc, LOG_DEBUG, "ignored: %s", name);
}

void rpc_handle_next(Rpc *rpc)
{
    json_t *message = dequeue(rpc);
    const char *name = method_of(message);
    double began = rpc->trace ? clock_ms() : 0;
    if (!name)
        rpc_handle_reply(rpc, message);
    else if (json_object_get(message, "id"))
        handle_request(rpc, name, message);
    else
        handle_notice(rpc, name, message);
    if (rpc->trace && name)
        rpc_notify(rpc, "$/logTrace",
                   json_pack("{s:o}", "message",
                             json_sprintf("%s took %.1f ms", name, clock_ms() - began)));
    json_decref(message);
}
