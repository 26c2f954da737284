/* facts_dump.c - prints facts for people: what `asynclint facts FILE` shows. */
#include "check/facts_dump.h"

#include "asynclint/dependence.h"
#include "asynclint/known.h"
#include "asynclint/locks.h"
#include "asynclint/resolve.h"
#include "asynclint/threads.h"

static const char *const USES[] = {"dropped", "awaited",  "stored",  "returned",
                                   "passed",  "element",  "tested",  "operand",
                                   "object",  "iterated", "context", "other"};
static const char *const VALUES[] = {"unknown", "plain",    "coroutine",    "task",
                                     "promise", "promises", "lazy thenable"};

static const char *known_category_name(int category)
{
    static const char *const NAMES[] = {"NONE",
#define X(name) #name,
                                        KNOWN_CATEGORIES(X)
#undef X
    };
    return NAMES[category];
}

/* Line and column of a byte, both 1-based; columns in bytes. */
static void print_place(const Syntax *s, Ref node, Buffer *out)
{
    uint32_t line = 1, start = 0, at = s->nodes[node].start;
    for (uint32_t i = 0; i < at; i++)
        if (s->text.ptr[i] == '\n') {
            line++;
            start = i + 1;
        }
    buffer_printf(out, "%u:%u", line, at - start + 1);
}

static void print_head(const Facts *facts, const char *what, Ref node, Buffer *out)
{
    print_place(facts->syntax, node, out);
    buffer_printf(out, " %s", what);
}

static void print_at(const Place *at, Buffer *out)
{
    if (at->fn->outer)
        buffer_printf(out, " in %s", at->fn->name ? at->fn->name : "(anonymous)");
    buffer_printf(out, "%s%s%s\n", at->loop ? " in-loop" : "",
                  at->class_body ? " class-body" : "", at->lazy ? " lazy" : "");
}

static void print_function(const Facts *facts, const Function *fn, Buffer *out)
{
    print_head(facts, "function", fn->node, out);
    buffer_printf(out, " %s%s%s%s%s%s%s%s\n", fn->name ? fn->name : "(anonymous)",
                  fn->is_async ? " async" : "", fn->is_generator ? " generator" : "",
                  fn->is_lambda ? " lambda" : "", fn->is_static ? " static" : "",
                  fn->is_accessor ? " accessor" : "", fn->is_decorated ? " decorated" : "",
                  fn->cls ? " method" : "");
}

static void print_class(const Facts *facts, const Class *cls, Buffer *out)
{
    print_head(facts, "class", cls->node, out);
    buffer_printf(out, " %s methods=%u attributes=", cls->name ? cls->name : "(anonymous)",
                  cls->methods.len);
    for (uint32_t i = 0; i < cls->attributes.len; i++)
        buffer_printf(out, "%s%s", i ? "," : "", cls->attributes.items[i].name);
    buffer_puts(out, "\n");
}

static void print_call(const Facts *facts, const Call *call, Buffer *out)
{
    print_head(facts, "call", call->node, out);
    buffer_printf(out, " %s %s", call->target ? call->target : "?", USES[call->use]);
    if (call->known)
        buffer_printf(out, " known=%s", known_category_name(call->known->category));
    if (call->local)
        buffer_printf(out, " local=%s",
                      call->local->name ? call->local->name : "(anonymous)");
    ValueKind value = value_kind(facts, call->node);
    if (value != VALUE_UNKNOWN && value != VALUE_PLAIN)
        buffer_printf(out, " value=%s", VALUES[value]);
    print_at(&call->at, out);
}

static void print_loop(const Facts *facts, const Loop *loop, Buffer *out)
{
    print_head(facts, "loop", loop->node, out);
    buffer_printf(out, " %s awaits=%u", node_kind_name(loop->kind), loop->awaits.len);
    if (loop->awaits.len) {
        Verdict v = loop_verdict(facts, loop);
        buffer_printf(out, " %s: %s", v.independent ? "independent" : "sequential",
                      v.reason ? v.reason : "");
    }
    buffer_puts(out, "\n");
}

static void print_write(const Facts *facts, const Write *write, Buffer *out)
{
    Str text = text_of(facts->syntax, write->target);
    print_head(facts, "write", write->target, out);
    buffer_printf(out, " %.*s", (int)text.len, text.ptr);
    print_at(&write->at, out);
}

static void print_region(const Facts *facts, const LockRegion *region, Buffer *out)
{
    Str text = text_of(facts->syntax, region->lock);
    print_head(facts, "lock", region->opener, out);
    buffer_printf(out, " %.*s %s", (int)text.len, text.ptr,
                  region->type ? region->type->name : "by name");
    if (region->fn->name)
        buffer_printf(out, " in %s", region->fn->name);
    buffer_puts(out, "\n");
}

static void print_handoff(const Facts *facts, const Handoff *handoff, Buffer *out)
{
    static const char *const WHERE[] = {"somewhere", "thread", "process"};
    const Function *fn = handoff->fn;
    const char *name = !fn ? "?" : fn->name ? fn->name : "(anonymous)";
    Ref node = handoff->call ? handoff->call->node : fn ? fn->node : 0;
    print_head(facts, "handoff", node, out);
    buffer_printf(out, " %s to a %s%s%s%s\n", name, WHERE[handoff->where],
                  handoff->many ? " many" : "", handoff->own_object ? " own-object" : "",
                  handoff->prepares ? " prepares" : "");
}

void facts_print(const Facts *facts, Buffer *out)
{
    static const char *const FLAGS[] = {"asyncio",  "trio",   "anyio",
                                        "test",     "script", "esm",
                                        "commonjs", "worker", "notebook"};
    buffer_printf(out, "file %s", language_name(facts->language));
    for (size_t i = 0; i < COUNT(FLAGS); i++)
        if (facts->flags & (1u << i))
            buffer_printf(out, " %s", FLAGS[i]);
    buffer_puts(out, "\n");
    for (uint32_t i = 1; i < facts->functions.len; i++)
        print_function(facts, facts->functions.items[i], out);
    for (uint32_t i = 0; i < facts->classes.len; i++)
        print_class(facts, facts->classes.items[i], out);
    for (uint32_t i = 0; i < facts->loops.len; i++)
        print_loop(facts, facts->loops.items[i], out);
    for (uint32_t i = 0; i < facts->calls.len; i++)
        print_call(facts, facts->calls.items[i], out);
    for (uint32_t i = 0; i < handoffs(facts)->len; i++)
        print_handoff(facts, handoffs(facts)->items[i], out);
    for (uint32_t i = 0; i < facts->awaits.len; i++) {
        print_head(facts, "await", facts->awaits.items[i]->node, out);
        print_at(&facts->awaits.items[i]->at, out);
    }
    for (uint32_t i = 0; i < facts->lock_regions.len; i++)
        print_region(facts, facts->lock_regions.items[i], out);
    for (uint32_t i = 0; i < facts->writes.len; i++)
        print_write(facts, facts->writes.items[i], out);
    for (uint32_t i = 0; i < facts->discards.len; i++) {
        print_head(facts, "discard", facts->discards.items[i]->statement, out);
        buffer_printf(out, " value=%s",
                      VALUES[value_kind(facts, facts->discards.items[i]->value)]);
        print_at(&facts->discards.items[i]->at, out);
    }
}
