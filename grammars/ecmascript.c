/*
 * ecmascript.c - what becomes of each node type of tree-sitter-javascript and
 * tree-sitter-typescript: the shapes that they share, then what each has alone.
 */
#include "ecmascript.h"
#include "scan.h"

const TSLanguage *tree_sitter_javascript(void);
const TSLanguage *tree_sitter_typescript(void);
const TSLanguage *tree_sitter_tsx(void);

/* --- what the tables cannot say --- */

static void lower_quoted(Lower *lower, TSNode node)
{
    Ref ref = lower_open(lower, N_STRING, node);
    lower_node(lower, ref)->name = lower_text(lower, node);
    lower_close(lower, ref);
}

/* A template ends where its call ends only when it is the call's tagged template. */
static void lower_template(Lower *lower, TSNode node)
{
    Node *above = lower_node(lower, lower_above(lower));
    if (above->kind == N_CALL && lower_role(lower) == R_ARGUMENT &&
        above->end == ts_node_end_byte(node))
        above->flags |= NF_TAGGED;
    uint32_t before = lower_count(lower);
    Ref ref = lower_as(lower, node, N_TEMPLATE);
    if (lower_count(lower) == before + 1)
        lower_node(lower, ref)->name = lower_text(lower, node);
}

/* `for (;;)` has neither a first statement nor a test. */
static void lower_empty(Lower *lower, TSNode node)
{
    if (lower_role(lower) != R_INIT && lower_role(lower) != R_TEST)
        lower_as(lower, node, N_PASS);
}

/* `import d from` and `import x = require()`: the name alone says what is imported. */
static void lower_import_names(Lower *lower, uint32_t flags, const char *name)
{
    for (bool more = lower_enter(lower); more; more = lower_next(lower)) {
        TSNode child = lower_current(lower);
        int kind = lower_kind(lower, child);
        if (kind == N_STRING) { /* of require() */
            lower_node(lower, lower_above(lower))->name = lower_text(lower, child);
        } else if (kind != N_NAME) {
            lower_here(lower, R_ITEM, 0);
        } else {
            Ref ref = lower_open_as(lower, N_IMPORT_NAME, child, R_ITEM);
            lower_node(lower, ref)->flags |= flags;
            lower_node(lower, ref)->name =
                name ? lower_intern(lower, name, strlen(name)) : NULL;
            lower_here(lower, R_ALIAS, 0);
            lower_close(lower, ref);
        }
    }
}

static void lower_import_clause(Lower *lower, TSNode node)
{
    (void)node;
    lower_import_names(lower, NF_DEFAULT, "default");
}

static void lower_import_require(Lower *lower, TSNode node)
{
    (void)node;
    lower_import_names(lower, NF_MODULE, NULL);
}

/* `export * as ns from`: one of the names, where the statement's other children are values. */
static void lower_namespace_export(Lower *lower, TSNode node)
{
    Ref ref = lower_open_as(lower, N_EXPORT_NAME, node, R_ITEM);
    lower_node(lower, ref)->flags |= NF_MODULE;
    for (bool more = lower_enter(lower); more; more = lower_next(lower))
        lower_here(lower, R_ALIAS, 0);
    lower_close(lower, ref);
}

/* `namespace a {}` is wrapped in an expression statement. */
static void lower_namespace(Lower *lower, TSNode node)
{
    Ref above = lower_above(lower);
    if (lower_node(lower, above)->kind == N_EXPRESSION && lower_count(lower) == above + 1)
        lower_as_above(lower, node, N_OTHER);
    else
        lower_as(lower, node, N_OTHER);
}

/* `constructor(private x: T)`: only there does the modifier say something to us. */
static void lower_modifier(Lower *lower, TSNode node)
{
    (void)node;
    Node *above = lower_node(lower, lower_above(lower));
    if (above->kind == N_PARAMETER)
        above->flags |= NF_PROPERTY;
}

/* --- tables --- */

#define FLATTEN SHAPE_FLATTEN
#define SKIP SHAPE_SKIP
#define FIELDS(...) .fields = {__VA_ARGS__}
/* `if (x)`: the parentheses are the statement's, not the expression's. */
#define TEST_IN_PARENS                                                                     \
    {                                                                                      \
        "condition", R_TEST, .clear = NF_PARENS                                            \
    }

static const NodeShape COMMON_SHAPES[] = {
    /* statements */
    {"program", N_MODULE},
    {"hash_bang_line", SKIP},
    {"comment", SHAPE_COMMENT},
    {"html_comment", SHAPE_COMMENT},
    {"statement_block", N_BLOCK},
    {"expression_statement", N_EXPRESSION, .role = R_VALUE},
    {"empty_statement", N_PASS, .hook = lower_empty},
    {"debugger_statement", N_PASS},
    {"lexical_declaration", N_DECLARE, .role = R_ITEM},
    {"variable_declaration", N_DECLARE, NF_DECLARES | NF_VAR, .role = R_ITEM,
     .name = "var"},
    {"variable_declarator", N_ASSIGN, NF_DECLARES,
     FIELDS({"name", R_LEFT}, {"value", R_RIGHT})},
    {"function_declaration", N_FUNCTION, NF_STATEMENT},
    {"generator_function_declaration", N_FUNCTION, NF_STATEMENT},
    {"class_declaration", N_CLASS, NF_STATEMENT},
    {"if_statement", N_IF, FIELDS(TEST_IN_PARENS)},
    {"else_clause", FLATTEN, .role = R_ELSE},
    {"for_statement", N_FOR},
    {"for_in_statement", N_FOR_EACH,
     FIELDS({"operator", AS_FLAG}, {"kind", AS_FLAG}, {"value", R_INIT})},
    {"while_statement", N_WHILE, FIELDS(TEST_IN_PARENS)},
    {"do_statement", N_DO, FIELDS(TEST_IN_PARENS)},
    {"switch_statement", N_SWITCH, FIELDS({"value", R_VALUE, .clear = NF_PARENS})},
    {"switch_body", N_BLOCK},
    {"switch_case", N_CASE, FIELDS({"body", R_NONE})},
    {"switch_default", N_CASE, FIELDS({"body", R_NONE})},
    {"try_statement", N_TRY},
    {"catch_clause", N_CATCH},
    {"finally_clause", FLATTEN, .role = R_FINALLY},
    {"labeled_statement", N_LABEL},
    {"break_statement", N_BREAK},
    {"continue_statement", N_CONTINUE},
    {"return_statement", N_RETURN, .role = R_VALUE},
    {"throw_statement", N_THROW, .role = R_VALUE},
    {"with_statement", N_OTHER, FIELDS({"object", R_OBJECT, .clear = NF_PARENS})},

    /* modules */
    {"import_statement", N_IMPORT},
    {"import_clause", FLATTEN, .role = R_ITEM, .hook = lower_import_clause},
    {"named_imports", FLATTEN},
    {"namespace_import", N_IMPORT_NAME, NF_MODULE, .role = R_ALIAS},
    {"import_specifier", N_IMPORT_NAME, FIELDS({"name", AS_NAME})},
    {"import_attribute", SKIP},
    {"export_statement", N_EXPORT, .role = R_VALUE},
    {"export_clause", FLATTEN, .role = R_ITEM},
    {"export_specifier", N_EXPORT_NAME,
     FIELDS({"name", AS_NAME}, {"alias", R_ALIAS, N_NAME})},
    {"namespace_export", N_EXPORT_NAME, .hook = lower_namespace_export},

    /* functions and classes */
    {"function_expression", N_FUNCTION},
    {"generator_function", N_FUNCTION},
    {"arrow_function", N_FUNCTION, NF_ARROW},
    {"method_definition", N_FUNCTION, NF_METHOD},
    {"formal_parameters", FLATTEN, .role = R_PARAMETER},
    {"class", N_CLASS},
    {"class_heritage", FLATTEN, .role = R_BASE},
    {"class_body", N_BLOCK},
    {"class_static_block", N_BLOCK, NF_STATIC, FIELDS({"body", R_NONE, FLATTEN})},
    {"decorator", N_DECORATOR, .role = R_VALUE},

    /* expressions */
    {"identifier", N_NAME},
    {"shorthand_property_identifier", N_NAME},
    {"import", N_NAME},
    {"this", N_THIS},
    {"super", N_SUPER},
    {"number", N_NUMBER},
    {"true", N_LITERAL},
    {"false", N_LITERAL},
    {"null", N_LITERAL},
    {"undefined", N_LITERAL},
    {"meta_property", N_LITERAL},
    {"regex", N_REGEX},
    {"string", N_STRING, .hook = lower_quoted},
    {"template_string", N_TEMPLATE, .role = R_VALUE, .hook = lower_template},
    {"template_substitution", FLATTEN, .role = R_VALUE},
    {"string_fragment", SKIP},
    {"escape_sequence", SKIP},
    {"property_identifier", N_STRING},
    {"private_property_identifier", N_STRING},
    {"computed_property_name", FLATTEN},
    {"parenthesized_expression", FLATTEN, NF_PARENS},
    {"member_expression", N_MEMBER, .hook = lower_postfix},
    {"subscript_expression", N_INDEX, .hook = lower_postfix},
    {"optional_chain", SKIP, NF_OPTIONAL},
    {"call_expression", N_CALL, .hook = lower_postfix},
    {"new_expression", N_CALL, NF_NEW},
    {"arguments", FLATTEN},
    {"spread_element", N_SPREAD, .role = R_VALUE},
    {"await_expression", N_AWAIT, .role = R_VALUE, .hook = lower_prefix},
    {"yield_expression", N_YIELD, .role = R_VALUE},
    {"assignment_expression", N_ASSIGN},
    {"augmented_assignment_expression", N_AUGMENTED},
    {"update_expression", N_UPDATE},
    {"binary_expression", N_BINARY},
    {"unary_expression", N_UNARY, .hook = lower_prefix},
    {"ternary_expression", N_CONDITIONAL},
    {"sequence_expression", N_SEQUENCE, .role = R_VALUE},
    {"array", N_ARRAY, .role = R_VALUE},
    {"object", N_OBJECT, .role = R_ITEM},
    {"pair", N_PAIR, FIELDS({"value", R_RIGHT})},

    /* patterns */
    {"array_pattern", N_ARRAY, .role = R_VALUE},
    {"object_pattern", N_OBJECT, .role = R_ITEM},
    {"pair_pattern", N_PAIR, FIELDS({"value", R_RIGHT})},
    {"shorthand_property_identifier_pattern", N_NAME},
    {"assignment_pattern", N_DEFAULT},
    {"object_assignment_pattern", N_DEFAULT},
    {"rest_pattern", N_SPREAD, .role = R_VALUE},
    {NULL},
};

static const FieldRole COMMON_FIELDS[] = {
    {"alias", R_ALIAS},
    {"alternative", R_ELSE},
    {"argument", R_VALUE},
    {"arguments", R_ARGUMENT},
    {"body", R_BODY},
    {"condition", R_TEST},
    {"consequence", R_THEN},
    {"constructor", R_CALLEE},
    {"declaration", R_VALUE},
    {"decorator", R_DECORATOR},
    {"finalizer", R_FINALLY},
    {"function", R_CALLEE},
    {"handler", R_HANDLER},
    {"increment", R_UPDATE},
    {"index", R_SUBSCRIPT},
    {"initializer", R_INIT},
    {"key", R_KEY},
    {"kind", AS_KEYWORD},
    {"label", AS_NAME},
    {"left", R_LEFT},
    {"name", AS_NAMED},
    {"object", R_OBJECT},
    {"operator", AS_NAME},
    {"parameter", R_PARAMETER},
    {"parameters", R_PARAMETER},
    {"property", AS_NAME},
    {"right", R_RIGHT},
    {"source", AS_NAME},
    {"value", R_VALUE},
    {NULL},
};

static const TokenFlag COMMON_TOKENS[] = {
    {"async", NF_ASYNC},
    {"await", NF_ASYNC},
    {"*", NF_STAR},
    {"static", NF_STATIC},
    {"get", NF_GETTER},
    {"set", NF_SETTER},
    {"in", NF_IN, N_FOR_EACH},
    {"let", NF_DECLARES},
    {"const", NF_DECLARES | NF_CONST},
    {"using", NF_DECLARES | NF_CONST},
    {"var", NF_DECLARES | NF_VAR},
    {"default", NF_DEFAULT},
    {NULL},
};

static const OperatorKind OPERATORS[] = {
    {"&&", N_LOGICAL},         {"||", N_LOGICAL},
    {"??", N_LOGICAL},         {"==", N_COMPARE},
    {"!=", N_COMPARE},         {"===", N_COMPARE},
    {"!==", N_COMPARE},        {"<", N_COMPARE},
    {"<=", N_COMPARE},         {">", N_COMPARE},
    {">=", N_COMPARE},         {"in", N_COMPARE},
    {"instanceof", N_COMPARE}, {NULL},
};

static const GrammarPart COMMON = {COMMON_SHAPES, COMMON_FIELDS, COMMON_TOKENS, OPERATORS};

static const NodeShape JAVASCRIPT_SHAPES[] = {
    {"using_declaration", N_DECLARE, NF_DECLARES | NF_CONST, .role = R_ITEM,
     .name = "using", FIELDS({"kind", AS_FLAG})},
    {"field_definition", N_FIELD, FIELDS({"property", AS_NAME})},
    {NULL},
};

static const TokenFlag JAVASCRIPT_TOKENS[] = {
    {"static get", NF_STATIC | NF_GETTER},
    {NULL},
};

static const GrammarPart JAVASCRIPT = {JAVASCRIPT_SHAPES, NULL, JAVASCRIPT_TOKENS, NULL};

static const NodeShape JSX_SHAPES[] = {
    {"jsx_element", N_JSX, .role = R_VALUE},
    {"jsx_self_closing_element", N_JSX, FIELDS({"attribute", R_ITEM})},
    {"jsx_opening_element", FLATTEN, .role = AS_NOTHING,
     FIELDS({"attribute", R_ITEM}, {"name", AS_NAMED})},
    {"jsx_closing_element", SKIP},
    {"jsx_attribute", N_ATTRIBUTE, .role = R_VALUE, .roles = {AS_NAME}},
    {"jsx_expression", FLATTEN},
    {"jsx_text", SKIP},
    {"html_character_reference", SKIP},
    {"jsx_namespace_name", N_STRING},
    {NULL},
};

static const GrammarPart JSX = {JSX_SHAPES, NULL, NULL, NULL};

const Grammar grammar_javascript = {LANG_JAVASCRIPT,
                                    "javascript",
                                    tree_sitter_javascript,
                                    {&COMMON, &JAVASCRIPT, &JSX},
                                    .unwritten_semicolons = true,
                                    .scan = ecmascript_unit_end,
                                    .jsx = true};

/* Types become kinds of expressions, with role TYPE: nothing in them is evaluated. */
static const NodeShape TYPESCRIPT_SHAPES[] = {
    /* statements and members */
    {"abstract_class_declaration", N_CLASS, NF_STATEMENT},
    {"extends_clause", FLATTEN, FIELDS({"type_arguments", AS_NOTHING})},
    {"implements_clause", FLATTEN, .role = R_TYPE},
    {"interface_declaration", N_INTERFACE, .role = R_BASE},
    {"extends_type_clause", FLATTEN},
    {"interface_body", N_BLOCK},
    {"type_alias_declaration", N_TYPE_ALIAS},
    {"enum_declaration", N_OTHER},
    {"enum_body", FLATTEN, .role = R_ITEM, FIELDS({"name", R_ITEM})},
    {"enum_assignment", N_OTHER, FIELDS({"name", AS_NAME})},
    {"ambient_declaration", FLATTEN},
    {"internal_module", N_OTHER, .hook = lower_namespace},
    {"module", N_OTHER},
    {"import_require_clause", FLATTEN, .hook = lower_import_require},
    {"import_alias", N_ASSIGN, NF_DECLARES, .roles = {R_LEFT, R_RIGHT}},
    {"function_signature", N_SIGNATURE, FIELDS({"name", AS_NAME})},
    {"method_signature", N_SIGNATURE, NF_METHOD, FIELDS({"name", AS_NAME})},
    {"abstract_method_signature", N_SIGNATURE, NF_METHOD, FIELDS({"name", AS_NAME})},
    {"property_signature", N_SIGNATURE, FIELDS({"name", AS_NAME})},
    {"call_signature", N_SIGNATURE},
    {"construct_signature", N_SIGNATURE},
    {"index_signature", N_OTHER, .role = R_TYPE, FIELDS({"name", R_NAME})},
    {"public_field_definition", N_FIELD, FIELDS({"name", AS_NAME})},
    {"required_parameter", N_PARAMETER, FIELDS({"value", R_RIGHT}, {"name", R_LEFT})},
    {"optional_parameter", N_PARAMETER, FIELDS({"value", R_RIGHT}, {"name", R_LEFT})},
    {"accessibility_modifier", FLATTEN, .hook = lower_modifier},
    {"override_modifier", SKIP},

    /* expressions */
    {"as_expression", N_CAST, .roles = {R_VALUE, R_TYPE}},
    {"satisfies_expression", N_CAST, .roles = {R_VALUE, R_TYPE}},
    {"non_null_expression", FLATTEN},
    {"instantiation_expression", FLATTEN, FIELDS({"type_arguments", AS_NOTHING})},

    /* types */
    {"type_annotation", FLATTEN},
    {"asserts_annotation", FLATTEN},
    {"type_predicate_annotation", FLATTEN},
    {"adding_type_annotation", FLATTEN},
    {"omitting_type_annotation", FLATTEN},
    {"opting_type_annotation", FLATTEN},
    {"type_arguments", FLATTEN},
    {"type_identifier", N_NAME},
    {"predefined_type", N_NAME},
    {"this_type", N_THIS},
    {"nested_identifier", N_MEMBER},
    {"nested_type_identifier", N_MEMBER, FIELDS({"module", R_OBJECT}, {"name", AS_NAME})},
    {"generic_type", N_INDEX, FIELDS({"name", R_OBJECT}, {"type_arguments", R_SUBSCRIPT})},
    {"union_type", N_BINARY, .role = R_RIGHT, .roles = {R_LEFT}, .name = "|"},
    {"intersection_type", N_BINARY, .role = R_RIGHT, .roles = {R_LEFT}, .name = "&"},
    {"array_type", N_OTHER, .role = R_VALUE, .name = "[]"},
    {"tuple_type", N_TUPLE, .role = R_VALUE},
    {"optional_type", FLATTEN},
    {"rest_type", N_SPREAD, .role = R_VALUE},
    {"literal_type", FLATTEN},
    {"parenthesized_type", FLATTEN, NF_PARENS},
    {"readonly_type", FLATTEN},
    {"function_type", N_SIGNATURE},
    {"constructor_type", N_SIGNATURE},
    {"object_type", N_BLOCK},
    {"type_query", N_UNARY, .role = R_VALUE, .name = "typeof"},
    {"template_literal_type", N_OTHER, .role = R_TYPE},
    {"template_type", FLATTEN},
    {NULL},
};

static const FieldRole TYPESCRIPT_FIELDS[] = {
    {"pattern", R_LEFT},
    {"return_type", R_TYPE},
    {"type", R_TYPE},
    {"type_arguments", AS_NOTHING},
    {"type_parameters", AS_NOTHING},
    {NULL},
};

static const TokenFlag TYPESCRIPT_TOKENS[] = {
    {"?.", NF_OPTIONAL},
    {"readonly", NF_PROPERTY, N_PARAMETER},
    {"type", NF_TYPE_ONLY},
    {"typeof", NF_TYPE_ONLY, N_IMPORT},
    {NULL},
};

static const GrammarPart TYPESCRIPT = {TYPESCRIPT_SHAPES, TYPESCRIPT_FIELDS,
                                       TYPESCRIPT_TOKENS, NULL};

/* `<T>x`, which is an element in TSX. */
static const NodeShape ASSERTION_SHAPES[] = {
    {"type_assertion", N_CAST, .roles = {R_TYPE, R_VALUE}},
    {NULL},
};

static const GrammarPart ASSERTION = {ASSERTION_SHAPES, NULL, NULL, NULL};

const Grammar grammar_typescript = {LANG_TYPESCRIPT,
                                    "typescript",
                                    tree_sitter_typescript,
                                    {&COMMON, &TYPESCRIPT, &ASSERTION},
                                    .unwritten_semicolons = true,
                                    .scan = ecmascript_unit_end};

const Grammar grammar_tsx = {LANG_TSX,
                             "tsx",
                             tree_sitter_tsx,
                             {&COMMON, &TYPESCRIPT, &JSX},
                             .unwritten_semicolons = true,
                             .scan = ecmascript_unit_end,
                             .jsx = true};
