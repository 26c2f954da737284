/*
 * list.h - which files are checked, and their text.
 *
 * A folder in a git work tree is listed as git lists it, another is walked. What is found
 * that way must be a regular file in a known language, and is passed over when it is too
 * large, minified or no text; what the user named is always checked, or said to be
 * impossible to check. (discover.c, git.c, walk.c, inodes.c, read.c)
 */
#ifndef FILES_LIST_H
#define FILES_LIST_H

#include "asynclint/grammar.h"

enum {
    LARGEST_FOUND = 4 * 1024 * 1024,     /* bytes of a file that nobody named */
    LONGEST_LINE = 5000,                 /* its columns: a longer one is minified */
    LARGEST_NAMED = 10 * 1024 * 1024,    /* bytes of one that was named: see read.c */
    LARGEST_NOTEBOOK = 64 * 1024 * 1024, /* with its pictures; its code is held to these */
};

typedef struct File {
    const char *path; /* as it is shown and opened */
    bool named;       /* on the command line */
    bool is_stdin;
    const struct Config *config; /* borrowed; the caller's to set */
} File;

/* Is told what is wrong with a path. */
typedef void FileNote(const char *fmt, ...) PRINTF(1, 2);

typedef struct FileList {
    Arena arena;               /* owns the paths */
    VEC(File) files;           /* after files_finish: sorted by path, each once */
    VEC(const char *) pending; /* folders that are still to be listed */
    FileNote *say;             /* never NULL */
    bool failed;               /* a path could not be looked at; it has been said */
    bool quiet;                /* say no notes */
    bool notebooks;            /* list them, too; the caller's to set */
} FileList;

void files_init(FileList *list, FileNote *say, bool quiet);
void files_release(FileList *list);
/* Adds a file, a folder's files, or (for `-`) standard input under the name given. */
void files_add(FileList *list, const char *argument, const char *stdin_name);
/* Sorts and drops what is there twice. */
void files_finish(FileList *list);

/* --- looking through one folder --- */

typedef struct Search {
    FileList *list;
    const char *folder; /* as it is shown */
    char *real;         /* heap: where it is; links do not lead out of it */
    struct InodeSet {   /* files and folders seen */
        struct InodePair *slots;
        size_t count, cap;
    } seen;
    VEC(const char *) links; /* symbolic links, looked at when all else is seen */
} Search;

typedef enum FoundKind { FOUND_NOTHING, FOUND_FILE, FOUND_FOLDER } FoundKind;

/* By its name it is a source; configuration has a grammar, too, but is none. */
bool files_want(const FileList *list, const char *path);
/* Looks at a path (in the arena) that was found: a regular file in a known language is
 * added, a link is kept for later, a folder seen for the first time is the caller's. */
FoundKind search_found(Search *search, const char *path);
/* The same for the link kept longest; *path is NULL when none is left. */
FoundKind search_link(Search *search, const char **path);

/* Lists a folder as git does. False when it is in no work tree, or git cannot say. */
bool git_list(Search *search);
/* Walks a folder without .git, node_modules, virtual environments and the like. */
void walk_list(Search *search);

/* folder/name, in the arena; "." as the folder adds nothing. */
const char *found_path(Arena *arena, const char *folder, const char *name);
/* False when the pair was there already. */
bool inodes_add(struct InodeSet *set, uint64_t device, uint64_t inode);

/* --- reading (read.c) --- */

typedef struct FileText {
    char *text; /* heap, NUL-terminated */
    size_t len; /* in bytes */
    Language language;
    struct NotebookFile *notebook; /* of a notebook: its cells; or NULL */
} FileText;

/* The text of a file. False when it cannot be checked: *reason then says why (static
 * text or in `arena`), and *gone that a file that was found is no longer there. */
bool file_text_read(const File *file, Arena *arena, FileText *out, const char **reason,
                    bool *gone);
/* The same for a text that is there already: takes it over, even when it fails. */
bool file_text_take(const File *file, char *text, size_t len, Arena *arena, FileText *out,
                    const char **reason);
void file_text_release(FileText *source);
/* What is parsed: the text, or a notebook's program. */
Str file_text_program(const FileText *source);

#endif
