/*
 * imports_js.c - imports of JavaScript and TypeScript: ES modules and CommonJS, whole
 * modules and single names.
 */
#include "findings/habits.h"

#include <ctype.h>

/* Node's own modules; the default import of one is the module. */
static const char *const BUILTIN[] = {
    "assert",
    "async_hooks",
    "buffer",
    "child_process",
    "cluster",
    "console",
    "crypto",
    "dgram",
    "dns",
    "dns/promises",
    "events",
    "fs",
    "fs/promises",
    "http",
    "http2",
    "https",
    "module",
    "net",
    "os",
    "path",
    "perf_hooks",
    "process",
    "readline",
    "stream",
    "test",
    "timers",
    "readline/promises",
    "stream/promises",
    "timers/promises",
    "tls",
    "url",
    "util",
    "v8",
    "vm",
    "worker_threads",
    "zlib",
};

/* Names that read better, or that would hide a global. */
static const struct {
    const char *module, *name, *local;
} LOCALS[] = {
    {"timers/promises", "setTimeout", "sleep"},
    {"timers/promises", "setImmediate", "immediate"},
    {"timers/promises", "setInterval", "ticks"},
    {"fs/promises", NULL, "fs"},
};

static bool is_builtin(const char *module)
{
    return is_among(module, BUILTIN, COUNT(BUILTIN));
}

static bool writes_esm(const Pass *p)
{
    uint32_t flags = p->facts->flags;
    if (flags & FILE_ESM)
        return true;
    return !(flags & FILE_COMMONJS) && p->facts->language != LANG_JAVASCRIPT;
}

/* "p-limit" → pLimit, "timers/promises" → timersPromises */
static const char *camel_case(const Pass *p, const char *module)
{
    const char *last = strrchr(module, '/');
    if (last && !same(last, "/promises"))
        module = last + 1;
    char *name = arena_strndup(p->arena, module, strlen(module)), *out = name;
    for (const char *in = module; *in; in++) {
        bool word = isalnum((unsigned char)*in) || *in == '_';
        if (*in == '_' || !word)
            continue;
        bool joint = in > module && (in[-1] == '_' || !isalnum((unsigned char)in[-1]));
        *out = joint && out > name ? (char)toupper((unsigned char)*in) : *in;
        out++;
    }
    *out = '\0';
    return *name && !isdigit((unsigned char)*name) ? name : "imported";
}

/* A local name that nothing in the file is called, free names included: to bind one at the
 * top would take a global away from code that we do not touch. */
static const char *local_name(const Pass *p, const char *module, const char *name)
{
    const char *wish = name ? name : camel_case(p, module);
    for (size_t i = 0; i < COUNT(LOCALS); i++) {
        bool here = same(LOCALS[i].module, module) &&
                    (name ? same(LOCALS[i].name, name) : !LOCALS[i].name);
        if (here && !name_is_used(p, LOCALS[i].local))
            wish = LOCALS[i].local;
    }
    const char *local = wish;
    for (int n = 2; name_is_used(p, local); n++)
        local = arena_printf(p->arena, "%s%d", wish, n);
    return local;
}

static const char *quoted(const Pass *p, const char *module)
{
    bool prefix = p->habits->node_prefix && is_builtin(module);
    char quote = quote_char(p);
    return arena_printf(p->arena, "%c%s%s%c", quote, prefix ? "node:" : "", module, quote);
}

static void add_line(Pass *p, Fix *fix, const char *bound, const char *module)
{
    const char *end = uses_semicolons(p) ? ";" : "";
    const char *text = quoted(p, module);
    import_line(p, fix,
                writes_esm(p)
                    ? arena_printf(p->arena, "import %s from %s%s", bound, text, end)
                    : arena_printf(p->arena, "const %s = require(%s)%s", bound, text, end));
}

/* `fs.promises` where `fs` is at hand; also `import { promises } from 'fs'`. */
static const char *through_parent(const Pass *p, Ref at, const char *module)
{
    const char *slash = strstr(module, "/promises");
    if (!slash || slash[9])
        return NULL;
    const char *parent = arena_strndup(p->arena, module, (size_t)(slash - module));
    const Import *import = import_find(p, at, parent, "promises");
    if (import)
        return import->local;
    import = import_find(p, at, parent, NULL);
    return import ? arena_printf(p->arena, "%s.promises", import->local) : NULL;
}

/* The module as an object of which any name can be asked. */
static const char *find_module(const Pass *p, Ref at, const char *module)
{
    const Import *import = import_find(p, at, module, NULL);
    return import ? import->local : through_parent(p, at, module);
}

const char *import_module_js(Pass *p, Fix *fix, const char *module)
{
    Ref at = node_covering(p->syntax, fix->where);
    const char *found = find_module(p, at, module);
    if (found)
        return found;
    const char *local = local_name(p, module, NULL);
    add_line(p, fix, local, module);
    return local;
}

/* The last name that an import of the module takes: a further one can go behind it. */
static const Import *find_list(const Pass *p, const char *module)
{
    const Import *found = NULL;
    for (uint32_t i = 0; i < p->habits->imports.len; i++) {
        const Import *import = &p->habits->imports.items[i];
        bool list = import->item && import->name && same(import->module, module) &&
                    p->syntax->nodes[import->statement].parent == 1;
        if (list && (!found || found->statement == import->statement))
            found = import;
    }
    return found;
}

/* A further name would be missing from the rest of `{ a, ...rest }`. */
static bool has_rest(const Syntax *s, const Import *import)
{
    for (Ref part = import->item; part; part = next_child(s, part))
        if (kind_of(s, part) == N_SPREAD)
            return true;
    return false;
}

/* `name as local` in an import, `name: local` in a require. */
static const char *binding(const Pass *p, const char *name, const char *local, bool esm)
{
    if (same(name, local))
        return name;
    return arena_printf(p->arena, "%s%s%s", name, esm ? " as " : ": ", local);
}

static bool extend_list(Pass *p, Fix *fix, const char *module, const char *name,
                        const char *local)
{
    const Syntax *s = p->syntax;
    const Import *last = find_list(p, module);
    if (!last || has_rest(s, last))
        return false;
    const Node *item = node_at(s, last->item);
    bool own_line = line_start(s->text, item->start) > s->nodes[last->statement].start;
    const char *gap = own_line ? arena_printf(p->arena, "%s%s", line_ending(p),
                                              indentation(p, last->item))
                               : " ";
    bool esm = kind_of(s, last->statement) == N_IMPORT;
    const char *text = arena_printf(p->arena, ",%s%s", gap, binding(p, name, local, esm));
    fix_add(p, fix, (Edit){.span = {item->end, item->end}, .text = text, .shared = true});
    return true;
}

const char *import_name_js(Pass *p, Fix *fix, const char *module, const char *name)
{
    if (same(name, "default"))
        return import_module_js(p, fix, module);
    Ref at = node_covering(p->syntax, fix->where);
    const Import *import = import_find(p, at, module, name);
    if (import)
        return import->local;
    import = import_find(p, at, module, NULL);
    const char *whole = import && import->is_default && !is_builtin(module)
                            ? NULL
                            : find_module(p, at, module);
    if (whole)
        return arena_printf(p->arena, "%s.%s", whole, name);
    const char *local = local_name(p, module, name);
    if (!extend_list(p, fix, module, name, local)) {
        const char *bound = binding(p, name, local, writes_esm(p));
        add_line(p, fix, arena_printf(p->arena, "{ %s }", bound), module);
    }
    return local;
}
