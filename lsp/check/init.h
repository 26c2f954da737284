/*
 * init.h - `asynclint init`: what there is in a folder, and the configuration for it.
 * (init_cmd.c, init_look.c)
 */
#ifndef CHECK_INIT_H
#define CHECK_INIT_H

#include "asynclint/base.h"

typedef VEC(const char *) SightNames;

typedef struct Sight {
    Arena arena;
    uint32_t python, javascript, typescript, notebooks; /* files */
    uint32_t aiohttp, httpx, requests;                  /* Python files that import it */
    SightNames tests;                                   /* names of folders of tests */
    SightNames foreign; /* … of what others or tools wrote */
    bool failed;        /* the folder could not be read */
} Sight;

/* Looks through a folder, which must end in no slash. */
void sight_init(Sight *sight, const char *folder);
void sight_release(Sight *sight);

#endif
