/*
 * registry.c - the list of rules is the list of files in lsp/rules/.
 *
 * rules.def is written by the Makefile: one RULE(file_name) line a file, in the order of
 * the ids. It may be empty.
 */
#include "asynclint/registry.h"

#define RULE(name) extern const Rule rule_##name;
#include "rules.def"
#undef RULE

#define RULE(name) &rule_##name,
const Rule *const rules[] = {
#include "rules.def"
    NULL,
};
#undef RULE

const Rule *rule_find(const char *id)
{
    for (const Rule *const *rule = rules; *rule; rule++)
        if (same((*rule)->id, id))
            return *rule;
    return NULL;
}

static bool has_example(const Rule *rule, const char *language)
{
    for (size_t i = 0; i < COUNT(rule->examples) && rule->examples[i].language; i++)
        if (same(rule->examples[i].language, language))
            return true;
    return false;
}

bool rule_speaks(const Rule *rule, Language language)
{
    if (has_example(rule, language_name(language)))
        return true;
    return language_is_js(language) && has_example(rule, language_name(LANG_JAVASCRIPT));
}

uint32_t rule_count(void)
{
    return (uint32_t)COUNT(rules) - 1;
}

uint32_t rule_index(const Rule *rule)
{
    uint32_t index = 0;
    while (rules[index] && rules[index] != rule)
        index++;
    return index;
}

const char *rule_url(const Rule *rule, Arena *arena)
{
    return arena_printf(arena, "%s#%s", DOCS_URL, rule->id);
}
