/* one_file.c - one file from its bytes to its rendered findings, fixed on the way. */
#include "check/run.h"

#include "asynclint/document.h"
#include "asynclint/imports.h"
#include "check/patch.h"
#include "check/write.h"
#include "text/parse_memory.h"
#include "text/paths.h"

#include <stdlib.h>

typedef struct Job {
    const Run *run;
    Arena *arena; /* for what is rendered */
    const File *file;
    Result *result;
    FileText source;
    Document *doc;
    Analysis *analysis;
    FindingList shown; /* at or above the threshold */
    Around around;
} Job;

void result_release(Result *result)
{
    buffer_release(&result->notes);
    buffer_release(&result->changes);
    buffer_release(&result->findings);
    buffer_release(&result->imports);
    summary_free(result->summary);
    free(result->by_rule);
    free(result->entries);
    free(result->skipped);
    *result = (Result){0};
}

static Buffer *wanted(Buffer *buffer)
{
    if (!buffer->data)
        buffer_init(buffer);
    return buffer;
}

static void analyse(Job *job)
{
    const CheckOptions *options = job->run->options;
    Language language = job->source.language;
    Str text = file_text_program(&job->source);
    job->doc = document_new(grammar_ts(language), text.ptr, text.len);
    job->around.notebook = job->source.notebook;
    job->analysis = analysis_new_in(job->doc, language, job->file->path, job->file->config,
                                    job->around);
    for (uint32_t i = 0; i < job->analysis->findings.len; i++) {
        Finding *finding = job->analysis->findings.items[i];
        if (finding->severity >= options->min_severity)
            vec_push(&job->analysis->arena, &job->shown, finding);
    }
}

static void forget(Job *job)
{
    analysis_free(job->analysis);
    document_free(job->doc);
    job->analysis = NULL;
    job->doc = NULL;
    memset(&job->shown, 0, sizeof job->shown); /* it lay in the analysis's arena */
}

static bool any_fixable(const Job *job)
{
    bool unsafe = job->run->options->unsafe_fixes;
    for (uint32_t i = 0; i < job->shown.len; i++)
        if (finding_fix(job->shown.items[i], unsafe))
            return true;
    return false;
}

/* Writes the fixed text; false, with a note, when it cannot be. */
static bool write_fixed(Job *job, const Buffer *fixed)
{
    const char *problem = NULL;
    Str before = {job->source.text, (uint32_t)job->source.len};
    Str after = {fixed->data, (uint32_t)fixed->len};
    if (job->file->is_stdin || file_replace(job->file->path, before, after, &problem))
        return true;
    message_append(wanted(&job->result->notes), "%s: %s", job->file->path, problem);
    job->result->failed = true;
    return false;
}

/* Goes on with the fixed text, which is as readable as the one before. */
static void take_fixed(Job *job, const Buffer *fixed)
{
    FileText source;
    const char *reason;
    char *text = memcpy(xmalloc(fixed->len + 1), fixed->data, fixed->len + 1);
    Arena arena;
    arena_init(&arena);
    if (file_text_take(job->file, text, fixed->len, &arena, &source, &reason)) {
        forget(job);
        file_text_release(&job->source);
        job->source = source;
        analyse(job);
    } else {
        file_text_release(&source);
    }
    arena_release(&arena);
}

/* Applies the fixes and analyses what came of it. */
static void fix_file(Job *job)
{
    const CheckOptions *options = job->run->options;
    ApplyOptions apply = {.around = job->around,
                          .unsafe = options->unsafe_fixes,
                          .min_severity = options->min_severity};
    Str text = {job->source.text, (uint32_t)job->source.len};
    Buffer fixed;
    buffer_init(&fixed);
    uint32_t count = fix_text(job->source.language, job->file->path, job->file->config,
                              text, apply, &fixed);
    bool changed = fixed.len != text.len || memcmp(fixed.data, text.ptr, text.len) != 0;
    if (changed && options->diff) {
        PatchStyle look = {job->run->color, job->run->patch_to_terminal};
        Str after = {fixed.data, (uint32_t)fixed.len};
        patch_append(wanted(&job->result->changes), job->file->path, text, after, look);
        job->result->fixes = count;
    } else if (changed && write_fixed(job, &fixed)) {
        job->result->fixes = count;
        take_fixed(job, &fixed);
    }
    buffer_release(&fixed);
}

/* Leaves what is new; or takes all down as known, and leaves nothing. */
static void use_baseline(Job *job)
{
    const CheckOptions *options = job->run->options;
    Result *result = job->result;
    if (options->baseline)
        result->known =
            baseline_take_out(&job->run->baseline, job->around.path, job->doc, &job->shown);
    if (!options->new_baseline)
        return;
    result->entries = baseline_count(job->doc, &job->shown, &result->entry_count);
    result->known.count = job->shown.len;
    job->shown.len = 0;
}

static void count_findings(Job *job)
{
    Result *result = job->result;
    if (job->shown.len == 0)
        return;
    result->by_rule = xmalloc((rule_count() + 1) * sizeof *result->by_rule);
    memset(result->by_rule, 0, (rule_count() + 1) * sizeof *result->by_rule);
    for (uint32_t i = 0; i < job->shown.len; i++) {
        const Finding *finding = job->shown.items[i];
        result->severities[finding->severity]++;
        result->by_rule[rule_index(finding->rule)]++;
        result->fixable += finding_fix(finding, false) != NULL;
    }
}

static void render(Job *job)
{
    const Format *format = job->run->options->format;
    if (!job->run->findings_shown || (job->shown.len == 0 && !format->every_file))
        return;
    Columns columns = {0}, file_columns = {0};
    bool any = job->shown.len; /* else there may be no document */
    const NotebookFile *notebook = any ? job->source.notebook : NULL;
    Document *file =
        notebook ? document_new(NULL, job->source.text, job->source.len) : NULL;
    if (any)
        columns_init(&columns, job->doc);
    if (file)
        columns_init(&file_columns, file);
    FileReport report = {.path = job->file->path,
                         .doc = job->doc,
                         .columns = &columns,
                         .notebook = notebook,
                         .file_columns = file ? &file_columns : &columns,
                         .findings = job->shown.items,
                         .count = job->shown.len,
                         .arena = job->arena,
                         .color = job->run->color};
    format->file(&report, wanted(&job->result->findings));
    columns_release(&columns);
    if (file)
        columns_release(&file_columns);
    document_free(file);
}

static void skip(Job *job, const char *reason)
{
    const File *file = job->file;
    job->result->skipped = xstrdup(reason);
    job->result->failed = file->named;
    if (file->named)
        message_append(wanted(&job->result->notes), "%s: not checked: %s", file->path,
                       reason);
    else if (!job->run->options->quiet)
        message_append(wanted(&job->result->notes), "note: %s: not checked: %s", file->path,
                       reason);
}

/* --- what the cache knows --- */

static CacheKey key_of(const Job *job)
{
    return (CacheKey){file_text_program(&job->source), job->source.language,
                      job->file->path, job->file->config};
}

/* True when a cache has made the look at the file needless: its summary is there, and its
 * findings as they were, or they wait for the graph. With a graph, they were made by the
 * same view of it. */
static bool recall(Job *job)
{
    const Run *run = job->run;
    CacheReport report = {0};
    uint64_t view = job->result->view;
    if (!run->whole.cache || job->file->is_stdin || run->options->fix || run->options->diff)
        return false;
    CacheKey key = key_of(job);
    Summary *summary = cache_get(run->whole.cache, &key, &report);
    Result *result = job->result;
    bool known = report.bytes.data && report.style == cache_style(&key, run->style) &&
                 !run->options->baseline && !run->options->new_baseline &&
                 !job->source.notebook &&
                 kept_read(report.bytes.data, report.bytes.len, result);
    bool alone = run->options->no_workspace;
    buffer_release(&report.bytes);
    bool late = run->whole.graph != NULL;
    if (!summary || (alone && (!known || report.view)) ||
        (late && (!known || report.view != view))) {
        summary_free(summary);
        result_release(result);
        result->view = view;
        return false;
    }
    result->view = report.view;
    result->postponed = !known;
    if (alone || late)
        summary_free(summary);
    else
        result->summary = summary;
    return true;
}

/* The graph is made of summaries. Before there is one, nobody has asked the cache for them,
 * or they were not there. */
static void keep(Job *job)
{
    const Run *run = job->run;
    Result *result = job->result;
    CacheKey key = key_of(job);
    CacheReport report = {.view = result->view};
    bool kept = kept_takes(run, job->file, result) && !job->source.notebook;
    if (kept) {
        report.style = cache_style(&key, run->style);
        buffer_init(&report.bytes);
        kept_write(result, &report.bytes);
    }
    if (kept || !run->whole.graph)
        cache_put(run->whole.cache, &key, job->analysis->summary, &report);
    buffer_release(&report.bytes);
    if (run->whole.graph || run->options->no_workspace)
        return;
    result->summary = summary_compact(job->analysis->summary);
    job->analysis->summary = NULL;
}

/* --- the whole --- */

static void look_at(Job *job)
{
    const CheckOptions *options = job->run->options;
    Result *result = job->result;
    analyse(job);
    result->checked = !reading_gave_up(job->doc);
    if (!result->checked)
        skip(job, "it is too broken to be parsed in reasonable time");
    if ((options->fix || options->diff) && any_fixable(job))
        fix_file(job);
    if (job->file->is_stdin && options->fix && !options->diff)
        buffer_append(wanted(&result->changes), job->source.text, job->source.len);
    use_baseline(job);
    count_findings(job);
    render(job);
    keep(job);
    forget(job);
}

void check_quiet(const Run *run, const File *file, Result *result)
{
    char *path = path_absolute(file->path);
    Arena arena;
    arena_init(&arena);
    Job job = {.run = run,
               .arena = &arena,
               .file = file,
               .result = result,
               .around = {.path = path}};
    result->checked = true;
    use_baseline(&job);
    render(&job);
    arena_release(&arena);
    free(path);
}

static void note_imports(Job *job)
{
    Str text = file_text_program(&job->source);
    if (!job->run->options->no_workspace)
        imports_written(text, job->source.language, wanted(&job->result->imports));
}

void check_one(const Run *run, const File *file, Result *result)
{
    char *path = path_absolute(file->path);
    const char *reason;
    bool gone;
    Arena arena;
    arena_init(&arena);
    Job job = {.run = run,
               .arena = &arena,
               .file = file,
               .result = result,
               .around = {.graph = run->whole.graph, .path = path}};
    result->view = run->whole.graph ? graph_view(run->whole.graph, path) : 0;
    bool read = file_text_read(file, &arena, &job.source, &reason, &gone);
    if (!read && !gone)
        skip(&job, reason);
    if (read && !sieve_lets(&run->sieve, file, &job.source)) {
        note_imports(&job);
        check_quiet(run, file, result);
    } else if (read && !recall(&job)) {
        look_at(&job);
    }
    file_text_release(&job.source);
    parse_memory_release();
    arena_release(&arena);
    free(path);
}
