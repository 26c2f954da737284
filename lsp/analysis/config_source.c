/* config_source.c - which kind of file it is, and where in it our section is. */
#include "analysis/config_source.h"

#include "text/paths.h"

SourceKind source_kind(const char *path)
{
    if (same(path_name(path), "package.json"))
        return SOURCE_PACKAGE;
    return ends_with(path, ".toml") ? SOURCE_TOML : SOURCE_JSON;
}

static void find_section(Source *source, const json_t *parent)
{
    source->section = json_object_get(parent, "asynclint");
    const Slot *slot = source_find(source, parent, "asynclint", 0);
    if (slot)
        source->place = slot->value;
}

void source_init(Source *source, SourceKind kind, Arena *arena, Str text)
{
    *source = (Source){.arena = arena, .text = text};
    switch (kind) {
    case SOURCE_JSON:
        source_parse_json(source, JSON_REJECT_DUPLICATES);
        source->section = source->root;
        break;
    case SOURCE_PACKAGE: /* npm takes the last of two equal keys, and so do we */
        source_parse_json(source, 0);
        find_section(source, source->root);
        break;
    case SOURCE_TOML:
        source_parse_toml(source);
        find_section(source, json_object_get(source->root, "tool"));
        break;
    }
}

void source_release(Source *source)
{
    json_decref(source->root);
    *source = (Source){0};
}
