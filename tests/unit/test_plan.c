/*
 * test_plan.c - a table row whose name the grammar does not have ends the program with that
 * name, whichever table it stands in; the tables as they are resolve.
 */
#include "unit.h"

#include "syntax/plan.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static const NodeShape GOOD_SHAPES[] = {{"block", N_BLOCK}, {NULL}};
static const NodeShape BAD_SHAPES[] = {{"blok", N_BLOCK}, {NULL}};
static const NodeShape BAD_SHAPE_FIELD[] = {
    {"block", N_BLOCK, .fields = {{"bodi", R_BODY}}},
    {NULL},
};
static const FieldRole BAD_FIELDS[] = {{"lefft", R_LEFT}, {NULL}};
static const TokenFlag BAD_TOKENS[] = {{"asink", NF_ASYNC}, {NULL}};
static const OperatorKind BAD_OPERATORS[] = {{"=<", N_COMPARE}, {NULL}};

/* Resolves the part in a child process; its status, and what it said. */
static int resolve(const GrammarPart *part, char *said, size_t size)
{
    Grammar grammar = {LANG_PYTHON, "python", grammar_python.ts, {part}};
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        Plan plan;
        plan_init(&plan, &grammar);
        plan_release(&plan);
        _exit(0);
    }
    close(ends[1]);
    FILE *from = fdopen(ends[0], "r");
    said[fread(said, 1, size - 1, from)] = '\0';
    fclose(from);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void assert_dies_with(GrammarPart part, const char *name)
{
    char said[512];
    assert_int_equal(resolve(&part, said, sizeof said), 2);
    assert_non_null(strstr(said, name));
    assert_non_null(strstr(said, "python"));
}

static void a_missing_name_ends_the_program(void **state)
{
    (void)state;
    char said[512];
    assert_int_equal(resolve(&(GrammarPart){.shapes = GOOD_SHAPES}, said, sizeof said), 0);
    assert_string_equal(said, "");
    assert_dies_with((GrammarPart){.shapes = BAD_SHAPES}, "\"blok\"");
    assert_dies_with((GrammarPart){.shapes = BAD_SHAPE_FIELD}, "\"bodi\"");
    assert_dies_with((GrammarPart){.shapes = GOOD_SHAPES, .fields = BAD_FIELDS},
                     "\"lefft\"");
    assert_dies_with((GrammarPart){.tokens = BAD_TOKENS}, "\"asink\"");
    assert_dies_with((GrammarPart){.operators = BAD_OPERATORS}, "\"=<\"");
}

/* What tree-sitter itself calls by that name. */
static const SymbolPlan *named_plan(const Grammar *grammar, const char *name, bool is_type)
{
    const TSLanguage *language = grammar->ts();
    TSSymbol symbol =
        ts_language_symbol_for_name(language, name, (uint32_t)strlen(name), is_type);
    assert_int_not_equal(symbol, 0);
    return &plan_for(grammar)->symbols[symbol];
}

static void assert_resolved(const Grammar *grammar, const GrammarPart *part)
{
    for (const NodeShape *row = part->shapes; row && row->type; row++) {
        const SymbolPlan *symbol = named_plan(grammar, row->type, true);
        assert_non_null(symbol->shape);
        assert_string_equal(symbol->shape->type, row->type);
    }
    for (const TokenFlag *row = part->tokens; row && row->token; row++)
        assert_string_equal(named_plan(grammar, row->token, false)->token->token,
                            row->token);
    for (const OperatorKind *row = part->operators; row && row->op; row++)
        assert_int_not_equal(named_plan(grammar, row->op, false)->operator_kind, 0);
}

static void every_table_resolves(void **state)
{
    (void)state;
    for (int language = LANG_PYTHON; language <= LANG_TSX; language++) {
        const Grammar *grammar = grammar_for((Language)language);
        assert_true(plan_for(grammar)->symbol_count > 100);
        assert_ptr_equal(plan_for(grammar), plan_for(grammar));
        for (int i = 0; i < GRAMMAR_PARTS && grammar->parts[i]; i++)
            assert_resolved(grammar, grammar->parts[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_name_ends_the_program),
        cmocka_unit_test(every_table_resolves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
