/*
 * blocking.c - what the rules on blocking calls share: where such a call counts, and what
 * is said of it.
 */
#include "asynclint/rule.h"

/* --- where it counts --- */

bool place_on_loop(const Pass *p, const Place *at)
{
    const Function *fn = at->fn;
    if (at->lazy || fn->off_loop)
        return false;
    if (p->facts->language == LANG_PYTHON)
        return fn->is_async;
    bool startup = p->facts->flags & (FILE_SCRIPT | FILE_TEST | FILE_WORKER);
    bool synchronous = fn->name && ends_with(fn->name, "Sync");
    return (fn->is_async || fn->is_handler) && !startup && !synchronous;
}

static const Known *of_kind(const Known *known, const BlockingKind *kind)
{
    if (!known || known->tier > 3)
        return NULL;
    for (size_t i = 0; i < COUNT(kind->categories) && kind->categories[i]; i++)
        if (known->category == kind->categories[i])
            return known;
    return NULL;
}

const Known *blocks_loop(const Pass *p, const Call *call, const BlockingKind *kind)
{
    const Known *known = of_kind(blocking_call(p->facts, call), kind);
    return known && place_on_loop(p, &call->at) ? known : NULL;
}

const Known *context_blocks_loop(const Pass *p, Ref item, const BlockingKind *kind,
                                 Place *at)
{
    const Known *known = of_kind(blocking_context(p->facts, item, at), kind);
    return known && place_on_loop(p, at) ? known : NULL;
}

bool reads_standard_input(const Pass *p, const Call *call)
{
    if (!same(call->target, "fs.readSync") && !same(call->target, "fs.readFileSync"))
        return false;
    Ref file = positional_argument(p->facts, call, 0);
    Str text = file ? text_of(p->syntax, file) : (Str){"", 0};
    return str_is(text, "0") || str_is(text, "process.stdin.fd") ||
           str_is(text, "'/dev/stdin'") || str_is(text, "\"/dev/stdin\"");
}

/* --- what is said --- */

const char *place_label(const Pass *p, const Function *fn)
{
    bool python = p->facts->language == LANG_PYTHON;
    const char *what = python           ? "coroutine"
                       : fn->is_handler ? "request handler"
                                        : "async function";
    if (!fn->name)
        return arena_printf(p->arena, "the %s", what);
    return arena_printf(p->arena, "%s `%s`", what, fn->name);
}

/* The alternative is of a library that the file does not work with. */
static bool is_foreign(const Pass *p, const char *part)
{
    uint32_t flags = p->facts->flags;
    bool other = flags & (FILE_TRIO | FILE_ANYIO);
    if (strstr(part, "`anyio."))
        return !other;
    bool asyncio_only = strstr(part, "`aio") || strstr(part, "`asyncio.") ||
                        strstr(part, "`loop.") || strstr(part, "asyncio's");
    return asyncio_only && other && !(flags & FILE_ASYNCIO);
}

/* trio has the same names as anyio for files and paths. */
static const char *in_trio(const Pass *p, const char *part)
{
    const char *at = strstr(part, "`anyio.");
    bool trio = p->facts->flags & FILE_TRIO && !(p->facts->flags & FILE_ANYIO);
    if (!at || !trio)
        return part;
    return arena_printf(p->arena, "%.*s`trio.%s", (int)(at - part), part,
                        at + strlen("`anyio."));
}

/* The alternatives of "a or b" that fit the file; NULL when none does. */
static const char *fitting(const Pass *p, const char *replacement)
{
    const char *out = NULL;
    for (const char *at = replacement; *at;) {
        const char *end = strstr(at, " or ");
        size_t len = end ? (size_t)(end - at) : strlen(at);
        const char *part = arena_strndup(p->arena, at, len);
        if (!is_foreign(p, part))
            out = out ? arena_printf(p->arena, "%s or %s", out, in_trio(p, part))
                      : in_trio(p, part);
        at += end ? len + strlen(" or ") : len;
    }
    return out;
}

/* "await `fs.promises.readFile` instead" for what is only spelled without `Sync`. */
static const char *js_advice(const Pass *p, const Known *known, const char *other)
{
    const char *dot = strrchr(known->name, '.');
    bool renamed = strstr(known->replacement, "without `Sync`") && dot &&
                   ends_with(known->name, "Sync");
    if (!renamed)
        return arena_printf(p->arena, "use %s", other ? other : "a Worker");
    int len = (int)(strlen(dot) - strlen("Sync"));
    if (starts_with(known->name, "fs."))
        return arena_printf(p->arena, "await `fs.promises%.*s` instead", len, dot);
    return arena_printf(p->arena, "use `%.*s%.*s`", (int)(dot - known->name), known->name,
                        len, dot);
}

const char *callee_label(const Pass *p, const Call *call)
{
    char *text = arena_printf(p->arena, "%s", source(p, call->callee)), *out = text;
    bool blank = false;
    for (const char *in = text; *in; in++) {
        bool space = *in == ' ' || *in == '\n' || *in == '\r' || *in == '\t';
        if (space && !blank && out > text && in[1] != '.')
            *out++ = ' ';
        if (!space)
            *out++ = *in;
        blank = space;
    }
    *out = '\0';
    return text;
}

static const char *python_advice(const Pass *p, const Known *known, const char *other)
{
    bool computes = known->category == KNOWN_CPU && known->tier == 1;
    if (computes && p->workload != WORKLOAD_IO)
        return "run it in a process pool, or in a thread";
    if (!other)
        return "run it in a thread";
    if (starts_with(known->name, "sqlite3.")) /* its connections belong to a thread */
        return arena_printf(p->arena, "use %s", other);
    return arena_printf(p->arena,
                        p->workload == WORKLOAD_CPU ? "run it in a thread, or use %s"
                                                    : "use %s, or run it in a thread",
                        other);
}

const char *blocking_advice(const Pass *p, const Known *known)
{
    bool python = p->facts->language == LANG_PYTHON;
    const char *other = fitting(p, known->replacement);
    if (!python)
        return js_advice(p, known, other);
    if (strstr(known->replacement, "`aiohttp.ClientSession`"))
        other = p->http_client == CLIENT_HTTPX ? "`httpx.AsyncClient`" : "`aiohttp`";
    return python_advice(p, known, other);
}

/* What takes long for sure is the rule's own severity; the rest is less. */
static void lower(Finding *finding, const Known *known)
{
    bool unseen = *known->unless && !*known->guard && known->tier == 2;
    Severity most = known->tier == 1   ? SEVERITY_ERROR
                    : known->tier == 2 ? SEVERITY_INFORMATION
                                       : SEVERITY_HINT;
    if (unseen)
        most = SEVERITY_HINT;
    if (finding->severity > most)
        finding->severity = most;
}

Finding *report_blocking(Pass *p, const Call *call, const Known *known,
                         const BlockingKind *kind)
{
    Finding *finding =
        report(p, call->callee, "`%s` in %s stops the event loop until %s; %s",
               callee_label(p, call), place_label(p, call->at.fn), kind->until,
               blocking_advice(p, known));
    lower(finding, known);
    return finding;
}

Finding *report_context(Pass *p, Ref item, const Known *known, const BlockingKind *kind,
                        const Place *at)
{
    Ref value = child_with(p->syntax, item, R_VALUE);
    if (kind_of(p->syntax, value) == N_AS)
        value = child_with(p->syntax, value, R_VALUE);
    const Call *made = call_at(p->facts, value);
    const char *what =
        made ? arena_printf(p->arena, "%s(…)", callee_label(p, made)) : source(p, value);
    bool leaving = ends_with(known->name, "__exit__");
    Finding *finding =
        report(p, value, "%s `%s` in %s stops the event loop until %s; %s",
               leaving ? "leaving the `with` of" : "entering", what, place_label(p, at->fn),
               kind->until, blocking_advice(p, known));
    lower(finding, known);
    return finding;
}
