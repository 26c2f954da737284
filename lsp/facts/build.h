/*
 * build.h - what the files that build facts share; private to facts/.
 *
 * Facts are built in passes over the pre-order node array, each a plain loop:
 * place.c (functions, classes, loops, scopes, and where each node is evaluated), bind.c
 * (names), gather.c (calls, awaits, writes, discards). Every answer about a node is one
 * array look-up in Index.
 */
#ifndef FACTS_BUILD_H
#define FACTS_BUILD_H

#include "asynclint/map.h"
#include "asynclint/pairs.h"
#include "asynclint/resolve.h"
#include "asynclint/threads.h"

/* How a node is evaluated; one byte a node. */
enum PlaceBit {
    PLACE_CLASS_BODY = 1 << 0, /* directly in a class body */
    PLACE_LAZY = 1 << 1,       /* in a generator expression that is not consumed at once */
    PLACE_BINDS = 1 << 2,      /* a NAME that binds, not reads */
    PLACE_TYPE = 1 << 3,       /* in an annotation */
};

/* What other files tell of a call; its Fate is above these bits. */
enum LearnedBit { LEARNED = 1 << 0, LEARNED_AWAITABLE = 1 << 1, LEARNED_FATE = 2 };

/* A memo of qualified_name and friends. */
typedef struct Answer {
    const char *name; /* NULL when there is none */
    bool asked;       /* also while being asked: a circle answers NULL */
} Answer;

struct Index {
    Interner *interner;  /* the Syntax's: names can be compared by address */
    Pairs members;       /* what `a` and its member `b` are called together: names.c */
    Pairs methods;       /* … of an instance of `a`: names.c */
    Pairs paths;         /* `a`, a dot and `b`: origin.c */
    Function **fn;       /* per node: the function whose running evaluates it */
    Loop **loop;         /* per node: the loop of that function that repeats it */
    Scope **scope;       /* per node: where its names are looked up */
    void **thing;        /* per node, by its kind: Symbol, Function, Class, Loop or Call */
    uint8_t *bits;       /* per node: PlaceBit */
    Answer *names;       /* per node: qualified_name */
    Answer *types;       /* per node: instance_type */
    uint8_t *values;     /* per node: 1 + value_kind; 0 when not asked yet */
    uint8_t *learned;    /* per node: LearnedBit of a call; NULL: nothing is known */
    uint8_t *understood; /* per function: Understanding (understood.c) */
    uint8_t *returns;    /* per function: whether it returns a promise (value.c) */
    uint8_t *fates;      /* per node: 1 + promise_fate; 0 when not asked yet */
    uint8_t *given;      /* per function: 1 + function_fate; 0 when not asked yet */
    uint8_t *fails;      /* per function: 1 + may_fail_unheard; 0 when not asked yet */
    uint8_t *shares;     /* per function: 1 + changes_shared_state; 0 when not asked yet */
    Ref *settled_by;     /* per read, once asked: settle_reads (carried.c) */
    Symbol **table;      /* open addressing by scope and name */
    uint32_t table_count, table_cap;
    Scope *builtins;           /* outside the module: names that nothing binds */
    VEC(Ref) imports;          /* IMPORT nodes */
    VEC(const char *) modules; /* that the file imports or requires */
    VEC(const char *) written; /* js: members that something assigns, interned */
    Map *fields;               /* js: names to their uses, once asked (emitter.c) */
    VEC(struct Call *) setups; /* awaited, once asked (singleton.c) */
    bool has_setups;
    Map emitters;              /* js: Symbols to Emitters, once asked (emitter.c) */
    uint8_t catches;           /* js: 1 + catches_uncaught; 0 when not asked yet */
    Map *typedefs;             /* js: of comments, once asked (jsdoc.c) */
    HandoffList handoffs;      /* threads.c */
    uint32_t handing_calls;    /* how many of them, the first ones, are of calls */
    HandoffList outside;       /* … of other files */
    Reached *reach[2];         /* per function, once asked: in threads, in processes */
    struct EarlyReads **early; /* per function, once asked (ready.c) */
    uint32_t weighed;          /* iterations (dependence.c) */
    uint32_t depth;            /* of the question being answered; bounded */
    uint32_t task_depth;       /* of is_task (cancel.c); bounded */
};

enum { MAX_QUESTION_DEPTH = 64 };

/* place.c */
void place_nodes(Facts *facts);
/* bind.c */
void bind_names(Facts *facts);
/* symbol.c */
Symbol *symbol_get(Facts *facts, Scope *scope, const char *name); /* made when missing */
/* The symbol that `name` means when read in `from`; a new one of the builtins when nothing
 * binds it. */
Symbol *symbol_lookup(Facts *facts, const Scope *from, const char *name);
Symbol *symbol_find(const Facts *facts, const Scope *scope, const char *name); /* or NULL */
Def *symbol_define(Facts *facts, Symbol *symbol, DefKind kind, Ref name);
/* gather.c; attributes come before anything asks for types */
void gather_attributes(Facts *facts);
void gather_facts(Facts *facts);
/* handler.c */
void find_roles(Facts *facts);
/* locks.c; needs the calls */
void find_locks(Facts *facts);
/* threads.c */
void find_handoffs(Facts *facts);
/* long_loop.c: the same as loop_is_long, with the numbers that the handoff gives to the
 * parameters of its function; NULL: none. A number that is not known is 0. */
bool loop_is_long_for(const Facts *facts, const Loop *loop, const Handoff *handoff);
uint64_t constant_number(const Facts *facts, Ref expr, const Handoff *handoff);
/* handed.c: what the handoff gives for a parameter of its function; 0: not known. */
uint64_t handed_number(const Facts *facts, const Handoff *handoff, const Def *parameter);
/* context.c */
void read_decorators(Facts *facts);
void find_contexts(Facts *facts);

/* promise_type.c */
bool is_promise_type(const Facts *facts, Ref type);  /* … or contains one in a union */
bool has_promise_type(const Facts *facts, Ref expr); /* by its declaration */
bool type_gives_promise(const Facts *facts, Ref callee);
/* jsdoc.c */
bool doc_returns_promise(const Facts *facts, const Function *fn);
bool doc_is_promise(const Facts *facts, const Def *def);
bool doc_gives_promise(const Facts *facts, const Def *def); /* when it is called */
const char *doc_class(const Facts *facts,
                      const Def *def);                   /* its class as written, or NULL */
const char *doc_class_at(const Facts *facts, Ref value); /* … of what a value is given to */

/* The first fact of a list that stands at a node or behind it. Facts are in source order,
 * so that those of a subtree follow each other. */
#define FIRST_FACT(name, Fact)                                                             \
    static inline uint32_t name(Fact *const *facts, uint32_t count, Ref at)                \
    {                                                                                      \
        uint32_t low = 0;                                                                  \
        while (low < count) {                                                              \
            uint32_t middle = low + (count - low) / 2;                                     \
            if (facts[middle]->node < at)                                                  \
                low = middle + 1;                                                          \
            else                                                                           \
                count = middle;                                                            \
        }                                                                                  \
        return low;                                                                        \
    }
FIRST_FACT(first_write, Write)
FIRST_FACT(first_call, Call)
FIRST_FACT(first_await, Await)

/* What the index keeps for the node; NULL when the node is not of that kind. */
static inline void *thing_at(const Facts *facts, Ref ref, NodeKind kind)
{
    return ref && kind_of(facts->syntax, ref) == kind ? facts->index->thing[ref] : NULL;
}

static inline bool facts_js(const Facts *facts)
{
    return language_is_js(facts->language);
}

#endif
