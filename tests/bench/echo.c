/*
 * echo.c - a server that knows nothing: what the client and the pipes alone cost.
 *
 * It answers every request by null, initialize by incremental synchronisation, and each
 * text that is opened or changed by no diagnostics, with its version. Nothing is parsed:
 * the fields are looked for where our own client writes them.
 */
#include "asynclint/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void answer(const char *body)
{
    char head[64];
    int len = snprintf(head, sizeof head, "Content-Length: %zu\r\n\r\n", strlen(body));
    if (write(STDOUT_FILENO, head, (size_t)len) < 0 ||
        write(STDOUT_FILENO, body, strlen(body)) < 0)
        exit(1);
}

/* The text between `before` and the first of `stop` behind it. */
static bool field(const char *message, const char *before, char stop, char out[4096])
{
    const char *from = strstr(message, before);
    if (!from)
        return false;
    from += strlen(before);
    size_t len = strcspn(from, (char[]){stop, ',', '}', '\0'});
    if (len >= 4096)
        return false;
    memcpy(out, from, len);
    out[len] = '\0';
    return true;
}

static void handle(const char *message)
{
    char id[4096], uri[4096], version[4096], body[9216];
    if (strstr(message, "\"method\":\"exit\""))
        exit(0);
    if (strstr(message, "\"method\":\"initialize\"")) {
        field(message, "\"id\":", ',', id);
        snprintf(body, sizeof body,
                 "{\"jsonrpc\":\"2.0\",\"id\":%.20s,\"result\":{\"capabilities\":"
                 "{\"textDocumentSync\":2}}}",
                 id);
        answer(body);
    } else if (strstr(message, "\"contentChanges\"") || strstr(message, "\"text\"")) {
        if (!field(message, "\"uri\":\"", '"', uri) ||
            !field(message, "\"version\":", ',', version))
            return;
        snprintf(body, sizeof body,
                 "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/publishDiagnostics\","
                 "\"params\":{\"uri\":\"%s\",\"version\":%.20s,\"diagnostics\":[]}}",
                 uri, version);
        answer(body);
    } else if (field(message, "\"id\":", ',', id)) {
        snprintf(body, sizeof body, "{\"jsonrpc\":\"2.0\",\"id\":%.20s,\"result\":null}",
                 id);
        answer(body);
    }
}

/* Handles the first message when all of it is there. */
static bool take(Buffer *in)
{
    const char *head = "Content-Length: ";
    if (!in->len || strncmp(in->data, head, strlen(head)) != 0)
        return false;
    char *end;
    size_t len = strtoul(in->data + strlen(head), &end, 10);
    size_t from = (size_t)(end - in->data) + strlen("\r\n\r\n");
    if (in->len < from + len)
        return false;
    char *body = in->data + from, after = body[len];
    body[len] = '\0';
    handle(body);
    body[len] = after;
    memmove(in->data, body + len, in->len - from - len);
    in->len -= from + len;
    return true;
}

int main(void)
{
    static char piece[1 << 16];
    Buffer in;
    buffer_init(&in);
    for (;;) {
        ssize_t got = read(STDIN_FILENO, piece, sizeof piece);
        if (got <= 0)
            break;
        buffer_append(&in, piece, (size_t)got);
        buffer_append(&in, "", 1); /* what ends the last body, for the time of a look */
        in.len--;
        while (take(&in))
            continue;
    }
    buffer_release(&in);
    return 0;
}
