/*
 * survey.c - findings for the files of the workspace that are not open.
 *
 * The worker does what takes long and knows nothing of the session: it lists folders, reads
 * and analyses files. Here it is decided which, and told what came of it. A file that
 * changes while it is looked at is looked at again.
 */
#include "server/survey_internal.h"

#include "files/list.h"
#include "server/diagnostics.h"
#include "server/index.h"
#include "server/json.h"
#include "server/uri.h"

#include <stdlib.h>

enum { MOST_FILES = 200000 };

typedef struct Job {
    char **folders; /* to be listed; NULL: a file is to be looked at */
    size_t count;
    FileList list; /* what they hold */
    char *path;
    const Config *config; /* borrowed: survey_settle waits for us */
    Around around;        /* likewise; its path is `path` */
    FileText text;
    Document *doc; /* NULL when the file cannot be read */
    Analysis *analysis;
} Job;

/* --- in the worker --- */

/* What cannot be read is none of the user's business here. */
static void say_nothing(const char *fmt, ...)
{
    (void)fmt;
}

static void list_folders(void *context)
{
    Job *job = context;
    files_init(&job->list, say_nothing, true);
    for (size_t i = 0; i < job->count; i++)
        files_add(&job->list, job->folders[i], "");
    files_finish(&job->list);
}

static void analyse_file(void *context)
{
    Job *job = context;
    File file = {.path = job->path};
    const char *reason;
    bool gone;
    Arena arena;
    arena_init(&arena);
    if (file_text_read(&file, &arena, &job->text, &reason, &gone)) {
        Language language = job->text.language;
        job->doc = document_new(grammar_ts(language), job->text.text, job->text.len);
        job->analysis =
            analysis_new_in(job->doc, language, job->path, job->config, job->around);
    }
    file_text_release(&job->text);
    arena_release(&arena);
}

static void job_free(Job *job)
{
    if (!job)
        return;
    analysis_free(job->analysis);
    document_free(job->doc);
    if (job->folders) {
        for (size_t i = 0; i < job->count; i++)
            free(job->folders[i]);
        files_release(&job->list);
    }
    free(job->folders);
    free(job->path);
    free(job);
}

static Job *job_new(void)
{
    Job *job = xmalloc(sizeof *job);
    *job = (Job){0};
    return job;
}

/* --- files --- */

Survey *survey_new(void)
{
    Survey *survey = xmalloc(sizeof *survey);
    *survey = (Survey){.worker = worker_new(), .told = -1, .closed = json_object()};
    return survey;
}

static void release_file(SurveyFile *file)
{
    free(file->path);
    json_decref(file->items);
}

void survey_free(Survey *survey)
{
    worker_wait(survey->worker);
    job_free(worker_take(survey->worker));
    worker_free(survey->worker);
    for (size_t i = 0; i < survey->count; i++)
        release_file(&survey->files[i]);
    for (size_t i = 0; i < survey->pull_count; i++)
        survey_pull_release(&survey->pulls[i]);
    for (size_t i = 0; i < survey->ask_count; i++)
        json_decref(survey->asks[i]);
    free(survey->files);
    free(survey->pulls);
    json_decref(survey->closed);
    free(survey->asks);
    free(survey);
}

static int compare_path(const void *path, const void *file)
{
    return strcmp(path, ((const SurveyFile *)file)->path);
}

static SurveyFile *find_file(const Survey *survey, const char *path)
{
    return survey->count ? bsearch(path, survey->files, survey->count, sizeof(SurveyFile),
                                   compare_path)
                         : NULL;
}

static void set_due(Survey *survey, SurveyFile *file, bool due)
{
    survey->due += (size_t)due - (size_t)file->due;
    file->due = due;
}

bool survey_is_settled(const Server *server)
{
    return survey_has_looked(server) && index_is_idle(server);
}

/* --- telling --- */

/* To a client that does not ask; `items` is borrowed, NULL: none. */
static void push(Server *server, SurveyFile *file, json_t *items)
{
    bool some = json_array_size(items) > 0;
    if (server->client.pulls || (!some && !file->shown))
        return;
    char *uri = uri_from_path(file->path);
    rpc_notify(server->rpc, "textDocument/publishDiagnostics",
               json_pack("{s:s, s:o}", "uri", uri, "diagnostics",
                         some ? json_incref(items) : json_array()));
    file->shown = some;
    free(uri);
}

/* The result of looking at a file; steals `items`, which is NULL when there are none. */
static void set_items(Server *server, SurveyFile *file, json_t *items)
{
    Survey *survey = server->survey;
    bool differs =
        !file->result || !(file->items == items || json_equal(file->items, items));
    json_decref(file->items);
    file->items = items;
    if (!differs)
        return;
    push(server, file, items);
    file->result = ++survey->results;
    survey->changes++;
}

/* As if the file were open, which is what the rest of the server can show. */
static json_t *items_of(Server *server, const Job *job)
{
    char *uri = uri_from_path(job->path);
    Program program = {.path = job->path,
                       .language = job->analysis->language,
                       .text = job->doc,
                       .analysis = job->analysis,
                       .config = job->config,
                       .count = 1};
    OpenDocument part = {.uri = uri,
                         .path = job->path,
                         .language = program.language,
                         .text = job->doc,
                         .program = &program};
    OpenDocument *parts[] = {&part};
    program.parts = parts;
    json_t *items = diagnostics_of(server, &part);
    free(uri);
    if (json_array_size(items))
        return items;
    json_decref(items);
    return NULL;
}

/* --- what is to be done --- */

static bool is_surveyed(const Server *server, const Folder *folder)
{
    json_t *settings = settings_for(&server->settings, folder->path);
    return uri_is_file(folder->uri) && settings_is_workspace(settings);
}

static void give_listing(Server *server)
{
    Survey *survey = server->survey;
    const Settings *settings = &server->settings;
    Job *job = job_new();
    job->folders = xmalloc((settings->folder_count + 1) * sizeof(char *));
    for (size_t i = 0; i < settings->folder_count; i++)
        if (is_surveyed(server, &settings->folders[i]))
            job->folders[job->count++] = xstrdup(settings->folders[i].path);
    survey->listing_due = false;
    if (job->count)
        progress_begin(server, "Checking the workspace");
    if (!worker_give(survey->worker, list_folders, job))
        job_free(job);
}

static void forget_file(Server *server, SurveyFile *file)
{
    push(server, file, NULL);
    set_due(server->survey, file, false);
    server->survey->changes++;
    index_changed(server, file->path);
    release_file(file);
}

/* The new list; what is known of files that are on both is kept. */
static void take_listing(Server *server, const FileList *list)
{
    Survey *survey = server->survey;
    size_t count = list->files.len < MOST_FILES ? list->files.len : MOST_FILES;
    SurveyFile *files = xmalloc((count + 1) * sizeof *files);
    for (size_t i = 0; i < count; i++) {
        const char *path = list->files.items[i].path;
        SurveyFile *old = find_file(survey, path);
        files[i] = old ? *old : (SurveyFile){.path = xstrdup(path)};
        if (!old)
            set_due(survey, &files[i], true);
        if (old)
            old->result = -1; /* taken over; its path is still needed to find the next */
    }
    for (size_t i = 0; i < survey->count; i++)
        if (survey->files[i].result >= 0)
            forget_file(server, &survey->files[i]);
    free(survey->files);
    survey->files = files;
    survey->count = count;
    for (size_t i = 0; i < count && survey->everything; i++)
        set_due(survey, &files[i], true);
    survey->everything = survey->stopped = false;
    survey->total = survey->due;
}

/* From where the last one was, since files are looked at in turn; there is one. */
static SurveyFile *next_file(Survey *survey)
{
    do
        survey->next = survey->next + 1 < survey->count ? survey->next + 1 : 0;
    while (!survey->files[survey->next].due);
    return &survey->files[survey->next];
}

static void give_file(Server *server)
{
    Survey *survey = server->survey;
    SurveyFile *file = next_file(survey);
    set_due(survey, file, false);
    if (documents_find_path(&server->documents, file->path))
        return;
    const Config *config = config_for(server, file->path);
    Job *job = config_excludes(config, file->path) ? NULL : job_new();
    if (!job) {
        set_items(server, file, NULL);
        return;
    }
    job->path = xstrdup(file->path);
    job->config = config;
    job->around = index_around_file(server, job->path, &file->view);
    if (!worker_give(survey->worker, analyse_file, job))
        job_free(job);
}

static void take_file(Server *server, Job *job)
{
    SurveyFile *file = find_file(server->survey, job->path);
    bool is_open = documents_find_path(&server->documents, job->path);
    if (!file || file->due || is_open)
        return;
    set_items(server, file, job->analysis ? items_of(server, job) : NULL);
    Summary *summary = job->analysis ? job->analysis->summary : NULL;
    uint64_t shape = summary ? summary_stamp(summary, false) : 0;
    file->reshaped = file->reshaped || shape != file->shape;
    file->shape = shape;
    if (summary)
        job->analysis->summary = NULL;
    index_learn_file(server, file->path, summary);
}

/* Open documents are judged where they are kept. */
static bool is_judged_anew(const Server *server, SurveyFile *file, uint64_t view)
{
    bool changed = view != file->view || (view && file->reshaped);
    file->reshaped = false;
    file->view = view;
    return changed && !documents_find_path(&server->documents, file->path);
}

void survey_judge(Server *server)
{
    Survey *survey = server->survey;
    size_t before = survey->due;
    for (size_t i = 0; i < survey->count && !survey->stopped; i++) {
        SurveyFile *file = &survey->files[i];
        uint64_t view;
        index_around_file(server, file->path, &view);
        if (is_judged_anew(server, file, view))
            set_due(survey, file, true);
    }
    survey->total += survey->due - before;
}

static bool is_parsing(const Server *server)
{
    for (size_t i = 0; i < server->documents.program_count; i++)
        if (server->documents.programs[i]->parse == PARSE_WAITS)
            return true;
    return false;
}

bool survey_due(const Server *server)
{
    const Survey *survey = server->survey;
    return worker_is_done(survey->worker) ||
           (survey->ask_count && survey_is_settled(server) && !is_parsing(server)) ||
           (worker_is_free(survey->worker) && (survey->listing_due || survey->due));
}

static void tell(Server *server)
{
    server->survey->awaits_index = !survey_is_settled(server);
    if (server->survey->awaits_index)
        return;
    progress_end(server);
    survey_answer(server);
    survey_answer_asks(server);
}

void survey_work(Server *server)
{
    Survey *survey = server->survey;
    Job *job = worker_take(survey->worker);
    if (job && job->folders && !survey->cancelled)
        take_listing(server, &job->list);
    else if (job && !survey->cancelled)
        take_file(server, job);
    job_free(job);
    survey->cancelled = survey->cancelled && !job;
    if (survey->listing_due)
        give_listing(server);
    else if (survey->due)
        give_file(server);
    progress_report(server, survey->total - survey->due, survey->total);
    tell(server);
}

void survey_linked(Server *server)
{
    if (server->survey->awaits_index)
        tell(server);
}

bool survey_has_looked(const Server *server)
{
    const Survey *survey = server->survey;
    return !survey->due && !survey->listing_due && worker_is_free(survey->worker);
}

bool survey_is_running(const Server *server)
{
    const Worker *worker = server->survey->worker;
    return !worker_is_free(worker) && !worker_is_done(worker);
}

bool survey_looks_at(const Server *server, const char *path)
{
    return find_file(server->survey, path);
}

int survey_fd(const Server *server)
{
    return worker_fd(server->survey->worker);
}

void survey_settle(const Server *server)
{
    worker_wait(server->survey->worker);
}

/* --- what changes --- */

static bool is_wanted(const Server *server)
{
    for (size_t i = 0; i < server->settings.folder_count; i++)
        if (is_surveyed(server, &server->settings.folders[i]))
            return true;
    return false;
}

void survey_relist(Server *server)
{
    if (server->survey->count || is_wanted(server))
        server->survey->listing_due = true;
}

void survey_recheck(Server *server)
{
    survey_relist(server);
    server->survey->everything = server->survey->listing_due;
}

void survey_changed(Server *server, const char *path)
{
    SurveyFile *file = find_file(server->survey, path);
    if (!file)
        return;
    set_due(server->survey, file, true);
    server->survey->stopped = false;
}

/* A client that asks for the workspace's keeps what it has of a document that it closes until
 * it is told otherwise, and does not listen to that while it still asks for the document's. */
enum { TOLD_CLOSED = 2 };

void survey_closed(Server *server, const char *uri, const char *path)
{
    Survey *survey = server->survey;
    SurveyFile *file = uri_is_file(uri) ? find_file(survey, path) : NULL;
    if (file) {
        set_due(survey, file, true);
        file->closed = TOLD_CLOSED;
    } else if (survey->pull_count || survey->told >= 0) {
        json_object_set_new(survey->closed, uri, json_integer(TOLD_CLOSED));
        survey->changes++;
        survey_answer(server);
    }
}

/* The client's own URI may be written in another way than ours. */
void survey_opened(Server *server, const OpenDocument *doc)
{
    SurveyFile *file = uri_is_file(doc->uri) ? find_file(server->survey, doc->path) : NULL;
    if (!file)
        return;
    char *uri = uri_from_path(doc->path);
    if (!same(uri, doc->uri))
        push(server, file, NULL);
    free(uri);
    file->shown = false;
    file->closed = 0;
    file->result = 0; /* another result when it is closed, whatever it is */
    file->shape = 0;  /* … and other imports to be looked up */
    server->survey->changes++;
}

void survey_saved(Server *server, const char *path)
{
    if (grammar_for(language_of_path(path)) && !find_file(server->survey, path))
        survey_relist(server);
}

void survey_cancel(Server *server, json_t *params)
{
    Survey *survey = server->survey;
    if (!progress_is(server, params))
        return;
    for (size_t i = 0; i < survey->count; i++)
        set_due(survey, &survey->files[i], false);
    survey->listing_due = false;
    survey->stopped = true;
    survey->cancelled = !worker_is_free(survey->worker);
    progress_end(server);
    survey_answer(server);
}
