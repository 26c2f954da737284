/*
 * parse_memory.h - memory for parsing, a thread at a time.
 *
 * A parse takes and gives back millions of small pieces. Where trees live no longer than
 * the work on one file, and in the thread that made them, no lock and no search is needed
 * for that: pieces of a size are kept in a list. Not for a server, whose trees live on.
 */
#ifndef TEXT_PARSE_MEMORY_H
#define TEXT_PARSE_MEMORY_H

#include <stddef.h>

/* From now on tree-sitter takes its memory here; before the first tree and thread. Does
 * nothing in a build with sanitizers, which are to see each piece. */
void parse_memory_begin(void);
/* Before all else: without memory the program ends as for any other want of it, and not by
 * a signal. */
void parse_memory_or_end(void);
/* What the grammars call instead of calloc. */
void *parse_calloc(size_t count, size_t size);
/* Gives all of this thread's memory back; it has no tree any more. */
void parse_memory_release(void);

#if defined(__SANITIZE_ADDRESS__)
enum { PARSE_MEMORY_USED = 0 };
#else
enum { PARSE_MEMORY_USED = 1 };
#endif

#endif
