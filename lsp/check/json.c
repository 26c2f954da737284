/* json.c - jansson's values into our buffers, and any bytes into its strings. */
#include "check/json.h"

#include "check/terminal.h"

json_t *json_from_bytes(const char *text, size_t len)
{
    json_t *value = json_stringn(text, len);
    if (value)
        return value;
    Buffer clean;
    buffer_init(&clean);
    for (size_t at = 0; at < len;) {
        uint32_t code;
        size_t size = next_char(text + at, len - at, &code);
        if (code == UINT32_MAX)
            buffer_puts(&clean, "\xEF\xBF\xBD");
        else
            buffer_append(&clean, text + at, size);
        at += size;
    }
    value = json_stringn(clean.data, clean.len);
    buffer_release(&clean);
    if (!value)
        die("out of memory");
    return value;
}

json_t *json_from_text(const char *text)
{
    return json_from_bytes(text, strlen(text));
}

/* What jansson leaves as it is, though a terminal obeys it, stands in strings only. */
static int append(const char *bytes, size_t len, void *out)
{
    for (size_t at = 0; at < len;) {
        size_t plain = 0;
        while (at + plain < len && (unsigned char)bytes[at + plain] < 0x7F)
            plain++;
        buffer_append(out, bytes + at, plain);
        at += plain;
        if (at == len)
            break;
        uint32_t code;
        size_t size = next_char(bytes + at, len - at, &code);
        if (code != UINT32_MAX && is_unsafe(code))
            buffer_printf(out, "\\u%04x", (unsigned)code);
        else
            buffer_append(out, bytes + at, size);
        at += size;
    }
    return 0;
}

void json_print(Buffer *out, json_t *value, size_t indent)
{
    size_t flags = JSON_PRESERVE_ORDER | JSON_ENCODE_ANY | JSON_INDENT(indent);
    if (!value || json_dump_callback(value, append, out, flags) != 0)
        die("out of memory");
    json_decref(value);
}
