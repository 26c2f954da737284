/*
 * words.h - which texts hold one of many words: what a file is asked before it is parsed.
 *
 * Words are looked for as bytes, in comments and strings too: a text without them has none
 * of what they stand for. A set is read by several threads once it is filled.
 */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "asynclint/base.h"

typedef struct Words Words;

Words *words_new(void);
void words_free(Words *words);
/* Adds what a text may hold: "word"; ".word" and "'word" behind a dot and a quote; "word("
 * when it is called; "*end", a word that ends so; "p-map", "a/b": a word behind that; "a+b":
 * the two somewhere, "a+~b" the second in any case, and inside of words, too. True when it was not there yet. */
bool words_add(Words *words, const char *what);
/* … each of a text of them with a space between. */
void words_add_list(Words *words, const char *list);
/* Where a pair asks for the first of these as its first word, the other will do. */
void words_join(Words *words, const char *a, const char *b);
/* "word" alone was added. */
bool words_have(const Words *words, const char *word);
/* Any text holds it. True when that is new. */
bool words_add_any(Words *words);
/* The text holds one of what was added. */
bool words_in(const Words *words, Str text);

#endif
