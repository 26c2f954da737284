/*
 * hooks.c - what the hooks of grammars/ may do: open nodes, take names, visit children.
 */
#include "syntax/lower.h"

/* --- nodes --- */

Node *lower_node(Lower *lower, Ref ref)
{
    return &lower->out->nodes[ref];
}

Ref lower_above(const Lower *lower)
{
    return lower->open;
}

Ref lower_open(Lower *lower, NodeKind kind, TSNode node)
{
    return lower_open_at(lower, kind, node, &lower->place);
}

Ref lower_open_as(Lower *lower, NodeKind kind, TSNode node, NodeRole role)
{
    return lower_open_at(lower, kind, node, &(Place){.role = role});
}

void lower_close(Lower *lower, Ref ref)
{
    Node *self = lower_node(lower, ref);
    self->last = lower->out->count;
    lower->open = self->parent;
}

/* --- text --- */

const char *lower_intern(Lower *lower, const char *text, size_t len)
{
    return intern(&lower->out->names, text, len);
}

Str lower_bytes(const Lower *lower, TSNode node)
{
    uint32_t start = ts_node_start_byte(node);
    return (Str){lower->out->text.ptr + start, ts_node_end_byte(node) - start};
}

/* A backslash is one only at the end of a line: elsewhere it is part of a js name. */
static bool is_blank(Str text, uint32_t i)
{
    char c = text.ptr[i], next = i + 1 < text.len ? text.ptr[i + 1] : ' ';
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' ||
           (c == '\\' && (next == '\r' || next == '\n'));
}

static bool is_quoted(Str text)
{
    char first = text.len >= 2 ? text.ptr[0] : 'x';
    return (first == '"' || first == '\'' || first == '`') &&
           text.ptr[text.len - 1] == first;
}

/* `a . b`, perhaps over several lines, names the same as `a.b`. */
static const char *without_blanks(Lower *lower, Str text)
{
    char *kept = arena_strndup(lower->arena, text.ptr, text.len);
    size_t len = 0;
    for (uint32_t i = 0; i < text.len; i++)
        if (!is_blank(text, i))
            kept[len++] = text.ptr[i];
    return lower_intern(lower, kept, len);
}

const char *lower_text(Lower *lower, TSNode node)
{
    Str text = lower_bytes(lower, node);
    if (is_quoted(text))
        return lower_intern(lower, text.ptr + 1, text.len - 2);
    for (uint32_t i = 0; i < text.len; i++)
        if (is_blank(text, i))
            return without_blanks(lower, text);
    return lower_intern(lower, text.ptr, text.len);
}

/* --- the hook's node and its children --- */

NodeRole lower_role(const Lower *lower)
{
    return lower->place.role;
}

uint32_t lower_count(const Lower *lower)
{
    return lower->out->count;
}

Ref lower_as(Lower *lower, TSNode node, NodeKind kind)
{
    return lower_shaped(lower, kind, node, lower->self, lower->place);
}

void lower_as_above(Lower *lower, TSNode node, NodeKind kind)
{
    Ref above = lower->open;
    lower->place.role = (NodeRole)lower_node(lower, above)->role;
    lower->led = above;
    lower->open = lower_node(lower, above)->parent;
    lower_as(lower, node, kind);
    lower->open = above; /* for the siblings that an error may have left */
}

bool lower_enter(Lower *lower)
{
    return ts_tree_cursor_goto_first_child(&lower->cursor);
}

bool lower_next(Lower *lower)
{
    if (ts_tree_cursor_goto_next_sibling(&lower->cursor))
        return true;
    ts_tree_cursor_goto_parent(&lower->cursor);
    return false;
}

TSNode lower_current(Lower *lower)
{
    return ts_tree_cursor_current_node(&lower->cursor);
}

int lower_kind(Lower *lower, TSNode node)
{
    return lower_plan(lower, node)->kind;
}

void lower_here(Lower *lower, NodeRole role, uint32_t flags)
{
    static const NodeShape FLAT = {.kind = SHAPE_FLATTEN};
    static const SymbolPlan PLAN = {.kind = SHAPE_FLATTEN, .shape = &FLAT};
    Frame frame = {.plan = &PLAN, .place = {.role = role, .flags = flags}};
    lower_child(lower, &frame);
}

Shift lower_shift(Lower *lower, Shift shift)
{
    Shift before = lower->shift;
    lower->shift = shift;
    return before;
}

bool lower_is_shifted(const Lower *lower, TSNode node)
{
    uint32_t start = ts_node_start_byte(node);
    return start >= lower->shift.from && start < lower->shift.to;
}
