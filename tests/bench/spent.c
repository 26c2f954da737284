/*
 * spent.c - `spent COMMAND [ARGUMENT...]` runs the command and tells, as the last line on
 * standard error, what it cost: seconds of the clock and of the processor, the most
 * memory of one process in kilobytes, and its exit status.
 *
 * A command that hides its work in other processes must wait for them to be counted.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval at)
{
    return (double)at.tv_sec + (double)at.tv_usec / 1e6;
}

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    double start = now();
    pid_t child = vfork();
    if (child < 0)
        return 2;
    if (child == 0) {
        execvp(argv[1], argv + 1);
        _exit(127);
    }
    int status;
    if (waitpid(child, &status, 0) < 0)
        return 2;
    double wall = now() - start;
    struct rusage use;
    getrusage(RUSAGE_CHILDREN, &use);
    fprintf(stderr, "\nspent %.6f %.6f %ld %d\n", wall,
            seconds(use.ru_utime) + seconds(use.ru_stime), use.ru_maxrss,
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return 0;
}
