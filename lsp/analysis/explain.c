/*
 * explain.c - a rule's page as Markdown, always in the same order, so that a reader finds
 * the same thing at the same place of every page.
 */
#include "asynclint/analysis.h"

/* "Python", "JavaScript": as people write it. */
static const char *language_label(const char *language)
{
    static const char *const LABELS[][2] = {{"python", "Python"},
                                            {"javascript", "JavaScript"},
                                            {"typescript", "TypeScript"},
                                            {"tsx", "TSX"}};
    for (size_t i = 0; i < COUNT(LABELS); i++)
        if (same(LABELS[i][0], language))
            return LABELS[i][1];
    return language;
}

static bool same_texts(const Example *a, const Example *b)
{
    return same(a->bad, b->bad) && same(a->good, b->good);
}

static const Example *example_at(const Rule *rule, size_t i)
{
    bool there = i < COUNT(rule->examples) && rule->examples[i].language;
    return there ? &rule->examples[i] : NULL;
}

static void put_languages(const Rule *rule, Buffer *out)
{
    const char *gap = "";
    for (Language language = LANG_PYTHON; language <= LANG_TSX; language++) {
        if (!rule_speaks(rule, language))
            continue;
        buffer_printf(out, "%s%s", gap, language_label(language_name(language)));
        gap = ", ";
    }
}

static void put_code(Buffer *out, const char *label, const char *language, const char *code)
{
    bool closed = ends_with(code, "\n");
    buffer_printf(out, "%s:\n\n```%s\n%s%s```\n\n", label, language, code,
                  closed ? "" : "\n");
}

/* The same texts in a second language are not printed again. */
static bool seen_before(const Rule *rule, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (same_texts(&rule->examples[k], &rule->examples[i]))
            return true;
    return false;
}

static void put_examples(const Rule *rule, Buffer *out)
{
    const Example *example;
    for (size_t i = 0; (example = example_at(rule, i)); i++) {
        if (seen_before(rule, i))
            continue;
        buffer_printf(out, "### %s\n\n", language_label(example->language));
        if (example->bad)
            put_code(out, "Bad", example->language, example->bad);
        if (example->good)
            put_code(out, "Good", example->language, example->good);
    }
}

static void put_section(Buffer *out, const char *title, const char *text)
{
    if (text && *text)
        buffer_printf(out, "### %s\n\n%s%s\n", title, text,
                      ends_with(text, "\n") ? "" : "\n");
}

static const char BY_WORKLOAD[] =
    "What the program mostly does decides. The setting `workload` says so, and puts that "
    "advice "
    "and that fix first:\n\n"
    "| `workload` | the program | for what waits | for what computes |\n"
    "|---|---|---|---|\n"
    "| `io-bound` (default) | mostly waits for networks, disks and databases | asyncio, "
    "`async` functions; else a thread | C code: a thread; Python, JavaScript: a process, a "
    "Worker |\n"
    "| `cpu-bound` | mostly computes | a thread; a few at a time | a process, a Worker |\n"
    "| `mixed` | does much of both | asyncio, `async` functions; else a thread | a pool of "
    "processes or Workers beside the loop |\n";

static void put_foreign(const Rule *rule, Buffer *out)
{
    if (!rule->foreign[0].id)
        return;
    buffer_puts(out,
                "### In other linters\n\nTheir suppression comments count here too.\n\n");
    for (size_t i = 0; i < COUNT(rule->foreign) && rule->foreign[i].id; i++)
        buffer_printf(out, "- %s: `%s`\n", rule->foreign[i].tool, rule->foreign[i].id);
    buffer_puts(out, "\n");
}

static void put_suppression(const Rule *rule, Buffer *out)
{
    const char *mark = same(rule->examples[0].language, "python") ? "#" : "//";
    buffer_printf(
        out,
        "### To ignore it\n\n"
        "`%s asynclint: ignore[%s] reason` at the end of the line, or alone on the "
        "line above; `%s asynclint: ignore-file[%s] reason` among the file's first "
        "comments.\n",
        mark, rule->id, mark, rule->id);
}

void rule_explain(const Rule *rule, Buffer *out)
{
    buffer_printf(out, "## %s\n\n%s. Default severity: %s. Languages: ", rule->id,
                  rule->title, severity_name(rule->severity));
    put_languages(rule, out);
    buffer_puts(out, ".\n\n");
    put_section(out, "Why", rule->why);
    put_examples(rule, out);
    put_section(out, "What it leaves alone", rule->exclusions);
    put_section(out, "Fixes", rule->fixes);
    put_section(out, "Which way", rule->by_workload ? BY_WORKLOAD : NULL);
    put_foreign(rule, out);
    put_suppression(rule, out);
}
