/*
 * abort.c - signals at hand, and what is tried again.
 *
 * A signal is at hand when a function around the place is given one, or makes the
 * controller of one: as a name, an option, or the `signal` of a web request.
 */
#include "asynclint/abort.h"

#include "facts/build.h"

/* The function's own name at the node, bound before it; NULL for one of the module. */
static const Def *own_def(const Facts *facts, Ref node, const char *name)
{
    const Symbol *symbol = visible_symbol(facts, node, name);
    const Def *def = symbol ? single_def(symbol) : NULL;
    bool own = def && symbol->scope->fn->outer && def->name < node;
    return own ? def : NULL;
}

/* A `signal` that is put into text or compared is the name of a signal of the system. */
static bool is_used_as_text(const Facts *facts, const Symbol *symbol)
{
    for (uint32_t i = 0; i < symbol->reads.len; i++)
        if (use_of(facts, symbol->reads.items[i]) == USE_OPERAND)
            return true;
    return false;
}

/* process.on('SIGTERM', (signal) => …), child.on('exit', (code, signal) => …) */
static bool is_listener(const Facts *facts, const Function *fn)
{
    const Syntax *s = facts->syntax;
    Ref call = s->nodes[fn->node].parent;
    return kind_of(s, call) == N_CALL && s->nodes[fn->node].role == R_ARGUMENT &&
           kind_of(s, child_with(s, call, R_ARGUMENT)) == N_STRING;
}

static bool is_abort_signal(const Facts *facts, const Def *def)
{
    const Syntax *s = facts->syntax;
    if (def->type)
        return same(annotated_type(facts, def->type), "AbortSignal");
    if (def->kind == DEF_PARAMETER)
        return !is_used_as_text(facts, symbol_of(facts, def->name)) &&
               !is_listener(facts, def->fn);
    if (def->kind != DEF_ASSIGN || !def->value)
        return false;
    NodeKind kind = kind_of(s, def->value);
    if (def->destructured)
        return kind == N_NAME || kind == N_MEMBER || kind == N_CALL;
    return same(instance_type(facts, def->value), "AbortSignal") ||
           (kind == N_MEMBER && same(s->nodes[def->value].name, "signal"));
}

static const char *named_signal(const Facts *facts, Ref node)
{
    static const char *const NAMES[] = {"signal", "abortSignal"};
    for (size_t i = 0; i < COUNT(NAMES); i++) {
        const Def *def = own_def(facts, node, NAMES[i]);
        if (def && is_abort_signal(facts, def))
            return NAMES[i];
    }
    return NULL;
}

static const char *controller_signal(const Facts *facts, Ref node)
{
    static const char *const NAMES[] = {"controller", "abortController", "ac", "aborter"};
    for (size_t i = 0; i < COUNT(NAMES); i++) {
        const Def *def = own_def(facts, node, NAMES[i]);
        const char *type = def && def->value && !def->destructured
                               ? instance_type(facts, def->value)
                               : NULL;
        if (same(type, "AbortController"))
            return arena_printf(facts->arena, "%s.signal", NAMES[i]);
    }
    return NULL;
}

/* export function GET(request), loader({ request }), handle(request: Request) */
static bool is_web_request(const Facts *facts, const Def *def)
{
    static const char *const VERBS[] = {"GET",     "POST", "PUT",    "PATCH", "DELETE",
                                        "OPTIONS", "HEAD", "loader", "action"};
    if (def->kind != DEF_PARAMETER)
        return false;
    if (def->type) {
        const char *type = annotated_type(facts, def->type);
        return same(type, "Request") || same(type, "next/server.NextRequest");
    }
    const Function *fn = def->fn;
    Ref first = child_with(facts->syntax, fn->node, R_PARAMETER);
    return is_among(fn->name, VERBS, COUNT(VERBS)) && !fn->outer->outer && !fn->cls &&
           is_within(facts->syntax, def->name, first);
}

static const char *request_signal(const Facts *facts, Ref node)
{
    static const char *const NAMES[] = {"request", "req"};
    for (size_t i = 0; i < COUNT(NAMES); i++) {
        const Def *def = own_def(facts, node, NAMES[i]);
        if (def && is_web_request(facts, def))
            return arena_printf(facts->arena, "%s.signal", NAMES[i]);
    }
    return NULL;
}

/* `options.signal`, which the function reads elsewhere, or which TanStack Query gives it. */
static const char *option_signal(const Facts *facts, Ref node)
{
    static const char *const NAMES[] = {"options", "opts",   "init",   "context",
                                        "ctx",     "config", "params", "args"};
    const Syntax *s = facts->syntax;
    for (size_t i = 0; i < COUNT(NAMES); i++) {
        const Def *def = own_def(facts, node, NAMES[i]);
        const Symbol *symbol = def && def->kind == DEF_PARAMETER && !def->destructured
                                   ? symbol_of(facts, def->name)
                                   : NULL;
        if (symbol && same(def->fn->name, "queryFn"))
            return arena_printf(facts->arena, "%s.signal", NAMES[i]);
        for (uint32_t k = 0; symbol && k < symbol->reads.len; k++) {
            Ref member = s->nodes[symbol->reads.items[k]].parent;
            if (kind_of(s, member) == N_MEMBER && same(s->nodes[member].name, "signal"))
                return arena_strndup(facts->arena, text_of(s, member).ptr,
                                     text_of(s, member).len);
        }
    }
    return NULL;
}

const char *signal_at_hand(const Facts *facts, Ref node)
{
    const char *signal = named_signal(facts, node);
    if (!signal)
        signal = controller_signal(facts, node);
    if (!signal)
        signal = request_signal(facts, node);
    return signal ? signal : option_signal(facts, node);
}

bool subtree_calls(const Facts *facts, Ref node, const char *name)
{
    const Syntax *s = facts->syntax;
    for (Ref r = node; node && r < s->nodes[node].last; r++)
        if (kind_of(s, r) == N_CALL &&
            same(last_name(facts, child_with(s, r, R_CALLEE)), name))
            return true;
    return false;
}

/* What fails in the TRY is looked at by a handler that lets the loop go on. */
static bool goes_on(const Facts *facts, Ref try)
{
    const Syntax *s = facts->syntax;
    Ref handler = child_with(s, try, R_HANDLER);
    Ref body = handler ? child_with(s, handler, R_BODY) : 0, last = 0;
    for (Ref c = body ? first_child(s, body) : 0; c; c = next_child(s, c))
        last = c;
    NodeKind end = last ? kind_of(s, last) : N_NONE;
    return handler && end != N_THROW && end != N_RETURN && end != N_BREAK;
}

/* When it succeeds, the TRY leaves the loop. */
static bool leaves_loop(const Facts *facts, Ref try, const Loop *loop)
{
    const Syntax *s = facts->syntax;
    Ref body = child_with(s, try, R_BODY);
    for (Ref r = body; r < s->nodes[body].last; r++) {
        bool leaves = kind_of(s, r) == N_RETURN || kind_of(s, r) == N_BREAK;
        if (leaves && facts->index->spot[r]->fn == loop->fn)
            return true;
    }
    return false;
}

/* `pRetry(() => fetch(url))` */
static bool is_given_to_retry(const Facts *facts, const Function *fn)
{
    static const char *const NAMES[] = {"retry",     "pRetry",     "backOff",
                                        "withRetry", "retryAsync", "promiseRetry"};
    const Syntax *s = facts->syntax;
    Ref call = s->nodes[fn->node].parent;
    return kind_of(s, call) == N_CALL && s->nodes[fn->node].role == R_ARGUMENT &&
           is_among(last_name(facts, child_with(s, call, R_CALLEE)), NAMES, COUNT(NAMES));
}

bool is_retried(const Facts *facts, const Call *call)
{
    NodeRole part = R_NONE;
    const Loop *loop = call->at.loop;
    if (is_given_to_retry(facts, call->at.fn))
        return true;
    Ref try = loop ? covering_try(facts, call->node, &part) : 0;
    return try && part == R_BODY && is_within(facts->syntax, try, loop->node) &&
           goes_on(facts, try) && leaves_loop(facts, try, loop);
}

bool is_raced(const Facts *facts, Ref call)
{
    const Syntax *s = facts->syntax;
    Ref outer = ancestor(s, call, N_CALL);
    for (int i = 0; outer && i < 4; i++, outer = ancestor(s, outer, N_CALL)) {
        const char *target = qualified_name(facts, child_with(s, outer, R_CALLEE));
        if (same(target, "Promise.race") || same(target, "Promise.any"))
            return true;
    }
    return false;
}
