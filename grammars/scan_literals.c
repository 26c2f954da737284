/*
 * scan_literals.c - what has a syntax of its own within JavaScript: strings, regular
 * expressions, templates, comments, JSX.
 */
#include "scan_ecmascript.h"

/* --- literals --- */

void scan_quoted(Tokens *t)
{
    Scan *s = &t->scan;
    char quote = s->text.ptr[s->at++];
    t->last = LAST_VALUE;
    while (s->at < s->text.len) {
        char c = s->text.ptr[s->at];
        if (c == '\\') {
            scan_escape(s);
            continue;
        }
        if (c == '\n')
            break;
        s->at++;
        if (c == quote)
            return;
    }
    s->flags |= UNIT_BROKEN;
}

void scan_regex(Tokens *t)
{
    Scan *s = &t->scan;
    bool set = false;
    s->at++;
    t->last = LAST_VALUE;
    while (s->at < s->text.len) {
        char c = s->text.ptr[s->at];
        if (c == '\n')
            break;
        if (c == '\\' && scan_peek(s, 1) != '\n') {
            scan_escape(s);
            continue;
        }
        s->at++;
        if (c == '/' && !set)
            return; /* its flags are a word */
        set = c == '[' || (set && c != ']');
    }
    s->flags |= UNIT_BROKEN;
}

/* One step in a template's text. */
void scan_in_template(Tokens *t)
{
    Scan *s = &t->scan;
    char c = s->text.ptr[s->at];
    if (c == '\\') {
        scan_escape(s);
        return;
    }
    s->at++;
    if (c == '`') {
        s->depth--;
        t->last = LAST_VALUE;
    } else if (c == '$' && scan_peek(s, 0) == '{') {
        s->at++;
        scan_push(s, IN_HOLE);
        t->last = LAST_OPERATOR;
    }
}

void scan_comment(Scan *s)
{
    if (scan_peek(s, 1) == '/') {
        scan_rest_of_line(s);
        return;
    }
    s->at += 2;
    while (s->at < s->text.len) {
        const char *star = memchr(s->text.ptr + s->at, '*', s->text.len - s->at);
        s->at = star ? (uint32_t)(star - s->text.ptr) + 1 : s->text.len;
        if (scan_peek(s, 0) == '/') {
            s->at++;
            return;
        }
    }
    s->flags |= UNIT_BROKEN;
}

/* --- JSX --- */

void scan_in_tag(Tokens *t)
{
    Scan *s = &t->scan;
    char c = s->text.ptr[s->at];
    if (scan_is_comment(s)) {
        scan_comment(s);
    } else if (c == '{') {
        scan_push(s, c);
        s->at++;
        t->last = LAST_OPERATOR;
    } else if (c == '"' || c == '\'') {
        const char *end = memchr(s->text.ptr + s->at + 1, c, s->text.len - s->at - 1);
        s->flags |= end ? 0 : UNIT_BROKEN;
        s->at = end ? (uint32_t)(end - s->text.ptr) + 1 : s->text.len;
    } else if (c == '>' && s->text.ptr[s->at - 1] == '/') {
        s->depth--;
        s->at++;
        t->last = LAST_VALUE;
    } else {
        if (c == '>')
            s->stack[s->depth - 1] = IN_ELEMENT;
        s->at++;
    }
}

void scan_in_element(Tokens *t)
{
    Scan *s = &t->scan;
    char c = s->text.ptr[s->at];
    if (c == '{') {
        scan_push(s, c);
        t->last = LAST_OPERATOR;
    } else if (c == '<' && scan_peek(s, 1) == '/') {
        const char *end = memchr(s->text.ptr + s->at, '>', s->text.len - s->at);
        s->at = end ? (uint32_t)(end - s->text.ptr) : s->text.len - 1;
        s->depth--;
        t->last = LAST_VALUE;
    } else if (c == '<') {
        scan_push(s, IN_TAG);
    }
    s->at++;
}

bool scan_is_element(const Tokens *t)
{
    const Scan *s = &t->scan;
    char next = scan_peek(s, 1);
    if (!s->mode.jsx || t->last == LAST_VALUE || t->last == LAST_OPEN)
        return false;
    if (next == '>')
        return true;
    Str word = scan_word(s->text, s->at + 1);
    uint32_t at = s->at + 1 + word.len;
    if (!word.len || (word.ptr[0] >= '0' && word.ptr[0] <= '9'))
        return false;
    while (at < s->text.len && s->text.ptr[at] == ' ')
        at++;
    bool parameter = at < s->text.len && s->text.ptr[at] == ',';
    return !parameter && !str_is(scan_word(s->text, at), "extends");
}
