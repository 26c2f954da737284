/*
 * frame.c - the base protocol: bytes that arrive in any pieces, to message bodies.
 *
 * One bad header must not end a session in which buffers with unsaved work are open.
 * "Content-Length:" followed by a raw line break can stand inside no JSON text, so it is
 * a safe place to start again.
 */
#include "server/frame.h"

#include <strings.h>

static const char KEY[] = "Content-Length:";

enum {
    KEY_LEN = sizeof KEY - 1,
    HEADER_LARGEST = 16 * 1024, /* bytes of one header block */
    DROP_FROM = 64 * 1024,      /* consumed bytes that are worth a move */
    KEEP_UP_TO = 1024 * 1024,   /* a larger buffer is given back when it is empty */
};

typedef struct Header {
    size_t length; /* Content-Length */
    bool has_length;
    const char *problem; /* NULL when it is well-formed */
} Header;

void frame_init(FrameReader *reader)
{
    *reader = (FrameReader){0};
    buffer_init(&reader->bytes);
}

void frame_release(FrameReader *reader)
{
    buffer_release(&reader->bytes);
}

void frame_feed(FrameReader *reader, const char *bytes, size_t len)
{
    if (reader->at == reader->bytes.len && reader->bytes.cap > KEEP_UP_TO) {
        buffer_release(&reader->bytes);
        buffer_init(&reader->bytes);
        reader->at = 0;
    }
    if (reader->at >= DROP_FROM || reader->at == reader->bytes.len) {
        buffer_drop(&reader->bytes, reader->at);
        if (reader->body)
            reader->body -= reader->at;
        reader->at = 0;
    }
    buffer_append(&reader->bytes, bytes, len);
}

/* A key is a header only when a raw line break follows its number, or may yet. */
static bool is_header(const Buffer *bytes, size_t key)
{
    size_t i = key + KEY_LEN;
    i += strspn(bytes->data + i, " \t0123456789");
    return i == bytes->len || bytes->data[i] == '\r' || bytes->data[i] == '\n';
}

/* The first header "Content-Length:" at or after `from`; the end when there is none. */
static size_t find_key(const Buffer *bytes, size_t from)
{
    for (size_t i = from; i + KEY_LEN <= bytes->len; i++)
        if ((bytes->data[i] | 0x20) == 'c' && !strncasecmp(bytes->data + i, KEY, KEY_LEN) &&
            is_header(bytes, i))
            return i;
    return bytes->len;
}

/* The first byte after the empty line that ends the header block; 0 while it is not
 * there. Lines may end in a bare LF. */
static size_t find_block_end(const Buffer *bytes, size_t from)
{
    size_t limit = bytes->len - from > HEADER_LARGEST ? from + HEADER_LARGEST : bytes->len;
    size_t line = from;
    const char *lf;
    while ((lf = memchr(bytes->data + line, '\n', limit - line))) {
        size_t end = (size_t)(lf - bytes->data);
        if (end == line || (end == line + 1 && bytes->data[line] == '\r'))
            return end + 1;
        line = end + 1;
    }
    return 0;
}

static const char *parse_length(Header *header, const char *value, const char *end)
{
    size_t length = 0;
    const char *digit = value;
    for (; digit < end && *digit >= '0' && *digit <= '9'; digit++) {
        length = length * 10 + (size_t)(*digit - '0');
        if (length > FRAME_LARGEST)
            return "Content-Length is too large";
    }
    if (digit == value || digit != end)
        return "Content-Length is not a number";
    header->length = length;
    header->has_length = true;
    return NULL;
}

/* One line without its ending. Headers that are not ours (Content-Type) are let pass. */
static const char *parse_line(Header *header, const char *line, const char *end)
{
    const char *colon = memchr(line, ':', (size_t)(end - line));
    if (!colon || colon == line)
        return "a line before the message is no header";
    if ((size_t)(colon - line) + 1 != KEY_LEN || strncasecmp(line, KEY, KEY_LEN) != 0)
        return NULL;
    const char *value = colon + 1;
    while (value < end && (*value == ' ' || *value == '\t'))
        value++;
    while (end > value && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    return parse_length(header, value, end);
}

/* A length given twice: the last one counts. */
static Header parse_block(const char *block, const char *end)
{
    Header header = {0};
    while (block < end && !header.problem) {
        const char *lf = memchr(block, '\n', (size_t)(end - block));
        const char *line_end = lf ? lf : end;
        if (line_end > block && line_end[-1] == '\r')
            line_end--;
        if (line_end > block)
            header.problem = parse_line(&header, block, line_end);
        block = lf ? lf + 1 : end;
    }
    if (!header.problem && !header.has_length)
        header.problem = "Content-Length is missing";
    return header;
}

static FrameStatus read_header(FrameReader *reader, const char **problem)
{
    Buffer *bytes = &reader->bytes;
    while (reader->at < bytes->len &&
           (bytes->data[reader->at] == '\r' || bytes->data[reader->at] == '\n'))
        reader->at++;
    size_t end = find_block_end(bytes, reader->at);
    if (!end && bytes->len - reader->at < HEADER_LARGEST)
        return FRAME_MORE;
    Header header = {.problem = "the header does not end"};
    if (end)
        header = parse_block(bytes->data + reader->at, bytes->data + end);
    if (header.problem) {
        *problem = header.problem;
        return FRAME_LOST;
    }
    reader->body = end;
    reader->length = header.length;
    reader->lost = false;
    return FRAME_BODY;
}

/* While lost: goes to the next key. False when there is none yet, though one may be
 * beginning at the end. */
static bool find_again(FrameReader *reader)
{
    size_t next = find_key(&reader->bytes, reader->at);
    if (next < reader->bytes.len) {
        reader->at = next;
        return true;
    }
    if (next - reader->at >= KEY_LEN)
        reader->at = next - (KEY_LEN - 1);
    return false;
}

FrameStatus frame_next(FrameReader *reader, Str *body, const char **problem)
{
    while (!reader->body) {
        bool told = reader->lost;
        if (told && !find_again(reader))
            return FRAME_MORE;
        FrameStatus status = read_header(reader, problem);
        if (status == FRAME_MORE)
            return status;
        if (status == FRAME_BODY)
            break;
        reader->at++;
        reader->lost = true;
        if (!told)
            return FRAME_LOST;
    }
    if (reader->bytes.len - reader->body < reader->length)
        return FRAME_MORE;
    *body = (Str){reader->bytes.data + reader->body, (uint32_t)reader->length};
    reader->last = reader->body;
    reader->at = reader->body + reader->length;
    reader->body = 0;
    return FRAME_BODY;
}

void frame_reject(FrameReader *reader)
{
    size_t end = reader->at;
    reader->lost = true;
    size_t key = find_key(&reader->bytes, reader->last);
    if (key < end) {
        reader->at = key;
        return;
    }
    /* A key may begin there, whose rest is still to come. */
    size_t tail = end - reader->last;
    reader->at = end - (tail < KEY_LEN - 1 ? tail : KEY_LEN - 1);
}

void frame_write(Buffer *out, const char *body, size_t len)
{
    buffer_printf(out, "%s %zu\r\n\r\n", KEY, len);
    buffer_append(out, body, len);
}
