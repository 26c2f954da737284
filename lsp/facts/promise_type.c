/*
 * promise_type.c - what annotations of TypeScript say about promises: Promise<T>, interfaces
 * and aliases of this file, function types, members of an annotated object.
 */
#include "facts/build.h"

enum { MAX_TYPES = 6 };

/* Without what changes nothing: parentheses, readonly. Not an array of it. */
static Ref plain_type(const Syntax *s, Ref type)
{
    while (kind_of(s, type) == N_OTHER && first_child(s, type) &&
           !same(s->nodes[type].name, "[]"))
        type = first_child(s, type);
    return type;
}

/* What a type's name stands for in this file: INTERFACE, TYPE_ALIAS or CLASS; or 0. */
static Ref type_declaration(const Facts *facts, Ref name)
{
    const Def *def = single_def(symbol_of(facts, name));
    NodeKind kind = def ? kind_of(facts->syntax, def->value) : N_NONE;
    bool type = kind == N_INTERFACE || kind == N_TYPE_ALIAS || kind == N_CLASS;
    return type ? def->value : 0;
}

static bool is_promise(const Facts *facts, Ref type, int depth)
{
    const Syntax *s = facts->syntax;
    type = plain_type(s, type);
    if (!type || depth > MAX_TYPES)
        return false;
    if (kind_of(s, type) == N_BINARY) {
        for (Ref c = first_child(s, type); c; c = next_child(s, c))
            if (is_promise(facts, c, depth + 1))
                return true;
        return false;
    }
    if (kind_of(s, type) == N_INDEX)
        type = child_with(s, type, R_OBJECT);
    if (kind_of(s, type) != N_NAME)
        return false;
    Ref declared = type_declaration(facts, type);
    if (kind_of(s, declared) == N_TYPE_ALIAS)
        return is_promise(facts, child_with(s, declared, R_VALUE), depth + 1);
    for (Ref base = declared ? child_with(s, declared, R_BASE) : 0; base;
         base = next_with(s, base, R_BASE))
        if (is_promise(facts, base, depth + 1))
            return true;
    const Symbol *symbol = symbol_of(facts, type);
    const char *name = s->nodes[type].name;
    return symbol && !symbol->defs && (same(name, "Promise") || same(name, "PromiseLike"));
}

bool is_promise_type(const Facts *facts, Ref type)
{
    return is_promise(facts, type, 0);
}

/* Calling a value of the type gives a promise. */
static bool gives_promise(const Facts *facts, Ref type, int depth)
{
    const Syntax *s = facts->syntax;
    type = plain_type(s, type);
    if (!type || depth > MAX_TYPES)
        return false;
    if (kind_of(s, type) == N_SIGNATURE)
        return is_promise_type(facts, child_with(s, type, R_TYPE));
    if (kind_of(s, type) == N_BINARY) {
        for (Ref c = first_child(s, type); c; c = next_child(s, c))
            if (gives_promise(facts, c, depth + 1))
                return true;
        return false;
    }
    if (kind_of(s, type) == N_INDEX)
        type = child_with(s, type, R_OBJECT);
    Ref declared = kind_of(s, type) == N_NAME ? type_declaration(facts, type) : 0;
    if (kind_of(s, declared) == N_TYPE_ALIAS)
        return gives_promise(facts, child_with(s, declared, R_VALUE), depth + 1);
    return false;
}

/* The only member of that name in a body of SIGNATUREs, or 0. */
static Ref only_member(const Syntax *s, Ref body, const char *name)
{
    Ref found = 0;
    for (Ref c = body ? first_child(s, body) : 0; c; c = next_child(s, c)) {
        if (kind_of(s, c) != N_SIGNATURE || s->nodes[c].name != name)
            continue;
        if (found)
            return 0;
        found = c;
    }
    return found;
}

/* The SIGNATURE of a member of the type, or 0. */
static Ref type_member(const Facts *facts, Ref type, const char *name, int depth)
{
    const Syntax *s = facts->syntax;
    type = plain_type(s, type);
    if (!type || depth > MAX_TYPES)
        return 0;
    if (kind_of(s, type) == N_BLOCK)
        return only_member(s, type, name);
    Ref found = 0;
    if (kind_of(s, type) == N_BINARY)
        for (Ref c = first_child(s, type); c && !found; c = next_child(s, c))
            found = type_member(facts, c, name, depth + 1);
    if (kind_of(s, type) == N_INDEX)
        type = child_with(s, type, R_OBJECT);
    Ref declared = kind_of(s, type) == N_NAME ? type_declaration(facts, type) : 0;
    if (kind_of(s, declared) == N_TYPE_ALIAS)
        return type_member(facts, child_with(s, declared, R_VALUE), name, depth + 1);
    if (kind_of(s, declared) == N_INTERFACE)
        found = only_member(s, child_with(s, declared, R_BODY), name);
    for (Ref base = declared ? child_with(s, declared, R_BASE) : 0; base && !found;
         base = next_with(s, base, R_BASE))
        found = type_member(facts, base, name, depth + 1);
    return found;
}

/* `constructor(private api: Api)` declares a field. */
static Ref property_type(const Facts *facts, const Class *cls, const char *name)
{
    const Syntax *s = facts->syntax;
    for (uint32_t i = 0; i < cls->methods.len; i++) {
        const Function *fn = cls->methods.items[i];
        if (!same(fn->name, "constructor"))
            continue;
        for (Ref c = child_with(s, fn->node, R_PARAMETER); c;
             c = next_with(s, c, R_PARAMETER))
            if (has_flag(s, c, NF_PROPERTY) &&
                s->nodes[child_with(s, c, R_LEFT)].name == name)
                return child_with(s, c, R_TYPE);
    }
    return 0;
}

static Ref declared_type(const Facts *facts, Ref expr, int depth)
{
    const Syntax *s = facts->syntax;
    expr = uncast(s, expr);
    if (kind_of(s, expr) == N_NAME) {
        const Def *def = single_def(symbol_of(facts, expr));
        return def ? def->type : 0;
    }
    const char *name = s->nodes[expr].name;
    if (kind_of(s, expr) != N_MEMBER || !name || depth > MAX_TYPES)
        return 0;
    Ref object = child_with(s, expr, R_OBJECT);
    const Class *cls = instance_class(facts, object);
    const struct AttributeDef *def = cls ? attribute_first(facts, cls, name) : NULL;
    for (; def; def = attribute_next(cls, def))
        if (def->type)
            return def->type;
    if (cls)
        return property_type(facts, cls, name);
    Ref owner = declared_type(facts, object, depth + 1);
    Ref member = owner ? type_member(facts, owner, name, 0) : 0;
    return member && !has_flag(s, member, NF_METHOD) ? child_with(s, member, R_TYPE) : 0;
}

bool has_promise_type(const Facts *facts, Ref expr)
{
    return is_promise_type(facts, declared_type(facts, expr, 0));
}

/* The only SIGNATURE that declares the callee without a body, or 0: an abstract method, a
 * member of an annotated object. */
static Ref callee_signature(const Facts *facts, Ref callee)
{
    const Syntax *s = facts->syntax;
    if (kind_of(s, callee) != N_MEMBER || !s->nodes[callee].name)
        return 0;
    Ref object = child_with(s, callee, R_OBJECT);
    const Class *cls = instance_class(facts, object);
    if (cls)
        return only_member(s, child_with(s, cls->node, R_BODY), s->nodes[callee].name);
    Ref owner = declared_type(facts, object, 0);
    return owner ? type_member(facts, owner, s->nodes[callee].name, 0) : 0;
}

bool type_gives_promise(const Facts *facts, Ref callee)
{
    const Syntax *s = facts->syntax;
    callee = uncast(s, callee);
    Ref signature = callee_signature(facts, callee);
    if (signature && has_flag(s, signature, NF_METHOD))
        return is_promise_type(facts, child_with(s, signature, R_TYPE));
    return gives_promise(facts, declared_type(facts, callee, 0), 0);
}
