/*
 * survey.h - findings for the files of the workspace that are not open.
 *
 * In folders whose `diagnosticMode` is "workspace". The files are listed, read and analysed
 * one after the other by a worker; what is open, and edits of it, come first. Findings are
 * pushed, or given when the client asks for the workspace's.
 */
#ifndef ASYNCLINT_SERVER_SURVEY_H
#define ASYNCLINT_SERVER_SURVEY_H

#include "server/server.h"

typedef struct Survey Survey;

Survey *survey_new(void);
/* Waits for the work under way. */
void survey_free(Survey *survey);

/* Folders, settings or configurations may have changed: everything is looked at anew. */
void survey_recheck(Server *server);
/* A file has changed on the disk. */
void survey_changed(Server *server, const char *path);
/* A document is no longer open: its file counts again, if it has one. */
void survey_closed(Server *server, const char *uri, const char *path);
/* An open document was written: the file may be new. */
void survey_saved(Server *server, const char *path);
/* Files have come or gone. */
void survey_relist(Server *server);
/* A document is open now: it is told of elsewhere. */
void survey_opened(Server *server, const OpenDocument *doc);

/* Returns when no configuration is being used elsewhere. */
void survey_settle(const Server *server);

/* Files whose calls come to something else now are looked at again. */
void survey_judge(Server *server);
/* All files have been looked at. */
bool survey_has_looked(const Server *server);
/* A file is being looked at: the graph is in use. */
bool survey_is_running(const Server *server);
/* The file is one of those that are looked at. */
bool survey_looks_at(const Server *server, const char *path);
/* The index may have become idle. */
void survey_linked(Server *server);

/* There is something to be done at once, in the session's thread. */
bool survey_due(const Server *server);
void survey_work(Server *server);
/* Becomes readable when survey_due may have become true. */
int survey_fd(const Server *server);

/* workspace/diagnostic: answered when all is known, and there is something new to say. */
json_t *survey_pull(Server *server, json_t *params, Fault *fault);
/* asynclint/settled: {documents, files}, lists of {uri, items}: all that is found, when nothing
 * is left to be done; for tests and debugging. */
json_t *survey_settled(Server *server, json_t *params, Fault *fault);
/* Answers those that wait. */
void survey_end(Server *server);
/* window/workDoneProgress/cancel */
void survey_cancel(Server *server, json_t *params);

#endif
