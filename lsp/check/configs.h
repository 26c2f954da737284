/*
 * configs.h - the configuration of each file, read once, with the command line on top.
 * (configs.c)
 */
#ifndef CHECK_CONFIGS_H
#define CHECK_CONFIGS_H

#include "check/check.h"

typedef struct FileConfigs {
    const CheckOptions *options; /* borrowed */
    Arena arena;
    VEC(Config *) read; /* each owned */
    Config *plain;      /* without a file; owned */
    char *folder;       /* the last one asked for, and its answer */
    const Config *answer;
    bool failed; /* a configuration has a fault; it has been said */
} FileConfigs;

void file_configs_init(FileConfigs *configs, const CheckOptions *options);
void file_configs_release(FileConfigs *configs);
/* The one that is in force for a path; ask for paths in order. Never NULL; borrowed. */
const Config *file_configs_for(FileConfigs *configs, const char *path);

#endif
