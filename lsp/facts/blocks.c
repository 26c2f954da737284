/*
 * blocks.c - which calls and `with` statements block, as the code around them tells.
 *
 * Silent wherever the file shows that a call does not wait: a queue without a bound, a
 * socket made non-blocking, bytes in memory, a future that is done.
 */
#include "asynclint/blocks.h"

#include "facts/build.h"

/* In the order in which a call with several rows is told. */
static const KnownCategory BLOCKING[] = {
    KNOWN_NESTED_LOOP, KNOWN_SLEEP,  KNOWN_HTTP,      KNOWN_CLOUD,   KNOWN_FILE,
    KNOWN_PATH,        KNOWN_TREE,   KNOWN_SERIALIZE, KNOWN_DATA,    KNOWN_PROCESS,
    KNOWN_DATABASE,    KNOWN_REDIS,  KNOWN_MESSAGES,  KNOWN_INPUT,   KNOWN_SOCKET,
    KNOWN_DNS,         KNOWN_TLS,    KNOWN_NETWORK,   KNOWN_CPU,     KNOWN_COMPRESSION,
    KNOWN_PRIMITIVE,   KNOWN_THREAD, KNOWN_FUTURE,    KNOWN_WORKERS, KNOWN_CONFIGURED};

/* --- what the code around a call shows --- */

Ref receiver_of(const Facts *facts, const Call *call)
{
    const Syntax *s = facts->syntax;
    Ref callee = uncast(s, call->callee);
    return kind_of(s, callee) == N_MEMBER ? child_with(s, callee, R_OBJECT) : 0;
}

/* What the attribute is always given, None aside; 0 when there are several. */
static Ref only_attribute_value(const Facts *facts, const Class *cls, const char *name)
{
    Ref value = 0;
    const struct AttributeDef *def = attribute_first(facts, cls, name);
    for (; def; def = attribute_next(cls, def)) {
        if (!def->value || kind_of(facts->syntax, def->value) == N_LITERAL)
            continue;
        if (value)
            return 0;
        value = def->value;
    }
    return value;
}

const Call *origin_call(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    Ref value = expr;
    if (kind_of(s, expr) == N_NAME) {
        const Def *def = single_def(symbol_of(facts, expr));
        bool made = def && !def->destructured && !def->type &&
                    (def->kind == DEF_ASSIGN || def->kind == DEF_WITH);
        value = made ? def->value : 0;
    } else if (kind_of(s, expr) == N_MEMBER) {
        const Class *cls = instance_class(facts, child_with(s, expr, R_OBJECT));
        value = cls ? only_attribute_value(facts, cls, s->nodes[expr].name) : 0;
    }
    if (kind_of(s, value) == N_AWAIT)
        value = child_with(s, value, R_VALUE);
    return value ? call_at(facts, value) : NULL;
}

bool calls_member(const Facts *facts, const Function *fn, Ref object, const char *name)
{
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if ((fn && call->at.fn != fn) || !same(last_name(facts, call->callee), name))
            continue;
        Ref receiver = receiver_of(facts, call);
        if (!object || (receiver && same_expression(facts, receiver, object)))
            return true;
    }
    return false;
}

static bool is_in_memory(const Facts *facts, Ref expr)
{
    const char *type = expr ? instance_type(facts, expr) : NULL;
    return same(type, "io.BytesIO") || same(type, "io.StringIO");
}

/* What the kernel tells by files in /proc and /sys comes from its memory. */
static bool is_kernel_file(const Facts *facts, Ref path)
{
    Str text = path ? text_of(facts->syntax, path) : (Str){"", 0};
    for (size_t i = 0; i < 3 && i < text.len; i++) /* f" and the like */
        if (text.ptr[i] == '"' || text.ptr[i] == '\'')
            return text.len > i + 6 && (strncmp(text.ptr + i + 1, "/proc/", 6) == 0 ||
                                        strncmp(text.ptr + i + 1, "/sys/", 5) == 0);
    return false;
}

/* An archive that is read from, or written to, an object of the program's. */
static bool works_on_object(const Facts *facts, const Call *call)
{
    return call && (keyword_argument(facts, call, "fileobj") ||
                    is_in_memory(facts, positional_argument(facts, call, 0)) ||
                    is_kernel_file(facts, positional_argument(facts, call, 0)));
}

/* A queue made without a bound takes everything at once. */
static bool is_unbounded(const Facts *facts, Ref queue)
{
    const Call *made = origin_call(facts, queue);
    if (!made)
        return true; /* not seen: the usual case */
    Ref size = keyword_argument(facts, made, "maxsize");
    if (!size)
        size = positional_argument(facts, made, 0);
    return !size || str_is(text_of(facts->syntax, size), "0");
}

static bool is_given_callback(const Facts *facts, const Call *call)
{
    const Syntax *s = facts->syntax;
    static const char *const NAMES[] = {"callback", "cb", "done", "next", "resolve"};
    for (Ref c = child_with(s, call->node, R_ARGUMENT); c;
         c = next_with(s, c, R_ARGUMENT)) {
        if (kind_of(s, c) == N_FUNCTION)
            return true;
        for (size_t i = 0; i < COUNT(NAMES); i++)
            if (kind_of(s, c) == N_NAME && same(s->nodes[c].name, NAMES[i]))
                return true;
    }
    return false;
}

/* The object is asked first whether it would wait, in the same function. */
static bool is_polled(const Facts *facts, const Call *call)
{
    static const char *const QUESTIONS[] = {"empty", "qsize", "full",
                                            "poll",  "done",  "ready"};
    Ref object = receiver_of(facts, call);
    for (size_t i = 0; object && i < COUNT(QUESTIONS); i++)
        if (calls_member(facts, call->at.fn, object, QUESTIONS[i]))
            return true;
    return false;
}

/* The future was awaited before it is asked for its result. */
static bool is_awaited_before(const Facts *facts, const Call *call)
{
    const Syntax *s = facts->syntax;
    const char *name = s->nodes[root_of(facts, call->callee)].name;
    for (uint32_t i = 0; name && i < facts->awaits.len; i++) {
        const Await *await = facts->awaits.items[i];
        if (await->at.fn != call->at.fn || await->node > call->node || !await->operand)
            continue;
        for (Ref r = await->operand; r < s->nodes[await->operand].last; r++)
            if (kind_of(s, r) == N_NAME && s->nodes[r].name == name)
                return true;
    }
    return false;
}

/* Somewhere in the file a socket or descriptor is told not to block. */
static bool makes_non_blocking(const Facts *facts)
{
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        const char *name = last_name(facts, call->callee);
        bool sets = same(name, "setblocking") || same(name, "set_blocking") ||
                    same(name, "settimeout");
        Ref last =
            positional_argument(facts, call, call->arg_count ? call->arg_count - 1 : 0);
        Str value = last ? text_of(facts->syntax, last) : (Str){"", 0};
        if (sets && (str_is(value, "False") || str_is(value, "0") || str_is(value, "0.0")))
            return true;
    }
    return false;
}

static bool is_harmless(const Facts *facts, const Call *call, const Known *known)
{
    Ref receiver = receiver_of(facts, call);
    switch (known->category) {
    case KNOWN_SOCKET:
    case KNOWN_TLS:
        return known->form == FORM_METHOD && makes_non_blocking(facts);
    case KNOWN_DATA:
    case KNOWN_SERIALIZE:
        return is_in_memory(facts, positional_argument(facts, call, 0)) ||
               is_in_memory(facts, positional_argument(facts, call, 1));
    case KNOWN_FILE:
        return (*known->unless && makes_non_blocking(facts)) ||
               works_on_object(facts, call) ||
               (receiver && works_on_object(facts, origin_call(facts, receiver)));
    case KNOWN_CPU:
        return *known->unless && is_given_callback(facts, call);
    case KNOWN_FUTURE:
        return is_polled(facts, call) || is_awaited_before(facts, call);
    case KNOWN_PRIMITIVE:
    case KNOWN_WORKERS:
        if (ends_with(known->name, "Queue#put"))
            return is_unbounded(facts, receiver);
        return is_polled(facts, call);
    default:
        return false;
    }
}

/* --- iterators --- */

/* The call takes every item of its argument at once. */
static bool takes_all(const Facts *facts, Ref call)
{
    static const char *const EAGER[] = {"list", "tuple", "set", "dict", "sorted",
                                        "sum",  "max",   "min", "next", "frozenset",
                                        "join", "deque", "any", "all"};
    const Syntax *s = facts->syntax;
    const char *name =
        kind_of(s, call) == N_CALL ? last_name(facts, child_with(s, call, R_CALLEE)) : NULL;
    return is_among(name, EAGER, COUNT(EAGER));
}

static bool is_consumed(const Facts *facts, const Call *call)
{
    const Syntax *s = facts->syntax;
    Ref parent = s->nodes[call->node].parent;
    if (call->use == USE_PASSED)
        return takes_all(facts, parent);
    if (call->use != USE_ITERATED)
        return false;
    if (kind_of(s, parent) != N_FOR_CLAUSE)
        return true;
    Ref item = first_child(s, s->nodes[parent].parent);
    return !(facts->index->spot[item]->bits & PLACE_LAZY);
}

static bool acts_here(const Facts *facts, const Call *call, const Known *known)
{
    if (known->form == FORM_ITERATOR)
        return is_consumed(facts, call);
    return known->form != FORM_CONTEXT || call->use == USE_CONTEXT;
}

/* --- rows --- */

static const Known NO_ROW = {.name = ""}; /* asked, and there is none */

static const Known *answer_row(const Facts *facts, const char *target)
{
    const Known *known = NULL;
    for (size_t i = 0; i < COUNT(BLOCKING) && !known; i++)
        known = known_in(&facts->lexicon, target, BLOCKING[i]);
    if (known && known->tier == 1)
        return known;
    const Known *own =
        known_own(&facts->lexicon, target); /* it is surer than what the tables doubt */
    return own ? own : known;
}

static const Known *row_of(const Facts *facts, const char *target)
{
    if (!known_find(&facts->lexicon, target))
        return NULL;
    const Known *known = pairs_get(&facts->index->rows, target, NULL);
    if (!known) {
        known = answer_row(facts, target);
        known = known ? known : &NO_ROW;
        *pairs_at(&facts->index->rows, target, NULL) = (void *)(uintptr_t)known;
    }
    return known == &NO_ROW ? NULL : known;
}

/* A method so distinctive that its receiver need not be known. */
static const Known *member_row(const Facts *facts, const Call *call)
{
    const char *name = receiver_of(facts, call) ? last_name(facts, call->callee) : NULL;
    if (!name || (call->target && strchr(call->target, '#')))
        return NULL;
    const Known *known = known_member(&facts->lexicon, name, KNOWN_NESTED_LOOP);
    return known ? known : known_member(&facts->lexicon, name, KNOWN_DATA);
}

/* trio.wrap_file(open(p)) is trio's own way to open a file. */
static bool is_wrapped(const Facts *facts, const Call *call)
{
    const Syntax *s = facts->syntax;
    Ref parent = s->nodes[call->node].parent;
    return call->use == USE_PASSED && kind_of(s, parent) == N_CALL &&
           same(last_name(facts, child_with(s, parent, R_CALLEE)), "wrap_file");
}

static const Known *answer_call(const Facts *facts, const Call *call)
{
    const Known *known = call->known ? row_of(facts, call->target) : NULL;
    if (!known && !known_is_safe(&facts->lexicon, call->target))
        known = member_row(facts, call);
    if (!known || call->use == USE_AWAITED || !acts_here(facts, call, known) ||
        call_is_guarded(facts, call, known) || is_harmless(facts, call, known) ||
        is_wrapped(facts, call))
        return NULL;
    return known;
}

const Known *blocking_call(const Facts *facts, const Call *call)
{
    struct Index *index = facts->index;
    if (!index->blocks)
        index->blocks = arena_alloc(facts->arena, facts->calls.len * sizeof(Known *));
    const Known **known = &index->blocks[call->index];
    if (!*known) {
        const Known *answer = answer_call(facts, call);
        *known = answer ? answer : &NO_ROW;
    }
    return *known == &NO_ROW ? NULL : *known;
}

const Known *blocking_context(const Facts *facts, Ref item, Place *at)
{
    static const char *const ENDS[] = {"__enter__", "__exit__"};
    const Syntax *s = facts->syntax;
    Ref with = s->nodes[item].parent, value = child_with(s, item, R_VALUE);
    if (value && kind_of(s, value) == N_AS)
        value = child_with(s, value, R_VALUE);
    const char *type = value ? instance_type(facts, value) : NULL;
    if (!type || has_flag(s, with, NF_ASYNC))
        return NULL;
    *at =
        (Place){.fn = facts->index->spot[with]->fn, .loop = facts->index->spot[with]->loop};
    for (size_t i = 0; i < COUNT(ENDS); i++) {
        const Known *known = row_of(facts, arena_join(facts->arena, type, '#', ENDS[i]));
        if (known && known->form == FORM_CONTEXT)
            return known;
    }
    return NULL;
}
