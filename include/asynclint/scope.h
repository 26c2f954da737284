/*
 * scope.h - names: what binds them, where, and who reads them.
 *
 * Python's scopes are functions, classes, comprehensions and the module; js has blocks
 * too. A Symbol is one name of one scope; a Def is one place that gives it a value.
 */
#ifndef ASYNCLINT_SCOPE_H
#define ASYNCLINT_SCOPE_H

#include "asynclint/syntax.h"

typedef struct Function Function; /* facts.h */
typedef struct Scope Scope;
typedef struct Symbol Symbol;

/* How a name gets its value. */
typedef enum DefKind {
    DEF_IMPORT,    /* `origin` is what it stands for */
    DEF_FUNCTION,  /* `value` is the FUNCTION */
    DEF_CLASS,     /* `value` is the CLASS */
    DEF_PARAMETER, /* `value` is the default, if any */
    DEF_ASSIGN,    /* `value` is the expression; 0 when it was taken apart (a, b = …) */
    DEF_AUGMENTED, /* x += …, x++ */
    DEF_LOOP,      /* `value` is the iterable */
    DEF_WITH,      /* `value` is the context manager */
    DEF_CATCH,
    DEF_OTHER, /* del, match capture, type names … */
} DefKind;

typedef struct Def {
    DefKind kind;
    Ref name;           /* the NAME (or IMPORT_NAME) that is bound */
    Ref value;          /* see DefKind; 0 when there is none */
    Ref type;           /* the annotation, or 0 */
    const char *origin; /* DEF_IMPORT: dotted "time.sleep"; js: "fs/promises.readFile" */
    const char *module; /* DEF_IMPORT: as written, "..a.b", "./x.js", without "node:" */
    const char *member; /* DEF_IMPORT: of that module, js "default" too; NULL: all of it */
    Function *fn;       /* where it happens; never NULL */
    bool destructured;  /* the name is one part of what `value` gives */
    bool fallback;      /* in the handler of `try: import x`: does not count against it */
    struct Def *next;   /* in source order */
    struct Def *previous;
} Def;

struct Symbol {
    const char *name; /* interned */
    Scope *scope;
    Def *defs; /* first; NULL for a name that nothing in the file binds */
    Def *last_def;
    uint32_t def_count;
    Def **by_place;         /* once asked for: all of them, by their names' places */
    uint32_t derived_in;    /* the last iteration that was weighed whose head makes it */
    VEC(Ref) reads;         /* NAME nodes that read it, in source order */
    bool captured;          /* read or written in another function than its scope's */
    bool exported;          /* js: named by an export; Python: in __all__ or module level */
    bool rebound_elsewhere; /* bound by global/nonlocal or assignment in another function */
};

typedef enum ScopeKind {
    SCOPE_MODULE,
    SCOPE_FUNCTION,
    SCOPE_CLASS,
    SCOPE_BLOCK, /* js only; and comprehensions */
} ScopeKind;

struct Scope {
    ScopeKind kind;
    Ref node;
    Scope *outer;
    Function *fn;
    VEC(Symbol *) symbols;
    VEC(Symbol *) borrowed; /* of outer scopes, by global and nonlocal */
};

/* What binds the name first at or behind the node, or NULL. Not linear in what binds it, nor
 * is the next. (facts/symbol.c) */
const Def *first_def_from(Symbol *symbol, Ref node, Arena *arena);
/* The first of its reads at or behind the node: its number, reads.len when there is none. */
uint32_t first_read_from(const Symbol *symbol, Ref node);

#endif
