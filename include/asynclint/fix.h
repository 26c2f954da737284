/*
 * fix.h - how a rule reports, and how it builds the edits that mend what it reports.
 *
 * Rules get it by rule.h. Helpers know indentation, line endings, imports, and where
 * `await` may stand. All text lives in the pass's arena.
 */
#ifndef ASYNCLINT_FIX_H
#define ASYNCLINT_FIX_H

#include "asynclint/facts.h"
#include "asynclint/finding.h"

typedef struct Pass Pass; /* rule.h */

/* --- reporting (findings/report.c); none returns NULL --- */

/* Reports a node, at the rule's severity, with a sentence that has no full stop. */
Finding *report(Pass *p, Ref where, const char *fmt, ...) PRINTF(3, 4);
Finding *report_span(Pass *p, Span where, const char *fmt, ...) PRINTF(3, 4);
void relate(Pass *p, Finding *finding, Ref where, const char *fmt, ...) PRINTF(4, 5);

/* --- fixes (findings/fix.c) ---
 * The first fix offered is the preferred one when it is SAFE, or when the rule says so
 * by fix_prefer. Formats may use %s only with text that is ready to stand in the source. */

Fix *offer(Pass *p, Finding *finding, Safety safety, const char *fmt, ...) PRINTF(4, 5);
void fix_prefer(Finding *finding, Fix *fix);
/* Says why the fix cannot be made here; it then has no edits. */
void fix_disable(Fix *fix, const char *reason);
void fix_replace(Pass *p, Fix *fix, Span span, const char *fmt, ...) PRINTF(4, 5);
void fix_insert(Pass *p, Fix *fix, uint32_t byte, const char *fmt, ...) PRINTF(4, 5);
/* `await ` before an expression, with parentheses where precedence or a following
 * member, index or call asks for them, and none doubled. */
void fix_await(Pass *p, Fix *fix, Ref expr);
/* Replaces the whole expression by text that already begins with `await `, with the
 * parentheses that its place asks for. */
void fix_replace_awaited(Pass *p, Fix *fix, Ref expr, const char *fmt, ...) PRINTF(4, 5);
/* Inserts a line of its own before or after a statement, with its indentation and the
 * document's line ending; `fmt` may hold "\n" for further lines of the same indentation. */
void fix_line_before(Pass *p, Fix *fix, Ref statement, const char *fmt, ...) PRINTF(4, 5);
void fix_line_after(Pass *p, Fix *fix, Ref statement, const char *fmt, ...) PRINTF(4, 5);

/* Offers to run a blocking call in a thread: `f(a)` -> `await asyncio.to_thread(f, a)`, or
 * the form of trio or anyio; disabled with the reason where it cannot. (findings/thread.c) */
void offer_thread(Pass *p, Finding *finding, const Call *call, Safety safety);

/* --- locks of Python --- */

struct LockRegion; /* locks.h */
/* Offers to make the lock of threads one of the event loop, everywhere in the file; disabled
 * with the reason where some use does not stand in a coroutine. (findings/async_lock.c) */
void offer_async_lock(Pass *p, Finding *finding, const struct LockRegion *region);
/* Offers `with lock:` around what stands between `acquire` and `release`; disabled with the
 * reason where these are not statements of one block. (findings/lock_scope.c) */
void offer_with_lock(Pass *p, Finding *finding, const struct LockRegion *region);
/* Offers to make the lock once, in a global of the module, instead of at each use. The call
 * makes it: in the head of a `with`, or as the only value of a local name. */
void offer_shared_lock(Pass *p, Finding *finding, const Call *made);
/* Python: puts a head (`async with lock:`) around the statements from `first` to `last`, which
 * stand in one block; disabled with the reason where it cannot. (findings/wrap.c) */
void fix_wrap(Pass *p, Fix *fix, Ref first, Ref last, const char *head);
/* Python: offers to hold a threading.Lock from the statement of `read` to that of the write,
 * made beside what is written, or one that the class has. (findings/thread_lock.c) */
void offer_thread_lock(Pass *p, Finding *finding, const Write *write, Ref read);
/* Python: offers to make a lambda or a function inside a function, handed over as `given`,
 * one of the module; disabled where it uses local names. (findings/module_function.c) */
void offer_module_function(Pass *p, Finding *finding, const Function *fn, Ref given);

/* Offers to await a loop's items together: asyncio.gather, a TaskGroup where the file's Python
 * has it, at most ten at a time; Promise.all, batches. Unsafe; results keep their order.
 * Nothing where the body cannot be moved. (findings/loop.c) */
void offer_together(Pass *p, Finding *finding, const Loop *loop);
/* Python: 3.11 or later, by `requires-python` or by what the file uses. */
bool has_task_group(const Pass *p);

/* --- imports (findings/imports.c) --- */

/* The expression by which this file reaches a module, e.g. "asyncio" or "aio": reuses an
 * import that is there, else adds one in the right place. */
const char *fix_import(Pass *p, Fix *fix, const char *module);
/* The expression for one name of a module: "sleep" where it is imported by that name,
 * "aio.sleep" where the module is. Adds an import when there is none. */
const char *fix_import_name(Pass *p, Fix *fix, const char *module, const char *name);

/* A name of the module's own with this value, for code at the node: one that is there, or a
 * new one behind the imports. `value` is source text. (findings/global.c) */
const char *fix_global(Pass *p, Fix *fix, Ref at, const char *base, const char *value);

/* --- legality and text (findings/legal.c) --- */

/* NULL when `await` may be written at the node; else why not, as a clause ("the function
 * is not async"). */
const char *await_problem(const Pass *p, Ref at);
/* A comment stands inside the node's bytes: replacing it would lose it. */
bool has_comment(const Pass *p, Ref node);
bool has_comment_in(const Pass *p, Span span);
/* The node's source text, copied to the arena, NUL-terminated; in parentheses where brackets
 * around it let its lines end. */
const char *source(const Pass *p, Ref node);
/* The white space that begins the node's line; and one level of the file's indentation. */
const char *indentation(const Pass *p, Ref node);
const char *indent_unit(const Pass *p);
const char *line_ending(const Pass *p); /* "\n", "\r\n" or "\r" */
/* js: statements of this file end in semicolons; strings use this quote. */
bool uses_semicolons(const Pass *p);
char quote_char(const Pass *p);
/* A name like `base` that nothing visible at the node is called: base, base_2 … (js:
 * base2). */
const char *fresh_name(const Pass *p, Ref at, const char *base);
/* The names that an expression reads and something within `around` (a loop, a statement)
 * binds, as a list of parameters or arguments: "x, y" or "". (findings/inner.c) */
const char *iteration_names(const Pass *p, Ref expr, Ref around);
/* The async library to advise: "asyncio", "trio" or "anyio", by the file's imports. */
const char *async_library(const Pass *p);

#endif
