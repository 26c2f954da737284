/*
 * write.h - files that are written whole or not at all, and signals that respect it.
 *
 * The new text goes to a temporary file in the same folder, to the disk, and then takes
 * the old one's place. An interrupt ends the program at once unless such a write is under
 * way; then right after it. (write.c, interrupt.c)
 */
#ifndef CHECK_WRITE_H
#define CHECK_WRITE_H

#include "asynclint/base.h"

/* Replaces the text of a file that was read as `expected`; permissions are kept, and a
 * symbolic link is written through. False, and the file is as it was, when it is
 * read-only, has changed meanwhile or cannot be written; *problem is then static text. */
bool file_replace(const char *path, Str expected, Str text, const char **problem);

/* Creates or replaces a file; what is no regular file (a pipe, /dev/stdout) is just
 * written to. False when it cannot be; *problem is static text. */
bool file_write(const char *path, const char *text, size_t len, const char **problem);

/* Writes the whole to a descriptor; false with errno. */
bool write_all(int fd, const char *text, size_t len);

/* Ignores SIGPIPE and SIGXFSZ (write errors say it) and takes SIGINT, SIGTERM and SIGHUP. */
void interrupts_install(void);
/* Around a write that must not be cut: false when an interrupt has come, and nothing may
 * begin. After interrupts_release the program may end. */
bool interrupts_hold(void);
void interrupts_release(void);

#endif
