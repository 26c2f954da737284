/* rules_cmd.c - `asynclint rules`: the list of rules for people, tools and documentation. */
#include "asynclint/analysis.h"
#include "asynclint/asynclint.h"
#include "check/json.h"
#include "check/options.h"
#include "check/output.h"
#include "check/terminal.h"

#include <unistd.h>

typedef struct RulesOptions {
    const char *format;
    When color;
} RulesOptions;

static bool take(void *into, OptionId id, const char *value)
{
    RulesOptions *options = into;
    if (id == OPTION_FORMAT)
        options->format = value;
    else
        options->color = when_parse(value);
    return true;
}

static const Example *example_at(const Rule *rule, size_t i)
{
    bool there = i < COUNT(rule->examples) && rule->examples[i].language;
    return there ? &rule->examples[i] : NULL;
}

/* "python javascript" */
static const char *language_list(const Rule *rule, Arena *arena)
{
    const char *list = "";
    for (Language language = LANG_PYTHON; language <= LANG_TSX; language++)
        if (rule_speaks(rule, language))
            list = arena_printf(arena, "%s%s%s", list, *list ? " " : "",
                                language_name(language));
    return list;
}

static void put_text(Buffer *out, Arena *arena, bool color)
{
    int widest = 0;
    for (uint32_t i = 0; i < rule_count(); i++)
        if ((int)strlen(rules[i]->id) > widest)
            widest = (int)strlen(rules[i]->id);
    for (uint32_t i = 0; i < rule_count(); i++)
        buffer_printf(out, "%s%-*s%s  %-11s  %s %s(%s)%s\n", style(color, STYLE_BOLD),
                      widest, rules[i]->id, style(color, STYLE_PLAIN),
                      severity_name(rules[i]->severity), rules[i]->title,
                      style(color, STYLE_DIM), language_list(rules[i], arena),
                      style(color, STYLE_PLAIN));
}

static json_t *text_or_null(const char *text)
{
    return text ? json_from_text(text) : json_null();
}

static json_t *rule_json(const Rule *rule, Arena *arena)
{
    json_t *languages = json_array(), *examples = json_array(), *foreign = json_array();
    for (Language language = LANG_PYTHON; language <= LANG_TSX; language++)
        if (rule_speaks(rule, language))
            json_array_append_new(languages, json_from_text(language_name(language)));
    const Example *example;
    for (size_t i = 0; (example = example_at(rule, i)); i++) {
        json_array_append_new(examples, json_pack("{s:o, s:o, s:o}", "language",
                                                  json_from_text(example->language), "bad",
                                                  text_or_null(example->bad), "good",
                                                  text_or_null(example->good)));
    }
    for (size_t i = 0; i < COUNT(rule->foreign) && rule->foreign[i].id; i++)
        json_array_append_new(foreign,
                              json_pack("{s:s, s:s}", "tool", rule->foreign[i].tool, "id",
                                        rule->foreign[i].id));
    return json_pack("{s:s, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "id", rule->id,
                     "title", text_or_null(rule->title), "severity",
                     severity_name(rule->severity), "languages", languages, "url",
                     json_from_text(rule_url(rule, arena)), "why", text_or_null(rule->why),
                     "exclusions", text_or_null(rule->exclusions), "fixes",
                     text_or_null(rule->fixes), "foreign", foreign, "examples", examples);
}

static void put_json(Buffer *out, Arena *arena)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < rule_count(); i++)
        json_array_append_new(list, rule_json(rules[i], arena));
    json_print(out, json_pack("{s:i, s:o}", "version", 1, "rules", list), 1);
    buffer_puts(out, "\n");
}

static void put_markdown(Buffer *out, Arena *arena)
{
    buffer_puts(out, "# The rules\n\n"
                     "| rule | default | languages | finds |\n|---|---|---|---|\n");
    for (uint32_t i = 0; i < rule_count(); i++)
        buffer_printf(out, "| [`%s`](#%s) | %s | %s | %s |\n", rules[i]->id, rules[i]->id,
                      severity_name(rules[i]->severity), language_list(rules[i], arena),
                      rules[i]->title);
    for (uint32_t i = 0; i < rule_count(); i++) {
        buffer_puts(out, "\n");
        rule_explain(rules[i], out);
    }
}

int rules_main(int argc, char **argv)
{
    RulesOptions options = {.format = "text"};
    int first, status;
    if (!options_read(COMMAND_RULES, argc, argv, take, &options, &first, &status))
        return status;
    if (first < argc) {
        message("rules: takes no argument, not `%s`", argv[first]);
        return STATUS_FAILED;
    }
    Arena arena;
    Buffer out;
    arena_init(&arena);
    buffer_init(&out);
    if (same(options.format, "json"))
        put_json(&out, &arena);
    else if (same(options.format, "markdown"))
        put_markdown(&out, &arena);
    else if (same(options.format, "schema"))
        config_schema(&out);
    else
        put_text(&out, &arena, color_wanted(options.color, STDOUT_FILENO));
    status = output_print(out.data, out.len) ? STATUS_CLEAN : STATUS_FAILED;
    buffer_release(&out);
    arena_release(&arena);
    return status;
}
