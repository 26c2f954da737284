/*
 * tolerant.c - the fixes that make a call on a path pass over what a test before it was to
 * keep away: the thing is there already, or it is gone.
 */
#include "asynclint/rule.h"

#include "findings/habits.h"

/* What is to be done to the call. */
typedef struct Plan {
    const char *title;
    const char *name;   /* the function to call instead, or NULL */
    const char *module; /* … and where it is when it was imported by name */
    const char *option; /* to be added: "exist_ok=True", "force: true" */
    Safety safety;
} Plan;

static Plan plan_python(const char *target)
{
    const char *dot = strpbrk(target, "#") ? strchr(target, '#') : strrchr(target, '.');
    const char *name = dot ? dot + 1 : target;
    if (same(name, "makedirs") || (same(name, "mkdir") && strchr(target, '#')))
        return (Plan){"Pass `exist_ok=True`", NULL, NULL, "exist_ok=True", SAFE};
    if (same(target, "os.mkdir"))
        return (Plan){"Use `os.makedirs` with `exist_ok=True`", "makedirs", "os",
                      "exist_ok=True", UNSAFE};
    if (same(name, "unlink") && strchr(target, '#'))
        return (Plan){"Pass `missing_ok=True`", NULL, NULL, "missing_ok=True", UNSAFE};
    return (Plan){0};
}

static Plan plan_js(const char *target)
{
    const char *name = strrchr(target, '.') + 1;
    bool sync = ends_with(name, "Sync");
    if (starts_with(name, "mkdir"))
        return (Plan){"Pass `recursive: true`", NULL, NULL, "recursive: true", SAFE};
    if (same(name, "rm") || same(name, "rmSync"))
        return (Plan){"Pass `force: true`", NULL, NULL, "force: true", UNSAFE};
    if (starts_with(name, "unlink"))
        return (Plan){sync ? "Use `rmSync` with `force: true`"
                           : "Use `rm` with `force: true`",
                      sync ? "rmSync" : "rm",
                      starts_with(target, "fs/promises") ? "fs/promises" : "fs",
                      "force: true", UNSAFE};
    return (Plan){0};
}

/* Where an option goes: into the object that is there, else behind the last argument. */
static void add_option(Pass *p, Fix *fix, const Call *call, const char *option)
{
    const Syntax *s = p->syntax;
    Ref last = nth_argument(s, call->node, 0);
    uint32_t end = s->nodes[call->node].end - 1;
    for (Ref c = last; c; c = next_with(s, c, R_ARGUMENT)) {
        if (kind_of(s, c) == N_OBJECT && first_child(s, c)) {
            fix_insert(p, fix, s->nodes[first_child(s, c)].start, "%s, ", option);
            return;
        }
        if (!pass_js(p) || kind_of(s, c) != N_FUNCTION)
            last = c;
    }
    option = pass_js(p) ? arena_printf(p->arena, "{ %s }", option) : option;
    if (last && kind_of(s, last) != N_FUNCTION)
        fix_insert(p, fix, s->nodes[last].end, ", %s", option);
    else
        fix_insert(p, fix, end, "%s", option);
}

static void rename_callee(Pass *p, Fix *fix, const Call *call, const Plan *plan)
{
    const Syntax *s = p->syntax;
    Ref callee = uncast(s, call->callee);
    uint32_t end = s->nodes[callee].end;
    const char *old = last_name(p->facts, callee);
    if (kind_of(s, callee) == N_MEMBER && old)
        fix_replace(p, fix, (Span){end - (uint32_t)strlen(old), end}, "%s", plan->name);
    else
        fix_replace(p, fix, span_of(s, callee), "%s",
                    fix_import_name(p, fix, plan->module, plan->name));
}

/* The statement that the `if` does nothing but, when the check is all that it asks; or 0. */
static Ref only_statement(const Pass *p, const Call *call, const Check *check)
{
    const Syntax *s = p->syntax;
    Ref test = check->node;
    while (kind_of(s, s->nodes[test].parent) == N_UNARY)
        test = s->nodes[test].parent;
    Ref whole = s->nodes[test].parent;
    bool all = test == check->test && kind_of(s, whole) == N_IF &&
               s->nodes[whole].role != R_ELSE && !child_with(s, whole, R_ELSE) &&
               is_within(s, check->read, check->test);
    Ref then = all ? child_with(s, whole, R_THEN) : 0;
    Ref statement = kind_of(s, then) == N_BLOCK ? first_child(s, then) : then;
    Ref value = kind_of(s, statement) == N_EXPRESSION ? first_child(s, statement) : 0;
    value = kind_of(s, value) == N_AWAIT ? child_with(s, value, R_VALUE) : value;
    bool alone =
        value == call->node && is_within(s, call->node, then) && !next_child(s, statement);
    if (!alone ||
        (kind_of(s, then) == N_BLOCK && s->nodes[statement].last != s->nodes[then].last))
        return 0;
    Span before = {s->nodes[whole].start, s->nodes[statement].start};
    Span after = {s->nodes[statement].end, s->nodes[whole].end};
    return has_comment_in(p, before) || has_comment_in(p, after) ? 0 : statement;
}

static void drop_check(Pass *p, Fix *fix, const Check *check, Ref statement)
{
    const Syntax *s = p->syntax;
    Ref whole = ancestor(s, check->test, N_IF);
    Span before = {s->nodes[whole].start, s->nodes[statement].start};
    Span after = {s->nodes[statement].end, s->nodes[whole].end};
    fix_replace(p, fix, before, "%s", "");
    if (after.end > after.start)
        fix_replace(p, fix, after, "%s", "");
}

/* `if os.path.exists(p):` -> `with contextlib.suppress(FileNotFoundError):` */
static void offer_suppress(Pass *p, Finding *finding, const Check *check, Ref statement)
{
    const Syntax *s = p->syntax;
    Fix *fix = offer(p, finding, UNSAFE, "Ignore `FileNotFoundError` instead");
    if (!statement) {
        fix_disable(fix, "the `if` asks, or does, something else too");
        return;
    }
    Ref whole = ancestor(s, check->test, N_IF);
    const char *suppress = fix_import_name(p, fix, "contextlib", "suppress");
    fix_replace(p, fix, (Span){s->nodes[whole].start, s->nodes[check->test].end},
                "with %s(FileNotFoundError)", suppress);
    fix_prefer(finding, fix);
}

void offer_tolerant(Pass *p, Finding *finding, const Call *call, const Check *check)
{
    const char *target = call->target;
    Ref statement = only_statement(p, call, check);
    Plan plan = pass_js(p) ? plan_js(target) : plan_python(target);
    if (same(target, "os.remove") || same(target, "os.unlink"))
        offer_suppress(p, finding, check, statement);
    if (!plan.title)
        return;
    Fix *fix = offer(p, finding, plan.safety, "%s", plan.title);
    if (plan.name)
        rename_callee(p, fix, call, &plan);
    add_option(p, fix, call, plan.option);
    if (statement)
        drop_check(p, fix, check, statement);
    fix_prefer(finding, fix);
}
