/* legal.c - where `await` may be written. */
#include "findings/habits.h"

static const char *function_problem(const Syntax *s, Ref fn, bool js)
{
    if (has_flag(s, fn, NF_ASYNC))
        return NULL;
    if (has_flag(s, fn, NF_GETTER))
        return "a getter cannot be async";
    if (has_flag(s, fn, NF_SETTER))
        return "a setter cannot be async";
    if (!js && has_flag(s, fn, NF_ARROW))
        return "a lambda cannot be async";
    if (js && has_flag(s, fn, NF_METHOD) && same(s->nodes[fn].name, "constructor"))
        return "a constructor cannot be async";
    if (s->nodes[fn].role == R_ARGUMENT)
        return "the callback is not async";
    return "the function is not async";
}

static const char *module_problem(const Pass *p)
{
    if (p->facts->flags & FILE_NOTEBOOK)
        return NULL;
    if (!pass_js(p))
        return "top-level code cannot await";
    return p->facts->flags & FILE_ESM ? NULL
                                      : "only an ES module can await at its top level";
}

/* Only the first iterable is evaluated where the generator expression stands. */
static bool is_first_iterable(const Syntax *s, Ref comprehension, Ref at)
{
    Ref clause = first_child(s, comprehension);
    while (clause && kind_of(s, clause) != N_FOR_CLAUSE)
        clause = next_child(s, clause);
    Ref iterable = clause ? child_with(s, clause, R_RIGHT) : 0;
    return iterable && is_within(s, at, iterable);
}

/* What the step from a child to its parent says: NULL is "go on up". */
static const char *step_problem(const Pass *p, Ref parent, Ref child, Ref at)
{
    const Syntax *s = p->syntax;
    bool js = pass_js(p);
    NodeRole role = (NodeRole)s->nodes[child].role;
    switch (kind_of(s, parent)) {
    case N_COMPREHENSION:
        if (same(s->nodes[parent].name, "generator") && !is_first_iterable(s, parent, at))
            return "it would make the generator expression asynchronous";
        return NULL;
    case N_PARAMETER:
        if (js)
            return "a default value cannot await";
        return role == R_TYPE ? "an annotation cannot await" : NULL;
    case N_FIELD:
        return js && role == R_VALUE ? "a class field cannot await" : NULL;
    case N_CLASS:
        return role == R_BODY || (js && role == R_NONE) ? "a class body cannot await"
                                                        : NULL;
    default:
        return NULL;
    }
}

/* The child is run by the function, not by what the function stands in. */
static bool is_run_by(const Pass *p, Ref child)
{
    NodeRole role = (NodeRole)p->syntax->nodes[child].role;
    if (role == R_DECORATOR || role == R_KEY || role == R_NAME || role == R_TYPE)
        return false;
    return role != R_PARAMETER || pass_js(p);
}

const char *await_problem(const Pass *p, Ref at)
{
    const Syntax *s = p->syntax;
    bool js = pass_js(p);
    if (!js && held_lock(p->facts, at))
        return "a threading lock is held here, and would be held over the await";
    for (Ref child = at, parent = s->nodes[at].parent; parent;
         child = parent, parent = s->nodes[parent].parent) {
        const char *problem = step_problem(p, parent, child, at);
        if (problem)
            return problem;
        if (kind_of(s, parent) == N_FUNCTION && is_run_by(p, child))
            return function_problem(s, parent, js);
    }
    return module_problem(p);
}

bool has_comment(const Pass *p, Ref node)
{
    return has_comment_in(p, span_of(p->syntax, node));
}

bool has_comment_in(const Pass *p, Span span)
{
    uint32_t low = 0, high = p->syntax->comments.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (p->syntax->comments.items[middle].start < span.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < p->syntax->comments.len && p->syntax->comments.items[low].start < span.end;
}
