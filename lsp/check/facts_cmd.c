/*
 * facts_cmd.c - `asynclint facts FILE`: what the program sees in a file, for those who
 * write grammars and rules. With --syntax, the nodes that the facts are made from.
 */
#include "asynclint/asynclint.h"
#include "asynclint/known.h"
#include "asynclint/reading.h"
#include "check/facts_dump.h"
#include "check/terminal.h"
#include "files/list.h"

#include <stdio.h>

static void print_text(const char *path, bool syntax_only, const FileText *source,
                       Buffer *out)
{
    const Grammar *grammar = grammar_for(source->language);
    Str text = file_text_program(source);
    Document *doc = document_new(grammar->ts(), text.ptr, text.len);
    Reading *reading = reading_of(doc, grammar);
    Syntax *syntax = reading_syntax(reading);
    uint32_t flags = source->notebook ? FILE_NOTEBOOK : 0;
    Arena arena;
    arena_init(&arena);
    if (syntax_only)
        syntax_print(syntax, out);
    else
        facts_print(facts_build(&arena, syntax, path, flags, NULL), out);
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
    const char *path = argv[argc - 1], *reason = NULL;
    FileList list = {.notebooks = true};
    if (!files_want(&list, path))
        return fail("not a language that it knows", path);
    File file = {.path = path, .named = true};
    FileText source;
    bool gone;
    Arena arena;
    Buffer text, out;
    arena_init(&arena);
    buffer_init(&text);
    buffer_init(&out);
    bool ok = file_text_read(&file, &arena, &source, &reason, &gone);
    if (ok) {
        print_text(path, syntax_only, &source, &out);
        safe_lines(&text, out.data, out.len);
        fwrite(text.data, 1, text.len, stdout);
    }
    int status = ok ? STATUS_CLEAN : fail(reason, path);
    file_text_release(&source);
    buffer_release(&text);
    buffer_release(&out);
    arena_release(&arena);
    return status;
}
