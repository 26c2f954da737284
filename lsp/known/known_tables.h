/*
 * known_tables.h - the tables behind known.h, as they are written and as they are searched.
 *
 * Private to known/. The rows of a .def file, in order:
 *
 *   GROUP(category, tier, replacement)   holds for the rows below, until the next one
 *   UNLESS(condition, guard)             the same, until the next GROUP; guard as known.h
 *                                        describes it
 *   FUNCTION(name) METHOD(name) CONSTRUCTOR(name) ITERATOR(name) CONTEXT(name)
 *   RUNS(form, name, position, parameter)  an OFFLOAD row: which argument runs elsewhere;
 *   EACH(…) for each item or request, at the same time; SETUP(…) to prepare a worker
 *   TIMED(form, name, position, parameter)  a TIMEOUT row: which argument bounds it
 *
 * A name is a whole name; or ends in ".*" or "#*": any members of that; or has a `*`
 * elsewhere, which stands for one or more characters; or begins with "*.": a class of any
 * module and these two words; or with "*#": a member of any class, for known_member only.
 */
#ifndef KNOWN_TABLES_H
#define KNOWN_TABLES_H

#include "asynclint/known.h"
#include "text/hash.h"

typedef enum LinkKind {
    LINK_ALIAS,   /* another spelling of a module, class or function; `to` may be "" */
    LINK_CLASS,   /* `from` is a class; for those that no other row shows to be one */
    LINK_EXTENDS, /* class `from` has the members of class `to` (or module of module) */
    LINK_RETURNS, /* calling `from` gives an instance of `to` */
    LINK_MEMBER,  /* property or operator `from` gives an instance of `to` */
    LINK_ITEM,    /* each item of what calling `from` gives is an instance of `to` */
    LINK_PART,    /* … its part numbered `part` … */
} LinkKind;

typedef struct KnownLink {
    LinkKind kind;
    uint8_t part; /* LINK_PART: 0-based */
    const char *from, *to;
} KnownLink;

typedef struct KnownTable {
    Known *rows; /* names_init gives each what the GROUP and UNLESS above it say; those
                  * markers have no name */
    size_t row_count;
    const KnownLink *links;
    size_t link_count;
} KnownTable;

extern const KnownTable known_table_python;
extern const KnownTable known_table_js;

/* Forms of the markers; never of a row. */
enum { MARKER_GROUP = 100, MARKER_UNLESS };

/* --- searching (known_names.c) --- */

typedef struct Slot {
    const char *key; /* NULL: empty; not NUL-terminated in `wild` */
    uint32_t len, hash;
    const void *value; /* Known, KnownLink, or the name of a class */
} Slot;

/* Open addressing; a key may stand there several times. */
typedef struct Map {
    Slot *slots;
    uint32_t mask;
} Map;

/* What one language family knows. Lives as long as the process. */
typedef struct Names {
    Map rows;    /* by name */
    Map wild;    /* by name without its last `*` */
    Map links;   /* by `from` */
    Map classes; /* the key is NUL-terminated */
    uint32_t class_count;
    Slot last_class; /* while they are put in */
    const Known **patterns;
    size_t pattern_count;
    bool is_js;
} Names;

void names_init(Names *names, const KnownTable *table, bool is_js);

/* What known_find (NONE: any category) and known_in, known_member, known_class and
 * known_factory tell, of a search of all tables. (known.c) */
const Known *names_row(const Lexicon *in, const char *qualified, KnownCategory category);
/* The categories in which names_row may find a row, a bit for each. */
uint64_t names_categories(const Lexicon *in, const char *qualified);
static inline uint64_t category_bit(unsigned category)
{
    return (uint64_t)1 << category;
}
_Static_assert(KNOWN_COUNT <= 64, "a bit a category");
const Known *names_member(Language language, const char *member, KnownCategory category);
bool names_class(const Lexicon *in, const char *qualified);
const char *names_factory(Language language, const char *qualified);

/* The next slot of a key after `last`, in the order in which they were added; NULL when
 * there are no more. `last` is NULL to begin with. */
const Slot *map_next(const Map *map, const char *key, size_t len, uint32_t hash,
                     const Slot *last);
/* The first link of a kind from a name, or NULL. */
const KnownLink *names_link(const Names *names, LinkKind kind, const char *from, size_t len,
                            uint32_t hash);

#endif
