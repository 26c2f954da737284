/* closing.c - the end of a run: the frame of a format, statistics, the summary line. */
#include "asynclint/asynclint.h"
#include "check/run.h"

#include <stdio.h>
#include <stdlib.h>

static void write_frame(Run *run)
{
    const Format *format = run->options->format;
    if (!run->findings_shown || !format->begin)
        return;
    Buffer text;
    buffer_init(&text);
    format->begin(&run->summary, &text);
    buffer_append(&text, run->body.data, run->body.len);
    format->end(&run->summary, &text);
    output_write(&run->findings, text.data, text.len);
    buffer_release(&text);
}

typedef struct RuleCount {
    const Rule *rule;
    uint32_t count;
} RuleCount;

/* The most frequent first, then by name. */
static int compare_counts(const void *left, const void *right)
{
    const RuleCount *a = left, *b = right;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    return strcmp(a->rule->id, b->rule->id);
}

/* With the findings when these are for people, else beside them. */
static void write_statistics(Run *run)
{
    if (!run->options->statistics)
        return;
    RuleCount *counts = xmalloc((rule_count() + 1) * sizeof *counts);
    size_t used = 0;
    for (uint32_t i = 0; i < rule_count(); i++)
        if (run->summary.by_rule[i] > 0)
            counts[used++] = (RuleCount){rules[i], run->summary.by_rule[i]};
    qsort(counts, used, sizeof *counts, compare_counts);
    Buffer text;
    buffer_init(&text);
    for (size_t i = 0; i < used; i++)
        buffer_printf(&text, "%7u  %s\n", counts[i].count, counts[i].rule->id);
    if (run->options->format == &format_text && run->findings_shown)
        output_write(&run->findings, text.data, text.len);
    else
        fwrite(text.data, 1, text.len, stderr);
    buffer_release(&text);
    free(counts);
}

static const char *plural(uint32_t count)
{
    return count == 1 ? "" : "s";
}

/* "3 findings (1 error, 2 warnings)" */
static void put_findings(Buffer *out, const Totals *summary)
{
    static const char *const names[] = {"", "hint", "information", "warning", "error"};
    if (summary->findings == 0) {
        buffer_puts(out, "no findings");
        return;
    }
    buffer_printf(out, "%u finding%s (", summary->findings, plural(summary->findings));
    const char *comma = "";
    for (int i = SEVERITY_ERROR; i > SEVERITY_OFF; i--) {
        uint32_t count = summary->severities[i];
        if (count == 0)
            continue;
        const char *many = i == SEVERITY_INFORMATION ? "" : plural(count);
        buffer_printf(out, "%s%u %s%s", comma, count, names[i], many);
        comma = ", ";
    }
    buffer_puts(out, ")");
}

static void say_summary(const Run *run)
{
    const Totals *summary = &run->summary;
    const CheckOptions *options = run->options;
    Buffer line;
    buffer_init(&line);
    put_findings(&line, summary);
    if (summary->findings > 0)
        buffer_printf(&line, " in %u of %u file%s", summary->with_findings, summary->files,
                      plural(summary->files));
    else
        buffer_printf(&line, " in %u file%s", summary->files, plural(summary->files));
    if (options->diff)
        buffer_printf(&line, "; the patch makes %u fix%s", summary->fixes,
                      summary->fixes == 1 ? "" : "es");
    else if (options->fix)
        buffer_printf(&line, "; %u fix%s applied in %u file%s", summary->fixes,
                      summary->fixes == 1 ? "" : "es", summary->fixed_files,
                      plural(summary->fixed_files));
    else if (summary->fixable > 0)
        buffer_printf(&line, "; --fix can fix %u", summary->fixable);
    if (options->new_baseline)
        buffer_printf(&line, "; %u written to %s", summary->known, options->new_baseline);
    else if (options->baseline)
        buffer_printf(&line, "; %u known to %s", summary->known, options->baseline);
    if (summary->gone > 0)
        buffer_printf(&line, ", %u in it not found any more", summary->gone);
    if (summary->skipped.len > 0)
        buffer_printf(&line, "; %u file%s not checked", summary->skipped.len,
                      plural(summary->skipped.len));
    message("%s", line.data);
    buffer_release(&line);
}

static bool write_baseline(Run *run)
{
    const char *path = run->options->new_baseline, *problem;
    if (!path || baseline_write(&run->baseline, path, &problem))
        return true;
    message("%s: %s", path, problem);
    return false;
}

void close_run(Run *run)
{
    write_frame(run);
    write_statistics(run);
    bool written = write_baseline(run);
    written = output_close(&run->findings) && written;
    written = output_close(&run->changes) && written;
    run->summary.failed |= !written;
    if (!run->options->quiet && !run->findings.broken)
        say_summary(run);
}
