/*
 * parsing.h - parses that take long, made beside the session.
 *
 * A text so broken that its parse takes seconds must not keep other messages waiting: what
 * is not parsed in a moment is parsed by a thread, and its program waits for that.
 */
#ifndef ASYNCLINT_SERVER_PARSING_H
#define ASYNCLINT_SERVER_PARSING_H

#include "server/server.h"

typedef struct Parsing Parsing;

Parsing *parsing_new(void);
void parsing_free(Parsing *parsing);

/* True when the program's text is parsed. False: it will be; then it is due to be
 * published, and requests that were put off are handled again. */
bool parsing_ready(Server *server, Program *program);

/* A descriptor that becomes readable when a parse is done. */
int parsing_fd(const Server *server);
bool parsing_due(const Server *server);
/* Hands a tree that is done to the programs that wait for it. */
void parsing_work(Server *server);
/* Waits for the parse under way for so many ms. False when there is none, or it is too long. */
bool parsing_wait(Server *server, double ms);

#endif
