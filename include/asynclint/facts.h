/*
 * facts.h - what a file says, in the field's terms.
 *
 * Built once per analysis from a Syntax, all in one arena: scopes and symbols, functions,
 * classes, loops, calls, awaits, writes, dropped values. Facts are in source order, and are
 * values: they point at nodes of the Syntax, never at a tree. A fact whose own subtree
 * holds a syntax error is not recorded. Rules read facts; they do not climb trees.
 */
#ifndef ASYNCLINT_FACTS_H
#define ASYNCLINT_FACTS_H

#include "asynclint/known.h"
#include "asynclint/scope.h"

typedef struct Class Class;
typedef struct Loop Loop;
typedef struct Facts Facts;

struct Function {
    Ref node;         /* FUNCTION; the MODULE for top-level code */
    Ref name_node;    /* 0 when it has none */
    const char *name; /* also of `const f = () => …`, `f: function` and methods; or NULL */
    Ref body;         /* BLOCK, or the expression of an arrow or lambda */
    Function *outer;  /* NULL for the module */
    Class *cls;       /* class (or js object literal, then NULL) whose method it is */
    Scope *scope;
    Symbol *symbol; /* what it is bound to, when a declaration or const binds it */
    bool is_async;
    bool is_generator;
    bool is_lambda; /* lambda or arrow */
    bool is_static;
    bool is_accessor;  /* getter, setter, @property */
    bool is_decorated; /* by a decorator that is not known to be transparent */
    bool off_loop;     /* passed to something that runs it in a thread or process */
    bool is_handler;   /* js: a request handler, by its place */
    bool thread_pool;  /* plain def that its framework runs in a thread pool */
    uint32_t index;    /* in Facts.functions */
};

struct Class {
    Ref node;
    const char *name; /* or NULL */
    Scope *scope;
    Symbol *symbol;
    Function *fn;                        /* the function it stands in */
    VEC(Function *) methods;             /* in source order */
    VEC(struct AttributeDef) attributes; /* self.x = …, x: T, x = … in the class */
};

/* One place that gives an attribute of a class its value. */
struct AttributeDef {
    const char *name;
    Ref value; /* or 0 */
    Ref type;  /* annotation, or 0 */
    Function *fn;
    bool in_body;  /* a declaration in the class body, not an assignment in a method */
    uint32_t next; /* the class's next one of the name: 1 + its index; or 0 */
};

struct Loop {
    Ref node; /* FOR, FOR_EACH, WHILE, DO or COMPREHENSION */
    NodeKind kind;
    Function *fn;
    Loop *outer;                /* enclosing loop of the same function, or NULL */
    Ref body;                   /* 0 for a comprehension */
    VEC(struct Await *) awaits; /* its own: no inner loop, no nested function */
};

/* What happens to the value of an expression. */
typedef enum Use {
    USE_DROPPED,  /* expression statement, `void`, one of a comma list */
    USE_AWAITED,  /* operand of await, also through parentheses and branches */
    USE_STORED,   /* assigned to a name, attribute, element; default */
    USE_RETURNED, /* returned, yielded, the body of an arrow */
    USE_PASSED,   /* an argument of a call */
    USE_ELEMENT,  /* in a list, dict, tuple … */
    USE_TESTED,   /* condition, operand of not / and / or */
    USE_OPERAND,  /* arithmetic, comparison, template hole, index */
    USE_OBJECT,   /* x of x.y, x[y], x() */
    USE_ITERATED, /* iterable of a loop, spread */
    USE_CONTEXT,  /* head of a with statement */
    USE_OTHER,
} Use;

/* Where a fact stands. */
typedef struct Place {
    Function *fn;    /* innermost function whose running evaluates it; never NULL */
    Loop *loop;      /* innermost loop of that function that repeats it, or NULL */
    bool class_body; /* evaluated in a class body: `await` is not allowed there */
    bool lazy;       /* in a generator expression that nothing consumes at once */
} Place;

typedef struct Call {
    Ref node, callee;
    Place at;
    Use use;            /* of the result */
    const char *target; /* qualified: "time.sleep", "requests.Session#get"; or NULL */
    const Known *known; /* the table's row for the target, or NULL */
    Function *local;    /* the one function of this file it calls, or NULL */
    uint32_t arg_count; /* without keywords and spreads */
    bool has_spread;    /* *args, **kw, ...xs */
    bool has_keywords;  /* name=value */
    uint32_t index;     /* in Facts.calls */
} Call;

typedef enum AwaitKind { AWAIT_EXPRESSION, AWAIT_FOR, AWAIT_WITH } AwaitKind;

typedef struct Await {
    AwaitKind kind;
    Ref node;    /* AWAIT, FOR_EACH, FOR_CLAUSE or WITH */
    Ref operand; /* what is awaited, iterated or entered; 0 for a with of several */
    Place at;
    Call *call; /* the operand, when it is a call that has a fact; or NULL */
} Await;

typedef struct Write {
    Ref node;       /* ASSIGN, AUGMENTED, UPDATE, WALRUS, FOR_EACH, DELETE … */
    Ref target;     /* NAME, MEMBER or INDEX */
    Ref value;      /* or 0 */
    Symbol *symbol; /* of the NAME, or of the name at the root of the target; or NULL */
    Place at;
} Write;

/* An expression whose value nobody takes: each expression statement. */
typedef struct Discard {
    Ref statement; /* EXPRESSION */
    Ref value;     /* the expression */
    Place at;
} Discard;

/* One `except` or `catch`. */
typedef struct Handler {
    Ref node;    /* CATCH */
    Ref try;     /* the TRY that it belongs to */
    Ref types;   /* Python: what it catches, without `as`; 0: everything */
    Ref name;    /* the NAME that it is bound to, or 0 */
    bool awaits; /* the try's body awaits, in the same function */
    Place at;
} Handler;

/* What the file works with, by its imports and its path. */
enum FileFlag {
    FILE_ASYNCIO = 1 << 0,
    FILE_TRIO = 1 << 1,
    FILE_ANYIO = 1 << 2,
    FILE_TEST = 1 << 3,     /* a test by its name, folder or imports */
    FILE_SCRIPT = 1 << 4,   /* js: shebang, *.config.*, scripts/, bin/ */
    FILE_ESM = 1 << 5,      /* js: import or export statements, or .mjs/.mts */
    FILE_COMMONJS = 1 << 6, /* js: require or module.exports, or .cjs/.cts */
    FILE_WORKER = 1 << 7,   /* js: imports parentPort, or sets self.onmessage */
    FILE_NOTEBOOK = 1 << 8, /* top-level await is allowed */
};

struct Facts {
    const Syntax *syntax; /* borrowed */
    Arena *arena;         /* borrowed; all of this lives there */
    Language language;
    const char *path; /* as given, or "" */
    uint32_t flags;   /* FileFlag */
    Lexicon lexicon;  /* what calls are looked up in */
    Function *module; /* functions.items[0] */
    VEC(Function *) functions;
    VEC(Class *) classes;
    VEC(Loop *) loops;
    VEC(Call *) calls;
    VEC(Await *) awaits;
    VEC(Write *) writes;
    VEC(Discard *) discards;
    VEC(Handler *) handlers;
    VEC(struct LockRegion *) lock_regions; /* locks.h */
    struct Index *index; /* per node: symbol, call, function …; private to facts/ */
};

/* Never NULL. `path`, `syntax` and `own` (NULL for none) are borrowed; names are added to the
 * syntax's Interner. */
Facts *facts_build(Arena *arena, Syntax *syntax, const char *path, uint32_t flags,
                   const OwnNames *own);

#endif
