/* read-modify-write: shared state is read before an await and written after it. */
#include "asynclint/rule.h"

/* The await is waited for whatever the rest of the value is, and once. */
static bool is_always_awaited(const Syntax *s, Ref await, Ref value)
{
    for (Ref child = await; child != value; child = s->nodes[child].parent) {
        Ref parent = s->nodes[child].parent;
        NodeRole role = (NodeRole)s->nodes[child].role;
        NodeKind kind = kind_of(s, parent);
        if (kind == N_COMPREHENSION || (kind == N_LOGICAL && role == R_RIGHT) ||
            (kind == N_CONDITIONAL && role != R_TEST))
            return false;
    }
    return true;
}

/* Nothing that is evaluated before the await could tell that the await comes first. */
static bool is_hoisted_safely(const Pass *p, const Write *write, Ref await)
{
    const Syntax *s = p->syntax;
    for (Ref r = write->target; r < s->nodes[write->target].last; r++)
        if (kind_of(s, r) == N_CALL || kind_of(s, r) == N_AWAIT)
            return false;
    for (Ref r = write->value; r < s->nodes[write->value].last; r++) {
        if (r == await || same_place(p->facts, r, write->target)) {
            r = s->nodes[r].last - 1;
            continue;
        }
        NodeKind kind = kind_of(s, r);
        if (kind != N_BINARY && kind != N_NUMBER && kind != N_STRING && kind != N_CAST)
            return false;
    }
    return true;
}

/* `const value = await f();` before the statement; the read then comes after the await. */
static void offer_hoist(Pass *p, Finding *finding, const Write *write, Ref await)
{
    const Syntax *s = p->syntax;
    Ref statement = s->nodes[write->node].parent;
    bool js = language_is_js(p->facts->language);
    Fix *fix = offer(p, finding, is_hoisted_safely(p, write, await) ? SAFE : UNSAFE,
                     "Await first, then read and write");
    Ref block = s->nodes[statement].parent;
    bool row = kind_of(s, block) == N_BLOCK || kind_of(s, block) == N_MODULE;
    if (kind_of(s, statement) != N_EXPRESSION || !row) {
        fix_disable(fix, "it is not a statement of its own in a block");
        return;
    }
    if (!is_always_awaited(s, await, write->value)) {
        fix_disable(fix, "it is not always awaited");
        return;
    }
    const char *name = fresh_name(p, write->node, "value");
    fix_line_before(p, fix, statement, js ? "const %s = %s%s" : "%s = %s%s", name,
                    source(p, await), js && uses_semicolons(p) ? ";" : "");
    fix_replace(p, fix, span_of(s, await), "%s", name);
}

/* `T += await f()` reads T first. */
static bool find_old_value(const Pass *p, const Write *write, OldValue *old)
{
    const char *op = p->syntax->nodes[write->node].name;
    if (kind_of(p->syntax, write->node) == N_ASSIGN)
        return writes_old_value(p->facts, write, old);
    if (kind_of(p->syntax, write->node) != N_AUGMENTED || same(op, "||=") ||
        same(op, "?\?=") || same(op, "&&="))
        return false; /* check-then-act */
    const Await *await = await_in(p->facts, write->at.fn, write->value);
    *old = (OldValue){.read = write->target, .flow = FLOW_SURE, .wait = await};
    return await != NULL;
}

/* `while (next < end) { … next = to; }`: each round asks anew how far it is. Whether two of
 * such loops run at once, the file does not tell. */
static bool is_cursor(const Pass *p, const Write *write)
{
    const Syntax *s = p->syntax;
    Ref test = write->at.loop ? child_with(s, write->at.loop->node, R_TEST) : 0;
    for (Ref r = test; test && r < s->nodes[test].last; r++)
        if (same_place(p->facts, r, write->target))
            return true;
    return false;
}

static void check_write(Pass *p, const Write *write)
{
    OldValue old = {0};
    if (!write->value || !is_shared_state(p->facts, write->at.fn, write->target) ||
        !find_old_value(p, write, &old))
        return;
    if (locked_together(p->facts, old.read, write->node))
        return;
    const char *target = source(p, write->target);
    bool whole = is_within(p->syntax, old.wait->node, write->value);
    Finding *finding = report(p, write->node,
                              "`%s` is read before the `await` and written after it: what "
                              "others write to it meanwhile is lost; %s, or hold a lock",
                              target, whole ? "await first" : "read it after the `await`");
    if (old.flow == FLOW_MAYBE || (!whole && is_cursor(p, write)))
        finding->severity = SEVERITY_INFORMATION;
    relate(p, finding, old.read, "`%s` is read here, before the `await`", target);
    relate(p, finding, old.wait->node, "here other tasks may run");
    if (whole)
        offer_hoist(p, finding, write, old.wait->node);
    else
        offer_lock(p, finding, old.read, write->node, write->target);
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
        "What counts is the order in which the language evaluates: `d[k] = await f() + "
        "d[k]` "
        "reads after the `await`, and loses nothing. The old value is followed through "
        "operators, literals, copies and local names: `n = self.n`, an `await`, and then "
        "`self.n = n + 1` is the same mistake.",
    .exclusions =
        "- Local names, objects of one request (`ctx`, `req`, `response` …) and "
        "parameters.\n"
        "- Constructors, functions that surely run once, and code under one hold of a "
        "lock, "
        "mutex, semaphore or condition.\n"
        "- Values that are not made of the old one: flags, results, parts of the object, "
        "what "
        "was only tested.\n"
        "- A target that is read again after the `await`: compared, or taken anew.\n"
        "- Putting back what was there before, and `x = await f(x)`.\n"
        "- `x = x or await f()`: that is `check-then-act`.",
    .fixes =
        "Safe where only the target and constants are evaluated before the await, as in "
        "`T += await f()`: the await is moved in front, so that the read follows it. "
        "Unsafe where more is evaluated before it, and where a lock is held (Python).",
    .severity = SEVERITY_WARNING,
    .python = {STARTS_ASYNC},
    .js = {STARTS_ASYNC},
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
