/*
 * grammar.h - the seam between a tree-sitter grammar and syntax.h.
 *
 * A grammar is tables: which node type becomes which NodeKind, which field which
 * role, which token which flag. The engine that reads them is facts/lower.c. Every name
 * is resolved when the program starts; one that the grammar no longer has ends the
 * program with that name, so an upgrade can never silently disable a rule.
 */
#ifndef ASYNCLINT_GRAMMAR_H
#define ASYNCLINT_GRAMMAR_H

#include "asynclint/syntax.h"

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

typedef struct Lower Lower; /* one lowering under way; facts/lower.c */

/* Lowers one node by hand where the table cannot say it. */
typedef void LowerHook(Lower *lower, TSNode node);

typedef struct NodeShape {
    const char *type;  /* the grammar's name of the node type */
    int kind;          /* NodeKind, or one of the SHAPE_ values */
    uint32_t flags;    /* NodeFlags always set */
    int role;          /* given to all children without a field, when no roles[] says more */
    uint8_t roles[4];  /* roles of the children that have no field, by position */
    LowerHook *hook;   /* instead of all that */
} NodeShape;

enum {
    SHAPE_FLATTEN = -1, /* no node: the children take its place (and `role`, if given) */
    SHAPE_SKIP = -2,    /* no node, no children */
    SHAPE_COMMENT = -3, /* recorded among the comments */
};

typedef struct FieldRole {
    const char *field; /* the grammar's field name */
    NodeRole role;
} FieldRole;

typedef struct TokenFlag {
    const char *token; /* an unnamed child: "async", "static", "?." */
    uint32_t flag;
} TokenFlag;

typedef struct OperatorKind {
    const char *op; /* text of a binary operator */
    NodeKind kind;  /* what the node becomes: LOGICAL, COMPARE */
} OperatorKind;

typedef struct Grammar {
    Language language;
    const char *name; /* "python", "javascript", "typescript", "tsx" */
    const TSLanguage *(*ts)(void);
    const NodeShape *shapes;       /* each table ends at a NULL name */
    const NodeShape *more_shapes;  /* added to them (TypeScript's on JavaScript's), or NULL */
    const FieldRole *fields;
    const char *const *name_fields; /* fields whose text is the node's own name */
    const TokenFlag *tokens;
    const OperatorKind *operators;
} Grammar;

extern const Grammar grammar_python;
extern const Grammar grammar_javascript;
extern const Grammar grammar_typescript;
extern const Grammar grammar_tsx;

/* Resolves every table; ends the program when a grammar does not fit. Call once, before
 * any thread is started. */
void grammars_init(void);
/* NULL for LANG_NONE and for LANG_TOML, which has a tree but no syntax of ours. */
const Grammar *grammar_for(Language language);
const TSLanguage *grammar_ts(Language language);

/* --- which language a file is in (facts/language.c) --- */

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
    return language == LANG_JAVASCRIPT || language == LANG_TYPESCRIPT || language == LANG_TSX;
}

/* --- for hooks (facts/lower.c) --- */

/* Opens a node that spans `node`, with the role that its place gives it; further nodes
 * are its children until lower_close. */
Ref lower_open(Lower *lower, NodeKind kind, TSNode node);
void lower_close(Lower *lower, Ref ref);
Node *lower_node(Lower *lower, Ref ref);
/* Lowers `node` by the tables, as a child with `role`. */
void lower_child(Lower *lower, TSNode node, NodeRole role);
/* Interned text of a node. */
const char *lower_text(Lower *lower, TSNode node);
const char *lower_intern(Lower *lower, const char *text, size_t len);

#endif
