/* splice.c - one piece of syntax put in the place of another. */
#include "splice.h"

#include "asynclint/document.h"

#include <stdlib.h>

typedef struct Piece {
    Span span;
    TSSymbol symbol;
    uint32_t line; /* where the line begins in which it starts; bytes */
} Piece;

typedef struct Pieces {
    Arena arena;
    VEC(Piece) list;
} Pieces;

static unsigned next_number(unsigned *seed)
{
    *seed = *seed * 1103515245 + 12345;
    return *seed >> 8;
}

/* To the next node of the pre-order; false after the last. */
static bool advance(TSTreeCursor *cursor)
{
    if (ts_tree_cursor_goto_first_child(cursor))
        return true;
    while (!ts_tree_cursor_goto_next_sibling(cursor))
        if (!ts_tree_cursor_goto_parent(cursor))
            return false;
    return true;
}

/* All named nodes. */
static void pieces_init(Pieces *pieces, Language language, Str text)
{
    Document *doc = document_new(grammar_ts(language), text.ptr, text.len);
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(document_tree(doc)));
    *pieces = (Pieces){0};
    arena_init(&pieces->arena);
    do {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        Piece piece = {{ts_node_start_byte(node), ts_node_end_byte(node)},
                       ts_node_symbol(node),
                       ts_node_start_byte(node) - ts_node_start_point(node).column};
        if (ts_node_is_named(node) && piece.span.end > piece.span.start)
            vec_push(&pieces->arena, &pieces->list, piece);
    } while (advance(&cursor));
    ts_tree_cursor_delete(&cursor);
    document_free(doc);
}

/* One like `like`; or any, once in a while. NULL when there is none. */
static const Piece *find_like(const Pieces *pieces, const Piece *like, unsigned *seed)
{
    uint32_t count = pieces->list.len;
    if (!count)
        return NULL;
    uint32_t start = next_number(seed) % count;
    if (next_number(seed) % 16 == 0)
        return &pieces->list.items[start];
    for (uint32_t i = 0; i < count; i++) {
        const Piece *piece = &pieces->list.items[(start + i) % count];
        if (piece != like && piece->symbol == like->symbol)
            return piece;
    }
    return NULL;
}

/* The white space that begins the piece's line. */
static Str indent_of(Str text, const Piece *piece)
{
    Str indent = {text.ptr + piece->line, 0};
    while (piece->line + indent.len < text.len && strchr(" \t", indent.ptr[indent.len]))
        indent.len++;
    return indent;
}

/* The piece's text, its further lines moved by so many columns. */
static void append_moved(Buffer *out, Str text, Span span, int32_t shift)
{
    for (uint32_t at = span.start; at < span.end; at++) {
        char c = text.ptr[at];
        buffer_append(out, &c, 1);
        if (c != '\n')
            continue;
        for (int32_t i = 0; i < shift; i++)
            buffer_puts(out, " ");
        for (int32_t i = 0; i < -shift && at + 1 < span.end && text.ptr[at + 1] == ' '; i++)
            at++;
    }
}

typedef enum Way { REPLACE, BEFORE, BEHIND, LEAVE_OUT } Way;

/* The new piece may come on a line of its own, before or behind the old one. */
static void write_spliced(Buffer *out, Str text, const Piece *from, Str other,
                          const Piece *to, Way way)
{
    Span old = from->span;
    Str indent = indent_of(text, from);
    int32_t shift = (int32_t)indent.len - (int32_t)indent_of(other, to).len;
    buffer_append(out, text.ptr, old.start);
    if (way == BEHIND) {
        buffer_append(out, text.ptr + old.start, old.end - old.start);
        buffer_puts(out, "\n");
        buffer_append(out, indent.ptr, indent.len);
    }
    if (way != LEAVE_OUT)
        append_moved(out, other, to->span, shift);
    if (way == BEFORE) {
        buffer_puts(out, "\n");
        buffer_append(out, indent.ptr, indent.len);
        buffer_append(out, text.ptr + old.start, old.end - old.start);
    }
    buffer_append(out, text.ptr + old.end, text.len - old.end);
}

size_t splice(Language language, Str text, Str other, unsigned seed, char *out, size_t max)
{
    static const Way ways[] = {REPLACE, REPLACE, REPLACE, REPLACE,
                               REPLACE, BEFORE,  BEHIND,  LEAVE_OUT};
    Pieces mine, theirs;
    Buffer made;
    buffer_init(&made);
    pieces_init(&mine, language, text);
    pieces_init(&theirs, language, other);
    if (mine.list.len) {
        const Piece *from = &mine.list.items[next_number(&seed) % mine.list.len];
        const Piece *to = find_like(&theirs, from, &seed);
        if (to)
            write_spliced(&made, text, from, other, to,
                          ways[next_number(&seed) % COUNT(ways)]);
    }
    size_t len = made.len <= max ? made.len : 0;
    memcpy(out, made.data, len);
    buffer_release(&made);
    arena_release(&mine.arena);
    arena_release(&theirs.arena);
    return len;
}
