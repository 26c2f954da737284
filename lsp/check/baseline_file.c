/* baseline_file.c - a baseline as a file of JSON. */
#include "asynclint/files.h"
#include "check/baseline.h"
#include "check/json.h"
#include "check/terminal.h"
#include "check/write.h"
#include "text/paths.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { VERSION = 1, MOST_BYTES = 64 * 1024 * 1024 };

static bool take_entry(Baseline *baseline, json_t *json)
{
    const char *path, *rule, *line;
    json_int_t count = 1;
    if (json_unpack(json, "{s:s, s:s, s:s, s?I}", "path", &path, "rule", &rule, "line",
                    &line, "count", &count) != 0)
        return false;
    char *end;
    BaselineEntry entry = {.path = arena_strndup(&baseline->arena, path, strlen(path)),
                           .rule = arena_strndup(&baseline->arena, rule, strlen(rule)),
                           .line = strtoull(line, &end, 16),
                           .count = (uint32_t)count};
    if (end == line || *end || count < 1 || count > UINT32_MAX)
        return false;
    vec_push(&baseline->arena, &baseline->entries, entry);
    return true;
}

static bool take_entries(Baseline *baseline, const char *path, const json_t *root)
{
    json_t *list = json_object_get(root, "findings"), *entry;
    size_t i;
    if (json_integer_value(json_object_get(root, "version")) != VERSION ||
        !json_is_array(list)) {
        message("%s: not a baseline of this version; --write-baseline writes one", path);
        return false;
    }
    json_array_foreach(list, i, entry)
    {
        if (!take_entry(baseline, entry)) {
            message("%s: entry %zu is none of a baseline", path, i + 1);
            return false;
        }
    }
    return true;
}

bool baseline_read(Baseline *baseline, const char *path)
{
    baseline_init(baseline, path);
    Buffer text;
    buffer_init(&text);
    char *absolute = path_absolute(path);
    Files disk = files_on_disk();
    errno = 0;
    bool read = disk.read(disk.data, absolute, MOST_BYTES, &text);
    json_error_t error;
    json_t *root = read ? json_loadb(text.data, text.len, 0, &error) : NULL;
    bool good = root && take_entries(baseline, path, root);
    if (!read && errno == ENOENT)
        message("%s: there is no such baseline; --write-baseline %s writes it", path, path);
    else if (!read)
        message("%s: cannot be read", path);
    else if (!root)
        message("%s:%d:%d: not a baseline: %s", path, error.line, error.column, error.text);
    json_decref(root);
    free(absolute);
    buffer_release(&text);
    baseline_sort(baseline);
    return good;
}

bool baseline_write(Baseline *baseline, const char *path, const char **problem)
{
    Buffer text;
    buffer_init(&text);
    baseline_sort(baseline);
    buffer_printf(&text, "{\"version\": %d, \"findings\": [", VERSION);
    for (uint32_t i = 0; i < baseline->entries.len; i++) {
        const BaselineEntry *entry = &baseline->entries.items[i];
        char line[20];
        snprintf(line, sizeof line, "%016" PRIx64, entry->line);
        buffer_puts(&text, i ? ",\n  " : "\n  ");
        json_print(&text,
                   json_pack("{s:o, s:s, s:s, s:I}", "path", json_from_text(entry->path),
                             "rule", entry->rule, "line", line, "count",
                             (json_int_t)entry->count),
                   0);
    }
    buffer_puts(&text, baseline->entries.len ? "\n]}\n" : "]}\n");
    bool written = file_write(path, text.data, text.len, problem);
    buffer_release(&text);
    return written;
}
