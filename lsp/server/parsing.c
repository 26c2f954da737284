/*
 * parsing.c - parses that take long, made beside the session.
 *
 * The thread parses a copy of the text. When it is done, the tree is that of any program
 * with the same text; when none waits for such a tree any more, the parse is broken off.
 */
#include "server/parsing.h"

#include "server/worker.h"

#include <poll.h>
#include <stdlib.h>

enum { MOMENT_MS = 30 }; /* of CPU time that the session gives to a parse */

struct Parsing {
    Worker *worker;
    Document *twin; /* that the worker parses, or has parsed; NULL when it is free */
    bool stopped;   /* the twin's parse is broken off */
};

Parsing *parsing_new(void)
{
    Parsing *parsing = xmalloc(sizeof *parsing);
    *parsing = (Parsing){.worker = worker_new()};
    return parsing;
}

static void stop(Parsing *parsing)
{
    if (!parsing->twin)
        return;
    parsing->stopped = true;
    document_interrupt(parsing->twin);
}

void parsing_free(Parsing *parsing)
{
    stop(parsing);
    worker_free(parsing->worker);
    document_free(parsing->twin);
    free(parsing);
}

/* In the thread. */
static void parse_twin(void *job)
{
    document_tree(job);
}

static bool waits_for(const Program *program, const Document *twin)
{
    if (program->parse != PARSE_WAITS)
        return false;
    Str text = document_text(program->text), parsed = document_text(twin);
    return text.len == parsed.len && !memcmp(text.ptr, parsed.ptr, text.len);
}

static bool is_wanted(const Server *server, const Document *twin)
{
    for (size_t i = 0; i < server->documents.program_count; i++)
        if (waits_for(server->documents.programs[i], twin))
            return true;
    return false;
}

/* Where there can be no thread, the text is parsed here. */
static void give_next(Server *server)
{
    Parsing *parsing = server->parsing;
    for (size_t i = 0; !parsing->twin && i < server->documents.program_count; i++) {
        Program *program = server->documents.programs[i];
        if (program->parse != PARSE_WAITS)
            continue;
        parsing->stopped = false;
        parsing->twin = document_twin(program->text);
        if (worker_give(parsing->worker, parse_twin, parsing->twin))
            return;
        document_free(parsing->twin);
        parsing->twin = NULL;
        document_tree(program->text);
        program->parse = PARSE_DONE;
    }
}

bool parsing_ready(Server *server, Program *program)
{
    Parsing *parsing = server->parsing;
    if (program->parse == PARSE_NEW)
        program->parse =
            document_parse(program->text, MOMENT_MS) ? PARSE_DONE : PARSE_WAITS;
    if (parsing->twin && !is_wanted(server, parsing->twin))
        stop(parsing);
    give_next(server);
    return program->parse == PARSE_DONE;
}

int parsing_fd(const Server *server)
{
    return worker_fd(server->parsing->worker);
}

bool parsing_due(const Server *server)
{
    return worker_is_done(server->parsing->worker);
}

void parsing_work(Server *server)
{
    Parsing *parsing = server->parsing;
    Document *twin = worker_take(parsing->worker);
    if (!twin)
        return;
    for (size_t i = 0; !parsing->stopped && i < server->documents.program_count; i++) {
        Program *program = server->documents.programs[i];
        if (!waits_for(program, twin))
            continue;
        document_adopt(program->text, twin);
        program->parse = PARSE_DONE;
    }
    document_free(twin);
    parsing->twin = NULL;
    give_next(server);
    rpc_resume(server->rpc);
}

bool parsing_wait(Server *server, double ms)
{
    struct pollfd done = {.fd = parsing_fd(server), .events = POLLIN};
    if (!server->parsing->twin || ms <= 0)
        return false;
    if (!parsing_due(server) && poll(&done, 1, (int)ms) <= 0)
        return false;
    parsing_work(server);
    return true;
}
