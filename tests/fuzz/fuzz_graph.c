/*
 * fuzz_graph.c - files come, change, move and go: what a call graph that saw all of it says
 * of every file is what a new one says.
 *
 * Each event is a byte that picks the file and what happens to it, and, where it gets a new
 * text, a byte for each piece of it, up to a byte 255.
 */
#include "source_law.h"

#include "../unit/memory_files.h"
#include "asynclint/modules.h"

#include <stdio.h>
#include <stdlib.h>

enum { PATHS = 14, PIECES = 20, LONGEST = 4096, EVENTS = 26, OFTEN = 8 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Some are roots, and are always there to be followed; others are read where calls lead. */
static const char *const NAMES[PATHS] = {
    "/w/app.py",         "/w/lib/__init__.py", "/w/lib/a.py",    "/w/lib/b.py",
    "/w/lib/b.pyi",      "/w/src/c.py",        "/w/web/main.js", "/w/web/u.ts",
    "/w/web/u.js",       "/w/web/p/index.ts",  "/w/p/core.js",   "/w/package.json",
    "/w/p/package.json", "/w/tsconfig.json"};

static bool is_root(size_t file)
{
    return file % 3 != 2;
}

static const char *const PYTHON[PIECES] = {
    "from lib import load as first",
    "from lib.a import load as first",
    "from .b import *",
    "from . import a, b",
    "import lib.a, lib.b as other, c",
    "from c import load, Job",
    "from lib.b import load, Job",
    "import time\ndef load():\n    time.sleep(1)",
    "def load():\n    first()",
    "def load():\n    return other.load()",
    "async def load():\n    pass",
    "class Job:\n    def run(self):\n        load()",
    "async def one():\n    load()\n    Job().run()",
    "async def two():\n    first()\n    other.load()\n    lib.a.load()",
    "async def three():\n    a.load()\n    b.load()\n    c.load()",
    "import threading\nthreading.Thread(target=load).start()",
    "total = 0\ndef work():\n    global total\n    total += 1",
    "for i in range(9): threading.Thread(target=lib.a.work).start()",
    "load = other.load",
    "def load():\n    for i in range(10**9): x = i * i",
};
static const char *const SCRIPT[PIECES] = {
    "import { load as first } from './u';",
    "import { load as first } from './p';",
    "import * as all from './u.js';",
    "import dft from '../p/core.js';",
    "import { core } from '@acme/core';",
    "import { far } from '~/u';",
    "export * from './u';",
    "export * from './main.js';",
    "export { load } from './p/index';",
    "export { load as core, load as far } from '../web/u.js';",
    "const fs = require('fs');\nexport function load() { return fs.readFileSync('x'); }",
    "export function load() { first(); }",
    "export function load() { return all.load(); }",
    "export async function load() { }",
    "export async function core() { await fetch('x'); }",
    "export default function () { load(); }",
    "async function one() {\n  load();\n  first();\n  all.load();\n}",
    "async function two() {\n  core();\n  dft();\n  far();\n}",
    "export const far = () => { first(); };",
    "const { load: far } = require('../web/p');",
};
static const char *const PROJECT[PIECES] = {
    "{",
    "}",
    "{\"workspaces\": [\"p\"]}",
    "{\"name\": \"@acme/core\", \"main\": \"core.js\"}",
    "{\"name\": \"@acme/core\", \"exports\": {\".\": \"./core.js\"}}",
    "{\"compilerOptions\": {\"baseUrl\": \".\", \"paths\": {\"~/*\": [\"web/*\"]}}}",
    "{\"name\": \"other\"}",
};

typedef struct World {
    MemoryFile files[PATHS + 1]; /* those that are there; ends at a NULL path */
    char *texts[PATHS];          /* NULL: there is no such file */
    const Config *config;
} World;

/* One session: it sees each event; or is made when all have happened. */
typedef struct Session {
    Modules *modules;
    CallGraph *graph;
} Session;

static Language language_at(size_t file)
{
    return language_of_path(NAMES[file]);
}

static void list_files(World *world)
{
    size_t count = 0;
    for (size_t i = 0; i < PATHS; i++)
        if (world->texts[i])
            world->files[count++] = (MemoryFile){NAMES[i], world->texts[i]};
    world->files[count] = (MemoryFile){0};
}

static Summary *summarize(const World *world, size_t file)
{
    const char *text = world->texts[file];
    if (!text || !grammar_for(language_at(file)))
        return NULL;
    Document *doc = document_new(grammar_ts(language_at(file)), text, strlen(text));
    Summary *summary = analysis_summary(doc, language_at(file), NAMES[file], world->config);
    document_free(doc);
    return summary;
}

static size_t file_at(const char *path)
{
    size_t file = 0;
    while (file < PATHS && !same(NAMES[file], path))
        file++;
    return file;
}

static void put(Session *session, const World *world, size_t file)
{
    Summary *summary = summarize(world, file);
    if (summary)
        graph_put(session->graph, NAMES[file], NAMES[file], is_root(file), summary);
}

static void link_all(Session *session, const World *world)
{
    for (bool more = true; more;) {
        Arena arena;
        PathList missing = {0};
        arena_init(&arena);
        graph_link(session->graph, &arena, &missing);
        for (uint32_t i = 0; i < missing.len; i++)
            if (file_at(missing.items[i]) < PATHS)
                put(session, world, file_at(missing.items[i]));
        more = missing.len;
        arena_release(&arena);
    }
    graph_solve(session->graph);
}

static void session_init(Session *session, World *world)
{
    static const char *const roots[] = {"/w"};
    session->modules = modules_new(roots, 1, memory_files(world->files));
    session->graph = graph_new(session->modules);
    for (size_t i = 0; i < PATHS; i++)
        if (is_root(i))
            put(session, world, i);
    link_all(session, world);
}

static void session_release(Session *session)
{
    graph_free(session->graph);
    modules_free(session->modules);
}

/* A file has come, gone or changed. */
static void tell(Session *session, const World *world, size_t file, bool came_or_went)
{
    if (came_or_went || modules_depend_on(NAMES[file])) {
        modules_forget(session->modules);
        graph_forget(session->graph);
    }
    bool known = graph_knows(session->graph, NAMES[file]);
    if (!world->texts[file] && known)
        graph_drop(session->graph, NAMES[file]);
    else if (known || is_root(file))
        put(session, world, file);
}

/* --- events --- */

typedef struct Events {
    const uint8_t *data;
    size_t left;
} Events;

static uint8_t take(Events *events)
{
    if (!events->left)
        return 255;
    events->left--;
    return *events->data++;
}

static char *take_text(Events *events, size_t file)
{
    Language language = language_at(file);
    const char *const *pieces = language == LANG_PYTHON ? PYTHON
                                : grammar_for(language) ? SCRIPT
                                                        : PROJECT;
    Buffer text;
    buffer_init(&text);
    for (uint8_t piece = take(events); piece != 255 && text.len < LONGEST;
         piece = take(events)) {
        const char *chosen = pieces[piece % PIECES];
        buffer_printf(&text, "%s\n", chosen ? chosen : "");
    }
    return text.data;
}

static void happen(Events *events, World *world, Session *session)
{
    uint8_t what = take(events);
    size_t file = what % PATHS, other = (file + 1 + what / PATHS) % PATHS;
    bool was = world->texts[file] != NULL, other_was = world->texts[other] != NULL;
    unsigned way = what / PATHS % 6;
    if (way == 4) { /* it is deleted */
        free(world->texts[file]);
        world->texts[file] = NULL;
    } else if (way == 5 && file != other) { /* … or moved */
        free(world->texts[other]);
        world->texts[other] = world->texts[file];
        world->texts[file] = NULL;
    } else {
        free(world->texts[file]);
        world->texts[file] = take_text(events, file);
    }
    list_files(world);
    tell(session, world, file, was != (world->texts[file] != NULL));
    if (way == 5)
        tell(session, world, other, other_was != (world->texts[other] != NULL));
    link_all(session, world);
}

/* --- what is said --- */

static void print_file(const Session *session, const World *world, size_t file, Buffer *out)
{
    const char *text = world->texts[file];
    if (!text || !grammar_for(language_at(file)))
        return;
    Document *doc = document_new(grammar_ts(language_at(file)), text, strlen(text));
    Around around = {.graph = session->graph, .path = NAMES[file]};
    Analysis *analysis =
        analysis_new_in(doc, language_at(file), NAMES[file], world->config, around);
    buffer_printf(out, "%s\n", NAMES[file]);
    print_findings(analysis, out);
    analysis_free(analysis);
    document_free(doc);
}

static void compare(const Session *old, World *world)
{
    Session new;
    Buffer said, anew;
    buffer_init(&said);
    buffer_init(&anew);
    session_init(&new, world);
    for (size_t i = 0; i < PATHS; i++) {
        if (!is_root(i))
            continue;
        print_file(old, world, i, &said);
        print_file(&new, world, i, &anew);
    }
    if (!same(said.data, anew.data)) {
        for (size_t i = 0; i < PATHS; i++)
            if (world->texts[i])
                fprintf(stderr, "--- %s\n%s", NAMES[i], world->texts[i]);
        fprintf(stderr, "--- said:\n%s--- said anew:\n%s", said.data, anew.data);
        abort();
    }
    session_release(&new);
    buffer_release(&said);
    buffer_release(&anew);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Events events = {data, size};
    World world = {0};
    Session session;
    Config *config = config_new();
    world.config = config;
    session_init(&session, &world);
    for (int i = 0; i < EVENTS && events.left; i++) {
        happen(&events, &world, &session);
        if (i % OFTEN == OFTEN - 1)
            compare(&session, &world);
    }
    compare(&session, &world);
    session_release(&session);
    for (size_t i = 0; i < PATHS; i++)
        free(world.texts[i]);
    config_free(config);
    return 0;
}
