/*
 * frame.h - the base protocol: bytes that arrive in any pieces, to message bodies.
 *
 * A frame is a header block ("Content-Length: N", perhaps others), an empty line and N
 * bytes. A peer that breaks this is survived: what cannot be read is skipped up to the
 * next "Content-Length:". Knows nothing of JSON.
 */
#ifndef ASYNCLINT_SERVER_FRAME_H
#define ASYNCLINT_SERVER_FRAME_H

#include "asynclint/base.h"

/* More than any editor sends; a larger length is taken for garbage. In bytes. */
enum { FRAME_LARGEST = 256 * 1024 * 1024 };

typedef struct FrameReader {
    Buffer bytes;  /* what has arrived; the consumed part is dropped now and then */
    size_t at;     /* where the next frame begins */
    size_t body;   /* where the body begins, once the header is read; else 0 */
    size_t length; /* of that body, in bytes */
    size_t last;   /* where the body given last begins, for frame_reject */
    bool lost;     /* skipping to the next header; the loss has been told */
} FrameReader;

typedef enum FrameStatus {
    FRAME_MORE, /* not enough bytes yet */
    FRAME_BODY, /* a whole body */
    FRAME_LOST, /* something that is no frame begins here; it is skipped from now on */
} FrameStatus;

void frame_init(FrameReader *reader);
void frame_release(FrameReader *reader);

/* Adds bytes as they came. Copies; bodies given out before become invalid. */
void frame_feed(FrameReader *reader, const char *bytes, size_t len);

/* FRAME_BODY: `body` is borrowed until the next feed. FRAME_LOST: `*problem` says in a
 * few words what was wrong; told once for each loss. */
FrameStatus frame_next(FrameReader *reader, Str *body, const char **problem);

/* The body given last was not a message, so its length may have been wrong: goes back to
 * a header that stands inside it, and tells no further loss until a header is found. */
void frame_reject(FrameReader *reader);

/* Appends one frame. */
void frame_write(Buffer *out, const char *body, size_t len);

#endif
