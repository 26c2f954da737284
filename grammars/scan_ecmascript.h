/*
 * scan_ecmascript.h - what the files of the scanner of JavaScript and TypeScript share.
 */
#ifndef GRAMMARS_SCAN_ECMASCRIPT_H
#define GRAMMARS_SCAN_ECMASCRIPT_H

#include "scan.h"

/* What is open, besides the brackets ( [ { that stand for themselves. */
enum {
    IN_TEMPLATE = '`',
    IN_HOLE = '$',    /* ${ } of a template */
    IN_CONTROL = 'c', /* ( ) of an if, for, while or with */
    IN_TAG = '<',     /* of JSX, up to its > */
    IN_ELEMENT = '>', /* what stands between two tags */
};

/* What the last token was: whether a statement can end with it, whether `/` divides. */
typedef enum Last {
    LAST_NONE,     /* a unit begins */
    LAST_VALUE,    /* ends a value or a name */
    LAST_OPERATOR, /* a value must follow; also a keyword that is like one */
    LAST_DOT,      /* a name must follow */
    LAST_CONTROL,  /* `if`, `for`, `while`, `with`: a parenthesis follows */
    LAST_TEST,     /* the closing one */
    LAST_OPEN,     /* a name that another may belong to: `async`, `type` */
    LAST_BRACE,    /* } */
    LAST_END,      /* ; */
} Last;

typedef struct Tokens {
    Scan scan;
    Last last;
    bool fresh;     /* nothing but blanks since the line began */
    uint32_t line;  /* byte at which the line begins */
    bool decorated; /* only decorators so far */
    uint32_t begin; /* first token of the unit, or NOWHERE */
    uint32_t name;  /* `class` outside of brackets, or NOWHERE */
    uint32_t open;  /* the { of its body, or NOWHERE */
    uint32_t close; /* the last } that left no bracket open, or NOWHERE */
} Tokens;

typedef struct Word {
    const char *text;
    Last last;    /* what it counts for as a token that others follow */
    bool goes_on; /* it does not begin a statement */
} Word;

/* NULL for a name. */
const Word *scan_keyword(Str word);

/* --- scan_literals.c: each goes on from where the scan stands --- */

void scan_quoted(Tokens *t);
void scan_regex(Tokens *t);
void scan_comment(Scan *s);
/* One step in the text of a template, in a tag of JSX, and between two tags. */
void scan_in_template(Tokens *t);
void scan_in_tag(Tokens *t);
void scan_in_element(Tokens *t);

static inline bool scan_is_comment(const Scan *s)
{
    char next = scan_peek(s, 1);
    return s->text.ptr[s->at] == '/' && (next == '/' || next == '*');
}
/* `<` where a value is due opens an element, unless a type parameter follows. */
bool scan_is_element(const Tokens *t);

#endif
