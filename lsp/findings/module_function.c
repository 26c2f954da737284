/*
 * module_function.c - the fix that makes a lambda, or a function inside a function, one of
 * the module: what another process can find by its name.
 */
#include "findings/habits.h"

/* The child of the module that holds the node. */
static Ref top_statement(const Syntax *s, Ref node)
{
    while (s->nodes[node].parent > 1)
        node = s->nodes[node].parent;
    return node;
}

/* It uses a name of a function around, so that it cannot stand elsewhere. */
static bool uses_outer_names(const Pass *p, const Function *fn)
{
    const Syntax *s = p->syntax;
    for (Ref r = fn->node; r < s->nodes[fn->node].last; r++) {
        const Symbol *symbol = symbol_of(p->facts, r);
        if (!symbol || !symbol->defs || r == fn->name_node)
            continue;
        bool own = is_within(s, symbol->scope->node, fn->node);
        if (!own && symbol->scope->fn->outer)
            return true;
    }
    return false;
}

/* Lines of a string over several lines would change with their indentation. */
static bool has_long_string(const Syntax *s, Ref node)
{
    for (Ref r = node; r < s->nodes[node].last; r++) {
        NodeKind kind = kind_of(s, r);
        if ((kind == N_STRING || kind == N_TEMPLATE) &&
            line_end(s->text, s->nodes[r].start) < s->nodes[r].end)
            return true;
    }
    return false;
}

/* `lambda x, y: f(x, y)` is f. The callee, or 0. */
static Ref passed_on(const Pass *p, const Function *fn)
{
    const Syntax *s = p->syntax;
    if (kind_of(s, fn->body) != N_CALL)
        return 0;
    Ref given = child_with(s, fn->node, R_PARAMETER);
    Ref taken = child_with(s, fn->body, R_ARGUMENT),
        callee = child_with(s, fn->body, R_CALLEE);
    const Function *called = called_function(p->facts, callee);
    if (kind_of(s, callee) != N_NAME || !called || called->outer != p->facts->module)
        return 0;
    for (; given && taken; given = next_with(s, given, R_PARAMETER),
                           taken = next_with(s, taken, R_ARGUMENT)) {
        Ref name = child_with(s, given, R_LEFT);
        bool plain = kind_of(s, name) == N_NAME && kind_of(s, taken) == N_NAME &&
                     !child_with(s, given, R_RIGHT);
        if (!plain || s->nodes[name].name != s->nodes[taken].name)
            return 0;
    }
    return given || taken ? 0 : callee;
}

/* After the function around; each lambda of it by another name. */
static const char *name_for(Pass *p, const Function *fn)
{
    uint32_t number = 1;
    for (uint32_t i = fn->outer->index; i < fn->index; i++) {
        const Function *other = p->facts->functions.items[i];
        number += other->is_lambda && other->outer == fn->outer;
    }
    const char *around = fn->outer->name ? fn->outer->name : "lambda";
    const char *base = arena_printf(p->arena, "%s_work", around);
    if (number > 1)
        base = arena_printf(p->arena, "%s_%u", base, number);
    return fresh_name(p, 1, base);
}

static void move_lambda(Pass *p, Fix *fix, const Function *fn)
{
    const Syntax *s = p->syntax;
    const char *name = name_for(p, fn), *eol = line_ending(p);
    Ref first = child_with(s, fn->node, R_PARAMETER), last = first;
    for (Ref c = first; c; c = next_with(s, c, R_PARAMETER))
        last = c;
    Str text = s->text;
    Span given = first ? (Span){s->nodes[first].start, s->nodes[last].end} : (Span){0, 0};
    const char *parameters =
        arena_strndup(p->arena, text.ptr + given.start, given.end - given.start);
    fix_insert(p, fix, full_start(s, top_statement(s, fn->node)),
               "def %s(%s):%s%sreturn %s%s%s%s", name, parameters, eol, indent_unit(p),
               source(p, fn->body), eol, eol, eol);
    fix_replace(p, fix, span_of(s, fn->node), "%s", name);
}

/* The function's lines without the indentation that they have where it stands. */
static const char *dedented(const Pass *p, Ref node)
{
    Str text = p->syntax->text;
    size_t indent = strlen(indentation(p, node));
    const char *out = "";
    uint32_t end = p->syntax->nodes[node].end;
    for (uint32_t at = line_start(text, full_start(p->syntax, node)); at < end;
         at = next_line(text, at)) {
        uint32_t stop = line_end(text, at), skip = 0;
        while (skip < indent && at + skip < stop && is_blank(text.ptr[at + skip]))
            skip++;
        out = arena_printf(p->arena, "%s%.*s%s", out, (int)(stop - at - skip),
                           text.ptr + at + skip, line_ending(p));
    }
    return out;
}

static void move_function(Pass *p, Fix *fix, const Function *fn)
{
    const Syntax *s = p->syntax;
    uint32_t start = line_start(s->text, full_start(s, fn->node));
    uint32_t end = next_line(s->text, s->nodes[fn->node].end);
    while (end < s->text.len && is_eol(s->text.ptr[end]))
        end = next_line(s->text, end);
    fix_insert(p, fix, full_start(s, top_statement(s, fn->node)), "%s%s%s",
               dedented(p, fn->node), line_ending(p), line_ending(p));
    fix_replace(p, fix, (Span){start, end}, "%s", "");
}

/* Why the function cannot stand in the module, or NULL. */
static const char *move_problem(const Pass *p, const Function *fn)
{
    const Syntax *s = p->syntax;
    Ref block = s->nodes[fn->node].parent;
    Ref only = first_child(s, block);
    if (uses_outer_names(p, fn))
        return "it uses names of the function around it";
    if (has_long_string(s, fn->node))
        return "a string in it runs over several lines";
    if (fn->is_lambda)
        return has_comment(p, fn->node) ? "a comment stands in it" : NULL;
    if (visible_symbol(p->facts, 1, fn->name))
        return "the module has such a name already";
    if (kind_of(s, block) != N_BLOCK || !next_child(s, only) || fn->is_async)
        return "it stands alone in its block";
    return NULL;
}

void offer_module_function(Pass *p, Finding *finding, const Function *fn, Ref given)
{
    Ref callee = fn->is_lambda && given == fn->node ? passed_on(p, fn) : 0;
    if (callee) {
        Fix *fix = offer(p, finding, UNSAFE, "Hand over `%s` itself", source(p, callee));
        fix_replace(p, fix, span_of(p->syntax, fn->node), "%s", source(p, callee));
        return;
    }
    Fix *fix = offer(p, finding, UNSAFE, "Make it a function of the module");
    const char *problem = move_problem(p, fn);
    if (problem)
        fix_disable(fix, problem);
    else if (fn->is_lambda)
        move_lambda(p, fix, fn);
    else
        move_function(p, fix, fn);
}
