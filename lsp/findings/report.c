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

void relate(Pass *p, Finding *finding, Ref where, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    Related related = {.span = span_of(p->syntax, where),
                       .message = arena_vprintf(p->arena, fmt, args)};
    va_end(args);
    vec_push(p->arena, &finding->related, related);
}
