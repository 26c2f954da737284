/*
 * missing-abort-signal: a request that nothing ends but its server, and listeners and
 * intervals that outlive the component that made them.
 */
#include "asynclint/rule.h"

/* --- fixes --- */

/* `signal` where that is the expression itself, else `signal: expr`. */
static const char *signal_option(const Pass *p, const Limits *limits, const char *signal)
{
    const char *key = limits->signal ? limits->signal : "signal";
    return same(signal, key) ? key : arena_printf(p->arena, "%s: %s", key, signal);
}

static void offer_signal(Pass *p, Finding *finding, const Call *call, const Limits *limits,
                         const char *signal)
{
    uint32_t position = options_position(p->facts, call, limits);
    Fix *fix = offer(p, finding, UNSAFE, "Pass `%s` on", signal);
    fix_option(p, fix, call, position, signal_option(p, limits, signal));
    if (!fix->disabled)
        fix_prefer(finding, fix);
    if (!limits->option)
        return;
    fix = offer(p, finding, UNSAFE, "Pass `%s` on, with a timeout", signal);
    fix_option(p, fix, call, position,
               arena_printf(p->arena,
                            "signal: AbortSignal.any([%s, AbortSignal.timeout(30_000)])",
                            signal));
}

/* The body is read as a stream, for longer than a timeout may allow. */
static bool is_streamed(const Pass *p, const Call *call)
{
    const Syntax *s = p->syntax;
    Ref value = call->node;
    if (kind_of(s, s->nodes[value].parent) == N_AWAIT)
        value = s->nodes[value].parent;
    Ref assign = s->nodes[value].parent;
    Ref name = kind_of(s, assign) == N_ASSIGN ? child_with(s, assign, R_LEFT) : 0;
    const Symbol *symbol = symbol_of(p->facts, name);
    for (uint32_t i = 0; symbol && i < symbol->reads.len; i++) {
        Ref member = s->nodes[symbol->reads.items[i]].parent;
        if (kind_of(s, member) == N_MEMBER && same(s->nodes[member].name, "body"))
            return true;
    }
    return kind_of(s, assign) == N_MEMBER && same(s->nodes[assign].name, "body");
}

static void offer_timeout(Pass *p, Finding *finding, const Call *call, const Limits *limits)
{
    if (!limits->option || is_streamed(p, call))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Give up after 30 seconds");
    if (limits->option[0] == '.')
        fix_insert(p, fix, p->syntax->nodes[call->node].end, "%s", limits->option);
    else
        fix_option(p, fix, call, options_position(p->facts, call, limits), limits->option);
}

static const char *new_controller(Pass *p, Fix *fix, const ReactEffect *effect)
{
    const char *name = fresh_name(p, effect->fn->body, "controller");
    fix_effect_start(p, fix, effect,
                     arena_printf(p->arena, "const %s = new AbortController()", name));
    fix_cleanup(p, fix, effect, arena_printf(p->arena, "%s.abort()", name));
    return arena_printf(p->arena, "signal: %s.signal", name);
}

static void offer_controller(Pass *p, Finding *finding, const Call *call,
                             const ReactEffect *effect, uint32_t position)
{
    Fix *fix = offer(p, finding, UNSAFE, "Abort it in the effect's clean-up");
    fix_option(p, fix, call, position, new_controller(p, fix, effect));
    if (!fix->disabled)
        fix_prefer(finding, fix);
}

/* --- requests --- */

/* Answers that nobody waits for, and requests that change something, go on as they are. */
static bool is_sent_off(const Pass *p, const Call *call)
{
    const Syntax *s = p->syntax;
    Ref method = keyword_argument(p->facts, call, "method");
    bool gets = !method || same(s->nodes[method].name, "GET");
    return !gets || call->use == USE_DROPPED;
}

static void report_effect(Pass *p, const Call *call, const Limits *limits,
                          const ReactEffect *effect)
{
    Finding *finding =
        report(p, call->callee,
               "the effect does not abort this `%s` when it is cleaned up: an answer that "
               "comes late is taken for the newest; abort an `AbortController` in the "
               "clean-up",
               callee_label(p, call));
    finding->severity = SEVERITY_INFORMATION;
    if (limits->option && limits->option[0] != '.')
        offer_controller(p, finding, call, effect,
                         options_position(p->facts, call, limits));
}

/* The effect's own controller, whose signal the call is given, is never aborted. */
static void check_given(Pass *p, const Call *call, const ReactEffect *effect)
{
    const Syntax *s = p->syntax;
    Ref signal = uncast(s, keyword_argument(p->facts, call, "signal"));
    Ref owner = kind_of(s, signal) == N_MEMBER ? child_with(s, signal, R_OBJECT) : 0;
    const Def *def = owner ? single_def(symbol_of(p->facts, owner)) : NULL;
    bool own = def && def->fn == effect->fn && !effect->opaque &&
               same(instance_type(p->facts, owner), "AbortController");
    if (!own || subtree_calls(p->facts, effect->fn->node, "abort"))
        return;
    Finding *finding = report(p, signal,
                              "nobody aborts `%s`: the effect's clean-up has to call "
                              "`%s.abort()`",
                              source(p, owner), source(p, owner));
    finding->severity = SEVERITY_INFORMATION;
    Fix *fix = offer(p, finding, UNSAFE, "Abort it in the effect's clean-up");
    fix_cleanup(p, fix, effect, arena_printf(p->arena, "%s.abort()", source(p, owner)));
}

/* TanStack Query's function around the call, which does not take the signal that it is given;
 * *at is where to name it, *text how. NULL when there is none, or it cannot be named. */
static const Function *query_function(const Pass *p, const Call *call, uint32_t *at,
                                      const char **text)
{
    static const char *const MODULES[] = {"@tanstack/react-query", "@tanstack/vue-query",
                                          "@tanstack/solid-query", "@tanstack/svelte-query",
                                          "@tanstack/query-core",  "react-query"};
    const Syntax *s = p->syntax;
    const Function *fn = call->at.fn;
    bool imported = false;
    for (size_t i = 0; i < COUNT(MODULES); i++)
        imported = imported || file_imports(p->facts, MODULES[i]);
    while (fn->outer && !same(fn->name, "queryFn"))
        fn = fn->outer;
    if (!imported || !fn->outer || visible_symbol(p->facts, call->node, "signal"))
        return NULL;
    Ref parameter = child_with(s, fn->node, R_PARAMETER);
    Ref left = parameter ? child_with(s, parameter, R_LEFT) : 0;
    Ref first = kind_of(s, left) == N_OBJECT ? first_child(s, left) : 0;
    *text = parameter ? "signal, " : "{ signal }";
    *at = first ? s->nodes[first].start : s->nodes[fn->node].start;
    while (!parameter && *at < s->nodes[fn->body].start && s->text.ptr[*at] != '(')
        ++*at;
    *at += !parameter;
    bool named = parameter ? first && !child_with(s, parameter, R_TYPE)
                           : *at < s->nodes[fn->body].start;
    return named ? fn : NULL;
}

static bool report_query(Pass *p, const Call *call, const Limits *limits)
{
    uint32_t at;
    const char *text;
    if (!query_function(p, call, &at, &text) ||
        (limits->option && limits->option[0] == '.'))
        return false;
    Finding *finding =
        report(p, call->callee,
               "`%s` does not get the `signal` that `queryFn` is given: it goes "
               "on when nobody waits for it any more; take it, and pass it on",
               callee_label(p, call));
    finding->severity = SEVERITY_INFORMATION;
    Fix *fix = offer(p, finding, UNSAFE, "Take `signal`, and pass it on");
    fix_insert(p, fix, at, "%s", text);
    fix_option(p, fix, call, options_position(p->facts, call, limits),
               signal_option(p, limits, "signal"));
    if (!fix->disabled)
        fix_prefer(finding, fix);
    return true;
}

static void report_request(Pass *p, const Call *call, const Limits *limits)
{
    const char *name = callee_label(p, call);
    const char *signal = signal_at_hand(p->facts, call->node);
    bool chained = limits->option && limits->option[0] == '.';
    bool retried = is_retried(p->facts, call);
    if (!signal && report_query(p, call, limits))
        return;
    if ((chained || !signal) && !limits->option)
        return;
    Finding *finding =
        signal && !chained
            ? report(p, call->callee,
                     "`%s` does not get `%s`, which is at hand: it goes on when nobody "
                     "waits for it any more; pass it on",
                     name, signal)
        : retried ? report(p, call->callee,
                           "this `%s` is tried again when it fails, but nothing limits an "
                           "attempt: one without an answer holds up all others; give each "
                           "a timeout",
                           name)
                  : report(p, call->callee,
                           "`%s` has neither a signal nor a timeout: it waits for as long "
                           "as the server takes",
                           name);
    if (signal && !chained) {
        finding->severity = SEVERITY_INFORMATION;
        offer_signal(p, finding, call, limits, signal);
        return;
    }
    if (retried)
        finding->severity = SEVERITY_INFORMATION;
    offer_timeout(p, finding, call, limits);
}

static void check_request(Pass *p, const Call *call, const Limits *limits)
{
    ReactEffect effect;
    bool in_effect = effect_around(p->facts, call->at.fn, &effect);
    Limited limited = limited_by(p->facts, call, limits);
    if (limited == LIMIT_GIVEN && in_effect)
        check_given(p, call, &effect);
    if (limited != LIMIT_NONE || is_raced(p->facts, call->node))
        return;
    if (!in_effect || !limits->option || is_sent_off(p, call))
        report_request(p, call, limits);
    else if (!effect.opaque && !effect_sets_flag(p->facts, &effect))
        report_effect(p, call, limits, &effect);
}

/* --- listeners and intervals of effects --- */

/* The clean-up calls only what is known not to remove listeners. */
static bool cleanup_is_plain(const Pass *p, const ReactEffect *effect)
{
    static const char *const PLAIN[] = {"clearInterval", "clearTimeout", "abort",
                                        "removeEventListener", "cancelAnimationFrame"};
    const Syntax *s = p->syntax;
    Ref body = effect->cleanup ? effect->cleanup->body : 0;
    for (Ref r = body; body && r < s->nodes[body].last; r++) {
        if (kind_of(s, r) != N_CALL)
            continue;
        const char *name = last_name(p->facts, child_with(s, r, R_CALLEE));
        bool plain = false;
        for (size_t i = 0; i < COUNT(PLAIN); i++)
            plain = plain || same(name, PLAIN[i]);
        if (!plain)
            return false;
    }
    return !effect->opaque;
}

/* A listener for the event is removed in the effect; or one that cannot be read. */
static bool removes(const Pass *p, const ReactEffect *effect, const char *event)
{
    const Syntax *s = p->syntax;
    Ref fn = effect->fn->node;
    for (Ref r = fn; r < s->nodes[fn].last; r++) {
        if (kind_of(s, r) != N_CALL ||
            !same(last_name(p->facts, child_with(s, r, R_CALLEE)), "removeEventListener"))
            continue;
        Ref name = nth_argument(s, r, 0);
        if (kind_of(s, name) != N_STRING || same(s->nodes[name].name, event))
            return true;
    }
    return false;
}

typedef enum Target { TARGET_LASTS, TARGET_UNKNOWN, TARGET_OWN } Target;

/* What is listened to lasts longer than the effect; or is made by the effect itself. */
static Target target_of(const Pass *p, const Call *call, const ReactEffect *effect)
{
    static const char *const LASTING[] = {"window", "document", "self", "globalThis"};
    const Syntax *s = p->syntax;
    Ref receiver = receiver_of(p->facts, call);
    if (!receiver)
        return TARGET_LASTS;
    Ref root = root_of(p->facts, receiver);
    const Symbol *symbol = symbol_of(p->facts, root);
    for (size_t i = 0; i < COUNT(LASTING); i++)
        if (symbol && !symbol->defs && same(symbol->name, LASTING[i]))
            return TARGET_LASTS;
    const Def *def = symbol ? single_def(symbol) : NULL;
    bool made = def && def->fn == effect->fn && def->value && !def->destructured &&
                kind_of(s, def->value) == N_CALL;
    if (!made)
        return TARGET_UNKNOWN;
    const char *maker = last_name(p->facts, child_with(s, def->value, R_CALLEE));
    return same(maker, "matchMedia")                                       ? TARGET_LASTS
           : same(maker, "getElementById") || same(maker, "querySelector") ? TARGET_UNKNOWN
                                                                           : TARGET_OWN;
}

static void offer_removal(Pass *p, Finding *finding, const Call *call,
                          const ReactEffect *effect)
{
    const Syntax *s = p->syntax;
    Ref handler = nth_argument(s, call->node, 1), options = nth_argument(s, call->node, 2);
    if (kind_of(s, handler) != N_NAME) {
        if (!options || kind_of(s, options) == N_OBJECT)
            offer_controller(p, finding, call, effect, 2);
        return;
    }
    Fix *fix = offer(p, finding, UNSAFE, "Remove it in the effect's clean-up");
    Ref receiver = receiver_of(p->facts, call);
    const char *tail = options ? arena_printf(p->arena, ", %s", source(p, options)) : "";
    fix_cleanup(p, fix, effect,
                arena_printf(p->arena, "%s%sremoveEventListener(%s, %s%s)",
                             receiver ? source(p, receiver) : "", receiver ? "." : "",
                             source(p, nth_argument(s, call->node, 0)), source(p, handler),
                             tail));
    if (!fix->disabled)
        fix_prefer(finding, fix);
}

static void check_listener(Pass *p, const Call *call, const ReactEffect *effect)
{
    const Syntax *s = p->syntax;
    Ref event = nth_argument(s, call->node, 0), options = nth_argument(s, call->node, 2);
    bool readable =
        !options || kind_of(s, options) == N_LITERAL ||
        (kind_of(s, options) == N_OBJECT && !keyword_argument(p->facts, call, "once") &&
         !keyword_argument(p->facts, call, "signal"));
    Target target = target_of(p, call, effect);
    if (kind_of(s, event) != N_STRING || !readable || target == TARGET_OWN ||
        removes(p, effect, s->nodes[event].name) || !cleanup_is_plain(p, effect))
        return;
    Finding *finding =
        report(p, call->callee,
               "this listener for `%s` is never removed: each run of the effect adds "
               "another; remove it in the clean-up",
               s->nodes[event].name);
    if (target == TARGET_LASTS)
        finding->severity = SEVERITY_INFORMATION;
    offer_removal(p, finding, call, effect);
}

static void offer_clear(Pass *p, Finding *finding, const Call *call,
                        const ReactEffect *effect)
{
    const Syntax *s = p->syntax;
    Ref parent = s->nodes[call->node].parent;
    Ref left = kind_of(s, parent) == N_ASSIGN ? child_with(s, parent, R_LEFT) : 0;
    bool dropped = kind_of(s, parent) == N_EXPRESSION;
    bool reachable = dropped || kind_of(s, left) == N_NAME || kind_of(s, left) == N_MEMBER;
    if (!reachable || call->at.fn != effect->fn)
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Clear it in the effect's clean-up");
    const char *name = left ? source(p, left) : fresh_name(p, effect->fn->body, "interval");
    if (dropped)
        fix_insert(p, fix, s->nodes[parent].start, "const %s = ", name);
    fix_cleanup(p, fix, effect, arena_printf(p->arena, "clearInterval(%s)", name));
    if (!fix->disabled)
        fix_prefer(finding, fix);
}

static void check_interval(Pass *p, const Call *call, const ReactEffect *effect)
{
    const Syntax *s = p->syntax;
    Ref parent = s->nodes[call->node].parent;
    bool own = call->use == USE_DROPPED ||
               (call->use == USE_STORED && has_flag(s, parent, NF_DECLARES));
    Ref scope = own ? effect->fn->node : 1;
    bool kept = call->use != USE_DROPPED && call->use != USE_STORED;
    if (kept || subtree_calls(p->facts, scope, "clearInterval") ||
        subtree_calls(p->facts, scope, "clearTimeout") || !cleanup_is_plain(p, effect))
        return;
    Finding *finding = report(p, call->callee,
                              "this interval is never cleared: each run of the effect "
                              "starts another; clear it in the clean-up");
    finding->severity = SEVERITY_INFORMATION;
    offer_clear(p, finding, call, effect);
}

static void check_call(Pass *p, const Call *call)
{
    ReactEffect effect;
    if (p->facts->flags & (FILE_TEST | FILE_SCRIPT) || strstr(p->facts->path, ".stories."))
        return;
    const Limits *limits = limits_of(p->facts, call);
    if (limits) {
        check_request(p, call, limits);
        return;
    }
    bool listens = same(last_name(p->facts, call->callee), "addEventListener");
    bool repeats = same(call->target, "setInterval");
    if ((listens || repeats) && effect_around(p->facts, call->at.fn, &effect)) {
        if (listens)
            check_listener(p, call, &effect);
        else
            check_interval(p, call, &effect);
    }
}

const Rule rule_missing_abort_signal = {
    .id = "missing-abort-signal",
    .title = "A request, listener or interval that nothing ends",
    .why =
        "A request ends when the server has answered. When the user has gone on, the "
        "component is unmounted or the caller has given up, it goes on all the same: it "
        "holds a connection, and its late answer is taken for the newest. Node's `fetch` "
        "gives up after 300 seconds without headers, browsers differ, `axios` and `got` "
        "wait without a limit.\n\n"
        "| the code | give it |\n"
        "|---|---|\n"
        "| has a `signal` (an option, a route's `request.signal`, a query function's "
        "argument) | that: `fetch(url, { signal })` |\n"
        "| waits for a server | `AbortSignal.timeout(30_000)`, or the library's `timeout` "
        "|\n"
        "| has both | `AbortSignal.any([signal, AbortSignal.timeout(30_000)])` |\n"
        "| tries again when it fails | a new timeout for each attempt |\n"
        "| is an effect of React | a controller made in the effect, aborted in its "
        "clean-up "
        "|\n\n"
        "Make a new signal for each request: an aborted one stays aborted.",
    .exclusions =
        "- Options in a variable or with a spread, a `Request`, an instance made "
        "elsewhere: "
        "the limit may be there.\n"
        "- `Promise.race` with a timer; `keepalive`; `data:` and `blob:` addresses; tests, "
        "scripts, stories.\n"
        "- Effects whose clean-up sets a flag (`ignore = true`), or calls what cannot be "
        "read; requests in them that change something, or whose answer is dropped, get a "
        "hint.\n"
        "- Listeners on what the effect itself has made; `{ once: true }`; those removed "
        "anywhere in the effect.\n"
        "- Libraries with a limit of their own (`ky`, `undici.request`) and timers: only "
        "where a signal is at hand.",
    .fixes =
        "Unsafe, since what took long now fails: the signal at hand, or the one that a "
        "`queryFn` of TanStack Query is given, is passed on, alone or "
        "with a timeout; else a timeout of 30 seconds, but not where the body is read as a "
        "stream. In an effect, a controller and its clean-up; a listener is removed, an "
        "interval cleared.",
    .severity = SEVERITY_HINT,
    .js = {"useEffect useLayoutEffect useIsomorphicLayoutEffect", {KNOWN_CANCELLABLE}},
    .examples = {{.language = "javascript",
                  .bad = "export async function search(words, { signal }) {\n"
                         "  const response = await "
                         "fetch(`/search?q=${encodeURIComponent(words)}`);\n"
                         "  return response.json();\n"
                         "}\n",
                  .good = "export async function search(words, { signal }) {\n"
                          "  const response = await "
                          "fetch(`/search?q=${encodeURIComponent(words)}`, { signal });\n"
                          "  return response.json();\n"
                          "}\n"},
                 {.language = "tsx",
                  .bad = "import { useEffect, useState } from 'react';\n"
                         "export function Width() {\n"
                         "  const [width, setWidth] = useState(0);\n"
                         "  useEffect(() => {\n"
                         "    const measure = () => setWidth(window.innerWidth);\n"
                         "    window.addEventListener('resize', measure);\n"
                         "  }, []);\n"
                         "  return <p>{width}</p>;\n"
                         "}\n",
                  .good =
                      "import { useEffect, useState } from 'react';\n"
                      "export function Width() {\n"
                      "  const [width, setWidth] = useState(0);\n"
                      "  useEffect(() => {\n"
                      "    const measure = () => setWidth(window.innerWidth);\n"
                      "    window.addEventListener('resize', measure);\n"
                      "    return () => window.removeEventListener('resize', measure);\n"
                      "  }, []);\n"
                      "  return <p>{width}</p>;\n"
                      "}\n"}},
    .on_call = check_call,
};
