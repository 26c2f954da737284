/*
 * progress.h - long work as the client shows it, which the user can cancel.
 * (LSP 3.17, "Work Done Progress")
 */
#ifndef ASYNCLINT_SERVER_PROGRESS_H
#define ASYNCLINT_SERVER_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

struct Server;

typedef struct Progress {
    json_int_t number;  /* of the token; 0: none is under way */
    bool shown;         /* the client has taken it, and been told of its begin */
    bool ended;         /* the work is done; the client has not answered yet */
    size_t done, total; /* pieces of work */
    size_t percent;     /* as told last */
    const char *title;  /* static */
} Progress;

/* Begins, if the client shows progress and none is under way. */
void progress_begin(struct Server *server, const char *title);
void progress_report(struct Server *server, size_t done, size_t total);
void progress_end(struct Server *server);
/* window/workDoneProgress/cancel names the one under way. */
bool progress_is(const struct Server *server, const json_t *params);

#endif
