/* paths.h - paths as text: absolute, parent, relative. Nothing here looks at a disk but
 * for the current folder. */
#ifndef TEXT_PATHS_H
#define TEXT_PATHS_H

#include <stdbool.h>

/* Absolute, without `.`, `..` and doubled slashes; a heap string. */
char *path_absolute(const char *path);
/* `path`, if relative, seen from `folder`; a heap string, made absolute as above. */
char *path_join(const char *folder, const char *path);
/* The folder that holds the file; "/" for what is in it, "." for a bare name. Heap. */
char *path_parent(const char *path);
/* What follows the last slash; borrowed. */
const char *path_name(const char *path);
/* An absolute path as seen from an absolute folder; for one outside it, the path without
 * its first slash. Borrowed. */
const char *path_within(const char *folder, const char *path);
/* The absolute folder holds the absolute path, or is it. */
bool path_is_within(const char *folder, const char *path);

#endif
