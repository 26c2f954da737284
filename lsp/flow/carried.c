/*
 * carried.c - what one iteration of a loop leaves for the next.
 *
 * A name or object from outside the loop that the body changes is carried, unless it only
 * collects: appended to, added up, stored under a key, and not looked at in the loop.
 */
#include "flow/dependence.h"

static bool in_iteration(const Iteration *it, Ref node)
{
    return node >= it->first && node < it->last;
}

bool is_derived(const Iteration *it, const Symbol *symbol)
{
    return symbol && symbol->derived_in == it->number;
}

/* The node of a definition after which the name has its new value. */
static Ref statement_of_def(const Syntax *s, const Def *def)
{
    Ref parent = s->nodes[def->name].parent;
    while (parent && kind_of(s, parent) != N_ASSIGN && kind_of(s, parent) != N_AS &&
           kind_of(s, parent) != N_FOR_EACH && kind_of(s, parent) != N_WALRUS &&
           kind_of(s, parent) != N_FUNCTION && kind_of(s, parent) != N_CATCH)
        parent = s->nodes[parent].parent;
    return parent ? parent : def->name;
}

/* Where a definition has run just before each time that a read is reached. */
typedef struct Settler {
    Ref name;        /* the definition's */
    Ref from, until; /* nodes [from, until) */
} Settler;

static Settler settler_of(const Syntax *s, const Def *def)
{
    Ref after = statement_of_def(s, def);
    NodeKind kind = kind_of(s, after);
    if (kind == N_FOR_EACH || kind == N_CATCH)
        return (Settler){def->name, after, s->nodes[after].last};
    Ref block = s->nodes[statement_of(s, after)].parent;
    return (Settler){def->name, s->nodes[after].last, s->nodes[block].last};
}

typedef VEC(Settler) SettlerList;

/* Definitions whose blocks have ended reach nothing any more. */
static void open_settler(const Facts *facts, SettlerList *open, const Def *def)
{
    while (open->len && open->items[open->len - 1].until <= def->name)
        open->len--;
    if (def->kind != DEF_AUGMENTED)
        vec_push(facts->arena, open, settler_of(facts->syntax, def));
}

/* The name of the last definition that reaches the read, or 1. */
static Ref settling_def(const SettlerList *open, Ref read)
{
    for (uint32_t i = open->len; i-- > 0;)
        if (read >= open->items[i].from && read < open->items[i].until)
            return open->items[i].name;
    return 1;
}

/* For each read, the least that settles it or one behind it: one pass over what binds the
 * name and what reads it, kept, since it is asked for each loop that the name is used in. */
static void settle_reads(const Facts *facts, Symbol *symbol, Ref *settled)
{
    SettlerList open = {0};
    const Def *def = first_def_from(symbol, 0, facts->arena);
    for (uint32_t i = 0; i < symbol->reads.len; i++) {
        Ref read = symbol->reads.items[i];
        for (; def && def->name <= read;
             def = first_def_from(symbol, def->name + 1, facts->arena))
            open_settler(facts, &open, def);
        settled[read] = settling_def(&open, read);
    }
    for (uint32_t i = symbol->reads.len; i-- > 1;) {
        Ref *before = &settled[symbol->reads.items[i - 1]];
        Ref behind = settled[symbol->reads.items[i]];
        *before = behind < *before ? behind : *before;
    }
}

/* All reads from the node on find what has been set at or behind it. */
static bool is_settled_from(const Facts *facts, Symbol *symbol, Ref node)
{
    struct Index *index = facts->index;
    if (!index->settled_by)
        index->settled_by =
            arena_alloc(facts->arena, facts->syntax->count * sizeof *index->settled_by);
    uint32_t i = first_read_from(symbol, node);
    if (i == symbol->reads.len)
        return true;
    if (!index->settled_by[symbol->reads.items[i]])
        settle_reads(facts, symbol, index->settled_by);
    return index->settled_by[symbol->reads.items[i]] >= node;
}

/* js declares where a name lives; in Python a name is local to the iteration when all its
 * reads are in it, each behind a definition. */
bool is_iteration_local(const Iteration *it, Symbol *symbol)
{
    const Facts *facts = it->facts;
    if (is_derived(it, symbol))
        return true;
    if (!symbol->defs)
        return false;
    if (facts_js(facts))
        return in_iteration(it, symbol->scope->node) ||
               symbol->scope->node == it->loop->node;
    if (symbol->scope->kind == SCOPE_BLOCK && in_iteration(it, symbol->scope->node))
        return true;
    if (symbol->captured || symbol->scope->fn != it->loop->fn ||
        it->loop->fn == facts->module)
        return false;
    return is_settled_from(facts, symbol, it->first) &&
           is_settled_from(facts, symbol, it->last);
}

/* Methods that put something into a collection and give nothing back. */
static bool is_collecting(const char *name)
{
    static const char *const COLLECTING[] = {
        "append",     "push",    "add",    "set",        "extend", "update",
        "appendleft", "unshift", "insert", "setdefault", "discard"};
    return is_among(name, COLLECTING, COUNT(COLLECTING));
}

/* The read is only the receiver of a collecting call whose result is dropped, or the
 * object of an element that is stored. */
static bool is_collecting_read(const Facts *facts, Ref read)
{
    const Syntax *s = facts->syntax;
    Ref member = s->nodes[read].parent, call = s->nodes[member].parent;
    if (kind_of(s, member) == N_INDEX && s->nodes[read].role == R_OBJECT)
        return s->nodes[member].role == R_LEFT &&
               (kind_of(s, call) == N_ASSIGN || kind_of(s, call) == N_AUGMENTED);
    return kind_of(s, member) == N_MEMBER && kind_of(s, call) == N_CALL &&
           s->nodes[member].role == R_CALLEE && is_collecting(s->nodes[member].name) &&
           use_of(facts, call) == USE_DROPPED;
}

/* `x += e` reads x only to fold. */
static bool is_fold_target(const Syntax *s, Ref read)
{
    Ref parent = s->nodes[read].parent;
    NodeKind kind = kind_of(s, parent);
    return (kind == N_AUGMENTED && s->nodes[read].role == R_LEFT) || kind == N_UPDATE;
}

static bool is_read_otherwise(const Iteration *it, const Symbol *symbol, Ref *because)
{
    const Syntax *s = it->facts->syntax;
    for (uint32_t i = 0; i < symbol->reads.len; i++) {
        Ref read = symbol->reads.items[i];
        bool head = is_within(s, read, it->loop->node) && !in_iteration(it, read);
        if (!head && !in_iteration(it, read))
            continue;
        if (head && s->nodes[read].role == R_RIGHT)
            continue; /* the iterable: judged by is_changed_iterable */
        if (is_collecting_read(it->facts, read) || is_fold_target(s, read))
            continue;
        *because = read;
        return true;
    }
    return false;
}

/* What one write does to the next iteration. */
static Carry write_carries(const Iteration *it, const Write *write, Ref *because)
{
    const Syntax *s = it->facts->syntax;
    *because = write->target;
    NodeKind target = kind_of(s, write->target), kind = kind_of(s, write->node);
    if (write->symbol && is_iteration_local(it, write->symbol))
        return CARRY_NONE;
    if (write->at.fn != it->loop->fn)
        return CARRY_YES; /* in a callback: who knows when */
    bool fold = kind == N_AUGMENTED || kind == N_UPDATE || target == N_INDEX;
    if (!fold || kind == N_DELETE)
        return CARRY_YES;
    Carry carry = target == N_INDEX && kind == N_ASSIGN ? CARRY_COLLECT : CARRY_FOLD;
    if (target == N_MEMBER || !write->symbol)
        return carry;
    return is_read_otherwise(it, write->symbol, because) ? CARRY_YES : carry;
}

/* A collection from outside that the body appends to, and looks at or iterates over. */
static Carry collection_carries(const Iteration *it, Ref call, Ref *because)
{
    const Facts *facts = it->facts;
    const Syntax *s = facts->syntax;
    Ref callee = child_with(s, call, R_CALLEE);
    if (kind_of(s, callee) != N_MEMBER || !is_collecting(s->nodes[callee].name))
        return CARRY_NONE;
    Ref object = child_with(s, callee, R_OBJECT);
    Symbol *symbol = symbol_of(facts, root_of(facts, object));
    if (!symbol || !symbol->defs || is_iteration_local(it, symbol))
        return CARRY_NONE;
    *because = call;
    Ref iterable = child_with(s, it->loop->node, R_RIGHT);
    if (iterable && same_expression(facts, iterable, object))
        return CARRY_YES;
    if (kind_of(s, object) != N_NAME)
        return CARRY_COLLECT;
    return is_read_otherwise(it, symbol, because) ? CARRY_YES : CARRY_COLLECT;
}

Carry iteration_carries(const Iteration *it, Ref *because)
{
    const Facts *facts = it->facts;
    Carry worst = CARRY_NONE;
    Ref reason = 0;
    uint32_t i = first_write(facts->writes.items, facts->writes.len, it->first);
    for (; i < facts->writes.len && worst != CARRY_YES; i++) {
        const Write *write = facts->writes.items[i];
        if (write->node >= it->last)
            break;
        Carry carry = write_carries(it, write, &reason);
        if (carry > worst) {
            worst = carry;
            *because = reason;
        }
    }
    for (Ref r = it->first; r < it->last && worst != CARRY_YES; r++) {
        Carry carry = kind_of(facts->syntax, r) == N_CALL
                          ? collection_carries(it, r, &reason)
                          : CARRY_NONE;
        if (carry > worst) {
            worst = carry;
            *because = reason;
        }
    }
    return worst;
}

static bool find_shared_write(const Facts *facts, const Function *fn)
{
    const Syntax *s = facts->syntax;
    uint32_t i = first_write(facts->writes.items, facts->writes.len, fn->node);
    for (; i < facts->writes.len; i++) {
        const Write *write = facts->writes.items[i];
        if (!is_within(s, write->node, fn->node))
            break;
        NodeKind kind = kind_of(s, write->target);
        Ref root = root_of(facts, write->target);
        bool own = write->symbol && is_within(s, write->symbol->scope->node, fn->node);
        bool parameter =
            own && write->symbol->defs && write->symbol->defs->kind == DEF_PARAMETER;
        if (kind == N_NAME ? !own : (!own || parameter || kind_of(s, root) == N_THIS))
            return true;
    }
    return false;
}

bool changes_shared_state(const Facts *facts, const Function *fn)
{
    uint8_t *answer = &facts->index->shares[fn->index];
    if (!*answer)
        *answer = (uint8_t)(1 + find_shared_write(facts, fn));
    return *answer == 2;
}
