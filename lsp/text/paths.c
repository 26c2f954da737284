/*
 * paths.c - paths as text, so that a path that the user typed, one from a URI and the
 * folder of a configuration file can be compared.
 */
#include "text/paths.h"

#include "asynclint/base.h"

#include <stdlib.h>
#include <unistd.h>

/* Appends "/part"; `.` and nothing are left out, `..` takes the last part away. */
static void add_part(Buffer *out, const char *part, size_t len)
{
    if (len == 0 || (len == 1 && part[0] == '.'))
        return;
    if (len == 2 && part[0] == '.' && part[1] == '.') {
        while (out->len > 0 && out->data[--out->len] != '/')
            ;
        out->data[out->len] = '\0';
        return;
    }
    buffer_append(out, "/", 1);
    buffer_append(out, part, len);
}

static void add_parts(Buffer *out, const char *path)
{
    while (*path) {
        size_t len = strcspn(path, "/");
        add_part(out, path, len);
        path += len + (path[len] == '/');
    }
}

char *path_join(const char *folder, const char *path)
{
    Buffer out;
    buffer_init(&out);
    if (path[0] != '/') {
        char *here = folder[0] == '/' ? NULL : getcwd(NULL, 0);
        add_parts(&out, here ? here : "");
        free(here);
        add_parts(&out, folder);
    }
    add_parts(&out, path);
    if (out.len == 0)
        buffer_puts(&out, "/");
    return out.data; /* the buffer's bytes are ours to give away */
}

char *path_absolute(const char *path)
{
    return path_join("", path);
}

char *path_parent(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return xstrdup(".");
    size_t len = slash == path ? 1 : (size_t)(slash - path);
    char *parent = xstrdup(path);
    parent[len] = '\0';
    return parent;
}

const char *path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *path_within(const char *folder, const char *path)
{
    size_t len = strlen(folder);
    if (same(folder, "/"))
        len = 0;
    if (strncmp(path, folder, len) == 0 && path[len] == '/')
        return path + len + 1;
    return path[0] == '/' ? path + 1 : path;
}

bool path_is_within(const char *folder, const char *path)
{
    size_t len = strlen(folder);
    if (same(folder, "/"))
        return true;
    return strncmp(path, folder, len) == 0 && (!path[len] || path[len] == '/');
}
