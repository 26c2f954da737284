/* sieve.c - asks the bytes of a file before they are parsed. */
#include "check/sieve.h"

#include "asynclint/analysis.h"
#include "text/paths.h"

#include <stdlib.h>

static const Words *words_for(const Sieve *sieve, const Config *config, bool js)
{
    for (uint32_t i = 0; i < sieve->sets.len; i++)
        if (sieve->sets.items[i].config == config && sieve->sets.items[i].js == js)
            return sieve->sets.items[i].words;
    return NULL;
}

/* What was named is wanted whatever it says, and a name without an ending says nothing. */
static void add_words(Sieve *sieve, const File *file)
{
    Language language = language_of_path(file->path);
    SieveWords one = {.config = file->config, .js = language_is_js(language)};
    if (file->named || file->is_stdin || (!one.js && language != LANG_PYTHON) ||
        words_for(sieve, file->config, one.js))
        return;
    one.words = analysis_words(file->config, language);
    vec_push(&sieve->arena, &sieve->sets, one);
}

void sieve_init(Sieve *sieve, const FileList *list)
{
    *sieve = (Sieve){.list = list, .open = same(getenv("ASYNCLINT_PARSE"), "all")};
    arena_init(&sieve->arena);
    sieve->listed.arena = &sieve->arena;
    sieve->states = arena_alloc(&sieve->arena, list->files.len + (size_t)1);
    sieve->asks =
        arena_alloc(&sieve->arena, (list->files.len + (size_t)1) * sizeof *sieve->asks);
    for (uint32_t i = 0; i < list->files.len && !sieve->open; i++) {
        char *path = path_absolute(list->files.items[i].path);
        map_set(&sieve->listed, path, (void *)(uintptr_t)(i + 1)); /* NOLINT: a number */
        free(path);
        add_words(sieve, &list->files.items[i]);
    }
}

void sieve_release(Sieve *sieve)
{
    for (uint32_t i = 0; i < sieve->sets.len; i++)
        words_free(sieve->sets.items[i].words);
    arena_release(&sieve->arena);
}

bool sieve_index(const Sieve *sieve, const char *path, size_t *file)
{
    uintptr_t number = (uintptr_t)map_get(&sieve->listed, path);
    *file = number ? number - 1 : 0;
    return number;
}

/* A notebook's cells run on a loop. */
static bool is_loud(const Sieve *sieve, const File *file, const FileText *source)
{
    const Words *words = words_for(sieve, file->config, language_is_js(source->language));
    if (sieve->open || file->named || file->is_stdin || source->notebook || !words)
        return true;
    return words_in(words, file_text_program(source));
}

bool sieve_lets(const Sieve *sieve, const File *file, const FileText *source)
{
    uint8_t *state = &sieve->states[file - sieve->list->files.items];
    if (*state == SIEVE_UNSEEN)
        *state = is_loud(sieve, file, source) ? SIEVE_LOUD : SIEVE_QUIET;
    return *state != SIEVE_QUIET;
}
