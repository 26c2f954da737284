/* version.c - which Python the file is for, by the project's settings or by what it uses. */
#include "findings/habits.h"

/* What came with Python 3.11. */
static bool is_of_311(const Facts *facts, Ref node)
{
    static const char *const NAMES[] = {
        "asyncio.TaskGroup", "asyncio.timeout", "asyncio.timeout_at", "asyncio.Runner",
        "asyncio.Barrier",   "ExceptionGroup",  "BaseExceptionGroup", "enum.StrEnum",
        "datetime.UTC",      "typing.Self"};
    const Syntax *s = facts->syntax;
    NodeKind kind = kind_of(s, node);
    if (kind != N_NAME && kind != N_MEMBER)
        return false;
    for (size_t i = 0; i < COUNT(NAMES); i++) {
        const char *dot = strrchr(NAMES[i], '.');
        if (same(s->nodes[node].name, dot ? dot + 1 : NAMES[i]) &&
            same(qualified_name(facts, node), NAMES[i]))
            return true;
    }
    return false;
}

bool has_task_group(const Pass *p)
{
    if (p->python_minor)
        return p->python_minor >= 11;
    if (p->habits->modern < 0) {
        bool modern = file_imports(p->facts, "tomllib");
        for (Ref r = 2; !modern && r < p->syntax->count; r++)
            modern = is_of_311(p->facts, r) ||
                     (kind_of(p->syntax, r) == N_CATCH && has_flag(p->syntax, r, NF_STAR));
        p->habits->modern = modern;
    }
    return p->habits->modern;
}
