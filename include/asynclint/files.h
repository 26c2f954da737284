/*
 * files.h - looking at folders and files: on the disk, in an editor's open buffers, or in
 * the memory of a test.
 *
 * Paths are absolute, without `.`, `..` and a slash at the end (text/paths.h).
 */
#ifndef ASYNCLINT_FILES_H
#define ASYNCLINT_FILES_H

#include "asynclint/base.h"

typedef enum EntryKind { ENTRY_NONE, ENTRY_FILE, ENTRY_FOLDER } EntryKind;

/* Takes one name of a folder's listing; borrowed. Links are what they lead to. */
typedef void FileVisitor(void *context, const char *name, EntryKind kind);

typedef struct Files {
    /* Gives the visitor each name in the folder, in any order; nothing for what is no
     * folder or cannot be read. */
    void (*list)(void *data, const char *folder, FileVisitor *visit, void *context);
    /* Appends the bytes of a file to `out`; false when it cannot be read, or holds more
     * than `most` bytes. */
    bool (*read)(void *data, const char *path, size_t most, Buffer *out);
    void *data; /* borrowed; given to both */
} Files;

/* The disk. */
Files files_on_disk(void);

#endif
