/* configs.c - which configuration is in force for a file, kept in step with the disk. */
#include "server/configs.h"

#include "server/convert.h"
#include "server/json.h"
#include "server/server.h"
#include "server/uri.h"

#include <stdlib.h>

enum { ENTRIES_MOST = 64 };

static const char *const NAMES[] = {"asynclint.json", ".asynclint.json", "pyproject.toml",
                                    "package.json"};

bool is_config_path(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    for (size_t i = 0; i < COUNT(NAMES); i++)
        if (same(name, NAMES[i]))
            return true;
    return false;
}

/* --- telling the user --- */

static void publish(Server *server, const char *uri, json_t *diagnostics)
{
    rpc_notify(server->rpc, "textDocument/publishDiagnostics",
               json_pack("{s:s, s:O}", "uri", uri, "diagnostics", diagnostics));
}

/* The client's own URI of the file where it has it open. */
static json_t *uri_json(const Server *server, const char *path)
{
    OpenDocument *open = documents_find_path(&server->documents, path);
    if (open)
        return json_string(open->uri);
    char *uri = uri_from_path(path);
    json_t *value = json_string(uri);
    free(uri);
    return value;
}

static void add_problem(Server *server, json_t *all, const ConfigProblem *problem)
{
    json_t *uri = uri_json(server, problem->path);
    json_t *list = json_object_get(all, json_string_value(uri));
    if (!list) {
        list = json_array();
        json_object_set_new(all, json_string_value(uri), list);
    }
    json_t *range = range_in_file(problem->path, problem->span, server->encoding);
    json_t *message = json_utf8(problem->message, strlen(problem->message));
    json_array_append_new(list, json_pack("{s:o, s:i, s:s, s:s, s:o}", "range", range,
                                          "severity", 2, "source", "asynclint", "code",
                                          "configuration", "message", message));
    json_decref(uri);
}

/* Problems of the editor's settings are told when these arrive. */
static json_t *collect(Server *server, const Config *config)
{
    json_t *all = json_object();
    for (uint32_t i = 0; i < config->problems.len; i++)
        if (!same(config->problems.items[i].path, "settings"))
            add_problem(server, all, &config->problems.items[i]);
    return all;
}

/* Publishes what is new and clears what is gone; steals `now`. */
static void tell(Server *server, ConfigEntry *entry, json_t *now)
{
    const char *uri;
    json_t *list;
    json_object_foreach(now, uri, list)
    {
        if (!json_equal(list, json_object_get(entry->problems, uri)))
            publish(server, uri, list);
    }
    json_t *none = json_array();
    json_object_foreach(entry->problems, uri, list)
    {
        if (!json_object_get(now, uri))
            publish(server, uri, none);
    }
    json_decref(none);
    json_decref(entry->problems);
    entry->problems = now;
}

/* One message box for one cause: none again until the file has been good, under whatever
 * settings. */
static void tell_broken(Server *server, const ConfigEntry *entry, const Config *read)
{
    for (size_t i = 0; i < server->configs.count; i++)
        if (server->configs.items[i]->broken &&
            same(server->configs.items[i]->path, entry->path))
            return;
    uint32_t count = read->problems.len;
    const char *why = count ? read->problems.items[count - 1].message : "it cannot be read";
    json_t *text = json_sprintf("asynclint: %s: %s", entry->path, why);
    if (text)
        rpc_notify(server->rpc, "window/showMessage",
                   json_pack("{s:i, s:o}", "type", (int)LOG_ERROR, "message", text));
}

/* --- reading --- */

static Config *read_settings(const Server *server, json_t *settings)
{
    Config *config = config_new();
    if (server->settings.folder_count) {
        const char *folder = server->settings.folders[0].path;
        config->folder = arena_strndup(&config->arena, folder, strlen(folder));
    }
    settings_configure(settings, config);
    return config;
}

static void replace(Server *server, ConfigEntry *entry, Config *config)
{
    for (size_t i = 0; i < server->documents.program_count; i++) {
        Program *program = server->documents.programs[i];
        if (entry->config && program->config == entry->config)
            program_touch(program);
    }
    if (entry->config)
        server->refresh_due = true;
    config_free(entry->config);
    entry->config = config;
}

static void read_entry(Server *server, ConfigEntry *entry)
{
    Config *config = read_settings(server, entry->settings);
    bool found = false;
    bool good = !entry->path || config_read(config, entry->path, &found);
    tell(server, entry, collect(server, config));
    if (!good)
        tell_broken(server, entry, config);
    entry->broken = !good;
    if (!good) {
        config_free(config);
        config = entry->config ? NULL : read_settings(server, entry->settings);
    }
    if (config)
        replace(server, entry, config);
}

static bool has_changed(const ConfigEntry *entry, const struct stat *now)
{
    return now->st_mtim.tv_sec != entry->stamp.st_mtim.tv_sec ||
           now->st_mtim.tv_nsec != entry->stamp.st_mtim.tv_nsec ||
           now->st_size != entry->stamp.st_size || now->st_ino != entry->stamp.st_ino;
}

static bool same_settings(const json_t *a, const json_t *b)
{
    return a == b || json_equal(a, b);
}

static ConfigEntry *find_entry(Configs *configs, json_t *settings, const char *path)
{
    for (size_t i = 0; i < configs->count; i++) {
        ConfigEntry *entry = configs->items[i];
        bool same_path = path ? same(entry->path, path) : !entry->path;
        if (same_path && same_settings(entry->settings, settings))
            return entry;
    }
    return NULL;
}

static ConfigEntry *add_entry(Configs *configs, json_t *settings, const char *path)
{
    ConfigEntry *entry = xmalloc(sizeof *entry);
    *entry = (ConfigEntry){.settings = json_incref(settings),
                           .path = path ? xstrdup(path) : NULL};
    configs->items = xrealloc(configs->items, (configs->count + 1) * sizeof entry);
    configs->items[configs->count++] = entry;
    return entry;
}

/* configPath may be relative to the workspace folder; a document that is no file has the
 * configuration of the first folder. */
static char *find_file(const Server *server, json_t *settings, const char *path)
{
    const char *fixed = settings_config_path(settings);
    const Settings *all = &server->settings;
    const char *root = all->folder_count ? all->folders[0].path : NULL;
    Folder *folder = settings_folder(all, path);
    if (!fixed && path[0] != '/' && !root)
        return NULL;
    if (!fixed && path[0] == '/')
        return config_find(path);
    if (fixed && (fixed[0] == '/' || !root))
        return xstrdup(fixed);
    Buffer joined;
    buffer_init(&joined);
    buffer_printf(&joined, "%s/%s", folder ? folder->path : root, fixed ? fixed : path);
    char *found = fixed ? xstrdup(joined.data) : config_find(joined.data);
    buffer_release(&joined);
    return found;
}

const Config *config_for(Server *server, const char *path)
{
    json_t *settings = settings_for(&server->settings, path);
    char *file = find_file(server, settings, path);
    ConfigEntry *entry = find_entry(&server->configs, settings, file);
    struct stat now = {0};
    if (file)
        stat(file, &now);
    if (!entry)
        entry = add_entry(&server->configs, settings, file);
    if (!entry->config || has_changed(entry, &now)) {
        entry->stamp = now;
        read_entry(server, entry);
    }
    free(file);
    return entry->config;
}

void configs_free(Configs *configs)
{
    for (size_t i = 0; i < configs->count; i++) {
        ConfigEntry *entry = configs->items[i];
        json_decref(entry->settings);
        json_decref(entry->problems);
        config_free(entry->config);
        free(entry->path);
        free(entry);
    }
    free(configs->items);
    *configs = (Configs){0};
}

/* Entries for settings of before are kept, as they know what has been told; but not for
 * ever. */
void configs_recheck(Server *server)
{
    for (size_t i = 0; i < server->documents.program_count; i++)
        program_touch(server->documents.programs[i]);
    server->refresh_due = true;
    if (server->configs.count > ENTRIES_MOST)
        configs_free(&server->configs);
    for (size_t i = 0; i < server->configs.count; i++)
        server->configs.items[i]->stamp = (struct stat){.st_size = -1};
}
