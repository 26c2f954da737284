/*
 * output.h - where the results go: standard output, or a file that appears whole.
 *
 * A full disk and a closed pipe are noticed; a reader that has gone (`| head`) is no
 * failure of ours. (output.c)
 */
#ifndef CHECK_OUTPUT_H
#define CHECK_OUTPUT_H

#include "asynclint/base.h"

typedef struct Output {
    const char *path; /* borrowed; NULL: it goes to `fd` */
    int fd;
    Buffer held; /* not yet written */
    bool broken; /* the reader has gone: what follows is dropped */
    bool failed; /* could not be written; it has been said */
} Output;

/* To a file, or with NULL to a descriptor. */
void output_init(Output *output, const char *path, int fd);
void output_release(Output *output);
void output_write(Output *output, const char *text, size_t len);
/* Hands on what is held; what goes to a file is held until the end. */
void output_flush(Output *output);
/* Ends the output; false when it could not be written. */
bool output_close(Output *output);

/* Writes all of it to standard output; false, with a message, when it cannot be. A reader
 * that has gone is not a failure. */
bool output_print(const char *text, size_t len);

#endif
