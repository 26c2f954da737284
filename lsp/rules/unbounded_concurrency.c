/* unbounded-concurrency: as much is started at once as a collection happens to hold. */
#include "asynclint/rule.h"

static bool is_python(const Pass *p)
{
    return p->facts->language == LANG_PYTHON;
}

/* --- the work for one item --- */

/* The call that does the work, also that of `(x) => f(x)`; or NULL. */
static const Call *work_call(const Pass *p, Ref work)
{
    const Function *fn = work ? function_at(p->facts, work) : NULL;
    return call_at(p->facts, fn ? fn->body : work);
}

/* The function that does it, when the file shows it. */
static const Function *work_function(const Pass *p, Ref work)
{
    const Call *call = call_at(p->facts, work);
    return call ? call->local : called_function(p->facts, work);
}

static bool awaits_something(const Pass *p, const Function *fn)
{
    for (uint32_t i = 0; i < p->facts->awaits.len; i++)
        if (is_within(p->syntax, p->facts->awaits.items[i]->node, fn->node))
            return true;
    return kind_of(p->syntax, fn->body) == N_CALL;
}

/* It waits for something: an await, a call whose promise it gives on. */
static bool work_waits(const Pass *p, Ref work)
{
    const Syntax *s = p->syntax;
    const Function *fn = work_function(p, work);
    if (!fn)
        return work != 0;
    if (awaits_something(p, fn))
        return true;
    for (Ref r = fn->body; !fn->is_async && r < s->nodes[fn->body].last; r++)
        if (kind_of(s, r) == N_RETURN && call_at(p->facts, child_with(s, r, R_VALUE)))
            return true;
    return false;
}

/* The same for each, as workers are: however many, somebody chose the number. */
static bool uses_item(const Pass *p, Ref work, Ref items)
{
    const Syntax *s = p->syntax;
    const Function *fn = function_at(p->facts, work);
    if (!fn)
        return kind_of(s, work) != N_CALL || *iteration_names(p, work, items);
    Ref parameter = child_with(s, child_with(s, fn->node, R_PARAMETER), R_LEFT);
    const Symbol *symbol = symbol_of(p->facts, parameter);
    return parameter && (!symbol || symbol->reads.len > 0);
}

static bool is_work(const Pass *p, const Together *together)
{
    const Syntax *s = p->syntax;
    Ref work = together->work;
    const Call *call = work ? work_call(p, work) : NULL;
    NodeKind kind = kind_of(s, work);
    bool starts =
        kind == N_CALL || kind == N_FUNCTION || kind == N_NAME || kind == N_MEMBER;
    bool mapped = kind_of(s, together->items) == N_CALL;
    if (!starts || ((kind == N_NAME || kind == N_MEMBER) && !mapped))
        return false;
    const char *name = call ? last_name(p->facts, call->callee) : NULL;
    if (is_release_name(name) || (name && starts_with(name, "wait")))
        return false;
    return work_waits(p, work) && uses_item(p, work, together->items);
}

static bool is_unbounded(const Pass *p, const Together *together)
{
    return together->items && together->source && is_work(p, together) &&
           !is_small_collection(p->facts, together->source) &&
           !is_bounded(p->facts, together);
}

/* --- fixes --- */

static bool moves(const Syntax *s, Ref work)
{
    for (Ref r = work; r < s->nodes[work].last; r++) {
        NodeKind kind = kind_of(s, r);
        if (kind == N_AWAIT || kind == N_YIELD || kind == N_WALRUS)
            return false;
    }
    return true;
}

/* The statement that holds the items and stands beside, or is, the one that awaits them. */
static Ref anchor_of(const Syntax *s, Ref items, Ref call)
{
    Ref statement = statement_of(s, items);
    while (statement && !is_within(s, call, s->nodes[statement].parent))
        statement = statement_of(s, s->nodes[statement].parent);
    return statement;
}

/* With the wait_for around it: its time runs only once the work may begin. */
static Ref whole_work(const Pass *p, Ref work)
{
    const Call *outer = call_at(p->facts, p->syntax->nodes[work].parent);
    bool limits = outer && same(last_name(p->facts, outer->callee), "wait_for");
    return limits ? outer->node : work;
}

/* Python: a semaphore, and a local coroutine that does the work behind it. */
static void offer_semaphore(Pass *p, Finding *finding, const Call *call,
                            const Together *together)
{
    const Syntax *s = p->syntax;
    Ref work = whole_work(p, together->work);
    Ref anchor = anchor_of(s, together->items, call->node);
    bool named = kind_of(s, work) != N_CALL;
    if (!anchor || !moves(s, work) || await_problem(p, call->node) ||
        !same(async_library(p), "asyncio"))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Run at most 10 at a time, by a semaphore");
    if (has_comment(p, work)) {
        fix_disable(fix, "a comment would be lost");
        return;
    }
    const char *names = named ? "item" : iteration_names(p, work, anchor);
    const char *semaphore = fresh_name(p, anchor, "semaphore");
    const char *bounded = fresh_name(p, anchor, "bounded"), *unit = indent_unit(p);
    const char *made = fix_import_name(p, fix, "asyncio", "Semaphore");
    bool lambda = kind_of(s, work) == N_FUNCTION;
    const char *does =
        named ? arena_printf(p->arena, lambda ? "(%s)(item)" : "%s(item)", source(p, work))
              : source(p, work);
    fix_line_before(
        p, fix, anchor,
        "%s = %s(10)\n\nasync def %s(%s):\n%sasync with %s:\n%s%sreturn await %s\n",
        semaphore, made, bounded, names, unit, semaphore, unit, unit, does);
    if (named)
        fix_replace(p, fix, span_of(s, work), "%s", bounded);
    else
        fix_replace(p, fix, span_of(s, work), "%s(%s)", bounded, names);
}

/* js: the expression is an array as far as can be told, and has a length and slices. */
static bool is_array_like(const Pass *p, Ref source)
{
    static const char *const GIVE[] = {"Object.keys", "Object.values", "Object.entries",
                                       "Array.from"};
    static const char *const MEMBERS[] = {"filter", "map",    "slice",
                                          "sort",   "concat", "flat"};
    const Syntax *s = p->syntax;
    NodeKind kind = kind_of(s, source);
    const Call *call = call_at(p->facts, source);
    if (kind == N_NAME || kind == N_MEMBER || kind == N_ARRAY)
        return true;
    for (size_t i = 0; call && i < COUNT(GIVE); i++)
        if (same(call->target, GIVE[i]))
            return true;
    for (size_t i = 0; call && i < COUNT(MEMBERS); i++)
        if (kind_of(s, call->callee) == N_MEMBER &&
            same(s->nodes[call->callee].name, MEMBERS[i]))
            return true;
    return false;
}

/* A callback that asks for no index: batches would give it another. */
static bool takes_item_only(const Pass *p, Ref work)
{
    const Syntax *s = p->syntax;
    const Function *fn = called_function(p->facts, work);
    Ref first = fn ? child_with(s, fn->node, R_PARAMETER) : 0;
    return first && !next_with(s, first, R_PARAMETER) &&
           kind_of(s, child_with(s, first, R_LEFT)) != N_SPREAD;
}

typedef struct Batch {
    Ref statement, await; /* `await Promise.all(…)` and the statement it is in */
    Ref name;             /* that takes the results, or 0 */
    bool returns;
} Batch;

static bool read_batch(const Pass *p, const Call *call, Batch *batch)
{
    const Syntax *s = p->syntax;
    Ref await = s->nodes[call->node].parent;
    bool awaits = kind_of(s, await) == N_AWAIT;
    Ref value = awaits ? await : call->node, parent = s->nodes[value].parent;
    *batch = (Batch){.statement = statement_of(s, value), .await = value};
    batch->returns = kind_of(s, parent) == N_RETURN;
    if (kind_of(s, parent) == N_ASSIGN) {
        batch->name = child_with(s, parent, R_LEFT);
        bool single = kind_of(s, s->nodes[parent].parent) == N_DECLARE &&
                      !next_child(s, parent) &&
                      first_child(s, s->nodes[parent].parent) == parent &&
                      kind_of(s, batch->name) == N_NAME;
        return awaits && single && s->nodes[parent].parent == batch->statement;
    }
    return batch->statement == parent &&
           (batch->returns || (awaits && kind_of(s, parent) == N_EXPRESSION));
}

/* `Promise.all(batch.map(f))` as a statement of the loop. */
static const char *batch_step(const Pass *p, const Call *call, const Together *together,
                              const char *items, const char *i, const char *results)
{
    const char *callee = source(p, call->callee), *work = source(p, together->work);
    const char *end = uses_semicolons(p) ? ";" : "";
    const char *all = arena_printf(p->arena, "await %s(%s.slice(%s, %s + 10).map(%s))",
                                   callee, items, i, i, work);
    if (!results)
        return arena_printf(p->arena, "%s%s", all, end);
    return arena_printf(p->arena, "%s.push(...(%s))%s", results, all, end);
}

static void offer_batches(Pass *p, Finding *finding, const Call *call,
                          const Together *together)
{
    const Syntax *s = p->syntax;
    Batch batch;
    Ref xs = together->source;
    if (nth_argument(s, call->node, 0) != together->items || !is_array_like(p, xs) ||
        !takes_item_only(p, together->work) || !read_batch(p, call, &batch))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Work in batches of 10");
    const char *problem = await_problem(p, call->node);
    Span head = {s->nodes[call->node].start, s->nodes[together->work].start};
    if (problem || has_comment_in(p, head)) {
        fix_disable(fix, problem ? problem : "a comment would be lost");
        return;
    }
    Ref at = batch.statement;
    const char *end = uses_semicolons(p) ? ";" : "", *unit = indent_unit(p);
    const char *eol = arena_printf(p->arena, "%s%s", line_ending(p), indentation(p, at));
    const char *i = fresh_name(p, at, "i"), *items = source(p, xs), *first = "";
    bool plain = kind_of(s, xs) == N_NAME || kind_of(s, xs) == N_MEMBER;
    bool from = same(call_at(p->facts, together->items)->target, "Array.from");
    if (!plain || from) {
        items = fresh_name(p, at, "items");
        first = arena_printf(p->arena,
                             from ? "const %s = Array.from(%s)%s%s" : "const %s = %s%s%s",
                             items, source(p, xs), end, eol);
    }
    const char *results = NULL, *made = "", *last = "";
    if (batch.name) {
        results = source(p, batch.name);
        uint32_t start = s->nodes[at].start;
        made = arena_printf(p->arena, "%s[]%s%s",
                            arena_strndup(p->arena, s->text.ptr + start,
                                          s->nodes[batch.await].start - start),
                            end, eol);
    } else if (batch.returns) {
        results = fresh_name(p, at, "results");
        made = arena_printf(p->arena, "const %s = []%s%s", results, end, eol);
        last = arena_printf(p->arena, "%sreturn %s%s", eol, results, end);
    }
    fix_replace(p, fix, span_of(s, at),
                "%s%sfor (let %s = 0; %s < %s.length; %s += 10) {%s%s%s%s}%s", first, made,
                i, i, items, i, eol, unit, batch_step(p, call, together, items, i, results),
                eol, last);
}

/* --- what is found --- */

static const char *collection_label(const Pass *p, Ref source_node)
{
    const char *text = source(p, source_node);
    bool plain = strlen(text) < 40 && !strpbrk(text, "\r\n`");
    return plain ? arena_printf(p->arena, "`%s`", text) : "the collection";
}

static Finding *report_unbounded(Pass *p, const Call *call, const Together *together)
{
    const Call *work = work_call(p, together->work);
    const char *name =
        work ? last_name(p->facts, work->callee) : last_name(p->facts, together->work);
    return report(
        p, call->callee, "%s runs for every item of %s at once, however many there are; %s",
        name ? arena_printf(p->arena, "`%s`", name) : "this",
        collection_label(p, together->source),
        is_python(p) ? "bound it with a semaphore" : "work in batches, or with a limiter");
}

/* group.create_task(f(x)), nursery.start_soon(f, x) in a loop. */
static bool read_group(const Pass *p, const Call *call, Together *together)
{
    static const char *const GROUPS[] = {"tg", "group", "nursery", "task_group",
                                         "taskgroup"};
    const Syntax *s = p->syntax;
    Ref receiver = receiver_of(p->facts, call);
    const char *method = receiver ? last_name(p->facts, call->callee) : NULL;
    const char *type = receiver ? instance_type(p->facts, receiver) : NULL;
    const char *name = receiver ? last_name(p->facts, receiver) : NULL;
    bool group = type && (ends_with(type, "TaskGroup") || ends_with(type, "Nursery"));
    for (size_t i = 0; !group && name && i < COUNT(GROUPS); i++)
        group = same(name, GROUPS[i]);
    bool starts = same(method, "create_task") || same(method, "start_soon");
    if (!group || !starts || !call->at.loop || call->at.loop->kind != N_FOR_EACH ||
        has_flag(s, call->at.loop->node, NF_ASYNC))
        return false;
    Ref items = call->at.loop->node;
    *together = (Together){.name = "task group",
                           .items = items,
                           .source = child_with(s, items, R_RIGHT),
                           .work = positional_argument(p->facts, call, 0)};
    return same(method, "create_task") || *iteration_names(p, call->node, items);
}

static void check_call(Pass *p, const Call *call)
{
    Together together;
    if (p->facts->flags & FILE_TEST)
        return;
    bool combines = together_at(p->facts, call, &together);
    if (!combines && !(is_python(p) && read_group(p, call, &together)))
        return;
    if (together.races || !is_unbounded(p, &together))
        return;
    Finding *finding = report_unbounded(p, call, &together);
    bool spawns = !combines && kind_of(p->syntax, together.work) != N_CALL;
    if (is_python(p) && !spawns)
        offer_semaphore(p, finding, call, &together);
    else if (!is_python(p))
        offer_batches(p, finding, call, &together);
}

const Rule rule_unbounded_concurrency = {
    .id = "unbounded-concurrency",
    .title = "As much at once as the collection holds",
    .why =
        "`asyncio.gather(*[f(x) for x in xs])` and `Promise.all(xs.map(f))` start "
        "everything "
        "at once. With ten items that is what one wants; with ten thousand it is ten "
        "thousand connections, open files and half-built answers: the server refuses, the "
        "process runs out of descriptors or memory, and what would have taken a minute "
        "fails.\n\n"
        "| you have | write |\n"
        "|---|---|\n"
        "| a few items, and always so | `gather(*…)`, `Promise.all(…)` as it is |\n"
        "| many, of a size nobody chose | a `Semaphore(10)` around the work; batches; "
        "`p-limit` |\n"
        "| a stream of them | a queue with `maxsize`, and as many workers as may run |",
    .exclusions =
        "- Collections that are written out, constants, `range` up to 20, slices and "
        "batches.\n"
        "- Work behind a semaphore, limiter, pool or queue, there or in the function of "
        "the file that does it.\n"
        "- Workers: the same call for each, whatever the item.\n"
        "- What waits for nothing; closing and stopping; tests.",
    .fixes =
        "Unsafe, since less runs at a time: in Python a semaphore of 10 around the work, "
        "in js batches of 10. Results keep their order.",
    .by_workload = true,
    .severity = SEVERITY_HINT,
    .python = {STARTS_ASYNC
               " create_task start_soon asyncio+gather asyncio+wait asyncio+as_completed"},
    .js = {"Promise"},
    .examples = {{.language = "python",
                  .bad = "import asyncio\n"
                         "\n"
                         "async def load_all(urls, load):\n"
                         "    return await asyncio.gather(*[load(url) for url in urls])\n",
                  .good = "import asyncio\n"
                          "\n"
                          "async def load_all(urls, load):\n"
                          "    semaphore = asyncio.Semaphore(10)\n"
                          "\n"
                          "    async def bounded(url):\n"
                          "        async with semaphore:\n"
                          "            return await load(url)\n"
                          "\n"
                          "    return await asyncio.gather(*[bounded(url) for url in "
                          "urls])\n"},
                 {.language = "javascript",
                  .bad = "async function loadAll(urls) {\n"
                         "  return Promise.all(urls.map((url) => fetch(url)));\n"
                         "}\n",
                  .good = "async function loadAll(urls) {\n"
                          "  const results = [];\n"
                          "  for (let i = 0; i < urls.length; i += 10) {\n"
                          "    const batch = urls.slice(i, i + 10);\n"
                          "    results.push(...(await Promise.all(batch.map((url) => "
                          "fetch(url)))));\n"
                          "  }\n"
                          "  return results;\n"
                          "}\n"}},
    .on_call = check_call,
};
