/*
 * loop.c - the loop that a session runs in.
 *
 * Input is read whenever there is some, before anything else: a message is handled when
 * none waits unread, and an analysis is made when no message waits. A first edit is
 * analysed at once. While edits follow one another faster than a person types, a moment's
 * silence is waited for, so that a burst is published once and not forty times.
 */
#include "server/loop.h"

#include "server/clock.h"
#include "server/diagnostics.h"
#include "server/frame.h"
#include "server/index.h"
#include "server/lifecycle.h"
#include "server/parsing.h"
#include "server/survey.h"
#include "text/trim.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

enum {
    BURST_MS = 30,      /* edits that are closer may make a burst */
    SILENCE_MS = 10,    /* that ends a burst */
    REST_MS = 2,        /* without work: what comes then has not waited behind it */
    PATIENCE_MS = 100,  /* that a burst may delay what it changed */
    PARENT_MS = 500,    /* between looks at the parent process */
    IDLE_MS = 2000,     /* of silence, before memory is given back */
    FAREWELL_MS = 1000, /* for the last bytes to leave */
    FAREWELL_S = 3,     /* for an analysis to end after a signal, before the process does */
    READS_IN_A_ROW = 64, /* of input that never ends, before a message is handled */
    PIECE = 64 * 1024,   /* bytes of one read */
    DROP_FROM = 1 << 20, /* bytes written that are worth a move */
};

typedef struct Session {
    Server *server;
    int in, out;
    FrameReader reader;
    bool input_ended;
    bool broken;     /* nobody reads what is written */
    bool due;        /* diagnostics_due, as of last time */
    long due_since;  /* ms: when it became so */
    long due_before; /* ms: when it had become so the time before */
    long done_at;    /* ms: the end of the last analysis */
    long input_at;   /* ms: the last input, or its end */
    long parent_at;  /* ms: the last look at the parent */
    long worked_at;  /* ms: the last work; 0 when memory was given back since */
    int reads;       /* in a row */
    size_t written;  /* bytes of the output that have left */
} Session;

static volatile sig_atomic_t stop_signal;
static int wake[2]; /* a pipe: what a signal writes into it ends the sleep of poll */

/* Should an analysis hang, the alarm ends the process. */
static void on_signal(int number)
{
    int before = errno;
    stop_signal = number;
    if (write(wake[1], "", 1) < 0)
        errno = before;
    alarm(FAREWELL_S);
    errno = before;
}

static long now_ms(void)
{
    return (long)clock_ms();
}

static long least(long a, long b)
{
    return a < b ? a : b;
}

/* --- output --- */

/* A pipe that poll calls writable takes this much without blocking, whether or not the
 * descriptor, which others may share, is set to. */
static void write_some(Session *session)
{
    Buffer *output = rpc_output(session->server->rpc);
    size_t left = output->len - session->written;
    ssize_t len = write(session->out, output->data + session->written,
                        left < PIPE_BUF ? left : PIPE_BUF);
    if (len > 0)
        session->written += (size_t)len;
    else if (len < 0 && errno != EINTR && errno != EAGAIN)
        session->broken = true;
    if (session->written < output->len && session->written < DROP_FROM)
        return;
    buffer_drop(output, session->written);
    session->written = 0;
    if (!output->len && output->cap > DROP_FROM) {
        buffer_release(output);
        buffer_init(output);
    }
}

/* The last words, for as long as the client takes any. */
static void flush(Session *session)
{
    long deadline = now_ms() + FAREWELL_MS;
    while (!session->broken && rpc_output(session->server->rpc)->len) {
        struct pollfd out = {.fd = session->out, .events = POLLOUT};
        long left = deadline - now_ms();
        if (left <= 0 || (poll(&out, 1, (int)left) < 0 && errno != EINTR))
            return;
        if (out.revents)
            write_some(session);
    }
}

/* --- input --- */

static void take_frames(Session *session)
{
    Str body;
    const char *problem;
    FrameStatus status;
    while ((status = frame_next(&session->reader, &body, &problem)) != FRAME_MORE) {
        if (status == FRAME_LOST)
            rpc_receive_garbage(session->server->rpc, problem);
        else if (!rpc_receive(session->server->rpc, body))
            frame_reject(&session->reader);
    }
}

static void read_some(Session *session)
{
    char piece[PIECE];
    ssize_t len = read(session->in, piece, sizeof piece);
    if (len < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    session->input_at = now_ms();
    if (len <= 0) {
        session->input_ended = true;
        return;
    }
    frame_feed(&session->reader, piece, (size_t)len);
    take_frames(session);
}

/* --- when --- */

static void note_due(Session *session)
{
    bool due = diagnostics_due(session->server);
    if (due && !session->due) {
        session->due_before = session->due_since;
        session->due_since = now_ms();
    }
    session->due = due;
}

/* A silence is worth its wait only when the next edit may come within it. How fast edits
 * come cannot be told of those that were read late, behind an analysis. */
static bool is_burst(const Session *session)
{
    long apart = session->due_since - session->due_before;
    bool rested = session->due_since - session->done_at >= REST_MS;
    return apart < (rested ? SILENCE_MS : BURST_MS);
}

/* How long what has changed is still to wait; in ms. */
static long analysis_delay(const Session *session)
{
    long now = now_ms();
    if (session->input_ended || !is_burst(session))
        return 0;
    long wait =
        least(session->input_at + SILENCE_MS, session->due_since + PATIENCE_MS) - now;
    return wait > 0 ? wait : 0;
}

/* What concerns other files than those that are open. */
static bool background_due(const Server *server)
{
    return index_due(server) || survey_due(server);
}

/* For what is still to be told after the end of the input; in ms. */
static long farewell_left(const Session *session)
{
    long left = session->input_at + FAREWELL_MS - now_ms();
    return left > 0 ? left : 0;
}

/* How long poll may sleep; in ms, -1 for ever. */
static int sleep_for(const Session *session)
{
    if (rpc_has_next(session->server->rpc) || parsing_due(session->server) ||
        (!session->due && background_due(session->server)))
        return 0;
    long wait = session->due ? analysis_delay(session) : LONG_MAX;
    if (session->input_ended)
        wait = least(wait, farewell_left(session));
    if (session->server->parent > 0)
        wait = least(wait, PARENT_MS);
    if (session->worked_at)
        wait = least(wait, IDLE_MS);
    return wait == LONG_MAX ? -1 : (int)wait;
}

static bool parent_died(Session *session)
{
    long now = now_ms();
    if (session->server->parent <= 0 || now - session->parent_at < PARENT_MS)
        return false;
    session->parent_at = now;
    return lifecycle_is_orphan(session->server);
}

/* --- the loop --- */

static void publish(Session *session)
{
    diagnostics_work(session->server);
    session->done_at = now_ms();
}

static void work(Session *session)
{
    long now = now_ms();
    bool worked = true;
    if (rpc_has_next(session->server->rpc))
        rpc_handle_next(session->server->rpc);
    else if (parsing_due(session->server))
        parsing_work(session->server);
    else if (session->due && !analysis_delay(session))
        publish(session);
    else if (!session->due && index_due(session->server))
        index_work(session->server);
    else if (!session->due && survey_due(session->server))
        survey_work(session->server);
    else
        worked = false;
    arena_reset(session->server->scratch);
    if (worked) {
        session->worked_at = now;
    } else if (session->worked_at && now - session->worked_at >= IDLE_MS) {
        memory_trim();
        session->worked_at = 0;
    }
}

static void step(Session *session)
{
    bool writing = rpc_output(session->server->rpc)->len > 0;
    /* Other files wait while an edit's diagnostics do. */
    int index = session->due ? -1 : index_fd(session->server);
    int survey = session->due ? -1 : survey_fd(session->server);
    struct pollfd fds[6] = {
        {.fd = session->input_ended ? -1 : session->in, .events = POLLIN},
        {.fd = session->out, .events = writing ? POLLOUT : 0},
        {.fd = wake[0], .events = POLLIN},
        {.fd = index, .events = POLLIN},
        {.fd = survey, .events = POLLIN},
        {.fd = parsing_fd(session->server), .events = POLLIN},
    };
    if (poll(fds, COUNT(fds), sleep_for(session)) < 0)
        return;
    if (fds[1].revents & POLLOUT)
        write_some(session);
    else if (fds[1].revents && session->in != session->out)
        session->broken = true;
    if (fds[0].revents && session->reads++ < READS_IN_A_ROW) {
        read_some(session);
        return;
    }
    session->reads = 0;
    work(session);
}

static bool is_over(Session *session)
{
    Rpc *rpc = session->server->rpc;
    bool idle = !rpc_has_next(rpc) && !session->due && !rpc_has_postponed(rpc);
    return session->server->ended || session->broken || stop_signal ||
           (session->input_ended && (idle || !farewell_left(session))) ||
           parent_died(session);
}

static void catch_signals(void)
{
    static const int ENDING[] = {SIGTERM, SIGINT, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal};
    if (pipe2(wake, O_CLOEXEC | O_NONBLOCK))
        die("cannot open a pipe");
    for (size_t i = 0; i < COUNT(ENDING); i++)
        sigaction(ENDING[i], &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

int loop_run(Server *server, int in, int out)
{
    Session session = {.server = server, .in = in, .out = out, .due_since = -BURST_MS};
    frame_init(&session.reader);
    catch_signals();
    while (!is_over(&session)) {
        step(&session);
        note_due(&session);
    }
    flush(&session);
    frame_release(&session.reader);
    close(wake[0]);
    close(wake[1]);
    return rpc_phase(server->rpc) == PHASE_SHUTDOWN ? 0 : 1;
}
