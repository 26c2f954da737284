/* ignored-async-callback: an async callback is given to what ignores the promise it returns. */
#include "asynclint/rule.h"

/* The async function of this file that the argument is, or NULL. */
static const Function *async_function(const Pass *p, Ref argument)
{
    const Syntax *s = p->syntax;
    Ref callee = kind_of(s, argument) == N_CALL ? child_with(s, argument, R_CALLEE) : 0;
    if (kind_of(s, callee) == N_MEMBER && same(s->nodes[callee].name, "bind"))
        argument = child_with(s, callee, R_OBJECT); /* this.onData.bind(this) */
    const Function *fn = argument ? called_function(p->facts, argument) : NULL;
    return fn && fn->is_async && !fn->is_generator ? fn : NULL;
}

/* What the method is called on is an object of another library, a stream, or of this file. */
static bool is_other_receiver(const Pass *p, const Call *call)
{
    const Syntax *s = p->syntax;
    Ref object = uncast(s, child_with(s, call->callee, R_OBJECT));
    if (call->local || instance_class(p->facts, object))
        return true;
    const Def *def = single_def(symbol_of(p->facts, root_of(p->facts, object)));
    if (def && def->kind == DEF_IMPORT)
        return true;
    const char *type = instance_type(p->facts, object);
    const char *name = last_name(p->facts, object);
    return (type && strstr(type, "stream")) ||
           (name && (ends_with(name, "tream") || ends_with(name, "eadable")));
}

/* reduce(async (sum, x) => (await sum) + …) waits for each before the next. */
static bool awaits_accumulator(const Pass *p, const Function *fn)
{
    const Syntax *s = p->syntax;
    Ref left = child_with(s, child_with(s, fn->node, R_PARAMETER), R_LEFT);
    const Symbol *symbol = symbol_of(p->facts, left);
    for (uint32_t i = 0; symbol && i < symbol->reads.len; i++)
        if (use_of(p->facts, symbol->reads.items[i]) == USE_AWAITED)
            return true;
    return false;
}

/* --- fixes --- */

static void offer_all(Pass *p, Finding *finding, const Call *call, bool renames)
{
    const Syntax *s = p->syntax;
    Fix *fix = offer(p, finding, UNSAFE, "Await them together with `Promise.all`");
    const char *problem = await_problem(p, call->node);
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    uint32_t end = s->nodes[call->callee].end;
    uint32_t length = (uint32_t)strlen(s->nodes[call->callee].name);
    fix_insert(p, fix, s->nodes[call->node].start, "await Promise.all(");
    if (renames)
        fix_replace(p, fix, (Span){end - length, end}, "map");
    fix_insert(p, fix, s->nodes[call->node].end, ")");
}

/* xs.forEach(async (x) => { … }) as `for (const x of xs) { … }`: one after the other. */
static void offer_loop(Pass *p, Finding *finding, const Call *call, const Function *fn)
{
    const Syntax *s = p->syntax;
    Ref parameter = child_with(s, fn->node, R_PARAMETER);
    bool fits = fn->is_lambda && kind_of(s, fn->body) == N_BLOCK && parameter &&
                !next_with(s, parameter, R_PARAMETER) &&
                !child_with(s, parameter, R_RIGHT) && !own_node(s, fn->body, N_RETURN) &&
                call->use == USE_DROPPED && !await_problem(p, call->node);
    if (!fits || s->nodes[fn->node].parent != call->node)
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Loop with `for … of`, one after the other");
    Ref statement = statement_of(s, call->node);
    Ref object = child_with(s, call->callee, R_OBJECT);
    fix_replace(p, fix, span_of(s, statement), "for (const %s of %s) %s",
                source(p, child_with(s, parameter, R_LEFT)), source(p, object),
                source(p, fn->body));
}

/* --- what is found --- */

static void report_consumer(Pass *p, const Call *call, const Function *fn, const char *name)
{
    bool each = same(name, "forEach");
    Finding *finding =
        each
            ? report(
                  p, call->callee,
                  "`forEach` does not wait for its async callback: the code behind it runs "
                  "at once, and a rejection is handled by nobody")
            : report(
                  p, call->callee,
                  "`%s` takes the promise that its async callback returns for the answer, "
                  "and a promise is always true; await the answers first",
                  name);
    if (!each) {
        offer_answers(p, finding, call, fn);
        return;
    }
    offer_all(p, finding, call, true);
    offer_loop(p, finding, call, fn);
}

static void report_dropped(Pass *p, const Call *call, const char *name)
{
    Finding *finding = report(p, call->callee,
                              "the promises that `%s` makes are dropped: nothing waits for "
                              "them, and a rejection is handled by nobody",
                              name);
    offer_all(p, finding, call, false);
}

static void check_method(Pass *p, const Call *call)
{
    const Syntax *s = p->syntax;
    const char *name = s->nodes[call->callee].name;
    const Function *fn = async_function(p, positional_argument(p->facts, call, 0));
    if (!fn || !name || is_other_receiver(p, call))
        return;
    if (same(name, "map") || same(name, "flatMap")) {
        if (call->use == USE_DROPPED)
            report_dropped(p, call, name);
        return;
    }
    bool reduces = same(name, "reduce") || same(name, "reduceRight");
    const Known *known = known_member(&p->facts->lexicon, name, KNOWN_SYNC_CONSUMER);
    if (!known || known->tier != 1 || /* of a listener's promise, check_listener speaks */
        (reduces && awaits_accumulator(p, fn)))
        return;
    report_consumer(p, call, fn, name);
}

/* 'data', or PageEvent.Close */
static bool names_event(const Pass *p, Ref argument)
{
    const Syntax *s = p->syntax;
    if (kind_of(s, argument) != N_MEMBER)
        return kind_of(s, argument) == N_STRING;
    const char *name = last_name(p->facts, child_with(s, argument, R_OBJECT));
    return name && (ends_with(name, "Event") || ends_with(name, "Events"));
}

/* emitter.on('x', async …), setInterval(async …), new ResizeObserver(async …): a rejection is
 * nobody's. */
static Ref listener_argument(const Pass *p, const Call *call)
{
    static const char *const LISTENS[] = {"on", "once", "addListener", "addEventListener",
                                          "prependListener"};
    const Syntax *s = p->syntax;
    bool member = kind_of(s, call->callee) == N_MEMBER;
    Ref event = positional_argument(p->facts, call, 0);
    for (size_t i = 0; i < COUNT(LISTENS); i++)
        if (member && names_event(p, event) &&
            same(s->nodes[call->callee].name, LISTENS[i]))
            return positional_argument(p->facts, call, 1);
    const Known *known = known_in(&p->facts->lexicon, call->target, KNOWN_SYNC_CONSUMER);
    bool later = known && known->tier == 2 && known->form != FORM_METHOD;
    return later ? positional_argument(p->facts, call, 0) : 0;
}

static void check_listener(Pass *p, const Call *call)
{
    Ref argument = listener_argument(p, call);
    const Function *fn = async_function(p, argument);
    if (!fn || !may_fail_unheard(p->facts, fn))
        return;
    Finding *finding =
        report(p, argument,
               "nobody looks at the promise of this async callback: when it "
               "rejects, that is an unhandled rejection; catch in it what can fail");
    finding->severity = SEVERITY_HINT;
}

static void check_call(Pass *p, const Call *call)
{
    if (kind_of(p->syntax, call->callee) == N_MEMBER)
        check_method(p, call);
    check_listener(p, call);
}

const Rule rule_ignored_async_callback = {
    .id = "ignored-async-callback",
    .title = "An async callback whose promise is ignored",
    .why = "`forEach` calls its callback and drops what it returns. An async callback "
           "returns a "
           "promise: the loop is over before any of the work is, and an error in it is an "
           "unhandled rejection. `filter`, `some`, `every`, `find` and `sort` take the "
           "promise "
           "itself for the answer, and a promise is always true.\n\n"
           "| you want | write |\n"
           "|---|---|\n"
           "| all at once, and wait | `await Promise.all(xs.map(async (x) => …))` |\n"
           "| one after the other | `for (const x of xs) { await … }` |\n"
           "| to filter by an async test | `const keep = await Promise.all(xs.map(test)); "
           "xs.filter((_, i) => keep[i])` |",
    .exclusions =
        "- Methods of imported libraries, of classes of this file, and of streams, which "
        "may wait.\n"
        "- `reduce` whose callback awaits the accumulator; `map` whose result is used.\n"
        "- Listeners, timers, observers: a hint only, and none when the callback catches "
        "what it "
        "awaits.",
    .fixes =
        "Unsafe: `forEach` becomes `await Promise.all(xs.map(…))`, or a `for … of` "
        "loop that "
        "goes one after the other. `some`, `every`, `filter` and `find` ask the awaited "
        "answers, or become a loop that returns as soon as it is decided; `sort` by a "
        "difference compares keys awaited before; `reduce` awaits what it has so far.",
    .severity = SEVERITY_WARNING,
    .js = {STARTS_ASYNC},
    .examples = {{.language = "javascript",
                  .bad = "async function saveAll(records) {\n"
                         "  records.forEach(async (record) => {\n"
                         "    await fetch('/records', { method: 'POST', body: record });\n"
                         "  });\n"
                         "}\n",
                  .good =
                      "async function saveAll(records) {\n"
                      "  await Promise.all(\n"
                      "    records.map((record) => fetch('/records', { body: record })),\n"
                      "  );\n"
                      "}\n"}},
    .foreign = {{"eslint", "@typescript-eslint/no-misused-promises"},
                {"oxlint", "typescript/no-misused-promises"},
                {"biome", "lint/nursery/noMisusedPromises"}},
    .on_call = check_call,
};
