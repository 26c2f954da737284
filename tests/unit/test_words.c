/* test_words.c - words that are looked for in bytes, and the words of the tables and rules. */
#include "unit.h"

#include "asynclint/analysis.h"
#include "asynclint/imports.h"
#include "text/words.h"

#include <stdlib.h>

static bool holds(const char *list, const char *text)
{
    Words *words = words_new();
    words_add_list(words, list);
    size_t len = strlen(text);
    char *copy = xmalloc(len + 1); /* so that a sanitizer sees its end */
    memcpy(copy, text, len + 1);
    bool found = words_in(words, (Str){copy, (uint32_t)len});
    free(copy);
    words_free(words);
    return found;
}

static void test_words(void **state)
{
    (void)state;
    assert_false(holds("", "anything"));
    assert_true(holds("async", "async"));
    assert_true(holds("async", "a = [async]"));
    assert_false(holds("async", "asyncio myasync async_ $async \xC3\xA4sync"));
    assert_true(holds(".get", "x\n  .get"));
    assert_true(holds(".get", "x./* y */get"));
    assert_false(holds(".get", "get() 'get'"));
    assert_true(holds("'request", "on('request')"));
    assert_false(holds("'request", "request"));
    assert_true(holds("import(", "import ('x')"));
    assert_false(holds("import(", "import x from 'y'"));
    assert_false(holds("import(", "/**\n * @type {import('x').Y}\n */"));
    assert_true(holds("import(", "/** x */ { import('x') }"));
    assert_true(holds("*Router", "userRouter"));
    assert_false(holds("*Router", "Routers"));
    assert_true(holds("p-map", "from 'p-map'"));
    assert_false(holds("p-map", "map xp-nap map"));
    assert_false(holds("http", "// http://a.b"));
    assert_true(holds("http", "'node:http'"));
}

static void test_pairs(void **state)
{
    (void)state;
    assert_true(holds("os+.remove", "import os\nos.remove(x)"));
    assert_true(holds("os+.remove", "x.remove(os)"));
    assert_false(holds("os+.remove", "import os\nremove(x)"));
    assert_false(holds("os+.remove", "x.remove(y)"));
    assert_true(holds("Int8Array+~shared", "new Int8Array(mySharedBytes)"));
    assert_false(holds("Int8Array+~shared", "new Int8Array(mine)"));
    Words *words = words_new();
    assert_true(words_add(words, "requests+get"));
    assert_true(words_add(words, "alone"));
    assert_false(words_add(words, "alone"));
    words_join(words, "requests", "urllib3");
    words_join(words, "urllib3", "more");
    assert_true(words_in(words, str("more.get")));
    assert_false(words_in(words, str("more.set")));
    assert_false(words_in(words, str("get")));
    assert_true(words_have(words, "alone"));
    assert_false(words_have(words, "get"));
    assert_true(words_add_any(words));
    assert_true(words_in(words, str("")));
    words_free(words);
    assert_true(holds("async", "\xEF\xBB\xBF"
                               "async def f():"));
    assert_false(holds("async", "x\xEF\xBB\xBF"
                                "async def f():"));
}

static void test_tables(void **state)
{
    (void)state;
    Config *config = config_new();
    Words *python = analysis_words(config, LANG_PYTHON);
    Words *js = analysis_words(config, LANG_TYPESCRIPT);
    assert_true(words_in(python, str("import requests\nrequests.get(u)\n")));
    assert_true(words_in(python, str("from threading import Thread as T\n")));
    assert_false(words_in(python, str("import json\nrequests = 1\njson.dumps(x)\n")));
    assert_true(words_in(js, str("import m from 'p-map'; m(x)")));
    assert_true(words_in(js, str("require('fs').promises.readFile(x)")));
    assert_true(words_in(js, str("fetch(u)")));
    assert_false(words_in(js, str("export const a = b.c(d => d.e)")));
    words_free(python);
    words_free(js);
    config_free(config);
}

static void assert_imports(Language language, const char *text, const char *expected)
{
    Buffer out;
    buffer_init(&out);
    imports_written(str(text), language, &out);
    for (size_t i = 0; i < out.len; i++)
        if (!out.data[i])
            out.data[i] = ' ';
    assert_string_equal(out.data, expected);
    buffer_release(&out);
}

static void test_imports(void **state)
{
    (void)state;
    assert_imports(LANG_PYTHON, "import a.b as c, d\n", "ia.b id ");
    assert_imports(LANG_PYTHON, "try: from . import (x, # y\n  z as w)\n", "i. i.x i.z ");
    assert_imports(LANG_PYTHON, "from ..m \\\n import *\n", "i..m ");
    assert_imports(LANG_PYTHON, "raise X from e\nyield from f()\n", "");
    assert_imports(LANG_PYTHON, "from a import", "ia ");
    assert_imports(LANG_JAVASCRIPT, "import x, {y} from './a.js'\n", "i./a.js ");
    assert_imports(LANG_JAVASCRIPT, "const r = require ( \"b\" )", "rb ");
    assert_imports(LANG_JAVASCRIPT, "import(/* c */ `d`); import 'e'", "id ie ");
    assert_imports(LANG_JAVASCRIPT, "import x from 'open", "iopen ");
    assert_imports(LANG_JAVASCRIPT, "import /*", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_imports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
