/* test_summary.c - a summary is a value: written, read and compared. */
#include "unit.h"

#include "asynclint/analysis.h"

static const char PYTHON[] = "from .lib import load, Base\n"
                             "from .stars import *\n"
                             "import time\n"
                             "__all__ = ['f', 'C']\n"
                             "class C(Base):\n"
                             "    def __init__(self, db: Base): self.db = db\n"
                             "    @property\n"
                             "    def p(self): return load(1)\n"
                             "def g(): return f()\n"
                             "async def f():\n"
                             "    time.sleep(1)\n"
                             "    C(2).db.q()\n"
                             "def s():\n"
                             "    import threading, jobs\n"
                             "    threading.Thread(target=jobs.run).start()\n"
                             "    print(jobs.done)\n";

static Summary *summarise(const char *text)
{
    Document *doc = document_new(grammar_ts(LANG_PYTHON), text, strlen(text));
    Summary *summary = analysis_summary(doc, LANG_PYTHON, "a.py", NULL);
    document_free(doc);
    return summary;
}

static void is_read_as_written(void **state)
{
    (void)state;
    Buffer bytes;
    buffer_init(&bytes);
    Summary *summary = summarise(PYTHON);
    summary_write(summary, &bytes);
    Summary *again = summary_read(bytes.data, bytes.len);
    assert_non_null(again);
    assert_true(summary_equal(summary, again));
    assert_int_equal(again->functions.len, summary->functions.len);
    assert_true(again->has_all);
    assert_int_equal(again->all.len, 2);
    assert_int_equal(again->handoffs.len, 1);
    assert_string_equal(again->handoffs.items[0].looks.items[0], "done");
    summary_free(again);
    summary_free(summary);
    buffer_release(&bytes);
}

/* On one line, in code points, also behind a byte-order mark. */
static void tells_columns(void **state)
{
    (void)state;
    static const char text[] =
        "\xEF\xBB\xBF"
        "async def f(): g('\xC3\xA4'); time.sleep(1); g(g(2)); g(3)\n"
        "def g(n): h(n); g(1)\n"
        "def h(n): return g(g(n))\n";
    Summary *summary = summarise(text);
    assert_true(summary->calls.len > 5);
    for (uint32_t i = 0; i < summary->calls.len; i++) {
        Location at = summary->calls.items[i].at;
        uint32_t line = 1, column = 1;
        for (uint32_t byte = 3; byte < at.span.start; byte++) {
            column += ((unsigned char)text[byte] & 0xC0) != 0x80;
            if (text[byte] == '\n')
                line++, column = 1;
        }
        assert_int_equal(at.line, line);
        assert_int_equal(at.column, column);
    }
    summary_free(summary);
}

static void tells_texts_apart(void **state)
{
    (void)state;
    Summary *a = summarise("def f(): g()\ndef g(): pass\n");
    Summary *b = summarise("def f(): g()\ndef g(): 1\n");
    Summary *c = summarise("def f(): f()\ndef g(): pass\n");
    assert_true(summary_equal(a, b));
    assert_false(summary_equal(a, c));
    summary_free(a);
    summary_free(b);
    summary_free(c);
}

static void refuses_what_is_cut_or_changed(void **state)
{
    (void)state;
    Buffer bytes;
    buffer_init(&bytes);
    Summary *summary = summarise(PYTHON);
    summary_write(summary, &bytes);
    for (size_t len = 0; len < bytes.len; len++) {
        char *piece = xmalloc(len + 1); /* of its own, so that a sanitizer sees the end */
        memcpy(piece, bytes.data, len);
        assert_null(summary_read(piece, len));
        free(piece);
    }
    for (size_t i = 0; i < bytes.len; i++) {
        bytes.data[i] ^= (char)0xFF;
        summary_free(summary_read(bytes.data, bytes.len)); /* anything, but no crash */
        bytes.data[i] ^= (char)0xFF;
    }
    summary_free(summary);
    buffer_release(&bytes);
}

static int set_up(void **state)
{
    (void)state;
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_read_as_written),
        cmocka_unit_test(tells_columns),
        cmocka_unit_test(tells_texts_apart),
        cmocka_unit_test(refuses_what_is_cut_or_changed),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
