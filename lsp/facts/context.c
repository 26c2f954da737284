/*
 * context.c - what kind of file this is, and which of its functions run where.
 *
 * Tests, scripts, workers, module systems and async libraries; decorators that change what
 * a name stands for; functions that are handed to a thread, a process or a server.
 */
#include "facts/build.h"

#include "asynclint/known.h"

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool has_folder(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    for (const char *at = path; (at = strstr(at, folder)); at += len)
        if ((at == path || at[-1] == '/') && at[len] == '/')
            return true;
    return false;
}

static bool is_test_path(const Facts *facts)
{
    const char *base = base_name(facts->path);
    if (has_folder(facts->path, "tests") || has_folder(facts->path, "__tests__"))
        return true;
    if (facts_js(facts))
        return strstr(base, ".test.") || strstr(base, ".spec.") ||
               has_folder(facts->path, "__mocks__") || has_folder(facts->path, "test");
    return starts_with(base, "test_") || ends_with(base, "_test.py") ||
           same(base, "conftest.py");
}

static uint32_t module_flags(const Facts *facts)
{
    static const struct {
        const char *module;
        uint32_t flag;
    } MODULES[] = {
        {"asyncio", FILE_ASYNCIO}, {"trio", FILE_TRIO},    {"anyio", FILE_ANYIO},
        {"vitest", FILE_TEST},     {"jest", FILE_TEST},    {"@jest/globals", FILE_TEST},
        {"mocha", FILE_TEST},      {"ava", FILE_TEST},     {"test", FILE_TEST},
        {"cypress", FILE_TEST},    {"tap", FILE_TEST},     {"@playwright/test", FILE_TEST},
        {"pytest", FILE_TEST},     {"unittest", FILE_TEST}};
    uint32_t flags = 0;
    for (size_t i = 0; i < COUNT(MODULES); i++)
        if (file_imports(facts, MODULES[i].module))
            flags |= MODULES[i].flag;
    /* A library may import pytest to offer a plugin; only its tests are tests. */
    return facts_js(facts) ? flags : flags & ~(uint32_t)FILE_TEST;
}

/* Statements of the module tell which module system it is written in. */
static uint32_t js_flags(const Facts *facts)
{
    const Syntax *s = facts->syntax;
    const char *base = base_name(facts->path);
    uint32_t flags = 0;
    for (Ref c = first_child(s, 1); c; c = next_child(s, c))
        if (kind_of(s, c) == N_IMPORT || kind_of(s, c) == N_EXPORT)
            flags |= FILE_ESM;
    if (ends_with(base, ".mjs") || ends_with(base, ".mts"))
        flags |= FILE_ESM;
    if (ends_with(base, ".cjs") || ends_with(base, ".cts"))
        flags = (flags & ~(uint32_t)FILE_ESM) | FILE_COMMONJS;
    if (starts_with(s->text.len > 2 ? s->text.ptr : "", "#!") || strstr(base, ".config.") ||
        has_folder(facts->path, "scripts") || has_folder(facts->path, "bin"))
        flags |= FILE_SCRIPT;
    return flags;
}

/* require(), module.exports, exports.x: CommonJS; the names of its modules. */
static void find_requires(Facts *facts)
{
    const Syntax *s = facts->syntax;
    Refs calls = nodes_of_kind(s, N_CALL), members = nodes_of_kind(s, N_MEMBER);
    for (uint32_t i = 0; i < calls.len; i++) {
        const char *module = qualified_name(facts, calls.items[i]);
        if (!module)
            continue;
        vec_push(facts->arena, &facts->index->modules, module);
        if (!same(s->nodes[child_with(s, calls.items[i], R_CALLEE)].name, "import"))
            facts->flags |= FILE_COMMONJS;
    }
    for (uint32_t i = 0; i < members.len; i++)
        if (same(s->nodes[members.items[i]].name, "exports") &&
            same(qualified_name(facts, members.items[i]), "module.exports"))
            facts->flags |= FILE_COMMONJS;
    if (facts->flags & FILE_ESM)
        facts->flags &= ~(uint32_t)FILE_COMMONJS;
}

/* `self.onmessage = …`, or `onmessage = …` at module level. */
static bool sets_onmessage(const Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    Ref left = child_with(s, node, R_LEFT);
    Ref root = kind_of(s, left) == N_MEMBER ? child_with(s, left, R_OBJECT) : left;
    const Symbol *symbol = kind_of(s, root) == N_NAME ? symbol_of(facts, root) : NULL;
    if (!symbol || symbol->defs || !same(s->nodes[left].name, "onmessage"))
        return false;
    return same(symbol->name, "self") || same(symbol->name, "globalThis") || root == left;
}

/* A node of the kind stands for the other side; *both: it asks which side it is. */
static bool names_port(const Facts *facts, NodeKind kind, bool *both)
{
    const Syntax *s = facts->syntax;
    const char *asks = intern_find(&s->names, "isMainThread");
    const char *port = intern_find(&s->names, "parentPort");
    Refs nodes = nodes_of_kind(s, kind);
    bool names = false;
    for (uint32_t i = 0; (asks || port) && i < nodes.len; i++) {
        const char *name = s->nodes[nodes.items[i]].name;
        *both |= name && name == asks;
        names |= name && name == port &&
                 same(qualified_name(facts, nodes.items[i]), "worker_threads.parentPort");
    }
    return names;
}

/* All of the file runs in a worker's own thread. One that asks `isMainThread` may be both
 * sides. */
static bool is_worker(const Facts *facts)
{
    const Syntax *s = facts->syntax;
    bool both = false;
    bool worker = names_port(facts, N_NAME, &both) | names_port(facts, N_MEMBER, &both);
    Refs assigns = nodes_of_kind(s, N_ASSIGN);
    for (uint32_t i = 0; i < assigns.len; i++)
        worker |= sets_onmessage(facts, assigns.items[i]);
    return worker && !both;
}

/* --- decorators --- */

static const char *decorator_name(const Facts *facts, Ref decorator)
{
    const Syntax *s = facts->syntax;
    Ref value = child_with(s, decorator, R_VALUE);
    if (kind_of(s, value) == N_CALL)
        value = child_with(s, value, R_CALLEE);
    return last_name(facts, value);
}

/* What is decorated by these can still be called as it is written. */
static bool is_transparent(const char *name)
{
    static const char *const TRANSPARENT[] = {"staticmethod", "classmethod",    "override",
                                              "final",        "abstractmethod", "wraps",
                                              "no_type_check"};
    return is_among(name, TRANSPARENT, COUNT(TRANSPARENT));
}

static void read_function_decorators(const Facts *facts, Function *fn)
{
    const Syntax *s = facts->syntax;
    Ref d = child_with(s, fn->node, R_DECORATOR);
    for (; d; d = next_with(s, d, R_DECORATOR)) {
        const char *name = decorator_name(facts, d);
        if (same(name, "staticmethod"))
            fn->is_static = true;
        else if (same(name, "property") || same(name, "cached_property") ||
                 same(name, "setter") || same(name, "getter") || same(name, "deleter"))
            fn->is_accessor = true;
        else if (!is_transparent(name))
            fn->is_decorated = true;
    }
}

void read_decorators(Facts *facts)
{
    for (uint32_t i = 1; i < facts->functions.len; i++)
        read_function_decorators(facts, facts->functions.items[i]);
}

void find_contexts(Facts *facts)
{
    facts->flags |= module_flags(facts);
    if (is_test_path(facts))
        facts->flags |= FILE_TEST;
    if (facts_js(facts)) {
        facts->flags |= js_flags(facts);
        find_requires(facts);
        facts->flags |= module_flags(facts);
        facts->flags |= is_worker(facts) ? FILE_WORKER : 0;
    }
}
