/*
 * names.c - by what a file asks for functions of others that give a coroutine or a promise.
 *
 * Who calls such a function has its name, or another one that it is given on the way: by an
 * export, an attribute, a class that is called. Who calls a method has its name, and that of
 * a class which has it, or of something that is one. What a file gives as a whole, or by
 * default, gets any name. What lies in files that nobody listed may be anything.
 */
#include "asynclint/names.h"
#include "asynclint/modules.h"
#include "program/graph.h"
#include "text/words.h"

#include <stdio.h>
#include <stdlib.h>

/* Stands for all classes and instances in a pair. */
#define ANY_CLASS "\1any"

struct CallNames {
    Arena arena;
    Words *words;   /* that a file may mention */
    Words *classes; /* with such methods, and names of their instances */
    Words *methods;
    Map wholes; /* paths of files: what they give by default leads there */
};

typedef struct Naming {
    const CallGraph *graph;
    const Map *listed; /* by path */
    CallNames *names;
    bool grew;
} Naming;

CallNames *call_names_new(void)
{
    CallNames *names = xmalloc(sizeof *names);
    *names =
        (CallNames){.words = words_new(), .classes = words_new(), .methods = words_new()};
    arena_init(&names->arena);
    names->wholes.arena = &names->arena;
    return names;
}

void call_names_free(CallNames *names)
{
    words_free(names->words);
    words_free(names->classes);
    words_free(names->methods);
    arena_release(&names->arena);
    free(names);
}

bool call_names_all(CallNames *names)
{
    return words_add_any(names->words);
}

bool call_names_in(const CallNames *names, Str text)
{
    return words_in(names->words, text);
}

bool call_names_whole(const CallNames *names, const char *path)
{
    return map_get(&names->wholes, path);
}

/* --- what a name leads to --- */

enum { LEADS_TO_CALL = 1, LEADS_TO_CLASS = 2 };

static void add_method(Naming *n, const char *word)
{
    char pair[512];
    int len = snprintf(pair, sizeof pair, "%s+%s", ANY_CLASS, word);
    if (len < 0 || (size_t)len >= sizeof pair)
        n->grew |= words_add_any(n->names->words);
    else if (words_add(n->names->methods, word))
        n->grew |= words_add(n->names->words, pair);
}

static void add_class_name(Naming *n, const char *word)
{
    if (!word || !words_add(n->names->classes, word))
        return;
    words_join(n->names->words, ANY_CLASS, word);
    n->grew = true;
}

static void add_call_name(Naming *n, const char *word)
{
    n->grew |= word && words_add(n->names->words, word);
}

static bool is_awaitable(const FileNode *node, uint32_t function)
{
    uint32_t flags = node->summary->functions.items[function].flags;
    return flags & FN_AWAITABLE ||
           (node->awaitable && !node->changed && node->awaitable[function]);
}

static void add_functions(Naming *n, const FileNode *node)
{
    const Summary *s = node->summary;
    for (uint32_t i = 1; i < s->functions.len; i++) {
        const FunctionSummary *fn = &s->functions.items[i];
        if (!is_awaitable(node, i) || !fn->word)
            continue;
        const char *cls = fn->cls ? s->classes.items[fn->cls - 1].name : NULL;
        if (!fn->cls) {
            add_call_name(n, fn->word);
        } else if (same(fn->word, "__call__")) {
            add_call_name(n, cls);
        } else {
            add_method(n, fn->word);
            add_class_name(n, cls);
        }
    }
}

/* Where the name's module is; false when it is none of the workspace. */
static bool find_module(const Naming *n, const FileNode *node, const Name *name,
                        Module *found)
{
    const ModuleRef *module = &node->summary->modules.items[name->module - 1];
    bool python = node->summary->language == LANG_PYTHON;
    char key[1024];
    ModuleName asked = {.from = node->path,
                        .language = node->summary->language,
                        .name = key,
                        .required = module->required};
    return n->graph->modules && name_key(key, sizeof key, module, name, python) &&
           modules_find(n->graph->modules, asked, found);
}

static bool is_outside(const Naming *n, const Module *found)
{
    return !map_get(n->listed, found->path) ||
           (found->package && !map_get(n->listed, found->package));
}

/* By the last word of a dotted name. */
static int leads_by_word(const Naming *n, const char *path)
{
    const char *dot = path ? strrchr(path, '.') : NULL;
    const char *word = dot ? dot + 1 : path;
    if (!word || !*word)
        return 0;
    const CallNames *names = n->names;
    bool calls = words_have(names->words, word) || words_have(names->methods, word);
    return (calls ? LEADS_TO_CALL : 0) |
           (words_have(names->classes, word) ? LEADS_TO_CLASS : 0);
}

/* One without a name is not known by it. */
static int leads_by_class(const Naming *n, const FileNode *node, const ClassSummary *cls)
{
    if (cls->name)
        return leads_by_word(n, cls->name);
    bool leads = cls->bases.len;
    for (uint32_t i = 0; i < cls->methods.len; i++)
        leads = leads || is_awaitable(node, cls->methods.items[i]);
    return leads ? LEADS_TO_CALL | LEADS_TO_CLASS : 0;
}

static int leads_to(const Naming *n, const FileNode *node, const Name *name)
{
    const Summary *s = node->summary;
    const char *path = name->path ? name->path : "";
    Module found = {0};
    bool inside = name->module && find_module(n, node, name, &found);
    if (inside && is_outside(n, &found))
        return LEADS_TO_CALL | LEADS_TO_CLASS;
    if (name->member && *name->member)
        return leads_by_word(n, name->member);
    if (inside && (!*path || same(path, "default")) &&
        map_get(&n->names->wholes, found.path))
        return LEADS_TO_CALL | LEADS_TO_CLASS;
    if (*path || name->module)
        return leads_by_word(n, path);
    if (name->function)
        return is_awaitable(node, name->function - 1) ? LEADS_TO_CALL : 0;
    return name->cls ? leads_by_class(n, node, &s->classes.items[name->cls - 1]) : 0;
}

/* --- names on the way --- */

static void give_name(Naming *n, const char *name, int leads)
{
    if (leads & LEADS_TO_CALL)
        add_call_name(n, name);
    if (leads & LEADS_TO_CLASS)
        add_class_name(n, name);
}

/* Whoever imports it names it. */
static void give_whole(Naming *n, const FileNode *node)
{
    n->grew |= !map_get(&n->names->wholes, node->path);
    map_set(&n->names->wholes, node->path, n->names);
}

static void add_class(Naming *n, const FileNode *node, const ClassSummary *cls)
{
    for (uint32_t i = 0; i < cls->bases.len; i++)
        if (cls->name)
            give_name(n, cls->name, leads_to(n, node, &cls->bases.items[i]));
    for (uint32_t i = 0; i < cls->attributes.len; i++)
        give_name(n, cls->attributes.items[i].name,
                  leads_to(n, node, &cls->attributes.items[i].type));
}

static void add_others(Naming *n, const FileNode *node)
{
    const Summary *s = node->summary;
    for (uint32_t i = 0; i < s->exports.len; i++) {
        const char *name = s->exports.items[i].name;
        int leads = leads_to(n, node, &s->exports.items[i].value);
        bool whole =
            language_is_js(s->language) && (same(name, "default") || same(name, "="));
        if (leads && whole)
            give_whole(n, node);
        else
            give_name(n, name, leads);
    }
    for (uint32_t i = 0; i < s->classes.len; i++)
        add_class(n, node, &s->classes.items[i]);
    for (uint32_t i = 0; i < s->stars.len; i++) {
        Name star = {.module = s->stars.items[i], .path = ""};
        Module found;
        if (find_module(n, node, &star, &found) && is_outside(n, &found))
            n->grew |= words_add_any(n->names->words);
    }
}

bool graph_names(const CallGraph *graph, const Map *listed, CallNames *names)
{
    Naming naming = {graph, listed, names, false};
    bool grew = false;
    for (uint32_t i = 0; i < graph->files.len; i++)
        if (graph->files.items[i]->summary)
            add_functions(&naming, graph->files.items[i]);
    do {
        grew |= naming.grew;
        naming.grew = false;
        for (uint32_t i = 0; i < graph->files.len; i++)
            if (graph->files.items[i]->summary)
                add_others(&naming, graph->files.items[i]);
    } while (naming.grew);
    return grew;
}
