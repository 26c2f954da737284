/*
 * parser.c - tree-sitter's parser, with an end to its patience.
 *
 * A parse takes 150 ms of CPU time a MiB; but the recovery from errors may grow with the
 * square of a line's length, and then never end.
 */
#include "asynclint/parser.h"

#include "text/internal.h"

#include <stdlib.h>
#include <time.h>

static const uint64_t MILLISECOND = 1000000; /* in nanoseconds */

struct Parser {
    TSParser *parser;
    const Document *doc; /* borrowed */
    Str text;            /* that is parsed */
    uint64_t end;        /* of the thread's CPU time, in nanoseconds */
    bool errors;         /* the parse under way goes on when there is a syntax error */
    bool over;           /* a parse came to the end of its time */
};

static TSParser *parser_for(const TSLanguage *language)
{
    TSParser *parser = ts_parser_new();
    if (!ts_parser_set_language(parser, language))
        die("the grammar of %s has ABI %u, but this tree-sitter reads %u to %u: fetch the "
            "pinned versions with npm ci --ignore-scripts --prefix grammars",
            ts_language_name(language), ts_language_abi_version(language),
            TREE_SITTER_MIN_COMPATIBLE_LANGUAGE_VERSION, TREE_SITTER_LANGUAGE_VERSION);
    return parser;
}

static uint64_t cpu_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

Parser *parser_new(const Document *doc, uint32_t ms)
{
    Parser *parser = xmalloc(sizeof *parser);
    *parser = (Parser){.parser = parser_for(doc->language),
                       .doc = doc,
                       .end = cpu_time() + ms * MILLISECOND};
    return parser;
}

void parser_free(Parser *parser)
{
    ts_parser_delete(parser->parser);
    free(parser);
}

static bool is_over(TSParseState *state)
{
    Parser *parser = state->payload;
    if (state->has_error && !parser->errors)
        return true;
    parser->over |= cpu_time() > parser->end || atomic_load(&parser->doc->interrupted);
    return parser->over;
}

static const char *read_text(void *payload, uint32_t byte, TSPoint point, uint32_t *read)
{
    (void)point;
    Str text = ((const Parser *)payload)->text;
    *read = byte < text.len ? text.len - byte : 0;
    return text.ptr + (text.len - *read);
}

/* NULL when the limit was reached, or for an error that is not wanted. */
static TSTree *parse(Parser *parser, Str text, bool errors)
{
    TSInput input = {parser, read_text, TSInputEncodingUTF8, NULL};
    TSParseOptions options = {parser, is_over};
    parser->text = text;
    parser->errors = errors;
    TSTree *tree = ts_parser_parse_with_options(parser->parser, NULL, input, options);
    if (!tree) {
        ts_parser_reset(parser->parser);
        return NULL;
    }
    if (errors || !ts_node_has_error(ts_tree_root_node(tree)))
        return tree;
    ts_tree_delete(tree);
    return NULL;
}

TSTree *parser_whole(Parser *parser, bool errors)
{
    return parse(parser, document_text(parser->doc), errors);
}

TSTree *parser_part(Parser *parser, Str text)
{
    return parse(parser, text, true);
}

bool parser_is_over(const Parser *parser)
{
    return parser->over;
}

TSTree *parser_nothing(const Document *doc)
{
    TSParser *parser = parser_for(doc->language);
    TSTree *tree = ts_parser_parse_string(parser, NULL, "", 0);
    ts_parser_delete(parser);
    if (!tree)
        die("tree-sitter gave no tree");
    return tree;
}
