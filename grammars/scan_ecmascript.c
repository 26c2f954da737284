/*
 * scan_ecmascript.c - where the units of a JavaScript or TypeScript text end.
 *
 * One begins with a line in the column of its like, when what is before it can end a
 * statement and what it begins with cannot go on with one; all else goes on. In a text
 * that has errors a line that begins as a declaration does ends all brackets, `}` in the
 * column of units the outermost one, and a line's end strings and regular expressions.
 */
#include "scan_ecmascript.h"

static bool is_name(char c)
{
    return scan_is_word(c) || c == '#' || c == '\\';
}

static bool is_brace(char open)
{
    return open == '{' || open == IN_HOLE;
}

/* --- where a unit ends --- */

/* A call or a statement does not begin so; a method does: `name(…) {` ends its line. */
static bool is_method(const Scan *s, Str word)
{
    static const char *const STATEMENTS[] = {
        "if",  "for",  "while", "switch", "catch", "function", "return", "do",  "else",
        "try", "with", "await", "throw",  "new",   "const",    "let",    "var", NULL};
    uint32_t end = s->at;
    while (end < s->text.len && s->text.ptr[end] != '\n')
        end++;
    while (end > s->at && (s->text.ptr[end - 1] == ' ' || s->text.ptr[end - 1] == '\r'))
        end--;
    return word.len && !scan_is_any(word, STATEMENTS) && s->text.ptr[end - 1] == '{' &&
           memchr(s->text.ptr + s->at, '(', end - s->at);
}

/* Begins as only a declaration of the module does, or as one of a class's members. */
static bool is_declaration(const Scan *s)
{
    static const char *const DECLARES[] = {
        "function",  "class",     "export",  "import",   "const", "let",  "var",
        "interface", "namespace", "declare", "abstract", "type",  "enum", NULL};
    Str word = scan_word(s->text, s->at);
    if (s->mode.member)
        return is_method(s, word);
    if (str_is(word, "async"))
        return str_is(scan_word(s->text, s->at + 6), "function");
    return scan_is_any(word, DECLARES) && scan_peek(s, word.len) == ' ';
}

/* The token begins a statement, or goes on with one. */
static bool begins(const Tokens *t)
{
    const Scan *s = &t->scan;
    char c = s->text.ptr[s->at];
    if (t->decorated || strchr(")]}.,:?", c))
        return false;
    const Word *word = scan_keyword(scan_word(s->text, s->at));
    if ((word && word->goes_on) || (signed char)c < 0)
        return false;
    if (t->last == LAST_END)
        return true;
    if (t->last != LAST_BRACE && (t->last != LAST_VALUE || s->mode.member))
        return false;
    return is_name(c) || c == '@';
}

/* The scan stands at the first token of a line. True: the unit ends before the line. */
static bool ends_before(Tokens *t)
{
    Scan *s = &t->scan;
    if (s->at - t->line != s->mode.column || t->last == LAST_NONE)
        return false;
    if (!s->depth)
        return begins(t);
    if (memchr(s->stack, IN_TEMPLATE, s->depth) || !is_declaration(s))
        return false;
    s->flags |= UNIT_GUESS;
    return s->mode.errors;
}

/* --- brackets --- */

/* `}` in the column of units closes the outermost brace, where there are errors. */
static void close_outermost(Tokens *t)
{
    Scan *s = &t->scan;
    uint32_t i = 0;
    while (i < s->depth && !is_brace(s->stack[i]))
        i++;
    if (i + 1 >= s->depth || memchr(s->stack, IN_TEMPLATE, s->depth))
        return;
    s->flags |= UNIT_GUESS;
    if (!s->mode.errors)
        return;
    s->flags |= UNIT_OPEN;
    s->depth = i + 1;
}

static bool matches(char open, char close)
{
    if (close == ')')
        return open == '(' || open == IN_CONTROL;
    return close == ']' ? open == '[' : is_brace(open);
}

static void close_bracket(Tokens *t, char close, bool fresh)
{
    Scan *s = &t->scan;
    if (close == '}' && fresh && s->at - t->line == s->mode.column)
        close_outermost(t);
    uint32_t i = s->depth;
    while (i > 0 && !matches(s->stack[i - 1], close)) {
        bool through = close == '}' ? s->stack[i - 1] != IN_TEMPLATE
                                    : strchr("([c", s->stack[i - 1]) != NULL;
        if (!through)
            break;
        i--;
    }
    bool found = i > 0 && matches(s->stack[i - 1], close);
    bool control = found && s->stack[i - 1] == IN_CONTROL;
    if (!found || i != s->depth)
        s->flags |= s->depth ? UNIT_BROKEN : UNIT_EXCESS;
    if (found)
        s->depth = i - 1;
    if (close == '}' && !s->depth)
        t->close = s->at;
    t->last = control ? LAST_TEST : close == '}' ? LAST_BRACE : LAST_VALUE;
}

static void open_bracket(Tokens *t, char open)
{
    Scan *s = &t->scan;
    if (open == '{' && !s->depth && t->name != NOWHERE && t->open == NOWHERE)
        t->open = s->at;
    scan_push(s, open == '(' && t->last == LAST_CONTROL ? IN_CONTROL : open);
    t->last = LAST_OPERATOR;
}

/* --- code --- */

static void step_word(Tokens *t)
{
    Scan *s = &t->scan;
    uint32_t start = s->at;
    bool number = s->text.ptr[start] >= '0' && s->text.ptr[start] <= '9';
    while (s->at < s->text.len &&
           (is_name(s->text.ptr[s->at]) || (number && s->text.ptr[s->at] == '.')))
        s->at++;
    Str text = {s->text.ptr + start, s->at - start};
    const Word *word = t->last == LAST_DOT ? NULL : scan_keyword(text);
    if (!s->depth && word && str_is(text, "class")) {
        if (t->name == NOWHERE)
            t->name = start;
        t->decorated = false;
    }
    bool control = t->last == LAST_CONTROL; /* for await ( */
    t->last = word ? word->last : LAST_VALUE;
    if (control && word && str_is(text, "await"))
        t->last = LAST_CONTROL;
}

/* What `/` means is not known behind `}`, and `<!--` may be a comment. */
static void step_slash(Tokens *t)
{
    Scan *s = &t->scan;
    switch (t->last) {
    case LAST_BRACE:
        s->flags |= UNIT_UNSURE;
        s->at++;
        break;
    case LAST_VALUE:
    case LAST_OPEN:
        s->at++;
        t->last = LAST_OPERATOR;
        break;
    default:
        scan_regex(t);
        break;
    }
}

static bool is_blank_sequence(const Scan *s, uint32_t *len)
{
    static const char *const BLANKS[] = {"\xC2\xA0", "\xE2\x80\xA8", "\xE2\x80\xA9",
                                         "\xEF\xBB\xBF"};
    for (size_t i = 0; i < COUNT(BLANKS); i++) {
        *len = (uint32_t)strlen(BLANKS[i]);
        if (s->text.len - s->at >= *len &&
            memcmp(s->text.ptr + s->at, BLANKS[i], *len) == 0)
            return true;
    }
    return false;
}

static void step_operator(Tokens *t)
{
    Scan *s = &t->scan;
    char c = s->text.ptr[s->at], next = scan_peek(s, 1);
    bool value = t->last == LAST_VALUE || t->last == LAST_OPEN;
    if (c == '<' && scan_is_element(t)) {
        scan_push(s, IN_TAG);
    } else if (c == '<' && next == '!' && scan_peek(s, 2) == '-') {
        s->flags |= UNIT_UNSURE;
    } else if (c == '.') {
        t->last = LAST_DOT;
        while (scan_peek(s, 1) == '.') { /* a spread */
            s->at++;
            t->last = LAST_OPERATOR;
        }
    } else if (c == ';') {
        t->last = LAST_END;
    } else if ((c == '+' || c == '-') && next == c) {
        s->at++;
        t->last = value ? LAST_OPEN : LAST_OPERATOR;  /* `/` divides; no statement ends */
    } else if (!(c == '!' && value && next != '=')) { /* `a!` of TypeScript is a value */
        t->last = c == '@' ? LAST_OPEN : LAST_OPERATOR;
    }
    s->at++;
}

/* A token in code; the line has begun anew when `fresh`. */
static void step_token(Tokens *t, bool fresh)
{
    Scan *s = &t->scan;
    char c = s->text.ptr[s->at];
    if (is_name(c)) {
        step_word(t);
        return;
    }
    switch (c) {
    case '"':
    case '\'':
        scan_quoted(t);
        return;
    case '`':
        scan_push(s, IN_TEMPLATE);
        break;
    case '(':
    case '[':
    case '{':
        open_bracket(t, c);
        break;
    case ')':
    case ']':
    case '}':
        close_bracket(t, c, fresh);
        break;
    case '/':
        step_slash(t);
        return;
    default:
        step_operator(t);
        return;
    }
    s->at++;
}

/* One step in code; false when the unit ends before the line that has begun. */
static bool step_code(Tokens *t)
{
    Scan *s = &t->scan;
    char c = s->text.ptr[s->at];
    uint32_t len = 1;
    if (c == '\n') {
        t->fresh = true;
        t->line = s->at + 1;
    }
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v' ||
        ((signed char)c < 0 && is_blank_sequence(s, &len))) {
        s->at += len;
        return true;
    }
    if (scan_is_comment(s)) {
        scan_comment(s);
        t->fresh = false;
        return true;
    }
    bool fresh = t->fresh;
    t->fresh = false;
    if (fresh && ends_before(t))
        return false;
    if (t->begin == NOWHERE) {
        t->begin = s->at;
        t->decorated = c == '@' && !s->mode.member;
    }
    step_token(t, fresh);
    return true;
}

/* The class is all that there is in the unit, from its first token to the last. */
static void note_class(const Tokens *t, UnitEnd *unit)
{
    if (t->open == NOWHERE || t->close == NOWHERE || t->close <= t->open ||
        t->last != LAST_BRACE || t->scan.mode.member || t->scan.depth)
        return;
    unit->flags |= UNIT_CLASS;
    unit->name = t->name;
    unit->body = (Span){t->open + 1, t->close};
}

UnitEnd ecmascript_unit_end(Str text, uint32_t from, UnitMode mode)
{
    Tokens t = {.scan = {.text = text, .at = from, .mode = mode},
                .fresh = true,
                .line = from,
                .begin = NOWHERE,
                .name = NOWHERE,
                .open = NOWHERE,
                .close = NOWHERE};
    Scan *s = &t.scan;
    if (from == 0 && scan_peek(s, 0) == '#' && scan_peek(s, 1) == '!')
        scan_rest_of_line(s);
    UnitEnd unit = {.name = NOWHERE};
    bool more = true;
    while (more && s->at < text.len && !(s->flags & UNIT_UNSURE)) {
        switch (scan_top(s)) {
        case IN_TEMPLATE:
            scan_in_template(&t);
            break;
        case IN_TAG:
            scan_in_tag(&t);
            break;
        case IN_ELEMENT:
            scan_in_element(&t);
            break;
        default:
            more = step_code(&t);
            break;
        }
    }
    unit.end = more ? text.len : t.line;
    unit.flags = s->flags | (s->depth ? UNIT_OPEN : 0);
    note_class(&t, &unit);
    return unit;
}
