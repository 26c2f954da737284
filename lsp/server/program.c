/*
 * program.c - analysing what has changed, when somebody asks for it.
 *
 * Here it is decided what is not analysed at all: excluded files, texts that are too
 * large, texts of which an edit was lost.
 */
#include "server/program.h"

#include "files/notebook.h"
#include "server/index.h"
#include "server/parsing.h"

#include <stdlib.h>

enum {
    TEXT_LARGEST = 4 * 1024 * 1024, /* bytes of a document */
    LINE_LARGEST = 1000 * 1000,     /* bytes of one line */
};

static void join_parts(Program *program)
{
    Buffer all;
    buffer_init(&all);
    for (size_t i = 0; i < program->count; i++) {
        Str text = document_text(program->parts[i]->text);
        program->parts[i]->start = (uint32_t)all.len;
        cell_append(&all, text);
    }
    if (program->text)
        document_set_text(program->text, all.data, all.len);
    else
        program->text = document_new(grammar_ts(program->language), all.data, all.len);
    buffer_release(&all);
}

static bool has_long_line(Str text)
{
    uint32_t start = 0;
    for (uint32_t i = 0; text.len > LINE_LARGEST && i < text.len; i++) {
        if (text.ptr[i] == '\n' || text.ptr[i] == '\r')
            start = i + 1;
        else if (i - start >= LINE_LARGEST)
            return true;
    }
    return false;
}

/* Why the text is not analysed, on the heap; NULL when it is. */
static char *refuse(Str text)
{
    if (text.len > TEXT_LARGEST)
        return xstrdup("The file is larger than 4 MiB: asynclint does not look into it");
    if (has_long_line(text))
        return xstrdup("The file has a line of more than 1,000,000 bytes: asynclint does "
                       "not look into it");
    return NULL;
}

static bool is_lost(const Program *program)
{
    for (size_t i = 0; i < program->count; i++)
        if (program->parts[i]->lost)
            return true;
    return false;
}

static void take_text(Program *program)
{
    if (!program->notebook)
        program->text = program->parts[0]->text;
    else if (program->parse == PARSE_NEW)
        join_parts(program);
}

/* False when it must wait for the parse. */
static bool analyse(Server *server, Program *program)
{
    take_text(program);
    bool silent = is_lost(program) || config_excludes(program->config, program->path);
    if (!silent)
        program->refusal = refuse(document_text(program->text));
    bool refused = silent || program->refusal;
    if (!refused && !parsing_ready(server, program))
        return false;
    program->revision++;
    program->current = true;
    if (!refused && reading_gave_up(program->text))
        program->refusal = xstrdup("The file is too broken to be parsed in reasonable "
                                   "time: asynclint does not look into it");
    if (silent) /* it still counts for what calls into it */
        index_learn(server, program);
    if (silent || program->refusal)
        return true;
    program->analysis = analysis_new_in(program->text, program->language, program->path,
                                        program->config, index_around(server, program));
    index_learn(server, program);
    return true;
}

bool program_update(Server *server, Program *program)
{
    const Config *config = config_for(server, program->path);
    if (program->current && program->config == config)
        return true;
    if (program->current)
        program_touch(program);
    program->config = config;
    return analyse(server, program);
}

Finding *program_finding(const Server *server, const Program *program, uint32_t *cursor)
{
    if (!program->analysis)
        return NULL;
    const FindingList *all = &program->analysis->findings;
    Severity least = settings_min_severity(settings_for(&server->settings, program->path));
    while (*cursor < all->len) {
        Finding *finding = all->items[(*cursor)++];
        if (finding->severity >= least)
            return finding;
    }
    return NULL;
}

Str program_text(const Program *program)
{
    return document_text(program->text);
}
