/*
 * registry.h - the list of rules: the list of files in lsp/rules/.
 *
 * build/rules.def is written by the Makefile, one RULE(file_name) line a file; no list is
 * edited to add a rule. (analysis/registry.c)
 */
#ifndef ASYNCLINT_REGISTRY_H
#define ASYNCLINT_REGISTRY_H

#include "asynclint/rule.h"

extern const Rule *const rules[];      /* sorted by id, ends with NULL */
const Rule *rule_find(const char *id); /* NULL when there is none */
bool rule_speaks(const Rule *rule, Language language);
uint32_t rule_count(void);
uint32_t rule_index(const Rule *rule); /* its place in rules[] */
/* The page of a rule: a URL for LSP's codeDescription and the JSON output. */
const char *rule_url(const Rule *rule, Arena *arena);

/* The name that was probably meant, or NULL when none is near; `names` ends with NULL.
 * Case does not count. (analysis/closest.c) */
const char *closest_name(const char *typed, const char *const *names);
/* The same among the ids of rules. */
const char *closest_rule(const char *typed);

#endif
