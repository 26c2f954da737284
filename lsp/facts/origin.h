/*
 * origin.h - where what an expression stands for is defined: here, or in which module.
 *
 * resolve.h answers within one file, and by names that the tables know. This keeps the
 * module apart from its members, so that another file can be asked about them. For program/.
 */
#ifndef FACTS_ORIGIN_H
#define FACTS_ORIGIN_H

#include "asynclint/resolve.h"

/* Exactly one of module, fn and cls is set. */
typedef struct Origin {
    const char *module; /* as the import writes it: "..pkg.db", "./db.js"; no "node:" */
    bool required;      /* js: … by require() */
    Function *fn;       /* a function of this file */
    Class *cls;         /* a class of this file */
    const char *path;   /* members of that, dotted: "Client.get"; "" is the thing itself */
    const char *member; /* NULL, or: not that but an instance of it, and its members;
                         * "" is the instance itself */
} Origin;

/* False when the file does not show it surely. */
bool origin_of(const Facts *facts, Ref expr, Origin *out);
/* The same for what an annotation names, as an instance: Optional[C] and C | None too. */
bool origin_of_type(const Facts *facts, Ref type, Origin *out);
/* The instance that an attribute of the class always holds, None aside. */
bool origin_of_attribute(const Facts *facts, const Class *cls, const char *name,
                         Origin *out);
/* What a symbol stands for; false when it is rebound or not followed. */
bool origin_of_symbol(const Facts *facts, const Symbol *symbol, Origin *out);

/* `path` and a member of what it names, with a dot between; one copy of each. */
const char *joined_path(const Facts *facts, const char *path, const char *name);

/* Where the node is evaluated. */
Place node_place(const Facts *facts, Ref node);
/* Every way through the function gives a coroutine or promise, as far as this file shows. */
bool function_gives_awaitable(const Facts *facts, const Function *fn);
/* The function cannot end without a return or a throw. */
bool function_always_returns(const Facts *facts, const Function *fn);
#endif
