/* asynclint.h - the program's version and its entry points, one a room. */
#ifndef ASYNCLINT_H
#define ASYNCLINT_H

#define ASYNCLINT_VERSION "0.1.0"

/* Exit statuses of the command line. */
enum { STATUS_CLEAN = 0, STATUS_FINDINGS = 1, STATUS_FAILED = 2 };

/* Each takes the arguments from the subcommand's name on, and returns an exit status. */
int server_main(int argc, char **argv);      /* asynclint lsp */
int check_main(int argc, char **argv);       /* asynclint check */
int rules_main(int argc, char **argv);       /* asynclint rules */
int explain_main(int argc, char **argv);     /* asynclint explain */
int graph_main(int argc, char **argv);       /* asynclint graph */
int init_main(int argc, char **argv);        /* asynclint init */
int facts_main(int argc, char **argv);       /* asynclint facts: for those who work on it */
int completions_main(int argc, char **argv); /* asynclint completions: for packages */

#endif
