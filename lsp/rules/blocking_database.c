/* blocking-database: queries by a synchronous driver on the event loop's thread. */
#include "asynclint/rule.h"

static const BlockingKind KIND = {{KNOWN_DATABASE, KNOWN_REDIS},
                                  "the database has answered"};

/* Clients that are made to be shared by threads. */
static bool is_thread_safe(const Known *known)
{
    static const char *const SAFE_CLIENTS[] = {
        "redis.Redis#",  "valkey.Valkey#", "pymongo.",   "elasticsearch.",
        "opensearchpy.", "neo4j.Driver#",  "cassandra.", "influxdb_client."};
    for (size_t i = 0; i < COUNT(SAFE_CLIENTS); i++)
        if (starts_with(known->name, SAFE_CLIENTS[i]))
            return true;
    return false;
}

/* Django's models have every query twice: `get` and `aget`. */
static bool is_django(const Known *known)
{
    return starts_with(known->name, "*.objects.") ||
           (starts_with(known->name, "django.db.models.") &&
            !ends_with(known->name, "full_clean"));
}

static void offer_fix(Pass *p, Finding *finding, const Call *call, const Known *known)
{
    bool opens = known->form == FORM_FUNCTION || known->form == FORM_CONSTRUCTOR;
    if (is_django(known) && known->form != FORM_ITERATOR)
        offer_renamed(p, finding, call, UNSAFE,
                      arena_printf(p->arena, "a%s", last_name(p->facts, call->callee)));
    else if (starts_with(known->name, "sqlite3."))
        fix_disable(offer(p, finding, UNSAFE, "Run it in a thread"),
                    "a connection of `sqlite3` belongs to the thread that made it");
    else if (known->form == FORM_METHOD && is_thread_safe(known))
        offer_thread(p, finding, call, UNSAFE);
    else if (opens && !starts_with(known->name, "django."))
        offer_thread(p, finding, call, UNSAFE);
}

static void check_call(Pass *p, const Call *call)
{
    const Known *known = blocks_loop(p, call, &KIND);
    if (!known)
        return;
    Finding *finding = report_blocking(p, call, known, &KIND);
    offer_fix(p, finding, call, known);
}

static void check_module(Pass *p)
{
    Place at;
    Refs items = nodes_of_kind(p->syntax, N_WITH_ITEM);
    for (uint32_t i = 0; i < items.len; i++) {
        Ref r = items.items[i];
        Ref value = child_with(p->syntax, r, R_VALUE);
        if (kind_of(p->syntax, value) == N_AS)
            value = child_with(p->syntax, value, R_VALUE);
        const Call *made = call_at(p->facts, value);
        const Known *known = context_blocks_loop(p, r, &KIND, &at);
        if (known && !(made && blocks_loop(p, made, &KIND)))
            report_context(p, r, known, &KIND, &at);
    }
}

const Rule rule_blocking_database = {
    .id = "blocking-database",
    .title = "Synchronous database driver on the event loop",
    .why =
        "A query takes as long as the database takes: a millisecond when all is well, many "
        "seconds when a lock is held or a plan is bad. With a synchronous driver the event "
        "loop stands still for that time, and one slow query stops every user.\n\n"
        "| the driver | its asynchronous form |\n"
        "|---|---|\n"
        "| `sqlite3` | `aiosqlite` |\n"
        "| `psycopg2`, `psycopg` | `asyncpg`, `psycopg.AsyncConnection` |\n"
        "| `pymysql`, `MySQLdb` | `aiomysql`, `asyncmy` |\n"
        "| `pymongo` | `pymongo.AsyncMongoClient` (or `motor`) |\n"
        "| `redis` | `redis.asyncio` |\n"
        "| SQLAlchemy `Session` | `sqlalchemy.ext.asyncio.AsyncSession` |\n"
        "| Django's models | `aget`, `acreate`, `asave` … |\n\n"
        "A thread is a poor way out: a `sqlite3` connection belongs to the thread that "
        "made "
        "it, and a transaction that hops between threads mixes with others.",
    .exclusions =
        "- Synchronous functions and lambdas: they may run in a thread.\n"
        "- Awaited calls, asynchronous drivers (also `import redis.asyncio as redis`).\n"
        "- Objects whose class the file does not show: nothing is told by a method's name "
        "alone, but `Model.objects.…` of Django.\n"
        "- What only makes an object: `create_engine`, `MongoClient()`, `Redis()`.",
    .fixes =
        "Unsafe: Django's query gets its `a` and an `await`; a call of a client that is "
        "made for several threads, or a `connect`, moves to a thread. Never for "
        "`sqlite3`, nor inside a transaction.",
    .by_workload = true,
    .severity = SEVERITY_WARNING,
    .python = {STARTS_ASYNC},
    .js = {STARTS_ASYNC STARTS_HANDLERS},
    .examples = {{.language = "python",
                  .bad =
                      "import sqlite3\n"
                      "\n"
                      "async def users(path):\n"
                      "    connection = sqlite3.connect(path)\n"
                      "    return connection.execute('select * from users').fetchall()\n",
                  .good = "import aiosqlite\n"
                          "\n"
                          "async def users(path):\n"
                          "    async with aiosqlite.connect(path) as connection:\n"
                          "        rows = await connection.execute('select * from users')\n"
                          "        return await rows.fetchall()\n"}},
    .foreign = {{"ruff", "ASYNC200"}, {"flake8", "ASYNC200"}},
    .on_call = check_call,
    .on_module = check_module,
};
