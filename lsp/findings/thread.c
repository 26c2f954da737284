/*
 * thread.c - the fix that all blocking calls share: run the call in a thread.
 *
 * `f(a)` becomes `await asyncio.to_thread(f, a)`, or trio's and anyio's form of it.
 */
#include "findings/habits.h"

/* Why the call cannot be moved to a thread, or NULL. */
static const char *thread_problem(const Pass *p, const Call *call, bool asyncio)
{
    const Syntax *s = p->syntax;
    const char *problem = await_problem(p, call->node);
    if (problem)
        return problem;
    Ref argument = child_with(s, call->node, R_ARGUMENT);
    if (kind_of(s, argument) == N_COMPREHENSION &&
        s->nodes[argument].end == s->nodes[call->node].end)
        return "its argument is a bare generator expression";
    if (!asyncio && (call->has_keywords || call->has_spread))
        return "`to_thread.run_sync` passes no keyword arguments on";
    return NULL;
}

/* The parenthesis before the arguments. */
static Span opening(const Syntax *s, const Call *call)
{
    uint32_t at = s->nodes[call->callee].end;
    while (at + 1 < s->nodes[call->node].end && s->text.ptr[at] != '(')
        at++;
    return (Span){at, at + 1};
}

/* What takes its place between the callee and its arguments, if there are any. */
static const char *separator(const Syntax *s, const Call *call)
{
    if (!child_with(s, call->node, R_ARGUMENT))
        return "";
    char next = s->text.ptr[opening(s, call).end];
    return is_blank(next) || is_eol(next) ? "," : ", ";
}

void offer_thread(Pass *p, Finding *finding, const Call *call, Safety safety)
{
    const Syntax *s = p->syntax;
    const char *library = async_library(p);
    bool asyncio = same(library, "asyncio");
    Fix *fix = offer(p, finding, safety, "Run it in a thread, with `%s`",
                     asyncio ? "asyncio.to_thread" : "to_thread.run_sync");
    fix->way = WAY_THREAD;
    const char *problem = thread_problem(p, call, asyncio);
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    const char *runner = asyncio ? fix_import_name(p, fix, "asyncio", "to_thread")
                                 : arena_printf(p->arena, "%s.to_thread.run_sync",
                                                fix_import(p, fix, library));
    fix_await(p, fix, call->node);
    fix_insert(p, fix, s->nodes[call->node].start, "%s(", runner);
    fix_replace(p, fix, opening(s, call), "%s", separator(s, call));
}
