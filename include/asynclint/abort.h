/*
 * abort.h - js: how work is given up: the signals at hand, and the clean-up of effects.
 */
#ifndef ASYNCLINT_ABORT_H
#define ASYNCLINT_ABORT_H

#include "asynclint/facts.h"

/* The expression for an AbortSignal that the functions around the node are given or make:
 * "signal", "controller.signal", "request.signal"; NULL when there is none. */
const char *signal_at_hand(const Facts *facts, Ref node);

/* How the calls of a library are given up: which options limit them, and where those go. */
typedef struct Limits {
    const char *name;   /* of the rows: the whole, or up to a `.` or `#` */
    const char *keys;   /* the options that give a limit, with a space around each */
    const char *option; /* the option that a fix adds, or NULL: a signal is all it takes */
    int8_t position;    /* of the options among the arguments, 0-based; below 0: limits.c */
    const char *signal; /* the option that takes a signal; NULL: `signal` */
} Limits;

typedef enum Limited {
    LIMIT_UNKNOWN, /* what is passed cannot be read */
    LIMIT_NONE,    /* nothing ends it but itself */
    LIMIT_GIVEN,
} Limited;

/* How the call of a known library is limited; NULL for other calls. */
const Limits *limits_of(const Facts *facts, const Call *call);
Limited limited_by(const Facts *facts, const Call *call, const Limits *limits);
/* The position of the options among the call's arguments. */
uint32_t options_position(const Facts *facts, const Call *call, const Limits *limits);

/* A function given to React's useEffect or useLayoutEffect. */
typedef struct ReactEffect {
    const Function *fn;
    const Function *cleanup; /* what it returns; NULL: nothing, or it cannot be read */
    bool opaque;             /* it returns something that cannot be read */
} ReactEffect;

/* The effect whose running, or what that calls or awaits, runs the function's own code.
 * False when there is none: a listener that an effect adds runs later. */
bool effect_around(const Facts *facts, const Function *fn, ReactEffect *out);
/* The clean-up turns a flag (`ignore = true`), by which late answers are passed over. */
bool effect_sets_flag(const Facts *facts, const ReactEffect *effect);

/* A call in the subtree has this last name: `abort` of `controller.abort()`. */
bool subtree_calls(const Facts *facts, Ref node, const char *name);
/* The call is tried again when it fails: in a loop around a `try`, or in a function that
 * is given to `retry`. */
bool is_retried(const Facts *facts, const Call *call);
/* The call is raced against another promise: an argument of Promise.race. */
bool is_raced(const Facts *facts, Ref call);

#endif
