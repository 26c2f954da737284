/* test_frame.c - frames in any pieces, and what is no frame. */
#include "server/frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* Feeds `input` in pieces of `size` bytes; returns the bodies, each between [ and ], and
 * one ! for each loss. A body that starts with ? is rejected. */
static char *read_all(const char *input, size_t len, size_t size)
{
    static char seen[4096];
    FrameReader reader;
    frame_init(&reader);
    size_t used = 0;
    for (size_t at = 0; at < len; at += size) {
        frame_feed(&reader, input + at, len - at < size ? len - at : size);
        Str body;
        const char *problem;
        FrameStatus status;
        while ((status = frame_next(&reader, &body, &problem)) != FRAME_MORE) {
            if (status == FRAME_LOST) {
                assert_non_null(problem);
                seen[used++] = '!';
                continue;
            }
            used += (size_t)sprintf(seen + used, "[%.*s]", (int)body.len, body.ptr);
            if (body.len && body.ptr[0] == '?')
                frame_reject(&reader);
        }
    }
    seen[used] = '\0';
    frame_release(&reader);
    return seen;
}

static void expect(const char *input, const char *seen)
{
    size_t len = strlen(input);
    for (size_t size = 1; size <= len; size++)
        assert_string_equal(read_all(input, len, size), seen);
}

#define L "Content-Length: "
#define E "\r\n\r\n"

static void test_pieces(void **state)
{
    (void)state;
    expect(L "2" E "ab" L "3" E "cde" L "0" E, "[ab][cde][]");
    expect("content-length:2" E "ab", "[ab]");
    expect(L "2\n\nab", "[ab]");
    expect("\r\n\r\n" L "2" E "ab\r\n" L "1" E "c", "[ab][c]");
}

static void test_headers(void **state)
{
    (void)state;
    expect("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n" L "2" E "ab",
           "[ab]");
    expect(L "  2  \r\nX-Other: 1" E "ab", "[ab]");
    expect(L "9\r\n" L "2" E "ab", "[ab]");
}

static void test_garbage(void **state)
{
    (void)state;
    expect("hello\r\n" L "2" E "ab", "![ab]");
    expect("hello" L "2" E "ab", "![ab]");
    expect(L "x" E "ab" L "2" E "cd", "![cd]");
    expect(L "-1" E L "2" E "cd", "![cd]");
    expect(L E L "2" E "cd", "![cd]");
    expect(L "99999999999999999999999" E L "2" E "cd", "![cd]");
    expect("Other: 1" E L "2" E "cd", "![cd]");
    expect(L "2" E "abcdef" L "2" E "gh" L "x" E L "1" E "i", "[ab]![gh]![i]");
}

/* A wrong length makes a body that is no message: the next frame is found all the same. */
static void test_reject(void **state)
{
    (void)state;
    const char *too_long = L "30" E "?b" L "2" E "cd" L "8" E "01234567";
    assert_string_equal(read_all(too_long, strlen(too_long), 200),
                        "[?bContent-Length: 2\r\n\r\ncdConte][cd][01234567]");
    expect(L "2" E "?bcd" L "1" E "e", "[?b][e]");
    expect(L "20" E "?Content-Length: 2  " L "1" E "e", "[?Content-Length: 2  ][e]");
    expect(L "19" E "?" L "2\t" E "ab", "[?" L "2\t][ab]");
    /* The header behind it begins before the body's end. */
    expect(L "11" E "?Content-Length: 2" E "ab", "[?Content-Le][ab]");
    expect(L "18" E "?" L "2" E "ab", "[?" L "2][ab]");
}

static void test_endless_header(void **state)
{
    (void)state;
    size_t len = 100 * 1024;
    char *input = xmalloc(len + 64);
    memset(input, 'x', len);
    size_t tail = (size_t)sprintf(input + len, L "2" E "ab");
    assert_string_equal(read_all(input, len + tail, 1000), "![ab]");
    memset(input, '\0', len);
    assert_string_equal(read_all(input, len + tail, 4096), "![ab]");
    free(input);
}

static void test_write(void **state)
{
    (void)state;
    Buffer out;
    buffer_init(&out);
    frame_write(&out, "ab", 2);
    frame_write(&out, "", 0);
    assert_string_equal(out.data, L "2" E "ab" L "0" E);
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces),         cmocka_unit_test(test_headers),
        cmocka_unit_test(test_garbage),        cmocka_unit_test(test_reject),
        cmocka_unit_test(test_endless_header), cmocka_unit_test(test_write),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
