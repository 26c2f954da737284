/* glob.h - a list of gitignore-style patterns. */
#ifndef ANALYSIS_GLOB_H
#define ANALYSIS_GLOB_H

#include "asynclint/config.h"

/* The last pattern that matches decides; one that begins with `!` takes back. */
bool globs_match(const ConfigList *globs, const char *relative_path);

#endif
