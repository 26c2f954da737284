/*
 * fuzz_frame.c - the base protocol from any bytes: in whatever pieces they come, the same
 * bodies come out, and each lies in the bytes.
 */
#include "server/frame.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Where the bodies are, as a number: of their lengths, bytes and order. */
static uint64_t read_all(const char *data, size_t size, size_t piece, size_t *bodies)
{
    FrameReader reader;
    uint64_t hash = 0;
    frame_init(&reader);
    for (size_t at = 0; at < size; at += piece) {
        Str body;
        const char *problem = NULL;
        FrameStatus status;
        frame_feed(&reader, data + at, size - at < piece ? size - at : piece);
        while ((status = frame_next(&reader, &body, &problem)) != FRAME_MORE) {
            if (status == FRAME_LOST && !problem)
                abort();
            if (status == FRAME_LOST)
                continue;
            hash = hash * 31 + body.len;
            for (uint32_t i = 0; i < body.len; i++)
                hash = hash * 31 + (unsigned char)body.ptr[i];
            ++*bodies;
            if (body.len == 0 || body.ptr[0] != '{')
                frame_reject(&reader);
        }
    }
    frame_release(&reader);
    return hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    size_t whole = 0, single = 0, some = 0;
    uint64_t hash = read_all(bytes, size, size ? size : 1, &whole);
    if (hash != read_all(bytes, size, 7, &some) || whole != some)
        abort();
    if (size < 512 && (hash != read_all(bytes, size, 1, &single) || whole != single))
        abort();
    return 0;
}
