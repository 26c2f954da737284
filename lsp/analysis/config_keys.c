/* config_keys.c - the keys of a configuration, and the JSON schema that says the same. */
#include "analysis/config_keys.h"

#include <jansson.h>

static const char *const HTTP_CLIENTS[] = {"aiohttp", "httpx", NULL};
static const char *const WORKLOADS[] = {"io-bound", "cpu-bound", "mixed", NULL};

#define FIELD(name) offsetof(Config, name)

const Key CONFIG_KEYS[] = {
    {.name = "$schema",
     .kind = KEY_OTHER,
     .description = "Where this schema is, for editors."},
    {.name = "extends",
     .kind = KEY_EXTENDS,
     .description =
         "Another configuration file, relative to this one, that is read first."},
    {.name = "rules",
     .kind = KEY_RULES,
     .field = FIELD(levels),
     .description = "The level of each rule, or of `all` that are not named."},
    {.name = "exclude",
     .kind = KEY_GLOBS,
     .field = FIELD(exclude),
     .description = "Files and folders to leave out: patterns as in .gitignore."},
    {.name = "include",
     .kind = KEY_GLOBS,
     .field = FIELD(include),
     .description = "Takes back what `exclude` leaves out: patterns as in .gitignore."},
    {.name = "workload",
     .kind = KEY_CHOICE,
     .field = FIELD(workload),
     .choices = WORKLOADS,
     .standard = "\"io-bound\"",
     .description = "What the program mostly does: which advice and fix come first."},
    {.name = "httpClient",
     .kind = KEY_CHOICE,
     .field = FIELD(http_client),
     .choices = HTTP_CLIENTS,
     .standard = "\"aiohttp\"",
     .description = "The Python HTTP client that fixes rewrite to."},
    {.name = "blocking",
     .kind = KEY_NAMES,
     .field = FIELD(blocking),
     .description =
         "Dotted names of further callables that block the event loop: `blocking-helper` "
         "tells where they are called."},
    {.name = "cpuHeavy",
     .kind = KEY_NAMES,
     .field = FIELD(cpu_heavy),
     .description = "Dotted names of further callables that compute for long: "
                    "`cpu-bound-on-event-loop` tells where they are called."},
    {.name = "awaitable",
     .kind = KEY_NAMES,
     .field = FIELD(awaitable),
     .description = "Dotted names of further callables whose result has to be awaited."},
    {.name = "safe",
     .kind = KEY_NAMES,
     .field = FIELD(harmless),
     .description =
         "Dotted names of callables that are harmless, whatever is known of them or "
         "of what they call."},
    {.name = "overrides",
     .kind = KEY_OVERRIDES,
     .description = "Other levels for some files; the last that matches counts."},
    {.name = "respectForeignSuppressions",
     .kind = KEY_FLAG,
     .field = FIELD(respect_foreign_suppressions),
     .standard = "true",
     .description =
         "Suppression comments of other linters count for the same checks here."},
    {.name = "diagnosticMode", .settings = true},
    {.name = "workspace", .settings = true},
    {.name = "cache", .settings = true},
    {.name = "configPath", .settings = true},
    {.name = "minSeverity", .settings = true},
    {.name = "logLevel", .settings = true},
    {.name = NULL},
};

const Key OVERRIDE_KEYS[] = {
    {.name = "files",
     .kind = KEY_GLOBS,
     .field = offsetof(ConfigOverride, files),
     .description = "The files meant: patterns as in .gitignore."},
    {.name = "rules",
     .kind = KEY_RULES,
     .field = offsetof(ConfigOverride, levels),
     .description = "The level of each rule, or of `all` that are not named."},
    {.name = NULL},
};

/* --- the schema --- */

static json_t *schema_of_object(const Key *keys);

static json_t *string_list(const char *item_description)
{
    return json_pack("{s:s, s:{s:s, s:i, s:s}}", "type", "array", "items", "type", "string",
                     "minLength", 1, "description", item_description);
}

static json_t *schema_of_level(const char *title)
{
    json_t *levels = json_array();
    for (int level = SEVERITY_OFF; level <= SEVERITY_ERROR; level++)
        json_array_append_new(levels, json_string(severity_name((Severity)level)));
    json_t *schema = json_pack("{s:o}", "enum", levels);
    if (title)
        json_object_set_new(schema, "description", json_string(title));
    return schema;
}

static json_t *schema_of_rules(void)
{
    json_t *properties = json_object();
    json_object_set_new(properties, "all",
                        schema_of_level("Every rule that is not named."));
    for (const Rule *const *rule = rules; *rule; rule++)
        json_object_set_new(properties, (*rule)->id, schema_of_level((*rule)->title));
    return json_pack("{s:s, s:o, s:b}", "type", "object", "properties", properties,
                     "additionalProperties", 0);
}

static json_t *schema_of_choice(const Key *key)
{
    json_t *choices = json_array();
    for (size_t i = 0; key->choices[i]; i++)
        json_array_append_new(choices, json_string(key->choices[i]));
    return json_pack("{s:o}", "enum", choices);
}

static json_t *schema_of_overrides(void)
{
    json_t *item = schema_of_object(OVERRIDE_KEYS);
    json_object_set_new(item, "required", json_pack("[s]", "files"));
    return json_pack("{s:s, s:o}", "type", "array", "items", item);
}

static json_t *schema_of_key(const Key *key)
{
    switch (key->kind) {
    case KEY_OTHER:
    case KEY_EXTENDS:
        return json_pack("{s:s}", "type", "string");
    case KEY_RULES:
        return schema_of_rules();
    case KEY_GLOBS:
        return string_list("A pattern as in .gitignore.");
    case KEY_NAMES:
        return string_list(
            "A dotted name, such as `package.module.function`, of a library or of a file "
            "of the project; `package.*` is all of its members.");
    case KEY_CHOICE:
        return schema_of_choice(key);
    case KEY_FLAG:
        return json_pack("{s:s}", "type", "boolean");
    case KEY_OVERRIDES:
        return schema_of_overrides();
    }
    return json_object();
}

static json_t *schema_of_object(const Key *keys)
{
    json_t *properties = json_object();
    for (const Key *key = keys; key->name; key++) {
        if (key->settings)
            continue;
        json_t *schema = schema_of_key(key);
        json_object_set_new(schema, "description", json_string(key->description));
        if (key->standard)
            json_object_set_new(schema, "default",
                                json_loads(key->standard, JSON_DECODE_ANY, NULL));
        json_object_set_new(properties, key->name, schema);
    }
    return json_pack("{s:s, s:o, s:b}", "type", "object", "properties", properties,
                     "additionalProperties", 0);
}

void config_schema(Buffer *out)
{
    json_t *schema =
        json_pack("{s:s, s:s, s:b}", "$schema", "http://json-schema.org/draft-07/schema#",
                  "title", "asynclint configuration", "allowComments", 1);
    json_t *object = schema_of_object(CONFIG_KEYS);
    json_object_update(schema, object);
    json_decref(object);
    char *text = json_dumps(schema, JSON_INDENT(2));
    buffer_puts(out, text ? text : "{}");
    buffer_puts(out, "\n");
    free(text);
    json_decref(schema);
}
