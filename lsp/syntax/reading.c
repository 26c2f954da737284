/*
 * reading.c - makes the Syntax of a text, and keeps it with the document.
 */
#include "syntax/reading.h"

#include "syntax/lower.h"

#include <stdlib.h>

static Reading *reading_new(const Grammar *grammar, Str text)
{
    Reading *reading = xmalloc(sizeof *reading);
    *reading = (Reading){.holders = 1, .text = xmalloc((size_t)text.len + 1)};
    memcpy(reading->text, text.ptr, text.len);
    reading->text[text.len] = '\0';
    arena_init(&reading->arena);
    reading->syntax =
        (Syntax){.grammar = grammar, .text = {reading->text, text.len}, .count = 1};
    interner_init(&reading->syntax.names, &reading->arena);
    return reading;
}

void reading_free(Reading *reading)
{
    if (!reading || --reading->holders)
        return;
    if (reading->owned) {
        free(reading->syntax.nodes);
        free(reading->syntax.comments.items);
    }
    unit_list_release(&reading->units);
    arena_release(&reading->arena);
    free(reading->text);
    free(reading);
}

static void drop(void *kept)
{
    reading_free(kept);
}

/* --- a text with errors --- */

/* The whole text, where there are no units in it. */
static void one_unit(UnitList *units, Str text)
{
    unit_list_push(units, (Unit){.span = {0, text.len}});
}

/* An empty module, for units to be put into. */
static void begin_module(Reading *reading)
{
    Syntax *s = &reading->syntax;
    s->nodes = arena_alloc(&reading->arena, 2 * sizeof *s->nodes);
    s->nodes[1] = (Node){.kind = N_MODULE, .last = 2};
    s->count = 2;
    reading_own(reading);
}

static bool graft_all(Graft *graft, UnitList *units)
{
    for (uint32_t i = 0; i < units->len; i++)
        if (!graft_unit(graft, &units->items[i]))
            return false;
    return true;
}

void reading_note_errors(Reading *reading)
{
    Syntax *s = &reading->syntax;
    bool error = false;
    s->has_error = false;
    for (uint32_t i = 0; i < reading->units.len; i++) {
        error |= reading->units.items[i].error;
        s->has_error |= reading->units.items[i].broken;
    }
    s->nodes[1].flags =
        error ? s->nodes[1].flags | NF_ERROR : s->nodes[1].flags & ~(uint32_t)NF_ERROR;
}

/* Without units it is one, and cannot be mended. */
static void find_units(Reading *reading)
{
    const Syntax *s = &reading->syntax;
    UnitScope scope = {.grammar = s->grammar, .text = s->text, .span = {0, s->text.len}};
    reading->fixed = !unit_list_scan(&scope, &reading->units) || !reading->units.len;
}

static bool assemble(Reading *reading, Parser *parser, bool split)
{
    Syntax *s = &reading->syntax;
    Arena scratch;
    find_units(reading);
    if (!reading->units.len)
        one_unit(&reading->units, s->text);
    arena_init(&scratch);
    Graft graft = {.parser = parser, .arena = &scratch, .into = s, .split = split};
    bool done = graft_all(&graft, &reading->units);
    if (done) {
        begin_module(reading);
        Splice splice = {.under = 1, .refs = {2, 2}};
        reading_splice(reading, &graft, &splice);
        s->nodes[1].start = graft.start;
        s->nodes[1].end = s->text.len;
        for (uint32_t i = 0; i < reading->units.len; i++) {
            reading->units.items[i].first++; /* behind the module */
            reading->units.items[i].last++;
        }
        reading_note_errors(reading);
    }
    arena_release(&scratch);
    return done;
}

/* --- any text --- */

static Reading *make_whole(Parser *parser, const Grammar *grammar, Str text)
{
    TSTree *tree = parser_whole(parser, false);
    if (!tree)
        return NULL;
    Reading *reading = reading_new(grammar, text);
    syntax_lower(&reading->syntax, &reading->arena, tree);
    ts_tree_delete(tree);
    find_units(reading);
    if (reading->fixed || assign_units(&reading->syntax, &reading->units))
        return reading; /* its statements are those of the units */
    reading_free(reading);
    return NULL;
}

Reading *reading_make(Parser *parser, const Grammar *grammar, Str text, ReadingWay way)
{
    Reading *reading = way == BY_WHOLE ? make_whole(parser, grammar, text) : NULL;
    if (!reading && !parser_is_over(parser)) {
        reading = reading_new(grammar, text);
        if (!assemble(reading, parser, way == BY_MEMBERS)) {
            reading_free(reading);
            reading = NULL;
        }
    }
    if (reading)
        reading->fresh_names = reading->syntax.names.count;
    return reading;
}

static bool is_of(const Reading *reading, Str text)
{
    return reading && reading->syntax.text.len == text.len &&
           memcmp(reading->text, text.ptr, text.len) == 0;
}

bool reading_try(Document *doc, const Grammar *grammar, uint32_t ms)
{
    Str text = document_text(doc);
    Reading *reading = document_kept(doc);
    if (is_of(reading, text))
        return true;
    Parser *parser = parser_new(doc, ms);
    bool mended = reading && reading->holders == 1 && reading_mend(reading, parser, text);
    Reading *made = mended ? NULL : reading_make(parser, grammar, text, BY_WHOLE);
    parser_free(parser);
    if (made)
        document_keep(doc, made, drop);
    return mended || made;
}

/* Of a text that is not parsed in reasonable time. */
static void give_up(Document *doc, const Grammar *grammar)
{
    Reading *reading = reading_new(grammar, document_text(doc));
    begin_module(reading);
    reading->gave_up = reading->fixed = true;
    document_keep(doc, reading, drop);
}

Reading *reading_of(Document *doc, const Grammar *grammar)
{
    if (!reading_try(doc, grammar, document_patience(doc)))
        give_up(doc, grammar);
    Reading *reading = document_kept(doc);
    reading->holders++;
    return reading;
}

Syntax *reading_syntax(Reading *reading)
{
    return &reading->syntax;
}

void reading_adopt(Document *doc, const Document *twin)
{
    Reading *reading = document_kept(twin);
    if (!is_of(reading, document_text(doc)))
        return;
    reading->holders++;
    document_keep(doc, reading, drop);
}

bool reading_gave_up(const Document *doc)
{
    const Reading *reading = document_kept(doc);
    return is_of(reading, document_text(doc)) && reading->gave_up;
}
