/* report.c - makes findings, in a rule's name. */
#include "asynclint/rule.h"

static Finding *add(Pass *p, Span where, const char *fmt, va_list args)
{
    Finding *finding = NEW(p->arena, Finding);
    finding->rule = p->rule;
    finding->severity = p->rule->severity;
    finding->span = where;
    finding->message = arena_vprintf(p->arena, fmt, args);
    vec_push(p->arena, p->out, finding);
    return finding;
}

Finding *report(Pass *p, Ref where, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    Finding *finding = add(p, span_of(p->syntax, where), fmt, args);
    va_end(args);
    return finding;
}

Finding *report_span(Pass *p, Span where, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    Finding *finding = add(p, where, fmt, args);
    va_end(args);
    return finding;
}

/* "`load` calls `requests.get`", "here `load` computes" */
static const char *step_message(const Pass *p, const Step *step, bool last)
{
    if (!*step->what)
        return step->caller ? arena_printf(p->arena, "here `%s` computes", step->caller)
                            : "here it computes";
    if (step_is_configured(step))
        return arena_printf(p->arena, "the configuration says so of `%s`", step->caller);
    const char *tail = last ? ", which blocks" : "";
    return step->caller
               ? arena_printf(p->arena, "`%s` calls `%s`%s", step->caller, step->what, tail)
               : arena_printf(p->arena, "this calls `%s`%s", step->what, tail);
}

void relate_chain(Pass *p, Finding *finding, const Effect *effect)
{
    for (uint32_t i = 0; i < effect->steps.len; i++) {
        const Step *step = &effect->steps.items[i];
        bool waits = effect->category != KNOWN_CPU && i + 1 == effect->steps.len;
        Related related = {.path = step->path,
                           .span = step->at.span,
                           .line = step->at.line,
                           .column = step->at.column,
                           .message = step_message(p, step, waits)};
        vec_push(p->arena, &finding->related, related);
    }
}

void relate_outside(Pass *p, Finding *finding, const Handoff *handoff, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    Related related = {.path = handoff->outside->path,
                       .span = handoff->outside->span,
                       .line = handoff->outside->line,
                       .column = handoff->outside->column,
                       .message = arena_vprintf(p->arena, fmt, args)};
    va_end(args);
    vec_push(p->arena, &finding->related, related);
}

void relate(Pass *p, Finding *finding, Ref where, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    Related related = {.span = span_of(p->syntax, where),
                       .message = arena_vprintf(p->arena, fmt, args)};
    va_end(args);
    vec_push(p->arena, &finding->related, related);
}
