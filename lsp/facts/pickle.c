/*
 * pickle.c - what cannot be pickled, and so not be sent to another process.
 *
 * As Python's own pickle and the reducers of multiprocessing do it: sockets and pipes are
 * sent, locks and files are not. An object is as rigid as its attributes.
 */
#include "asynclint/blocks.h"
#include "asynclint/threads.h"

#include "facts/build.h"

#define LOCK_SENT "use a lock of a `Manager`"
#define LOCK_GIVEN "use the one of `multiprocessing`"
#define IN_WORKER "make one in the worker"

static const Rigid RIGID[] = {
    {"threading.Lock", "a lock of threads", LOCK_SENT, LOCK_GIVEN, true},
    {"threading.RLock", "a lock of threads", LOCK_SENT, LOCK_GIVEN, true},
    {"threading.Condition", "a condition of threads", LOCK_SENT, LOCK_GIVEN, true},
    {"threading.Semaphore", "a semaphore of threads", LOCK_SENT, LOCK_GIVEN, true},
    {"threading.BoundedSemaphore", "a semaphore of threads", LOCK_SENT, LOCK_GIVEN, true},
    {"threading.Event", "an event of threads", LOCK_SENT, LOCK_GIVEN, true},
    {"threading.Barrier", "a barrier of threads", LOCK_SENT, LOCK_GIVEN, true},
    {"threading.Thread", "a thread", IN_WORKER, IN_WORKER, true},
    {"threading.local", "local to a thread", IN_WORKER, IN_WORKER, true},
    {"queue.Queue", "a queue of threads", "use a queue of a `Manager`",
     "use `multiprocessing.Queue`", true},
    {"queue.SimpleQueue", "a queue of threads", "use a queue of a `Manager`",
     "use `multiprocessing.SimpleQueue`", true},
    {"io.TextIOWrapper", "an open file", "send its path, and open it in the worker",
     "give its path, and open it in the worker", false},
    {"sqlite3.Connection", "an open connection", "connect in the worker",
     "connect in the worker", true},
    {"subprocess.Popen", "a child process", "send what is needed of it",
     "give what is needed of it", false},
    {"asyncio.AbstractEventLoop", "an event loop", IN_WORKER, IN_WORKER, true},
    {"concurrent.futures.Executor", "an executor", IN_WORKER, IN_WORKER, true},
    {"concurrent.futures.Future", "a future", "send its result", "give its result", true},
    {"ssl.SSLContext", "an SSL context", IN_WORKER, IN_WORKER, false},
    {"contextvars.ContextVar", "a context variable", "send its value", "give its value",
     false},
    {"multiprocessing.queues.Queue", "a queue",
     "give it by `initializer` and `initargs`, or use one of a `Manager`", NULL, false},
    {"multiprocessing.queues.SimpleQueue", "a queue",
     "give it by `initializer` and `initargs`, or use one of a `Manager`", NULL, false},
    {"multiprocessing.synchronize.Lock", "a lock",
     "give it by `initializer` and `initargs`, or use one of a `Manager`", NULL, false},
    {"multiprocessing.synchronize.RLock", "a lock",
     "give it by `initializer` and `initargs`, or use one of a `Manager`", NULL, false},
    {"multiprocessing.synchronize.Event", "an event",
     "give it by `initializer` and `initargs`, or use one of a `Manager`", NULL, false},
    {"multiprocessing.synchronize.Semaphore", "a semaphore",
     "give it by `initializer` and `initargs`, or use one of a `Manager`", NULL, false},
    {"multiprocessing.pool.Pool", "a pool", "send what is needed of it",
     "give what is needed of it", true},
    {"multiprocessing.managers.SyncManager", "a manager", "send what it made",
     "give what it made", false},
};

static const Rigid LAMBDA = {"", "a lambda", "use a function of the module",
                             "use a function of the module", false};
static const Rigid NESTED = {"", "a function inside a function",
                             "make it a function of the module",
                             "make it a function of the module", false};
static const Rigid GENERATOR = {"", "a generator", "make a list of it", "make a list of it",
                                false};

static const Rigid *rigid_class(const Facts *facts, const char *class)
{
    for (size_t i = 0; class && i < COUNT(RIGID); i++)
        if (known_is_a(facts->language, class, RIGID[i].class))
            return &RIGID[i];
    return NULL;
}

/* The class says itself how it is pickled. */
static bool pickles_itself(const Class *cls)
{
    static const char *const METHODS[] = {"__getstate__", "__reduce__", "__reduce_ex__",
                                          "__getnewargs__", "__getnewargs_ex__"};
    for (uint32_t i = 0; i < cls->methods.len; i++)
        for (size_t m = 0; m < COUNT(METHODS); m++)
            if (same(cls->methods.items[i]->name, METHODS[m]))
                return true;
    return false;
}

/* `Manager().Queue()` is a proxy, made to be sent: its type is that of what it stands for. */
static bool is_proxy(const Facts *facts, Ref expr)
{
    const Call *call = origin_call(facts, expr);
    return call && call->target && starts_with(call->target, "multiprocessing.managers.");
}

/* An attribute of the objects themselves that cannot be pickled. */
static const Rigid *rigid_attribute(const Facts *facts, const Class *cls, Ref *part)
{
    for (uint32_t i = 0; i < cls->attributes.len && !pickles_itself(cls); i++) {
        const struct AttributeDef *def = &cls->attributes.items[i];
        if (def->in_body || !def->value || is_proxy(facts, def->value))
            continue;
        const Rigid *rigid = rigid_class(facts, instance_type(facts, def->value));
        if (!rigid && kind_of(facts->syntax, def->value) == N_FUNCTION)
            rigid = &LAMBDA;
        if (rigid) {
            *part = def->value;
            return rigid;
        }
    }
    return NULL;
}

/* A class method takes its class along, which is pickled by its name. */
static bool is_class_method(const Facts *facts, const Function *fn)
{
    const Syntax *s = facts->syntax;
    Ref d = child_with(s, fn->node, R_DECORATOR);
    for (; d; d = next_with(s, d, R_DECORATOR))
        if (same(last_name(facts, child_with(s, d, R_VALUE)), "classmethod"))
            return true;
    return fn->is_static;
}

static const Rigid *rigid_function(const Facts *facts, const Function *fn, Ref expr,
                                   Ref *part)
{
    if (fn->is_lambda)
        return &LAMBDA;
    if (!fn->cls)
        return fn->outer != facts->module ? &NESTED : NULL;
    Ref object = child_with(facts->syntax, expr, R_OBJECT);
    const Class *cls = is_class_method(facts, fn) ? NULL : instance_class(facts, object);
    return cls ? rigid_attribute(facts, cls, part) : NULL;
}

/* What the name was given, when that is sure. */
static Ref value_of(const Facts *facts, Ref expr)
{
    const Def *def = single_def(symbol_of(facts, expr));
    bool given = def && def->kind == DEF_ASSIGN && !def->destructured && def->value;
    return given ? def->value : expr;
}

const Rigid *rigid_value(const Facts *facts, Ref expr, Ref *part)
{
    const Syntax *s = facts->syntax;
    *part = 0;
    if (is_proxy(facts, expr))
        return NULL;
    const Rigid *rigid = rigid_class(facts, instance_type(facts, expr));
    if (rigid)
        return rigid;
    const Function *fn = called_function(facts, expr);
    if (fn)
        return rigid_function(facts, fn, expr, part);
    Ref value = value_of(facts, expr);
    if (kind_of(s, value) == N_COMPREHENSION)
        return same(s->nodes[value].name, "generator") ? &GENERATOR : NULL;
    if (kind_of(s, value) == N_CALL) {
        fn = called_function(facts, child_with(s, value, R_CALLEE));
        if (fn && fn->is_generator && !fn->is_async)
            return &GENERATOR;
    }
    const Class *cls = instance_class(facts, expr);
    return cls ? rigid_attribute(facts, cls, part) : NULL;
}
