/*
 * publish.c - the fixes that show an object only when it is ready: what starts or shows it
 * moves behind what sets it up.
 */
#include "asynclint/rule.h"

#include <ctype.h>

#include "findings/habits.h"

/* Some node of the range is written like the place. */
static bool mentions(const Pass *p, Ref from, Ref end, Ref place)
{
    for (Ref r = from; place && r < end; r++)
        if (kind_of(p->syntax, r) == kind_of(p->syntax, place) &&
            same_expression(p->facts, r, place))
            return true;
    return false;
}

/* What the statement gives its value to, and what its call is made on: `self.t = …`. */
static Ref target_of(const Syntax *s, Ref statement)
{
    Ref value = child_with(s, statement, R_VALUE);
    return kind_of(s, value) == N_ASSIGN ? child_with(s, value, R_LEFT) : 0;
}

/* The call may wait for what was started. */
static bool waits_for_it(const Pass *p, const Call *call)
{
    static const char *const WAITS[] = {"wait", "join", "result", "acquire", "get"};
    const char *name = call ? last_name(p->facts, call->callee) : NULL;
    for (size_t i = 0; name && i < COUNT(WAITS); i++)
        if (starts_with(name, WAITS[i]) && call->use != USE_AWAITED)
            return true;
    return false;
}

/* The statement may be carried over the other one. */
static const char *passing_problem(const Pass *p, Ref moved, Ref object, Ref passed)
{
    const Syntax *s = p->syntax;
    Ref end = s->nodes[passed].last;
    if (kind_of(s, passed) != N_EXPRESSION)
        return "more than plain statements stand between them";
    if (mentions(p, passed, end, object) || mentions(p, passed, end, target_of(s, moved)))
        return "what stands between them uses what is started";
    for (Ref r = passed; r < end; r++)
        if (kind_of(s, r) == N_CALL && waits_for_it(p, call_at(p->facts, r)))
            return "what stands between them may wait for it";
    return NULL;
}

/* Making one of these takes no time, and does not fail. */
static bool makes_plain(const Pass *p, Ref node)
{
    static const char *const PLAIN[] = {"list", "dict", "set", "tuple", "bytearray"};
    static const char *const MODULES[] = {"queue.", "threading.", "collections.",
                                          "asyncio."};
    const Call *call = call_at(p->facts, node);
    const char *target = call ? call->target : NULL;
    for (size_t i = 0; target && i < COUNT(PLAIN); i++)
        if (same(target, PLAIN[i]))
            return true;
    for (size_t i = 0; target && i < COUNT(MODULES); i++)
        if (starts_with(target, MODULES[i]) && isupper(target[strlen(MODULES[i])]))
            return true;
    return false;
}

/* `self.x = value`, which nobody hears of. */
static bool only_assigns(const Pass *p, Ref statement)
{
    const Syntax *s = p->syntax;
    Ref target = target_of(s, statement);
    Ref assign = target ? s->nodes[target].parent : 0;
    for (Ref r = assign; r && r < s->nodes[assign].last; r++) {
        NodeKind kind = kind_of(s, r);
        bool own = r > s->nodes[target].last - 1 && is_own_object(p->facts, r);
        if (kind == N_AWAIT || kind == N_YIELD || kind == N_INDEX || own ||
            (kind == N_CALL && !makes_plain(p, r)))
            return false;
    }
    return target && kind_of(s, target) == N_MEMBER &&
           is_own_object(p->facts, child_with(s, target, R_OBJECT));
}

static void move_behind(Pass *p, Fix *fix, Ref moved, Ref last)
{
    fix_line_after(p, fix, last, "%s", source(p, moved));
    remove_statement(p, fix, moved);
}

/* How far the statement goes. */
typedef struct Way {
    Ref end;             /* the statement that it goes behind */
    bool safe;           /* nothing but assignments to the object is passed */
    const char *problem; /* why it cannot go over the write; or NULL */
} Way;

/* Over the statement `must`, and then over what only assigns; not far. */
static Way way_behind(const Pass *p, Ref moved, Ref object, Ref must)
{
    enum { MAX_PASSED = 32 };
    const Syntax *s = p->syntax;
    Way way = {.end = moved, .safe = true};
    int passed = 0;
    for (Ref c = next_child(s, moved); c && passed < MAX_PASSED; c = next_child(s, c)) {
        const char *problem = passing_problem(p, moved, object, c);
        bool plain = only_assigns(p, c);
        if (problem || (c > must && !plain)) {
            way.problem = c > must ? NULL : problem;
            return way;
        }
        way.end = c;
        way.safe = way.safe && plain;
        passed++;
    }
    way.problem = way.end < must ? "much stands between them" : NULL;
    return way;
}

void offer_start_last(Pass *p, Finding *finding, Ref call, Ref write)
{
    const Syntax *s = p->syntax;
    Ref moved = statement_of(s, call), needed = statement_of(s, write);
    if (moved == needed || s->nodes[moved].parent != s->nodes[needed].parent ||
        kind_of(s, moved) != N_EXPRESSION)
        return;
    Ref callee = child_with(s, call, R_CALLEE);
    Ref object = kind_of(s, callee) == N_MEMBER ? child_with(s, callee, R_OBJECT) : 0;
    if (is_own_object(p->facts, object) || kind_of(s, root_of(p->facts, object)) != N_NAME)
        object = 0;
    Way way = way_behind(p, moved, object, needed);
    const Call *started = call_at(p->facts, call);
    way.safe = way.safe && started && !started->local; /* a method may assign as well */
    if (has_comment(p, moved) || !has_own_lines(p, moved))
        way.problem = "it shares its line with something else";
    Fix *fix = offer(p, finding, way.safe ? SAFE : UNSAFE, "Do this when all is set");
    if (way.problem)
        fix_disable(fix, way.problem);
    else
        move_behind(p, fix, moved, way.end);
    fix_prefer(finding, fix);
}

/* --- one object for all --- */

/* A local name takes the place of the shared one until the set-up is over. */
static void rename_until(Pass *p, Fix *fix, const Unready *unready, Ref last)
{
    const Syntax *s = p->syntax;
    Ref target = unready->target;
    bool js = pass_js(p);
    const char *word = s->nodes[target].name;
    while (!js && *word == '_')
        word++;
    const char *name =
        fresh_name(p, target, js ? "created" : arena_printf(p->arena, "new_%s", word));
    const char *shown = source(p, target);
    fix_replace(p, fix, span_of(s, target), "%s%s", js ? "const " : "", name);
    for (Ref r = unready->node; r < s->nodes[last].last; r++)
        if (r > target && kind_of(s, r) == kind_of(s, target) &&
            same_expression(p->facts, r, target))
            fix_replace(p, fix, span_of(s, r), "%s", name);
    fix_line_after(p, fix, last, "%s = %s%s", shown, name,
                   js && uses_semicolons(p) ? ";" : "");
}

void offer_publish_last(Pass *p, Finding *finding, const Unready *unready)
{
    const Syntax *s = p->syntax;
    Ref moved = statement_of(s, unready->node);
    Ref last = statement_of(s, unready->wait->node);
    bool plain = kind_of(s, moved) == N_EXPRESSION &&
                 kind_of(s, s->nodes[unready->node].parent) == N_EXPRESSION &&
                 s->nodes[moved].parent == s->nodes[last].parent && has_own_lines(p, moved);
    if (!plain)
        return;
    Ref target = unready->target;
    Fix *fix = offer(p, finding, UNSAFE, "Show it when it is ready");
    if (unready->made && mentions(p, s->nodes[moved].last, s->nodes[last].last, target)) {
        fix_disable(fix, "what stands between them uses it");
        return;
    }
    if (unready->made)
        move_behind(p, fix, moved, last);
    else
        rename_until(p, fix, unready, last);
    fix_prefer(finding, fix);
}
