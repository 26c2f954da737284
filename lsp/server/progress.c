/* progress.c - long work as the client shows it, which the user can cancel. */
#include "server/progress.h"

#include "server/json.h"
#include "server/server.h"

#include <stdio.h>

static json_t *token(json_int_t number)
{
    return json_sprintf("asynclint.%lld", (long long)number);
}

/* Steals `value`. */
static void notify(Server *server, json_t *value)
{
    rpc_notify(
        server->rpc, "$/progress",
        json_pack("{s:o, s:o}", "token", token(server->progress.number), "value", value));
}

static void tell(Server *server)
{
    const Progress *progress = &server->progress;
    notify(server,
           json_pack("{s:s, s:o, s:I}", "kind", "report", "message",
                     json_sprintf("%zu of %zu files", progress->done, progress->total),
                     "percentage", (json_int_t)progress->percent));
}

static void finish(Server *server)
{
    notify(server, json_pack("{s:s}", "kind", "end"));
    server->progress = (Progress){0};
}

/* The client has taken the token, or will not. Meanwhile the work may have ended: a token
 * that was taken is begun and ended all the same, or the client would keep it for ever. */
static void receive_answer(Server *server, json_t *result, json_t *error, json_t *context)
{
    (void)result;
    Progress *progress = &server->progress;
    if (json_integer_value(context) != progress->number)
        return;
    if (error) {
        *progress = (Progress){0};
        return;
    }
    progress->shown = true;
    notify(server, json_pack("{s:s, s:s, s:b, s:i}", "kind", "begin", "title",
                             progress->title, "cancellable", 1, "percentage", 0));
    if (progress->total)
        tell(server);
    if (progress->ended)
        finish(server);
}

void progress_begin(Server *server, const char *title)
{
    Progress *progress = &server->progress;
    progress->ended = false;
    if (!server->client.work_done || progress->number)
        return;
    *progress = (Progress){.number = ++server->progresses, .title = title};
    rpc_request(server->rpc, "window/workDoneProgress/create",
                json_pack("{s:o}", "token", token(progress->number)), receive_answer,
                json_integer(progress->number));
}

void progress_report(Server *server, size_t done, size_t total)
{
    Progress *progress = &server->progress;
    size_t percent = total ? done * 100 / total : 0;
    bool news = percent != progress->percent;
    progress->done = done;
    progress->total = total;
    progress->percent = percent;
    if (progress->shown && news)
        tell(server);
}

void progress_end(Server *server)
{
    server->progress.ended = true;
    if (server->progress.shown)
        finish(server);
}

bool progress_is(const Server *server, const json_t *params)
{
    json_t *own = token(server->progress.number);
    bool is = server->progress.number && !server->progress.ended &&
              json_equal(own, json_object_get(params, "token"));
    json_decref(own);
    return is;
}
