/* source_law.c - the laws of findings and fixes, tried on one text. */
#include "source_law.h"

#include "../unit/syntax_law.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_FIXES = 60 }; /* of one text that are tried alone */

typedef struct Case {
    Language language;
    const char *path;
    const Config *config;
    Str text;
    uint32_t errors; /* of the text */
} Case;

Config *law_config(Str text)
{
    static const char *const settings[] = {
        "{}",
        "{\"workload\": \"cpu-bound\", \"httpClient\": \"httpx\"}",
        "{\"workload\": \"mixed\", \"blocking\": [\"work\", \"app.load\"], \"cpuHeavy\": "
        "[\"compute\"], \"awaitable\": [\"fetch_all\", \"client.send\"]}",
    };
    bool found;
    Config *config = config_new();
    const char *chosen = settings[text.len % COUNT(settings)];
    config_read_text(config, "settings", chosen, strlen(chosen), &found);
    config->python_minor = text.len % 2 ? 12 : 0;
    return config;
}

_Noreturn static void broken(Str text, const char *law, const char *what)
{
    fprintf(stderr, "%s: %s\n--- the text:\n%.*s\n---\n", law, what, (int)text.len,
            text.ptr);
    abort();
}

/* --- findings --- */

static void check_edits(const Finding *finding, const Fix *fix, Str text)
{
    uint32_t last = 0;
    if (fix->disabled && fix->edits.len)
        broken(text, "a fix that cannot be made has edits", finding->rule->id);
    for (uint32_t i = 0; i < fix->edits.len; i++) {
        Span span = fix->edits.items[i].span;
        if (span.start < last || span.start > span.end || span.end > text.len)
            broken(text, "edits are not in order, or not in the text", finding->rule->id);
        last = span.end;
    }
}

static bool in_order(const Finding *a, const Finding *b)
{
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start;
    if (a->span.end != b->span.end)
        return a->span.end < b->span.end;
    return strcmp(a->rule->id, b->rule->id) <= 0;
}

void check_findings(const Analysis *analysis, Str text)
{
    for (uint32_t i = 0; i < analysis->findings.len; i++) {
        const Finding *finding = analysis->findings.items[i];
        Span span = finding->span;
        if (span.start > span.end || span.end > text.len)
            broken(text, "a finding is not in the text", finding->rule->id);
        if (i && !in_order(analysis->findings.items[i - 1], finding))
            broken(text, "findings are not in order", finding->rule->id);
        for (uint32_t k = 0; k < finding->related.len; k++) {
            Related *related = &finding->related.items[k];
            if (!related->path && related->span.end > text.len)
                broken(text, "what is related is not in the text", finding->rule->id);
        }
        for (uint32_t k = 0; k < finding->fixes.len; k++)
            check_edits(finding, finding->fixes.items[k], text);
    }
}

static void print_fix(const Fix *fix, Buffer *out)
{
    buffer_printf(out, "  fix %d %d %d %s: %s\n", fix->safety, fix->way, fix->preferred,
                  fix->title, fix->disabled ? fix->disabled : "");
    for (uint32_t i = 0; i < fix->edits.len; i++) {
        const Edit *edit = &fix->edits.items[i];
        buffer_printf(out, "    %u-%u %d %s\n", edit->span.start, edit->span.end,
                      edit->shared, edit->text);
    }
}

void print_findings(const Analysis *analysis, Buffer *out)
{
    for (uint32_t i = 0; i < analysis->findings.len; i++) {
        const Finding *finding = analysis->findings.items[i];
        buffer_printf(out, "%s %u-%u %d: %s\n", finding->rule->id, finding->span.start,
                      finding->span.end, finding->severity, finding->message);
        for (uint32_t k = 0; k < finding->related.len; k++) {
            const Related *related = &finding->related.items[k];
            buffer_printf(out, "  %s %u-%u %s\n", related->path ? related->path : "",
                          related->span.start, related->span.end, related->message);
        }
        for (uint32_t k = 0; k < finding->fixes.len; k++)
            print_fix(finding->fixes.items[k], out);
    }
}

/* --- fixes --- */

static uint32_t errors_of(Language language, const Buffer *text)
{
    Document *doc = document_new(grammar_ts(language), text->data, text->len);
    uint32_t errors = document_error_count(doc);
    document_free(doc);
    return errors;
}

static void write_fix(const Fix *fix, Str text, Buffer *out)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < fix->edits.len; i++) {
        const Edit *edit = &fix->edits.items[i];
        buffer_append(out, text.ptr + at, edit->span.start - at);
        buffer_puts(out, edit->text);
        at = edit->span.end;
    }
    buffer_append(out, text.ptr + at, text.len - at);
}

static void check_alone(const Case *tried, const Finding *finding, const Fix *fix)
{
    Buffer out;
    buffer_init(&out);
    write_fix(fix, tried->text, &out);
    if (errors_of(tried->language, &out)) {
        fprintf(stderr, "--- %s, %s:\n%s\n", finding->rule->id, fix->title, out.data);
        broken(tried->text, "a fix breaks the text", finding->rule->id);
    }
    buffer_release(&out);
}

static void check_each(const Case *tried, const Analysis *analysis)
{
    uint32_t left = MOST_FIXES;
    for (uint32_t i = 0; i < analysis->findings.len; i++) {
        const Finding *finding = analysis->findings.items[i];
        for (uint32_t k = 0; k < finding->fixes.len && left; k++) {
            if (finding->fixes.items[k]->disabled)
                continue;
            check_alone(tried, finding, finding->fixes.items[k]);
            left--;
        }
    }
}

static void check_rounds(const Case *tried, bool unsafe)
{
    const ApplyOptions options = {.unsafe = unsafe, .min_severity = SEVERITY_HINT};
    Buffer once, twice;
    buffer_init(&once);
    buffer_init(&twice);
    fix_text(tried->language, tried->path, tried->config, tried->text, options, &once);
    if (errors_of(tried->language, &once) > tried->errors) {
        fprintf(stderr, "--- fixed:\n%s\n", once.data);
        broken(tried->text, "what is fixed parses worse", unsafe ? "unsafe" : "safe");
    }
    Str fixed = {once.data, (uint32_t)once.len};
    if (fix_text(tried->language, tried->path, tried->config, fixed, options, &twice)) {
        fprintf(stderr, "--- fixed:\n%s\n--- fixed again:\n%s\n", once.data, twice.data);
        broken(tried->text, "fixing again changes it", unsafe ? "unsafe" : "safe");
    }
    buffer_release(&once);
    buffer_release(&twice);
}

static void check_syntax(const Case *tried, const Syntax *syntax)
{
    Ref where;
    Ref *previous = xmalloc((syntax->count + 1) * sizeof *previous);
    const char *wrong = syntax_broken(syntax, previous, &where);
    free(previous);
    if (wrong)
        broken(tried->text, "the syntax is not in order", wrong);
}

void check_source(Language language, const char *path, Str text)
{
    Config *config = law_config(text);
    Document *doc = document_new(grammar_ts(language), text.ptr, text.len);
    Case tried = {language, path, config, text, document_error_count(doc)};
    Analysis *analysis = analysis_new(doc, language, path, config);
    check_syntax(&tried, analysis->syntax);
    check_findings(analysis, text);
    if (!tried.errors)
        check_each(&tried, analysis);
    bool fixable = analysis->findings.len;
    analysis_free(analysis);
    document_free(doc);
    if (fixable) {
        check_rounds(&tried, false);
        check_rounds(&tried, true);
    }
    config_free(config);
}
