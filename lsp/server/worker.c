/* worker.c - one thread beside the session's, for one piece of work at a time. */
#include "server/worker.h"

#include "asynclint/base.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

typedef enum State { STATE_FREE, STATE_GIVEN, STATE_DONE } State;

struct Worker {
    pthread_t thread;
    bool started, stop;
    pthread_mutex_t lock; /* of all that follows, and `stop` */
    pthread_cond_t changed;
    State state;
    void (*run)(void *job);
    void *job;   /* borrowed */
    int ends[2]; /* a pipe: a byte in it says that a job is done */
};

Worker *worker_new(void)
{
    Worker *worker = xmalloc(sizeof *worker);
    *worker = (Worker){.state = STATE_FREE};
    pthread_mutex_init(&worker->lock, NULL);
    pthread_cond_init(&worker->changed, NULL);
    if (pipe2(worker->ends, O_CLOEXEC | O_NONBLOCK))
        die("cannot open a pipe");
    return worker;
}

static void *work(void *context)
{
    Worker *worker = context;
    pthread_mutex_lock(&worker->lock);
    while (!worker->stop) {
        if (worker->state != STATE_GIVEN) {
            pthread_cond_wait(&worker->changed, &worker->lock);
            continue;
        }
        pthread_mutex_unlock(&worker->lock);
        worker->run(worker->job);
        pthread_mutex_lock(&worker->lock);
        worker->state = STATE_DONE;
        pthread_cond_broadcast(&worker->changed);
        if (write(worker->ends[1], "", 1) < 0)
            continue; /* it is full of such bytes already */
    }
    pthread_mutex_unlock(&worker->lock);
    return NULL;
}

/* Signals are the session's: they end the sleep of its poll. */
static bool start(Worker *worker)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    worker->started = pthread_create(&worker->thread, NULL, work, worker) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return worker->started;
}

void worker_free(Worker *worker)
{
    if (!worker)
        return;
    pthread_mutex_lock(&worker->lock);
    worker->stop = true;
    pthread_cond_broadcast(&worker->changed);
    pthread_mutex_unlock(&worker->lock);
    if (worker->started)
        pthread_join(worker->thread, NULL);
    close(worker->ends[0]);
    close(worker->ends[1]);
    pthread_cond_destroy(&worker->changed);
    pthread_mutex_destroy(&worker->lock);
    free(worker);
}

int worker_fd(const Worker *worker)
{
    return worker->ends[0];
}

static State state_of(const Worker *worker)
{
    pthread_mutex_t *lock = &((Worker *)(uintptr_t)worker)->lock;
    pthread_mutex_lock(lock);
    State state = worker->state;
    pthread_mutex_unlock(lock);
    return state;
}

bool worker_is_free(const Worker *worker)
{
    return state_of(worker) == STATE_FREE;
}

bool worker_is_done(const Worker *worker)
{
    return state_of(worker) == STATE_DONE;
}

bool worker_give(Worker *worker, void (*run)(void *job), void *job)
{
    if (!worker->started && !start(worker))
        return false;
    pthread_mutex_lock(&worker->lock);
    worker->run = run;
    worker->job = job;
    worker->state = STATE_GIVEN;
    pthread_cond_broadcast(&worker->changed);
    pthread_mutex_unlock(&worker->lock);
    return true;
}

void *worker_take(Worker *worker)
{
    if (!worker_is_done(worker))
        return NULL;
    char bytes[16];
    while (read(worker->ends[0], bytes, sizeof bytes) > 0)
        continue;
    pthread_mutex_lock(&worker->lock);
    worker->state = STATE_FREE;
    void *job = worker->job;
    pthread_mutex_unlock(&worker->lock);
    return job;
}

void worker_wait(Worker *worker)
{
    pthread_mutex_lock(&worker->lock);
    while (worker->state == STATE_GIVEN)
        pthread_cond_wait(&worker->changed, &worker->lock);
    pthread_mutex_unlock(&worker->lock);
}
