/*
 * package.c - what package.json says of the files of a package.
 *
 * What it names is often built, and is not there, or is there and nobody edits it: the
 * source that it is built from is preferred, by tsconfig.json, else by the usual folders.
 */
#include "program/modules_js.h"

#include "text/paths.h"

/* Which conditions of "exports" count. */
typedef struct Conditions {
    bool required; /* "require", not "import" */
    bool types;    /* "types" too: what it leads to has no bodies */
} Conditions;

const char *package_around(Modules *m, const char *folder)
{
    for (; folder; folder = folder_above(m, folder))
        if (kind_at(m, folder, "package.json") == ENTRY_FILE)
            return folder;
    return NULL;
}

/* --- from what is built to its source --- */

static bool is_one_of(const char *const *names, size_t count, const char *part, size_t len)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(names[i]) == len && memcmp(names[i], part, len) == 0)
            return true;
    return false;
}

/* "dist/esm/x.js" is src/x.ts. */
static const char *usual_source(const JsImport *import, const char *folder,
                                const char *path, const char *const *tops, size_t count)
{
    static const char *const forms[] = {"esm", "cjs", "es", "src", "types", "commonjs"};
    const char *rest = path_within(folder, path);
    size_t len = strcspn(rest, "/");
    if (!rest[len] || !is_one_of(tops, count, rest, len))
        return NULL;
    rest += len + 1;
    const char *sources = seen_from(import->m, folder, "src");
    const char *file = js_file(import, seen_from(import->m, sources, rest));
    len = strcspn(rest, "/");
    if (!file && rest[len] && is_one_of(forms, COUNT(forms), rest, len))
        file = js_file(import, seen_from(import->m, sources, rest + len + 1));
    return file;
}

/* "x.d.ts" as "x.js": a name of which js_file knows the sources. */
static const char *undeclared(Modules *m, const char *path)
{
    static const char *const endings[][2] = {
        {".d.ts", ".js"}, {".d.mts", ".mjs"}, {".d.cts", ".cjs"}};
    for (size_t i = 0; i < COUNT(endings); i++)
        if (ends_with(path, endings[i][0]))
            return arena_printf(&m->arena, "%.*s%s",
                                (int)(strlen(path) - strlen(endings[i][0])), path,
                                endings[i][1]);
    return path;
}

/* The file that a package's own file names, which begins with "./" or as if it did. */
static const char *package_path(const JsImport *import, const char *folder,
                                const char *target)
{
    static const char *const built[] = {"dist", "build", "out"};
    static const char *const maybe_built[] = {"lib", "es", "esm", "cjs", "types"};
    const char *path = undeclared(import->m, seen_from(import->m, folder, target));
    if (!path_is_within(folder, path))
        return NULL;
    const char *file = tsconfig_source(import, folder, path);
    if (!file)
        file = usual_source(import, folder, path, built, COUNT(built));
    if (!file)
        file = js_file(import, path);
    if (!file)
        file = usual_source(import, folder, path, maybe_built, COUNT(maybe_built));
    return file;
}

/* --- exports and imports --- */

static bool condition_holds(const char *name, Conditions conditions)
{
    if (same(name, "types"))
        return conditions.types;
    if (same(name, "require"))
        return conditions.required;
    if (same(name, "import") || same(name, "module"))
        return !conditions.required;
    return same(name, "default") || same(name, "node");
}

const char *with_star(Modules *m, const char *target, const char *star)
{
    Buffer text;
    buffer_init(&text);
    for (const char *c = target; *c && text.len <= LONGEST_NAME; c++) {
        if (*c == '*' && star)
            buffer_puts(&text, star);
        else
            buffer_append(&text, c, 1);
    }
    const char *copy = arena_strndup(&m->arena, text.data, text.len);
    buffer_release(&text);
    return copy;
}

/* The first target whose conditions hold; recursion is bounded by `depth`. */
static const char *target_of(Modules *m, Jsonc value, const char *star,
                             Conditions conditions, int depth)
{
    const char *text = jsonc_string(value);
    if (text || depth == DEEPEST_LOOKUP)
        return text ? with_star(m, text, star) : NULL;
    bool is_object = jsonc_is_object(value);
    const char *found = NULL;
    for (Jsonc v = jsonc_first(value); v.at && !found; v = jsonc_next(v))
        if (!is_object || condition_holds(jsonc_key(v), conditions))
            found = target_of(m, v, star, conditions, depth + 1);
    return found;
}

Jsonc matching_value(Modules *m, Jsonc table, const char *name, const char **star)
{
    Jsonc found = {0};
    size_t best = 0, len = strlen(name);
    *star = NULL;
    for (Jsonc v = jsonc_first(table); v.at; v = jsonc_next(v)) {
        const char *key = jsonc_key(v), *mark = key ? strchr(key, '*') : NULL;
        if (same(key, name) && !mark) {
            *star = NULL;
            return v;
        }
        size_t before = mark ? (size_t)(mark - key) : 0;
        if (!mark || before + strlen(mark + 1) > len || before < best ||
            strncmp(key, name, before) != 0 || !ends_with(name, mark + 1))
            continue;
        best = before;
        *star = arena_strndup(&m->arena, name + before, len - before - strlen(mark + 1));
        found = v;
    }
    return found;
}

static bool has_subpaths(Jsonc exports)
{
    const char *key = jsonc_is_object(exports) ? jsonc_key(jsonc_first(exports)) : NULL;
    return key && *key == '.';
}

/* `may_be_bare`: another package's name will do, as "imports" may have it. */
static const char *found_target(const JsImport *import, const char *folder, Jsonc value,
                                const char *star, bool may_be_bare)
{
    const Conditions tries[] = {
        {import->required, false}, {!import->required, false}, {import->required, true}};
    const char *file = NULL;
    for (size_t i = 0; i < COUNT(tries) && !file; i++) {
        const char *target = target_of(import->m, value, star, tries[i], 0);
        if (target && *target == '.')
            file = package_path(import, folder, target);
        else if (target && may_be_bare && *target != '#' && *target != '/')
            file = js_bare(import, target);
    }
    return file;
}

static const char *exported(const JsImport *import, const char *folder, Jsonc exports,
                            const char *sub)
{
    const char *star = NULL;
    if (!has_subpaths(exports))
        return *sub ? NULL : found_target(import, folder, exports, NULL, false);
    const char *name = *sub ? arena_printf(&import->m->arena, "./%s", sub) : ".";
    Jsonc value = matching_value(import->m, exports, name, &star);
    return value.at ? found_target(import, folder, value, star, false) : NULL;
}

const char *package_import(const JsImport *import, const char *name)
{
    const char *folder = package_around(import->m, import->folder), *star;
    if (!folder)
        return NULL;
    Jsonc table = jsonc_member(jsonc_file(import->m, folder, "package.json"), "imports");
    Jsonc value = matching_value(import->m, table, name, &star);
    return value.at ? found_target(import, folder, value, star, true) : NULL;
}

/* --- the rest --- */

const char *package_main(const JsImport *import, const char *folder)
{
    static const char *const imported[] = {"source", "module", "main", "types", "typings"};
    static const char *const required[] = {"source", "main", "module", "types", "typings"};
    const char *const *fields = import->required ? required : imported;
    Jsonc package = jsonc_file(import->m, folder, "package.json");
    const char *file = NULL;
    for (size_t i = 0; i < COUNT(imported) && !file; i++) {
        const char *target = jsonc_string(jsonc_member(package, fields[i]));
        /* "." would be this folder again */
        if (target && !same(seen_from(import->m, folder, target), folder))
            file = package_path(import, folder, target);
    }
    return file;
}

const char *package_entry(const JsImport *import, const char *folder, const char *sub)
{
    Jsonc exports = jsonc_member(jsonc_file(import->m, folder, "package.json"), "exports");
    if (exports.at)
        return exported(import, folder, exports, sub);
    if (*sub)
        return package_path(import, folder, sub);
    const char *file = package_main(import, folder);
    return file ? file : js_index(import, folder);
}
