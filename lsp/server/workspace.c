/*
 * workspace.c - folders, settings and files that change under the session.
 *
 * Editors bring settings in four ways: with initialize, with didChangeConfiguration, when
 * they are asked, or not at all. What comes last is in force; nothing at all takes nothing
 * back.
 */
#include "server/workspace.h"

#include "server/index.h"
#include "server/json.h"
#include "server/survey.h"
#include "server/uri.h"

#include <stdlib.h>

static const char SOURCES[] = "**/*.{py,pyi,pyw,js,mjs,cjs,jsx,ts,mts,cts,tsx,gitignore}";

/* Besides those of ours: they decide what imports mean. */
static const char PROJECTS[] = "**/{tsconfig*.json,jsconfig*.json,pnpm-workspace.yaml,"
                               "lerna.json,setup.py,setup.cfg}";

/* FileChangeType; the others are created and deleted. */
enum { FILE_CHANGED = 2 };

/* One line for all that is wrong in the editor's settings. */
static void report_problems(Server *server, json_t *settings)
{
    Config *config = config_new();
    settings_configure(settings, config);
    Buffer line;
    buffer_init(&line);
    for (uint32_t i = 0; i < config->problems.len; i++)
        buffer_printf(&line, "%s%s",
                      i ? "; " : "settings: ", config->problems.items[i].message);
    if (line.len)
        rpc_log(server->rpc, LOG_WARNING, "%s", line.data);
    buffer_release(&line);
    config_free(config);
}

/* Puts a new object in place of one of before; true when it differs. Empty is nothing. */
static bool replace(json_t **place, json_t *settings)
{
    if (settings && !json_object_size(settings))
        settings = NULL;
    if (*place == settings || json_equal(*place, settings))
        return false;
    json_decref(*place);
    *place = json_incref(settings);
    return true;
}

static void settings_changed(Server *server)
{
    json_t *now =
        server->settings.global ? server->settings.global : server->settings.initial;
    rpc_set_log_level(server->rpc, settings_log_level(now));
    report_problems(server, now);
    index_reset(server);
    configs_recheck(server);
    survey_recheck(server);
}

void workspace_init(Server *server, json_t *params)
{
    json_t *folders = json_object_get(params, "workspaceFolders");
    const char *uri = json_string_at(params, "rootUri");
    const char *path = json_string_at(params, "rootPath");
    char *path_uri = path ? uri_from_path(path) : NULL;
    const char *root = uri ? uri : path_uri;
    settings_add_folders(&server->settings, folders);
    if (!json_array_size(folders) && root) {
        json_t *single = json_pack("[{s:s}]", "uri", root);
        settings_add_folders(&server->settings, single);
        json_decref(single);
    }
    free(path_uri);
    json_t *options = json_object_get(params, "initializationOptions");
    server->settings.initial = json_incref(settings_section(options));
    rpc_set_log_level(server->rpc, settings_log_level(server->settings.initial));
}

/* --- asking for settings --- */

/* The answer to workspace/configuration; `uris` are the folders that were asked for. */
static void receive_settings(Server *server, json_t *result, json_t *error, json_t *uris)
{
    (void)error;
    if (!result)
        return;
    json_t *global = json_array_get(result, 0);
    bool changed = json_is_object(global) && replace(&server->settings.global, global);
    size_t i;
    json_t *uri;
    json_array_foreach(uris, i, uri)
    {
        json_t *settings = json_array_get(result, i + 1);
        if (!json_is_object(settings) || json_equal(settings, global))
            settings = NULL;
        for (size_t k = 0; k < server->settings.folder_count; k++) {
            Folder *folder = &server->settings.folders[k];
            if (same(folder->uri, json_string_value(uri)))
                changed = replace(&folder->settings, settings) || changed;
        }
    }
    if (changed)
        settings_changed(server);
}

static void ask_settings(Server *server)
{
    if (!server->client.configuration)
        return;
    json_t *items = json_pack("[{s:s}]", "section", "asynclint");
    json_t *uris = json_array();
    for (size_t i = 0; i < server->settings.folder_count; i++) {
        const char *uri = server->settings.folders[i].uri;
        json_array_append_new(uris, json_string(uri));
        json_array_append_new(
            items, json_pack("{s:s, s:s}", "scopeUri", uri, "section", "asynclint"));
    }
    rpc_request(server->rpc, "workspace/configuration", json_pack("{s:o}", "items", items),
                receive_settings, uris);
}

/* A glob of all configuration files; the caller's. */
static char *configurations(void)
{
    Buffer glob;
    buffer_init(&glob);
    for (const char *const *name = config_names(); *name; name++)
        buffer_printf(&glob, "%s%s", name == config_names() ? "**/{" : ",", *name);
    buffer_puts(&glob, "}");
    return glob.data;
}

static void register_all(Server *server)
{
    char *configs = configurations();
    json_t *list = json_array();
    if (server->client.watch_dynamic)
        json_array_append_new(
            list, json_pack("{s:s, s:s, s:{s:[{s:s}, {s:s}, {s:s}]}}", "id",
                            "asynclint.files", "method", "workspace/didChangeWatchedFiles",
                            "registerOptions", "watchers", "globPattern", configs,
                            "globPattern", SOURCES, "globPattern", PROJECTS));
    if (server->client.configuration_dynamic)
        json_array_append_new(list,
                              json_pack("{s:s, s:s, s:{s:s}}", "id", "asynclint.settings",
                                        "method", "workspace/didChangeConfiguration",
                                        "registerOptions", "section", "asynclint"));
    if (json_array_size(list))
        rpc_request(server->rpc, "client/registerCapability",
                    json_pack("{s:O}", "registrations", list), NULL, NULL);
    json_decref(list);
    free(configs);
}

void workspace_start(Server *server)
{
    register_all(server);
    report_problems(server, server->settings.initial);
    ask_settings(server);
    survey_recheck(server);
}

/* --- what changes --- */

void workspace_folders(Server *server, json_t *params)
{
    settings_remove_folders(&server->settings, json_at(params, "event.removed"));
    settings_add_folders(&server->settings, json_at(params, "event.added"));
    index_reset(server);
    configs_recheck(server);
    survey_recheck(server);
    ask_settings(server);
}

void workspace_configuration(Server *server, json_t *params)
{
    json_t *settings = settings_section(json_object_get(params, "settings"));
    bool empty = !json_object_size(settings);
    bool pulls = server->client.configuration;
    if ((!empty || !pulls) && replace(&server->settings.global, settings))
        settings_changed(server);
    ask_settings(server);
}

void workspace_files(Server *server, json_t *params)
{
    bool ours = false;
    size_t i;
    json_t *change;
    json_array_foreach(json_object_get(params, "changes"), i, change)
    {
        const char *uri = json_string_at(change, "uri");
        char *path = uri_path(uri ? uri : "");
        ours = ours || config_is_name(path);
        json_t *type = json_object_get(change, "type");
        if (json_integer_value(type) != FILE_CHANGED || ends_with(path, ".gitignore"))
            survey_relist(server);
        if (json_integer_value(type) != FILE_CHANGED)
            index_recheck(server);
        survey_changed(server, path);
        index_changed(server, path);
        free(path);
    }
    if (!ours)
        return;
    configs_recheck(server);
    survey_recheck(server);
}
