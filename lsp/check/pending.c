/*
 * pending.c - stands in, weakly, for what other rooms do not have yet: no configuration is
 * found, no server runs. A definition of theirs takes its place; then it goes.
 */
#include "asynclint/asynclint.h"
#include "asynclint/config.h"
#include "check/terminal.h"

#define PENDING __attribute__((weak))

PENDING char *config_find(const char *path)
{
    (void)path;
    return NULL;
}

PENDING bool config_read(Config *config, const char *path, bool *found)
{
    (void)config;
    (void)path;
    *found = false;
    return true;
}

PENDING bool config_excludes(const Config *config, const char *path)
{
    (void)config;
    (void)path;
    return false;
}

PENDING int server_main(int argc, char **argv)
{
    (void)argc;
    message("%s: is not built in yet", argv[0]);
    return STATUS_FAILED;
}

PENDING void known_init(void)
{
}
