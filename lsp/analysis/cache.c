/*
 * cache.c - summaries kept on the disk, by what they were made of.
 *
 * A file a summary, named by a number for the text, the language and the path, in a folder
 * named by the program that made it. A file is written under another name and renamed, so
 * that nobody reads half of one; what it holds is believed only if its length, its key and
 * its sum are right. Names that the configuration adds change summaries: those are not kept.
 */
#include "asynclint/cache.h"

#include "asynclint/analysis.h"
#include "asynclint/asynclint.h"
#include "asynclint/files.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct Cache {
    char *folder; /* … of summaries by this program */
};

enum { HEAD = 32, LARGEST = 64 * 1024 * 1024 };
static const char MAGIC[8] = "asynclnt";

/* Two numbers for the same bytes; FNV-1a from two beginnings. */
typedef struct Sum {
    uint64_t a, b;
} Sum;

static const Sum NOTHING = {0xcbf29ce484222325, 0x9ae16a3b2f90404f};

static Sum add(Sum sum, const void *bytes, size_t len)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < len; i++) {
        sum.a = (sum.a ^ at[i]) * 0x100000001b3;
        sum.b = (sum.b ^ at[i]) * 0x9e3779b97f4a7c15;
        sum.b ^= sum.b >> 29;
    }
    return sum;
}

static Sum key_of(const CacheKey *key)
{
    char head[32];
    int len = snprintf(head, sizeof head, "%d %u", (int)key->language, key->text.len);
    Sum sum = add(NOTHING, head, (size_t)len + 1);
    sum = add(sum, key->path, strlen(key->path) + 1);
    return add(sum, key->text.ptr, key->text.len);
}

static bool is_kept(const Cache *cache, const CacheKey *key)
{
    return cache && !(key->config && key->config->own);
}

/* --- folders --- */

/* Another program, be it of the same version, may make other summaries. */
static Sum program_of(void)
{
    struct stat program = {0};
    stat("/proc/self/exe", &program);
    int64_t facts[] = {program.st_size, program.st_mtim.tv_sec, program.st_mtim.tv_nsec};
    Sum sum = add(NOTHING, ASYNCLINT_VERSION, sizeof ASYNCLINT_VERSION);
    return add(sum, facts, sizeof facts);
}

/* Git and backups pass it over. */
static void mark(const char *folder)
{
    static const char *const MARKS[][2] = {
        {".gitignore", "*\n"},
        {"CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n"},
    };
    for (size_t i = 0; i < COUNT(MARKS); i++) {
        Buffer path;
        buffer_init(&path);
        buffer_printf(&path, "%s/%s", folder, MARKS[i][0]);
        int fd = open(path.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        size_t len = strlen(MARKS[i][1]);
        if (fd >= 0 && write(fd, MARKS[i][1], len) != (ssize_t)len)
            unlink(path.data);
        if (fd >= 0)
            close(fd);
        buffer_release(&path);
    }
}

Cache *cache_open(const char *folder)
{
    if (!folder || !*folder)
        return NULL;
    Cache *cache = xmalloc(sizeof *cache);
    Buffer path;
    buffer_init(&path);
    buffer_printf(&path, "%s/%016llx", folder, (unsigned long long)program_of().a);
    if (mkdir(folder, 0777) == 0)
        mark(folder);
    mkdir(path.data, 0777);
    cache->folder = path.data;
    return cache;
}

void cache_close(Cache *cache)
{
    if (cache)
        free(cache->folder);
    free(cache);
}

static void put_path(const Cache *cache, Sum key, Buffer *out)
{
    buffer_printf(out, "%s/%016llx%016llx", cache->folder, (unsigned long long)key.a,
                  (unsigned long long)key.b);
}

/* --- one file: the magic, the key, the sum of what follows, and that --- */

static void put_head(char *head, Sum key, Sum sum)
{
    uint64_t parts[] = {key.b, sum.a, sum.b};
    memcpy(head, MAGIC, sizeof MAGIC);
    for (size_t i = 0; i < COUNT(parts); i++)
        for (size_t k = 0; k < 8; k++)
            head[8 + 8 * i + k] = (char)(parts[i] >> (8 * k));
}

Summary *cache_get(const Cache *cache, const CacheKey *key)
{
    if (!is_kept(cache, key))
        return NULL;
    Files disk = files_on_disk();
    Sum sum = key_of(key);
    Summary *summary = NULL;
    char head[HEAD];
    Buffer path, bytes;
    buffer_init(&path);
    buffer_init(&bytes);
    put_path(cache, sum, &path);
    if (disk.read(disk.data, path.data, LARGEST, &bytes) && bytes.len > HEAD) {
        put_head(head, sum, add(NOTHING, bytes.data + HEAD, bytes.len - HEAD));
        if (memcmp(head, bytes.data, HEAD) == 0)
            summary = summary_read(bytes.data + HEAD, bytes.len - HEAD);
    }
    buffer_release(&path);
    buffer_release(&bytes);
    return summary;
}

static bool write_whole(int fd, const char *bytes, size_t len)
{
    while (len) {
        ssize_t done = write(fd, bytes, len);
        if (done <= 0)
            return false;
        bytes += done;
        len -= (size_t)done;
    }
    return true;
}

/* Where it cannot be written, there is none. */
static void replace(const Cache *cache, const char *path, const Buffer *bytes)
{
    Buffer draft;
    buffer_init(&draft);
    buffer_printf(&draft, "%s/draft-XXXXXX", cache->folder);
    int fd = mkostemp(draft.data, O_CLOEXEC);
    if (fd >= 0) {
        bool whole = write_whole(fd, bytes->data, bytes->len);
        whole = close(fd) == 0 && whole;
        if (!whole || rename(draft.data, path) != 0)
            unlink(draft.data);
    }
    buffer_release(&draft);
}

void cache_put(const Cache *cache, const CacheKey *key, const Summary *summary)
{
    if (!is_kept(cache, key) || !summary)
        return;
    Sum sum = key_of(key);
    char head[HEAD] = {0};
    Buffer path, bytes;
    buffer_init(&path);
    buffer_init(&bytes);
    put_path(cache, sum, &path);
    buffer_append(&bytes, head, HEAD);
    summary_write(summary, &bytes);
    put_head(bytes.data, sum, add(NOTHING, bytes.data + HEAD, bytes.len - HEAD));
    replace(cache, path.data, &bytes);
    buffer_release(&path);
    buffer_release(&bytes);
}

Summary *cache_summary(const Cache *cache, const CacheKey *key)
{
    Summary *summary = cache_get(cache, key);
    if (summary)
        return summary;
    Document *doc = document_new(grammar_ts(key->language), key->text.ptr, key->text.len);
    summary = analysis_summary(doc, key->language, key->path, key->config);
    cache_put(cache, key, summary);
    document_free(doc);
    return summary;
}
