/*
 * exports.c - the names of a file that others can ask for.
 *
 * Python: the module's own names, and what star imports add. js: export statements, and
 * what is assigned to `exports` and `module.exports`; that itself is exported as "=".
 */
#include "program/build.h"

#include <stdlib.h>

static void add_export(Builder *b, const char *name, const Name *value)
{
    Export one = {build_word(b, name), *value};
    if (one.name)
        vec_push(&b->out->arena, &b->out->exports, one);
}

static void export_origin(Builder *b, const char *name, bool known, const Origin *origin)
{
    Name value = {0};
    if (known)
        build_name(b, origin, &value);
    add_export(b, name, &value);
}

static void export_expression(Builder *b, const char *name, Ref expr)
{
    Origin origin;
    expr = uncast(b->facts->syntax, expr);
    Function *fn = function_at(b->facts, expr);
    Class *cls = class_at(b->facts, expr);
    bool known = fn || cls || origin_of(b->facts, expr, &origin);
    if (fn || cls)
        origin = (Origin){.fn = fn, .cls = cls, .path = ""};
    export_origin(b, name, known, &origin);
}

static void export_symbol(Builder *b, const char *name, const Symbol *symbol)
{
    Origin origin;
    bool known = symbol && origin_of_symbol(b->facts, symbol, &origin);
    const Def *def = symbol && !known ? single_def(symbol) : NULL;
    if (def && def->kind == DEF_ASSIGN && !def->destructured && def->value)
        export_expression(b, name, def->value); /* const f = () => … */
    else
        export_origin(b, name, known, &origin);
}

static void add_star(Builder *b, const char *module, bool required)
{
    Origin origin = {.module = module, .required = required, .path = ""};
    Name name;
    if (module && build_name(b, &origin, &name))
        vec_push(&b->out->arena, &b->out->stars, name.module);
}

/* --- Python --- */

/* `__all__ = ['a', 'b']`; anything else about it is not followed. */
static void read_all(Builder *b, const Symbol *symbol)
{
    const Syntax *s = b->facts->syntax;
    const Def *def = single_def(symbol);
    NodeKind kind = def && def->value ? kind_of(s, def->value) : N_NONE;
    if (!def || def->kind != DEF_ASSIGN || (kind != N_ARRAY && kind != N_TUPLE))
        return;
    b->out->has_all = true;
    for (Ref c = first_child(s, def->value); c; c = next_child(s, c))
        if (kind_of(s, c) == N_STRING && s->nodes[c].name)
            vec_push(&b->out->arena, &b->out->all, build_word(b, s->nodes[c].name));
}

static void export_python(Builder *b)
{
    const Facts *facts = b->facts;
    const Syntax *s = facts->syntax;
    const Scope *scope = facts->module->scope;
    for (uint32_t i = 0; i < scope->symbols.len; i++) {
        const Symbol *symbol = scope->symbols.items[i];
        if (!symbol->defs)
            continue;
        if (same(symbol->name, "__all__"))
            read_all(b, symbol);
        export_symbol(b, symbol->name, symbol);
    }
    Refs imports = nodes_of_kind(s, N_IMPORT);
    for (uint32_t i = 0; i < imports.len; i++) {
        Ref node = imports.items[i];
        if (has_flag(s, node, NF_STAR) && node_place(facts, node).fn == facts->module)
            add_star(b, s->nodes[node].name, false);
    }
}

/* --- export statements --- */

static void export_names(Builder *b, Ref export)
{
    const Syntax *s = b->facts->syntax;
    const char *module = s->nodes[export].name;
    for (Ref c = first_child(s, export); c; c = next_child(s, c)) {
        if (kind_of(s, c) != N_EXPORT_NAME)
            continue;
        Ref alias = child_with(s, c, R_ALIAS);
        const char *name = s->nodes[c].name, *as = alias ? s->nodes[alias].name : name;
        Origin origin = {.module = module,
                         .path = has_flag(s, c, NF_MODULE) ? ""
                                 : name                    ? name
                                                           : ""};
        if (module)
            export_origin(b, as, true, &origin);
        else if (name)
            export_symbol(b, as, visible_symbol(b->facts, c, name));
    }
}

/* `export const a = …, { b } = …` */
static void export_declaration(Builder *b, Ref declare)
{
    const Syntax *s = b->facts->syntax;
    for (Ref r = declare + 1; r < s->nodes[declare].last;) {
        NodeKind kind = kind_of(s, r);
        if (kind == N_NAME && s->nodes[r].name)
            export_symbol(b, s->nodes[r].name, symbol_of(b->facts, r));
        bool inner = kind == N_ASSIGN || kind == N_OBJECT || kind == N_ARRAY ||
                     kind == N_PAIR || kind == N_DEFAULT || kind == N_SPREAD;
        bool value =
            s->nodes[r].role == R_RIGHT && kind_of(s, s->nodes[r].parent) != N_PAIR;
        r = inner && !value ? r + 1 : s->nodes[r].last;
    }
}

static void export_statement(Builder *b, Ref node)
{
    const Syntax *s = b->facts->syntax;
    Ref value = child_with(s, node, R_VALUE);
    if (has_flag(s, node, NF_TYPE_ONLY))
        return;
    if (has_flag(s, node, NF_STAR)) {
        add_star(b, s->nodes[node].name, false);
        return;
    }
    export_names(b, node);
    if (!value)
        return;
    if (has_flag(s, node, NF_DEFAULT)) {
        export_expression(b, "default", value);
    } else if (kind_of(s, value) == N_DECLARE) {
        export_declaration(b, value);
    } else {
        Ref name = child_with(s, value, R_NAME);
        if (name && s->nodes[name].name)
            export_expression(b, s->nodes[name].name, value);
    }
}

/* --- CommonJS --- */

static bool is_free(const Facts *facts, Ref name, const char *text)
{
    const Symbol *symbol =
        kind_of(facts->syntax, name) == N_NAME ? symbol_of(facts, name) : NULL;
    return symbol && !symbol->defs && same(symbol->name, text);
}

/* `exports` or `module.exports`. */
static bool is_exports(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    if (kind_of(s, expr) == N_MEMBER)
        return same(s->nodes[expr].name, "exports") &&
               is_free(facts, child_with(s, expr, R_OBJECT), "module");
    return is_free(facts, expr, "exports");
}

/* `module.exports = { a, b: f, c() {}, ...require('./d') }` */
static void export_object(Builder *b, Ref object)
{
    const Facts *facts = b->facts;
    const Syntax *s = facts->syntax;
    for (Ref c = first_child(s, object); c; c = next_child(s, c)) {
        Origin origin;
        switch (kind_of(s, c)) {
        case N_NAME:
            export_symbol(b, s->nodes[c].name, symbol_of(facts, c));
            break;
        case N_PAIR:
            export_expression(b, s->nodes[child_with(s, c, R_KEY)].name,
                              child_with(s, c, R_RIGHT));
            break;
        case N_FUNCTION:
            if (function_at(facts, c)->name)
                export_expression(b, function_at(facts, c)->name, c);
            break;
        case N_SPREAD:
            if (origin_of(facts, child_with(s, c, R_VALUE), &origin) && origin.module &&
                !*origin.path && !origin.member)
                add_star(b, origin.module, origin.required);
            break;
        default:
            break;
        }
    }
}

static void export_assignment(Builder *b, Ref node)
{
    const Facts *facts = b->facts;
    const Syntax *s = facts->syntax;
    Ref left = child_with(s, node, R_LEFT), right = child_with(s, node, R_RIGHT);
    while (kind_of(s, right) == N_ASSIGN) /* module.exports = exports = f */
        right = child_with(s, right, R_RIGHT);
    if (kind_of(s, left) != N_MEMBER || !right)
        return;
    if (is_exports(facts, left)) {
        if (kind_of(s, right) == N_OBJECT)
            export_object(b, right);
        else
            export_expression(b, "=", right);
    } else if (is_exports(facts, child_with(s, left, R_OBJECT))) {
        export_expression(b, s->nodes[left].name, right);
    }
}

static void export_js(Builder *b)
{
    const Syntax *s = b->facts->syntax;
    Refs exports = nodes_of_kind(s, N_EXPORT), assigns = nodes_of_kind(s, N_ASSIGN);
    bool commonjs = b->facts->flags & FILE_COMMONJS;
    for (uint32_t i = 0; i < exports.len; i++)
        export_statement(b, exports.items[i]);
    for (uint32_t i = 0; commonjs && i < assigns.len; i++)
        export_assignment(b, assigns.items[i]);
}

static int compare_exports(const void *a, const void *b)
{
    return strcmp(((const Export *)a)->name, ((const Export *)b)->name);
}

/* What is exported twice is either of both. */
static void sort_exports(Summary *out)
{
    Export *items = out->exports.items;
    uint32_t kept = 0;
    if (out->exports.len)
        qsort(items, out->exports.len, sizeof(Export), compare_exports);
    for (uint32_t i = 0; i < out->exports.len; i++) {
        if (kept && items[kept - 1].name == items[i].name)
            items[kept - 1].value = (Name){0};
        else
            items[kept++] = items[i];
    }
    out->exports.len = kept;
}

void build_exports(Builder *b)
{
    if (language_is_js(b->facts->language))
        export_js(b);
    else
        export_python(b);
    sort_exports(b->out);
}
