/*
 * cleanup.h - js: edits that let work be given up: options of calls, clean-up of effects.
 * Rules get it by rule.h.
 */
#ifndef ASYNCLINT_CLEANUP_H
#define ASYNCLINT_CLEANUP_H

#include "asynclint/abort.h"
#include "asynclint/fix.h"

/* Puts `option` ("signal", "timeout: 5") into the object literal that is the call's n-th
 * argument (0-based), or into a new one there. (findings/options.c) */
void fix_option(Pass *p, Fix *fix, const Call *call, uint32_t n, const char *option);
/* Adds a statement to what cleans up after an effect; makes the clean-up when there is none.
 * `statement` has no semicolon at its end. (findings/cleanup.c) */
void fix_cleanup(Pass *p, Fix *fix, const ReactEffect *effect, const char *statement);
/* A line of its own at the beginning of the effect. */
void fix_effect_start(Pass *p, Fix *fix, const ReactEffect *effect, const char *statement);

#endif
