/*
 * loop_python.c - Python's fixes of a loop that awaits one item after the other: gather, a
 * TaskGroup, and gather behind a semaphore.
 *
 * A body of several statements becomes a coroutine function in its place: only its head
 * changes, so that comments and layout stay.
 */
#include "findings/loop.h"

typedef enum Form { FORM_GATHER, FORM_GROUP, FORM_BOUNDED } Form;

static const char *const TITLES[] = {"Await them together with `asyncio.gather`",
                                     "Run them in an `asyncio.TaskGroup`: when one fails, "
                                     "the rest is stopped",
                                     "Await them together, at most 10 at a time"};

/* What one fix writes, and where. */
typedef struct Writer {
    Pass *p;
    Fix *fix;
    Ref at;           /* the statement */
    const char *nl;   /* a line ending and the statement's indentation */
    const char *unit; /* one level more */
} Writer;

static Writer writer_of(Pass *p, Fix *fix, Ref statement)
{
    const char *nl =
        arena_printf(p->arena, "%s%s", line_ending(p), indentation(p, statement));
    return (Writer){.p = p, .fix = fix, .at = statement, .nl = nl, .unit = indent_unit(p)};
}

/* A semaphore, and a coroutine function that does the work behind it; then a blank line. */
static const char *bounded_lines(Writer *w, const char *work, const char *names,
                                 const char **name)
{
    Pass *p = w->p;
    const char *semaphore = fresh_name(p, w->at, "semaphore"), *nl = w->nl, *unit = w->unit;
    const char *made = fix_import_name(p, w->fix, "asyncio", "Semaphore");
    *name = fresh_name(p, w->at, "bounded");
    return arena_printf(p->arena,
                        "%s = %s(10)%s%sasync def %s(%s):%s%sasync with %s:%s%s%sreturn "
                        "await %s%s%s",
                        semaphore, made, line_ending(p), nl, *name, names, nl, unit,
                        semaphore, nl, unit, unit, work, line_ending(p), nl);
}

/* What is done with the results. */
static const char *fold_text(Writer *w, const LoopPlan *plan, const char *results)
{
    Pass *p = w->p;
    const Syntax *s = p->syntax;
    const char *into = plan->into ? source(p, plan->into) : "", *nl = w->nl;
    if (plan->fold == FOLD_EXTEND)
        return arena_printf(p->arena, "%s.extend(%s)", into, results);
    if (plan->fold == FOLD_COLLECT) {
        uint32_t head = s->nodes[plan->before].start;
        uint32_t tail =
            s->nodes[child_with(s, first_child(s, plan->before), R_RIGHT)].start;
        return arena_printf(p->arena, "%s%s",
                            arena_strndup(p->arena, s->text.ptr + head, tail - head),
                            results);
    }
    if (plan->fold == FOLD_NONE)
        return results;
    const char *value = fresh_name(p, w->at, "value");
    if (plan->fold == FOLD_ADD) {
        const char *sign = s->nodes[first_child(s, plan->fold_statement)].name;
        return arena_printf(p->arena, "for %s in %s:%s%s%s %s %s", value, results, nl,
                            w->unit, into, sign, value);
    }
    const char *key = fresh_name(p, w->at, "key");
    return arena_printf(p->arena, "for %s, %s in %s:%s%s%s[%s] = %s", key, value, results,
                        nl, w->unit, into, key, value);
}

/* The lines that do the work for all items. `work` is the call for one. */
static const char *together_lines(Writer *w, const LoopPlan *plan, Form form,
                                  const char *work, const char *names)
{
    Pass *p = w->p;
    const char *target = source(p, plan->target), *iterable = source(p, plan->iterable);
    const char *lines = "", *nl = w->nl;
    if (form == FORM_BOUNDED) {
        const char *bounded;
        lines = bounded_lines(w, work, names, &bounded);
        work = arena_printf(p->arena, "%s(%s)", bounded, names);
    }
    if (form != FORM_GROUP) {
        const char *gather = fix_import_name(p, w->fix, "asyncio", "gather");
        const char *all = arena_printf(p->arena, "await %s(*(%s for %s in %s))", gather,
                                       work, target, iterable);
        return arena_printf(p->arena, "%s%s", lines, fold_text(w, plan, all));
    }
    const char *class = fix_import_name(p, w->fix, "asyncio", "TaskGroup");
    const char *group = fresh_name(p, w->at, "group");
    if (plan->fold == FOLD_NONE)
        return arena_printf(
            p->arena, "async with %s() as %s:%s%sfor %s in %s:%s%s%s%s.create_task(%s)",
            class, group, nl, w->unit, target, iterable, nl, w->unit, w->unit, group, work);
    const char *tasks = fresh_name(p, w->at, "tasks"), *task = fresh_name(p, w->at, "task");
    bool list = plan->fold == FOLD_COLLECT;
    const char *results =
        arena_printf(p->arena, "%s%s.result() for %s in %s%s", list ? "[" : "(", task, task,
                     tasks, list ? "]" : ")");
    return arena_printf(
        p->arena, "async with %s() as %s:%s%s%s = [%s.create_task(%s) for %s in %s]%s%s",
        class, group, nl, w->unit, tasks, group, work, target, iterable, nl,
        fold_text(w, plan, results));
}

/* --- a loop that does nothing but await --- */

static void replace_loop(Writer *w, const LoopPlan *plan, Form form)
{
    Pass *p = w->p;
    bool collects = plan->fold == FOLD_COLLECT;
    uint32_t start = collects ? p->syntax->nodes[plan->before].start : plan->span.start;
    const char *names = iteration_names(p, plan->operand, plan->loop);
    fix_replace(p, w->fix, (Span){start, plan->span.end}, "%s",
                together_lines(w, plan, form, source(p, plan->operand), names));
}

/* --- a loop of several statements --- */

/* Behind the colon of the head; 0 when it is not found. */
static uint32_t head_end(const Syntax *s, const LoopPlan *plan)
{
    uint32_t at = s->nodes[plan->iterable].end;
    while (at < s->text.len && strchr(" \t)", s->text.ptr[at]))
        at++;
    return s->text.ptr[at] == ':' ? at + 1 : 0;
}

/* "load_url" for `for url in …`. */
static const char *work_name(const Pass *p, const LoopPlan *plan)
{
    const Syntax *s = p->syntax;
    bool plain = kind_of(s, plan->target) == N_NAME;
    const char *base =
        plain ? arena_printf(p->arena, "handle_%s", s->nodes[plan->target].name) : "handle";
    return fresh_name(p, plan->loop, base);
}

/* A function in a function has a blank line before it, unless it begins the block. */
static void put_blank_line(Writer *w, const LoopPlan *plan)
{
    const Syntax *s = w->p->syntax;
    uint32_t start = line_start(s->text, plan->span.start), above = start;
    bool first = first_child(s, s->nodes[plan->loop].parent) == plan->loop;
    while (above > 0 && is_eol(s->text.ptr[above - 1]))
        above--;
    Str indent = line_indent(s->text, above);
    bool comment =
        indent.ptr + indent.len < s->text.ptr + above && indent.ptr[indent.len] == '#';
    bool blank = start - above > strlen(line_ending(w->p));
    if (!first && !comment && !blank)
        fix_insert(w->p, w->fix, start, "%s", line_ending(w->p));
}

static void move_body(Writer *w, const LoopPlan *plan, Form form)
{
    Pass *p = w->p;
    const Syntax *s = p->syntax;
    const char *name = work_name(p, plan);
    const char *names = iteration_names(p, plan->target, plan->loop);
    uint32_t end = line_end(s->text, plan->span.end);
    put_blank_line(w, plan);
    fix_replace(p, w->fix, (Span){plan->span.start, head_end(s, plan)},
                "async def %s(%s):", name, names);
    loop_continues(p, w->fix, plan);
    loop_returns(p, w->fix, plan);
    const char *work = arena_printf(p->arena, "%s(%s)", name, names);
    fix_insert(p, w->fix, end, "%s%s%s", line_ending(p), w->nl,
               together_lines(w, plan, form, work, names));
}

static bool stands_alone(const Syntax *s, const LoopPlan *plan)
{
    Str indent = line_indent(s->text, plan->span.start);
    uint32_t body = s->nodes[first_child(s, plan->body)].start;
    return indent.ptr + indent.len == s->text.ptr + plan->span.start &&
           line_end(s->text, plan->span.start) < body;
}

static void offer_form(Pass *p, Finding *finding, const LoopPlan *plan, Form form)
{
    const Syntax *s = p->syntax;
    uint32_t start = plan->before ? s->nodes[plan->before].start : plan->span.start;
    LoopPlan whole = *plan;
    if (!plan->operand || has_comment_in(p, (Span){start, plan->span.end})) {
        whole.operand = 0;
        whole.fold = plan->fold == FOLD_COLLECT ? FOLD_EXTEND : plan->fold;
    }
    bool coroutine =
        !whole.operand || value_kind(p->facts, whole.operand) == VALUE_COROUTINE;
    if (form == FORM_GROUP && !coroutine)
        return;
    if (!whole.operand && (!stands_alone(s, plan) || !head_end(s, plan)))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "%s", TITLES[form]);
    fix->way = form == FORM_BOUNDED ? WAY_BOUNDED : WAY_LOOP;
    Writer w = writer_of(p, fix, plan->loop);
    if (whole.operand)
        replace_loop(&w, &whole, form);
    else
        move_body(&w, &whole, form);
}

/* A file that has task groups, itself, is offered one first. */
static bool likes_groups(const Pass *p)
{
    for (uint32_t i = 0; i < p->facts->calls.len; i++)
        if (same(p->facts->calls.items[i]->target, "asyncio.TaskGroup"))
            return true;
    return false;
}

void offer_python_loop(Pass *p, Finding *finding, const LoopPlan *plan)
{
    bool groups = has_task_group(p), first = groups && likes_groups(p);
    if (first)
        offer_form(p, finding, plan, FORM_GROUP);
    offer_form(p, finding, plan, FORM_GATHER);
    if (groups && !first)
        offer_form(p, finding, plan, FORM_GROUP);
    offer_form(p, finding, plan, FORM_BOUNDED);
}

/* --- [await f(x) for x in xs] --- */

/* `f(x) for x in xs` of the comprehension, with other work for an item. */
static const char *comprehended(const Pass *p, const Loop *loop, const char *work)
{
    const Syntax *s = p->syntax;
    uint32_t rest = s->nodes[first_child(s, loop->node)].end;
    uint32_t end = s->nodes[loop->node].end - 1;
    return arena_printf(p->arena, "%s%s", work,
                        arena_strndup(p->arena, s->text.ptr + rest, end - rest));
}

static void replace_comprehension(Pass *p, Fix *fix, const Loop *loop, const char *work)
{
    const Syntax *s = p->syntax;
    const char *gather = fix_import_name(p, fix, "asyncio", "gather");
    const char *all =
        arena_printf(p->arena, "await %s(*[%s])", gather, comprehended(p, loop, work));
    if (same(s->nodes[loop->node].name, "set"))
        fix_replace(p, fix, span_of(s, loop->node), "set(%s)", all);
    else
        fix_replace_awaited(p, fix, loop->node, "%s", all);
}

/* The comprehension is evaluated once, and first, in a statement of its own. */
static Ref simple_statement(const Syntax *s, Ref comprehension)
{
    Ref parent = s->nodes[comprehension].parent;
    if (kind_of(s, parent) == N_ASSIGN)
        parent = s->nodes[parent].parent;
    NodeKind kind = kind_of(s, parent);
    return kind == N_RETURN || kind == N_EXPRESSION ? parent : 0;
}

static void offer_comprehension_group(Pass *p, Finding *finding, const Loop *loop,
                                      Ref statement, Ref operand)
{
    const Syntax *s = p->syntax;
    if (!has_task_group(p) || value_kind(p->facts, operand) != VALUE_COROUTINE)
        return;
    bool set = same(s->nodes[loop->node].name, "set");
    Fix *fix = offer(p, finding, UNSAFE, "%s", TITLES[FORM_GROUP]);
    const char *class = fix_import_name(p, fix, "asyncio", "TaskGroup");
    const char *group = fresh_name(p, statement, "group");
    const char *tasks = fresh_name(p, statement, "tasks");
    const char *task = fresh_name(p, statement, "task");
    const char *work =
        arena_printf(p->arena, "%s.create_task(%s)", group, source(p, operand));
    fix_line_before(p, fix, statement, "async with %s() as %s:\n%s%s = [%s]", class, group,
                    indent_unit(p), tasks, comprehended(p, loop, work));
    fix_replace(p, fix, span_of(s, loop->node), "%s%s.result() for %s in %s%s",
                set ? "{" : "[", task, task, tasks, set ? "}" : "]");
}

void offer_python_comprehension(Pass *p, Finding *finding, const Loop *loop)
{
    const Syntax *s = p->syntax;
    Ref element = first_child(s, loop->node);
    const char *kind = s->nodes[loop->node].name;
    if (kind_of(s, element) != N_AWAIT || (!same(kind, "list") && !same(kind, "set")) ||
        loop->awaits.len != 1 || has_comment(p, loop->node))
        return;
    Ref operand = child_with(s, element, R_VALUE);
    Fix *fix = offer(p, finding, UNSAFE, "%s", TITLES[FORM_GATHER]);
    replace_comprehension(p, fix, loop, source(p, operand));
    Ref statement = simple_statement(s, loop->node);
    if (!statement)
        return;
    offer_comprehension_group(p, finding, loop, statement, operand);
    Fix *bound = offer(p, finding, UNSAFE, "%s", TITLES[FORM_BOUNDED]);
    bound->way = WAY_BOUNDED;
    Writer w = writer_of(p, bound, statement);
    const char *names = iteration_names(p, operand, loop->node), *bounded;
    const char *lines = bounded_lines(&w, source(p, operand), names, &bounded);
    fix_insert(p, bound, s->nodes[statement].start, "%s", lines);
    replace_comprehension(p, bound, loop, arena_printf(p->arena, "%s(%s)", bounded, names));
}
