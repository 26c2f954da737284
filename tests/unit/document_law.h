/*
 * document_law.h - what must be true of a document after any edits, for the unit that makes
 * random ones and for the fuzzer. Each check gives NULL, or a clause that says what is wrong.
 */
#ifndef DOCUMENT_LAW_H
#define DOCUMENT_LAW_H

#include "asynclint/document.h"

static inline bool law_ends_line(Str text, uint32_t at)
{
    if (text.ptr[at] == '\n')
        return true;
    return text.ptr[at] == '\r' && (at + 1 == text.len || text.ptr[at + 1] != '\n');
}

/* The text is the model's, and the line index is that of a naive count. */
static inline const char *broken_law(const Document *doc, Str model)
{
    Str text = document_text(doc);
    uint32_t line = 0, start = 0;
    if (text.len != model.len || memcmp(text.ptr, model.ptr, text.len) != 0)
        return "the text is not the model's";
    if (text.ptr[text.len] != '\0')
        return "the text has no NUL behind it";
    for (uint32_t at = 0; at < text.len; at++) {
        if (document_line_of(doc, at) != line || document_line(doc, line).start != start)
            return "a byte is not in its line";
        if (!law_ends_line(text, at))
            continue;
        line++;
        start = at + 1;
    }
    if (document_line(doc, line).start != start || document_line_count(doc) != line + 1)
        return "the last line is wrong";
    return NULL;
}

/* The byte's position leads back to it, or to the start of what it is part of. */
static inline const char *broken_position(const Document *doc, uint32_t byte)
{
    for (Encoding encoding = ENCODING_UTF8; encoding <= ENCODING_UTF32; encoding++) {
        Position position = document_position(doc, byte, encoding);
        uint32_t first = document_byte(doc, position, encoding);
        Position again = document_position(doc, first, encoding);
        if (first > byte || byte - first > 3)
            return "a position leads to another byte";
        if (again.line != position.line || again.character != position.character)
            return "a byte leads to another position";
    }
    return NULL;
}

static inline bool law_same_node(TSNode a, TSNode b)
{
    TSPoint from = ts_node_start_point(a), from2 = ts_node_start_point(b);
    TSPoint to = ts_node_end_point(a), to2 = ts_node_end_point(b);
    return ts_node_symbol(a) == ts_node_symbol(b) &&
           ts_node_start_byte(a) == ts_node_start_byte(b) &&
           ts_node_end_byte(a) == ts_node_end_byte(b) &&
           ts_node_is_missing(a) == ts_node_is_missing(b) &&
           ts_node_is_extra(a) == ts_node_is_extra(b) && from.row == from2.row &&
           from.column == from2.column && to.row == to2.row && to.column == to2.column;
}

/* Moves both cursors to the next node of the pre-order; false when only one can. */
static inline bool law_advance(TSTreeCursor *a, TSTreeCursor *b, bool *done)
{
    bool down = ts_tree_cursor_goto_first_child(a);
    if (down != ts_tree_cursor_goto_first_child(b))
        return false;
    while (!down) {
        bool right = ts_tree_cursor_goto_next_sibling(a);
        if (right != ts_tree_cursor_goto_next_sibling(b))
            return false;
        if (right)
            break;
        *done = !ts_tree_cursor_goto_parent(a);
        if (*done || !ts_tree_cursor_goto_parent(b))
            return *done;
    }
    return ts_tree_cursor_current_field_id(a) == ts_tree_cursor_current_field_id(b);
}

static inline bool law_same_tree(const TSTree *a, const TSTree *b)
{
    TSTreeCursor left = ts_tree_cursor_new(ts_tree_root_node(a));
    TSTreeCursor right = ts_tree_cursor_new(ts_tree_root_node(b));
    bool equal = true, done = false;
    while (equal && !done)
        equal = law_same_node(ts_tree_cursor_current_node(&left),
                              ts_tree_cursor_current_node(&right)) &&
                law_advance(&left, &right, &done);
    ts_tree_cursor_delete(&left);
    ts_tree_cursor_delete(&right);
    return equal;
}

/* The tree is that of a fresh parse. */
static inline const char *broken_tree(Document *doc, const TSLanguage *language)
{
    Str text = document_text(doc);
    Document *fresh = document_new(language, text.ptr, text.len);
    bool equal = law_same_tree(document_tree(doc), document_tree(fresh));
    document_free(fresh);
    return equal ? NULL : "the tree is not that of a fresh parse";
}

#endif
