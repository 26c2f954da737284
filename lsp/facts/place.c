/*
 * place.c - where each node is evaluated: in which function, loop and scope.
 *
 * A function's default arguments, decorators and annotations are evaluated where it stands,
 * not inside it (js defaults: inside); a comprehension's first iterable outside it; a class
 * body where the class stands. Functions, classes, loops and scopes are made here, since
 * they are what the places are.
 */
#include "facts/build.h"

#include <assert.h>

static Scope *scope_new(Facts *facts, ScopeKind kind, Ref node, Scope *outer, Function *fn)
{
    Scope *scope = NEW(facts->arena, Scope);
    *scope = (Scope){.kind = kind, .node = node, .outer = outer, .fn = fn};
    return scope;
}

/* The name a function goes by: its own, or that of what it is assigned to. */
static const char *function_name(const Syntax *s, Ref node, Ref *name_node)
{
    Ref name = child_with(s, node, R_NAME);
    *name_node = name;
    if (name)
        return s->nodes[name].name;
    if (s->nodes[node].name)
        return s->nodes[node].name;
    Ref parent = s->nodes[node].parent;
    NodeKind kind = kind_of(s, parent);
    if (kind == N_FIELD)
        return s->nodes[parent].name;
    Ref left = 0;
    if (kind == N_ASSIGN && s->nodes[node].role == R_RIGHT)
        left = child_with(s, parent, R_LEFT);
    else if (kind == N_PAIR)
        left = child_with(s, parent, R_KEY);
    if (!left)
        return NULL;
    *name_node = kind_of(s, left) == N_NAME ? left : 0;
    return s->nodes[left].name;
}

/* The class whose direct member the node is, or NULL. */
static Class *enclosing_class(const Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    Ref parent = s->nodes[node].parent;
    if (kind_of(s, parent) == N_FIELD)
        parent = s->nodes[parent].parent;
    if (kind_of(s, parent) != N_BLOCK)
        return NULL;
    return thing_at(facts, s->nodes[parent].parent, N_CLASS);
}

static void add_method(Facts *facts, Function *fn)
{
    vec_push(facts->arena, &fn->cls->methods, fn);
    Member *member = class_member(facts, fn->cls, fn->name);
    if (member->method)
        member->twice = true;
    else
        member->method = fn;
}

static void add_function(Facts *facts, Ref node, const Spot *at)
{
    const Syntax *s = facts->syntax;
    Function *fn = NEW(facts->arena, Function);
    fn->node = node;
    fn->name = function_name(s, node, &fn->name_node);
    fn->body = child_with(s, node, R_BODY);
    fn->outer = at->fn;
    fn->cls = enclosing_class(facts, node);
    fn->is_async = has_flag(s, node, NF_ASYNC);
    fn->is_generator = has_flag(s, node, NF_STAR);
    fn->is_lambda = has_flag(s, node, NF_ARROW);
    fn->is_static = has_flag(s, node, NF_STATIC);
    fn->is_accessor = has_flag(s, node, NF_GETTER | NF_SETTER);
    fn->scope = scope_new(facts, SCOPE_FUNCTION, node, at->scope, fn);
    fn->index = facts->functions.len;
    vec_push(facts->arena, &facts->functions, fn);
    facts->index->thing[node] = fn;
    if (fn->cls)
        add_method(facts, fn);
}

static void add_class(Facts *facts, Ref node, const Spot *at)
{
    const Syntax *s = facts->syntax;
    Class *cls = NEW(facts->arena, Class);
    Ref name = child_with(s, node, R_NAME);
    cls->node = node;
    cls->name = name ? s->nodes[name].name : s->nodes[node].name;
    cls->fn = at->fn;
    cls->scope = scope_new(facts, SCOPE_CLASS, node, at->scope, at->fn);
    vec_push(facts->arena, &facts->classes, cls);
    facts->index->thing[node] = cls;
}

static void add_loop(Facts *facts, Ref node, const Spot *at)
{
    Loop *loop = NEW(facts->arena, Loop);
    loop->node = node;
    loop->kind = kind_of(facts->syntax, node);
    loop->fn = at->fn;
    loop->outer = at->loop;
    loop->body = child_with(facts->syntax, node, R_BODY);
    vec_push(facts->arena, &facts->loops, loop);
    facts->index->thing[node] = loop;
}

/* A call of these takes every element of a generator expression at once. */
static bool consumes_at_once(const Syntax *s, Ref callee)
{
    static const char *const EAGER[] = {"list", "tuple", "set",       "dict",  "sum",
                                        "any",  "all",   "min",       "max",   "sorted",
                                        "join", "deque", "frozenset", "bytes", "bytearray"};
    const char *name = s->nodes[callee].name;
    return is_among(name, EAGER, COUNT(EAGER));
}

static bool is_lazy(const Syntax *s, Ref comprehension)
{
    if (!same(s->nodes[comprehension].name, "generator"))
        return false;
    const Node *node = &s->nodes[comprehension];
    if (node->role == R_ARGUMENT)
        return !consumes_at_once(s, child_with(s, node->parent, R_CALLEE));
    NodeKind parent = kind_of(s, node->parent);
    return !((parent == N_FOR_EACH || parent == N_FOR_CLAUSE) && node->role == R_RIGHT);
}

static bool is_first_clause(const Syntax *s, Ref clause)
{
    for (Ref c = first_child(s, s->nodes[clause].parent); c; c = next_child(s, c))
        if (kind_of(s, c) == N_FOR_CLAUSE)
            return c == clause;
    return false;
}

static void enter_function(const Facts *facts, Ref parent, NodeRole role, Spot *at)
{
    Function *fn = thing_at(facts, parent, N_FUNCTION);
    assert(fn);
    if (role == R_BODY || role == R_PARAMETER)
        *at = (Spot){.fn = fn, .scope = fn->scope};
}

/* Python evaluates a default where the function stands, and so may a type. */
static void enter_parameter(const Facts *facts, Ref parent, NodeRole role, Spot *at)
{
    Ref fn = facts->syntax->nodes[parent].parent;
    if (!facts_js(facts) && (role == R_RIGHT || role == R_TYPE))
        *at = *facts->index->spot[fn];
}

static void enter_loop(const Facts *facts, Ref parent, NodeRole role, Spot *at)
{
    bool each = kind_of(facts->syntax, parent) == N_FOR_EACH;
    if (role != R_INIT && role != R_ELSE && !(each && role == R_RIGHT))
        at->loop = facts->index->thing[parent];
}

static void enter_clause(const Facts *facts, Ref parent, NodeRole role, Spot *at)
{
    if (role != R_RIGHT || !is_first_clause(facts->syntax, parent))
        return;
    Ref whole = facts->syntax->nodes[parent].parent;
    *at = *facts->index->spot[whole];
    at->scope = at->scope->outer;
}

/* The children of these may be evaluated elsewhere than their parent. */
static const bool SPLITS[N_COUNT] = {
    [N_FUNCTION] = true, [N_PARAMETER] = true,     [N_CLASS] = true,
    [N_FOR] = true,      [N_FOR_EACH] = true,      [N_WHILE] = true,
    [N_DO] = true,       [N_COMPREHENSION] = true, [N_FOR_CLAUSE] = true,
};

/* What `node` changes of its parent's spot, by its role there. */
static void enter(const Facts *facts, Ref node, Spot *at)
{
    const Syntax *s = facts->syntax;
    Ref parent = s->nodes[node].parent;
    NodeRole role = (NodeRole)s->nodes[node].role;
    switch (kind_of(s, parent)) {
    case N_FUNCTION:
        enter_function(facts, parent, role, at);
        break;
    case N_PARAMETER:
        enter_parameter(facts, parent, role, at);
        break;
    case N_CLASS:
        if (role == R_BODY) {
            at->scope = ((Class *)facts->index->thing[parent])->scope;
            at->bits |= PLACE_CLASS_BODY;
        }
        break;
    case N_FOR:
    case N_FOR_EACH:
    case N_WHILE:
    case N_DO:
        enter_loop(facts, parent, role, at);
        break;
    case N_COMPREHENSION:
        at->loop = facts->index->thing[parent];
        at->bits |= is_lazy(s, parent) ? PLACE_LAZY : 0;
        break;
    case N_FOR_CLAUSE:
        enter_clause(facts, parent, role, at);
        break;
    default:
        break;
    }
    if (role == R_TYPE)
        at->bits |= PLACE_TYPE;
}

/* The node opens a scope of its own for what stands below it. */
static bool opens_block(const Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    NodeKind kind = kind_of(s, node);
    if (kind == N_COMPREHENSION)
        return true;
    if (!facts_js(facts))
        return false;
    NodeKind parent = kind_of(s, s->nodes[node].parent);
    if (kind == N_BLOCK)
        return parent != N_FUNCTION && parent != N_CLASS;
    return kind == N_FOR || kind == N_FOR_EACH || kind == N_CATCH;
}

static bool same_spot(const Spot *a, const Spot *b)
{
    return a->fn == b->fn && a->loop == b->loop && a->scope == b->scope &&
           a->bits == b->bits;
}

/* The spot of the node; one of its own only when nothing near has the same. */
static const Spot *spot_of(Facts *facts, Ref node)
{
    const Node *n = &facts->syntax->nodes[node];
    struct Index *index = facts->index;
    const Spot *outer = index->spot[n->parent];
    bool opens = opens_block(facts, node);
    if (!opens && n->role != R_TYPE && !SPLITS[kind_of(facts->syntax, n->parent)])
        return outer;
    Spot at = *outer;
    enter(facts, node, &at);
    if (opens)
        at.scope = scope_new(facts, SCOPE_BLOCK, node, at.scope, at.fn);
    if (same_spot(&at, outer))
        return outer;
    if (!index->last_spot || !same_spot(&at, index->last_spot)) {
        index->last_spot = NEW(facts->arena, Spot);
        *index->last_spot = at;
    }
    return index->last_spot;
}

/* What binds names, or makes facts. */
static const bool ACTS[N_COUNT] = {
    [N_IMPORT] = true, [N_FUNCTION] = true,   [N_CLASS] = true,      [N_PARAMETER] = true,
    [N_ASSIGN] = true, [N_AUGMENTED] = true,  [N_UPDATE] = true,     [N_FOR_EACH] = true,
    [N_WALRUS] = true, [N_FOR_CLAUSE] = true, [N_AS] = true,         [N_CATCH] = true,
    [N_CASE] = true,   [N_DELETE] = true,     [N_INTERFACE] = true,  [N_TYPE_ALIAS] = true,
    [N_GLOBAL] = true, [N_NONLOCAL] = true,   [N_FIELD] = true,      [N_CALL] = true,
    [N_AWAIT] = true,  [N_WITH] = true,       [N_EXPRESSION] = true,
};

static void place_node(Facts *facts, Ref node)
{
    struct Index *index = facts->index;
    NodeKind kind = kind_of(facts->syntax, node);
    const Spot *at = spot_of(facts, node);
    index->spot[node] = at;
    if (!ACTS[kind] && !is_loop(kind) && kind != N_COMPREHENSION && kind != N_YIELD)
        return;
    if (ACTS[kind])
        vec_push(facts->arena, &index->acting, node);
    if (kind == N_FUNCTION)
        add_function(facts, node, at);
    else if (kind == N_CLASS)
        add_class(facts, node, at);
    else if (is_loop(kind) || kind == N_COMPREHENSION)
        add_loop(facts, node, at);
    else if (kind == N_YIELD)
        at->fn->is_generator = true;
    else if (kind == N_IMPORT)
        vec_push(facts->arena, &index->imports, node);
}

void place_nodes(Facts *facts)
{
    Function *module = NEW(facts->arena, Function);
    struct Index *index = facts->index;
    index->builtins = scope_new(facts, SCOPE_MODULE, 0, NULL, module);
    module->node = module->body = 1;
    module->scope = scope_new(facts, SCOPE_MODULE, 1, index->builtins, module);
    vec_push(facts->arena, &facts->functions, module);
    facts->module = module;
    Spot *spot = NEW(facts->arena, Spot);
    *spot = (Spot){.fn = module, .scope = module->scope};
    index->spot[0] = NEW(facts->arena, Spot);
    index->spot[1] = spot;
    for (Ref node = 2; node < facts->syntax->count; node++)
        place_node(facts, node);
}
