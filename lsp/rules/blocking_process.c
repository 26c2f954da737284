/* blocking-process: waiting for another process on the event loop's thread. */
#include "asynclint/rule.h"

static const BlockingKind KIND = {{KNOWN_PROCESS}, "the process has ended"};

static bool is_wide(const Pass *p, const Call *call)
{
    Ref stdio = keyword_argument(p->facts, call, "stdio");
    return stdio || keyword_argument(p->facts, call, "input");
}

/* The promise of exec gives an object, with the output as text. */
static void offer_js(Pass *p, Finding *finding, const Call *call, const Known *known)
{
    bool exec = same(known->name, "child_process.execSync") ||
                same(known->name, "child_process.execFileSync");
    if (same(known->name, "execa.execaSync"))
        offer_renamed(p, finding, call, UNSAFE, "execa");
    else if (exec && !is_wide(p, call))
        offer_promisified(p, finding, call, known, UNSAFE, ".stdout");
}

static void offer_python(Pass *p, Finding *finding, const Call *call, const Known *known)
{
    if (known->tier == 3)
        return; /* to start a process is quick, and its pipes belong to the loop's thread */
    bool stateless =
        known->form == FORM_FUNCTION || starts_with(known->name, "subprocess.");
    offer_thread(p, finding, call, stateless ? SAFE : UNSAFE);
}

static void check_call(Pass *p, const Call *call)
{
    const Known *known = blocks_loop(p, call, &KIND);
    if (!known || call->use == USE_CONTEXT)
        return;
    Finding *finding = report_blocking(p, call, known, &KIND);
    if (p->facts->language == LANG_PYTHON)
        offer_python(p, finding, call, known);
    else
        offer_js(p, finding, call, known);
}

static void check_module(Pass *p)
{
    Place at;
    Refs items = nodes_of_kind(p->syntax, N_WITH_ITEM);
    for (uint32_t i = 0; p->facts->language == LANG_PYTHON && i < items.len; i++) {
        Ref r = items.items[i];
        const Known *known = context_blocks_loop(p, r, &KIND, &at);
        if (known)
            report_context(p, r, known, &KIND, &at);
    }
}

const Rule rule_blocking_process = {
    .id = "blocking-process",
    .title = "Waiting for a process on the event loop",
    .why =
        "`subprocess.run`, `os.system`, `Popen.wait` and, in Node.js, `execSync` return "
        "when "
        "the other process has ended: seconds or minutes in which the event loop serves "
        "nobody else. Operating systems tell of a child's end without a thread that waits, "
        "and the event loop listens.\n\n"
        "| you want | use |\n"
        "|---|---|\n"
        "| the output or status of a command | `asyncio.create_subprocess_exec` and `await "
        "process.communicate()` |\n"
        "| the same result object as now | `await asyncio.to_thread(subprocess.run, …)` |\n"
        "| Node.js | `execFile` of `node:child_process` by `util.promisify`; `spawn` for "
        "long "
        "output |",
    .exclusions = "- Synchronous functions and lambdas: they may run in a thread.\n"
                  "- Starting a process (`Popen`) is quick: a hint only; waiting for it is "
                  "reported.\n"
                  "- `os.waitpid` with `WNOHANG`, `os.spawn*` with `P_NOWAIT`.\n"
                  "- JavaScript: start-up code, scripts, tests and workers.",
    .fixes =
        "Safe: the call moves to a thread with `asyncio.to_thread`. Unsafe: `execSync` "
        "becomes the promisified `exec`, whose output is text, not a Buffer.",
    .by_workload = true,
    .severity = SEVERITY_WARNING,
    .python = {STARTS_ASYNC},
    .js = {STARTS_ASYNC STARTS_HANDLERS},
    .examples = {{.language = "python",
                  .bad = "import subprocess\n"
                         "\n"
                         "async def version():\n"
                         "    return subprocess.check_output(['git', 'version'])\n",
                  .good = "import asyncio\n"
                          "\n"
                          "async def version():\n"
                          "    process = await asyncio.create_subprocess_exec(\n"
                          "        'git', 'version', stdout=asyncio.subprocess.PIPE)\n"
                          "    output, _ = await process.communicate()\n"
                          "    return output\n"},
                 {.language = "javascript",
                  .bad = "import { execSync } from 'node:child_process';\n"
                         "export async function version() {\n"
                         "  return execSync('git version').toString();\n"
                         "}\n",
                  .good = "import { exec } from 'node:child_process';\n"
                          "import { promisify } from 'node:util';\n"
                          "export async function version() {\n"
                          "  return (await promisify(exec)('git version')).stdout;\n"
                          "}\n"}},
    .foreign = {{"ruff", "ASYNC220"},
                {"ruff", "ASYNC221"},
                {"ruff", "ASYNC222"},
                {"ruff", "ASYNC101"},
                {"flake8", "ASYNC220"},
                {"flake8", "ASYNC221"},
                {"flake8", "ASYNC222"},
                {"eslint", "n/no-sync"},
                {"eslint", "node/no-sync"}},
    .on_call = check_call,
    .on_module = check_module,
};
