/*
 * starts.h - what a file has to mention before a rule can find anything in it, by which the
 * command line knows files that need no parse. (analysis/starts.c)
 */
#ifndef ASYNCLINT_STARTS_H
#define ASYNCLINT_STARTS_H

#include "asynclint/known.h"

/* clang-format off */
/* What a file has to mention, one of these at least, before the rule can find anything there;
 * what other files tell of it aside. Neither: it may in any. */
typedef struct Starts {
    const char *words; /* words_add (text/words.h), with spaces between */
    uint8_t known[6];  /* KnownCategory: … or calls of these */
} Starts;

/* Coroutines, whatever gives them, and js: request handlers (facts/handler.c). */
#define STARTS_ASYNC "async await"
#define STARTS_HANDLERS                                                                    \
    " createServer 'request+on export+GET export+POST export+PUT export+PATCH "            \
    "export+DELETE export+OPTIONS export+HEAD .handler" STARTS_ROUTES(get)                 \
        STARTS_ROUTES(post) STARTS_ROUTES(put) STARTS_ROUTES(patch) STARTS_ROUTES(delete)  \
            STARTS_ROUTES(all) STARTS_ROUTES(use) STARTS_ROUTES(head)                      \
                STARTS_ROUTES(options)
#define STARTS_ROUTES(method)                                                              \
    " app+." #method " router+." #method " server+." #method " fastify+." #method          \
    " api+." #method " route+." #method " *Router+." #method " *App+." #method
#define STARTS_PROMISES "async await Promise PromiseLike import("

/* Python: paths that are asked for and acted on (flow/path_use.c); queues. */
#define ACTS_ON_QUEUE(queue) " " #queue "+.empty " #queue "+.full " #queue "+.qsize"
#define STARTS_QUEUES                                                                      \
    ACTS_ON_QUEUE(Queue)                                                                   \
    ACTS_ON_QUEUE(LifoQueue)                                                               \
    ACTS_ON_QUEUE(PriorityQueue) ACTS_ON_QUEUE(SimpleQueue) ACTS_ON_QUEUE(JoinableQueue)
#define ACTS_ON_PATH(asks)                                                                \
    " " asks "+mkdir " asks "+makedirs " asks "+remove " asks "+unlink " asks "+rmdir "   \
    asks "+rmtree " asks "+rename " asks "+move " asks "+open"
#define STARTS_PATHS                                                                      \
    ACTS_ON_PATH("exists") ACTS_ON_PATH("lexists") ACTS_ON_PATH("isfile")                 \
    ACTS_ON_PATH("isdir") ACTS_ON_PATH("islink") ACTS_ON_PATH("is_file")                  \
    ACTS_ON_PATH("is_dir") ACTS_ON_PATH("is_symlink")

/* js: arrays over memory that threads share (flow/shared_memory.c). */
#define SHARED_VIEW(view) " " #view "+~shared " #view "+Atomics " #view "+sab"
#define STARTS_VIEWS                                                                       \
    SHARED_VIEW(Int8Array) SHARED_VIEW(Uint8Array) SHARED_VIEW(Int16Array)                 \
    SHARED_VIEW(Uint16Array) SHARED_VIEW(Int32Array) SHARED_VIEW(Uint32Array)              \
    SHARED_VIEW(BigInt64Array) SHARED_VIEW(BigUint64Array) SHARED_VIEW(Float32Array)       \
    SHARED_VIEW(Float64Array) SHARED_VIEW(Uint8ClampedArray)
/* clang-format on */

#endif
