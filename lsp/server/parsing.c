/*
 * parsing.c - parses that take long, made beside the session.
 *
 * The thread reads a copy of the text. When it is done, what it read is that of any program
 * with the same text; when none waits for it any more, the parse is broken off.
 */
#include "server/parsing.h"

#include "asynclint/reading.h"
#include "server/worker.h"

#include <poll.h>
#include <stdlib.h>

enum { MOMENT_MS = 30 }; /* of CPU time that the session gives to a parse */

struct Parsing {
    Worker *worker;
    Document *twin; /* that the worker parses, or has parsed; NULL when it is free */
    const Grammar *grammar; /* of the twin */
    bool stopped;           /* the twin's parse is broken off */
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
    Parsing *parsing = job;
    reading_free(reading_of(parsing->twin, parsing->grammar));
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
        parsing->grammar = grammar_for(program->language);
        if (worker_give(parsing->worker, parse_twin, parsing))
            return;
        document_free(parsing->twin);
        parsing->twin = NULL;
        reading_free(reading_of(program->text, parsing->grammar));
        program->parse = PARSE_DONE;
    }
}

bool parsing_ready(Server *server, Program *program)
{
    Parsing *parsing = server->parsing;
    const Grammar *grammar = grammar_for(program->language);
    if (program->parse == PARSE_NEW)
        program->parse = !grammar || reading_try(program->text, grammar, MOMENT_MS)
                             ? PARSE_DONE
                             : PARSE_WAITS;
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
    if (!worker_take(parsing->worker))
        return;
    Document *twin = parsing->twin;
    for (size_t i = 0; !parsing->stopped && i < server->documents.program_count; i++) {
        Program *program = server->documents.programs[i];
        if (!waits_for(program, twin))
            continue;
        reading_adopt(program->text, twin);
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
