/* disk.c - the disk as Files. */
#include "asynclint/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static EntryKind kind_of_mode(mode_t mode)
{
    return S_ISDIR(mode) ? ENTRY_FOLDER : S_ISREG(mode) ? ENTRY_FILE : ENTRY_NONE;
}

/* Links, and what a file system does not tell in its listing, are looked at. */
static EntryKind kind_of_entry(DIR *dir, const struct dirent *entry)
{
    if (entry->d_type == DT_DIR)
        return ENTRY_FOLDER;
    if (entry->d_type == DT_REG)
        return ENTRY_FILE;
    struct stat info;
    if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN)
        return ENTRY_NONE;
    return fstatat(dirfd(dir), entry->d_name, &info, 0) == 0 ? kind_of_mode(info.st_mode)
                                                             : ENTRY_NONE;
}

static void list_folder(void *data, const char *folder, FileVisitor *visit, void *context)
{
    (void)data;
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    while (dir && (entry = readdir(dir)) != NULL)
        if (!same(entry->d_name, ".") && !same(entry->d_name, ".."))
            visit(context, entry->d_name, kind_of_entry(dir, entry));
    if (dir)
        closedir(dir);
}

/* Appends to the end of the file, or until there is more than `most`. */
static bool read_all(int fd, size_t most, Buffer *out)
{
    char piece[16 * 1024];
    size_t got = 0;
    for (;;) {
        ssize_t count = read(fd, piece, sizeof piece);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count == 0;
        got += (size_t)count;
        if (got > most)
            return false;
        buffer_append(out, piece, (size_t)count);
    }
}

static bool read_file(void *data, const char *path, size_t most, Buffer *out)
{
    (void)data;
    /* O_NONBLOCK: a pipe with nobody at its other end must not hold us up. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return false;
    struct stat info;
    bool plain = fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
    bool whole = plain && (uint64_t)info.st_size <= most && read_all(fd, most, out);
    close(fd);
    return whole;
}

Files files_on_disk(void)
{
    return (Files){.list = list_folder, .read = read_file};
}
