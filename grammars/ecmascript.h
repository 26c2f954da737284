/*
 * ecmascript.h - what ecmascript.c takes from prefix.c.
 */
#ifndef GRAMMARS_ECMASCRIPT_H
#define GRAMMARS_ECMASCRIPT_H

#include "asynclint/grammar.h"

LowerHook lower_postfix; /* calls, members, subscripts */
LowerHook lower_prefix;  /* await and unary operators */

#endif
