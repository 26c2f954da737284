/*
 * plan.c - resolves the tables of a grammar, when the first file in its language is read.
 *
 * A name that the grammar no longer has ends the program: a table row that matches
 * nothing would silently blind every rule that relies on it. Each run of the command line
 * waits for this, so it asks for no name twice.
 */
#include "syntax/plan.h"

#include "asynclint/map.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

const TSLanguage *tree_sitter_toml(void);

/* A grammar while its tables are resolved. */
typedef struct Resolver {
    Plan *plan;
    const Grammar *grammar;
    uint32_t field_count;     /* ids are below it */
    const FieldRole **common; /* by field id: what holds for every shape */
    Arena arena;
    Map types, tokens; /* a name to a SymbolPlan of the plan */
} Resolver;

/* tree-sitter's own search compares a name with all symbols; this agrees with it. */
static SymbolPlan *find_symbol(const Resolver *resolver, const char *name, bool named)
{
    SymbolPlan *symbol = map_get(named ? &resolver->types : &resolver->tokens, name);
    if (!symbol)
        die("the %s grammar has no %s \"%s\"", resolver->grammar->name,
            named ? "node type" : "token", name);
    return symbol;
}

static TSFieldId find_field(const Grammar *grammar, const char *name)
{
    TSFieldId field =
        ts_language_field_id_for_name(grammar->ts(), name, (uint32_t)strlen(name));
    if (!field)
        die("the %s grammar has no field \"%s\"", grammar->name, name);
    return field;
}

static void *zeroed(size_t count, size_t size)
{
    void *memory = xmalloc(count * size);
    return memset(memory, 0, count * size);
}

/* NULL when no field says anything: then the walk need not ask for the field. */
static const FieldRole **resolve_fields(const Resolver *resolver, const NodeShape *shape)
{
    if (shape->kind == SHAPE_FLATTEN && !shape->fields[0].field)
        return NULL;
    const FieldRole **by_id = zeroed(resolver->field_count, sizeof(const FieldRole *));
    if (shape->kind != SHAPE_FLATTEN)
        memcpy(by_id, resolver->common, resolver->field_count * sizeof(const FieldRole *));
    for (size_t i = 0; i < COUNT(shape->fields) && shape->fields[i].field; i++)
        by_id[find_field(resolver->grammar, shape->fields[i].field)] = &shape->fields[i];
    return by_id;
}

static void resolve_part(const Resolver *resolver, const GrammarPart *part)
{
    for (const NodeShape *shape = part->shapes; shape && shape->type; shape++) {
        SymbolPlan *symbol = find_symbol(resolver, shape->type, true);
        free((void *)(uintptr_t)symbol->fields);
        symbol->kind = shape->kind;
        symbol->shape = shape;
        symbol->fields = resolve_fields(resolver, shape);
    }
    for (const TokenFlag *row = part->tokens; row && row->token; row++)
        find_symbol(resolver, row->token, false)->token = row;
    for (const OperatorKind *row = part->operators; row && row->op; row++)
        find_symbol(resolver, row->op, false)->operator_kind = row->kind;
}

static void name_symbol(Resolver *resolver, TSSymbol id)
{
    const TSLanguage *language = resolver->grammar->ts();
    TSSymbolType type = ts_language_symbol_type(language, id);
    SymbolPlan *symbol = &resolver->plan->symbols[id];
    symbol->kind = type == TSSymbolTypeRegular ? N_OTHER : N_NONE;
    symbol->text = ts_language_symbol_name(language, id);
    if (type == TSSymbolTypeAuxiliary)
        return;
    bool is_type = type != TSSymbolTypeAnonymous, is_new;
    size_t len = strlen(symbol->text);
    MapEntry *entry =
        map_add(is_type ? &resolver->types : &resolver->tokens, symbol->text, len, &is_new);
    if (!is_new) /* the grammar says which of them stands for all in trees */
        symbol = &resolver->plan->symbols[ts_language_symbol_for_name(
            language, symbol->text, (uint32_t)len, is_type)];
    entry->value = symbol;
}

void plan_init(Plan *plan, const Grammar *grammar)
{
    const TSLanguage *language = grammar->ts();
    Resolver resolver = {.plan = plan,
                         .grammar = grammar,
                         .field_count = ts_language_field_count(language) + 1};
    arena_init(&resolver.arena);
    resolver.types.arena = resolver.tokens.arena = &resolver.arena;
    resolver.common =
        arena_alloc(&resolver.arena, resolver.field_count * sizeof(const FieldRole *));
    plan->symbol_count = ts_language_symbol_count(language);
    plan->symbols = zeroed(plan->symbol_count, sizeof *plan->symbols);
    for (uint32_t i = 0; i < plan->symbol_count; i++)
        name_symbol(&resolver, (TSSymbol)i);
    for (int i = 0; i < GRAMMAR_PARTS && grammar->parts[i]; i++)
        for (const FieldRole *row = grammar->parts[i]->fields; row && row->field; row++)
            resolver.common[find_field(grammar, row->field)] = row;
    for (int i = 0; i < GRAMMAR_PARTS && grammar->parts[i]; i++)
        resolve_part(&resolver, grammar->parts[i]);
    arena_release(&resolver.arena);
}

void plan_release(Plan *plan)
{
    for (uint32_t i = 0; i < plan->symbol_count; i++)
        free((void *)(uintptr_t)plan->symbols[i].fields);
    free(plan->symbols);
    *plan = (Plan){0};
}

const Plan *plan_for(const Grammar *grammar)
{
    static Plan plans[LANG_COUNT];
    static _Atomic(const Plan *) ready[LANG_COUNT];
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    Language language = grammar->language;
    const Plan *plan = atomic_load_explicit(&ready[language], memory_order_acquire);
    if (plan)
        return plan;
    pthread_mutex_lock(&lock);
    if (!plans[language].symbols)
        plan_init(&plans[language], grammar);
    plan = &plans[language];
    atomic_store_explicit(&ready[language], plan, memory_order_release);
    pthread_mutex_unlock(&lock);
    return plan;
}

const Grammar *grammar_for(Language language)
{
    static const Grammar *const GRAMMARS[LANG_COUNT] = {
        [LANG_PYTHON] = &grammar_python,
        [LANG_JAVASCRIPT] = &grammar_javascript,
        [LANG_TYPESCRIPT] = &grammar_typescript,
        [LANG_TSX] = &grammar_tsx,
    };
    return (unsigned)language < LANG_COUNT ? GRAMMARS[language] : NULL;
}

const TSLanguage *grammar_ts(Language language)
{
    if (language == LANG_TOML)
        return tree_sitter_toml();
    const Grammar *grammar = grammar_for(language);
    return grammar ? grammar->ts() : NULL;
}
