/* severity.c - the names of the severities, as configuration and output write them. */
#include "asynclint/finding.h"

static const char *const NAMES[] = {
    [SEVERITY_OFF] = "off",
    [SEVERITY_HINT] = "hint",
    [SEVERITY_INFORMATION] = "information",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_ERROR] = "error",
};

const char *severity_name(Severity severity)
{
    return (size_t)severity < COUNT(NAMES) ? NAMES[severity] : "off";
}

bool severity_parse(const char *name, Severity *out)
{
    for (size_t i = 0; i < COUNT(NAMES); i++) {
        if (!same(NAMES[i], name))
            continue;
        *out = (Severity)i;
        return true;
    }
    return false;
}
