/*
 * commands.c - workspace/executeCommand.
 *
 * For clients without code actions as objects, and for keys that a user binds. A command
 * that edits is answered when the client has said whether it applied the edit.
 */
#include "server/commands.h"

#include "server/edits.h"
#include "server/json.h"
#include "server/program.h"

typedef json_t *Command(Server *server, json_t *argument, Fault *fault);

/* The client's word on an edit; `id` is the command's request. */
static void applied(Server *server, json_t *result, json_t *error, json_t *id)
{
    const char *why = json_string_at(result, "failureReason");
    Fault fault = {0};
    if (error)
        why = json_string_at(error, "message");
    if (json_true_at(result, "applied")) {
        rpc_answer(server->rpc, json_incref(id), json_null(), NULL);
        return;
    }
    rpc_fail(&fault, REQUEST_FAILED, "the editor did not apply the edit: %s",
             why ? why : "no reason given");
    rpc_log(server->rpc, LOG_WARNING, "%s", fault.text);
    rpc_answer(server->rpc, json_incref(id), NULL, &fault);
}

/* Steals the edit, which may be NULL. */
static json_t *apply(Server *server, const char *label, json_t *edit, Fault *fault)
{
    if (!edit)
        return NULL;
    if (!server->client.apply_edit) {
        json_decref(edit);
        return rpc_fail(fault, REQUEST_FAILED, "the editor cannot apply edits");
    }
    rpc_request(server->rpc, "workspace/applyEdit",
                json_pack("{s:s, s:o}", "label", label, "edit", edit), applied,
                rpc_defer(server->rpc, fault));
    return NULL;
}

static json_t *apply_data(Server *server, json_t *argument, Fault *fault)
{
    return apply(server, "asynclint", edit_make(server, argument, fault), fault);
}

/* The argument is a URI or {uri}. */
static json_t *fix_all(Server *server, json_t *argument, Fault *fault)
{
    const char *uri = json_string_value(argument);
    if (!uri)
        uri = json_string_at(argument, "uri");
    OpenDocument *doc = uri ? documents_find(&server->documents, uri) : NULL;
    if (!doc)
        return rpc_fail(fault, INVALID_PARAMS,
                        "the argument is no URI of an open document");
    if (!doc->program)
        return json_null();
    if (!program_update(server, doc->program))
        return rpc_postpone(fault);
    EditKey key = {.kind = EDIT_FIX_ALL, .doc = doc};
    json_t *data = edit_data(&key);
    json_t *edit = edit_make(server, data, fault);
    json_decref(data);
    if (!edit && fault->code == REQUEST_FAILED) {
        *fault = (Fault){0};
        return json_null();
    }
    return apply(server, "Fix all", edit, fault);
}

static json_t *show_rule(Server *server, json_t *argument, Fault *fault)
{
    const Rule *rule = rule_find(json_string_value(argument));
    if (!rule)
        return rpc_fail(fault, INVALID_PARAMS, "the argument is no rule's id");
    if (!server->client.show_document)
        return rpc_fail(fault, REQUEST_FAILED, "the editor cannot show documents");
    rpc_request(
        server->rpc, "window/showDocument",
        json_pack("{s:s, s:b}", "uri", rule_url(rule, server->scratch), "external", 1),
        NULL, NULL);
    return json_null();
}

static const struct {
    const char *name;
    Command *run;
} COMMANDS[] = {
    {"asynclint.apply", apply_data},
    {"asynclint.fixAll", fix_all},
    {"asynclint.showRule", show_rule},
};

json_t *commands_names(void)
{
    json_t *names = json_array();
    for (size_t i = 0; i < COUNT(COMMANDS); i++)
        json_array_append_new(names, json_string(COMMANDS[i].name));
    return names;
}

json_t *commands_execute(Server *server, json_t *params, Fault *fault)
{
    const char *name = json_string_at(params, "command");
    json_t *argument = json_array_get(json_object_get(params, "arguments"), 0);
    for (size_t i = 0; i < COUNT(COMMANDS); i++)
        if (same(name, COMMANDS[i].name))
            return COMMANDS[i].run(server, argument, fault);
    return rpc_fail(fault, INVALID_PARAMS, "no such command: %s", name ? name : "");
}
