/* clock.h - the time that goes by. */
#ifndef ASYNCLINT_SERVER_CLOCK_H
#define ASYNCLINT_SERVER_CLOCK_H

/* Milliseconds since some moment; never goes back. */
double clock_ms(void);

#endif
