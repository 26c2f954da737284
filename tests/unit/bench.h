/*
 * bench.h - a source text with its facts and a pass over it, for tests of what rules use.
 */
#ifndef BENCH_H
#define BENCH_H

#include "asynclint/analysis.h"
#include "findings/pass.h"
#include "unit.h"

#include <stdlib.h>

typedef struct Bench {
    Analysis analysis; /* the facts and findings of the text; its arena owns all */
    Document *doc;
    Pass pass;
} Bench;

static const Rule BENCH_RULE = {
    .id = "bench",
    .title = "A rule of the tests",
    .severity = SEVERITY_WARNING,
    .foreign = {{"ruff", "ASYNC251"},
                {"pylint", "time-sleep"},
                {"eslint", "no-await-in-loop"},
                {"eslint", "@typescript-eslint/no-floating-promises"},
                {"biome", "lint/performance/noAwaitInLoops"}},
};

static inline Bench *bench_new(Language language, const char *path, const char *text)
{
    Bench *bench = xmalloc(sizeof(*bench));
    *bench = (Bench){.analysis = {.language = language, .path = path}};
    Arena *arena = &bench->analysis.arena;
    arena_init(arena);
    bench->doc = document_new(grammar_ts(language), text, strlen(text));
    Syntax *syntax = bench->analysis.syntax = NEW(arena, Syntax);
    syntax_build(syntax, arena, grammar_for(language), document_text(bench->doc),
                 document_tree(bench->doc));
    bench->analysis.facts = facts_build(arena, syntax, path, 0, NULL);
    bench->pass = (Pass){.facts = bench->analysis.facts,
                         .syntax = syntax,
                         .arena = arena,
                         .rule = &BENCH_RULE,
                         .out = &bench->analysis.findings,
                         .habits = habits_new(bench->analysis.facts)};
    return bench;
}

static inline Bench *bench_python(const char *text)
{
    return bench_new(LANG_PYTHON, "bench.py", text);
}

static inline Bench *bench_js(const char *text)
{
    return bench_new(LANG_JAVASCRIPT, "bench.js", text);
}

static inline void bench_free(Bench *bench)
{
    document_free(bench->doc);
    arena_release(&bench->analysis.arena);
    free(bench);
}

/* The innermost node with exactly this text, where it first stands. */
static inline Ref bench_node(const Bench *bench, const char *text)
{
    const Syntax *s = bench->analysis.syntax;
    Ref found = 0;
    for (Ref r = 1; r < s->count; r++)
        if (str_is(text_of(s, r), text) &&
            (!found || s->nodes[r].start == s->nodes[found].start))
            found = r;
    assert_true(found != 0);
    return found;
}

/* A fix of a new finding on the node. */
static inline Fix *bench_fix(Bench *bench, Ref node)
{
    Finding *finding = report(&bench->pass, node, "Found");
    return offer(&bench->pass, finding, SAFE, "Mend");
}

/* The text after one round of all fixes; in the arena. */
static inline const char *bench_fixed(Bench *bench)
{
    Str text = document_text(bench->doc);
    for (uint32_t i = 0; i < bench->analysis.findings.len; i++)
        finding_finish(bench->analysis.findings.items[i], text.len);
    Buffer out;
    buffer_init(&out);
    ApplyOptions options = {.unsafe = true, .min_severity = SEVERITY_HINT};
    fixes_apply(&bench->analysis, text, options, &out, NULL);
    const char *copy = arena_strndup(&bench->analysis.arena, out.data, out.len);
    buffer_release(&out);
    return copy;
}

#endif
