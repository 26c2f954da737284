/*
 * uri.h - URIs as editors write them.
 *
 * A URI is the client's name for a document: it is compared byte by byte and returned as
 * it came, never rebuilt. What is decoded here serves only to find files, languages and
 * configuration.
 */
#ifndef ASYNCLINT_SERVER_URI_H
#define ASYNCLINT_SERVER_URI_H

#include "asynclint/base.h"

/* The part before the colon; empty when it has none ("/tmp/a.py", "C:\a.py"). */
Str uri_scheme(const char *uri);

/* The path of the URI, percent-decoded, without host, query and fragment, on the heap.
 * For file: the file's path; for others a made-up name that may still have an extension
 * ("untitled:a.py" gives "a.py"). A Windows path is left as it stands ("/c:/a.py"). */
char *uri_path(const char *uri);

/* It names a file on this machine's disk. */
bool uri_is_file(const char *uri);

/* Findings are wanted for it: file, untitled, inmemory and notebook cells. Others (git:,
 * output panes, diff views) show text that the user cannot mend there. */
bool uri_is_linted(const char *uri);

/* "file://" and the percent-encoded path, on the heap. */
char *uri_from_path(const char *path);

#endif
