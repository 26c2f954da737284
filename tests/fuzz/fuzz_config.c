/*
 * fuzz_config.c - a configuration from any bytes: no crash, and every problem stands
 * inside the text. The first byte picks the kind of file.
 */
#include "asynclint/config.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = {"asynclint.json", "pyproject.toml", "package.json",
                                        "settings"};
    if (size == 0)
        return 0;
    const char *path = paths[data[0] % COUNT(paths)];
    const char *text = (const char *)data + 1;
    bool found;
    Config *config = config_new();
    config_read_text(config, path, text, size - 1, &found);
    for (uint32_t i = 0; i < config->problems.len; i++) {
        Span span = config->problems.items[i].span;
        if (span.start > span.end || span.end > size - 1)
            abort();
    }
    for (const Rule *const *rule = rules; *rule; rule++)
        config_level(config, *rule, "src/tests/app.py");
    config_excludes(config, "src/tests/app.py");
    config_free(config);
    return 0;
}
