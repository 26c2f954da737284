/*
 * results.c - where the results of a gather or Promise.all go, and what becomes of them.
 *
 * With return_exceptions, or allSettled, failures are among them: whoever uses a result
 * without asking takes a failure for one.
 */
#include "asynclint/together.h"

#include "facts/build.h"

/* The gather or allSettled whose list of results the expression is, or NULL: `await
 * gather(…)` itself, a name for it, enumerate(…) or zip(…) of it. */
static const Call *find_gathered(const Facts *facts, Ref expr, Together *together,
                                 uint32_t depth)
{
    static const char *const SAME[] = {"enumerate", "zip",      "list",
                                       "tuple",     "reversed", "Array.from"};
    const Syntax *s = facts->syntax;
    expr = uncast(s, expr);
    if (!expr || depth > 4)
        return NULL;
    if (kind_of(s, expr) == N_AWAIT) {
        const Call *call = call_at(facts, child_with(s, expr, R_VALUE));
        return call && together_at(facts, call, together) ? call : NULL;
    }
    const Def *def = seen_def(facts, expr);
    if (def && def->kind == DEF_ASSIGN && !def->destructured)
        return find_gathered(facts, def->value, together, depth + 1);
    const Call *call = call_at(facts, expr);
    for (size_t i = 0; call && i < COUNT(SAME); i++)
        for (Ref c = child_with(s, expr, R_ARGUMENT); same(call->target, SAME[i]) && c;
             c = next_with(s, c, R_ARGUMENT)) {
            const Call *found = find_gathered(facts, c, together, depth + 1);
            if (found)
                return found;
        }
    return NULL;
}

/* What the name is an item of: the iterable of its loop, what its callback is given to. */
static Ref item_source(const Facts *facts, Ref name)
{
    const Syntax *s = facts->syntax;
    const Def *def = seen_def(facts, name);
    if (def && def->kind == DEF_LOOP)
        return def->value;
    if (def && def->kind == DEF_ASSIGN && def->destructured)
        return def->value;
    Ref fn = def && def->kind == DEF_PARAMETER ? def->fn->node : 0;
    Ref call = s->nodes[fn].parent, callee = child_with(s, call, R_CALLEE);
    if (!fn || kind_of(s, call) != N_CALL || kind_of(s, callee) != N_MEMBER)
        return 0;
    return child_with(s, callee, R_OBJECT);
}

const Call *item_of_results(const Facts *facts, Ref expr, Together *together)
{
    const Syntax *s = facts->syntax;
    expr = uncast(s, expr);
    if (kind_of(s, expr) == N_INDEX)
        return find_gathered(facts, child_with(s, expr, R_OBJECT), together, 0);
    Ref from = item_source(facts, expr);
    return from ? find_gathered(facts, from, together, 0) : NULL;
}

/* The word as a part of a snake_case or camelCase name. */
static bool has_part(const char *name, const char *word)
{
    const char *at = name ? strcasestr(name, word) : NULL;
    char next = at ? at[strlen(word)] : 'x';
    return at && (next < 'a' || next > 'z');
}

bool is_release_name(const char *name)
{
    static const char *const WORDS[] = {
        "close",   "aclose",    "dispose",     "shutdown",    "cleanup", "clean_up",
        "destroy", "terminate", "disconnect",  "wait_closed", "stop",    "teardown",
        "kill",    "cancel",    "unsubscribe", "tear_down",   "release", "__aexit__"};
    for (size_t i = 0; i < COUNT(WORDS); i++)
        if (has_part(name, WORDS[i]))
            return true;
    return same(name, "end") || same(name, "quit");
}

static ResultFate fate_of_name(const Facts *facts, Ref target, uint32_t depth);

/* What becomes of a list of results, or of one result, at one read of it. */
static ResultFate fate_of_read(const Facts *facts, Ref read, uint32_t depth)
{
    static const char *const PASSES[] = {"enumerate", "zip", "list", "tuple", "reversed"};
    const Syntax *s = facts->syntax;
    Ref parent = s->nodes[read].parent;
    NodeKind kind = kind_of(s, parent);
    if (depth > 6)
        return FATE_ELSEWHERE;
    if ((kind == N_FOR_EACH || kind == N_FOR_CLAUSE) && s->nodes[read].role == R_RIGHT)
        return fate_of_name(facts, child_with(s, parent, R_LEFT), depth + 1);
    if (kind == N_INDEX && s->nodes[read].role == R_OBJECT)
        return fate_of_read(facts, parent, depth + 1);
    const Call *call = kind == N_CALL ? call_at(facts, parent) : NULL;
    if (call && s->nodes[read].role == R_ARGUMENT) {
        for (size_t i = 0; i < COUNT(PASSES); i++)
            if (same(call->target, PASSES[i]))
                return fate_of_read(facts, parent, depth + 1);
        if (same(call->target, "sum"))
            return FATE_USED;
        return same(call->target, "len") ? FATE_NEUTRAL : FATE_ELSEWHERE;
    }
    switch (use_of(facts, read)) {
    case USE_OBJECT:
    case USE_ITERATED:
    case USE_CONTEXT:
        return FATE_USED;
    case USE_OPERAND:
        return kind == N_BINARY || kind == N_INDEX ? FATE_USED : FATE_NEUTRAL;
    case USE_TESTED:
    case USE_DROPPED:
        return FATE_NEUTRAL;
    default:
        return FATE_ELSEWHERE;
    }
}

static ResultFate fate_of_name(const Facts *facts, Ref target, uint32_t depth)
{
    const Syntax *s = facts->syntax;
    ResultFate worst = FATE_NEUTRAL;
    for (Ref r = target; target && r < s->nodes[target].last; r++) {
        if (kind_of(s, r) == N_INDEX || kind_of(s, r) == N_MEMBER)
            return FATE_ELSEWHERE;
        const Symbol *symbol = kind_of(s, r) == N_NAME ? symbol_of(facts, r) : NULL;
        if (symbol &&
            (symbol->captured || symbol->def_count > 4 || !symbol->scope->fn->outer))
            return FATE_ELSEWHERE;
        for (uint32_t i = 0; symbol && i < symbol->reads.len; i++) {
            ResultFate fate = fate_of_read(facts, symbol->reads.items[i], depth);
            worst = fate > worst ? fate : worst;
        }
    }
    return worst;
}

ResultFate results_fate(const Facts *facts, Ref target)
{
    return fate_of_name(facts, target, 0);
}
