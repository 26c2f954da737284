/*
 * read.c - the text of a file, or the reason why it is not checked.
 *
 * A file that was found is held to stricter limits than one that was named. The limit on
 * named ones is there because trees, nodes and facts take 120 bytes for each byte of
 * source, and of a file that is one long list 260: beyond it a machine would swap, not
 * answer.
 */
#include "files/list.h"

#include "asynclint/document.h"
#include "files/notebook.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Read {
    char *text;
    size_t len, cap;
    int error; /* errno, or 0 */
} Read;

/* Reads to the end, or to one byte more than `most`. */
static Read read_all(int fd, size_t expected, size_t most)
{
    Read got = {.cap = expected + 2};
    got.text = xmalloc(got.cap);
    while (got.len <= most) {
        if (got.len + 1 == got.cap) {
            got.cap *= 2;
            got.text = xrealloc(got.text, got.cap);
        }
        size_t room = got.cap - 1 - got.len;
        ssize_t count = read(fd, got.text + got.len, room);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            got.error = errno;
        if (count <= 0)
            break;
        got.len += (size_t)count;
    }
    got.text[got.len] = '\0';
    return got;
}

/* Reads what is too much to its end: who writes to us is not to be told by a signal. */
static void drain(int fd)
{
    char piece[16 * 1024];
    ssize_t count;
    do
        count = read(fd, piece, sizeof piece);
    while (count > 0 || (count < 0 && errno == EINTR));
}

static bool has_long_line(const char *text, size_t len)
{
    const char *end = text + len;
    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *stop = newline ? newline : end;
        size_t columns = 0;
        if (stop - text > LONGEST_LINE)
            for (const char *c = text; c < stop; c++)
                columns += ((unsigned char)*c & 0xC0) != 0x80;
        if (columns > LONGEST_LINE)
            return true;
        text = stop + 1;
    }
    return false;
}

static size_t most_of(const File *file)
{
    return file->named ? LARGEST_NAMED : LARGEST_FOUND;
}

static const char *too_large(const File *file)
{
    if (notebook_is(file->path))
        return "a notebook larger than 64 MiB, or with too much code";
    return file->named ? "larger than 10 MiB, the most that is checked"
                       : "larger than 4 MiB";
}

static Language find_language(const File *file, const FileText *source)
{
    if (source->notebook)
        return LANG_PYTHON;
    Language language = language_of_path(file->path);
    if (language == LANG_NONE)
        language = language_of_shebang((Str){source->text, (uint32_t)source->len});
    return grammar_for(language) ? language : LANG_NONE;
}

/* Why the text cannot be checked, or NULL; sets the language and the notebook. */
static const char *judge(const File *file, FileText *source, Arena *arena)
{
    size_t bad;
    const char *reason = NULL;
    if (memchr(source->text, '\0', source->len))
        return "binary (it holds a NUL byte)";
    if (!utf8_valid(source->text, source->len, &bad))
        return arena_printf(arena, "not UTF-8 (at byte %zu)", bad);
    if (notebook_is(file->path))
        source->notebook =
            notebook_new((Str){source->text, (uint32_t)source->len}, arena, &reason);
    if (reason)
        return reason;
    Str program = file_text_program(source);
    if (program.len > most_of(file))
        return too_large(file);
    if (!file->named && has_long_line(program.ptr, program.len))
        return "minified (a line is longer than 5,000 columns)";
    source->language = find_language(file, source);
    if (source->language == LANG_NONE)
        return "neither its name nor its first line says a language that can be checked";
    return NULL;
}

static const char *read_fd(const File *file, int fd, Arena *arena, FileText *out)
{
    size_t most = notebook_is(file->path) ? LARGEST_NOTEBOOK : most_of(file);
    struct stat info;
    if (fstat(fd, &info) != 0)
        return strerror(errno);
    if (!file->is_stdin && !S_ISREG(info.st_mode))
        return "not a regular file";
    if (S_ISREG(info.st_mode) && (uint64_t)info.st_size > most)
        return too_large(file);
    Read got = read_all(fd, S_ISREG(info.st_mode) ? (size_t)info.st_size : 4096, most);
    *out = (FileText){.text = got.text, .len = got.len};
    if (got.error)
        return strerror(got.error);
    if (got.len <= most)
        return judge(file, out, arena);
    if (file->is_stdin)
        drain(fd);
    return too_large(file);
}

bool file_text_read(const File *file, Arena *arena, FileText *out, const char **reason,
                    bool *gone)
{
    *out = (FileText){0};
    *gone = false;
    if (file->is_stdin) {
        *reason = read_fd(file, STDIN_FILENO, arena, out);
        return !*reason;
    }
    /* O_NONBLOCK: a pipe with nobody at its other end must not hold us up. */
    int fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0) {
        *gone = errno == ENOENT && !file->named;
        *reason = strerror(errno);
        return false;
    }
    *reason = read_fd(file, fd, arena, out);
    close(fd);
    return !*reason;
}

bool file_text_take(const File *file, char *text, size_t len, Arena *arena, FileText *out,
                    const char **reason)
{
    *out = (FileText){.text = text, .len = len};
    *reason = judge(file, out, arena);
    return !*reason;
}

void file_text_release(FileText *source)
{
    notebook_free(source->notebook);
    free(source->text);
    *source = (FileText){0};
}

Str file_text_program(const FileText *source)
{
    if (source->notebook)
        return (Str){source->notebook->text.data, (uint32_t)source->notebook->text.len};
    return (Str){source->text, (uint32_t)source->len};
}
