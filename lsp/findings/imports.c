/*
 * imports.c - the file's imports: what they give at a place, and where a new one goes.
 *
 * Only imports that surely have run count: at module level, or directly in the body of the
 * function that holds the place. A name that means something else there is passed over.
 */
#include "findings/habits.h"

static const char *without_node(Habits *habits, const char *module)
{
    if (!starts_with(module, "node:"))
        return module;
    habits->node_prefix = true;
    return module + 5;
}

static void read_import_name(const Pass *p, Ref statement, Ref item)
{
    const Syntax *s = p->syntax;
    const Node *node = node_at(s, item);
    const char *from = s->nodes[statement].name;
    bool named = node->name || (node->flags & NF_MODULE && child_with(s, item, R_ALIAS));
    if (node->kind != N_IMPORT_NAME || !named || node->flags & NF_TYPE_ONLY ||
        (!from && (pass_js(p) || !node->name)))
        return;
    Ref alias = child_with(s, item, R_ALIAS);
    Import import = {.statement = statement, .item = item, .bound = alias ? alias : item};
    import.local = s->nodes[import.bound].name;
    if (!from) { /* Python: import a.b */
        import.module = node->name;
        import.dotted = !alias;
        import.local = alias
                           ? import.local
                           : arena_strndup(p->arena, node->name, strcspn(node->name, "."));
    } else {
        bool whole = node->flags & (NF_DEFAULT | NF_MODULE) || same(node->name, "default");
        import.module = without_node(p->habits, from);
        import.name = whole ? NULL : node->name;
        import.is_default = whole && !(node->flags & NF_MODULE);
    }
    if (import.local)
        vec_push(p->arena, &p->habits->imports, import);
}

static const char *required_module(const Syntax *s, Ref value)
{
    if (!value || kind_of(s, value) != N_CALL)
        return NULL;
    Ref callee = child_with(s, value, R_CALLEE),
        argument = child_with(s, value, R_ARGUMENT);
    bool requires = callee && argument && kind_of(s, callee) == N_NAME &&
                    same(s->nodes[callee].name, "require") &&
                    kind_of(s, argument) == N_STRING;
    return requires ? s->nodes[argument].name : NULL;
}

/* `const m = require('m')` and `const { a, b: c } = require('m')` */
static void read_require(const Pass *p, Ref statement, Ref assign)
{
    const Syntax *s = p->syntax;
    const char *module = required_module(s, child_with(s, assign, R_RIGHT));
    Ref left = child_with(s, assign, R_LEFT);
    if (!module || !left)
        return;
    Import import = {.statement = statement,
                     .bound = left,
                     .module = without_node(p->habits, module),
                     .local = s->nodes[left].name};
    if (kind_of(s, left) == N_NAME) {
        vec_push(p->arena, &p->habits->imports, import);
        return;
    }
    for (Ref part = first_child(s, left); part; part = next_child(s, part)) {
        Ref name = kind_of(s, part) == N_PAIR ? child_with(s, part, R_RIGHT) : part;
        Ref key = kind_of(s, part) == N_PAIR ? child_with(s, part, R_KEY) : part;
        if (!name || !key || kind_of(s, name) != N_NAME)
            continue;
        import.item = part;
        import.bound = name;
        import.local = s->nodes[name].name;
        import.name = s->nodes[key].name;
        if (import.local && import.name)
            vec_push(p->arena, &p->habits->imports, import);
    }
}

/* Conditional imports do not count: nobody knows whether they have run. */
static bool surely_runs(const Syntax *s, Ref statement)
{
    Ref parent = s->nodes[statement].parent;
    NodeKind owner = kind_of(s, s->nodes[parent].parent);
    return parent == 1 || (kind_of(s, parent) == N_BLOCK && owner == N_FUNCTION);
}

static void read_imports(const Pass *p)
{
    const Syntax *s = p->syntax;
    p->habits->imports_read = true;
    for (Ref r = 2; r < s->count; r++) {
        NodeKind kind = kind_of(s, r);
        if ((kind != N_IMPORT && kind != N_DECLARE) || !surely_runs(s, r) ||
            has_flag(s, r, NF_TYPE_ONLY))
            continue;
        for (Ref child = first_child(s, r); child; child = next_child(s, child)) {
            if (kind == N_IMPORT)
                read_import_name(p, r, child);
            else if (kind_of(s, child) == N_ASSIGN && pass_js(p))
                read_require(p, r, child);
        }
    }
}

/* The definition is an import of the same thing. */
static bool defines_same(const Habits *habits, const Def *def, const Import *import)
{
    for (uint32_t i = 0; i < habits->imports.len; i++) {
        const Import *other = &habits->imports.items[i];
        if (other->bound != def->name)
            continue;
        bool both_roots = other->dotted && import->dotted; /* import a.b, a.c: one `a` */
        return both_roots ||
               (same(other->module, import->module) &&
                (other->name == import->name || same(other->name, import->name)));
    }
    return false;
}

static bool has_run(const Syntax *s, const Import *import, Ref at)
{
    Ref parent = s->nodes[import->statement].parent;
    if (parent == 1 && ancestor(s, at, N_FUNCTION))
        return true;
    return is_within(s, at, parent) &&
           s->nodes[import->statement].start < s->nodes[at].start;
}

bool import_holds(const Pass *p, const Import *import, Ref at)
{
    const Symbol *symbol = visible_symbol(p->facts, at, import->local);
    if (!symbol || !has_run(p->syntax, import, at))
        return false;
    bool found = false;
    for (const Def *def = symbol->defs; def; def = def->next) {
        found = found || def->name == import->bound;
        if (!def->fallback && !defines_same(p->habits, def, import))
            return false;
    }
    return found;
}

static bool gives(const Import *import, const char *module, const char *name)
{
    if (name)
        return same(import->module, module) && same(import->name, name);
    if (!import->name)
        return same(import->module, module);
    /* from a import b: the module a.b */
    size_t len = strlen(import->module);
    return starts_with(module, import->module) && module[len] == '.' &&
           same(module + len + 1, import->name);
}

const Import *import_find(const Pass *p, Ref at, const char *module, const char *name)
{
    if (!p->habits->imports_read)
        read_imports(p);
    for (uint32_t i = 0; i < p->habits->imports.len; i++) {
        const Import *import = &p->habits->imports.items[i];
        if (gives(import, module, name) && import_holds(p, import, at))
            return import;
    }
    return NULL;
}

/* --- Python --- */

/* `import a` is also there where `import a.b` is. */
static const Import *find_root(const Pass *p, Ref at, const char *module)
{
    for (uint32_t i = 0; i < p->habits->imports.len; i++) {
        const Import *import = &p->habits->imports.items[i];
        if (import->dotted && same(import->local, module) && import_holds(p, import, at))
            return import;
    }
    return NULL;
}

/* At module level nothing binds the name, nor does anything between there and the place. */
static bool is_free(const Pass *p, Ref at, const char *name)
{
    const Symbol *symbol = visible_symbol(p->facts, at, name);
    const Symbol *global = visible_symbol(p->facts, 1, name);
    return (!symbol || !symbol->defs) && (!global || !global->defs);
}

/* `name`, or name_2 …: the same for all who ask in vain, so that their imports are one. */
static const char *free_alias(const Pass *p, const char *name)
{
    const char *alias = name;
    for (int n = 2; name_is_used(p, alias); n++)
        alias = arena_printf(p->arena, "%s_%d", name, n);
    return alias;
}

static const char *import_module_python(Pass *p, Fix *fix, Ref at, const char *module)
{
    const Import *import = import_find(p, at, module, NULL);
    if (!import)
        import = find_root(p, at, module);
    if (import)
        return import->dotted ? module : import->local;
    const char *root = arena_strndup(p->arena, module, strcspn(module, "."));
    const Import *other = find_root(p, at, root);
    if (other || is_free(p, at, root)) {
        import_line(p, fix, arena_printf(p->arena, "import %s", module));
        return module;
    }
    const char *last = strrchr(module, '.');
    const char *alias = free_alias(p, last ? last + 1 : module);
    import_line(p, fix, arena_printf(p->arena, "import %s as %s", module, alias));
    return alias;
}

/* A module of a package is imported for the name: from concurrent.futures import … */
static const char *import_name_python(Pass *p, Fix *fix, Ref at, const char *module,
                                      const char *name)
{
    const Import *import = import_find(p, at, module, name);
    if (import)
        return import->local;
    bool by_name = strchr(module, '.') && !import_find(p, at, module, NULL);
    if (!by_name || !is_free(p, at, name))
        return arena_printf(p->arena, "%s.%s", import_module_python(p, fix, at, module),
                            name);
    import_line(p, fix, arena_printf(p->arena, "from %s import %s", module, name));
    return name;
}

const char *fix_import(Pass *p, Fix *fix, const char *module)
{
    if (pass_js(p))
        return import_module_js(p, fix, module);
    return import_module_python(p, fix, node_covering(p->syntax, fix->where), module);
}

const char *fix_import_name(Pass *p, Fix *fix, const char *module, const char *name)
{
    if (pass_js(p))
        return import_name_js(p, fix, module, name);
    return import_name_python(p, fix, node_covering(p->syntax, fix->where), module, name);
}
