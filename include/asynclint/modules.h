/*
 * modules.h - which file of the workspace an import means. (program/modules*.c)
 *
 * Python: packages, namespace packages, stubs where there is no source; from the top of the
 * importing file's package, the nearest project's folder and its `src`, the workspace's.
 * js: relative paths, tsconfig.json and package.json, packages of the same workspace. The
 * source is preferred to what is built from it. What lies outside the workspace, names of
 * the standard library and installed packages are no modules of it.
 *
 * Answers are kept, and what they were made of. One thread at a time.
 */
#ifndef ASYNCLINT_MODULES_H
#define ASYNCLINT_MODULES_H

#include "asynclint/files.h"
#include "asynclint/grammar.h"

typedef struct Modules Modules;

/* One import: what names it, and where. */
typedef struct ModuleName {
    const char *from;  /* the importing file, absolute */
    Language language; /* of that file */
    /* Python: a dotted name as facts have it: "a.b.c", ".m.f", "..", with members or not
     * ("a.b.Class#method").
     * js: the specifier alone: "./x.js", "#internal", "@scope/name/sub" (resolve.h,
     * module_of_name; scope.h, Def.module). */
    const char *name;
    bool required; /* js: by require() */
} ModuleName;

typedef struct Module {
    const char *path; /* the file, absolute */
    const char
        *member; /* Python: what the name goes on with in it: "f" of "a.b.f"; or NULL */
    /* Python: "a.b.f" where a/b.py is there: a/__init__.py and "b.f", since what the package
     * binds to `b` itself comes first. NULL when there is no such file. */
    const char *package;
    const char *package_member;
} Module;

/* Copies the roots, absolute folders, and the struct `files`. Never NULL. */
Modules *modules_new(const char *const *roots, size_t count, Files files);
void modules_free(Modules *modules);

/* The file that the name means: *out, borrowed until modules_forget. False, and all NULL,
 * when it is none of the workspace, or it is not sure which. */
bool modules_find(Modules *modules, ModuleName name, Module *out);

/* Files came or went, or one for which modules_depend_on holds has changed: everything is
 * looked up anew. */
void modules_forget(Modules *modules);
/* The file's content decides what names mean: package.json, tsconfig.json … */
bool modules_depend_on(const char *path);

#endif
