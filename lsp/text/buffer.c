/* buffer.c - growable bytes: input that arrives in pieces, output that is built up. */
#include "asynclint/base.h"

#include <stdio.h>
#include <stdlib.h>

void buffer_init(Buffer *buffer)
{
    buffer->cap = 64;
    buffer->len = 0;
    buffer->data = xmalloc(buffer->cap);
    buffer->data[0] = '\0';
}

void buffer_release(Buffer *buffer)
{
    free(buffer->data);
    *buffer = (Buffer){0};
}

void buffer_clear(Buffer *buffer)
{
    buffer->len = 0;
    buffer->data[0] = '\0';
}

/* Makes room for `more` bytes and the NUL behind them. */
static void reserve(Buffer *buffer, size_t more)
{
    if (more > SIZE_MAX / 2 - buffer->len)
        die("out of memory");
    size_t need = buffer->len + more + 1;
    if (need <= buffer->cap)
        return;
    while (buffer->cap < need)
        buffer->cap *= 2;
    buffer->data = xrealloc(buffer->data, buffer->cap);
}

char *buffer_grow(Buffer *buffer, size_t len)
{
    reserve(buffer, len);
    return buffer_room(buffer, len);
}

void buffer_append(Buffer *buffer, const void *bytes, size_t len)
{
    char *room = buffer_room(buffer, len);
    if (len)
        memcpy(room, bytes, len);
}

void buffer_puts(Buffer *buffer, const char *text)
{
    buffer_append(buffer, text, strlen(text));
}

void buffer_printf(Buffer *buffer, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, fmt, args);
    if (len < 0)
        die("cannot format a message");
    reserve(buffer, (size_t)len);
    vsnprintf(buffer->data + buffer->len, (size_t)len + 1, fmt, again);
    buffer->len += (size_t)len;
    va_end(again);
    va_end(args);
}

void buffer_drop(Buffer *buffer, size_t len)
{
    if (len > buffer->len)
        len = buffer->len;
    memmove(buffer->data, buffer->data + len, buffer->len - len + 1);
    buffer->len -= len;
}
