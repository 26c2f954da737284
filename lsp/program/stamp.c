/*
 * stamp.c - a number for what a summary says, to tell whether it says something new.
 *
 * With the places, for those who show them; without, for those who ask whom it calls.
 */
#include "program/stamp.h"

void stamp_number(Stamp *stamp, uint64_t number)
{
    stamp->hash = (stamp->hash ^ number) * 0x100000001b3;
}

void stamp_text(Stamp *stamp, const char *text)
{
    for (const char *c = text ? text : ""; *c; c++)
        stamp_number(stamp, (unsigned char)*c);
    stamp_number(stamp, text ? 256 : 257);
}

void stamp_place(Stamp *stamp, const Location *at)
{
    if (!stamp->places)
        return;
    stamp_number(stamp, at->span.start);
    stamp_number(stamp, at->span.end);
    stamp_number(stamp, at->line);
    stamp_number(stamp, at->column);
}

static void add_name(Stamp *stamp, const Name *name)
{
    stamp_number(stamp, name->module);
    stamp_number(stamp, name->function);
    stamp_number(stamp, name->cls);
    stamp_text(stamp, name->path);
    stamp_text(stamp, name->member);
}

static void add_function(Stamp *stamp, const FunctionSummary *fn)
{
    stamp_text(stamp, fn->name);
    stamp_text(stamp, fn->word);
    stamp_number(stamp, fn->flags);
    stamp_number(stamp, fn->cls);
    stamp_place(stamp, &fn->at);
    for (int k = 0; k < EFFECT_KINDS; k++) {
        stamp_text(stamp, fn->causes[k].what);
        stamp_number(stamp, fn->causes[k].category);
        stamp_number(stamp, fn->causes[k].tier);
        stamp_place(stamp, &fn->causes[k].at);
    }
    stamp_number(stamp, fn->returns.len);
    for (uint32_t i = 0; i < fn->returns.len; i++)
        stamp_number(stamp, fn->returns.items[i]);
}

static void add_call(Stamp *stamp, const CallSummary *call)
{
    stamp_number(stamp, call->from);
    stamp_number(stamp, call->form);
    stamp_number(stamp, call->flags);
    add_name(stamp, &call->name);
    stamp_place(stamp, &call->at);
    stamp_text(stamp, call->as);
}

static void add_handoff(Stamp *stamp, const HandoffSummary *handoff)
{
    stamp_number(stamp, handoff->where);
    stamp_number(stamp, handoff->flags);
    add_name(stamp, &handoff->name);
    stamp_place(stamp, &handoff->at);
    stamp_number(stamp, handoff->looks.len);
    for (uint32_t i = 0; i < handoff->looks.len; i++)
        stamp_text(stamp, handoff->looks.items[i]);
}

static void add_class(Stamp *stamp, const ClassSummary *cls)
{
    stamp_text(stamp, cls->name);
    for (uint32_t i = 0; i < cls->bases.len; i++)
        add_name(stamp, &cls->bases.items[i]);
    for (uint32_t i = 0; i < cls->attributes.len; i++) {
        stamp_text(stamp, cls->attributes.items[i].name);
        add_name(stamp, &cls->attributes.items[i].type);
    }
    for (uint32_t i = 0; i < cls->methods.len; i++)
        stamp_number(stamp, cls->methods.items[i]);
}

static void add_exports(Stamp *stamp, const Summary *s)
{
    for (uint32_t i = 0; i < s->exports.len; i++) {
        stamp_text(stamp, s->exports.items[i].name);
        add_name(stamp, &s->exports.items[i].value);
    }
    for (uint32_t i = 0; i < s->stars.len; i++)
        stamp_number(stamp, s->stars.items[i]);
    for (uint32_t i = 0; i < s->all.len; i++)
        stamp_text(stamp, s->all.items[i]);
    stamp_number(stamp, s->has_all);
}

uint64_t summary_stamp(const Summary *summary, bool places)
{
    Stamp stamp = {.hash = STAMP_EMPTY, .places = places};
    stamp_number(&stamp, summary->language);
    stamp_number(&stamp, summary->flags);
    for (uint32_t i = 0; i < summary->modules.len; i++) {
        stamp_text(&stamp, summary->modules.items[i].name);
        stamp_number(&stamp, summary->modules.items[i].required);
    }
    for (uint32_t i = 0; i < summary->functions.len; i++)
        add_function(&stamp, &summary->functions.items[i]);
    for (uint32_t i = 0; i < summary->calls.len; i++)
        add_call(&stamp, &summary->calls.items[i]);
    for (uint32_t i = 0; i < summary->handoffs.len; i++)
        add_handoff(&stamp, &summary->handoffs.items[i]);
    for (uint32_t i = 0; i < summary->classes.len; i++)
        add_class(&stamp, &summary->classes.items[i]);
    add_exports(&stamp, summary);
    return stamp.hash;
}
