/* modules_python.c - what a dotted name of Python means. */
#include "program/lookup.h"

void find_python(Modules *m, const char *folder, const char *name, Module *out)
{
    (void)m;
    (void)folder;
    (void)name;
    (void)out;
}
