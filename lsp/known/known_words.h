/*
 * known_words.h - what a text that uses what the tables know mentions, for whoever asks a
 * text before it is parsed.
 */
#ifndef KNOWN_KNOWN_WORDS_H
#define KNOWN_KNOWN_WORDS_H

#include "asynclint/known.h"
#include "text/words.h"

/* Adds the words of the rows of these categories, each KnownCategory in a byte: its module
 * and its last word, of which both have to be there. */
void known_words(Language language, const uint8_t *categories, size_t count, Words *words);
/* Says which modules stand for each other: by other spellings, and where what one gives is
 * of the other. Once, after the rows. */
void known_words_join(Language language, Words *words);

#endif
