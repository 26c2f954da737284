/*
 * plan.c - resolves the tables of grammars/ when the program starts.
 *
 * A name that the grammar no longer has ends the program: a table row that matches
 * nothing would silently blind every rule that relies on it.
 */
#include "syntax/plan.h"

#include <stdlib.h>

const TSLanguage *tree_sitter_toml(void);

static Plan plans[LANG_COUNT];

static TSSymbol find_symbol(const Grammar *grammar, const char *name, bool named)
{
    TSSymbol symbol =
        ts_language_symbol_for_name(grammar->ts(), name, (uint32_t)strlen(name), named);
    if (!symbol)
        die("the %s grammar has no %s \"%s\"", grammar->name, named ? "node type" : "token",
            name);
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
static const FieldRole **resolve_fields(const Grammar *grammar, const NodeShape *shape)
{
    if (shape->kind == SHAPE_FLATTEN && !shape->fields[0].field)
        return NULL;
    uint32_t count = ts_language_field_count(grammar->ts()) + 1;
    const FieldRole **by_id = zeroed(count, sizeof(const FieldRole *));
    for (int i = 0; i < GRAMMAR_PARTS && grammar->parts[i]; i++) {
        const FieldRole *row = grammar->parts[i]->fields;
        for (; row && row->field; row++)
            if (shape->kind != SHAPE_FLATTEN)
                by_id[find_field(grammar, row->field)] = row;
    }
    for (size_t i = 0; i < COUNT(shape->fields) && shape->fields[i].field; i++)
        by_id[find_field(grammar, shape->fields[i].field)] = &shape->fields[i];
    return by_id;
}

static void resolve_shapes(Plan *plan, const Grammar *grammar, const NodeShape *shapes)
{
    for (const NodeShape *shape = shapes; shape && shape->type; shape++) {
        SymbolPlan *symbol = &plan->symbols[find_symbol(grammar, shape->type, true)];
        free((void *)(uintptr_t)symbol->fields);
        symbol->kind = shape->kind;
        symbol->shape = shape;
        symbol->fields = resolve_fields(grammar, shape);
    }
}

static void resolve_part(Plan *plan, const Grammar *grammar, const GrammarPart *part)
{
    resolve_shapes(plan, grammar, part->shapes);
    for (const TokenFlag *row = part->tokens; row && row->token; row++)
        plan->symbols[find_symbol(grammar, row->token, false)].token = row;
    for (const OperatorKind *row = part->operators; row && row->op; row++)
        plan->symbols[find_symbol(grammar, row->op, false)].operator_kind = row->kind;
}

void plan_init(Plan *plan, const Grammar *grammar)
{
    const TSLanguage *language = grammar->ts();
    plan->symbol_count = ts_language_symbol_count(language);
    plan->symbols = zeroed(plan->symbol_count, sizeof *plan->symbols);
    for (uint32_t i = 0; i < plan->symbol_count; i++) {
        bool named = ts_language_symbol_type(language, (TSSymbol)i) == TSSymbolTypeRegular;
        plan->symbols[i].kind = named ? N_OTHER : N_NONE;
        plan->symbols[i].text = ts_language_symbol_name(language, (TSSymbol)i);
    }
    for (int i = 0; i < GRAMMAR_PARTS && grammar->parts[i]; i++)
        resolve_part(plan, grammar, grammar->parts[i]);
}

void plan_release(Plan *plan)
{
    for (uint32_t i = 0; i < plan->symbol_count; i++)
        free((void *)(uintptr_t)plan->symbols[i].fields);
    free(plan->symbols);
    *plan = (Plan){0};
}

void grammars_init(void)
{
    for (int language = LANG_NONE; language < LANG_COUNT; language++) {
        const Grammar *grammar = grammar_for((Language)language);
        if (grammar && !plans[language].symbols)
            plan_init(&plans[language], grammar);
    }
}

const Plan *plan_for(const Grammar *grammar)
{
    const Plan *plan = &plans[grammar->language];
    if (!plan->symbols)
        die("grammars_init was not called");
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
