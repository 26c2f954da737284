/* unbounded-queue: a queue that takes what producers put, however far behind consumers are. */
#include "asynclint/rule.h"

typedef struct QueueType {
    const char *name;
    bool infinite; /* its first argument is the size, and asks for none by `math.inf` */
} QueueType;

static const QueueType QUEUES[] = {
    {"asyncio.Queue"},
    {"asyncio.LifoQueue"},
    {"asyncio.PriorityQueue"},
    {"queue.Queue"},
    {"queue.LifoQueue"},
    {"queue.PriorityQueue"},
    {"multiprocessing.queues.Queue"},
    {"multiprocessing.queues.JoinableQueue"},
    {"janus.Queue"},
    {"trio.open_memory_channel", true},
    {"anyio.create_memory_object_stream", true},
};

static const QueueType *queue_type(const Call *call)
{
    for (size_t i = 0; call->target && i < COUNT(QUEUES); i++)
        if (same(call->target, QUEUES[i].name))
            return &QUEUES[i];
    return NULL;
}

/* `math.inf`, `float("inf")` given as the size; 0 for any other. */
static Ref infinite_size(const Pass *p, const Call *call)
{
    Ref size = positional_argument(p->facts, call, 0);
    if (!size)
        size = keyword_argument(p->facts, call, "max_buffer_size");
    if (!size)
        return 0;
    if (same(qualified_name(p->facts, size), "math.inf"))
        return size;
    const Call *made = call_at(p->facts, size);
    Ref text =
        made && same(made->target, "float") ? positional_argument(p->facts, made, 0) : 0;
    return text && kind_of(p->syntax, text) == N_STRING &&
                   ends_with(p->syntax->nodes[text].name, "inf")
               ? size
               : 0;
}

/* The last word of what the new queue is called: `q` of `q = …`, `jobs` of `self.jobs = …`. */
static const char *queue_name(const Pass *p, const Call *call)
{
    const Syntax *s = p->syntax;
    Ref parent = s->nodes[call->node].parent;
    if (kind_of(s, parent) != N_ASSIGN || s->nodes[call->node].role != R_RIGHT)
        return NULL;
    Ref left = child_with(s, parent, R_LEFT);
    if (kind_of(s, left) == N_TUPLE || kind_of(s, left) == N_ARRAY)
        left = first_child(s, left); /* send, receive = open_memory_channel(…) */
    NodeKind kind = kind_of(s, left);
    return kind == N_NAME || kind == N_MEMBER ? last_name(p->facts, left) : NULL;
}

/* The call may start what empties the queue, or waits while that runs. */
static bool starts_work(const Pass *p, const Call *call)
{
    static const char *const STARTS[] = {"start",  "start_soon", "start_nowait",
                                         "submit", "gather",     "create_task"};
    const char *name = last_name(p->facts, call->callee);
    return is_among(name, STARTS, COUNT(STARTS));
}

typedef struct Puts {
    const Call *first;   /* that may go on without end; or NULL */
    const Call *at_once; /* a `put_nowait`, or NULL */
} Puts;

/* What puts into a queue of that name, after workers may have begun to take out. */
static Puts puts_of(const Pass *p, const Call *made, const char *name)
{
    Puts puts = {0};
    bool started = false;
    for (uint32_t i = 0; i < p->facts->calls.len; i++) {
        const Call *call = p->facts->calls.items[i];
        bool here = call->at.fn == made->at.fn;
        started |= here && call->node > made->node && starts_work(p, call);
        const char *member = last_name(p->facts, call->callee);
        bool at_once = same(member, "put_nowait") || same(member, "send_nowait");
        Ref object = receiver_of(p->facts, call);
        if (!object || !same(last_name(p->facts, object), name) ||
            !(at_once || same(member, "put") || same(member, "send")))
            continue;
        if (at_once)
            puts.at_once = call;
        bool outruns = here ? started && call->at.loop : true;
        if (outruns && !puts.first)
            puts.first = call;
    }
    return puts;
}

static void offer_bound(Pass *p, Finding *finding, const Call *call, Ref size, Puts puts)
{
    Fix *fix = offer(p, finding, UNSAFE, "Give it a size of 100");
    if (puts.at_once) {
        fix_disable(fix, "a put that does not wait would raise an error when it is full");
        return;
    }
    const Syntax *s = p->syntax;
    uint32_t end = s->nodes[call->node].end - 1; /* the closing parenthesis */
    if (size)
        fix_replace(p, fix, span_of(s, size), "100");
    else
        fix_insert(p, fix, end, call->has_keywords ? ", maxsize=100" : "maxsize=100");
}

static void check_call(Pass *p, const Call *call)
{
    const QueueType *type = queue_type(call);
    if (!type || p->facts->flags & FILE_TEST || call->has_spread)
        return;
    Ref size = type->infinite ? infinite_size(p, call) : 0;
    bool given = call->arg_count || keyword_argument(p->facts, call, "maxsize");
    if (type->infinite ? !size : given)
        return;
    const char *name = queue_name(p, call);
    Puts puts = name ? puts_of(p, call, name) : (Puts){0};
    if (!puts.first)
        return;
    Finding *finding =
        report(p, call->callee,
               "`%s` has no size: when what puts into it is quicker than what takes out, "
               "it grows until memory is gone; give it one, so that who puts has to wait",
               name);
    relate(p, finding, puts.first->callee, "this puts into `%s`", name);
    offer_bound(p, finding, call, size, puts);
}

const Rule rule_unbounded_queue = {
    .id = "unbounded-queue",
    .title = "A queue without a size",
    .why =
        "A queue stands between work that arrives and work that is done. Without a size it "
        "hides that the second is slower than the first: nothing slows the producer down, "
        "each item waits longer than the one before, and in the end the process is killed "
        "for its memory, with all that is in the queue. With a size, `put` waits until "
        "there is room: that is backpressure, and it reaches the one who sends too "
        "much.\n\n"
        "| producers are | use |\n"
        "|---|---|\n"
        "| coroutines | `asyncio.Queue(maxsize=…)` and `await queue.put(item)` |\n"
        "| threads | `queue.Queue(maxsize=…)` |\n"
        "| processes | `multiprocessing.Queue(maxsize=…)` |\n"
        "| callbacks, which cannot wait | `put_nowait` and a decision of what to drop on "
        "`QueueFull` |\n\n"
        "A good size is small: some multiple of the number of consumers.",
    .exclusions =
        "- A size that is given, whatever it is: `maxsize=0` says that no bound is meant.\n"
        "- Queues that the same function fills before it starts what empties them: their "
        "size is that of the data.\n"
        "- Queues into which nothing in the file puts; `SimpleQueue`, which has no size; "
        "tests.",
    .fixes = "Unsafe: `maxsize=100`, which makes producers wait. None where something puts "
             "without waiting (`put_nowait`): it would raise `QueueFull`.",
    .severity = SEVERITY_INFORMATION,
    .python = {"Queue LifoQueue PriorityQueue JoinableQueue open_memory_channel "
               "create_memory_object_stream"},
    .examples = {{.language = "python",
                  .bad = "import asyncio\n"
                         "\n"
                         "jobs = asyncio.Queue()\n"
                         "\n"
                         "async def receive(stream):\n"
                         "    async for job in stream:\n"
                         "        await jobs.put(job)\n",
                  .good = "import asyncio\n"
                          "\n"
                          "jobs = asyncio.Queue(maxsize=100)\n"
                          "\n"
                          "async def receive(stream):\n"
                          "    async for job in stream:\n"
                          "        await jobs.put(job)\n"}},
    .on_call = check_call,
};
