/*
 * summary_io.c - a summary as bytes, for a cache, and in no more memory than it needs.
 *
 * First all words, each once, then the fields, in which a word is its number. One walk over
 * all fields serves both ways, so that they cannot disagree. Bytes that come in may be
 * anything: every length is held against what is left, every index against the list that
 * it points into.
 */
#include "asynclint/map.h"
#include "asynclint/summary.h"

#include <stdlib.h>

enum { FORM = 0x41530005 }; /* "AS", and the version of the form */

typedef struct Codec {
    Buffer *out; /* NULL when reading */
    const char *in;
    size_t left;  /* bytes of `in` */
    bool bad;     /* `in` is no summary: nothing more is taken from it */
    Arena *arena; /* of what is read */
    size_t taken; /* bytes of it */
    Map numbers;  /* writing: a word to its number */
    Buffer *text; /* writing: all words, each with its NUL */
    const char **words;
    uint32_t word_count;
} Codec;

/* --- numbers and words --- */

/* Seven bits a byte, the lowest first; the last one has no high bit. */
static void put_number(Buffer *out, uint32_t number)
{
    unsigned char bytes[5];
    size_t len = 0;
    for (; number >= 0x80; number >>= 7)
        bytes[len++] = (unsigned char)(number | 0x80);
    bytes[len++] = (unsigned char)number;
    buffer_append(out, bytes, len);
}

static void code_number(Codec *c, uint32_t *number)
{
    if (c->out) {
        put_number(c->out, *number);
        return;
    }
    uint32_t value = 0;
    for (unsigned shift = 0; shift < 35 && c->left && !c->bad; shift += 7) {
        unsigned char byte = (unsigned char)*c->in;
        c->in++;
        c->left--;
        value |= (uint32_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            *number = value;
            return;
        }
    }
    c->bad = true;
    *number = 0;
}

static void code_byte(Codec *c, uint8_t *byte)
{
    uint32_t number = *byte;
    code_number(c, &number);
    c->bad |= number > UINT8_MAX;
    *byte = (uint8_t)number;
}

static void code_bool(Codec *c, bool *value)
{
    uint32_t number = *value;
    code_number(c, &number);
    c->bad |= number > 1;
    *value = number == 1;
}

/* The number of a word that is written, counted from 1. */
static uint32_t number_of(Codec *c, const char *text)
{
    bool is_new;
    MapEntry *entry = map_add(&c->numbers, text, strlen(text), &is_new);
    if (is_new) {
        buffer_append(c->text, text, entry->len + (size_t)1);
        entry->value = (void *)(uintptr_t)++c->word_count;
    }
    return (uint32_t)(uintptr_t)entry->value;
}

static void code_text(Codec *c, const char **text)
{
    uint32_t number = *text && c->out ? number_of(c, *text) : 0;
    code_number(c, &number);
    if (c->out)
        return;
    c->bad |= number > c->word_count;
    *text = number && !c->bad ? c->words[number - 1] : NULL;
}

/* … that is never NULL. */
static void code_word(Codec *c, const char **text)
{
    code_text(c, text);
    c->bad |= !*text;
    if (!*text)
        *text = "";
}

/* How many items follow: what is read takes no more than sixteen times its bytes. */
static uint32_t code_count(Codec *c, uint32_t count, size_t size)
{
    enum { MOST = 16 };
    code_number(c, &count);
    c->bad |= !c->out && count > c->left * MOST / size;
    return c->bad ? 0 : count;
}

/* Room for exactly as many items as are to be read. */
static void *room(Codec *c, uint32_t count, size_t size)
{
    if (!count || c->bad)
        return NULL;
    c->taken += arena_size(count * size);
    return arena_alloc(c->arena, count * size);
}

/* `item` is set to each item of the list in turn, which is made when it is read. */
#define CODE_LIST(c, list, type, statement)                                                \
    do {                                                                                   \
        uint32_t count_ = code_count(c, (list)->len, sizeof *(list)->items);               \
        if (!(c)->out) {                                                                   \
            (list)->items = room(c, count_, sizeof *(list)->items);                        \
            (list)->len = (list)->cap = (list)->items ? count_ : 0;                        \
        }                                                                                  \
        for (uint32_t i_ = 0; i_ < count_ && !(c)->bad; i_++) {                            \
            type *item = (list)->items + i_; /* NOLINT(bugprone-macro-parentheses) */      \
            statement;                                                                     \
        }                                                                                  \
    } while (0)

/* --- parts --- */

static void code_location(Codec *c, Location *at)
{
    uint32_t len = at->span.end - at->span.start;
    code_number(c, &at->span.start);
    code_number(c, &len);
    code_number(c, &at->line);
    code_number(c, &at->column);
    at->span.end = at->span.start + len;
}

static void code_name(Codec *c, Name *name)
{
    code_number(c, &name->module);
    code_number(c, &name->function);
    code_number(c, &name->cls);
    code_text(c, &name->path);
    code_text(c, &name->member);
}

static void code_causes(Codec *c, FunctionSummary *fn)
{
    bool some = c->out && fn->causes != NO_CAUSES;
    code_bool(c, &some);
    Cause *made = c->out || !some ? NULL : room(c, EFFECT_KINDS, sizeof *made);
    for (int k = 0; some && k < EFFECT_KINDS; k++) {
        Cause cause = c->out ? fn->causes[k] : (Cause){0};
        code_text(c, &cause.what);
        code_byte(c, &cause.category);
        code_byte(c, &cause.tier);
        code_location(c, &cause.at);
        if (made)
            made[k] = cause;
    }
    if (!c->out)
        fn->causes = made ? made : NO_CAUSES;
}

static void code_function(Codec *c, FunctionSummary *fn)
{
    code_text(c, &fn->name);
    code_text(c, &fn->word);
    code_number(c, &fn->flags);
    code_number(c, &fn->cls);
    code_location(c, &fn->at);
    code_causes(c, fn);
    CODE_LIST(c, &fn->returns, uint32_t, code_number(c, item));
}

static void code_call(Codec *c, CallSummary *call)
{
    code_number(c, &call->from);
    code_byte(c, &call->form);
    code_byte(c, &call->flags);
    code_name(c, &call->name);
    code_location(c, &call->at);
    code_word(c, &call->as);
}

static void code_handoff(Codec *c, HandoffSummary *handoff)
{
    code_byte(c, &handoff->where);
    code_byte(c, &handoff->flags);
    code_name(c, &handoff->name);
    code_location(c, &handoff->at);
    CODE_LIST(c, &handoff->looks, const char *, code_word(c, item));
}

static void code_attribute(Codec *c, Attribute *attribute)
{
    code_word(c, &attribute->name);
    code_name(c, &attribute->type);
}

static void code_class(Codec *c, ClassSummary *cls)
{
    code_text(c, &cls->name);
    CODE_LIST(c, &cls->bases, Name, code_name(c, item));
    CODE_LIST(c, &cls->attributes, Attribute, code_attribute(c, item));
    CODE_LIST(c, &cls->methods, uint32_t, code_number(c, item));
}

static void code_module(Codec *c, ModuleRef *module)
{
    code_word(c, &module->name);
    code_bool(c, &module->required);
}

static void code_export(Codec *c, Export *export)
{
    code_word(c, &export->name);
    code_name(c, &export->value);
}

static void code_summary(Codec *c, Summary *s)
{
    uint32_t form = FORM, language = s->language;
    code_number(c, &form);
    c->bad |= form != FORM;
    code_number(c, &language);
    c->bad |= language >= LANG_COUNT;
    s->language = c->bad ? LANG_NONE : (Language)language;
    code_number(c, &s->flags);
    code_bool(c, &s->has_all);
    CODE_LIST(c, &s->modules, ModuleRef, code_module(c, item));
    CODE_LIST(c, &s->functions, FunctionSummary, code_function(c, item));
    CODE_LIST(c, &s->calls, CallSummary, code_call(c, item));
    CODE_LIST(c, &s->handoffs, HandoffSummary, code_handoff(c, item));
    CODE_LIST(c, &s->classes, ClassSummary, code_class(c, item));
    CODE_LIST(c, &s->exports, Export, code_export(c, item));
    CODE_LIST(c, &s->stars, uint32_t, code_number(c, item));
    CODE_LIST(c, &s->all, const char *, code_word(c, item));
}

/* --- what was read points nowhere else --- */

static bool name_fits(const Summary *s, const Name *name)
{
    int ways = (name->module > 0) + (name->function > 0) + (name->cls > 0);
    return name->module <= s->modules.len && name->function <= s->functions.len &&
           name->cls <= s->classes.len && ways <= 1 && (name->path || !ways);
}

static bool function_fits(const Summary *s, const FunctionSummary *fn)
{
    bool fits = fn->cls <= s->classes.len;
    for (uint32_t i = 0; i < fn->returns.len; i++)
        fits &= fn->returns.items[i] < s->calls.len;
    for (int k = 0; k < EFFECT_KINDS; k++)
        fits &= fn->causes[k].category < KNOWN_COUNT;
    return fits;
}

static bool class_fits(const Summary *s, const ClassSummary *cls)
{
    bool fits = true;
    for (uint32_t i = 0; i < cls->bases.len; i++)
        fits &= name_fits(s, &cls->bases.items[i]);
    for (uint32_t i = 0; i < cls->attributes.len; i++)
        fits &= name_fits(s, &cls->attributes.items[i].type);
    for (uint32_t i = 0; i < cls->methods.len; i++)
        fits &= cls->methods.items[i] < s->functions.len;
    return fits;
}

static bool summary_fits(const Summary *s)
{
    bool fits = s->functions.len > 0;
    for (uint32_t i = 0; i < s->functions.len; i++)
        fits &= function_fits(s, &s->functions.items[i]);
    for (uint32_t i = 0; i < s->calls.len; i++)
        fits &= s->calls.items[i].from < s->functions.len &&
                s->calls.items[i].form <= CALL_PROPERTY &&
                name_fits(s, &s->calls.items[i].name);
    for (uint32_t i = 0; i < s->handoffs.len; i++)
        fits &= name_fits(s, &s->handoffs.items[i].name);
    for (uint32_t i = 0; i < s->classes.len; i++)
        fits &= class_fits(s, &s->classes.items[i]);
    for (uint32_t i = 0; i < s->exports.len; i++)
        fits &= name_fits(s, &s->exports.items[i].value);
    for (uint32_t i = 0; i < s->stars.len; i++)
        fits &= s->stars.items[i] > 0 && s->stars.items[i] <= s->modules.len;
    return fits;
}

/* --- words: how many, the bytes of all, and these --- */

static void put_words(const Codec *c, Buffer *out)
{
    put_number(out, c->word_count);
    put_number(out, (uint32_t)c->text->len);
    buffer_append(out, c->text->data, c->text->len);
}

/* The list of words is for the time of the reading; the words stay. */
static void take_words(Codec *c, Arena *scratch)
{
    uint32_t size;
    code_number(c, &c->word_count);
    code_number(c, &size);
    c->bad |= size > c->left || c->word_count > size || (size && c->in[size - 1]);
    if (c->bad || !size)
        return;
    char *text = memcpy(arena_alloc(c->arena, size), c->in, size);
    c->taken += arena_size(size);
    c->in += size;
    c->left -= size;
    c->words = arena_alloc(scratch, c->word_count * sizeof *c->words);
    uint32_t found = 0;
    for (const char *end = text + size; text < end && found < c->word_count; found++) {
        c->words[found] = text;
        text += strlen(text) + 1;
    }
    c->bad |= found < c->word_count;
}

/* --- the seam --- */

void summary_write(const Summary *summary, Buffer *out)
{
    Summary copy = *summary; /* writing changes nothing */
    Arena arena;
    Buffer fields, text;
    arena_init(&arena);
    buffer_init(&fields);
    buffer_init(&text);
    Codec codec = {.out = &fields, .text = &text, .numbers = {.arena = &arena}};
    code_summary(&codec, &copy);
    put_words(&codec, out);
    buffer_append(out, fields.data, fields.len);
    buffer_release(&text);
    buffer_release(&fields);
    arena_release(&arena);
}

static bool read_into(const char *bytes, size_t len, Arena *arena, Summary *out,
                      size_t *taken)
{
    Codec codec = {.in = bytes, .left = len, .arena = arena};
    Arena scratch;
    arena_init(&scratch);
    take_words(&codec, &scratch);
    if (!codec.bad)
        code_summary(&codec, out);
    arena_release(&scratch);
    *taken = codec.taken;
    return !codec.bad && !codec.left;
}

/* It is kept for long: the first reading tells how much memory the second one needs. */
Summary *summary_read(const char *bytes, size_t len)
{
    Arena arena;
    arena_init(&arena);
    size_t taken;
    Summary summary = {0};
    bool fits = read_into(bytes, len, &arena, &summary, &taken) && summary_fits(&summary);
    arena_release(&arena);
    if (!fits)
        return NULL;
    Summary *out = xmalloc(sizeof *out);
    *out = (Summary){0};
    arena_init(&out->arena);
    arena_reserve(&out->arena, taken);
    read_into(bytes, len, &out->arena, out, &taken);
    return out;
}

Summary *summary_compact(Summary *summary)
{
    if (!summary)
        return NULL;
    Buffer bytes;
    buffer_init(&bytes);
    summary_write(summary, &bytes);
    Summary *compact = summary_read(bytes.data, bytes.len);
    buffer_release(&bytes);
    if (!compact)
        return summary;
    summary_free(summary);
    return compact;
}

bool summary_equal(const Summary *a, const Summary *b)
{
    Buffer left, right;
    buffer_init(&left);
    buffer_init(&right);
    summary_write(a, &left);
    summary_write(b, &right);
    bool equal = left.len == right.len && memcmp(left.data, right.data, left.len) == 0;
    buffer_release(&left);
    buffer_release(&right);
    return equal;
}
