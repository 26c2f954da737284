/*
 * unhandled-worker-error: a worker, a child process or a stream fails by the event `error`,
 * and an `error` that nobody listens for ends the process, or is lost.
 */
#include "asynclint/rule.h"

/* How one kind of object is spoken of. */
typedef struct Words {
    const char *name; /* the beginning of the row's name */
    const char *what;
    const char *fails;    /* when it emits `error` */
    const char *variable; /* the name that its methods are explained by */
} Words;

static const Words WORDS[] = {
    {"worker_threads.", "this worker", "it throws", "worker"},
    {"child_process.", "this child process", "it cannot be started", "child"},
    {"cross-spawn", "this child process", "it cannot be started", "child"},
    {"fs.create", "this stream", "the file cannot be opened, read or written", "stream"},
    {"net.", "this socket", "the connection fails or breaks", "socket"},
    {"tls.", "this socket", "the connection fails or breaks", "socket"},
    {"http", "this request", "the connection fails or breaks", "request"},
    {"ws", "this socket", "the connection fails or breaks", "socket"},
};

static const Words *words_of(const Known *known)
{
    for (size_t i = 0; i < COUNT(WORDS); i++)
        if (starts_with(known->name, WORDS[i].name))
            return &WORDS[i];
    return NULL;
}

static bool is_web(const Known *known)
{
    return same(known->name, "Worker") || same(known->name, "SharedWorker");
}

/* The row by which the call makes what needs a listener, or NULL. */
static const Known *needy(const Pass *p, const Call *call)
{
    const Known *known =
        call->target ? known_in(&p->facts->lexicon, call->target, KNOWN_NEEDS_ERROR_HANDLER)
                     : NULL;
    bool made = known && (known->form != FORM_CONSTRUCTOR ||
                          has_flag(p->syntax, call->node, NF_NEW));
    return made && (is_web(known) || words_of(known)) ? known : NULL;
}

/* --- fixes --- */

/* What the listener does: `reject`, where that is at hand; else it logs. */
static const char *listener(const Pass *p, Ref at, const char *fallback)
{
    const Function *executor = NULL;
    Ref parameter = rejecting_parameter(p->facts, at, &executor);
    Ref name = parameter ? child_with(p->syntax, parameter, R_LEFT) : 0;
    const char *reject = kind_of(p->syntax, name) == N_NAME ? source(p, name) : NULL;
    if (reject && visible_symbol(p->facts, at, reject) == symbol_of(p->facts, name))
        return reject;
    return fallback;
}

static const char *logging(const Pass *p, Ref at, const char *body)
{
    const char *base = indentation(p, at), *eol = line_ending(p);
    return arena_printf(p->arena, "(err) => {%s%s%s%s%s%s%s}", eol, base, indent_unit(p),
                        body, uses_semicolons(p) ? ";" : "", eol, base);
}

/* The statement that does nothing but keep what the call makes; or 0. */
static Ref keeping_statement(const Pass *p, const Call *call, const Emitter *emitter)
{
    const Syntax *s = p->syntax;
    Ref assign = s->nodes[call->node].parent;
    Ref above = s->nodes[assign].parent;
    bool keeps = kind_of(s, assign) == N_ASSIGN && emitter->kept &&
                 s->nodes[emitter->kept].parent == assign;
    bool alone = kind_of(s, above) == N_EXPRESSION ||
                 (kind_of(s, above) == N_DECLARE &&
                  s->nodes[first_child(s, above)].last == s->nodes[above].last);
    NodeKind around = kind_of(s, s->nodes[above].parent);
    bool inside = around == N_BLOCK || around == N_MODULE || around == N_CASE;
    return keeps && alone && inside ? above : 0;
}

static void offer_listener(Pass *p, Finding *finding, const Call *call,
                           const Emitter *emitter, bool web)
{
    Ref statement = keeping_statement(p, call, emitter);
    const char *end = uses_semicolons(p) ? ";" : "";
    const char *log =
        logging(p, call->node, web ? "console.error(err.message)" : "console.error(err)");
    const char *heard = listener(p, call->node, log);
    char quote = quote_char(p);
    Fix *fix = offer(p, finding, UNSAFE, "Listen for `error`");
    fix_prefer(finding, fix);
    if (statement && web)
        fix_line_after(p, fix, statement, "%s.onerror = %s%s", source(p, emitter->kept),
                       heard, end);
    else if (statement)
        fix_line_after(p, fix, statement, "%s.on(%cerror%c, %s)%s",
                       source(p, emitter->kept), quote, quote, heard, end);
    else if (!web)
        fix_insert(p, fix, p->syntax->nodes[call->node].end, ".on(%cerror%c, %s)", quote,
                   quote, heard);
    else
        fix_disable(fix, "keep the worker in a variable first");
}

static void offer_exit(Pass *p, Finding *finding, const Call *call, const Emitter *emitter)
{
    Ref statement = keeping_statement(p, call, emitter);
    const char *reject = listener(p, call->node, NULL);
    if (!statement || !reject)
        return;
    const char *end = uses_semicolons(p) ? ";" : "";
    Fix *fix = offer(p, finding, UNSAFE, "Reject when the worker exits");
    fix_line_after(p, fix, statement,
                   "%s.on(%cexit%c, (code) => {\n%s%s(new Error(`worker exited with code "
                   "${code}`))%s\n})%s",
                   source(p, emitter->kept), quote_char(p), quote_char(p), indent_unit(p),
                   reject, end, end);
}

/* --- what is found --- */

static void report_needy(Pass *p, const Call *call, const Known *known,
                         const Emitter *emitter)
{
    const Words *words = is_web(known) ? NULL : words_of(known);
    Finding *finding =
        words ? report(p, call->callee,
                       "nobody listens for `error` of %s: when %s, that is an uncaught "
                       "exception, which ends the process; add `%s.on('error', …)`",
                       words->what, words->fails, words->variable)
              : report(p, call->callee,
                       "nobody listens for errors of this worker: when its code throws, "
                       "what waits for its answer waits for ever; set `onerror`");
    if (p->facts->flags & FILE_SCRIPT)
        finding->severity = SEVERITY_HINT;
    offer_listener(p, finding, call, emitter, !words);
}

/* A promise that a worker settles is never settled when the worker just ends. */
static void check_exit(Pass *p, const Call *call, const Known *known,
                       const Emitter *emitter)
{
    const Function *executor = NULL;
    rejecting_parameter(p->facts, call->node, &executor);
    if (!executor || executor != call->at.fn || emitter->escapes ||
        emitter->heard & HEARD_EXIT || !same(known->name, "worker_threads.Worker"))
        return;
    Finding *finding = report(p, call->callee,
                              "nobody listens for `exit` of this worker: when it ends "
                              "without an answer, the promise is never settled");
    finding->severity = SEVERITY_HINT;
    offer_exit(p, finding, call, emitter);
}

static void check_call(Pass *p, const Call *call)
{
    const Known *known = needy(p, call);
    if (!known)
        return;
    Emitter emitter = emitter_of(p->facts, call);
    if (emitter.heard & HEARD_ERROR)
        check_exit(p, call, known, &emitter);
    else if (!emitter.escapes && (is_web(known) || !catches_uncaught(p->facts)))
        report_needy(p, call, known, &emitter);
}

const Rule rule_unhandled_worker_error = {
    .id = "unhandled-worker-error",
    .title = "A worker, child process or stream without an `error` listener",
    .why =
        "Workers, child processes, sockets and streams tell of a failure by the event "
        "`error`, later than the call that made them, so that no `try` around the call "
        "sees it. In Node an `error` that nobody listens for is thrown as an uncaught "
        "exception and ends the process; in a browser it is logged, and what waits for the "
        "worker's answer waits for ever.\n\n"
        "| made by | `error` means | also listen for |\n"
        "|---|---|---|\n"
        "| `new Worker` (Node) | the worker threw | `exit`: it may end without an answer "
        "|\n"
        "| `new Worker` (browser) | the script could not be loaded, or threw | "
        "`messageerror` |\n"
        "| `spawn`, `fork` | the program could not be started | `close`, for the status |\n"
        "| `fs.createReadStream` … | the file could not be opened or read | |\n"
        "| `net.connect`, `http.request` | no connection, or it broke | `timeout` |\n\n"
        "`a.pipe(b)` does not pass errors on: each stream needs its own listener. "
        "`pipeline` of `node:stream/promises` listens to all of them, and rejects.",
    .exclusions =
        "- What is returned, stored elsewhere, or passed to another function: that may "
        "listen. `a.pipe(b)` does not.\n"
        "- `pipeline`, `finished`, `events.once` and `for await`, which reject on "
        "`error`.\n"
        "- Wrappers that make promises of their workers (Comlink, Piscina, workerpool).\n"
        "- Files that listen for `uncaughtException`; scripts get a hint, since there the "
        "end of the process is what one wants.\n"
        "- A worker in a field of a class: reported when the class nowhere listens.",
    .fixes =
        "Unsafe, since the program then goes on where it ended before: a listener that "
        "rejects the promise around it, or logs.",
    .severity = SEVERITY_WARNING,
    .js = {NULL, {KNOWN_NEEDS_ERROR_HANDLER}},
    .examples = {{.language = "javascript",
                  .bad = "import { Worker } from 'node:worker_threads';\n"
                         "export function resize(image) {\n"
                         "  return new Promise((resolve, reject) => {\n"
                         "    const worker = new Worker('./resize.js', { workerData: image "
                         "});\n"
                         "    worker.on('message', resolve);\n"
                         "  });\n"
                         "}\n",
                  .good =
                      "import { Worker } from 'node:worker_threads';\n"
                      "export function resize(image) {\n"
                      "  return new Promise((resolve, reject) => {\n"
                      "    const worker = new Worker('./resize.js', { workerData: image "
                      "});\n"
                      "    worker.on('message', resolve);\n"
                      "    worker.on('error', reject);\n"
                      "    worker.on('exit', (code) => reject(new Error(`exited with "
                      "${code}`)));\n"
                      "  });\n"
                      "}\n"}},
    .on_call = check_call,
};
