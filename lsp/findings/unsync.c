/*
 * unsync.c - the fixes that put an asynchronous function in the place of a synchronous one
 * of the same library: without `Sync` (js), by util.promisify (js), or by another name.
 */
#include "asynclint/rule.h"

/* "readFile" of "fs.readFileSync", in the arena; NULL when it does not end in Sync. */
static const char *without_sync(const Pass *p, const char *target)
{
    const char *dot = strrchr(target, '.');
    const char *name = dot ? dot + 1 : target;
    if (!ends_with(name, "Sync"))
        return NULL;
    return arena_strndup(p->arena, name, strlen(name) - strlen("Sync"));
}

static bool disable(const Pass *p, Fix *fix, const Call *call, const char *problem)
{
    const char *await = await_problem(p, call->node);
    if (!await && !problem)
        return false;
    fix_disable(fix, await ? await : problem);
    return true;
}

/* fs takes a descriptor where fs.promises takes a FileHandle. */
static bool is_descriptor(const Pass *p, Ref argument)
{
    const Syntax *s = p->syntax;
    if (!argument)
        return false;
    const char *name = last_name(p->facts, argument);
    const Call *made = origin_call(p->facts, argument);
    return kind_of(s, argument) == N_NUMBER || same(name, "fd") ||
           (name && (ends_with(name, "Fd") || ends_with(name, "FD"))) ||
           (made && same(made->target, "fs.openSync"));
}

/* Why fs.promises has nothing that does the same, or NULL. */
static const char *fs_problem(const Pass *p, const Call *call, const char *name)
{
    static const char HANDLE[] =
        "`fs.promises` works with a `FileHandle`, not a descriptor";
    static const struct {
        const char *name, *reason;
    } OTHER[] = {
        {"exists", "`fs.promises` has no `exists`"},
        {"open", "`fs.promises.open` gives a `FileHandle`, not a descriptor"},
        {"opendir", "a `Dir` of `fs.promises` is read by `for await`"},
        {"glob", "`fs.promises.glob` gives an asynchronous iterator"},
        {"mkdtempDisposable", "what it gives is disposed of asynchronously"},
        {"read", HANDLE},
        {"readv", HANDLE},
        {"write", HANDLE},
        {"writev", HANDLE},
        {"close", HANDLE},
        {"fchmod", HANDLE},
        {"fchown", HANDLE},
        {"fstat", HANDLE},
        {"fsync", HANDLE},
        {"fdatasync", HANDLE},
        {"ftruncate", HANDLE},
        {"futimes", HANDLE},
    };
    for (size_t i = 0; i < COUNT(OTHER); i++)
        if (same(name, OTHER[i].name))
            return OTHER[i].reason;
    if (is_descriptor(p, positional_argument(p->facts, call, 0)))
        return HANDLE;
    if (keyword_argument(p->facts, call, "throwIfNoEntry"))
        return "`fs.promises` has no option `throwIfNoEntry`";
    return NULL;
}

void offer_without_sync(Pass *p, Finding *finding, const Call *call, const Known *known,
                        Safety safety)
{
    const char *target = known->name;
    const char *name = without_sync(p, target);
    if (!name || !starts_with(target, "fs.") || strchr(target, '#'))
        return;
    Fix *fix = offer(p, finding, safety, "Await `fs.promises.%s`", name);
    if (disable(p, fix, call, fs_problem(p, call, name)))
        return;
    const char *other = fix_import_name(p, fix, "fs/promises", name);
    fix_replace(p, fix, span_of(p->syntax, call->callee), "%s", other);
    fix_await(p, fix, call->node);
}

void offer_promisified(Pass *p, Finding *finding, const Call *call, const Known *known,
                       Safety safety, const char *after)
{
    const char *target = known->name;
    const char *name = without_sync(p, target);
    const char *dot = strrchr(target, '.');
    if (!name || !dot)
        return;
    const char *module = arena_strndup(p->arena, target, (size_t)(dot - target));
    Fix *fix = offer(p, finding, safety, "Await `%s.%s`, promisified", module, name);
    if (disable(p, fix, call, call->has_spread ? "its arguments are spread" : NULL))
        return;
    const char *promisify = fix_import_name(p, fix, "util", "promisify");
    const char *other = fix_import_name(p, fix, module, name);
    const Syntax *s = p->syntax;
    Span callee = span_of(s, call->callee);
    bool whole = *after && call->use != USE_DROPPED;
    fix_replace(p, fix, callee, "%s(%s)", promisify, other);
    if (!whole) {
        fix_await(p, fix, call->node);
        return;
    }
    fix_insert(p, fix, callee.start, "(await ");
    fix_insert(p, fix, s->nodes[call->node].end, ")%s", after);
}

void offer_renamed(Pass *p, Finding *finding, const Call *call, Safety safety,
                   const char *name)
{
    const Syntax *s = p->syntax;
    Ref callee = uncast(s, call->callee);
    const char *old = last_name(p->facts, callee);
    if (kind_of(s, callee) != N_MEMBER || !old)
        return;
    Fix *fix = offer(p, finding, safety, "Await `%s`", name);
    if (disable(p, fix, call, NULL))
        return;
    uint32_t end = s->nodes[callee].end;
    fix_replace(p, fix, (Span){end - (uint32_t)strlen(old), end}, "%s", name);
    fix_await(p, fix, call->node);
}
