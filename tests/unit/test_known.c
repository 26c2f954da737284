/*
 * test_known.c - what the tables of known callables answer: rows of every category, other
 * spellings, wildcards, base classes, types.
 */
#include "known/known_tables.h"
#include "unit.h"

/* A file of that language, without names of a configuration. */
#define BY(which) (&(Lexicon){.language = (which)})

/* clang-format off */
static const char *const CATEGORIES[] = {
    "NONE",
#define X(name) #name,
    KNOWN_CATEGORIES(X)
#undef X
};
/* clang-format on */

static int setup(void **state)
{
    (void)state;
    return 0;
}

typedef struct Expected {
    Language language;
    const char *qualified;
    const char *name; /* of the row; NULL when there must be none */
    KnownCategory category;
    KnownForm form;
    int tier;
} Expected;

/* One or more rows of each category, and near misses. */
static const Expected EXPECTED[] = {
    {LANG_PYTHON, "requests.api.get", "requests.get", KNOWN_TIMEOUT, FORM_FUNCTION, 1},
    {LANG_PYTHON, "aiohttp.ClientTimeout", "aiohttp.ClientTimeout", KNOWN_TIMEOUT,
     FORM_CONSTRUCTOR, 2},
    {LANG_PYTHON, "time.sleep", "time.sleep", KNOWN_SLEEP, FORM_FUNCTION, 1},
    {LANG_PYTHON, "requests.get", "requests.get", KNOWN_HTTP, FORM_FUNCTION, 1},
    {LANG_PYTHON, "requests.Session#get", "requests.Session#get", KNOWN_HTTP, FORM_METHOD,
     1},
    {LANG_PYTHON, "httpx.stream", "httpx.stream", KNOWN_HTTP, FORM_CONTEXT, 1},
    {LANG_PYTHON, "boto3.client", "boto3.client", KNOWN_CLOUD, FORM_FUNCTION, 1},
    {LANG_PYTHON, "open", "open", KNOWN_FILE, FORM_FUNCTION, 1},
    {LANG_PYTHON, "zipfile.ZipFile", "zipfile.ZipFile", KNOWN_FILE, FORM_CONSTRUCTOR, 1},
    {LANG_PYTHON, "os.path.exists", "os.path.exists", KNOWN_PATH, FORM_FUNCTION, 3},
    {LANG_PYTHON, "pathlib.Path#glob", "pathlib.Path#glob", KNOWN_TREE, FORM_ITERATOR, 1},
    {LANG_PYTHON, "json.load", "json.load", KNOWN_SERIALIZE, FORM_FUNCTION, 2},
    {LANG_PYTHON, "pandas.read_csv", "pandas.read_csv", KNOWN_DATA, FORM_FUNCTION, 1},
    {LANG_PYTHON, "subprocess.run", "subprocess.run", KNOWN_PROCESS, FORM_FUNCTION, 1},
    {LANG_PYTHON, "subprocess.Popen", "subprocess.Popen", KNOWN_PROCESS, FORM_CONSTRUCTOR,
     3},
    {LANG_PYTHON, "sqlite3.Cursor#fetchall", "sqlite3.Cursor#fetchall", KNOWN_DATABASE,
     FORM_METHOD, 1},
    {LANG_PYTHON, "redis.Redis#hgetall", "redis.Redis#*", KNOWN_REDIS, FORM_METHOD, 1},
    {LANG_PYTHON, "pika.BlockingConnection", "pika.BlockingConnection", KNOWN_MESSAGES,
     FORM_CONSTRUCTOR, 1},
    {LANG_PYTHON, "input", "input", KNOWN_INPUT, FORM_FUNCTION, 1},
    {LANG_PYTHON, "socket.socket#recv", "socket.socket#recv", KNOWN_SOCKET, FORM_METHOD, 1},
    {LANG_PYTHON, "socket.getaddrinfo", "socket.getaddrinfo", KNOWN_DNS, FORM_FUNCTION, 1},
    {LANG_PYTHON, "ssl.SSLSocket#recv", "ssl.SSLSocket#recv", KNOWN_TLS, FORM_METHOD, 1},
    {LANG_PYTHON, "smtplib.SMTP", "smtplib.SMTP", KNOWN_NETWORK, FORM_CONSTRUCTOR, 1},
    {LANG_PYTHON, "bcrypt.hashpw", "bcrypt.hashpw", KNOWN_CPU, FORM_FUNCTION, 1},
    {LANG_PYTHON, "zlib.compress", "zlib.compress", KNOWN_COMPRESSION, FORM_FUNCTION, 2},
    {LANG_PYTHON, "threading.Lock#__enter__", "threading.Lock#__enter__", KNOWN_PRIMITIVE,
     FORM_CONTEXT, 2},
    {LANG_PYTHON, "threading.Thread#join", "threading.Thread#join", KNOWN_THREAD,
     FORM_METHOD, 1},
    {LANG_PYTHON, "concurrent.futures.as_completed", "concurrent.futures.as_completed",
     KNOWN_FUTURE, FORM_ITERATOR, 1},
    {LANG_PYTHON, "multiprocessing.Process#join", "multiprocessing.Process#join",
     KNOWN_WORKERS, FORM_METHOD, 1},
    {LANG_PYTHON, "asyncio.run", "asyncio.run", KNOWN_NESTED_LOOP, FORM_FUNCTION, 1},
    {LANG_PYTHON, "asyncio.sleep", "asyncio.sleep", KNOWN_COROUTINE, FORM_FUNCTION, 1},
    {LANG_PYTHON, "asyncio.Queue#get", "asyncio.Queue#get", KNOWN_COROUTINE, FORM_METHOD,
     1},
    {LANG_PYTHON, "aiohttp.ClientSession#get", "aiohttp.ClientSession#get", KNOWN_COROUTINE,
     FORM_METHOD, 2},
    {LANG_PYTHON, "asyncio.create_task", "asyncio.create_task", KNOWN_TASK_FACTORY,
     FORM_FUNCTION, 1},
    {LANG_PYTHON, "asyncio.TaskGroup#create_task", "asyncio.TaskGroup#create_task",
     KNOWN_TASK_FACTORY, FORM_METHOD, 2},
    {LANG_PYTHON, "asyncio.to_thread", "asyncio.to_thread", KNOWN_OFFLOAD, FORM_FUNCTION,
     1},
    {LANG_PYTHON, "asyncio.Semaphore", "asyncio.Semaphore", KNOWN_LIMITER, FORM_CONSTRUCTOR,
     1},
    {LANG_PYTHON, "asyncio.Lock", "asyncio.Lock", KNOWN_MUTEX, FORM_CONSTRUCTOR, 1},
    {LANG_PYTHON, "asyncio.StreamWriter#drain", "asyncio.StreamWriter#drain",
     KNOWN_SEQUENTIAL_RECEIVER, FORM_METHOD, 1},
    {LANG_PYTHON, "anyio.sleep", "anyio.sleep", KNOWN_SEQUENTIAL_INTENT, FORM_FUNCTION, 1},
    {LANG_JAVASCRIPT, "fetch", "fetch", KNOWN_PROMISE, FORM_FUNCTION, 1},
    {LANG_TYPESCRIPT, "fetch", "fetch", KNOWN_CANCELLABLE, FORM_FUNCTION, 1},
    {LANG_TSX, "Response#json", "Response#json", KNOWN_PROMISE, FORM_METHOD, 1},
    {LANG_JAVASCRIPT, "Promise", "Promise", KNOWN_PROMISE, FORM_CONSTRUCTOR, 1},
    {LANG_JAVASCRIPT, "ky.get", "ky.get", KNOWN_PROMISE, FORM_FUNCTION, 2},
    {LANG_JAVASCRIPT, "util.promisify", "util.promisify", KNOWN_PROMISE_FACTORY,
     FORM_FUNCTION, 0},
    {LANG_JAVASCRIPT, "test.describe", "test.describe", KNOWN_SAFE_TO_FLOAT, FORM_FUNCTION,
     0},
    {LANG_JAVASCRIPT, "knex.QueryBuilder#where", "knex.QueryBuilder#*", KNOWN_LAZY_THENABLE,
     FORM_METHOD, 0},
    {LANG_JAVASCRIPT, "fs.readFileSync", "fs.readFileSync", KNOWN_FILE, FORM_FUNCTION, 1},
    {LANG_JAVASCRIPT, "fs.existsSync", "fs.existsSync", KNOWN_PATH, FORM_FUNCTION, 3},
    {LANG_JAVASCRIPT, "child_process.execSync", "child_process.execSync", KNOWN_PROCESS,
     FORM_FUNCTION, 1},
    {LANG_JAVASCRIPT, "XMLHttpRequest#open", "XMLHttpRequest#open", KNOWN_HTTP, FORM_METHOD,
     1},
    {LANG_JAVASCRIPT, "Atomics.wait", "Atomics.wait", KNOWN_PRIMITIVE, FORM_FUNCTION, 1},
    {LANG_JAVASCRIPT, "crypto.pbkdf2Sync", "crypto.pbkdf2Sync", KNOWN_CPU, FORM_FUNCTION,
     1},
    {LANG_JAVASCRIPT, "zlib.gzipSync", "zlib.gzipSync", KNOWN_COMPRESSION, FORM_FUNCTION,
     2},
    {LANG_JAVASCRIPT, "p-limit", "p-limit", KNOWN_LIMITER, FORM_FUNCTION, 1},
    {LANG_JAVASCRIPT, "navigator.locks.request", "navigator.locks.request", KNOWN_MUTEX,
     FORM_FUNCTION, 1},
    {LANG_JAVASCRIPT, "scheduler.yield", "scheduler.yield", KNOWN_SEQUENTIAL_INTENT,
     FORM_FUNCTION, 1},
    {LANG_JAVASCRIPT, "Array#forEach", "Array#forEach", KNOWN_SYNC_CONSUMER, FORM_METHOD,
     1},
    {LANG_JAVASCRIPT, "worker_threads.Worker", "worker_threads.Worker",
     KNOWN_NEEDS_ERROR_HANDLER, FORM_CONSTRUCTOR, 1},
    /* near misses */
    {LANG_PYTHON, "fetch", NULL, KNOWN_NONE, 0, 0},
    {LANG_JAVASCRIPT, "time.sleep", NULL, KNOWN_NONE, 0, 0},
    {LANG_PYTHON, "requests.Session", NULL, KNOWN_NONE, 0, 0},
    {LANG_PYTHON, "requests.gett", NULL, KNOWN_NONE, 0, 0},
    {LANG_PYTHON, "requests", NULL, KNOWN_NONE, 0, 0},
    {LANG_PYTHON, "", NULL, KNOWN_NONE, 0, 0},
    {LANG_PYTHON, "json.loads.x", NULL, KNOWN_NONE, 0, 0},
    {LANG_PYTHON, "pathlib.PurePath#joinpath", NULL, KNOWN_NONE, 0, 0},
    {LANG_PYTHON, "subprocess.Popen#poll", NULL, KNOWN_NONE, 0, 0},
    {LANG_PYTHON, "queue.Queue#get_nowait", NULL, KNOWN_NONE, 0, 0},
    {LANG_PYTHON, "asyncio.Task#result", NULL, KNOWN_NONE, 0, 0},
    {LANG_PYTHON, "io.StringIO#read", NULL, KNOWN_NONE, 0, 0},
    {LANG_TOML, "time.sleep", NULL, KNOWN_NONE, 0, 0},
    {LANG_JAVASCRIPT, "Effect.runSync", NULL, KNOWN_NONE, 0, 0},
};

static void finds_each_category(void **state)
{
    (void)state;
    bool seen[KNOWN_COUNT] = {false};
    for (size_t i = 0; i < COUNT(EXPECTED); i++) {
        const Expected *e = &EXPECTED[i];
        const Known *row = e->name ? known_in(BY(e->language), e->qualified, e->category)
                                   : known_find(BY(e->language), e->qualified);
        if (!e->name && row)
            fail_msg("%s is taken for %s", e->qualified, row->name);
        if (e->name && !row)
            fail_msg("%s is not in %s", e->qualified, CATEGORIES[e->category]);
        if (!row)
            continue;
        assert_string_equal(row->name, e->name);
        assert_int_equal(row->category, e->category);
        assert_int_equal(row->form, e->form);
        assert_int_equal(row->tier, e->tier);
        seen[e->category] = true;
    }
    for (int i = 1; i < KNOWN_COUNT; i++)
        if (!seen[i] && i != KNOWN_CONFIGURED) /* no table has it */
            fail_msg("no row of %s is tested", CATEGORIES[i]);
}

static void known_find_gives_the_first_category(void **state)
{
    (void)state;
    assert_int_equal(known_find(BY(LANG_JAVASCRIPT), "fetch")->category, KNOWN_PROMISE);
    assert_int_equal(known_find(BY(LANG_PYTHON), "asyncio.sleep")->category,
                     KNOWN_COROUTINE);
    const Known *wild = known_find(BY(LANG_JAVASCRIPT), "openai#chat.completions.create");
    assert_int_equal(wild->category, KNOWN_PROMISE);
    assert_null(known_in(BY(LANG_PYTHON), "time.sleep", KNOWN_HTTP));
    assert_null(known_in(BY(LANG_PYTHON), "time.sleep", KNOWN_NONE));
    assert_null(known_find(BY(LANG_PYTHON), NULL));
}

static void groups_reach_their_rows(void **state)
{
    (void)state;
    const Known *row = known_find(BY(LANG_PYTHON), "queue.Queue#put");
    assert_string_equal(row->replacement, "`asyncio.Queue`");
    assert_string_equal(row->guard, "1:block=False 2:timeout=0");
    /* the next group starts without a condition */
    assert_string_equal(known_find(BY(LANG_PYTHON), "queue.Queue#join")->unless, "");
    row = known_in(BY(LANG_PYTHON), "asyncio.AbstractEventLoop#run_in_executor",
                   KNOWN_OFFLOAD);
    assert_int_equal(row->argument, 1);
    assert_string_equal(row->parameter, "func");
    assert_string_equal(known_find(BY(LANG_PYTHON), "open")->parameter, "");
}

static void looks_through_spellings(void **state)
{
    (void)state;
    static const struct {
        Language language;
        const char *from, *to;
    } same_thing[] = {
        {LANG_PYTHON, "requests.sessions.Session", "requests.Session"},
        {LANG_PYTHON, "requests.sessions.Session#get", "requests.Session#get"},
        {LANG_PYTHON, "posixpath.exists", "os.path.exists"},
        {LANG_PYTHON, "builtins.open", "open"},
        {LANG_PYTHON, "io.open", "open"},
        {LANG_PYTHON, "urllib.request.urlopen", "urllib.request.urlopen"},
        {LANG_PYTHON, "concurrent.futures.thread.ThreadPoolExecutor",
         "concurrent.futures.ThreadPoolExecutor"},
        {LANG_PYTHON, "multiprocessing.Queue", "multiprocessing.queues.Queue"},
        {LANG_PYTHON, "aioredis.Redis", "redis.asyncio.Redis"},
        {LANG_PYTHON, "asyncio.tasks.create_task", "asyncio.create_task"},
        {LANG_PYTHON, "my.own.thing", "my.own.thing"},
        {LANG_JAVASCRIPT, "fs.promises.readFile", "fs/promises.readFile"},
        {LANG_JAVASCRIPT, "fs.promises", "fs/promises"},
        {LANG_JAVASCRIPT, "node:fs/promises.readFile", "fs/promises.readFile"},
        {LANG_JAVASCRIPT, "node:fs.promises.readFile", "fs/promises.readFile"},
        {LANG_JAVASCRIPT, "timers.promises.setTimeout", "timers/promises.setTimeout"},
        {LANG_JAVASCRIPT, "globalThis.fetch", "fetch"},
        {LANG_JAVASCRIPT, "window.navigator.locks.request", "navigator.locks.request"},
        {LANG_JAVASCRIPT, "axios.default.get", "axios.get"},
        {LANG_JAVASCRIPT, "axios.default", "axios"},
        {LANG_JAVASCRIPT, "graceful-fs.readFileSync", "fs.readFileSync"},
        {LANG_JAVASCRIPT, "ioredis.Redis", "ioredis"},
    };
    for (size_t i = 0; i < COUNT(same_thing); i++) {
        const char *to = known_canonical(same_thing[i].language, same_thing[i].from);
        assert_string_equal(to, same_thing[i].to);
        assert_ptr_equal(known_find(BY(same_thing[i].language), same_thing[i].from),
                         known_find(BY(same_thing[i].language), same_thing[i].to));
    }
    const char *unknown = "nobody.knows";
    assert_ptr_equal(known_canonical(LANG_PYTHON, unknown), unknown);
}

static void long_names_do_no_harm(void **state)
{
    (void)state;
    char name[2000];
    memset(name, 'a', sizeof(name) - 1);
    memcpy(name, "builtins.", 9);
    memcpy(name + 1500, ".default.objects.get", 20);
    name[sizeof(name) - 1] = '\0';
    assert_null(known_find(BY(LANG_PYTHON), name));
    assert_null(known_find(BY(LANG_JAVASCRIPT), name));
    assert_null(known_factory(BY(LANG_PYTHON), name));
    assert_null(known_member_type(LANG_PYTHON, name, "parent"));
    assert_ptr_equal(known_canonical(LANG_PYTHON, name), name);
    assert_null(known_member(BY(LANG_JAVASCRIPT), name, KNOWN_SYNC_CONSUMER));
}

static void assert_found(Language language, const char *qualified, const char *name)
{
    const Known *row = known_find(BY(language), qualified);
    if (!row || strcmp(row->name, name) != 0)
        fail_msg("%s gives %s", qualified, row ? row->name : "nothing");
}

static void wildcards_and_bases(void **state)
{
    (void)state;
    assert_found(LANG_PYTHON, "openai.OpenAI#chat.completions.create", "openai.OpenAI#*");
    assert_found(LANG_PYTHON, "openai.AzureOpenAI#responses.create", "openai.OpenAI#*");
    assert_found(LANG_PYTHON, "urllib3.ProxyManager#request",
                 "urllib3.PoolManager#request");
    assert_found(LANG_PYTHON, "urllib3.poolmanager.ProxyManager#urlopen",
                 "urllib3.PoolManager#urlopen");
    assert_found(LANG_PYTHON, "plumbum.cmd.ls", "plumbum.cmd.*");
    assert_found(LANG_PYTHON, "app.models.User.objects.get", "*.objects.get");
    assert_found(LANG_PYTHON, "User.objects.get", "*.objects.get");
    assert_null(known_find(BY(LANG_PYTHON), "bpy.data.objects.get"));
    assert_null(known_find(BY(LANG_PYTHON), "state.objects.get"));
    assert_null(known_find(BY(LANG_PYTHON), "objects.get"));
    assert_found(LANG_PYTHON, "io.BufferedReader#read", "io.BufferedIOBase#read");
    assert_found(LANG_JAVASCRIPT, "@aws-sdk/client-s3.S3Client#send",
                 "@aws-sdk/client-*#send");
    assert_found(LANG_JAVASCRIPT, "@prisma/client.PrismaClient#user.create",
                 "@prisma/client.PrismaClient#*.create");
    assert_found(LANG_JAVASCRIPT, "fs-extra.readFileSync", "fs.readFileSync");
    assert_found(LANG_JAVASCRIPT, "fs-extra.readFile", "fs-extra.readFile");
    /* the wildcard of a longer beginning wins */
    assert_found(LANG_JAVASCRIPT, "jimp.Jimp#blur", "jimp.Jimp#*");
    /* a wildcard wants a member; rows of category NONE take some away */
    assert_null(known_find(BY(LANG_PYTHON), "openai.OpenAI"));
    assert_null(known_find(BY(LANG_PYTHON), "openai.OpenAI#with_options"));
    assert_null(known_find(BY(LANG_PYTHON), "openai.AzureOpenAI#copy"));
    assert_null(known_in(BY(LANG_PYTHON), "redis.Redis#pipeline", KNOWN_REDIS));
    assert_null(known_find(BY(LANG_PYTHON), "redis.Redis#_connect"));
    assert_null(known_find(BY(LANG_JAVASCRIPT), "@aws-sdk/client-s3.S3Client#destroy"));
}

static void any_receiver(void **state)
{
    (void)state;
    assert_non_null(known_member(BY(LANG_PYTHON), "run_until_complete", KNOWN_NESTED_LOOP));
    assert_non_null(known_member(BY(LANG_PYTHON), "to_csv", KNOWN_DATA));
    assert_non_null(known_member(BY(LANG_JAVASCRIPT), "forEach", KNOWN_SYNC_CONSUMER));
    assert_non_null(
        known_member(BY(LANG_JAVASCRIPT), "$queryRaw", KNOWN_SEQUENTIAL_RECEIVER));
    assert_null(known_member(BY(LANG_PYTHON), "get", KNOWN_HTTP));
    assert_null(known_member(BY(LANG_PYTHON), "run_forever", KNOWN_NESTED_LOOP));
    assert_null(known_member(BY(LANG_JAVASCRIPT), "forEach", KNOWN_PROMISE));
    /* such a row is no answer to a qualified name */
    assert_null(known_find(BY(LANG_JAVASCRIPT), "my-lib.Thing#forEach"));
}

static void assert_type(const char *type, const char *expected)
{
    if (!expected)
        assert_null(type);
    else if (!type)
        fail_msg("nothing instead of %s", expected);
    else
        assert_string_equal(type, expected);
}

static void types_python(void **state)
{
    (void)state;
    const Language py = LANG_PYTHON;
    assert_type(known_factory(BY(py), "requests.session"), "requests.Session");
    assert_type(known_factory(BY(py), "requests.sessions.session"), "requests.Session");
    assert_type(known_factory(BY(py), "asyncio.get_running_loop"),
                "asyncio.AbstractEventLoop");
    assert_type(known_factory(BY(py), "sqlite3.connect"), "sqlite3.Connection");
    assert_type(known_factory(BY(py), "open"), "io.TextIOWrapper");
    assert_type(known_factory(BY(py), "concurrent.futures.ProcessPoolExecutor#submit"),
                "concurrent.futures.Future");
    assert_type(known_factory(BY(py), "app.User.objects.filter"),
                "django.db.models.QuerySet");
    assert_type(known_factory(BY(py), "time.sleep"), NULL);
    assert_type(known_member_type(py, "pathlib.Path", "parent"), "pathlib.Path");
    assert_type(known_member_type(py, "pathlib.PosixPath", "/"), "pathlib.Path");
    assert_type(known_member_type(py, "pathlib.Path", "resolve()"), "pathlib.Path");
    assert_type(known_member_type(py, "pathlib.Path", "resolve"), NULL);
    assert_type(known_member_type(py, "pathlib.Path", "name"), NULL);
    assert_type(known_member_type(py, "pymongo.MongoClient", "shop"),
                "pymongo.database.Database");
    assert_type(known_item_type(py, "pathlib.Path#glob", -1), "pathlib.Path");
    assert_type(known_item_type(py, "asyncio.open_connection", 0), "asyncio.StreamReader");
    assert_type(known_item_type(py, "asyncio.open_connection", 1), "asyncio.StreamWriter");
    assert_type(known_item_type(py, "asyncio.open_connection", 2), NULL);
    assert_true(known_class(BY(py), "requests.Session"));
    assert_true(known_class(BY(py), "requests.sessions.Session"));
    assert_true(known_class(BY(py), "openai.OpenAI"));
    assert_true(known_class(BY(py), "asyncio.TaskGroup"));
    assert_false(known_class(BY(py), "requests.get"));
    assert_false(known_class(BY(py), "Response"));
    assert_true(known_is_a(py, "asyncio.PriorityQueue", "asyncio.Queue"));
    assert_true(known_is_a(py, "concurrent.futures.thread.ThreadPoolExecutor",
                           "concurrent.futures.Executor"));
    assert_false(known_is_a(py, "asyncio.Queue", "queue.Queue"));
}

static void types_js(void **state)
{
    (void)state;
    const Language lang = LANG_TYPESCRIPT;
    assert_type(known_factory(BY(lang), "fs.createReadStream"), "fs.ReadStream");
    assert_type(known_factory(BY(lang), "axios.create"), "axios.AxiosInstance");
    assert_type(known_factory(BY(lang), "knex.QueryBuilder#where"), "knex.QueryBuilder");
    assert_type(known_factory(BY(lang), "node:fs.promises.open"), "fs/promises.FileHandle");
    assert_type(known_member_type(lang, "AbortController", "signal"), "AbortSignal");
    assert_true(known_class(BY(lang), "worker_threads.Worker"));
    assert_true(known_class(BY(lang), "SharedArrayBuffer"));
    assert_true(known_is_a(lang, "fs.ReadStream", "events.EventEmitter"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_each_category),
        cmocka_unit_test(known_find_gives_the_first_category),
        cmocka_unit_test(groups_reach_their_rows),
        cmocka_unit_test(looks_through_spellings),
        cmocka_unit_test(long_names_do_no_harm),
        cmocka_unit_test(wildcards_and_bases),
        cmocka_unit_test(any_receiver),
        cmocka_unit_test(types_python),
        cmocka_unit_test(types_js),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
