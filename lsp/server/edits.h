/*
 * edits.h - workspace edits, and the data of an action that stands for one.
 *
 * An edit is made when it is asked for: at once, when the client resolves the action, or
 * when it runs the command. The data says which; it names the analysis that it belongs to,
 * so an edit is never made for a text that has changed since.
 */
#ifndef ASYNCLINT_SERVER_EDITS_H
#define ASYNCLINT_SERVER_EDITS_H

#include "server/server.h"

typedef enum EditKind {
    EDIT_FIX,         /* one fix of one finding */
    EDIT_FIX_RULE,    /* all safe fixes of a rule in the program */
    EDIT_FIX_ALL,     /* all safe fixes, as `check --fix` has them */
    EDIT_IGNORE_LINE, /* a suppression comment */
    EDIT_IGNORE_FILE,
} EditKind;

typedef struct EditKey {
    EditKind kind;
    const OpenDocument *doc; /* that was asked about */
    const Finding *finding;  /* NULL for EDIT_FIX_ALL */
    size_t fix;              /* EDIT_FIX: place among the finding's fixes */
} EditKey;

/* A new reference: a small object that edit_make understands. */
json_t *edit_data(const EditKey *key);

/* A WorkspaceEdit; a new reference. NULL with a fault when the text has changed since, or
 * the edit cannot be made. */
json_t *edit_make(Server *server, const json_t *data, Fault *fault);
/* The same for data that was made of the program as it stands, by a caller that goes on to
 * use its findings: nothing is analysed anew. */
json_t *edit_make_now(Server *server, Program *program, const json_t *data, Fault *fault);

#endif
