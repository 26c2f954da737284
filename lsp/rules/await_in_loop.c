/* await-in-loop: independent iterations are awaited one by one. */
#include "asynclint/rule.h"

static bool is_python(const Pass *p)
{
    return p->facts->language == LANG_PYTHON;
}

/* The only statement of the body, or 0. */
static Ref only_statement(const Syntax *s, Ref body)
{
    if (kind_of(s, body) != N_BLOCK)
        return body;
    Ref first = first_child(s, body);
    return first && !next_child(s, first) ? first : 0;
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
    offer_together(p, finding, loop);
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
        "Results keep their order and their name. A body of several statements becomes a "
        "coroutine function in its place (js: the callback of a `map`), unless it writes "
        "to "
        "what is not its own. Offered too: at most ten at a time, and a `TaskGroup`, which "
        "stops the rest when one fails, where `requires-python` or what the file uses says "
        "Python 3.11.",
    .by_workload = true,
    .severity = SEVERITY_INFORMATION,
    .python = {STARTS_ASYNC},
    .js = {STARTS_ASYNC},
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
