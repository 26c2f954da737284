/*
 * limits.c - whether a call that waits for others has a limit: a signal or a timeout.
 *
 * Only what can be read counts: options in a variable, a request made elsewhere, an
 * instance with defaults of its own may hold the limit.
 */
#include "asynclint/abort.h"

#include "asynclint/blocks.h"
#include "facts/build.h"

/* Where the options stand, when that is no number. */
enum { BY_METHOD = -1, AT_END = -2, BEHIND_ONE = -3 };

#define TIMEOUT "signal: AbortSignal.timeout(30_000)"

static const Limits LIMITS[] = {
    {"fetch", " signal keepalive ", TIMEOUT, 1},
    {"node-fetch", " signal timeout ", TIMEOUT, 1},
    {"cross-fetch", " signal ", TIMEOUT, 1},
    {"isomorphic-fetch", " signal ", TIMEOUT, 1},
    {"undici.fetch", " signal dispatcher ", TIMEOUT, 1},
    {"axios", " signal timeout cancelToken ", "timeout: 30_000", BY_METHOD},
    {"got", " signal timeout ", "timeout: { request: 30_000 }", 1},
    {"needle", " signal timeout open_timeout response_timeout read_timeout ",
     "response_timeout: 30_000", BY_METHOD},
    {"superagent", " timeout ", ".timeout(30_000)", BY_METHOD},
    /* these have limits of their own, or wait for what may well take long */
    {"ky", " signal timeout ", NULL, 1},
    {"undici.request", " signal headersTimeout bodyTimeout dispatcher ", NULL, 1},
    {"delay", " signal ", NULL, 1},
    {"timers/promises.setTimeout", " signal ", NULL, 2},
    {"timers/promises.setInterval", " signal ", NULL, 2},
    {"timers/promises.setImmediate", " signal ", NULL, 1},
    {"events.once", " signal ", NULL, 2},
    {"events.on", " signal ", NULL, 2},
    {"stream/promises.finished", " signal ", NULL, 1},
    {"readline/promises.Interface", " signal ", NULL, 1},
    {"stream/promises.pipeline", " signal ", NULL, AT_END},
    {"execa", " cancelSignal signal timeout ", NULL, AT_END, "cancelSignal"},
    {"@aws-sdk/client-*", " abortSignal ", NULL, 1, "abortSignal"},
    {"openai", " signal timeout ", NULL, BEHIND_ONE},
    {"@anthropic-ai/sdk", " signal timeout ", NULL, BEHIND_ONE},
};

const Limits *limits_of(const Facts *facts, const Call *call)
{
    const Known *known =
        call->target ? known_in(&facts->lexicon, call->target, KNOWN_CANCELLABLE) : NULL;
    for (size_t i = 0; known && i < COUNT(LIMITS); i++) {
        size_t len = strlen(LIMITS[i].name);
        bool named = strncmp(known->name, LIMITS[i].name, len) == 0;
        if (named && (!known->name[len] || strchr(".#", known->name[len])) &&
            !same(known->name, "axios.create") && !same(known->name, "got.stream"))
            return &LIMITS[i];
    }
    return NULL;
}

/* `axios.post(url, data, config)`, `axios.get(url, config)`, `axios(config)` */
uint32_t options_position(const Facts *facts, const Call *call, const Limits *limits)
{
    static const char *const WITH_DATA[] = {"post",     "put",     "patch",
                                            "postForm", "putForm", "patchForm"};
    if (limits->position >= 0)
        return (uint32_t)limits->position;
    if (limits->position == BEHIND_ONE)
        return 1;
    if (limits->position == AT_END) {
        uint32_t count = call->arg_count;
        Ref last = count ? nth_argument(facts->syntax, call->node, count - 1) : 0;
        return kind_of(facts->syntax, last) == N_OBJECT ? count - 1 : count;
    }
    const char *name = strpbrk(call->target, ".#");
    for (size_t i = 0; name && i < COUNT(WITH_DATA); i++)
        if (same(name + 1, WITH_DATA[i]))
            return 2;
    Ref first = nth_argument(facts->syntax, call->node, 0);
    return kind_of(facts->syntax, first) == N_OBJECT ? 0 : 1;
}

/* An object literal with one of the options. */
static Limited read_options(const Syntax *s, Ref object, const char *keys)
{
    if (kind_of(s, object) != N_OBJECT)
        return LIMIT_UNKNOWN;
    for (Ref c = first_child(s, object); c; c = next_child(s, c)) {
        Ref key = kind_of(s, c) == N_PAIR ? child_with(s, c, R_KEY) : c;
        const char *name = s->nodes[key].name;
        if (kind_of(s, c) == N_SPREAD || !name)
            return LIMIT_UNKNOWN;
        const char *at = strstr(keys, name);
        if (at && at[-1] == ' ' && at[strlen(name)] == ' ')
            return LIMIT_GIVEN;
    }
    return LIMIT_NONE;
}

static bool is_text(const Facts *facts, Ref expr)
{
    static const char *const MAKES[] = {"toString", "String", "join", "URL"};
    const Syntax *s = facts->syntax;
    NodeKind kind = kind_of(s, expr);
    const char *name =
        kind == N_CALL ? last_name(facts, child_with(s, expr, R_CALLEE)) : NULL;
    for (size_t i = 0; i < COUNT(MAKES); i++)
        if (same(name, MAKES[i]))
            return true;
    return kind == N_STRING || kind == N_TEMPLATE || kind == N_BINARY;
}

/* What is asked for is surely an address, not a Request, which has a signal of its own. */
static bool is_address(const Facts *facts, Ref expr)
{
    static const char *const LOCAL[] = {"data:", "blob:", "file:"};
    const Syntax *s = facts->syntax;
    expr = uncast(s, expr);
    const Def *def = kind_of(s, expr) == N_NAME ? single_def(symbol_of(facts, expr)) : NULL;
    if (def && def->type) {
        Str type = text_of(s, def->type);
        return str_is(type, "string") || str_is(type, "URL") ||
               str_is(type, "string | URL");
    }
    if (def && def->kind == DEF_ASSIGN && !def->destructured)
        expr = def->value;
    const char *text = expr ? s->nodes[expr].name : NULL;
    for (size_t i = 0; text && i < COUNT(LOCAL); i++)
        if (kind_of(s, expr) == N_STRING && starts_with(text, LOCAL[i]))
            return false;
    return expr && is_text(facts, expr);
}

/* The defaults of an instance: `axios.create({ timeout })`, `got.extend(…)`. */
static Limited read_instance(const Facts *facts, const Call *call, const char *keys)
{
    Ref receiver = receiver_of(facts, call);
    const Call *made =
        origin_call(facts, receiver ? receiver : uncast(facts->syntax, call->callee));
    if (!made || made->has_spread)
        return LIMIT_UNKNOWN;
    Ref options = nth_argument(facts->syntax, made->node, 0);
    return options ? read_options(facts->syntax, options, keys) : LIMIT_NONE;
}

/* A request that is made up by a chain of calls: `.query(q).timeout(ms)` */
static Limited read_chain(const Facts *facts, Ref call, const char *name)
{
    const Syntax *s = facts->syntax;
    for (;;) {
        Ref member = s->nodes[call].parent, next = s->nodes[member].parent;
        bool chained = kind_of(s, member) == N_MEMBER && kind_of(s, next) == N_CALL;
        if (!chained)
            break;
        if (same(s->nodes[member].name, name))
            return LIMIT_GIVEN;
        call = next;
    }
    Use use = use_of(facts, call);
    return use == USE_AWAITED || use == USE_DROPPED ? LIMIT_NONE : LIMIT_UNKNOWN;
}

/* `fetch(x)` and `axios(x)` may be given a whole request; `axios.get(x)` is not. */
static bool takes_request(const Facts *facts, const Call *call)
{
    const char *name = strrchr(call->target, '.'), *member = strrchr(call->target, '#');
    name = member ? member : name;
    bool named = name && !same(name, ".fetch") && !same(name, "#[call]");
    return !named &&
           kind_of(facts->syntax, nth_argument(facts->syntax, call->node, 0)) != N_OBJECT;
}

/* Without an object literal, it cannot be seen whether the last argument is the options. */
static bool hides_options(const Facts *facts, const Call *call, const Limits *limits)
{
    static const char *const ASKS[] = {"create", "parse", "generate"};
    const Syntax *s = facts->syntax;
    uint32_t count = call->arg_count;
    Ref last = count ? nth_argument(s, call->node, count - 1) : 0;
    NodeKind kind = last ? kind_of(s, last) : N_NONE;
    if (limits->position == AT_END && same(limits->name, "execa"))
        return kind != N_OBJECT && kind != N_ARRAY && kind != N_STRING;
    if (limits->position == AT_END)
        return count < 2 || (kind == N_NAME && strstr(s->nodes[last].name, "pt"));
    bool asks = false;
    for (size_t i = 0; i < COUNT(ASKS); i++)
        asks = asks || same(last_name(facts, call->callee), ASKS[i]);
    return limits->position == BEHIND_ONE && (!asks || count != 1);
}

Limited limited_by(const Facts *facts, const Call *call, const Limits *limits)
{
    const Syntax *s = facts->syntax;
    Ref first = nth_argument(s, call->node, 0);
    bool asks = limits->option != NULL;
    bool open = asks && takes_request(facts, call);
    if (asks && limits->option[0] == '.')
        return read_chain(facts, call->node, "timeout");
    if (call->has_spread || hides_options(facts, call, limits) || (asks && !first) ||
        (open && !is_address(facts, first)))
        return LIMIT_UNKNOWN;
    if (strchr(call->target, '#') && asks) {
        Limited instance = read_instance(facts, call, limits->keys);
        if (instance != LIMIT_NONE)
            return instance;
    }
    Ref options = nth_argument(s, call->node, options_position(facts, call, limits));
    return options ? read_options(s, options, limits->keys) : LIMIT_NONE;
}
