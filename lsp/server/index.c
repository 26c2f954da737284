/*
 * index.c - the program around what is open.
 *
 * Summaries that are new wait until all files that were asked for have been read; then they
 * are put into the graph, it is linked, and solved: between two steps it is always whole.
 * Linking may ask for more files, and so on. Documents whose findings may be others are
 * touched.
 */
#include "server/index.h"

#include "files/list.h"
#include "server/configs.h"
#include "server/uri.h"
#include "server/worker.h"

#include <stdlib.h>

/* A file that the worker reads. */
typedef struct Job {
    char *path;
    const Config *config; /* borrowed: index_settle waits for us */
    Summary *summary;     /* NULL when it cannot be read */
} Job;

/* A summary that is to be put into the graph. */
typedef struct Pending {
    char *path;
    Summary *summary;
    bool root;
} Pending;

struct Index {
    Worker *worker;
    Modules *modules; /* NULL until somebody asks */
    CallGraph *graph;
    char **queue; /* paths that are to be read, from `next` on */
    size_t count, next;
    Pending *pending;
    size_t pending_count;
    bool link_due;
    bool news;    /* what is around the open files may have changed */
    bool renamed; /* the names of configurations may be others than when files were read */
    bool named;   /* some file was read with such names */
};

Index *index_new(void)
{
    Index *index = xmalloc(sizeof *index);
    *index = (Index){.worker = worker_new()};
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

static void clear(Index *index)
{
    worker_wait(index->worker);
    job_free(worker_take(index->worker));
    for (size_t i = index->next; i < index->count; i++)
        free(index->queue[i]);
    for (size_t i = 0; i < index->pending_count; i++) {
        summary_free(index->pending[i].summary);
        free(index->pending[i].path);
    }
    free(index->queue);
    free(index->pending);
    graph_free(index->graph);
    modules_free(index->modules);
    *index = (Index){.worker = index->worker};
}

void index_free(Index *index)
{
    clear(index);
    worker_free(index->worker);
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
    free(roots);
}

static bool is_part(const Server *server, const Program *program)
{
    return !program->notebook && program->count && uri_is_file(program->parts[0]->uri) &&
           settings_folder(&server->settings, program->path);
}

Around index_around(Server *server, const Program *program)
{
    if (!is_part(server, program))
        return (Around){0};
    if (!server->index->graph)
        build(server);
    return (Around){.graph = server->index->graph, .path = program->path};
}

/* --- what is new --- */

/* Steals the summary; one of before that still waits gives way. */
static void add_pending(Index *index, const char *path, Summary *summary, bool root)
{
    for (size_t i = 0; i < index->pending_count; i++) {
        Pending *old = &index->pending[i];
        if (!same(old->path, path))
            continue;
        summary_free(old->summary);
        old->summary = summary;
        old->root = root;
        return;
    }
    size_t count = index->pending_count + 1;
    index->pending = xrealloc(index->pending, count * sizeof *index->pending);
    index->pending[index->pending_count++] = (Pending){xstrdup(path), summary, root};
}

void index_learn(Server *server, Program *program)
{
    Analysis *analysis = program->analysis;
    if (!analysis || !analysis->summary || !is_part(server, program))
        return;
    uint64_t stamp = summary_stamp(analysis->summary, true);
    uint64_t shape = summary_stamp(analysis->summary, false);
    if (stamp == program->stamp)
        return;
    program->reshaped = program->reshaped || shape != program->shape;
    program->stamp = stamp;
    program->shape = shape;
    add_pending(server->index, program->path, analysis->summary, true);
    analysis->summary = NULL;
    server->index->link_due = true;
}

static void add_to_queue(Index *index, const char *path)
{
    index->queue = xrealloc(index->queue, (index->count + 1) * sizeof *index->queue);
    index->queue[index->count++] = xstrdup(path);
}

/* A path that depends on itself is in the graph. */
void index_changed(Server *server, const char *path)
{
    Index *index = server->index;
    if (!index->graph)
        return;
    if (graph_depends(index->graph, path, path))
        add_to_queue(index, path);
    if (modules_depend_on(path))
        index_recheck(server);
}

void index_recheck(Server *server)
{
    Index *index = server->index;
    if (!index->graph)
        return;
    modules_forget(index->modules);
    graph_forget(index->graph);
    index->link_due = index->news = true;
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
        Document *doc = document_new(grammar_ts(text.language), text.text, text.len);
        job->summary = analysis_summary(doc, text.language, job->path, job->config);
        document_free(doc);
    }
    file_text_release(&text);
    arena_release(&arena);
}

/* --- step by step --- */

static bool waits(const Index *index)
{
    return index->next < index->count;
}

static void give_next(Server *server)
{
    Index *index = server->index;
    char *path = index->queue[index->next++];
    if (!waits(index))
        index->count = index->next = 0;
    if (documents_find_path(&server->documents, path)) { /* it tells by itself */
        free(path);
        return;
    }
    Job *job = xmalloc(sizeof *job);
    *job = (Job){.path = path, .config = config_for(server, path)};
    index->named = index->named || job->config->own;
    if (!worker_give(index->worker, summarize, job))
        job_free(job);
}

static void take_summary(Server *server, Job *job)
{
    Index *index = server->index;
    if (!job->summary || documents_find_path(&server->documents, job->path))
        return;
    add_pending(index, job->path, job->summary, false);
    job->summary = NULL;
    index->link_due = index->news = true;
}

/* An open document's new summary is in the graph, and the other may look into it. */
static bool looks_into_new(const Server *server, const Program *program)
{
    const Index *index = server->index;
    for (size_t i = 0; i < index->pending_count; i++)
        if (!same(index->pending[i].path, program->path) &&
            graph_depends(index->graph, program->path, index->pending[i].path))
            return true;
    return false;
}

/* Those that reach into other files, or did, and may reach something else now. */
static void touch_programs(Server *server)
{
    Index *index = server->index;
    for (size_t i = 0; i < server->documents.program_count; i++) {
        Program *program = server->documents.programs[i];
        bool reaches = graph_reaches_out(index->graph, program->path);
        bool concerned = reaches || program->reaches_out;
        bool changed = index->news || program->reshaped ||
                       reaches != program->reaches_out || looks_into_new(server, program);
        program->reaches_out = reaches;
        program->reshaped = false;
        if (!concerned || !changed)
            continue;
        program_touch(program);
        server->refresh_due = true;
    }
    index->news = false;
}

static void link_all(Server *server)
{
    Index *index = server->index;
    PathList missing = {0};
    for (size_t i = 0; i < index->pending_count; i++) {
        Pending *pending = &index->pending[i];
        graph_put(index->graph, pending->path, pending->path, pending->root,
                  pending->summary);
    }
    index->link_due = false;
    graph_link(index->graph, server->scratch, &missing);
    graph_solve(index->graph);
    for (uint32_t i = 0; i < missing.len; i++)
        add_to_queue(index, missing.items[i]);
    touch_programs(server);
    while (index->pending_count)
        free(index->pending[--index->pending_count].path);
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
    bool more = waits(index) || index->link_due || index->renamed;
    return worker_is_done(index->worker) || (more && worker_is_free(index->worker));
}

void index_work(Server *server)
{
    Index *index = server->index;
    Job *job = worker_take(index->worker);
    if (job)
        take_summary(server, job);
    job_free(job);
    if (waits(index))
        give_next(server);
    else if (index->renamed)
        read_again(server);
    else if (index->link_due)
        link_all(server);
}

int index_fd(const Server *server)
{
    return worker_fd(server->index->worker);
}
