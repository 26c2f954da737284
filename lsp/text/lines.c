/*
 * lines.c - the line index: where each line of a text begins.
 *
 * Whether a byte begins a line depends on the two bytes around its start and on nothing
 * else. So an edit can only touch the starts inside it and at its two borders; those
 * behind it move by the same distance, and are not looked for again.
 */
#include "text/internal.h"
#include "text/line_scan.h"

#include <assert.h>
#include <stdlib.h>

/* A line begins at byte `at`, which is not 0. */
static bool begins_line(Str text, uint32_t at)
{
    if (text.ptr[at - 1] == '\n')
        return true;
    return text.ptr[at - 1] == '\r' && (at == text.len || text.ptr[at] != '\n');
}

static void reserve(LineIndex *index, uint32_t need)
{
    if (need <= index->cap)
        return;
    uint32_t cap = index->cap ? index->cap : 64;
    while (cap < need)
        cap = cap > UINT32_MAX / 2 ? UINT32_MAX : cap * 2;
    index->starts = xrealloc(index->starts, cap * sizeof *index->starts);
    index->cap = cap;
}

/* The first of the starts that is at or behind the byte. */
static uint32_t lower_bound(const LineIndex *index, uint32_t byte)
{
    uint32_t low = 0, high = index->len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (index->starts[middle] < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Number of line starts in [first, last]; written to `out` unless that is NULL. */
static uint32_t scan(Str text, uint32_t first, uint32_t last, uint32_t *out)
{
    uint32_t count = 0;
    for (uint32_t at = first; at <= last && at <= text.len; at++) {
        if (!begins_line(text, at))
            continue;
        if (out)
            out[count] = at;
        count++;
    }
    return count;
}

void lines_init(LineIndex *index, Str text)
{
    *index = (LineIndex){0};
    uint32_t count = 1, start;
    for (LineScan at = line_scan(text, 0); line_scan_next(&at, &start);)
        count++;
    reserve(index, count);
    assert(index->starts);
    index->starts[index->len++] = 0;
    for (LineScan at = line_scan(text, 0); line_scan_next(&at, &start);)
        index->starts[index->len++] = start;
}

void lines_release(LineIndex *index)
{
    free(index->starts);
    *index = (LineIndex){0};
}

void lines_edit(LineIndex *index, Str text, Span old, uint32_t inserted)
{
    uint32_t first = old.start ? old.start : 1; /* line 0 always begins at 0 */
    uint32_t last = old.start + inserted;
    uint32_t from = lower_bound(index, first);
    uint32_t tail = lower_bound(index, old.end + 1);
    if (tail < from)
        tail = from;
    uint32_t added = scan(text, first, last, NULL);
    uint32_t moved = index->len - tail;
    reserve(index, from + added + moved);
    memmove(index->starts + from + added, index->starts + tail,
            moved * sizeof *index->starts);
    scan(text, first, last, index->starts + from);
    index->len = from + added + moved;
    uint32_t shift = inserted - (old.end - old.start); /* wraps when the text shrinks */
    for (uint32_t i = from + added; i < index->len; i++)
        index->starts[i] += shift;
}

uint32_t lines_find(const LineIndex *index, uint32_t byte)
{
    if (byte == UINT32_MAX)
        return index->len - 1;
    return lower_bound(index, byte + 1) - 1;
}
