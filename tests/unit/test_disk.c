/* test_disk.c - the disk as Files, and names looked up on it. */
#include "unit.h"

#include "asynclint/modules.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char top[] = "/tmp/asynclint-disk-XXXXXX";

static const char *at(const char *name)
{
    static char path[4][256];
    static int next;
    next = (next + 1) % 4;
    snprintf(path[next], sizeof path[next], "%s/%s", top, name);
    return path[next];
}

static void put(const char *name, const char *text)
{
    FILE *file = fopen(at(name), "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static int make_tree(void **state)
{
    (void)state;
    if (!mkdtemp(top) || mkdir(at("outside"), 0755) || mkdir(at("ws"), 0755) ||
        mkdir(at("ws/pkg"), 0755))
        return -1;
    put("ws/app.py", "");
    put("ws/pkg/__init__.py", "");
    put("ws/pkg/mod.py", "");
    put("outside/far.py", "");
    return symlink(at("ws"), at("ws/pkg/loop")) ||
           symlink("mod.py", at("ws/pkg/alias.py")) ||
           symlink("nowhere.py", at("ws/pkg/dangling.py"));
}

static int remove_tree(void **state)
{
    (void)state;
    char command[300];
    snprintf(command, sizeof command, "rm -rf '%s'", top);
    return system(command);
}

typedef struct Seen {
    int files, folders, others;
} Seen;

static void count(void *context, const char *name, EntryKind kind)
{
    Seen *seen = context;
    assert_null(strchr(name, '/'));
    seen->files += kind == ENTRY_FILE;
    seen->folders += kind == ENTRY_FOLDER;
    seen->others += kind == ENTRY_NONE;
}

static void a_folder_is_listed_with_links_as_what_they_lead_to(void **state)
{
    (void)state;
    Files disk = files_on_disk();
    Seen seen = {0};
    disk.list(disk.data, at("ws/pkg"), count, &seen);
    assert_int_equal(seen.files, 3);
    assert_int_equal(seen.folders, 1);
    assert_int_equal(seen.others, 1);
    seen = (Seen){0};
    disk.list(disk.data, at("nowhere"), count, &seen);
    disk.list(disk.data, at("ws/app.py"), count, &seen);
    assert_int_equal(seen.files + seen.folders + seen.others, 0);
}

static void a_file_is_read_up_to_a_limit(void **state)
{
    (void)state;
    put("ws/five", "12345");
    Files disk = files_on_disk();
    Buffer text;
    buffer_init(&text);
    assert_true(disk.read(disk.data, at("ws/five"), 5, &text));
    assert_string_equal(text.data, "12345");
    assert_false(disk.read(disk.data, at("ws/five"), 4, &text));
    assert_false(disk.read(disk.data, at("ws/pkg"), 100, &text));
    assert_false(disk.read(disk.data, at("ws/none"), 100, &text));
    buffer_release(&text);
}

static const char *find(Modules *modules, const char *name)
{
    Module found;
    modules_find(modules,
                 (ModuleName){at("ws/app.py"), LANG_PYTHON, name, .required = false},
                 &found);
    return found.path ? found.path : "nothing";
}

static void names_are_looked_up_on_the_disk(void **state)
{
    (void)state;
    const char *const roots[] = {at("ws")};
    Modules *modules = modules_new(roots, 1, files_on_disk());
    assert_string_equal(find(modules, "pkg.mod.f"), at("ws/pkg/mod.py"));
    assert_string_equal(find(modules, "pkg.alias"), at("ws/pkg/alias.py"));
    assert_string_equal(find(modules, "pkg.dangling"), at("ws/pkg/__init__.py"));
    /* A name cannot be longer than it is written: a link in a circle does no harm. */
    assert_string_equal(find(modules, "pkg.loop.pkg.loop.app"),
                        at("ws/pkg/loop/pkg/loop/app.py"));
    assert_string_equal(find(modules, "...outside.far"), "nothing");
    modules_free(modules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_is_listed_with_links_as_what_they_lead_to),
        cmocka_unit_test(a_file_is_read_up_to_a_limit),
        cmocka_unit_test(names_are_looked_up_on_the_disk),
    };
    return cmocka_run_group_tests(tests, make_tree, remove_tree);
}
