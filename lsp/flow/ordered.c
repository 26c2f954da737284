/*
 * ordered.c - what must be done one after the other, known by what people call it.
 *
 * A connection, a transaction, a page, a stream answers in the order it is asked; a sleep
 * between two steps is there on purpose. Types decide where they are known, names where
 * they are not: a false alarm here would tell people to break a protocol.
 */
#include "flow/dependence.h"

#include "asynclint/known.h"

#include <ctype.h>

static const char *const RECEIVERS[] = {
    "conn",     "connection",  "cursor",     "cur",       "tx",          "txn",
    "trx",      "transaction", "page",       "browser",   "ws",          "websocket",
    "sock",     "socket",      "stream",     "writer",    "reader",      "channel",
    "pipe",     "driver",      "lock",       "mutex",     "semaphore",   "sem",
    "limiter",  "batch",       "batcher",    "collector", "accumulator", "aggregator",
    "queue",    "serial",      "port",       "transport", "protocol",    "shell",
    "terminal", "repl",        "session_tx", "pipeline",  "uow",         "frame",
    "tab"};

static const char *const METHODS[] = {
    "write",           "writelines",    "send",          "sendall",
    "send_json",       "send_text",     "send_str",      "send_bytes",
    "sendto",          "drain",         "read",          "readline",
    "readexactly",     "readuntil",     "recv",          "receive",
    "receive_json",    "receive_text",  "receive_bytes", "execute",
    "executemany",     "executescript", "commit",        "rollback",
    "flush",           "put",           "join",          "acquire",
    "release",         "goto",          "click",         "fill",
    "press",           "type",          "migrate",       "question",
    "prompt",          "step",          "seek",          "begin",
    "publish_ordered", "emit",          "next",          "__anext__",
    "asend",           "advance",       "append",        "add_page"};

static const char *const INTENTS[] = {"sleep",
                                      "delay",
                                      "wait",
                                      "backoff",
                                      "pause",
                                      "throttle",
                                      "debounce",
                                      "retry",
                                      "poll",
                                      "tick",
                                      "setTimeout",
                                      "rateLimit",
                                      "rate_limit",
                                      "sleep_ms",
                                      "sleepMs",
                                      "wait_for_rate_limit",
                                      "waitForRateLimit",
                                      "checkpoint",
                                      "setImmediate",
                                      "nextTick",
                                      "wait_until_ready",
                                      "waitFor",
                                      "wait_for"};

/* The word itself, or the last word of a snake_case or camelCase name. */
static bool ends_in_word(const char *name, const char *word)
{
    size_t len = strlen(name), tail = strlen(word);
    if (len < tail)
        return false;
    const char *at = name + len - tail;
    if (at == name || at[-1] == '_')
        return same(at, word);
    return isupper((unsigned char)at[0]) && tolower((unsigned char)at[0]) == word[0] &&
           same(at + 1, word + 1);
}

static bool is_receiver_name(const char *name)
{
    while (name && *name == '_')
        name++;
    for (size_t i = 0; name && i < COUNT(RECEIVERS); i++)
        if (ends_in_word(name, RECEIVERS[i]))
            return true;
    return false;
}

/* A name or attribute called like an ordered thing, that outlives the iteration. */
static bool is_ordered_thing(const Iteration *it, Ref node)
{
    const Syntax *s = it->facts->syntax;
    NodeKind kind = kind_of(s, node);
    if ((kind != N_NAME && kind != N_MEMBER) || !is_receiver_name(s->nodes[node].name))
        return false;
    Ref parent = s->nodes[node].parent;
    if (kind_of(s, parent) == N_CALL && s->nodes[node].role == R_CALLEE)
        return false;
    Ref root = root_of(it->facts, node);
    Symbol *symbol = symbol_of(it->facts, root);
    if (symbol && symbol->defs && single_def(symbol) &&
        single_def(symbol)->kind == DEF_IMPORT)
        return false;
    return !symbol || !is_iteration_local(it, symbol);
}

/* `await writer.drain()` on a thing from outside the loop. */
static bool is_ordered_call(const Iteration *it, Ref call)
{
    const Syntax *s = it->facts->syntax;
    Ref callee = uncast(s, child_with(s, call, R_CALLEE));
    if (kind_of(s, callee) != N_MEMBER)
        return false;
    Symbol *root = symbol_of(it->facts, root_of(it->facts, callee));
    if (root && is_iteration_local(it, root))
        return false;
    const char *target = qualified_name(it->facts, callee);
    if (target && known_in(&it->facts->lexicon, target, KNOWN_SEQUENTIAL_RECEIVER))
        return true;
    if (target && !strchr(target, '#'))
        return false; /* a function of a module */
    return is_among(s->nodes[callee].name, METHODS, COUNT(METHODS));
}

bool is_ordered(const Iteration *it, Ref expr, Ref *because)
{
    const Syntax *s = it->facts->syntax;
    for (Ref r = expr; r < s->nodes[expr].last; r++) {
        bool call = kind_of(s, r) == N_CALL && is_ordered_call(it, r);
        if (!call && !is_ordered_thing(it, r))
            continue;
        *because = r;
        return true;
    }
    return false;
}

bool looks_ordered(const Facts *facts, Ref call)
{
    const Syntax *s = facts->syntax;
    Ref callee = uncast(s, child_with(s, call, R_CALLEE));
    const char *target = qualified_name(facts, callee);
    bool module = target && !strchr(target, '#');
    if (kind_of(s, callee) == N_MEMBER && !module &&
        is_among(s->nodes[callee].name, METHODS, COUNT(METHODS)))
        return true;
    for (Ref r = call; r < s->nodes[call].last; r++) {
        NodeKind kind = kind_of(s, r);
        bool name = r != callee && (kind == N_NAME || kind == N_MEMBER);
        if (name && is_receiver_name(s->nodes[r].name))
            return true;
    }
    return false;
}

bool waits_on_purpose(const Iteration *it, Ref *because)
{
    const Syntax *s = it->facts->syntax;
    for (Ref r = it->first; r < it->last; r++) {
        if (kind_of(s, r) != N_CALL)
            continue;
        Ref callee = child_with(s, r, R_CALLEE);
        const char *name = last_name(it->facts, callee);
        const char *target = qualified_name(it->facts, callee);
        bool known =
            target && known_in(&it->facts->lexicon, target, KNOWN_SEQUENTIAL_INTENT);
        bool gathers = same(target, "asyncio.wait_for");
        if (gathers || !(known || is_among(name, INTENTS, COUNT(INTENTS))))
            continue;
        *because = r;
        return true;
    }
    return false;
}
