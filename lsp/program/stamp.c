/*
 * stamp.c - a number for what a summary says, to tell whether it says something new.
 *
 * With the places, for those who show them; without, for those who ask whom it calls.
 */
#include "asynclint/summary.h"

typedef struct Stamp {
    uint64_t hash; /* FNV-1a, 64 bits */
    bool places;
} Stamp;

static void add_number(Stamp *stamp, uint64_t number)
{
    stamp->hash = (stamp->hash ^ number) * 0x100000001b3;
}

static void add_text(Stamp *stamp, const char *text)
{
    for (const char *c = text ? text : ""; *c; c++)
        add_number(stamp, (unsigned char)*c);
    add_number(stamp, text ? 256 : 257);
}

static void add_place(Stamp *stamp, const Location *at)
{
    if (!stamp->places)
        return;
    add_number(stamp, at->span.start);
    add_number(stamp, at->span.end);
    add_number(stamp, at->line);
    add_number(stamp, at->column);
}

static void add_name(Stamp *stamp, const Name *name)
{
    add_number(stamp, name->module);
    add_number(stamp, name->function);
    add_number(stamp, name->cls);
    add_text(stamp, name->path);
    add_text(stamp, name->member);
}

static void add_function(Stamp *stamp, const FunctionSummary *fn)
{
    add_text(stamp, fn->name);
    add_number(stamp, fn->flags);
    add_number(stamp, fn->cls);
    add_place(stamp, &fn->at);
    for (int k = 0; k < EFFECT_KINDS; k++) {
        add_text(stamp, fn->causes[k].what);
        add_number(stamp, fn->causes[k].category);
        add_number(stamp, fn->causes[k].tier);
        add_place(stamp, &fn->causes[k].at);
    }
    for (uint32_t i = 0; i < fn->returns.len; i++)
        add_number(stamp, fn->returns.items[i]);
}

static void add_call(Stamp *stamp, const CallSummary *call)
{
    add_number(stamp, call->from);
    add_number(stamp, call->form);
    add_number(stamp, call->flags);
    add_name(stamp, &call->name);
    add_place(stamp, &call->at);
    add_text(stamp, call->as);
}

static void add_class(Stamp *stamp, const ClassSummary *cls)
{
    add_text(stamp, cls->name);
    for (uint32_t i = 0; i < cls->bases.len; i++)
        add_name(stamp, &cls->bases.items[i]);
    for (uint32_t i = 0; i < cls->attributes.len; i++) {
        add_text(stamp, cls->attributes.items[i].name);
        add_name(stamp, &cls->attributes.items[i].type);
    }
    for (uint32_t i = 0; i < cls->methods.len; i++)
        add_number(stamp, cls->methods.items[i]);
}

static void add_exports(Stamp *stamp, const Summary *s)
{
    for (uint32_t i = 0; i < s->exports.len; i++) {
        add_text(stamp, s->exports.items[i].name);
        add_name(stamp, &s->exports.items[i].value);
    }
    for (uint32_t i = 0; i < s->stars.len; i++)
        add_number(stamp, s->stars.items[i]);
    for (uint32_t i = 0; i < s->all.len; i++)
        add_text(stamp, s->all.items[i]);
    add_number(stamp, s->has_all);
}

uint64_t summary_stamp(const Summary *summary, bool places)
{
    Stamp stamp = {.hash = 0xcbf29ce484222325, .places = places};
    add_number(&stamp, summary->language);
    for (uint32_t i = 0; i < summary->modules.len; i++) {
        add_text(&stamp, summary->modules.items[i].name);
        add_number(&stamp, summary->modules.items[i].required);
    }
    for (uint32_t i = 0; i < summary->functions.len; i++)
        add_function(&stamp, &summary->functions.items[i]);
    for (uint32_t i = 0; i < summary->calls.len; i++)
        add_call(&stamp, &summary->calls.items[i]);
    for (uint32_t i = 0; i < summary->classes.len; i++)
        add_class(&stamp, &summary->classes.items[i]);
    add_exports(&stamp, summary);
    return stamp.hash;
}
