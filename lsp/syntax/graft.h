/*
 * graft.h - nodes of units that are to be put into a Syntax. Private to syntax/.
 */
#ifndef SYNTAX_GRAFT_H
#define SYNTAX_GRAFT_H

#include "asynclint/parser.h"
#include "syntax/unit_list.h"

/* The nodes that a class's members stand under: its body, the class, perhaps an export;
 * as the first and the last of some members have them. */
enum { PATH_LONGEST = 4 };
typedef struct ClassPath {
    uint32_t count;              /* 0: no member was lowered */
    uint32_t start;              /* byte at which the body begins */
    uint32_t ends[PATH_LONGEST]; /* bytes at which they end; innermost first */
} ClassPath;

/* In it, nodes are counted from 1; the parent 0 is what they are put under. Bytes are those
 * of the text. */
typedef struct Graft {
    Parser *parser; /* borrowed */
    Arena *arena;   /* borrowed: of the nodes and comments, for as long as the graft */
    Syntax *into;   /* whose names they get */
    bool split;     /* classes without errors too are made of their members */
    bool begun;     /* a unit was parsed */
    VEC(Node) nodes;
    VEC(Span) comments;
    uint32_t start; /* byte at which the module of the first unit begins */
} Graft;

/* Parses and lowers the unit. False when the time is over. Fills in what the unit says of
 * its nodes. */
bool graft_unit(Graft *graft, Unit *unit);

/* A member of the class, whose head is that of the nodes from `head` on: it is parsed as
 * if it were the only one. False when the time is over, or the class ends before it does
 * and that is no error. */
typedef struct ClassParts {
    Span head;  /* bytes */
    Span close; /* so too: what ends the class; may be empty */
    Span tail;  /* that, and the rest of the unit */
} ClassParts;
ClassParts class_parts(Str text, const Unit *unit);
bool graft_member(Graft *graft, const ClassParts *parts, const Node *head, uint32_t block,
                  Span span, Unit *member, ClassPath *path);
/* The head, and what is behind the body, parsed without members: a class with an empty
 * body, which is the last node. NULL when it cannot be parsed so. */
const Syntax *graft_head(Graft *graft, const ClassParts *parts);

/* --- assign.c --- */

/* What the members of a class are scanned in. */
UnitScope members_scope(const Grammar *grammar, Str text, const Unit *unit);
/* Finds the members of a class that was lowered as one, or that it has none. False when
 * they do not parse so one by one. `refs`: the class's nodes; `text`: that its bytes are
 * of. */
bool assign_members(const Syntax *s, Str text, Span refs, Unit *unit);
/* So too the nodes of all units, of a text that was lowered as one. */
bool assign_units(const Syntax *s, UnitList *units);

#endif
