/*
 * scan_python.c - where the units of a Python text end.
 *
 * One begins where a logical line begins in the column of its like, unless that line goes
 * on with the statement of before (`else`) or with what is decorated. In a text that has
 * errors, a line that begins as only statements do ends all brackets, and a line's end all
 * strings but those with triple quotes. A line left of a class's members is no error to the
 * grammar, but ends the class: then it has no units.
 */
#include "scan.h"

/* What is open, besides the brackets ( [ { that stand for themselves. */
enum {
    IN_HOLE = 'i',   /* an interpolation of an f-string */
    IN_FORMAT = ':', /* the format behind it */
    IN_TRIPLE = 't', /* text of an f-string in three quotes; else the quote itself */
};

typedef struct Line {
    uint32_t start;  /* byte */
    uint32_t first;  /* byte that is not blank */
    uint32_t column; /* as tree-sitter-python counts it */
} Line;

static Line line_at(const Scan *s)
{
    Line line = {.start = s->at, .first = s->at};
    for (; line.first < s->text.len; line.first++) {
        char c = s->text.ptr[line.first];
        if (c == ' ')
            line.column++;
        else if (c == '\t')
            line.column += 8;
        else if (c == '\f')
            line.column = 0;
        else
            break;
    }
    return line;
}

/* Begins a character that may be blank to the grammar: U+00A0, U+200B, U+2060, U+FEFF. */
static bool is_spacer(char c)
{
    return c == '\xC2' || c == '\xE2' || c == '\xEF';
}

/* The line goes on with the statement before it. */
static bool continues(const Scan *s, const Line *line, bool decorated)
{
    static const char *const CLAUSES[] = {"else", "elif", "except", "finally", NULL};
    static const char *const DECORATED[] = {"def", "class", "async", NULL};
    char c = s->text.ptr[line->first];
    Str word = scan_word(s->text, line->first);
    if (c == '\\' || scan_is_any(word, CLAUSES))
        return true;
    return decorated && (c == '@' || scan_is_any(word, DECORATED));
}

/* Begins a statement wherever it stands, but where there is no error at all. */
static bool is_start(const Scan *s, const Line *line)
{
    static const char *const STARTS[] = {"def",   "class",  "import", "while", "with",
                                         "try",   "return", "raise",  "del",   "assert",
                                         "break", "pass",   NULL};
    Str word = scan_word(s->text, line->first);
    char next = scan_peek(s, line->first + 1 - s->at);
    if (s->text.ptr[line->first] == '@')
        return scan_is_word(next);
    if (str_is(word, "async")) {
        Str second = scan_word(s->text, line->first + 6);
        return str_is(second, "def");
    }
    return scan_is_any(word, STARTS);
}

/* --- strings --- */

/* Behind the quotes that close a string without interpolations. */
static void skip_string(Scan *s, char quote, bool triple)
{
    while (s->at < s->text.len) {
        char c = s->text.ptr[s->at];
        if (c == '\\') {
            scan_escape(s);
            continue;
        }
        if (c == '\n' && !triple) {
            s->flags |= UNIT_BROKEN;
            return;
        }
        s->at++;
        if (c != quote)
            continue;
        if (!triple)
            return;
        if (scan_peek(s, 0) == quote && scan_peek(s, 1) == quote) {
            s->at += 2;
            return;
        }
    }
    s->flags |= UNIT_BROKEN;
}

/* The scan stands on the opening quote. */
static void open_string(Scan *s, bool formatted)
{
    char quote = s->text.ptr[s->at];
    bool triple = scan_peek(s, 1) == quote && scan_peek(s, 2) == quote;
    s->at += triple ? 3 : 1;
    if (!formatted) {
        skip_string(s, quote, triple);
        return;
    }
    scan_push(s, quote);
    if (triple)
        scan_push(s, IN_TRIPLE);
}

static bool is_text(char top)
{
    return top == '"' || top == '\'' || top == IN_TRIPLE || top == IN_FORMAT;
}

/* The innermost f-string that is open: its place on the stack, or depth. */
static uint32_t string_of(const Scan *s)
{
    for (uint32_t i = s->depth; i > 0; i--)
        if (s->stack[i - 1] == '"' || s->stack[i - 1] == '\'')
            return i - 1;
    return s->depth;
}

/* A line ends in an f-string, or in an interpolation; true: so does the string. */
static bool end_line_in_string(Scan *s)
{
    uint32_t string = string_of(s);
    if (string == s->depth || scan_above(s, string) == IN_TRIPLE)
        return false;
    bool text = is_text(scan_top(s));
    s->flags |= text ? UNIT_BROKEN : UNIT_QUOTED;
    if (!text && !s->mode.errors)
        return false;
    s->depth = string;
    return true;
}

static void close_string(Scan *s)
{
    uint32_t string = string_of(s);
    char quote = s->stack[string];
    bool triple = scan_above(s, string) == IN_TRIPLE;
    if (s->text.ptr[s->at] != quote ||
        (triple && !(scan_peek(s, 1) == quote && scan_peek(s, 2) == quote))) {
        s->at++;
        return;
    }
    s->at += triple ? 3 : 1;
    if (scan_top(s) == IN_FORMAT)
        s->flags |= UNIT_BROKEN;
    s->depth = string;
}

/* One step in the text of an f-string. */
static void step_text(Scan *s)
{
    char c = s->text.ptr[s->at], top = scan_top(s);
    if (c == '\\') {
        scan_escape(s);
    } else if (c == '{' && top != IN_FORMAT && scan_peek(s, 1) == '{') {
        s->at += 2;
    } else if (c == '{') {
        s->at++;
        scan_push(s, IN_HOLE);
    } else if (c == '}' && top == IN_FORMAT) {
        s->at++;
        s->depth -= 2;
    } else if (c == '\n' && end_line_in_string(s)) {
        return;
    } else if (c == '"' || c == '\'') {
        close_string(s);
    } else {
        s->at++;
    }
}

/* --- code --- */

static bool is_prefix(Str word)
{
    uint32_t i = 0;
    while (i < word.len && strchr("rRbBuUfFtT", word.ptr[i]))
        i++;
    return i == word.len && i <= 3;
}

static void step_word(Scan *s)
{
    Str word = scan_word(s->text, s->at);
    s->at += word.len;
    char next = scan_peek(s, 0);
    bool quote = next == '"' || next == '\'';
    if (!quote || !is_prefix(word))
        return;
    bool formatted = false;
    for (uint32_t i = 0; i < word.len; i++)
        formatted |= strchr("fFtT", word.ptr[i]) != NULL;
    open_string(s, formatted);
}

/* A closing bracket: also what stays open in it, where there is an error. */
static void close_bracket(Scan *s, char open)
{
    if (open == '{' && scan_top(s) == IN_HOLE) {
        s->depth--;
        return;
    }
    if (scan_top(s) == open) {
        s->depth--;
        return;
    }
    uint32_t i = s->depth;
    while (i > 0 && strchr("([{", s->stack[i - 1]) && s->stack[i - 1] != open)
        i--;
    bool found =
        i > 0 && (s->stack[i - 1] == open || (open == '{' && s->stack[i - 1] == IN_HOLE));
    s->flags |= s->depth ? UNIT_BROKEN : UNIT_EXCESS;
    if (found)
        s->depth = i - 1;
}

/* One step in code; false at the end of a line, behind it. */
static bool step_code(Scan *s)
{
    char c = s->text.ptr[s->at];
    if (scan_is_word(c)) {
        step_word(s);
        return true;
    }
    if (c == '\n') {
        end_line_in_string(s);
        s->at++;
        return false;
    }
    switch (c) {
    case '#':
        scan_rest_of_line(s);
        return true;
    case '"':
    case '\'':
        open_string(s, false);
        return true;
    case '\\':
        scan_escape(s);
        return true;
    case '(':
    case '[':
    case '{':
        scan_push(s, c);
        break;
    case ')':
        close_bracket(s, '(');
        break;
    case ']':
        close_bracket(s, '[');
        break;
    case '}':
        close_bracket(s, '{');
        break;
    case ':':
        if (scan_top(s) == IN_HOLE)
            scan_push(s, IN_FORMAT);
        else if (s->depth == 0)
            s->colon = s->at;
        break;
    default:
        break;
    }
    s->at++;
    return true;
}

/* To the start of the next line that is no more of a string. */
static void scan_line(Scan *s)
{
    while (s->at < s->text.len && !(s->flags & UNIT_UNSURE)) {
        if (is_text(scan_top(s)))
            step_text(s);
        else if (!step_code(s))
            return;
    }
}

/* --- classes --- */

/* `class …:` was the last of the head: its members follow in the column of the first. */
static void begin_class(const Scan *s, UnitEnd *unit)
{
    if (s->colon == NOWHERE)
        return;
    uint32_t at = s->colon + 1;
    while (at < s->at && (s->text.ptr[at] == ' ' || s->text.ptr[at] == '\t'))
        at++;
    if (s->text.ptr[at] != '#' && s->text.ptr[at] != '\n' && s->text.ptr[at] != '\r')
        return;
    unit->flags |= UNIT_CLASS;
    unit->body = (Span){s->at, 0};
}

UnitEnd python_unit_end(Str text, uint32_t from, UnitMode mode)
{
    Scan s = {.text = text, .at = from, .mode = mode};
    UnitEnd unit = {.name = NOWHERE};
    bool begun = false, decorated = false, pending = false, spaced = false;
    while (s.at < text.len && !(s.flags & UNIT_UNSURE)) {
        Line line = line_at(&s);
        char c = line.first < text.len ? text.ptr[line.first] : '\n';
        bool blank = c == '\n' || c == '\r' || c == '#';
        if (!blank && !s.depth && line.column < mode.column)
            s.flags |= UNIT_UNSURE;
        bool apart = !spaced && !is_spacer(c); /* from the line before */
        if (!blank)
            spaced = is_spacer(c);
        if (!blank && apart && line.column == mode.column) {
            if (begun && !s.depth && !continues(&s, &line, decorated))
                break;
            bool start = s.depth && begun && is_start(&s, &line);
            s.flags |= start ? UNIT_GUESS : 0;
            if (start && mode.errors)
                break;
        }
        bool head = !blank && (!begun || decorated) && s.depth == 0;
        if (!blank && s.depth == 0)
            decorated = head && c == '@';
        begun |= !blank;
        s.at = line.first;
        s.colon = NOWHERE;
        scan_line(&s);
        if (head && !mode.member && str_is(scan_word(text, line.first), "class")) {
            unit.name = line.first;
            pending = true;
        }
        if (pending && !s.depth) {
            begin_class(&s, &unit);
            pending = false;
        }
    }
    unit.end = s.at;
    unit.body.end = s.at;
    unit.flags |= s.flags | (s.depth ? UNIT_OPEN : 0);
    return unit;
}
