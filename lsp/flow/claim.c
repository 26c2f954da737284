/* claim.c - how code keeps others out of what it is about to do: it says so first. */
#include "asynclint/blocks.h"
#include "asynclint/races.h"
#include "flow/words.h"

/* The call puts its argument into the collection: seen.add(k), cache.set(k, v). */
bool stores_into(const Facts *facts, const Call *call, Ref object)
{
    static const char *const NAMES[] = {"set",  "add",   "append",
                                        "push", "store", "setdefault"};
    const char *name = last_name(facts, call->callee);
    Ref receiver = receiver_of(facts, call);
    for (size_t i = 0; name && receiver && i < COUNT(NAMES); i++)
        if (same(name, NAMES[i]))
            return !object || same_place(facts, receiver, object);
    return false;
}

/* A test of the function, before the wait, asks for the object. */
static bool is_asked_before(const Facts *facts, const Function *fn, Ref object, Ref wait)
{
    const Syntax *s = facts->syntax;
    for (Ref r = fn->body; r < wait; r++) {
        if (kind_of(s, r) != kind_of(s, object) || !same_place(facts, r, object))
            continue;
        for (Ref up = r; up != fn->body; up = s->nodes[up].parent)
            if (s->nodes[up].role == R_TEST)
                return true;
    }
    return false;
}

/* What a test asks for is written before the wait: a flag that keeps the others out, the
 * promise itself. */
bool is_claimed(const Facts *facts, const Function *fn, Ref act, Ref wait)
{
    const Syntax *s = facts->syntax;
    for (uint32_t i = 0; i < facts->writes.len; i++) {
        const Write *write = facts->writes.items[i];
        if (write->at.fn != fn || write->node == act ||
            !runs_before(facts, write->node, wait) ||
            !is_shared_state(facts, fn, write->target))
            continue;
        Ref object = kind_of(s, write->target) == N_INDEX
                         ? child_with(s, write->target, R_OBJECT)
                         : write->target;
        if (is_asked_before(facts, fn, object, wait))
            return true;
    }
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if (call->at.fn == fn && call->node != act && stores_into(facts, call, 0) &&
            runs_before(facts, call->node, wait) &&
            is_asked_before(facts, fn, receiver_of(facts, call), wait))
            return true;
    }
    return false;
}

/* Nothing, or the beginning of something: a reset, not a result. */
bool is_reset(const Facts *facts, Ref value)
{
    static const char *const EMPTY[] = {"None", "null", "undefined", "False", "false"};
    const Syntax *s = facts->syntax;
    NodeKind kind = kind_of(s, value);
    if (kind == N_ARRAY || kind == N_OBJECT || kind == N_TUPLE)
        return !first_child(s, value);
    if (kind != N_LITERAL && kind != N_NAME)
        return kind == N_NUMBER && same(s->nodes[value].name, "0");
    return is_among(s->nodes[value].name, EMPTY, COUNT(EMPTY));
}

/* js: a module that is loaded twice is loaded once. */
bool loads_module(const Facts *facts, Ref value)
{
    const Syntax *s = facts->syntax;
    for (Ref r = value; r && r < s->nodes[value].last; r++) {
        const char *name =
            kind_of(s, r) == N_CALL ? last_name(facts, child_with(s, r, R_CALLEE)) : NULL;
        if (same(name, "import") || same(name, "require"))
            return true;
    }
    return false;
}

bool is_lifecycle_name(const char *name)
{
    static const char *const WORDS[] = {
        "start",    "stop",  "open",    "close",    "connect", "disconnect", "setup",
        "shutdown", "begin", "startup", "cleanup",  "mount",   "init",       "initialize",
        "run",      "main",  "listen",  "login",    "logout",  "enter",      "launch",
        "read",     "write", "next",    "seek",     "tell",    "anext",      "receive",
        "recv",     "drain", "commit",  "rollback", "flush",   "readline",   "aenter"};
    return begins_with_word(name, WORDS, COUNT(WORDS));
}
