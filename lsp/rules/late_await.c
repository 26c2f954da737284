/* late-await: a promise is started, and may reject before anybody listens to it. */
#include "asynclint/rule.h"

/* The first read of the symbol behind the node, in source order; 0 when there is none. */
static Ref first_read(const Symbol *symbol, Ref behind)
{
    for (uint32_t i = 0; i < symbol->reads.len; i++)
        if (symbol->reads.items[i] >= behind)
            return symbol->reads.items[i];
    return 0;
}

/* The await between the two, in the same straight line of statements; or NULL. */
static const Await *await_between(const Pass *p, const Function *fn, Ref block, Ref from,
                                  Ref to)
{
    const Syntax *s = p->syntax;
    Ref first = statement_of(s, to);
    for (uint32_t i = 0; i < p->facts->awaits.len; i++) {
        const Await *await = p->facts->awaits.items[i];
        if (await->node < from || await->node >= first || await->at.fn != fn ||
            await->kind != AWAIT_EXPRESSION)
            continue;
        if (s->nodes[statement_of(s, await->node)].parent == block)
            return await;
    }
    return NULL;
}

static void check_write(Pass *p, const Write *write)
{
    const Syntax *s = p->syntax;
    Ref value = uncast(s, write->value);
    const Symbol *symbol = write->symbol;
    if (!has_flag(s, write->node, NF_DECLARES) || !symbol ||
        kind_of(s, write->target) != N_NAME || !single_def(symbol) || symbol->captured ||
        kind_of(s, value) != N_CALL || value_kind(p->facts, value) != VALUE_PROMISE ||
        !write->at.fn->is_async)
        return;
    Ref read = first_read(symbol, s->nodes[write->node].last);
    Ref block = s->nodes[statement_of(s, write->node)].parent;
    if (!read || s->nodes[statement_of(s, read)].parent != block ||
        use_of(p->facts, read) != USE_AWAITED)
        return;
    const Await *between =
        await_between(p, write->at.fn, block, s->nodes[write->node].last, read);
    if (!between)
        return;
    Finding *finding =
        report(p, value,
               "nothing listens to `%s` while the next `await` waits: when it "
               "rejects in that time, the rejection counts as unhandled; use "
               "`Promise.all`, or attach a handler at once",
               symbol->name);
    relate(p, finding, between->node, "this is awaited first");
    relate(p, finding, read, "only here `%s` is listened to", symbol->name);
    Fix *fix = offer(p, finding, UNSAFE, "Attach a handler at once");
    fix_line_after(p, fix, statement_of(s, write->node),
                   "%s.catch(() => {})%s // awaited below", symbol->name,
                   uses_semicolons(p) ? ";" : "");
}

const Rule rule_late_await = {
    .id = "late-await",
    .title = "A started promise that nobody listens to yet",
    .why =
        "`const p = load(); await prepare(); await p;` runs the two at the same time, "
        "which is "
        "good. But while `prepare` is awaited nobody listens to `p`: when it rejects then, "
        "Node "
        "sees an unhandled rejection and ends the process, although `await p` stands just "
        "below; and when `prepare` fails, `p` is never awaited at all.\n\n"
        "`const [, result] = await Promise.all([prepare(), load()])` listens to both from "
        "the "
        "start.",
    .exclusions =
        "- Promises that are handled, passed on, or used in `Promise.all` before the other "
        "`await`.\n"
        "- Reads in another block or function, and names that are rebound.",
    .fixes =
        "Unsafe: an empty handler is attached to the promise at once; the `await` below "
        "still throws its error.",
    .severity = SEVERITY_INFORMATION,
    .js = {STARTS_ASYNC},
    .examples =
        {{.language = "javascript",
          .bad = "async function show(url) {\n"
                 "  const page = fetch(url);\n"
                 "  await fetch('/styles');\n"
                 "  return (await page).text();\n"
                 "}\n",
          .good = "async function show(url) {\n"
                  "  const [page] = await Promise.all([fetch(url), fetch('/styles')]);\n"
                  "  return page.text();\n"
                  "}\n"}},
    .foreign = {{0}},
    .on_write = check_write,
};
