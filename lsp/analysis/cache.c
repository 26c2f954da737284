/*
 * cache.c - summaries kept on the disk, by what they were made of.
 *
 * A file a summary, named by a number for the text, the language and the path, in a folder
 * named by the program that made it. A file is written under another name and renamed, so
 * that nobody reads half of one; what it holds is believed only if its length, its key and
 * its sum are right.
 */
#include "analysis/cache_folder.h"

#include "asynclint/analysis.h"
#include "asynclint/asynclint.h"
#include "asynclint/files.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { HEAD = 32, LARGEST = 64 * 1024 * 1024 };

/* Two numbers for the same bytes, eight of them at a time: each text of a run is summed. */
typedef struct Sum {
    uint64_t a, b;
} Sum;

static const Sum NOTHING = {0xcbf29ce484222325, 0x9ae16a3b2f90404f};

static Sum mix(Sum sum, uint64_t word)
{
    sum.a = (sum.a ^ word) * 0x9fb21c651e98df25;
    sum.b = (sum.b ^ word) * 0x9e3779b97f4a7c15;
    sum.a ^= sum.a >> 35;
    sum.b ^= sum.b >> 29;
    return sum;
}

static Sum add(Sum sum, const void *bytes, size_t len)
{
    const char *at = bytes;
    uint64_t word;
    for (size_t left = len; left >= sizeof word; left -= sizeof word) {
        memcpy(&word, at, sizeof word);
        sum = mix(sum, word);
        at += sizeof word;
    }
    word = 0;
    memcpy(&word, at, len % sizeof word);
    return mix(mix(sum, word), len);
}

static Sum add_text(Sum sum, const char *text)
{
    return add(sum, text ? text : "", text ? strlen(text) + 1 : 0);
}

static Sum add_list(Sum sum, const ConfigList *list)
{
    for (uint32_t i = 0; i < list->len; i++)
        sum = add_text(sum, list->items[i]);
    return mix(sum, list->len);
}

/* Names that the configuration adds change what calls are. */
static Sum key_of(const CacheKey *key)
{
    Sum sum = mix(NOTHING, (uint64_t)key->language);
    const Config *config = key->config;
    if (config && config->own) {
        sum = add_list(sum, &config->blocking);
        sum = add_list(sum, &config->cpu_heavy);
        sum = add_list(sum, &config->awaitable);
        sum = add_list(sum, &config->harmless);
    }
    sum = add_text(sum, key->path);
    return add(sum, key->text.ptr, key->text.len);
}

uint64_t cache_style(const CacheKey *key, Str how)
{
    const Config *config = key->config;
    Sum sum = add_text(add(NOTHING, how.ptr, how.len), config->folder);
    sum = add(sum, config->levels, rule_count() * sizeof *config->levels);
    for (uint32_t i = 0; i < config->overrides.len; i++) {
        sum = add_list(sum, &config->overrides.items[i].files);
        sum = add(sum, config->overrides.items[i].levels,
                  rule_count() * sizeof *config->levels);
    }
    uint64_t rest[] = {config->http_client, config->workload, config->python_minor,
                       config->respect_foreign_suppressions};
    return add(sum, rest, sizeof rest).a;
}

/* --- folders --- */

/* Another program, be it of the same version, may make other summaries. */
static Sum program_of(void)
{
    struct stat program = {0};
    stat("/proc/self/exe", &program);
    int64_t facts[] = {program.st_size, program.st_mtim.tv_sec, program.st_mtim.tv_nsec};
    return add(add_text(NOTHING, ASYNCLINT_VERSION), facts, sizeof facts);
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
    *cache = (Cache){.folder = path.data, .now = time(NULL)};
    return cache;
}

void cache_close(Cache *cache)
{
    if (cache) {
        cache_prune(cache);
        free(cache->folder);
    }
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
    memcpy(head, CACHE_MAGIC, sizeof CACHE_MAGIC - 1);
    for (size_t i = 0; i < COUNT(parts); i++)
        for (size_t k = 0; k < 8; k++)
            head[8 + 8 * i + k] = (char)(parts[i] >> (8 * k));
}

/* The length of the summary, the summary, and, if there is a report, that. */
static Summary *read_body(const char *bytes, size_t len, CacheReport *report)
{
    uint32_t size;
    uint64_t made[2];
    if (len < sizeof size)
        return NULL;
    memcpy(&size, bytes, sizeof size);
    bytes += sizeof size;
    len -= sizeof size;
    Summary *summary = size <= len ? summary_read(bytes, size) : NULL;
    if (!summary || !report || len - size < sizeof made)
        return summary;
    memcpy(made, bytes + size, sizeof made);
    *report = (CacheReport){.style = made[0], .view = made[1]};
    buffer_init(&report->bytes);
    buffer_append(&report->bytes, bytes + size + sizeof made, len - size - sizeof made);
    return summary;
}

Summary *cache_get(const Cache *cache, const CacheKey *key, CacheReport *report)
{
    if (!cache)
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
            summary = read_body(bytes.data + HEAD, bytes.len - HEAD, report);
    }
    if (summary)
        cache_touch(cache, path.data);
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

static void put_body(Buffer *out, const Summary *summary, const CacheReport *report)
{
    size_t start = out->len;
    uint32_t size = 0;
    buffer_append(out, &size, sizeof size);
    summary_write(summary, out);
    size = (uint32_t)(out->len - start - sizeof size);
    memcpy(out->data + start, &size, sizeof size);
    if (!report || !report->bytes.data)
        return;
    uint64_t made[] = {report->style, report->view};
    buffer_append(out, made, sizeof made);
    buffer_append(out, report->bytes.data, report->bytes.len);
}

void cache_put(const Cache *cache, const CacheKey *key, const Summary *summary,
               const CacheReport *report)
{
    if (!cache || !summary)
        return;
    Sum sum = key_of(key);
    char head[HEAD] = {0};
    Buffer path, bytes;
    buffer_init(&path);
    buffer_init(&bytes);
    put_path(cache, sum, &path);
    buffer_append(&bytes, head, HEAD);
    put_body(&bytes, summary, report);
    put_head(bytes.data, sum, add(NOTHING, bytes.data + HEAD, bytes.len - HEAD));
    replace(cache, path.data, &bytes);
    buffer_release(&path);
    buffer_release(&bytes);
}

Summary *cache_summary(const Cache *cache, const CacheKey *key)
{
    Summary *summary = cache_get(cache, key, NULL);
    if (summary)
        return summary;
    Document *doc = document_new(grammar_ts(key->language), key->text.ptr, key->text.len);
    summary = analysis_summary(doc, key->language, key->path, key->config);
    cache_put(cache, key, summary, NULL);
    document_free(doc);
    return summary;
}
