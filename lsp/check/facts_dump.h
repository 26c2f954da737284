/* facts_dump.h - facts as people read them. */
#ifndef CHECK_FACTS_DUMP_H
#define CHECK_FACTS_DUMP_H

#include "asynclint/facts.h"

/* Prints every fact, one a line: what `asynclint facts FILE` shows. */
void facts_print(const Facts *facts, Buffer *out);

#endif
