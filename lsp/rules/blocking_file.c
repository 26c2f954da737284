/* blocking-file: files and folders that the event loop's own thread reads and writes. */
#include "asynclint/rule.h"

static const BlockingKind KIND = {
    {KNOWN_FILE, KNOWN_PATH, KNOWN_TREE, KNOWN_SERIALIZE, KNOWN_DATA},
    "the disk has answered",
};

/* --- an open that is reported speaks for what is done with the file --- */

static bool opens_here(const Pass *p, const Call *call, Ref value)
{
    const Call *made = value ? call_at(p->facts, value) : NULL;
    return made && made != call && made->at.fn == call->at.fn &&
           blocks_loop(p, made, &KIND);
}

/* The file that an expression is of was opened in the same function. */
static bool is_opened_here(const Pass *p, const Call *call, Ref expr)
{
    const Syntax *s = p->syntax;
    if (expr && kind_of(s, expr) == N_CALL && opens_here(p, call, expr))
        return true;
    Ref root = expr ? root_of(p->facts, expr) : 0;
    const Symbol *symbol = root ? symbol_of(p->facts, root) : NULL;
    for (const Def *def = symbol ? symbol->defs : NULL; def; def = def->next)
        if (!def->destructured && opens_here(p, call, def->value))
            return true;
    return false;
}

static bool is_told_already(const Pass *p, const Call *call, const Known *known)
{
    const Syntax *s = p->syntax;
    if (known->form == FORM_METHOD)
        return known->category == KNOWN_FILE &&
               is_opened_here(p, call, receiver_of(p->facts, call));
    for (Ref c = child_with(s, call->node, R_ARGUMENT); c; c = next_with(s, c, R_ARGUMENT))
        if (is_opened_here(p, call, c))
            return true;
    return false;
}

/* --- fixes --- */

/* `for x in p.iterdir()` -> `for x in await asyncio.to_thread(list, p.iterdir())` */
static void offer_list(Pass *p, Finding *finding, const Call *call)
{
    const Syntax *s = p->syntax;
    Ref parent = s->nodes[call->node].parent;
    const Call *outer = call_at(p->facts, parent);
    if (call->use == USE_PASSED && outer) {
        offer_thread(p, finding, outer, SAFE);
        return;
    }
    Fix *fix = offer(p, finding, UNSAFE, "List it in a thread, before the loop");
    const char *problem = await_problem(p, call->node);
    if (!problem && !same(async_library(p), "asyncio"))
        problem = "only `asyncio.to_thread` passes arguments on";
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    const char *runner = fix_import_name(p, fix, "asyncio", "to_thread");
    fix_insert(p, fix, s->nodes[call->node].start, "await %s(list, ", runner);
    fix_insert(p, fix, s->nodes[call->node].end, ")");
}

static void offer_python(Pass *p, Finding *finding, const Call *call, const Known *known)
{
    bool opens = known->category == KNOWN_FILE &&
                 (ends_with(known->name, "open") || known->form == FORM_CONSTRUCTOR);
    if (known->form == FORM_ITERATOR)
        offer_list(p, finding, call);
    else if (opens) /* a thread is no help: what follows would block just as long */
        offer_async_file(p, finding, call);
    else if (known->form == FORM_CONTEXT || starts_with(known->name, "io."))
        return;
    else
        offer_thread(p, finding, call, known->form == FORM_CONSTRUCTOR ? UNSAFE : SAFE);
}

/* `fs.existsSync(p)` -> `await fs.promises.access(p).then(() => true, () => false)` */
static void offer_access(Pass *p, Finding *finding, const Call *call)
{
    Fix *fix = offer(p, finding, UNSAFE, "Await `fs.promises.access`");
    const char *problem = await_problem(p, call->node);
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    const char *access = fix_import_name(p, fix, "fs/promises", "access");
    fix_replace(p, fix, span_of(p->syntax, call->callee), "%s", access);
    fix_insert(p, fix, p->syntax->nodes[call->node].end, ".then(() => true, () => false)");
    fix_await(p, fix, call->node);
}

static void offer_js(Pass *p, Finding *finding, const Call *call, const Known *known)
{
    if (same(known->name, "fs.existsSync"))
        offer_access(p, finding, call);
    else if (starts_with(known->name, "fs-extra.") || starts_with(known->name, "jsonfile."))
        offer_renamed(
            p, finding, call, SAFE,
            arena_strndup(p->arena, strrchr(known->name, '.') + 1,
                          strlen(strrchr(known->name, '.') + 1) - strlen("Sync")));
    else
        offer_without_sync(p, finding, call, known, SAFE);
}

static void check_call(Pass *p, const Call *call)
{
    const Known *known = blocks_loop(p, call, &KIND);
    if (!known || is_told_already(p, call, known) || reads_standard_input(p, call))
        return;
    Finding *finding = report_blocking(p, call, known, &KIND);
    if (p->facts->language == LANG_PYTHON)
        offer_python(p, finding, call, known);
    else
        offer_js(p, finding, call, known);
}

const Rule rule_blocking_file = {
    .id = "blocking-file",
    .title = "File or folder read or written on the event loop",
    .why =
        "A file on a local disk answers in microseconds; on a network share, a spinning or "
        "a "
        "busy disk, or when it is large, in milliseconds to seconds. The operating system "
        "offers no way to wait for it as for a socket: the call holds the thread. In a "
        "coroutine that thread is the event loop's, and every other task waits with it.\n\n"
        "| the code | use |\n"
        "|---|---|\n"
        "| one call: `path.read_text()`, `shutil.rmtree(d)` | `await asyncio.to_thread(f, "
        "…)` |\n"
        "| many calls on one file | a function that does them all, run by "
        "`asyncio.to_thread`; or `aiofiles` |\n"
        "| a walk over a folder | list it in the thread: `await asyncio.to_thread(list, "
        "p.rglob(\"*\"))` |\n"
        "| a trio or anyio program | `trio.Path`, `anyio.Path`, `anyio.open_file` |\n"
        "| Node.js | `fs.promises`, or a stream for what is large |\n\n"
        "Single cheap system calls (`exists`, `stat`, `mkdir`, `unlink`) are hints: they "
        "cost less than a hop to another thread as long as the disk is local.",
    .exclusions =
        "- Synchronous functions and lambdas: they may run in a thread.\n"
        "- Reads and writes of a file whose `open` in the same function is reported.\n"
        "- Buffers in memory (`io.BytesIO`, `io.StringIO`), what `trio` or `anyio` wraps, "
        "awaited calls.\n"
        "- Files of the kernel, in `/proc` and `/sys`, which are in memory.\n"
        "- Iterators that are made but not consumed where they stand.\n"
        "- What only computes on names: `os.path.join`, `abspath`, `Path.home()`.\n"
        "- JavaScript: start-up code of a module, scripts, tests and workers; only async "
        "functions and request handlers are looked at.",
    .fixes =
        "Safe: a single call moves to a thread with `asyncio.to_thread`; `fs.xSync(…)` "
        "becomes "
        "`await fs.promises.x(…)` where that gives the same. Unsafe: a folder is listed "
        "before "
        "the loop over it begins; `fs.existsSync`. `with open(…) as f` opens the file by "
        "`aiofiles`, trio or anyio, where every use of `f` is understood: it is awaited, "
        "lines "
        "come by `async for`, `json.load(f)` becomes `json.loads(await f.read())`. An "
        "`open` "
        "alone is not moved, since the reads that follow would block just as long.",
    .by_workload = true,
    .severity = SEVERITY_WARNING,
    .python = {STARTS_ASYNC},
    .js = {STARTS_ASYNC STARTS_HANDLERS},
    .examples = {{.language = "python",
                  .bad = "from pathlib import Path\n"
                         "\n"
                         "async def load(name):\n"
                         "    return Path(name).read_text()\n",
                  .good = "import asyncio\n"
                          "from pathlib import Path\n"
                          "\n"
                          "async def load(name):\n"
                          "    return await asyncio.to_thread(Path(name).read_text)\n"},
                 {.language = "javascript",
                  .bad = "import fs from 'node:fs';\n"
                         "export async function load(name) {\n"
                         "  return JSON.parse(fs.readFileSync(name, 'utf8'));\n"
                         "}\n",
                  .good = "import fs from 'node:fs';\n"
                          "export async function load(name) {\n"
                          "  return JSON.parse(await fs.promises.readFile(name, 'utf8'));\n"
                          "}\n"}},
    .foreign = {{"ruff", "ASYNC230"},
                {"ruff", "ASYNC240"},
                {"ruff", "ASYNC101"},
                {"flake8", "ASYNC230"},
                {"flake8", "ASYNC231"},
                {"flake8", "ASYNC232"},
                {"flake8", "ASYNC240"},
                {"eslint", "n/no-sync"},
                {"eslint", "node/no-sync"}},
    .on_call = check_call,
};
