/*
 * pool.c - a thread pool whose results come out in the order of the work.
 *
 * Threads take the next index from a counter; the caller's thread waits for each index in
 * turn and delivers it, so that what is printed does not depend on who was quicker.
 */
#include "check/pool.h"

#include "asynclint/base.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

enum { TICK_MS = 100, STACK = 8 * 1024 * 1024 };

typedef struct Shared {
    const Pool *pool;
    atomic_size_t next;
    atomic_bool stopped;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool *done; /* under lock, as is what follows */
    size_t done_count;
    bool waiting; /* for `wanted` */
    size_t wanted;
} Shared;

static void *run_thread(void *argument)
{
    Shared *shared = argument;
    const Pool *pool = shared->pool;
    while (!atomic_load(&shared->stopped)) {
        size_t index = atomic_fetch_add(&shared->next, 1);
        if (index >= pool->count)
            break;
        pool->work(pool->context, index);
        pthread_mutex_lock(&shared->lock);
        shared->done[index] = true;
        shared->done_count++;
        if (shared->waiting && shared->wanted == index)
            pthread_cond_signal(&shared->changed);
        pthread_mutex_unlock(&shared->lock);
    }
    return NULL;
}

static struct timespec soon(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    at.tv_nsec += TICK_MS * 1000000L;
    if (at.tv_nsec >= 1000000000L) {
        at.tv_sec++;
        at.tv_nsec -= 1000000000L;
    }
    return at;
}

static void wait_for(Shared *shared, size_t index)
{
    const Pool *pool = shared->pool;
    pthread_mutex_lock(&shared->lock);
    shared->wanted = index;
    shared->waiting = true;
    while (!shared->done[index]) {
        struct timespec until = soon();
        int timed_out = pthread_cond_timedwait(&shared->changed, &shared->lock, &until);
        size_t done = shared->done_count;
        if (!timed_out || !pool->tick)
            continue;
        pthread_mutex_unlock(&shared->lock);
        pool->tick(pool->context, done);
        pthread_mutex_lock(&shared->lock);
    }
    shared->waiting = false;
    pthread_mutex_unlock(&shared->lock);
}

static size_t start_threads(Shared *shared, pthread_t *threads, size_t wanted)
{
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK);
    size_t started = 0;
    while (started < wanted &&
           pthread_create(&threads[started], &attributes, run_thread, shared) == 0)
        started++;
    pthread_attr_destroy(&attributes);
    return started;
}

static void run_threads(const Pool *pool, size_t wanted)
{
    Shared shared = {.pool = pool};
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&shared.changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&shared.lock, NULL);
    shared.done = xmalloc(pool->count * sizeof *shared.done);
    memset(shared.done, 0, pool->count * sizeof *shared.done);

    pthread_t *threads = xmalloc(wanted * sizeof *threads);
    size_t started = start_threads(&shared, threads, wanted);
    if (started == 0)
        die("cannot start a thread");
    bool more = true;
    for (size_t i = 0; i < pool->count && more; i++) {
        wait_for(&shared, i);
        more = pool->deliver(pool->context, i);
    }
    atomic_store(&shared.stopped, true);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);

    free(threads);
    free(shared.done);
    pthread_mutex_destroy(&shared.lock);
    pthread_cond_destroy(&shared.changed);
}

static bool is_later(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec > b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec >= b->tv_nsec);
}

static void run_here(const Pool *pool)
{
    struct timespec next = soon();
    for (size_t i = 0; i < pool->count; i++) {
        pool->work(pool->context, i);
        if (!pool->deliver(pool->context, i))
            return;
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (!pool->tick || !is_later(&now, &next))
            continue;
        pool->tick(pool->context, i + 1);
        next = soon();
    }
}

void pool_run(const Pool *pool)
{
    size_t wanted = pool->threads < pool->count ? pool->threads : pool->count;
    if (wanted > 1)
        run_threads(pool, wanted);
    else
        run_here(pool);
}
