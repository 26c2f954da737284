/*
 * test_syntax.c - the laws of syntax_law.h over every fixture of tests/facts/syntax and its
 * prefixes, over nesting without end, and the going about in a Syntax. With SYNTAX_FILES
 * naming a list of paths, the laws over those files and nothing else.
 */
#include "unit.h"

#include "read_whole.h"
#include "syntax_law.h"

#include "asynclint/document.h"
#include "asynclint/grammar.h"

#include <dirent.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static const char FIXTURES[] = "tests/facts/syntax";

/* One text lowered, with what it stands on. */
typedef struct Lowered {
    Document *doc;
    Arena arena;
    Syntax syntax;
} Lowered;

static void lower_text_of(Lowered *lowered, const Grammar *grammar, const char *text,
                          size_t len)
{
    lowered->doc = document_new(grammar->ts(), text, len);
    arena_init(&lowered->arena);
    syntax_build(&lowered->syntax, &lowered->arena, grammar, document_text(lowered->doc),
                 document_tree(lowered->doc));
}

static void release(Lowered *lowered)
{
    arena_release(&lowered->arena);
    document_free(lowered->doc);
}

static void assert_laws(Lowered *lowered, const char *path)
{
    const Syntax *s = &lowered->syntax;
    Ref where = 0, *previous = arena_alloc(&lowered->arena, s->count * sizeof *previous);
    const char *wrong = syntax_broken(s, previous, &where);
    if (!wrong)
        return;
    const Node *node = node_at(s, where), *above = node_at(s, node->parent);
    fail_msg("%s (%u bytes), %s %s under %s at %u-%u: %s", path, s->text.len,
             node_role_name((NodeRole)node->role), node_kind_name((NodeKind)node->kind),
             node_kind_name((NodeKind)above->kind), node->start, node->end, wrong);
}

/* The laws over the first bytes of a file, the whole and then ever fewer. */
static void check_file(const char *path, size_t step)
{
    const Grammar *grammar = grammar_for(language_of_path(path));
    size_t len = 0;
    char *text = grammar ? read_whole(path, &len) : NULL;
    if (!text)
        return;
    for (size_t cut = len;; cut -= step) {
        Lowered lowered;
        lower_text_of(&lowered, grammar, text, cut);
        assert_laws(&lowered, path);
        release(&lowered);
        if (cut < step)
            break;
    }
    free(text);
}

static void laws_hold_of_fixtures_and_their_prefixes(void **state)
{
    (void)state;
    DIR *folder = opendir(FIXTURES);
    assert_non_null(folder);
    unsigned seen = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", FIXTURES, entry->d_name);
        if (!grammar_for(language_of_path(path)))
            continue;
        check_file(path, 7);
        seen++;
    }
    closedir(folder);
    assert_true(seen > 10);
}

static void laws_hold_of_listed_files(void **state)
{
    (void)state;
    FILE *list = fopen(getenv("SYNTAX_FILES"), "r");
    assert_non_null(list);
    char path[4096];
    while (fgets(path, sizeof path, list)) {
        path[strcspn(path, "\n")] = '\0';
        check_file(path, SIZE_MAX);
    }
    fclose(list);
}

/* --- nesting without end --- */

enum { DEEPEST = 100000, DEEP = 10000, STACK = 8 << 20 /* bytes */ };

static void repeat(Buffer *text, const char *what, unsigned times)
{
    for (unsigned i = 0; i < times; i++)
        buffer_puts(text, what);
}

static unsigned deepest(const Syntax *s)
{
    unsigned most = 0;
    for (Ref ref = 1; ref < s->count; ref += 97) {
        unsigned depth = 0;
        for (Ref up = ref; up; up = node_at(s, up)->parent)
            depth++;
        most = depth > most ? depth : most;
    }
    return most;
}

static void check_deep(const Grammar *grammar, unsigned times, const char *before,
                       const char *middle, const char *after)
{
    Buffer text;
    buffer_init(&text);
    repeat(&text, before, times);
    buffer_puts(&text, middle);
    repeat(&text, after, times);
    Lowered lowered;
    lower_text_of(&lowered, grammar, text.data, text.len);
    assert_laws(&lowered, before);
    assert_true(deepest(&lowered.syntax) <= 2 * MAX_DEPTH + 2);
    release(&lowered);
    buffer_release(&text);
}

static void *go_deep(void *unused)
{
    (void)unused;
    check_deep(&grammar_python, DEEPEST, "[", "a", "]");
    check_deep(&grammar_python, DEEP, "(", "a", ")");
    check_deep(&grammar_python, DEEPEST, "a+", "a", "");
    check_deep(&grammar_python, DEEP, "{", "", "");
    check_deep(&grammar_python, DEEP, "f(", "", ")");
    check_deep(&grammar_python, DEEP, "not ", "a", "");
    check_deep(&grammar_javascript, DEEPEST, "[", "a", "]");
    check_deep(&grammar_javascript, DEEPEST, "a+", "a", "");
    check_deep(&grammar_javascript, DEEP, "{", "", "}");
    check_deep(&grammar_javascript, DEEP, "if (a) b; else ", "c", "");
    check_deep(&grammar_typescript, DEEP, "a.b", "", "");
    check_deep(&grammar_tsx, DEEP, "<a>", "", "</a>");
    return NULL;
}

static void depth_is_bounded_in_a_thread(void **state)
{
    (void)state;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK);
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, &attributes, go_deep, NULL), 0);
    pthread_join(thread, NULL);
    pthread_attr_destroy(&attributes);
}

static void what_is_too_deep_is_flagged_and_the_rest_stays(void **state)
{
    (void)state;
    Buffer text;
    buffer_init(&text);
    buffer_puts(&text, "x = ");
    repeat(&text, "[", MAX_DEPTH + 10);
    repeat(&text, "]", MAX_DEPTH + 10);
    buffer_puts(&text, "\ny = 1\n");
    Lowered lowered;
    lower_text_of(&lowered, &grammar_python, text.data, text.len);
    const Syntax *s = &lowered.syntax;
    Ref first = first_child(s, 1), second = next_child(s, first);
    assert_false(s->has_error);
    assert_true(has_flag(s, first, NF_ERROR));
    assert_false(has_flag(s, second, NF_ERROR));
    release(&lowered);
    buffer_release(&text);
}

/* --- a part of a text --- */

static const char TWO[] = "def f():\n    a\n\nasync def g():\n    await b\n";

static void a_part_is_lowered_as_it_is_in_the_whole(void **state)
{
    (void)state;
    TSRange part = {{3, 0}, {5, 0}, 16, sizeof TWO - 1};
    TSParser *parser = ts_parser_new();
    ts_parser_set_language(parser, grammar_python.ts());
    assert_true(ts_parser_set_included_ranges(parser, &part, 1));
    TSTree *tree = ts_parser_parse_string(parser, NULL, TWO, sizeof TWO - 1);
    Arena arena;
    Syntax s;
    arena_init(&arena);
    syntax_build(&s, &arena, &grammar_python, (Str){TWO, sizeof TWO - 1}, tree);
    Ref function = first_child(&s, 1);
    assert_int_equal(next_child(&s, function), 0);
    assert_string_equal(node_at(&s, function)->name, "g");
    assert_int_equal(node_at(&s, function)->start, 16);
    arena_release(&arena);
    ts_tree_delete(tree);
    ts_parser_delete(parser);
}

/* --- going about --- */

static Ref find(const Syntax *s, NodeKind kind, const char *name)
{
    for (Ref ref = 1; ref < s->count; ref++)
        if (kind_of(s, ref) == kind && (!name || same(node_at(s, ref)->name, name)))
            return ref;
    fail_msg("no %s %s", node_kind_name(kind), name ? name : "");
    return 0;
}

static void children_are_found_by_order_and_role(void **state)
{
    (void)state;
    Lowered lowered;
    const char text[] = "f(a, *b, k=c)\n";
    lower_text_of(&lowered, &grammar_python, text, sizeof text - 1);
    const Syntax *s = &lowered.syntax;
    Ref call = find(s, N_CALL, NULL), callee = first_child(s, call);
    assert_int_equal(callee, child_with(s, call, R_CALLEE));
    Ref a = child_with(s, call, R_ARGUMENT), b = next_with(s, a, R_ARGUMENT);
    assert_int_equal(a, next_child(s, callee));
    assert_int_equal(kind_of(s, b), N_SPREAD);
    Ref k = next_with(s, b, R_ARGUMENT);
    assert_int_equal(kind_of(s, k), N_KEYWORD);
    assert_int_equal(next_with(s, k, R_ARGUMENT), 0);
    assert_int_equal(next_child(s, k), 0);
    assert_int_equal(first_child(s, a), 0);
    assert_int_equal(child_with(s, call, R_BODY), 0);
    assert_true(str_is(text_of(s, k), "k=c"));
    assert_true(is_within(s, find(s, N_NAME, "c"), call));
    assert_true(is_within(s, call, call));
    assert_false(is_within(s, callee, a));
    assert_int_equal(ancestor(s, find(s, N_NAME, "c"), N_CALL), call);
    assert_int_equal(ancestor(s, call, N_CALL), 0);
    assert_int_equal(next_child(s, 1), 0);
    release(&lowered);
}

static void assert_statement(const Syntax *s, const char *name, const char *statement)
{
    Str text = text_of(s, statement_of(s, find(s, N_NAME, name)));
    if (!str_is(text, statement))
        fail_msg("the statement of %s is %.*s", name, (int)text.len, text.ptr);
}

static void the_statement_of_a_node_is_the_innermost(void **state)
{
    (void)state;
    Lowered lowered;
    const char text[] = "if (a) b(); else if (c) { d; }\n"
                        "switch (e) { case f: g(); }\n"
                        "for (h of i) l: for (;;) j();\n"
                        "let k = () => m;\n"
                        "export const n = 1;";
    lower_text_of(&lowered, &grammar_javascript, text, sizeof text - 1);
    const Syntax *s = &lowered.syntax;
    assert_statement(s, "a", "if (a) b(); else if (c) { d; }");
    assert_statement(s, "b", "b();");
    assert_statement(s, "c", "if (c) { d; }");
    assert_statement(s, "d", "d;");
    assert_statement(s, "e", "switch (e) { case f: g(); }");
    assert_statement(s, "f", "case f: g();");
    assert_statement(s, "g", "g();");
    assert_statement(s, "h", "for (h of i) l: for (;;) j();");
    assert_statement(s, "j", "j();");
    assert_statement(s, "m", "let k = () => m;");
    assert_statement(s, "n", "export const n = 1;");
    assert_int_equal(statement_of(s, 1), 1);
    release(&lowered);
}

static void casts_are_looked_through(void **state)
{
    (void)state;
    Lowered lowered;
    const char text[] = "(<T>(x as any))!;";
    lower_text_of(&lowered, &grammar_typescript, text, sizeof text - 1);
    const Syntax *s = &lowered.syntax;
    Ref cast = find(s, N_CAST, NULL);
    assert_int_equal(uncast(s, cast), find(s, N_NAME, "x"));
    assert_int_equal(uncast(s, 1), 1);
    release(&lowered);
}

/* --- languages --- */

static void languages_are_told_by_path_id_and_shebang(void **state)
{
    (void)state;
    assert_int_equal(language_of_path("a/b.d.ts"), LANG_TYPESCRIPT);
    assert_int_equal(language_of_path("x.tsx"), LANG_TSX);
    assert_int_equal(language_of_path("x.cjs"), LANG_JAVASCRIPT);
    assert_int_equal(language_of_path("x.pyi"), LANG_PYTHON);
    assert_int_equal(language_of_path("pyproject.toml"), LANG_TOML);
    assert_int_equal(language_of_path("a.py/b"), LANG_NONE);
    assert_int_equal(language_of_path("py"), LANG_NONE);
    assert_int_equal(language_of_id("javascriptreact"), LANG_JAVASCRIPT);
    assert_int_equal(language_of_id("typescriptreact"), LANG_TSX);
    assert_int_equal(language_of_id("ruby"), LANG_NONE);
    assert_int_equal(language_of_shebang(str("#!/usr/bin/env python3.12\n")), LANG_PYTHON);
    assert_int_equal(language_of_shebang(str("#! /usr/bin/python -u\r\nx")), LANG_PYTHON);
    assert_int_equal(language_of_shebang(str("#!/usr/bin/env -S node --flag")),
                     LANG_JAVASCRIPT);
    assert_int_equal(language_of_shebang(str("#!/bin/sh\npython")), LANG_NONE);
    assert_int_equal(language_of_shebang(str("python")), LANG_NONE);
    assert_int_equal(language_of_shebang((Str){"#!\0\0", 4}), LANG_NONE);
    assert_string_equal(language_name(LANG_TSX), "tsx");
    assert_null(grammar_for(LANG_TOML));
    assert_non_null(grammar_ts(LANG_TOML));
    assert_null(grammar_ts(LANG_NONE));
}

static int start(void **state)
{
    (void)state;
    return 0;
}

int main(void)
{
    const struct CMUnitTest listed[] = {cmocka_unit_test(laws_hold_of_listed_files)};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(laws_hold_of_fixtures_and_their_prefixes),
        cmocka_unit_test(depth_is_bounded_in_a_thread),
        cmocka_unit_test(what_is_too_deep_is_flagged_and_the_rest_stays),
        cmocka_unit_test(a_part_is_lowered_as_it_is_in_the_whole),
        cmocka_unit_test(children_are_found_by_order_and_role),
        cmocka_unit_test(the_statement_of_a_node_is_the_innermost),
        cmocka_unit_test(casts_are_looked_through),
        cmocka_unit_test(languages_are_told_by_path_id_and_shebang),
    };
    if (getenv("SYNTAX_FILES"))
        return cmocka_run_group_tests(listed, start, NULL);
    return cmocka_run_group_tests(tests, start, NULL);
}
