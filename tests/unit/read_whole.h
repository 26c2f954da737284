/* read_whole.h - a file's bytes, for tests over files that are named to them. */
#ifndef UNIT_READ_WHOLE_H
#define UNIT_READ_WHOLE_H

#include "asynclint/base.h"

#include <stdio.h>

/* On the heap, NUL-terminated; NULL when it cannot be opened. */
static inline char *read_whole(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    Buffer text;
    buffer_init(&text);
    char chunk[4096];
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0;)
        buffer_append(&text, chunk, got);
    fclose(file);
    *len = text.len;
    return text.data;
}

#endif
