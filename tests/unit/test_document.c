/*
 * test_document.c - positions in three encodings, line endings, edits: hand-written cases.
 * The random edits are in test_document_edits.c.
 */
#include "unit.h"

#include "text/internal.h"

#include <stdlib.h>

const TSLanguage *tree_sitter_python(void);

static Document *open_text(const char *text)
{
    return document_new(NULL, text, strlen(text));
}

/* --- lines --- */

static void assert_line(const Document *doc, uint32_t line, uint32_t start, uint32_t end)
{
    Span span = document_line(doc, line);
    assert_int_equal(span.start, start);
    assert_int_equal(span.end, end);
}

static void lines_end_at_lf_crlf_and_lone_cr(void **state)
{
    (void)state;
    Document *doc = open_text("a\nbc\r\nd\re");
    assert_int_equal(document_line_count(doc), 4);
    assert_line(doc, 0, 0, 1);
    assert_line(doc, 1, 2, 4);
    assert_line(doc, 2, 6, 7);
    assert_line(doc, 3, 8, 9);
    assert_line(doc, 4, 9, 9);
    document_free(doc);
}

static void a_last_line_ending_begins_an_empty_line(void **state)
{
    (void)state;
    Document *doc = open_text("a\r\n\r\n");
    assert_int_equal(document_line_count(doc), 3);
    assert_line(doc, 1, 3, 3);
    assert_line(doc, 2, 5, 5);
    document_free(doc);
}

static void an_empty_text_has_one_line(void **state)
{
    (void)state;
    Document *doc = open_text("");
    assert_int_equal(document_line_count(doc), 1);
    assert_line(doc, 0, 0, 0);
    assert_int_equal(document_line_of(doc, 7), 0);
    document_free(doc);
}

static void other_separators_end_no_line(void **state)
{
    (void)state;
    Document *doc = open_text("a\xE2\x80\xA8" /* U+2028 */ "b\xC2\x85\v\fc");
    assert_int_equal(document_line_count(doc), 1);
    document_free(doc);
}

static void the_line_of_a_byte(void **state)
{
    (void)state;
    Document *doc = open_text("a\nb\r\nc");
    const uint32_t lines[] = {0, 0, 1, 1, 1, 2, 2, 2};
    for (uint32_t byte = 0; byte < COUNT(lines); byte++)
        assert_int_equal(document_line_of(doc, byte), lines[byte]);
    assert_int_equal(document_line_of(doc, UINT32_MAX), 2);
    document_free(doc);
}

static void the_most_frequent_line_ending(void **state)
{
    (void)state;
    const struct {
        const char *text, *eol;
    } cases[] = {{"", "\n"},
                 {"x", "\n"},
                 {"a\nb\r\n", "\n"},
                 {"a\r\nb\r\nc\n", "\r\n"},
                 {"a\rb\rc\r\n", "\r"},
                 {"\r\n", "\r\n"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        Document *doc = open_text(cases[i].text);
        assert_string_equal(document_eol(doc), cases[i].eol);
        document_free(doc);
    }
}

/* --- positions --- */

/* é is 2 bytes and 1 unit, 😀 4 bytes and 2 units, 中 3 bytes and 1 unit. */
static const char WIDE[] = "x\ré😀中z\r\nend";

typedef struct Place {
    uint32_t byte, utf8, utf16, utf32;
} Place;

static void positions_in_a_line_of_wide_characters(void **state)
{
    (void)state;
    const Place places[] = {
        {2, 0, 0, 0}, {4, 2, 1, 1}, {8, 6, 3, 2}, {11, 9, 4, 3}, {12, 10, 5, 4}};
    Document *doc = open_text(WIDE);
    for (size_t i = 0; i < COUNT(places); i++) {
        const uint32_t expected[] = {places[i].utf8, places[i].utf16, places[i].utf32};
        for (Encoding encoding = ENCODING_UTF8; encoding <= ENCODING_UTF32; encoding++) {
            Position position = document_position(doc, places[i].byte, encoding);
            assert_int_equal(position.line, 1);
            assert_int_equal(position.character, expected[encoding]);
            assert_int_equal(document_byte(doc, position, encoding), places[i].byte);
        }
    }
    document_free(doc);
}

static void inside_a_character_is_its_first_byte(void **state)
{
    (void)state;
    Document *doc = open_text(WIDE);
    assert_int_equal(document_byte(doc, (Position){1, 2}, ENCODING_UTF16), 4);
    for (uint32_t character = 3; character <= 5; character++)
        assert_int_equal(document_byte(doc, (Position){1, character}, ENCODING_UTF8), 4);
    for (uint32_t byte = 5; byte <= 7; byte++) {
        assert_int_equal(document_position(doc, byte, ENCODING_UTF8).character, 2);
        assert_int_equal(document_position(doc, byte, ENCODING_UTF16).character, 1);
        assert_int_equal(document_position(doc, byte, ENCODING_UTF32).character, 1);
    }
    document_free(doc);
}

static void past_the_end_is_clamped(void **state)
{
    (void)state;
    Document *doc = open_text(WIDE);
    for (Encoding encoding = ENCODING_UTF8; encoding <= ENCODING_UTF32; encoding++) {
        assert_int_equal(document_byte(doc, (Position){0, 9}, encoding), 1);
        assert_int_equal(document_byte(doc, (Position){1, UINT32_MAX}, encoding), 12);
        assert_int_equal(document_byte(doc, (Position){2, 99}, encoding), 17);
        assert_int_equal(document_byte(doc, (Position){3, 0}, encoding), 17);
        assert_int_equal(document_byte(doc, (Position){UINT32_MAX, 1}, encoding), 17);
        Position end = document_position(doc, UINT32_MAX, encoding);
        assert_int_equal(end.line, 2);
        assert_int_equal(end.character, 3);
    }
    document_free(doc);
}

static void inside_a_line_ending_is_the_lines_end(void **state)
{
    (void)state;
    Document *doc = open_text("ab\r\ncd");
    Position position = document_position(doc, 3, ENCODING_UTF16);
    assert_int_equal(position.line, 0);
    assert_int_equal(position.character, 2);
    document_free(doc);
}

static void an_inverted_span_is_put_right(void **state)
{
    (void)state;
    Document *doc = open_text("one\ntwo\n");
    Span span = document_span(doc, (Position){1, 2}, (Position){0, 1}, ENCODING_UTF16);
    assert_int_equal(span.start, 1);
    assert_int_equal(span.end, 6);
    document_free(doc);
}

static void a_byte_order_mark_is_one_character(void **state)
{
    (void)state;
    Document *doc = open_text("\xEF\xBB\xBFx = 1\n");
    assert_int_equal(document_position(doc, 3, ENCODING_UTF16).character, 1);
    assert_int_equal(document_position(doc, 3, ENCODING_UTF32).character, 1);
    assert_int_equal(document_position(doc, 3, ENCODING_UTF8).character, 3);
    assert_int_equal(document_byte(doc, (Position){0, 1}, ENCODING_UTF16), 3);
    document_free(doc);
}

static void long_runs_of_ascii_count_as_short_ones(void **state)
{
    (void)state;
    Document *doc = open_text("0123456789abcdef01é3456789abcdef0123");
    for (uint32_t character = 0; character <= 18; character++)
        assert_int_equal(document_byte(doc, (Position){0, character}, ENCODING_UTF16),
                         character);
    for (uint32_t character = 19; character <= 36; character++) {
        Position position = {0, character};
        assert_int_equal(document_byte(doc, position, ENCODING_UTF16), character + 1);
        assert_int_equal(document_position(doc, character + 1, ENCODING_UTF16).character,
                         character);
    }
    document_free(doc);
}

/* --- what is no UTF-8 --- */

static void bytes_that_are_not_utf8_count_one_each(void **state)
{
    (void)state;
    const char *texts[] = {
        "\x80\xBFz", /* continuations alone */
        "\xC0\xAFz", /* overlong */
        "\xE2\x82z", /* cut short */
        "\xED\xA0z", /* the start of a surrogate */
        "\xFE\xFFz", /* never in UTF-8 */
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        Document *doc = open_text(texts[i]);
        for (uint32_t byte = 0; byte <= 3; byte++) {
            assert_int_equal(document_position(doc, byte, ENCODING_UTF16).character, byte);
            assert_int_equal(document_position(doc, byte, ENCODING_UTF8).character, byte);
            assert_int_equal(document_byte(doc, (Position){0, byte}, ENCODING_UTF32), byte);
        }
        document_free(doc);
    }
}

static void utf8_is_judged_by_rfc_3629(void **state)
{
    (void)state;
    const struct {
        const char *text;
        int bad; /* -1: none */
    } cases[] = {
        {"", -1},
        {"a\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80", -1},
        {"\xEF\xBB\xBF\xEF\xBF\xBF\xF4\x8F\xBF\xBF", -1},
        {"ab\xFF", 2},
        {"a\xC1\xBF", 1},        /* overlong */
        {"\xE0\x9F\xBF", 0},     /* overlong */
        {"\xF0\x8F\xBF\xBF", 0}, /* overlong */
        {"x\xED\xA0\x80", 1},    /* surrogate */
        {"\xF4\x90\x80\x80", 0}, /* above U+10FFFF */
        {"\xF5\x80\x80\x80", 0},
        {"ok\xE4\xB8", 2}, /* cut short */
        {"\xF0\x9F\x98z", 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t bad = 99;
        bool valid = utf8_valid(cases[i].text, strlen(cases[i].text), &bad);
        assert_int_equal(valid, cases[i].bad < 0);
        if (!valid)
            assert_int_equal(bad, cases[i].bad);
    }
}

/* --- edits --- */

static void edit_text(Document *doc, uint32_t start, uint32_t end, const char *text)
{
    document_edit(doc, (Span){start, end}, text, strlen(text));
}

static void an_edit_may_join_and_split_a_crlf(void **state)
{
    (void)state;
    Document *doc = open_text("a\r\nb");
    edit_text(doc, 2, 2, "x"); /* between CR and LF */
    assert_string_equal(document_text(doc).ptr, "a\rx\nb");
    assert_int_equal(document_line_count(doc), 3);
    edit_text(doc, 2, 3, "");
    assert_int_equal(document_line_count(doc), 2);
    edit_text(doc, 1, 2, ""); /* the CR alone */
    assert_line(doc, 1, 2, 3);
    edit_text(doc, 1, 1, "\r");
    assert_line(doc, 0, 0, 1);
    assert_line(doc, 1, 3, 4);
    document_free(doc);
}

static void an_edit_past_the_end_is_clamped(void **state)
{
    (void)state;
    Document *doc = open_text("abc");
    edit_text(doc, 90, 99, "d");
    edit_text(doc, 3, 2, "-");
    assert_string_equal(document_text(doc).ptr, "ab-cd");
    document_free(doc);
}

static void a_document_without_a_language_has_no_tree(void **state)
{
    (void)state;
    Document *doc = open_text("x = 1\n");
    assert_null(document_tree(doc));
    document_free(doc);
    document_free(NULL);
}

static void assert_tree(Document *doc, const char *expected)
{
    char *tree = ts_node_string(ts_tree_root_node(document_tree(doc)));
    assert_string_equal(tree, expected);
    free(tree);
}

static void the_tree_follows_the_text(void **state)
{
    (void)state;
    Document *doc = document_new(tree_sitter_python(), "f(1)\n", 5);
    edit_text(doc, 0, 0, "await "); /* before any tree */
    assert_tree(doc, "(module (expression_statement (await (call function: (identifier) "
                     "arguments: (argument_list (integer))))))");
    assert_ptr_equal(document_tree(doc), document_tree(doc));
    edit_text(doc, 0, 6, "");
    edit_text(doc, 2, 3, "x");
    assert_tree(doc, "(module (expression_statement (call function: (identifier) "
                     "arguments: (argument_list (identifier)))))");
    document_set_text(doc, "pass", 4);
    assert_tree(doc, "(module (pass_statement))");
    assert_int_equal(document_line_count(doc), 1);
    document_free(doc);
}

/* 60 KB of this, in Python, take seconds: each tag is recovered from anew. */
static void a_parse_without_end_is_given_up(void **state)
{
    (void)state;
    Buffer text;
    buffer_init(&text);
    for (int i = 0; i < 20000; i++)
        buffer_puts(&text, "<a>");
    Document *doc = document_new(tree_sitter_python(), text.data, text.len);
    doc->patience = 20;
    assert_tree(doc, "(module)");
    edit_text(doc, 4, (uint32_t)text.len, "\n");
    edit_text(doc, 0, 4, "pass");
    assert_tree(doc, "(module (pass_statement))");
    buffer_release(&text);
    document_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_at_lf_crlf_and_lone_cr),
        cmocka_unit_test(a_last_line_ending_begins_an_empty_line),
        cmocka_unit_test(an_empty_text_has_one_line),
        cmocka_unit_test(other_separators_end_no_line),
        cmocka_unit_test(the_line_of_a_byte),
        cmocka_unit_test(the_most_frequent_line_ending),
        cmocka_unit_test(positions_in_a_line_of_wide_characters),
        cmocka_unit_test(inside_a_character_is_its_first_byte),
        cmocka_unit_test(past_the_end_is_clamped),
        cmocka_unit_test(inside_a_line_ending_is_the_lines_end),
        cmocka_unit_test(an_inverted_span_is_put_right),
        cmocka_unit_test(a_byte_order_mark_is_one_character),
        cmocka_unit_test(long_runs_of_ascii_count_as_short_ones),
        cmocka_unit_test(bytes_that_are_not_utf8_count_one_each),
        cmocka_unit_test(utf8_is_judged_by_rfc_3629),
        cmocka_unit_test(an_edit_may_join_and_split_a_crlf),
        cmocka_unit_test(an_edit_past_the_end_is_clamped),
        cmocka_unit_test(a_document_without_a_language_has_no_tree),
        cmocka_unit_test(the_tree_follows_the_text),
        cmocka_unit_test(a_parse_without_end_is_given_up),
    };
    return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
