/*
 * settings.h - what the editor set, for all or for one workspace folder.
 *
 * initializationOptions are in force until the editor sends or answers something else.
 * An object of settings holds the configuration's keys and a few of the server's own;
 * it may come bare or under "asynclint".
 */
#ifndef ASYNCLINT_SERVER_SETTINGS_H
#define ASYNCLINT_SERVER_SETTINGS_H

#include "asynclint/config.h"
#include "server/rpc.h"

typedef struct Folder {
    char *uri;        /* as the client wrote it */
    char *path;       /* of its root */
    json_t *settings; /* for this folder; NULL: those for all */
} Folder;

typedef struct Settings {
    json_t *initial; /* initializationOptions */
    json_t *global;  /* for all, of later; or NULL */
    Folder *folders;
    size_t folder_count;
} Settings;

void settings_release(Settings *settings);

/* The object of ours in what an editor sent, borrowed; NULL when there is none. */
json_t *settings_section(json_t *value);

/* The innermost folder that holds the path, or NULL. */
Folder *settings_folder(const Settings *settings, const char *path);
/* The settings for a path, borrowed; NULL when there are none. */
json_t *settings_for(const Settings *settings, const char *path);

/* Adds what it holds of [{uri, name}]; what is no folder is passed over. */
void settings_add_folders(Settings *settings, const json_t *folders);
void settings_remove_folders(Settings *settings, const json_t *folders);

/* --- the server's own keys --- */

/* minSeverity: findings below it are not shown. Default: all are. */
Severity settings_min_severity(json_t *settings);
/* diagnosticMode is "workspace": files that are not open are looked at, too. */
bool settings_is_workspace(json_t *settings);
/* workspace, unless it is false: calls are followed into other files. */
bool settings_is_joined(json_t *settings);
/* cache: a folder for summaries, borrowed; NULL when it is not set. */
const char *settings_cache(json_t *settings);
/* configPath: borrowed; NULL when it is not set. */
const char *settings_config_path(json_t *settings);
/* logLevel; default: warnings. */
LogLevel settings_log_level(json_t *settings);
/* Reads the configuration's keys; problems are noted in `config` with path "settings". */
void settings_configure(json_t *settings, Config *config);

#endif
