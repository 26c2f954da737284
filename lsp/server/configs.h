/*
 * configs.h - which configuration is in force for a file, kept in step with the disk.
 *
 * One Config for each configuration file and each object of editor settings under it.
 * A file is looked at whenever a document that it governs is analysed, since not every
 * client watches files; one that is open in the editor counts as it is there. While it is
 * broken the last good one stays in force.
 */
#ifndef ASYNCLINT_SERVER_CONFIGS_H
#define ASYNCLINT_SERVER_CONFIGS_H

#include "asynclint/config.h"

#include <jansson.h>

struct Server;

typedef struct ConfigEntry {
    json_t *settings; /* the editor's, that lie under it; owned; may be NULL */
    char *folder;     /* that the globs of the settings are relative to; or NULL */
    char *path;       /* of the file; NULL: settings alone */
    json_t *files;    /* array: paths of all that was read, extended files too */
    uint64_t stamp;   /* of these files when they were read */
    Config *config;   /* in force */
    bool broken;      /* the file cannot be used as it is now */
    json_t *problems; /* object: URI of a file -> its diagnostics; or NULL */
} ConfigEntry;

typedef struct Configs {
    ConfigEntry **items;
    size_t count;
} Configs;

/* The configuration for a file; borrowed until the next call for any file. Tells the
 * user of what is wrong in it. Programs that lose theirs are touched. */
const Config *config_for(struct Server *server, const char *path);

/* Settings, folders or files may have changed: touches all programs, which then
 * ask anew. */
void configs_recheck(struct Server *server);
void configs_free(Configs *configs);

#endif
