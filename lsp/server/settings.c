/* settings.c - what the editor set, for all or for one workspace folder. */
#include "server/settings.h"

#include "server/json.h"
#include "server/uri.h"

#include <stdlib.h>

/* Keys of the section that are the editor extension's. */
static const char *const FOREIGN_KEYS[] = {"enable", "path", "trace"};

static const struct {
    const char *name;
    LogLevel level;
} LOG_LEVELS[] = {
    {"off", LOG_OFF},      {"error", LOG_ERROR}, {"warning", LOG_WARNING},
    {"warn", LOG_WARNING}, {"info", LOG_INFO},   {"information", LOG_INFO},
    {"debug", LOG_DEBUG},  {"trace", LOG_DEBUG},
};

static void release_folder(Folder *folder)
{
    free(folder->uri);
    free(folder->path);
    json_decref(folder->settings);
}

void settings_release(Settings *settings)
{
    for (size_t i = 0; i < settings->folder_count; i++)
        release_folder(&settings->folders[i]);
    free(settings->folders);
    json_decref(settings->initial);
    json_decref(settings->global);
    *settings = (Settings){0};
}

json_t *settings_section(json_t *value)
{
    json_t *nested = json_object_get(value, "asynclint");
    if (nested)
        value = nested;
    return json_is_object(value) ? value : NULL;
}

static bool holds(const char *folder, const char *path)
{
    size_t len = strlen(folder);
    while (len > 1 && folder[len - 1] == '/')
        len--;
    if (!len || strncmp(folder, path, len) != 0)
        return false;
    return !path[len] || path[len] == '/' || folder[len - 1] == '/';
}

Folder *settings_folder(const Settings *settings, const char *path)
{
    Folder *best = NULL;
    for (size_t i = 0; i < settings->folder_count; i++) {
        Folder *folder = &settings->folders[i];
        if (holds(folder->path, path) &&
            (!best || strlen(folder->path) > strlen(best->path)))
            best = folder;
    }
    return best;
}

json_t *settings_for(const Settings *settings, const char *path)
{
    Folder *folder = settings_folder(settings, path);
    if (folder && folder->settings)
        return folder->settings;
    return settings->global ? settings->global : settings->initial;
}

static Folder *find_folder(const Settings *settings, const char *uri)
{
    for (size_t i = 0; i < settings->folder_count; i++)
        if (same(settings->folders[i].uri, uri))
            return &settings->folders[i];
    return NULL;
}

void settings_add_folders(Settings *settings, const json_t *folders)
{
    size_t i;
    json_t *folder;
    json_array_foreach(folders, i, folder)
    {
        const char *uri = json_string_at(folder, "uri");
        if (!uri || find_folder(settings, uri))
            continue;
        size_t bytes = (settings->folder_count + 1) * sizeof(Folder);
        settings->folders = xrealloc(settings->folders, bytes);
        settings->folders[settings->folder_count++] =
            (Folder){.uri = xstrdup(uri), .path = uri_path(uri)};
    }
}

void settings_remove_folders(Settings *settings, const json_t *folders)
{
    size_t i;
    json_t *folder;
    json_array_foreach(folders, i, folder)
    {
        Folder *found = find_folder(settings, json_string_at(folder, "uri"));
        if (!found)
            continue;
        release_folder(found);
        *found = settings->folders[--settings->folder_count];
    }
}

Severity settings_min_severity(json_t *settings)
{
    Severity severity = SEVERITY_HINT;
    const char *name = json_string_at(settings, "minSeverity");
    if (name)
        severity_parse(name, &severity);
    return severity;
}

bool settings_is_workspace(json_t *settings)
{
    return same(json_string_at(settings, "diagnosticMode"), "workspace");
}

bool settings_is_joined(json_t *settings)
{
    return !json_is_false(json_object_get(settings, "workspace"));
}

const char *settings_cache(json_t *settings)
{
    const char *path = json_string_at(settings, "cache");
    return path && *path ? path : NULL;
}

const char *settings_config_path(json_t *settings)
{
    const char *path = json_string_at(settings, "configPath");
    return path && *path ? path : NULL;
}

LogLevel settings_log_level(json_t *settings)
{
    const char *name = json_string_at(settings, "logLevel");
    for (size_t i = 0; i < COUNT(LOG_LEVELS); i++)
        if (same(name, LOG_LEVELS[i].name))
            return LOG_LEVELS[i].level;
    return LOG_WARNING;
}

void settings_configure(json_t *settings, Config *config)
{
    json_t *keys = json_copy(settings);
    for (size_t i = 0; i < COUNT(FOREIGN_KEYS); i++)
        json_object_del(keys, FOREIGN_KEYS[i]);
    char *text = json_dumps(keys, JSON_COMPACT);
    if (text && json_object_size(keys))
        config_read_json(config, "settings", text, strlen(text));
    free(text);
    json_decref(keys);
}
