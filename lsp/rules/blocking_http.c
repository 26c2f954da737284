/* blocking-http: a synchronous HTTP call stops every task on the loop until it is answered. */
#include "asynclint/rule.h"

/* The function's name for people, or a stand-in. */
static const char *function_label(const Function *fn)
{
    return fn->name ? fn->name : "the coroutine";
}

/* --- Python --- */

static bool is_http(const Pass *p, const Call *call)
{
    const Known *known = known_in(p->facts->language, call->target, KNOWN_HTTP);
    if (!known)
        known = known_in(p->facts->language, call->target, KNOWN_CLOUD);
    return known && known->tier <= 2 && known->form != FORM_CONTEXT;
}

static void check_python(Pass *p, const Call *call)
{
    if (!is_http(p, call) || !runs_on_loop(p->facts, call) || call->use == USE_AWAITED)
        return;
    const char *client =
        p->http_client == CLIENT_HTTPX ? "`httpx.AsyncClient`" : "`aiohttp`";
    Finding *finding =
        report(p, call->callee,
               "`%s` in coroutine `%s` stops the event loop until the server "
               "answers; use %s, or run it in a thread",
               source(p, call->callee), function_label(call->at.fn), client);
    offer_thread(p, finding, call, strchr(call->target, '#') ? UNSAFE : SAFE);
}

/* --- js: XMLHttpRequest.open(method, url, false) --- */

static bool is_false(const Syntax *s, Ref expr)
{
    return kind_of(s, expr) == N_LITERAL && same(s->nodes[expr].name, "false");
}

static void check_js(Pass *p, const Call *call)
{
    if (!same(call->target, "XMLHttpRequest#open") || p->facts->flags & FILE_WORKER ||
        !is_false(p->syntax, positional_argument(p->facts, call, 2)))
        return;
    report(p, call->callee,
           "a synchronous `XMLHttpRequest` freezes the page until the server answers; use "
           "`fetch`, or leave out the `false`");
}

static void check_call(Pass *p, const Call *call)
{
    if (!call->target)
        return;
    if (p->facts->language == LANG_PYTHON)
        check_python(p, call);
    else
        check_js(p, call);
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
        "`requests.get(u)` becomes `await asyncio.to_thread(requests.get, u)`. Safe for "
        "functions of a module; unsafe for methods, since a session or client may not be "
        "made for several threads.",
    .severity = SEVERITY_WARNING,
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
