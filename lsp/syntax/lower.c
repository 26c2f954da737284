/*
 * lower.c - from a tree-sitter tree to the flat array of syntax.h, in one cursor walk.
 *
 * It knows no grammar: what becomes of a node, of a field and of a token is read from
 * the tables in grammars/, resolved by plan.c. The walk recurses, but no deeper than
 * MAX_DEPTH; it asks the tree for nothing but the current node, its field and whether
 * it holds an error, since everything else (parents above all) costs a descent.
 */
#include "syntax/lower.h"

/* Only these say something by their tokens. */
static const bool HAS_TOKENS[N_COUNT] = {
    [N_DECLARE] = true,   [N_IMPORT] = true,      [N_IMPORT_NAME] = true,
    [N_EXPORT] = true,    [N_EXPORT_NAME] = true, [N_FUNCTION] = true,
    [N_PARAMETER] = true, [N_FIELD] = true,       [N_SIGNATURE] = true,
    [N_FOR_EACH] = true,  [N_CATCH] = true,       [N_WITH] = true,
    [N_CASE] = true,      [N_MEMBER] = true,      [N_INDEX] = true,
    [N_CALL] = true,      [N_YIELD] = true,       [N_AUGMENTED] = true,
    [N_UPDATE] = true,    [N_BINARY] = true,      [N_COMPARE] = true,
    [N_LOGICAL] = true,   [N_UNARY] = true,       [N_FOR_CLAUSE] = true,
};

/* Kinds without children, and those of them that are named by their text. */
static const bool IS_LEAF[N_COUNT] = {
    [N_NAME] = true,   [N_THIS] = true,    [N_SUPER] = true, [N_STRING] = true,
    [N_NUMBER] = true, [N_LITERAL] = true, [N_REGEX] = true,
};

static const SymbolPlan ERROR_PLAN = {.kind = N_OTHER, .text = "ERROR"};

static void lower_tree(Lower *lower, TSNode node, const SymbolPlan *plan, Place place);

const SymbolPlan *lower_plan(const Lower *lower, TSNode node)
{
    TSSymbol symbol = ts_node_symbol(node);
    return symbol < lower->plan->symbol_count ? &lower->plan->symbols[symbol] : &ERROR_PLAN;
}

/* --- nodes --- */

static Ref add_node(Lower *lower)
{
    Syntax *out = lower->out;
    if (out->count == lower->capacity)
        out->nodes =
            vec_grow(lower->arena, out->nodes, &lower->capacity, sizeof *out->nodes);
    Ref ref = out->count++;
    out->nodes[ref] = (Node){.parent = lower->open};
    return ref;
}

Ref lower_open_at(Lower *lower, NodeKind kind, TSNode node, const Place *place)
{
    Ref ref = lower->led ? lower->led : add_node(lower);
    Node *self = lower_node(lower, ref);
    uint32_t end = ts_node_end_byte(node);
    if (!lower->led)
        self->start =
            lower_is_shifted(lower, node) ? lower->shift.to : ts_node_start_byte(node);
    if (self->end < end)
        self->end = end;
    self->kind = (uint8_t)kind;
    self->role = (uint8_t)place->role;
    self->flags |= place->flags;
    if (lower->out->has_error && ts_node_has_error(node))
        self->flags |= NF_ERROR;
    lower->led = 0;
    lower->open = ref;
    return ref;
}

/* --- tokens --- */

/* A token in a field that names the node: its operator or keyword, the first one only. */
static void name_by_token(Lower *lower, Node *above, const SymbolPlan *token)
{
    if (above->name)
        return;
    above->name = lower_intern(lower, token->text, strlen(token->text));
    if (token->operator_kind)
        above->kind = (uint8_t)token->operator_kind;
    if (above->kind == N_UPDATE && lower->out->count == lower->open + 1)
        above->flags |= NF_PREFIX;
}

static void flag_by_token(Node *above, const SymbolPlan *token)
{
    if (token->token && (!token->token->only || token->token->only == above->kind))
        above->flags |= token->token->flag;
}

static const FieldRole *field_of(Lower *lower, const Frame *frame)
{
    if (!frame->plan->fields)
        return NULL;
    TSFieldId field = ts_tree_cursor_current_field_id(&lower->cursor);
    return field ? frame->plan->fields[field] : NULL;
}

static void lower_token(Lower *lower, const Frame *frame, TSNode node,
                        const SymbolPlan *token)
{
    Node *above = lower_node(lower, lower->open);
    if (!HAS_TOKENS[above->kind] || frame->plan->kind == SHAPE_FLATTEN)
        return;
    const FieldRole *field = field_of(lower, frame);
    if (!field || field->role == AS_FLAG || field->role == AS_KEYWORD)
        flag_by_token(above, token);
    if (!field)
        return;
    if (field->role == AS_NAME || field->role == AS_KEYWORD)
        name_by_token(lower, above, token);
    else if (field->kind > 0)
        lower_tree(lower, node, token,
                   (Place){(NodeRole)field->role, field->kind, field->flags, field->clear});
}

/* --- children --- */

static NodeRole role_without_field(const Frame *frame, unsigned position)
{
    const NodeShape *shape = frame->plan->shape;
    if (!shape)
        return R_NONE;
    NodeRole role =
        position < COUNT(shape->roles) ? (NodeRole)shape->roles[position] : R_NONE;
    return role ? role : (NodeRole)shape->role;
}

static Place place_of(Lower *lower, Frame *frame)
{
    bool flat = frame->plan->kind == SHAPE_FLATTEN;
    const FieldRole *field = field_of(lower, frame);
    Place place = flat ? frame->place : (Place){0};
    if (field) {
        place.role = (NodeRole)field->role;
        place.kind = field->kind;
        place.flags |= field->flags;
        place.clear = field->clear;
        return place;
    }
    NodeRole role = role_without_field(frame, frame->position++);
    if (!flat || role)
        place.role = role;
    return place;
}

/* `<div>` names no variable; `<Page>` and `<ui.Page>` do. */
static bool is_tag(const Node *above, const SymbolPlan *plan, Str text)
{
    return above->kind == N_JSX && plan->kind == N_NAME && text.len &&
           !(text.ptr[0] >= 'A' && text.ptr[0] <= 'Z');
}

/* The text of a child names the open node; an expression in brackets does not. */
static void name_by_child(Lower *lower, TSNode node, const SymbolPlan *plan, Place place)
{
    Node *above = lower_node(lower, lower->open);
    bool as_child =
        (int)place.role == AS_NAMED && !is_tag(above, plan, lower_bytes(lower, node));
    if (plan->kind == SHAPE_FLATTEN) {
        place.role = R_KEY;
        lower_tree(lower, node, plan, place);
        return;
    }
    if (!above->name)
        above->name = lower_text(lower, node);
    place.role = R_NAME;
    if (as_child)
        lower_tree(lower, node, plan, place);
}

static bool is_led(const Lower *lower, const SymbolPlan *plan)
{
    NodeKind above = kind_of(lower->out, lower->open);
    return plan->kind == N_DECORATOR &&
           (above == N_MODULE || above == N_BLOCK || above == N_EXPORT);
}

/* The decorator goes under a node that the next sibling completes. */
static void lead(Lower *lower, Frame *frame, TSNode node, const SymbolPlan *plan)
{
    Ref above = lower->open;
    if (!frame->led)
        frame->led = lower_open_at(lower, N_OTHER, node, &(Place){0});
    lower->open = frame->led;
    lower_tree(lower, node, plan, (Place){.role = R_DECORATOR});
    lower->open = above;
    Node *led = lower_node(lower, frame->led);
    led->last = lower->out->count;
    led->end = ts_node_end_byte(node);
}

/* What decorators can stand before, itself or something that it holds. */
static bool is_decorated(const SymbolPlan *plan)
{
    return plan->kind == N_FUNCTION || plan->kind == N_CLASS || plan->kind == N_FIELD ||
           plan->kind == N_SIGNATURE || plan->kind == SHAPE_FLATTEN;
}

static void flag_error(Lower *lower, Ref ref)
{
    for (; ref && !has_flag(lower->out, ref, NF_ERROR);
         ref = lower_node(lower, ref)->parent)
        lower_node(lower, ref)->flags |= NF_ERROR;
}

/* Leaves the node of decorators that decorate nothing as it is. */
static void leave_led(Lower *lower, Frame *frame)
{
    flag_error(lower, frame->led);
    frame->led = 0;
}

/* Where the text ends that stands before the last comment and those that it follows. */
static uint32_t end_before_comments(const Syntax *s)
{
    uint32_t at = s->comments.items[s->comments.len - 1].start;
    for (uint32_t i = s->comments.len - 1;; i--) {
        while (at > 0 && strchr(" \t\r\n", s->text.ptr[at - 1]))
            at--;
        if (i == 0 || s->comments.items[i - 1].end != at)
            return at;
        at = s->comments.items[i - 1].start;
    }
}

/* Before a semicolon that is not written, the grammar takes comments for a part of what the
 * semicolon would end. */
static void leave_comment_out(Lower *lower, uint32_t comment_end)
{
    if (lower_node(lower, lower->open)->end != comment_end)
        return;
    uint32_t end = end_before_comments(lower->out);
    for (Ref ref = lower->open; ref > 1; ref = lower_node(lower, ref)->parent) {
        Node *node = lower_node(lower, ref);
        if (node->end != comment_end || node->start >= end || (node->flags & NF_ERROR))
            return;
        node->end = end;
    }
}

static void lower_comment(Lower *lower, TSNode node)
{
    Span span = {ts_node_start_byte(node), ts_node_end_byte(node)};
    vec_push(lower->arena, &lower->out->comments, span);
    if (lower->out->grammar->unwritten_semicolons)
        leave_comment_out(lower, span.end);
}

void lower_child(Lower *lower, Frame *frame)
{
    TSNode node = ts_tree_cursor_current_node(&lower->cursor);
    const SymbolPlan *plan = lower_plan(lower, node);
    if (plan->kind == SHAPE_COMMENT) {
        lower_comment(lower, node);
        return;
    }
    if (plan->kind == N_NONE) {
        lower_token(lower, frame, node, plan);
        return;
    }
    if (plan->kind == SHAPE_SKIP) {
        lower_node(lower, lower->open)->flags |= plan->shape->flags;
        return;
    }
    if (is_led(lower, plan)) {
        lead(lower, frame, node, plan);
        return;
    }
    if (frame->led && !is_decorated(plan))
        leave_led(lower, frame);
    Place place = place_of(lower, frame);
    lower->led = frame->led;
    if ((int)place.role == AS_NAME || (int)place.role == AS_NAMED)
        name_by_child(lower, node, plan, place);
    else if ((int)place.role < R_COUNT)
        lower_tree(lower, node, plan, place);
    frame->led = lower->led;
    lower->led = 0;
}

static void lower_children(Lower *lower, Frame *frame)
{
    Ref inherited = frame->led;
    if (!ts_tree_cursor_goto_first_child(&lower->cursor))
        return;
    do
        lower_child(lower, frame);
    while (ts_tree_cursor_goto_next_sibling(&lower->cursor));
    ts_tree_cursor_goto_parent(&lower->cursor);
    if (frame->led && frame->led != inherited)
        leave_led(lower, frame);
}

/* --- one node --- */

static void lower_leaf(Lower *lower, NodeKind kind, TSNode node, const SymbolPlan *plan,
                       const Place *place)
{
    Ref ref = lower_open_at(lower, kind, node, place);
    if (kind == N_NAME && plan->kind == N_NAME) { /* most nodes; nothing to strip */
        Str text = lower_bytes(lower, node);
        lower_node(lower, ref)->name = lower_intern(lower, text.ptr, text.len);
    } else if (kind != N_REGEX) {
        lower_node(lower, ref)->name = lower_text(lower, node);
    }
    lower_close(lower, ref);
}

static void lower_too_deep(Lower *lower, TSNode node, const Place *place)
{
    Ref ref = lower_open_at(lower, N_OTHER, node, place);
    flag_error(lower, ref);
    lower_close(lower, ref);
}

static void lower_flat(Lower *lower, const SymbolPlan *plan, Place place)
{
    const NodeShape *shape = plan->shape;
    if (plan->kind == SHAPE_FLATTEN)
        place.flags |= shape->flags & ~place.clear;
    place.clear = 0;
    place.kind = 0;
    static const NodeShape FLAT = {.kind = SHAPE_FLATTEN};
    SymbolPlan flat = {.kind = SHAPE_FLATTEN, .shape = &FLAT};
    Frame frame = {.plan = plan->kind == SHAPE_FLATTEN ? plan : &flat,
                   .place = place,
                   .led = lower->led};
    lower_children(lower, &frame);
    lower->led = frame.led;
}

Ref lower_shaped(Lower *lower, NodeKind kind, TSNode node, const SymbolPlan *plan,
                 Place place)
{
    if (plan->shape)
        place.flags |= plan->shape->flags & ~place.clear;
    Ref ref = lower_open_at(lower, kind, node, &place);
    if (plan->shape && plan->shape->name)
        lower_node(lower, ref)->name =
            lower_intern(lower, plan->shape->name, strlen(plan->shape->name));
    Frame frame = {.plan = plan};
    lower_children(lower, &frame);
    lower_close(lower, ref);
    return ref;
}

/* A name or pattern that stands where a parameter is due: wrapped, for one form of all. */
static bool is_bare_parameter(const Lower *lower, int kind, Place place)
{
    return place.role == R_PARAMETER && kind > 0 && kind != N_PARAMETER &&
           kind_of(lower->out, lower->open) != N_CATCH;
}

static void lower_parameter(Lower *lower, TSNode node, const SymbolPlan *plan, Place place)
{
    if (plan->kind == N_DEFAULT) {
        lower_shaped(lower, N_PARAMETER, node, plan, place);
        return;
    }
    Ref ref = lower_open_at(lower, N_PARAMETER, node, &place);
    lower_tree(lower, node, plan, (Place){.role = R_LEFT});
    lower_close(lower, ref);
}

static void lower_by_kind(Lower *lower, int kind, TSNode node, const SymbolPlan *plan,
                          Place place)
{
    if (kind == SHAPE_FLATTEN)
        lower_flat(lower, plan, place);
    else if (kind != plan->kind || IS_LEAF[kind])
        lower_leaf(lower, (NodeKind)kind, node, plan, &place);
    else
        lower_shaped(lower, (NodeKind)kind, node, plan, place);
}

static void lower_tree(Lower *lower, TSNode node, const SymbolPlan *plan, Place place)
{
    int kind = place.kind ? place.kind : plan->kind;
    if (lower->depth >= MAX_DEPTH) {
        lower_too_deep(lower, node, &place);
        return;
    }
    lower->depth++;
    if (is_bare_parameter(lower, kind, place)) {
        lower_parameter(lower, node, plan, place);
    } else if (plan->shape && plan->shape->hook && kind == plan->kind) {
        place.kind = 0;
        lower->place = place;
        lower->self = plan;
        plan->shape->hook(lower, node);
    } else {
        lower_by_kind(lower, kind, node, plan, place);
    }
    lower->depth--;
}

/* --- the whole --- */

void syntax_lower(Syntax *out, Arena *arena, const TSTree *tree)
{
    TSNode root = ts_tree_root_node(tree);
    Lower lower = {.out = out, .arena = arena, .plan = plan_for(out->grammar)};
    lower.shift.from = UINT32_MAX;
    out->count = 1;
    out->has_error = ts_node_has_error(root);
    lower.capacity = ts_node_descendant_count(root) / 2 + 16;
    out->nodes = arena_alloc(arena, lower.capacity * sizeof *out->nodes);
    lower.cursor = ts_tree_cursor_new(root);
    const SymbolPlan *plan = lower_plan(&lower, root);
    lower_shaped(&lower, N_MODULE, root, plan, (Place){0});
    ts_tree_cursor_delete(&lower.cursor);
}

void syntax_build(Syntax *out, Arena *arena, const Grammar *grammar, Str text,
                  const TSTree *tree)
{
    *out = (Syntax){.grammar = grammar, .text = text};
    interner_init(&out->names, arena);
    syntax_lower(out, arena, tree);
}
