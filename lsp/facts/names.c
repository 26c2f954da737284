/*
 * names.c - what an expression names: "requests.get" for `r.get` after `import requests as r`.
 *
 * Conservative: a name that is rebound, shadowed or taken apart in a way we do not follow
 * names nothing. A module that nothing imports stands for itself, so that a buffer in the
 * middle of an edit is understood; a bare name does so only when it is a builtin.
 */
#include "facts/build.h"

#include "asynclint/known.h"

static const char NONE[] = ""; /* asked, and there is none */

Symbol *symbol_of(const Facts *facts, Ref name)
{
    if (!name)
        return NULL;
    NodeKind kind = kind_of(facts->syntax, name);
    return kind == N_NAME || kind == N_IMPORT_NAME ? facts->index->thing[name] : NULL;
}

Symbol *visible_symbol(const Facts *facts, Ref at, const char *name)
{
    const char *text = intern(facts->index->interner, name, strlen(name));
    const Scope *from = facts->index->spot[at]->scope;
    for (const Scope *scope = from; scope; scope = scope->outer) {
        bool hidden = scope->kind == SCOPE_CLASS && scope != from;
        Symbol *symbol = hidden ? NULL : symbol_find(facts, scope, text);
        if (symbol && symbol->defs)
            return symbol;
    }
    return NULL;
}

Function *function_at(const Facts *facts, Ref node)
{
    return node == 1 ? facts->module : thing_at(facts, node, N_FUNCTION);
}

Function *function_running(const Facts *facts, Ref node)
{
    return facts->index->spot[node]->fn;
}

Class *class_at(const Facts *facts, Ref node)
{
    return thing_at(facts, node, N_CLASS);
}

Call *call_at(const Facts *facts, Ref node)
{
    return thing_at(facts, node, N_CALL);
}

const Def *single_def(const Symbol *symbol)
{
    const Def *found = NULL;
    if (!symbol || symbol->rebound_elsewhere)
        return NULL;
    for (const Def *def = symbol->defs; def; def = def->next) {
        if (def->fallback)
            continue;
        bool again = found && found->kind == DEF_IMPORT && def->kind == DEF_IMPORT &&
                     same(found->origin, def->origin);
        if (found && !again)
            return NULL;
        found = found ? found : def;
    }
    return found;
}

static const char *canonical(const Facts *facts, const char *name)
{
    const char *other = name ? lexicon_canonical(&facts->lexicon, name) : NULL;
    return other ? other : name;
}

static const char *join(const Facts *facts, const char *left, char mark, const char *right)
{
    if (!left || !right)
        return NULL;
    struct Index *index = facts->index;
    Pairs *known = mark == '#' ? &index->methods : &index->members;
    const char *name = pairs_get(known, left, right);
    if (!name) {
        name = canonical(facts, arena_join(facts->arena, left, mark, right));
        *pairs_at(known, left, right) = (void *)(uintptr_t)name;
    }
    return name;
}

const char *loaded_module(const Facts *facts, Ref call)
{
    const Syntax *s = facts->syntax;
    Ref callee = child_with(s, call, R_CALLEE), argument = child_with(s, call, R_ARGUMENT);
    const char *name = s->nodes[callee].name;
    if (!facts_js(facts) || kind_of(s, callee) != N_NAME || !argument)
        return NULL;
    Symbol *symbol = symbol_of(facts, callee);
    bool loads =
        same(name, "import") || (same(name, "require") && (!symbol || !symbol->defs));
    if (!loads || kind_of(s, argument) != N_STRING || !s->nodes[argument].name)
        return NULL;
    const char *module = s->nodes[argument].name;
    return starts_with(module, "node:") ? module + 5 : module;
}

/* `const { promises: { readFile } } = fs`: the keys from the pattern's root to the name. */
static const char *destructured_name(const Facts *facts, const Def *def)
{
    const Syntax *s = facts->syntax;
    const char *keys[4];
    uint32_t depth = 0;
    Ref r = def->name;
    for (;;) {
        Ref parent = s->nodes[r].parent;
        NodeKind kind = kind_of(s, parent);
        if (kind == N_PAIR) {
            if (depth == COUNT(keys))
                return NULL;
            keys[depth++] = s->nodes[child_with(s, parent, R_KEY)].name;
            r = s->nodes[parent].parent;
        } else if (kind == N_OBJECT) {
            if (r == def->name) {
                if (depth == COUNT(keys))
                    return NULL;
                keys[depth++] = s->nodes[r].name;
            }
            r = parent;
        } else {
            break;
        }
    }
    if (kind_of(s, s->nodes[r].parent) != N_ASSIGN || !depth)
        return NULL;
    const char *name = qualified_name(facts, def->value);
    while (name && depth--)
        name = join(facts, name, '.', keys[depth]);
    return name;
}

/* `from m import *` of a module whose name the tables know by that member. */
static const char *star_imported(const Facts *facts, const char *name)
{
    const Syntax *s = facts->syntax;
    for (uint32_t i = 0; i < facts->index->imports.len; i++) {
        Ref import = facts->index->imports.items[i];
        if (!has_flag(s, import, NF_STAR) || !s->nodes[import].name)
            continue;
        const char *whole = join(facts, s->nodes[import].name, '.', name);
        if (known_find(&facts->lexicon, whole) || known_factory(&facts->lexicon, whole) ||
            known_class(&facts->lexicon, whole))
            return whole;
    }
    return NULL;
}

static const char *answer_symbol(const Facts *facts, const Symbol *symbol)
{
    if (!symbol->defs) {
        const char *starred = star_imported(facts, symbol->name);
        return starred ? starred : canonical(facts, symbol->name);
    }
    const Def *def = single_def(symbol);
    if (!def)
        return NULL;
    if (def->kind == DEF_IMPORT)
        return canonical(facts, def->origin);
    if (def->kind != DEF_ASSIGN || !def->value)
        return NULL;
    return def->destructured ? destructured_name(facts, def)
                             : qualified_name(facts, def->value);
}

static const char *name_of_symbol(const Facts *facts, const Symbol *symbol)
{
    Asked *asked = symbol_asked(facts, symbol);
    if (!asked)
        return answer_symbol(facts, symbol);
    if (!asked->name_done) {
        asked->name_done = true;
        asked->name = answer_symbol(facts, symbol);
    }
    return asked->name;
}

/* globalThis.fetch is fetch. */
static bool is_global_object(const Facts *facts, Ref object)
{
    static const char *const GLOBALS[] = {"globalThis", "window", "self", "global"};
    Symbol *symbol = symbol_of(facts, object);
    if (!facts_js(facts) || !symbol || symbol->defs)
        return false;
    return is_among(symbol->name, GLOBALS, COUNT(GLOBALS));
}

static const char *name_of_member(const Facts *facts, Ref member)
{
    const Syntax *s = facts->syntax;
    Ref object = child_with(s, member, R_OBJECT);
    const char *property = s->nodes[member].name;
    if (is_global_object(facts, object))
        return property;
    const char *owner = qualified_name(facts, object);
    const char *type = !owner || strchr(owner, '#') ? instance_type(facts, object) : NULL;
    if (type)
        return join(facts, type, '#', property);
    /* A member of a member that the tables do not know is anything. */
    bool unknown = owner && strchr(owner, '#') && !facts_js(facts);
    return unknown ? NULL : join(facts, owner, '.', property);
}

static const char *answer_name(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    switch (kind_of(s, expr)) {
    case N_NAME:
    case N_IMPORT_NAME: {
        Symbol *symbol = symbol_of(facts, expr);
        return symbol ? name_of_symbol(facts, symbol) : NULL;
    }
    case N_MEMBER:
        return name_of_member(facts, expr);
    case N_CALL:
        return loaded_module(facts, expr);
    case N_CAST:
    case N_AWAIT:
        return qualified_name(facts, child_with(s, expr, R_VALUE));
    case N_WALRUS:
    case N_ASSIGN:
        return qualified_name(facts, child_with(s, expr, R_RIGHT));
    default:
        return NULL;
    }
}

const char *qualified_name(const Facts *facts, Ref expr)
{
    struct Index *index = facts->index;
    if (!expr)
        return NULL;
    if (index->names[expr])
        return index->names[expr] == NONE ? NULL : index->names[expr];
    if (index->depth >= MAX_QUESTION_DEPTH)
        return NULL;
    index->names[expr] = NONE; /* what a circle answers */
    index->depth++;
    const char *name = answer_name(facts, expr);
    index->depth--;
    index->names[expr] = name ? name : NONE;
    return name;
}

const char *last_name(const Facts *facts, Ref callee)
{
    const Node *node = &facts->syntax->nodes[uncast(facts->syntax, callee)];
    return node->kind == N_NAME || node->kind == N_MEMBER ? node->name : NULL;
}

Ref root_of(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    for (;;) {
        switch (kind_of(s, expr)) {
        case N_NAME:
        case N_THIS:
        case N_SUPER:
            return expr;
        case N_MEMBER:
        case N_INDEX:
            expr = child_with(s, expr, R_OBJECT);
            break;
        case N_CALL:
            expr = child_with(s, expr, R_CALLEE);
            break;
        case N_AWAIT:
        case N_CAST:
            expr = child_with(s, expr, R_VALUE);
            break;
        default:
            return 0;
        }
    }
}

bool file_imports(const Facts *facts, const char *module)
{
    size_t len = strlen(module);
    for (uint32_t i = 0; i < facts->index->modules.len; i++) {
        const char *name = facts->index->modules.items[i];
        if (strncmp(name, module, len) == 0 && strchr("./", name[len]))
            return true;
    }
    return false;
}

const char *module_of_name(const Facts *facts, const char *qualified, const char **member)
{
    size_t longest = 0;
    const char *found = NULL;
    for (uint32_t i = 0; i < facts->index->modules.len; i++) {
        const char *module = facts->index->modules.items[i];
        size_t len = strlen(module);
        if (len > longest && strncmp(qualified, module, len) == 0 &&
            strchr(".#", qualified[len])) {
            longest = len;
            found = module;
        }
    }
    const char *rest = qualified + longest;
    *member = found && *rest ? rest + 1 : NULL;
    return found;
}

bool same_expression(const Facts *facts, Ref a, Ref b)
{
    const Syntax *s = facts->syntax;
    const Node *left = &s->nodes[a], *right = &s->nodes[b];
    if (!a || !b || left->last - a != right->last - b)
        return false;
    for (uint32_t i = 0; i < left->last - a; i++) {
        const Node *x = &s->nodes[a + i], *y = &s->nodes[b + i];
        if (x->kind != y->kind || x->name != y->name || x->last - a != y->last - b)
            return false;
        if (x->kind == N_NAME && facts->index->thing[a + i] != facts->index->thing[b + i])
            return false;
        if ((x->kind == N_TEMPLATE || x->kind == N_REGEX || x->kind == N_OTHER) &&
            (text_of(s, a + i).len != text_of(s, b + i).len ||
             memcmp(text_of(s, a + i).ptr, text_of(s, b + i).ptr, text_of(s, a + i).len) !=
                 0))
            return false;
    }
    return true;
}
