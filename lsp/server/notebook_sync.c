/*
 * notebook_sync.c - notebookDocument/did*.
 *
 * Python cells in their order are one program: an import in the first cell is seen in the
 * last. A cell of another language, or none, is a document in which nothing is found.
 */
#include "server/notebook_sync.h"

#include "server/diagnostics.h"
#include "server/json.h"
#include "server/sync.h"
#include "server/uri.h"

#include <stdlib.h>

enum { CODE_CELL = 2 }; /* NotebookCellKind.Code */

static void notebook_free(Notebook *notebook)
{
    for (size_t i = 0; i < notebook->count; i++)
        free(notebook->cells[i]);
    free(notebook->cells);
    free(notebook->uri);
    free(notebook->path);
    free(notebook);
}

void notebooks_release(Notebooks *notebooks)
{
    for (size_t i = 0; i < notebooks->count; i++)
        notebook_free(notebooks->items[i]);
    free(notebooks->items);
    *notebooks = (Notebooks){0};
}

static Notebook *find_uri(const Server *server, const char *uri)
{
    for (size_t i = 0; i < server->notebooks.count; i++)
        if (same(server->notebooks.items[i]->uri, uri))
            return server->notebooks.items[i];
    return NULL;
}

static Notebook *find(Server *server, const json_t *params, const char *what)
{
    const char *uri = json_string_at(params, "notebookDocument.uri");
    Notebook *notebook = find_uri(server, uri);
    if (!notebook)
        rpc_log(server->rpc, LOG_WARNING, "%s: not an open notebook: %s", what,
                uri ? uri : "no URI");
    return notebook;
}

/* --- cells --- */

/* Puts `cells` (NotebookCell objects) in place of `removed` cells from `start` on. */
static void splice(Notebook *notebook, size_t start, size_t removed, const json_t *cells)
{
    if (start > notebook->count)
        start = notebook->count;
    if (removed > notebook->count - start)
        removed = notebook->count - start;
    size_t added = 0, after = notebook->count - start - removed;
    char **all = xmalloc((notebook->count + json_array_size(cells) + 1) * sizeof *all);
    for (size_t i = 0; i < start; i++)
        all[i] = notebook->cells[i];
    for (size_t i = 0; i < json_array_size(cells); i++) {
        json_t *cell = json_array_get(cells, i);
        const char *uri = json_string_at(cell, "document");
        all[start + added++] = xstrdup(uri ? uri : "");
    }
    for (size_t i = start; i < start + removed; i++)
        free(notebook->cells[i]);
    for (size_t i = 0; i < after; i++)
        all[start + added + i] = notebook->cells[start + removed + i];
    free(notebook->cells);
    notebook->cells = all;
    notebook->count = start + added + after;
}

/* Makes the program of the Python cells that are open, or none. */
static void assemble(Server *server, Notebook *notebook)
{
    OpenDocument **parts = xmalloc((notebook->count + 1) * sizeof(OpenDocument *));
    size_t count = 0;
    for (size_t i = 0; i < notebook->count; i++) {
        OpenDocument *doc = documents_find(&server->documents, notebook->cells[i]);
        if (doc && doc->language == LANG_PYTHON)
            parts[count++] = doc;
    }
    Program *program = documents_find_notebook(&server->documents, notebook);
    if (!count && program)
        program_free(&server->documents, program);
    if (count && !program)
        program = program_new(&server->documents, notebook->path, LANG_PYTHON, notebook);
    if (count)
        program_set_parts(program, parts, count);
    free(parts);
}

static void open_items(Server *server, const json_t *items)
{
    size_t i;
    json_t *item;
    json_array_foreach(items, i, item)
    {
        sync_open_item(server, item);
    }
}

/* The cells are out of the program already. */
static void close_items(Server *server, const json_t *items)
{
    size_t i;
    json_t *item;
    json_array_foreach(items, i, item)
    {
        const char *uri = json_string_at(item, "uri");
        OpenDocument *doc = uri ? documents_find(&server->documents, uri) : NULL;
        if (!doc)
            continue;
        diagnostics_clear(server, doc);
        documents_close(&server->documents, doc);
    }
}

/* Its cells stay open, without a program. */
static void forget(Server *server, Notebook *notebook)
{
    splice(notebook, 0, notebook->count, NULL);
    assemble(server, notebook);
    size_t i = 0;
    while (server->notebooks.items[i] != notebook)
        i++;
    server->notebooks.items[i] = server->notebooks.items[--server->notebooks.count];
    notebook_free(notebook);
}

/* --- notifications --- */

void notebook_open(Server *server, json_t *params)
{
    const char *uri = json_string_at(params, "notebookDocument.uri");
    if (!uri)
        return;
    Notebook *old = find_uri(server, uri);
    if (old)
        forget(server, old);
    Notebooks *all = &server->notebooks;
    Notebook *notebook = xmalloc(sizeof *notebook);
    *notebook = (Notebook){.uri = xstrdup(uri), .path = uri_path(uri)};
    all->items = xrealloc(all->items, (all->count + 1) * sizeof notebook);
    all->items[all->count++] = notebook;
    open_items(server, json_object_get(params, "cellTextDocuments"));
    splice(notebook, 0, 0, json_at(params, "notebookDocument.cells"));
    assemble(server, notebook);
}

static void change_structure(Server *server, Notebook *notebook, const json_t *structure)
{
    json_t *array = json_object_get(structure, "array");
    json_int_t start = json_integer_value(json_object_get(array, "start"));
    json_int_t removed = json_integer_value(json_object_get(array, "deleteCount"));
    splice(notebook, start > 0 ? (size_t)start : 0, removed > 0 ? (size_t)removed : 0,
           json_object_get(array, "cells"));
    open_items(server, json_object_get(structure, "didOpen"));
    assemble(server, notebook);
    close_items(server, json_object_get(structure, "didClose"));
}

static void change_text(Server *server, const json_t *content)
{
    const char *uri = json_string_at(content, "document.uri");
    OpenDocument *doc = uri ? documents_find(&server->documents, uri) : NULL;
    if (!doc)
        return;
    if (doc->program)
        program_touch(doc->program);
    sync_apply(server, doc, json_object_get(content, "changes"));
    json_t *version = json_at(content, "document.version");
    if (json_is_integer(version))
        doc->version = json_integer_value(version);
}

void notebook_change(Server *server, json_t *params)
{
    Notebook *notebook = find(server, params, "notebookDocument/didChange");
    if (!notebook)
        return;
    json_t *cells = json_at(params, "change.cells");
    json_t *structure = json_object_get(cells, "structure");
    if (structure)
        change_structure(server, notebook, structure);
    size_t i;
    json_t *content;
    json_array_foreach(json_object_get(cells, "textContent"), i, content)
    {
        change_text(server, content);
    }
}

void notebook_close(Server *server, json_t *params)
{
    Notebook *notebook = find(server, params, "notebookDocument/didClose");
    if (!notebook)
        return;
    forget(server, notebook);
    close_items(server, json_object_get(params, "cellTextDocuments"));
}
