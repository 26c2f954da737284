/*
 * bind.c - which names the file binds, where, and to what.
 *
 * Declarations first, the whole file over, since a name may be used above the line that
 * binds it; then js assignments, which need to know what is declared; then reads.
 */
#include "facts/build.h"

typedef struct Binding {
    DefKind kind;
    Ref value;
    Ref type;
    bool js_assign; /* js: not a declaration, so the name is looked up */
    Scope *scope;   /* where declared names go */
} Binding;

/* The function, class or module scope around: where Python binds, and js's `var`. */
static Scope *outer_scope(Scope *scope)
{
    while (scope->kind == SCOPE_BLOCK)
        scope = scope->outer;
    return scope;
}

static Scope *binding_scope(const Facts *facts, Ref node)
{
    Scope *scope = facts->index->spot[node]->scope;
    return facts_js(facts) ? scope : outer_scope(scope);
}

static Symbol *target_symbol(Facts *facts, const Binding *b, const char *name)
{
    if (b->js_assign)
        return symbol_lookup(facts, b->scope, name);
    for (uint32_t i = 0; i < b->scope->borrowed.len; i++)
        if (b->scope->borrowed.items[i]->name == name)
            return b->scope->borrowed.items[i];
    return symbol_get(facts, b->scope, name);
}

/* `x = None` in the handler of `try: import x` does not make x anything else. */
static bool is_fallback(const Facts *facts, const Symbol *symbol, Ref name)
{
    const Syntax *s = facts->syntax;
    if (!symbol->defs || symbol->defs->kind != DEF_IMPORT || facts_js(facts))
        return false;
    Ref handler = ancestor(s, name, N_CATCH);
    return handler && is_within(s, symbol->defs->name, s->nodes[handler].parent) &&
           !is_within(s, symbol->defs->name, handler);
}

static Def *define(Facts *facts, const Binding *b, Ref name, const char *text)
{
    Symbol *symbol = target_symbol(facts, b, text);
    bool fallback = is_fallback(facts, symbol, name);
    Def *def = symbol_define(facts, symbol, b->kind, name);
    def->value = b->value;
    def->type = b->type;
    def->fallback = fallback;
    return def;
}

/* The element of `a, b = x, y` that goes to the name; 0 when they do not stand in a row. */
static Ref paired_value(const Syntax *s, Ref target, Ref value, Ref name)
{
    NodeKind kind = kind_of(s, value);
    if (s->nodes[name].parent != target || (kind != N_TUPLE && kind != N_ARRAY))
        return 0;
    Ref t = first_child(s, target), v = first_child(s, value), found = 0;
    for (; t && v; t = next_child(s, t), v = next_child(s, v)) {
        if (kind_of(s, t) == N_SPREAD || kind_of(s, v) == N_SPREAD)
            return 0;
        if (t == name)
            found = v;
    }
    return t || v ? 0 : found;
}

/* Binds every name of a target; what is read inside it (a[i], o.m, defaults) is not. */
static void bind_target(Facts *facts, Ref target, const Binding *b)
{
    const Syntax *s = facts->syntax;
    for (Ref r = target; r && r < s->nodes[target].last;) {
        const Node *node = &s->nodes[r];
        if (node->kind == N_MEMBER || node->kind == N_INDEX || node->kind == N_CALL ||
            (r != target && node->role == R_RIGHT &&
             kind_of(s, node->parent) == N_DEFAULT) ||
            node->role == R_KEY || node->role == R_TYPE) {
            r = node->last;
            continue;
        }
        if (node->kind == N_NAME && node->name) {
            Def *def = define(facts, b, r, node->name);
            def->destructured = r != target;
            Ref value = def->destructured ? paired_value(s, target, b->value, r) : 0;
            if (value) {
                def->value = value;
                def->destructured = false;
            }
        }
        r++;
    }
}

/* --- imports --- */

static const char *without_node(const char *module)
{
    return starts_with(module, "node:") ? module + 5 : module;
}

/* `a.b` of `import a.b` binds `a`, which stands for `a`. */
static void bind_module(Facts *facts, Ref item, const Binding *b)
{
    const Node *node = &facts->syntax->nodes[item];
    Ref alias = child_with(facts->syntax, item, R_ALIAS);
    struct Index *index = facts->index;
    const char *root = intern(index->interner, node->name, strcspn(node->name, "."));
    Def *def = alias ? define(facts, b, alias, facts->syntax->nodes[alias].name)
                     : define(facts, b, item, root);
    def->origin = alias ? node->name : root;
    def->module = node->name;
}

static const char *imported_origin(Facts *facts, const char *module, const Node *item)
{
    if (item->flags & (NF_DEFAULT | NF_MODULE) || same(item->name, "default"))
        return module;
    if (ends_with(module, "."))
        return arena_printf(facts->arena, "%s%s", module, item->name);
    return arena_join(facts->arena, module, '.', item->name);
}

static void bind_import(Facts *facts, Ref import)
{
    const Syntax *s = facts->syntax;
    const char *module = s->nodes[import].name;
    Binding b = {.kind = DEF_IMPORT, .scope = binding_scope(facts, import)};
    if (module) {
        module = without_node(module);
        vec_push(facts->arena, &facts->index->modules, module);
    }
    for (Ref item = first_child(s, import); item; item = next_child(s, item)) {
        const Node *node = &s->nodes[item];
        if (node->kind != N_IMPORT_NAME || !(node->name || node->flags & NF_MODULE))
            continue;
        if (!module && node->name && !facts_js(facts)) {
            vec_push(facts->arena, &facts->index->modules, node->name);
            bind_module(facts, item, &b);
            continue;
        }
        Ref alias = child_with(s, item, R_ALIAS);
        Ref name = alias ? alias : item;
        if (!s->nodes[name].name)
            continue;
        Def *def = define(facts, &b, name, s->nodes[name].name);
        def->origin = module ? imported_origin(facts, module, node) : NULL;
        def->module = module;
        def->member = node->flags & NF_MODULE ? NULL : node->name;
    }
}

/* --- declarations --- */

static void bind_function(Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    Function *fn = facts->index->thing[node];
    Ref name = child_with(s, node, R_NAME);
    bool js = facts_js(facts);
    if (!name || has_flag(s, node, NF_METHOD) || kind_of(s, name) != N_NAME)
        return;
    Binding b = {.kind = DEF_FUNCTION, .value = node, .scope = binding_scope(facts, node)};
    if (js && !has_flag(s, node, NF_STATEMENT))
        b.scope = fn->scope;
    Def *def = define(facts, &b, name, s->nodes[name].name);
    fn->symbol = facts->index->thing[def->name];
}

static void bind_class(Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    Class *cls = facts->index->thing[node];
    Ref name = child_with(s, node, R_NAME);
    if (!name)
        return;
    bool own = facts_js(facts) && !has_flag(s, node, NF_STATEMENT);
    Binding b = {.kind = DEF_CLASS,
                 .value = node,
                 .scope = own ? cls->scope : binding_scope(facts, node)};
    define(facts, &b, name, s->nodes[name].name);
    cls->symbol = facts->index->thing[name];
}

static void bind_assign(Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    const Node *n = &s->nodes[node];
    bool js = facts_js(facts), declares = n->flags & NF_DECLARES;
    Binding b = {.kind = DEF_ASSIGN,
                 .value = child_with(s, node, R_RIGHT),
                 .type = child_with(s, node, R_TYPE),
                 .js_assign = js && !declares,
                 .scope = binding_scope(facts, node)};
    if (js && declares && has_flag(s, n->parent, NF_VAR))
        b.scope = outer_scope(b.scope);
    bind_target(facts, child_with(s, node, R_LEFT), &b);
}

/* x += 1, x++: binds and reads. */
static void bind_augmented(Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    NodeRole role = kind_of(s, node) == N_UPDATE ? R_VALUE : R_LEFT;
    Binding b = {.kind = DEF_AUGMENTED,
                 .js_assign = facts_js(facts),
                 .scope = binding_scope(facts, node)};
    Ref target = child_with(s, node, role);
    bind_target(facts, target, &b);
    if (kind_of(s, target) == N_NAME)
        vec_push(facts->arena, &((Symbol *)facts->index->thing[target])->reads, target);
}

static void bind_loop(Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    bool js = facts_js(facts), clause = kind_of(s, node) == N_FOR_CLAUSE;
    Binding b = {.kind = DEF_LOOP,
                 .value = child_with(s, node, R_RIGHT),
                 .js_assign = js && !clause && !has_flag(s, node, NF_DECLARES),
                 .scope =
                     clause ? facts->index->spot[node]->scope : binding_scope(facts, node)};
    if (js && has_flag(s, node, NF_VAR))
        b.scope = outer_scope(b.scope);
    bind_target(facts, child_with(s, node, R_LEFT), &b);
}

static void bind_as(Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    NodeKind parent = kind_of(s, s->nodes[node].parent);
    DefKind kind = parent == N_WITH_ITEM ? DEF_WITH
                   : parent == N_CATCH   ? DEF_CATCH
                                         : DEF_OTHER;
    Binding b = {.kind = kind,
                 .value = child_with(s, node, R_VALUE),
                 .scope = binding_scope(facts, node)};
    bind_target(facts, child_with(s, node, R_ALIAS), &b);
}

static void bind_parameter(Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    Ref left = child_with(s, node, R_LEFT);
    Binding b = {.kind = DEF_PARAMETER,
                 .value = child_with(s, node, R_RIGHT),
                 .type = child_with(s, node, R_TYPE),
                 .scope = facts->index->spot[node]->scope};
    if (kind_of(s, left) == N_DEFAULT) {
        b.value = child_with(s, left, R_RIGHT);
        left = child_with(s, left, R_LEFT);
    }
    bind_target(facts, left, &b);
}

static void bind_walrus(Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    Binding b = {.kind = DEF_ASSIGN,
                 .value = child_with(s, node, R_RIGHT),
                 .scope = binding_scope(facts, node)};
    bind_target(facts, child_with(s, node, R_LEFT), &b);
}

/* What else gives a name a meaning that we do not follow. */
static void bind_other(Facts *facts, Ref node, Ref target)
{
    Binding b = {.kind = DEF_OTHER, .value = node, .scope = binding_scope(facts, node)};
    if (target)
        bind_target(facts, target, &b);
}

static void bind_children(Facts *facts, Ref node)
{
    for (Ref c = first_child(facts->syntax, node); c; c = next_child(facts->syntax, c))
        bind_other(facts, node, c);
}

static void declare(Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    bool js = facts_js(facts);
    switch (kind_of(s, node)) {
    case N_IMPORT:
        bind_import(facts, node);
        break;
    case N_FUNCTION:
        bind_function(facts, node);
        break;
    case N_CLASS:
        bind_class(facts, node);
        break;
    case N_PARAMETER:
        bind_parameter(facts, node);
        break;
    case N_ASSIGN:
        if (!js || has_flag(s, node, NF_DECLARES))
            bind_assign(facts, node);
        break;
    case N_AUGMENTED:
        if (!js)
            bind_augmented(facts, node);
        break;
    case N_FOR_EACH:
        if (!js || has_flag(s, node, NF_DECLARES))
            bind_loop(facts, node);
        break;
    case N_FOR_CLAUSE:
        bind_loop(facts, node);
        break;
    case N_WALRUS:
        bind_walrus(facts, node);
        break;
    case N_AS:
        bind_as(facts, node);
        break;
    case N_CATCH:
        bind_other(facts, node, child_with(s, node, R_PARAMETER));
        break;
    case N_CASE:
        if (!js)
            bind_other(facts, node, child_with(s, node, R_VALUE));
        break;
    case N_DELETE:
        bind_children(facts, node);
        break;
    case N_INTERFACE:
    case N_TYPE_ALIAS:
        bind_other(facts, node, child_with(s, node, R_NAME));
        break;
    default:
        break;
    }
}

/* js: assignments to what is declared somewhere. */
static void assign(Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    switch (kind_of(s, node)) {
    case N_ASSIGN:
        if (!has_flag(s, node, NF_DECLARES))
            bind_assign(facts, node);
        break;
    case N_FOR_EACH:
        if (!has_flag(s, node, NF_DECLARES))
            bind_loop(facts, node);
        break;
    case N_AUGMENTED:
    case N_UPDATE:
        bind_augmented(facts, node);
        break;
    default:
        break;
    }
}

/* Python's global and nonlocal: the function's name is another scope's. */
static void borrow(Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    Scope *scope = outer_scope(facts->index->spot[node]->scope);
    Scope *owner = facts->module->scope;
    if (kind_of(s, node) == N_NONLOCAL && scope->outer) {
        owner = outer_scope(scope->outer);
        while (owner->kind == SCOPE_CLASS && owner->outer)
            owner = outer_scope(owner->outer);
    }
    for (Ref c = first_child(s, node); c; c = next_child(s, c)) {
        if (kind_of(s, c) != N_NAME || owner == scope)
            continue;
        Symbol *symbol = symbol_get(facts, owner, s->nodes[c].name);
        facts->index->thing[c] = symbol;
        facts->index->binds[c] = true;
        vec_push(facts->arena, &scope->borrowed, symbol);
    }
}

/* The NAME is only a label on its parent: it neither binds nor reads. */
static bool is_label(const Syntax *s, Ref name)
{
    NodeKind parent = kind_of(s, s->nodes[name].parent);
    NodeRole role = (NodeRole)s->nodes[name].role;
    return (role == R_NAME && (parent == N_FUNCTION || parent == N_CLASS)) ||
           (role == R_ALIAS && parent == N_EXPORT_NAME) || parent == N_SIGNATURE;
}

static void read_name(Facts *facts, Ref node)
{
    struct Index *index = facts->index;
    if (index->binds[node] || is_label(facts->syntax, node))
        return;
    const char *name = facts->syntax->nodes[node].name;
    if (!name)
        return;
    Symbol *symbol = symbol_lookup(facts, index->spot[node]->scope, name);
    index->thing[node] = symbol;
    if (index->spot[node]->bits & PLACE_TYPE)
        return;
    vec_push(facts->arena, &symbol->reads, node);
    if (symbol->scope->fn != index->spot[node]->fn)
        symbol->captured = true;
}

/* `export const a = …, { b } = c`, `export function f`, `export default name` */
static void read_exported(Facts *facts, Ref export)
{
    const Syntax *s = facts->syntax;
    Ref value = child_with(s, export, R_VALUE);
    bool named = has_flag(s, export, NF_DEFAULT) || kind_of(s, value) == N_DECLARE;
    Ref last = named ? s->nodes[export].last : 0;
    if (value && !named && child_with(s, value, R_NAME))
        last = s->nodes[child_with(s, value, R_NAME)].last;
    for (Ref r = value; r < last; r++) {
        bool binds = facts->index->binds[r] || r == value;
        Symbol *symbol = binds && kind_of(s, r) == N_NAME ? symbol_of(facts, r) : NULL;
        if (symbol && symbol->scope == facts->module->scope)
            symbol->exported = true;
    }
}

static void read_export(Facts *facts, Ref node)
{
    const Node *n = &facts->syntax->nodes[node];
    if (n->name && !facts->syntax->nodes[n->parent].name)
        symbol_lookup(facts, facts->index->spot[node]->scope, n->name)->exported = true;
}

static void each_node(Facts *facts, NodeKind kind, void visit(Facts *facts, Ref node))
{
    Refs nodes = nodes_of_kind(facts->syntax, kind);
    for (uint32_t i = 0; i < nodes.len; i++)
        visit(facts, nodes.items[i]);
}

void bind_names(Facts *facts)
{
    const Syntax *s = facts->syntax;
    const struct Index *index = facts->index;
    for (uint32_t i = 0; i < index->acting.len; i++) {
        NodeKind kind = kind_of(s, index->acting.items[i]);
        if (kind == N_GLOBAL || kind == N_NONLOCAL)
            borrow(facts, index->acting.items[i]);
    }
    for (uint32_t i = 0; i < index->acting.len; i++)
        declare(facts, index->acting.items[i]);
    for (uint32_t i = 0; facts_js(facts) && i < index->acting.len; i++)
        assign(facts, index->acting.items[i]);
    each_node(facts, N_NAME, read_name);
    each_node(facts, N_EXPORT_NAME, read_export);
    each_node(facts, N_EXPORT, read_exported);
}
