/*
 * thread_lock.c - the fix for state that threads share: a threading.Lock, made where the
 * state is made, and held around the statements that change it.
 */
#include <ctype.h>

#include "asynclint/locks.h"
#include "findings/habits.h"

/* `counter` of `_Counter`: what the lock is called after. */
static const char *lower(const Pass *p, const char *name)
{
    while (*name == '_')
        name++;
    char *copy = arena_strndup(p->arena, name, strlen(name));
    for (char *c = copy; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return copy;
}

static const char *new_lock(Pass *p, Fix *fix)
{
    return arena_printf(p->arena, "%s()", fix_import_name(p, fix, "threading", "Lock"));
}

static bool is_thread_lock(const Pass *p, Ref value)
{
    const LockType *type = lock_type(p->facts, value);
    return type && type->sort == LOCK_THREAD && !type->counts;
}

/* --- an attribute of the class --- */

/* The one lock that the class has, or NULL; *several when it has more. One that only
 * instances have is no lock for what is the class's own. */
static const char *only_lock(const Pass *p, const Class *cls, bool own, bool *several)
{
    const char *found = NULL;
    for (uint32_t i = 0; i < cls->attributes.len; i++) {
        const struct AttributeDef *def = &cls->attributes.items[i];
        if (!def->name || !is_thread_lock(p, def->value) || def->name == found ||
            (own && !def->in_body))
            continue;
        *several = found;
        found = def->name;
    }
    return *several ? NULL : found;
}

/* Where the class gives the attribute its first value: its statement, or 0. */
static Ref first_value(const Pass *p, const Class *cls, const char *name, bool own)
{
    for (uint32_t i = 0; i < cls->attributes.len; i++) {
        const struct AttributeDef *def = &cls->attributes.items[i];
        bool made = def->in_body || (!own && same(def->fn->name, "__init__"));
        if (same(def->name, name) && def->value && made)
            return statement_of(p->syntax, def->value);
    }
    return 0;
}

static bool has_attribute(const Class *cls, const char *name)
{
    for (uint32_t i = 0; i < cls->attributes.len; i++)
        if (same(cls->attributes.items[i].name, name))
            return true;
    return false;
}

/* What the member or index is of, or the call calls. */
static Ref left_of(const Syntax *s, Ref expr)
{
    Ref object = child_with(s, expr, R_OBJECT);
    return object ? object : child_with(s, expr, R_CALLEE);
}

/* Of the attribute of `self`, or of the class, at the left of the target; or "". */
static const char *attribute_of(const Syntax *s, Ref target, Ref root)
{
    Ref left = left_of(s, target);
    for (; left && left != root; left = left_of(s, target))
        target = left;
    const char *name = s->nodes[target].name;
    return left && name ? name : "";
}

static const char *class_lock(Pass *p, Fix *fix, const Class *cls, Ref target)
{
    const Syntax *s = p->syntax;
    Ref root = root_of(p->facts, target);
    bool several = false, own = !is_self(p->facts, root);
    const char *owner = source(p, root), *there = only_lock(p, cls, own, &several);
    if (there)
        return arena_printf(p->arena, "%s.%s", owner, there);
    const char *attribute = attribute_of(s, target, root), *name = "_lock";
    if (has_attribute(cls, name))
        name = arena_printf(p->arena, "_%s_lock", lower(p, attribute));
    Ref statement = first_value(p, cls, attribute, own);
    if (several || !statement || has_attribute(cls, name)) {
        fix_disable(fix, several ? "the class has several locks"
                                 : "the class does not show where to make one");
        return NULL;
    }
    Ref left = child_with(s, first_child(s, statement), R_LEFT);
    const char *front =
        kind_of(s, left) == N_NAME
            ? ""
            : arena_printf(p->arena, "%s.", source(p, root_of(p->facts, left)));
    fix_line_before(p, fix, statement, "%s%s = %s", front, name, new_lock(p, fix));
    return arena_printf(p->arena, "%s.%s", owner, name);
}

/* --- a name --- */

/* Beside the first value of a name of a function around. */
static const char *outer_lock(Pass *p, Fix *fix, const Symbol *symbol, Ref at)
{
    const char *name = arena_printf(p->arena, "%s_lock", lower(p, symbol->name));
    const Symbol *there = visible_symbol(p->facts, at, name);
    const Def *made = there ? single_def(there) : NULL;
    if (made && is_thread_lock(p, made->value))
        return name;
    const Def *def = symbol->defs;
    Ref statement =
        def->kind == DEF_ASSIGN && def->value ? statement_of(p->syntax, def->name) : 0;
    if (there || !statement) {
        fix_disable(fix, "there is no place for a lock that all threads see");
        return NULL;
    }
    fix_line_before(p, fix, statement, "%s = %s", name, new_lock(p, fix));
    return name;
}

/* The lock's name at the write, made in the right place if need be; NULL when it cannot. */
static const char *lock_for(Pass *p, Fix *fix, const Write *write)
{
    Ref root = root_of(p->facts, write->target);
    const Symbol *symbol = write->symbol;
    if (is_self(p->facts, root))
        return class_lock(p, fix, instance_class(p->facts, root), write->target);
    const Def *def = single_def(symbol);
    if (def && def->kind == DEF_CLASS && kind_of(p->syntax, write->target) == N_MEMBER)
        return class_lock(p, fix, class_at(p->facts, def->value), write->target);
    if (symbol->scope->fn->outer)
        return outer_lock(p, fix, symbol, write->node);
    const char *base = arena_printf(p->arena, "%s_lock", lower(p, symbol->name));
    return fix_global(p, fix, write->node, base, new_lock(p, fix));
}

/* Some caller holds a lock already: to take it again would wait for ever. */
static bool is_called_locked(const Pass *p, const Function *fn)
{
    for (uint32_t i = 0; i < p->facts->calls.len; i++) {
        const Call *call = p->facts->calls.items[i];
        if (call->local == fn && runs_locked(p->facts, call->node))
            return true;
    }
    return false;
}

void offer_thread_lock(Pass *p, Finding *finding, const Write *write, Ref read)
{
    const Syntax *s = p->syntax;
    Fix *fix = offer(p, finding, UNSAFE, "Hold a lock around it");
    Ref last = statement_of(s, write->node), first = statement_of(s, read);
    if (is_called_locked(p, write->at.fn)) {
        fix_disable(fix, "some of its callers hold a lock already");
        return;
    }
    if (s->nodes[first].parent != s->nodes[last].parent) {
        fix_disable(fix, "the read and the write stand in different blocks");
        return;
    }
    const char *lock = lock_for(p, fix, write);
    if (lock)
        fix_wrap(p, fix, first, last, arena_printf(p->arena, "with %s:", lock));
}
