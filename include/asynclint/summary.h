/*
 * summary.h - what other files need to know of one: its functions, what they call, what
 * they do to the thread that runs them, its classes and what it exports.
 *
 * A value: it lives in memory of its own, points at no tree and no text, can be compared,
 * written and read. Indexes into its lists start at 0; fields named in singular, as
 * `function`, hold an index plus 1, so that 0 is none. Function 0 is the module's own code.
 */
#ifndef ASYNCLINT_SUMMARY_H
#define ASYNCLINT_SUMMARY_H

#include "asynclint/facts.h"
#include "asynclint/known.h"

/* A place in the file: bytes, and as people count (both 1-based, columns in code points). */
typedef struct Location {
    Span span;
    uint32_t line, column;
} Location;

/* A module that Names speak of. */
typedef struct ModuleRef {
    const char *name; /* as written: "..pkg.db", "./db.js" */
    bool required;    /* js: by require() */
} ModuleRef;

/* What something stands for; none when module, function and class are all 0. */
typedef struct Name {
    uint32_t module;    /* of Summary.modules */
    uint32_t function;  /* of this file */
    uint32_t cls;       /* of this file */
    const char *path;   /* members of that, dotted: "Client.get"; "" is the thing itself */
    const char *member; /* NULL, or: an instance of that, and its members */
} Name;

/* What a function does to the thread that runs it. */
typedef enum EffectKind {
    EFFECT_BLOCKS,   /* waits: a network, a disk, a process, a thread, a sleep */
    EFFECT_COMPUTES, /* computes for long */
    EFFECT_KINDS
} EffectKind;

/* … by its own code. */
typedef struct Cause {
    const char *what; /* as written: "self.session.get"; NULL: it does not */
    uint8_t category; /* KnownCategory */
    uint8_t tier;     /* known.h: 1 surely, 2 by the size of the data */
    Location at;
} Cause;

extern const Cause NO_CAUSES[EFFECT_KINDS];

enum FunctionFlag {
    FN_ASYNC = 1 << 0,
    FN_GENERATOR = 1 << 1,
    FN_PROPERTY = 1 << 2,  /* runs when it is read */
    FN_SETTER = 1 << 3,    /* setter or deleter: it never runs by a call */
    FN_OPAQUE = 1 << 4,    /* has a decorator that is not known to be transparent */
    FN_OFF_LOOP = 1 << 5,  /* runs in a thread or process */
    FN_HANDLER = 1 << 6,   /* js: serves requests on the loop */
    FN_AWARE = 1 << 8,     /* asks whether it runs on an event loop, and acts on that */
    FN_AWAITABLE = 1 << 7, /* every way through it gives a coroutine or promise */
    FN_SAFE = 1 << 9,      /* the configuration says that it is harmless */
    FN_FATE = 10,          /* js: above these bits, the Fate of that (rejects.h) */
};

typedef struct FunctionSummary {
    const char *name;      /* "Client.get", "f"; NULL when it has none */
    const char *word;      /* its own name: "get" */
    uint32_t flags;        /* FunctionFlag */
    uint32_t cls;          /* whose method it is */
    Location at;           /* its name, or its head */
    const Cause *causes;   /* by EffectKind; NO_CAUSES when there are none, as mostly */
    VEC(uint32_t) returns; /* calls: it gives an awaitable when all of these do */
} FunctionSummary;

typedef enum CallForm { CALL_PLAIN, CALL_NEW, CALL_PROPERTY } CallForm;

enum CallFlag {
    CALL_AWAITED = 1 << 0,
    CALL_DROPPED = 1 << 1,
    CALL_PASSED = 1 << 2, /* its result is an argument */
    CALL_LAZY = 1 << 3,   /* in a generator expression that nothing consumes at once */
    CALL_SELDOM = 1 << 4, /* `if x is None: x = load()`, `if isinstance(x, str)` */
};

/* A call that reaches a function of this file, or may reach one of another. */
typedef struct CallSummary {
    uint32_t from;  /* index of the function whose running makes it */
    uint8_t form;   /* CallForm */
    uint8_t flags;  /* CallFlag */
    Name name;      /* what is called */
    Location at;    /* the callee */
    const char *as; /* as written, on one line */
} CallSummary;

/* A function of another file that is given to a thread or a process. */
enum HandFlag {
    HAND_MANY = 1 << 0, /* as the fields of a Handoff (threads.h) */
    HAND_OWN_OBJECT = 1 << 1,
    HAND_PREPARES = 1 << 2,
};

typedef struct HandoffSummary {
    uint8_t where;           /* Elsewhere (threads.h) */
    uint8_t flags;           /* HandFlag */
    Name name;               /* what is given */
    Location at;             /* of the call that gives it */
    VEC(const char *) looks; /* names of its module that are read afterwards */
} HandoffSummary;

typedef struct Attribute {
    const char *name;
    Name type; /* none when it is not known: it still hides a method of that name */
} Attribute;

typedef struct ClassSummary {
    const char *name;
    VEC(Name) bases; /* one that is none is not known */
    VEC(Attribute) attributes;
    VEC(uint32_t) methods; /* indexes of functions, in source order */
} ClassSummary;

/* A name that other files can ask for. */
typedef struct Export {
    const char *name; /* js: "default" too */
    Name value;       /* none: it is there, but what it is cannot be said */
} Export;

typedef struct Summary {
    Arena arena; /* owns all of it */
    Language language;
    uint32_t flags; /* FileFlag */
    VEC(ModuleRef) modules;
    VEC(FunctionSummary) functions;
    VEC(CallSummary) calls; /* in source order */
    VEC(HandoffSummary) handoffs;
    VEC(ClassSummary) classes;
    VEC(Export) exports;   /* each name once */
    VEC(uint32_t) stars;   /* modules whose names are this one's too, in order */
    VEC(const char *) all; /* Python's __all__, when `has_all` */
    bool has_all;
} Summary;

/* Never NULL. `sites`, when not NULL, gets the node (CALL or MEMBER) of each call. */
typedef VEC(Ref) Sites;
Summary *summary_new(const Facts *facts, Arena *arena, Sites *sites);
void summary_free(Summary *summary);
/* Equal numbers for summaries that say the same; `places` says whether where they say it
 * counts. (program/stamp.c) */
uint64_t summary_stamp(const Summary *summary, bool places);
/* They say the same, places included. */
bool summary_equal(const Summary *a, const Summary *b);

/* Appends the summary as bytes of a versioned form. */
void summary_write(const Summary *summary, Buffer *out);
/* NULL when the bytes are of another version, or no whole summary. */
Summary *summary_read(const char *bytes, size_t len);
/* Steals the summary; the same in no more memory than it needs, to be kept for long. NULL for NULL. */
Summary *summary_compact(Summary *summary);

#endif
