/* init_look.c - what a folder's files tell of the project. */
#include "check/init.h"

#include "check/terminal.h"
#include "files/list.h"
#include "files/notebook.h"
#include "text/paths.h"

#include <stdlib.h>

static const char *const TESTS[] = {"test", "tests", "__tests__", "spec", "e2e"};
static const char *const FOREIGN[] = {"vendor",      "vendored",  "third_party",
                                      "third-party", "generated", "__generated__"};

/* A statement that imports the module begins at `line`. */
static bool is_import_of(const char *line, size_t len, const char *module)
{
    static const char *const words[] = {"import ", "from "};
    size_t name = strlen(module);
    while (len > 0 && (*line == ' ' || *line == '\t')) {
        line++;
        len--;
    }
    for (size_t i = 0; i < COUNT(words); i++) {
        size_t word = strlen(words[i]);
        if (len >= word + name && memcmp(line, words[i], word) == 0 &&
            memcmp(line + word, module, name) == 0)
            return len == word + name || strchr(" .,\t\r", line[word + name]);
    }
    return false;
}

static bool imports(Str text, const char *module)
{
    const char *end = text.ptr + text.len, *line = text.ptr;
    while (line < end) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *stop = newline ? newline : end;
        if (is_import_of(line, (size_t)(stop - line), module))
            return true;
        line = stop + 1;
    }
    return false;
}

static void look_into(Sight *sight, const File *file)
{
    FileText source;
    const char *reason;
    bool gone;
    Arena arena;
    arena_init(&arena);
    if (file_text_read(file, &arena, &source, &reason, &gone)) {
        Str text = file_text_program(&source);
        bool python = source.language == LANG_PYTHON;
        sight->notebooks += source.notebook != NULL;
        sight->python += python && !source.notebook;
        sight->javascript += source.language == LANG_JAVASCRIPT;
        sight->typescript +=
            source.language == LANG_TYPESCRIPT || source.language == LANG_TSX;
        sight->aiohttp += python && imports(text, "aiohttp");
        sight->httpx += python && imports(text, "httpx");
        sight->requests += python && imports(text, "requests");
    }
    file_text_release(&source);
    arena_release(&arena);
}

static void add_once(Arena *arena, SightNames *names, const char *name)
{
    for (uint32_t i = 0; i < names->len; i++)
        if (same(names->items[i], name))
            return;
    vec_push(arena, names, name);
}

/* The name in the table that a folder of the path has, or NULL. */
static const char *folder_among(const char *path, const char *const *table, size_t count)
{
    for (const char *slash; (slash = strchr(path, '/')); path = slash + 1)
        for (size_t i = 0; i < count; i++)
            if (str_is((Str){path, (uint32_t)(slash - path)}, table[i]))
                return table[i];
    return NULL;
}

static void look_at_path(Sight *sight, const char *path)
{
    const char *test = folder_among(path, TESTS, COUNT(TESTS));
    const char *other = folder_among(path, FOREIGN, COUNT(FOREIGN));
    if (test && !other)
        add_once(&sight->arena, &sight->tests, test);
    if (other)
        add_once(&sight->arena, &sight->foreign, other);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort(SightNames *names)
{
    if (names->len)
        qsort(names->items, names->len, sizeof *names->items, compare_names);
}

void sight_init(Sight *sight, const char *folder)
{
    *sight = (Sight){0};
    arena_init(&sight->arena);
    FileList list;
    files_init(&list, message, true);
    list.notebooks = true;
    files_add(&list, folder, "");
    files_finish(&list);
    char *top = path_absolute(folder);
    for (uint32_t i = 0; i < list.files.len; i++) {
        char *path = path_absolute(list.files.items[i].path);
        look_at_path(sight, path_within(top, path));
        look_into(sight, &list.files.items[i]);
        free(path);
    }
    free(top);
    sort(&sight->tests);
    sort(&sight->foreign);
    sight->failed = list.failed;
    files_release(&list);
}

void sight_release(Sight *sight)
{
    arena_release(&sight->arena);
}
