/*
 * json.c - JSON that arrives, forgivingly; strings that leave, safely.
 *
 * jansson takes only well-formed Unicode. Editors do send other text: half an emoji while
 * one is being typed (UTF-16 surrogates), a Latin-1 file (Neovim sends its bytes). To
 * refuse such a message would lose the edit in it, and the document with it.
 */
#include "server/json.h"

#include "asynclint/document.h"

#include <stdlib.h>

static const char REPLACEMENT[] = "\xEF\xBF\xBD"; /* U+FFFD */

static json_t *parse(const char *text, size_t len)
{
    return json_loadb(text, len, JSON_ALLOW_NUL | JSON_DECODE_ANY, NULL);
}

static bool mend_bytes(Buffer *text)
{
    bool mended = false;
    size_t bad, from = 0;
    while (!utf8_valid(text->data + from, text->len - from, &bad)) {
        text->data[from + bad] = '?';
        from += bad + 1;
        mended = true;
    }
    return mended;
}

/* The code unit of the escape \uXXXX at `at`, or 0. */
static unsigned code_unit(const Buffer *text, size_t at)
{
    if (at + 6 > text->len || text->data[at] != '\\' || text->data[at + 1] != 'u')
        return 0;
    char digits[5] = {0};
    memcpy(digits, text->data + at + 2, 4);
    return (unsigned)strtoul(digits, NULL, 16);
}

static bool mend_surrogates(Buffer *text)
{
    bool mended = false;
    for (size_t i = 0; i + 1 < text->len; i++) {
        if (text->data[i] != '\\')
            continue;
        unsigned unit = code_unit(text, i) & 0xFC00;
        if (unit == 0xD800 && (code_unit(text, i + 6) & 0xFC00) == 0xDC00) {
            i += 11;
        } else if (unit == 0xD800 || unit == 0xDC00) {
            memcpy(text->data + i + 2, "fffd", 4);
            mended = true;
        } else {
            i++; /* an escaped backslash begins no escape */
        }
    }
    return mended;
}

json_t *json_read(Str text)
{
    json_t *value = parse(text.ptr, text.len);
    if (value)
        return value;
    Buffer copy;
    buffer_init(&copy);
    buffer_append(&copy, text.ptr, text.len);
    bool bytes = mend_bytes(&copy), surrogates = mend_surrogates(&copy);
    if (bytes || surrogates)
        value = parse(copy.data, copy.len);
    buffer_release(&copy);
    return value;
}

json_t *json_utf8(const char *text, size_t len)
{
    json_t *value = json_stringn(text, len);
    if (value)
        return value;
    Buffer copy;
    buffer_init(&copy);
    size_t bad;
    while (!utf8_valid(text, len, &bad)) {
        buffer_append(&copy, text, bad);
        buffer_puts(&copy, REPLACEMENT);
        text += bad + 1;
        len -= bad + 1;
    }
    buffer_append(&copy, text, len);
    value = json_stringn(copy.data, copy.len);
    buffer_release(&copy);
    return value;
}

json_t *json_at(const json_t *root, const char *path)
{
    char key[64];
    json_t *value = NULL;
    while (*path) {
        size_t len = strcspn(path, ".");
        if (len >= sizeof key)
            return NULL;
        memcpy(key, path, len);
        key[len] = '\0';
        value = json_object_get(value ? value : root, key);
        if (!value)
            return NULL;
        path += len + (path[len] == '.');
    }
    return value;
}

const char *json_string_at(const json_t *root, const char *path)
{
    return json_string_value(json_at(root, path));
}

bool json_true_at(const json_t *root, const char *path)
{
    return json_is_true(json_at(root, path));
}

bool json_holds(const json_t *array, const char *text)
{
    size_t i;
    json_t *item;
    json_array_foreach(array, i, item)
    {
        if (same(json_string_value(item), text))
            return true;
    }
    return false;
}
