/*
 * index.h - the program around what is open.
 *
 * A call graph of the open files, of those that are surveyed, and of those that their calls
 * lead to. It is brought up to date when nothing else waits: an edit is judged at once by the graph of before, and
 * again should that have changed what is found. Other files are read by a worker.
 */
#ifndef ASYNCLINT_SERVER_INDEX_H
#define ASYNCLINT_SERVER_INDEX_H

#include "asynclint/modules.h"
#include "server/server.h"

typedef struct Index Index;

Index *index_new(void);
/* Waits for the work under way. */
void index_free(Index *index);

/* The program around an open file; nothing for what is no file of a workspace folder. */
Around index_around(Server *server, Program *program);
/* … around any file; `path` is borrowed. *view is the number of what it calls in others. */
Around index_around_file(Server *server, const char *path, uint64_t *view);
/* Takes the summary of the program's new text, if it says something new. */
void index_learn(Server *server, Program *program);
/* Steals the summary of a file that was surveyed; NULL when it cannot be read. */
void index_learn_file(Server *server, const char *path, Summary *summary);

/* A file has changed on the disk, or is no longer open. */
void index_changed(Server *server, const char *path);
/* Files have come or gone, or one that decides what imports mean has changed. */
void index_recheck(Server *server);
/* Configurations have changed: the names that they add to the tables may be others. */
void index_rename(Server *server);
/* Returns when no configuration is being used elsewhere. */
void index_settle(const Server *server);
/* The folders are other ones. */
void index_reset(Server *server);

/* Everything that is known has been linked. */
bool index_is_idle(const Server *server);

/* As those of survey.h. */
bool index_due(const Server *server);
void index_work(Server *server);
int index_fd(const Server *server);

#endif
