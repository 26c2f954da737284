/*
 * config.c - the defaults, and the level of a rule.
 *
 * To be replaced whole by the reader of configuration files: what stands here is only what
 * the analysis needs to run without any.
 */
#include "asynclint/config.h"

#include <stdlib.h>

Config *config_new(void)
{
    Config *config = xmalloc(sizeof(*config));
    *config = (Config){.respect_foreign_suppressions = true};
    arena_init(&config->arena);
    config->levels = arena_alloc(&config->arena, rule_count() + 1);
    memset(config->levels, -1, rule_count());
    return config;
}

void config_free(Config *config)
{
    if (!config)
        return;
    arena_release(&config->arena);
    free(config);
}

Severity config_level(const Config *config, const Rule *rule, const char *path)
{
    (void)path;
    int8_t level = config->levels[rule_index(rule)];
    return level < 0 ? rule->severity : (Severity)level;
}
