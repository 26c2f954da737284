/*
 * index.c - what the index of a folder costs, beside the bare parse of the same files.
 *
 * Times are of the processor, on one thread, and are printed as multiples of the parse:
 * they say the same on a fast machine and on a slow one. Sizes are per byte of source.
 */
#include "asynclint/analysis.h"
#include "asynclint/modules.h"
#include "files/list.h"
#include "text/paths.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct Tree {
    FileList list;
    FileText *texts; /* per file; `text` is NULL for one that is not read */
    Summary **summaries;
    size_t bytes; /* of source */
    uint32_t files;
    double parse; /* seconds */
} Tree;

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static size_t heap(void)
{
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

static void say_nothing(const char *fmt, ...)
{
    (void)fmt;
}

static void read_all(Tree *tree, const char *folder)
{
    Arena arena;
    arena_init(&arena);
    files_init(&tree->list, say_nothing, true);
    files_add(&tree->list, folder, "");
    files_finish(&tree->list);
    uint32_t count = tree->list.files.len;
    tree->texts = xmalloc((count + (size_t)1) * sizeof *tree->texts);
    tree->summaries = xmalloc((count + (size_t)1) * sizeof *tree->summaries);
    for (uint32_t i = 0; i < count; i++) {
        const char *reason;
        bool gone;
        tree->texts[i] = (FileText){0};
        tree->summaries[i] = NULL;
        if (!file_text_read(&tree->list.files.items[i], &arena, &tree->texts[i], &reason,
                            &gone))
            continue;
        tree->bytes += tree->texts[i].len;
        tree->files++;
    }
    arena_release(&arena);
}

static Document *open_text(const FileText *text)
{
    Str program = file_text_program(text);
    return document_new(grammar_ts(text->language), program.ptr, program.len);
}

static void parse_all(Tree *tree)
{
    double start = now();
    for (uint32_t i = 0; i < tree->list.files.len; i++) {
        if (!tree->texts[i].text)
            continue;
        Document *doc = open_text(&tree->texts[i]);
        document_tree(doc);
        document_free(doc);
    }
    tree->parse = now() - start;
    printf("  %-44s %6.2f s\n", "parse", tree->parse);
}

static void tell_time(const Tree *tree, const char *what, double start)
{
    double spent = now() - start;
    printf("  %-44s %8.4f of the parse\n", what, tree->parse > 0 ? spent / tree->parse : 0);
}

static void tell_size(const Tree *tree, const char *what, size_t bytes)
{
    printf("  %-44s %8.2f bytes a byte of source\n", what,
           tree->bytes ? (double)bytes / (double)tree->bytes : 0);
}

static void summarise_all(Tree *tree)
{
    size_t before = heap();
    double start = now();
    for (uint32_t i = 0; i < tree->list.files.len; i++) {
        if (!tree->texts[i].text)
            continue;
        Document *doc = open_text(&tree->texts[i]);
        const char *path = tree->list.files.items[i].path;
        tree->summaries[i] = analysis_summary(doc, tree->texts[i].language, path, NULL);
        document_free(doc);
    }
    tell_time(tree, "summaries, with their parse", start);
    tell_size(tree, "summaries in memory", heap() - before);
}

static void write_all(Tree *tree)
{
    size_t bytes = 0;
    double spent = 0;
    for (uint32_t i = 0; i < tree->list.files.len; i++) {
        if (!tree->summaries[i])
            continue;
        Buffer out;
        buffer_init(&out);
        summary_write(tree->summaries[i], &out);
        bytes += out.len;
        double start = now();
        summary_free(summary_read(out.data, out.len));
        spent += now() - start;
        buffer_release(&out);
    }
    tell_time(tree, "summaries, read from a cache's bytes", now() - spent);
    tell_size(tree, "summaries on the disk", bytes);
}

static void link_all(CallGraph *graph)
{
    Arena arena;
    PathList missing = {0};
    arena_init(&arena);
    graph_link(graph, &arena, &missing); /* what is missing lies outside the folder */
    graph_solve(graph);
    arena_release(&arena);
}

static char *path_of(const Tree *tree, uint32_t file)
{
    return path_absolute(tree->list.files.items[file].path);
}

/* The file's text with something before and behind it. */
static Summary *edited(const Tree *tree, uint32_t file, const char *first, const char *last)
{
    Buffer text;
    buffer_init(&text);
    buffer_puts(&text, first);
    buffer_append(&text, tree->texts[file].text, tree->texts[file].len);
    buffer_puts(&text, last);
    Language language = tree->texts[file].language;
    Document *doc = document_new(grammar_ts(language), text.data, text.len);
    Summary *summary =
        analysis_summary(doc, language, tree->list.files.items[file].path, NULL);
    document_free(doc);
    buffer_release(&text);
    return summary;
}

/* From a summary that is new until everything is known again. */
static void edit_one(const Tree *tree, CallGraph *graph, const char *what,
                     const char *first, const char *last)
{
    uint32_t file = tree->list.files.len / 2;
    while (file < tree->list.files.len && !tree->summaries[file])
        file++;
    if (file == tree->list.files.len)
        return;
    char *path = path_of(tree, file);
    Summary *summary = edited(tree, file, first, last);
    double start = now();
    if (summary)
        graph_put(graph, path, path, true, summary);
    link_all(graph);
    for (uint32_t i = 0; i < tree->list.files.len; i++) {
        char *other = path_of(tree, i);
        graph_view(graph, other);
        free(other);
    }
    tell_time(tree, what, start);
    free(path);
}

static void link_tree(Tree *tree, const char *folder)
{
    char *root = path_absolute(folder);
    Modules *modules = modules_new((const char *[]){root}, 1, files_on_disk());
    CallGraph *graph = graph_new(modules);
    size_t before = heap();
    double start = now();
    for (uint32_t i = 0; i < tree->list.files.len; i++) {
        char *path = path_of(tree, i);
        if (tree->summaries[i])
            graph_put(graph, path, path, true, tree->summaries[i]);
        free(path);
    }
    link_all(graph);
    tell_time(tree, "the graph: linked and solved", start);
    tell_size(tree, "the graph in memory, beside the summaries", heap() - before);
    bool python =
        tree->files && tree->texts[tree->list.files.len / 2].language == LANG_PYTHON;
    edit_one(tree, graph, "an edit that moves lines", "\n", "");
    edit_one(tree, graph, "an edit that adds a function", "",
             python ? "\ndef added_by_the_edit():\n    pass\n"
                    : "\nfunction addedByTheEdit() {}\n");
    graph_free(graph);
    modules_free(modules);
    free(root);
}

static void release(Tree *tree)
{
    for (uint32_t i = 0; i < tree->list.files.len; i++)
        file_text_release(&tree->texts[i]);
    free(tree->texts);
    free(tree->summaries);
    files_release(&tree->list);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        Tree tree = {0};
        read_all(&tree, argv[i]);
        printf("%s: %u files, %.1f MB\n", argv[i], tree.files, (double)tree.bytes / 1e6);
        parse_all(&tree);
        summarise_all(&tree);
        write_all(&tree);
        link_tree(&tree, argv[i]);
        release(&tree);
    }
    return 0;
}
