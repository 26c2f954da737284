/*
 * glob.c - gitignore-style patterns.
 *
 * A pattern with a slash in it is meant from its folder down, one without at any depth;
 * a trailing slash means folders only; `**` stands for any number of folders. What is in
 * a folder that matches, matches. One name against one part of a pattern is fnmatch's.
 */
#include "analysis/glob.h"

#include <fnmatch.h>
#include <stdlib.h>

/* A path or pattern taken apart at its slashes. */
typedef struct Parts {
    char *copy; /* heap; the slashes replaced by NULs */
    const char **items;
    uint32_t len;
    bool folder; /* it ends in a slash */
} Parts;

static const char ANY_FOLDERS[] = "**";

static uint32_t count_slashes(const char *text)
{
    uint32_t count = 0;
    for (; *text; text++)
        count += *text == '/';
    return count;
}

static void parts_push(Parts *parts, const char *part)
{
    bool again = parts->len && same(parts->items[parts->len - 1], ANY_FOLDERS) &&
                 same(part, ANY_FOLDERS);
    if (!again && !same(part, "."))
        parts->items[parts->len++] = part;
}

/* `first`, when not NULL, goes before the parts of `text`. */
static void parts_init(Parts *parts, const char *text, const char *first)
{
    parts->copy = xstrdup(text);
    parts->items = xmalloc((count_slashes(text) + 2) * sizeof *parts->items);
    parts->len = 0;
    parts->folder = ends_with(text, "/");
    if (first)
        parts_push(parts, first);
    char *rest = NULL;
    for (char *part = strtok_r(parts->copy, "/", &rest); part;
         part = strtok_r(NULL, "/", &rest))
        parts_push(parts, part);
}

static void parts_release(Parts *parts)
{
    free(parts->items);
    free(parts->copy);
}

/* The pattern matches the first `len` parts of the path, all of them. A failed match goes
 * back to the last `**` only: what stands before it has matched as early as it can. */
static bool match_parts(const Parts *pattern, const Parts *path, uint32_t len)
{
    uint32_t p = 0, s = 0, retry = UINT32_MAX, mark = 0;
    while (s < len) {
        const char *part = p < pattern->len ? pattern->items[p] : NULL;
        if (same(part, ANY_FOLDERS)) {
            retry = ++p;
            mark = s;
        } else if (part && fnmatch(part, path->items[s], 0) == 0) {
            p++;
            s++;
        } else if (retry != UINT32_MAX) {
            p = retry;
            s = ++mark;
        } else {
            return false;
        }
    }
    return p == pattern->len;
}

bool glob_match(const char *pattern, const char *relative_path)
{
    const char *slash = strchr(pattern, '/');
    bool anchored = slash && slash[1] != '\0';
    if (pattern[strspn(pattern, "/")] == '\0')
        return false;
    Parts parts, path;
    parts_init(&parts, pattern, anchored ? NULL : ANY_FOLDERS);
    parts_init(&path, relative_path, NULL);
    bool match = false;
    for (uint32_t len = 1; len <= path.len && !match; len++) {
        bool folder = len < path.len || path.folder;
        match = (folder || !parts.folder) && match_parts(&parts, &path, len);
    }
    parts_release(&path);
    parts_release(&parts);
    return match;
}

bool globs_match(const ConfigList *globs, const char *relative_path)
{
    for (uint32_t i = globs->len; i > 0; i--) {
        const char *glob = globs->items[i - 1];
        bool negated = glob[0] == '!';
        if (glob_match(glob + negated, relative_path))
            return !negated;
    }
    return false;
}
