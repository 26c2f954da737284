/* modules_js.c - what a specifier of JavaScript and TypeScript means. */
#include "program/lookup.h"

void find_js(Modules *m, const char *folder, const ModuleName *name, Module *out)
{
    (void)m;
    (void)folder;
    (void)name;
    (void)out;
}
