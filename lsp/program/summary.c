/*
 * summary.c - from the facts of a file to its summary: functions and classes, and the words
 * and places that all of it is said in.
 */
#include "asynclint/rejects.h"
#include "program/build.h"
#include "text/line_scan.h"

#include <stdlib.h>

/* --- words and places --- */

const char *build_word(Builder *b, const char *text)
{
    if (!text)
        return NULL;
    void **known = pairs_at(&b->copies, text, NULL);
    if (!*known)
        *known = (void *)(uintptr_t)intern(&b->words, text, strlen(text));
    return *known;
}

static void find_lines(Builder *b)
{
    enum { USUAL_LINE = 24 };
    Str text = b->facts->syntax->text;
    uint32_t start = 0;
    b->lines.cap = text.len / USUAL_LINE + 1;
    b->lines.items = arena_alloc(b->scratch, b->lines.cap * sizeof start);
    vec_push(b->scratch, &b->lines, start);
    for (LineScan at = line_scan(text, 0); line_scan_next(&at, &start);)
        vec_push(b->scratch, &b->lines, start);
}

/* Places come mostly in the order of the source: from the line of the last one it is not far
 * to the next. */
static uint32_t line_of(Builder *b, uint32_t byte)
{
    enum { NEAR = 8 };
    uint32_t low = 0, high = b->lines.len, last = b->last_line;
    if (b->lines.items[last] <= byte) {
        low = last;
        high =
            last + NEAR < high && b->lines.items[last + NEAR] > byte ? last + NEAR : high;
    } else {
        high = last;
    }
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (b->lines.items[middle] <= byte)
            low = middle;
        else
            high = middle;
    }
    b->last_line = low;
    return low;
}

static bool begins_point(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

/* On a long line the way from the place before is shorter than that from its beginning. */
Location build_location(Builder *b, Span span)
{
    Str text = b->facts->syntax->text;
    uint32_t line = line_of(b, span.start), begin = b->lines.items[line], column = 1;
    uint32_t end = span.start < text.len ? span.start : text.len;
    const Location last = b->last_place;
    if (begin == 0)
        begin = end < bom_len(text) ? end : bom_len(text);
    uint32_t at = begin;
    if (last.line == line + 1 && end - begin > (last.span.start - begin) / 2) {
        at = last.span.start;
        column = last.column;
    }
    for (; at < end; at++)
        column += begins_point(text.ptr[at]);
    for (; at > end; at--)
        column -= begins_point(text.ptr[at - 1]);
    b->last_place = (Location){{end, end}, line + 1, column};
    return (Location){span, line + 1, column};
}

enum { LABEL_LONGEST = 60 };

const char *build_label(Builder *b, Ref node)
{
    Str text = text_of(b->facts->syntax, node);
    char label[LABEL_LONGEST + sizeof "…"];
    size_t len = 0;
    bool cut = false;
    for (uint32_t i = 0; i < text.len && !cut; i++) {
        char c = text.ptr[i];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
            continue;
        cut = len == LABEL_LONGEST;
        if (!cut)
            label[len++] = c;
    }
    while (cut && len && ((unsigned char)label[len - 1] & 0xC0) == 0x80)
        len--;
    if (cut && len && (unsigned char)label[len - 1] >= 0xC0)
        len--;
    memcpy(label + len, "…", sizeof "…");
    return intern(&b->words, label, cut ? strlen(label) : len);
}

/* --- names --- */

static uint32_t module_number(Builder *b, const Origin *origin)
{
    ModuleRef one = {build_word(b, origin->module), origin->required};
    void **number = pairs_at(&b->numbers, one.name, one.required ? one.name : NULL);
    if (*number)
        return (uint32_t)(uintptr_t)*number;
    vec_push(&b->out->arena, &b->out->modules, one);
    *number = (void *)(uintptr_t)b->out->modules.len;
    return b->out->modules.len;
}

/* Classes stand in source order. */
static uint32_t class_number(const Facts *facts, const Class *cls)
{
    uint32_t low = 0, high = facts->classes.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (facts->classes.items[middle]->node < cls->node)
            low = middle + 1;
        else
            high = middle;
    }
    return low + 1;
}

bool build_name(Builder *b, const Origin *origin, Name *out)
{
    *out = (Name){.path = build_word(b, origin->path),
                  .member = build_word(b, origin->member)};
    if (origin->module)
        out->module = module_number(b, origin);
    else if (origin->fn)
        out->function = origin->fn->index + 1;
    else if (origin->cls)
        out->cls = class_number(b->facts, origin->cls);
    else
        *out = (Name){0};
    return out->module || out->function || out->cls;
}

/* --- functions --- */

const Cause NO_CAUSES[EFFECT_KINDS];

static const char *decorator_word(const Facts *facts, Ref decorator)
{
    Ref value = child_with(facts->syntax, decorator, R_VALUE);
    return last_name(facts, value);
}

/* A getter runs when the member is read; setters and deleters at other times. */
static uint32_t accessor_flag(const Facts *facts, const Function *fn)
{
    const Syntax *s = facts->syntax;
    if (!fn->is_accessor)
        return 0;
    if (has_flag(s, fn->node, NF_GETTER | NF_SETTER))
        return has_flag(s, fn->node, NF_GETTER) ? FN_PROPERTY : FN_SETTER;
    Ref d = child_with(s, fn->node, R_DECORATOR);
    for (; d; d = next_with(s, d, R_DECORATOR)) {
        const char *name = decorator_word(facts, d);
        if (same(name, "setter") || same(name, "deleter"))
            return FN_SETTER;
    }
    return FN_PROPERTY;
}

/* The functions around each node of the kind that is called so: code for both worlds. */
static void mark_aware(Builder *b, NodeKind kind, const char *word)
{
    const Syntax *s = b->facts->syntax;
    Refs nodes = nodes_of_kind(s, kind);
    for (uint32_t i = 0; i < nodes.len; i++)
        if (s->nodes[nodes.items[i]].name == word)
            for (Ref r = nodes.items[i]; r > 1; r = s->nodes[r].parent)
                if (kind_of(s, r) == N_FUNCTION)
                    b->aware[function_at(b->facts, r)->index] = true;
}

/* `if self.asynchronous: return …`, `asyncio.get_running_loop()` */
static void find_aware(Builder *b)
{
    static const char *const WORDS[] = {"get_running_loop", "_get_running_loop",
                                        "current_async_library", "asynchronous",
                                        "in_async_call"};
    b->aware = arena_alloc(b->scratch, b->facts->functions.len);
    for (size_t i = 0; b->facts->language == LANG_PYTHON && i < COUNT(WORDS); i++) {
        const char *word = intern_find(&b->facts->syntax->names, WORDS[i]);
        if (!word)
            continue;
        mark_aware(b, N_NAME, word);
        mark_aware(b, N_MEMBER, word);
    }
}

static uint32_t function_flags(const Builder *b, const Function *fn)
{
    const Facts *facts = b->facts;
    uint32_t flags = accessor_flag(facts, fn);
    flags |= fn->is_async ? FN_ASYNC : 0;
    flags |= fn->is_generator ? FN_GENERATOR : 0;
    flags |= fn->is_decorated ? FN_OPAQUE : 0;
    flags |= fn->off_loop || fn->thread_pool ? FN_OFF_LOOP : 0;
    flags |= fn->is_handler ? FN_HANDLER : 0;
    flags |= b->aware[fn->index] && !fn->is_async ? FN_AWARE : 0;
    flags |= fn->outer && function_gives_awaitable(facts, fn) ? FN_AWAITABLE : 0;
    if (flags & FN_AWAITABLE && language_is_js(facts->language))
        flags |= (uint32_t)function_fate(facts, fn) << FN_FATE;
    return flags;
}

static Span function_head(const Facts *facts, const Function *fn)
{
    const Syntax *s = facts->syntax;
    Ref name = child_with(s, fn->node, R_NAME);
    if (!name)
        name = fn->name_node;
    if (name)
        return span_of(s, name);
    uint32_t start = s->nodes[fn->node].start;
    return (Span){start, fn->outer ? s->nodes[fn->body].start : start};
}

static void add_function(Builder *b, const Function *fn)
{
    const char *name = fn->name;
    if (fn->cls && fn->cls->name && name)
        name = joined_path(b->facts, fn->cls->name, name);
    FunctionSummary one = {.name = build_word(b, name),
                           .word = build_word(b, fn->name),
                           .flags = function_flags(b, fn),
                           .cls = fn->cls ? class_number(b->facts, fn->cls) : 0,
                           .at = build_location(b, function_head(b->facts, fn)),
                           .causes = NO_CAUSES};
    vec_push(&b->out->arena, &b->out->functions, one);
}

/* --- classes --- */

static bool is_method(const Syntax *s, const struct AttributeDef *def)
{
    return kind_of(s, def->value) == N_FUNCTION && def->in_body;
}

/* Nothing before gives the attribute a value. */
static bool is_first(const Facts *facts, const Class *cls, const struct AttributeDef *def)
{
    const struct AttributeDef *one = attribute_first(facts, cls, def->name);
    while (one != def && is_method(facts->syntax, one))
        one = attribute_next(cls, one);
    return one == def;
}

/* Bases that bring no methods to speak of. */
static bool is_plain_base(const Facts *facts, Ref base)
{
    static const char *const PLAIN[] = {"object",  "ABC",  "Protocol",
                                        "Generic", "Enum", "Exception"};
    const Syntax *s = facts->syntax;
    if (kind_of(s, base) == N_INDEX)
        base = child_with(s, base, R_OBJECT);
    const char *name = last_name(facts, base);
    return is_among(name, PLAIN, COUNT(PLAIN));
}

static void add_methods(Builder *b, const Class *cls, ClassSummary *out)
{
    for (uint32_t i = 0; i < cls->methods.len; i++) {
        uint32_t index = cls->methods.items[i]->index;
        vec_push(&b->out->arena, &out->methods, index);
    }
}

static void add_class(Builder *b, const Class *cls)
{
    const Facts *facts = b->facts;
    const Syntax *s = facts->syntax;
    ClassSummary one = {.name = build_word(b, cls->name)};
    Ref base = child_with(s, cls->node, R_BASE);
    for (; base; base = next_with(s, base, R_BASE)) {
        Origin origin;
        Name name = {0};
        if (kind_of(s, base) == N_KEYWORD || is_plain_base(facts, base))
            continue;
        if (origin_of(facts, base, &origin) && !origin.member)
            build_name(b, &origin, &name);
        vec_push(&b->out->arena, &one.bases, name);
    }
    add_methods(b, cls, &one);
    for (uint32_t i = 0; i < cls->attributes.len; i++) {
        const struct AttributeDef *def = &cls->attributes.items[i];
        if (is_method(s, def) || !is_first(facts, cls, def))
            continue;
        Origin origin;
        Attribute attribute = {.name = build_word(b, def->name)};
        if (origin_of_attribute(facts, cls, def->name, &origin))
            build_name(b, &origin, &attribute.type);
        vec_push(&b->out->arena, &one.attributes, attribute);
    }
    vec_push(&b->out->arena, &b->out->classes, one);
}

/* --- the whole --- */

Summary *summary_new(const Facts *facts, Arena *arena, Sites *sites)
{
    Summary *out = xmalloc(sizeof *out);
    *out = (Summary){.language = facts->language, .flags = facts->flags};
    arena_init(&out->arena);
    Sites own = {0};
    Builder b = {
        .facts = facts, .out = out, .scratch = arena, .sites = sites ? sites : &own};
    interner_init(&b.words, &out->arena);
    b.copies.arena = b.numbers.arena = arena;
    find_lines(&b);
    find_aware(&b);
    b.leaving = arena_alloc(arena, facts->functions.len * sizeof *b.leaving);
    b.seldom = arena_alloc(arena, facts->syntax->count);
    b.call_of = arena_alloc(arena, facts->syntax->count * sizeof *b.call_of);
    for (uint32_t i = 0; i < facts->functions.len; i++)
        add_function(&b, facts->functions.items[i]);
    for (uint32_t i = 0; i < facts->classes.len; i++)
        add_class(&b, facts->classes.items[i]);
    build_calls(&b);
    build_returns(&b);
    build_causes(&b);
    build_handoffs(&b);
    build_exports(&b);
    return out;
}

void summary_free(Summary *summary)
{
    if (!summary)
        return;
    arena_release(&summary->arena);
    free(summary);
}
