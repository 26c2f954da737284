/*
 * facts_cmd.c - `asynclint facts FILE`: what the program sees in a file, for those who
 * write grammars and rules. With --syntax, the nodes that the facts are made from.
 */
#include "asynclint/asynclint.h"
#include "asynclint/known.h"
#include "asynclint/reading.h"
#include "check/facts_dump.h"
#include "check/terminal.h"

#include <errno.h>
#include <stdio.h>

static bool read_file(const char *path, Buffer *out)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    char chunk[16 * 1024];
    size_t len;
    while ((len = fread(chunk, 1, sizeof chunk, file)) > 0)
        buffer_append(out, chunk, len);
    bool ok = !ferror(file);
    fclose(file);
    return ok;
}

static void print_file(const char *path, bool syntax_only, const Buffer *text, Buffer *out)
{
    const Grammar *grammar = grammar_for(language_of_path(path));
    Document *doc = document_new(grammar->ts(), text->data, text->len);
    Reading *reading = reading_of(doc, grammar);
    Syntax *syntax = reading_syntax(reading);
    Arena arena;
    arena_init(&arena);
    if (syntax_only)
        syntax_print(syntax, out);
    else
        facts_print(facts_build(&arena, syntax, path, 0, NULL), out);
    arena_release(&arena);
    reading_free(reading);
    document_free(doc);
}

static int fail(const char *why, const char *detail)
{
    message("facts: %s: %s", detail, why);
    return STATUS_FAILED;
}

int facts_main(int argc, char **argv)
{
    bool syntax_only = argc == 3 && strcmp(argv[1], "--syntax") == 0;
    if (argc != 2 + syntax_only)
        return fail("usage: asynclint facts [--syntax] FILE", "arguments");
    const char *path = argv[argc - 1];
    if (!grammar_for(language_of_path(path)))
        return fail("not a language that it knows", path);
    Buffer text, out;
    buffer_init(&text);
    buffer_init(&out);
    bool ok = read_file(path, &text);
    if (ok) {
        print_file(path, syntax_only, &text, &out);
        buffer_clear(&text);
        safe_lines(&text, out.data, out.len);
        fwrite(text.data, 1, text.len, stdout);
    }
    buffer_release(&text);
    buffer_release(&out);
    return ok ? STATUS_CLEAN : fail(strerror(errno), path);
}
