/*
 * configs.c - finds and reads configurations, says what is wrong with them, and lets
 * --select and --ignore have the last word.
 */
#include "check/configs.h"

#include "files/list.h"

#include <stdlib.h>

/* A rule that is chosen has its own level unless the file gives it another; one that is
 * not, or is ignored, is off, whatever overrides say. */
static void choose_rules(const CheckOptions *options, Config *config)
{
    if (!options->chosen)
        return;
    for (uint32_t i = 0; i < rule_count(); i++) {
        int8_t choice = options->chosen[i];
        bool off = choice == 0 || (choice < 0 && options->selects);
        if (!off && choice < 0)
            continue;
        if (off)
            config->levels[i] = SEVERITY_OFF;
        else if (config->levels[i] == SEVERITY_OFF)
            config->levels[i] = -1;
        for (uint32_t k = 0; k < config->overrides.len; k++) {
            int8_t *level = &config->overrides.items[k].levels[i];
            if (off || *level == SEVERITY_OFF)
                *level = -1;
        }
    }
}

static void report_problems(FileConfigs *configs, const Config *config)
{
    for (uint32_t i = 0; i < config->problems.len; i++) {
        const ConfigProblem *problem = &config->problems.items[i];
        const char *path = path_from_here(problem->path, &configs->arena);
        if (problem->line)
            message("%s:%u:%u: %s", path, problem->line, problem->column, problem->message);
        else
            message("%s: %s", path, problem->message);
        configs->failed = true;
    }
}

static const Config *read_config(FileConfigs *configs, const char *path)
{
    Config *config = config_new();
    bool found = false;
    bool readable = config_read(config, path, &found);
    report_problems(configs, config);
    if (!readable && config->problems.len == 0) {
        message("%s: cannot be read as a configuration", path);
        configs->failed = true;
    }
    choose_rules(configs->options, config);
    vec_push(&configs->arena, &configs->read, config);
    return config;
}

void file_configs_init(FileConfigs *configs, const CheckOptions *options)
{
    *configs = (FileConfigs){.options = options};
    arena_init(&configs->arena);
    configs->plain = config_new();
    choose_rules(options, configs->plain);
    if (options->config)
        configs->answer = read_config(configs, options->config);
    else if (options->no_config)
        configs->answer = configs->plain;
}

void file_configs_release(FileConfigs *configs)
{
    for (uint32_t i = 0; i < configs->read.len; i++)
        config_free(configs->read.items[i]);
    config_free(configs->plain);
    free(configs->folder);
    arena_release(&configs->arena);
}

/* The configuration of a file, read when it is not yet. */
static const Config *nearest(FileConfigs *configs, const char *path)
{
    char *file = config_find(path);
    if (!file)
        return configs->plain;
    const Config *config = NULL;
    for (uint32_t i = configs->read.len; i-- > 0 && !config;)
        if (same(configs->read.items[i]->path, file))
            config = configs->read.items[i];
    if (!config)
        config = read_config(configs, file);
    free(file);
    return config;
}

const Config *file_configs_for(FileConfigs *configs, const char *path)
{
    if (configs->options->config || configs->options->no_config)
        return configs->answer;
    const char *slash = strrchr(path, '/');
    size_t len = slash ? (size_t)(slash - path) + 1 : 0;
    if (configs->folder && strlen(configs->folder) == len &&
        memcmp(configs->folder, path, len) == 0)
        return configs->answer; /* paths come sorted: mostly the folder of the last one */
    free(configs->folder);
    configs->folder = memcpy(xmalloc(len + 1), path, len);
    configs->folder[len] = '\0';
    configs->answer = nearest(configs, path);
    return configs->answer;
}
