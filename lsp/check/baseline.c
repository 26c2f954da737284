/* baseline.c - which findings a baseline knows; what one is made of. */
#include "check/baseline.h"

#include "check/report.h"
#include "text/paths.h"

#include <stdlib.h>

void baseline_init(Baseline *baseline, const char *path)
{
    char *absolute = path_absolute(path);
    *baseline = (Baseline){.folder = path_parent(absolute)};
    arena_init(&baseline->arena);
    free(absolute);
}

void baseline_release(Baseline *baseline)
{
    arena_release(&baseline->arena);
    free(baseline->folder);
    *baseline = (Baseline){0};
}

/* As it stands in the baseline: seen from its folder, or absolute outside of it. */
static const char *known_path(const Baseline *baseline, const char *path)
{
    return path_is_within(baseline->folder, path) ? path_within(baseline->folder, path)
                                                  : path;
}

/* --- known findings --- */

static int compare_keys(const char *rule, uint64_t line, const BaselineEntry *entry)
{
    int order = strcmp(rule, entry->rule);
    return order ? order : line < entry->line ? -1 : line > entry->line;
}

/* The first entry of the file, or of one that comes after it. */
static uint32_t first_of(const Baseline *baseline, const char *path)
{
    uint32_t low = 0, high = baseline->entries.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strcmp(baseline->entries.items[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The place of an equal key among `count` entries, or `count`. */
static uint32_t find_key(const BaselineEntry *entries, uint32_t count, const char *rule,
                         uint64_t line)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare_keys(rule, line, &entries[middle]);
        if (order == 0)
            return middle;
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return count;
}

Matched baseline_take_out(const Baseline *baseline, const char *path, const Document *doc,
                          FindingList *findings)
{
    path = known_path(baseline, path);
    uint32_t first = first_of(baseline, path), count = 0, kept = 0;
    if (first == baseline->entries.len)
        return (Matched){0};
    const BaselineEntry *entries = &baseline->entries.items[first];
    while (first + count < baseline->entries.len && same(entries[count].path, path))
        count++;
    Matched known = {0};
    uint32_t *left = xmalloc((count + (size_t)1) * sizeof *left);
    for (uint32_t i = 0; i < count; i++)
        known.gone += left[i] = entries[i].count;
    for (uint32_t i = 0; count && i < findings->len; i++) {
        Finding *finding = findings->items[i];
        uint32_t at =
            find_key(entries, count, finding->rule->id, fingerprint_of(doc, finding));
        bool is_known = at < count && left[at] > 0;
        if (is_known)
            left[at]--;
        else
            findings->items[kept++] = finding;
        known.count += is_known;
    }
    findings->len = count ? kept : findings->len;
    known.gone -= known.count;
    free(left);
    return known;
}

/* --- new ones --- */

static int compare_entries(const void *left, const void *right)
{
    const BaselineEntry *a = left, *b = right;
    int order = a->path && b->path ? strcmp(a->path, b->path) : 0;
    return order ? order : compare_keys(a->rule, a->line, b);
}

BaselineEntry *baseline_count(const Document *doc, const FindingList *findings,
                              uint32_t *count)
{
    BaselineEntry *entries = xmalloc((findings->len + (size_t)1) * sizeof *entries);
    for (uint32_t i = 0; i < findings->len; i++) {
        const Finding *finding = findings->items[i];
        entries[i] = (BaselineEntry){
            .rule = finding->rule->id, .line = fingerprint_of(doc, finding), .count = 1};
    }
    qsort(entries, findings->len, sizeof *entries, compare_entries);
    *count = 0;
    for (uint32_t i = 0; i < findings->len; i++) {
        if (*count > 0 && compare_entries(&entries[*count - 1], &entries[i]) == 0)
            entries[*count - 1].count++;
        else
            entries[(*count)++] = entries[i];
    }
    return entries;
}

void baseline_add(Baseline *baseline, const char *path, const BaselineEntry *entries,
                  uint32_t count)
{
    path = known_path(baseline, path);
    path = arena_strndup(&baseline->arena, path, strlen(path));
    for (uint32_t i = 0; i < count; i++) {
        BaselineEntry entry = entries[i];
        entry.path = path;
        vec_push(&baseline->arena, &baseline->entries, entry);
    }
}

void baseline_sort(Baseline *baseline)
{
    if (baseline->entries.len)
        qsort(baseline->entries.items, baseline->entries.len, sizeof(BaselineEntry),
              compare_entries);
}
