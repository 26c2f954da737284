/* path_use.c - which calls ask for a path of the file system, and which act on one. */
#include "asynclint/blocks.h"
#include "asynclint/races.h"

#include "facts/build.h"

typedef struct Row {
    const char *name; /* qualified, without the module's other spellings */
    int8_t argument;  /* of the path; -1: the object it is called on */
    uint8_t act;
    const char *option; /* that makes it tolerant, or NULL */
} Row;

static const Row PYTHON[] = {
    {"os.path.exists", 0, PATH_ASK, NULL},
    {"os.path.lexists", 0, PATH_ASK, NULL},
    {"os.path.isfile", 0, PATH_ASK, NULL},
    {"os.path.isdir", 0, PATH_ASK, NULL},
    {"os.path.islink", 0, PATH_ASK, NULL},
    {"pathlib.Path#exists", -1, PATH_ASK, NULL},
    {"pathlib.Path#is_file", -1, PATH_ASK, NULL},
    {"pathlib.Path#is_dir", -1, PATH_ASK, NULL},
    {"pathlib.Path#is_symlink", -1, PATH_ASK, NULL},
    {"os.mkdir", 0, PATH_MAKE, NULL},
    {"os.makedirs", 0, PATH_MAKE, "exist_ok"},
    {"pathlib.Path#mkdir", -1, PATH_MAKE, "exist_ok"},
    {"os.remove", 0, PATH_REMOVE, NULL},
    {"os.unlink", 0, PATH_REMOVE, NULL},
    {"pathlib.Path#unlink", -1, PATH_REMOVE, "missing_ok"},
    {"os.rmdir", 0, PATH_OTHER, NULL},
    {"pathlib.Path#rmdir", -1, PATH_OTHER, NULL},
    {"shutil.rmtree", 0, PATH_OTHER, "ignore_errors"},
    {"os.rename", 0, PATH_OTHER, NULL},
    {"pathlib.Path#rename", -1, PATH_OTHER, NULL},
    {"shutil.move", 0, PATH_OTHER, NULL},
};

static const Row JS[] = {
    {"access", 0, PATH_ASK, NULL},        {"accessSync", 0, PATH_ASK, NULL},
    {"existsSync", 0, PATH_ASK, NULL},    {"exists", 0, PATH_ASK, NULL},
    {"pathExists", 0, PATH_ASK, NULL},    {"pathExistsSync", 0, PATH_ASK, NULL},
    {"mkdir", 0, PATH_MAKE, "recursive"}, {"mkdirSync", 0, PATH_MAKE, "recursive"},
    {"unlink", 0, PATH_REMOVE, NULL},     {"unlinkSync", 0, PATH_REMOVE, NULL},
    {"rm", 0, PATH_REMOVE, "force"},      {"rmSync", 0, PATH_REMOVE, "force"},
    {"rmdir", 0, PATH_OTHER, NULL},       {"rmdirSync", 0, PATH_OTHER, NULL},
    {"rename", 0, PATH_OTHER, NULL},      {"renameSync", 0, PATH_OTHER, NULL},
    {"writeFile", 0, PATH_CREATE, NULL},  {"writeFileSync", 0, PATH_CREATE, NULL},
    {"copyFile", 1, PATH_CREATE, NULL},   {"copyFileSync", 1, PATH_CREATE, NULL},
};

/* The name that the tables above have it by: without the module of its asynchronous twin
 * (Python), without the module (js). NULL when it is of none. */
static const char *table_name(const Facts *facts, const char *target)
{
    static const struct {
        const char *prefix, *instead;
    } PYTHON_TWINS[] = {{"aiofiles.os.path.", "os.path."},
                        {"aiofiles.os.", "os."},
                        {"anyio.Path#", "pathlib.Path#"},
                        {"trio.Path#", "pathlib.Path#"}};
    static const char *const MODULES[] = {"fs.", "fs/promises.", "fs-extra.",
                                          "graceful-fs."};
    for (size_t i = 0; facts_js(facts) && i < COUNT(MODULES); i++)
        if (starts_with(target, MODULES[i]))
            return target + strlen(MODULES[i]);
    for (size_t i = 0; !facts_js(facts) && i < COUNT(PYTHON_TWINS); i++)
        if (starts_with(target, PYTHON_TWINS[i].prefix))
            return arena_printf(facts->arena, "%s%s", PYTHON_TWINS[i].instead,
                                target + strlen(PYTHON_TWINS[i].prefix));
    return facts_js(facts) ? NULL : target;
}

static const Row *find_row(const Facts *facts, const char *name)
{
    const Row *rows = facts_js(facts) ? JS : PYTHON;
    size_t count = facts_js(facts) ? COUNT(JS) : COUNT(PYTHON);
    for (size_t i = 0; name && i < count; i++)
        if (same(rows[i].name, name))
            return &rows[i];
    return NULL;
}

/* Whatever is not plainly off may be on. */
static bool is_on(const Facts *facts, Ref value)
{
    const char *name = facts->syntax->nodes[value].name;
    return value && !same(name, "False") && !same(name, "false");
}

/* Options that cannot be read off the code. */
static bool has_open_options(const Facts *facts, const Call *call)
{
    const Syntax *s = facts->syntax;
    Ref last = nth_argument(s, call->node, call->arg_count ? call->arg_count - 1 : 0);
    if (call->has_spread)
        return true;
    if (!facts_js(facts) || call->arg_count < 2)
        return false;
    return kind_of(s, last) == N_NAME || kind_of(s, last) == N_MEMBER ||
           kind_of(s, last) == N_CALL;
}

static bool is_tolerant(const Facts *facts, const Call *call, const Row *row)
{
    bool given = row->option && is_on(facts, keyword_argument(facts, call, row->option));
    Ref third = positional_argument(facts, call, 2);
    bool positional = same(row->name, "os.makedirs") && is_on(facts, third);
    bool open = (row->option || (row->act == PATH_CREATE && call->arg_count > 2)) &&
                has_open_options(facts, call);
    return given || positional || open ||
           (same(row->name, "pathlib.Path#unlink") && call->arg_count);
}

/* open(path, mode): by the mode. */
static PathUse use_of_open(const Facts *facts, const Call *call)
{
    bool method = same(call->target, "pathlib.Path#open");
    Ref mode = keyword_argument(facts, call, "mode");
    if (!mode)
        mode = positional_argument(facts, call, method ? 0 : 1);
    const char *text = mode ? facts->syntax->nodes[mode].name : "r";
    bool writes = text && strpbrk(text, "wa");
    return (PathUse){.act = writes ? PATH_CREATE : PATH_READ,
                     .path = method ? receiver_of(facts, call)
                                    : positional_argument(facts, call, 0),
                     .tolerant = !text || strchr(text, 'x')};
}

PathUse path_use_of(const Facts *facts, const Call *call)
{
    if (!call || !call->target)
        return (PathUse){0};
    if (!facts_js(facts) && (same(call->target, "open") || same(call->target, "io.open") ||
                             same(call->target, "pathlib.Path#open")))
        return use_of_open(facts, call);
    const Row *row = find_row(facts, table_name(facts, call->target));
    if (!row)
        return (PathUse){0};
    Ref path = row->argument < 0
                   ? receiver_of(facts, call)
                   : positional_argument(facts, call, (uint32_t)row->argument);
    bool flag = keyword_argument(facts, call, "flag") != 0;
    return (PathUse){.act = path ? (PathAct)row->act : PATH_NONE,
                     .path = path,
                     .tolerant = flag || is_tolerant(facts, call, row)};
}

/* An error that says that the thing is there, or gone, is caught. */
bool expects_path_error(const Facts *facts, Ref node)
{
    static const char *const NAMES[] = {
        "FileNotFoundError", "FileExistsError", "OSError",       "IOError",
        "EnvironmentError",  "Exception",       "BaseException", "suppress"};
    const Syntax *s = facts->syntax;
    NodeRole part = R_NONE;
    for (Ref try = node; (try = covering_try(facts, try, &part));) {
        for (Ref c = child_with(s, try, R_HANDLER); part == R_BODY && c;
             c = next_with(s, c, R_HANDLER)) {
            Ref types = child_with(s, c, R_VALUE);
            if (!types)
                return true;
            for (Ref r = types; r < s->nodes[types].last; r++)
                for (size_t i = 0; i < COUNT(NAMES); i++)
                    if (same(s->nodes[r].name, NAMES[i]))
                        return true;
        }
    }
    Ref with = covering_with(facts, node);
    for (Ref r = with; with && r < child_with(s, with, R_BODY); r++)
        if (same(s->nodes[r].name, "suppress"))
            return true;
    return false;
}

/* --- paths that nobody else has --- */

static bool makes_own(const Facts *facts, Ref expr)
{
    static const char *const MAKERS[] = {"tempfile.mkdtemp", "tempfile.TemporaryDirectory",
                                         "tempfile.mkstemp", "tempfile.NamedTemporaryFile",
                                         "fs.mkdtempSync",   "fs/promises.mkdtemp"};
    Ref value = kind_of(facts->syntax, expr) == N_AWAIT
                    ? child_with(facts->syntax, expr, R_VALUE)
                    : expr;
    const Call *call = value ? call_at(facts, value) : NULL;
    for (size_t i = 0; call && i < COUNT(MAKERS); i++)
        if (same(call->target, MAKERS[i]))
            return true;
    return false;
}

bool is_private_path(const Facts *facts, Ref path)
{
    enum { MAX_NAMES = 4 };
    const Syntax *s = facts->syntax;
    for (Ref expr = path, next = 0, n = 0; expr && n < MAX_NAMES;
         expr = next, next = 0, n++)
        for (Ref r = expr; r < s->nodes[expr].last; r++) {
            const Symbol *symbol = kind_of(s, r) == N_NAME ? symbol_of(facts, r) : NULL;
            const Def *def = symbol ? symbol->last_def : NULL;
            if (!def || def->fn != facts->index->spot[path]->fn || !def->value)
                continue;
            if (makes_own(facts, def->value))
                return true;
            if (def->kind == DEF_ASSIGN && def->value < expr)
                next = def->value;
        }
    return false;
}

/* --- what a test of a path is for --- */

static bool mentions(const Facts *facts, Ref part, Ref path)
{
    for (Ref r = part; part && r < facts->syntax->nodes[part].last; r++)
        if (same_expression(facts, r, path))
            return true;
    return false;
}

bool chooses_removal(const Facts *facts, const Check *check, Ref path)
{
    const Syntax *s = facts->syntax;
    Ref whole = check->test ? s->nodes[check->test].parent : 0;
    Ref other = child_with(s, whole, R_ELSE);
    if (!other && s->nodes[whole].role == R_ELSE)
        other = next_with(s, whole, R_ELSE);
    for (; other; other = next_with(s, other, R_ELSE))
        if (mentions(facts, other, path))
            return true;
    return false;
}

bool is_used_between(const Facts *facts, Ref path, Ref from, Ref to)
{
    const Syntax *s = facts->syntax;
    for (Ref r = s->nodes[from].last; r < to; r++) {
        Ref call = s->nodes[r].parent;
        if (s->nodes[r].role == R_OBJECT && s->nodes[call].role == R_CALLEE)
            call = s->nodes[call].parent;
        else if (s->nodes[r].role != R_ARGUMENT)
            continue;
        if (s->nodes[call].last <= to && same_expression(facts, r, path) &&
            runs_before(facts, r, to))
            return true;
    }
    return false;
}
