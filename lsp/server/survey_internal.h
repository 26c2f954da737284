/* survey_internal.h - what survey.c and survey_pull.c share. */
#ifndef ASYNCLINT_SERVER_SURVEY_INTERNAL_H
#define ASYNCLINT_SERVER_SURVEY_INTERNAL_H

#include "server/survey.h"
#include "server/worker.h"

/* A file of the workspace. While it is open, nothing is said of it here. */
typedef struct SurveyFile {
    char *path;        /* absolute */
    json_t *items;     /* its diagnostics; NULL while there are none */
    json_int_t result; /* the number of its result; 0: not looked at yet */
    uint64_t view;     /* graph_view that it was judged by */
    uint64_t shape;    /* of its summary; 0 while there is none */
    bool reshaped;     /* … which the graph did not have when it was judged */
    bool due;          /* to be looked at */
    bool shown;        /* the client shows diagnostics of ours for it */
    int closed;        /* … or those of when it was open: for so many answers */
} SurveyFile;

/* A workspace/diagnostic that waits. */
typedef struct SurveyPull {
    json_t *id;       /* for rpc_answer */
    json_t *previous; /* object: URI -> result id that the client has; owned */
    json_t *token;    /* that parts of the result go to, or NULL; owned */
} SurveyPull;

void survey_pull_release(SurveyPull *pull); /* what it owns */

struct Survey {
    Worker *worker;
    SurveyFile *files; /* sorted by path */
    size_t count;
    size_t due;         /* files that are */
    size_t total;       /* files that were, when the work began: for the progress */
    bool listing_due;   /* the folders are to be listed */
    bool everything;    /* … and all files are to be looked at, not only new ones */
    bool cancelled;     /* what the worker is doing is not wanted any more */
    bool awaits_index;  /* there may be something to tell when the index is idle */
    bool stopped;       /* the user cancelled, and no file has changed since */
    size_t next;        /* index of the file that was looked at last */
    json_int_t results; /* given so far */
    json_int_t changes; /* of results, files coming and going; so far */
    json_int_t told;    /* `changes` when a pull was answered last; -1 before */
    SurveyPull *pulls;
    size_t pull_count;
    json_t *closed; /* object: URI of another document that was closed -> the same */
    json_t **asks;  /* asynclint/settled that waits, for rpc_answer */
    size_t ask_count;
};

/* Nothing is to be looked at or linked, or being so. */
bool survey_is_settled(const Server *server);
/* Answers the pulls that wait, if it is time. (survey_pull.c) */
void survey_answer(Server *server);
/* … the asynclint/settled that wait, unless open documents are still to be told of. */
void survey_answer_asks(Server *server);

#endif
