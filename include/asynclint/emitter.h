/*
 * emitter.h - js: who listens to an object that a call makes: a worker, a process, a stream.
 *
 * Followed through names, chains of calls that give the object back, `a.pipe(b)`, and the
 * fields of the class that keeps it.
 */
#ifndef ASYNCLINT_EMITTER_H
#define ASYNCLINT_EMITTER_H

#include "asynclint/facts.h"

typedef enum Heard {
    HEARD_ERROR = 1 << 0, /* `error`, or awaited by what rejects on it */
    HEARD_EXIT = 1 << 1,  /* `exit` or `close` */
    HEARD_DRAIN = 1 << 2, /* `drain` */
    HEARD_PAUSE = 1 << 3, /* it is paused, or its flow asked for, by hand */
} Heard;

typedef struct Emitter {
    uint32_t heard; /* Heard */
    bool escapes;   /* returned, stored, passed on: others may listen */
    Ref kept; /* the NAME or MEMBER it is first assigned to, the FIELD it fills, or 0 */
} Emitter;

/* What the file does with the object that the call makes. */
Emitter emitter_of(const Facts *facts, const Call *made);
/* … with the object a name or a field of a class holds; escapes when it is neither. */
Emitter emitter_at(const Facts *facts, Ref expr);

/* The PARAMETER by which the innermost `new Promise` executor around the node rejects; 0
 * when there is no executor, or it takes none. *executor is that function, or NULL. */
Ref rejecting_parameter(const Facts *facts, Ref node, const Function **executor);
/* Somewhere in the file, `uncaughtException` is listened for: whatever nobody else hears. */
bool catches_uncaught(const Facts *facts);

#endif
