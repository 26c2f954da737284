/* blocking-network: sockets, name look-ups and older protocols on the event loop's thread. */
#include "asynclint/rule.h"

static const BlockingKind KIND = {
    {KNOWN_SOCKET, KNOWN_DNS, KNOWN_TLS, KNOWN_NETWORK, KNOWN_MESSAGES},
    "the network has answered",
};
static const BlockingKind CONTEXT = {
    {KNOWN_TLS},
    "the certificates are read",
};

/* The file shows that the object is made here, so that it shows its mode, too. */
static bool is_made_here(const Pass *p, const Call *call)
{
    Ref receiver = receiver_of(p->facts, call);
    return receiver && origin_call(p->facts, receiver);
}

static void check_call(Pass *p, const Call *call)
{
    const Known *known = blocks_loop(p, call, &KIND);
    if (!known)
        return;
    bool setup = known->category == KNOWN_TLS && known->tier == 2;
    Finding *finding = report_blocking(p, call, known, setup ? &CONTEXT : &KIND);
    bool socket = known->form == FORM_METHOD &&
                  (known->category == KNOWN_SOCKET || known->category == KNOWN_TLS);
    if (socket && *known->unless && !is_made_here(p, call))
        finding->severity = SEVERITY_INFORMATION;
    if (!socket)
        offer_thread(p, finding, call, known->form == FORM_METHOD ? UNSAFE : SAFE);
}

const Rule rule_blocking_network = {
    .id = "blocking-network",
    .title = "Blocking network call on the event loop",
    .why =
        "A socket that is not told otherwise waits: for a connection, for a name server, "
        "for "
        "the other side to send. In a coroutine the whole event loop waits with it, often "
        "for the thirty seconds of a name server that does not answer.\n\n"
        "| the code | use |\n"
        "|---|---|\n"
        "| `socket.recv`, `connect`, `accept` | `asyncio.open_connection`, `start_server`, "
        "or `loop.sock_recv` on a non-blocking socket |\n"
        "| `getaddrinfo`, `gethostbyname` | `await loop.getaddrinfo(…)` |\n"
        "| `smtplib`, `imaplib`, `ftplib` | `aiosmtplib`, `aioimaplib`, `aioftp` |\n"
        "| `paramiko` | `asyncssh` |\n"
        "| `pika`, `kafka`, `paho`, `zmq` | `aio_pika`, `aiokafka`, `aiomqtt`, "
        "`zmq.asyncio` "
        "|\n"
        "| a library without such a form | `await asyncio.to_thread(f, …)` |",
    .exclusions =
        "- Synchronous functions and lambdas: they may run in a thread.\n"
        "- Sockets in a file that makes sockets non-blocking (`setblocking(False)`, "
        "`settimeout(0)`).\n"
        "- Sockets that come from elsewhere: information only, since their mode is not "
        "seen.\n"
        "- Polls with a timeout of 0, clients made without a host, awaited calls.",
    .fixes =
        "Safe for functions of a module, unsafe for methods: the call moves to a thread "
        "with `asyncio.to_thread`. Sockets are not touched: they want the loop's own "
        "calls.",
    .by_workload = true,
    .severity = SEVERITY_WARNING,
    .python = {STARTS_ASYNC},
    .js = {STARTS_ASYNC STARTS_HANDLERS},
    .examples = {{.language = "python",
                  .bad = "import socket\n"
                         "\n"
                         "async def address(host):\n"
                         "    return socket.gethostbyname(host)\n",
                  .good = "import asyncio\n"
                          "\n"
                          "async def address(host):\n"
                          "    loop = asyncio.get_running_loop()\n"
                          "    found = await loop.getaddrinfo(host, None)\n"
                          "    return found[0][4][0]\n"}},
    .on_call = check_call,
};
