/*
 * links.c - which files the modules that a file speaks of are.
 *
 * They are looked up once, while the graph is linked, by one thread; what is looked at later
 * is only read. A newer text of a file that speaks of a module for the first time has to
 * wait until its summary is put.
 */
#include "asynclint/modules.h"
#include "program/graph.h"

static const Link NOWHERE = {NO_FILE, NO_FILE, NULL, NULL};

static uint32_t file_number(World *w, const char *path)
{
    if (!path)
        return NO_FILE;
    uint32_t file = graph_file(w->graph, path);
    if (file != NO_FILE && w->graph->files.items[file]->summary)
        return file;
    bool is_new = false;
    MapEntry *asked = map_add(&w->linking->asked, path, strlen(path), &is_new);
    asked->value = w->linking;
    if (is_new)
        vec_push(w->arena, w->missing, arena_strndup(w->arena, path, strlen(path)));
    w->incomplete = true;
    return NO_FILE;
}

/* Members are mostly the end of the name that was asked for, which is kept anyhow. */
static const char *keep_member(Arena *arena, const char *key, const char *member)
{
    if (!member)
        return NULL;
    if (ends_with(key, member))
        return key + strlen(key) - strlen(member);
    return arena_strndup(arena, member, strlen(member));
}

/* Asks for a link that is not known yet; one that waits for a file is asked again. Its
 * members are for now. */
static Link ask(World *w, const FileNode *node, const ModuleRef *module, const char *key)
{
    ModuleName name = {.from = node->path,
                       .language = node->summary->language,
                       .name = key,
                       .required = module->required};
    Module found;
    if (!w->graph->modules || !modules_find(w->graph->modules, name, &found))
        return NOWHERE;
    Link link = {.file = file_number(w, found.path),
                 .package = file_number(w, found.package),
                 .member = found.member,
                 .package_member = found.package_member};
    return link;
}

/* The file that is being linked has looked there: should that change, it is linked anew. */
static Link looked_at(const World *w, Link link)
{
    enum { NEAR = 16 };
    const uint32_t files[] = {link.file, link.package};
    for (size_t i = 0; w->linking && i < COUNT(files); i++) {
        uint32_t count = w->origin->looked.len;
        bool known = files[i] == NO_FILE;
        for (uint32_t k = 0; !known && k < NEAR && k < count; k++)
            known = w->origin->looked.items[count - 1 - k] == files[i];
        if (!known)
            vec_push(&w->origin->kept, &w->origin->looked, files[i]);
    }
    return link;
}

/* "pkg.db" and "Client.get" as one dotted name; false when it grows too long. */
static bool whole_name(char *out, size_t size, const char *module, const char *path)
{
    size_t head = strlen(module), tail = strlen(path);
    bool dot = tail && !(head && module[head - 1] == '.');
    if (head + dot + tail >= size)
        return false;
    memcpy(out, module, head);
    out[head] = '.';
    memcpy(out + head + dot, path, tail);
    out[head + dot + tail] = '\0';
    return true;
}

bool name_key(char *key, size_t size, const ModuleRef *module, const Name *name,
              bool python)
{
    return whole_name(key, size, module->name, python ? name->path : "");
}

Link link_of(World *w, uint32_t file, const Name *name)
{
    FileNode *node = world_file(w, file);
    w->crossed = true;
    const ModuleRef *module = &node->summary->modules.items[name->module - 1];
    bool python = node->summary->language == LANG_PYTHON;
    char key[1024];
    if (!w->graph || !name_key(key, sizeof key, module, name, python))
        return NOWHERE;
    Map *links = &node->links;
    if (node == w->own && w->own_file < w->graph->files.len)
        links = &w->graph->files.items[w->own_file]->links;
    const Link *known = map_get(links, key);
    if (known || !w->linking)
        return known ? looked_at(w, *known) : NOWHERE;
    bool before = w->incomplete;
    w->incomplete = false;
    Link link = ask(w, node, module, key);
    if (!w->incomplete) {
        MapEntry *entry = map_add(links, key, strlen(key), NULL);
        link.member = keep_member(links->arena, entry->key, link.member);
        link.package_member = keep_member(links->arena, entry->key, link.package_member);
        Link *kept = entry->value = NEW(links->arena, Link);
        *kept = link;
    }
    w->incomplete |= before;
    return looked_at(w, link);
}
