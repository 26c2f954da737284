/*
 * check.c - `asynclint check`: lists the files, has them checked by the pool, and hands
 * the results on in order.
 */
#include "asynclint/asynclint.h"
#include "check/pool.h"
#include "check/run.h"
#include "text/parse_memory.h"
#include "text/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* --- work --- */

static void check_work(void *context, size_t index)
{
    Run *run = context;
    const File *file = &run->list.files.items[index];
    Result *result = &run->results[index];
    if (run->again && !run->again[index])
        return;
    result_release(result);
    check_one(run, file, result);
}

enum {
    NOTES = 10,         /* files that are passed over and named one by one */
    PROGRESS_TICKS = 5, /* of a tenth of a second, before there is a progress line */
};

static void erase_progress(Run *run)
{
    if (run->progress_drawn)
        fputs("\r\x1b[K", stderr);
    run->progress_drawn = false;
}

static void show_progress(void *context, size_t done)
{
    Run *run = context;
    if (!run->progress || ++run->ticks < PROGRESS_TICKS)
        return;
    fprintf(stderr, "\r\x1b[Kasynclint: %zu of %u files", done, run->list.files.len);
    run->progress_drawn = true;
}

static void add_counts(Run *run, const File *file, const Result *result)
{
    Totals *summary = &run->summary;
    uint32_t found = 0;
    for (int i = 0; i <= SEVERITY_ERROR; i++) {
        summary->severities[i] += result->severities[i];
        found += result->severities[i];
    }
    summary->files += result->checked;
    summary->findings += found;
    summary->with_findings += found > 0;
    summary->fixable += result->fixable;
    summary->fixes += result->fixes;
    summary->known += result->known.count;
    summary->gone += result->known.gone;
    summary->fixed_files += result->fixes > 0;
    summary->failed |= result->failed;
    if (result->by_rule)
        for (uint32_t i = 0; i < rule_count(); i++)
            summary->by_rule[i] += result->by_rule[i];
    if (result->skipped) {
        Skipped skipped = {file->path, arena_strndup(&run->arena, result->skipped,
                                                     strlen(result->skipped))};
        vec_push(&run->arena, &summary->skipped, skipped);
    }
}

static void add_entries(Run *run, const File *file, const Result *result)
{
    char *path = path_absolute(file->path);
    baseline_add(&run->baseline, path, result->entries, result->entry_count);
    free(path);
}

static void put_findings(Run *run, const Buffer *text)
{
    const Format *format = run->options->format;
    if (!format->begin) {
        output_write(&run->findings, text->data, text->len);
        output_flush(&run->findings);
        return;
    }
    if (run->body.len > 0 && format->between)
        buffer_puts(&run->body, format->between);
    buffer_append(&run->body, text->data, text->len);
}

/* A tree may hold hundreds of files that are passed over: the first ones are named. */
static void say_notes(Run *run, const File *file, const Result *result)
{
    bool passed_over = result->skipped && !file->named;
    if (passed_over && ++run->passed_over > NOTES) {
        if (run->passed_over == NOTES + 1)
            message("note: … and more; --format json lists them all");
        return;
    }
    fwrite(result->notes.data, 1, result->notes.len, stderr);
}

/* What --fix did, where it does not disturb: before the findings of the same file. */
static void say_fixed(const Run *run, const File *file, const Result *result)
{
    const CheckOptions *options = run->options;
    if (result->fixes > 0 && options->fix && !options->diff && !options->quiet)
        message("%s: %u %s applied", file->path, result->fixes,
                result->fixes == 1 ? "fix" : "fixes");
}

static bool check_deliver(void *context, size_t index)
{
    Run *run = context;
    const File *file = &run->list.files.items[index];
    Result *result = &run->results[index];
    if (result->notes.data || result->changes.data || result->findings.data)
        erase_progress(run);
    add_counts(run, file, result);
    if (result->entries)
        add_entries(run, file, result);
    if (result->notes.data)
        say_notes(run, file, result);
    say_fixed(run, file, result);
    if (result->changes.data) {
        output_write(&run->changes, result->changes.data, result->changes.len);
        output_flush(&run->changes);
    }
    if (result->findings.data)
        put_findings(run, &result->findings);
    result_release(result);
    /* With the reader gone there is nothing left to do, unless files are being fixed. */
    bool gone = run->findings.broken || run->changes.broken;
    return !gone || (run->options->fix && !run->options->diff);
}

/* Sets each file's configuration, and drops what it excludes unless it was named. */
static void configure_files(Run *run)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < run->list.files.len; i++) {
        File file = run->list.files.items[i];
        file.config = file_configs_for(&run->configs, file.path);
        if (file.named || !config_excludes(file.config, file.path))
            run->list.files.items[kept++] = file;
    }
    run->list.files.len = kept;
}

static void list_files(Run *run)
{
    const CheckOptions *options = run->options;
    const char *name = options->stdin_filename ? options->stdin_filename : "<stdin>";
    files_init(&run->list, message, options->quiet);
    run->list.notebooks = true;
    for (int i = 0; i < options->path_count; i++)
        files_add(&run->list, options->paths[i], name);
    files_finish(&run->list);
    file_configs_init(&run->configs, options);
    configure_files(run);
    run->summary.failed = run->list.failed || run->configs.failed;
    if (run->list.files.len == 0 && !run->summary.failed && !options->quiet)
        message("note: there is no file to check");
}

/* The patch, and the fixed text of standard input, have standard output for themselves. */
static void open_outputs(Run *run)
{
    const CheckOptions *options = run->options;
    bool from_stdin = options->path_count == 1 && same(options->paths[0], "-");
    bool fixes_stdin = from_stdin && options->fix && !options->diff;
    int fd = fixes_stdin ? STDERR_FILENO : STDOUT_FILENO;
    output_init(&run->findings, options->output, fd);
    output_init(&run->changes, NULL, STDOUT_FILENO);
    run->findings_shown = (options->output || !options->diff) && !options->new_baseline;
    run->color = !options->output && color_wanted(options->color, fd);
    run->patch_to_terminal = isatty(STDOUT_FILENO);
    run->progress = options->progress == WHEN_ALWAYS ||
                    (options->progress == WHEN_AUTO && !options->quiet &&
                     isatty(STDERR_FILENO) && !same(getenv("TERM"), "dumb"));
}

static void check_files(Run *run)
{
    uint32_t count = run->list.files.len;
    run->results = xmalloc((count + (size_t)1) * sizeof *run->results);
    memset(run->results, 0, count * sizeof *run->results);
    if (count > 0) {
        parse_memory_begin();
        kept_init(run);
        run->whole.cache = cache_open(run->options->cache);
    }
    sieve_init(&run->sieve, &run->list);
    if (count > 0 && !run->options->no_workspace)
        look_around(run, show_progress);
    Pool pool = {.threads = run->options->jobs,
                 .count = count,
                 .context = run,
                 .work = check_work,
                 .deliver = check_deliver,
                 .tick = show_progress};
    pool_run(&pool);
    erase_progress(run);
    for (uint32_t i = 0; i < count; i++) /* what was not delivered: the reader had gone */
        result_release(&run->results[i]);
    whole_release(&run->whole);
    sieve_release(&run->sieve);
}

static int exit_status(const Run *run)
{
    if (run->summary.failed || run->findings.failed || run->changes.failed)
        return STATUS_FAILED;
    bool found = run->summary.findings > 0 && !run->options->exit_zero;
    return found ? STATUS_FINDINGS : STATUS_CLEAN;
}

int check_main(int argc, char **argv)
{
    CheckOptions options;
    int status;
    Run run = {.options = &options};
    bool read = check_options_read(&options, argc, argv, &status);
    if (read && options.baseline)
        read = baseline_read(&run.baseline, options.baseline);
    else if (read && options.new_baseline)
        baseline_init(&run.baseline, options.new_baseline);
    if (read) {
        arena_init(&run.arena);
        buffer_init(&run.body);
        run.summary.by_rule =
            arena_alloc(&run.arena, (rule_count() + 1) * sizeof *run.summary.by_rule);
        open_outputs(&run);
        list_files(&run);
        check_files(&run);
        close_run(&run);
        status = exit_status(&run);
        file_configs_release(&run.configs);
        files_release(&run.list);
        output_release(&run.findings);
        output_release(&run.changes);
        buffer_release(&run.body);
        arena_release(&run.arena);
        free(run.results);
    }
    baseline_release(&run.baseline);
    check_options_release(&options);
    return status;
}
