/*
 * publish-before-ready: an object that others can use before it is set up: by a thread, a
 * task or a callback that its own set-up starts, or because it is shown before an await.
 */
#include "asynclint/rule.h"

/* --- what is set too late --- */

/* Writes of one method that come after the object was given away. */
typedef struct Late {
    const Write *first; /* the one that is told */
    const Write *last;  /* behind which it is right to give it away */
    const char *name;   /* of the first's attribute */
    Ref read;           /* where it is used before that */
    Presence before;    /* what it is until then */
} Late;

/* The write surely comes once the node has run: it stands in a block around that. */
static bool surely_follows(const Syntax *s, Ref node, Ref write)
{
    Ref statement = statement_of(s, write);
    return is_within(s, node, s->nodes[statement].parent);
}

/* `self.x = None`: not what the reader looks for. */
static bool sets_something(const Pass *p, const Write *write)
{
    const char *name = write->value ? p->syntax->nodes[write->value].name : NULL;
    return write->value && !same(name, "None") && !same(name, "null") &&
           !same(name, "undefined");
}

static bool is_late(const Pass *p, Ref node, const Function *method, const Write *write)
{
    const Syntax *s = p->syntax;
    return write->at.fn == method && kind_of(s, write->node) == N_ASSIGN &&
           kind_of(s, write->target) == N_MEMBER &&
           is_own_object(p->facts, child_with(s, write->target, R_OBJECT)) &&
           sets_something(p, write) && surely_follows(s, node, write->node) &&
           runs_before(p->facts, node, write->node) &&
           !locked_together(p->facts, node, write->node) &&
           !joins_between(p->facts, method, node, write->node);
}

static void add_late(Late *late, const Write *write, Ref read, Presence before)
{
    late->last = write;
    if (late->first)
        return;
    late->first = write;
    late->read = read;
    late->before = before;
}

static void relate_late(Pass *p, Finding *finding, const Late *late)
{
    relate(p, finding, late->first->node, "here `%s` is set",
           source(p, late->first->target));
    relate(p, finding, late->read, "here it is used, maybe before that");
}

/* --- threads, tasks, callbacks --- */

/* The write comes too late for what was given the object there; where that uses it, or 0. */
static Ref read_too_early(const Pass *p, const Giving *giving, const Function *method,
                          const Write *write, Presence *before)
{
    const Facts *facts = p->facts;
    const char *name = p->syntax->nodes[write->target].name;
    if (kind_of(p->syntax, write->target) != N_MEMBER ||
        !early_read(facts, giving->fn, name, PRESENCE_ABSENT) ||
        !is_late(p, giving->node, method, write))
        return 0;
    if (giving->to != GIVEN_THREAD && !first_wait_between(facts, giving->node, write->node))
        return 0;
    *before = attribute_at(facts, method, name, giving->node);
    return *before == PRESENCE_THERE ? 0 : early_read(facts, giving->fn, name, *before);
}

static Late late_for(const Pass *p, const Giving *giving, const Function *method)
{
    const Facts *facts = p->facts;
    Late late = {0};
    Ref end = p->syntax->nodes[method->node].last;
    uint32_t i = writes_from(facts, method->node);
    for (; i < facts->writes.len && facts->writes.items[i]->node < end; i++) {
        const Write *write = facts->writes.items[i];
        Presence before = PRESENCE_THERE;
        Ref read = read_too_early(p, giving, method, write, &before);
        if (read)
            add_late(&late, write, read, before);
    }
    return late;
}

static const char *state_of(const Pass *p, const Late *late)
{
    if (language_is_js(p->facts->language))
        return "it is still undefined or null";
    return late->before == PRESENCE_EMPTY ? "it is still `None`" : "it is not there yet";
}

static void report_giving(Pass *p, const Giving *giving, const Function *method,
                          const Late *late)
{
    static const char *const WHO[] = {
        [GIVEN_THREAD] = "the thread that this starts may run",
        [GIVEN_TASK] = "the task that this starts runs at the next `await`",
        [GIVEN_CALLBACK] = "this may be called during the next `await`"};
    const char *target = source(p, late->first->target);
    Finding *finding =
        report(p, child_with(p->syntax, giving->node, R_CALLEE),
               "%s before `%s` is set, and uses it when %s; do this last in `%s`",
               WHO[giving->to], target, state_of(p, late), method->name);
    relate_late(p, finding, late);
    offer_start_last(p, finding, giving->node, late->last->node);
}

static void check_call(Pass *p, const Call *call)
{
    Giving giving = {0};
    if (!giving_of(p->facts, call, &giving))
        return;
    Late late = late_for(p, &giving, call->at.fn);
    if (late.first)
        report_giving(p, &giving, call->at.fn, &late);
}

/* --- collections that threads look into --- */

static void check_collection(Pass *p, Ref node, const Function *method)
{
    const Facts *facts = p->facts;
    const Symbol *collection = method->cls ? collection_given(facts, node) : NULL;
    Late late = {0};
    Ref end = p->syntax->nodes[method->node].last;
    uint32_t i = collection ? writes_from(facts, method->node) : facts->writes.len;
    for (; i < facts->writes.len && facts->writes.items[i]->node < end; i++) {
        const Write *write = facts->writes.items[i];
        if (!is_late(p, node, method, write))
            continue;
        const char *name = p->syntax->nodes[write->target].name;
        Presence before = attribute_at(facts, method, name, node);
        Ref read = before == PRESENCE_ABSENT
                       ? read_by_thread(facts, method->cls, collection, name)
                       : 0;
        if (read)
            add_late(&late, write, read, before);
    }
    if (!late.first)
        return;
    Finding *finding =
        report(p, node,
               "another thread may find this object in `%s` before `%s` is set; put it "
               "there last",
               collection->name, source(p, late.first->target));
    relate_late(p, finding, &late);
    if (kind_of(p->syntax, node) == N_CALL)
        offer_start_last(p, finding, node, late.last->node);
}

/* --- one object for all --- */

/* The function gives the object to those who call it. */
static bool returns_it(const Pass *p, const Unready *unready)
{
    const Syntax *s = p->syntax;
    const Function *fn = unready->fn;
    for (Ref r = fn->node; r < s->nodes[fn->node].last; r++) {
        Ref value = kind_of(s, r) == N_RETURN ? child_with(s, r, R_VALUE) : 0;
        if (value && same_place(p->facts, uncast(s, value), unready->target))
            return true;
    }
    return false;
}

static void report_unready(Pass *p, const Unready *unready)
{
    const char *name =
        source(p, unready->key && unready->made ? unready->made : unready->target);
    const char *what = source(p, unready->setup->callee);
    bool js = language_is_js(p->facts->language);
    const char *advice = unready->getter || unready->locked ? "assign it when that is done"
                         : js ? "keep the promise of the whole set-up instead"
                              : "hold a lock around the test and the set-up";
    Finding *finding = report(p, unready->node,
                              "whoever comes while `%s` is awaited finds `%s` there, and "
                              "uses it before it is ready; %s",
                              what, name, advice);
    if (unready->getter)
        finding->severity = SEVERITY_INFORMATION;
    else if (is_lifecycle_name(unready->fn->name) && !returns_it(p, unready))
        finding->severity = SEVERITY_HINT;
    relate(p, finding, unready->wait->node, "here others may run");
    relate(p, finding, unready->reader, "here they see it");
    if (unready->getter || unready->locked)
        offer_publish_last(p, finding, unready);
    else
        offer_lock(p, finding, unready->reader, unready->wait->node, unready->target);
}

static void check_write(Pass *p, const Write *write)
{
    Unready unready = {0};
    if (unready_at(p->facts, write, &unready))
        report_unready(p, &unready);
    if (kind_of(p->syntax, write->node) == N_ASSIGN)
        check_collection(p, write->node, write->at.fn);
}

static void check_call_of_any_kind(Pass *p, const Call *call)
{
    Unready unready = {0};
    if (unready_in(p->facts, call, &unready))
        report_unready(p, &unready);
    check_call(p, call);
    check_collection(p, call->node, call->at.fn);
}

const Rule rule_publish_before_ready = {
    .id = "publish-before-ready",
    .title = "An object that others see before it is ready",
    .why =
        "A thread that `__init__` starts does not wait for the rest of `__init__`: it may "
        "ask for `self.queue` before the next line has set it, since `start()` waits until "
        "the thread has begun. With a little work before it asks, it fails only now and "
        "then. On the event loop the same happens at an `await`: whoever comes then finds "
        "the half-made object, "
        "because "
        "it is already where everybody looks for it, and takes it for a finished one.\n\n"
        "| what is shown | do |\n"
        "|---|---|\n"
        "| `self`, to a thread that `__init__` starts | start it last; or in a `start()` "
        "of its own |\n"
        "| `self`, to a task or a callback | set all that it uses before the first "
        "`await` |\n"
        "| `self`, in a registry that threads read | register it last |\n"
        "| a shared client that is connected by `await` | connect it under a local name, "
        "then assign |\n"
        "| … and made by whoever comes first | one lock around the test, the set-up and "
        "the assignment; in JavaScript, keep the promise of it all |",
    .exclusions =
        "- What does not use the attribute at once: it waits first (for an event, a queue, "
        "a "
        "lock, a connection), or uses it on some ways only.\n"
        "- Attributes that have a value before, in the class, in `__init__` or by a "
        "parameter; classes with bases that the file does not show.\n"
        "- Tasks and callbacks without an `await` in between: nothing else runs there.\n"
        "- Emitters that are begun later, or are the object's own; events that end "
        "things.\n"
        "- Shared objects that nobody asks for by a test or a getter; clients that queue "
        "what "
        "comes before they are connected (redis, MongoDB, pg, Prisma).\n"
        "- A getter in another function: information only, since a program mostly starts "
        "before it serves.",
    .fixes =
        "Safe: the start of a thread or task moves behind assignments that nothing else "
        "sees. Unsafe: it moves behind more than that; a shared object is kept in a local "
        "name until it is ready; a lock is held around test and set-up (Python).",
    .severity = SEVERITY_WARNING,
    .python = {STARTS_ASYNC, {KNOWN_OFFLOAD}},
    .js = {STARTS_ASYNC},
    .examples = {{.language = "python",
                  .bad = "import queue\n"
                         "import threading\n"
                         "\n"
                         "class Worker:\n"
                         "    def __init__(self):\n"
                         "        threading.Thread(target=self.run).start()\n"
                         "        self.queue = queue.Queue()\n"
                         "\n"
                         "    def run(self):\n"
                         "        while True:\n"
                         "            self.queue.get()()\n",
                  .good = "import queue\n"
                          "import threading\n"
                          "\n"
                          "class Worker:\n"
                          "    def __init__(self):\n"
                          "        self.queue = queue.Queue()\n"
                          "        threading.Thread(target=self.run).start()\n"
                          "\n"
                          "    def run(self):\n"
                          "        while True:\n"
                          "            self.queue.get()()\n"},
                 {.language = "javascript",
                  .bad = "import { Client } from './client.js';\n"
                         "\n"
                         "let client = null;\n"
                         "\n"
                         "export async function getClient() {\n"
                         "  if (client === null) {\n"
                         "    client = new Client();\n"
                         "    await client.connect();\n"
                         "  }\n"
                         "  return client;\n"
                         "}\n",
                  .good = "import { Client } from './client.js';\n"
                          "\n"
                          "let ready = null;\n"
                          "\n"
                          "export function getClient() {\n"
                          "  ready ?\?= connected();\n"
                          "  return ready;\n"
                          "}\n"
                          "\n"
                          "async function connected() {\n"
                          "  const client = new Client();\n"
                          "  await client.connect();\n"
                          "  return client;\n"
                          "}\n"}},
    .on_call = check_call_of_any_kind,
    .on_write = check_write,
};
