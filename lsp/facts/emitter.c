/*
 * emitter.c - who listens to an object that emits events.
 *
 * Each place that holds the object (a name, a field of a class) is read through once; what
 * is done with it there that cannot be read leaves it to others.
 */
#include "asynclint/emitter.h"

#include "asynclint/known.h"
#include "asynclint/map.h"
#include "facts/build.h"

enum { MAX_HOLDERS = 8 };

/* Names and fields that hold the object, in the order they were found. */
typedef struct Trail {
    const Facts *facts;
    Emitter *out;
    const Symbol *symbols[MAX_HOLDERS];
    uint32_t symbol_count;
    const char *fields[MAX_HOLDERS];
    uint32_t field_count;
} Trail;

static void add_symbol(Trail *trail, const Symbol *symbol)
{
    if (!symbol || !symbol->defs || symbol->exported ||
        trail->symbol_count == MAX_HOLDERS) {
        trail->out->escapes = true;
        return;
    }
    for (uint32_t i = 0; i < trail->symbol_count; i++)
        if (trail->symbols[i] == symbol)
            return;
    trail->symbols[trail->symbol_count++] = symbol;
}

static void add_field(Trail *trail, const char *name)
{
    if (!name || trail->field_count == MAX_HOLDERS) {
        trail->out->escapes = true;
        return;
    }
    for (uint32_t i = 0; i < trail->field_count; i++)
        if (trail->fields[i] == name)
            return;
    trail->fields[trail->field_count++] = name;
}

static void hold(Trail *trail, Ref target)
{
    const Syntax *s = trail->facts->syntax;
    target = uncast(s, target);
    if (!trail->out->kept)
        trail->out->kept = target;
    if (kind_of(s, target) == N_NAME)
        add_symbol(trail, symbol_of(trail->facts, target));
    else if (kind_of(s, target) == N_MEMBER &&
             instance_class(trail->facts, child_with(s, target, R_OBJECT)))
        add_field(trail, s->nodes[target].name);
    else
        trail->out->escapes = true;
}

static void hear(Trail *trail, Ref event)
{
    const Syntax *s = trail->facts->syntax;
    const char *name = kind_of(s, event) == N_STRING ? s->nodes[event].name : NULL;
    if (!name)
        trail->out->escapes = true;
    else if (same(name, "error"))
        trail->out->heard |= HEARD_ERROR;
    else if (same(name, "exit") || same(name, "close"))
        trail->out->heard |= HEARD_EXIT;
    else if (same(name, "drain"))
        trail->out->heard |= HEARD_DRAIN;
}

/* The object's method is called; the CALL when it gives the object back, else 0. */
static Ref follow_method(Trail *trail, Ref call, const char *name)
{
    static const char *const LISTENS[] = {"on",
                                          "once",
                                          "addListener",
                                          "addEventListener",
                                          "prependListener",
                                          "prependOnceListener"};
    static const char *const CHAINS[] = {
        "off", "removeListener", "setEncoding", "setTimeout", "setNoDelay", "setKeepAlive",
        "ref", "unref",          "end",         "destroy",    "pause",      "resume"};
    static const char *const PAUSES[] = {"pause", "read", "cork"};
    const Syntax *s = trail->facts->syntax;
    if (is_among(name, PAUSES, COUNT(PAUSES)))
        trail->out->heard |= HEARD_PAUSE;
    if (is_among(name, LISTENS, COUNT(LISTENS))) {
        hear(trail, nth_argument(s, call, 0));
        return same(name, "addEventListener") ? 0 : call;
    }
    return is_among(name, CHAINS, COUNT(CHAINS)) ? call : 0;
}

/* `object.name` and what is done with that. */
static Ref follow_member(Trail *trail, Ref member)
{
    const Syntax *s = trail->facts->syntax;
    const char *name = s->nodes[member].name;
    Ref parent = s->nodes[member].parent;
    while (kind_of(s, parent) == N_CAST)
        parent = s->nodes[parent].parent;
    if (kind_of(s, parent) == N_CALL &&
        is_within(s, member, child_with(s, parent, R_CALLEE)))
        return follow_method(trail, parent, name);
    if (kind_of(s, parent) == N_ASSIGN && s->nodes[member].role == R_LEFT &&
        same(name, "onerror"))
        trail->out->heard |= HEARD_ERROR;
    return 0;
}

/* The object is an argument; the CALL when that gives it back, else 0. */
static Ref follow_argument(Trail *trail, Ref call)
{
    static const char *const HARMLESS[] = {"log", "clearTimeout", "clearInterval", "info",
                                           "debug"};
    const Facts *facts = trail->facts;
    Ref callee = child_with(facts->syntax, call, R_CALLEE);
    const char *name = last_name(facts, callee);
    if (same(name, "pipe"))
        return call; /* errors are not passed on; it gives back what it is given */
    if (same(qualified_name(facts, callee), "events.once"))
        trail->out->heard |= HEARD_ERROR | HEARD_EXIT | HEARD_DRAIN;
    else if (!is_among(name, HARMLESS, COUNT(HARMLESS)))
        trail->out->escapes = true;
    return 0;
}

/* One step from a value to what has it next: that node, or 0 at the end. */
static Ref follow_step(Trail *trail, Ref expr)
{
    const Syntax *s = trail->facts->syntax;
    Ref parent = s->nodes[expr].parent;
    NodeRole role = (NodeRole)s->nodes[expr].role;
    switch (kind_of(s, parent)) {
    case N_CAST:
        return parent;
    case N_CONDITIONAL:
        return role == R_TEST ? 0 : parent;
    case N_LOGICAL:
        return role == R_LEFT && same(s->nodes[parent].name, "&&") ? 0 : parent;
    case N_SEQUENCE:
        return s->nodes[expr].last == s->nodes[parent].last ? parent : 0;
    case N_MEMBER:
        return follow_member(trail, parent);
    case N_CALL:
        if (role == R_ARGUMENT)
            return follow_argument(trail, parent);
        break;
    case N_ASSIGN:
        if (role != R_RIGHT)
            return 0;
        hold(trail, child_with(s, parent, R_LEFT));
        return has_flag(s, parent, NF_DECLARES) ? 0 : parent;
    case N_FIELD:
        if (!trail->out->kept)
            trail->out->kept = parent;
        add_field(trail, s->nodes[parent].name);
        return 0;
    case N_FOR_EACH:
        if (has_flag(s, parent, NF_ASYNC))
            trail->out->heard |= HEARD_ERROR | HEARD_EXIT;
        return 0;
    case N_FUNCTION: /* new Promise((resolve) => worker.once('message', resolve)) */
        if (role == R_BODY && has_flag(s, s->nodes[parent].parent, NF_NEW))
            return 0;
        break;
    case N_EXPRESSION:
    case N_COMPARE:
    case N_UNARY:
    case N_IF:
    case N_WHILE:
    case N_DO:
    case N_FOR:
        return 0;
    default:
        break;
    }
    trail->out->escapes = true;
    return 0;
}

static void follow_value(Trail *trail, Ref expr)
{
    while (expr && !trail->out->escapes)
        expr = follow_step(trail, expr);
}

/* `const { worker } = this` takes a field out by another way. */
static bool takes_apart(const Syntax *s, Ref ref)
{
    NodeKind kind = kind_of(s, ref), parent = kind_of(s, s->nodes[ref].parent);
    return (kind == N_NAME && parent == N_OBJECT) || (kind == N_STRING && parent == N_PAIR);
}

/* Where a field of the name is used, in the order of the text. */
typedef VEC(Ref) FieldUses;

static Map *gather_fields(const Facts *facts)
{
    const Syntax *s = facts->syntax;
    Map *fields = NEW(facts->arena, Map);
    fields->arena = facts->arena;
    for (Ref r = 1; r < s->count; r++) {
        const char *name = s->nodes[r].name;
        if (!name || (kind_of(s, r) != N_MEMBER && !takes_apart(s, r)))
            continue;
        MapEntry *entry = map_add(fields, name, strlen(name), NULL);
        if (!entry->value)
            entry->value = NEW(facts->arena, FieldUses);
        vec_push(facts->arena, (FieldUses *)entry->value, r);
    }
    return fields;
}

static void follow_field(Trail *trail, const char *name)
{
    const Facts *facts = trail->facts;
    if (!facts->index->fields)
        facts->index->fields = gather_fields(facts);
    const FieldUses *uses = map_get(facts->index->fields, name);
    for (uint32_t i = 0; uses && i < uses->len && !trail->out->escapes; i++) {
        if (kind_of(facts->syntax, uses->items[i]) == N_MEMBER)
            follow_value(trail, uses->items[i]);
        else
            trail->out->escapes = true;
    }
}

/* Reads all holders, also those that turn up on the way. */
static void follow_holders(Trail *trail)
{
    for (uint32_t i = 0; i < trail->symbol_count && !trail->out->escapes; i++)
        for (uint32_t k = 0; k < trail->symbols[i]->reads.len; k++)
            follow_value(trail, trail->symbols[i]->reads.items[k]);
    for (uint32_t i = 0; i < trail->field_count && !trail->out->escapes; i++)
        follow_field(trail, trail->fields[i]);
}

static Emitter follow(const Facts *facts, Ref value, Ref holder)
{
    Emitter out = {0};
    Trail trail = {.facts = facts, .out = &out};
    if (holder)
        hold(&trail, holder);
    follow_value(&trail, value);
    for (uint32_t held = 0; held != trail.symbol_count + trail.field_count;) {
        held = trail.symbol_count + trail.field_count;
        follow_holders(&trail);
    }
    return out;
}

Emitter emitter_of(const Facts *facts, const Call *made)
{
    return follow(facts, made->node, 0);
}

/* What is asked of a name again and again, once for each of its uses, is kept. */
Emitter emitter_at(const Facts *facts, Ref expr)
{
    Symbol *symbol = symbol_of(facts, uncast(facts->syntax, expr));
    if (!symbol)
        return follow(facts, 0, expr);
    Emitter *emitter = pairs_get(&facts->index->emitters, symbol, NULL);
    if (!emitter) {
        emitter = NEW(facts->arena, Emitter);
        *emitter = follow(facts, 0, expr);
        *pairs_at(&facts->index->emitters, symbol, NULL) = emitter;
    }
    Emitter answer = *emitter;
    answer.kept = uncast(facts->syntax, expr);
    return answer;
}

static bool find_catcher(const Facts *facts)
{
    const Syntax *s = facts->syntax;
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        Ref event = nth_argument(s, facts->calls.items[i]->node, 0);
        if (kind_of(s, event) == N_STRING &&
            same(s->nodes[event].name, "uncaughtException"))
            return true;
    }
    return false;
}

bool catches_uncaught(const Facts *facts)
{
    uint8_t *answer = &facts->index->catches;
    if (!*answer)
        *answer = (uint8_t)(1 + find_catcher(facts));
    return *answer == 2;
}

Ref rejecting_parameter(const Facts *facts, Ref node, const Function **executor)
{
    const Syntax *s = facts->syntax;
    *executor = NULL;
    for (const Function *fn = facts->index->spot[node]->fn; fn && fn->outer;
         fn = fn->outer) {
        Ref made = s->nodes[fn->node].parent;
        if (kind_of(s, made) != N_CALL || !has_flag(s, made, NF_NEW) ||
            !same(qualified_name(facts, child_with(s, made, R_CALLEE)), "Promise"))
            continue;
        *executor = fn;
        Ref parameter = child_with(s, fn->node, R_PARAMETER);
        return parameter ? next_with(s, parameter, R_PARAMETER) : 0;
    }
    return 0;
}
