/* unawaited-in-try: a promise leaves the try that was meant to watch over it. */
#include "asynclint/rule.h"

static bool never_rejects(const Pass *p, Ref node)
{
    return language_is_js(p->facts->language) &&
           promise_fate(p->facts, node) != FATE_REJECTS;
}

/* Nothing comes to a `catch` from a promise that does not reject. */
static bool needs_no_catch(const Pass *p, Ref node)
{
    NodeRole part = R_NONE;
    Ref try = covering_try(p->facts, node, &part);
    return try && !child_with(p->syntax, try, R_FINALLY) && never_rejects(p, node);
}

/* What would have covered the value, as words; NULL when nothing would. */
static const char *cover(const Pass *p, Ref node)
{
    const Syntax *s = p->syntax;
    NodeRole part = R_NONE;
    Ref try = covering_try(p->facts, node, &part);
    bool finally = child_with(s, try, R_FINALLY);
    bool caught = part == R_BODY && child_with(s, try, R_HANDLER);
    if (caught && finally && never_rejects(p, node))
        return "`finally`";
    if (caught)
        return p->facts->language == LANG_PYTHON ? "`except`" : "`catch`";
    if (finally && part != R_FINALLY)
        return "`finally`";
    return covering_with(p->facts, node) ? "`with`" : NULL;
}

/* `catch {}`, where the try has awaited something before: it may be meant for that alone. */
static bool is_shrugged_off(const Pass *p, const Call *call)
{
    const Syntax *s = p->syntax;
    NodeRole part = R_NONE;
    Ref try = covering_try(p->facts, call->node, &part);
    Ref body = child_with(s, child_with(s, try, R_HANDLER), R_BODY);
    if (!body || first_child(s, body))
        return false;
    for (Ref r = try; r < call->node; r++)
        if (kind_of(s, r) == N_AWAIT)
            return true;
    return false;
}

static void check_call(Pass *p, const Call *call)
{
    if (!call->at.fn->is_async || call->at.fn->is_generator ||
        !returning_statement(p->facts, call->node))
        return;
    ValueKind value = value_kind(p->facts, call->node);
    const Known *known = call->known;
    bool enters = known && known->form == FORM_CONTEXT;
    if ((value != VALUE_PROMISE && value != VALUE_COROUTINE) || enters)
        return;
    const char *what = cover(p, call->node);
    if (!what || needs_no_catch(p, call->node))
        return;
    const char *name = last_name(p->facts, call->callee);
    Finding *finding = report(
        p, call->node,
        "%s is returned without `await`: the function is left, and its %s over, before "
        "`%s` is done or fails; `return await` keeps it inside",
        value == VALUE_PROMISE ? "this promise" : "this coroutine", what,
        name ? name : "the call");
    if (is_shrugged_off(p, call))
        finding->severity = SEVERITY_INFORMATION;
    Fix *fix = offer(p, finding, SAFE, "Await it before returning");
    const char *problem = await_problem(p, call->node);
    if (problem)
        fix_disable(fix, problem);
    else
        fix_await(p, fix, call->node);
}

const Rule rule_unawaited_in_try = {
    .id = "unawaited-in-try",
    .title = "A promise returned out of the try that should cover it",
    .why =
        "`return load()` in a `try` hands the promise to the caller and leaves: when it "
        "rejects "
        "later, the `catch` is no longer there to see it, and `finally` has already closed "
        "what "
        "`load` still needs. `return await load()` waits inside the `try`.\n\n"
        "Outside of `try` and `with`, `return load()` and `return await load()` are alike.",
    .exclusions =
        "- A `return` in the `finally` block, or in a `catch` without a `finally`.\n"
        "- Functions that are not async, and generators.\n"
        "- JavaScript: a promise that handles its own errors, where there is no "
        "`finally`.\n"
        "- JavaScript: behind another `await` in a `try` with an empty `catch`: "
        "information "
        "only.\n"
        "- Whatever cannot be seen to be a promise or a coroutine.",
    .fixes = "Safe: `return await`.",
    .severity = SEVERITY_WARNING,
    .python = {STARTS_ASYNC},
    .js = {STARTS_ASYNC},
    .examples = {{.language = "javascript",
                  .bad = "async function load(url) {\n"
                         "  try {\n"
                         "    return fetch(url);\n"
                         "  } catch (err) {\n"
                         "    return null;\n"
                         "  }\n"
                         "}\n",
                  .good = "async function load(url) {\n"
                          "  try {\n"
                          "    return await fetch(url);\n"
                          "  } catch (err) {\n"
                          "    return null;\n"
                          "  }\n"
                          "}\n"},
                 {.language = "python",
                  .bad = "import asyncio\n"
                         "\n"
                         "async def read(path):\n"
                         "    await asyncio.sleep(0.1)\n"
                         "\n"
                         "async def load(path):\n"
                         "    try:\n"
                         "        return read(path)\n"
                         "    except OSError:\n"
                         "        return None\n",
                  .good = "import asyncio\n"
                          "\n"
                          "async def read(path):\n"
                          "    await asyncio.sleep(0.1)\n"
                          "\n"
                          "async def load(path):\n"
                          "    try:\n"
                          "        return await read(path)\n"
                          "    except OSError:\n"
                          "        return None\n"}},
    .foreign = {{"eslint", "@typescript-eslint/return-await"},
                {"oxlint", "typescript/return-await"}},
    .on_call = check_call,
};
