/*
 * handler.c - functions of js that others call: request handlers.
 *
 * A request handler serves everybody, so that blocking in it is as bad as in a coroutine.
 */
#include "facts/build.h"

/* app.get('/path', …), router.use(…), fastify.post('/path', …) */
static bool registers_route(const Facts *facts, const Call *call)
{
    static const char *const OBJECTS[] = {"app",     "router", "server",
                                          "fastify", "api",    "route"};
    static const char *const METHODS[] = {"get", "post", "put",  "patch",  "delete",
                                          "all", "use",  "head", "options"};
    const Syntax *s = facts->syntax;
    Ref callee = uncast(s, call->callee);
    if (kind_of(s, callee) != N_MEMBER)
        return false;
    const char *object = last_name(facts, child_with(s, callee, R_OBJECT));
    if (!is_among(s->nodes[callee].name, METHODS, COUNT(METHODS)) || !object)
        return false;
    for (size_t i = 0; i < COUNT(OBJECTS); i++)
        if (same(object, OBJECTS[i]) || ends_with(object, "Router") ||
            ends_with(object, "App"))
            return true;
    return false;
}

/* http.createServer(…), server.on('request', …) */
static bool serves_requests(const Facts *facts, const Call *call)
{
    const Syntax *s = facts->syntax;
    const char *name = last_name(facts, call->callee);
    if (same(name, "createServer"))
        return true;
    Ref event = child_with(s, call->node, R_ARGUMENT);
    return same(name, "on") && kind_of(s, event) == N_STRING &&
           same(s->nodes[event].name, "request");
}

static void mark_handlers(Facts *facts, const Call *call)
{
    const Syntax *s = facts->syntax;
    if (!registers_route(facts, call) && !serves_requests(facts, call))
        return;
    for (Ref c = child_with(s, call->node, R_ARGUMENT); c;
         c = next_with(s, c, R_ARGUMENT)) {
        Function *fn = called_function(facts, c);
        if (fn)
            fn->is_handler = true;
    }
}

/* `export function GET` of a route file; `exports.handler` of a function service. */
static void mark_exported_handlers(Facts *facts)
{
    static const char *const VERBS[] = {"GET",    "POST",    "PUT", "PATCH",
                                        "DELETE", "OPTIONS", "HEAD"};
    const Syntax *s = facts->syntax;
    for (uint32_t i = 1; i < facts->functions.len; i++) {
        Function *fn = facts->functions.items[i];
        Ref parent = s->nodes[fn->node].parent;
        while (kind_of(s, parent) == N_ASSIGN || kind_of(s, parent) == N_DECLARE)
            parent = s->nodes[parent].parent;
        if (kind_of(s, parent) == N_EXPORT && is_among(fn->name, VERBS, COUNT(VERBS)))
            fn->is_handler = true;
        if (same(fn->name, "handler") && !fn->outer->outer &&
            same(qualified_name(facts, fn->name_node), "exports.handler"))
            fn->is_handler = true;
    }
}

void find_roles(Facts *facts)
{
    if (!facts_js(facts))
        return;
    for (uint32_t i = 0; i < facts->calls.len; i++)
        mark_handlers(facts, facts->calls.items[i]);
    mark_exported_handlers(facts);
}
