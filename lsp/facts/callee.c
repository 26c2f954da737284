/*
 * callee.c - which function of this file a call reaches, and which class an object is of.
 *
 * Only when nothing speaks against it: one definition, no unknown decorator, no member that
 * something else assigns.
 */
#include "facts/build.h"

/* Which class a NAME stands for: `C` of `class C`, or NULL. */
static Class *class_named(const Facts *facts, Ref name)
{
    const Def *def = single_def(symbol_of(facts, name));
    return def && def->kind == DEF_CLASS ? class_at(facts, def->value) : NULL;
}

static Class *base_class(const Facts *facts, const Class *cls)
{
    Ref base = child_with(facts->syntax, cls->node, R_BASE);
    return base ? class_named(facts, base) : NULL;
}

/* The class's method, or one that it inherits inside this file. */
static Function *method_of(const Facts *facts, Class *cls, const char *name)
{
    enum { MAX_BASES = 8 };
    for (int i = 0; cls && i < MAX_BASES; i++, cls = base_class(facts, cls)) {
        const struct AttributeDef *def = attribute_first(facts, cls, name);
        for (; def; def = attribute_next(cls, def))
            if (kind_of(facts->syntax, def->value) != N_FUNCTION || !def->in_body)
                return NULL;
        Function *fn = class_method(facts, cls, name);
        if (fn)
            return fn;
    }
    return NULL;
}

/* The function whose `this` an arrow uses. */
static Function *this_function(const Facts *facts, Ref node)
{
    Function *fn = facts->index->spot[node]->fn;
    while (fn->is_lambda && fn->outer)
        fn = fn->outer;
    return fn;
}

/* Python's `self`: the first parameter of a method, also in functions inside it. */
static Class *class_of_self(const Facts *facts, const Def *def)
{
    const Syntax *s = facts->syntax;
    const Function *fn = def->fn;
    if (facts_js(facts) || def->kind != DEF_PARAMETER || !fn->cls || fn->is_static)
        return NULL;
    Ref first = child_with(s, fn->node, R_PARAMETER);
    return child_with(s, first, R_LEFT) == def->name ? fn->cls : NULL;
}

static Class *class_of_annotation(const Facts *facts, Ref type)
{
    const Syntax *s = facts->syntax;
    while (kind_of(s, type) == N_OTHER && first_child(s, type))
        type = first_child(s, type);
    return kind_of(s, type) == N_NAME ? class_named(facts, type) : NULL;
}

/* The class of this file that a comment names. */
static Class *class_called(const Facts *facts, Ref at, const char *name)
{
    const Def *def = name ? single_def(visible_symbol(facts, at, name)) : NULL;
    return def && def->kind == DEF_CLASS ? class_at(facts, def->value) : NULL;
}

static Class *answer_symbol(const Facts *facts, const Symbol *symbol)
{
    const Def *def = single_def(symbol);
    if (!def)
        return NULL;
    if (def->type)
        return class_of_annotation(facts, def->type);
    Class *own = class_of_self(facts, def);
    if (!own)
        own = class_called(facts, def->name, doc_class(facts, def));
    if (own || def->kind == DEF_PARAMETER)
        return own;
    bool gives = def->kind == DEF_ASSIGN || def->kind == DEF_WITH;
    return gives && !def->destructured ? instance_class(facts, def->value) : NULL;
}

static Class *class_of_symbol(const Facts *facts, const Symbol *symbol)
{
    Asked *asked = symbol ? symbol_asked(facts, symbol) : NULL;
    if (!asked)
        return answer_symbol(facts, symbol);
    if (!asked->class_done) {
        asked->class_done = true;
        asked->cls = answer_symbol(facts, symbol);
    }
    return asked->cls;
}

static Class *class_of_attribute(const Facts *facts, Ref member)
{
    const Syntax *s = facts->syntax;
    Class *owner = instance_class(facts, child_with(s, member, R_OBJECT));
    Class *found = NULL;
    const struct AttributeDef *def =
        owner ? attribute_first(facts, owner, s->nodes[member].name) : NULL;
    for (; def; def = attribute_next(owner, def)) {
        Class *cls = def->type
                         ? class_of_annotation(facts, def->type)
                         : class_called(facts, member, doc_class_at(facts, def->value));
        if (!cls && !def->type)
            cls = instance_class(facts, def->value);
        bool nothing = !def->type && kind_of(s, def->value) == N_LITERAL;
        if (!nothing && (!cls || (found && found != cls)))
            return NULL;
        found = cls ? cls : found;
    }
    return found;
}

/* Python's `super()`: the base of the class whose method is running. */
static Class *class_of_super(const Facts *facts, Ref call)
{
    const Function *fn = facts->index->spot[call]->fn;
    while (fn && !fn->cls)
        fn = fn->outer;
    return fn ? base_class(facts, fn->cls) : NULL;
}

static Class *class_of_call(const Facts *facts, Ref call)
{
    if (facts_js(facts) && !has_flag(facts->syntax, call, NF_NEW))
        return NULL;
    Ref callee = child_with(facts->syntax, call, R_CALLEE);
    Class *cls = class_named(facts, callee);
    if (!cls && !facts_js(facts) && same(qualified_name(facts, callee), "super"))
        return class_of_super(facts, call);
    return cls;
}

Class *instance_class(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    struct Index *index = facts->index;
    if (!expr || index->depth >= MAX_QUESTION_DEPTH)
        return NULL;
    Class *cls = NULL;
    index->depth++;
    switch (kind_of(s, expr)) {
    case N_THIS:
        cls = this_function(facts, expr)->cls;
        break;
    case N_SUPER: {
        Class *own = this_function(facts, expr)->cls;
        cls = own ? base_class(facts, own) : NULL;
        break;
    }
    case N_NAME:
        cls = class_of_symbol(facts, symbol_of(facts, expr));
        break;
    case N_CALL:
        cls = class_of_call(facts, expr);
        break;
    case N_MEMBER:
        cls = class_of_attribute(facts, expr);
        break;
    case N_AWAIT:
    case N_CAST:
        cls = instance_class(facts, child_with(s, expr, R_VALUE));
        break;
    default:
        break;
    }
    index->depth--;
    return cls;
}

/* --- callees --- */

/* The function a member of an object literal holds. */
static Function *object_member(const Facts *facts, Ref object, const char *name)
{
    const Syntax *s = facts->syntax;
    for (uint32_t i = 0; i < facts->index->written.len; i++)
        if (facts->index->written.items[i] == name)
            return NULL;
    for (Ref c = first_child(s, object); c; c = next_child(s, c)) {
        if (kind_of(s, c) == N_FUNCTION && same(function_at(facts, c)->name, name))
            return function_at(facts, c);
        if (kind_of(s, c) == N_NAME && s->nodes[c].name == name)
            return called_function(facts, c);
        Ref key = kind_of(s, c) == N_PAIR ? child_with(s, c, R_KEY) : 0;
        if (key && same(s->nodes[key].name, name))
            return called_function(facts, child_with(s, c, R_RIGHT));
    }
    return NULL;
}

/* The object literal that an expression surely is, or 0. */
static Ref object_literal(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    if (kind_of(s, expr) == N_THIS) {
        Function *fn = this_function(facts, expr);
        Ref parent = s->nodes[fn->node].parent;
        if (kind_of(s, parent) == N_PAIR)
            parent = s->nodes[parent].parent;
        return kind_of(s, parent) == N_OBJECT ? parent : 0;
    }
    const Def *def = single_def(symbol_of(facts, expr));
    if (!def || def->kind != DEF_ASSIGN || def->destructured)
        return 0;
    Ref value = uncast(s, def->value);
    return kind_of(s, value) == N_OBJECT ? value : 0;
}

static Function *called_member(const Facts *facts, Ref member)
{
    const Syntax *s = facts->syntax;
    Ref object = uncast(s, child_with(s, member, R_OBJECT));
    const char *name = s->nodes[member].name;
    Class *cls = instance_class(facts, object);
    if (!cls)
        cls = class_named(facts, object);
    if (cls && name)
        return method_of(facts, cls, name);
    Ref literal = facts_js(facts) ? object_literal(facts, object) : 0;
    return literal && name ? object_member(facts, literal, name) : NULL;
}

static Function *called_name(const Facts *facts, Ref name)
{
    const Def *def = single_def(symbol_of(facts, name));
    if (!def || def->destructured)
        return NULL;
    if (def->kind == DEF_FUNCTION)
        return function_at(facts, def->value);
    return def->kind == DEF_ASSIGN ? called_function(facts, def->value) : NULL;
}

Function *called_function(const Facts *facts, Ref callee)
{
    const Syntax *s = facts->syntax;
    struct Index *index = facts->index;
    if (!callee || index->depth >= MAX_QUESTION_DEPTH)
        return NULL;
    Function *fn = NULL;
    index->depth++;
    callee = uncast(s, callee);
    if (kind_of(s, callee) == N_FUNCTION)
        fn = function_at(facts, callee);
    else if (kind_of(s, callee) == N_NAME)
        fn = called_name(facts, callee);
    else if (kind_of(s, callee) == N_MEMBER)
        fn = called_member(facts, callee);
    index->depth--;
    return fn && !fn->is_decorated && !fn->is_accessor ? fn : NULL;
}
