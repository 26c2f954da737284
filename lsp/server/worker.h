/*
 * worker.h - one thread beside the session's, for one piece of work at a time.
 *
 * What takes long and needs nothing of the session runs there, so that a message is never
 * waited on. The session's thread hands a job over, and is woken when it is done.
 */
#ifndef ASYNCLINT_SERVER_WORKER_H
#define ASYNCLINT_SERVER_WORKER_H

#include <stdbool.h>

typedef struct Worker Worker;

/* Never NULL; the thread starts with the first job. */
Worker *worker_new(void);
/* Waits for the job under way, and forgets it. */
void worker_free(Worker *worker);
/* A descriptor that becomes readable when a job is done. */
int worker_fd(const Worker *worker);

/* Neither running a job nor keeping one that is done. */
bool worker_is_free(const Worker *worker);
/* Runs run(job) in the thread; `job` is borrowed. False when there can be no thread. */
bool worker_give(Worker *worker, void (*run)(void *job), void *job);
/* The job that is done, once; NULL while there is none. */
void *worker_take(Worker *worker);
/* A job is done and waits to be taken. */
bool worker_is_done(const Worker *worker);
/* Returns when no job is running. */
void worker_wait(Worker *worker);

#endif
