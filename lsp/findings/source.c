/*
 * source.c - the text around a node, and how the file is written: what an edit needs to
 * look like the code that it stands in.
 */
#include "findings/habits.h"
#include "text/line_scan.h"

/* Looking at so many statements or strings tells a file's habit well enough. */
enum { SAMPLE = 64 };

bool is_eol(char c)
{
    return c == '\n' || c == '\r';
}

bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

uint32_t line_start(Str text, uint32_t byte)
{
    while (byte > 0 && !is_eol(text.ptr[byte - 1]))
        byte--;
    return byte;
}

uint32_t line_end(Str text, uint32_t byte)
{
    while (byte < text.len && !is_eol(text.ptr[byte]))
        byte++;
    return byte;
}

uint32_t next_line(Str text, uint32_t byte)
{
    byte = line_end(text, byte);
    if (byte + 1 < text.len && text.ptr[byte] == '\r' && text.ptr[byte + 1] == '\n')
        return byte + 2;
    return byte < text.len ? byte + 1 : byte;
}

Str line_indent(Str text, uint32_t byte)
{
    uint32_t start = line_start(text, byte);
    if (start == 0)
        start = bom_len(text);
    uint32_t end = start;
    while (end < text.len && is_blank(text.ptr[end]))
        end++;
    return (Str){text.ptr + start, end - start};
}

static bool line_has(Str text, uint32_t start, const char *word)
{
    uint32_t end = line_end(text, start);
    return memmem(text.ptr + start, end - start, word, strlen(word)) != NULL;
}

uint32_t after_head(Str text, bool python)
{
    uint32_t at = bom_len(text), head = at;
    for (int line = 0; line < 2 && at < text.len; line++, at = next_line(text, at)) {
        bool comment = text.ptr[at] == '#';
        bool shebang = comment && line == 0 && at + 1 < text.len && text.ptr[at + 1] == '!';
        bool encoding = comment && python &&
                        (line_has(text, at, "coding:") || line_has(text, at, "coding="));
        if (shebang || encoding)
            head = next_line(text, at);
    }
    return head;
}

const char *expand_lines(const Pass *p, const char *fmt, const char *indent)
{
    const char *newline = strchr(fmt, '\n');
    if (!newline)
        return fmt;
    Buffer out;
    buffer_init(&out);
    for (; newline; fmt = newline + 1, newline = strchr(fmt, '\n')) {
        buffer_append(&out, fmt, (size_t)(newline - fmt));
        buffer_puts(&out, line_ending(p));
        if (newline[1] && newline[1] != '\n')
            buffer_puts(&out, indent);
    }
    buffer_puts(&out, fmt);
    const char *copy = arena_strndup(p->arena, out.data, out.len);
    buffer_release(&out);
    return copy;
}

Ref node_covering(const Syntax *s, Span span)
{
    Ref low = 1, high = s->count; /* the last node that begins at or before the span */
    while (high - low > 1) {
        Ref middle = low + (high - low) / 2;
        if (s->nodes[middle].start <= span.start)
            low = middle;
        else
            high = middle;
    }
    while (low > 1 && (s->nodes[low].start > span.start || s->nodes[low].end < span.end))
        low = s->nodes[low].parent;
    return low;
}

uint32_t full_start(const Syntax *s, Ref node)
{
    Ref child = first_child(s, node);
    uint32_t start = s->nodes[node].start;
    return child && s->nodes[child].start < start ? s->nodes[child].start : start;
}

bool ends_openly(const Syntax *s, Ref statement)
{
    char last = s->text.ptr[s->nodes[statement].end - 1];
    switch (kind_of(s, statement)) {
    case N_EXPRESSION:
    case N_DECLARE:
    case N_RETURN:
    case N_THROW:
    case N_IMPORT:
    case N_EXPORT:
    case N_BREAK:
    case N_CONTINUE:
        return last != ';';
    default:
        return last != ';' && last != '}';
    }
}

/* Python: one past the literal whose first quote stands at the byte. */
static uint32_t literal_end(Str text, uint32_t at)
{
    char quote = text.ptr[at];
    bool triple =
        at + 2 < text.len && text.ptr[at + 1] == quote && text.ptr[at + 2] == quote;
    uint32_t width = triple ? 3 : 1, i = at + width;
    for (; i + width <= text.len; i++) {
        if (text.ptr[i] == '\\')
            i++;
        else if (memcmp(text.ptr + i, text.ptr + at, width) == 0)
            return i + width;
    }
    return text.len;
}

/* Python: a line ends outside of the expression's own brackets: those around it let it. */
static bool needs_brackets(Str text)
{
    int depth = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"' || c == '\'')
            i = literal_end(text, i) - 1;
        else if (c == '#')
            i = line_end(text, i) - 1;
        else if (c == '\\')
            i++;
        else if (is_eol(c) && depth == 0)
            return true;
        else
            depth += (strchr("([{", c) != NULL) - (strchr(")]}", c) != NULL);
    }
    return false;
}

static bool is_operation(NodeKind kind)
{
    return kind == N_MEMBER || kind == N_INDEX || kind == N_CALL || kind == N_AWAIT ||
           kind == N_BINARY || kind == N_LOGICAL || kind == N_COMPARE || kind == N_UNARY ||
           kind == N_CONDITIONAL || kind == N_TEMPLATE;
}

const char *source(const Pass *p, Ref node)
{
    Str text = text_of(p->syntax, node);
    bool bare = p->facts->language == LANG_PYTHON &&
                is_operation(kind_of(p->syntax, node)) && needs_brackets(text);
    return arena_printf(p->arena, bare ? "(%.*s)" : "%.*s", (int)text.len, text.ptr);
}

const char *indentation(const Pass *p, Ref node)
{
    Str indent = line_indent(p->syntax->text, full_start(p->syntax, node));
    return arena_strndup(p->arena, indent.ptr, indent.len);
}

/* What the first statement of a block is indented by, more than what owns the block. */
static const char *block_unit(const Pass *p, Ref block)
{
    const Syntax *s = p->syntax;
    Ref child = first_child(s, block);
    if (!child)
        return NULL;
    Str inner = line_indent(s->text, full_start(s, child));
    Str outer = line_indent(s->text, s->nodes[s->nodes[block].parent].start);
    if (inner.ptr + inner.len != s->text.ptr + full_start(s, child) ||
        inner.len <= outer.len || memcmp(inner.ptr, outer.ptr, outer.len) != 0)
        return NULL;
    return arena_strndup(p->arena, inner.ptr + outer.len, inner.len - outer.len);
}

const char *indent_unit(const Pass *p)
{
    Habits *habits = p->habits;
    for (Ref ref = 1; !habits->unit && ref < p->syntax->count; ref++)
        if (kind_of(p->syntax, ref) == N_BLOCK)
            habits->unit = block_unit(p, ref);
    if (!habits->unit)
        habits->unit = pass_js(p) ? "  " : "    ";
    return habits->unit;
}

static const char *find_eol(Str text)
{
    uint32_t lf = 0, crlf = 0, cr = 0, end;
    if (!memchr(text.ptr, '\r', text.len))
        return "\n";
    for (LineScan at = line_scan(text, 0); line_scan_next(&at, &end);) {
        bool feed = text.ptr[end - 1] == '\n';
        bool pair = feed && end > 1 && text.ptr[end - 2] == '\r';
        *(pair ? &crlf : feed ? &lf : &cr) += 1;
    }
    if (crlf > lf && crlf >= cr)
        return "\r\n";
    return cr > lf ? "\r" : "\n";
}

const char *line_ending(const Pass *p)
{
    if (!p->habits->eol)
        p->habits->eol = find_eol(p->syntax->text);
    return p->habits->eol;
}

bool uses_semicolons(const Pass *p)
{
    const Syntax *s = p->syntax;
    uint32_t with = 0, without = 0;
    for (Ref r = 2; p->habits->semicolons < 0 && r < s->count; r++) {
        const Node *node = &s->nodes[r];
        bool ends = node->kind == N_EXPRESSION || node->kind == N_DECLARE ||
                    node->kind == N_IMPORT || node->kind == N_RETURN;
        if (!ends || node->end <= node->start)
            continue;
        *(s->text.ptr[node->end - 1] == ';' ? &with : &without) += 1;
        if (with + without == SAMPLE)
            break;
    }
    if (p->habits->semicolons < 0)
        p->habits->semicolons = with >= without;
    return p->habits->semicolons;
}

char quote_char(const Pass *p)
{
    const Syntax *s = p->syntax;
    bool js = pass_js(p);
    uint32_t single = 0, twice = 0;
    for (Ref r = 2; !p->habits->quote && r < s->count && single + twice < SAMPLE; r++) {
        const Node *node = &s->nodes[r];
        bool counts = node->kind == N_STRING || (js && node->kind == N_IMPORT);
        if (!counts || node->end <= node->start)
            continue;
        /* An import's string is not always a node of its own; it ends the statement. */
        uint32_t at = node->kind == N_STRING ? node->start : node->end - 1;
        if (node->kind == N_IMPORT && s->text.ptr[at] == ';' && at > node->start)
            at--;
        single += s->text.ptr[at] == '\'';
        twice += s->text.ptr[at] == '"';
    }
    if (!p->habits->quote)
        p->habits->quote = single > twice || (js && single == twice) ? '\'' : '"';
    return p->habits->quote;
}
