/* fix.c - offers fixes and collects their edits. */
#include "findings/habits.h"

Habits *habits_new(const Facts *facts)
{
    Habits *habits = NEW(facts->arena, Habits);
    habits->facts = facts;
    habits->semicolons = -1;
    habits->modern = -1;
    return habits;
}

Fix *offer(Pass *p, Finding *finding, Safety safety, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    Fix *fix = NEW(p->arena, Fix);
    fix->title = arena_vprintf(p->arena, fmt, args);
    va_end(args);
    fix->where = finding->span;
    fix->safety = safety;
    fix->preferred = finding->fixes.len == 0 && safety == SAFE;
    vec_push(p->arena, &finding->fixes, fix);
    return fix;
}

void fix_prefer(Finding *finding, Fix *fix)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < finding->fixes.len; i++) {
        finding->fixes.items[i]->preferred = finding->fixes.items[i] == fix;
        if (finding->fixes.items[i] == fix)
            at = i;
    }
    for (; at > 0; at--)
        finding->fixes.items[at] = finding->fixes.items[at - 1];
    finding->fixes.items[0] = fix;
}

/* The fix's place by what the program mostly does; 0 is first. */
static int standing(const Fix *fix, Workload workload)
{
    static const int COMPUTING[] = {
        [WAY_PROCESS] = 0, [WAY_THREAD] = 1, [WAY_BOUNDED] = 2, [WAY_LOOP] = 3};
    if (fix->disabled)
        return 4;
    return workload == WORKLOAD_CPU ? COMPUTING[fix->way] : fix->way != WAY_PROCESS;
}

void finding_order(Finding *finding, Workload workload)
{
    Fix *best = finding->fixes.len ? finding->fixes.items[0] : NULL;
    if (!best || workload == WORKLOAD_IO)
        return;
    for (uint32_t i = 1; i < finding->fixes.len; i++)
        if (standing(finding->fixes.items[i], workload) < standing(best, workload))
            best = finding->fixes.items[i];
    if (best == finding->fixes.items[0])
        return;
    bool preferred = finding->fixes.items[0]->preferred;
    fix_prefer(finding, best);
    best->preferred = preferred;
}

void fix_disable(Fix *fix, const char *reason)
{
    fix->disabled = reason;
    fix->preferred = false;
    fix->edits.len = 0;
}

void fix_add(Pass *p, Fix *fix, Edit edit)
{
    if (!fix->disabled)
        vec_push(p->arena, &fix->edits, edit);
}

void fix_replace(Pass *p, Fix *fix, Span span, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    const char *text = arena_vprintf(p->arena, expand_lines(p, fmt, ""), args);
    va_end(args);
    fix_add(p, fix, (Edit){.span = span, .text = text});
}

void fix_insert(Pass *p, Fix *fix, uint32_t byte, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    const char *text = arena_vprintf(p->arena, expand_lines(p, fmt, ""), args);
    va_end(args);
    fix_add(p, fix, (Edit){.span = {byte, byte}, .text = text});
}

/* Of insertions at one byte: an import that ends the line before it is the last, one that
 * begins a line, or goes into a list, the first. */
static int rank(const Edit *edit)
{
    if (edit->span.end > edit->span.start)
        return 3;
    if (!edit->shared)
        return 1;
    return is_eol(edit->text[0]) ? 2 : 0;
}

bool edit_before(const Edit *a, const Edit *b)
{
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start;
    return rank(a) < rank(b);
}

/* By insertion, since a fix has few edits, mostly in order, and equals must keep theirs. */
static void sort_edits(Fix *fix)
{
    Edit *edits = fix->edits.items;
    for (uint32_t i = 1; i < fix->edits.len; i++) {
        Edit edit = edits[i];
        uint32_t at = i;
        for (; at > 0 && edit_before(&edit, &edits[at - 1]); at--)
            edits[at] = edits[at - 1];
        edits[at] = edit;
    }
}

/* An import that a fix asked for twice is added once. */
static void merge_shared(Fix *fix)
{
    Edit *edits = fix->edits.items;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < fix->edits.len; i++) {
        bool again = false;
        for (uint32_t k = kept; edits[i].shared && k > 0 && !again; k--)
            again = edits[k - 1].span.start == edits[i].span.start && edits[k - 1].shared &&
                    same(edits[k - 1].text, edits[i].text);
        if (!again)
            edits[kept++] = edits[i];
    }
    fix->edits.len = kept;
}

static bool edits_are_sound(const Fix *fix, uint32_t len)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < fix->edits.len; i++) {
        Span span = fix->edits.items[i].span;
        if (span.start < last || span.end < span.start || span.end > len)
            return false;
        last = span.end;
    }
    return fix->edits.len > 0;
}

void finding_finish(Finding *finding, uint32_t len)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < finding->fixes.len; i++) {
        Fix *fix = finding->fixes.items[i];
        sort_edits(fix);
        merge_shared(fix);
        if (fix->disabled || edits_are_sound(fix, len))
            finding->fixes.items[kept++] = fix;
    }
    finding->fixes.len = kept;
}
