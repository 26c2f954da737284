/*
 * kept.c - the result of a file as bytes, for the cache: what was rendered, and the counts.
 *
 * Only a result that says all is kept: what is fixed, or taken for known, is found out anew.
 */
#include "check/run.h"

#include "text/paths.h"

#include <stdlib.h>

void kept_init(Run *run)
{
    const CheckOptions *options = run->options;
    char *here = path_absolute("."); /* what is shown of other files is seen from there */
    const char *text =
        arena_printf(&run->arena, "%s %d %d %d %s", options->format->name, run->color,
                     run->findings_shown, (int)options->min_severity, here);
    run->style = str(text);
    free(here);
}

bool kept_takes(const Run *run, const File *file, const Result *result)
{
    const CheckOptions *options = run->options;
    return run->whole.cache && !file->is_stdin && !options->fix && !options->diff &&
           !options->baseline && !options->new_baseline && result->checked &&
           !result->notes.data && !result->failed;
}

static void put(Buffer *out, uint32_t number)
{
    buffer_append(out, &number, sizeof number);
}

void kept_write(const Result *result, Buffer *out)
{
    uint32_t used = 0;
    for (uint32_t i = 0; result->by_rule && i < rule_count(); i++)
        used += result->by_rule[i] > 0;
    for (int i = 0; i <= SEVERITY_ERROR; i++)
        put(out, result->severities[i]);
    put(out, result->fixable);
    put(out, used);
    for (uint32_t i = 0; used && i < rule_count(); i++)
        if (result->by_rule[i]) {
            put(out, i);
            put(out, result->by_rule[i]);
        }
    buffer_append(out, result->findings.data ? result->findings.data : "",
                  result->findings.len);
}

/* The next number; false, and `left` stays, when there is none. */
static bool take(const char **bytes, size_t *left, uint32_t *number)
{
    if (*left < sizeof *number)
        return false;
    memcpy(number, *bytes, sizeof *number);
    *bytes += sizeof *number;
    *left -= sizeof *number;
    return true;
}

static bool take_rules(const char **bytes, size_t *left, Result *result)
{
    uint32_t used = 0;
    bool ok = take(bytes, left, &used);
    if (!ok || !used)
        return ok;
    result->by_rule = xmalloc((rule_count() + 1) * sizeof *result->by_rule);
    memset(result->by_rule, 0, (rule_count() + 1) * sizeof *result->by_rule);
    while (ok && used--) {
        uint32_t rule = 0;
        ok = take(bytes, left, &rule) && rule < rule_count() &&
             take(bytes, left, &result->by_rule[rule]);
    }
    return ok;
}

bool kept_read(const char *bytes, size_t len, Result *result)
{
    Result read = {.checked = true};
    bool ok = true;
    for (int i = 0; i <= SEVERITY_ERROR; i++)
        ok = ok && take(&bytes, &len, &read.severities[i]);
    ok = ok && take(&bytes, &len, &read.fixable) && take_rules(&bytes, &len, &read);
    if (!ok) {
        free(read.by_rule);
        return false;
    }
    if (len) {
        buffer_init(&read.findings);
        buffer_append(&read.findings, bytes, len);
    }
    *result = read;
    return true;
}
