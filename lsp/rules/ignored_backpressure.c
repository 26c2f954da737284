/*
 * ignored-backpressure: a stream is written to, or read, faster than its other end can
 * follow: what does not fit yet piles up in memory.
 */
#include "asynclint/rule.h"

static bool is_type(const Pass *p, Ref expr, const char *const *bases, size_t count)
{
    const char *type = expr ? instance_type(p->facts, expr) : NULL;
    for (size_t i = 0; type && i < count; i++)
        if (known_is_a(p->facts->language, type, bases[i]))
            return true;
    return false;
}

static bool is_writable(const Pass *p, Ref expr)
{
    static const char *const BASES[] = {"stream.Writable", "stream.Duplex",
                                        "http.ClientRequest"};
    return is_type(p, expr, BASES, COUNT(BASES));
}

static bool is_readable(const Pass *p, Ref expr)
{
    static const char *const BASES[] = {"stream.Readable", "stream.Duplex"};
    return is_type(p, expr, BASES, COUNT(BASES));
}

/* The response that a request handler is given: its second parameter. */
static bool is_response(const Pass *p, Ref expr)
{
    const Syntax *s = p->syntax;
    const Def *def =
        kind_of(s, expr) == N_NAME ? single_def(symbol_of(p->facts, expr)) : NULL;
    if (!def || def->kind != DEF_PARAMETER || !def->fn->is_handler || def->destructured)
        return false;
    Ref first = child_with(s, def->fn->node, R_PARAMETER);
    Ref second = first ? next_with(s, first, R_PARAMETER) : 0;
    return second && is_within(s, def->name, second);
}

/* --- writing in a loop --- */

/* A list that is written there, or a count that is small: nothing piles up. */
static bool is_short(const Syntax *s, Ref loop)
{
    if (kind_of(s, loop) == N_FOR_EACH)
        return kind_of(s, uncast(s, child_with(s, loop, R_RIGHT))) == N_ARRAY;
    Ref test = kind_of(s, loop) == N_FOR ? child_with(s, loop, R_TEST) : 0;
    Ref limit = kind_of(s, test) == N_COMPARE ? child_with(s, test, R_RIGHT) : 0;
    return kind_of(s, limit) == N_NUMBER && text_of(s, limit).len <= 3;
}

/* The CALL of `xs.forEach(…)` that the function is given to, or 0. */
static Ref each_call(const Pass *p, const Function *fn)
{
    const Syntax *s = p->syntax;
    Ref call = s->nodes[fn->node].parent;
    bool given = kind_of(s, call) == N_CALL && s->nodes[fn->node].role == R_ARGUMENT &&
                 same(last_name(p->facts, child_with(s, call, R_CALLEE)), "forEach");
    if (!given)
        return 0;
    Ref object = child_with(s, uncast(s, child_with(s, call, R_CALLEE)), R_OBJECT);
    return kind_of(s, object) == N_ARRAY ? 0 : call;
}

/* Something that is awaited in the loop is asked of the stream. */
static bool waits_for(const Pass *p, Ref loop, Ref stream)
{
    const Syntax *s = p->syntax;
    for (Ref r = loop; r < s->nodes[loop].last; r++) {
        if (kind_of(s, r) != N_AWAIT)
            continue;
        for (Ref k = r; k < s->nodes[r].last; k++)
            if (same_expression(p->facts, k, stream))
                return true;
    }
    return false;
}

static void offer_drain(Pass *p, Finding *finding, const Call *call, Ref stream)
{
    const Syntax *s = p->syntax;
    Ref statement = s->nodes[call->node].parent;
    Fix *fix = offer(p, finding, UNSAFE, "Wait for `drain` when the buffer is full");
    const char *problem = await_problem(p, call->node);
    if (!problem && kind_of(s, statement) != N_EXPRESSION)
        problem = "it is part of a larger expression";
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    const char *once = fix_import_name(p, fix, "events", "once");
    const char *end = uses_semicolons(p) ? ";" : "", *eol = line_ending(p);
    const char *base = indentation(p, statement);
    fix_replace(p, fix, span_of(s, statement),
                "if (!%s) {%s%s%sawait %s(%s, %cdrain%c)%s%s%s}", source(p, call->node),
                eol, base, indent_unit(p), once, source(p, stream), quote_char(p),
                quote_char(p), end, eol, base);
    fix_prefer(finding, fix);
}

static bool has_callback(const Pass *p, const Call *call)
{
    Ref last =
        nth_argument(p->syntax, call->node, call->arg_count ? call->arg_count - 1 : 0);
    NodeKind kind = kind_of(p->syntax, last);
    return call->arg_count > 1 && kind != N_STRING && kind != N_LITERAL;
}

static void check_write(Pass *p, const Call *call)
{
    const Syntax *s = p->syntax;
    Ref stream = receiver_of(p->facts, call);
    Ref each = call->at.loop ? 0 : each_call(p, call->at.fn);
    Ref loop = call->at.loop ? call->at.loop->node : each;
    bool ignored = call->use == USE_DROPPED || (each && call->use == USE_RETURNED);
    if (!ignored || !loop || (!each && is_short(s, loop)) || has_callback(p, call) ||
        (!is_writable(p, stream) && !is_response(p, stream)))
        return;
    Emitter emitter = emitter_at(p->facts, stream);
    if (emitter.heard & (HEARD_DRAIN | HEARD_PAUSE) || waits_for(p, loop, stream))
        return;
    Finding *finding = report(
        p, call->callee,
        "what `%s.write` returns is ignored in a loop: when the other end is slower, "
        "all that is written piles up in memory; wait for `drain`, or use `pipeline`",
        source(p, stream));
    offer_drain(p, finding, call, stream);
}

/* --- async listeners for data --- */

/* Nothing else is done with the stream: no listener is set too late. */
static bool is_only_use(const Pass *p, Ref stream)
{
    const Symbol *symbol =
        kind_of(p->syntax, stream) == N_NAME ? symbol_of(p->facts, stream) : NULL;
    return symbol && symbol->reads.len == 1;
}

static void offer_iteration(Pass *p, Finding *finding, const Call *call, const Function *fn)
{
    const Syntax *s = p->syntax;
    Ref stream = receiver_of(p->facts, call), statement = s->nodes[call->node].parent;
    Ref parameter = child_with(s, fn->node, R_PARAMETER);
    bool fits = fn->is_lambda && kind_of(s, fn->body) == N_BLOCK && parameter &&
                !next_with(s, parameter, R_PARAMETER) &&
                !child_with(s, parameter, R_RIGHT) &&
                kind_of(s, statement) == N_EXPRESSION && !own_node(s, fn->body, N_RETURN) &&
                is_within(s, fn->node, call->node) && is_only_use(p, stream) &&
                !await_problem(p, call->node);
    if (!fits)
        return;
    Fix *fix =
        offer(p, finding, UNSAFE, "Read it by `for await`, one chunk after the other");
    fix_replace(p, fix, span_of(s, statement), "for await (const %s of %s) %s",
                source(p, child_with(s, parameter, R_LEFT)), source(p, stream),
                source(p, fn->body));
    fix_prefer(finding, fix);
}

static void check_data(Pass *p, const Call *call)
{
    const Syntax *s = p->syntax;
    Ref event = nth_argument(s, call->node, 0), stream = receiver_of(p->facts, call);
    if (kind_of(s, event) != N_STRING || !same(s->nodes[event].name, "data"))
        return;
    Ref argument = nth_argument(s, call->node, 1);
    const Function *fn = argument ? called_function(p->facts, argument) : NULL;
    if (!fn || !fn->is_async || !own_node(p->syntax, fn->body, N_AWAIT) ||
        subtree_calls(p->facts, fn->node, "pause") ||
        emitter_at(p->facts, stream).heard & HEARD_PAUSE)
        return;
    Finding *finding =
        report(p, call->callee,
               "the stream does not wait for this async listener: the next `data` comes "
               "while the last is being worked on, in any number; read it by `for await`");
    if (!is_readable(p, stream))
        finding->severity = SEVERITY_HINT;
    offer_iteration(p, finding, call, fn);
}

/* --- pipes by hand --- */

/* The rule on missing `error` listeners speaks of what it knows to be made by a call. */
static bool is_anothers(const Pass *p, Ref source_stream)
{
    const Call *made = origin_call(p->facts, source_stream);
    made = made ? made : call_at(p->facts, source_stream);
    return made && made->target &&
           known_in(&p->facts->lexicon, made->target, KNOWN_NEEDS_ERROR_HANDLER);
}

static bool is_given(const Pass *p, Ref expr)
{
    const Def *def = single_def(symbol_of(p->facts, root_of(p->facts, expr)));
    return !def || def->kind != DEF_ASSIGN;
}

static void offer_pipeline(Pass *p, Finding *finding, const Call *call, Ref from, Ref to)
{
    const Syntax *s = p->syntax;
    Ref statement = s->nodes[call->node].parent;
    if (kind_of(s, statement) != N_EXPRESSION || await_problem(p, call->node))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Await `pipeline`");
    const char *pipeline = fix_import_name(p, fix, "stream/promises", "pipeline");
    fix_replace(p, fix, span_of(s, call->node), "await %s(%s, %s)", pipeline,
                source(p, from), source(p, to));
    fix_prefer(finding, fix);
}

static void check_pipe(Pass *p, const Call *call)
{
    Ref from = receiver_of(p->facts, call), to = nth_argument(p->syntax, call->node, 0);
    if (!to || call->arg_count != 1 || !is_readable(p, from) || is_anothers(p, from) ||
        kind_of(p->syntax, from) != N_NAME || is_given(p, from))
        return;
    Emitter ahead = emitter_at(p->facts, from), behind = emitter_of(p->facts, call);
    bool heard = behind.heard & HEARD_ERROR;
    if (kind_of(p->syntax, to) == N_NAME)
        heard = heard || emitter_at(p->facts, to).heard & HEARD_ERROR;
    if (!heard || ahead.escapes || ahead.heard & HEARD_ERROR)
        return;
    Finding *finding =
        report(p, call->callee,
               "`pipe` does not pass the errors of `%s` on to what listens behind it, and "
               "leaves the other stream open when one fails; use `pipeline`",
               source(p, from));
    offer_pipeline(p, finding, call, from, to);
}

static void check_call(Pass *p, const Call *call)
{
    const char *name =
        receiver_of(p->facts, call) ? last_name(p->facts, call->callee) : NULL;
    if (p->facts->flags & FILE_TEST)
        return;
    if (same(name, "write"))
        check_write(p, call);
    else if (same(name, "on") || same(name, "addListener"))
        check_data(p, call);
    else if (same(name, "pipe"))
        check_pipe(p, call);
}

#define STARTS_STREAMS "stream+.write stream+.pipe stream+data"

const Rule rule_ignored_backpressure = {
    .id = "ignored-backpressure",
    .title = "A stream is driven faster than its other end can follow",
    .why =
        "`stream.write` returns `false` when its buffer is full, and takes what it is "
        "given "
        "all the same. A loop that does not look at that keeps a whole file, or a whole "
        "table, in memory when the disk or the client is slower than the loop. An async "
        "listener for `data` has the same trouble on the other side: the stream goes on "
        "while the listener awaits, so that any number of chunks are worked on at the same "
        "time, in no order.\n\n"
        "| you have | use |\n"
        "|---|---|\n"
        "| two streams | `await pipeline(source, target)` of `node:stream/promises` |\n"
        "| a list, a generator or rows | `await pipeline(Readable.from(rows), target)` |\n"
        "| a loop that writes | `if (!target.write(row)) await once(target, 'drain')` |\n"
        "| work to be awaited for each chunk | `for await (const chunk of source)` |\n\n"
        "`a.pipe(b)` heeds the pace, but neither passes errors on nor closes the other "
        "stream when one fails.",
    .exclusions =
        "- Streams for which the file listens for `drain`, or which it pauses, corks or "
        "reads "
        "by hand.\n"
        "- Loops that await something asked of the stream; writes with a callback; loops "
        "over a list that is written there, or with a small count; standard output.\n"
        "- Objects that are not seen to be streams; tests.\n"
        "- `pipe`: only where what is behind it has an `error` listener and the source has "
        "none; sources that are passed in, or that `unhandled-worker-error` speaks of, are "
        "left alone.",
    .fixes = "Unsafe, since others run while the code waits: awaiting `drain`, reading by "
             "`for await`, and `pipeline` in the place of `pipe`.",
    .severity = SEVERITY_INFORMATION,
    .js = {STARTS_STREAMS STARTS_HANDLERS},
    .examples = {{.language = "javascript",
                  .bad = "import { createWriteStream } from 'node:fs';\n"
                         "export async function save(rows, path) {\n"
                         "  const out = createWriteStream(path);\n"
                         "  for await (const row of rows) {\n"
                         "    out.write(JSON.stringify(row));\n"
                         "  }\n"
                         "  out.end();\n"
                         "}\n",
                  .good = "import { once } from 'node:events';\n"
                          "import { createWriteStream } from 'node:fs';\n"
                          "export async function save(rows, path) {\n"
                          "  const out = createWriteStream(path);\n"
                          "  for await (const row of rows) {\n"
                          "    if (!out.write(JSON.stringify(row))) await once(out, "
                          "'drain');\n"
                          "  }\n"
                          "  out.end();\n"
                          "}\n"}},
    .on_call = check_call,
};
