/* await-in-loop: independent iterations are awaited one by one. */
#include "asynclint/rule.h"

static bool is_python(const Pass *p)
{
    return p->facts->language == LANG_PYTHON;
}

/* --- the parts of a loop that a fix needs --- */

/* A loop whose body is one await: `await f(x)`, or `acc.append(await f(x))`. */
typedef struct Shape {
    Ref loop;
    Ref target, iterable; /* of the head */
    Ref operand;          /* what is awaited */
    Ref collection;       /* the NAME that is appended to, or 0 */
    Ref before;           /* its `acc = []` on the line before; set with collection */
    Span span;            /* from the loop's head to the end of its last statement */
} Shape;

/* The only statement of the body, or 0. */
static Ref only_statement(const Syntax *s, Ref body)
{
    if (kind_of(s, body) != N_BLOCK)
        return body;
    Ref first = first_child(s, body);
    return first && !next_child(s, first) ? first : 0;
}

/* The statement just before, or 0. */
static Ref previous_statement(const Syntax *s, Ref statement)
{
    Ref previous = 0;
    for (Ref c = first_child(s, s->nodes[statement].parent); c && c != statement;
         c = next_child(s, c))
        previous = c;
    return previous;
}

static bool is_empty_array(const Syntax *s, Ref expr)
{
    return kind_of(s, expr) == N_ARRAY && !first_child(s, expr);
}

/* `acc = []`, `const acc = []` as the whole statement; the NAME, or 0. */
static Ref emptied_name(const Syntax *s, Ref statement)
{
    Ref assign = first_child(s, statement);
    NodeKind kind = kind_of(s, statement);
    if ((kind != N_EXPRESSION && kind != N_DECLARE) || kind_of(s, assign) != N_ASSIGN ||
        next_child(s, assign))
        return 0;
    Ref left = child_with(s, assign, R_LEFT);
    bool fits = kind_of(s, left) == N_NAME &&
                is_empty_array(s, child_with(s, assign, R_RIGHT)) &&
                !child_with(s, assign, R_TYPE);
    return fits ? left : 0;
}

/* `acc.append(await f(x))` of an `acc = []` just before the loop. */
static bool shape_collects(const Pass *p, Shape *shape, Ref call)
{
    const Syntax *s = p->syntax;
    Ref callee = child_with(s, call, R_CALLEE), argument = child_with(s, call, R_ARGUMENT);
    const char *method = is_python(p) ? "append" : "push";
    if (kind_of(s, callee) != N_MEMBER || !same(s->nodes[callee].name, method) ||
        kind_of(s, argument) != N_AWAIT || next_with(s, argument, R_ARGUMENT))
        return false;
    Ref object = child_with(s, callee, R_OBJECT);
    Ref before = previous_statement(s, shape->loop);
    Ref name = before ? emptied_name(s, before) : 0;
    if (!name || symbol_of(p->facts, name) != symbol_of(p->facts, object))
        return false;
    shape->collection = name;
    shape->before = before;
    shape->operand = child_with(s, argument, R_VALUE);
    return true;
}

/* False when the loop is not of the simple shape. */
static bool read_shape(const Pass *p, const Loop *loop, Shape *shape)
{
    const Syntax *s = p->syntax;
    if (loop->kind != N_FOR_EACH || has_flag(s, loop->node, NF_IN | NF_VAR) ||
        child_with(s, loop->node, R_ELSE) || loop->awaits.len != 1)
        return false;
    bool declares = has_flag(s, loop->node, NF_DECLARES);
    *shape = (Shape){.loop = loop->node,
                     .target = child_with(s, loop->node, R_LEFT),
                     .iterable = child_with(s, loop->node, R_RIGHT)};
    Ref statement = only_statement(s, loop->body);
    /* Python's grammar counts a comment behind the last statement to the loop. */
    shape->span = span_of(s, loop->node);
    if (is_python(p) && statement)
        shape->span.end = s->nodes[statement].end;
    Ref value = kind_of(s, statement) == N_EXPRESSION ? first_child(s, statement) : 0;
    if (!value || (!is_python(p) && !declares))
        return false;
    if (kind_of(s, value) == N_CALL)
        return shape_collects(p, shape, value);
    shape->operand = kind_of(s, value) == N_AWAIT ? child_with(s, value, R_VALUE) : 0;
    return shape->operand != 0;
}

/* Where something first binds the name at or behind a node. */
static Ref next_binding(const Symbol *symbol, Ref from)
{
    Ref next = UINT32_MAX;
    for (const Def *def = symbol->defs; def; def = def->next)
        if (def->name >= from && def->name < next)
            next = def->name;
    return next;
}

/* The loop's names are read behind it, where the fix would leave them unset. */
static bool is_target_read_later(const Pass *p, const Loop *loop)
{
    const Syntax *s = p->syntax;
    Ref target = child_with(s, loop->node, R_LEFT), end = s->nodes[loop->node].last;
    for (Ref r = target; target && r < s->nodes[target].last; r++) {
        const Symbol *symbol = symbol_of(p->facts, r);
        Ref bound = symbol ? next_binding(symbol, end) : 0;
        for (uint32_t i = 0; symbol && i < symbol->reads.len; i++)
            if (symbol->reads.items[i] >= end && symbol->reads.items[i] <= bound)
                return true;
    }
    return false;
}

/* --- Python's fixes --- */

static const char *gather_of(Pass *p, Fix *fix, const char *items)
{
    const char *gather = fix_import_name(p, fix, "asyncio", "gather");
    return arena_printf(p->arena, "%s(%s)", gather, items);
}

/* [await f(x) for x in xs] */
static void offer_comprehension(Pass *p, Finding *finding, const Loop *loop)
{
    const Syntax *s = p->syntax;
    Ref element = first_child(s, loop->node);
    const char *kind = s->nodes[loop->node].name;
    bool list = same(kind, "list"), set = same(kind, "set");
    if (kind_of(s, element) != N_AWAIT || (!list && !set) || loop->awaits.len != 1)
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Await them together with `asyncio.gather`");
    uint32_t inside = s->nodes[element].start, end = s->nodes[loop->node].end - 1;
    Ref operand = child_with(s, element, R_VALUE);
    uint32_t rest = s->nodes[operand].start;
    const char *body = arena_strndup(p->arena, s->text.ptr + rest, end - rest);
    (void)inside;
    const char *gathered = gather_of(p, fix, arena_printf(p->arena, "*[%s]", body));
    if (set)
        fix_replace(p, fix, span_of(s, loop->node), "set(await %s)", gathered);
    else
        fix_replace_awaited(p, fix, loop->node, "await %s", gathered);
}

/* The head's target as the parameter of a generator: `for a, b in xs`. */
static const char *generator(const Pass *p, const Shape *shape)
{
    return arena_printf(p->arena, "*(%s for %s in %s)", source(p, shape->operand),
                        source(p, shape->target), source(p, shape->iterable));
}

static void replace_loop(Pass *p, Fix *fix, const Shape *shape, const char *value)
{
    const Syntax *s = p->syntax;
    const char *end = !is_python(p) && uses_semicolons(p) ? ";" : "";
    if (!shape->collection) {
        fix_replace(p, fix, shape->span, "await %s%s", value, end);
        return;
    }
    Ref assign = first_child(s, shape->before);
    Ref empty = child_with(s, assign, R_RIGHT);
    uint32_t head = s->nodes[shape->before].start, tail = s->nodes[empty].start;
    const char *declared = arena_strndup(p->arena, s->text.ptr + head, tail - head);
    fix_replace(p, fix, (Span){head, shape->span.end}, "%sawait %s%s", declared, value,
                end);
}

static void offer_gather(Pass *p, Finding *finding, const Shape *shape)
{
    Fix *fix = offer(p, finding, UNSAFE, "Await them together with `asyncio.gather`");
    replace_loop(p, fix, shape, gather_of(p, fix, generator(p, shape)));
}

/* At most ten at a time: a semaphore in a local coroutine. */
static void offer_semaphore(Pass *p, Finding *finding, const Shape *shape)
{
    const Syntax *s = p->syntax;
    Fix *fix = offer(p, finding, UNSAFE, "Await them together, at most 10 at a time");
    const char *limit = fresh_name(p, shape->loop, "semaphore");
    const char *bounded = fresh_name(p, shape->loop, "bounded");
    const char *made = fix_import_name(p, fix, "asyncio", "Semaphore");
    const char *unit = indent_unit(p);
    const char *item = source(p, shape->target);
    Ref anchor = shape->collection ? shape->before : shape->loop;
    bool name = kind_of(s, shape->target) == N_NAME;
    const char *parameters = name ? item : "*item";
    const char *unpack = name ? "" : arena_printf(p->arena, "%s%s = item\n", unit, item);
    fix_line_before(
        p, fix, anchor,
        "%s = %s(10)\n\nasync def %s(%s):\n%s%sasync with %s:\n%s%sreturn await %s\n",
        limit, made, bounded, parameters, unpack, unit, limit, unit, unit,
        source(p, shape->operand));
    const char *star = name ? item : arena_printf(p->arena, "*(%s)", item);
    replace_loop(p, fix, shape,
                 gather_of(p, fix,
                           arena_printf(p->arena, "*(%s(%s) for %s in %s)", bounded, star,
                                        item, source(p, shape->iterable))));
}

/* --- js's fixes --- */

/* `(x) => f(x)`, with parentheses around an object that the arrow returns. */
static const char *arrow(const Pass *p, const Shape *shape)
{
    const char *body = source(p, shape->operand);
    bool object = kind_of(p->syntax, shape->operand) == N_OBJECT;
    return arena_printf(p->arena, object ? "(%s) => (%s)" : "(%s) => %s",
                        source(p, shape->target), body);
}

static void offer_promise_all(Pass *p, Finding *finding, const Shape *shape)
{
    const Syntax *s = p->syntax;
    Fix *fix = offer(p, finding, UNSAFE, "Await them together with `Promise.all`");
    bool array = kind_of(s, shape->iterable) == N_ARRAY;
    const char *iterable = source(p, shape->iterable);
    replace_loop(
        p, fix, shape,
        array ? arena_printf(p->arena, "Promise.all(%s.map(%s))", iterable, arrow(p, shape))
              : arena_printf(p->arena, "Promise.all(Array.from(%s, %s))", iterable,
                             arrow(p, shape)));
}

/* Ten at a time, where nothing is collected and the items are in a name. */
static void offer_batches(Pass *p, Finding *finding, const Shape *shape)
{
    const Syntax *s = p->syntax;
    if (shape->collection || kind_of(s, shape->iterable) != N_NAME)
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Await them together, 10 at a time");
    const char *xs = source(p, shape->iterable), *i = fresh_name(p, shape->loop, "i");
    const char *eol = line_ending(p), *base = indentation(p, shape->loop),
               *unit = indent_unit(p);
    const char *end = uses_semicolons(p) ? ";" : "";
    fix_replace(
        p, fix, span_of(s, shape->loop),
        "for (let %s = 0; %s < %s.length; %s += 10) {%s%s%sawait Promise.all(%s.slice(%s, "
        "%s + 10).map(%s))%s%s%s}",
        i, i, xs, i, eol, base, unit, xs, i, i, arrow(p, shape), end, eol, base);
}

/* --- what is found --- */

static void offer_fixes(Pass *p, Finding *finding, const Loop *loop)
{
    Shape shape;
    if (is_python(p) && !same(async_library(p), "asyncio"))
        return;
    if (loop->kind == N_COMPREHENSION) {
        if (!has_comment(p, loop->node))
            offer_comprehension(p, finding, loop);
        return;
    }
    if (!read_shape(p, loop, &shape) || is_target_read_later(p, loop) ||
        has_comment_in(p, shape.span))
        return;
    if (is_python(p)) {
        offer_gather(p, finding, &shape);
        offer_semaphore(p, finding, &shape);
    } else {
        offer_promise_all(p, finding, &shape);
        offer_batches(p, finding, &shape);
    }
}

static Severity loop_severity(const Pass *p, const Loop *loop, const Verdict *verdict)
{
    if (!verdict->sure)
        return SEVERITY_HINT;
    bool only = loop->kind == N_COMPREHENSION || only_statement(p->syntax, loop->body);
    return only ? SEVERITY_WARNING : SEVERITY_INFORMATION;
}

static void check_loop(Pass *p, const Loop *loop)
{
    if (!loop->awaits.len)
        return;
    Verdict verdict = loop_verdict(p->facts, loop);
    if (!verdict.independent)
        return;
    const Await *await = loop->awaits.items[0];
    const char *name = await->call ? last_name(p->facts, await->call->callee) : NULL;
    const char *together = is_python(p) ? "asyncio.gather" : "Promise.all";
    Ref where = await->kind == AWAIT_EXPRESSION ? await->node : await->operand;
    Finding *finding =
        name ? report(
                   p, where ? where : await->node,
                   "each `%s` waits for the one before it, and no iteration needs another: "
                   "await them together with `%s`",
                   name, together)
             : report(p, where ? where : await->node,
                      "each iteration waits for the one before it, and none needs another: "
                      "await "
                      "them together with `%s`",
                      together);
    finding->severity = loop_severity(p, loop, &verdict);
    relate(p, finding, loop->node, "the loop");
    offer_fixes(p, finding, loop);
}

const Rule rule_await_in_loop = {
    .id = "await-in-loop",
    .title = "Independent iterations awaited one by one",
    .why = "`await` in a loop lets the next iteration begin only when the one before has "
           "ended. "
           "A hundred requests of 50 ms each take five seconds so; together they take "
           "about as "
           "long as the slowest.\n\n"
           "| the iterations | write |\n"
           "|---|---|\n"
           "| need nothing of each other, and are few | `await asyncio.gather(*…)`, `await "
           "Promise.all(…)` |\n"
           "| … and are many, or hit one server | the same, bounded: a `Semaphore`, "
           "batches |\n"
           "| should all be stopped when one fails | `async with asyncio.TaskGroup()` |\n"
           "| use what the one before left, or must keep an order | leave the loop as it "
           "is |\n\n"
           "The rule speaks only where the iterations can be seen to be independent: it "
           "follows "
           "what each leaves for the next, and knows what must keep its order.",
    .exclusions =
        "- `while` loops, `async for` and `for await`, loops that go in steps of a batch.\n"
        "- Loops that can be left early: `break`, `return`, `throw`, `yield`.\n"
        "- Iterations that use what another left: cursors, running values, a list that is "
        "also "
        "read.\n"
        "- Sleeps, delays, retries and rate limits.\n"
        "- One connection, transaction, page, stream, queue or lock used by all "
        "iterations.\n"
        "- Loops whose awaits have nothing to do with the loop's items, and tests.\n"
        "- A hint only: what is awaited is not known here, sums (`total += await f(x)`), "
        "and a "
        "`try` that goes on with the next item.",
    .fixes =
        "Unsafe: the calls begin at once, in order, but what fails first may be another. "
        "Results keep their order and their name. A form that runs at most ten at a time "
        "is offered too.",
    .severity = SEVERITY_INFORMATION,
    .examples = {{.language = "python",
                  .bad = "async def size(url):\n"
                         "    ...\n"
                         "\n"
                         "async def sizes(urls):\n"
                         "    return [await size(url) for url in urls]\n",
                  .good =
                      "import asyncio\n"
                      "\n"
                      "async def size(url):\n"
                      "    ...\n"
                      "\n"
                      "async def sizes(urls):\n"
                      "    return await asyncio.gather(*[size(url) for url in urls])\n"},
                 {.language = "javascript",
                  .bad = "async function sizes(urls) {\n"
                         "  const found = [];\n"
                         "  for (const url of urls) {\n"
                         "    found.push(await fetch(url));\n"
                         "  }\n"
                         "  return found;\n"
                         "}\n",
                  .good = "async function sizes(urls) {\n"
                          "  return Promise.all(urls.map((url) => fetch(url)));\n"
                          "}\n"}},
    .foreign = {{"eslint", "no-await-in-loop"},
                {"oxlint", "no-await-in-loop"},
                {"oxlint", "eslint/no-await-in-loop"},
                {"biome", "lint/performance/noAwaitInLoops"}},
    .on_loop = check_loop,
};
