/*
 * lookup.h - what the files that look imports up share; private to program/.
 *
 * Folders are listed once, small files read once, and all of it is kept until
 * modules_forget. Strings live in the arena of the Modules.
 */
#ifndef PROGRAM_LOOKUP_H
#define PROGRAM_LOOKUP_H

#include "asynclint/map.h"
#include "asynclint/modules.h"

enum {
    LONGEST_NAME = 1024, /* bytes of an import's name that are looked up */
    DEEPEST_LOOKUP = 16, /* of `extends`, of conditions in `exports` */
};

struct Modules {
    Files files;
    Arena own;          /* the roots */
    const char **roots; /* in the order given */
    size_t root_count;
    Arena arena;    /* all that follows; reset by modules_forget */
    Interner words; /* paths and names, each once */
    Map listed;     /* folders that have been listed */
    Map kinds;      /* path -> EntryKind */
    Map answers;    /* see answer_key -> Module */
    Map texts;      /* path -> Jsonc */
    Map configs;    /* path -> TsConfig */
    Map workspaces; /* folder -> Map of names -> folder */
    Buffer probe;   /* the path that is asked about */
};

/* The innermost root that holds the path or is it, or NULL. */
const char *root_around(const Modules *m, const char *path);
/* What is at folder/name in a root; `name` may hold slashes, but no `.` or `..`. */
EntryKind kind_at(Modules *m, const char *folder, const char *name);
/* The path "folder/name" when it is a file, or NULL. */
const char *file_at(Modules *m, const char *folder, const char *name);
/* The path whose first `len` bytes are those of `path`, with the ending, when it is a file. */
const char *file_named(Modules *m, const char *path, size_t len, const char *ending);
/* `path` seen from the folder, without `.` and `..`. */
const char *seen_from(Modules *m, const char *folder, const char *path);
/* The folder that holds the path; NULL above a root. */
const char *folder_above(Modules *m, const char *path);

/* standard_names.c: the first part of a name is Python's own, or Node's. */
bool is_standard_python(const char *name);
bool is_standard_node(const char *name);

/* modules_python.c, modules_js.c: fill *out, which is empty. `folder` is the importing
 * file's; `name` lives as long as the answer. */
void find_python(Modules *m, const char *folder, const char *name, Module *out);
void find_js(Modules *m, const char *folder, const ModuleName *name, Module *out);

#endif
