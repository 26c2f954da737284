/*
 * trim.h - when memory that was freed is given back to the system.
 *
 * An analysis takes and frees megabytes in pieces, between which small ones live on; the C
 * library keeps all of it until it is asked. That takes a millisecond or so: for when nobody
 * waits. Some of it is given back at once, though, when it is the last or a large piece,
 * and the next analysis takes a fault for each of its pages: a process that has moments
 * without work keeps it until then. Other C libraries than glibc give back by themselves.
 */
#ifndef TEXT_TRIM_H
#define TEXT_TRIM_H

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
static inline void memory_trim(void)
{
    malloc_trim(0);
}
/* For the process, before it has threads. */
static inline void memory_keep(void)
{
    enum { KEPT = 64 << 20, LARGE = 16 << 20 }; /* bytes */
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_MMAP_THRESHOLD, LARGE);
}
#else
static inline void memory_keep(void)
{
}
static inline void memory_trim(void)
{
}
#endif

#endif
