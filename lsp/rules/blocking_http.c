/* blocking-http: a synchronous HTTP call stops every task on the loop until it is answered. */
#include "asynclint/rule.h"

static const BlockingKind KIND = {{KNOWN_HTTP, KNOWN_CLOUD}, "the server answers"};

static void check_python(Pass *p, const Call *call, const Known *known)
{
    Finding *finding = report_blocking(p, call, known, &KIND);
    if (known->form == FORM_ITERATOR || known->form == FORM_CONTEXT)
        return;
    offer_client(p, finding, call);
    offer_thread(p, finding, call, strchr(call->target, '#') ? UNSAFE : SAFE);
}

/* --- js: XMLHttpRequest.open(method, url, false) --- */

static bool is_false(const Syntax *s, Ref expr)
{
    return kind_of(s, expr) == N_LITERAL && same(s->nodes[expr].name, "false");
}

static void check_request(Pass *p, const Call *call)
{
    if (!same(call->target, "XMLHttpRequest#open"))
        return;
    Ref async = positional_argument(p->facts, call, 2);
    if (is_false(p->syntax, async) && !(p->facts->flags & FILE_WORKER))
        report(p, call->callee,
               "a synchronous `XMLHttpRequest` freezes the page until the server answers; "
               "use `fetch`, or leave out the `false`");
}

static void check_call(Pass *p, const Call *call)
{
    bool python = p->facts->language == LANG_PYTHON;
    check_request(p, call);
    const Known *known = blocks_loop(p, call, &KIND);
    if (known && python)
        check_python(p, call, known);
    else if (known)
        report_blocking(p, call, known, &KIND);
}

const Rule rule_blocking_http = {
    .id = "blocking-http",
    .title = "Synchronous HTTP request on the event loop",
    .why =
        "A request over the network takes from milliseconds to minutes. Made with "
        "`requests`, "
        "`urllib`, a synchronous `httpx` client or a vendor's synchronous SDK inside a "
        "coroutine, it holds the event loop for all of that time: every other request, "
        "timeout "
        "and heartbeat of the process waits for one slow server.\n\n"
        "| the code | use |\n"
        "|---|---|\n"
        "| new, or easily changed | `aiohttp.ClientSession` or `httpx.AsyncClient`, "
        "awaited |\n"
        "| a library that only has a synchronous client | `await asyncio.to_thread(f, …)` "
        "|\n"
        "| thousands of requests at once | an asynchronous client and a `Semaphore` |\n\n"
        "In the browser a synchronous `XMLHttpRequest` freezes the page; browsers warn of "
        "it "
        "and may remove it. Use `fetch`.",
    .exclusions =
        "- Synchronous functions and lambdas, also inside a coroutine: they may run in a "
        "thread.\n"
        "- Calls that are awaited, clients that are asynchronous, and names that are "
        "rebound.\n"
        "- What makes no request: `session.close()`, building a client or a request.\n"
        "- JavaScript: worker files, whose thread is their own.",
    .fixes =
        "Preferred, and unsafe, since exceptions are of other types: a request of "
        "`requests` "
        "or `httpx` is made with `aiohttp` (or `httpx.AsyncClient`, by the setting "
        "`httpClient`), where every use of its response is understood. Else, and safe: "
        "`requests.get(u)` becomes `await asyncio.to_thread(requests.get, u)`; unsafe for "
        "methods, since a session or client may not be made for several threads.",
    .by_workload = true,
    .severity = SEVERITY_WARNING,
    .python = {STARTS_ASYNC},
    .js = {STARTS_ASYNC STARTS_HANDLERS},
    .examples = {{.language = "python",
                  .bad = "import requests\n"
                         "\n"
                         "async def load(url):\n"
                         "    return requests.get(url, timeout=10).json()\n",
                  .good = "import aiohttp\n"
                          "\n"
                          "async def load(url):\n"
                          "    async with aiohttp.ClientSession() as session:\n"
                          "        async with session.get(url) as response:\n"
                          "            return await response.json()\n"},
                 {.language = "javascript",
                  .bad = "function load(url) {\n"
                         "  const request = new XMLHttpRequest();\n"
                         "  request.open('GET', url, false);\n"
                         "  request.send();\n"
                         "  return request.responseText;\n"
                         "}\n",
                  .good = "async function load(url) {\n"
                          "  const response = await fetch(url);\n"
                          "  return response.text();\n"
                          "}\n"}},
    .foreign = {{"ruff", "ASYNC210"},
                {"ruff", "ASYNC212"},
                {"ruff", "ASYNC100"},
                {"flake8", "ASYNC210"},
                {"flake8", "ASYNC211"},
                {"flake8", "ASYNC212"}},
    .on_call = check_call,
};
