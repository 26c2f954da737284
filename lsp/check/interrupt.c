/*
 * interrupt.c - how a signal ends the program without leaving a half-written file.
 *
 * The handler sets a flag and then looks for writes under way; a write counts itself and
 * then looks for the flag. Whichever comes second sees the other, so either the write
 * does not begin, or the program ends after it.
 */
#include "asynclint/asynclint.h"
#include "check/write.h"

#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

static atomic_int interrupted;
static atomic_int writes_under_way;

_Noreturn static void leave(void)
{
    static const char text[] = "asynclint: interrupted\n";
    struct pollfd out = {STDERR_FILENO, POLLOUT, 0}; /* a full pipe must not hold us up */
    if (poll(&out, 1, 0) == 1 && out.revents == POLLOUT &&
        write(STDERR_FILENO, text, sizeof text - 1) < 0)
        _exit(STATUS_FAILED);
    _exit(STATUS_FAILED);
}

static void on_signal(int number)
{
    (void)number;
    atomic_store(&interrupted, 1);
    if (atomic_load(&writes_under_way) == 0)
        leave();
}

void interrupts_install(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < COUNT(numbers); i++) {
        struct sigaction old;
        /* Ignored by whoever started us (nohup, a background job): it stays so. */
        if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler == SIG_IGN)
            continue;
        sigaction(numbers[i], &action, NULL);
    }
}

bool interrupts_hold(void)
{
    atomic_fetch_add(&writes_under_way, 1);
    if (!atomic_load(&interrupted))
        return true;
    interrupts_release();
    return false;
}

void interrupts_release(void)
{
    if (atomic_fetch_sub(&writes_under_way, 1) == 1 && atomic_load(&interrupted))
        leave();
}
