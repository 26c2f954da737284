/* test_imports.c - what imports give at a place, and where new ones go. */
#include "bench.h"

typedef struct Case {
    const char *module, *name; /* asked for; name NULL: the module */
    const char *text;          /* the place is its last `f()`, or its first node */
    const char *found;         /* what the fix is to write */
    const char *fixed;         /* the text then; NULL: no import was added */
} Case;

static void check_case(Language language, const char *path, const Case *c)
{
    Bench *bench = bench_new(language, path, c->text);
    Fix *fix = bench_fix(bench, bench_node(bench, "f()"));
    const char *found = c->name ? fix_import_name(&bench->pass, fix, c->module, c->name)
                                : fix_import(&bench->pass, fix, c->module);
    Arena *arena = &bench->analysis.arena;
    assert_string_equal(arena_printf(arena, "%s\n%s", c->text, found),
                        arena_printf(arena, "%s\n%s", c->text, c->found));
    assert_string_equal(bench_fixed(bench), c->fixed ? c->fixed : c->text);
    bench_free(bench);
}

#define HEAD "import asyncio\n\n\n"

static void test_python_places(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"asyncio", NULL, "f()\n", "asyncio", "import asyncio\n\nf()\n"},
        {"asyncio", NULL, "def g(): f()\n", "asyncio", HEAD "def g(): f()\n"},
        {"asyncio", NULL,
         "\xef\xbb\xbf"
         "f()\n",
         "asyncio", "\xef\xbb\xbfimport asyncio\n\nf()\n"},
        {"asyncio", NULL, "import os\n\nf()\n", "asyncio",
         "import os\nimport asyncio\n\nf()\n"},
        {"asyncio", NULL, "import os\r\nf()\r\n", "asyncio",
         "import os\r\nimport asyncio\r\nf()\r\n"},
        {"asyncio", NULL, "import os; f()", "asyncio", "import os; f()\nimport asyncio"},
        {"asyncio", NULL, "import os  # why\nf()\n", "asyncio",
         "import os  # why\nimport asyncio\nf()\n"},
        {"asyncio", NULL, "\"\"\"Doc.\"\"\"\n\nf()\n", "asyncio",
         "\"\"\"Doc.\"\"\"\n\nimport asyncio\n\nf()\n"},
        {"asyncio", NULL, "\"\"\"Doc.\"\"\"\nfrom __future__ import annotations\n\nf()\n",
         "asyncio",
         "\"\"\"Doc.\"\"\"\nfrom __future__ import annotations\nimport asyncio\n\nf()\n"},
        {"asyncio", NULL, "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\nf()\n",
         "asyncio",
         "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\nimport asyncio\n\nf()\n"},
        {"asyncio", NULL, "# Licence.\n\n# About g.\ndef g(): f()\n", "asyncio",
         "# Licence.\n\n" HEAD "# About g.\ndef g(): f()\n"},
        {"asyncio", NULL, "# asynclint: ignore-file\nf()\n", "asyncio",
         "# asynclint: ignore-file\nimport asyncio\n\nf()\n"},
        {"asyncio", NULL, "# asynclint: ignore[bench]\nf()\n", "asyncio",
         "import asyncio\n\n# asynclint: ignore[bench]\nf()\n"},
        {"asyncio", NULL,
         "import os\nif TYPE_CHECKING:\n    import x\ntry:\n    import y\nexcept E:\n    y "
         "= 1\n"
         "import sys\nf()\n",
         "asyncio",
         "import os\nif TYPE_CHECKING:\n    import x\ntry:\n    import y\nexcept E:\n    y "
         "= 1\n"
         "import sys\nimport asyncio\nf()\n"},
        {"asyncio", NULL, "import os\nf()\nimport late\n", "asyncio",
         "import os\nimport asyncio\nf()\nimport late\n"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        check_case(LANG_PYTHON, "bench.py", &CASES[i]);
}

static void test_python_reuse(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"asyncio", NULL, "import asyncio\nf()\n", "asyncio", NULL},
        {"asyncio", NULL, "import asyncio as aio\nf()\n", "aio", NULL},
        {"asyncio", "sleep", "from asyncio import sleep\nf()\n", "sleep", NULL},
        {"asyncio", "sleep", "from asyncio import sleep as s\nf()\n", "s", NULL},
        {"asyncio", "sleep", "import asyncio as aio\nf()\n", "aio.sleep", NULL},
        {"asyncio", "sleep", "from asyncio import gather\nf()\n", "asyncio.sleep",
         "from asyncio import gather\nimport asyncio\nf()\n"},
        {"os.path", NULL, "import os.path\nf()\n", "os.path", NULL},
        {"os.path", NULL, "from os import path\nf()\n", "path", NULL},
        {"os.path", NULL, "import os.path as p\nf()\n", "p", NULL},
        {"os", NULL, "import os.path\nf()\n", "os", NULL},
        {"concurrent.futures", "ProcessPoolExecutor", "import os\nf()\n",
         "ProcessPoolExecutor",
         "import os\nfrom concurrent.futures import ProcessPoolExecutor\nf()\n"},
        {"concurrent.futures", "wait", "import concurrent.futures as c\nf()\n", "c.wait",
         NULL},
        {"asyncio", NULL, "if TYPE_CHECKING:\n    import asyncio\nf()\n", "asyncio_2",
         "import asyncio as asyncio_2\n\nif TYPE_CHECKING:\n    import asyncio\nf()\n"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        check_case(LANG_PYTHON, "bench.py", &CASES[i]);
}

static void test_python_shadows(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"asyncio", NULL, "import asyncio\ndef g(asyncio):\n    f()\n", "asyncio_2",
         "import asyncio\nimport asyncio as asyncio_2\ndef g(asyncio):\n    f()\n"},
        {"asyncio", NULL, "asyncio = 1\nf()\n", "asyncio_2",
         "import asyncio as asyncio_2\n\nasyncio = 1\nf()\n"},
        {"asyncio", NULL, "import asyncio\ndef g():\n    f()\n    asyncio = 1\n",
         "asyncio_2",
         "import asyncio\nimport asyncio as asyncio_2\ndef g():\n    f()\n    asyncio = "
         "1\n"},
        {"asyncio", NULL, "import asyncio\ndef h(asyncio): pass\ndef g():\n    f()\n",
         "asyncio", NULL},
        {"asyncio", NULL, "def g():\n    import asyncio\n    f()\n", "asyncio", NULL},
        {"asyncio", NULL, "def g():\n    import asyncio as a\n    f()\n", "a", NULL},
        {"asyncio", NULL, "def g():\n    import asyncio as a\ndef h():\n    f()\n",
         "asyncio", HEAD "def g():\n    import asyncio as a\ndef h():\n    f()\n"},
        {"asyncio", "sleep", "from asyncio import sleep\nsleep = 1\nf()\n", "asyncio.sleep",
         "from asyncio import sleep\nimport asyncio\nsleep = 1\nf()\n"},
        {"asyncio", NULL, "f()\nimport asyncio\n", "asyncio_2",
         "import asyncio as asyncio_2\n\nf()\nimport asyncio\n"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        check_case(LANG_PYTHON, "bench.py", &CASES[i]);
}

static void test_esm(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"timers/promises", "setTimeout", "import a from 'a';\nf();\n", "sleep",
         "import a from 'a';\nimport { setTimeout as sleep } from "
         "'timers/promises';\nf();\n"},
        {"timers/promises", "setTimeout", "import a from \"node:fs\"\nf()\n", "sleep",
         "import a from \"node:fs\"\n"
         "import { setTimeout as sleep } from \"node:timers/promises\"\nf()\n"},
        {"timers/promises", "setTimeout",
         "import { setInterval } from 'node:timers/promises';\nf();\n", "sleep",
         "import { setInterval, setTimeout as sleep } from "
         "'node:timers/promises';\nf();\n"},
        {"m", "b", "import {\n  a,\n} from 'm';\nf();\n", "b",
         "import {\n  a,\n  b,\n} from 'm';\nf();\n"},
        {"m", "b", "import d, { a } from 'm';\nf();\n", "b",
         "import d, { a, b } from 'm';\nf();\n"},
        {"m", "b", "import type { a } from 'm';\nf();\n", "b",
         "import type { a } from 'm';\nimport { b } from 'm';\nf();\n"},
        {"m", "b", "import { b as c } from 'm';\nf();\n", "c", NULL},
        {"m", "b", "import * as m from 'm';\nf();\n", "m.b", NULL},
        {"fs/promises", NULL, "import fs from 'fs';\nf();\n", "fs.promises", NULL},
        {"fs/promises", NULL, "import { promises as fsp } from 'node:fs';\nf();\n", "fsp",
         NULL},
        {"fs/promises", "readFile", "import fs from 'fs/promises';\nf();\n", "fs.readFile",
         NULL},
        {"fs/promises", NULL, "import a from 'a';\nf();\n", "fs",
         "import a from 'a';\nimport fs from 'fs/promises';\nf();\n"},
        {"p-limit", "default", "import a from 'a';\nf();\n", "pLimit",
         "import a from 'a';\nimport pLimit from 'p-limit';\nf();\n"},
        {"m", "open", "import a from 'a';\nopen();\nf();\n", "open2",
         "import a from 'a';\nimport { open as open2 } from 'm';\nopen();\nf();\n"},
        {"m", "b", "import { b } from 'm';\nfunction g(b) { f(); }\n", "b2",
         "import { b, b as b2 } from 'm';\nfunction g(b) { f(); }\n"},
        {"m", "b", "#!/usr/bin/env node\nexport const x = f();\n", "b",
         "#!/usr/bin/env node\nimport { b } from 'm';\n\nexport const x = f();\n"},
        {"m", "b", "/** About g. */\nexport function g() { f(); }\n", "b",
         "import { b } from 'm';\n\n/** About g. */\nexport function g() { f(); }\n"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        check_case(LANG_TYPESCRIPT, "bench.ts", &CASES[i]);
}

static void test_commonjs(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"fs/promises", "readFile", "'use strict';\n\nconst a = require('a');\nf();\n",
         "readFile",
         "'use strict';\n\nconst a = require('a');\n"
         "const { readFile } = require('fs/promises');\nf();\n"},
        {"m", "b", "'use strict';\r\nf();\r\n", "b",
         "'use strict';\r\nconst { b } = require('m');\r\nf();\r\n"},
        {"timers/promises", "setTimeout", "const { a } = require('timers/promises')\nf()\n",
         "sleep", "const { a, setTimeout: sleep } = require('timers/promises')\nf()\n"},
        {"m", "b", "const { a: c } = require('m');\nf();\n", "b",
         "const { a: c, b } = require('m');\nf();\n"},
        {"m", "a", "const { a: c } = require('m');\nf();\n", "c", NULL},
        {"m", "b", "const { a, ...rest } = require('m');\nf();\n", "b",
         "const { a, ...rest } = require('m');\nconst { b } = require('m');\nf();\n"},
        {"fs/promises", NULL, "const fs = require('node:fs');\nf();\n", "fs.promises",
         NULL},
        {"m", NULL, "const a = require('a');\nf();\n", "m",
         "const a = require('a');\nconst m = require('m');\nf();\n"},
        {"m", NULL, "let m = require('m');\nm = 1;\nf();\n", "m2",
         "let m = require('m');\nconst m2 = require('m');\nm = 1;\nf();\n"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        check_case(LANG_JAVASCRIPT, "bench.cjs", &CASES[i]);
}

/* Two fixes that need one import bring it once; different ones keep their order. */
static void test_merging(void **state)
{
    (void)state;
    Bench *bench = bench_python("import os\ng()\nf()\n");
    Ref g = bench_node(bench, "g()"), f = bench_node(bench, "f()");
    Fix *first = bench_fix(bench, g), *second = bench_fix(bench, f);
    Pass *p = &bench->pass;
    fix_replace(p, first, span_of(p->syntax, g), "%s.g()", fix_import(p, first, "asyncio"));
    fix_replace(p, second, span_of(p->syntax, f), "%s.f(%s)",
                fix_import(p, second, "asyncio"), fix_import(p, second, "functools"));
    assert_string_equal(
        bench_fixed(bench),
        "import os\nimport asyncio\nimport functools\nasyncio.g()\nasyncio.f(functools)\n");
    bench_free(bench);
}

/* An import behind a line stands behind what else is put at its end. */
static void test_at_line_end(void **state)
{
    (void)state;
    Bench *bench = bench_js("const a = require('a')\n");
    Ref call = bench_node(bench, "require('a')");
    Fix *fix = bench_fix(bench, call);
    Pass *p = &bench->pass;
    fix_import(p, fix, "b");
    fix_insert(p, fix, node_at(p->syntax, call)->start, "(");
    fix_insert(p, fix, node_at(p->syntax, call)->end, ")");
    assert_string_equal(bench_fixed(bench),
                        "const a = (require('a'))\nconst b = require('b')\n");
    bench_free(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_python_places),  cmocka_unit_test(test_python_reuse),
        cmocka_unit_test(test_python_shadows), cmocka_unit_test(test_esm),
        cmocka_unit_test(test_commonjs),       cmocka_unit_test(test_merging),
        cmocka_unit_test(test_at_line_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
