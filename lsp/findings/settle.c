/*
 * settle.c - the fixes that look at each result of many: what failed is raised or logged,
 * what succeeded is kept.
 */
#include "asynclint/rule.h"

static bool is_python(const Pass *p)
{
    return p->facts->language == LANG_PYTHON;
}

/* The statement is `…await gather(…)…`, ready for lines of its own around it. */
static Ref whole_statement(const Pass *p, Ref await)
{
    const Syntax *s = p->syntax;
    Ref statement = statement_of(s, await), parent = s->nodes[await].parent;
    if (kind_of(s, parent) == N_ASSIGN)
        parent = s->nodes[parent].parent;
    NodeKind kind = kind_of(s, statement);
    bool simple = kind == N_EXPRESSION || kind == N_DECLARE;
    return simple && parent == statement ? statement : 0;
}

void offer_looks(Pass *p, Finding *finding, Ref await)
{
    Ref statement = whole_statement(p, await);
    const Syntax *s = p->syntax;
    if (!statement)
        return;
    Fix *raises = offer(p, finding, UNSAFE, "Raise the first failure when all are done");
    Fix *logs = offer(p, finding, UNSAFE, "Log what failed");
    bool named = kind_of(s, s->nodes[await].parent) == N_ASSIGN;
    Ref left = named ? child_with(s, s->nodes[await].parent, R_LEFT) : 0;
    const char *results = left ? source(p, left) : fresh_name(p, await, "results");
    const char *one = fresh_name(p, await, "result"), *unit = indent_unit(p);
    if (!named) {
        fix_insert(p, raises, s->nodes[await].start, "%s = ", results);
        fix_insert(p, logs, s->nodes[await].start, "%s = ", results);
    }
    fix_line_after(p, raises, statement,
                   "for %s in %s:\n%sif isinstance(%s, BaseException):\n%s%sraise %s", one,
                   results, unit, one, unit, unit, one);
    const char *log = fix_import_name(p, logs, "logging", "error");
    fix_line_after(p, logs, statement,
                   "for %s in %s:\n%sif isinstance(%s, BaseException):\n%s%s%s(\"one of "
                   "several failed\", exc_info=%s)",
                   one, results, unit, one, unit, unit, log, one);
}

/* js: looks at what `await Promise.allSettled(…)` gives. */
void offer_settled(Pass *p, Finding *finding, Ref await)
{
    Ref statement = whole_statement(p, await);
    if (!statement || kind_of(p->syntax, statement) != N_EXPRESSION)
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Log what was rejected");
    const char *results = fresh_name(p, await, "results");
    const char *one = fresh_name(p, await, "result"), *unit = indent_unit(p);
    const char *end = uses_semicolons(p) ? ";" : "";
    char quote = quote_char(p);
    fix_insert(p, fix, p->syntax->nodes[await].start, "const %s = ", results);
    fix_line_after(p, fix, statement,
                   "for (const %s of %s) {\n%sif (%s.status === %crejected%c) "
                   "console.error(%s.reason)%s\n}",
                   one, results, unit, one, quote, quote, one, end);
}

/* Where a last argument more can be put into the call's parentheses. */
static uint32_t behind_arguments(const Syntax *s, Ref call)
{
    uint32_t at = s->nodes[call].end - 1;
    while (strchr(" \t\r\n,", s->text.ptr[at - 1]))
        at--;
    return at;
}

/* Python: failures come as results, also where the call says that they do not. */
static void return_exceptions(Pass *p, Fix *fix, const Call *call)
{
    Ref given = keyword_argument(p->facts, call, "return_exceptions");
    if (given)
        fix_replace(p, fix, span_of(p->syntax, given), "True");
    else
        fix_insert(p, fix, behind_arguments(p->syntax, call->node),
                   ", return_exceptions=True");
}

void offer_settling(Pass *p, Finding *finding, const Call *call)
{
    const Syntax *s = p->syntax;
    if (has_comment(p, call->node))
        return;
    uint32_t method = s->nodes[call->callee].end;
    if (is_python(p)) {
        Fix *fix = offer(p, finding, UNSAFE, "Wait for all with `return_exceptions=True`");
        return_exceptions(p, fix, call);
    } else {
        Fix *fix = offer(p, finding, UNSAFE, "Wait for all with `Promise.allSettled`");
        fix_replace(p, fix, (Span){method - 3, method}, "allSettled");
    }
}

/* All that is done with the results is to go through them one by one. */
static bool is_only_iterated(const Pass *p, Ref left)
{
    const Syntax *s = p->syntax;
    const Symbol *symbol = symbol_of(p->facts, left);
    for (uint32_t i = 0; i < symbol->reads.len; i++) {
        Ref read = symbol->reads.items[i], parent = s->nodes[read].parent;
        NodeKind kind = kind_of(s, parent);
        if ((kind != N_FOR_EACH && kind != N_FOR_CLAUSE) || s->nodes[read].role != R_RIGHT)
            return false;
    }
    return symbol->def_count == 1;
}

static bool is_replaceable(const Pass *p, Ref await, Ref left)
{
    const Syntax *s = p->syntax;
    Ref statement = whole_statement(p, await), assign = s->nodes[await].parent;
    NodeKind kind = is_python(p) ? N_EXPRESSION : N_DECLARE;
    return statement && kind_of(s, statement) == kind && !next_child(s, assign) &&
           first_child(s, statement) == assign && !child_with(s, assign, R_TYPE) &&
           is_only_iterated(p, left);
}

/* results = await gather(…): what succeeded goes on under the name, what failed is logged. */
void offer_kept(Pass *p, Finding *finding, const Call *call, Ref await, Ref left)
{
    const Syntax *s = p->syntax;
    if (!is_replaceable(p, await, left) || has_comment(p, call->node))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Keep what succeeds, and log what fails");
    Ref statement = whole_statement(p, await);
    const char *settled = fresh_name(p, await, "settled"), *unit = indent_unit(p);
    const char *one = fresh_name(p, await, "one"), *name = source(p, left);
    const char *end = uses_semicolons(p) ? ";" : "";
    char quote = quote_char(p);
    uint32_t method = s->nodes[call->callee].end;
    fix_replace(p, fix, span_of(s, left), "%s", settled);
    if (is_python(p)) {
        const char *log = fix_import_name(p, fix, "logging", "error");
        return_exceptions(p, fix, call);
        fix_line_after(
            p, fix, statement,
            "for %s in %s:\n%sif isinstance(%s, BaseException):\n%s%s%s(\"one of "
            "several failed\", exc_info=%s)\n%s = [%s for %s in %s if not "
            "isinstance(%s, BaseException)]",
            one, settled, unit, one, unit, unit, log, one, name, one, one, settled, one);
        return;
    }
    fix_replace(p, fix, (Span){method - 3, method}, "allSettled");
    fix_line_after(
        p, fix, statement,
        "for (const %s of %s) {\n%sif (%s.status === %crejected%c) "
        "console.error(%s.reason)%s\n}\nconst %s = %s.flatMap((%s) => (%s.status "
        "=== %cfulfilled%c ? [%s.value] : []))%s",
        one, settled, unit, one, quote, quote, one, end, name, settled, one, one, quote,
        quote, one, end);
}
