/*
 * suppress.h - comments that say "not here": ours and those of other linters. Private to
 * analysis/.
 */
#ifndef ASYNCLINT_ANALYSIS_SUPPRESS_H
#define ASYNCLINT_ANALYSIS_SUPPRESS_H

#include "asynclint/analysis.h"

typedef enum SuppressionReach {
    REACH_LINE,  /* what begins on `line`, or whose statement does; or ends there */
    REACH_NEXT,  /* what begins on `line`, or whose statement does */
    REACH_RANGE, /* what begins in `range` */
} SuppressionReach;

/* Whose comment it is: which of a rule's foreign ids it is compared with. */
typedef enum Family {
    FAMILY_OURS,
    FAMILY_NOQA, /* flake8, ruff: a code or the beginning of one */
    FAMILY_PYLINT,
    FAMILY_ESLINT, /* eslint, oxlint */
    FAMILY_BIOME,  /* lint/group/rule, or the beginning of it */
} Family;

/* One rule that one comment turns off somewhere. */
typedef struct Suppression {
    Family family;
    const char *id;   /* as written; NULL: every rule */
    const Rule *rule; /* ours: the rule of that id, or NULL */
    SuppressionReach reach;
    uint32_t line;      /* 0-based */
    Span range;         /* bytes */
    Span where;         /* ours: the bytes of the id, or of the directive */
    uint32_t directive; /* ours: index of what it is part of */
    bool used;
} Suppression;

/* `asynclint: ignore[a, b]`: one in our comments. */
typedef struct Directive {
    Span comment;
    Span span;             /* from `asynclint` to the bracket, reason left out */
    uint32_t first, count; /* of its suppressions */
    bool misplaced;        /* ignore-file that does not stand among the first comments */
} Directive;

/* How a comment stands on its line. */
typedef struct CommentPlace {
    bool alone; /* nothing else is on its lines, but for the braces of `{ … }` in JSX */
    uint32_t line; /* alone: of what is below it and further such comments; else its own */
} CommentPlace;

typedef struct Suppressions {
    Arena *arena;
    const Syntax *syntax;
    Document *doc;        /* of the same text: for lines */
    CommentPlace *places; /* by comment; NULL until asked for */
    VEC(Suppression) items;
    VEC(Directive) directives;
    VEC(uint32_t) by_line; /* indexes of those that reach a line, sorted by line */
    VEC(uint32_t) ranges;  /* the others */
} Suppressions;

/* Reads every comment of the file. (analysis/suppress_read.c) */
Suppressions *suppressions_read(Arena *arena, const Syntax *syntax, Document *doc,
                                bool foreign);
/* Before this byte stand the file's first comments. */
uint32_t first_code(const Syntax *s);

/* (analysis/suppress_comment.c) */
CommentPlace comment_place(Suppressions *all, uint32_t index);
void suppression_add(Suppressions *all, Suppression item);
/* The bytes between the marks of a comment. */
Span comment_body(const Syntax *s, Span comment);

/* (analysis/suppress_foreign.c) */
void read_foreign(Suppressions *all, uint32_t index);
bool foreign_covers(const Suppression *item, const Rule *rule);

/* Takes the suppressed findings out of the list, and adds what `unused-suppression`
 * reports when `enabled` (by rule_index) has it. (analysis/suppress.c) */
void suppressions_apply(Suppressions *all, FindingList *findings, const bool *enabled,
                        Language language);

#endif
