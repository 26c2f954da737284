/*
 * reach.c - what the calls of one text come to.
 *
 * The text's own functions are solved anew, by what it says now; those of other files stand
 * as the graph has them.
 */
#include "facts/origin.h"
#include "program/graph.h"

static Place place_of_call(const Facts *facts, Ref node)
{
    const Call *call = call_at(facts, node);
    return call ? call->at : node_place(facts, node);
}

static void add_site(World *w, Arena *arena, const Facts *facts, Reach *out, uint32_t i,
                     Ref node)
{
    const CallSummary *call = &w->own->summary->calls.items[i];
    Target target = w->own->targets[i];
    if (target.file == NO_FILE)
        return;
    const FileNode *other = world_file(w, target.file);
    const FunctionSummary *fn = &other->summary->functions.items[target.function];
    bool property = call->form == CALL_PROPERTY;
    CallSite site = {.node = node,
                     .callee = property ? node : child_with(facts->syntax, node, R_CALLEE),
                     .form = (CallForm)call->form,
                     .at = place_of_call(facts, node),
                     .function = fn->name,
                     .awaitable = !property && other->awaitable[target.function],
                     .fate = (uint8_t)(fn->flags >> FN_FATE)};
    if (other == w->own)
        site.local = facts->functions.items[target.function];
    for (int k = 0; k < EFFECT_KINDS; k++)
        site.effects[k] = effect_of_call(w, arena, target, (EffectKind)k);
    vec_push(arena, &out->sites, site);
}

Reach *reach_new(Arena *arena, const Facts *facts, const Summary *summary,
                 const Sites *sites, const CallGraph *graph, const char *path)
{
    FileNode own = {.path = path, .shown = path, .summary = summary};
    uintptr_t number = graph ? (uintptr_t)map_get(&graph->by_path, path) : 0;
    World world = {.graph = graph, .own = &own};
    world.own_file = number ? (uint32_t)(number - 1) : graph ? graph->files.len : 0;
    node_prepare(arena, &own);
    for (uint32_t i = 0; i < summary->calls.len; i++)
        own.targets[i] = follow_call(&world, world.own_file, &summary->calls.items[i]);
    solve_files(&world, world.own_file, world.own_file + 1);
    Reach *out = NEW(arena, Reach);
    for (uint32_t i = 0; i < summary->calls.len; i++)
        add_site(&world, arena, facts, out, i, sites->items[i]);
    return out;
}

const CallSite *reach_site(const Reach *reach, Ref node)
{
    uint32_t low = 0, high = reach->sites.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (reach->sites.items[middle].node < node)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < reach->sites.len && reach->sites.items[low].node == node;
    return found ? &reach->sites.items[low] : NULL;
}
