/*
 * notebook_fixes.h - fixes of a notebook's program as changes of its file.
 */
#ifndef ANALYSIS_NOTEBOOK_FIXES_H
#define ANALYSIS_NOTEBOOK_FIXES_H

#include "asynclint/finding.h"
#include "files/notebook.h"

/* Makes each edit one that stays inside a cell and off IPython's own lines; a fix that has
 * one that cannot is disabled. */
void notebook_settle(const NotebookFile *notebook, Arena *arena, Finding *finding);
/* The edit in bytes of the file; as it is when `notebook` is NULL. */
Edit notebook_edit(const NotebookFile *notebook, Arena *arena, Edit edit);

#endif
