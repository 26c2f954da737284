/*
 * fuzz_source.c - programs: the laws of findings and fixes hold. The first byte picks the
 * language, as KINDS has it; the rest is the text.
 */
#include "source_law.h"
#include "splice.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *data, size_t size, const uint8_t *other,
                                 size_t other_size, uint8_t *out, size_t max,
                                 unsigned seed);

typedef struct Kind {
    char byte;
    Language language;
    const char *path;
} Kind;

static const Kind KINDS[] = {
    {'p', LANG_PYTHON, "app/server.py"},      {'j', LANG_JAVASCRIPT, "app/server.js"},
    {'c', LANG_JAVASCRIPT, "app/server.cjs"}, {'r', LANG_JAVASCRIPT, "app/view.jsx"},
    {'t', LANG_TYPESCRIPT, "app/server.ts"},  {'x', LANG_TSX, "app/view.tsx"},
};

static const Kind *pick_kind(uint8_t byte)
{
    for (size_t i = 0; i < COUNT(KINDS); i++)
        if (KINDS[i].byte == (char)byte)
            return &KINDS[i];
    return &KINDS[byte % COUNT(KINDS)];
}

static Str text_behind(const uint8_t *data, size_t size)
{
    return (Str){(const char *)data + 1, (uint32_t)size - 1};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 0) {
        const Kind *kind = pick_kind(data[0]);
        check_source(kind->language, kind->path, text_behind(data, size));
    }
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
    if (size < 2 || max < 2)
        return LLVMFuzzerMutate(data, size, max);
    Str text = text_behind(data, size);
    char *out = (char *)data + 1;
    Language language = pick_kind(data[0])->language;
    size_t len = seed % 4 ? splice(language, text, text, seed, out, max - 1) : 0;
    return 1 + (len ? len : LLVMFuzzerMutate(data + 1, size - 1, max - 1));
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *data, size_t size, const uint8_t *other,
                                 size_t other_size, uint8_t *out, size_t max, unsigned seed)
{
    if (size < 2 || other_size < 2 || max < 2)
        return 0;
    out[0] = data[0];
    size_t len = splice(pick_kind(data[0])->language, text_behind(data, size),
                        text_behind(other, other_size), seed, (char *)out + 1, max - 1);
    return len ? len + 1 : 0;
}
