/*
 * language.c - which language a file is in: by its extension, by what the client calls
 * it, or by its first line.
 */
#include "asynclint/grammar.h"

typedef struct Row {
    const char *text;
    Language language;
} Row;

/* The first row whose text is `text`. */
static Language look_up(const Row *rows, size_t count, Str text)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(text, rows[i].text))
            return rows[i].language;
    return LANG_NONE;
}

Language language_of_path(const char *path)
{
    static const Row EXTENSIONS[] = {
        {"py", LANG_PYTHON},      {"pyi", LANG_PYTHON},     {"pyw", LANG_PYTHON},
        {"js", LANG_JAVASCRIPT},  {"mjs", LANG_JAVASCRIPT}, {"cjs", LANG_JAVASCRIPT},
        {"jsx", LANG_JAVASCRIPT}, {"ts", LANG_TYPESCRIPT},  {"mts", LANG_TYPESCRIPT},
        {"cts", LANG_TYPESCRIPT}, {"tsx", LANG_TSX},        {"toml", LANG_TOML},
    };
    const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');
    if (!dot || (slash && dot < slash))
        return LANG_NONE;
    return look_up(EXTENSIONS, COUNT(EXTENSIONS), str(dot + 1));
}

Language language_of_id(const char *language_id)
{
    static const Row IDS[] = {
        {"python", LANG_PYTHON},         {"javascript", LANG_JAVASCRIPT},
        {"typescript", LANG_TYPESCRIPT}, {"javascriptreact", LANG_JAVASCRIPT},
        {"typescriptreact", LANG_TSX},
    };
    return look_up(IDS, COUNT(IDS), str(language_id));
}

/* "python3.12" and "pypy3" say python as "python" does. */
static Str without_version(Str word)
{
    while (word.len && (word.ptr[word.len - 1] == '.' ||
                        (word.ptr[word.len - 1] >= '0' && word.ptr[word.len - 1] <= '9')))
        word.len--;
    return word;
}

static Language language_of_program(Str word)
{
    static const Row PROGRAMS[] = {
        {"python", LANG_PYTHON},   {"pypy", LANG_PYTHON},        {"pythonw", LANG_PYTHON},
        {"node", LANG_JAVASCRIPT}, {"nodejs", LANG_JAVASCRIPT},  {"deno", LANG_TYPESCRIPT},
        {"bun", LANG_TYPESCRIPT},  {"ts-node", LANG_TYPESCRIPT}, {"tsx", LANG_TYPESCRIPT},
    };
    for (uint32_t i = word.len; i > 0; i--)
        if (word.ptr[i - 1] == '/') {
            word = (Str){word.ptr + i, word.len - i};
            break;
        }
    return look_up(PROGRAMS, COUNT(PROGRAMS), without_version(word));
}

/* Takes the first word off `line`; empty between two blanks, and at the end. */
static Str take_word(Str *line)
{
    uint32_t len = 0;
    while (len < line->len && line->ptr[len] != ' ' && line->ptr[len] != '\t')
        len++;
    Str word = {line->ptr, len};
    if (len < line->len)
        len++;
    *line = (Str){line->ptr + len, line->len - len};
    return word;
}

Language language_of_shebang(Str text)
{
    if (text.len < 2 || memcmp(text.ptr, "#!", 2) != 0)
        return LANG_NONE;
    Str line = {text.ptr + 2, 0};
    while (2 + line.len < text.len && line.ptr[line.len] != '\n' &&
           line.ptr[line.len] != '\r')
        line.len++;
    Language found = LANG_NONE;
    while (!found && line.len)
        found = language_of_program(take_word(&line));
    return found;
}

const char *language_name(Language language)
{
    static const char *const NAMES[LANG_COUNT] = {
        [LANG_NONE] = "none",
        [LANG_PYTHON] = "python",
        [LANG_JAVASCRIPT] = "javascript",
        [LANG_TYPESCRIPT] = "typescript",
        [LANG_TSX] = "tsx",
        [LANG_TOML] = "toml",
    };
    return NAMES[language];
}
