/* roots.c - the workspace of the files that are checked. */
#include "check/whole.h"

#include "text/paths.h"

#include <stdlib.h>
#include <unistd.h>

/* The nearest folder, from `folder` on upwards, that holds `.git`; heap, or NULL. */
static char *git_top(const char *folder)
{
    char *at = xstrdup(folder);
    for (;;) {
        char *marker = path_join(at, ".git");
        bool found = access(marker, F_OK) == 0;
        free(marker);
        if (found)
            return at;
        if (strcmp(at, "/") == 0)
            break;
        char *parent = path_parent(at);
        free(at);
        at = parent;
    }
    free(at);
    return NULL;
}

/* The deepest folder that holds both; frees `a`. */
static char *common_folder(char *a, const char *b)
{
    while (!path_is_within(a, b) && strcmp(a, "/") != 0) {
        char *parent = path_parent(a);
        free(a);
        a = parent;
    }
    return a;
}

static bool is_package(const char *folder)
{
    char *init = path_join(folder, "__init__.py");
    bool found = access(init, F_OK) == 0;
    free(init);
    return found;
}

/* Names begin above a package: in the folder that the run was started in when that holds the
 * files and a folder was named, else in the first one above that is no package of Python.
 * Steals `common`. */
static char *widened(char *common, bool listed)
{
    char *here = path_absolute(".");
    if (listed && path_is_within(here, common)) {
        free(common);
        common = here;
    } else {
        free(here);
    }
    while (strcmp(common, "/") != 0 && is_package(common)) {
        char *parent = path_parent(common);
        free(common);
        common = parent;
    }
    return common;
}

typedef struct Roots {
    char **items;
    size_t count;
    char *common; /* of the files in no work tree, or NULL */
    bool listed;  /* not all of those were named themselves */
    char *last;   /* the folder looked at last: files of one folder come together */
} Roots;

static void add_root(Roots *roots, char *root)
{
    roots->items = xrealloc(roots->items, (roots->count + 1) * sizeof *roots->items);
    roots->items[roots->count++] = root;
}

static void add_folder(Roots *roots, const char *folder, bool named)
{
    for (size_t i = 0; i < roots->count; i++)
        if (path_is_within(roots->items[i], folder))
            return;
    char *top = git_top(folder);
    if (top)
        add_root(roots, top);
    roots->listed = roots->listed || (!top && !named);
    if (!top)
        roots->common =
            roots->common ? common_folder(roots->common, folder) : xstrdup(folder);
}

char **roots_find(const FileList *list, size_t *count)
{
    Roots roots = {0};
    for (uint32_t i = 0; i < list->files.len; i++) {
        char *path = path_absolute(list->files.items[i].path);
        char *folder = path_parent(path);
        if (!roots.last || strcmp(roots.last, folder) != 0)
            add_folder(&roots, folder, list->files.items[i].named);
        free(path);
        free(roots.last);
        roots.last = folder;
    }
    free(roots.last);
    if (roots.common)
        add_root(&roots, widened(roots.common, roots.listed));
    *count = roots.count;
    return roots.items;
}

void roots_free(char **roots, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(roots[i]);
    free(roots);
}
