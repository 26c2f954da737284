/*
 * client.c - the fix that puts an asynchronous HTTP client in the place of `requests`.
 *
 * Only where every use of the response is understood: the request becomes an `async with`
 * of a session, and of the response where that is aiohttp's, around the statements that
 * use it; `.json()`, `.text` and `.content` are awaited; `.status_code` gets its other name.
 * What is not understood is left to a thread.
 */
#include "findings/habits.h"

#include "asynclint/blocking.h"

/* One request: `response = requests.get(…)`, or `requests.get(…).json()` in a statement. */
typedef struct Request {
    const Call *call;
    Ref statement;        /* the one that makes it */
    Ref last;             /* the last sibling that uses the response */
    const Symbol *symbol; /* of the response's name, or NULL */
    const char *module;   /* "requests" or "httpx" */
    bool is_httpx;        /* the client to write for */
} Request;

/* What the response is asked for, and what that is called in aiohttp and httpx. */
static const struct {
    const char *name, *aiohttp, *httpx;
    bool called; /* a method: `.json()` */
    bool awaits; /* in aiohttp */
} USES[] = {
    {"json", "json", "json", true, true},
    {"text", "text()", "text", false, true},
    {"content", "read()", "content", false, true},
    {"status_code", "status", "status_code", false, false},
    {"raise_for_status", "raise_for_status", "raise_for_status", true, false},
    {"headers", "headers", "headers", false, false},
    {"ok", "ok", NULL, false, false},
    {"reason", "reason", "reason_phrase", false, false},
};

static int use_named(const char *name)
{
    for (size_t i = 0; name && i < COUNT(USES); i++)
        if (same(USES[i].name, name))
            return (int)i;
    return -1;
}

/* The member that asks the response for something we understand, or 0. */
static Ref asked_member(const Pass *p, const Request *request, Ref response)
{
    const Syntax *s = p->syntax;
    Ref member = s->nodes[response].parent;
    int use = kind_of(s, member) == N_MEMBER && s->nodes[response].role == R_OBJECT
                  ? use_named(s->nodes[member].name)
                  : -1;
    if (use < 0 || (request->is_httpx && !USES[use].httpx))
        return 0;
    Ref call = s->nodes[member].parent;
    bool called = kind_of(s, call) == N_CALL && s->nodes[member].role == R_CALLEE;
    bool bare = called && !child_with(s, call, R_ARGUMENT);
    return called == USES[use].called && (bare || !called) ? member : 0;
}

/* Rewrites what the response is asked for: `r.text` -> `(await r.text())`. */
static void rewrite_use(Pass *p, Fix *fix, const Request *request, Ref member)
{
    const Syntax *s = p->syntax;
    int use = use_named(s->nodes[member].name);
    const char *old = USES[use].name;
    const char *name = request->is_httpx ? USES[use].httpx : USES[use].aiohttp;
    uint32_t end = s->nodes[member].end;
    if (!same(old, name))
        fix_replace(p, fix, (Span){end - (uint32_t)strlen(old), end}, "%s", name);
    if (USES[use].awaits && !request->is_httpx)
        fix_await(p, fix, USES[use].called ? s->nodes[member].parent : member);
}

/* --- what is understood --- */

/* The arguments mean the same to the other client. */
static bool arguments_understood(const Pass *p, const Request *request)
{
    static const char *const KEYWORDS[] = {"params", "headers", "json", "data", "timeout"};
    const Syntax *s = p->syntax;
    const Call *call = request->call;
    bool any_verb = ends_with(call->target, ".request");
    if (call->has_spread || call->arg_count != (any_verb ? 2u : 1u))
        return false;
    Ref c = child_with(s, call->node, R_ARGUMENT);
    for (; c; c = next_with(s, c, R_ARGUMENT)) {
        bool known = kind_of(s, c) != N_KEYWORD;
        for (size_t i = 0; !known && i < COUNT(KEYWORDS); i++)
            known = same(s->nodes[c].name, KEYWORDS[i]);
        Ref value = kind_of(s, c) == N_KEYWORD ? child_with(s, c, R_VALUE) : 0;
        bool pair = value && kind_of(s, value) == N_TUPLE;
        if (!known || pair)
            return false;
    }
    return true;
}

/* A handler around it names the exceptions of `requests`. */
static bool is_caught_by_name(const Pass *p, const Request *request)
{
    const Syntax *s = p->syntax;
    for (Ref try = ancestor(s, request->statement, N_TRY); try;
         try = ancestor(s, try, N_TRY))
        for (Ref c = child_with(s, try, R_HANDLER); c; c = next_with(s, c, R_HANDLER)) {
            Ref type = child_with(s, c, R_VALUE);
            for (Ref r = type; type && r < s->nodes[type].last; r++) {
                const char *name = qualified_name(p->facts, r);
                if (name && starts_with(name, request->module))
                    return true;
            }
        }
    return false;
}

/* The sibling of the request's statement that holds the node, or 0. */
static Ref sibling_of(const Pass *p, const Request *request, Ref node)
{
    const Syntax *s = p->syntax;
    Ref block = s->nodes[request->statement].parent;
    while (node && s->nodes[node].parent != block)
        node = s->nodes[node].parent;
    return node;
}

/* Every read of the response's name asks for something understood, behind the request. */
static bool reads_understood(const Pass *p, Request *request)
{
    const Symbol *symbol = request->symbol;
    if (symbol->captured || symbol->exported || !single_def(symbol) || !symbol->reads.len)
        return false;
    for (uint32_t i = 0; i < symbol->reads.len; i++) {
        Ref read = symbol->reads.items[i], at = sibling_of(p, request, read);
        Ref member = asked_member(p, request, read);
        if (!at || at <= request->statement || !member || await_problem(p, member))
            return false;
        request->last = at > request->last ? at : request->last;
    }
    return true;
}

/* `response = requests.get(…)`, or `return requests.get(…).json()["x"]` */
static bool shape_understood(const Pass *p, Request *request)
{
    const Syntax *s = p->syntax;
    Ref top = request->call->node, parent = s->nodes[top].parent;
    if (kind_of(s, parent) == N_ASSIGN) {
        Ref left = child_with(s, parent, R_LEFT);
        request->symbol = kind_of(s, left) == N_NAME ? symbol_of(p->facts, left) : NULL;
        return kind_of(s, s->nodes[parent].parent) == N_EXPRESSION &&
               !child_with(s, parent, R_TYPE) && request->symbol &&
               (same(request->module, "httpx") || reads_understood(p, request));
    }
    if (kind_of(s, parent) == N_EXPRESSION)
        return true;
    if (!same(request->module, "httpx") && !asked_member(p, request, top))
        return false;
    for (;; top = parent, parent = s->nodes[top].parent) {
        NodeRole role = (NodeRole)s->nodes[top].role;
        if (role != R_OBJECT && role != R_CALLEE)
            break;
    }
    NodeKind kind = kind_of(s, parent);
    bool assigned = kind == N_ASSIGN && s->nodes[top].role == R_RIGHT &&
                    kind_of(s, s->nodes[parent].parent) == N_EXPRESSION;
    return kind == N_RETURN || kind == N_EXPRESSION || assigned;
}

static bool is_understood(const Pass *p, Request *request)
{
    Ref call = request->call->node;
    return !await_problem(p, call) && !has_comment(p, call) &&
           !is_caught_by_name(p, request) && arguments_understood(p, request) &&
           has_own_lines(p, request->statement) && shape_understood(p, request) &&
           !is_rigid(p, request->statement, request->last);
}

/* --- the rewriting --- */

/* The arguments as the other client takes them. */
static const char *arguments_of(Pass *p, Fix *fix, const Request *request)
{
    const Syntax *s = p->syntax;
    const char *out = "";
    Ref c = child_with(s, request->call->node, R_ARGUMENT);
    for (; c; c = next_with(s, c, R_ARGUMENT)) {
        const char *text = source(p, c);
        bool timeout = kind_of(s, c) == N_KEYWORD && same(s->nodes[c].name, "timeout");
        Ref value = timeout ? child_with(s, c, R_VALUE) : 0;
        if (value && !request->is_httpx && !str_is(text_of(s, value), "None"))
            text = arena_printf(p->arena, "timeout=%s(total=%s)",
                                fix_import_name(p, fix, "aiohttp", "ClientTimeout"),
                                source(p, value));
        out = arena_printf(p->arena, "%s%s%s", out, *out ? ", " : "", text);
    }
    bool follows = request->is_httpx && same(request->module, "requests") &&
                   !ends_with(request->call->target, ".head");
    return follows ? arena_printf(p->arena, "%s, follow_redirects=True", out) : out;
}

static void write_httpx(Pass *p, Fix *fix, const Request *request)
{
    const Syntax *s = p->syntax;
    const Call *call = request->call;
    const char *verb = last_name(p->facts, call->callee);
    const char *client = fresh_name(p, call->node, "client"), *unit = indent_unit(p);
    const char *module = fix_import_name(p, fix, "httpx", "AsyncClient");
    const char *arguments = arguments_of(p, fix, request);
    Node statement = s->nodes[request->statement];
    fix_insert(p, fix, statement.start, "async with %s() as %s:\n%s%s", module, client,
               indentation(p, request->statement), unit);
    indent_lines(p, fix, s->nodes[call->node].end, statement.end, unit);
    fix_replace_awaited(p, fix, call->node, "await %s.%s(%s)", client, verb, arguments);
}

/* The heads of both `async with`, ready for a body. */
static const char *aiohttp_heads(Pass *p, Fix *fix, const Request *request,
                                 const char *response)
{
    const Call *call = request->call;
    const char *base = indentation(p, request->statement), *unit = indent_unit(p);
    const char *session = fresh_name(p, call->node, "session");
    const char *verb = last_name(p->facts, call->callee);
    const char *make = fix_import_name(p, fix, "aiohttp", "ClientSession");
    return arena_printf(
        p->arena, "async with %s() as %s:\n%s%sasync with %s.%s(%s) as %s:", make, session,
        base, unit, session, verb, arguments_of(p, fix, request), response);
}

static void write_aiohttp(Pass *p, Fix *fix, const Request *request)
{
    const Syntax *s = p->syntax;
    const Call *call = request->call;
    Node statement = s->nodes[request->statement];
    const char *unit = indent_unit(p), *base = indentation(p, request->statement);
    const char *deep = arena_printf(p->arena, "%s%s", unit, unit);
    if (request->symbol) {
        const char *heads = aiohttp_heads(p, fix, request, request->symbol->name);
        fix_replace(p, fix, (Span){statement.start, statement.end}, "%s",
                    expand_lines(p, heads, ""));
        indent_lines(p, fix, statement.end, s->nodes[request->last].end, deep);
        return;
    }
    const char *response = fresh_name(p, call->node, "response");
    const char *heads = expand_lines(p, aiohttp_heads(p, fix, request, response), "");
    if (kind_of(s, s->nodes[call->node].parent) == N_EXPRESSION) {
        fix_replace(p, fix, (Span){statement.start, statement.end},
                    "%s\n%s%sawait %s.read()", heads, base, deep, response);
        return;
    }
    fix_insert(p, fix, statement.start, "%s\n%s%s", heads, base, deep);
    fix_replace(p, fix, span_of(s, call->node), "%s", response);
    indent_lines(p, fix, s->nodes[call->node].end, statement.end, deep);
}

/* httpx's own functions become methods of its client; their response is the same. */
static void rewrite_uses(Pass *p, Fix *fix, const Request *request)
{
    const Symbol *symbol = request->symbol;
    if (same(request->module, "httpx"))
        return;
    if (!symbol) {
        Ref member = asked_member(p, request, request->call->node);
        if (member)
            rewrite_use(p, fix, request, member);
        return;
    }
    for (uint32_t i = 0; i < symbol->reads.len; i++)
        rewrite_use(p, fix, request, asked_member(p, request, symbol->reads.items[i]));
}

void offer_client(Pass *p, Finding *finding, const Call *call)
{
    static const char *const MODULES[] = {"requests", "httpx"};
    Request request = {.call = call, .statement = statement_of(p->syntax, call->node)};
    const char *target = known_canonical(p->facts->language, call->target);
    for (size_t i = 0; i < COUNT(MODULES); i++)
        if (starts_with(target, MODULES[i]) && target[strlen(MODULES[i])] == '.')
            request.module = MODULES[i];
    request.is_httpx = p->http_client == CLIENT_HTTPX || same(request.module, "httpx");
    request.last = request.statement;
    bool one_word = request.module && !strchr(target + strlen(request.module) + 1, '.');
    if (!one_word || strchr(target, '#') || !same(async_library(p), "asyncio"))
        return;
    if (!is_understood(p, &request))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Make the request with `%s`",
                     request.is_httpx ? "httpx.AsyncClient" : "aiohttp");
    if (request.is_httpx)
        write_httpx(p, fix, &request);
    else
        write_aiohttp(p, fix, &request);
    rewrite_uses(p, fix, &request);
    fix_prefer(finding, fix);
}
