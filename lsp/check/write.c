/* write.c - a file's text replaced whole: temporary file, disk, rename. */
#include "check/write.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

bool write_all(int fd, const char *text, size_t len)
{
    while (len > 0) {
        ssize_t written = write(fd, text, len);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        text += written;
        len -= (size_t)written;
    }
    return true;
}

/* A file that is to take another's place. */
typedef struct Draft {
    char *target; /* heap; links resolved */
    char *temp;   /* heap; in the same folder */
    int fd;
} Draft;

static void draft_release(Draft *draft)
{
    free(draft->target);
    free(draft->temp);
}

/* The path behind links; the path itself for a file that is not there yet. */
static char *resolved(const char *path)
{
    char *real = realpath(path, NULL);
    return real || errno != ENOENT ? real : xstrdup(path);
}

static bool draft_open(Draft *draft, const char *path)
{
    *draft = (Draft){.target = resolved(path), .fd = -1};
    if (!draft->target)
        return false;
    const char *slash = strrchr(draft->target, '/');
    int folder = slash ? (int)(slash + 1 - draft->target) : 0;
    size_t size = (size_t)folder + sizeof ".asynclint-XXXXXX";
    draft->temp = xmalloc(size);
    snprintf(draft->temp, size, "%.*s.asynclint-XXXXXX", folder, draft->target);
    draft->fd = mkostemp(draft->temp, O_CLOEXEC);
    return draft->fd >= 0;
}

/* Writes all, gives it the other's owner and mode, and closes; false with errno. */
static bool draft_fill(Draft *draft, const char *text, size_t len, const struct stat *like)
{
    /* The owner can be kept by root only; without it the file is simply ours. */
    if (like->st_uid != geteuid() || like->st_gid != getegid()) {
        int kept = fchown(draft->fd, like->st_uid, like->st_gid);
        (void)kept;
    }
    bool filled = write_all(draft->fd, text, len) &&
                  fchmod(draft->fd, like->st_mode & 07777) == 0 && fsync(draft->fd) == 0;
    int error = errno;
    if (close(draft->fd) == 0)
        errno = error;
    else
        filled = false;
    return filled;
}

/* Keeps errno. */
static void draft_drop(const Draft *draft)
{
    int error = errno;
    unlink(draft->temp);
    errno = error;
}

/* The file still holds these bytes and no others. */
static bool holds(const char *path, Str expected)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return false;
    char piece[16 * 1024];
    uint32_t at = 0;
    bool equal = true;
    for (;;) {
        ssize_t got = read(fd, piece, sizeof piece);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            equal = got == 0 && at == expected.len;
            break;
        }
        if ((size_t)got > expected.len - at ||
            memcmp(expected.ptr + at, piece, (size_t)got) != 0) {
            equal = false;
            break;
        }
        at += (uint32_t)got;
    }
    close(fd);
    return equal;
}

static const char *refuse(const Draft *draft, const char *problem)
{
    if (draft->fd >= 0)
        draft_drop(draft);
    return problem ? problem : strerror(errno);
}

/* Puts the text in the place of `path`. NULL, or what went wrong. */
static const char *replace(const char *path, const char *text, size_t len,
                           const struct stat *like, const Str *expected)
{
    if (!interrupts_hold())
        return "interrupted";
    Draft draft;
    const char *problem = NULL;
    if (!draft_open(&draft, path) || !draft_fill(&draft, text, len, like))
        problem = refuse(&draft, NULL);
    else if (expected && !holds(draft.target, *expected))
        problem = refuse(&draft, "changed while it was being fixed; it is left as it is");
    else if (rename(draft.temp, draft.target) != 0)
        problem = refuse(&draft, NULL);
    draft_release(&draft);
    interrupts_release();
    return problem;
}

bool file_replace(const char *path, Str expected, Str text, const char **problem)
{
    struct stat like;
    if (stat(path, &like) != 0)
        *problem = strerror(errno);
    else if ((like.st_mode & 0222) == 0 || access(path, W_OK) != 0)
        *problem = "is read-only; its fixes are not written";
    else
        *problem = replace(path, text.ptr, text.len, &like, &expected);
    return !*problem;
}

static const char *write_through(const char *path, const char *text, size_t len)
{
    int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return strerror(errno);
    const char *problem = write_all(fd, text, len) ? NULL : strerror(errno);
    if (close(fd) != 0 && !problem)
        problem = strerror(errno);
    return problem;
}

bool file_write(const char *path, const char *text, size_t len, const char **problem)
{
    struct stat like;
    bool there = stat(path, &like) == 0;
    if (!there) {
        mode_t mask = umask(0); /* no other way to ask; no other thread runs by now */
        umask(mask);
        like = (struct stat){
            .st_mode = 0666 & ~mask, .st_uid = geteuid(), .st_gid = getegid()};
    }
    if (there && !S_ISREG(like.st_mode))
        *problem = write_through(path, text, len);
    else
        *problem = replace(path, text, len, &like, NULL);
    return !*problem;
}
