/*
 * ready.c - what an object has at a point of its set-up, and what its methods use at once.
 */
#include "asynclint/ready.h"

#include "asynclint/blocks.h"
#include "asynclint/locks.h"
#include "asynclint/races.h"
#include "flow/dependence.h"

bool is_own_object(const Facts *facts, Ref expr)
{
    NodeKind kind = kind_of(facts->syntax, expr);
    return kind == N_THIS || (kind == N_NAME && is_self(facts, expr));
}

static bool is_own_member(const Facts *facts, Ref node, const char *name)
{
    const Syntax *s = facts->syntax;
    return kind_of(s, node) == N_MEMBER && same(s->nodes[node].name, name) &&
           is_own_object(facts, child_with(s, node, R_OBJECT));
}

/* --- what is there --- */

static bool is_constructor(const Function *fn)
{
    return same(fn->name, "__init__") || same(fn->name, "constructor") ||
           same(fn->name, "__post_init__");
}

static Presence presence_of(const Syntax *s, Ref value)
{
    NodeKind kind = kind_of(s, value);
    const char *name = kind == N_LITERAL || kind == N_NAME ? s->nodes[value].name : NULL;
    bool nothing = same(name, "None") || same(name, "null") || same(name, "undefined");
    return nothing ? PRESENCE_EMPTY : PRESENCE_THERE;
}

/* A base that gives no attributes of its own but those that it is known for. */
static bool is_plain_base(const char *name)
{
    static const char *const PLAIN[] = {"object",
                                        "threading.Thread",
                                        "abc.ABC",
                                        "typing.Protocol",
                                        "typing.Generic",
                                        "Thread",
                                        "events.EventEmitter",
                                        "events",
                                        "EventEmitter",
                                        "HTMLElement",
                                        "EventTarget",
                                        "asyncio.Protocol"};
    for (size_t i = 0; name && i < COUNT(PLAIN); i++)
        if (same(name, PLAIN[i]))
            return true;
    return false;
}

static bool class_sets(const Class *cls, const char *name)
{
    for (uint32_t i = 0; i < cls->attributes.len; i++)
        if (same(cls->attributes.items[i].name, name))
            return true;
    return class_method(cls, name) != NULL;
}

/* A base of the class may have the attribute. */
static bool is_inherited(const Facts *facts, const Class *cls, const char *name)
{
    enum { MAX_CLASSES = 16 };
    const Class *todo[MAX_CLASSES] = {cls};
    const Syntax *s = facts->syntax;
    uint32_t count = 1;
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0 && class_sets(todo[i], name))
            return true;
        Ref base = child_with(s, todo[i]->node, R_BASE);
        for (; base; base = next_with(s, base, R_BASE)) {
            if (kind_of(s, base) == N_KEYWORD)
                continue;
            Ref named = kind_of(s, base) == N_INDEX ? child_with(s, base, R_OBJECT) : base;
            const Def *def = single_def(symbol_of(facts, named));
            const Class *own =
                def && def->kind == DEF_CLASS ? class_at(facts, def->value) : NULL;
            if (own ? count == MAX_CLASSES : !is_plain_base(qualified_name(facts, named)))
                return true;
            if (own)
                todo[count++] = own;
        }
    }
    return false;
}

/* setattr(self, …), self.__dict__, Object.assign(this, …) */
static bool sets_by_name(const Syntax *s, const Class *cls)
{
    for (Ref r = cls->node; r < s->nodes[cls->node].last; r++) {
        const char *name = s->nodes[r].name;
        if (same(name, "setattr") || same(name, "__dict__") || same(name, "__slots__") ||
            same(name, "__getattr__") || same(name, "__getattribute__"))
            return true;
        Ref first = same(name, "assign") && s->nodes[r].role == R_CALLEE
                        ? child_with(s, s->nodes[r].parent, R_ARGUMENT)
                        : 0;
        if (first && kind_of(s, first) == N_THIS)
            return true;
    }
    return false;
}

/* The function calls the other one before the node; anywhere when that is 0. */
static bool calls_before(const Facts *facts, const Function *fn, const Function *other,
                         Ref node)
{
    uint32_t i = first_call(facts->calls.items, facts->calls.len, fn->node);
    for (; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if (call->node >= facts->syntax->nodes[fn->node].last)
            return false;
        if (call->local == other && call->at.fn == fn &&
            (!node || runs_before(facts, call->node, node)))
            return true;
    }
    return false;
}

/* What a definition outside of the method says. */
static Presence presence_by(const Facts *facts, const Function *method,
                            const struct AttributeDef *def, Ref node)
{
    if (def->in_body) {
        bool filled = child_with(facts->syntax, method->cls->node, R_DECORATOR) != 0;
        return def->value ? presence_of(facts->syntax, def->value)
               : filled   ? PRESENCE_THERE
                          : PRESENCE_ABSENT;
    }
    if (is_constructor(method))
        return calls_before(facts, method, def->fn, node) ? PRESENCE_THERE
                                                          : PRESENCE_ABSENT;
    if (is_constructor(def->fn) && def->value)
        return presence_of(facts->syntax, def->value);
    return PRESENCE_THERE; /* who knows which of the two runs first */
}

/* ts: constructor(private db: Db) */
static bool is_parameter_property(const Syntax *s, const Function *fn, const char *name)
{
    Ref c = child_with(s, fn->node, R_PARAMETER);
    for (; c; c = next_with(s, c, R_PARAMETER))
        if (has_flag(s, c, NF_PROPERTY) &&
            same(s->nodes[child_with(s, c, R_LEFT)].name, name))
            return true;
    return false;
}

Presence attribute_at(const Facts *facts, const Function *method, const char *name,
                      Ref node)
{
    const Class *cls = method->cls;
    if (!cls || class_method(cls, name) || is_inherited(facts, cls, name) ||
        sets_by_name(facts->syntax, cls))
        return PRESENCE_THERE;
    Presence found = PRESENCE_ABSENT;
    for (uint32_t i = 0; i < cls->attributes.len; i++) {
        const struct AttributeDef *def = &cls->attributes.items[i];
        if (!same(def->name, name) || (def->fn == method && !def->in_body))
            continue;
        Presence one = presence_by(facts, method, def, node);
        found = one > found ? one : found;
    }
    for (uint32_t i = 0; i < cls->methods.len; i++)
        if (is_parameter_property(facts->syntax, cls->methods.items[i], name))
            return PRESENCE_THERE;
    uint32_t i = first_write(facts->writes.items, facts->writes.len, method->node);
    for (; i < facts->writes.len && facts->writes.items[i]->node < node; i++) {
        const Write *write = facts->writes.items[i];
        if (!is_own_member(facts, write->target, name) ||
            !runs_before(facts, write->node, node))
            continue;
        Presence one = presence_of(facts->syntax, write->value);
        found = one > found ? one : found;
    }
    return found;
}

/* --- what is used at once --- */

bool call_waits(const Facts *facts, const Call *call)
{
    static const char *const WAITS[] = {
        "wait", "acquire", "join",     "recv",   "accept",   "sleep",     "select",
        "poll", "read",    "readline", "result", "wait_for", "settimeout"};
    const char *name = last_name(facts, call->callee);
    for (size_t i = 0; i < COUNT(WAITS); i++)
        if (same(name, WAITS[i]))
            return true;
    return (same(name, "get") && !call->arg_count) || blocking_call(facts, call);
}

static bool waits_before(const Facts *facts, const Function *fn, Ref node)
{
    const Syntax *s = facts->syntax;
    uint32_t i = first_await(facts->awaits.items, facts->awaits.len, fn->node);
    for (; i < facts->awaits.len && facts->awaits.items[i]->node < node; i++)
        if (facts->awaits.items[i]->at.fn == fn &&
            runs_before(facts, facts->awaits.items[i]->node, node))
            return true;
    if (language_is_js(facts->language))
        return false;
    i = first_call(facts->calls.items, facts->calls.len, fn->node);
    for (; i < facts->calls.len && facts->calls.items[i]->node < node; i++) {
        const Call *call = facts->calls.items[i];
        if (call->at.fn == fn && call->node < s->nodes[fn->node].last &&
            call_waits(facts, call) && runs_before(facts, call->node, node))
            return true;
    }
    return runs_locked(facts, node);
}

/* Some ways through the function do not come here. */
static bool is_conditional(const Syntax *s, const Function *fn, Ref node)
{
    for (Ref r = node; r != fn->node; r = s->nodes[r].parent) {
        NodeRole role = (NodeRole)s->nodes[r].role;
        switch (kind_of(s, s->nodes[r].parent)) {
        case N_IF:
        case N_CONDITIONAL:
            if (role != R_TEST)
                return true;
            break;
        case N_LOGICAL:
            if (role == R_RIGHT)
                return true;
            break;
        case N_CATCH:
        case N_CASE:
            return true;
        default:
            break;
        }
    }
    return false;
}

/* `x.y`, `x()`, `for … of x`: fails when it is nothing. */
static bool fails_on_nothing(const Syntax *s, Ref node)
{
    Ref parent = s->nodes[node].parent;
    switch (kind_of(s, parent)) {
    case N_MEMBER:
    case N_INDEX:
        return s->nodes[node].role == R_OBJECT && !has_flag(s, parent, NF_OPTIONAL);
    case N_CALL:
        return s->nodes[node].role == R_CALLEE && !has_flag(s, parent, NF_OPTIONAL);
    case N_FOR_EACH:
        return s->nodes[node].role == R_RIGHT;
    case N_WITH_ITEM:
    case N_SPREAD:
        return true;
    default:
        return false;
    }
}

static bool is_same_member(const Facts *facts, const Check *check, const void *what)
{
    return check->present && is_own_member(facts, check->object, what);
}

/* An error of the reading is caught, or the attribute is asked for by name. */
static bool is_prepared(const Facts *facts, const Function *fn, Ref read, const char *name)
{
    const Syntax *s = facts->syntax;
    NodeRole part = R_NONE;
    Ref try = covering_try(facts, read, &part);
    if (try && part == R_BODY && child_with(s, try, R_HANDLER))
        return true;
    for (Ref r = fn->node; r < s->nodes[fn->node].last; r++)
        if (kind_of(s, r) == N_STRING && same(s->nodes[r].name, name))
            return true;
    Check check = {0};
    return guarding_check(facts, read, is_same_member, name, &check);
}

static bool is_read_at_once(const Facts *facts, const Function *fn, Ref node,
                            const char *name, bool strict)
{
    const Syntax *s = facts->syntax;
    NodeKind parent = kind_of(s, s->nodes[node].parent);
    bool target = s->nodes[node].role == R_LEFT && parent == N_ASSIGN;
    return !target && parent != N_DELETE && (!strict || fails_on_nothing(s, node)) &&
           !is_conditional(s, fn, node) && !waits_before(facts, fn, node) &&
           !is_prepared(facts, fn, node, name);
}

typedef VEC(const Function *) Methods;

/* A method of the same object that the call runs to its first wait. */
static void follow(const Facts *facts, const Function *fn, Ref node, Methods *todo)
{
    enum { MAX_METHODS = 16 };
    const Call *call = call_at(facts, node);
    const Function *next = call ? call->local : NULL;
    Ref object = next ? receiver_of(facts, call) : 0;
    bool starts =
        next && next->cls && !next->is_generator && next->body &&
        (!next->is_async || call->use == USE_AWAITED || language_is_js(facts->language));
    if (!starts || !object || !is_own_object(facts, object) || todo->len >= MAX_METHODS ||
        is_conditional(facts->syntax, fn, node) || waits_before(facts, fn, node))
        return;
    for (uint32_t i = 0; i < todo->len; i++)
        if (todo->items[i] == next)
            return;
    vec_push(facts->arena, todo, next);
}

Ref early_read(const Facts *facts, const Function *fn, const char *name, Presence before)
{
    const Syntax *s = facts->syntax;
    bool strict = before == PRESENCE_EMPTY || language_is_js(facts->language);
    Methods todo = {0};
    vec_push(facts->arena, &todo, fn);
    for (uint32_t i = 0; i < todo.len; i++) {
        const Function *one = todo.items[i];
        for (Ref r = one->node + 1; r < s->nodes[one->node].last; r++) {
            if (kind_of(s, r) == N_FUNCTION)
                r = s->nodes[r].last - 1;
            else if (kind_of(s, r) == N_CALL)
                follow(facts, one, r, &todo);
            else if (is_own_member(facts, r, name) &&
                     is_read_at_once(facts, one, r, name, strict))
                return r;
        }
    }
    return 0;
}
