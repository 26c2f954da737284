/*
 * graph.h - the insides of a call graph; private to program/. (graph.c, follow.c, links.c,
 * solve.c, reach.c, view.c)
 */
#ifndef PROGRAM_GRAPH_H
#define PROGRAM_GRAPH_H

#include "asynclint/map.h"
#include "asynclint/program.h"

enum { NO_FILE = UINT32_MAX };

/* A function of a file; file is NO_FILE when there is none. */
typedef struct Target {
    uint32_t file, function;
} Target;

/* What a function is found to do, once solved. */
typedef struct Found {
    uint8_t tier;   /* 0: nothing */
    uint16_t steps; /* calls between it and what does it */
    uint32_t via;   /* 1 + the call that leads on; 0: its own code does it */
} Found;

/* Where a module's name leads: a file, and members to look for in it. */
typedef struct Link {
    uint32_t file, package;              /* or NO_FILE */
    const char *member, *package_member; /* or NULL */
} Link;

/* Another file gives a function of this one to a thread or a process. */
typedef struct Incoming {
    uint32_t file, handoff; /* of the summary there */
    uint32_t function;      /* of this file */
} Incoming;

/* What a class itself has of a name. */
typedef struct Member {
    uint32_t methods; /* how many that a call or a read gets */
    uint32_t method;  /* the last of them: its number */
    const Name *type; /* of the first attribute, or NULL */
} Member;

typedef struct FileNode {
    Arena arena; /* of the links */
    const char *path, *shown;
    const Summary *summary; /* NULL: there is no such file any more */
    uint64_t shape;         /* summary_stamp of it, without places */
    bool root;
    bool changed; /* the summary is another than the one that was linked */
    bool due;     /* its calls are to be followed anew */
    bool waits;   /* some of them wait for a missing file */
    Map links;    /* "specifier" of js, whole dotted name of Python, to Link */
    /* What linking finds, in an arena of its own. */
    Arena kept;
    VEC(uint32_t)
    looked;          /* files that were looked into for the targets, hardly one twice */
    Target *given;   /* per handoff */
    Target *targets; /* per call */
    bool *crosses;   /* per call: finding its target took a look at imports */
    bool *followed;  /* per function: its calls have been followed */
    Found (*found)[EFFECT_KINDS]; /* per function */
    bool *awaitable;              /* per function */
    Map *members;                 /* per class, those of many; NULL: there are none */
    VEC(Incoming) incoming;       /* in any order */
} FileNode;

struct CallGraph {
    Arena arena;      /* paths */
    Arena incoming;   /* of the files' */
    Arena questions;  /* of `asked` */
    Modules *modules; /* borrowed, or NULL */
    VEC(FileNode *) files;
    Map by_path; /* absolute path to FileNode */
    Map asked;   /* paths that were said to be missing, since links were forgotten */
    bool stale;  /* it is not linked and solved for what it holds now */
    bool grown;  /* files have come since it was linked */
    bool forgot; /* links were forgotten since */
};

/* A name that is being looked for through the star imports of a file. */
typedef struct StarSearch {
    uint32_t file;
    const char *name;
    const struct StarSearch *outer;
} StarSearch;

/* A graph, and in the place of one of its files a newer text of it. */
typedef struct World {
    const CallGraph *graph; /* or NULL */
    FileNode *own;          /* or NULL */
    uint32_t own_file;      /* its number; may be one more than the graph has */
    CallGraph *linking; /* the graph while it is being linked, or NULL: links are asked */
    FileNode *origin;   /* … and the file whose call is being followed */
    Arena *arena;       /* … for the paths of missing files */
    PathList *missing;
    const StarSearch *searches; /* under way */
    uint32_t steps;             /* of the search for one call */
    bool incomplete;            /* set when an answer waits for a missing file */
    bool crossed;               /* set when imports were looked at */
} World;

FileNode *world_file(const World *world, uint32_t file);
/* The number of the path's file, or NO_FILE; one that is gone keeps it. */
uint32_t graph_file(const CallGraph *graph, const char *path);
/* What a call of the file reaches, by name. (follow.c) */
Target follow_call(World *world, uint32_t file, const CallSummary *call);
/* Finds the functions that the file gives away. (handoffs.c) */
void follow_handoffs(World *world, uint32_t file);
/* Tells each file of those that others give. */
void spread_handoffs(CallGraph *graph);
/* What modules_find takes for the name's module; false when that is too long. (links.c) */
bool name_key(char *key, size_t size, const ModuleRef *module, const Name *name,
              bool python);
/* Where the name's module leads from the file. */
Link link_of(World *world, uint32_t file, const Name *name);

/* members.c: what the class of that number has itself; zero when there is no such name. */
void members_prepare(Arena *arena, FileNode *node);
Member members_find(const FileNode *node, uint32_t index, const char *name);

/* Allocates what solving fills. */
void node_prepare(Arena *arena, FileNode *node);
/* Runs effects through the calls of the files from..to-1 until nothing changes; those of
 * other files stay as they are. (solve.c) */
void solve_files(const World *world, uint32_t from, uint32_t to);
/* Runs in its caller's thread, when it is called. */
bool function_carries(const FunctionSummary *fn);
/* The effect of calling the function; NULL when it has none. Steps in `own` have
 * no path. */
const Effect *effect_of_call(const World *world, Arena *arena, Target target,
                             EffectKind kind);

#endif
