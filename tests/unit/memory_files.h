/* memory_files.h - Files in memory: a list of paths and texts that ends at a NULL path. */
#ifndef MEMORY_FILES_H
#define MEMORY_FILES_H

#include "asynclint/files.h"

typedef struct MemoryFile {
    const char *path; /* absolute */
    const char *text; /* or NULL: empty */
} MemoryFile;

static inline void memory_list(void *data, const char *folder, FileVisitor *visit,
                               void *context)
{
    size_t len = same(folder, "/") ? 0 : strlen(folder);
    for (const MemoryFile *file = data; file->path; file++) {
        if (strncmp(file->path, folder, len) != 0 || file->path[len] != '/')
            continue;
        const char *name = file->path + len + 1;
        size_t part = strcspn(name, "/");
        char copy[256] = {0};
        memcpy(copy, name, part < sizeof copy ? part : sizeof copy - 1);
        visit(context, copy, name[part] ? ENTRY_FOLDER : ENTRY_FILE);
    }
}

static inline bool memory_read(void *data, const char *path, size_t most, Buffer *out)
{
    for (const MemoryFile *file = data; file->path; file++)
        if (same(file->path, path)) {
            const char *text = file->text ? file->text : "";
            buffer_puts(out, text);
            return strlen(text) <= most;
        }
    return false;
}

/* Borrows the list. */
static inline Files memory_files(MemoryFile *list)
{
    return (Files){.list = memory_list, .read = memory_read, .data = list};
}

#endif
