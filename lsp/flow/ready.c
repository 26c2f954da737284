/*
 * ready.c - what an object has at a point of its set-up, and what its methods use at once.
 */
#include "asynclint/ready.h"

#include "asynclint/blocks.h"
#include "asynclint/locks.h"
#include "asynclint/races.h"
#include "flow/dependence.h"
#include "flow/words.h"

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
    return is_among(name, PLAIN, COUNT(PLAIN));
}

static bool class_sets(const Facts *facts, const Class *cls, const char *name)
{
    for (uint32_t i = 0; i < cls->attributes.len; i++)
        if (same(cls->attributes.items[i].name, name))
            return true;
    return class_method(facts, cls, name) != NULL;
}

/* A base of the class may have the attribute. */
static bool is_inherited(const Facts *facts, const Class *cls, const char *name)
{
    enum { MAX_CLASSES = 16 };
    const Class *todo[MAX_CLASSES] = {cls};
    const Syntax *s = facts->syntax;
    uint32_t count = 1;
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0 && class_sets(facts, todo[i], name))
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

/* Object.assign(this, …) */
static bool assigns_object(const Syntax *s, Ref node)
{
    Ref first = s->nodes[node].role == R_CALLEE
                    ? child_with(s, s->nodes[node].parent, R_ARGUMENT)
                    : 0;
    return first && kind_of(s, first) == N_THIS;
}

/* setattr(self, …), self.__dict__ … */
static bool sets_by_name(const Syntax *s, const Class *cls)
{
    static const char *const WAYS[] = {"setattr", "__dict__", "__slots__", "__getattr__",
                                       "__getattribute__"};
    const char *names[COUNT(WAYS)], *assign = intern_find(&s->names, "assign");
    bool any = assign != NULL;
    for (size_t i = 0; i < COUNT(WAYS); i++) {
        names[i] = intern_find(&s->names, WAYS[i]);
        any = any || names[i];
    }
    for (Ref r = cls->node; any && r < s->nodes[cls->node].last; r++) {
        const char *name = s->nodes[r].name;
        if (name && name == assign && assigns_object(s, r))
            return true;
        for (size_t i = 0; name && i < COUNT(WAYS); i++)
            if (name == names[i])
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
            (!node || call->node == node || runs_before(facts, call->node, node)))
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
    if (!cls || class_method(facts, cls, name) || is_inherited(facts, cls, name) ||
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

uint32_t writes_from(const Facts *facts, Ref node)
{
    return first_write(facts->writes.items, facts->writes.len, node);
}

/* --- what is used at once --- */

/* `wait_for_event`, `recv`, `readLine`, `launch_worker`: others are done long before it is. */
static bool is_waiting_name(const char *name)
{
    static const char *const WORDS[] = {
        "acquire", "join",        "recv",  "receive",  "accept", "sleep",
        "select",  "poll",        "read",  "readline", "result", "settimeout",
        "fetch",   "connect",     "open",  "listen",   "serve",  "launch",
        "spawn",   "start",       "run",   "exec",     "load",   "request",
        "execute", "communicate", "input", "next",     "consume"};
    return (name && strstr(name, "wait")) || begins_with_word(name, WORDS, COUNT(WORDS));
}

static bool waits_itself(const Facts *facts, const Call *call)
{
    const char *name = last_name(facts, call->callee);
    bool thread = call->target && starts_with(call->target, "threading.Thread");
    return (!thread && is_waiting_name(name)) || (same(name, "get") && !call->arg_count) ||
           blocking_call(facts, call);
}

/* Some call of the function waits, or of those of the file that it calls, a few levels deep. */
static bool function_waits(const Facts *facts, const Function *fn, int depth)
{
    uint32_t i = first_call(facts->calls.items, facts->calls.len, fn->node);
    for (; depth > 0 && i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if (call->node >= facts->syntax->nodes[fn->node].last)
            return false;
        if (call->at.fn == fn &&
            (call->local ? function_waits(facts, call->local, depth - 1)
                         : waits_itself(facts, call)))
            return true;
    }
    return false;
}

bool call_waits(const Facts *facts, const Call *call)
{
    enum { MAX_LEVELS = 3 };
    return call->local ? function_waits(facts, call->local, MAX_LEVELS)
                       : waits_itself(facts, call);
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

/* --- all that a function reads at once, found in one walk --- */

enum { MAX_WAITS = 8, MAX_METHODS = 16, MAX_READS = 512 };

typedef struct EarlyRead {
    Ref node;           /* the MEMBER */
    const Function *fn; /* in which it stands */
    bool fails;         /* when the attribute is nothing */
} EarlyRead;

struct EarlyReads {
    VEC(EarlyRead) items;
};

typedef struct Look {
    const Facts *facts;
    const Function *fn;         /* the one that is walked */
    VEC(const Function *) todo; /* that one, those before, and those it calls */
    Ref waits[MAX_WAITS];       /* in it, so far */
    uint32_t wait_count;
    struct EarlyReads *out;
} Look;

static bool comes_after_wait(const Look *look, Ref node)
{
    for (uint32_t i = 0; i < look->wait_count; i++)
        if (runs_before(look->facts, look->waits[i], node))
            return true;
    return !language_is_js(look->facts->language) && runs_locked(look->facts, node);
}

static bool is_wait(const Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    switch (kind_of(s, node)) {
    case N_AWAIT:
        return true;
    case N_WITH:
    case N_FOR_EACH:
        return has_flag(s, node, NF_ASYNC);
    case N_CALL: {
        const Call *call = language_is_js(facts->language) ? NULL : call_at(facts, node);
        return call && call_waits(facts, call);
    }
    default:
        return false;
    }
}

/* A method of the same object that the call runs to its first wait. */
static void follow(Look *look, Ref node)
{
    const Facts *facts = look->facts;
    const Call *call = call_at(facts, node);
    const Function *next = call ? call->local : NULL;
    Ref object = next ? receiver_of(facts, call) : 0;
    bool starts =
        next && next->cls && !next->is_generator && next->body &&
        (!next->is_async || call->use == USE_AWAITED || language_is_js(facts->language));
    if (!starts || !object || !is_own_object(facts, object) ||
        look->todo.len >= MAX_METHODS || is_conditional(facts->syntax, look->fn, node) ||
        comes_after_wait(look, node))
        return;
    for (uint32_t i = 0; i < look->todo.len; i++)
        if (look->todo.items[i] == next)
            return;
    vec_push(facts->arena, &look->todo, next);
}

static void note_read(Look *look, Ref node)
{
    const Syntax *s = look->facts->syntax;
    NodeKind parent = kind_of(s, s->nodes[node].parent);
    bool target = s->nodes[node].role == R_LEFT && parent == N_ASSIGN;
    if (target || parent == N_DELETE || look->out->items.len >= MAX_READS ||
        !is_own_object(look->facts, child_with(s, node, R_OBJECT)) ||
        is_conditional(s, look->fn, node) || comes_after_wait(look, node))
        return;
    EarlyRead read = {.node = node, .fn = look->fn, .fails = fails_on_nothing(s, node)};
    vec_push(look->facts->arena, &look->out->items, read);
}

static void walk_function(Look *look)
{
    const Syntax *s = look->facts->syntax;
    look->wait_count = 0;
    for (Ref r = look->fn->node + 1; r < s->nodes[look->fn->node].last; r++) {
        NodeKind kind = kind_of(s, r);
        if (kind == N_FUNCTION) {
            r = s->nodes[r].last - 1;
            continue;
        }
        if (kind == N_CALL)
            follow(look, r);
        else if (kind == N_MEMBER)
            note_read(look, r);
        if (!is_wait(look->facts, r))
            continue;
        if (look->wait_count == MAX_WAITS)
            return;
        look->waits[look->wait_count++] = r;
    }
}

static const struct EarlyReads *early_reads(const Facts *facts, const Function *fn)
{
    struct EarlyReads ***all = &facts->index->early;
    if (!*all)
        *all = arena_alloc(facts->arena, facts->functions.len * sizeof **all);
    struct EarlyReads **slot = &(*all)[fn->index];
    if (*slot)
        return *slot;
    Look look = {.facts = facts, .out = NEW(facts->arena, struct EarlyReads)};
    vec_push(facts->arena, &look.todo, fn);
    for (uint32_t i = 0; i < look.todo.len; i++) {
        look.fn = look.todo.items[i];
        walk_function(&look);
    }
    *slot = look.out;
    return look.out;
}

Ref early_read(const Facts *facts, const Function *fn, const char *name, Presence before)
{
    const Syntax *s = facts->syntax;
    bool strict = before == PRESENCE_EMPTY || language_is_js(facts->language);
    const struct EarlyReads *reads = early_reads(facts, fn);
    for (uint32_t i = 0; i < reads->items.len; i++) {
        const EarlyRead *read = &reads->items.items[i];
        if (same(s->nodes[read->node].name, name) && (!strict || read->fails) &&
            !is_prepared(facts, read->fn, read->node, name))
            return read->node;
    }
    return 0;
}
