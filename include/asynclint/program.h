/*
 * program.h - many files as one program: who calls whom, and what that comes to.
 *
 * A CallGraph holds a summary a file, and runs effects through the calls to a fixpoint:
 * what blocks the thread, what computes for long, what gives a coroutine or a promise. A
 * Reach says what the calls of one text come to: by that text alone, or with a graph around
 * it. Uncertain is silent: a call that may be of something else reaches nothing.
 */
#ifndef ASYNCLINT_PROGRAM_H
#define ASYNCLINT_PROGRAM_H

#include "asynclint/resolve.h"
#include "asynclint/summary.h"

/* --- the calls of one text (program/reach.c) --- */

/* One step from a call to what blocks. */
typedef struct Step {
    const char *path;   /* the file as it is shown, or NULL: the text's own */
    Location at;        /* of the call there */
    const char *caller; /* the function that it stands in, or NULL */
    const char *what;   /* what is called, as written; "": a loop that computes */
} Step;

/* The step is a function that the configuration speaks of: it calls nothing. */
static inline bool step_is_configured(const Step *step)
{
    return step->caller && same(step->caller, step->what);
}

typedef struct Effect {
    KnownCategory category;
    uint8_t tier;     /* known.h: 1 surely, 2 by the size of the data */
    const char *what; /* what blocks in the end, as written; "": a loop */
    VEC(Step) steps;  /* those behind the call: the last is what blocks */
} Effect;

/* A call, or a property that is read, whose function was found. */
typedef struct CallSite {
    Ref node;   /* CALL or MEMBER */
    Ref callee; /* of a CALL; else the MEMBER itself */
    CallForm form;
    Place at;
    const char *function;                /* the name of what is called, or NULL */
    Function *local;                     /* … when it is of this text */
    const Effect *effects[EFFECT_KINDS]; /* NULL when it has none */
    bool awaitable;                      /* it gives a coroutine, or a promise */
    uint8_t fate;                        /* Fate of that (rejects.h) */
} CallSite;

typedef struct Reach {
    VEC(CallSite) sites; /* in source order */
} Reach;

typedef struct Modules Modules; /* modules.h */
typedef struct CallGraph CallGraph;

/* `graph` may be NULL; else `path` is the key of the text's file in it, if it is there, and
 * the graph must be solved. Everything lives in the arena, or in the graph. `summary` and
 * `sites` are those of the facts. Reading a graph is safe from several threads. */
Reach *reach_new(Arena *arena, const Facts *facts, const Summary *summary,
                 const Sites *sites, const CallGraph *graph, const char *path);
/* The site of a node, or NULL. */
const CallSite *reach_site(const Reach *reach, Ref node);

/* --- the graph (program/graph.c) --- */

/* `modules` is borrowed. */
CallGraph *graph_new(Modules *modules);
void graph_free(CallGraph *graph);
/* Adds a file, or puts a new summary in the place of its old one; steals the summary, copies
 * the paths. `path` is absolute, `shown` is how people see it. The calls of a file that is
 * a root are all followed, those of another where a followed call leads to them. */
void graph_put(CallGraph *graph, const char *path, const char *shown, bool root,
               Summary *summary);
/* The file is no longer there, or cannot be read. */
void graph_drop(CallGraph *graph, const char *path);
/* The file is there, was, or is missing. */
bool graph_knows(const CallGraph *graph, const char *path);
/* Finds out what calls reach, if it may have changed. Appends to `missing` the absolute paths of files that it would
 * need to know, each once; the caller puts those that there are, and calls
 * again until none is missing. */
typedef VEC(const char *) PathList;
void graph_link(CallGraph *graph, Arena *arena, PathList *missing);
/* Appends the paths of its files; borrowed. */
void graph_paths(const CallGraph *graph, Arena *arena, PathList *out);
/* What modules mean has changed (modules_forget): everything is looked up anew. */
void graph_forget(CallGraph *graph);
/* Runs the effects to their fixpoint. Call after linking. */
void graph_solve(CallGraph *graph);

/* A number for what calls of the file reach in other ones, effects and awaitables, and by
 * which way; 0 for nothing: the file's findings are the same with and without the graph. */
uint64_t graph_view(const CallGraph *graph, const char *path);

/* The functions of the file that others give to threads and processes, by their path and the
 * order there. Everything lives in the arena, or in the graph. */
typedef struct GivenFunction {
    const char *name; /* of the function, as FunctionSummary has it */
    const char *path; /* of the other file, as shown */
    const HandoffSummary *handoff;
} GivenFunction;
typedef VEC(GivenFunction) GivenFunctions;
void graph_handoffs(const CallGraph *graph, const char *path, Arena *arena,
                    GivenFunctions *out);

/* Gives each call in a function that runs on the event loop and reaches an effect, by path
 * and position: for people to look at. */
typedef struct Route {
    const char *path;      /* as shown */
    const char *coroutine; /* the function that makes the call, or NULL */
    bool handler;          /* js: it serves requests */
    Location at;
    const char *as; /* the call as written */
    EffectKind kind;
    const Effect *effect;
} Route;
typedef VEC(Route) Routes;
void graph_routes(const CallGraph *graph, Arena *arena, Routes *out);

#endif
