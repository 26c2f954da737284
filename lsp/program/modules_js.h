/*
 * modules_js.h - what the files share that look specifiers of js up; private to program/.
 *
 * Each returns the path of a file or folder of the workspace, or NULL.
 */
#ifndef PROGRAM_MODULES_JS_H
#define PROGRAM_MODULES_JS_H

#include "program/jsonc.h"

/* An import under way. */
typedef struct JsImport {
    Modules *m;
    const char *folder; /* of the importing file */
    bool typescript;    /* that file is TypeScript: its kind comes first */
    bool required;      /* by require() */
} JsImport;

/* modules_js.c: the source that a path means, with or without its extension; a folder's
 * package.json and index too. */
const char *js_file(const JsImport *import, const char *path);
/* … the index of a folder. */
const char *js_index(const JsImport *import, const char *folder);
/* What a name that is no path means. */
const char *js_bare(const JsImport *import, const char *name);

/* package.c */
/* The value of the key that is the name, or else of the longest pattern with a `*` that fits
 * it; *star is what that stands for, or NULL. */
Jsonc matching_value(Modules *m, Jsonc table, const char *name, const char **star);
/* The target with `star` for each `*`. */
const char *with_star(Modules *m, const char *target, const char *star);
/* The nearest folder around with a package.json. */
const char *package_around(Modules *m, const char *folder);
/* The file of a package's folder that "name" ("") or "name/sub" ("sub") means. */
const char *package_entry(const JsImport *import, const char *folder, const char *sub);
/* The file that "main" and the like name; for a folder that is imported by its path. */
const char *package_main(const JsImport *import, const char *folder);
/* "#name", by the nearest package's "imports". */
const char *package_import(const JsImport *import, const char *name);

/* workspaces.c: the folder of the package of that name, by what lists the packages of the
 * workspace, or by the nearest package.json: its own name, "file:" and "link:". */
const char *workspace_package(const JsImport *import, const char *name, size_t len);

/* tsconfig.c */
/* By `paths` and `baseUrl` of the nearest tsconfig.json or jsconfig.json. */
const char *tsconfig_file(const JsImport *import, const char *name);
/* The source that a file is built from, by `outDir` and `rootDir` of the folder's own. */
const char *tsconfig_source(const JsImport *import, const char *folder, const char *path);

#endif
