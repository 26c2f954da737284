/* words.h - what names of functions say; private to flow/. */
#ifndef FLOW_WORDS_H
#define FLOW_WORDS_H

#include "asynclint/base.h"

/* One of the words begins the name, underscores in front left out, and a word of its own:
 * `connect` in "connect", "_connect_all", "connectAll", but not in "connected". False for
 * no name (NULL). */
bool begins_with_word(const char *name, const char *const *words, size_t count);

#endif
