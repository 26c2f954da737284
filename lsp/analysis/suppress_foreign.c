/*
 * suppress_foreign.c - other linters' suppression comments, which count for the rules that
 * find the same: noqa (flake8, ruff), pylint, eslint and oxlint, biome.
 */
#include "analysis/suppress.h"
#include "findings/habits.h"
#include "text/word_byte.h"

#include <strings.h>

/* Cuts the next id off the list: ids are parted by commas and blanks. */
static Str next_id(Str *list)
{
    while (list->len && (is_blank(*list->ptr) || is_eol(*list->ptr) || *list->ptr == ',')) {
        list->ptr++;
        list->len--;
    }
    Str id = {list->ptr, 0};
    while (id.len < list->len && !is_blank(id.ptr[id.len]) && !is_eol(id.ptr[id.len]) &&
           id.ptr[id.len] != ',')
        id.len++;
    list->ptr += id.len;
    list->len -= id.len;
    return id;
}

static Str trim(Str text)
{
    while (text.len && (is_blank(*text.ptr) || is_eol(*text.ptr) || *text.ptr == '*')) {
        text.ptr++;
        text.len--;
    }
    while (text.len && (is_blank(text.ptr[text.len - 1]) || is_eol(text.ptr[text.len - 1])))
        text.len--;
    return text;
}

static Str cut(Str text, uint32_t from)
{
    return (Str){text.ptr + from, text.len - from};
}

static bool begins(Str text, const char *word)
{
    size_t len = strlen(word);
    return text.len >= len && strncasecmp(text.ptr, word, len) == 0;
}

/* One suppression for each id of the list; one of every rule when it is empty. */
static void add_ids(Suppressions *all, Suppression item, Str list)
{
    Str id = next_id(&list);
    if (!id.len)
        suppression_add(all, item);
    for (; id.len; id = next_id(&list)) {
        item.id = arena_strndup(all->arena, id.ptr, id.len);
        suppression_add(all, item);
    }
}

/* --- Python --- */

static bool is_code(Str id)
{
    uint32_t i = 0;
    while (i < id.len && id.ptr[i] >= 'A' && id.ptr[i] <= 'Z')
        i++;
    uint32_t letters = i;
    while (i < id.len && id.ptr[i] >= '0' && id.ptr[i] <= '9')
        i++;
    return letters > 0 && i == id.len;
}

/* "E501, ASYNC251 reason": the codes end where something else begins. */
static Str codes_of(Str list)
{
    Str rest = list, codes = {list.ptr, 0};
    for (Str id = next_id(&rest); id.len && is_code(id); id = next_id(&rest))
        codes.len = (uint32_t)(id.ptr + id.len - list.ptr);
    return codes;
}

/* As flake8 has it, the word stands behind a `#` or the tool's name, not in a sentence. */
static const char *find_noqa(Str body)
{
    char before = '#'; /* the last character that is not blank */
    for (uint32_t i = 0; i + 4 <= body.len; i++) {
        bool word =
            (before == '#' || before == ':') && strncasecmp(body.ptr + i, "noqa", 4) == 0;
        if (word && (i + 4 == body.len || !is_word_byte(body.ptr[i + 4])))
            return body.ptr + i;
        if (!is_blank(body.ptr[i]))
            before = body.ptr[i];
    }
    return NULL;
}

/* `# noqa`, `# noqa: ASYNC251`; `# ruff: noqa`, `# flake8: noqa` are about the file when they
 * have a line of their own. */
static void read_noqa(Suppressions *all, uint32_t index, Str body)
{
    const char *found = find_noqa(body);
    if (!found)
        return;
    Str rest = trim(cut(body, (uint32_t)(found - body.ptr) + 4));
    Str before = trim((Str){body.ptr, (uint32_t)(found - body.ptr)});
    bool alone = comment_place(all, index).alone;
    bool whole_file = alone && ((begins(before, "ruff:") && before.len == 5) ||
                                (begins(before, "flake8:") && before.len == 7));
    Suppression item = {
        .family = FAMILY_NOQA,
        .reach = whole_file ? REACH_RANGE : REACH_LINE,
        .line = alone ? document_line_of(all->doc, all->syntax->comments.items[index].end)
                      : comment_place(all, index).line,
        .range = {0, UINT32_MAX}};
    bool listed = rest.len && *rest.ptr == ':';
    Str codes = listed ? codes_of(cut(rest, 1)) : (Str){rest.ptr, 0};
    if (!listed || codes.len)
        add_ids(all, item, codes);
}

/* The statement that begins on the line, or 0. */
static Ref statement_on(const Suppressions *all, uint32_t line)
{
    const Syntax *s = all->syntax;
    Span span = document_line(all->doc, line);
    while (span.start < span.end && is_blank(s->text.ptr[span.start]))
        span.start++;
    Ref node = node_covering(s, (Span){span.start, span.start});
    Ref statement = node > 1 ? statement_of(s, node) : 0;
    return statement && full_start(s, statement) == span.start ? statement : 0;
}

static bool holds_block(const Syntax *s, Ref statement)
{
    for (Ref c = first_child(s, statement); c; c = next_child(s, c))
        if (kind_of(s, c) == N_BLOCK)
            return true;
    return false;
}

/* pylint: a comment of its own holds to the end of its block, one behind a statement's
 * head for all of the statement. */
static void set_pylint_reach(Suppressions *all, uint32_t index, Suppression *item)
{
    const Syntax *s = all->syntax;
    CommentPlace place = comment_place(all, index);
    Ref statement = statement_on(all, place.line);
    item->reach = REACH_LINE;
    item->line = place.line;
    Ref block = 0;
    if (place.alone && statement)
        block = s->nodes[statement].parent;
    else if (statement && holds_block(s, statement))
        block = statement;
    if (!block)
        return;
    item->reach = REACH_RANGE;
    item->range = (Span){s->nodes[statement].start, s->nodes[block].end};
    if (block == 1)
        item->range.end = UINT32_MAX;
}

/* `# pylint: disable=a,b`, `disable-next=`, `skip-file` */
static void read_pylint(Suppressions *all, uint32_t index, Str body)
{
    const char *found = memmem(body.ptr, body.len, "pylint:", 7);
    if (!found)
        return;
    Str rest = trim(cut(body, (uint32_t)(found - body.ptr) + 7));
    const char *stop = memchr(rest.ptr, '#', rest.len);
    if (stop)
        rest.len = (uint32_t)(stop - rest.ptr);
    const char *equals = memchr(rest.ptr, '=', rest.len);
    Suppression item = {
        .family = FAMILY_PYLINT, .reach = REACH_RANGE, .range = {0, UINT32_MAX}};
    if (begins(rest, "skip-file")) {
        suppression_add(all, item);
        return;
    }
    if (!equals)
        return;
    Str word = trim((Str){rest.ptr, (uint32_t)(equals - rest.ptr)});
    if (str_is(word, "disable-next")) {
        item.reach = REACH_NEXT;
        item.line = document_line_of(all->doc, all->syntax->comments.items[index].end) + 1;
    } else if (str_is(word, "disable")) {
        set_pylint_reach(all, index, &item);
    } else {
        return;
    }
    Str ids = trim(cut(rest, (uint32_t)(equals - rest.ptr) + 1));
    if (ids.len && !str_is(ids, "all"))
        add_ids(all, item, ids);
    else if (ids.len)
        suppression_add(all, item);
}

/* --- js --- */

typedef enum Verb { VERB_LINE, VERB_NEXT, VERB_FILE, VERB_FROM, VERB_END } Verb;

/* Longer words first: the first that the comment begins with is meant. */
static const struct {
    const char *word;
    Family family;
    Verb verb;
} VERBS[] = {
    {"eslint-disable-next-line", FAMILY_ESLINT, VERB_NEXT},
    {"eslint-disable-line", FAMILY_ESLINT, VERB_LINE},
    {"eslint-disable", FAMILY_ESLINT, VERB_FROM},
    {"eslint-enable", FAMILY_ESLINT, VERB_END},
    {"oxlint-disable-next-line", FAMILY_ESLINT, VERB_NEXT},
    {"oxlint-disable-line", FAMILY_ESLINT, VERB_LINE},
    {"oxlint-disable", FAMILY_ESLINT, VERB_FROM},
    {"oxlint-enable", FAMILY_ESLINT, VERB_END},
    {"biome-ignore-all", FAMILY_BIOME, VERB_FILE},
    {"biome-ignore-start", FAMILY_BIOME, VERB_FROM},
    {"biome-ignore-end", FAMILY_BIOME, VERB_END},
    {"biome-ignore", FAMILY_BIOME, VERB_NEXT},
};

/* Ends the open ranges of the family; of these ids, when there are any. */
static void close_ranges(Suppressions *all, Family family, Str ids, uint32_t at)
{
    for (uint32_t i = 0; i < all->items.len; i++) {
        Suppression *item = &all->items.items[i];
        if (item->family != family || item->reach != REACH_RANGE ||
            item->range.end != UINT32_MAX || item->range.start == 0)
            continue;
        Str rest = ids, id = next_id(&rest);
        bool meant = !id.len;
        for (; id.len && !meant; id = next_id(&rest))
            meant = item->id && str_is(id, item->id);
        if (meant)
            item->range.end = at;
    }
}

/* The ids end where the reason begins: `-- reason`, or biome's `: reason`. */
static Str without_reason(Str list, Family family)
{
    const char *mark = family == FAMILY_BIOME ? ":" : "--";
    const char *found = memmem(list.ptr, list.len, mark, strlen(mark));
    if (found)
        list.len = (uint32_t)(found - list.ptr);
    return list;
}

static void read_verb(Suppressions *all, uint32_t index, size_t verb, Str rest)
{
    Span comment = all->syntax->comments.items[index];
    Suppression item = {.family = VERBS[verb].family, .reach = REACH_RANGE};
    Str ids = without_reason(rest, item.family);
    switch (VERBS[verb].verb) {
    case VERB_END:
        close_ranges(all, item.family, ids, comment.start);
        return;
    case VERB_LINE:
        item.reach = REACH_LINE;
        item.line = document_line_of(all->doc, comment.end);
        break;
    case VERB_NEXT:
        item.reach = REACH_NEXT;
        item.line = comment_place(all, index).alone
                        ? comment_place(all, index).line
                        : document_line_of(all->doc, comment.end) + 1;
        break;
    case VERB_FILE:
        item.range = (Span){0, UINT32_MAX};
        break;
    case VERB_FROM:
        item.range = (Span){comment.end, UINT32_MAX};
        break;
    }
    add_ids(all, item, ids);
}

/* eslint opens and closes a range by block comments only. */
static bool is_heard(const Suppressions *all, uint32_t index, size_t verb)
{
    Span comment = all->syntax->comments.items[index];
    bool range = VERBS[verb].verb == VERB_FROM || VERBS[verb].verb == VERB_END;
    return !range || !starts_with(VERBS[verb].word, "eslint") ||
           all->syntax->text.ptr[comment.start + 1] == '*';
}

static void read_js(Suppressions *all, uint32_t index, Str body)
{
    for (size_t i = 0; i < COUNT(VERBS); i++) {
        if (!begins(body, VERBS[i].word))
            continue;
        Str rest = cut(body, (uint32_t)strlen(VERBS[i].word));
        bool ended = !rest.len || is_blank(*rest.ptr) || is_eol(*rest.ptr);
        if (ended && is_heard(all, index, i))
            read_verb(all, index, i, trim(rest));
        return;
    }
}

void read_foreign(Suppressions *all, uint32_t index)
{
    const Syntax *s = all->syntax;
    Span span = comment_body(s, s->comments.items[index]);
    Str body = trim((Str){s->text.ptr + span.start, span.end - span.start});
    if (language_is_js(s->grammar->language)) {
        read_js(all, index, body);
        return;
    }
    read_noqa(all, index, body);
    read_pylint(all, index, body);
}

/* --- which rules are meant --- */

/* ESLint's and oxlint's names of one plugin differ: @typescript-eslint/x, typescript/x. */
static const char *plain_id(const char *id)
{
    if (starts_with(id, "@typescript-eslint/"))
        return id + strlen("@typescript-eslint/");
    if (starts_with(id, "typescript/"))
        return id + strlen("typescript/");
    return starts_with(id, "eslint/") ? id + strlen("eslint/") : id;
}

/* "lint/performance" means all of its rules. */
static bool biome_covers(const char *written, const char *id)
{
    size_t len = strlen(written);
    if (same(written, "lint") || same(written, id))
        return true;
    if (starts_with(id, written) && id[len] == '/')
        return true;
    const char *last = strrchr(written, '/');
    const char *name = strrchr(id, '/');
    return last && !name && same(last + 1, id);
}

static bool is_meant(const Suppression *item, const Foreign *foreign)
{
    const char *tool = foreign->tool;
    switch (item->family) {
    case FAMILY_NOQA:
        return (same(tool, "ruff") || same(tool, "flake8")) &&
               starts_with(foreign->id, item->id);
    case FAMILY_PYLINT:
        return same(tool, "pylint") && same(foreign->id, item->id);
    case FAMILY_ESLINT:
        return (same(tool, "eslint") || same(tool, "oxlint")) &&
               same(plain_id(foreign->id), plain_id(item->id));
    case FAMILY_BIOME:
        return same(tool, "biome") && biome_covers(item->id, foreign->id);
    case FAMILY_OURS:
        break;
    }
    return false;
}

bool foreign_covers(const Suppression *item, const Rule *rule)
{
    if (!item->id)
        return true;
    for (size_t i = 0; i < COUNT(rule->foreign) && rule->foreign[i].id; i++)
        if (is_meant(item, &rule->foreign[i]))
            return true;
    return false;
}
