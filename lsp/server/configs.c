/* configs.c - which configuration is in force for a file, kept in step with the disk. */
#include "server/configs.h"

#include "server/convert.h"
#include "server/index.h"
#include "server/json.h"
#include "server/survey.h"
#include "server/uri.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { ENTRIES_MOST = 64 };

/* --- telling the user --- */

/* `path` is of a file that the client may have open; its URI is then the client's own. */
static json_t *uri_json(const OpenDocument *open, const char *path)
{
    if (open)
        return json_string(open->uri);
    char *uri = uri_from_path(path);
    json_t *value = json_string(uri);
    free(uri);
    return value;
}

static void publish(Server *server, const char *uri, json_t *diagnostics)
{
    OpenDocument *open = documents_find(&server->documents, uri);
    json_t *params = json_pack("{s:s, s:O}", "uri", uri, "diagnostics", diagnostics);
    if (open)
        json_object_set_new(params, "version", json_integer(open->version));
    rpc_notify(server->rpc, "textDocument/publishDiagnostics", params);
}

static void add_problem(Server *server, json_t *all, const ConfigProblem *problem)
{
    OpenDocument *open = documents_find_path(&server->documents, problem->path);
    json_t *uri = uri_json(open, problem->path);
    json_t *list = json_object_get(all, json_string_value(uri));
    if (!list) {
        list = json_array();
        json_object_set_new(all, json_string_value(uri), list);
    }
    json_t *range = open ? range_json(open->text, problem->span, server->encoding)
                         : range_in_file(problem->path, problem->span, server->encoding);
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

static Config *read_settings(const ConfigEntry *entry)
{
    Config *config = config_new();
    if (entry->folder)
        config->folder =
            arena_strndup(&config->arena, entry->folder, strlen(entry->folder));
    settings_configure(entry->settings, config);
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
    if (!own_equal(entry->config ? entry->config->own : NULL, config->own))
        index_rename(server);
    survey_settle(server);
    index_settle(server);
    config_free(entry->config);
    entry->config = config;
}

/* What is open in the editor counts, not what is on the disk. */
static bool read_file(const Server *server, Config *config, const char *path)
{
    bool found;
    OpenDocument *open = documents_find_path(&server->documents, path);
    if (!open)
        return config_read(config, path, &found);
    Str text = document_text(open->text);
    return config_read_text(config, path, text.ptr, text.len, &found);
}

/* All files that were read, the extended ones too. */
static json_t *files_of(const ConfigEntry *entry, const Config *config)
{
    json_t *files = json_array();
    for (uint32_t i = 0; i < config->files.len; i++)
        json_array_append_new(files, json_string(config->files.items[i]));
    if (!config->files.len && entry->path)
        json_array_append_new(files, json_string(entry->path));
    return files;
}

static void read_entry(Server *server, ConfigEntry *entry)
{
    Config *config = read_settings(entry);
    bool good = !entry->path || read_file(server, config, entry->path);
    json_decref(entry->files);
    entry->files = files_of(entry, config);
    tell(server, entry, collect(server, config));
    if (!good)
        tell_broken(server, entry, config);
    entry->broken = !good;
    if (!good) {
        config_free(config);
        config = entry->config ? NULL : read_settings(entry);
    }
    if (config)
        replace(server, entry, config);
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * 0x100000001b3;
}

/* Another number when one of the files has changed, on the disk or in the editor. */
static uint64_t stamp_of(const Server *server, const ConfigEntry *entry)
{
    uint64_t hash = 0xcbf29ce484222325;
    size_t i;
    json_t *file;
    json_array_foreach(entry->files, i, file)
    {
        const char *path = json_string_value(file);
        const OpenDocument *open = documents_find_path(&server->documents, path);
        struct stat now = {0};
        if (!open)
            stat(path, &now);
        hash = mix(hash, open ? (uint64_t)open->session : 0);
        hash = mix(hash, open ? (uint64_t)open->edits : (uint64_t)now.st_size);
        hash = mix(hash, (uint64_t)now.st_mtim.tv_sec);
        hash = mix(mix(hash, (uint64_t)now.st_mtim.tv_nsec), (uint64_t)now.st_ino);
    }
    return hash;
}

static bool same_settings(const json_t *a, const json_t *b)
{
    return a == b || json_equal(a, b);
}

static bool same_paths(const char *a, const char *b)
{
    return a == b || same(a, b);
}

static ConfigEntry *find_entry(const Configs *configs, const ConfigEntry *wanted)
{
    for (size_t i = 0; i < configs->count; i++) {
        ConfigEntry *entry = configs->items[i];
        if (same_paths(entry->path, wanted->path) &&
            same_paths(entry->folder, wanted->folder) &&
            same_settings(entry->settings, wanted->settings))
            return entry;
    }
    return NULL;
}

/* Copies. */
static ConfigEntry *add_entry(Configs *configs, const ConfigEntry *wanted)
{
    ConfigEntry *entry = xmalloc(sizeof *entry);
    *entry = (ConfigEntry){.settings = json_incref(wanted->settings),
                           .folder = wanted->folder ? xstrdup(wanted->folder) : NULL,
                           .path = wanted->path ? xstrdup(wanted->path) : NULL};
    configs->items = xrealloc(configs->items, (configs->count + 1) * sizeof entry);
    configs->items[configs->count++] = entry;
    return entry;
}

static char *join_paths(const char *folder, const char *path)
{
    Buffer joined;
    buffer_init(&joined);
    buffer_printf(&joined, "%s/%s", folder, path);
    return joined.data;
}

/* On the heap, or NULL. configPath may be relative to the workspace folder; a document
 * that is no file has the configuration of that folder. */
static char *find_file(json_t *settings, const char *folder, const char *path)
{
    const char *fixed = settings_config_path(settings);
    if (fixed)
        return fixed[0] == '/' || !folder ? xstrdup(fixed) : join_paths(folder, fixed);
    if (path[0] == '/')
        return config_find(path);
    return folder ? config_find(folder) : NULL;
}

const Config *config_for(Server *server, const char *path)
{
    const Settings *all = &server->settings;
    Folder *folder = settings_folder(all, path);
    if (!folder && all->folder_count)
        folder = &all->folders[0];
    ConfigEntry wanted = {.settings = settings_for(all, path),
                          .folder = folder ? folder->path : NULL};
    wanted.path = find_file(wanted.settings, wanted.folder, path);
    ConfigEntry *entry = find_entry(&server->configs, &wanted);
    if (!entry)
        entry = add_entry(&server->configs, &wanted);
    free(wanted.path);
    if (!entry->config || entry->stamp != stamp_of(server, entry)) {
        read_entry(server, entry);
        entry->stamp = stamp_of(server, entry);
    }
    return entry->config;
}

void configs_free(Configs *configs)
{
    for (size_t i = 0; i < configs->count; i++) {
        ConfigEntry *entry = configs->items[i];
        json_decref(entry->settings);
        json_decref(entry->files);
        json_decref(entry->problems);
        config_free(entry->config);
        free(entry->folder);
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
    index_rename(server);
    if (server->configs.count <= ENTRIES_MOST)
        return;
    survey_settle(server);
    index_settle(server);
    configs_free(&server->configs);
}
