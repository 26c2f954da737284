/* blocking-input: waiting for a person at the terminal on the event loop's thread. */
#include "asynclint/rule.h"

static const BlockingKind KIND = {{KNOWN_INPUT}, "somebody answers"};

static void check_call(Pass *p, const Call *call)
{
    if (place_on_loop(p, &call->at) && reads_standard_input(p, call)) {
        report(p, call->callee,
               "`%s` in %s stops the event loop until somebody answers; use "
               "`readline/promises`",
               source(p, call->callee), place_label(p, call->at.fn));
        return;
    }
    const Known *known = blocks_loop(p, call, &KIND);
    if (!known)
        return;
    Finding *finding = report_blocking(p, call, known, &KIND);
    if (language_is_js(p->facts->language)) {
        bool dialog = !strchr(known->name, '.') && !strchr(known->name, '-');
        if (dialog) /* alert, confirm, prompt: the page is meant to wait */
            finding->severity = SEVERITY_HINT;
    } else if (starts_with(known->name, "questionary.")) {
        offer_renamed(p, finding, call, UNSAFE,
                      ends_with(known->name, "unsafe_ask") ? "unsafe_ask_async"
                                                           : "ask_async");
    } else if (known->tier == 1) {
        offer_thread(p, finding, call, SAFE);
    }
}

const Rule rule_blocking_input = {
    .id = "blocking-input",
    .title = "Waiting for input on the event loop",
    .why =
        "A person takes seconds to answer, or goes for lunch. While `input()` waits in a "
        "coroutine, no other task runs, no timeout fires and no connection is served.\n\n"
        "| the code | use |\n"
        "|---|---|\n"
        "| `input`, `getpass`, prompts of `click` or `rich` | `await "
        "asyncio.to_thread(input, …)` |\n"
        "| `prompt_toolkit`, `questionary` | their own `prompt_async`, `ask_async` |\n"
        "| a stream of lines on standard input | `loop.connect_read_pipe` |\n"
        "| Node.js | `node:readline/promises` |\n\n"
        "A thread that waits for input cannot be cancelled: the process ends only after "
        "the next line, or with `os._exit`.",
    .exclusions =
        "- Synchronous functions and lambdas: they may run in a thread.\n"
        "- A name `input` that is bound to something else.\n"
        "- JavaScript: scripts, tests and workers; a browser's `alert`, `confirm` "
        "and `prompt` are a hint only.",
    .fixes = "Safe: the call moves to a thread with `asyncio.to_thread`. Unsafe: "
             "`questionary`'s `ask` becomes `ask_async`.",
    .by_workload = true,
    .severity = SEVERITY_WARNING,
    .python = {STARTS_ASYNC},
    .js = {STARTS_ASYNC STARTS_HANDLERS},
    .examples = {{.language = "python",
                  .bad = "async def ask():\n"
                         "    return input('name: ')\n",
                  .good = "import asyncio\n"
                          "\n"
                          "async def ask():\n"
                          "    return await asyncio.to_thread(input, 'name: ')\n"},
                 {.language = "javascript",
                  .bad = "import readline from 'readline-sync';\n"
                         "export async function ask() {\n"
                         "  return readline.question('name: ');\n"
                         "}\n",
                  .good = "import readline from 'node:readline/promises';\n"
                          "export async function ask() {\n"
                          "  const { stdin: input, stdout: output } = process;\n"
                          "  return readline.createInterface({ input, output })"
                          ".question('name: ');\n"
                          "}\n"}},
    .foreign = {{"ruff", "ASYNC250"}, {"flake8", "ASYNC250"}, {"eslint", "no-alert"}},
    .on_call = check_call,
};
