/* main.c - picks the subcommand. */
#include "asynclint/asynclint.h"

#include <string.h>

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "facts") == 0)
        return facts_main(argc - 1, argv + 1);
    return 0;
}
