/*
 * async_lock.c - the fix that makes a lock of threads one of the event loop.
 *
 * It is built only where the file shows every use of the lock, and all of them stand in
 * coroutines: a lock cannot be one for threads here and one for tasks there.
 */
#include "asynclint/rule.h"

/* What is known of the lock while its uses are gone through. */
typedef struct Conversion {
    Pass *p;
    Fix *fix;
    Ref lock;         /* NAME or MEMBER */
    const Class *cls; /* of the attribute, or NULL */
    const char *problem;
    uint32_t uses; /* so far */
} Conversion;

/* Each finding about the lock offers the edits of all uses. */
enum { MAX_USES = 100 };

static bool in_coroutine(const Pass *p, Ref node)
{
    const Call *call = call_at(p->facts, node);
    if (call)
        return call->at.fn->is_async && !call->at.lazy && !call->at.class_body;
    Ref fn = ancestor(p->syntax, node, N_FUNCTION);
    return fn && has_flag(p->syntax, fn, NF_ASYNC);
}

/* `lock.acquire()`, `lock.release()` and the like. */
static void convert_call(Conversion *c, Ref member)
{
    const Syntax *s = c->p->syntax;
    Ref node = s->nodes[member].parent;
    const Call *call = call_at(c->p->facts, node);
    const char *name = s->nodes[member].name;
    bool waits = same(name, "acquire") || same(name, "wait");
    bool known = waits || same(name, "release") || same(name, "locked") ||
                 same(name, "notify") || same(name, "notify_all");
    if (!call || call->callee != member || !known)
        c->problem = "the lock is used in a way that is not understood";
    else if (!in_coroutine(c->p, node))
        c->problem = "the lock is used outside of coroutines, too";
    else if (waits && (call->arg_count || call->has_keywords))
        c->problem = "`acquire` and `wait` of asyncio take no timeout";
    else if (waits)
        fix_await(c->p, c->fix, node);
}

static void convert_use(Conversion *c, Ref use)
{
    const Syntax *s = c->p->syntax;
    Ref item = s->nodes[use].parent;
    if (++c->uses > MAX_USES) {
        c->problem = "the lock is used in too many places";
        return;
    }
    if (kind_of(s, item) == N_MEMBER) {
        convert_call(c, item);
        return;
    }
    Ref with = s->nodes[item].parent;
    if (kind_of(s, item) != N_WITH_ITEM || has_flag(s, with, NF_ASYNC)) {
        c->problem = "the lock is used in a way that is not understood";
        return;
    }
    Ref next = next_child(s, item), first = first_child(s, with);
    if (first != item || kind_of(s, next) == N_WITH_ITEM)
        c->problem = "the `with` enters other things, too";
    else if (!in_coroutine(c->p, with))
        c->problem = "the lock is used outside of coroutines, too";
    else
        fix_insert(c->p, c->fix, s->nodes[with].start, "async ");
}

/* The class gives an attribute of that name a value of its own. */
static bool has_own(const Class *cls, const char *name)
{
    for (uint32_t i = 0; cls && i < cls->attributes.len; i++)
        if (cls->attributes.items[i].name == name)
            return true;
    return false;
}

/* Each use of an attribute that is called so, in the whole file. */
static void convert_attribute(Conversion *c)
{
    const Syntax *s = c->p->syntax;
    const char *name = s->nodes[c->lock].name;
    for (Ref r = 1; r < s->count && !c->problem; r++) {
        if (kind_of(s, r) != N_MEMBER || s->nodes[r].name != name)
            continue;
        Ref parent = s->nodes[r].parent;
        const Class *owner = instance_class(c->p->facts, child_with(s, r, R_OBJECT));
        if (owner != c->cls && has_own(owner, name))
            continue;
        if (owner != c->cls)
            c->problem = "an attribute of another object has the same name";
        else if (kind_of(s, parent) != N_ASSIGN || s->nodes[r].role != R_LEFT)
            convert_use(c, r);
    }
}

static void convert_name(Conversion *c)
{
    const Symbol *symbol = symbol_of(c->p->facts, c->lock);
    for (uint32_t i = 0; i < symbol->reads.len && !c->problem; i++)
        convert_use(c, symbol->reads.items[i]);
}

void offer_async_lock(Pass *p, Finding *finding, const LockRegion *region)
{
    const Syntax *s = p->syntax;
    const LockType *type = region->type;
    const Call *made = origin_call(p->facts, region->lock);
    Fix *fix = offer(p, finding, UNSAFE, "Make it a lock of `%s`", async_library(p));
    Conversion c = {.p = p, .fix = fix, .lock = region->lock};
    if (kind_of(s, region->lock) == N_MEMBER)
        c.cls = instance_class(p->facts, child_with(s, region->lock, R_OBJECT));
    Ref assign = made ? s->nodes[made->node].parent : 0;
    if (!type || !type->async)
        c.problem = type && type->reentrant ? "a lock of asyncio is not reentrant"
                                            : "asyncio has no such lock";
    else if (!made || kind_of(s, assign) != N_ASSIGN || !lock_type_named(made->target))
        c.problem = "the file does not show where the lock is made";
    else if (made->arg_count > type->counts || made->has_keywords || made->has_spread)
        c.problem = "it is made with arguments that are not understood";
    else if (child_with(s, assign, R_TYPE))
        c.problem = "its annotation names the class";
    else if (c.cls)
        convert_attribute(&c);
    else
        convert_name(&c);
    if (c.problem) {
        fix_disable(fix, c.problem);
        return;
    }
    fix_replace(p, fix, span_of(s, made->callee), "%s",
                fix_import_name(p, fix, async_library(p), type->async));
}
