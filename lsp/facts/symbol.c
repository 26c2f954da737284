/*
 * symbol.c - the tables of names: one Symbol for each name of each scope, one Member for
 * each of each class.
 *
 * Open addressing over (scope, interned name), so that a module with ten thousand names
 * costs no more for each.
 */
#include "facts/build.h"

static Symbol **find_slot(const struct Index *index, const Scope *scope, const char *name)
{
    uintptr_t key = (uintptr_t)scope / 16 * 31 + (uintptr_t)name / 16;
    uint32_t mask = index->table_cap - 1;
    uint32_t at = (uint32_t)(key * 2654435761u >> 7);
    for (uint32_t i = at & mask;; i = (i + 1) & mask) {
        Symbol *symbol = index->table[i];
        if (!symbol || (symbol->scope == scope && symbol->name == name))
            return &index->table[i];
    }
}

static void grow(Facts *facts)
{
    struct Index *index = facts->index;
    Symbol **old = index->table;
    uint32_t old_cap = index->table_cap;
    index->table_cap = old_cap ? old_cap * 2 : 128;
    index->table = arena_alloc(facts->arena, index->table_cap * sizeof(Symbol *));
    for (uint32_t i = 0; i < old_cap; i++)
        if (old[i])
            *find_slot(index, old[i]->scope, old[i]->name) = old[i];
}

Symbol *symbol_find(const Facts *facts, const Scope *scope, const char *name)
{
    return facts->index->table_cap ? *find_slot(facts->index, scope, name) : NULL;
}

Symbol *symbol_get(Facts *facts, Scope *scope, const char *name)
{
    struct Index *index = facts->index;
    if (index->table_count * 4 >= index->table_cap * 3)
        grow(facts);
    Symbol **slot = find_slot(index, scope, name);
    if (*slot)
        return *slot;
    Symbol *symbol = NEW(facts->arena, Symbol);
    symbol->name = name;
    symbol->scope = scope;
    *slot = symbol;
    index->table_count++;
    vec_push(facts->arena, &scope->symbols, symbol);
    return symbol;
}

Symbol *symbol_lookup(Facts *facts, const Scope *from, const char *name)
{
    for (const Scope *scope = from; scope; scope = scope->outer) {
        /* A class's names are not seen by the functions in it. */
        if (scope->kind == SCOPE_CLASS && scope != from)
            continue;
        for (uint32_t i = 0; i < scope->borrowed.len; i++)
            if (scope->borrowed.items[i]->name == name)
                return scope->borrowed.items[i];
        Symbol *symbol = symbol_find(facts, scope, name);
        if (symbol)
            return symbol;
    }
    return symbol_get(facts, facts->index->builtins, name);
}

Def *symbol_define(Facts *facts, Symbol *symbol, DefKind kind, Ref name)
{
    Def *def = NEW(facts->arena, Def);
    def->kind = kind;
    def->name = name;
    def->fn = facts->index->spot[name]->fn;
    if (symbol->last_def)
        symbol->last_def->next = def;
    else
        symbol->defs = def;
    def->previous = symbol->last_def;
    symbol->last_def = def;
    symbol->def_count++;
    bool assigns = kind == DEF_ASSIGN || kind == DEF_AUGMENTED || kind == DEF_LOOP;
    if (assigns && def->fn != symbol->scope->fn)
        symbol->captured = symbol->rebound_elsewhere = true;
    facts->index->thing[name] = symbol;
    facts->index->binds[name] = true;
    return def;
}

static int compare_places(const void *a, const void *b)
{
    const Def *const *one = a, *const *other = b;
    return ((*one)->name > (*other)->name) - ((*one)->name < (*other)->name);
}

static void order_defs(Symbol *symbol, Arena *arena)
{
    uint32_t count = 0;
    symbol->by_place = arena_alloc(arena, symbol->def_count * sizeof *symbol->by_place);
    for (Def *def = symbol->defs; def; def = def->next)
        symbol->by_place[count++] = def;
    qsort(symbol->by_place, count, sizeof *symbol->by_place, compare_places);
}

const Def *first_def_from(Symbol *symbol, Ref node, Arena *arena)
{
    if (!symbol->def_count)
        return NULL;
    if (!symbol->by_place)
        order_defs(symbol, arena);
    uint32_t low = 0, high = symbol->def_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (symbol->by_place[middle]->name < node)
            low = middle + 1;
        else
            high = middle;
    }
    return low < symbol->def_count ? symbol->by_place[low] : NULL;
}

uint32_t first_read_from(const Symbol *symbol, Ref node)
{
    return count_before((Refs){symbol->reads.items, symbol->reads.len}, node);
}

/* --- members of classes --- */

Member *class_member(const Facts *facts, const Class *cls, const char *name)
{
    void **member = pairs_at(&facts->index->of_class, cls, name);
    if (!*member)
        *member = NEW(facts->arena, Member);
    return *member;
}

Function *class_method(const Facts *facts, const Class *cls, const char *name)
{
    const Member *member = pairs_get(&facts->index->of_class, cls, name);
    return member && !member->twice ? member->method : NULL;
}

Function *class_method_first(const Facts *facts, const Class *cls, const char *name)
{
    const Member *member = pairs_get(&facts->index->of_class, cls, name);
    return member ? member->method : NULL;
}

const struct AttributeDef *attribute_first(const Facts *facts, const Class *cls,
                                           const char *name)
{
    const Member *member = pairs_get(&facts->index->of_class, cls, name);
    return member && member->first ? &cls->attributes.items[member->first - 1] : NULL;
}

const struct AttributeDef *attribute_next(const Class *cls, const struct AttributeDef *def)
{
    return def->next ? &cls->attributes.items[def->next - 1] : NULL;
}

/* --- what was asked --- */

Asked *symbol_asked(const Facts *facts, const Symbol *symbol)
{
    if (!facts->index->gathered)
        return NULL;
    void **asked = pairs_at(&facts->index->asked, symbol, NULL);
    if (!*asked)
        *asked = NEW(facts->arena, Asked);
    return *asked;
}
