/*
 * modules_js.c - what a specifier of JavaScript and TypeScript means.
 *
 * Wider than any one tool: an extension may be left out, or name what is built
 * (`./x.js` for x.ts), as bundlers and TypeScript have it. A declaration file comes last,
 * since it says nothing of what a function does.
 */
#include "program/modules_js.h"

static const char *const SCRIPT_FIRST[] = {".js", ".mjs", ".cjs", ".jsx",
                                           ".ts", ".mts", ".cts", ".tsx"};
static const char *const TYPED_FIRST[] = {".ts", ".tsx", ".mts", ".cts",
                                          ".js", ".jsx", ".mjs", ".cjs"};
enum { EXTENSIONS = COUNT(SCRIPT_FIRST) };

/* What a file with the extension may be built from, best first. */
static const struct {
    const char *built;
    const char *sources[2];
    const char *declaration;
} BUILT[] = {
    {".js", {".ts", ".tsx"}, ".d.ts"},
    {".jsx", {".tsx"}, ".d.ts"},
    {".mjs", {".mts", ".ts"}, ".d.mts"},
    {".cjs", {".cts", ".ts"}, ".d.cts"},
};

static const char *built_source(Modules *m, const char *path)
{
    for (size_t i = 0; i < COUNT(BUILT); i++) {
        if (!ends_with(path, BUILT[i].built))
            continue;
        size_t stem = strlen(path) - strlen(BUILT[i].built);
        const char *file = file_named(m, path, stem, BUILT[i].sources[0]);
        if (!file && BUILT[i].sources[1])
            file = file_named(m, path, stem, BUILT[i].sources[1]);
        return file;
    }
    return NULL;
}

static const char *declaration(Modules *m, const char *path)
{
    for (size_t i = 0; i < COUNT(BUILT); i++) {
        size_t stem = strlen(path) - strlen(BUILT[i].built);
        if (ends_with(path, BUILT[i].built))
            return file_named(m, path, stem, BUILT[i].declaration);
    }
    return file_named(m, path, strlen(path), ".d.ts");
}

static const char *with_extension(const JsImport *import, const char *path)
{
    const char *const *extensions = import->typescript ? TYPED_FIRST : SCRIPT_FIRST;
    const char *file = NULL;
    for (size_t i = 0; i < EXTENSIONS && !file; i++)
        file = file_named(import->m, path, strlen(path), extensions[i]);
    return file;
}

const char *js_index(const JsImport *import, const char *folder)
{
    const char *path = seen_from(import->m, folder, "index");
    const char *file = with_extension(import, path);
    return file ? file : declaration(import->m, path);
}

const char *js_file(const JsImport *import, const char *path)
{
    Modules *m = import->m;
    const char *exact = file_named(m, path, strlen(path), "");
    if (exact && !language_is_js(language_of_path(path)))
        return NULL;
    const char *source = exact && !import->typescript ? NULL : built_source(m, path);
    if (source || exact)
        return source ? source : exact;
    const char *file = with_extension(import, path);
    if (!file && kind_at(m, path, "") == ENTRY_FOLDER) {
        file = package_main(import, path);
        file = file ? file : js_index(import, path);
    }
    return file ? file : declaration(m, path);
}

/* --- specifiers --- */

static bool is_path(const char *name)
{
    return same(name, ".") || same(name, "..") || starts_with(name, "./") ||
           starts_with(name, "../");
}

static bool is_folder(const char *name)
{
    return ends_with(name, "/") || same(name, ".") || same(name, "..") ||
           ends_with(name, "/.") || ends_with(name, "/..");
}

static const char *by_path(const JsImport *import, const char *name)
{
    const char *path = seen_from(import->m, import->folder, name);
    if (!is_folder(name))
        return js_file(import, path);
    const char *file = package_main(import, path);
    return file ? file : js_index(import, path);
}

/* The length of a package's name: of "@scope/name/sub", "@scope/name". */
static size_t package_len(const char *name)
{
    size_t len = strcspn(name, "/");
    if (*name == '@' && name[len])
        len += 1 + strcspn(name + len + 1, "/");
    return len;
}

/* One of Node's own, such as "fs" or "fs/promises": these are never looked for. */
static bool is_standard(Modules *m, const char *name)
{
    static const char *const parts[] = {"promises", "posix", "win32",    "strict",
                                        "types",    "web",   "consumers"};
    size_t len = strcspn(name, "/");
    if (!is_standard_node(intern(&m->words, name, len)))
        return false;
    for (size_t i = 0; i < COUNT(parts); i++)
        if (name[len] && same(name + len + 1, parts[i]))
            return true;
    return !name[len];
}

const char *js_bare(const JsImport *import, const char *name)
{
    if (is_standard(import->m, name))
        return NULL;
    const char *file = tsconfig_file(import, name);
    if (file)
        return file;
    size_t len = package_len(name);
    const char *folder = workspace_package(import, name, len);
    return folder ? package_entry(import, folder, name[len] ? name + len + 1 : "") : NULL;
}

void find_js(Modules *m, const char *folder, const ModuleName *name, Module *out)
{
    JsImport import = {.m = m,
                       .folder = folder,
                       .typescript = name->language != LANG_JAVASCRIPT,
                       .required = name->required};
    const char *text = name->name;
    if (*text == '/' || strpbrk(text, "?:\\")) /* URLs, loaders, drive letters */
        return;
    if (is_path(text))
        out->path = by_path(&import, text);
    else if (*text == '#')
        out->path = package_import(&import, text);
    else
        out->path = js_bare(&import, text);
}
