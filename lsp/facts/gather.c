/*
 * gather.c - calls, awaits, writes and dropped values, in source order.
 *
 * Attributes of classes come first, since receivers are resolved through them. Nothing is
 * recorded whose own subtree holds a syntax error.
 */
#include "asynclint/known.h"
#include "facts/build.h"
#include "facts/origin.h"

Place node_place(const Facts *facts, Ref node)
{
    const Spot *spot = facts->index->spot[node];
    return (Place){.fn = spot->fn,
                   .loop = spot->loop,
                   .class_body = spot->bits & PLACE_CLASS_BODY,
                   .lazy = spot->bits & PLACE_LAZY};
}

/* --- attributes --- */

static void add_attribute(Facts *facts, Class *cls, struct AttributeDef def)
{
    if (!def.name)
        return;
    vec_push(facts->arena, &cls->attributes, def);
    Member *member = class_member(facts, cls, def.name);
    if (member->last)
        cls->attributes.items[member->last - 1].next = cls->attributes.len;
    else
        member->first = cls->attributes.len;
    member->last = cls->attributes.len;
}

/* self.x = …, in a method of the class. */
static void gather_member_write(Facts *facts, Ref node, Ref target)
{
    const Syntax *s = facts->syntax;
    Ref object = child_with(s, target, R_OBJECT);
    const char *name = s->nodes[target].name;
    if (name && facts_js(facts) && kind_of(s, object) != N_THIS)
        vec_push(facts->arena, &facts->index->written, name);
    Class *cls = instance_class(facts, object);
    if (!cls)
        return;
    bool whole = kind_of(s, node) == N_ASSIGN && s->nodes[target].parent == node;
    add_attribute(facts, cls,
                  (struct AttributeDef){.name = name,
                                        .value = whole ? child_with(s, node, R_RIGHT) : 0,
                                        .type = whole ? child_with(s, node, R_TYPE) : 0,
                                        .fn = facts->index->spot[node]->fn});
}

static void gather_class_level(Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    Ref block = s->nodes[node].parent;
    if (kind_of(s, block) == N_EXPRESSION)
        block = s->nodes[block].parent;
    Class *cls = thing_at(facts, s->nodes[block].parent, N_CLASS);
    if (!cls || kind_of(s, block) != N_BLOCK)
        return;
    bool field = kind_of(s, node) == N_FIELD;
    Ref left = field ? 0 : child_with(s, node, R_LEFT);
    add_attribute(
        facts, cls,
        (struct AttributeDef){.name = s->nodes[field ? node : left].name,
                              .value = child_with(s, node, field ? R_VALUE : R_RIGHT),
                              .type = child_with(s, node, R_TYPE),
                              .fn = facts->index->spot[node]->fn,
                              .in_body = true});
}

/* Each MEMBER that is assigned to, wherever it stands in the target. */
static void gather_targets(Facts *facts, Ref node, Ref target)
{
    const Syntax *s = facts->syntax;
    for (Ref r = target; r && r < s->nodes[target].last;) {
        NodeKind kind = kind_of(s, r);
        if (kind == N_MEMBER)
            gather_member_write(facts, node, r);
        r = kind == N_MEMBER || kind == N_INDEX || kind == N_CALL ? s->nodes[r].last
                                                                  : r + 1;
    }
}

void gather_attributes(Facts *facts)
{
    const Syntax *s = facts->syntax;
    for (uint32_t i = 0; i < facts->index->acting.len; i++) {
        Ref node = facts->index->acting.items[i];
        switch (kind_of(s, node)) {
        case N_ASSIGN:
            gather_targets(facts, node, child_with(s, node, R_LEFT));
            gather_class_level(facts, node);
            break;
        case N_FOR_EACH:
            gather_targets(facts, node, child_with(s, node, R_LEFT));
            break;
        case N_AS:
            gather_targets(facts, node, child_with(s, node, R_ALIAS));
            break;
        case N_FIELD:
            gather_class_level(facts, node);
            break;
        default:
            break;
        }
    }
}

/* The tables' name for calling an instance, `async_to_sync(f)(x)`; or NULL. */
static const char *instance_call(const Facts *facts, Ref callee)
{
    const char *type = instance_type(facts, callee);
    if (!type)
        return NULL;
    void **known = pairs_at(&facts->index->calling, type, NULL);
    if (!*known)
        *known =
            arena_join(facts->arena, type, '#', facts_js(facts) ? "[call]" : "__call__");
    return known_find(&facts->lexicon, *known) ? *known : NULL;
}

/* --- facts --- */

static void gather_call(Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    Call *call = NEW(facts->arena, Call);
    call->node = node;
    call->callee = child_with(s, node, R_CALLEE);
    call->at = node_place(facts, node);
    call->use = use_of(facts, node);
    call->target = qualified_name(facts, call->callee);
    if (!call->target)
        call->target = instance_call(facts, call->callee);
    call->known = call->target ? known_find(&facts->lexicon, call->target) : NULL;
    call->local = called_function(facts, call->callee);
    for (Ref c = child_with(s, node, R_ARGUMENT); c; c = next_with(s, c, R_ARGUMENT)) {
        if (kind_of(s, c) == N_SPREAD)
            call->has_spread = true;
        else if (kind_of(s, c) == N_KEYWORD)
            call->has_keywords = true;
        else
            call->arg_count++;
    }
    facts->index->thing[node] = call;
    call->index = facts->calls.len;
    vec_push(facts->arena, &facts->calls, call);
}

static void gather_await(Facts *facts, Ref node, AwaitKind kind, Ref operand)
{
    Await *await = NEW(facts->arena, Await);
    *await = (Await){
        .kind = kind, .node = node, .operand = operand, .at = node_place(facts, node)};
    vec_push(facts->arena, &facts->awaits, await);
    if (await->at.loop && kind != AWAIT_FOR)
        vec_push(facts->arena, &await->at.loop->awaits, await);
}

/* The one context manager of a with, or 0 when there are several. */
static Ref with_operand(const Syntax *s, Ref with)
{
    Ref item = 0;
    for (Ref c = first_child(s, with); c; c = next_child(s, c)) {
        if (kind_of(s, c) != N_WITH_ITEM)
            continue;
        if (item)
            return 0;
        item = c;
    }
    Ref value = child_with(s, item, R_VALUE);
    return kind_of(s, value) == N_AS ? child_with(s, value, R_VALUE) : value;
}

static void gather_write(Facts *facts, Ref node, Ref target, Ref value)
{
    const Syntax *s = facts->syntax;
    for (Ref r = target; r && r < s->nodes[target].last;) {
        NodeKind kind = kind_of(s, r);
        bool place = kind == N_MEMBER || kind == N_INDEX || kind == N_NAME;
        if (place && s->nodes[r].role != R_KEY) {
            Write *write = NEW(facts->arena, Write);
            *write = (Write){.node = node,
                             .target = r,
                             .value = r == target ? value : 0,
                             .symbol = symbol_of(facts, root_of(facts, r)),
                             .at = node_place(facts, node)};
            vec_push(facts->arena, &facts->writes, write);
        }
        r = place || s->nodes[r].role == R_KEY ? s->nodes[r].last : r + 1;
    }
}

static void gather_discard(Facts *facts, Ref node)
{
    Discard *discard = NEW(facts->arena, Discard);
    *discard = (Discard){.statement = node,
                         .value = first_child(facts->syntax, node),
                         .at = node_place(facts, node)};
    if (discard->value)
        vec_push(facts->arena, &facts->discards, discard);
}

/* An await of the function itself in the subtree. */
static bool awaits_in(const Facts *facts, const Function *fn, Ref root)
{
    const Syntax *s = facts->syntax;
    for (Ref r = root; root && r < s->nodes[root].last; r++) {
        NodeKind kind = kind_of(s, r);
        bool async = (kind == N_WITH || kind == N_FOR_EACH) && has_flag(s, r, NF_ASYNC);
        if ((kind == N_AWAIT || async) && facts->index->spot[r]->fn == fn)
            return true;
    }
    return false;
}

static void gather_handler(Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    Ref value = child_with(s, node, R_VALUE), try = s->nodes[node].parent;
    bool as = kind_of(s, value) == N_AS;
    Handler *handler = NEW(facts->arena, Handler);
    *handler = (Handler){.node = node,
                         .try = try,
                         .types = as ? child_with(s, value, R_VALUE) : value,
                         .name = as ? child_with(s, value, R_ALIAS)
                                    : child_with(s, node, R_PARAMETER),
                         .at = node_place(facts, node)};
    handler->awaits = awaits_in(facts, handler->at.fn, child_with(s, try, R_BODY));
    vec_push(facts->arena, &facts->handlers, handler);
}

static void gather_node(Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    switch (kind_of(s, node)) {
    case N_CALL:
        gather_call(facts, node);
        break;
    case N_AWAIT:
        gather_await(facts, node, AWAIT_EXPRESSION,
                     uncast(s, child_with(s, node, R_VALUE)));
        break;
    case N_FOR_EACH:
        gather_write(facts, node, child_with(s, node, R_LEFT), 0);
        /* fall through */
    case N_FOR_CLAUSE:
        if (has_flag(s, node, NF_ASYNC))
            gather_await(facts, node, AWAIT_FOR, child_with(s, node, R_RIGHT));
        break;
    case N_WITH:
        if (has_flag(s, node, NF_ASYNC))
            gather_await(facts, node, AWAIT_WITH, with_operand(s, node));
        break;
    case N_ASSIGN:
    case N_AUGMENTED:
    case N_WALRUS:
        gather_write(facts, node, child_with(s, node, R_LEFT),
                     child_with(s, node, R_RIGHT));
        break;
    case N_UPDATE:
        gather_write(facts, node, child_with(s, node, R_VALUE), 0);
        break;
    case N_DELETE:
        for (Ref c = first_child(s, node); c; c = next_child(s, c))
            gather_write(facts, node, c, 0);
        break;
    case N_EXPRESSION:
        gather_discard(facts, node);
        break;
    case N_CATCH:
        gather_handler(facts, node);
        break;
    default:
        break;
    }
}

void gather_facts(Facts *facts)
{
    const Syntax *s = facts->syntax;
    for (uint32_t i = 0; i < facts->index->acting.len; i++) {
        Ref node = facts->index->acting.items[i];
        if (!has_flag(s, node, NF_ERROR) && !(facts->index->spot[node]->bits & PLACE_TYPE))
            gather_node(facts, node);
    }
    for (uint32_t i = 0; i < facts->awaits.len; i++) {
        Await *await = facts->awaits.items[i];
        await->call = call_at(facts, await->operand);
    }
}
