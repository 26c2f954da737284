/* region.c - what is held where a node runs: locks of threads. */
#include "facts/build.h"

/* A with that holds a threading lock around the node, in the same function; or 0. */
Ref held_lock(const Facts *facts, Ref node)
{
    static const char *const LOCKS[] = {"threading.Lock",
                                        "threading.RLock",
                                        "threading.Condition",
                                        "threading.Semaphore",
                                        "threading.BoundedSemaphore",
                                        "multiprocessing.Lock",
                                        "multiprocessing.RLock"};
    const Syntax *s = facts->syntax;
    for (Ref with = ancestor(s, node, N_WITH); with; with = ancestor(s, with, N_WITH)) {
        if (facts->index->fn[with] != facts->index->fn[node])
            return 0;
        for (Ref c = first_child(s, with); c; c = next_child(s, c)) {
            Ref value = kind_of(s, c) == N_WITH_ITEM ? child_with(s, c, R_VALUE) : 0;
            const char *type = instance_type(facts, value);
            for (size_t i = 0; i < COUNT(LOCKS); i++)
                if (same(type, LOCKS[i]))
                    return with;
        }
    }
    return 0;
}
