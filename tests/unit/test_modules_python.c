/* test_modules_python.c - which file of the workspace a dotted name of Python means. */
#include "unit.h"

#include "asynclint/modules.h"

#include "memory_files.h"

#include <stdio.h>

/* "path", "path member", then " | package member" when a package could bind it itself. */
static const char *find(MemoryFile *files, const char *from, const char *name)
{
    static char said[512];
    const char *const roots[] = {"/w"};
    Modules *modules = modules_new(roots, 1, memory_files(files));
    Module found;
    bool is_found = modules_find(
        modules, (ModuleName){.from = from, .language = LANG_PYTHON, .name = name}, &found);
    assert_int_equal(is_found, found.path != NULL);
    int len = snprintf(said, sizeof said, "%s", found.path ? found.path : "nothing");
    if (found.member)
        len += snprintf(said + len, sizeof said - (size_t)len, " %s", found.member);
    if (found.package)
        snprintf(said + len, sizeof said - (size_t)len, " | %s %s", found.package,
                 found.package_member);
    modules_free(modules);
    return said;
}

static MemoryFile tree[] = {
    {"/w/app.py"},
    {"/w/pkg/__init__.py"},
    {"/w/pkg/core.py"},
    {"/w/pkg/both.py"},
    {"/w/pkg/both/__init__.py"},
    {"/w/pkg/sub/__init__.py"},
    {"/w/pkg/sub/deep.py"},
    {"/w/pkg/loose/part.py"},
    {"/w/pkg/logging.py"},
    {"/w/typed.pyi"},
    {"/w/pkg/twice.py"},
    {"/w/pkg/twice.pyi"},
    {"/elsewhere/other.py"},
    {NULL},
};

static void an_absolute_name_is_followed_from_the_root(void **state)
{
    (void)state;
    assert_string_equal(find(tree, "/w/app.py", "pkg"), "/w/pkg/__init__.py");
    assert_string_equal(find(tree, "/w/app.py", "pkg.run"), "/w/pkg/__init__.py run");
    assert_string_equal(find(tree, "/w/app.py", "pkg.core"),
                        "/w/pkg/core.py | /w/pkg/__init__.py core");
    assert_string_equal(find(tree, "/w/app.py", "pkg.core.f.g"),
                        "/w/pkg/core.py f.g | /w/pkg/__init__.py core.f.g");
    assert_string_equal(find(tree, "/w/pkg/sub/deep.py", "pkg.core.f"),
                        "/w/pkg/core.py f | /w/pkg/__init__.py core.f");
    assert_string_equal(find(tree, "/w/app.py", "pkg.sub.deep.C#run"),
                        "/w/pkg/sub/deep.py C#run | /w/pkg/sub/__init__.py deep.C#run");
}

static void a_package_comes_before_a_module(void **state)
{
    (void)state;
    assert_string_equal(find(tree, "/w/app.py", "pkg.both.f"),
                        "/w/pkg/both/__init__.py f | /w/pkg/__init__.py both.f");
}

static void a_relative_name_begins_at_the_file(void **state)
{
    (void)state;
    assert_string_equal(find(tree, "/w/pkg/core.py", "."), "/w/pkg/__init__.py");
    assert_string_equal(find(tree, "/w/pkg/core.py", ".run"), "/w/pkg/__init__.py run");
    assert_string_equal(find(tree, "/w/pkg/core.py", ".sub.deep"),
                        "/w/pkg/sub/deep.py | /w/pkg/sub/__init__.py deep");
    assert_string_equal(find(tree, "/w/pkg/sub/__init__.py", ".deep.f"),
                        "/w/pkg/sub/deep.py f | /w/pkg/sub/__init__.py deep.f");
    assert_string_equal(find(tree, "/w/pkg/sub/deep.py", "..core.f"),
                        "/w/pkg/core.py f | /w/pkg/__init__.py core.f");
    assert_string_equal(find(tree, "/w/pkg/sub/deep.py", "...app"), "/w/app.py");
    assert_string_equal(find(tree, "/w/pkg/sub/deep.py", "....other"), "nothing");
    assert_string_equal(find(tree, "/w/app.py", "..elsewhere.other"), "nothing");
}

static void a_namespace_package_has_only_its_modules(void **state)
{
    (void)state;
    assert_string_equal(find(tree, "/w/app.py", "pkg.loose.part.f"),
                        "/w/pkg/loose/part.py f");
    assert_string_equal(find(tree, "/w/app.py", "pkg.loose.missing"),
                        "/w/pkg/__init__.py loose.missing");
    MemoryFile split[] = {
        {"/w/pyproject.toml"}, {"/w/src/ns/one/__init__.py"},
        {"/w/ns/two.py"},      {"/w/src/whole/x.py"},
        {"/w/whole.py"},       {NULL},
    };
    assert_string_equal(find(split, "/w/ns/two.py", "ns.one"), "/w/src/ns/one/__init__.py");
    assert_string_equal(find(split, "/w/src/ns/one/__init__.py", "ns.two.f"),
                        "/w/ns/two.py f");
    assert_string_equal(find(split, "/w/ns/two.py", "whole.x"), "/w/whole.py x");
    assert_string_equal(find(split, "/w/ns/two.py", "ns"), "nothing");
}

static void a_stub_stands_for_its_module_where_there_is_no_source(void **state)
{
    (void)state;
    assert_string_equal(find(tree, "/w/app.py", "typed.f"), "/w/typed.pyi f");
    assert_string_equal(find(tree, "/w/app.py", "pkg.twice.f"),
                        "/w/pkg/twice.py f | /w/pkg/__init__.py twice.f");
}

static void projects_have_their_own_roots(void **state)
{
    (void)state;
    MemoryFile projects[] = {
        {"/w/services/api/pyproject.toml"},
        {"/w/services/api/src/api/__init__.py"},
        {"/w/services/api/src/api/views.py"},
        {"/w/services/api/tests/test_views.py"},
        {"/w/services/api/tests/helpers.py"},
        {"/w/services/web/app/views.py"},
        {"/w/services/web/app/models.py"},
        {"/w/src/shared.py"},
        {NULL},
    };
    const char *test = "/w/services/api/tests/test_views.py";
    assert_string_equal(find(projects, test, "api.views.f"),
                        "/w/services/api/src/api/views.py f | "
                        "/w/services/api/src/api/__init__.py views.f");
    assert_string_equal(find(projects, test, "helpers.f"),
                        "/w/services/api/tests/helpers.py f");
    assert_string_equal(find(projects, test, "shared.f"), "/w/src/shared.py f");
    /* No file says where the project begins: the folders around are tried. */
    assert_string_equal(find(projects, "/w/services/web/app/views.py", "app.models.f"),
                        "/w/services/web/app/models.py f");
    assert_string_equal(find(projects, "/w/services/web/app/views.py", "api.views"),
                        "nothing");
}

static void the_standard_library_is_not_shadowed_from_afar(void **state)
{
    (void)state;
    assert_string_equal(find(tree, "/w/pkg/core.py", "logging.info"), "nothing");
    assert_string_equal(find(tree, "/w/pkg/core.py", ".logging.info"),
                        "/w/pkg/logging.py info | /w/pkg/__init__.py logging.info");
    assert_string_equal(find(tree, "/w/app.py", "os.path"), "nothing");
    MemoryFile scripts[] = {
        {"/w/queue.py"}, {"/w/run.py"}, {"/w/app/run.py"}, {"/w/app/types.py"}, {NULL}};
    assert_string_equal(find(scripts, "/w/run.py", "queue.Queue"), "/w/queue.py Queue");
    assert_string_equal(find(scripts, "/w/app/run.py", "queue.Queue"), "nothing");
    assert_string_equal(find(scripts, "/w/app/run.py", "types.f"), "nothing");
}

static void what_is_no_name_of_the_workspace_finds_nothing(void **state)
{
    (void)state;
    static const char *const names[] = {"requests.get", "a/b", "", "other", "..", "."};
    for (size_t i = 0; i < COUNT(names); i++)
        assert_string_equal(find(tree, "/w/app.py", names[i]), "nothing");
    assert_string_equal(find(tree, "/w/app.py", "pkg..core"), "/w/pkg/__init__.py .core");
    assert_string_equal(find(tree, "/elsewhere/other.py", "pkg.core"), "nothing");
    assert_string_equal(find(tree, "untitled", "pkg.core"), "nothing");
}

static void answers_are_kept_until_they_are_forgotten(void **state)
{
    (void)state;
    MemoryFile files[] = {{"/w/a.py"}, {"/w/b.py"}, {NULL}};
    const char *const roots[] = {"/w"};
    Modules *modules = modules_new(roots, 1, memory_files(files));
    ModuleName name = {.from = "/w/a.py", .language = LANG_PYTHON, .name = "b.f"};
    Module found;
    assert_true(modules_find(modules, name, &found));
    files[1].path = "/w/c.py";
    assert_true(modules_find(modules, name, &found));
    assert_string_equal(found.path, "/w/b.py");
    assert_string_equal(found.member, "f");
    modules_forget(modules);
    assert_false(modules_find(modules, name, &found));
    assert_null(found.path);
    modules_free(modules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_absolute_name_is_followed_from_the_root),
        cmocka_unit_test(a_package_comes_before_a_module),
        cmocka_unit_test(a_relative_name_begins_at_the_file),
        cmocka_unit_test(a_namespace_package_has_only_its_modules),
        cmocka_unit_test(a_stub_stands_for_its_module_where_there_is_no_source),
        cmocka_unit_test(projects_have_their_own_roots),
        cmocka_unit_test(the_standard_library_is_not_shadowed_from_afar),
        cmocka_unit_test(what_is_no_name_of_the_workspace_finds_nothing),
        cmocka_unit_test(answers_are_kept_until_they_are_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
