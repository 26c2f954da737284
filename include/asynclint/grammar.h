/*
 * grammar.h - the seam between a tree-sitter grammar and syntax.h.
 *
 * A grammar is tables: which node type becomes which NodeKind, which field which
 * role, which token which flag. The engine that reads them is syntax/lower.c. Every name
 * is resolved when the first file in the language is read; one that the grammar no longer
 * has ends the program with that name, so an upgrade can never silently disable a rule.
 */
#ifndef ASYNCLINT_GRAMMAR_H
#define ASYNCLINT_GRAMMAR_H

#include "asynclint/syntax.h"
#include "asynclint/units.h"

#include <tree_sitter/api.h>

typedef enum Language {
    LANG_NONE,
    LANG_PYTHON,
    LANG_JAVASCRIPT, /* and JSX */
    LANG_TYPESCRIPT,
    LANG_TSX,
    LANG_TOML,
    LANG_COUNT
} Language;

typedef struct Lower Lower; /* one lowering under way; syntax/lower.c */

/* Lowers the node that the walk stands on, where the tables cannot say how. */
typedef void LowerHook(Lower *lower, TSNode node);

/* What a child can be to the node above it, besides having a NodeRole. */
enum {
    AS_NAME = R_COUNT, /* no node: its text is the node's name (an expression: role KEY) */
    AS_NAMED,          /* a child with role NAME, and its text is the node's name */
    AS_FLAG,           /* a token of which only the flag counts */
    AS_KEYWORD,        /* a token that gives both its text as the name and its flag */
    AS_NOTHING,        /* left out */
};

typedef struct FieldRole {
    const char *field; /* the grammar's field name */
    uint8_t role;      /* NodeRole or one of the AS_ values */
    int16_t kind;      /* SHAPE_FLATTEN, or the kind of a leaf; 0: as its own shape says */
    uint32_t flags;    /* NodeFlags that the child gets */
    uint32_t clear;    /* NodeFlags that it does not get: the parentheses of `if (x)` */
} FieldRole;

/* A DECORATOR that stands before a definition, not in it, opens the definition's node. */
typedef struct NodeShape {
    const char *type;    /* the grammar's name of the node type */
    int kind;            /* NodeKind, or one of the SHAPE_ values */
    uint32_t flags;      /* NodeFlags always set; SHAPE_SKIP: set on the node above */
    uint8_t role;        /* NodeRole or AS_ value of the children without a field */
    uint8_t roles[3];    /* before that: of the first of them, by position */
    FieldRole fields[6]; /* before the grammar's own table of fields */
    const char *name;    /* the name of all such nodes, or NULL */
    LowerHook *hook;     /* called first, instead of all that */
} NodeShape;

enum {
    SHAPE_FLATTEN = -1, /* no node: the children take its place (and `role`, if given) */
    SHAPE_SKIP = -2,    /* no node, no children */
    SHAPE_COMMENT = -3, /* recorded among the comments */
};

typedef struct TokenFlag {
    const char *token; /* an unnamed child: "async", "static", "?." */
    uint32_t flag;
    NodeKind only; /* sets it on such nodes only; 0: on any */
} TokenFlag;

typedef struct OperatorKind {
    const char *op; /* text of a binary operator */
    NodeKind kind;  /* what the node becomes: LOGICAL, COMPARE */
} OperatorKind;

/* Tables that several grammars share; each ends at a NULL name, and may be NULL. */
typedef struct GrammarPart {
    const NodeShape *shapes;
    const FieldRole *fields; /* for every shape that is not flattened */
    const TokenFlag *tokens;
    const OperatorKind *operators;
} GrammarPart;

enum { GRAMMAR_PARTS = 4 };

typedef struct Grammar {
    Language language;
    const char *name; /* "python", "javascript", "typescript", "tsx" */
    const TSLanguage *(*ts)(void);
    const GrammarPart *parts[GRAMMAR_PARTS]; /* a later one wins; NULL after the last */
    bool unwritten_semicolons;               /* statements may end without one */
    UnitScanner *scan;
    bool jsx; /* `<a>` may be an element */
} Grammar;

extern const Grammar grammar_python;
extern const Grammar grammar_javascript;
extern const Grammar grammar_typescript;
extern const Grammar grammar_tsx;

/* NULL for LANG_NONE and for LANG_TOML, which has a tree but no syntax of ours. */
const Grammar *grammar_for(Language language);
const TSLanguage *grammar_ts(Language language);

/* --- which language a file is in (syntax/language.c) --- */

/* By extension: .py .pyi .pyw, .js .mjs .cjs .jsx, .ts .mts .cts, .tsx. */
Language language_of_path(const char *path);
/* By the client's languageId: python, javascript, javascriptreact, typescript,
 * typescriptreact (LSP 3.17, TextDocumentItem). */
Language language_of_id(const char *language_id);
/* By a first line such as "#!/usr/bin/env python3"; LANG_NONE when there is none. */
Language language_of_shebang(Str text);
const char *language_name(Language language); /* "python" */
static inline bool language_is_js(Language language)
{
    return language == LANG_JAVASCRIPT || language == LANG_TYPESCRIPT ||
           language == LANG_TSX;
}

/* --- for hooks (syntax/lower.c) --- */

/* Opens a node that spans `node`, with the role that its place gives it; further nodes
 * are its children until lower_close. */
Ref lower_open(Lower *lower, NodeKind kind, TSNode node);
Ref lower_open_as(Lower *lower, NodeKind kind, TSNode node, NodeRole role);
void lower_close(Lower *lower, Ref ref);
Node *lower_node(Lower *lower, Ref ref);  /* until the next lower_open */
Ref lower_above(const Lower *lower);      /* the node that is open */
NodeRole lower_role(const Lower *lower);  /* of the hook's node, by its place */
uint32_t lower_count(const Lower *lower); /* of nodes so far */
/* Goes on by the rest of the hook's shape, with `kind` in the place of its kind. */
Ref lower_as(Lower *lower, TSNode node, NodeKind kind);
/* The same, but the open node, which has no children yet, becomes what it opens. */
void lower_as_above(Lower *lower, TSNode node, NodeKind kind);
/* Visits the children: for (bool more = lower_enter(l); more; more = lower_next(l)). After
 * the last one the walk stands on the hook's node again. */
bool lower_enter(Lower *lower);
bool lower_next(Lower *lower);
TSNode lower_current(Lower *lower);
int lower_kind(Lower *lower, TSNode node); /* what its shape says; 0 for a token */
/* Lowers the node that the walk stands on, as a child with `role`; gives it the flags. */
void lower_here(Lower *lower, NodeRole role, uint32_t flags);
/* From now on nodes that begin before byte `to`, from `from` on, begin at `to`; returns
 * what was so before. */
typedef struct Shift {
    uint32_t from, to;
} Shift;
Shift lower_shift(Lower *lower, Shift shift);
bool lower_is_shifted(const Lower *lower, TSNode node);
/* Interned text of a node: without the quotes of a string, the blanks of a dotted name. */
const char *lower_text(Lower *lower, TSNode node);
Str lower_bytes(const Lower *lower, TSNode node);
const char *lower_intern(Lower *lower, const char *text, size_t len);

#endif
