/*
 * parse.c - `parse THREADS PATH...`: tree-sitter's own parse of every file, and nothing
 * else: the limit of whoever parses all there is. With the C library's memory.
 *
 * Prints the number of files and of bytes parsed; when there is but one file, that is parsed
 * ten times, and the seconds of one parse are printed, by the processor and by the clock.
 */
#include "asynclint/grammar.h"
#include "files/list.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static FileList list;
static atomic_uint next;
static atomic_uint files;
static atomic_ullong bytes;

static void say_nothing(const char *fmt, ...)
{
    (void)fmt;
}

static void parse_text(TSParser *parser, const FileText *source)
{
    Str program = file_text_program(source);
    ts_parser_set_language(parser, grammar_ts(source->language));
    ts_tree_delete(ts_parser_parse_string(parser, NULL, program.ptr, program.len));
    files++;
    bytes += source->len;
}

static void *work(void *unused)
{
    Arena arena;
    arena_init(&arena);
    TSParser *parser = ts_parser_new();
    for (;;) {
        uint32_t i = next++;
        if (i >= list.files.len)
            break;
        FileText source = {0};
        const char *reason;
        bool gone;
        if (!file_text_read(&list.files.items[i], &arena, &source, &reason, &gone))
            continue;
        parse_text(parser, &source);
        file_text_release(&source);
    }
    ts_parser_delete(parser);
    arena_release(&arena);
    return unused;
}

static double now(clockid_t clock)
{
    struct timespec at;
    clock_gettime(clock, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

/* The time of one parse, without that of the start of a process. */
static void parse_one(void)
{
    enum { TIMES = 10 };
    double start = now(CLOCK_PROCESS_CPUTIME_ID), began = now(CLOCK_MONOTONIC);
    for (int i = 0; i < TIMES; i++) {
        next = 0;
        work(NULL);
    }
    printf("%f %f\n", (now(CLOCK_PROCESS_CPUTIME_ID) - start) / TIMES,
           (now(CLOCK_MONOTONIC) - began) / TIMES);
}

int main(int argc, char **argv)
{
    enum { MOST = 64 };
    pthread_t threads[MOST];
    int count = argc > 1 ? atoi(argv[1]) : 0;
    if (count < 1 || count > MOST)
        return 2;
    files_init(&list, say_nothing, true);
    for (int i = 2; i < argc; i++)
        files_add(&list, argv[i], "");
    files_finish(&list);
    if (list.files.len == 1) {
        parse_one();
    } else {
        for (int i = 1; i < count; i++)
            pthread_create(&threads[i], NULL, work, NULL);
        work(NULL);
        for (int i = 1; i < count; i++)
            pthread_join(threads[i], NULL);
        printf("%u %llu\n", files, bytes);
    }
    files_release(&list);
    return 0;
}
