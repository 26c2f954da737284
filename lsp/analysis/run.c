/*
 * run.c - runs the rules over a document's facts.
 *
 * Rules are put into one list a hook before anything is walked; a rule that is off, or
 * does not speak the language, costs nothing.
 */
#include "analysis/suppress.h"
#include "asynclint/analysis.h"
#include "asynclint/known.h"
#include "findings/pass.h"

#include <stdlib.h>

enum { MAX_RULES = 128 };

/* The passes that have set a hook, in order of their rules' ids. */
typedef struct Bucket {
    Pass *passes[MAX_RULES];
    uint32_t count;
} Bucket;

typedef struct Run {
    Analysis *analysis;
    const Config *config;
    bool enabled[MAX_RULES]; /* by rule_index */
    Bucket modules, functions, classes, loops, calls, awaits, writes, discards;
} Run;

static void add(Bucket *bucket, bool wanted, Pass *pass)
{
    if (wanted)
        bucket->passes[bucket->count++] = pass;
}

static void prepare_rule(Run *run, const Rule *rule, const Pass *common)
{
    Analysis *analysis = run->analysis;
    if (!rule_speaks(rule, analysis->language) ||
        config_level(run->config, rule, analysis->path) == SEVERITY_OFF)
        return;
    Pass *pass = NEW(&analysis->arena, Pass);
    *pass = *common;
    pass->rule = rule;
    run->enabled[rule_index(rule)] = true;
    add(&run->modules, rule->on_module, pass);
    add(&run->functions, rule->on_function, pass);
    add(&run->classes, rule->on_class, pass);
    add(&run->loops, rule->on_loop, pass);
    add(&run->calls, rule->on_call, pass);
    add(&run->awaits, rule->on_await, pass);
    add(&run->writes, rule->on_write, pass);
    add(&run->discards, rule->on_discard, pass);
}

#define DISPATCH(bucket, hook, list, from)                                                 \
    for (uint32_t i = from; (bucket).count && i < (list).len; i++)                         \
        for (uint32_t r = 0; r < (bucket).count; r++)                                      \
    (bucket).passes[r]->rule->hook((bucket).passes[r], (list).items[i])

static void dispatch(Run *run)
{
    const Facts *facts = run->analysis->facts;
    for (uint32_t r = 0; r < run->modules.count; r++)
        run->modules.passes[r]->rule->on_module(run->modules.passes[r]);
    DISPATCH(run->functions, on_function, facts->functions, 1); /* 0 is the module */
    DISPATCH(run->classes, on_class, facts->classes, 0);
    DISPATCH(run->loops, on_loop, facts->loops, 0);
    DISPATCH(run->calls, on_call, facts->calls, 0);
    DISPATCH(run->awaits, on_await, facts->awaits, 0);
    DISPATCH(run->writes, on_write, facts->writes, 0);
    DISPATCH(run->discards, on_discard, facts->discards, 0);
}

/* What the user says of a rule goes before what the rule says of a finding; in tests all
 * else is one level lower. */
static void grade(const Run *run, Finding *finding)
{
    Severity level = config_level(run->config, finding->rule, run->analysis->path);
    if (level != finding->rule->severity)
        finding->severity = level;
    else if (run->analysis->facts->flags & FILE_TEST && finding->severity > SEVERITY_HINT)
        finding->severity--;
}

static int compare_findings(const void *a, const void *b)
{
    const Finding *x = *(Finding *const *)a, *y = *(Finding *const *)b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end)
        return x->span.end < y->span.end ? -1 : 1;
    int ids = strcmp(x->rule->id, y->rule->id);
    return ids ? ids : strcmp(x->message, y->message);
}

/* Sorted, and each once: a rule may meet the same expression by two facts. */
static void sort_findings(Analysis *analysis)
{
    uint32_t kept = 0, len = analysis->findings.len;
    Finding **items = analysis->findings.items;
    if (len)
        qsort(items, len, sizeof *items, compare_findings);
    for (uint32_t i = 0; i < len; i++)
        if (!kept || compare_findings(&items[kept - 1], &items[i]) != 0)
            items[kept++] = items[i];
    analysis->findings.len = kept;
}

static void run_rules(Analysis *analysis, Document *doc, const Config *config)
{
    Run *run = NEW(&analysis->arena, Run);
    run->analysis = analysis;
    run->config = config;
    Pass common = {.facts = analysis->facts,
                   .syntax = analysis->syntax,
                   .arena = &analysis->arena,
                   .http_client = config->http_client,
                   .workload = config->workload,
                   .habits = habits_new(analysis->facts),
                   .out = &analysis->findings};
    for (uint32_t i = 0; rules[i]; i++)
        prepare_rule(run, rules[i], &common);
    dispatch(run);
    Suppressions *suppressions = suppressions_read(&analysis->arena, analysis->syntax, doc,
                                                   config->respect_foreign_suppressions);
    suppressions_apply(suppressions, &analysis->findings, run->enabled, analysis->language);
    for (uint32_t i = 0; i < analysis->findings.len; i++) {
        grade(run, analysis->findings.items[i]);
        finding_finish(analysis->findings.items[i], document_text(doc).len);
    }
    sort_findings(analysis);
}

Analysis *analysis_new(Document *doc, Language language, const char *path,
                       const Config *config)
{
    Analysis *analysis = xmalloc(sizeof(*analysis));
    *analysis = (Analysis){.language = language};
    arena_init(&analysis->arena);
    analysis->path = arena_strndup(&analysis->arena, path, strlen(path));
    const Grammar *grammar = grammar_for(language);
    if (!grammar)
        return analysis;
    analysis->syntax = NEW(&analysis->arena, Syntax);
    syntax_build(analysis->syntax, &analysis->arena, grammar, document_text(doc),
                 document_tree(doc));
    analysis->facts = facts_build(&analysis->arena, analysis->syntax, analysis->path, 0);
    run_rules(analysis, doc, config);
    return analysis;
}

void analysis_free(Analysis *analysis)
{
    if (!analysis)
        return;
    arena_release(&analysis->arena);
    free(analysis);
}
