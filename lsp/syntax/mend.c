/*
 * mend.c - from the Syntax of a text to that of the text after an edit.
 *
 * What differs is found by comparing the texts, so it does not matter how they came to
 * differ. Only units that are new, or of new bytes, are parsed; the nodes of the others
 * stay. What is new is parsed before anything is changed: when that takes too long, the
 * reading is as it was.
 */
#include "syntax/reading.h"

#include <stdlib.h>

/* One change of the text. */
typedef struct Change {
    Str text;      /* the new one */
    Span same;     /* all before the first and from the second byte on is as it was */
    int64_t shift; /* by which the latter moved */
} Change;

static Change change_between(Str old, Str text)
{
    uint32_t least = old.len < text.len ? old.len : text.len, front = 0, back = 0;
    while (front + 64 <= least && memcmp(old.ptr + front, text.ptr + front, 64) == 0)
        front += 64;
    while (front < least && old.ptr[front] == text.ptr[front])
        front++;
    const char *old_end = old.ptr + old.len, *end = text.ptr + text.len;
    while (back + 64 <= least - front &&
           memcmp(old_end - back - 64, end - back - 64, 64) == 0)
        back += 64;
    while (back < least - front && old_end[-1 - (int64_t)back] == end[-1 - (int64_t)back])
        back++;
    return (Change){.text = text,
                    .same = {front, text.len - back},
                    .shift = (int64_t)text.len - old.len};
}

/* --- units --- */

static void shift_units(Reading *reading, uint32_t from, uint32_t nodes, int64_t shift)
{
    for (uint32_t i = from; i < reading->units.len; i++) {
        Unit *unit = &reading->units.items[i];
        unit->span.start = (uint32_t)(unit->span.start + shift);
        unit->span.end = (uint32_t)(unit->span.end + shift);
        unit->first += nodes;
        unit->last += nodes;
    }
}

/* The nodes and bytes of the units [from, to), which may be none. */
static Splice splice_of(const UnitList *units, uint32_t from, uint32_t to, uint32_t end)
{
    const Unit *items = units->items;
    Span refs = {from < units->len ? items[from].first : items[units->len - 1].last, 0};
    uint32_t start = from < units->len ? items[from].span.start : end;
    refs.end = to > from ? items[to - 1].last : refs.start;
    return (Splice){.refs = refs,
                    .old = {start, to > from ? items[to - 1].span.end : start}};
}

static void take_text(Reading *reading, Str text)
{
    Syntax *s = &reading->syntax;
    reading->text = xrealloc(reading->text, (size_t)text.len + 1);
    memcpy(reading->text, text.ptr, text.len);
    reading->text[text.len] = '\0';
    s->text = (Str){reading->text, text.len};
}

/* The units of the change in the place of those before. */
static bool mend_units(Reading *reading, Parser *parser, const Change *change,
                       UnitChange *units)
{
    Syntax *s = &reading->syntax;
    Arena scratch;
    arena_init(&scratch);
    Str before = s->text;
    s->text = change->text;
    Graft graft = {.parser = parser, .arena = &scratch, .into = s};
    bool done = true;
    for (uint32_t i = 0; done && i < units->units.len; i++)
        done = graft_unit(&graft, &units->units.items[i]);
    s->text = before;
    if (done) {
        Splice splice = splice_of(&reading->units, units->from, units->to, before.len);
        splice.under = 1;
        splice.shift = change->shift;
        uint32_t moved = graft.nodes.len - (splice.refs.end - splice.refs.start);
        reading_splice(reading, &graft, &splice);
        for (uint32_t i = 0; i < units->units.len; i++) {
            units->units.items[i].first += splice.refs.start - 1;
            units->units.items[i].last += splice.refs.start - 1;
        }
        if (units->from == 0 && units->units.len)
            s->nodes[1].start = graft.start;
        uint32_t behind = units->from + units->units.len;
        unit_list_replace(&reading->units, units->from, units->to, &units->units);
        shift_units(reading, behind, moved, change->shift);
    }
    arena_release(&scratch);
    return done;
}

/* --- one class --- */

/* The members as they are in the new text, in the place of those before. */
static bool graft_changed(Graft *graft, const Unit *was, const Unit *is, UnitList *members,
                          ClassPath *path)
{
    ClassParts parts = class_parts(graft->into->text, is);
    const Node *head = graft->into->nodes + was->first;
    for (uint32_t i = 0; i < members->len; i++) {
        Unit *member = &members->items[i];
        Span span = {member->span.start + is->span.start,
                     member->span.end + is->span.start};
        if (!graft_member(graft, &parts, head, was->block + 1, span, member, path))
            return false;
    }
    return true;
}

/* What encloses the members: where it ends, and whether there is an error in it. */
static void close_path(Reading *reading, const Unit *unit, const ClassPath *path,
                       bool first, bool last)
{
    Syntax *s = &reading->syntax;
    Ref r = unit->first + unit->block;
    if (first)
        s->nodes[r].start = path->start;
    for (uint32_t i = 0; r > 1; i++, r = s->nodes[r].parent) {
        if (last)
            s->nodes[r].end = path->ends[i];
        s->nodes[r].flags = unit->error ? s->nodes[r].flags | NF_ERROR
                                        : s->nodes[r].flags & ~(uint32_t)NF_ERROR;
    }
}

static void put_members(Reading *reading, const Change *change, uint32_t index,
                        const Unit *is, UnitChange *members, const Graft *graft,
                        const ClassPath *path)
{
    Unit *unit = &reading->units.items[index];
    uint32_t base = unit->span.start;
    Splice splice = splice_of(&unit->members, members->from, members->to,
                              unit->members.items[unit->members.len - 1].span.end);
    Ref from = splice.refs.start;
    splice.refs.start += unit->first;
    splice.refs.end += unit->first;
    splice.old.start += base;
    splice.old.end += base;
    splice.under = unit->first + unit->block;
    splice.shift = change->shift;
    uint32_t moved = graft->nodes.len - (splice.refs.end - splice.refs.start);
    reading_splice(reading, graft, &splice);
    for (uint32_t i = 0; i < members->units.len; i++) {
        members->units.items[i].first += from - 1;
        members->units.items[i].last += from - 1;
    }
    bool first = members->from == 0, last = members->to == unit->members.len;
    uint32_t behind = members->from + members->units.len;
    unit_list_replace(&unit->members, members->from, members->to, &members->units);
    for (uint32_t i = behind; i < unit->members.len; i++) {
        Unit *member = &unit->members.items[i];
        member->span.start = (uint32_t)(member->span.start + change->shift);
        member->span.end = (uint32_t)(member->span.end + change->shift);
        member->first += moved;
        member->last += moved;
    }
    unit->span = is->span;
    unit->body = is->body;
    unit->flags = is->flags;
    unit->last += moved;
    unit->error = unit->broken = false;
    for (uint32_t i = 0; i < unit->members.len; i++) {
        unit->error |= unit->members.items[i].error;
        unit->broken |= unit->members.items[i].broken;
    }
    close_path(reading, unit, path, first && path->count, last && path->count);
    shift_units(reading, index + 1, moved, change->shift);
}

/* The head of the class, and what is behind its body, can be parsed without members. */
static bool is_headed(Graft *graft, Unit *was, const Unit *is)
{
    ClassParts parts = class_parts(graft->into->text, is);
    const Syntax *head = was->headed ? NULL : graft_head(graft, &parts);
    was->headed |= head && head->count - 2 == was->block + 1;
    return was->headed;
}

/* The edit is in the body of one class, whose head and end are as they were. */
static bool mend_class(Reading *reading, Parser *parser, const Change *change,
                       uint32_t index, const Unit *is)
{
    Syntax *s = &reading->syntax;
    Unit *was = &reading->units.items[index];
    uint32_t base = was->span.start;
    if (was->whole || !(was->flags & is->flags & UNIT_CLASS) ||
        was->body.start != is->body.start || was->name != is->name ||
        change->same.start < base + is->body.start ||
        change->same.end > base + is->body.end || !was->members.len)
        return false;
    UnitScope before_scope = members_scope(s->grammar, s->text, was);
    UnitScope scope = members_scope(s->grammar, change->text, is);
    UnitChange members;
    if (unit_list_column(&scope) != unit_list_column(&before_scope))
        return false;
    if (!unit_list_edit(&scope, &was->members, change->same, change->shift, &members))
        return false;
    Arena scratch;
    arena_init(&scratch);
    Str before = s->text;
    s->text = change->text;
    Graft graft = {.parser = parser, .arena = &scratch, .into = s};
    ClassPath path = {0};
    /* where the class's body begins and ends, its first and last members say */
    bool edge = members.from == 0 || members.to == was->members.len;
    bool done = (members.units.len || !edge) && is_headed(&graft, was, is) &&
                graft_changed(&graft, was, is, &members.units, &path);
    s->text = before;
    if (done)
        put_members(reading, change, index, is, &members, &graft, &path);
    unit_list_release(&members.units);
    arena_release(&scratch);
    return done;
}

/* --- the text --- */

/* Too much is new for anything to be won. */
static bool is_much(const UnitChange *units, Str text)
{
    const UnitList *list = &units->units;
    uint32_t bytes =
        list->len ? list->items[list->len - 1].span.end - list->items[0].span.start : 0;
    return bytes > 64 * 1024 && bytes > text.len / 2;
}

static bool mend(Reading *reading, Parser *parser, const Change *change)
{
    UnitScope scope = {.grammar = reading->syntax.grammar,
                       .text = change->text,
                       .span = {0, change->text.len}};
    UnitChange units;
    if (!unit_list_edit(&scope, &reading->units, change->same, change->shift, &units))
        return false;
    bool one = units.to - units.from == 1 && units.units.len == 1;
    bool done = one && mend_class(reading, parser, change, units.from, units.units.items);
    bool first =
        units.from == 0 && !units.units.len; /* where the module begins is not known */
    if (!done && !first && !is_much(&units, change->text))
        done = mend_units(reading, parser, change, &units);
    unit_list_release(&units.units);
    return done;
}

bool reading_mend(Reading *reading, Parser *parser, Str text)
{
    Syntax *s = &reading->syntax;
    if (reading->fixed || !text.len || !s->text.len ||
        s->names.count > 2 * reading->fresh_names + 4096)
        return false;
    reading_own(reading);
    Change change = change_between(s->text, text);
    if (!mend(reading, parser, &change))
        return false;
    take_text(reading, text);
    reading_note_errors(reading);
    s->nodes[1].end = text.len;
    return true;
}
