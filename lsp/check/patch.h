/*
 * patch.h - what changed between two texts, as a unified diff. (patch.c)
 */
#ifndef CHECK_PATCH_H
#define CHECK_PATCH_H

#include "asynclint/base.h"

typedef struct PatchStyle {
    bool color;
    bool terminal; /* it goes to one: nothing in it may be obeyed */
} PatchStyle;

/* Appends a diff that `patch -p1` and `git apply` take; nothing when the texts are equal.
 * `path` is named relative to the current folder where that is possible. */
void patch_append(Buffer *out, const char *path, Str before, Str after, PatchStyle look);

#endif
