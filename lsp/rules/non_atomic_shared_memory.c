/* non-atomic-shared-memory: memory that threads share is read and written without Atomics. */
#include "asynclint/rule.h"

/* The function of Atomics that does what the operator does, or NULL. */
static const char *atomic_of(const char *op)
{
    static const char *const OPS[][2] = {{"+=", "add"}, {"-=", "sub"}, {"|=", "or"},
                                         {"&=", "and"}, {"^=", "xor"}, {"++", "add"},
                                         {"--", "sub"}, {"+", "add"},  {"-", "sub"},
                                         {"|", "or"},   {"&", "and"},  {"^", "xor"}};
    for (size_t i = 0; i < COUNT(OPS); i++)
        if (same(op, OPS[i][0]))
            return OPS[i][1];
    return NULL;
}

/* What the write does to the element: an operator, and what is added or taken. */
typedef struct Change {
    const char *op; /* "+=", "++", "+" … */
    Ref operand;    /* 0 for ++ and -- */
} Change;

/* The write reads the element that it writes: v[i]++, v[i] += n, v[i] = v[i] + n. */
static bool read_change(const Pass *p, const Write *write, Change *change)
{
    const Syntax *s = p->syntax;
    NodeKind kind = kind_of(s, write->node);
    *change = (Change){s->nodes[write->node].name, write->value};
    if (kind == N_UPDATE || kind == N_AUGMENTED)
        return true;
    Ref value = uncast(s, write->value);
    for (Ref r = value; kind == N_ASSIGN && value && r < s->nodes[value].last; r++) {
        if (kind_of(s, r) != N_INDEX || !same_place(p->facts, r, write->target))
            continue;
        Ref parent = s->nodes[r].parent;
        bool left = s->nodes[r].role == R_LEFT;
        bool simple = parent == value && kind_of(s, value) == N_BINARY && left;
        *change = simple ? (Change){s->nodes[value].name, child_with(s, value, R_RIGHT)}
                         : (Change){0};
        return true;
    }
    return false;
}

static const char *subscript(const Pass *p, Ref index)
{
    return source(p, child_with(p->syntax, index, R_SUBSCRIPT));
}

static const char *view_name(const Pass *p, Ref index)
{
    return source(p, child_with(p->syntax, index, R_OBJECT));
}

/* A whole number: Atomics cuts off fractions before it adds, `+=` afterwards. */
static bool is_whole(const Syntax *s, Ref operand)
{
    const char *text = operand ? s->nodes[operand].name : "1";
    return !operand || (kind_of(s, operand) == N_NUMBER && text && !strpbrk(text, ".e"));
}

static void offer_atomic(Pass *p, Finding *finding, const Write *write,
                         const Change *change, const SharedView *view)
{
    const Syntax *s = p->syntax;
    const char *name = change->op ? atomic_of(change->op) : NULL;
    if (!name)
        return;
    Use use = use_of(p->facts, write->node);
    bool prefix =
        kind_of(s, write->node) != N_UPDATE || has_flag(s, write->node, NF_PREFIX);
    bool safe = use == USE_DROPPED && is_whole(s, change->operand);
    Fix *fix = offer(p, finding, safe ? SAFE : UNSAFE, "Use `Atomics.%s`", name);
    if (use != USE_DROPPED && prefix) {
        fix_disable(fix, "`Atomics` gives the value from before");
        return;
    }
    if (has_comment(p, write->node) || kind_of(s, change->operand) == N_SEQUENCE) {
        fix_disable(fix, "a comment, or a list of expressions, stands in it");
        return;
    }
    fix_replace(p, fix, span_of(s, write->node), "Atomics.%s(%s, %s, %s)", name,
                view_name(p, write->target), subscript(p, write->target),
                change->operand ? source(p, change->operand)
                : view->is_big  ? "1n"
                                : "1");
}

static void report_change(Pass *p, const Write *write, const Change *change,
                          const SharedView *view)
{
    const char *name = change->op ? atomic_of(change->op) : NULL;
    const char *what = source(p, write->target);
    if (!view->has_atomics)
        report(
            p, write->node,
            "`%s` is read and then written: what another thread writes to it in between "
            "is lost, and `Atomics` knows no `%s`; send messages, or let one thread write",
            what, view->type);
    else
        offer_atomic(
            p,
            report(p, write->node,
                   "`%s` is read and then written: what another thread writes to it "
                   "in between is lost; use `Atomics.%s`",
                   what, name ? name : "compareExchange` in a loop, not `="),
            write, change, view);
}

static void check_write(Pass *p, const Write *write)
{
    const Syntax *s = p->syntax;
    SharedView view;
    Change change;
    if (kind_of(s, write->target) != N_INDEX ||
        locked_together(p->facts, write->node, write->node) ||
        !shared_view(p->facts, child_with(s, write->target, R_OBJECT), &view))
        return;
    if (read_change(p, write, &change)) {
        report_change(p, write, &change, &view);
        return;
    }
    if (!view.has_atomics || !write->value || uses_atomics(p->facts, write->at.fn))
        return;
    Finding *finding =
        report(p, write->node,
               "`%s` is written without `Atomics`: nothing says when, or in which order, "
               "other threads see it; use `Atomics.store`",
               source(p, write->target));
    finding->severity = SEVERITY_HINT;
    if (use_of(p->facts, write->node) != USE_DROPPED || has_comment(p, write->node))
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Use `Atomics.store`");
    fix_replace(p, fix, span_of(s, write->node), "Atomics.store(%s, %s, %s)",
                view_name(p, write->target), subscript(p, write->target),
                source(p, write->value));
}

/* The element of a shared view that the test reads plainly, or 0. */
static Ref plain_read(const Pass *p, Ref test, SharedView *view)
{
    const Syntax *s = p->syntax;
    for (Ref r = test; r < s->nodes[test].last; r++)
        if (kind_of(s, r) == N_INDEX &&
            shared_view(p->facts, child_with(s, r, R_OBJECT), view) && view->has_atomics)
            return r;
    return 0;
}

/* The loop does nothing that could make another thread, or the value, go on. */
static bool only_spins(const Syntax *s, const Loop *loop)
{
    for (Ref r = loop->body; r < s->nodes[loop->body].last; r++) {
        NodeKind kind = kind_of(s, r);
        if (kind == N_CALL || kind == N_AWAIT || kind == N_RETURN || kind == N_BREAK ||
            kind == N_INDEX)
            return false;
    }
    return true;
}

/* while (flags[0] === 0) {} */
static void check_loop(Pass *p, const Loop *loop)
{
    const Syntax *s = p->syntax;
    SharedView view;
    Ref test = child_with(s, loop->node, R_TEST);
    if (!test || !only_spins(s, loop))
        return;
    Ref read = plain_read(p, test, &view);
    if (!read)
        return;
    Finding *finding = report(
        p, read,
        "this loop waits for `%s` by plain reads: the engine may read it once and go "
        "round for ever; read it by `Atomics.load`, or sleep by `Atomics.wait` until "
        "the other thread calls `Atomics.notify`",
        source(p, read));
    Fix *fix = offer(p, finding, UNSAFE, "Use `Atomics.load`");
    fix_replace(p, fix, span_of(s, read), "Atomics.load(%s, %s)", view_name(p, read),
                subscript(p, read));
}

const Rule rule_non_atomic_shared_memory = {
    .id = "non-atomic-shared-memory",
    .title = "Memory that threads share, read and written without Atomics",
    .why = "A `SharedArrayBuffer` is the same memory in all threads that have it. "
           "`counts[0]++` "
           "reads the element, adds one and writes it; when two threads do so at the same "
           "time, "
           "one addition is lost. A loop that waits for a plain element to change need not "
           "end: "
           "the engine may read it once. And without `Atomics` nothing says in which order "
           "another "
           "thread sees what this one writes.\n\n"
           "| the code | write |\n"
           "|---|---|\n"
           "| `v[i]++`, `v[i] += n` | `Atomics.add(v, i, n)`; `sub`, `or`, `and`, `xor` "
           "alike |\n"
           "| other changes of `v[i]` | a loop with `Atomics.compareExchange` |\n"
           "| `v[i] = x`, as a flag | the data first, then `Atomics.store(v, i, x)` and "
           "`Atomics.notify(v, i)` |\n"
           "| `while (v[i] === x) {}` | `Atomics.wait(v, i, x)` in a worker, "
           "`Atomics.waitAsync` "
           "elsewhere |\n"
           "| floating-point numbers | messages, or one thread that writes |",
    .exclusions = "- Views over a buffer that this file gives to no worker, and what is "
                  "written before "
                  "it is given.\n"
                  "- Buffers from elsewhere, unless they are called shared "
                  "(`sharedBuffer`, `sab`) or "
                  "the view is used by `Atomics` in the file.\n"
                  "- Plain writes in functions that call `Atomics`: they follow a "
                  "protocol. Other plain "
                  "writes are hints; plain reads outside of waiting loops are left alone.\n"
                  "- Code under a lock or mutex.",
    .fixes =
        "Safe: `Atomics.add` and its kin for whole numbers where the result is not used. "
        "Unsafe: for other operands, `Atomics.store`, `Atomics.load`.",
    .severity = SEVERITY_WARNING,
    .js = {STARTS_VIEWS},
    .examples = {{.language = "javascript",
                  .bad =
                      "import { Worker } from 'node:worker_threads';\n"
                      "\n"
                      "const memory = new SharedArrayBuffer(4);\n"
                      "const counts = new Int32Array(memory);\n"
                      "const worker = new Worker('./count.js', { workerData: memory });\n"
                      "worker.on('error', console.error);\n"
                      "export function count() {\n"
                      "  counts[0]++;\n"
                      "}\n",
                  .good =
                      "import { Worker } from 'node:worker_threads';\n"
                      "\n"
                      "const memory = new SharedArrayBuffer(4);\n"
                      "const counts = new Int32Array(memory);\n"
                      "const worker = new Worker('./count.js', { workerData: memory });\n"
                      "worker.on('error', console.error);\n"
                      "export function count() {\n"
                      "  Atomics.add(counts, 0, 1);\n"
                      "}\n"}},
    .on_write = check_write,
    .on_loop = check_loop,
};
