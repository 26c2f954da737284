/*
 * fuzz_session.c - whole sessions: each line of the input is a message. They are framed, and
 * handled by a server as those of a client are. It answers in frames, ends, and loses
 * nothing; when the first line is no "initialize", one is put before it.
 */
#include "server/frame.h"
#include "server/server.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char FIRST[] =
    "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"capabilities\":{"
    "\"workspace\":{\"workspaceEdit\":{\"documentChanges\":true}},\"textDocument\":{"
    "\"codeAction\":{\"codeActionLiteralSupport\":{\"codeActionKind\":{\"valueSet\":[\"\"]}"
    "}}}}}}";

static void write_all(int file, const Buffer *bytes)
{
    for (size_t at = 0; at < bytes->len;) {
        ssize_t len = write(file, bytes->data + at, bytes->len - at);
        if (len <= 0)
            abort();
        at += (size_t)len;
    }
    lseek(file, 0, SEEK_SET);
}

static void frame_lines(Buffer *out, const char *text, size_t size)
{
    if (size < 1 || !memmem(text, size < 80 ? size : 80, "initialize", 10))
        frame_write(out, FIRST, sizeof FIRST - 1);
    while (size) {
        const char *end = memchr(text, '\n', size);
        size_t len = end ? (size_t)(end - text) : size;
        frame_write(out, text, len);
        text += end ? len + 1 : len;
        size -= end ? len + 1 : len;
    }
}

/* All that was written is frames. */
static void check_output(int file)
{
    FrameReader reader;
    char piece[4096];
    ssize_t len;
    frame_init(&reader);
    lseek(file, 0, SEEK_SET);
    while ((len = read(file, piece, sizeof piece)) > 0) {
        Str body;
        const char *problem;
        FrameStatus status;
        frame_feed(&reader, piece, (size_t)len);
        while ((status = frame_next(&reader, &body, &problem)) != FRAME_MORE)
            if (status == FRAME_LOST || body.len < 2 || body.ptr[0] != '{')
                abort();
    }
    if (reader.at != reader.bytes.len)
        abort();
    frame_release(&reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Buffer input;
    buffer_init(&input);
    frame_lines(&input, (const char *)data, size);
    int in = memfd_create("in", 0), out = memfd_create("out", 0);
    write_all(in, &input);
    Server server = {.encoding = ENCODING_UTF16};
    int status = server_run(&server, in, out);
    if (status != 0 && status != 1)
        abort();
    check_output(out);
    buffer_release(&input);
    close(in);
    close(out);
    return 0;
}
