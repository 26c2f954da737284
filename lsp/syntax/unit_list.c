/*
 * unit_list.c - from a text to the list of its units, and from an edit to what it changes
 * of the list.
 *
 * A scanner that keeps errors in their units ends a unit where a text without errors would
 * not. So it is asked twice when it did (UNIT_GUESS): only when there is an error
 * for sure, its guess counts.
 */
#include "syntax/unit_list.h"

#include <stdlib.h>

void unit_list_release(UnitList *list)
{
    for (uint32_t i = 0; i < list->len; i++)
        unit_list_release(&list->items[i].members);
    free(list->items);
    *list = (UnitList){0};
}

static void reserve(UnitList *list, uint32_t len)
{
    if (len <= list->cap)
        return;
    list->cap = len + len / 2 + 8;
    list->items = xrealloc(list->items, list->cap * sizeof *list->items);
}

void unit_list_push(UnitList *list, Unit unit)
{
    reserve(list, list->len + 1);
    list->items[list->len++] = unit;
}

void unit_list_replace(UnitList *list, uint32_t from, uint32_t to, UnitList *with)
{
    for (uint32_t i = from; i < to; i++)
        unit_list_release(&list->items[i].members);
    reserve(list, list->len - (to - from) + with->len);
    memmove(list->items + from + with->len, list->items + to,
            (list->len - to) * sizeof *list->items);
    if (with->len)
        memcpy(list->items + from, with->items, with->len * sizeof *list->items);
    list->len = list->len - (to - from) + with->len;
    free(with->items);
    *with = (UnitList){0};
}

/* --- scanning --- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f';
}

uint32_t unit_list_column(const UnitScope *scope)
{
    Str text = scope->text;
    Span span = scope->span;
    bool python = scope->grammar->language == LANG_PYTHON;
    uint32_t line = span.start, at = line;
    for (; at < span.end; at++) {
        char c = text.ptr[at];
        if (c == '\n')
            line = at + 1;
        else if (c == '#' || c == '/' || c == '*')
            at = span.end; /* a comment: its column will do */
        else if (!is_blank(c))
            break;
        if (at == span.end)
            break;
    }
    uint32_t column = 0;
    for (at = line; at < span.end && is_blank(text.ptr[at]); at++)
        column += python && text.ptr[at] == '\t' ? 8 : 1;
    return column;
}

static UnitMode mode_of(const UnitScope *scope, bool errors)
{
    return (UnitMode){.column = scope->member ? unit_list_column(scope) : 0,
                      .member = scope->member,
                      .errors = errors,
                      .jsx = scope->grammar->jsx};
}

static Unit next_unit(const UnitScope *scope, uint32_t from, UnitMode mode)
{
    UnitEnd end = scope->grammar->scan(scope->text, from, mode);
    return (Unit){.span = {from - scope->base, end.end - scope->base},
                  .flags = end.flags,
                  .body = {end.body.start - from, end.body.end - from},
                  .name = end.name - from};
}

static bool scan_all(const UnitScope *scope, bool errors, UnitList *out)
{
    UnitMode mode = mode_of(scope, errors);
    for (uint32_t at = scope->span.start; at < scope->span.end;) {
        Unit unit = next_unit(scope, at, mode);
        if (unit.flags & UNIT_UNSURE)
            return false;
        unit_list_push(out, unit);
        at = unit.span.end + scope->base;
    }
    return true;
}

static uint32_t flags_of(const UnitList *list, uint32_t from, uint32_t to)
{
    uint32_t flags = 0;
    for (uint32_t i = from; i < to; i++)
        flags |= list->items[i].flags;
    return flags;
}

/* The scanner's guesses count: there were none, or else brackets are open at the text's
 * end, since some are and none too many are closed. */
static bool is_settled(uint32_t flags)
{
    if (flags & UNIT_QUOTED)
        return false;
    return !(flags & UNIT_GUESS) || (flags & UNIT_OPEN && !(flags & UNIT_EXCESS));
}

bool unit_list_scan(const UnitScope *scope, UnitList *out)
{
    *out = (UnitList){0};
    if (!scan_all(scope, true, out)) {
        unit_list_release(out);
        return false;
    }
    uint32_t flags = flags_of(out, 0, out->len);
    if (is_settled(flags))
        return true;
    UnitList sound = {0};
    bool ok = scan_all(scope, false, &sound);
    flags = flags_of(&sound, 0, sound.len);
    bool broken = flags & (UNIT_BROKEN | UNIT_OPEN | UNIT_EXCESS);
    UnitList *chosen = ok && !broken ? &sound : out;
    UnitList kept = *chosen;
    *chosen = (UnitList){0};
    unit_list_release(&sound);
    unit_list_release(out);
    *out = kept;
    return true;
}

/* --- edits --- */

static bool is_same(const Unit *old, const Unit *new, int64_t shift)
{
    return old->span.start + shift == new->span.start &&
           old->span.end + shift == new->span.end && old->flags == new->flags;
}

/* Takes what is as it was from both ends of the change. */
static void trim(const UnitList *old, Span same, int64_t shift, uint32_t base,
                 UnitChange *out)
{
    uint32_t front = 0, len = out->units.len;
    while (front < len && out->from < out->to) {
        const Unit *was = &old->items[out->from], *is = &out->units.items[front];
        if (is->span.end + base > same.start || !is_same(was, is, 0))
            break;
        front++;
        out->from++;
    }
    while (len > front && out->to > out->from) {
        const Unit *was = &old->items[out->to - 1], *is = &out->units.items[len - 1];
        if (is->span.start + base < same.end || !is_same(was, is, shift))
            break;
        len--;
        out->to--;
    }
    if (front > 0 && front < len)
        memmove(out->units.items, out->units.items + front,
                (len - front) * sizeof *out->units.items);
    out->units.len = len - front;
}

/* The unit of before that holds the byte, or the last one. */
static uint32_t find(const UnitList *list, uint32_t byte)
{
    uint32_t low = 0, high = list->len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list->items[middle].span.end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low < list->len ? low : list->len - 1;
}

/* Scans until what follows is as it was. False: the whole must be scanned. */
static bool scan_some(const UnitScope *scope, const UnitList *old, Span same, int64_t shift,
                      UnitChange *out)
{
    UnitMode mode = mode_of(scope, true);
    uint32_t first = find(old, same.start - scope->base);
    first -= first > 0;
    uint32_t at = old->items[first].span.start + scope->base, next = first;
    while (at < scope->span.end) {
        Unit unit = next_unit(scope, at, mode);
        if (unit.flags & UNIT_UNSURE)
            return false;
        unit_list_push(&out->units, unit);
        at = unit.span.end + scope->base;
        while (next < old->len && old->items[next].span.end + shift < unit.span.end)
            next++;
        if (at >= same.end && next < old->len &&
            old->items[next].span.end + shift == unit.span.end)
            break;
    }
    out->from = first;
    out->to = at < scope->span.end ? next + 1 : old->len;
    uint32_t flags = flags_of(&out->units, 0, out->units.len) | flags_of(old, 0, first) |
                     flags_of(old, out->to, old->len);
    return is_settled(flags);
}

bool unit_list_edit(const UnitScope *scope, const UnitList *old, Span same, int64_t shift,
                    UnitChange *out)
{
    *out = (UnitChange){0};
    bool settled = old->len > 0 && is_settled(flags_of(old, 0, old->len));
    if (!settled || !scan_some(scope, old, same, shift, out)) {
        unit_list_release(&out->units);
        out->from = 0;
        out->to = old->len;
        if (!unit_list_scan(scope, &out->units))
            return false;
    }
    trim(old, same, shift, scope->base, out);
    return true;
}
