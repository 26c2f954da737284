/* async-promise-executor: what an async executor throws is heard by nobody. */
#include "asynclint/rule.h"

/* `async` of an async function: its bytes and the white space behind it. */
static Span async_word(const Pass *p, Ref fn)
{
    uint32_t start = p->syntax->nodes[fn].start, end = start + 5;
    const char *text = p->syntax->text.ptr;
    while (text[end] == ' ')
        end++;
    return (Span){start, end};
}

static bool awaits(const Pass *p, const Function *fn)
{
    for (uint32_t i = 0; i < p->facts->awaits.len; i++)
        if (p->facts->awaits.items[i]->at.fn == fn)
            return true;
    return false;
}

static void check_call(Pass *p, const Call *call)
{
    if (!has_flag(p->syntax, call->node, NF_NEW) || !same(call->target, "Promise"))
        return;
    Ref executor = positional_argument(p->facts, call, 0);
    const Function *fn = executor ? called_function(p->facts, executor) : NULL;
    if (!fn || !fn->is_async)
        return;
    bool careful = awaits(p, fn) && !may_fail_unheard(p->facts, fn);
    Finding *finding = report(
        p, executor,
        careful
            ? "the executor of this promise is async, and rejects only by the `catch` in "
              "it: await before `new Promise`, or do without it"
            : "the executor of this promise is async: what it throws after its first "
              "`await` rejects nothing, and the promise may stay pending for ever; await "
              "before `new Promise`, or do without it");
    if (careful)
        finding->severity = SEVERITY_HINT;
    if (awaits(p, fn) || fn->node != executor)
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Make the executor a plain function");
    fix_replace(p, fix, async_word(p, executor), "%s", "");
    fix_prefer(finding, fix);
}

const Rule rule_async_promise_executor = {
    .id = "async-promise-executor",
    .title = "An async function as the executor of a promise",
    .why =
        "`new Promise(executor)` turns what the executor throws into a rejection. An async "
        "executor never throws: it returns a promise of its own, which nobody looks at. An "
        "error in it becomes an unhandled rejection, and the promise that was made stays "
        "pending for ever, with everybody who awaits it.\n\n"
        "An async function is a promise already: await in it what there is to await, and "
        "wrap "
        "only the one callback that needs wrapping in `new Promise`.",
    .exclusions = "- A `Promise` that is not the global one.\n"
                  "- Executors that are passed by a name that is rebound.\n"
                  "- An executor whose awaits all stand in a `try` with a `catch`: a hint "
                  "only.",
    .fixes = "Unsafe: `async` is taken away from an executor that awaits nothing. Where it "
             "awaits, the function must be taken apart by hand.",
    .severity = SEVERITY_ERROR,
    .js = {"async"},
    .examples = {{.language = "javascript",
                  .bad = "function load(url) {\n"
                         "  return new Promise(async (resolve) => {\n"
                         "    const response = await fetch(url);\n"
                         "    resolve(response.ok);\n"
                         "  });\n"
                         "}\n",
                  .good = "async function load(url) {\n"
                          "  const response = await fetch(url);\n"
                          "  return response.ok;\n"
                          "}\n"}},
    .foreign = {{"eslint", "no-async-promise-executor"},
                {"oxlint", "no-async-promise-executor"},
                {"oxlint", "eslint/no-async-promise-executor"},
                {"biome", "lint/suspicious/noAsyncPromiseExecutor"}},
    .on_call = check_call,
};
