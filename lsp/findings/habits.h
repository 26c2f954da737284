/*
 * habits.h - how the file at hand is written: its line endings, indentation, quotes,
 * imports and names. Each is found out once a file, when first asked for; private to
 * findings/.
 */
#ifndef ASYNCLINT_FINDINGS_HABITS_H
#define ASYNCLINT_FINDINGS_HABITS_H

#include "asynclint/map.h"
#include "findings/pass.h"

/* One name that an import at module level, or at a function's own level, binds. */
typedef struct Import {
    Ref statement;      /* IMPORT, or the DECLARE of a require */
    Ref item;           /* IMPORT_NAME, or the part of the pattern; 0: a whole require */
    Ref bound;          /* where the local name stands: Def.name */
    const char *module; /* "os.path", "fs/promises": without "node:" */
    const char *name;   /* of the module's; NULL when it is the module itself */
    const char *local;  /* the name here; of `import os.path`: "os" */
    bool dotted;        /* Python's `import a.b`: reached as a.b, not by `local` alone */
    bool is_default;    /* js: import x from 'm' */
} Import;

/* The names that fresh_name gave out; none is given twice in a function. Keys are of a
 * number (the function's node, or the place's) and a name. */
typedef struct GivenNames {
    Map names;   /* function and name: given out */
    Map places;  /* place and base: the name that it got */
    Map numbers; /* function and base: int, how far x, x2, x3 … are taken */
} GivenNames;

typedef struct UsedName {
    const char *name;
    bool used;
} UsedName;

struct Habits {
    const Facts *facts;
    const char *eol;
    const char *unit;
    int8_t semicolons; /* 1 or 0; -1 is not asked yet */
    int8_t modern;     /* Python 3.11 by what the file uses; -1 is not asked yet */
    char quote;        /* or 0 */
    bool imports_read;
    bool node_prefix; /* js: modules of Node are written "node:fs" */
    VEC(Import) imports;
    GivenNames *given;
    VEC(UsedName) used;
};

static inline bool pass_js(const Pass *p)
{
    return language_is_js(p->facts->language);
}

/* --- text (findings/source.c); all offsets are bytes --- */

uint32_t line_start(Str text, uint32_t byte); /* of the line that holds the byte */
uint32_t line_end(Str text, uint32_t byte);   /* before its line ending */
uint32_t next_line(Str text, uint32_t byte);  /* after its line ending */
/* The white space that begins the line, after a byte-order mark. */
Str line_indent(Str text, uint32_t byte);
bool is_blank(char c); /* space, tab, form feed */
bool is_eol(char c);   /* LF or CR */
/* Behind a byte-order mark, `#!` and Python's encoding comment: where code may begin. */
uint32_t after_head(Str text, bool python);
/* The format with each "\n" turned into the file's line ending and `indent`. */
const char *expand_lines(const Pass *p, const char *fmt, const char *indent);

/* --- syntax (findings/source.c) --- */

/* The innermost node that holds the span. */
Ref node_covering(const Syntax *s, Span span);
/* Where the node begins, its decorators included. */
uint32_t full_start(const Syntax *s, Ref node);
/* js: a statement whose end only the beginning of the next line tells. */
bool ends_openly(const Syntax *s, Ref statement);

/* --- lines (findings/lines.c) --- */

/* Nothing but white space stands before the statement on its line, and nothing but a
 * comment behind it; its block begins on a line of its own. */
bool has_own_lines(const Pass *p, Ref statement);
/* Indenting the lines of these statements would change a string. */
bool is_rigid(const Pass *p, Ref from, Ref last);
/* Each line from the byte's next one to the end goes in by the text. */
void indent_lines(Pass *p, Fix *fix, uint32_t from, uint32_t end, const char *by);
/* Takes the statement away, with its line when that has nothing else but white space. */
void remove_statement(Pass *p, Fix *fix, Ref statement);

/* --- names (findings/names.c) --- */

/* Some NAME or import of the file is called so. */
bool name_is_used(const Pass *p, const char *name);

/* --- edits (findings/fix.c) --- */

void fix_add(Pass *p, Fix *fix, Edit edit);

/* --- imports (findings/imports.c) --- */

/* An import that gives the module itself (name NULL), or one of its names, at the place;
 * NULL when there is none that can be relied on there. */
const Import *import_find(const Pass *p, Ref at, const char *module, const char *name);
/* What the local name means at the place is this import. */
bool import_holds(const Pass *p, const Import *import, Ref at);
/* Adds a line to the file's imports. */
void import_line(Pass *p, Fix *fix, const char *line);
const char *import_module_js(Pass *p, Fix *fix, const char *module);
const char *import_name_js(Pass *p, Fix *fix, const char *module, const char *name);

#endif
