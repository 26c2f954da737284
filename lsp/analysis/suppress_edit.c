/*
 * suppress_edit.c - writes the comment that ignores a finding.
 *
 * The end of the finding's line is the place, unless a comment cannot stand there: in a
 * string or a template, in the text of a JSX element, behind a backslash, behind another
 * comment that takes the rest of the line. Then a line of its own above the statement is.
 */
#include "analysis/suppress.h"
#include "findings/habits.h"

typedef struct Site {
    Arena *arena;
    const Syntax *syntax;
    Str text;
    const char *rule;
    bool js;
} Site;

static const char *eol_of(Str text)
{
    uint32_t end = line_end(text, 0);
    if (end >= text.len)
        return "\n";
    if (text.ptr[end] == '\n')
        return "\n";
    return end + 1 < text.len && text.ptr[end + 1] == '\n' ? "\r\n" : "\r";
}

/* --- adding to a comment of ours --- */

/* The place behind the last id of a list in the comment: `ignore[a]`; or 0. */
static uint32_t list_end(const Site *site, Span comment, const char *word)
{
    const char *start = site->text.ptr + comment.start, *end = site->text.ptr + comment.end;
    const char *mark = memmem(start, (size_t)(end - start), "asynclint:", 10);
    if (!mark)
        return 0;
    for (mark += 10; mark < end && is_blank(*mark); mark++)
        ;
    size_t len = strlen(word);
    if ((size_t)(end - mark) <= len || memcmp(mark, word, len) != 0)
        return 0;
    for (mark += len; mark < end && is_blank(*mark); mark++)
        ;
    const char *close =
        mark < end && *mark == '[' ? memchr(mark, ']', (size_t)(end - mark)) : NULL;
    if (!close)
        return 0;
    while (is_blank(close[-1]))
        close--;
    return (uint32_t)(close - site->text.ptr);
}

static Edit extend(const Site *site, uint32_t at)
{
    bool empty = site->text.ptr[at - 1] == '[';
    return (Edit){.span = {at, at},
                  .text = arena_printf(site->arena, "%s%s", empty ? "" : ", ", site->rule)};
}

/* --- where a comment may stand --- */

static bool in_text(const Syntax *s, Ref node, uint32_t byte)
{
    const Node *n = node_at(s, node);
    return n->start < byte && byte < n->end;
}

typedef enum Ground {
    GROUND_CODE,     /* a comment may stand here */
    GROUND_CHILDREN, /* among the children of a JSX element: {…} around it */
    GROUND_STRING,   /* no comment may stand here */
} Ground;

/* Where the opening tag ends: everything behind it, up to the closing tag, is children. */
static bool among_children(const Site *site, Ref jsx, uint32_t byte)
{
    const Syntax *s = site->syntax;
    uint32_t at = s->nodes[jsx].start;
    for (Ref c = first_child(s, jsx); c; c = next_child(s, c))
        if (s->nodes[c].role == R_ITEM && s->nodes[c].end > at)
            at = s->nodes[c].end;
    const char *close = memchr(site->text.ptr + at, '>', s->nodes[jsx].end - at);
    return close && byte > (uint32_t)(close - site->text.ptr);
}

/* What the innermost string, template or element around the byte makes of it. */
static Ground ground_at(const Site *site, uint32_t byte)
{
    const Syntax *s = site->syntax;
    for (uint32_t i = 0; i < s->comments.len; i++) {
        Span comment = s->comments.items[i];
        if (comment.start < byte && byte < comment.end)
            return GROUND_STRING;
    }
    for (Ref node = node_covering(s, (Span){byte, byte}); node > 1;
         node = s->nodes[node].parent) {
        if (!in_text(s, node, byte))
            continue;
        switch (kind_of(s, node)) {
        case N_STRING:
        case N_REGEX:
        case N_TEMPLATE:
            return GROUND_STRING;
        case N_JSX:
            return among_children(site, node, byte) ? GROUND_CHILDREN : GROUND_CODE;
        case N_FUNCTION:
        case N_BLOCK:
            if (site->js)
                return GROUND_CODE;
            break;
        default:
            break;
        }
    }
    return GROUND_CODE;
}

/* --- the line of the finding --- */

static Span last_comment(const Site *site, uint32_t from, uint32_t to)
{
    const Syntax *s = site->syntax;
    Span found = {0, 0};
    for (uint32_t i = 0; i < s->comments.len; i++)
        if (s->comments.items[i].start >= from && s->comments.items[i].end <= to)
            found = s->comments.items[i];
    return found;
}

/* `f<{` … `}>(x)`: what stands in type arguments is not ours to see. */
static bool among_type_arguments(const Site *site, uint32_t byte)
{
    const Syntax *s = site->syntax;
    Ref node = node_covering(s, (Span){byte, byte});
    Ref callee = kind_of(s, node) == N_CALL ? child_with(s, node, R_CALLEE) : 0;
    Ref argument = callee ? child_with(s, node, R_ARGUMENT) : 0;
    uint32_t end = argument ? s->nodes[argument].start : s->nodes[node].end;
    return callee && s->nodes[callee].end <= byte && byte < end &&
           site->text.ptr[s->nodes[callee].end] == '<';
}

static bool may_end_with_comment(const Site *site, uint32_t end, Span comment)
{
    uint32_t last = end;
    while (last > 0 && is_blank(site->text.ptr[last - 1]))
        last--;
    if (last > 0 && site->text.ptr[last - 1] == '\\')
        return false;
    bool line_comment = comment.end && site->js && site->text.ptr[comment.start + 1] == '/';
    return !line_comment && !among_type_arguments(site, end) &&
           ground_at(site, end) == GROUND_CODE;
}

static Edit at_line_end(const Site *site, uint32_t end)
{
    uint32_t start = end;
    while (start > 0 && is_blank(site->text.ptr[start - 1]))
        start--;
    return (Edit){.span = {start, end},
                  .text = arena_printf(site->arena, "%s asynclint: ignore[%s]",
                                       site->js ? " //" : "  #", site->rule)};
}

/* A line above the one that holds the byte. */
static Edit above(const Site *site, uint32_t byte, bool children)
{
    Str indent = line_indent(site->text, byte);
    uint32_t at = (uint32_t)(indent.ptr - site->text.ptr) + indent.len;
    const char *open = children ? "{/*" : site->js ? "//" : "#";
    return (Edit){.span = {at, at},
                  .text = arena_printf(site->arena, "%s asynclint: ignore[%s]%s%s%.*s",
                                       open, site->rule, children ? " */}" : "",
                                       eol_of(site->text), (int)indent.len, indent.ptr)};
}

/* A comment on the line above the statement that holds the finding; where that line would
 * be inside a template, js has one before the statement. */
static Edit above_statement(const Site *site, Ref node)
{
    const Syntax *s = site->syntax;
    Ref statement = node > 1 ? statement_of(s, node) : 0;
    uint32_t start = full_start(s, statement > 1 ? statement : node);
    if (ground_at(site, line_start(site->text, start)) == GROUND_CODE)
        return above(site, start, false);
    return (Edit){
        .span = {start, start},
        .text = arena_printf(site->arena, "/* asynclint: ignore[%s] */ ", site->rule)};
}

/* A comment of ours alone on the line above, which can name one more rule. */
static uint32_t list_above(const Site *site, uint32_t byte)
{
    uint32_t start = line_start(site->text, byte);
    if (start == 0)
        return 0;
    uint32_t before = line_start(site->text, start - 1);
    if (before == start)
        before = line_start(site->text, before - 1);
    Span comment = last_comment(site, before, start);
    Str indent = line_indent(site->text, before);
    const char *first = indent.ptr + indent.len;
    bool alone =
        comment.end && (first == site->text.ptr + comment.start ||
                        (*first == '{' && first + 1 == site->text.ptr + comment.start));
    return alone ? list_end(site, comment, "ignore") : 0;
}

static Edit ignore_line(const Site *site, const Finding *finding)
{
    const Syntax *s = site->syntax;
    uint32_t start = finding->span.start;
    uint32_t end = line_end(site->text, start);
    Span comment = last_comment(site, line_start(site->text, start), end);
    Ref node = node_covering(s, finding->span);
    Ref statement = node > 1 ? statement_of(s, node) : 0;
    uint32_t list = comment.end ? list_end(site, comment, "ignore") : 0;
    if (!list)
        list = list_above(site, start);
    if (!list && statement > 1)
        list = list_above(site, full_start(s, statement));
    if (list)
        return extend(site, list);
    if (may_end_with_comment(site, end, comment))
        return at_line_end(site, end);
    Ground ground = ground_at(site, line_start(site->text, start));
    if (ground == GROUND_CHILDREN && ground_at(site, end) == GROUND_CHILDREN)
        return above(site, start, true);
    return above_statement(site, node);
}

/* --- the file --- */

static Edit ignore_file(const Site *site)
{
    const Syntax *s = site->syntax;
    uint32_t code = first_code(s);
    for (uint32_t i = 0; i < s->comments.len && s->comments.items[i].start < code; i++) {
        uint32_t list = list_end(site, s->comments.items[i], "ignore-file");
        if (list)
            return extend(site, list);
    }
    uint32_t at = after_head(site->text, !site->js);
    bool open = at > 0 && !is_eol(site->text.ptr[at - 1]) && at == site->text.len &&
                site->text.ptr[0] == '#';
    const char *eol = eol_of(site->text);
    return (Edit){.span = {at, at},
                  .text = arena_printf(site->arena, "%s%s asynclint: ignore-file[%s]%s",
                                       open ? eol : "", site->js ? "//" : "#", site->rule,
                                       eol)};
}

Edit suppression_edit(Analysis *analysis, const Finding *finding, Str text, bool whole_file)
{
    Site site = {.arena = &analysis->arena,
                 .syntax = analysis->syntax,
                 .text = text,
                 .rule = finding->rule->id,
                 .js = language_is_js(analysis->language)};
    return whole_file ? ignore_file(&site) : ignore_line(&site, finding);
}
