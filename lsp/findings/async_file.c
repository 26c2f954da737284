/*
 * async_file.c - the fix that opens a file for the event loop: aiofiles, or the file of trio or
 * anyio.
 *
 * Only for `with open(…) as f`, where every use of `f` is understood: its methods are awaited,
 * its lines come by `async for`, `json.load(f)` becomes `json.loads(await f.read())`.
 */
#include "findings/habits.h"

#include "asynclint/blocking.h"
#include "asynclint/blocks.h"

typedef struct Opened {
    const Call *call;
    Ref with;             /* the statement */
    const Symbol *symbol; /* of the file's name */
} Opened;

/* --- uses --- */

typedef enum FileUse {
    USE_UNKNOWN,
    USE_PLAIN,   /* f.name */
    USE_METHOD,  /* f.read() */
    USE_LINES,   /* for line in f; also in a comprehension */
    USE_READ_BY, /* json.load(f) */
    USE_WRITTEN, /* json.dump(x, f) */
} FileUse;

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (same(name, *names))
            return true;
    return false;
}

/* `f.read` that is called, or a plain attribute. */
static FileUse member_use(const Pass *p, Ref member)
{
    static const char *const METHODS[] = {"read",       "readline", "readlines", "write",
                                          "writelines", "seek",     "tell",      "truncate",
                                          "flush",      NULL};
    static const char *const PLAIN[] = {"name", "mode", "encoding", "closed", NULL};
    const Syntax *s = p->syntax;
    const char *name = s->nodes[member].name;
    Ref call = s->nodes[member].parent;
    if (kind_of(s, call) != N_CALL || s->nodes[member].role != R_CALLEE)
        return is_one_of(name, PLAIN) ? USE_PLAIN : USE_UNKNOWN;
    bool known = is_one_of(name, METHODS) && !await_problem(p, call);
    return known && kind_of(s, s->nodes[call].parent) != N_AWAIT ? USE_METHOD : USE_UNKNOWN;
}

/* json.load(f, …), json.dump(x, f, …) of json and pickle, called as members of these. */
static FileUse passed_use(const Pass *p, const Call *call, Ref read)
{
    static const char *const LOADS[] = {"json.load", "pickle.load", NULL};
    static const char *const DUMPS[] = {"json.dump", "pickle.dump", NULL};
    bool plain = call && kind_of(p->syntax, call->callee) == N_MEMBER &&
                 !call->has_spread && call->use != USE_AWAITED &&
                 !await_problem(p, call->node);
    if (!plain)
        return USE_UNKNOWN;
    if (is_one_of(call->target, LOADS) && call->arg_count == 1 &&
        nth_argument(p->syntax, call->node, 0) == read)
        return USE_READ_BY;
    bool dumps = is_one_of(call->target, DUMPS) && call->use == USE_DROPPED &&
                 call->arg_count >= 2 && nth_argument(p->syntax, call->node, 1) == read;
    return dumps && !has_comment(p, call->node) ? USE_WRITTEN : USE_UNKNOWN;
}

static FileUse use_of_file(const Pass *p, Ref read)
{
    const Syntax *s = p->syntax;
    Ref parent = s->nodes[read].parent;
    NodeRole role = (NodeRole)s->nodes[read].role;
    if (kind_of(s, parent) == N_MEMBER && role == R_OBJECT)
        return member_use(p, parent);
    if (kind_of(s, parent) == N_CALL && role == R_ARGUMENT)
        return passed_use(p, call_at(p->facts, parent), read);
    if (role != R_RIGHT || has_flag(s, parent, NF_ASYNC))
        return USE_UNKNOWN;
    if (kind_of(s, parent) == N_FOR_EACH)
        return await_problem(p, parent) ? USE_UNKNOWN : USE_LINES;
    const char *shape = s->nodes[s->nodes[parent].parent].name;
    bool listed = kind_of(s, parent) == N_FOR_CLAUSE && shape && !same(shape, "generator");
    return listed && !await_problem(p, s->nodes[parent].parent) ? USE_LINES : USE_UNKNOWN;
}

/* --- what is understood --- */

/* `with open(…) as f:` of one item. */
static bool find_with(const Pass *p, Opened *out)
{
    const Syntax *s = p->syntax;
    Ref as = s->nodes[out->call->node].parent, item = s->nodes[as].parent;
    Ref name = kind_of(s, as) == N_AS ? child_with(s, as, R_ALIAS) : 0;
    if (!name || kind_of(s, name) != N_NAME || kind_of(s, item) != N_WITH_ITEM)
        return false;
    out->with = s->nodes[item].parent;
    out->symbol = symbol_of(p->facts, name);
    for (Ref c = first_child(s, out->with); c; c = next_child(s, c))
        if (kind_of(s, c) == N_WITH_ITEM && c != item)
            return false;
    return out->symbol && !has_flag(s, out->with, NF_ASYNC) && !await_problem(p, out->with);
}

/* The read belongs to another `with` that gives the name to its own file. */
static bool is_of_another(const Pass *p, const Opened *opened, Ref read)
{
    for (const Def *def = opened->symbol->defs; def; def = def->next) {
        Ref with = ancestor(p->syntax, def->name, N_WITH);
        if (with != opened->with && is_within(p->syntax, read, with))
            return true;
    }
    return false;
}

static bool is_understood(const Pass *p, const Opened *opened)
{
    const Syntax *s = p->syntax;
    const Symbol *symbol = opened->symbol;
    if (symbol->captured || symbol->exported || symbol->rebound_elsewhere)
        return false;
    for (const Def *def = symbol->defs; def; def = def->next) {
        Ref with = def->kind == DEF_WITH ? ancestor(s, def->name, N_WITH) : 0;
        if (!with || (with != opened->with && is_within(s, with, opened->with)))
            return false;
    }
    for (uint32_t i = 0; i < symbol->reads.len; i++) {
        Ref read = symbol->reads.items[i];
        bool ours = is_within(s, read, opened->with);
        if (ours ? use_of_file(p, read) == USE_UNKNOWN : !is_of_another(p, opened, read))
            return false;
    }
    return true;
}

/* --- the rewriting --- */

/* `json.dump(x, f, indent=2)` -> `await f.write(json.dumps(x, indent=2))` */
static void rewrite_dump(Pass *p, Fix *fix, const Call *call, Ref read)
{
    const Syntax *s = p->syntax;
    const char *list = "";
    for (Ref c = nth_argument(s, call->node, 0); c; c = next_with(s, c, R_ARGUMENT))
        if (c != read)
            list = arena_printf(p->arena, "%s%s%s", list, *list ? ", " : "", source(p, c));
    fix_replace_awaited(p, fix, call->node, "await %s.write(%ss(%s))", source(p, read),
                        source(p, call->callee), list);
}

static void rewrite_use(Pass *p, Fix *fix, Ref read)
{
    const Syntax *s = p->syntax;
    Ref parent = s->nodes[read].parent;
    switch (use_of_file(p, read)) {
    case USE_METHOD:
        fix_await(p, fix, s->nodes[parent].parent);
        break;
    case USE_LINES:
        fix_insert(p, fix, s->nodes[parent].start, "async ");
        break;
    case USE_READ_BY:
        fix_insert(p, fix, s->nodes[child_with(s, parent, R_CALLEE)].end, "s");
        fix_replace(p, fix, span_of(s, read), "await %s.read()", source(p, read));
        break;
    case USE_WRITTEN:
        rewrite_dump(p, fix, call_at(p->facts, parent), read);
        break;
    default:
        break;
    }
}

/* `open(p)` and `p.open()` -> `aiofiles.open(p)`, `await trio.open_file(p)` */
static void rewrite_open(Pass *p, Fix *fix, const Call *call)
{
    const Syntax *s = p->syntax;
    const char *library = async_library(p);
    bool asyncio = same(library, "asyncio");
    const char *opener =
        asyncio ? fix_import_name(p, fix, "aiofiles", "open")
                : arena_printf(p->arena, "await %s.open_file", fix_import(p, fix, library));
    if (!strchr(call->target, '#')) {
        fix_replace(p, fix, span_of(s, call->callee), "%s", opener);
        return;
    }
    const char *list = source(p, receiver_of(p->facts, call));
    for (Ref c = nth_argument(s, call->node, 0); c; c = next_with(s, c, R_ARGUMENT))
        list = arena_printf(p->arena, "%s, %s", list, source(p, c));
    fix_replace(p, fix, span_of(s, call->node), "%s(%s)", opener, list);
}

void offer_async_file(Pass *p, Finding *finding, const Call *call)
{
    Opened opened = {.call = call};
    const char *library = async_library(p);
    bool asyncio = same(library, "asyncio"), path = strchr(call->target, '#');
    bool known = same(call->target, "open") || same(call->target, "pathlib.Path#open");
    if (!known || (path && (has_comment(p, call->node) || !receiver_of(p->facts, call))) ||
        !find_with(p, &opened) || !is_understood(p, &opened))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Open it with `%s`",
                     asyncio                 ? "aiofiles"
                     : same(library, "trio") ? "trio.open_file"
                                             : "anyio.open_file");
    rewrite_open(p, fix, call);
    fix_insert(p, fix, p->syntax->nodes[opened.with].start, "async ");
    for (uint32_t i = 0; i < opened.symbol->reads.len; i++)
        if (is_within(p->syntax, opened.symbol->reads.items[i], opened.with))
            rewrite_use(p, fix, opened.symbol->reads.items[i]);
    if (!asyncio || file_imports(p->facts, "aiofiles"))
        fix_prefer(finding, fix);
}
