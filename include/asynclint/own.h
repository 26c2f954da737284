/*
 * own.h - names that a project's configuration adds to the tables of known callables, or
 * takes from them.
 *
 * Names are dotted, in both language families: `package.module.Class.method`; `#` and `/`
 * of a qualified name (resolve.h) count as dots. `package.*` is every member of that, also
 * of its members. Once made nothing changes, so lookups are safe in any thread. NULL stands
 * for no names at all.
 */
#ifndef ASYNCLINT_OWN_H
#define ASYNCLINT_OWN_H

#include "asynclint/grammar.h"

/* What a list of the configuration says of its names; values combine. */
enum OwnKind {
    OWN_BLOCKING = 1 << 0,  /* `blocking` */
    OWN_CPU = 1 << 1,       /* `cpuHeavy` */
    OWN_AWAITABLE = 1 << 2, /* `awaitable` */
    OWN_SAFE = 1 << 3,      /* `safe`: the others count for nothing */
};

typedef struct OwnName {
    const char *name; /* as the configuration has it; borrowed until own_new has run */
    uint32_t kind;    /* OwnKind */
} OwnName;

typedef struct OwnNames OwnNames;

/* NULL when there are none. Lives in the arena. */
OwnNames *own_new(Arena *arena, const OwnName *names, size_t count);
/* They say the same. */
bool own_equal(const OwnNames *a, const OwnNames *b);

/* What is said of a qualified name, in this or another spelling of the tables: OwnKind, 0
 * for nothing. */
uint32_t own_kinds(const OwnNames *own, Language language, const char *qualified);
/* … of a function ("load", "Client.get") of the file at `path`. Its module may be named
 * from any folder on: /src/shop/db.py is "db", "shop.db" and "src.shop.db". */
uint32_t own_kinds_at(const OwnNames *own, const char *path, const char *function);
/* Something is said of a member of this, whose name is written like a class's. */
bool own_class(const OwnNames *own, Language language, const char *qualified);

#endif
