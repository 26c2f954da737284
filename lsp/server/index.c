/*
 * index.c - the program around what is open, and around the files that are surveyed.
 *
 * Summaries that are new wait until all files that were asked for have been read; then they
 * are put into the graph, it is linked, and solved: between two steps it is always whole.
 * Linking may ask for more files, and so on. What is open or surveyed is judged again when
 * what its calls come to has another number (graph_view).
 *
 * The survey's worker reads the graph: it is changed only while that rests.
 */
#include "server/index.h"

#include "asynclint/cache.h"
#include "asynclint/map.h"
#include "files/list.h"
#include "server/configs.h"
#include "server/parsing.h"
#include "server/program.h"
#include "server/survey.h"
#include "server/uri.h"
#include "server/worker.h"

#include <stdlib.h>

/* A file that the worker reads. */
typedef struct Job {
    char *path;
    const Config *config; /* borrowed: index_settle waits for us */
    const Cache *cache;   /* likewise */
    Summary *summary;     /* NULL when it cannot be read */
} Job;

/* A summary that is to be put into the graph. */
typedef struct Pending {
    const char *path;
    Summary *summary; /* NULL: the file is gone */
    bool root;
} Pending;

struct Index {
    Worker *worker;
    Cache *cache;     /* or NULL */
    Modules *modules; /* NULL until somebody asks */
    CallGraph *graph;
    char **queue; /* paths that are to be read, from `next` on */
    size_t count, next;
    Arena arena; /* of what is pending; emptied when it is put */
    VEC(Pending) pending;
    Map pending_at;    /* path -> 1 + index */
    bool link_due;     /* at once */
    bool link_later;   /* when all files have been surveyed */
    bool modules_news; /* what imports mean may have changed */
    bool renamed; /* the names of configurations may be others than when files were read */
    bool named;   /* some file was read with such names */
};

Index *index_new(void)
{
    Index *index = xmalloc(sizeof *index);
    *index = (Index){.worker = worker_new()};
    arena_init(&index->arena);
    index->pending_at.arena = &index->arena;
    return index;
}

static void job_free(Job *job)
{
    if (!job)
        return;
    summary_free(job->summary);
    free(job->path);
    free(job);
}

static void forget_pending(Index *index)
{
    arena_reset(&index->arena);
    memset(&index->pending, 0, sizeof index->pending); /* it lay in the arena */
    index->pending_at = (Map){.arena = &index->arena};
    index->link_due = index->link_later = false;
}

static void clear(Index *index)
{
    worker_wait(index->worker);
    job_free(worker_take(index->worker));
    for (size_t i = index->next; i < index->count; i++)
        free(index->queue[i]);
    for (uint32_t i = 0; i < index->pending.len; i++)
        summary_free(index->pending.items[i].summary);
    forget_pending(index);
    free(index->queue);
    graph_free(index->graph);
    modules_free(index->modules);
    cache_close(index->cache);
    index->cache = NULL;
    index->queue = NULL;
    index->count = index->next = 0;
    index->graph = NULL;
    index->modules = NULL;
    index->modules_news = false;
}

void index_free(Index *index)
{
    clear(index);
    worker_free(index->worker);
    arena_release(&index->arena);
    free(index);
}

/* --- the workspace's files --- */

static void list_folder(void *data, const char *folder, FileVisitor *visit, void *context)
{
    (void)data;
    Files disk = files_on_disk();
    disk.list(disk.data, folder, visit, context);
}

/* What is open counts as it is in the editor. */
static bool read_file(void *data, const char *path, size_t most, Buffer *out)
{
    const Server *server = data;
    const OpenDocument *open = documents_find_path(&server->documents, path);
    Files disk = files_on_disk();
    if (!open)
        return disk.read(disk.data, path, most, out);
    Str text = document_text(open->text);
    buffer_append(out, text.ptr, text.len);
    return text.len <= most;
}

/* A path may be relative to the first folder. */
static Cache *open_cache(const Settings *settings)
{
    const char *folder = settings->folder_count ? settings->folders[0].path : "/";
    const char *path = settings_cache(settings_for(settings, folder));
    if (!path || path[0] == '/')
        return cache_open(path);
    Buffer whole;
    buffer_init(&whole);
    buffer_printf(&whole, "%s/%s", folder, path);
    Cache *cache = cache_open(whole.data);
    buffer_release(&whole);
    return cache;
}

static void build(Server *server)
{
    Index *index = server->index;
    const Settings *settings = &server->settings;
    const char **roots = xmalloc((settings->folder_count + 1) * sizeof *roots);
    size_t count = 0;
    for (size_t i = 0; i < settings->folder_count; i++)
        if (uri_is_file(settings->folders[i].uri))
            roots[count++] = settings->folders[i].path;
    index->modules = modules_new(roots, count, (Files){list_folder, read_file, server});
    index->graph = graph_new(index->modules);
    index->cache = open_cache(settings);
    free(roots);
}

static bool is_in_workspace(const Server *server, const char *path)
{
    return settings_folder(&server->settings, path) &&
           settings_is_joined(settings_for(&server->settings, path));
}

static bool is_part(const Server *server, const Program *program)
{
    return !program->notebook && program->count && uri_is_file(program->parts[0]->uri) &&
           is_in_workspace(server, program->path);
}

Around index_around_file(Server *server, const char *path, uint64_t *view)
{
    *view = 0;
    if (!is_in_workspace(server, path))
        return (Around){0};
    if (!server->index->graph)
        build(server);
    *view = graph_view(server->index->graph, path);
    return (Around){.graph = server->index->graph, .path = path};
}

Around index_around(Server *server, Program *program)
{
    if (!is_part(server, program))
        return (Around){0};
    return index_around_file(server, program->path, &program->view);
}

/* --- what is new --- */

/* The graph has the file, or soon has: the text of a document that is closed at once may
 * still wait to be put there. */
static bool knows(const Index *index, const char *path)
{
    return graph_knows(index->graph, path) || map_get(&index->pending_at, path);
}

/* Steals the summary; one of before that still waits gives way. */
static void add_pending(Index *index, const char *path, Summary *summary, bool root)
{
    uintptr_t place = (uintptr_t)map_get(&index->pending_at, path);
    if (place) {
        Pending *old = &index->pending.items[place - 1];
        summary_free(old->summary);
        old->summary = summary;
        old->root = root;
        return;
    }
    Pending new = {arena_strndup(&index->arena, path, strlen(path)), summary, root};
    vec_push(&index->arena, &index->pending, new);
    map_set(&index->pending_at, new.path, (void *)(uintptr_t)index->pending.len);
}

/* A text that is not judged counts for what calls into it. */
static Summary *summary_of(Server *server, Program *program)
{
    const Index *index = server->index;
    Summary *summary = program->analysis ? program->analysis->summary : NULL;
    if (summary)
        program->analysis->summary = NULL;
    else if (!program->analysis && !program->refusal && !program->parts[0]->lost &&
             index->graph && graph_knows(index->graph, program->path) &&
             document_text(program->text).len <= LARGEST_FOUND &&
             parsing_ready(server, program))
        summary = analysis_summary(program->text, program->language, program->path,
                                   program->config);
    return summary;
}

void index_learn(Server *server, Program *program)
{
    Summary *summary = is_part(server, program) ? summary_of(server, program) : NULL;
    if (!summary)
        return;
    uint64_t stamp = summary_stamp(summary, true);
    uint64_t shape = summary_stamp(summary, false);
    if (stamp == program->stamp) {
        summary_free(summary);
        return;
    }
    program->reshaped = program->reshaped || shape != program->shape;
    program->stamp = stamp;
    program->shape = shape;
    add_pending(server->index, program->path, summary, true);
    server->index->link_due = true;
}

void index_learn_file(Server *server, const char *path, Summary *summary)
{
    Index *index = server->index;
    bool known = index->graph && (summary || graph_knows(index->graph, path));
    if (!known || !is_in_workspace(server, path)) {
        summary_free(summary);
        return;
    }
    bool root = summary != NULL;
    add_pending(index, path, summary_compact(summary), root);
    index->link_later = true;
}

static void add_to_queue(Index *index, const char *path)
{
    index->queue = xrealloc(index->queue, (index->count + 1) * sizeof *index->queue);
    index->queue[index->count++] = xstrdup(path);
}

void index_changed(Server *server, const char *path)
{
    Index *index = server->index;
    if (!index->graph)
        return;
    if (knows(index, path))
        add_to_queue(index, path);
    if (modules_depend_on(path))
        index_recheck(server);
}

void index_recheck(Server *server)
{
    Index *index = server->index;
    if (index->graph)
        index->modules_news = index->link_due = true;
}

void index_rename(Server *server)
{
    server->index->renamed = true;
}

void index_settle(const Server *server)
{
    worker_wait(server->index->worker);
}

void index_reset(Server *server)
{
    survey_settle(server);
    clear(server->index);
    for (size_t i = 0; i < server->documents.program_count; i++)
        server->documents.programs[i]->stamp = server->documents.programs[i]->shape = 0;
}

/* --- in the worker --- */

static void summarize(void *context)
{
    Job *job = context;
    File file = {.path = job->path};
    FileText text;
    const char *reason;
    bool gone;
    Arena arena;
    arena_init(&arena);
    if (file_text_read(&file, &arena, &text, &reason, &gone)) {
        CacheKey key = {file_text_program(&text), text.language, job->path, job->config};
        job->summary = cache_summary(job->cache, &key);
    }
    file_text_release(&text);
    arena_release(&arena);
}

/* --- step by step --- */

static bool waits(const Index *index)
{
    return index->next < index->count;
}

/* An open document that others may look into, and whose text nobody has looked at. */
static Program *next_unread(const Server *server)
{
    const Index *index = server->index;
    for (size_t i = 0; index->graph && i < server->documents.program_count; i++) {
        Program *program = server->documents.programs[i];
        bool waits_for_parse = program->parse == PARSE_WAITS;
        if (!program->current && !waits_for_parse && is_part(server, program) &&
            graph_knows(index->graph, program->path))
            return program;
    }
    return NULL;
}

/* What is open counts as it is in the editor. */
static bool learn_open(Server *server, const char *path)
{
    const OpenDocument *open = documents_find_path(&server->documents, path);
    if (!open || !open->program)
        return false;
    program_update(server, open->program);
    if (!open->program->stamp)
        index_learn(server, open->program);
    return true;
}

static void give_next(Server *server)
{
    Index *index = server->index;
    char *path = index->queue[index->next++];
    if (!waits(index))
        index->count = index->next = 0;
    if (learn_open(server, path)) {
        free(path);
        return;
    }
    Job *job = xmalloc(sizeof *job);
    *job = (Job){.path = path, .config = config_for(server, path), .cache = index->cache};
    index->named = index->named || job->config->own;
    if (!worker_give(index->worker, summarize, job))
        job_free(job);
}

static void take_summary(Server *server, Job *job)
{
    Index *index = server->index;
    if (documents_find_path(&server->documents, job->path) || !index->graph)
        return;
    if (!job->summary && !knows(index, job->path))
        return;
    add_pending(index, job->path, job->summary, survey_looks_at(server, job->path));
    job->summary = NULL;
    index->link_due = true;
}

/* Those whose calls come to something else now. A new text was judged by links of the one
 * before. */
static void touch_programs(Server *server)
{
    const CallGraph *graph = server->index->graph;
    for (size_t i = 0; i < server->documents.program_count; i++) {
        Program *program = server->documents.programs[i];
        uint64_t view = is_part(server, program) ? graph_view(graph, program->path) : 0;
        bool changed = view != program->view || (view && program->reshaped);
        program->view = view;
        program->reshaped = false;
        if (!changed)
            continue;
        program_touch(program);
        server->refresh_due = true;
    }
}

static void put_pending(Index *index)
{
    if (index->modules_news) {
        modules_forget(index->modules);
        graph_forget(index->graph);
    }
    index->modules_news = false;
    for (uint32_t i = 0; i < index->pending.len; i++) {
        const Pending *pending = &index->pending.items[i];
        if (pending->summary)
            graph_put(index->graph, pending->path, pending->path, pending->root,
                      pending->summary);
        else
            graph_drop(index->graph, pending->path);
    }
    forget_pending(index);
}

static void link_all(Server *server)
{
    Index *index = server->index;
    PathList missing = {0};
    put_pending(index);
    graph_link(index->graph, server->scratch, &missing);
    graph_solve(index->graph);
    for (uint32_t i = 0; i < missing.len; i++)
        add_to_queue(index, missing.items[i]);
    touch_programs(server);
    survey_judge(server);
}

static bool must_link(const Server *server)
{
    const Index *index = server->index;
    return index->link_due || (index->link_later && survey_has_looked(server));
}

bool index_is_idle(const Server *server)
{
    const Index *index = server->index;
    return worker_is_free(index->worker) && !waits(index) && !index->link_due &&
           !index->link_later && !index->renamed && !next_unread(server);
}

/* Files that are not open are read again, if there are names, or were. */
static void read_again(Server *server)
{
    Index *index = server->index;
    PathList paths = {0};
    bool named = index->named;
    index->renamed = index->named = false;
    if (index->graph)
        graph_paths(index->graph, server->scratch, &paths);
    for (uint32_t i = 0; i < paths.len; i++)
        index->named = index->named || config_for(server, paths.items[i])->own;
    for (uint32_t i = 0; (named || index->named) && i < paths.len; i++)
        add_to_queue(index, paths.items[i]);
    index->renamed = false;
}

bool index_due(const Server *server)
{
    const Index *index = server->index;
    bool more = waits(index) || next_unread(server) || index->renamed ||
                (must_link(server) && !survey_is_running(server));
    return worker_is_done(index->worker) || (more && worker_is_free(index->worker));
}

void index_work(Server *server)
{
    Index *index = server->index;
    Job *job = worker_take(index->worker);
    Program *unread = next_unread(server);
    if (job)
        take_summary(server, job);
    job_free(job);
    if (unread)
        program_update(server, unread);
    else if (waits(index))
        give_next(server);
    else if (index->renamed)
        read_again(server);
    else if (must_link(server) && !survey_is_running(server))
        link_all(server);
    survey_linked(server);
}

int index_fd(const Server *server)
{
    return worker_fd(server->index->worker);
}
