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

/* How a node is evaluated. */
enum PlaceBit {
    PLACE_CLASS_BODY = 1 << 0, /* directly in a class body */
    PLACE_LAZY = 1 << 1,       /* in a generator expression that is not consumed at once */
    PLACE_TYPE = 1 << 2,       /* in an annotation */
};

/* Where nodes are evaluated; most have that of their parent. */
typedef struct Spot {
    Function *fn; /* the function whose running evaluates them */
    Loop *loop;   /* the loop of that function that repeats them */
    Scope *scope; /* where their names are looked up */
    uint8_t bits; /* PlaceBit */
} Spot;

/* What other files tell of a call; its Fate is above these bits. */
enum LearnedBit { LEARNED = 1 << 0, LEARNED_AWAITABLE = 1 << 1, LEARNED_FATE = 2 };

/* What a class has under a name. */
typedef struct Member {
    Function *method;     /* the first one */
    bool twice;           /* there are several */
    uint32_t first, last; /* of its attributes: 1 + index, or 0 */
} Member;

/* What was asked of a symbol before; a circle finds nothing. */
typedef struct Asked {
    bool name_done, type_done, class_done, origin_done;
    const char *name;      /* names.c */
    const char *type;      /* types.c */
    Class *cls;            /* callee.c */
    struct Origin *origin; /* origin.c */
} Asked;

struct Index {
    Interner *interner;   /* the Syntax's: names can be compared by address */
    Pairs members;        /* what `a` and its member `b` are called together: names.c */
    Pairs methods;        /* … of an instance of `a`: names.c */
    Pairs paths;          /* `a`, a dot and `b`: origin.c */
    Pairs of_class;       /* Member, by class and name: symbol.c */
    Pairs calling;        /* the name of calling an instance, by its type: gather.c */
    Pairs rows;           /* by which a name blocks: blocks.c */
    Pairs asked;          /* Asked, by symbol */
    bool gathered;        /* the classes have their attributes: answers stay as they are */
    const Spot **spot;    /* per node: where it is evaluated; of none: nowhere */
    Spot *last_spot;      /* that was made */
    VEC(Ref) acting;      /* nodes that bind names or make facts, in source order */
    void **thing;         /* per node, by its kind: Symbol, Function, Class, Loop or Call */
    bool *binds;          /* per node: a NAME that binds, not reads */
    const char **names;   /* per node, once asked: qualified_name; or NONE (names.c) */
    const char **types;   /* per node, once asked: instance_type; or NONE (types.c) */
    uint8_t *values;      /* per node: 1 + value_kind; 0 when not asked yet */
    uint8_t *learned;     /* per node: LearnedBit of a call; NULL: nothing is known */
    uint8_t *understood;  /* per function: Understanding (understood.c) */
    uint8_t *returns;     /* per function: whether it returns a promise (value.c) */
    const Known **blocks; /* per call, once asked: blocking_call; or NO_ROW (blocks.c) */
    uint8_t *fates;       /* per node: 1 + promise_fate; 0 when not asked yet */
    uint8_t *given;       /* per function: 1 + function_fate; 0 when not asked yet */
    uint8_t *fails;       /* per function: 1 + may_fail_unheard; 0 when not asked yet */
    uint8_t *shares;      /* per function: 1 + changes_shared_state; 0 when not asked yet */
    Ref *settled_by;      /* per read, once asked: settle_reads (carried.c) */
    Symbol **table;       /* open addressing by scope and name */
    uint32_t table_count, table_cap;
    Scope *builtins;           /* outside the module: names that nothing binds */
    VEC(Ref) imports;          /* IMPORT nodes */
    VEC(const char *) modules; /* that the file imports or requires */
    VEC(const char *) written; /* js: members that something assigns, interned */
    Map *fields;               /* js: names to their uses, once asked (emitter.c) */
    VEC(struct Call *) setups; /* awaited, once asked (singleton.c) */
    bool has_setups;
    Pairs emitters;            /* js: Symbols to Emitters, once asked (emitter.c) */
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
/* What the class has under the name; made when missing. */
Member *class_member(const Facts *facts, const Class *cls, const char *name);
/* What the symbol was asked, to be filled in; NULL while answers may still change. */
Asked *symbol_asked(const Facts *facts, const Symbol *symbol);
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
