/* words.c - what names of functions say, in snake_case and in camelCase. */
#include "flow/words.h"

#include <string.h>

bool begins_with_word(const char *name, const char *const *words, size_t count)
{
    while (name && *name == '_')
        name++;
    for (size_t i = 0; name && i < count; i++) {
        size_t len = strlen(words[i]);
        char after = strncmp(name, words[i], len) == 0 ? name[len] : 'a';
        if (!after || after == '_' || (after >= 'A' && after <= 'Z'))
            return true;
    }
    return false;
}
