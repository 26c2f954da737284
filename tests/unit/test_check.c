/* test_check.c - the parts of the command line that are hard to reach from outside. */
#include "unit.h"

#include "asynclint/document.h"
#include "check/options.h"
#include "check/pool.h"
#include "check/report.h"
#include "check/terminal.h"
#include "check/write.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void columns_count_code_points(void **state)
{
    (void)state;
    Document *doc = document_new(NULL,
                                 "\xEF\xBB\xBF"
                                 "é𝄞x\r\nab\rc",
                                 16);
    Columns columns;
    columns_init(&columns, doc);
    static const struct {
        uint32_t byte, line, column;
    } table[] = {{0, 1, 1},  {3, 1, 1},  {5, 1, 2},  {9, 1, 3},  {10, 1, 4},
                 {12, 2, 1}, {14, 2, 3}, {15, 3, 1}, {16, 3, 2}, {999, 3, 2}};
    for (size_t i = 0; i < COUNT(table); i++) {
        LineColumn at = columns_at(&columns, table[i].byte);
        assert_int_equal(at.line, table[i].line);
        assert_int_equal(at.column, table[i].column);
    }
    columns_release(&columns);
    document_free(doc);
}

static void columns_of_a_long_line_agree_with_counting(void **state)
{
    (void)state;
    Buffer text;
    buffer_init(&text);
    for (int i = 0; i < 5000; i++)
        buffer_puts(&text, i % 7 ? "a" : "€");
    Document *doc = document_new(NULL, text.data, text.len);
    Columns columns;
    columns_init(&columns, doc);
    uint32_t column = 0;
    for (uint32_t byte = 0; byte < text.len; byte++) {
        column += ((unsigned char)text.data[byte] & 0xC0) != 0x80;
        if (((unsigned char)text.data[byte] & 0xC0) != 0x80)
            assert_int_equal(columns_at(&columns, byte).column, column);
    }
    assert_int_equal(columns_at(&columns, (uint32_t)text.len).column, 5001);
    columns_release(&columns);
    document_free(doc);
    buffer_release(&text);
}

static void text_is_made_safe(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"plain ünï 日本", "plain ünï 日本"},
        {"a\x1b[31m\a\r\n\t", "a\\x1b[31m\\a\\r\\n\\t"},
        {"\x7f\xc2\x9b", "\\x7f\\u009b"},
        {"\xe2\x80\xae\xe2\x81\xa6\xef\xbb\xbf", "\\u202e\\u2066\\ufeff"},
        {"\xff\xc3(\xe2\x82", "\\xff\\xc3(\\xe2\\x82"},
        {"\xed\xa0\x80\xc0\x80\xf4\x90\x80\x80",
         "\\xed\\xa0\\x80\\xc0\\x80\\xf4\\x90\\x80\\x80"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        Buffer out;
        buffer_init(&out);
        safe_puts(&out, table[i][0]);
        assert_string_equal(out.data, table[i][1]);
        buffer_release(&out);
    }
}

static void characters_have_their_width(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned width;
    } table[] = {{"a", 1}, {"é", 1}, {"日", 2}, {"\xCC\x81", 0}, {"\t", 4}, {"\x1b", 4}};
    for (size_t i = 0; i < COUNT(table); i++) {
        Buffer out;
        buffer_init(&out);
        assert_int_equal(safe_char(&out, table[i].text, strlen(table[i].text), 4),
                         table[i].width);
        buffer_release(&out);
    }
}

static void the_nearest_name_is_found(void **state)
{
    (void)state;
    static const char *const names[] = {"select", "ignore", "min-severity",
                                        "fix",    "diff",   NULL};
    assert_string_equal(closest_name("selct", names), "select");
    assert_string_equal(closest_name("min_severity", names), "min-severity");
    assert_string_equal(closest_name("fx", names), "fix");
    assert_null(closest_name("xyz", names));
    assert_null(closest_name("", names));
    assert_null(closest_name("something quite different", names));
}

enum { WORK = 2000 };

typedef struct Order {
    atomic_uint worked[WORK];
    size_t delivered, stop_at;
} Order;

static void work(void *context, size_t index)
{
    Order *order = context;
    if (index % 97 == 0)
        usleep(200);
    atomic_fetch_add(&order->worked[index], 1);
}

static bool deliver(void *context, size_t index)
{
    Order *order = context;
    assert_int_equal(index, order->delivered);
    assert_int_equal(atomic_load(&order->worked[index]), 1);
    return ++order->delivered != order->stop_at;
}

static void a_pool_delivers_in_order(void **state)
{
    (void)state;
    static const unsigned threads[] = {1, 2, 7};
    for (size_t i = 0; i < COUNT(threads); i++) {
        Order *order = xmalloc(sizeof *order);
        memset(order, 0, sizeof *order);
        Pool pool = {.threads = threads[i],
                     .count = WORK,
                     .context = order,
                     .work = work,
                     .deliver = deliver};
        pool_run(&pool);
        assert_int_equal(order->delivered, WORK);
        memset(order, 0, sizeof *order);
        order->stop_at = 10;
        pool_run(&pool);
        assert_int_equal(order->delivered, 10);
        free(order);
    }
}

/* A folder of its own for each test, and a file in it. */
static char path[64];

static int make_file(void **state)
{
    (void)state;
    static char folder[32];
    strcpy(folder, "/tmp/asynclint-unit-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/a.py", folder);
    const char *problem;
    return file_write(path, "old\n", 4, &problem) ? 0 : -1;
}

static int drop_file(void **state)
{
    (void)state;
    char command[96];
    snprintf(command, sizeof command, "rm -rf %.26s", path);
    return system(command);
}

static void assert_text(const char *expected)
{
    char text[64] = "";
    int fd = open(path, O_RDONLY);
    assert_true(fd >= 0);
    assert_true(read(fd, text, sizeof text - 1) >= 0);
    close(fd);
    assert_string_equal(text, expected);
}

static void assert_no_leftovers(void)
{
    char command[128];
    snprintf(command, sizeof command, "test $(ls -A %.26s | wc -l) = 1", path);
    assert_int_equal(system(command), 0);
}

static void a_file_is_replaced_with_its_mode(void **state)
{
    (void)state;
    const char *problem = NULL;
    assert_int_equal(chmod(path, 0640), 0);
    assert_true(file_replace(path, str("old\n"), str("new\n"), &problem));
    assert_null(problem);
    assert_text("new\n");
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0640);
    assert_no_leftovers();
}

static void a_file_that_changed_meanwhile_is_left(void **state)
{
    (void)state;
    static const char *const expected[] = {"other\n", "old", "old\nmore", ""};
    for (size_t i = 0; i < COUNT(expected); i++) {
        const char *problem = NULL;
        assert_false(file_replace(path, str(expected[i]), str("new\n"), &problem));
        assert_non_null(strstr(problem, "changed while"));
        assert_text("old\n");
        assert_no_leftovers();
    }
}

static void a_read_only_or_missing_file_is_left(void **state)
{
    (void)state;
    const char *problem = NULL;
    assert_int_equal(chmod(path, 0444), 0);
    assert_false(file_replace(path, str("old\n"), str("new\n"), &problem));
    assert_non_null(strstr(problem, "read-only"));
    assert_text("old\n");
    assert_no_leftovers();
    unlink(path);
    assert_false(file_replace(path, str("old\n"), str("new\n"), &problem));
    assert_string_equal(problem, "No such file or directory");
}

static void output_that_is_no_file_is_written_through(void **state)
{
    (void)state;
    const char *problem = NULL;
    assert_true(file_write("/dev/null", "x", 1, &problem));
    assert_false(file_write("/dev/full", "x", 1, &problem));
    assert_string_equal(problem, "No space left on device");
    assert_false(file_write("/nonexistent/x", "x", 1, &problem));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_count_code_points),
        cmocka_unit_test(columns_of_a_long_line_agree_with_counting),
        cmocka_unit_test(text_is_made_safe),
        cmocka_unit_test(characters_have_their_width),
        cmocka_unit_test(the_nearest_name_is_found),
        cmocka_unit_test(a_pool_delivers_in_order),
        cmocka_unit_test_setup_teardown(a_file_is_replaced_with_its_mode, make_file,
                                        drop_file),
        cmocka_unit_test_setup_teardown(a_file_that_changed_meanwhile_is_left, make_file,
                                        drop_file),
        cmocka_unit_test_setup_teardown(a_read_only_or_missing_file_is_left, make_file,
                                        drop_file),
        cmocka_unit_test(output_that_is_no_file_is_written_through),
    };
    return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
