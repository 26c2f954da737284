/*
 * suppress.c - takes suppressed findings out, and reports the comments of ours that took
 * out nothing.
 */
#include "analysis/suppress.h"
#include "findings/habits.h"

static const char UNUSED[] = "unused-suppression";

/* The lines that a finding can be ignored on. */
typedef struct FindingLines {
    uint32_t first;     /* of the finding */
    uint32_t statement; /* the first of its statement */
    uint32_t last;      /* of the statement, if that is one of simple lines; else `first` */
    uint32_t start;     /* the finding's first byte */
} FindingLines;

/* A statement over several lines without a block in it, such as a long call. */
static bool is_flat(const Syntax *s, Ref statement)
{
    for (Ref r = statement; r < s->nodes[statement].last; r++)
        if (kind_of(s, r) == N_BLOCK || kind_of(s, r) == N_CLASS)
            return false;
    return true;
}

static FindingLines lines_of(const Suppressions *all, const Finding *finding)
{
    const Syntax *s = all->syntax;
    uint32_t first = document_line_of(all->doc, finding->span.start);
    FindingLines lines = {first, first, first, finding->span.start};
    Ref node = node_covering(s, finding->span);
    Ref statement = node > 1 ? statement_of(s, node) : 0;
    if (!statement)
        return lines;
    lines.statement = document_line_of(all->doc, full_start(s, statement));
    if (is_flat(s, statement))
        lines.last = document_line_of(all->doc, s->nodes[statement].end);
    return lines;
}

/* That a comment is of no use is hidden only by one that names the rule: not by one that
 * ignores everything, such as itself. */
static bool covers_rule(const Suppression *item, const Rule *rule)
{
    if (item->family != FAMILY_OURS)
        return !same(rule->id, UNUSED) && foreign_covers(item, rule);
    return item->id ? item->rule == rule : !same(rule->id, UNUSED);
}

/* The first entry of by_line that is about the line, or a later one. */
static uint32_t line_entry(const Suppressions *all, uint32_t line)
{
    uint32_t low = 0, high = all->by_line.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (all->items.items[all->by_line.items[middle]].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool use_line(Suppressions *all, const Finding *finding, uint32_t line, bool last)
{
    bool found = false;
    for (uint32_t i = line_entry(all, line); i < all->by_line.len; i++) {
        Suppression *item = &all->items.items[all->by_line.items[i]];
        if (item->line != line)
            break;
        if ((last && item->reach != REACH_LINE) || !covers_rule(item, finding->rule))
            continue;
        item->used = found = true;
    }
    return found;
}

static bool use_ranges(Suppressions *all, const Finding *finding)
{
    bool found = false;
    for (uint32_t i = 0; i < all->ranges.len; i++) {
        Suppression *item = &all->items.items[all->ranges.items[i]];
        uint32_t at = finding->span.start;
        if (at < item->range.start || at >= item->range.end ||
            !covers_rule(item, finding->rule))
            continue;
        item->used = found = true;
    }
    return found;
}

/* Marks everything that covers the finding, so that no comment of two is called unused. */
static bool is_suppressed(Suppressions *all, const Finding *finding)
{
    if (!all->items.len)
        return false;
    bool found = use_ranges(all, finding);
    if (!all->by_line.len)
        return found;
    FindingLines lines = lines_of(all, finding);
    found |= use_line(all, finding, lines.first, false);
    if (lines.statement != lines.first)
        found |= use_line(all, finding, lines.statement, false);
    if (lines.last != lines.first && lines.last != lines.statement)
        found |= use_line(all, finding, lines.last, true);
    return found;
}

static void drop_suppressed(Suppressions *all, FindingList *findings, uint32_t from)
{
    uint32_t kept = from;
    for (uint32_t i = from; i < findings->len; i++)
        if (!is_suppressed(all, findings->items[i]))
            findings->items[kept++] = findings->items[i];
    findings->len = kept;
}

/* --- comments of no use --- */

static bool all_enabled(const bool *enabled, Language language)
{
    for (uint32_t i = 0; rules[i]; i++)
        if (rule_speaks(rules[i], language) && !enabled[i])
            return false;
    return true;
}

/* It is certain that the suppression is of no use. */
static bool is_useless(const Suppressions *all, const Suppression *item,
                       const bool *enabled, Language language)
{
    if (item->used || (item->id && same(item->id, UNUSED)))
        return false;
    if (all->directives.items[item->directive].misplaced || (item->id && !item->rule))
        return true;
    if (!item->id)
        return all_enabled(enabled, language);
    return enabled[rule_index(item->rule)] && rule_speaks(item->rule, language);
}

static const char *message(const Suppressions *all, const Suppression *item)
{
    if (item->id && !item->rule)
        return arena_printf(all->arena, "There is no rule `%s` to ignore", item->id);
    if (all->directives.items[item->directive].misplaced)
        return "`ignore-file` has no effect here: it must stand among the file's first "
               "comments";
    if (!item->id)
        return "This comment ignores nothing";
    return arena_printf(all->arena, "This comment ignores `%s`, which finds nothing here",
                        item->id);
}

/* A comment of Python's grammar goes on to the line feed. */
static Span without_return(const char *text, Span comment)
{
    comment.end -= comment.end > comment.start && text[comment.end - 1] == '\r';
    return comment;
}

/* The whole comment; of one that says more, from the mark before the directive on. With
 * the blanks before it, or its whole line when nothing else is there. */
static Span removal(const Suppressions *all, const Directive *directive)
{
    const Syntax *s = all->syntax;
    const char *text = s->text.ptr;
    Span span = without_return(text, directive->comment);
    Span body = comment_body(s, span);
    uint32_t start = directive->span.start;
    while (start > body.start && (is_blank(text[start - 1]) || text[start - 1] == '#' ||
                                  text[start - 1] == '/' || text[start - 1] == '*'))
        start--;
    if (start > body.start)
        return (Span){start, body.end};
    uint32_t from = (uint32_t)(line_indent(s->text, span.start).ptr - text);
    uint32_t to = line_end(s->text, span.end);
    if (span.start > 0 && text[span.start - 1] == '{' && span.end < s->text.len &&
        text[span.end] == '}')
        span = (Span){span.start - 1, span.end + 1};
    while (span.start > from && is_blank(text[span.start - 1]))
        span.start--;
    uint32_t end = span.end;
    while (end < to && is_blank(text[end]))
        end++;
    if (span.start == from && end == to)
        return (Span){from, next_line(s->text, to)};
    return span;
}

/* The id with the comma and the blanks that part it from its neighbour. */
static Span id_removal(const Suppressions *all, const Directive *directive, uint32_t index)
{
    const Suppression *items = all->items.items;
    if (index > directive->first)
        return (Span){items[index - 1].where.end, items[index].where.end};
    return (Span){items[index].where.start, items[index + 1].where.start};
}

static Finding *add_unused(Suppressions *all, FindingList *findings, const Rule *rule,
                           Span where, const char *text)
{
    Finding *finding = NEW(all->arena, Finding);
    *finding = (Finding){.rule = rule,
                         .severity = rule->severity,
                         .span = where,
                         .message = text,
                         .unnecessary = true};
    vec_push(all->arena, findings, finding);
    return finding;
}

static void add_removal(Suppressions *all, Finding *finding, const char *title, Span span)
{
    Fix *fix = NEW(all->arena, Fix);
    *fix = (Fix){.title = title, .where = finding->span, .safety = SAFE, .preferred = true};
    Edit edit = {.span = span, .text = ""};
    vec_push(all->arena, &fix->edits, edit);
    vec_push(all->arena, &finding->fixes, fix);
}

static void report_directive(Suppressions *all, FindingList *findings, const Rule *rule,
                             const Directive *directive, const bool *useless)
{
    uint32_t count = 0, end = directive->first + directive->count;
    for (uint32_t i = directive->first; i < end; i++)
        count += useless[i];
    if (directive->count == 0 || count == directive->count) {
        const char *text = directive->count == 1
                               ? message(all, &all->items.items[directive->first])
                               : "This comment ignores nothing";
        Finding *finding = add_unused(all, findings, rule, directive->span, text);
        add_removal(all, finding, "Remove the comment", removal(all, directive));
        return;
    }
    for (uint32_t i = directive->first; i < end; i++) {
        if (!useless[i])
            continue;
        const Suppression *item = &all->items.items[i];
        Finding *finding = add_unused(all, findings, rule, item->where, message(all, item));
        add_removal(all, finding,
                    arena_printf(all->arena, "Remove `%s` from the list", item->id),
                    id_removal(all, directive, i));
    }
}

void suppressions_apply(Suppressions *all, FindingList *findings, const bool *enabled,
                        Language language)
{
    drop_suppressed(all, findings, 0);
    const Rule *rule = rule_find(UNUSED);
    /* Where the file does not parse, a finding may be missing, not gone. */
    if (!rule || !enabled[rule_index(rule)] || all->syntax->has_error)
        return;
    bool *useless = arena_alloc(all->arena, all->items.len + 1);
    for (uint32_t i = 0; i < all->items.len; i++)
        useless[i] = all->items.items[i].family == FAMILY_OURS &&
                     is_useless(all, &all->items.items[i], enabled, language);
    uint32_t from = findings->len;
    for (uint32_t i = 0; i < all->directives.len; i++)
        report_directive(all, findings, rule, &all->directives.items[i], useless);
    drop_suppressed(all, findings, from);
}
