/*
 * run.c - runs the rules over a document's facts: once for each fact, in source order, and
 * only those rules that have a hook for it.
 */
#include "analysis/notebook_fixes.h"
#include "analysis/suppress.h"
#include "asynclint/threads.h"
#include "findings/pass.h"

#include <stdlib.h>

/* The hooks that are called once a fact, each with the list that it goes over. */
#define HOOKS(X)                                                                           \
    X(on_function, functions)                                                              \
    X(on_class, classes)                                                                   \
    X(on_loop, loops)                                                                      \
    X(on_call, calls)                                                                      \
    X(on_await, awaits)                                                                    \
    X(on_write, writes)                                                                    \
    X(on_discard, discards)                                                                \
    X(on_handler, handlers)

/* What configuration says of a rule for this file. */
typedef struct Level {
    Severity severity;
    bool configured; /* it replaces what the rule gave the finding */
    bool exact;      /* an override says so for this file: tests are not let off */
} Level;

typedef struct Bucket {
    VEC(Pass *) passes; /* of the rules that have the hook */
} Bucket;

typedef struct Run {
    Analysis *analysis;
    const Config *config;
    const NotebookFile *notebook; /* or NULL */
    FindingList found;            /* as reported */
    bool *enabled;                /* by rule_index */
    Level *levels;                /* by rule_index */
    Bucket on_module;
#define X(hook, list) Bucket hook;
    HOOKS(X)
#undef X
} Run;

static Pass *new_pass(Run *run, const Rule *rule, Habits *habits)
{
    Pass *pass = NEW(&run->analysis->arena, Pass);
    *pass = (Pass){.facts = run->analysis->facts,
                   .reach = run->analysis->reach,
                   .syntax = run->analysis->syntax,
                   .arena = &run->analysis->arena,
                   .rule = rule,
                   .http_client = run->config->http_client,
                   .workload = run->config->workload,
                   .python_minor = run->config->python_minor,
                   .out = &run->found,
                   .habits = habits};
    return pass;
}

static void read_levels(Run *run)
{
    Arena *arena = &run->analysis->arena;
    run->enabled = arena_alloc(arena, rule_count() + 1);
    run->levels = arena_alloc(arena, (rule_count() + 1) * sizeof(Level));
    for (uint32_t i = 0; rules[i]; i++) {
        int8_t set = run->config->levels ? run->config->levels[i] : -1;
        Severity usual = set < 0 ? rules[i]->severity : (Severity)set;
        Level level = {.severity =
                           config_level(run->config, rules[i], run->analysis->path)};
        level.exact = level.severity != usual;
        level.configured = set >= 0 || level.exact;
        run->levels[i] = level;
        run->enabled[i] = level.severity != SEVERITY_OFF;
    }
}

static void fill_buckets(Run *run)
{
    Analysis *analysis = run->analysis;
    Habits *habits = habits_new(analysis->facts);
    for (uint32_t i = 0; rules[i]; i++) {
        const Rule *rule = rules[i];
        if (!run->enabled[i] || !rule_speaks(rule, analysis->language))
            continue;
        Pass *pass = new_pass(run, rule, habits);
        if (rule->on_module)
            vec_push(&analysis->arena, &run->on_module.passes, pass);
#define X(hook, list)                                                                      \
    if (rule->hook)                                                                        \
        vec_push(&analysis->arena, &run->hook.passes, pass);
        HOOKS(X)
#undef X
    }
}

static void run_hooks(Run *run)
{
    const Facts *facts = run->analysis->facts;
    for (uint32_t k = 0; k < run->on_module.passes.len; k++) {
        Pass *pass = run->on_module.passes.items[k];
        pass->rule->on_module(pass);
    }
#define X(hook, list)                                                                      \
    for (uint32_t i = 0; run->hook.passes.len && i < facts->list.len; i++)                 \
        for (uint32_t k = 0; k < run->hook.passes.len; k++) {                              \
            Pass *pass = run->hook.passes.items[k];                                        \
            if ((const void *)facts->list.items[i] != facts->module)                       \
                pass->rule->hook(pass, facts->list.items[i]);                              \
        }
    HOOKS(X)
#undef X
}

/* --- what comes of them --- */

/* A rule may take a finding back, by turning it off. */
static void drop_withdrawn(Run *run)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < run->found.len; i++)
        if (run->found.items[i]->severity != SEVERITY_OFF)
            run->found.items[kept++] = run->found.items[i];
    run->found.len = kept;
}

static Severity graded(const Run *run, const Finding *finding)
{
    Level level = run->levels[rule_index(finding->rule)];
    Severity severity = level.configured ? level.severity : finding->severity;
    bool test = run->analysis->facts->flags & FILE_TEST && !level.exact;
    return test && severity > SEVERITY_HINT ? severity - 1 : severity;
}

typedef struct Entry {
    Finding *finding;
    uint32_t order; /* as reported */
} Entry;

static int compare_entries(const void *a, const void *b)
{
    const Entry *x = a, *y = b;
    const Finding *f = x->finding, *g = y->finding;
    if (f->span.start != g->span.start)
        return f->span.start < g->span.start ? -1 : 1;
    if (f->span.end != g->span.end)
        return f->span.end < g->span.end ? -1 : 1;
    int ids = strcmp(f->rule->id, g->rule->id);
    if (ids)
        return ids;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* Sorts, and keeps the first of what one rule said twice of one place. */
static void take_findings(Run *run)
{
    Analysis *analysis = run->analysis;
    VEC(Entry) entries = {0};
    for (uint32_t i = 0; i < run->found.len; i++) {
        Finding *finding = run->found.items[i];
        finding->severity = graded(run, finding);
        finding_finish(finding, analysis->syntax->text.len);
        if (run->notebook)
            notebook_settle(run->notebook, &analysis->arena, finding);
        finding_order(finding, run->config->workload);
        Entry entry = {finding, i};
        vec_push(&analysis->arena, &entries, entry);
    }
    if (entries.len)
        qsort(entries.items, entries.len, sizeof(Entry), compare_entries);
    for (uint32_t i = 0; i < entries.len; i++) {
        const Finding *last = i ? entries.items[i - 1].finding : NULL;
        Finding *finding = entries.items[i].finding;
        if (last && last->rule == finding->rule &&
            last->span.start == finding->span.start && last->span.end == finding->span.end)
            continue;
        vec_push(&analysis->arena, &analysis->findings, finding);
    }
}

static void run_rules(Analysis *analysis, Document *doc, const Config *config,
                      const NotebookFile *notebook)
{
    Run run = {.analysis = analysis, .config = config, .notebook = notebook};
    read_levels(&run);
    fill_buckets(&run);
    run_hooks(&run);
    drop_withdrawn(&run);
    Suppressions *suppressions = suppressions_read(&analysis->arena, analysis->syntax, doc,
                                                   config->respect_foreign_suppressions);
    suppressions_apply(suppressions, &run.found, run.enabled, analysis->language);
    take_findings(&run);
}

/* Top-level code of a notebook may await, in the file and in its cells. */
static uint32_t flags_of(const char *path)
{
    bool notebook = ends_with(path, ".ipynb") || strstr(path, ".ipynb#");
    return notebook ? FILE_NOTEBOOK : 0;
}

/* What the program around tells of the calls: rules ask the facts for values. */
static void learn(Analysis *analysis)
{
    VEC(Learned) calls = {0};
    for (uint32_t i = 0; i < analysis->reach->sites.len; i++) {
        const CallSite *site = &analysis->reach->sites.items[i];
        const Call *call = call_at(analysis->facts, site->node);
        bool awaited = call && call->use == USE_AWAITED;
        if (site->awaitable && call && (!awaited || site->fate))
            vec_push(
                &analysis->arena, &calls,
                ((Learned){.call = site->node, .awaitable = !awaited, .fate = site->fate}));
    }
    facts_learn(analysis->facts, calls.items, calls.len);
}

static Function *find_function(const Analysis *analysis, const char *name)
{
    for (uint32_t i = 0; i < analysis->summary->functions.len; i++)
        if (same(analysis->summary->functions.items[i].name, name))
            return analysis->facts->functions.items[i];
    return NULL;
}

/* Functions of this file that others give to threads and processes. */
static void hand_over(Analysis *analysis, const CallGraph *graph, const char *path)
{
    GivenFunctions list = {0};
    if (graph)
        graph_handoffs(graph, path, &analysis->arena, &list);
    for (uint32_t i = 0; i < list.len; i++) {
        const HandoffSummary *given = list.items[i].handoff;
        Function *fn = find_function(analysis, list.items[i].name);
        if (!fn || fn->is_async)
            continue;
        Outside *outside = NEW(&analysis->arena, Outside);
        *outside = (Outside){.path = list.items[i].path,
                             .span = given->at.span,
                             .line = given->at.line,
                             .column = given->at.column};
        for (uint32_t k = 0; k < given->looks.len; k++)
            vec_push(&analysis->arena, &outside->looks, given->looks.items[k]);
        facts_hand_over(analysis->facts,
                        (Handoff){.where = given->where,
                                  .many = given->flags & HAND_MANY,
                                  .own_object = given->flags & HAND_OWN_OBJECT,
                                  .prepares = given->flags & HAND_PREPARES,
                                  .outside = outside,
                                  .fn = fn});
    }
}

static void look_around(Analysis *analysis, Around around)
{
    const char *path = around.path ? around.path : analysis->path;

    Arena *arena = &analysis->arena;
    Sites sites = {0};
    analysis->summary = summary_new(analysis->facts, arena, &sites);
    analysis->reach =
        reach_new(arena, analysis->facts, analysis->summary, &sites, around.graph, path);
    learn(analysis);
    hand_over(analysis, around.graph, path);
}

Analysis *analysis_new(Document *doc, Language language, const char *path,
                       const Config *config)
{
    return analysis_new_in(doc, language, path, config, (Around){0});
}

Analysis *analysis_new_in(Document *doc, Language language, const char *path,
                          const Config *config, Around around)
{
    Analysis *analysis = xmalloc(sizeof(*analysis));
    *analysis = (Analysis){.language = language};
    Arena *arena = &analysis->arena;
    arena_init(arena);
    analysis->path = arena_strndup(arena, path, strlen(path));
    const Grammar *grammar = grammar_for(language);
    if (!grammar)
        return analysis;
    analysis->reading = reading_of(doc, grammar);
    analysis->syntax = reading_syntax(analysis->reading);
    analysis->facts = facts_build(arena, analysis->syntax, analysis->path,
                                  flags_of(analysis->path), config->own);
    look_around(analysis, around);
    run_rules(analysis, doc, config, around.notebook);
    return analysis;
}

void analysis_free(Analysis *analysis)
{
    if (!analysis)
        return;
    summary_free(analysis->summary);
    arena_release(&analysis->arena);
    reading_free(analysis->reading);
    free(analysis);
}

Summary *analysis_summary(Document *doc, Language language, const char *path,
                          const Config *config)
{
    Arena arena;
    const Grammar *grammar = grammar_for(language);
    if (!grammar)
        return NULL;
    arena_init(&arena);
    Reading *reading = reading_of(doc, grammar);
    Facts *facts = facts_build(&arena, reading_syntax(reading), path, flags_of(path),
                               config ? config->own : NULL);
    Summary *summary = summary_compact(summary_new(facts, &arena, NULL));
    arena_release(&arena);
    reading_free(reading);
    return summary;
}
