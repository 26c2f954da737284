/*
 * init_cmd.c - `asynclint init [FOLDER]`: writes a configuration that says what it found,
 * and shows what else could be set.
 */
#include "asynclint/asynclint.h"
#include "asynclint/config.h"
#include "check/init.h"
#include "check/options.h"
#include "check/terminal.h"
#include "check/write.h"
#include "text/paths.h"

#include <stdlib.h>
#include <unistd.h>

static bool take(void *into, OptionId id, const char *value)
{
    (void)value;
    if (id == OPTION_FORCE)
        *(bool *)into = true;
    return true;
}

/* --- the text --- */

static void put_count(Buffer *out, const char **comma, uint32_t count, const char *what)
{
    if (count == 0)
        return;
    buffer_printf(out, "%s%u %s", *comma, count, what);
    *comma = ", ";
}

/* "12 files of Python, 3 of TypeScript" */
static void put_files(Buffer *out, const Sight *sight)
{
    const char *comma = "";
    put_count(out, &comma, sight->python, "of Python");
    put_count(out, &comma, sight->notebooks, "of notebooks");
    put_count(out, &comma, sight->javascript, "of JavaScript");
    put_count(out, &comma, sight->typescript, "of TypeScript");
    if (!*comma)
        buffer_puts(out, "none that it checks");
}

static void put_folders(Buffer *out, const SightNames *names)
{
    for (uint32_t i = 0; i < names->len; i++)
        buffer_printf(out, "%s\"%s/\"", i ? ", " : "", names->items[i]);
}

static void put_client(Buffer *out, const Sight *sight)
{
    if (sight->python + sight->notebooks == 0)
        return;
    bool httpx = sight->httpx > sight->aiohttp;
    uint32_t uses = httpx ? sight->httpx : sight->aiohttp;
    const char *client = httpx ? "httpx" : "aiohttp";
    buffer_puts(out,
                "  // What fixes make of blocking requests: \"aiohttp\" or \"httpx\".\n");
    if (uses > 0)
        buffer_printf(out, "  // Here `%s` is imported in %u file%s.\n", client, uses,
                      uses == 1 ? "" : "s");
    else if (sight->requests > 0)
        buffer_printf(out, "  // Here `requests` is imported in %u file%s, and neither.\n",
                      sight->requests, sight->requests == 1 ? "" : "s");
    buffer_printf(out, "  \"httpClient\": \"%s\",\n\n", client);
}

static void put_config(Buffer *out, const Sight *sight)
{
    buffer_puts(out,
                "// The configuration of asynclint for this folder and those in it. Files "
                "seen here:\n// ");
    put_files(out, sight);
    buffer_puts(
        out, ".\n{\n"
             "  // Levels: \"off\", \"hint\", \"information\", \"warning\", \"error\"; "
             "\"all\" is every rule.\n"
             "  // `asynclint rules` lists the rules, `asynclint explain RULE` says why.\n"
             "  \"rules\": {\n"
             "    // \"await-in-loop\": \"warning\"\n"
             "  },\n\n"
             "  // What is left out, as in .gitignore; files that git ignores are, "
             "anyway.\n"
             "  \"exclude\": [");
    put_folders(out, &sight->foreign);
    buffer_puts(out, "],\n\n"
                     "  // Which advice comes first: \"io-bound\", \"cpu-bound\" or "
                     "\"mixed\".\n"
                     "  \"workload\": \"io-bound\",\n\n");
    put_client(out, sight);
    buffer_puts(out, "  // Your own functions that block, compute for long, or must be "
                     "awaited, by dotted names.\n"
                     "  // \"blocking\": [\"shop.db.load\"],\n"
                     "  // \"cpuHeavy\": [],\n"
                     "  // \"awaitable\": [],\n\n"
                     "  // Other levels for some files");
    if (sight->tests.len > 0)
        buffer_puts(out, "; in tests every finding counts one level less already");
    buffer_puts(out, ".\n  \"overrides\": [\n");
    buffer_puts(out, sight->tests.len ? "    { \"files\": [" : "    // { \"files\": [");
    if (sight->tests.len > 0)
        put_folders(out, &sight->tests);
    else
        buffer_puts(out, "\"scripts/\"");
    buffer_puts(out, "], \"rules\": {} }\n  ]\n}\n");
}

/* --- the command --- */

/* A file of the folder that configures asynclint already, as it is shown; NULL when there
 * is none. */
static const char *configured(Arena *arena, const char *folder)
{
    for (const char *const *name = config_names(); *name; name++) {
        const char *path = arena_printf(arena, "%s/%s", folder, *name);
        bool found = false;
        if (access(path, F_OK) != 0)
            continue;
        Config *config = config_new();
        bool is_ours = ends_with(path, "asynclint.json");
        found = (config_read(config, path, &found) && found) || is_ours;
        config_free(config);
        if (found)
            return path;
    }
    return NULL;
}

static int write_config(Arena *arena, const char *folder)
{
    Sight sight;
    sight_init(&sight, folder);
    Buffer text, files;
    buffer_init(&text);
    buffer_init(&files);
    put_config(&text, &sight);
    put_files(&files, &sight);
    const char *path = arena_printf(arena, "%s/asynclint.json", folder), *problem = NULL;
    path += starts_with(path, "./") ? 2 : 0;
    bool written = !sight.failed && file_write(path, text.data, text.len, &problem);
    if (written)
        message("wrote %s; files seen: %s", path, files.data);
    else if (problem)
        message("%s: %s", path, problem);
    buffer_release(&files);
    buffer_release(&text);
    sight_release(&sight);
    return written ? STATUS_CLEAN : STATUS_FAILED;
}

int init_main(int argc, char **argv)
{
    bool force = false;
    int first, status;
    if (!options_read(COMMAND_INIT, argc, argv, take, &force, &first, &status))
        return status;
    if (argc - first > 1) {
        message("init: takes one folder");
        return STATUS_FAILED;
    }
    Arena arena;
    arena_init(&arena);
    char *folder = xstrdup(first < argc ? argv[first] : ".");
    size_t len = strlen(folder);
    while (len > 1 && folder[len - 1] == '/')
        folder[--len] = '\0';
    const char *there = force ? NULL : configured(&arena, folder);
    if (there)
        message("%s configures asynclint already; --force writes asynclint.json anyway",
                there + (starts_with(there, "./") ? 2 : 0));
    status = there ? STATUS_FAILED : write_config(&arena, folder);
    free(folder);
    arena_release(&arena);
    return status;
}
