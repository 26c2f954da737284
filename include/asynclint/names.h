/*
 * names.h - by what a file asks for functions of others that give a coroutine or a promise;
 * for whoever asks the bytes of a file before they are parsed. (program/names.c)
 */
#ifndef ASYNCLINT_NAMES_H
#define ASYNCLINT_NAMES_H

#include "asynclint/map.h"
#include "asynclint/program.h"

typedef struct CallNames CallNames;

CallNames *call_names_new(void);
void call_names_free(CallNames *names);
/* Adds what the graph tells: once it is solved, by its calls; before that, by what each file
 * says of itself. `listed` has the absolute paths of all files that may be asked, in the
 * graph or not. True when there is more than before. */
bool graph_names(const CallGraph *graph, const Map *listed, CallNames *names);
/* Every text asks. True when that is new. */
bool call_names_all(CallNames *names);
/* The text mentions one of them. */
bool call_names_in(const CallNames *names, Str text);
/* Whoever imports the file asks, whatever name it gives to what it gets. */
bool call_names_whole(const CallNames *names, const char *path);

#endif
