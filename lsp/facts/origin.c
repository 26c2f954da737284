/*
 * origin.c - from an expression back to the import, function or class that it names.
 *
 * One definition that is never rebound, or nothing: what a caller does with the answer may
 * be a warning about another file.
 */
#include "facts/origin.h"

#include "facts/build.h"

const char *joined_path(const Facts *facts, const char *path, const char *name)
{
    if (!*path)
        return name;
    void **known = pairs_at(&facts->index->paths, path, name);
    if (!*known)
        *known = arena_join(facts->arena, path, '.', name);
    return *known;
}

static bool add_member(const Facts *facts, Origin *o, const char *name)
{
    const char **part = o->member ? &o->member : &o->path;
    if (!name)
        return false;
    *part = joined_path(facts, *part, name);
    return true;
}

static bool is_fixed_class(const Origin *o)
{
    return !o->member && !o->fn;
}

/* An instance of what `o` names. */
static bool make_instance(Origin *o)
{
    if (!is_fixed_class(o))
        return false;
    o->member = "";
    return true;
}

/* --- imports --- */

static bool origin_of_import(const Facts *facts, const Def *def, Origin *out)
{
    if (!def->module || (!def->member && !def->origin))
        return false;
    bool all = facts_js(facts) || same(def->module, def->origin) || def->member;
    /* `import a.b` without `as` binds `a` */
    *out = (Origin){.module = all ? def->module : def->origin,
                    .path = def->member ? def->member : ""};
    return true;
}

/* --- definitions --- */

/* `const { a: { b } } = require('m')`: the members from the value to the name. */
static bool add_pattern(const Facts *facts, const Def *def, Origin *o)
{
    const Syntax *s = facts->syntax;
    const char *keys[4];
    uint32_t depth = 0;
    Ref at = def->name;
    for (Ref parent = s->nodes[at].parent; kind_of(s, parent) != N_ASSIGN;
         at = parent, parent = s->nodes[parent].parent) {
        bool pair = kind_of(s, parent) == N_PAIR;
        if (!pair && kind_of(s, parent) != N_OBJECT)
            return false;
        if (!pair && kind_of(s, at) != N_NAME)
            continue;
        if (depth == COUNT(keys))
            return false;
        keys[depth++] =
            pair ? s->nodes[child_with(s, parent, R_KEY)].name : s->nodes[at].name;
    }
    while (depth)
        if (!add_member(facts, o, keys[--depth]))
            return false;
    return true;
}

static bool origin_of_def(const Facts *facts, const Def *def, Origin *out)
{
    switch (def->kind) {
    case DEF_IMPORT:
        return origin_of_import(facts, def, out);
    case DEF_FUNCTION:
        *out = (Origin){.fn = function_at(facts, def->value), .path = ""};
        return out->fn;
    case DEF_CLASS:
        *out = (Origin){.cls = class_at(facts, def->value), .path = ""};
        return out->cls;
    case DEF_PARAMETER:
        return def->type && !def->destructured && origin_of_type(facts, def->type, out);
    case DEF_WITH:
        return !def->destructured && origin_of(facts, def->value, out) && out->member;
    case DEF_ASSIGN:
        if (def->type && origin_of_type(facts, def->type, out))
            return true;
        if (!def->value || !origin_of(facts, def->value, out))
            return false;
        return !def->destructured || (facts_js(facts) && add_pattern(facts, def, out));
    default:
        return false;
    }
}

static bool answer_symbol(const Facts *facts, const Symbol *symbol, Origin *out)
{
    const Def *def = single_def(symbol);
    if (!def || facts->index->depth >= MAX_QUESTION_DEPTH)
        return false;
    facts->index->depth++;
    bool known = origin_of_def(facts, def, out);
    facts->index->depth--;
    return known;
}

bool origin_of_symbol(const Facts *facts, const Symbol *symbol, Origin *out)
{
    Asked *asked = symbol_asked(facts, symbol);
    if (!asked)
        return answer_symbol(facts, symbol, out);
    if (!asked->origin_done) {
        asked->origin_done = true;
        if (answer_symbol(facts, symbol, out)) {
            asked->origin = NEW(facts->arena, Origin);
            *asked->origin = *out;
        }
    } else if (asked->origin) {
        *out = *asked->origin;
    }
    return asked->origin;
}

/* --- types --- */

static bool is_nothing(const Syntax *s, Ref type)
{
    const char *name = s->nodes[type].name;
    return same(name, "None") || same(name, "null") || same(name, "undefined");
}

/* The only alternative that is not None. */
static bool origin_of_union(const Facts *facts, Ref type, NodeRole role, Origin *out)
{
    const Syntax *s = facts->syntax;
    Ref only = 0;
    for (Ref c = first_child(s, type); c; c = next_child(s, c)) {
        if ((role && s->nodes[c].role != role) || is_nothing(s, c))
            continue;
        if (only)
            return false;
        only = c;
    }
    return only && origin_of_type(facts, only, out);
}

/* The name in a string annotation, when it is a plain one. */
static bool origin_of_string(const Facts *facts, Ref type, Origin *out)
{
    const char *text = facts->syntax->nodes[type].name;
    const Symbol *symbol = text ? visible_symbol(facts, type, text) : NULL;
    return symbol && origin_of_symbol(facts, symbol, out) && make_instance(out);
}

bool origin_of_type(const Facts *facts, Ref type, Origin *out)
{
    const Syntax *s = facts->syntax;
    struct Index *index = facts->index;
    if (!type || index->depth >= MAX_QUESTION_DEPTH)
        return false;
    bool known = false;
    index->depth++;
    switch (kind_of(s, type)) {
    case N_NAME:
    case N_MEMBER:
        known = origin_of(facts, type, out) && make_instance(out);
        break;
    case N_STRING:
        known = origin_of_string(facts, type, out);
        break;
    case N_INDEX: {
        const char *name = last_name(facts, child_with(s, type, R_OBJECT));
        if (same(name, "Optional") || same(name, "Union") || same(name, "Readonly"))
            known = origin_of_union(facts, type, R_SUBSCRIPT, out);
        break;
    }
    case N_BINARY:
        known = origin_of_union(facts, type, R_NONE, out);
        break;
    case N_OTHER: /* a wrapper without a meaning of its own */
        known = origin_of_type(facts, first_child(s, type), out);
        break;
    default:
        break;
    }
    index->depth--;
    return known;
}

/* --- expressions --- */

/* require('m') and import('m') give the module; C() and `new C` an instance. */
static bool origin_of_call(const Facts *facts, Ref call, Origin *out)
{
    const Syntax *s = facts->syntax;
    Ref callee = uncast(s, child_with(s, call, R_CALLEE));
    const char *module = loaded_module(facts, call);
    if (module) {
        *out = (Origin){.module = module,
                        .required = !same(s->nodes[callee].name, "import"),
                        .path = ""};
        return true;
    }
    if (facts_js(facts) && !has_flag(s, call, NF_NEW))
        return false;
    return origin_of(facts, callee, out) && make_instance(out);
}

/* `super`: the base of the class whose method is running. */
static bool origin_of_super(const Facts *facts, Ref at, Origin *out)
{
    const Function *fn = facts->index->spot[at]->fn;
    while (fn && !fn->cls)
        fn = fn->outer;
    Ref base = fn ? child_with(facts->syntax, fn->cls->node, R_BASE) : 0;
    return base && origin_of(facts, base, out) && make_instance(out);
}

static bool origin_of_own(const Facts *facts, Ref expr, Origin *out)
{
    Class *cls = instance_class(facts, expr);
    *out = (Origin){.cls = cls, .path = "", .member = cls ? "" : NULL};
    return cls;
}

/* Python: a name that nothing binds comes from the file's star import, when there is one. */
static bool origin_of_starred(const Facts *facts, const Symbol *symbol, Origin *out)
{
    const Syntax *s = facts->syntax;
    const char *module = NULL;
    if (symbol->defs || facts_js(facts))
        return false;
    for (uint32_t i = 0; i < facts->index->imports.len; i++) {
        Ref import = facts->index->imports.items[i];
        if (!has_flag(s, import, NF_STAR))
            continue;
        if (module)
            return false;
        module = s->nodes[import].name;
    }
    *out = (Origin){.module = module, .path = symbol->name};
    return module;
}

static bool answer_origin(const Facts *facts, Ref expr, Origin *out)
{
    const Syntax *s = facts->syntax;
    switch (kind_of(s, expr)) {
    case N_THIS:
        return origin_of_own(facts, expr, out);
    case N_SUPER:
        return origin_of_super(facts, expr, out);
    case N_NAME: {
        const Symbol *symbol = symbol_of(facts, expr);
        return symbol &&
               (origin_of_symbol(facts, symbol, out) ||
                origin_of_starred(facts, symbol, out) || origin_of_own(facts, expr, out));
    }
    case N_MEMBER:
        return origin_of(facts, child_with(s, expr, R_OBJECT), out) &&
               add_member(facts, out, s->nodes[expr].name);
    case N_CALL:
        if (!facts_js(facts) &&
            same(qualified_name(facts, child_with(s, expr, R_CALLEE)), "super"))
            return origin_of_super(facts, expr, out);
        return origin_of_call(facts, expr, out);
    case N_AWAIT:
    case N_CAST:
        return origin_of(facts, child_with(s, expr, R_VALUE), out);
    case N_WALRUS:
        return origin_of(facts, child_with(s, expr, R_RIGHT), out);
    default:
        return false;
    }
}

bool origin_of(const Facts *facts, Ref expr, Origin *out)
{
    struct Index *index = facts->index;
    if (!expr || index->depth >= MAX_QUESTION_DEPTH)
        return false;
    index->depth++;
    bool known = answer_origin(facts, expr, out);
    index->depth--;
    return known;
}

static bool same_origin(const Origin *a, const Origin *b)
{
    bool members =
        a->member && b->member ? same(a->member, b->member) : a->member == b->member;
    bool modules = a->module ? same(a->module, b->module) : !b->module;
    return modules && a->fn == b->fn && a->cls == b->cls && same(a->path, b->path) &&
           members;
}

bool origin_of_attribute(const Facts *facts, const Class *cls, const char *name,
                         Origin *out)
{
    const Syntax *s = facts->syntax;
    bool found = false;
    const struct AttributeDef *def = attribute_first(facts, cls, name);
    for (; def; def = attribute_next(cls, def)) {
        Origin one = {0};
        if (!def->type && def->value && kind_of(s, def->value) == N_LITERAL)
            continue;
        bool known = def->type ? origin_of_type(facts, def->type, &one)
                               : def->value && origin_of(facts, def->value, &one);
        if (!known || !one.member || (found && !same_origin(&one, out)))
            return false;
        *out = one;
        found = true;
    }
    return found;
}
