/*
 * run_programs.c - as fuzz_source.c, but fast, without sanitizers and without coverage: the
 * files' programs, crossed with each other at random.
 *
 *     run_programs SEED SECONDS FILE...
 *     run_programs as-they-are FILE...
 *
 * The same seed makes the same programs. The first that breaks a law is told, and ends it.
 */
#include "source_law.h"
#include "splice.h"

#include "asynclint/files.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { LARGEST = 8000, CHAIN = 6 /* crossings of one program, at most */ };

typedef struct Program {
    Language language;
    const char *path;
    Buffer text;
} Program;

static unsigned next_number(unsigned *seed)
{
    *seed = *seed * 1103515245 + 12345;
    return *seed >> 8;
}

static Str text_of_program(const Program *program)
{
    return (Str){program->text.data, (uint32_t)program->text.len};
}

static size_t read_programs(char **paths, int count, Program *out)
{
    Files disk = files_on_disk();
    size_t read = 0;
    for (int i = 0; i < count; i++) {
        Program *program = &out[read];
        *program = (Program){.language = language_of_path(paths[i]), .path = paths[i]};
        buffer_init(&program->text);
        if (grammar_for(program->language) &&
            disk.read(disk.data, paths[i], LARGEST, &program->text))
            read++;
        else
            buffer_release(&program->text);
    }
    return read;
}

static const Program *any_of(const Program *all, size_t count, Language language,
                             unsigned *seed)
{
    size_t start = next_number(seed) % count;
    for (size_t i = start; i < start + count; i++)
        if (all[i % count].language == language)
            return &all[i % count];
    return &all[start];
}

/* One program of the random ones; checked. */
static void try_one(const Program *all, size_t count, unsigned *seed)
{
    static char text[2 * LARGEST], next[2 * LARGEST];
    const Program *first = &all[next_number(seed) % count];
    size_t len = first->text.len;
    memcpy(text, first->text.data, len);
    for (unsigned left = 1 + next_number(seed) % CHAIN; left > 0; left--) {
        const Program *other = any_of(all, count, first->language, seed);
        size_t made = splice(first->language, (Str){text, (uint32_t)len},
                             text_of_program(other), next_number(seed), next, sizeof next);
        if (made)
            memcpy(text, next, len = made);
    }
    check_source(first->language, first->path, (Str){text, (uint32_t)len});
}

static size_t tried;

/* Only what a signal handler may call. */
static void say_tried(int signal_number)
{
    (void)signal_number;
    char text[] = "                     programs, and one that breaks a law\n";
    size_t at = strlen("                    ");
    for (size_t left = tried; at > 0; left /= 10) {
        text[--at] = (char)('0' + left % 10);
        if (left < 10)
            break;
    }
    ssize_t written = write(STDOUT_FILENO, text + at, strlen(text + at));
    (void)written;
}

static void try_many(const Program *all, size_t count, unsigned seed, long seconds)
{
    for (time_t end = time(NULL) + seconds; count && time(NULL) < end; tried++)
        try_one(all, count, &seed);
}

static void try_all(const Program *all, size_t count)
{
    for (; tried < count; tried++)
        check_source(all[tried].language, all[tried].path, text_of_program(&all[tried]));
}

int main(int argc, char **argv)
{
    bool as_they_are = argc > 1 && same(argv[1], "as-they-are");
    int first = as_they_are ? 2 : 3;
    if (argc <= first)
        return 2;
    signal(SIGABRT, say_tried);
    Program *all = xmalloc((size_t)argc * sizeof *all);
    size_t count = read_programs(argv + first, argc - first, all);
    if (as_they_are)
        try_all(all, count);
    else
        try_many(all, count, (unsigned)strtoul(argv[1], NULL, 10),
                 strtol(argv[2], NULL, 10));
    printf("%zu programs\n", tried);
    for (size_t i = 0; i < count; i++)
        buffer_release(&all[i].text);
    free(all);
    return 0;
}
