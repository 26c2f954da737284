/* program.h - analysing what has changed, when somebody asks for it. */
#ifndef ASYNCLINT_SERVER_PROGRAM_H
#define ASYNCLINT_SERVER_PROGRAM_H

#include "server/server.h"

/* Findings and configuration are those of the text as it is, afterwards. False when they
 * are not to be had yet, as the text takes long to parse. */
bool program_update(Server *server, Program *program);

/* The findings that the settings let the client see, in order, one a call: `*cursor`
 * starts at 0; NULL at the end. Borrowed until the program is touched. */
Finding *program_finding(const Server *server, const Program *program, uint32_t *cursor);

/* The whole text of all parts; borrowed until the next edit. */
Str program_text(const Program *program);

#endif
