/* config_python.c - the oldest Python that a project is for, as its pyproject.toml says. */
#include "analysis/config_read.h"

#include <stdlib.h>

/* 11 of ">=3.11,<4", "^3.11", "~=3.11.2", "==3.11.*", "3.11"; 0 when it says no lower bound. */
static uint8_t lower_bound(const char *wanted)
{
    for (const char *at = wanted; (at = strstr(at, "3.")) != NULL; at += 2) {
        const char *sign = at;
        while (sign > wanted && strchr(" v", sign[-1]))
            sign--;
        char before = sign > wanted ? sign[-1] : ',';
        bool upper = before == '<' || (before == '=' && sign - wanted > 1 &&
                                       (sign[-2] == '<' || sign[-2] == '!'));
        long minor = strtol(at + 2, NULL, 10);
        if (!upper && strchr(",=>^~|", before) && minor > 0 && minor < 100)
            return (uint8_t)minor;
    }
    return 0;
}

uint8_t config_python_minor(const json_t *root)
{
    const json_t *project = json_object_get(root, "project");
    const json_t *poetry = json_object_get(json_object_get(root, "tool"), "poetry");
    const char *wanted = json_string_value(json_object_get(project, "requires-python"));
    if (!wanted)
        wanted = json_string_value(
            json_object_get(json_object_get(poetry, "dependencies"), "python"));
    return wanted ? lower_bound(wanted) : 0;
}
