/*
 * config.c - the defaults, the levels of rules, and reading a file with what it extends.
 *
 * The server and the command line ask the same questions of the same Config.
 */
#include "analysis/config_read.h"
#include "analysis/glob.h"
#include "text/paths.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { MAX_EXTENDS = 16 };

static const char SETTINGS[] = "settings"; /* the path of an editor's */

/* A file that is being read; what it extends is read inside. */
typedef struct Chain {
    const struct Chain *up;
    dev_t device;
    ino_t inode;
    int depth;
} Chain;

Config *config_new(void)
{
    Config *config = xmalloc(sizeof *config);
    *config = (Config){.respect_foreign_suppressions = true};
    arena_init(&config->arena);
    config->levels = config_levels(config);
    return config;
}

void config_free(Config *config)
{
    if (!config)
        return;
    arena_release(&config->arena);
    free(config);
}

/* --- asking --- */

/* A heap string. */
static char *relative_path(const Config *config, const char *path)
{
    char *absolute = path_absolute(path);
    const char *relative = path_within(config->folder ? config->folder : "/", absolute);
    bool folder = ends_with(path, "/") && *relative;
    Buffer out;
    buffer_init(&out);
    buffer_printf(&out, "%s%s", relative, folder ? "/" : "");
    free(absolute);
    return out.data;
}

Severity config_level(const Config *config, const Rule *rule, const char *path)
{
    uint32_t index = rule_index(rule);
    int8_t level = config->levels[index];
    if (config->overrides.len) {
        char *relative = relative_path(config, path);
        for (uint32_t i = 0; i < config->overrides.len; i++) {
            const ConfigOverride *override = &config->overrides.items[i];
            if (override->levels[index] >= 0 && globs_match(&override->files, relative))
                level = override->levels[index];
        }
        free(relative);
    }
    return level < 0 ? rule->severity : (Severity)level;
}

bool config_excludes(const Config *config, const char *path)
{
    if (!config->exclude.len)
        return false;
    char *relative = relative_path(config, path);
    bool excluded =
        globs_match(&config->exclude, relative) && !globs_match(&config->include, relative);
    free(relative);
    return excluded;
}

/* --- reading --- */

/* False when nothing could be read or parsed; *why is not NULL when it could not be read. */
static bool read_file(Config *config, const char *path, const Chain *up, bool *found,
                      const char **why);

static const char *keep(Config *config, const char *text)
{
    return arena_strndup(&config->arena, text, strlen(text));
}

static bool in_chain(const Chain *chain, const struct stat *status)
{
    for (; chain; chain = chain->up)
        if (chain->device == status->st_dev && chain->inode == status->st_ino)
            return true;
    return false;
}

static void extend(Reader *reader, const char *base, Span span, const Chain *chain)
{
    Config *config = reader->config;
    struct stat status;
    char *folder = path_parent(reader->path);
    char *path = path_join(folder, base);
    bool found = true;
    const char *fault = NULL, *why = NULL;
    if (reader->settings)
        fault =
            "`extends` is for files: in the settings there is nothing it is relative to";
    else if (chain->depth >= MAX_EXTENDS)
        fault = "`extends` goes too deep";
    else if (stat(path, &status) == 0 && in_chain(chain, &status))
        fault = "`extends` goes in a circle";
    else if (!read_file(config, path, chain, &found, &why) && why)
        fault = arena_printf(&config->arena, "`extends`: cannot read %s: %s", path, why);
    else if (!found)
        fault = "`extends` names a file without a section for asynclint";
    if (fault)
        reader_problem(reader, span, fault);
    free(path);
    free(folder);
}

/* The settings are given bare or under the name of their section. */
static json_t *section_of_settings(json_t *root)
{
    json_t *section = json_object_get(root, "asynclint");
    return json_is_object(section) ? section : root;
}

static void read_section(Reader *reader, json_t *section, const Chain *chain)
{
    Span span = reader->source->place;
    if (!json_is_object(section)) {
        reader_problem(reader, span, "the configuration must be an object");
        return;
    }
    const char *base = reader_extends(reader, section, &span);
    if (base)
        extend(reader, base, span, chain);
    reader_read(reader, section);
}

/* The lists as one, once they have grown. */
static void gather_names(Config *config)
{
    const struct {
        const ConfigList *list;
        uint32_t kind;
    } lists[] = {{&config->blocking, OWN_BLOCKING},
                 {&config->cpu_heavy, OWN_CPU},
                 {&config->awaitable, OWN_AWAITABLE},
                 {&config->harmless, OWN_SAFE}};
    VEC(OwnName) names = {0};
    for (size_t i = 0; i < COUNT(lists); i++)
        for (uint32_t k = 0; k < lists[i].list->len; k++) {
            OwnName name = {lists[i].list->items[k], lists[i].kind};
            vec_push(&config->arena, &names, name);
        }
    config->own = own_new(&config->arena, names.items, names.len);
}

/* False when nothing could be parsed. */
static bool read_source(Config *config, const char *path, Str text, const Chain *chain,
                        bool *found)
{
    Source source;
    Arena arena;
    arena_init(&arena);
    Document *doc = document_new(NULL, text.ptr, text.len);
    Reader reader = {.config = config, .path = path, .source = &source, .doc = doc};
    reader.settings = same(path, SETTINGS);
    source_init(&source, source_kind(path), &arena, text);
    json_t *section = reader.settings ? section_of_settings(source.root) : source.section;
    if (source.fault)
        reader_problem(&reader, source.fault_span, keep(config, source.fault));
    if (section)
        read_section(&reader, section, chain);
    gather_names(config);
    bool good = source.root != NULL;
    *found = section || !good;
    uint8_t minor = good ? config_python_minor(source.root) : 0;
    if (minor)
        config->python_minor = minor;
    source_release(&source);
    document_free(doc);
    arena_release(&arena);
    return good;
}

static bool read_file(Config *config, const char *path, const Chain *up, bool *found,
                      const char **why)
{
    struct stat status;
    Buffer text;
    buffer_init(&text);
    bool good = config_load(path, &text, &status, why);
    if (good) {
        Chain chain = {up, status.st_dev, status.st_ino, up ? up->depth + 1 : 0};
        const char *name = keep(config, path);
        vec_push(&config->arena, &config->files, name);
        good =
            read_source(config, name, (Str){text.data, (uint32_t)text.len}, &chain, found);
    }
    buffer_release(&text);
    return good;
}

/* Globs are relative to this file from now on. */
static void settle(Config *config, const char *path)
{
    char *absolute = path_absolute(path);
    char *folder = path_parent(absolute);
    config->path = keep(config, path);
    config->folder = keep(config, folder);
    free(folder);
    free(absolute);
}

bool config_read(Config *config, const char *path, bool *found)
{
    const char *why;
    settle(config, path);
    *found = true;
    bool good = read_file(config, path, NULL, found, &why);
    if (!why)
        return good;
    Reader reader = {.config = config, .path = config->path};
    reader_problem(&reader, (Span){0},
                   arena_printf(&config->arena, "cannot be read: %s", why));
    return false;
}

bool config_read_text(Config *config, const char *path, const char *text, size_t len,
                      bool *found)
{
    struct stat status;
    Chain chain = {0};
    const char *name = keep(config, path);
    if (!same(path, SETTINGS)) {
        settle(config, path);
        vec_push(&config->arena, &config->files, name);
        if (stat(path, &status) == 0)
            chain = (Chain){NULL, status.st_dev, status.st_ino, 0};
    }
    return read_source(config, name, (Str){text, (uint32_t)len}, &chain, found);
}

bool config_read_json(Config *config, const char *path, const char *text, size_t len)
{
    bool found;
    return config_read_text(config, path, text, len, &found);
}
