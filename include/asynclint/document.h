/*
 * document.h - one open text: its bytes, its lines, and its syntax tree when it is needed.
 *
 * Text is UTF-8 bytes. Lines end at LF, CRLF or a lone CR (LSP 3.17, "Text
 * Documents"), and nowhere else. Offsets are 0-based bytes; positions are a 0-based
 * line and a 0-based character in units of an Encoding. A byte-order mark at the
 * start is part of the text, and counts as one character, as editors that send it
 * count it. Bytes that are not UTF-8 count as one unit each.
 */
#ifndef ASYNCLINT_DOCUMENT_H
#define ASYNCLINT_DOCUMENT_H

#include "asynclint/base.h"

#include <tree_sitter/api.h>

typedef enum Encoding { ENCODING_UTF8, ENCODING_UTF16, ENCODING_UTF32 } Encoding;

typedef struct Position {
    uint32_t line;      /* 0-based */
    uint32_t character; /* 0-based, in units of the encoding asked for */
} Position;

typedef struct Document Document;

/* The longest text, in bytes. What is longer ends the program: callers refuse it first. */
enum { DOCUMENT_MAX = INT32_MAX };

/* Copies `text`. `language` may be NULL: then there is no tree. */
Document *document_new(const TSLanguage *language, const char *text, size_t len);
void document_free(Document *doc);

/* The whole text, NUL-terminated; borrowed until the next edit. */
Str document_text(const Document *doc);

/* Replaces the bytes of `span` (clamped to the text) by `text`. Borrowed text and tree are
 * invalid afterwards. */
void document_edit(Document *doc, Span span, const char *text, size_t len);

/* Replaces everything. */
void document_set_text(Document *doc, const char *text, size_t len);

/* The tree of the current text, parsed when needed; borrowed until the next edit. NULL when
 * the document has no language; that of an empty text when this one is so broken that
 * parsing it was given up, after seconds. */
const TSTree *document_tree(Document *doc);
/* Another document with the same text, for another thread to parse. */
Document *document_twin(const Document *doc);
/* From any thread: what is being parsed, or will be, is given up at once. */
void document_interrupt(Document *doc);
/* CPU milliseconds that a parse of the text may take at most. */
uint32_t document_patience(const Document *doc);

/* What another room keeps with the document, over its edits; `drop` frees it, at the latest
 * with the document. NULL: nothing. */
void document_keep(Document *doc, void *kept, void (*drop)(void *kept));
void *document_kept(const Document *doc);

/* Nodes that the parser took for an error, or had to add; 0 without a language. */
uint32_t document_error_count(Document *doc);

/* --- positions (text/position.c) --- */

uint32_t document_line_count(const Document *doc); /* at least 1 */
/* The bytes of a line, without its line ending; an empty span at the end when `line` is
 * past the last. */
Span document_line(const Document *doc, uint32_t line);
/* The 0-based line that holds the byte; the last line for one past the end. */
uint32_t document_line_of(const Document *doc, uint32_t byte);

/* A byte inside a multi-byte sequence counts as the sequence's first byte, one inside a
 * line ending as the line's end, one past the text as the text's end. */
Position document_position(const Document *doc, uint32_t byte, Encoding encoding);
/* Clamps: past the line's end gives the line's end (before its line ending), past the
 * last line gives the text's end; inside a surrogate pair or a multi-byte sequence gives
 * the character's first byte. */
uint32_t document_byte(const Document *doc, Position position, Encoding encoding);
/* Both ends clamped as above, and put in order when they are inverted. */
Span document_span(const Document *doc, Position start, Position end, Encoding encoding);

/* "\n", "\r\n" or "\r": the line ending that most lines have; "\n" when there is none. */
const char *document_eol(const Document *doc);

/* The bytes are well-formed UTF-8 (RFC 3629); *bad is the first byte that is not. */
bool utf8_valid(const char *text, size_t len, size_t *bad);

#endif
