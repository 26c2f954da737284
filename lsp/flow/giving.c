/*
 * giving.c - the places at which a method lets others at its object: it starts a thread or a
 * task, registers a callback, or puts the object into a collection.
 */
#include "asynclint/blocks.h"
#include "asynclint/locks.h"
#include "asynclint/races.h"
#include "asynclint/ready.h"
#include "flow/dependence.h"

/* A method of the object, given as such or bound; or a function that stands in the method and
 * so sees the object. NULL for others. */
static const Function *function_with_object(const Facts *facts, const Function *method,
                                            Ref given)
{
    const Syntax *s = facts->syntax;
    if (kind_of(s, given) == N_CALL) {
        Ref callee = child_with(s, given, R_CALLEE);
        bool binds = kind_of(s, callee) == N_MEMBER && same(s->nodes[callee].name, "bind");
        given = binds ? child_with(s, callee, R_OBJECT) : 0;
    }
    const Function *fn = given ? called_function(facts, given) : NULL;
    if (kind_of(s, given) == N_FUNCTION)
        fn = function_at(facts, given);
    if (!fn)
        return NULL;
    if (kind_of(s, given) == N_MEMBER)
        return is_own_object(facts, child_with(s, given, R_OBJECT)) &&
                       fn->cls == method->cls
                   ? fn
                   : NULL;
    return is_within(s, fn->node, method->node) ? fn : NULL;
}

/* --- threads --- */

/* `t = Thread(…)` … `t.start()`, in the same function; or 0. */
static Ref start_of(const Facts *facts, const Call *made)
{
    const Syntax *s = facts->syntax;
    Ref parent = s->nodes[made->node].parent;
    if (kind_of(s, parent) == N_MEMBER)
        return same(s->nodes[parent].name, "start") && s->nodes[parent].role == R_CALLEE
                   ? s->nodes[parent].parent
                   : 0;
    Ref left = kind_of(s, parent) == N_ASSIGN ? child_with(s, parent, R_LEFT) : 0;
    uint32_t i = first_call(facts->calls.items, facts->calls.len, made->node);
    for (; left && i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if (call->node >= s->nodes[made->at.fn->node].last)
            return 0;
        Ref object =
            same(last_name(facts, call->callee), "start") ? receiver_of(facts, call) : 0;
        if (object && call->at.fn == made->at.fn && same_expression(facts, object, left))
            return call->node;
    }
    return 0;
}

/* `for t in threads: t.start()`, of threads that a comprehension has made; or 0. */
static Ref start_of_each(const Facts *facts, const Call *made)
{
    const Syntax *s = facts->syntax;
    Ref list = s->nodes[made->node].parent;
    Ref assign = kind_of(s, list) == N_COMPREHENSION ? s->nodes[list].parent : 0;
    Ref left = kind_of(s, assign) == N_ASSIGN ? child_with(s, assign, R_LEFT) : 0;
    uint32_t i = first_call(facts->calls.items, facts->calls.len, made->node);
    for (; left && i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if (call->node >= s->nodes[made->at.fn->node].last)
            return 0;
        Ref one =
            same(last_name(facts, call->callee), "start") ? receiver_of(facts, call) : 0;
        const Loop *loop = one ? call->at.loop : NULL;
        if (loop && loop->kind == N_FOR_EACH && call->at.fn == made->at.fn &&
            same_expression(facts, child_with(s, loop->node, R_RIGHT), left) &&
            same_expression(facts, child_with(s, loop->node, R_LEFT), one))
            return call->node;
    }
    return 0;
}

/* From where on the thread runs what it is handed; 0 when that is not seen, or is awaited. */
static Ref running_from(const Facts *facts, const Handoff *handoff)
{
    static const char *const AT_ONCE[] = {"concurrent.futures.Executor#submit",
                                          "concurrent.futures.Executor#map",
                                          "multiprocessing.pool.Pool#apply_async",
                                          "multiprocessing.pool.Pool#map_async",
                                          "_thread.start_new_thread",
                                          "*#run_in_executor",
                                          "asyncio.AbstractEventLoop#run_in_executor"};
    if (handoff->prepares || !handoff->known)
        return 0;
    if (same(handoff->known->name, "threading.Thread"))
        return kind_of(facts->syntax, facts->syntax->nodes[handoff->call->node].parent) ==
                       N_COMPREHENSION
                   ? start_of_each(facts, handoff->call)
                   : start_of(facts, handoff->call);
    bool now = is_among(handoff->known->name, AT_ONCE, COUNT(AT_ONCE)) &&
               handoff->call->use != USE_AWAITED;
    return now ? handoff->call->node : 0;
}

/* `self.start()` in a class derived from Thread. */
static const Function *own_run(const Facts *facts, const Call *call)
{
    const Function *method = call->at.fn;
    Ref object = receiver_of(facts, call);
    if (!same(last_name(facts, call->callee), "start") || !object || call->local ||
        !is_own_object(facts, object))
        return NULL;
    const HandoffList *list = handoffs(facts);
    for (uint32_t i = 0; i < list->len; i++)
        if (list->items[i]->cls == method->cls && list->items[i]->where == IN_THREAD)
            return list->items[i]->fn;
    return NULL;
}

static bool gives_thread(const Facts *facts, const Call *call, Giving *out)
{
    const Handoff *handoff = handoff_of(facts, call);
    if (!handoff && call->local)
        return false;
    const Function *fn = own_run(facts, call);
    Ref node = call->node;
    if (handoff && handoff->where == IN_THREAD) {
        fn = function_with_object(facts, call->at.fn, handoff->callable);
        node = running_from(facts, handoff);
    }
    *out = (Giving){.node = node, .fn = fn, .to = GIVEN_THREAD};
    return fn && node && !fn->is_async && !fn->is_generator;
}

/* `self._start()`, whose last act is to start a thread. */
static bool gives_by_method(const Facts *facts, const Call *call, Giving *out)
{
    const Syntax *s = facts->syntax;
    const Function *method = call->local;
    Ref object = receiver_of(facts, call);
    if (!method || method->cls != call->at.fn->cls || method == call->at.fn || !object ||
        !is_own_object(facts, object) || method->is_async || method->is_generator ||
        kind_of(s, method->body) != N_BLOCK)
        return false;
    bool gives = false;
    uint32_t i = first_call(facts->calls.items, facts->calls.len, method->node);
    for (;
         i < facts->calls.len && facts->calls.items[i]->node < s->nodes[method->node].last;
         i++) {
        const Call *inner = facts->calls.items[i];
        Giving giving;
        if (inner->at.fn != method)
            continue;
        if (!gives && gives_thread(facts, inner, &giving) &&
            s->nodes[statement_of(s, giving.node)].parent == method->body) {
            *out = (Giving){.node = call->node, .fn = giving.fn, .to = GIVEN_THREAD};
            gives = true;
        } else if (gives && call_waits(facts, inner)) {
            return false;
        }
    }
    return gives;
}

/* --- tasks of Python --- */

static bool gives_task(const Facts *facts, const Call *call, Giving *out)
{
    static const char *const NAMES[] = {"create_task", "ensure_future", "start_soon"};
    const char *name = last_name(facts, call->callee);
    Ref given = positional_argument(facts, call, 0);
    if (!given || !is_among(name, NAMES, COUNT(NAMES)))
        return false;
    const Call *made = call_at(facts, given);
    if (made)
        given = made->callee;
    const Function *fn = function_with_object(facts, call->at.fn, given);
    *out = (Giving){.node = call->node, .fn = fn, .to = GIVEN_TASK};
    return fn && fn->is_async && !fn->is_generator;
}

/* --- callbacks of js --- */

/* Events that come seldom, or at the end. */
static bool is_rare_event(const Syntax *s, Ref event)
{
    static const char *const RARE[] = {"error",        "close",  "end",   "exit",
                                       "disconnect",   "finish", "abort", "unload",
                                       "beforeunload", "warning"};
    const char *name = kind_of(s, event) == N_STRING ? s->nodes[event].name : NULL;
    return is_among(name, RARE, COUNT(RARE));
}

/* The attribute is given its value once, by a parameter. */
static bool keeps_parameter(const Facts *facts, const Class *cls, const char *name)
{
    const struct AttributeDef *only = NULL;
    for (uint32_t i = 0; i < cls->attributes.len; i++) {
        const struct AttributeDef *def = &cls->attributes.items[i];
        if (!same(def->name, name) || def->in_body)
            continue;
        if (only)
            return false;
        only = def;
    }
    const Def *def = only && only->value ? single_def(symbol_of(facts, only->value)) : NULL;
    return def && def->kind == DEF_PARAMETER;
}

/* The emitter comes from outside, so that it may be at work already: a parameter, what a
 * parameter was kept in, an import, a thing of the platform. */
static bool is_foreign(const Facts *facts, const Function *method, Ref object)
{
    const Syntax *s = facts->syntax;
    Ref owner = kind_of(s, object) == N_MEMBER ? child_with(s, object, R_OBJECT) : 0;
    if (owner && is_own_object(facts, owner)) {
        return keeps_parameter(facts, method->cls, s->nodes[object].name);
    }
    Ref root = root_of(facts, object);
    const Symbol *symbol = kind_of(s, root) == N_NAME ? symbol_of(facts, root) : NULL;
    if (!symbol || same(symbol->name, "process"))
        return false;
    return !symbol->defs || symbol->defs->kind == DEF_PARAMETER ||
           symbol->defs->kind == DEF_IMPORT;
}

/* The method asks the emitter for more after that: it is begun only then. */
static bool is_begun_later(const Facts *facts, const Call *call, Ref object)
{
    uint32_t i = first_call(facts->calls.items, facts->calls.len, call->node + 1);
    for (; i < facts->calls.len; i++) {
        const Call *other = facts->calls.items[i];
        if (other->node >= facts->syntax->nodes[call->at.fn->node].last)
            return false;
        Ref receiver = receiver_of(facts, other);
        if (receiver && same_expression(facts, receiver, object) &&
            !same(last_name(facts, other->callee), last_name(facts, call->callee)))
            return true;
    }
    return false;
}

static bool listens(const Facts *facts, const Call *call)
{
    static const char *const NAMES[] = {"on", "once", "addListener", "addEventListener",
                                        "prependListener"};
    Ref object = receiver_of(facts, call);
    return object && is_among(last_name(facts, call->callee), NAMES, COUNT(NAMES)) &&
           !is_rare_event(facts->syntax, nth_argument(facts->syntax, call->node, 0)) &&
           is_foreign(facts, call->at.fn, object) && !is_begun_later(facts, call, object);
}

/* Within a moment: before most waits are over. */
static bool is_soon(const Facts *facts, const Call *call)
{
    static const char *const AT_ONCE[] = {"setImmediate", "queueMicrotask",
                                          "process.nextTick"};
    enum { MOMENT = 3 }; /* digits of milliseconds */
    Ref delay = positional_argument(facts, call, 1);
    if (is_among(call->target, AT_ONCE, COUNT(AT_ONCE)))
        return true;
    if (!same(call->target, "setInterval") && !same(call->target, "setTimeout"))
        return false;
    return !delay || (kind_of(facts->syntax, delay) == N_NUMBER &&
                      text_of(facts->syntax, delay).len <= MOMENT);
}

static bool gives_callback(const Facts *facts, const Call *call, Giving *out)
{
    bool soon = is_soon(facts, call);
    if (!soon && !listens(facts, call))
        return false;
    Ref given = positional_argument(facts, call, soon ? 0 : 1);
    const Function *fn = given ? function_with_object(facts, call->at.fn, given) : NULL;
    *out = (Giving){.node = call->node, .fn = fn, .to = GIVEN_CALLBACK};
    return fn && !fn->is_generator;
}

bool giving_of(const Facts *facts, const Call *call, Giving *out)
{
    if (!call->at.fn->cls || call->at.fn->is_static)
        return false;
    if (language_is_js(facts->language))
        return gives_callback(facts, call, out);
    return gives_thread(facts, call, out) || gives_by_method(facts, call, out) ||
           gives_task(facts, call, out);
}

/* --- collections --- */

const Symbol *collection_given(const Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    Ref collection = 0, value = 0;
    const Call *call = kind_of(s, node) == N_CALL ? call_at(facts, node) : NULL;
    if (call && stores_into(facts, call, 0)) {
        collection = receiver_of(facts, call);
        value = positional_argument(facts, call, call->arg_count > 1);
    } else if (kind_of(s, node) == N_ASSIGN) {
        Ref left = child_with(s, node, R_LEFT);
        collection = kind_of(s, left) == N_INDEX ? child_with(s, left, R_OBJECT) : 0;
        value = child_with(s, node, R_RIGHT);
    }
    bool given = collection && value && is_own_object(facts, value) &&
                 kind_of(s, collection) == N_NAME;
    const Symbol *symbol = given ? symbol_of(facts, collection) : NULL;
    return symbol && symbol->defs && !symbol->scope->fn->outer ? symbol : NULL;
}

/* In the function: `x.name`, or a call of a method that uses it at once. */
static Ref use_in(const Facts *facts, const Function *fn, const Class *cls,
                  const char *name)
{
    const Syntax *s = facts->syntax;
    for (Ref r = fn->node; r < s->nodes[fn->node].last; r++) {
        if (kind_of(s, r) != N_MEMBER || is_own_object(facts, child_with(s, r, R_OBJECT)))
            continue;
        const Function *method = s->nodes[r].role == R_CALLEE
                                     ? class_method(facts, cls, s->nodes[r].name)
                                     : NULL;
        bool uses = same(s->nodes[r].name, name) ||
                    (method && early_read(facts, method, name, PRESENCE_ABSENT));
        if (uses && !runs_locked(facts, r))
            return r;
    }
    return 0;
}

Ref read_by_thread(const Facts *facts, const Class *cls, const Symbol *collection,
                   const char *name)
{
    const Function *last = NULL;
    enum { MAX_READERS = 64 };
    for (uint32_t i = 0; i < collection->reads.len && i < MAX_READERS; i++) {
        Ref read = collection->reads.items[i];
        const Function *fn = function_running(facts, read);
        if (fn == last || fn->cls == cls || !reach_of(facts, fn, IN_THREAD).by ||
            runs_locked(facts, read))
            continue;
        Ref use = use_in(facts, fn, cls, name);
        if (use)
            return use;
        last = fn;
    }
    return 0;
}
