/*
 * python.c - what becomes of each node type of tree-sitter-python.
 */
#include "asynclint/grammar.h"
#include "scan.h"

const TSLanguage *tree_sitter_python(void);

/* --- what the tables cannot say --- */

typedef struct Quotes {
    uint32_t before, after; /* bytes of prefix and opening quotes; of closing quotes */
    bool formatted;         /* an f-string or t-string */
} Quotes;

static Quotes quotes_of(Str text)
{
    Quotes quotes = {0};
    uint32_t i = 0;
    for (; i < text.len && text.ptr[i] != '"' && text.ptr[i] != '\''; i++)
        quotes.formatted |= strchr("fFtT", text.ptr[i]) != NULL;
    bool triple = i + 2 < text.len && text.ptr[i + 1] == text.ptr[i] &&
                  text.ptr[i + 2] == text.ptr[i];
    quotes.before = i + (triple ? 3 : 1);
    quotes.after = triple ? 3 : 1;
    return quotes;
}

static bool has_holes(Lower *lower)
{
    bool found = false;
    for (bool more = lower_enter(lower); more; more = lower_next(lower))
        found |= lower_kind(lower, lower_current(lower)) == SHAPE_FLATTEN;
    return found;
}

/* Only an f-string is looked into. */
static void lower_string(Lower *lower, TSNode node)
{
    Str text = lower_bytes(lower, node);
    Quotes quotes = quotes_of(text);
    if (quotes.formatted && has_holes(lower)) {
        lower_as(lower, node, N_TEMPLATE);
        return;
    }
    Ref ref = lower_open(lower, quotes.formatted ? N_TEMPLATE : N_STRING, node);
    if (quotes.before + quotes.after <= text.len)
        lower_node(lower, ref)->name = lower_intern(
            lower, text.ptr + quotes.before, text.len - quotes.before - quotes.after);
    lower_close(lower, ref);
}

enum { LONGEST_NAME = 100 }; /* parts of a dotted name */

/* A dotted name in a pattern: `a.b.c` as the MEMBER chain that it is. */
static void lower_dotted(Lower *lower, TSNode node)
{
    uint32_t parts = ts_node_named_child_count(node);
    if (parts == 0 || parts > LONGEST_NAME)
        return;
    Ref refs[LONGEST_NAME];
    for (uint32_t i = 0; i < parts; i++) {
        TSNode part = ts_node_named_child(node, parts - 1 - i);
        refs[i] = lower_open(lower, i == parts - 1 ? N_NAME : N_MEMBER, node);
        Node *self = lower_node(lower, refs[i]);
        self->end = ts_node_end_byte(part);
        self->name = lower_text(lower, part);
        if (i > 0)
            self->role = R_OBJECT;
    }
    for (uint32_t i = parts; i > 0; i--)
        lower_close(lower, refs[i - 1]);
}

/* tree-sitter-python 0.25.0 reads `type(x).y = z` as an alias of a type. What it has of it
 * is `(x).y` and `z`: an assignment, near enough. */
static void lower_alias(Lower *lower, TSNode node)
{
    Str text = lower_bytes(lower, node);
    uint32_t i = strlen("type");
    while (i < text.len && text.ptr[i] == ' ')
        i++;
    if (i == text.len || text.ptr[i] != '(') {
        lower_as(lower, node, N_TYPE_ALIAS);
        return;
    }
    Ref statement = lower_open(lower, N_EXPRESSION, node);
    Ref assign = lower_open_as(lower, N_ASSIGN, node, R_VALUE);
    NodeRole role = R_LEFT;
    for (bool more = lower_enter(lower); more; more = lower_next(lower)) {
        int kind = lower_kind(lower, lower_current(lower));
        lower_here(lower, role, 0);
        if (kind != N_NONE && kind != SHAPE_COMMENT)
            role = R_RIGHT;
    }
    lower_close(lower, assign);
    lower_close(lower, statement);
}

/* --- tables --- */

#define FLATTEN SHAPE_FLATTEN
#define SKIP SHAPE_SKIP
#define FIELDS(...) .fields = {__VA_ARGS__}

static const NodeShape SHAPES[] = {
    /* the module and its statements */
    {"module", N_MODULE},
    {"block", N_BLOCK, FIELDS({"alternative", R_NONE})},
    {"comment", SHAPE_COMMENT},
    {"line_continuation", SKIP},
    {"expression_statement", N_EXPRESSION, .role = R_VALUE},
    {"import_statement", N_IMPORT, FIELDS({"name", R_ITEM, N_IMPORT_NAME, NF_MODULE})},
    {"import_from_statement", N_IMPORT, FIELDS({"name", R_ITEM, N_IMPORT_NAME})},
    {"future_import_statement", N_IMPORT, FIELDS({"name", R_ITEM, N_IMPORT_NAME}),
     .name = "__future__"},
    {"aliased_import", N_IMPORT_NAME, FIELDS({"name", AS_NAME})},
    {"wildcard_import", SKIP, NF_STAR},
    {"decorated_definition", FLATTEN},
    {"decorator", N_DECORATOR, .role = R_VALUE},
    {"function_definition", N_FUNCTION, NF_STATEMENT},
    {"class_definition", N_CLASS, NF_STATEMENT},
    {"return_statement", N_RETURN, .role = R_VALUE},
    {"raise_statement", N_THROW, .role = R_VALUE},
    {"break_statement", N_BREAK},
    {"continue_statement", N_CONTINUE},
    {"pass_statement", N_PASS},
    {"if_statement", N_IF},
    {"elif_clause", N_IF},
    {"else_clause", FLATTEN, .role = R_ELSE},
    {"for_statement", N_FOR_EACH},
    {"while_statement", N_WHILE},
    {"try_statement", N_TRY, .role = R_HANDLER},
    {"except_clause", N_CATCH, .role = R_BODY},
    {"finally_clause", FLATTEN, .role = R_FINALLY},
    {"with_statement", N_WITH},
    {"with_clause", FLATTEN, .role = R_ITEM},
    {"with_item", N_WITH_ITEM},
    {"match_statement", N_SWITCH},
    {"case_clause", N_CASE, .role = R_VALUE, FIELDS({"consequence", R_NONE, FLATTEN})},
    {"global_statement", N_GLOBAL, .role = R_NAME},
    {"nonlocal_statement", N_NONLOCAL, .role = R_NAME},
    {"delete_statement", N_DELETE, .role = R_VALUE},
    {"assert_statement", N_ASSERT, .role = R_VALUE},
    {"type_alias_statement", N_TYPE_ALIAS, FIELDS({"left", R_NAME}, {"right", R_VALUE}),
     .hook = lower_alias},
    {"print_statement", N_OTHER, .role = R_VALUE},
    {"exec_statement", N_OTHER, .role = R_VALUE},
    {"chevron", N_OTHER, .role = R_VALUE},

    /* parameters and arguments */
    {"parameters", FLATTEN, .role = R_PARAMETER},
    {"lambda_parameters", FLATTEN, .role = R_PARAMETER},
    {"default_parameter", N_PARAMETER, FIELDS({"name", R_LEFT}, {"value", R_RIGHT})},
    {"typed_parameter", N_PARAMETER, .role = R_LEFT},
    {"typed_default_parameter", N_PARAMETER, FIELDS({"name", R_LEFT}, {"value", R_RIGHT})},
    {"keyword_separator", SKIP},
    {"positional_separator", SKIP},
    {"argument_list", FLATTEN},
    {"keyword_argument", N_KEYWORD, FIELDS({"name", AS_NAME})},
    {"list_splat", N_SPREAD, .role = R_VALUE},
    {"dictionary_splat", N_SPREAD, NF_DOUBLE, .role = R_VALUE},
    {"list_splat_pattern", N_SPREAD, .role = R_VALUE},
    {"dictionary_splat_pattern", N_SPREAD, NF_DOUBLE, .role = R_VALUE},
    {"parenthesized_list_splat", FLATTEN, NF_PARENS},

    /* expressions */
    {"identifier", N_NAME},
    {"string", N_STRING, .role = R_VALUE, .hook = lower_string},
    {"string_start", SKIP},
    {"string_content", SKIP},
    {"string_end", SKIP},
    {"escape_sequence", SKIP},
    {"escape_interpolation", SKIP},
    {"interpolation", FLATTEN, .role = R_VALUE},
    {"format_expression", FLATTEN, .role = R_VALUE},
    {"format_specifier", FLATTEN, .role = R_VALUE},
    {"type_conversion", SKIP},
    {"concatenated_string", N_TEMPLATE, .role = R_VALUE},
    {"integer", N_NUMBER},
    {"float", N_NUMBER},
    {"true", N_LITERAL},
    {"false", N_LITERAL},
    {"none", N_LITERAL},
    {"ellipsis", N_LITERAL},
    {"parenthesized_expression", FLATTEN, NF_PARENS},
    {"attribute", N_MEMBER},
    {"subscript", N_INDEX, FIELDS({"value", R_OBJECT})},
    {"slice", N_SLICE, .role = R_VALUE},
    {"call", N_CALL},
    {"await", N_AWAIT, .role = R_VALUE},
    {"yield", N_YIELD, .role = R_VALUE},
    {"assignment", N_ASSIGN, FIELDS({"value", R_RIGHT})},
    {"augmented_assignment", N_AUGMENTED},
    {"named_expression", N_WALRUS, FIELDS({"name", R_LEFT}, {"value", R_RIGHT})},
    {"binary_operator", N_BINARY},
    {"boolean_operator", N_LOGICAL},
    {"comparison_operator", N_COMPARE, .role = R_RIGHT, .roles = {R_LEFT}},
    {"not_operator", N_UNARY, .name = "not"},
    {"unary_operator", N_UNARY},
    {"conditional_expression", N_CONDITIONAL, .roles = {R_THEN, R_TEST, R_ELSE}},
    {"lambda", N_FUNCTION, NF_ARROW},
    {"list", N_ARRAY, .role = R_VALUE},
    {"tuple", N_TUPLE, .role = R_VALUE},
    {"set", N_SET, .role = R_VALUE},
    {"dictionary", N_OBJECT, .role = R_ITEM},
    {"pair", N_PAIR, FIELDS({"value", R_RIGHT})},
    {"expression_list", N_TUPLE, .role = R_VALUE},
    {"pattern_list", N_TUPLE, .role = R_VALUE},
    {"tuple_pattern", N_TUPLE, .role = R_VALUE},
    {"list_pattern", N_ARRAY, .role = R_VALUE},
    {"list_comprehension", N_COMPREHENSION, .role = R_ITEM, .name = "list",
     FIELDS({"body", R_VALUE})},
    {"set_comprehension", N_COMPREHENSION, .role = R_ITEM, .name = "set",
     FIELDS({"body", R_VALUE})},
    {"dictionary_comprehension", N_COMPREHENSION, .role = R_ITEM, .name = "dict",
     FIELDS({"body", R_VALUE})},
    {"generator_expression", N_COMPREHENSION, .role = R_ITEM, .name = "generator",
     FIELDS({"body", R_VALUE})},
    {"for_in_clause", N_FOR_CLAUSE},
    {"if_clause", FLATTEN, .role = R_TEST},
    {"as_pattern", N_AS, .role = R_ALIAS, .roles = {R_VALUE}},
    {"as_pattern_target", FLATTEN},

    /* patterns of `case` */
    {"case_pattern", FLATTEN},
    {"dotted_name", N_NAME, .hook = lower_dotted},
    {"class_pattern", N_OTHER, .role = R_VALUE, .roles = {R_CALLEE}},
    {"keyword_pattern", N_KEYWORD, .role = R_VALUE, .roles = {AS_NAME}},
    {"dict_pattern", N_OBJECT, .role = R_ITEM},
    {"splat_pattern", N_SPREAD, .role = R_VALUE},
    {"union_pattern", N_OTHER, .role = R_VALUE},
    {"complex_pattern", N_OTHER, .role = R_VALUE},

    /* types */
    {"type", FLATTEN},
    {"generic_type", N_INDEX, .role = R_SUBSCRIPT, .roles = {R_OBJECT}},
    {"type_parameter", FLATTEN},
    {"union_type", N_BINARY, .role = R_RIGHT, .roles = {R_LEFT}, .name = "|"},
    {"constrained_type", N_OTHER, .role = R_TYPE},
    {"member_type", N_MEMBER, .roles = {R_OBJECT, AS_NAME}},
    {"splat_type", N_SPREAD, .role = R_VALUE},
    {NULL},
};

static const FieldRole FIELD_ROLES[] = {
    {"alias", R_ALIAS},
    {"alternative", R_ELSE},
    {"argument", R_VALUE},
    {"arguments", R_ARGUMENT},
    {"attribute", AS_NAME},
    {"body", R_BODY},
    {"cause", R_VALUE},
    {"condition", R_TEST},
    {"consequence", R_THEN},
    {"function", R_CALLEE},
    {"guard", R_TEST},
    {"key", R_KEY},
    {"left", R_LEFT},
    {"module_name", AS_NAME},
    {"name", AS_NAMED},
    {"object", R_OBJECT},
    {"operator", AS_NAME},
    {"operators", AS_NAME},
    {"parameters", R_PARAMETER},
    {"return_type", R_TYPE},
    {"right", R_RIGHT},
    {"subject", R_VALUE},
    {"subscript", R_SUBSCRIPT},
    {"superclasses", R_BASE},
    {"type", R_TYPE},
    {"type_parameters", AS_NOTHING},
    {"value", R_VALUE},
    {NULL},
};

static const TokenFlag TOKENS[] = {
    {"async", NF_ASYNC},
    {"from", NF_STAR, N_YIELD},
    {"*", NF_STAR, N_CATCH}, /* except* */
    {NULL},
};

static const GrammarPart PYTHON = {SHAPES, FIELD_ROLES, TOKENS, NULL};

const Grammar grammar_python = {
    LANG_PYTHON, "python", tree_sitter_python, {&PYTHON}, .scan = python_unit_end};
