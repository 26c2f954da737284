/*
 * notebooks.h - notebooks whose Python cells are one program.
 *
 * Cells are documents like others; the notebook only says which there are and in which
 * order.
 */
#ifndef ASYNCLINT_SERVER_NOTEBOOKS_H
#define ASYNCLINT_SERVER_NOTEBOOKS_H

#include "server/documents.h"

typedef struct Notebook {
    char *uri;
    char *path;
    char **cells; /* URIs of the code cells, in order */
    size_t count;
} Notebook;

typedef struct Notebooks {
    Notebook **items;
    size_t count;
} Notebooks;

void notebooks_release(Notebooks *notebooks);

#endif
