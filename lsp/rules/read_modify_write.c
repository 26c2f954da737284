/* read-modify-write: shared state is read before an await and written after it. */
#include "asynclint/rule.h"

/* Names whose objects belong to one request: nobody else changes them. */
static bool is_request_name(const char *name)
{
    static const char *const NAMES[] = {"ctx",      "req",   "res",     "request",
                                        "response", "reply", "context", "event"};
    for (size_t i = 0; i < COUNT(NAMES); i++)
        if (same(name, NAMES[i]))
            return true;
    return false;
}

/* The target outlives the call and may be changed meanwhile: self.x, this.x, a global, a
 * closed-over name, an element of one of those. */
static bool is_shared(const Pass *p, const Write *write)
{
    const Syntax *s = p->syntax;
    Ref root = root_of(p->facts, write->target);
    const Function *fn = write->at.fn;
    if (!fn->outer && p->facts->flags & FILE_SCRIPT)
        return false;
    if (kind_of(s, root) == N_THIS)
        return !same(fn->name, "constructor");
    const Symbol *symbol = write->symbol;
    if (kind_of(s, root) != N_NAME || !symbol || !symbol->defs)
        return false;
    if (instance_class(p->facts, root) && symbol->defs->kind == DEF_PARAMETER)
        return !same(fn->name, "__init__") && kind_of(s, write->target) != N_NAME;
    if (is_request_name(symbol->name) || symbol->defs->kind == DEF_PARAMETER)
        return false;
    return symbol->scope->fn != fn && symbol->defs->kind != DEF_IMPORT;
}

/* A lock is held around the write. */
static bool is_locked(const Pass *p, Ref node)
{
    static const char *const WORDS[] = {"lock",      "mutex", "sem",      "condition",
                                        "exclusive", "cond",  "critical", "serial"};
    const Syntax *s = p->syntax;
    for (Ref with = covering_with(p->facts, node); with;
         with = covering_with(p->facts, with)) {
        Ref body = child_with(s, with, R_BODY);
        for (Ref r = with; r < body; r++)
            for (size_t i = 0; s->nodes[r].name && i < COUNT(WORDS); i++)
                if (strcasestr(s->nodes[r].name, WORDS[i]))
                    return true;
    }
    Ref fn = ancestor(s, node, N_FUNCTION), call = fn ? s->nodes[fn].parent : 0;
    const char *name = kind_of(s, call) == N_CALL
                           ? last_name(p->facts, child_with(s, call, R_CALLEE))
                           : NULL;
    for (size_t i = 0; name && i < COUNT(WORDS); i++)
        if (strcasestr(name, WORDS[i]))
            return true;
    return false;
}

/* The function's first own await in the expression, or 0. */
static Ref first_await(const Pass *p, const Function *fn, Ref value)
{
    for (uint32_t i = 0; i < p->facts->awaits.len; i++) {
        const Await *await = p->facts->awaits.items[i];
        if (await->kind == AWAIT_EXPRESSION && await->at.fn == fn &&
            is_within(p->syntax, await->node, value))
            return await->node;
    }
    return 0;
}

/* Where the value reads the target before it awaits, in the order of evaluation; or 0. */
static Ref early_read(const Pass *p, const Write *write, Ref await)
{
    const Syntax *s = p->syntax;
    for (Ref r = write->value; r < await; r++)
        if (kind_of(s, r) == kind_of(s, write->target) &&
            same_expression(p->facts, r, write->target) && !is_within(s, await, r))
            return r;
    return 0;
}

/* `const value = await f();` before the statement; the read then comes after the await. */
static void offer_hoist(Pass *p, Finding *finding, const Write *write, Ref await)
{
    const Syntax *s = p->syntax;
    Ref statement = s->nodes[write->node].parent;
    bool js = language_is_js(p->facts->language);
    bool alone = kind_of(s, statement) == N_EXPRESSION && await == write->value;
    Fix *fix = offer(p, finding, alone ? SAFE : UNSAFE, "Await first, then read and write");
    Ref block = s->nodes[statement].parent;
    bool row = kind_of(s, block) == N_BLOCK || kind_of(s, block) == N_MODULE;
    if (kind_of(s, statement) != N_EXPRESSION || !row) {
        fix_disable(fix, "it is not a statement of its own in a block");
        return;
    }
    const char *name = fresh_name(p, write->node, "value");
    fix_line_before(p, fix, statement, js ? "const %s = %s%s" : "%s = %s%s", name,
                    source(p, await), js && uses_semicolons(p) ? ";" : "");
    fix_replace(p, fix, span_of(s, await), "%s", name);
}

static void check_write(Pass *p, const Write *write)
{
    const Syntax *s = p->syntax;
    NodeKind kind = kind_of(s, write->node);
    bool augmented = kind == N_AUGMENTED;
    if ((!augmented && kind != N_ASSIGN) || !write->value || !is_shared(p, write))
        return;
    const char *op = s->nodes[write->node].name;
    if (augmented && (same(op, "||=") || same(op, "?\?=") || same(op, "&&=")))
        return; /* check-then-act */
    Ref await = first_await(p, write->at.fn, write->value);
    Ref read = augmented || !await ? write->target : early_read(p, write, await);
    if (!await || !read || is_locked(p, write->node))
        return;
    const char *target = source(p, write->target);
    Finding *finding =
        report(p, write->node,
               "`%s` is read before the `await` and written after it: what "
               "others write to it meanwhile is lost; await first, or hold a lock",
               target);
    relate(p, finding, read, "`%s` is read here, before the `await`", target);
    relate(p, finding, await, "here other tasks may run");
    offer_hoist(p, finding, write, await);
}

const Rule rule_read_modify_write = {
    .id = "read-modify-write",
    .title = "Shared state read before an await and written after it",
    .why =
        "`self.total += await price(item)` reads `self.total` first, then waits, then "
        "writes the "
        "old value plus the price. Ten of these at once all read the same old value, and "
        "nine of "
        "the ten additions are lost. Without an `await` between the read and the write "
        "nothing "
        "can come between them: an event loop switches only there.\n\n"
        "| the write | do |\n"
        "|---|---|\n"
        "| `T += await f()`, `T = T + await f()` | await into a name first, then `T += "
        "name` |\n"
        "| depends on what was read | hold an `asyncio.Lock` (js: a mutex) around both |\n"
        "| in threads | `threading.Lock`, or a queue |\n\n"
        "Python evaluates the target of `+=` first; `d[k] = await f() + d[k]` reads after "
        "the "
        "`await`, and loses nothing.",
    .exclusions =
        "- Local names, and objects of one request (`ctx`, `req`, `response` …).\n"
        "- Constructors, and code under a lock, mutex, semaphore or condition.\n"
        "- Values that read the target only after the `await`.",
    .fixes = "Safe for `T += await f()` as a statement: the await is moved in front, so "
             "that the "
             "read follows it. Unsafe where more is evaluated before the await.",
    .severity = SEVERITY_WARNING,
    .examples = {{.language = "python",
                  .bad = "class Cart:\n"
                         "    def __init__(self, price):\n"
                         "        self.total = 0\n"
                         "        self.price = price\n"
                         "\n"
                         "    async def add(self, item):\n"
                         "        self.total += await self.price(item)\n",
                  .good = "class Cart:\n"
                          "    def __init__(self, price):\n"
                          "        self.total = 0\n"
                          "        self.price = price\n"
                          "\n"
                          "    async def add(self, item):\n"
                          "        price = await self.price(item)\n"
                          "        self.total += price\n"},
                 {.language = "javascript",
                  .bad = "let total = 0;\n"
                         "async function add(url) {\n"
                         "  total += (await fetch(url)).status;\n"
                         "}\n",
                  .good = "let total = 0;\n"
                          "async function add(url) {\n"
                          "  const response = await fetch(url);\n"
                          "  total += response.status;\n"
                          "}\n"}},
    .foreign = {{"eslint", "require-atomic-updates"}, {"oxlint", "require-atomic-updates"}},
    .on_write = check_write,
};
