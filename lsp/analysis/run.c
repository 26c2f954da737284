/*
 * run.c - runs the rules over a document's facts.
 *
 * For now an analysis holds no findings: it stands so that its callers can be built.
 */
#include "asynclint/analysis.h"

#include <stdlib.h>

Analysis *analysis_new(Document *doc, Language language, const char *path,
                       const Config *config)
{
    (void)doc;
    (void)config;
    Analysis *analysis = xmalloc(sizeof(*analysis));
    *analysis = (Analysis){.language = language};
    arena_init(&analysis->arena);
    analysis->path = arena_strndup(&analysis->arena, path, strlen(path));
    return analysis;
}

void analysis_free(Analysis *analysis)
{
    if (!analysis)
        return;
    arena_release(&analysis->arena);
    free(analysis);
}
