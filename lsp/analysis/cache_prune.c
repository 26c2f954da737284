/*
 * cache_prune.c - keeps the folder of a cache small.
 *
 * An entry that is asked for gets the time of that, a day exact. What is two weeks old goes,
 * and, when the folder holds more than a gigabyte, the oldest. Who reads an entry that goes
 * has it open, or finds none: both are as good as before.
 */
#include "analysis/cache_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DAY = 24 * 60 * 60, KEPT = 14 * DAY };
static const uint64_t MOST = 1024 * 1024 * 1024; /* bytes */
static const char STAMP[] = "pruned"; /* a file: its time is that of the last time */

typedef struct Entry {
    const char *path;
    int64_t time;
    uint64_t size;
} Entry;

typedef struct Pruning {
    Arena arena;
    VEC(Entry) entries;
    VEC(const char *) folders; /* of programs */
} Pruning;

void cache_touch(const Cache *cache, const char *path)
{
    struct stat info;
    if (stat(path, &info) == 0 && info.st_mtim.tv_sec < cache->now - DAY)
        utimensat(AT_FDCWD, path, NULL, 0);
}

/* Sixteen hexadecimal digits, as cache_open names them. */
static bool is_program(const char *name)
{
    return strlen(name) == 16 && strspn(name, "0123456789abcdef") == 16;
}

static void list_programs(Pruning *pruning, const char *above)
{
    DIR *dir = opendir(above);
    const struct dirent *entry;
    while (dir && (entry = readdir(dir)) != NULL)
        if (is_program(entry->d_name)) {
            const char *path = arena_printf(&pruning->arena, "%s/%s", above, entry->d_name);
            vec_push(&pruning->arena, &pruning->folders, path);
        }
    if (dir)
        closedir(dir);
}

static void list_entries(Pruning *pruning, const char *folder)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    struct stat info;
    while (dir && (entry = readdir(dir)) != NULL) {
        if (fstatat(dirfd(dir), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISREG(info.st_mode))
            continue;
        Entry one = {arena_printf(&pruning->arena, "%s/%s", folder, entry->d_name),
                     info.st_mtim.tv_sec, (uint64_t)info.st_size};
        vec_push(&pruning->arena, &pruning->entries, one);
    }
    if (dir)
        closedir(dir);
}

static int newer_first(const void *left, const void *right)
{
    const Entry *a = left, *b = right;
    return (a->time < b->time) - (a->time > b->time);
}

/* The folder may be one that other programs keep things in, by names like these. */
static bool is_ours(const char *path)
{
    char head[sizeof CACHE_MAGIC - 1] = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    bool ours = fd >= 0 && read(fd, head, sizeof head) == (ssize_t)sizeof head &&
                memcmp(head, CACHE_MAGIC, sizeof head) == 0;
    if (fd >= 0)
        close(fd);
    return ours;
}

static void drop(const Cache *cache, Pruning *pruning)
{
    uint64_t size = 0;
    if (pruning->entries.len)
        qsort(pruning->entries.items, pruning->entries.len, sizeof(Entry), newer_first);
    for (uint32_t i = 0; i < pruning->entries.len; i++) {
        const Entry *entry = &pruning->entries.items[i];
        size += entry->size;
        if ((entry->time < cache->now - KEPT || size > MOST) && is_ours(entry->path))
            unlink(entry->path);
    }
    for (uint32_t i = 0; i < pruning->folders.len; i++)
        if (!same(pruning->folders.items[i], cache->folder))
            rmdir(pruning->folders.items[i]); /* which does nothing to one with entries */
}

void cache_prune(const Cache *cache)
{
    struct stat info;
    Pruning pruning = {0};
    arena_init(&pruning.arena);
    size_t len = (size_t)(strrchr(cache->folder, '/') - cache->folder);
    const char *above = arena_strndup(&pruning.arena, cache->folder, len);
    const char *stamp = arena_printf(&pruning.arena, "%s/%s", above, STAMP);
    bool due = stat(stamp, &info) != 0 || info.st_mtim.tv_sec < cache->now - DAY;
    int fd = due ? open(stamp, O_WRONLY | O_CREAT | O_CLOEXEC, 0666) : -1;
    if (fd >= 0) {
        futimens(fd, NULL);
        close(fd);
        list_programs(&pruning, above);
        for (uint32_t i = 0; i < pruning.folders.len; i++)
            list_entries(&pruning, pruning.folders.items[i]);
        drop(cache, &pruning);
    }
    arena_release(&pruning.arena);
}
