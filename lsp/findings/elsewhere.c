/*
 * elsewhere.c - the fixes that take a computation off the event loop's thread: another process
 * for Python, a Worker for Node, a web Worker for a page.
 */
#include "asynclint/blocking.h"
#include "findings/habits.h"

/* A plain function of the module, called by its name; or NULL. */
static const Function *plain_function(const Pass *p, const Call *call)
{
    const Function *fn = call->local;
    bool plain = fn && fn->outer == p->facts->module && !fn->cls && !fn->is_async &&
                 !fn->is_generator && !fn->is_decorated && fn->name;
    return plain && kind_of(p->syntax, uncast(p->syntax, call->callee)) == N_NAME ? fn
                                                                                  : NULL;
}

/* `f(a, b)` as arguments: ", a, b", or "" */
static const char *arguments(const Pass *p, const Call *call)
{
    const Syntax *s = p->syntax;
    const char *list = "";
    for (Ref c = nth_argument(s, call->node, 0); c; c = next_with(s, c, R_ARGUMENT))
        list = arena_printf(p->arena, "%s, %s", list, source(p, c));
    return list;
}

/* A function that another process finds by its name: the module's, or a library's. */
static bool is_found_by_name(const Pass *p, const Call *call)
{
    const Function *fn = plain_function(p, call);
    bool library = !call->local && call->known && *call->known->name &&
                   call->known->form == FORM_FUNCTION && !strchr(call->target, '#');
    return fn ? !fn->is_lambda : library;
}

Fix *offer_process(Pass *p, Finding *finding, const Call *call)
{
    if (!is_found_by_name(p, call) || !same(async_library(p), "asyncio"))
        return NULL;
    Fix *fix = offer(p, finding, UNSAFE, "Run it in another process, by `run_in_executor`");
    fix->way = WAY_PROCESS;
    const char *problem = await_problem(p, call->node);
    if (!problem && (call->has_keywords || call->has_spread))
        problem = "`run_in_executor` passes no keyword arguments on";
    if (problem) {
        fix_disable(fix, problem);
        return fix;
    }
    const char *made = fix_import_name(p, fix, "concurrent.futures", "ProcessPoolExecutor");
    const char *loop = fix_import_name(p, fix, "asyncio", "get_running_loop");
    const char *pool = fix_global(p, fix, call->node, "process_pool",
                                  arena_printf(p->arena, "%s()", made));
    fix_replace_awaited(p, fix, call->node, "await %s().run_in_executor(%s, %s%s)", loop,
                        pool, source(p, call->callee), arguments(p, call));
    return fix;
}

/* The function reads nothing that its file defines, so that its text is all a Worker needs. */
static bool is_self_contained(const Pass *p, const Function *fn)
{
    const Syntax *s = p->syntax;
    for (Ref r = fn->node; r < s->nodes[fn->node].last; r++) {
        NodeKind kind = kind_of(s, r);
        if (kind == N_THIS || kind == N_SUPER || kind == N_AWAIT)
            return false;
        const Symbol *symbol =
            kind == N_NAME && r != fn->name_node ? symbol_of(p->facts, r) : NULL;
        bool outside = symbol && symbol->defs && !symbol->scope->fn->outer;
        bool itself = outside && single_def(symbol) && called_function(p->facts, r) == fn;
        if (outside && !itself)
            return false;
    }
    return true;
}

/* What runs a function in a Worker, as an arrow; `worker` is the class. */
static const char *runner(const Pass *p, const char *worker)
{
    bool typed = p->facts->language != LANG_JAVASCRIPT;
    const char *head = typed ? "<A extends unknown[], R>(fn: (...args: A) => R, ...args: A)"
                             : "(fn, ...args)";
    const char *e = uses_semicolons(p) ? ";" : "", *n = line_ending(p), *i = indent_unit(p);
    char q = quote_char(p);
    const char *type = typed ? ": Promise<R>" : "", *of = typed ? "<R>" : "";
    const char *tab = arena_printf(p->arena, "%s%s%s", n, i, i);
    const char *code =
        arena_printf(p->arena,
                     "%sconst code = `const w = require(%cworker_threads%c); "
                     "w.parentPort.postMessage((${fn})(...w.workerData))`%s",
                     tab, q, q, e);
    const char *make = arena_printf(
        p->arena, "%sconst worker = new %s(code, { eval: true, workerData: args })%s", tab,
        worker, e);
    const char *hear = arena_printf(
        p->arena,
        "%sworker.on(%cmessage%c, resolve)%s%sworker.on(%cerror%c, reject)%s%sworker.on("
        "%cexit%c, (status) => reject(new Error(`worker exited with status ${status}`)))%s",
        tab, q, q, e, tab, q, q, e, tab, q, q, e);
    return arena_printf(p->arena,
                        "%s%s =>%s%snew Promise%s((resolve, reject) => {%s%s%s%s%s})", head,
                        type, n, i, of, code, make, hear, n, i);
}

/* The file of a page's Worker, beside this one: "./count.worker.js", in its language. */
static const char *worker_file(const Pass *p, const Function *fn)
{
    static const char *const ENDINGS[][2] = {
        {".mjs", "mjs"}, {".mts", "mts"}, {".ts", "ts"}, {".tsx", "ts"}};
    const char *ending = "js";
    for (size_t i = 0; i < COUNT(ENDINGS); i++)
        if (ends_with(p->facts->path, ENDINGS[i][0]))
            ending = ENDINGS[i][1];
    return arena_printf(p->arena, "./%s.worker.%s", fn->name, ending);
}

/* What runs the function in a page's Worker, whose file somebody has to write. */
static const char *page_runner(const Pass *p, const Function *fn)
{
    bool typed = p->facts->language != LANG_JAVASCRIPT;
    const char *e = uses_semicolons(p) ? ";" : "", *n = line_ending(p), *i = indent_unit(p);
    const char *tab = arena_printf(p->arena, "%s%s%s", n, i, i), *file = worker_file(p, fn);
    char q = quote_char(p);
    const char *head = "(...args)", *of = "";
    if (typed) {
        head = arena_printf(p->arena, "(...args: Parameters<typeof %s>)", fn->name);
        of = arena_printf(p->arena, "<ReturnType<typeof %s>>", fn->name);
    }
    const char *note = arena_printf(
        p->arena,
        "%s// %s has `%s`, and: onmessage = ({ data }) => postMessage(%s(...data))", tab,
        file + 2, fn->name, fn->name);
    const char *make = arena_printf(
        p->arena,
        "%sconst worker = new Worker(new URL(%c%s%c, import.meta.url), { type: "
        "%cmodule%c })%s",
        tab, q, file, q, q, q, e);
    const char *hear = arena_printf(
        p->arena,
        "%sconst end = () => worker.terminate()%s%sworker.addEventListener(%cmessage%c, ({ "
        "data }) => { end()%s resolve(data) })%s%sworker.addEventListener(%cerror%c, "
        "(event) => { end()%s reject(new Error(event.message)) })%s%sworker.postMessage("
        "args)%s",
        tab, e, tab, q, q, ";", e, tab, q, q, ";", e, tab, e);
    return arena_printf(p->arena,
                        "%s =>%s%snew Promise%s((resolve, reject) => {%s%s%s%s%s})", head,
                        n, i, of, note, make, hear, n, i);
}

static bool is_page(const Pass *p)
{
    return intern_find(&p->syntax->names, "document") ||
           intern_find(&p->syntax->names, "window");
}

static void offer_page_worker(Pass *p, Fix *fix, const Call *call, const Function *fn)
{
    const char *base = arena_printf(p->arena, "%sInWorker", fn->name);
    const char *run = fix_global(p, fix, call->node, base, page_runner(p, fn));
    const char *list = arguments(p, call);
    fix_replace_awaited(p, fix, call->node, "await %s(%s)", run, *list ? list + 2 : "");
}

void offer_worker(Pass *p, Finding *finding, const Call *call)
{
    const Function *fn = plain_function(p, call);
    bool page = is_page(p), module = p->facts->flags & FILE_ESM;
    if (!fn || (page && !module) || !is_self_contained(p, fn))
        return;
    Fix *fix = page ? offer(p, finding, UNSAFE, "Run it in a Worker, of a file `%s`",
                            worker_file(p, fn) + 2)
                    : offer(p, finding, UNSAFE, "Run it in a Worker");
    fix->way = WAY_PROCESS;
    const char *problem = await_problem(p, call->node);
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    if (page) {
        offer_page_worker(p, fix, call, fn);
        return;
    }
    const char *worker = fix_import_name(p, fix, "worker_threads", "Worker");
    const char *run = fix_global(p, fix, call->node, "runInWorker", runner(p, worker));
    fix_replace_awaited(p, fix, call->node, "await %s(%s%s)", run, source(p, call->callee),
                        arguments(p, call));
    fix_prefer(finding, fix);
}
