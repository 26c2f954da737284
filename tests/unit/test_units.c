/*
 * test_units.c - where the scanners of grammars/ end the units of a text.
 */
#include "unit.h"

#include "syntax/unit_list.h"

typedef struct Case {
    const Grammar *grammar;
    const char *text; /* with a | before each unit but the first */
} Case;

static void assert_units(const Case *c)
{
    Buffer text;
    UnitList units;
    buffer_init(&text);
    for (const char *at = c->text; *at; at++)
        if (*at != '|')
            buffer_append(&text, at, 1);
    UnitScope scope = {.grammar = c->grammar,
                       .text = {text.data, (uint32_t)text.len},
                       .span = {0, (uint32_t)text.len}};
    assert_true(unit_list_scan(&scope, &units));
    uint32_t next = 0, byte = 0;
    for (const char *at = c->text; *at; at++) {
        if (*at != '|') {
            byte++;
            continue;
        }
        if (next >= units.len || units.items[next].span.end != byte)
            fail_msg("a unit of `%s` ends at %u, not %u", c->text,
                     next < units.len ? units.items[next].span.end : 0, byte);
        next++;
    }
    if (next + 1 != units.len)
        fail_msg("`%s` has %u units", c->text, units.len);
    unit_list_release(&units);
    buffer_release(&text);
}

static void units_end_where_statements_do(void **state)
{
    (void)state;
    const Grammar *py = &grammar_python, *js = &grammar_javascript, *ts = &grammar_tsx;
    const Case cases[] = {
        {py, "a = 1\n|b = (\n2)\n# c\n|def f():\n    x\n\n    y\n|z\n"},
        {py,
         "if x:\n    a\nelse:\n    b\n|try:\n    a\nexcept E:\n    b\nfinally:\n    c\n"},
        {py, "@a\n@b(\n1)\ndef f(): pass\n|x = '''\ny\n'''\n|r'\\''\n|b'''\\''''\n|1\n"},
        {py, "a = \\\n1\n|f'{x['a']}{{\n|f'''\n{x:{y}}\n'''\n|f'{x!r:>10}'\n|z\n"},
        /* errors stay in their unit */
        {py,
         "a = (1,\n|def f():\n    x = 'open\n|class C:\n    x = [(\n|@d\ndef g(): pass\n"},
        {py, "a = 'open\n|b = )\n|c\n"},
        {py, "f'{x\n|b = 1\n"},
        {js, "a()\n|b = {\n}\n|if (x) {\n}\nelse {\n}\n|try {\n}\ncatch (e) "
             "{\n}\n|f(\n1\n)\n|g()"},
        {js, "a\n(b)\n|x = y\n+ z\n|x\n`t${`\n${a}`}`\n|let y = /['\"/]/.test(a) / 2\n|b"},
        {js, "if (a)\nb()\n|for (;;)\nb()\n|@d\nclass A {\n}\n|export "
             "default\nfoo\n|c;\n|(d)\n"},
        {js, "const a = <div>\nit's {b} <b/>\n</div>\n|c()\n|x = <></>\n|y\n"},
        {js, "a /* \n' */\n// '\n|b;\n|(function () {\nfunction g() {\n}\n})()\n|c\n"},
        {ts, "interface A\nextends B {\n}\n|function f<T extends X>(a: T)\n{\n}\n|x "
             "as\nY\n|z!\n"},
        {js, "function f() {\n  a(\n}\n|function g() {\n  if (x) {\n}\n|export class A {\n "
             " m() {\n"
             "    (\n  }\n}\n|const b = 'c\n|d()\n"},
        {js, "function f() {\n  if (x) {\n|function g() {\n}\n|h()\n"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_units(&cases[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_end_where_statements_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
