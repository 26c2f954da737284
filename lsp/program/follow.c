/*
 * follow.c - from a call's name to the function that it reaches, through imports, what files
 * export on from others, classes and their bases.
 *
 * Every step has one answer or none. What may be something else as well is nothing.
 */
#include "program/graph.h"

enum {
    MAX_HOPS = 120,   /* one behind the other */
    MAX_STEPS = 5000, /* of all searches for one call */
};

typedef enum ThingKind {
    THING_ABSENT, /* there is no such name */
    THING_UNKNOWN,
    THING_MODULE,
    THING_FUNCTION,
    THING_CLASS,
    THING_INSTANCE,
} ThingKind;

typedef struct Thing {
    ThingKind kind;
    uint32_t file;
    uint32_t index; /* of the function or class */
} Thing;

static const Thing ABSENT = {THING_ABSENT, 0, 0}, UNKNOWN = {THING_UNKNOWN, 0, 0};

static Thing follow_name(World *w, uint32_t file, const Name *name, int hops);
static Thing module_member(World *w, uint32_t file, const char *name, int hops);
static Thing class_member(World *w, Thing cls, const char *name, int hops);

static const Summary *summary_at(const World *w, uint32_t file)
{
    return world_file(w, file)->summary;
}

/* --- classes --- */

/* The method that a call or a read of that name gets, among those the class has itself. */
static Thing own_method(Thing cls, const Member *member)
{
    if (!member->methods)
        return ABSENT;
    return member->methods > 1 ? UNKNOWN
                               : (Thing){THING_FUNCTION, cls.file, member->method};
}

/* What bases disagree on depends on the order in which Python asks them: nothing. */
static Thing base_member(World *w, Thing cls, const char *name, int hops)
{
    const ClassSummary *c = &summary_at(w, cls.file)->classes.items[cls.index];
    Thing found = ABSENT;
    for (uint32_t i = 0; i < c->bases.len && found.kind != THING_UNKNOWN; i++) {
        Thing base = follow_name(w, cls.file, &c->bases.items[i], hops + 1);
        Thing one =
            base.kind == THING_CLASS ? class_member(w, base, name, hops + 1) : UNKNOWN;
        bool differs =
            one.kind != found.kind || one.file != found.file || one.index != found.index;
        if (found.kind == THING_ABSENT)
            found = one;
        else if (one.kind > THING_UNKNOWN && differs)
            return UNKNOWN;
    }
    return found;
}

static Thing class_member(World *w, Thing cls, const char *name, int hops)
{
    if (hops >= MAX_HOPS)
        return UNKNOWN;
    Member member = members_find(world_file(w, cls.file), cls.index, name);
    Thing found = own_method(cls, &member);
    if (member.type)
        return found.kind == THING_ABSENT ? follow_name(w, cls.file, member.type, hops + 1)
                                          : UNKNOWN;
    return found.kind == THING_ABSENT ? base_member(w, cls, name, hops + 1) : found;
}

/* --- modules --- */

static const Export *find_export(const Summary *s, const char *name)
{
    uint32_t low = 0, high = s->exports.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(s->exports.items[middle].name, name);
        if (order == 0)
            return &s->exports.items[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static Thing follow_member(World *w, Thing thing, const char *name, int hops)
{
    switch (thing.kind) {
    case THING_MODULE:
        return module_member(w, thing.file, name, hops + 1);
    case THING_CLASS:
    case THING_INSTANCE:
        return class_member(w, thing, name, hops + 1);
    default:
        return thing.kind == THING_ABSENT ? ABSENT : UNKNOWN;
    }
}

/* A star import brings the name in. */
static bool star_gives(const Summary *s, const char *name)
{
    if (language_is_js(s->language))
        return !same(name, "default") && !same(name, "=");
    if (!s->has_all)
        return name[0] != '_';
    for (uint32_t i = 0; i < s->all.len; i++)
        if (same(s->all.items[i], name))
            return true;
    return false;
}

static Thing look_through_stars(World *w, uint32_t file, const char *name, int hops)
{
    const Summary *s = summary_at(w, file);
    bool python = s->language == LANG_PYTHON;
    Thing found = ABSENT;
    for (uint32_t i = 0; i < s->stars.len; i++) {
        Name star = {.module = s->stars.items[i], .path = ""};
        Link module = link_of(w, file, &star);
        if (module.file == NO_FILE || module.member)
            return UNKNOWN; /* the name may come from there */
        if (!star_gives(summary_at(w, module.file), name))
            continue;
        Thing one = module_member(w, module.file, name, hops + 1);
        if (one.kind == THING_ABSENT)
            continue;
        if (found.kind != THING_ABSENT && !python)
            return UNKNOWN;
        found = one; /* Python: the last one wins */
    }
    return found;
}

/* Files may star each other: what is being looked for already is not looked for again. */
static Thing starred_member(World *w, uint32_t file, const char *name, int hops)
{
    StarSearch search = {file, name, w->searches};
    for (const StarSearch *at = w->searches; at; at = at->outer)
        if (at->file == file && same(at->name, name))
            return ABSENT;
    w->searches = &search;
    Thing found = look_through_stars(w, file, name, hops);
    w->searches = search.outer;
    return found;
}

/* `module.exports = …` itself; `import x from` a CommonJS file gives that, too. */
static Thing whole_export(World *w, uint32_t file, const char *name, int hops)
{
    const Export *whole = find_export(summary_at(w, file), "=");
    if (!whole)
        return ABSENT;
    Thing thing = follow_name(w, file, &whole->value, hops + 1);
    return same(name, "default") ? thing : follow_member(w, thing, name, hops + 1);
}

static Thing module_member(World *w, uint32_t file, const char *name, int hops)
{
    const Summary *s = summary_at(w, file);
    if (hops >= MAX_HOPS || ++w->steps > MAX_STEPS)
        return UNKNOWN;
    const Export *export = find_export(s, name);
    if (export)
        return follow_name(w, file, &export->value, hops + 1);
    Thing found = starred_member(w, file, name, hops + 1);
    if (found.kind != THING_ABSENT || !language_is_js(s->language))
        return found;
    found = whole_export(w, file, name, hops + 1);
    bool commonjs = found.kind == THING_ABSENT && same(name, "default") && s->exports.len;
    return commonjs && !find_export(s, "=") ? (Thing){THING_MODULE, file, 0} : found;
}

/* --- names --- */

static Thing follow_path(World *w, Thing thing, const char *path, int hops)
{
    char name[256];
    while (path && *path && thing.kind > THING_UNKNOWN) {
        size_t len = strcspn(path, ".");
        if (len >= sizeof name)
            return UNKNOWN;
        memcpy(name, path, len);
        name[len] = '\0';
        thing = follow_member(w, thing, name, hops + 1);
        path += path[len] ? len + 1 : len;
    }
    return thing;
}

static Thing follow_module(World *w, uint32_t file, const Name *name, int hops)
{
    Link link = link_of(w, file, name);
    Thing found = ABSENT;
    if (link.package != NO_FILE)
        found = follow_path(w, (Thing){THING_MODULE, link.package, 0}, link.package_member,
                            hops + 1);
    if (found.kind != THING_ABSENT || link.file == NO_FILE)
        return found.kind == THING_ABSENT ? UNKNOWN : found;
    return follow_path(w, (Thing){THING_MODULE, link.file, 0}, link.member, hops + 1);
}

static Thing follow_name(World *w, uint32_t file, const Name *name, int hops)
{
    if (hops >= MAX_HOPS)
        return UNKNOWN;
    bool python = summary_at(w, file)->language == LANG_PYTHON;
    Thing thing = UNKNOWN;
    if (name->module) {
        thing = follow_module(w, file, name, hops + 1);
        if (!python)
            thing = follow_path(w, thing, name->path, hops + 1);
    } else if (name->function && !*name->path) {
        thing = (Thing){THING_FUNCTION, file, name->function - 1};
    } else if (name->cls) {
        Thing cls = {THING_CLASS, file, name->cls - 1};
        thing = follow_path(w, cls, name->path, hops + 1);
    }
    if (!name->member)
        return thing;
    if (thing.kind == THING_MODULE)
        thing = whole_export(w, thing.file, "default", hops + 1);
    if (thing.kind != THING_CLASS)
        return UNKNOWN;
    thing.kind = THING_INSTANCE;
    return follow_path(w, thing, name->member, hops + 1);
}

/* --- calls --- */

static Thing called_thing(World *w, Thing thing, CallForm form)
{
    bool python = summary_at(w, thing.file)->language == LANG_PYTHON;
    if (thing.kind == THING_MODULE && !python)
        thing = whole_export(w, thing.file, "default", 0);
    if (thing.kind == THING_CLASS && (python || form == CALL_NEW))
        return class_member(w, thing, python ? "__init__" : "constructor", 0);
    if (thing.kind == THING_INSTANCE && python)
        return class_member(w, thing, "__call__", 0);
    return form == CALL_NEW ? UNKNOWN : thing;
}

Target follow_call(World *w, uint32_t file, const CallSummary *call)
{
    static const Target NOTHING = {NO_FILE, 0};
    w->steps = 0;
    Thing thing = follow_name(w, file, &call->name, 0);
    bool property = call->form == CALL_PROPERTY;
    if (!property && thing.kind > THING_UNKNOWN)
        thing = called_thing(w, thing, (CallForm)call->form);
    if (thing.kind != THING_FUNCTION)
        return NOTHING;
    uint32_t flags = summary_at(w, thing.file)->functions.items[thing.index].flags;
    bool accessor = flags & (FN_PROPERTY | FN_SETTER);
    if (flags & FN_OPAQUE || accessor != property)
        return NOTHING;
    return (Target){thing.file, thing.index};
}
