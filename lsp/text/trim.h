/*
 * trim.h - gives memory that was freed back to the system.
 *
 * An analysis takes and frees megabytes in pieces, between which small ones live on; the C
 * library keeps all of it until it is asked. That takes a millisecond or so: for when nobody
 * waits. Other C libraries than glibc give back by themselves.
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
#else
static inline void memory_trim(void)
{
}
#endif

#endif
