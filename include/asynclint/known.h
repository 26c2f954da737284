/*
 * known.h - callables that the rules know by name.
 *
 * The tables (facts/known/NAME.def, one a category, one row a callable) are data. A row's
 * source is the library's own documentation. Configuration can add rows and take them
 * away; see config.h.
 */
#ifndef ASYNCLINT_KNOWN_H
#define ASYNCLINT_KNOWN_H

#include "asynclint/grammar.h"

/* clang-format off */
#define KNOWN_CATEGORIES(X)                                                               \
    /* Python: what blocks the thread that calls it */                                    \
    X(SLEEP) X(HTTP) X(CLOUD) X(FILE) X(PATH) X(TREE) X(SERIALIZE) X(DATA) X(PROCESS)      \
    X(DATABASE) X(REDIS) X(MESSAGES) X(INPUT) X(SOCKET) X(DNS) X(TLS) X(NETWORK)          \
    X(CPU) X(COMPRESSION) X(PRIMITIVE) X(THREAD) X(FUTURE) X(WORKERS) X(NESTED_LOOP)      \
    /* js */                                                                              \
    X(PROMISE) X(PROMISE_METHOD) X(PROMISE_FACTORY) X(SAFE_TO_FLOAT) X(LAZY_THENABLE)     \
    X(BLOCKING_SYNC) X(CPU_HEAVY) X(CANCELLABLE) X(LIMITER) X(MUTEX)                      \
    X(SEQUENTIAL_INTENT) X(SEQUENTIAL_RECEIVER) X(SYNC_CONSUMER) X(NEEDS_ERROR_HANDLER)   \
    /* Python: what must be awaited, what makes a task, what runs elsewhere */            \
    X(COROUTINE) X(TASK_FACTORY) X(OFFLOAD)
/* clang-format on */

typedef enum KnownCategory {
    KNOWN_NONE,
#define X(name) KNOWN_##name,
    KNOWN_CATEGORIES(X)
#undef X
        KNOWN_COUNT
} KnownCategory;

typedef enum KnownForm {
    FORM_FUNCTION,
    FORM_METHOD,      /* name has `#` before the member */
    FORM_CONSTRUCTOR, /* calls of the instance block, not its making */
    FORM_ITERATOR,    /* blocks when consumed, not when called */
    FORM_CONTEXT,     /* blocks when entered */
} KnownForm;

typedef struct Known {
    const char *name;        /* "requests.Session#get"; js: "fs.readFileSync" */
    const char *replacement; /* what to use instead, for people; may be "" */
    const char *unless;      /* the condition that makes it harmless, for people; or "" */
    uint8_t category;        /* KnownCategory */
    uint8_t form;            /* KnownForm */
    uint8_t tier;            /* 1 surely blocks … 3 one cheap system call */
} Known;

/* The row for a qualified name in a language family, or NULL. A name may have rows in
 * several categories: known_find gives the first, known_in the one of a category. */
const Known *known_find(Language language, const char *qualified);
const Known *known_in(Language language, const char *qualified, KnownCategory category);
/* Builds the lookup tables. Call once, before any thread is started. */
void known_init(void);
/* A class name is in the tables as the receiver of some method row. */
bool known_class(Language language, const char *qualified);

#endif
