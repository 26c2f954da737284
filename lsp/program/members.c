/*
 * members.c - what a class itself has of a name; found by a map where it has many members.
 *
 * Maps are made with the node, before anyone follows calls: graphs are read by several
 * threads at once.
 */
#include "program/graph.h"

enum { MANY_MEMBERS = 32 };

static void count_method(Member *member, uint32_t index)
{
    member->methods++;
    member->method = index;
}

static void note_type(Member *member, const Attribute *attribute)
{
    if (!member->type)
        member->type = &attribute->type;
}

static Member *member_add(Map *members, const char *name)
{
    MapEntry *entry = map_add(members, name, strlen(name), NULL);
    if (!entry->value)
        entry->value = NEW(members->arena, Member);
    return entry->value;
}

static void gather(const Summary *s, const ClassSummary *cls, Map *members)
{
    for (uint32_t i = 0; i < cls->methods.len; i++) {
        const FunctionSummary *fn = &s->functions.items[cls->methods.items[i]];
        if (fn->word && !(fn->flags & FN_SETTER))
            count_method(member_add(members, fn->word), cls->methods.items[i]);
    }
    for (uint32_t i = 0; i < cls->attributes.len; i++)
        note_type(member_add(members, cls->attributes.items[i].name),
                  &cls->attributes.items[i]);
}

void members_prepare(Arena *arena, FileNode *node)
{
    const Summary *s = node->summary;
    node->members = NULL;
    for (uint32_t i = 0; i < s->classes.len; i++) {
        const ClassSummary *cls = &s->classes.items[i];
        if (cls->methods.len + cls->attributes.len <= MANY_MEMBERS)
            continue;
        if (!node->members)
            node->members = arena_alloc(arena, s->classes.len * sizeof *node->members);
        node->members[i].arena = arena;
        gather(s, cls, &node->members[i]);
    }
}

Member members_find(const FileNode *node, uint32_t index, const char *name)
{
    const Summary *s = node->summary;
    const ClassSummary *cls = &s->classes.items[index];
    Member member = {0};
    if (node->members && node->members[index].count) {
        const Member *kept = map_get(&node->members[index], name);
        return kept ? *kept : member;
    }
    for (uint32_t i = 0; i < cls->methods.len; i++) {
        const FunctionSummary *fn = &s->functions.items[cls->methods.items[i]];
        if (same(fn->word, name) && !(fn->flags & FN_SETTER))
            count_method(&member, cls->methods.items[i]);
    }
    for (uint32_t i = 0; i < cls->attributes.len; i++)
        if (same(cls->attributes.items[i].name, name))
            note_type(&member, &cls->attributes.items[i]);
    return member;
}
