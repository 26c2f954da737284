/*
 * modules_python.c - what a dotted name of Python means.
 *
 * As Python's own search goes: in each folder of the path a package comes before a module
 * of the same name; a folder without __init__ is a part of a namespace package, and counts
 * only when no other folder of the path has a package or module. A stub stands for its
 * module where there is no source.
 */
#include "program/lookup.h"

enum { MOST_PLACES = 64 };

/* Folders that are searched, in order. */
typedef struct Places {
    const char *folders[MOST_PLACES];
    size_t count;
} Places;

static void add_place(Places *places, const char *folder)
{
    for (size_t i = 0; i < places->count; i++)
        if (same(places->folders[i], folder))
            return;
    if (places->count < MOST_PLACES)
        places->folders[places->count++] = folder;
}

/* --- one folder --- */

static const char *first_file(Modules *m, const char *folder, const char *part, int len,
                              const char *const endings[2])
{
    for (int i = 0; i < 2; i++) {
        char name[LONGEST_NAME + 16];
        size_t at = (size_t)len;
        memcpy(name, part, at);
        memcpy(name + at, endings[i], strlen(endings[i]) + 1);
        const char *file = file_at(m, folder, name);
        if (file)
            return file;
    }
    return NULL;
}

static const char *package_file(Modules *m, const char *folder)
{
    const char *file = file_at(m, folder, "__init__.py");
    return file ? file : file_at(m, folder, "__init__.pyi");
}

/* What one part of a name is in the places: its file, and where its own parts are to be
 * looked for. */
typedef struct Step {
    const char *file; /* NULL: a namespace package, or nothing */
    bool is_package;
    Places inside;
} Step;

static void look_in(Modules *m, const char *folder, const char *part, int len, Step *step)
{
    static const char *const packages[] = {"/__init__.py", "/__init__.pyi"};
    static const char *const modules[] = {".py", ".pyi"};
    step->file = first_file(m, folder, part, len, packages);
    if (step->file) {
        step->is_package = true;
        step->inside = (Places){{folder_above(m, step->file)}, 1};
        return;
    }
    step->file = first_file(m, folder, part, len, modules);
    if (step->file)
        return;
    const char *inner = intern(&m->words, part, (size_t)len);
    if (kind_at(m, folder, inner) == ENTRY_FOLDER)
        add_place(&step->inside, seen_from(m, folder, inner));
}

static Step take_step(Modules *m, const Places *places, const char *part, int len)
{
    Step step = {0};
    for (size_t i = 0; i < places->count && !step.file; i++)
        look_in(m, places->folders[i], part, len, &step);
    return step;
}

/* --- a name --- */

/* `package` is the __init__ of the one place, when there is one. */
static void find_in(Modules *m, const Places *from, const char *package, const char *name,
                    Module *out)
{
    Places places = *from;
    *out = (Module){.path = package, .member = package && *name ? name : NULL};
    while (*name && places.count) {
        size_t len = strcspn(name, ".");
        if (len == 0)
            return;
        const char *rest = name + len + (name[len] == '.');
        Step step = take_step(m, &places, name, (int)len);
        if (step.file)
            *out = (Module){.path = step.file,
                            .member = *rest ? rest : NULL,
                            .package = package,
                            .package_member = package ? name : NULL};
        if (step.file && !step.is_package)
            return;
        package = step.file;
        places = step.inside;
        name = rest;
    }
}

/* --- where to begin --- */

static bool is_package(Modules *m, const char *folder)
{
    return kind_at(m, folder, "__init__.py") == ENTRY_FILE ||
           kind_at(m, folder, "__init__.pyi") == ENTRY_FILE;
}

/* The folder that holds the topmost package around; the folder itself when it is none. */
static const char *package_top(Modules *m, const char *folder)
{
    while (is_package(m, folder)) {
        const char *above = folder_above(m, folder);
        if (!above)
            break;
        folder = above;
    }
    return folder;
}

static const char *project_folder(Modules *m, const char *folder)
{
    for (; folder; folder = folder_above(m, folder))
        if (kind_at(m, folder, "pyproject.toml") || kind_at(m, folder, "setup.py") ||
            kind_at(m, folder, "setup.cfg"))
            return folder;
    return NULL;
}

static void add_project(Modules *m, Places *places, const char *folder)
{
    if (!folder)
        return;
    if (kind_at(m, folder, "src") == ENTRY_FOLDER &&
        !is_package(m, seen_from(m, folder, "src")))
        add_place(places, seen_from(m, folder, "src"));
    add_place(places, folder);
}

/* Where nothing says which folder the program is run from, it may be any around the file;
 * a package is none, since what is in it is named from its top. */
static void find_around(Modules *m, const char *folder, const char *name, Module *out)
{
    while ((folder = folder_above(m, folder)) != NULL && !out->path)
        if (!is_package(m, folder))
            find_in(m, &(Places){{folder}, 1}, NULL, name, out);
}

static void find_absolute(Modules *m, const char *folder, const char *name, Module *out)
{
    Places places = {0};
    const char *root = root_around(m, folder), *top = package_top(m, folder);
    const char *first = intern(&m->words, name, strcspn(name, "."));
    add_place(&places, top);
    /* Only what is run from its own folder sees a file before the standard library. */
    if (is_standard_python(first)) {
        if (same(top, root))
            find_in(m, &places, NULL, name, out);
        return;
    }
    add_project(m, &places, project_folder(m, folder));
    add_project(m, &places, root);
    find_in(m, &places, NULL, name, out);
    if (!out->path)
        find_around(m, folder, name, out);
}

static void find_relative(Modules *m, const char *folder, const char *name, Module *out)
{
    while (*++name == '.')
        if (!(folder = folder_above(m, folder)))
            return;
    find_in(m, &(Places){{folder}, 1}, package_file(m, folder), name, out);
}

void find_python(Modules *m, const char *folder, const char *name, Module *out)
{
    if (strchr(name, '/'))
        return;
    if (*name == '.')
        find_relative(m, folder, name, out);
    else
        find_absolute(m, folder, name, out);
}
