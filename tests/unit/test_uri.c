/* test_uri.c - URIs as editors write them. */
#include "server/uri.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void expect_path(const char *uri, const char *path)
{
    char *found = uri_path(uri);
    assert_string_equal(found, path);
    free(found);
}

static void test_paths(void **state)
{
    (void)state;
    expect_path("file:///tmp/a%20b/%C3%A9.py", "/tmp/a b/\xC3\xA9.py");
    expect_path("file:///tmp/%c3%a9.py", "/tmp/\xC3\xA9.py");
    expect_path("file://", "");
    expect_path("file:/tmp/a.py", "/tmp/a.py");
    expect_path("file://host/share/a.py", "/share/a.py");
    expect_path("file:///c%3A/a.py", "/c:/a.py");
    expect_path("file:///tmp/100%", "/tmp/100%");
    expect_path("file:///tmp/%zz%4", "/tmp/%zz%4");
    expect_path("file:///tmp/a%00b", "/tmp/a%00b");
    expect_path("untitled:Untitled-1", "Untitled-1");
    expect_path("vscode-notebook-cell:/n/a.ipynb#W0sZ", "/n/a.ipynb");
    expect_path("inmemory://model/1.py", "/1.py");
    expect_path("/tmp/a.py", "/tmp/a.py");
    expect_path("C:\\a.py", "C:\\a.py");
    expect_path("", "");
}

static void test_schemes(void **state)
{
    (void)state;
    assert_true(uri_is_linted("file:///a.py"));
    assert_true(uri_is_linted("untitled:a"));
    assert_true(uri_is_linted("vscode-notebook-cell:/a#b"));
    assert_true(uri_is_linted("/a.py"));
    assert_false(uri_is_linted("git:/a.py?x"));
    assert_false(uri_is_linted("output:x"));
    assert_true(uri_is_file("file:///a.py"));
    assert_true(uri_is_file("C:\\a.py"));
    assert_false(uri_is_file("untitled:/a.py"));
}

static void test_from_path(void **state)
{
    (void)state;
    char *uri = uri_from_path("/tmp/a b/\xC3\xA9~.py");
    assert_string_equal(uri, "file:///tmp/a%20b/%C3%A9~.py");
    expect_path(uri, "/tmp/a b/\xC3\xA9~.py");
    free(uri);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_schemes),
        cmocka_unit_test(test_from_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
