/*
 * config_find.c - which file configures a path, and the bytes of it.
 *
 * Files of any tree that one happens to open are read here, so only regular files of a
 * sane size are.
 */
#include "analysis/config_source.h"
#include "text/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CONFIG_MAX = 1024 * 1024 };

/* In a folder that has several, the first is taken. */
static const char *const NAMES[] = {"asynclint.json", ".asynclint.json", "pyproject.toml",
                                    "package.json", NULL};

const char *const *config_names(void)
{
    return NAMES;
}

static const char *read_all(int file, Buffer *text)
{
    char chunk[16 * 1024];
    for (;;) {
        ssize_t len = read(file, chunk, sizeof chunk);
        if (len < 0 && errno == EINTR)
            continue;
        if (len < 0)
            return strerror(errno);
        if (len == 0)
            return NULL;
        buffer_append(text, chunk, (size_t)len);
        if (text->len > CONFIG_MAX)
            return "the file is larger than 1 MiB";
    }
}

bool config_load(const char *path, Buffer *text, struct stat *status, const char **why)
{
    /* Not to wait for whoever should write into a FIFO. */
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (file < 0) {
        *why = strerror(errno);
        return false;
    }
    if (fstat(file, status) != 0)
        *why = strerror(errno);
    else if (!S_ISREG(status->st_mode))
        *why = "not a regular file";
    else
        *why = read_all(file, text);
    close(file);
    return *why == NULL;
}

bool config_is_name(const char *path)
{
    for (size_t i = 0; NAMES[i]; i++)
        if (same(path_name(path), NAMES[i]))
            return true;
    return false;
}

static bool has_section(const char *path, SourceKind kind)
{
    Buffer text;
    Arena arena;
    const char *why;
    struct stat status;
    bool found = false;
    buffer_init(&text);
    arena_init(&arena);
    if (config_load(path, &text, &status, &why) && strstr(text.data, "asynclint")) {
        Source source;
        source_init(&source, kind, &arena, (Str){text.data, (uint32_t)text.len});
        /* A broken package.json that names us may have been meant: reading it says so. */
        found = source.section || (!source.root && strstr(text.data, "\"asynclint\""));
        source_release(&source);
    }
    arena_release(&arena);
    buffer_release(&text);
    return found;
}

static bool configures(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    SourceKind kind = source_kind(path);
    return kind == SOURCE_JSON || has_section(path, kind);
}

static char *find_in(const char *folder)
{
    for (size_t i = 0; NAMES[i]; i++) {
        char *path = path_join(folder, NAMES[i]);
        if (configures(path))
            return path;
        free(path);
    }
    return NULL;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

char *config_find(const char *path)
{
    char *folder = path_absolute(path);
    bool top = same(folder, "/");
    char *found = is_folder(folder) ? find_in(folder) : NULL;
    while (!found && !top) {
        char *parent = path_parent(folder);
        free(folder);
        folder = parent;
        top = same(folder, "/");
        found = find_in(folder);
    }
    free(folder);
    return found;
}
