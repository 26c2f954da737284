/* output.c - results on their way out, with every failure noticed. */
#include "check/output.h"

#include "check/terminal.h"
#include "check/write.h"

#include <errno.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 };

void output_init(Output *output, const char *path, int fd)
{
    *output = (Output){.path = path, .fd = fd};
    buffer_init(&output->held);
}

void output_release(Output *output)
{
    buffer_release(&output->held);
}

static void fail(Output *output, int error)
{
    message("cannot write to %s: %s",
            output->fd == STDOUT_FILENO ? "standard output" : "standard error",
            strerror(error));
    output->failed = true;
}

void output_flush(Output *output)
{
    if (output->path)
        return;
    if (!output->broken && !output->failed &&
        !write_all(output->fd, output->held.data, output->held.len)) {
        if (errno == EPIPE)
            output->broken = true;
        else
            fail(output, errno);
    }
    buffer_clear(&output->held);
}

void output_write(Output *output, const char *text, size_t len)
{
    if (output->broken || output->failed)
        return;
    buffer_append(&output->held, text, len);
    if (output->held.len >= PIECE)
        output_flush(output);
}

bool output_close(Output *output)
{
    output_flush(output);
    const char *problem;
    if (output->path &&
        !file_write(output->path, output->held.data, output->held.len, &problem)) {
        message("%s: %s", output->path, problem);
        output->failed = true;
    }
    return !output->failed;
}

bool output_print(const char *text, size_t len)
{
    Output output;
    output_init(&output, NULL, STDOUT_FILENO);
    output_write(&output, text, len);
    bool written = output_close(&output);
    output_release(&output);
    return written;
}
