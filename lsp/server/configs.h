/*
 * configs.h - which configuration is in force for a file, kept in step with the disk.
 *
 * One Config for each configuration file and each object of editor settings under it.
 * A file is looked at whenever a document that it governs is analysed, since not every
 * client watches files. While it is broken the last good one stays in force.
 */
#ifndef ASYNCLINT_SERVER_CONFIGS_H
#define ASYNCLINT_SERVER_CONFIGS_H

#include "asynclint/config.h"

#include <jansson.h>
#include <sys/stat.h>

struct Server;

typedef struct ConfigEntry {
    json_t *settings;  /* the editor's, that lie under it; owned; may be NULL */
    char *path;        /* of the file; NULL: settings alone */
    struct stat stamp; /* of the file when it was read */
    Config *config;    /* in force */
    bool broken;       /* the file cannot be used as it is now */
    json_t *problems;  /* object: URI of a file -> its diagnostics; or NULL */
} ConfigEntry;

typedef struct Configs {
    ConfigEntry **items;
    size_t count;
} Configs;

/* The configuration for a file; borrowed until the next call for any file. Tells the
 * user of what is wrong in it. Programs that lose theirs are touched. */
const Config *config_for(struct Server *server, const char *path);

/* Settings, folders or files may have changed: touches all programs, and reads again what
 * they then ask for. */
void configs_recheck(struct Server *server);
void configs_free(Configs *configs);

/* The name is one that a configuration file has. */
bool is_config_path(const char *path);

#endif
