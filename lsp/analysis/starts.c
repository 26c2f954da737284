/*
 * starts.c - what a text has to mention before a rule can find anything in it: the words of
 * all rules that the configuration leaves on.
 */
#include "asynclint/analysis.h"
#include "known/known_words.h"

static bool may_run(const Config *config, uint32_t rule)
{
    int8_t level = config->levels ? config->levels[rule] : -1;
    bool on = (level < 0 ? rules[rule]->severity : (Severity)level) != SEVERITY_OFF;
    for (uint32_t i = 0; i < config->overrides.len; i++)
        on = on || config->overrides.items[i].levels[rule] > SEVERITY_OFF;
    return on;
}

static void add_rule(Words *words, const Rule *rule, Language language)
{
    const Starts *starts = language_is_js(language) ? &rule->js : &rule->python;
    size_t count = 0;
    while (count < COUNT(starts->known) && starts->known[count])
        count++;
    if (!starts->words && !count)
        words_add_any(words);
    if (starts->words)
        words_add_list(words, starts->words);
    known_words(language, starts->known, count, words);
}

/* The last word of a configured name; what is said of all members may be of any name. */
static void add_own(Words *words, const char *name)
{
    const char *last = name;
    for (const char *at = name; *at; at++)
        if (*at == '.' || *at == '#' || *at == '/')
            last = at + 1;
    if (*last == '*' || !*last)
        words_add_any(words);
    else
        words_add(words, last);
}

Words *analysis_words(const Config *config, Language language)
{
    Words *words = words_new();
    bool js = language_is_js(language);
    for (uint32_t i = 0; rules[i]; i++) {
        bool speaks = rule_speaks(rules[i], language) ||
                      (js && (rule_speaks(rules[i], LANG_TYPESCRIPT) ||
                              rule_speaks(rules[i], LANG_TSX)));
        if (speaks && may_run(config, i))
            add_rule(words, rules[i], language);
    }
    /* What else the configuration names counts where another word stands: in a coroutine, or
     * for what such a one calls. */
    for (uint32_t i = 0; i < config->awaitable.len; i++)
        add_own(words, config->awaitable.items[i]);
    known_words_join(language, words);
    return words;
}
