/*
 * blocking.h - what the rules on blocking calls share: where such a call counts, what is
 * said of it, and what is offered. Rules get it by rule.h.
 */
#ifndef ASYNCLINT_BLOCKING_H
#define ASYNCLINT_BLOCKING_H

#include "asynclint/blocks.h"
#include "asynclint/finding.h"
#include "asynclint/program.h"
#include "asynclint/threads.h"

typedef struct Pass Pass; /* rule.h */

/* What one rule speaks of. */
typedef struct BlockingKind {
    KnownCategory categories[6]; /* ends at the first KNOWN_NONE */
    const char *until;           /* what the loop waits for: "the disk has answered" */
} BlockingKind;

/* The row by which the call blocks the event loop, when that is of the rule's kind; else
 * NULL. In js: in async functions and request handlers of files that serve (no script,
 * test or worker). Calls of tier 4 are left alone. */
const Known *blocks_loop(const Pass *p, const Call *call, const BlockingKind *kind);
/* The same for a `with` statement's item. */
const Known *context_blocks_loop(const Pass *p, Ref item, const BlockingKind *kind,
                                 Place *at);
/* js: standard input read as a file, `fs.readFileSync(0)`: blocking-input's. */
bool reads_standard_input(const Pass *p, const Call *call);
/* The place is on an event loop's thread, as blocks_loop asks. */
bool place_on_loop(const Pass *p, const Place *at);

/* Reports the call's callee: "`open` in coroutine `load` stops the event loop until …; use
 * …". One cheap system call is a hint, what depends on the size of the data information. */
Finding *report_blocking(Pass *p, const Call *call, const Known *known,
                         const BlockingKind *kind);
/* Reports the head of a `with` statement. */
Finding *report_context(Pass *p, Ref item, const Known *known, const BlockingKind *kind,
                        const Place *at);
/* Adds the steps from a call to what blocks or computes, in this file and others. */
void relate_chain(Pass *p, Finding *finding, const Effect *effect);
/* Adds the place in another file that hands the function over. */
void relate_outside(Pass *p, Finding *finding, const Handoff *handoff, const char *fmt, ...)
    PRINTF(4, 5);
/* What is called, on one line. */
const char *callee_label(const Pass *p, const Call *call);
/* The words for a function: "coroutine `load`", "request handler `get`". */
const char *place_label(const Pass *p, const Function *fn);
/* What to use instead, in the words of the file's async library: "use …, or run it in a
 * thread". */
const char *blocking_advice(const Pass *p, const Known *known);

/* Offers the asynchronous function that an fs-like one is called without `Sync`:
 * `fs.readFileSync(p)` -> `await fs.promises.readFile(p)`, or `promisify(zlib.gzip)(x)`. */
void offer_without_sync(Pass *p, Finding *finding, const Call *call, const Known *known,
                        Safety safety);
/* js: `m.nameSync(…)` -> `await promisify(m.name)(…)`; `after` follows the awaited value
 * (".stdout") or is "". */
void offer_promisified(Pass *p, Finding *finding, const Call *call, const Known *known,
                       Safety safety, const char *after);
/* Offers to make the request of `requests` or httpx with aiohttp or httpx.AsyncClient, by
 * `async with` around the statements that use the response; nothing when some use of it is
 * not understood. Preferred, unsafe: exceptions are of other types. (findings/client.c) */
void offer_client(Pass *p, Finding *finding, const Call *call);
/* Python: offers to open the file of `with open(…) as f` by aiofiles, trio or anyio, and to
 * await what is done with it; nothing when some use is not understood. Unsafe; preferred where
 * the file works with that library. (findings/async_file.c) */
void offer_async_file(Pass *p, Finding *finding, const Call *call);
/* `callee(…)` -> `await receiver.name(…)`: the method of another name, awaited. */
void offer_renamed(Pass *p, Finding *finding, const Call *call, Safety safety,
                   const char *name);

/* Offers to run a function of the module, or a known one of a library, in another process;
 * NULL when it is none. asyncio only. (findings/elsewhere.c) */
Fix *offer_process(Pass *p, Finding *finding, const Call *call);
/* Python: offers the pool's class of the other kind, where the file makes the pool and all
 * that it is used for is of the one labour and can cross; nothing where it is not seen whole.
 * (findings/pool.c) */
void offer_other_pool(Pass *p, Finding *finding, const Handoff *handoff, Labour labour);
/* Why what is handed to a thread cannot as it is be handed to a process by
 * `run_in_executor`; NULL when it can. */
const char *process_problem(const Pass *p, const Handoff *handoff);
/* Python: offers `run_in_executor` of a pool of processes in place of the loop's own threads
 * (`asyncio.to_thread`, an executor of None). */
void offer_loop_process(Pass *p, Finding *finding, const Handoff *handoff);
/* js: offers to run a function of the module that needs nothing of the file in a Worker of
 * Node, whose errors are heard; for the module of a page, in one of a file that is to be
 * written. Nothing when it is none. */
void offer_worker(Pass *p, Finding *finding, const Call *call);

#endif
