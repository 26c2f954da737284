/* test_stamp.c - summaries that say the same have the same number, others have another. */
#include "unit.h"

#include "asynclint/analysis.h"

static uint64_t stamp(const char *text, bool places)
{
    Document *doc = document_new(grammar_ts(LANG_PYTHON), text, strlen(text));
    Summary *summary = analysis_summary(doc, LANG_PYTHON, "a.py", NULL);
    uint64_t number = summary_stamp(summary, places);
    summary_free(summary);
    document_free(doc);
    return number;
}

static const char TEXT[] = "import time\nfrom m import f\ndef g():\n    f()\n";

static void only_what_is_said_counts(void **state)
{
    (void)state;
    assert_true(stamp(TEXT, true) == stamp(TEXT, true));
    const char *moved = "import time\n# moved\nfrom m import f\ndef g():\n    f()\n";
    assert_true(stamp(TEXT, true) != stamp(moved, true));
    assert_true(stamp(TEXT, false) == stamp(moved, false));
}

static void whatever_is_said_counts(void **state)
{
    (void)state;
    static const char *const others[] = {
        "import time\nfrom n import f\ndef g():\n    f()\n",
        "import time\nfrom m import h as f\ndef g():\n    f()\n",
        "import time\nfrom m import f\ndef h():\n    f()\n",
        "import time\nfrom m import f\nasync def g():\n    f()\n",
        "import time\nfrom m import f\ndef g():\n    f\n",
        "import time\nfrom m import f\ndef g():\n    f.x()\n",
        "import time\nfrom m import f\ndef g():\n    f()\n    time.sleep(1)\n",
        "import time\nfrom m import f\ndef g():\n    f()\nclass C(f): pass\n",
        "import time\nfrom m import f\nfrom m import *\ndef g():\n    f()\n",
    };
    for (size_t i = 0; i < COUNT(others); i++)
        assert_true(stamp(TEXT, false) != stamp(others[i], false));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_is_said_counts),
        cmocka_unit_test(whatever_is_said_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
