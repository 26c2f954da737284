/*
 * tsconfig.c - what tsconfig.json and jsconfig.json say of names and of what is built.
 *
 * Read once each, with what they extend: a circle of `extends` ends at what is being read.
 */
#include "program/modules_js.h"

#include "text/paths.h"

typedef struct TsConfig {
    const char *folder;       /* of the file itself */
    const char *base_url;     /* absolute, or NULL */
    Jsonc paths;              /* the object, or none */
    const char *paths_folder; /* what its targets are relative to without a base */
    const char *out_dir, *root_dir;
    Jsonc references; /* the file's own */
} TsConfig;

static TsConfig *load(const JsImport *import, const char *path, int depth);

/* --- extends --- */

static const char *config_file(Modules *m, const char *path)
{
    static const char *const endings[] = {"", ".json", "/tsconfig.json"};
    const char *file = NULL;
    for (size_t i = 0; i < COUNT(endings) && !file; i++)
        file = file_named(m, path, strlen(path), endings[i]);
    return file;
}

/* A package's: of the workspace, or installed in it. */
static const char *packaged_config(const JsImport *import, const char *folder,
                                   const char *name)
{
    Modules *m = import->m;
    size_t len = strcspn(name, "/");
    if (*name == '@' && name[len])
        len += 1 + strcspn(name + len + 1, "/");
    const char *package = workspace_package(import, name, len);
    if (package)
        return config_file(m, arena_printf(&m->arena, "%s%s", package, name + len));
    const char *file = NULL;
    for (; folder && !file; folder = folder_above(m, folder))
        if (kind_at(m, folder, "node_modules") == ENTRY_FOLDER)
            file =
                config_file(m, arena_printf(&m->arena, "%s/node_modules/%s", folder, name));
    return file;
}

/* What the file says goes before what it extends; of several, the last. */
static void extend(const JsImport *import, TsConfig *config, Jsonc name, int depth)
{
    const char *text = jsonc_string(name), *file;
    if (!text)
        return;
    bool is_path = *text == '.' || *text == '/';
    file = is_path ? config_file(import->m, seen_from(import->m, config->folder, text))
                   : packaged_config(import, config->folder, text);
    const TsConfig *base = file ? load(import, file, depth + 1) : NULL;
    if (!base)
        return;
    config->base_url = base->base_url ? base->base_url : config->base_url;
    config->out_dir = base->out_dir ? base->out_dir : config->out_dir;
    config->root_dir = base->root_dir ? base->root_dir : config->root_dir;
    if (base->paths.at) {
        config->paths = base->paths;
        config->paths_folder = base->paths_folder;
    }
}

/* --- reading --- */

static const char *folder_option(Modules *m, const TsConfig *config, Jsonc options,
                                 const char *key, const char *inherited)
{
    static const char mark[] = "${configDir}";
    const char *text = jsonc_string(jsonc_member(options, key));
    if (!text)
        return inherited;
    if (starts_with(text, mark))
        text = arena_printf(&m->arena, ".%s", text + strlen(mark));
    return seen_from(m, config->folder, text);
}

static void read_options(Modules *m, TsConfig *config, Jsonc root)
{
    Jsonc options = jsonc_member(root, "compilerOptions");
    Jsonc paths = jsonc_member(options, "paths");
    config->references = jsonc_member(root, "references");
    config->base_url = folder_option(m, config, options, "baseUrl", config->base_url);
    config->out_dir = folder_option(m, config, options, "outDir", config->out_dir);
    config->root_dir = folder_option(m, config, options, "rootDir", config->root_dir);
    if (jsonc_is_object(paths)) {
        config->paths = paths;
        config->paths_folder = config->folder;
    }
}

/* NULL when it is no JSON, or is being read; recursion is bounded by `depth`. */
static TsConfig *load(const JsImport *import, const char *path, int depth)
{
    Modules *m = import->m;
    bool is_new;
    MapEntry *entry = map_add(&m->configs, path, strlen(path), &is_new);
    if (!is_new || depth == DEEPEST_LOOKUP)
        return entry->value;
    const char *folder = folder_above(m, path);
    Jsonc root = folder ? jsonc_file(m, folder, path_name(path)) : (Jsonc){0};
    if (!jsonc_is_object(root))
        return NULL;
    TsConfig *config = NEW(&m->arena, TsConfig);
    config->folder = folder;
    Jsonc bases = jsonc_member(root, "extends");
    for (Jsonc base = jsonc_is_array(bases) ? jsonc_first(bases) : bases; base.at;
         base = jsonc_is_array(bases) ? jsonc_next(base) : (Jsonc){0})
        extend(import, config, base, depth);
    read_options(m, config, root);
    map_set(&m->configs, path, config);
    return config;
}

/* The nearest one around the folder. */
static const TsConfig *config_around(const JsImport *import, const char *folder)
{
    for (; folder; folder = folder_above(import->m, folder)) {
        const char *file = file_at(import->m, folder, "tsconfig.json");
        if (!file)
            file = file_at(import->m, folder, "jsconfig.json");
        if (file)
            return load(import, file, 0);
    }
    return NULL;
}

static bool maps_names(const TsConfig *config)
{
    return config->paths.at || config->base_url;
}

/* A file that only refers to others (tsconfig.app.json) means the first that maps names. */
static const TsConfig *mapping_config(const JsImport *import, const char *folder)
{
    const TsConfig *config = config_around(import, folder);
    if (!config || maps_names(config))
        return config;
    for (Jsonc item = jsonc_first(config->references); item.at; item = jsonc_next(item)) {
        const char *path = jsonc_string(jsonc_member(item, "path"));
        const char *file =
            path ? config_file(import->m, seen_from(import->m, config->folder, path))
                 : NULL;
        const TsConfig *other = file ? load(import, file, 0) : NULL;
        bool is_own = other && same(other->folder, config->folder);
        if (is_own && maps_names(other))
            return other;
    }
    return config;
}

/* --- questions --- */

static const char *mapped_file(const JsImport *import, const TsConfig *config,
                               Jsonc targets, const char *star)
{
    const char *base = config->base_url ? config->base_url : config->paths_folder;
    const char *file = NULL;
    for (Jsonc item = jsonc_first(targets); item.at && !file; item = jsonc_next(item)) {
        const char *target = jsonc_string(item);
        if (target)
            file = js_file(import,
                           seen_from(import->m, base, with_star(import->m, target, star)));
    }
    return file;
}

const char *tsconfig_file(const JsImport *import, const char *name)
{
    const TsConfig *config = mapping_config(import, import->folder);
    if (!config)
        return NULL;
    const char *star, *file = NULL;
    Jsonc targets = matching_value(import->m, config->paths, name, &star);
    if (targets.at)
        file = mapped_file(import, config, targets, star);
    if (!file && config->base_url)
        file = js_file(import, seen_from(import->m, config->base_url, name));
    return file;
}

const char *tsconfig_source(const JsImport *import, const char *folder, const char *path)
{
    Modules *m = import->m;
    if (kind_at(m, folder, "tsconfig.json") != ENTRY_FILE)
        return NULL;
    const TsConfig *config = config_around(import, folder);
    if (!config || !config->out_dir || same(config->out_dir, folder) ||
        !path_is_within(config->out_dir, path) || same(config->out_dir, path))
        return NULL;
    const char *rest = path_within(config->out_dir, path);
    const char *const tops[] = {config->root_dir, seen_from(m, folder, "src"), folder};
    const char *file = NULL;
    for (size_t i = 0; i < COUNT(tops) && !file; i++)
        if (tops[i] && path_is_within(folder, tops[i]))
            file = js_file(import, seen_from(m, tops[i], rest));
    return file;
}
