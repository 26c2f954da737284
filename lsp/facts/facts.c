/* facts.c - builds the facts of one file: the passes, in order. */
#include "facts/build.h"

static struct Index *index_new(Arena *arena, Syntax *syntax)
{
    struct Index *index = NEW(arena, struct Index);
    size_t count = syntax->count;
    index->interner = &syntax->names;
    index->members.arena = index->methods.arena = index->paths.arena = arena;
    index->calling.arena = index->rows.arena = index->of_class.arena = index->asked.arena =
        index->emitters.arena = arena;
    index->spot = arena_alloc(arena, count * sizeof *index->spot);
    index->thing = arena_alloc(arena, count * sizeof *index->thing);
    index->names = arena_alloc(arena, count * sizeof *index->names);
    index->types = arena_alloc(arena, count * sizeof *index->types);
    index->binds = arena_alloc(arena, count);
    index->values = arena_alloc(arena, count);
    index->fates = arena_alloc(arena, count);
    return index;
}

Facts *facts_build(Arena *arena, Syntax *syntax, const char *path, uint32_t flags,
                   const OwnNames *own)
{
    Facts *facts = NEW(arena, Facts);
    facts->syntax = syntax;
    facts->arena = arena;
    facts->language = syntax->grammar->language;
    facts->path = path;
    facts->flags = flags;
    facts->lexicon = lexicon_new(arena, syntax->grammar->language, own);
    facts->index = index_new(arena, syntax);
    syntax_sort(syntax, arena);
    place_nodes(facts);
    facts->index->returns = arena_alloc(arena, facts->functions.len);
    facts->index->given = arena_alloc(arena, facts->functions.len);
    facts->index->fails = arena_alloc(arena, facts->functions.len);
    facts->index->understood = arena_alloc(arena, facts->functions.len);
    facts->index->shares = arena_alloc(arena, facts->functions.len);
    bind_names(facts);
    read_decorators(facts);
    gather_attributes(facts);
    facts->index->gathered = true;
    find_contexts(facts);
    gather_facts(facts);
    find_roles(facts);
    find_locks(facts);
    find_handoffs(facts);
    return facts;
}
