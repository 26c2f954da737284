/* main.c - picks the subcommand. */
#include "asynclint/asynclint.h"

int main(void)
{
    return 0;
}
