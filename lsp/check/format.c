/* format.c - the output formats by name, and what they have in common. */
#include "check/report.h"

const Format *format_find(const char *name)
{
    static const Format *const formats[] = {&format_text, &format_json, &format_sarif,
                                            &format_github, &format_junit};
    for (size_t i = 0; i < COUNT(formats); i++)
        if (same(formats[i]->name, name))
            return formats[i];
    return NULL;
}

const Fix *fix_to_show(const Finding *finding)
{
    for (uint32_t i = 0; i < finding->fixes.len; i++)
        if (!finding->fixes.items[i]->disabled)
            return finding->fixes.items[i];
    return NULL;
}
