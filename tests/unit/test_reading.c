/*
 * test_reading.c - the Syntax of a text, in its units and as a whole, after edits and anew.
 *
 * READING_FILES names a list of paths to edit instead of the fixtures, READING_EDITS says
 * how often each, READING_SEED where to begin: for long runs.
 */
#include "unit.h"

#include "read_whole.h"
#include "reading_law.h"

#include "asynclint/analysis.h"
#include "text/internal.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { EDITS = 12, LARGEST = 60000, PATIENCE = 20000 };

/* --- texts and files --- */

typedef void CheckText(const char *path, const Grammar *grammar, char *text, size_t len);

static void check_file(const char *path, CheckText *check)
{
    const Grammar *grammar = grammar_for(language_of_path(path));
    size_t len = 0;
    char *text = grammar ? read_whole(path, &len) : NULL;
    if (text && len && len <= LARGEST)
        check(path, grammar, text, len);
    free(text);
}

static void check_folder(const char *folder, CheckText *check)
{
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        char path[512];
        struct stat info;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] == '.' || stat(path, &info) != 0)
            continue;
        if (S_ISREG(info.st_mode))
            check_file(path, check);
        else if (same(folder, "tests/rules"))
            check_folder(path, check);
    }
    if (dir)
        closedir(dir);
}

static void check_all(CheckText *check)
{
    const char *list = getenv("READING_FILES");
    FILE *file = list ? fopen(list, "r") : NULL;
    if (!file) {
        check_folder("tests/facts/syntax", check);
        check_folder("tests/rules", check);
        return;
    }
    char path[4096];
    while (fgets(path, sizeof path, file)) {
        path[strcspn(path, "\n")] = '\0';
        check_file(path, check);
    }
    fclose(file);
}

/* --- units and whole --- */

static Reading *read_anew(const Grammar *grammar, Str text, ReadingWay way)
{
    Document *doc = document_new(grammar->ts(), text.ptr, text.len);
    Parser *parser = parser_new(doc, PATIENCE);
    Reading *reading = reading_make(parser, grammar, text, way);
    parser_free(parser);
    document_free(doc);
    return reading;
}

/* A text without errors is what its tree is lowered to, and so are its units. */
static void check_whole(const char *path, const Grammar *grammar, char *text, size_t len)
{
    char why[600];
    Document *doc = document_new(grammar->ts(), text, len);
    Syntax plain;
    Arena arena;
    arena_init(&arena);
    syntax_build(&plain, &arena, grammar, document_text(doc), document_tree(doc));
    for (ReadingWay way = BY_WHOLE; !plain.has_error && way <= BY_MEMBERS; way++) {
        Reading *reading = read_anew(grammar, document_text(doc), way);
        if (!law_equal(&reading->syntax, &plain, why, sizeof why))
            fail_msg("%s, way %d: %s", path, (int)way, why);
        reading_free(reading);
    }
    arena_release(&arena);
    document_free(doc);
}

static void a_text_without_errors_equals_its_units(void **state)
{
    (void)state;
    check_all(check_whole);
}

/* --- edits --- */

static uint64_t seed = 1;
static unsigned long edits, mended;

static uint32_t below(uint32_t limit)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return limit ? (uint32_t)(seed >> 33) % limit : 0;
}

static bool same_findings(const Analysis *a, const Analysis *b)
{
    if (a->findings.len != b->findings.len)
        return false;
    for (uint32_t i = 0; i < a->findings.len; i++) {
        const Finding *x = a->findings.items[i], *y = b->findings.items[i];
        if (x->span.start != y->span.start || x->span.end != y->span.end ||
            x->rule != y->rule || strcmp(x->message, y->message) != 0)
            return false;
    }
    return true;
}

static void check_findings(Document *doc, const Grammar *grammar, const char *path)
{
    Str text = document_text(doc);
    Config *config = config_new();
    Document *fresh = document_new(grammar->ts(), text.ptr, text.len);
    Analysis *a = analysis_new(doc, grammar->language, path, config);
    Analysis *b = analysis_new(fresh, grammar->language, path, config);
    bool equal = same_findings(a, b);
    analysis_free(a);
    analysis_free(b);
    document_free(fresh);
    config_free(config);
    if (!equal)
        fail_msg("%s, edit %lu: other findings in\n%s", path, edits, text.ptr);
}

/* What the document keeps is what its text is read as anew. */
static void check_edited(Document *doc, const Grammar *grammar, const char *path)
{
    Reading *before = document_kept(doc);
    char why[600];
    assert_true(reading_try(doc, grammar, PATIENCE));
    Reading *now = document_kept(doc);
    Reading *fresh = read_anew(grammar, document_text(doc), BY_WHOLE);
    edits++;
    mended += now == before;
    if (!law_equal(&now->syntax, &fresh->syntax, why, sizeof why))
        fail_msg("%s, edit %lu: %s in\n%s", path, edits, why, document_text(doc).ptr);
    reading_free(fresh);
    if (edits % 8 == 0)
        check_findings(doc, grammar, path);
}

static const char *const TYPED[] = {
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "`",
    "\n",
    "\n    ",
    "    ",
    " ",
    "\t",
    "#",
    "//",
    "/*",
    "*/",
    "/",
    "\\",
    "a",
    "x = 1",
    "await f()",
    "def g():\n    pass\n",
    "async def h():\n    await x\n",
    "class C:\n    def m(self):\n        pass\n",
    "function g() {\n  return 1\n}\n",
    "async function h() {\n  await x\n}\n",
    "class D {\n  m() {}\n}\n",
    "@",
    "else:",
    "else",
    "\"\"\"",
    "f\"{",
    "${",
    ";",
    ":",
    ",",
    "=>",
    "=",
    "<div>",
    "</div>",
    "<",
    ">",
    "\r\n",
    "\xC3\xA9",
    "if x:",
    "if (x) {",
    "export ",
    "return",
    "try:",
    "import a",
    "const z = 1;\n",
    "  async m() {\n  }\n",
    ".",
    "...",
    "!",
    "++",
    "0",
    "}\n\n",
    "\xEF\xBB\xBF",
    "\f",
    "type T = {",
    "declare ",
    "elif y:\n        pass\n",
    "lambda:",
    "yield",
    "static ",
    "get ",
    "of",
    "in ",
    "\nfoo",
    "\n(",
    "\n[",
    "\n/x/",
    "def ",
    "x =\n",
};

/* Types, deletes, or pastes a piece of the text, mostly where the last edit was. */
static void edit_at(Document *doc, uint32_t *at)
{
    Str text = document_text(doc);
    uint32_t kind = below(100);
    if (below(4) == 0 || *at > text.len)
        *at = below(text.len + 1);
    const char *typed = kind < 60 ? TYPED[below(COUNT(TYPED))] : "";
    Span span = {*at, *at};
    Str with = str(typed);
    char pasted[200];
    if (kind >= 60 && kind < 80) {
        span.end += below(3);
    } else if (kind >= 80 && kind < 90) {
        span.end += below(60);
    } else if (kind >= 90) {
        uint32_t from = below(text.len), len = below(sizeof pasted);
        with.len = len < text.len - from ? len : text.len - from;
        memcpy(pasted, text.ptr + from, with.len);
        with.ptr = pasted;
    }
    document_edit(doc, span, with.ptr, with.len);
    *at += with.len;
}

static void check_edits(const char *path, const Grammar *grammar, char *text, size_t len)
{
    const char *number = getenv("READING_EDITS");
    unsigned long count = number ? strtoul(number, NULL, 10) : EDITS;
    Document *doc = document_new(grammar->ts(), text, len);
    assert_true(reading_try(doc, grammar, PATIENCE));
    uint32_t at = below((uint32_t)len);
    for (unsigned long i = 0; i < count; i++) {
        if (i % 40 == 39)
            document_set_text(doc, text, len);
        else
            edit_at(doc, &at);
        check_edited(doc, grammar, path);
    }
    document_free(doc);
}

static void an_edited_text_equals_a_fresh_one(void **state)
{
    (void)state;
    const char *number = getenv("READING_SEED");
    if (number)
        seed = strtoull(number, NULL, 10);
    check_all(check_edits);
    assert_true(mended > edits / 2);
    if (getenv("READING_FILES"))
        print_message("%lu edits, %lu of them mended\n", edits, mended);
}

/* As it is typed, from nothing on. */
static void check_typing(const char *path, const Grammar *grammar, char *text, size_t len)
{
    Document *doc = document_new(grammar->ts(), "", 0);
    for (size_t at = 0, step = 29; at < len; at += step) {
        size_t more = step < len - at ? step : len - at;
        document_edit(doc, (Span){(uint32_t)at, (uint32_t)at}, text + at, more);
        check_edited(doc, grammar, path);
    }
    document_free(doc);
}

static void a_prefix_equals_a_fresh_one(void **state)
{
    (void)state;
    check_folder("tests/facts/syntax", check_typing);
}

/* --- errors --- */

static Ref find_named(const Syntax *s, NodeKind kind, const char *name)
{
    for (Ref r = 1; r < s->count; r++)
        if (kind_of(s, r) == kind && same(node_at(s, r)->name, name))
            return r;
    return 0;
}

/* What is half typed in a method is an error there, of the class and of the module. */
static void an_error_stays_in_its_member(void **state)
{
    (void)state;
    const char *const texts[] = {
        "class A {\n\tm() {\n\t\tawait f(\n\t}\n\tn() {\n\t\tg()\n\t}\n}\nh()\n",
        "class A {\n  m() {\n    if (x) {\n  }\n  n() {\n    g()\n  }\n}\nh()\n",
        "class A {\n  m() {\n    x = 'a\n  }\n  n() {\n    g()\n  }\n}\nh()\n",
        "export class A {\n  m( {\n  }\n  n() {\n    g()\n  }\n}\nh()\n",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        Reading *reading = read_anew(&grammar_javascript, str(texts[i]), BY_WHOLE);
        const Syntax *s = reading_syntax(reading);
        Ref cls = find_named(s, N_CLASS, "A"), method = find_named(s, N_FUNCTION, "n");
        assert_true(s->has_error && cls && has_flag(s, cls, NF_ERROR));
        assert_true(method && !has_flag(s, method, NF_ERROR) && is_within(s, method, cls));
        Ref last = s->count - 1;
        assert_true(kind_of(s, last) == N_NAME && !has_flag(s, last - 1, NF_ERROR));
        reading_free(reading);
    }
}

/* One edit of a Python text: the first `mark` in it becomes `with`. */
static void check_edit(const char *text, const char *mark, const char *with)
{
    Document *doc = document_new(grammar_python.ts(), text, strlen(text));
    assert_true(reading_try(doc, &grammar_python, PATIENCE));
    uint32_t at = (uint32_t)(strstr(text, mark) - text);
    document_edit(doc, (Span){at, at + (uint32_t)strlen(mark)}, with, strlen(with));
    check_edited(doc, &grammar_python, "a.py");
    document_free(doc);
}

/* tree-sitter-python takes a line between the columns of the class and its members for the
 * module's, without an error, and some characters for blanks wherever they stand. */
static void a_class_may_end_in_a_member(void **state)
{
    (void)state;
    check_edit("a = (\nclass A:\n    def m(self):\n        pass # x\n\n    def n(self):\n"
               "        pass\n",
               " # x", "\n seconds");
    check_edit("class A:\n    def m(self):\n        pass\n\n    @d\n    def n(self):\n"
               "        pass\n",
               "    @d", "  @d");
    check_edit("class A:\n    x: int\n    #\n    y: int\n", "#", "\xEF\xBB\xBF");
}

/* A row of dashes is an error without a node. */
static void a_module_begins_with_its_first_unit(void **state)
{
    (void)state;
    const char text[] = "# c\n-------------------------x\nimport b\n";
    Document *doc = document_new(grammar_python.ts(), text, sizeof text - 1);
    assert_true(reading_try(doc, &grammar_python, PATIENCE));
    uint32_t at = (uint32_t)(strchr(text, 'x') - text);
    document_edit(doc, (Span){at, at + 1}, "", 0);
    check_edited(doc, &grammar_python, "a.py");
    document_free(doc);
}

/* --- what takes long --- */

static Document *open_repeated(const char *text, int times)
{
    Buffer all;
    buffer_init(&all);
    for (int i = 0; i < times; i++)
        buffer_puts(&all, text);
    Document *doc = document_new(grammar_python.ts(), all.data, all.len);
    buffer_release(&all);
    return doc;
}

static uint32_t nodes_of(Document *doc)
{
    Reading *reading = reading_of(doc, &grammar_python);
    uint32_t count = reading_syntax(reading)->count;
    reading_free(reading);
    return count;
}

/* 60 KB of this, in Python, take seconds: each tag is recovered from anew. */
static void a_text_without_end_is_given_up(void **state)
{
    (void)state;
    Document *doc = open_repeated("<a>", 20000);
    doc->patience = 20;
    assert_int_equal(nodes_of(doc), 2);
    assert_true(reading_gave_up(doc));
    document_edit(doc, (Span){0, 60000}, "pass\n", 5);
    assert_int_equal(nodes_of(doc), 3);
    assert_false(reading_gave_up(doc));
    document_free(doc);
}

/* A parse that takes long is made elsewhere, and what comes of it is taken over. */
static void a_twin_is_read_in_its_stead(void **state)
{
    (void)state;
    Document *doc = open_repeated("pass\n", 20000);
    assert_false(reading_try(doc, &grammar_python, 0));
    Document *twin = document_twin(doc);
    assert_true(reading_try(twin, &grammar_python, 1000));
    reading_adopt(doc, twin);
    document_free(twin);
    assert_true(reading_try(doc, &grammar_python, 0));
    assert_false(reading_gave_up(doc));
    assert_int_equal(nodes_of(doc), 20002);

    document_edit(doc, (Span){0, 4}, "x", 1);
    twin = document_twin(doc);
    document_interrupt(twin);
    assert_int_equal(nodes_of(twin), 2);
    reading_adopt(doc, twin);
    document_free(twin);
    assert_true(reading_gave_up(doc));
    document_free(doc);
}

/* Who holds a reading sees what it was, whatever becomes of the document. */
static void a_reading_that_is_held_stays(void **state)
{
    (void)state;
    Document *doc = open_repeated("a = 1\n", 3);
    Reading *held = reading_of(doc, &grammar_python);
    uint32_t count = reading_syntax(held)->count;
    document_edit(doc, (Span){6, 6}, "b()\n", 4);
    assert_true(nodes_of(doc) > count);
    assert_int_equal(reading_syntax(held)->count, count);
    document_free(doc);
    assert_int_equal(reading_syntax(held)->text.len, 18);
    reading_free(held);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_without_errors_equals_its_units),
        cmocka_unit_test(an_edited_text_equals_a_fresh_one),
        cmocka_unit_test(a_prefix_equals_a_fresh_one),
        cmocka_unit_test(an_error_stays_in_its_member),
        cmocka_unit_test(a_class_may_end_in_a_member),
        cmocka_unit_test(a_module_begins_with_its_first_unit),
        cmocka_unit_test(a_text_without_end_is_given_up),
        cmocka_unit_test(a_twin_is_read_in_its_stead),
        cmocka_unit_test(a_reading_that_is_held_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
