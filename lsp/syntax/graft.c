/*
 * graft.c - parses a unit by itself, and a class member by member.
 *
 * A member is parsed as what its class would be if it were the only one in it. What comes
 * before it must be the head as it is without it; or its error reaches out of it, and then
 * it is parsed by itself.
 */
#include "syntax/graft.h"

#include "syntax/lower.h"

/* Parts of the text that are parsed as one, without what is between them. */
typedef struct Parts {
    Span spans[3]; /* rising; some may be empty */
    uint32_t count;
} Parts;

static Str join(Arena *arena, Str text, const Parts *parts)
{
    uint32_t len = 0;
    for (uint32_t i = 0; i < parts->count; i++)
        len += parts->spans[i].end - parts->spans[i].start;
    if (parts->count == 1)
        return (Str){text.ptr + parts->spans[0].start, len};
    char *joined = arena_alloc(arena, len + 1);
    Str out = {joined, len};
    for (uint32_t i = 0; i < parts->count; i++) {
        Span span = parts->spans[i];
        memcpy(joined, text.ptr + span.start, span.end - span.start);
        joined += span.end - span.start;
    }
    return out;
}

/* From a byte of the joined parts to that of the text; between two, `end` is that of the
 * first. */
static uint32_t whence(const Parts *parts, uint32_t byte, bool end)
{
    uint32_t i = 0;
    for (; i + 1 < parts->count; i++) {
        uint32_t len = parts->spans[i].end - parts->spans[i].start;
        if (byte < len + end)
            break;
        byte -= len;
    }
    return parts->spans[i].start + byte;
}

static void place(const Parts *parts, Syntax *piece)
{
    for (Ref r = 1; r < piece->count; r++) {
        Node *node = &piece->nodes[r];
        bool empty = node->start == node->end;
        node->start = whence(parts, node->start, empty);
        node->end = whence(parts, node->end, true);
    }
    for (uint32_t i = 0; i < piece->comments.len; i++) {
        Span *comment = &piece->comments.items[i];
        *comment =
            (Span){whence(parts, comment->start, false), whence(parts, comment->end, true)};
    }
}

/* NULL when the time is over. */
static const Syntax *lower_parts(Graft *graft, const Parts *parts)
{
    Str text = join(graft->arena, graft->into->text, parts);
    TSTree *tree = parser_part(graft->parser, text);
    if (!tree)
        return NULL;
    Syntax *piece = NEW(graft->arena, Syntax);
    *piece = (Syntax){
        .grammar = graft->into->grammar, .text = text, .names = graft->into->names};
    syntax_lower(piece, graft->arena, tree);
    graft->into->names = piece->names;
    ts_tree_delete(tree);
    place(parts, piece);
    return piece;
}

/* The nodes [from, to) of the piece; those under `inner` come under `outer`. */
static void take_nodes(Graft *graft, const Syntax *piece, Span refs, Ref inner, Ref outer)
{
    uint32_t base = graft->nodes.len + 1 - refs.start;
    for (Ref r = refs.start; r < refs.end; r++) {
        Node node = piece->nodes[r];
        node.parent = node.parent == inner ? outer : node.parent + base;
        node.last += base;
        vec_push(graft->arena, &graft->nodes, node);
    }
}

static void take_comments(Graft *graft, const Syntax *piece, Span span)
{
    for (uint32_t i = 0; i < piece->comments.len; i++) {
        Span comment = piece->comments.items[i];
        if (comment.start >= span.start && comment.start < span.end)
            vec_push(graft->arena, &graft->comments, comment);
    }
}

/* --- classes --- */

ClassParts class_parts(Str text, const Unit *unit)
{
    uint32_t start = unit->span.start;
    ClassParts parts = {.head = {start, start + unit->body.start},
                        .tail = {start + unit->body.end, unit->span.end}};
    uint32_t closed =
        parts.tail.start < parts.tail.end && text.ptr[parts.tail.start] == '}';
    parts.close = (Span){parts.tail.start, parts.tail.start + closed};
    return parts;
}

/* The last node is the body of a class that the module, or an export, consists of. */
static bool is_head(const Syntax *piece, Ref block)
{
    if (block < 3 || kind_of(piece, block) != N_BLOCK)
        return false;
    Ref cls = piece->nodes[block].parent, above = piece->nodes[cls].parent;
    if (kind_of(piece, cls) != N_CLASS || piece->nodes[block].role != R_BODY)
        return false;
    if (above != 1 && (kind_of(piece, above) != N_EXPORT || above != 2))
        return false;
    return piece->nodes[2].last == piece->count && piece->nodes[cls].last == piece->count &&
           piece->nodes[block].last == piece->count && (above == 1 ? cls : above) == 2;
}

const Syntax *graft_head(Graft *graft, const ClassParts *parts)
{
    Parts alone = {{parts->head, parts->tail}, 2};
    const Syntax *piece = lower_parts(graft, &alone);
    if (!piece || piece->has_error || has_flag(piece, 1, NF_ERROR) || piece->count < 4 ||
        !is_head(piece, piece->count - 1))
        return NULL;
    return piece;
}

/* Before the body both have the same nodes. */
static bool has_head(const Syntax *piece, const Node *head, uint32_t block)
{
    if (piece->count < block + 2)
        return false;
    for (uint32_t i = 0; i + 1 < block; i++) {
        const Node *a = &piece->nodes[i + 2], *b = &head[i];
        if (a->kind != b->kind || a->role != b->role || a->name != b->name ||
            (a->flags & ~(uint32_t)NF_ERROR) != (b->flags & ~(uint32_t)NF_ERROR))
            return false;
    }
    return is_head(piece, block + 1);
}

static uint32_t clamp(uint32_t byte, Span span)
{
    if (byte < span.start)
        return span.start;
    return byte < span.end ? byte : span.end;
}

/* What is not closed in the member does not end where the class is closed, and what is
 * missing in it is not missing in the class's head. */
static void keep_within(Graft *graft, uint32_t from, Span span)
{
    for (uint32_t i = from; i < graft->nodes.len; i++) {
        Node *node = &graft->nodes.items[i];
        node->start = clamp(node->start, span);
        node->end = clamp(node->end, span);
    }
}

static void begin_path(ClassPath *path, uint32_t start)
{
    if (!path->count)
        path->start = start;
    path->count = 0;
}

/* What cannot be parsed as a member is one node with an error, and so are the names and
 * values in it: they are there, but nothing is taken from them. */
static bool graft_lost(Graft *graft, const ClassParts *parts, const Node *head, Span span,
                       Unit *member, ClassPath *path)
{
    const Syntax *piece = lower_parts(graft, &(Parts){{span}, 1});
    if (!piece)
        return false;
    uint32_t begin = graft->nodes.len;
    uint32_t start = clamp(piece->nodes[1].start, span), end = start;
    vec_push(graft->arena, &graft->nodes, ((Node){.kind = N_OTHER, .start = start}));
    take_nodes(graft, piece, (Span){2, piece->count}, 1, begin + 1);
    keep_within(graft, begin, span);
    for (uint32_t i = begin; i < graft->nodes.len; i++) {
        Node *node = &graft->nodes.items[i];
        node->flags |= NF_ERROR;
        end = node->end > end ? node->end : end;
    }
    graft->nodes.items[begin].end = end;
    graft->nodes.items[begin].last = graft->nodes.len + 1;
    take_comments(graft, piece, span);
    *member = (Unit){.span = member->span,
                     .flags = member->flags,
                     .first = begin + 1,
                     .last = graft->nodes.len + 1,
                     .error = true,
                     .broken = true};
    begin_path(path, start);
    bool closed = parts->close.start < parts->close.end;
    while (path->count < (head->kind == N_EXPORT ? 3 : 2))
        path->ends[path->count++] = closed ? parts->close.end : end;
    return true;
}

bool graft_member(Graft *graft, const ClassParts *parts, const Node *head, uint32_t block,
                  Span span, Unit *member, ClassPath *path)
{
    Parts one = {{parts->head, span, parts->close}, 3};
    const Syntax *piece = lower_parts(graft, &one);
    if (!piece)
        return false;
    if (!has_head(piece, head, block))
        return piece->has_error && graft_lost(graft, parts, head, span, member, path);
    Ref body = block + 1;
    uint32_t begin = graft->nodes.len;
    member->first = begin + 1;
    member->broken = piece->has_error;
    member->error = has_flag(piece, 1, NF_ERROR);
    take_nodes(graft, piece, (Span){body + 1, piece->count}, body, 0);
    keep_within(graft, begin, span);
    take_comments(graft, piece, span);
    member->last = graft->nodes.len + 1;
    begin_path(path, piece->nodes[body].start);
    for (Ref r = body; r > 1; r = piece->nodes[r].parent)
        path->ends[path->count++] = piece->nodes[r].end;
    return true;
}

/* The nodes above the members, when these are there. */
static void close_class(Graft *graft, Ref block, const ClassPath *path, bool error)
{
    graft->nodes.items[block - 1].start = path->start;
    Ref r = block;
    for (uint32_t i = 0; i < path->count; i++) {
        Node *node = &graft->nodes.items[r - 1];
        node->end = path->ends[i];
        node->last = graft->nodes.len + 1;
        node->flags |= error ? NF_ERROR : 0;
        r = node->parent;
    }
}

static bool graft_members(Graft *graft, Unit *unit, UnitList *members)
{
    ClassParts parts = class_parts(graft->into->text, unit);
    UnitScope scope = members_scope(graft->into->grammar, graft->into->text, unit);
    uint32_t first = graft->nodes.len;
    if (!unit_list_scan(&scope, members) || !members->len)
        return false;
    const Syntax *alone = graft_head(graft, &parts);
    if (!alone)
        return false;
    uint32_t block = alone->count - 2;
    take_nodes(graft, alone, (Span){2, alone->count}, 1, 0);
    take_comments(graft, alone, parts.head);
    ClassPath path = {0};
    Ref under = first + block;
    for (uint32_t i = 0; i < members->len; i++) {
        Unit *member = &members->items[i];
        Span span = {member->span.start + scope.base, member->span.end + scope.base};
        uint32_t begin = graft->nodes.len;
        if (!graft_member(graft, &parts, graft->nodes.items + first, block, span, member,
                          &path))
            return false;
        for (uint32_t k = begin; k < graft->nodes.len; k++)
            if (!graft->nodes.items[k].parent)
                graft->nodes.items[k].parent = under;
        unit->error |= member->error;
        unit->broken |= member->broken;
        member->first -= first + 1;
        member->last -= first + 1;
    }
    take_comments(graft, alone, parts.tail);
    close_class(graft, under, &path, unit->error);
    unit->block = block - 1;
    unit->headed = true;
    return true;
}

/* --- units --- */

/* A class that has an error in it is made of its members, if it can be. */
static bool graft_class(Graft *graft, Unit *unit)
{
    uint32_t nodes = graft->nodes.len, comments = graft->comments.len;
    UnitList members = {0};
    Unit class = *unit;
    class.error = class.broken = false;
    if (!graft_members(graft, &class, &members)) {
        unit_list_release(&members);
        graft->nodes.len = nodes;
        graft->comments.len = comments;
        return false;
    }
    unit_list_release(&unit->members);
    *unit = class;
    unit->members = members;
    return true;
}

bool graft_unit(Graft *graft, Unit *unit)
{
    bool begin = !graft->begun; /* the first unit may have no nodes */
    graft->begun = true;
    unit->first = graft->nodes.len + 1;
    const Syntax *piece = lower_parts(graft, &(Parts){{unit->span}, 1});
    if (!piece)
        return false;
    if (begin)
        graft->start = piece->nodes[1].start;
    unit->broken = piece->has_error;
    unit->error = has_flag(piece, 1, NF_ERROR);
    bool class = unit->flags & UNIT_CLASS;
    bool fits = !class || (!unit->broken && assign_members(piece, graft->into->text,
                                                           (Span){2, piece->count}, unit));
    bool split = class && (!fits || graft->split) && graft_class(graft, unit);
    if (parser_is_over(graft->parser))
        return false;
    unit->whole |= !fits && !split;
    if (!split) {
        take_nodes(graft, piece, (Span){2, piece->count}, 1, 0);
        take_comments(graft, piece, unit->span);
    }
    unit->last = graft->nodes.len + 1;
    return true;
}
