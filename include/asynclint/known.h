/*
 * known.h - callables and classes that the rules know by name.
 *
 * The tables (facts/known/NAME.def) are data, one row a callable; a row's source is the
 * library's own documentation. Names are qualified as resolve.h says; the two language
 * families do not mix. A member of a member follows with a dot, as it is written:
 * "openai.OpenAI#chat.completions.create"; calling an instance itself is
 * "knex.Knex#[call]" (Python: "C#__call__"). All lookups look through other spellings
 * (requests.sessions.Session, posixpath.exists, fs.promises.x, node:x, globalThis.x,
 * x.default), base classes (urllib3.ProxyManager#request) and wildcard rows
 * ("openai.OpenAI#*"). Strings that come out are static. The tables of a language family are
 * made searchable when they are first asked, in any thread.
 */
#ifndef ASYNCLINT_KNOWN_H
#define ASYNCLINT_KNOWN_H

#include "asynclint/own.h"

/* What a file's calls are looked up in: the tables of its language, and with them the names
 * of its project's configuration. */
typedef struct Lexicon {
    Language language;
    const OwnNames *own;     /* borrowed; NULL for none */
    struct Answers *answers; /* private to known/; NULL: nothing is remembered */
} Lexicon;

/* One that remembers what it was asked, by the addresses of names: those stay as they are
 * for as long as it is used, as all of an analysis do. For one thread. */
Lexicon lexicon_new(Arena *arena, Language language, const OwnNames *own);

/* clang-format off */
#define KNOWN_CATEGORIES(X)                                                               \
    /* what blocks the thread that calls it, in both language families */                 \
    X(SLEEP) X(HTTP) X(CLOUD) X(FILE) X(PATH) X(TREE) X(SERIALIZE) X(DATA) X(PROCESS)      \
    X(DATABASE) X(REDIS) X(MESSAGES) X(INPUT) X(SOCKET) X(DNS) X(TLS) X(NETWORK)          \
    X(CPU) X(COMPRESSION) X(PRIMITIVE) X(THREAD) X(FUTURE) X(WORKERS) X(NESTED_LOOP)      \
    X(CONFIGURED)                                                                         \
    /* what bounds concurrent work, keeps it apart, or puts it in order */                \
    X(LIMITER) X(MUTEX) X(SEQUENTIAL_INTENT) X(SEQUENTIAL_RECEIVER)                       \
    /* js */                                                                              \
    X(PROMISE) X(PROMISE_FACTORY) X(SAFE_TO_FLOAT) X(LAZY_THENABLE) X(CANCELLABLE)        \
    X(SYNC_CONSUMER) X(NEEDS_ERROR_HANDLER)                                               \
    /* Python: what must be awaited, what makes a task, what runs elsewhere */            \
    X(COROUTINE) X(TASK_FACTORY) X(OFFLOAD)                                               \
    /* … and what waits for another machine, and the timeout it takes */                    \
    X(TIMEOUT)
/* clang-format on */

typedef enum KnownCategory {
    KNOWN_NONE, /* of a row that a wildcard must not take; never given out */
#define X(name) KNOWN_##name,
    KNOWN_CATEGORIES(X)
#undef X
        KNOWN_COUNT
} KnownCategory;

typedef enum KnownForm {
    FORM_FUNCTION,
    FORM_METHOD,      /* name has `#` before the member */
    FORM_CONSTRUCTOR, /* making an instance: "smtplib.SMTP"; js: `new Worker` */
    FORM_ITERATOR,    /* function or method: acts when consumed, not when called */
    FORM_CONTEXT,     /* acts when its result is entered by `with`; "C#__enter__" and
                       * "C#__exit__": when the instance is entered or left */
    FORM_DECORATOR,   /* OFFLOAD: runs what it, or what calling it gives, decorates */
} KnownForm;

enum { KEYWORD_ONLY = 255 }; /* of Known.argument */
/* OFFLOAD: how a callable is run. */
typedef enum KnownRuns { RUNS_ONCE, RUNS_EACH, RUNS_SETUP } KnownRuns;

typedef struct Known {
    const char *name;        /* "requests.Session#get"; js: "fs.readFileSync" */
    const char *replacement; /* what to use instead, in Markdown; "": there is nothing
                              * better than a thread (Python), a Worker (js) */
    const char *unless;      /* the condition that makes it harmless, for people; or "" */
    const char *guard;       /* the same as tests of the arguments, see below; or "" */
    const char *parameter;   /* name of the parameter that takes the callable or timeout */
    uint8_t argument;        /* position of that parameter, 0-based, or KEYWORD_ONLY */
    uint8_t category;        /* KnownCategory */
    uint8_t form;            /* KnownForm */
    uint8_t tier;            /* of what blocks:
                              * 1 surely, until a network, disk, process or thread is done
                              * 2 by the size of the data, or by what is behind it
                              * 3 one cheap system call
                              * 4 only with further evidence: small input is usual
                              * COROUTINE, PROMISE: 1 nothing but that, 2 has members of
                              * its own, or can be kept and entered by `async with`
                              * TASK_FACTORY: 1 nobody keeps the task, 2 its group does
                              * OFFLOAD: 1 to a thread, 2 to a process or interpreter, 3
                              * as the executor says that it is called on, or given
                              * TIMEOUT: 1 none by default, 2 one by default, 3 takes none
                              * and is awaited, 4 takes none: its object has one */
    uint8_t runs; /* OFFLOAD: KnownRuns: once; at the same time; to prepare a worker */
} Known;

/* A guard holds tests with a space between them; one that holds makes the call harmless.
 *   0:timeout=0   the argument at that position, or of that keyword, has that value
 *   wait=False    … which is a keyword (Python), an option of an object (js)
 *   -0:host       that argument is not given
 *   +1:callback   that argument is given
 *   !2:async=false  it does not have that value
 *   ~WNOHANG      some argument mentions that word */

/* The row for a qualified name, or NULL; the file's language and the configuration's names
 * (own.h) count. A name may have rows in several categories: known_find gives the first,
 * known_in the one of a category. */
const Known *known_find(const Lexicon *in, const char *qualified);
const Known *known_in(const Lexicon *in, const char *qualified, KnownCategory category);
/* The row by which it blocks or computes for long as the configuration says, or NULL. */
const Known *known_own(const Lexicon *in, const char *qualified);
/* The configuration says that it is harmless. */
bool known_is_safe(const Lexicon *in, const char *qualified);
/* The row "*#member" of a category: names so distinctive that the receiver need not be
 * known. NULL when there is none. */
const Known *known_member(const Lexicon *in, const char *member, KnownCategory category);

/* The name under which the tables hold a function, class or module: "requests.Session"
 * for "requests.sessions.Session". `qualified` itself when they do not hold it. */
const char *known_canonical(Language language, const char *qualified);
const char *lexicon_canonical(const Lexicon *in, const char *qualified);
/* The tables know instances of this class: calling it makes one. */
bool known_class(const Lexicon *in, const char *qualified);
/* `class` is `base` or is derived from it, as far as the tables say. */
bool known_is_a(Language language, const char *class, const char *base);

/* The class of what one gets from calling a function or method that is not itself a
 * class: "requests.session" gives "requests.Session". For what must be awaited or entered
 * by `with`, the class of what that gives: "asyncio.create_subprocess_exec", "aiohttp.
 * ClientSession#get". NULL when the tables do not say. */
const char *known_factory(const Lexicon *in, const char *qualified);
/* … of a property or operator ("parent", "/") of an instance, or, with "()" at its end,
 * of calling its method ("resolve()"). */
const char *known_member_type(Language language, const char *class, const char *member);
/* … of each item when the result of a call is iterated (index -1: "pathlib.Path#glob"), or
 * of one part of the tuple it gives (0-based: "asyncio.open_connection"). */
const char *known_item_type(Language language, const char *qualified, int index);

#endif
