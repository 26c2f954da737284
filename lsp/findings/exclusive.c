/*
 * exclusive.c - the fixes that let one caller at a time through: a lock around the code
 * (Python), one promise that all callers share (js).
 */
#include "asynclint/rule.h"

#include "findings/habits.h"

/* --- Python: a lock --- */

static bool is_lock(const char *type)
{
    return same(type, "asyncio.Lock") || same(type, "trio.Lock") ||
           same(type, "anyio.Lock") || same(type, "threading.Lock");
}

/* What the class sets the attribute to, wherever it does; 0 when it has none. */
static Ref attribute_value(const Class *cls, const char *name)
{
    for (uint32_t i = 0; i < cls->attributes.len; i++)
        if (same(cls->attributes.items[i].name, name))
            return cls->attributes.items[i].value;
    return 0;
}

/* A lock of its own for each thing: `_client_lock` for `self.client`. It is not taken twice
 * by functions that call each other. */
static const char *lock_name(Pass *p, Ref target)
{
    const Syntax *s = p->syntax;
    if (kind_of(s, target) == N_INDEX)
        target = child_with(s, target, R_OBJECT);
    const char *name = last_name(p->facts, target);
    while (name && *name == '_')
        name++;
    return name && *name ? arena_printf(p->arena, "_%s_lock", name) : "_lock";
}

/* The statement that a new one goes before: the first of the body but for its docstring. */
static Ref first_statement(const Syntax *s, Ref body)
{
    Ref first = first_child(s, body);
    bool doc =
        kind_of(s, first) == N_EXPRESSION && kind_of(s, first_child(s, first)) == N_STRING;
    return doc ? next_child(s, first) : first;
}

/* The module whose Lock keeps others out there: tasks from a coroutine, else threads. */
static const char *lock_module(const Pass *p, Ref at)
{
    Ref fn = ancestor(p->syntax, at, N_FUNCTION);
    return fn && has_flag(p->syntax, fn, NF_ASYNC) ? async_library(p) : "threading";
}

/* The attribute that is the lock, made in __init__ when the class has none. */
static const char *class_lock(Pass *p, Fix *fix, const Class *cls, Ref self, Ref target)
{
    const char *name = lock_name(p, target);
    const char *whole = arena_printf(p->arena, "%s.%s", source(p, self), name);
    Ref there = attribute_value(cls, name);
    if (there && is_lock(instance_type(p->facts, there)))
        return whole;
    const Function *init = NULL;
    for (uint32_t i = 0; i < cls->methods.len; i++)
        if (same(cls->methods.items[i]->name, "__init__"))
            init = cls->methods.items[i];
    Ref first = init ? first_statement(p->syntax, init->body) : 0;
    Ref parameter = init ? child_with(p->syntax, init->node, R_PARAMETER) : 0;
    if (!first || !parameter || there) {
        fix_disable(fix, "the class has no `__init__` to make a lock in");
        return NULL;
    }
    const char *made = fix_import_name(p, fix, lock_module(p, self), "Lock");
    fix_line_before(p, fix, first, "%s.%s = %s()",
                    source(p, child_with(p->syntax, parameter, R_LEFT)), name, made);
    return whole;
}

/* The lock for what is written there: by whom the target's root is known. */
static const char *lock_for(Pass *p, Fix *fix, Ref at, Ref target)
{
    Ref root = root_of(p->facts, target);
    const Symbol *symbol = symbol_of(p->facts, root);
    const Class *cls = instance_class(p->facts, root);
    if (cls && symbol && symbol->defs && symbol->defs->kind == DEF_PARAMETER)
        return class_lock(p, fix, cls, root, target);
    if (symbol && symbol->scope->fn == p->facts->module) {
        const char *made = fix_import_name(p, fix, lock_module(p, at), "Lock");
        return fix_global(p, fix, at, lock_name(p, target),
                          arena_printf(p->arena, "%s()", made));
    }
    fix_disable(fix, "there is no place for a lock that all callers see");
    return NULL;
}

/* The statements of one block that hold the two nodes. */
static bool find_row(const Syntax *s, Ref from, Ref to, Ref *first, Ref *last)
{
    Ref block = from;
    while (block && (!is_within(s, to, block) || kind_of(s, block) != N_BLOCK))
        block = s->nodes[block].parent;
    *first = *last = 0;
    for (Ref c = block ? first_child(s, block) : 0; c; c = next_child(s, c)) {
        *first = is_within(s, from, c) ? c : *first;
        *last = is_within(s, to, c) ? c : *last;
    }
    return *first && *last;
}

void offer_lock(Pass *p, Finding *finding, Ref from, Ref to, Ref target)
{
    Ref first = 0, last = 0;
    if (pass_js(p) || !find_row(p->syntax, from, to, &first, &last))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Hold a lock around it");
    bool threads = same(lock_module(p, first), "threading");
    const char *problem = threads ? NULL : await_problem(p, first);
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    const char *lock = lock_for(p, fix, first, target);
    if (lock)
        fix_wrap(p, fix, first, last,
                 arena_printf(p->arena, threads ? "with %s:" : "async with %s:", lock));
}

/* --- js: a shared promise --- */

static const char *promise_problem(const Pass *p, const Write *write)
{
    const Syntax *s = p->syntax;
    Ref statement = s->nodes[write->node].parent;
    Ref root = root_of(p->facts, write->target);
    if (kind_of(s, statement) != N_EXPRESSION)
        return "it is not a statement of its own";
    if (kind_of(s, write->target) == N_INDEX)
        return "each key needs a promise of its own";
    if (p->facts->language != LANG_JAVASCRIPT || s->nodes[write->target].name[0] == '#')
        return "the promise needs a declaration";
    if (has_comment(p, write->node))
        return "a comment stands in it";
    if (kind_of(s, write->target) == N_MEMBER)
        return NULL;
    const Def *def = write->symbol ? write->symbol->defs : NULL;
    bool declared = def && def->kind == DEF_ASSIGN && def->name && root;
    Ref row = declared ? statement_of(s, def->name) : 0;
    bool alone = declared && s->nodes[s->nodes[def->name].parent].parent == row;
    return alone && kind_of(s, row) == N_DECLARE
               ? NULL
               : "there is no place to declare the promise";
}

/* The name of the promise, declared beside the variable where it is one. */
static const char *promise_name(Pass *p, Fix *fix, const Write *write)
{
    const Syntax *s = p->syntax;
    const char *base = arena_printf(p->arena, "%sPromise", s->nodes[write->target].name);
    if (kind_of(s, write->target) == N_MEMBER)
        return arena_printf(p->arena, "%sPromise", source(p, write->target));
    const char *name = fresh_name(p, write->node, base);
    Ref row = statement_of(s, write->symbol->defs->name);
    fix_line_after(p, fix, row, "let %s%s", name, uses_semicolons(p) ? ";" : "");
    return name;
}

/* What asks for the value in `x ??= await f()`, or NULL of `x = await f()`. */
static const char *own_test(const Pass *p, const Write *write)
{
    const char *op = p->syntax->nodes[write->node].name, *target = source(p, write->target);
    if (kind_of(p->syntax, write->node) != N_AUGMENTED)
        return NULL;
    return same(op, "||=") ? arena_printf(p->arena, "!%s", target)
                           : arena_printf(p->arena, "%s == null", target);
}

typedef struct Lines {
    Pass *p;
    Buffer *out;
    const char *indent; /* of the first line, which has it already */
} Lines;

static void add_line(const Lines *lines, int depth, const char *text, const char *end)
{
    if (lines->out->len) {
        buffer_puts(lines->out, line_ending(lines->p));
        buffer_puts(lines->out, lines->indent);
    }
    while (depth-- > 0)
        buffer_puts(lines->out, indent_unit(lines->p));
    buffer_puts(lines->out, text);
    buffer_puts(lines->out, end);
}

static void add_shared(const Lines *lines, int depth, const Write *write, const char *name)
{
    Pass *p = lines->p;
    const char *end = uses_semicolons(p) ? ";" : "";
    const char *target = source(p, write->target), *value = source(p, write->value);
    add_line(lines, depth, arena_printf(p->arena, "%s ?\?= (async () => {", name), "");
    add_line(lines, depth + 1, "try {", "");
    add_line(lines, depth + 2, arena_printf(p->arena, "%s = %s", target, value), end);
    add_line(lines, depth + 1, "} finally {", "");
    add_line(lines, depth + 2, arena_printf(p->arena, "%s = undefined", name), end);
    add_line(lines, depth + 1, "}", "");
    add_line(lines, depth, "})()", end);
    add_line(lines, depth, arena_printf(p->arena, "await %s", name), end);
}

void offer_shared_promise(Pass *p, Finding *finding, const Write *write)
{
    const Syntax *s = p->syntax;
    Fix *fix = offer(p, finding, UNSAFE, "Share one promise among all callers");
    const char *problem = promise_problem(p, write);
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    Ref statement = s->nodes[write->node].parent, owner = s->nodes[statement].parent;
    bool bare = kind_of(s, owner) != N_BLOCK;
    const char *name = promise_name(p, fix, write), *test = own_test(p, write);
    Buffer out;
    buffer_init(&out);
    Lines lines = {p, &out, indentation(p, bare ? owner : statement)};
    int depth = test || bare ? 1 : 0;
    if (depth)
        add_line(&lines, 0, test ? arena_printf(p->arena, "if (%s) {", test) : "{", "");
    add_shared(&lines, depth, write, name);
    if (depth)
        add_line(&lines, 0, "}", "");
    const char *text = arena_strndup(p->arena, out.data, out.len);
    buffer_release(&out);
    fix_replace(p, fix, span_of(s, statement), "%s", text);
}

/* --- js: the promise in the collection --- */

/* What is taken out is awaited, by `await` or by being returned from async code. */
static bool is_awaited_in_the_end(const Pass *p, Ref expr)
{
    Use use = use_of(p->facts, expr);
    Ref fn = ancestor(p->syntax, expr, N_FUNCTION);
    return use == USE_AWAITED ||
           (use == USE_RETURNED && fn && has_flag(p->syntax, fn, NF_ASYNC));
}

/* A read of the collection that does not mind whether it holds values or promises. */
static bool minds_no_promise(const Pass *p, Ref read, Ref act)
{
    static const char *const NEUTRAL[] = {"has", "delete", "clear", "size"};
    const Syntax *s = p->syntax;
    Ref parent = s->nodes[read].parent, call = s->nodes[parent].parent;
    if (is_within(s, read, act) || kind_of(s, parent) == N_COMPARE)
        return true;
    if (kind_of(s, parent) == N_INDEX)
        return is_awaited_in_the_end(p, parent) ||
               kind_of(s, s->nodes[parent].parent) == N_UNARY;
    for (size_t i = 0; kind_of(s, parent) == N_MEMBER && i < COUNT(NEUTRAL); i++)
        if (same(s->nodes[parent].name, NEUTRAL[i]))
            return true;
    return kind_of(s, parent) == N_MEMBER && same(s->nodes[parent].name, "get") &&
           kind_of(s, call) == N_CALL && is_awaited_in_the_end(p, call);
}

void offer_stored_promise(Pass *p, Finding *finding, Ref object, Ref where, Ref value)
{
    const Syntax *s = p->syntax;
    const Symbol *symbol = symbol_of(p->facts, object);
    Ref promise = kind_of(s, value) == N_AWAIT ? child_with(s, value, R_VALUE) : 0;
    if (!single_def(symbol) || symbol->exported ||
        value_kind(p->facts, promise) != VALUE_PROMISE || has_comment(p, value))
        return;
    for (uint32_t i = 0; i < symbol->reads.len; i++)
        if (!minds_no_promise(p, symbol->reads.items[i], s->nodes[where].parent))
            return;
    Fix *fix = offer(p, finding, UNSAFE, "Store the promise");
    const char *end = uses_semicolons(p) ? ";" : "";
    const char *in = indentation(p, value), *unit = indent_unit(p);
    const char *forget =
        kind_of(s, where) == N_INDEX
            ? arena_printf(p->arena, "delete %s", source(p, where))
            : arena_printf(p->arena, "%s.delete(%s)", source(p, object), source(p, where));
    const char *nl = arena_printf(p->arena, "%s%s", line_ending(p), in);
    fix_replace(p, fix, span_of(s, value),
                "%s.catch((error) => {%s%s%s%s%s%sthrow error%s%s})", source(p, promise),
                nl, unit, forget, end, nl, unit, end, nl);
}
