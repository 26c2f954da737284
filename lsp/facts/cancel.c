/*
 * cancel.c - which cancelled things are tasks, and whether somebody waits for them.
 *
 * A task can be waited for far from where it is cancelled: whatever takes it may do so.
 * Silence is the answer wherever the file does not show all of a task's life.
 */
#include "asynclint/cancel.h"

#include "asynclint/blocks.h"

#include "facts/build.h"

enum { MAX_ALIASES = 4 };

/* --- what makes a task --- */

static bool makes_task(const Facts *facts, Ref expr)
{
    static const char *const MAKERS[] = {"asyncio.create_task", "asyncio.ensure_future",
                                         "asyncio.Task",
                                         "asyncio.AbstractEventLoop#create_task"};
    static const char *const LOOPS[] = {"loop", "_loop", "event_loop"};
    const Call *call = expr ? call_at(facts, expr) : NULL;
    if (!call)
        return false;
    for (size_t i = 0; call->target && i < COUNT(MAKERS); i++)
        if (same(call->target, MAKERS[i]))
            return true;
    Ref object = receiver_of(facts, call);
    const char *owner = object ? last_name(facts, object) : NULL;
    for (size_t i = 0; i < COUNT(LOOPS); i++)
        if (same(owner, LOOPS[i]) && same(last_name(facts, call->callee), "create_task"))
            return true;
    return false;
}

static bool is_none(const Syntax *s, Ref expr)
{
    return expr && kind_of(s, expr) == N_LITERAL && same(s->nodes[expr].name, "None");
}

/* The collection as it is written gives tasks only, and has some. */
static bool gives_tasks(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    NodeKind kind = kind_of(s, expr);
    if (kind == N_COMPREHENSION)
        return is_task(facts, child_with(s, expr, R_VALUE));
    if (kind == N_BINARY)
        return gives_tasks(facts, child_with(s, expr, R_LEFT));
    const Call *call = call_at(facts, expr);
    if (call)
        return same(call->target, "asyncio.all_tasks");
    if (kind != N_ARRAY && kind != N_SET && kind != N_TUPLE)
        return false;
    Ref first = child_with(s, expr, R_VALUE);
    for (Ref c = first; c; c = next_with(s, c, R_VALUE))
        if (!is_task(facts, c))
            return false;
    return first != 0;
}

/* [], set(), {} and the like: what is in it is added later. */
static bool is_empty_collection(const Facts *facts, Ref expr)
{
    static const char *const MAKERS[] = {"set", "list", "dict", "weakref.WeakSet",
                                         "collections.deque"};
    const Syntax *s = facts->syntax;
    NodeKind kind = kind_of(s, expr);
    if (kind == N_ARRAY || kind == N_OBJECT)
        return !first_child(s, expr);
    const Call *call = call_at(facts, expr);
    for (size_t i = 0; call && !call->arg_count && i < COUNT(MAKERS); i++)
        if (same(call->target, MAKERS[i]))
            return true;
    return false;
}

/* The name or attribute is the one, as far as a file shows. */
static bool is_same_thing(const Facts *facts, Ref a, Ref b)
{
    const Syntax *s = facts->syntax;
    if (kind_of(s, a) != kind_of(s, b) || s->nodes[a].name != s->nodes[b].name)
        return false;
    return kind_of(s, a) == N_MEMBER || symbol_of(facts, a) == symbol_of(facts, b);
}

/* tasks.add(create_task(…)), tasks[key] = create_task(…) */
static bool is_given_task(const Facts *facts, Ref tasks)
{
    static const char *const ADDERS[] = {"add", "append", "appendleft"};
    const Syntax *s = facts->syntax;
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        Ref object = receiver_of(facts, call);
        const char *name = object ? last_name(facts, call->callee) : NULL;
        for (size_t k = 0; name && k < COUNT(ADDERS); k++)
            if (same(name, ADDERS[k]) && is_same_thing(facts, object, tasks) &&
                is_task(facts, positional_argument(facts, call, 0)))
                return true;
    }
    for (uint32_t i = 0; i < facts->writes.len; i++) {
        const Write *write = facts->writes.items[i];
        bool element = kind_of(s, write->target) == N_INDEX && write->value;
        if (element &&
            is_same_thing(facts, child_with(s, write->target, R_OBJECT), tasks) &&
            is_task(facts, write->value))
            return true;
    }
    return false;
}

/* --- names and attributes --- */

typedef bool Question(const Facts *facts, Ref value);

/* All that gives the name or attribute a value passes; None is passed over. */
static bool all_values(const Facts *facts, Ref expr, Question *passes)
{
    const Syntax *s = facts->syntax;
    bool found = false;
    if (kind_of(s, expr) == N_NAME) {
        const Symbol *symbol = symbol_of(facts, expr);
        for (const Def *def = symbol ? symbol->defs : NULL; def; def = def->next) {
            if (def->kind == DEF_ASSIGN && !def->destructured && is_none(s, def->value))
                continue;
            if (def->kind != DEF_ASSIGN || def->destructured || !passes(facts, def->value))
                return false;
            found = true;
        }
        return found;
    }
    const Class *cls = kind_of(s, expr) == N_MEMBER
                           ? instance_class(facts, child_with(s, expr, R_OBJECT))
                           : NULL;
    const struct AttributeDef *def =
        cls ? attribute_first(facts, cls, s->nodes[expr].name) : NULL;
    for (; def; def = attribute_next(cls, def)) {
        if (!def->value || is_none(s, def->value))
            continue;
        if (!passes(facts, def->value))
            return false;
        found = true;
    }
    return found;
}

/* `_, pending = await asyncio.wait(…)` */
static bool is_rest_of_wait(const Facts *facts, Ref name)
{
    const Def *def = single_def(symbol_of(facts, name));
    if (!def || !def->destructured || !def->value)
        return false;
    Ref value = def->value;
    if (kind_of(facts->syntax, value) == N_AWAIT)
        value = child_with(facts->syntax, value, R_VALUE);
    const Call *call = call_at(facts, value);
    return call && same(call->target, "asyncio.wait");
}

bool is_task(const Facts *facts, Ref expr)
{
    if (!expr || facts->index->task_depth >= MAX_ALIASES)
        return false;
    NodeKind kind = kind_of(facts->syntax, expr);
    if (kind != N_NAME && kind != N_MEMBER)
        return makes_task(facts, expr);
    facts->index->task_depth++;
    bool is = all_values(facts, expr, is_task);
    facts->index->task_depth--;
    return is;
}

static bool holds_tasks(const Facts *facts, Ref value)
{
    return gives_tasks(facts, value) || is_empty_collection(facts, value);
}

bool is_tasks(const Facts *facts, Ref expr)
{
    NodeKind kind = kind_of(facts->syntax, expr);
    if (kind != N_NAME && kind != N_MEMBER)
        return gives_tasks(facts, expr);
    if (kind == N_NAME && is_rest_of_wait(facts, expr))
        return true;
    return all_values(facts, expr, gives_tasks) ||
           (all_values(facts, expr, holds_tasks) && is_given_task(facts, expr));
}

Ref collection_of(const Facts *facts, Ref expr)
{
    static const char *const COPIES[] = {"list", "tuple", "set", "sorted", "reversed"};
    for (int depth = 0; depth < MAX_ALIASES; depth++) {
        const Call *call = call_at(facts, expr);
        const char *name = call ? last_name(facts, call->callee) : NULL;
        Ref object = call ? receiver_of(facts, call) : 0;
        Ref inner = object && (same(name, "values") || same(name, "copy")) ? object : 0;
        for (size_t i = 0; name && !object && i < COUNT(COPIES); i++)
            if (same(name, COPIES[i]))
                inner = positional_argument(facts, call, 0);
        if (!inner)
            return expr;
        expr = inner;
    }
    return expr;
}

/* --- cancelling --- */

/* The loop whose variable the name is, one item at a time; or 0. */
static Ref loop_of_item(const Facts *facts, Ref name, Ref *iterable)
{
    const Syntax *s = facts->syntax;
    const Def *def = single_def(symbol_of(facts, name));
    if (!def || def->kind != DEF_LOOP || def->destructured || !def->value)
        return 0;
    *iterable = def->value;
    Ref loop = s->nodes[def->value].parent;
    if (kind_of(s, loop) == N_FOR_CLAUSE)
        loop = s->nodes[loop].parent;
    return loop;
}

bool cancels_tasks(const Facts *facts, const Call *call, Cancelled *out)
{
    Ref object =
        same(last_name(facts, call->callee), "cancel") ? receiver_of(facts, call) : 0;
    if (!object || facts_js(facts))
        return false;
    *out = (Cancelled){.call = call, .tasks = object};
    Ref iterable = 0, loop = kind_of(facts->syntax, object) == N_NAME
                                 ? loop_of_item(facts, object, &iterable)
                                 : 0;
    out->whole = statement_of(facts->syntax, loop ? loop : call->node);
    if (!loop)
        return is_task(facts, object);
    out->item = object;
    out->tasks = collection_of(facts, iterable);
    return is_tasks(facts, out->tasks);
}

/* --- waiting --- */

/* Calls that only look at what they are given. */
static bool only_looks(const Facts *facts, Ref call)
{
    static const char *const NAMES[] = {"len",  "bool",    "print", "isinstance",
                                        "repr", "str",     "id",    "debug",
                                        "info", "warning", "any",   "all"};
    const char *name = kind_of(facts->syntax, call) == N_CALL
                           ? last_name(facts, child_with(facts->syntax, call, R_CALLEE))
                           : NULL;
    return is_among(name, NAMES, COUNT(NAMES));
}

/* The await in which the read stands, with nothing but calls and collections between. */
static bool is_awaited(const Facts *facts, Ref read)
{
    const Syntax *s = facts->syntax;
    for (Ref r = s->nodes[read].parent; r; r = s->nodes[r].parent) {
        NodeKind kind = kind_of(s, r);
        if (kind == N_AWAIT)
            return true;
        if (kind == N_FUNCTION || kind == N_BLOCK || kind == N_MODULE)
            return false;
    }
    return false;
}

/* A loop over the tasks that awaits, or hands its variable on, by its body. */
static bool is_gone_through(const Facts *facts, Ref read, const Cancelled *c)
{
    const Syntax *s = facts->syntax;
    Ref loop = s->nodes[read].parent;
    while (loop && !is_loop(kind_of(s, loop)) && kind_of(s, loop) != N_BLOCK &&
           kind_of(s, loop) != N_COMPREHENSION && kind_of(s, loop) != N_MODULE)
        loop = s->nodes[loop].parent;
    if (kind_of(s, loop) == N_BLOCK || kind_of(s, loop) == N_MODULE || !loop)
        return false;
    if (is_within(s, c->call->node, loop))
        return false;
    for (Ref r = loop; r < s->nodes[loop].last; r++)
        if (kind_of(s, r) == N_AWAIT)
            return true;
    return false;
}

/* The read lets somebody wait for the task; *awaits when by an await right there. */
static bool is_taken(const Facts *facts, Ref read, const Cancelled *c, bool *awaits)
{
    const Syntax *s = facts->syntax;
    *awaits = is_awaited(facts, read) || is_gone_through(facts, read, c);
    if (*awaits)
        return true;
    Ref parent = s->nodes[read].parent;
    switch (use_of(facts, read)) {
    case USE_PASSED:
        return !only_looks(facts, parent) &&
               !(c->item && is_within(s, c->call->node, s->nodes[parent].parent));
    case USE_ELEMENT:
    case USE_RETURNED:
    case USE_AWAITED:
        return true;
    case USE_STORED:
        return kind_of(s, parent) != N_KEYWORD;
    case USE_OBJECT:
        return kind_of(s, parent) == N_MEMBER &&
               same(s->nodes[parent].name, "add_done_callback");
    default:
        return false;
    }
}

/* What is awaited before the cancelling does not wait for it, but in a loop. */
static bool comes_later(const Facts *facts, Ref read, const Cancelled *c)
{
    const Loop *loop = facts->index->spot[c->call->node]->loop;
    return read > c->call->node || facts->index->spot[read]->fn != c->call->at.fn ||
           (loop && !c->item && facts->index->spot[read]->loop == loop);
}

static bool name_is_taken(const Facts *facts, Ref name, const Cancelled *c)
{
    const Symbol *symbol = symbol_of(facts, name);
    for (uint32_t i = 0; symbol && i < symbol->reads.len; i++) {
        Ref read = symbol->reads.items[i];
        bool awaits = false;
        if (read == name ||
            (symbol->captured && facts->index->spot[read]->fn != c->call->at.fn))
            continue;
        if (is_taken(facts, read, c, &awaits) && (!awaits || comes_later(facts, read, c)))
            return true;
    }
    return symbol && symbol->captured;
}

static bool attribute_is_taken(const Facts *facts, Ref member, const Cancelled *c)
{
    const Syntax *s = facts->syntax;
    bool awaits = false;
    Refs members = nodes_of_kind(s, N_MEMBER);
    for (uint32_t i = 0; i < members.len; i++) {
        Ref r = members.items[i];
        if (r != member && s->nodes[r].name == s->nodes[member].name &&
            s->nodes[r].role != R_LEFT && is_taken(facts, r, c, &awaits))
            return true;
    }
    return false;
}

/* `await self.stopped.wait()` behind it: the task tells of its end in another way. */
static bool is_told_otherwise(const Facts *facts, const Cancelled *c)
{
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if (call->at.fn != c->call->at.fn)
            continue;
        bool waits = call->node > c->call->node && !call->arg_count &&
                     same(last_name(facts, call->callee), "wait");
        if ((waits && is_awaited(facts, call->node)) ||
            (!c->item && same(call->target, "asyncio.all_tasks")))
            return true;
    }
    return false;
}

bool are_waited_for(const Facts *facts, const Cancelled *c)
{
    if (is_told_otherwise(facts, c))
        return true;
    if (c->item && name_is_taken(facts, c->item, c))
        return true;
    Ref tasks = c->tasks;
    for (int depth = 0; depth < MAX_ALIASES; depth++) {
        if (kind_of(facts->syntax, tasks) == N_MEMBER)
            return attribute_is_taken(facts, tasks, c);
        if (kind_of(facts->syntax, tasks) != N_NAME || name_is_taken(facts, tasks, c))
            return kind_of(facts->syntax, tasks) == N_NAME;
        const Def *def = single_def(symbol_of(facts, tasks));
        Ref value = def && def->kind == DEF_ASSIGN && !def->destructured ? def->value : 0;
        NodeKind kind = kind_of(facts->syntax, value);
        if (kind != N_NAME && kind != N_MEMBER)
            return false;
        tasks = value;
    }
    return true;
}
