/*
 * syntax.h - a file as a flat array of language-neutral nodes.
 *
 * One cursor walk over the tree-sitter tree fills it (syntax/lower.c); after that the
 * tree is not needed: nodes are values, byte spans and names. Nodes stand in
 * pre-order, so the subtree of `n` is the range [n, last) and every walk is a loop.
 * Ref 0 is "no node"; Ref 1 is the module. All node-type names of the grammars live in
 * grammars/; nothing behind this header knows them.
 */
#ifndef ASYNCLINT_SYNTAX_H
#define ASYNCLINT_SYNTAX_H

#include "asynclint/base.h"

typedef uint32_t Ref; /* index of a node; 0 is none */

/* clang-format off */
#define NODE_KINDS(X)                                                                     \
    X(NONE)                                                                               \
    /* statements */                                                                      \
    X(MODULE) X(BLOCK)                                                                    \
    X(EXPRESSION)  /* expression statement: VALUE (several of a bare Python `a, b`) */    \
    X(DECLARE)     /* let/const/var: ASSIGN children; name is the keyword */              \
    X(IMPORT)      /* name: the module as written; IMPORT_NAME children */                \
    X(IMPORT_NAME) /* name: the imported name; ALIAS: the NAME it is bound to here,       \
                      without one the node itself binds (Python's `a.b`: binds `a`) */    \
    X(EXPORT)      /* name: module of a re-export or NULL; VALUE: declaration or value */ \
    X(EXPORT_NAME) /* name: the local (or re-exported) name; ALIAS: NAME it is seen as */ \
    X(FUNCTION)    /* def, lambda, arrow, method: DECORATOR* NAME? PARAMETER* TYPE? BODY; \
                      name: as NAME says (a js method's NAME is a STRING: it binds no     \
                      variable; a computed one is a KEY). Spans its decorators */         \
    X(PARAMETER)   /* LEFT: NAME, pattern or SPREAD; TYPE; RIGHT: default */              \
    X(CLASS)       /* DECORATOR* NAME? BASE* BODY; TYPE: implements. Spans as FUNCTION */ \
    X(FIELD)       /* js class field: name or KEY; TYPE; VALUE */                         \
    X(DECORATOR)   /* VALUE */                                                            \
    X(INTERFACE)   /* NAME; BASE*; BODY of SIGNATUREs */                                  \
    X(SIGNATURE)   /* member or function without a body: name; PARAMETER*; TYPE; binds    \
                      its name where it is a statement */                                 \
    X(TYPE_ALIAS)  /* NAME; VALUE is a type */                                            \
    X(RETURN)      /* VALUE */                                                            \
    X(THROW)       /* VALUE; Python's `from e`: a second VALUE */                         \
    X(BREAK) X(CONTINUE) /* name: the label or NULL */                                    \
    X(LABEL)       /* name; BODY */                                                       \
    X(IF)          /* TEST, THEN, ELSE (Python's elif: IF nodes with role ELSE, in order) */ \
    X(FOR)         /* C style: INIT, TEST, UPDATE, BODY */                                \
    X(FOR_EACH)    /* LEFT: target, RIGHT: iterable, BODY, ELSE; NF_DECLARES by keyword */ \
    X(WHILE) X(DO) /* TEST, BODY, ELSE */                                                 \
    X(TRY)         /* BODY, HANDLER*: CATCH, ELSE, FINALLY */                             \
    X(CATCH)       /* Python: VALUE (types, maybe AS); js: PARAMETER: a bare pattern; BODY */ \
    X(WITH)        /* ITEM*: WITH_ITEM, BODY */                                           \
    X(WITH_ITEM)   /* VALUE (maybe AS) */                                                 \
    X(SWITCH)      /* VALUE, BODY: BLOCK of CASEs */                                      \
    X(CASE)        /* VALUE: test or pattern (none for default); TEST: guard; statements, \
                      which have no role. In patterns: NAME with role VALUE or ALIAS binds; \
                      a class is OTHER with CALLEE, VALUE*; a mapping is OBJECT with KEY  \
                      and VALUE in turn; alternatives are OTHER with VALUE* */            \
    X(GLOBAL) X(NONLOCAL) /* NAME* */                                                     \
    X(DELETE)      /* VALUE: a target or a TUPLE of them */                               \
    X(ASSERT)      /* VALUE* */                                                           \
    X(PASS)        /* also js: `;` alone, debugger */                                     \
    /* expressions */                                                                     \
    X(NAME)        /* name; with role NAME it is a binding, never a read (but see JSX) */ \
    X(THIS) X(SUPER)                                                                      \
    X(MEMBER)      /* OBJECT; name: the property; the property's bytes end the node */    \
    X(INDEX)       /* OBJECT, SUBSCRIPT*; also generic types: List[int], Promise<T> */    \
    X(SLICE)       /* VALUE*: those that are there */                                     \
    X(CALL)        /* CALLEE (of import(): NAME "import"), ARGUMENT*; NF_NEW, NF_TAGGED */ \
    X(KEYWORD)     /* keyword argument: name, VALUE */                                    \
    X(SPREAD)      /* VALUE; NF_DOUBLE for ** */                                          \
    X(AWAIT) X(YIELD) /* VALUE; yield: NF_STAR for yield from / yield* */                 \
    X(ASSIGN)      /* LEFT, TYPE, RIGHT (none: declared only); NF_DECLARES in a DECLARE;  \
                      `a = b = c`: RIGHT is an ASSIGN */                                  \
    X(AUGMENTED)   /* LEFT, RIGHT; name: "+=" … */                                        \
    X(UPDATE)      /* x++: VALUE; name: "++" or "--"; NF_PREFIX */                        \
    X(WALRUS)      /* LEFT, RIGHT */                                                      \
    X(DEFAULT)     /* pattern with default: LEFT, RIGHT */                                \
    X(BINARY) X(LOGICAL) /* LEFT, RIGHT; name: the operator */                            \
    X(COMPARE)     /* so too; a chain has more RIGHTs and its first operator's name */    \
    X(UNARY)       /* VALUE; name: "not" "!" "-" "void" "typeof" "delete" … */            \
    X(CONDITIONAL) /* TEST, THEN, ELSE (source order differs between languages) */        \
    X(SEQUENCE)    /* js comma operator: VALUE* */                                        \
    X(COMPREHENSION) /* VALUE (or PAIR), ITEM*: FOR_CLAUSE, TEST*; name: list set dict    \
                      generator */                                                        \
    X(FOR_CLAUSE)  /* LEFT, RIGHT; NF_ASYNC */                                            \
    X(ARRAY) X(TUPLE) X(SET) /* VALUE*; also patterns; holes leave no node */             \
    X(OBJECT)      /* dict, object or pattern; ITEM*: PAIR, SPREAD, FUNCTION, DEFAULT, and \
                      NAME for `{a}` */                                                   \
    X(PAIR)        /* KEY (a js property name: STRING; computed: what it is), RIGHT */    \
    X(STRING)      /* name: its contents as written, between the quotes */                \
    X(TEMPLATE)    /* f-string or template: the interpolated expressions, VALUE*; name:   \
                      its contents when it has none. Also Python's "a" "b": its parts */  \
    X(NUMBER) X(LITERAL) /* name: as written (True, null, undefined, ..., import.meta) */ \
    X(REGEX)                                                                              \
    X(AS)          /* VALUE, ALIAS: Python's `as` in with, except, case */                \
    X(CAST)        /* VALUE, TYPE (none: as const): `x as T`, `x satisfies T`, `<T>x` */  \
    X(JSX)         /* element: name: the tag; NAME: a read of a component; ITEM*:         \
                      ATTRIBUTE or SPREAD; VALUE*: children */                            \
    X(ATTRIBUTE)   /* JSX attribute: name, VALUE */                                       \
    X(OTHER)       /* anything else; its children are there. enum, namespace: NAME, BODY */
/* clang-format on */

typedef enum NodeKind {
#define X(name) N_##name,
    NODE_KINDS(X)
#undef X
        N_COUNT
} NodeKind;

/* What a node is to its parent. TYPE: a type, written with kinds of expressions (union:
 * BINARY "|"; T[]: OTHER "[]"; function type: SIGNATURE; object type: BLOCK); nothing in it
 * is evaluated. Type parameters have no nodes. */
/* clang-format off */
#define NODE_ROLES(X)                                                                      \
    X(NONE)                                                                                \
    X(NAME) X(PARAMETER) X(BODY) X(DECORATOR) X(BASE) X(TYPE) X(CALLEE) X(ARGUMENT)        \
    X(OBJECT) X(SUBSCRIPT) X(VALUE) X(LEFT) X(RIGHT) X(TEST) X(THEN) X(ELSE) X(INIT)       \
    X(UPDATE) X(KEY) X(ALIAS) X(FINALLY) X(HANDLER) X(ITEM)
/* clang-format on */

typedef enum NodeRole {
#define X(name) R_##name,
    NODE_ROLES(X)
#undef X
        R_COUNT
} NodeRole;

enum NodeFlag {
    NF_ERROR = 1 << 0,  /* the subtree holds a syntax error: no fact is taken from it */
    NF_ASYNC = 1 << 1,  /* async function, async for / for await, async with, clause */
    NF_STAR = 1 << 2,   /* js generator; yield from; import *; export *; except* */
    NF_STATIC = 1 << 3, /* static member; BLOCK in a class body: static {} */
    NF_GETTER = 1 << 4,
    NF_SETTER = 1 << 5,
    NF_ARROW = 1 << 6,      /* arrow function or Python lambda: body may be an expression */
    NF_METHOD = 1 << 7,     /* js method of a class or an object literal */
    NF_STATEMENT = 1 << 8,  /* function or class declared by a statement */
    NF_OPTIONAL = 1 << 9,   /* a?.b, a?.(), a?.[0] */
    NF_NEW = 1 << 10,       /* new X() */
    NF_TAGGED = 1 << 11,    /* tag`…` */
    NF_DOUBLE = 1 << 12,    /* ** */
    NF_DECLARES = 1 << 13,  /* DECLARE, its ASSIGNs, FOR_EACH: let, const, var, using */
    NF_IN = 1 << 14,        /* js for-in */
    NF_DEFAULT = 1 << 15,   /* default import or export; js `default:` */
    NF_TYPE_ONLY = 1 << 16, /* import type, export type, also of one name */
    NF_MODULE =
        1 << 17, /* IMPORT_NAME, EXPORT_NAME of a whole module (import a.b, * as ns) */
    NF_PREFIX = 1 << 18,   /* ++x */
    NF_PARENS = 1 << 19,   /* stood in its own parentheses (the span is inside them) */
    NF_VAR = 1 << 20,      /* DECLARE, FOR_EACH: by var */
    NF_CONST = 1 << 21,    /* DECLARE, FOR_EACH: by const or using */
    NF_PROPERTY = 1 << 22, /* ts PARAMETER of a constructor that declares a field too */
};

typedef struct Node {
    uint32_t start, end; /* bytes */
    Ref parent;          /* 0 for the module */
    Ref last;            /* one past the subtree's last node */
    uint8_t kind;        /* NodeKind */
    uint8_t role;        /* NodeRole: what it is to its parent */
    uint32_t flags;      /* NodeFlag */
    const char *name;    /* interned, or NULL */
} Node;

struct TSTree; /* tree_sitter/api.h */

typedef struct Syntax {
    const struct Grammar *grammar; /* borrowed, static */
    Str text;                      /* borrowed */
    Node *nodes;                   /* nodes[1] is the module */
    uint32_t count;                /* one past the last node */
    Ref *by_kind;                  /* all nodes, sorted by kind; NULL before syntax_sort */
    uint32_t kind_from[N_COUNT + 1]; /* where each kind begins there */
    VEC(Span) comments;              /* in source order */
    Interner names;
    bool has_error; /* the file has a syntax error somewhere */
} Syntax;

/* Fills `out` from a tree of `text`; all of it lives in `arena`. (syntax/lower.c)
 * Subtrees nested deeper than MAX_DEPTH nodes of the tree become one OTHER node; it and all
 * around it are flagged NF_ERROR. */
enum { MAX_DEPTH = 1500 };
void syntax_build(Syntax *out, Arena *arena, const struct Grammar *grammar, Str text,
                  const struct TSTree *tree);

/* Makes the lists of nodes_of_kind, in `arena`. (syntax/kinds.c) */
void syntax_sort(Syntax *syntax, Arena *arena);

/* Prints one node a line, indented: kind, role, flags, name, span. (syntax/dump.c) */
void syntax_print(const Syntax *syntax, Buffer *out);

const char *node_kind_name(NodeKind kind); /* "CALL" */
const char *node_role_name(NodeRole role); /* "CALLEE" */

/* --- going about (syntax/syntax.c) --- */

static inline const Node *node_at(const Syntax *s, Ref ref)
{
    return &s->nodes[ref];
}

static inline NodeKind kind_of(const Syntax *s, Ref ref)
{
    return (NodeKind)s->nodes[ref].kind;
}

static inline Span span_of(const Syntax *s, Ref ref)
{
    return (Span){s->nodes[ref].start, s->nodes[ref].end};
}

static inline bool has_flag(const Syntax *s, Ref ref, uint32_t flag)
{
    return (s->nodes[ref].flags & flag) != 0;
}

/* Children in source order: for (Ref c = first_child(s, n); c; c = next_child(s, c)) */
Ref first_child(const Syntax *s, Ref ref);
Ref next_child(const Syntax *s, Ref ref);
/* The first child with the role, or 0; and the next sibling with the same role. */
Ref child_with(const Syntax *s, Ref ref, NodeRole role);
Ref next_with(const Syntax *s, Ref ref, NodeRole role);
/* `inner` lies in the subtree of `outer`, or is it. */
bool is_within(const Syntax *s, Ref inner, Ref outer);
/* The nearest ancestor (not the node itself) of the kind, or 0. */
Ref ancestor(const Syntax *s, Ref ref, NodeKind kind);
/* The first node of the kind in the subtree, nested functions left out; or 0. */
Ref own_node(const Syntax *s, Ref root, NodeKind kind);
/* Something in the subtree lets others run: an await, a yield, an `async for` or `with`. */
bool gives_way(const Syntax *s, Ref root);
/* The statement (child of a block, module or case, or brace-less body) that holds it. */
Ref statement_of(const Syntax *s, Ref ref);
/* Without CAST wrappers. */
Ref uncast(const Syntax *s, Ref ref);
Str text_of(const Syntax *s, Ref ref);
/* The nodes of a kind in source order, when the facts are built; those of a subtree, too. */
typedef struct Refs {
    const Ref *items;
    uint32_t len;
} Refs;
Refs nodes_of_kind(const Syntax *s, NodeKind kind);
Refs nodes_in(const Syntax *s, NodeKind kind, Ref root);
/* How many of nodes in source order stand before one. */
uint32_t count_before(Refs nodes, Ref at);
/* The number of the first comment that begins at the byte or behind it. */
uint32_t comment_from(const Syntax *s, uint32_t byte);
bool is_loop(NodeKind kind); /* FOR, FOR_EACH, WHILE, DO */

#endif
