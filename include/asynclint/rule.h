/*
 * rule.h - what a rule is, and what a rule may do.
 *
 * A rule is one const struct in one file under lsp/rules/. It reads facts and answers
 * with findings; it never sees JSON, files or the terminal. This is the one header that
 * a rule includes.
 */
#ifndef ASYNCLINT_RULE_H
#define ASYNCLINT_RULE_H

#include "asynclint/answers.h"
#include "asynclint/blocking.h"
#include "asynclint/blocks.h"
#include "asynclint/cancel.h"
#include "asynclint/cleanup.h"
#include "asynclint/dependence.h"
#include "asynclint/emitter.h"
#include "asynclint/exclusive.h"
#include "asynclint/facts.h"
#include "asynclint/finding.h"
#include "asynclint/fix.h"
#include "asynclint/known.h"
#include "asynclint/locks.h"
#include "asynclint/races.h"
#include "asynclint/ready.h"
#include "asynclint/rejects.h"
#include "asynclint/resolve.h"
#include "asynclint/settle.h"
#include "asynclint/shared_memory.h"
#include "asynclint/starts.h"
#include "asynclint/threads.h"
#include "asynclint/timeout.h"
#include "asynclint/together.h"

typedef enum HttpClient { CLIENT_AIOHTTP, CLIENT_HTTPX } HttpClient;
typedef enum Workload { WORKLOAD_IO, WORKLOAD_CPU, WORKLOAD_MIXED } Workload;

/* One rule over one file. */
struct Pass {
    const Facts *facts;
    const Reach *reach;   /* what its calls come to, also in other files */
    const Syntax *syntax; /* facts->syntax */
    Arena *arena;
    const struct Rule *rule;
    HttpClient http_client; /* configuration: httpClient */
    Workload workload;      /* configuration: workload */
    uint8_t python_minor;   /* 11 of requires-python ">=3.11"; 0: not known */
    FindingList *out;       /* where findings go */
    struct Habits *habits;  /* the file's style and imports; private to findings/ */
};

/* A rule speaks the languages it has an example in, and TypeScript and TSX where it has one
 * in javascript; both texts are tests, in each of them. */
typedef struct Example {
    const char *language; /* "python", "javascript", "typescript", "tsx" */
    const char *bad;      /* must be reported by this rule */
    const char *good;     /* must not be */
} Example;

/* The same check in another linter: its suppression comments are honoured. */
typedef struct Foreign {
    const char *tool; /* "ruff", "flake8", "pylint", "eslint", "oxlint", "biome" */
    const char *id;   /* "ASYNC251", "no-await-in-loop" */
} Foreign;

typedef struct Rule {
    const char *id;         /* the file's name: "blocking-sleep" */
    const char *title;      /* the pattern found, in one line */
    const char *why;        /* Markdown, for `explain`, hover and docs/rules.md */
    const char *exclusions; /* Markdown: what it leaves alone, and why */
    const char *fixes;      /* Markdown: what the fixes do, and whether they are safe */
    bool
        by_workload; /* the setting `workload` decides what comes first: the page says how */
    Severity severity; /* the default */
    Starts python, js;
    Example examples[5]; /* ends at the first empty one */
    Foreign foreign[12]; /* ends at the first empty one */

    /* Hooks; those that are set are called once per fact, in source order. */
    void (*on_module)(Pass *p);
    void (*on_function)(Pass *p, const Function *fn); /* not for the module's own code */
    void (*on_class)(Pass *p, const Class *cls);
    void (*on_loop)(Pass *p, const Loop *loop);
    void (*on_call)(Pass *p, const Call *call);
    void (*on_await)(Pass *p, const Await *await);
    void (*on_write)(Pass *p, const Write *write);
    void (*on_discard)(Pass *p, const Discard *discard);
    void (*on_handler)(Pass *p, const Handler *handler);
} Rule;

#endif
