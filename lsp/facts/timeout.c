/*
 * timeout.c - whether a call that waits for somebody else is bounded.
 *
 * A session or socket may be given its timeout far from where it is used: whatever in the
 * file could do that counts as doing it.
 */
#include "asynclint/timeout.h"

#include "asynclint/blocks.h"
#include "asynclint/threads.h"

#include "facts/build.h"

static bool is_none(const Syntax *s, Ref expr)
{
    return expr && str_is(text_of(s, expr), "None");
}

/* `None`, or httpx.Timeout(None). */
static bool is_no_timeout(const Facts *facts, Ref expr)
{
    const Call *call = expr ? call_at(facts, expr) : NULL;
    if (call && same(call->target, "httpx.Timeout") && !call->has_keywords)
        expr = positional_argument(facts, call, 0);
    return is_none(facts->syntax, expr);
}

/* --- arguments --- */

/* The dictionary is written out, and no key of it is the parameter. */
static bool is_without(const Facts *facts, Ref dict, const char *key)
{
    const Syntax *s = facts->syntax;
    const Def *def = single_def(symbol_of(facts, dict));
    if (def && def->kind == DEF_ASSIGN && def->value && !def->destructured) {
        const Symbol *symbol = symbol_of(facts, dict);
        for (uint32_t i = 0; i < symbol->reads.len; i++)
            if (kind_of(s, s->nodes[symbol->reads.items[i]].parent) != N_SPREAD)
                return false;
        dict = def->value;
    }
    if (kind_of(s, dict) != N_OBJECT)
        return false;
    for (Ref c = first_child(s, dict); c; c = next_child(s, c)) {
        Ref name = kind_of(s, c) == N_PAIR ? child_with(s, c, R_KEY) : 0;
        if (kind_of(s, name) != N_STRING || same(s->nodes[name].name, key))
            return false;
    }
    return true;
}

/* What is spread into the call may hold the parameter. */
static bool may_be_spread(const Facts *facts, const Call *call, const Known *known)
{
    const Syntax *s = facts->syntax;
    Ref c = child_with(s, call->node, R_ARGUMENT);
    for (; c; c = next_with(s, c, R_ARGUMENT)) {
        if (kind_of(s, c) != N_SPREAD)
            continue;
        if (!has_flag(s, c, NF_DOUBLE)) {
            if (known->argument != KEYWORD_ONLY)
                return true;
        } else if (!is_without(facts, child_with(s, c, R_VALUE), known->parameter)) {
            return true;
        }
    }
    return false;
}

/* aiohttp: some other part of the waiting is bounded. */
static bool has_other_bound(const Facts *facts, const Call *call)
{
    static const char *const OTHERS[] = {"connect", "sock_connect", "sock_read"};
    for (size_t i = 0; i < COUNT(OTHERS); i++) {
        Ref value = keyword_argument(facts, call, OTHERS[i]);
        if (value && !is_none(facts->syntax, value))
            return true;
    }
    return false;
}

/* The call's own arguments bound it. *none: a `None` that takes the bound away. */
static bool is_bounded(const Facts *facts, const Call *call, const Known *known,
                       uint32_t skip, Ref *none)
{
    Ref timeout = keyword_argument(facts, call, known->parameter);
    if (!timeout && known->argument != KEYWORD_ONLY)
        timeout = positional_argument(facts, call, known->argument + skip);
    if (timeout && is_no_timeout(facts, timeout)) {
        *none = timeout;
        return has_other_bound(facts, call);
    }
    return timeout || known->tier == 2 || may_be_spread(facts, call, known);
}

/* --- what the file shows of the object --- */

/* Some call of the file has this last name. */
static bool file_calls(const Facts *facts, const char *name)
{
    return calls_member(facts, NULL, 0, name);
}

/* `session.request = …`, `connection.timeout = …`; of an object that is of this type, or of
 * an unknown one. */
static bool sets_member(const Facts *facts, const char *name, const char *type)
{
    for (uint32_t i = 0; i < facts->writes.len; i++) {
        Ref target = facts->writes.items[i]->target;
        if (kind_of(facts->syntax, target) != N_MEMBER ||
            !same(facts->syntax->nodes[target].name, name))
            continue;
        Ref object = child_with(facts->syntax, target, R_OBJECT);
        const char *known = instance_type(facts, object);
        if (!known || starts_with(known, type))
            return true;
    }
    return false;
}

/* A socket that is not of a network that can fail to answer. */
static bool is_local_socket(const Facts *facts, const Call *made)
{
    static const char *const WORDS[] = {"SOCK_DGRAM", "SOCK_RAW",     "AF_UNIX",
                                        "AF_NETLINK", "AF_BLUETOOTH", "AF_PACKET"};
    const Syntax *s = facts->syntax;
    for (Ref r = made->node; r < s->nodes[made->node].last; r++)
        for (size_t i = 0; i < COUNT(WORDS); i++)
            if (same(s->nodes[r].name, WORDS[i]))
                return true;
    return false;
}

/* The address is one of this machine, as it is written or as a constant says. */
static bool is_loopback(const Facts *facts, Ref address)
{
    static const char *const HOSTS[] = {"127.0.0.1", "localhost", "::1"};
    const Syntax *s = facts->syntax;
    for (Ref r = address; r && r < s->nodes[address].last; r++) {
        const Def *def = kind_of(s, r) == N_NAME ? single_def(symbol_of(facts, r)) : NULL;
        bool constant = def && def->kind == DEF_ASSIGN && !def->destructured && def->value;
        Ref value = constant ? def->value : r;
        for (size_t i = 0; kind_of(s, value) == N_STRING && i < COUNT(HOSTS); i++)
            if (same(s->nodes[value].name, HOSTS[i]))
                return true;
    }
    return false;
}

/* The session, connection or socket is given its timeout elsewhere in the file. */
static bool is_set_elsewhere(const Facts *facts, const Call *call, const Known *known)
{
    if (starts_with(known->name, "requests."))
        return strchr(known->name, '#') &&
               (file_calls(facts, "mount") || sets_member(facts, "request", "requests.") ||
                sets_member(facts, "send", "requests."));
    if (known->tier == 2 || known->tier == 3)
        return false;
    if (starts_with(known->name, "socket.") &&
        is_loopback(facts, positional_argument(facts, call, 0)))
        return true;
    if (file_calls(facts, "settimeout") || file_calls(facts, "setdefaulttimeout") ||
        file_calls(facts, "setblocking") || sets_member(facts, "timeout", "http.client"))
        return true;
    const Call *made =
        receiver_of(facts, call) ? origin_call(facts, receiver_of(facts, call)) : NULL;
    return known->tier == 4 && (!made || is_local_socket(facts, made));
}

/* A file or data URL, of which nobody has to answer. */
static bool is_local_url(const Facts *facts, const Call *call)
{
    Ref url = positional_argument(facts, call, 0);
    const char *text = url && kind_of(facts->syntax, url) == N_STRING
                           ? facts->syntax->nodes[url].name
                           : NULL;
    return text && (starts_with(text, "file:") || starts_with(text, "data:"));
}

/* The file shows where the object comes from: nobody else has set it up. */
static bool is_origin_shown(const Facts *facts, const Call *call)
{
    const char *hash = strchr(call->target, '#');
    Ref object = hash ? receiver_of(facts, call) : 0;
    return !hash || call_at(facts, object) || origin_call(facts, object);
}

/* --- questions --- */

static Wait wait_of_call(const Facts *facts, const Call *call)
{
    const Known *known = known_in(&facts->lexicon, call->target, KNOWN_TIMEOUT);
    Wait wait = {.call = call, .callee = call->callee};
    if (!known)
        return wait;
    bool awaited = known->tier == 3;
    if (awaited ? call->use != USE_AWAITED
                : known->tier != 4 && is_bounded(facts, call, known, 0, &wait.none))
        return wait;
    if (is_local_url(facts, call) || is_set_elsewhere(facts, call, known))
        return wait;
    wait.sure = is_origin_shown(facts, call);
    wait.known = known;
    return wait;
}

/* asyncio.to_thread(requests.get, url) */
static Wait wait_of_handoff(const Facts *facts, const Handoff *handoff)
{
    const Call *call = handoff->call;
    Wait wait = {.call = call, .callee = handoff->callable, .sure = true, .thread = true};
    const char *target = qualified_name(facts, handoff->callable);
    bool given = call && handoff->known && target &&
                 facts->syntax->nodes[handoff->callable].parent == call->node;
    const Known *known = given ? known_in(&facts->lexicon, target, KNOWN_TIMEOUT) : NULL;
    if (!known || known->tier != 1 || strchr(known->name, '#') ||
        handoff->known->runs != RUNS_ONCE)
        return wait;
    uint32_t skip = handoff->known->argument + 1u;
    if (!is_bounded(facts, call, known, skip, &wait.none) &&
        !is_set_elsewhere(facts, call, known))
        wait.known = known;
    return wait;
}

Wait endless_wait(const Facts *facts, const Call *call)
{
    if (facts_js(facts) || !call->target)
        return (Wait){0};
    const Handoff *handoff = handoff_of(facts, call);
    return handoff ? wait_of_handoff(facts, handoff) : wait_of_call(facts, call);
}

/* `asyncio.timeout(5)`, `move_on_after(5)`, or by what people call such things. */
static bool is_timeout_call(const Facts *facts, Ref expr)
{
    static const char *const NAMES[] = {
        "timeout",    "timeout_at",  "fail_after",    "fail_at", "move_on_after",
        "move_on_at", "CancelScope", "timeout_after", "Timeout", "ignore_after"};
    const Call *call = call_at(facts, expr);
    const char *name = call ? last_name(facts, call->callee) : NULL;
    for (size_t i = 0; name && i < COUNT(NAMES); i++)
        if (same(name, NAMES[i]))
            return !is_none(facts->syntax, positional_argument(facts, call, 0));
    return false;
}

static bool is_inside_timeout(const Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    for (Ref with = covering_with(facts, node); with; with = covering_with(facts, with))
        for (Ref c = first_child(s, with); c; c = next_child(s, c)) {
            Ref value = kind_of(s, c) == N_WITH_ITEM ? child_with(s, c, R_VALUE) : 0;
            if (kind_of(s, value) == N_AS)
                value = child_with(s, value, R_VALUE);
            if (value && is_timeout_call(facts, value))
                return true;
        }
    return false;
}

/* An argument of `wait_for(…)` or of the like. */
static bool is_waited_for(const Facts *facts, Ref call)
{
    const Call *outer = call_at(facts, facts->syntax->nodes[call].parent);
    const char *name = outer ? last_name(facts, outer->callee) : NULL;
    return name && (strstr(name, "wait_for") || strstr(name, "timeout"));
}

bool is_under_timeout(const Facts *facts, Ref node)
{
    if (is_inside_timeout(facts, node) || is_waited_for(facts, node))
        return true;
    const Function *fn = facts->index->spot[node]->fn;
    for (uint32_t i = 0; fn->outer && i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if (call->local == fn &&
            (is_waited_for(facts, call->node) || is_inside_timeout(facts, call->node)))
            return true;
    }
    return false;
}
