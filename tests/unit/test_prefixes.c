/*
 * test_prefixes.c - half-typed programs: every file of tests/rules/, cut off anywhere, goes
 * through the whole analysis, and its fixes stay inside of it.
 *
 * PREFIX_STEP=1 makes every cut of every file (`make prefixes`), and takes minutes. Without
 * it, a file is cut at forty places, others in each file. Each processor takes a share.
 */
#include "bench.h"

#include "asynclint/files.h"

#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CUTS = 40, LARGEST = 1024 * 1024, MOST_SHARES = 16 };

static size_t *made; /* cuts by each share, in memory of all */

static unsigned long step_of(size_t len)
{
    const char *wanted = getenv("PREFIX_STEP");
    unsigned long step = wanted ? strtoul(wanted, NULL, 10) : len / CUTS;
    return step ? step : 1;
}

static void check_edits(const Finding *finding, uint32_t len)
{
    for (uint32_t i = 0; i < finding->fixes.len; i++) {
        const Fix *fix = finding->fixes.items[i];
        for (uint32_t k = 0; k < fix->edits.len; k++) {
            Span span = fix->edits.items[k].span;
            assert_true(span.start <= span.end && span.end <= len);
        }
    }
}

static void check_prefix(Language language, const char *path, const char *text, size_t len,
                         const Config *config)
{
    Document *doc = document_new(grammar_ts(language), text, len);
    Analysis *analysis = analysis_new(doc, language, path, config);
    for (uint32_t i = 0; i < analysis->findings.len; i++) {
        const Finding *finding = analysis->findings.items[i];
        assert_true(finding->span.start <= finding->span.end && finding->span.end <= len);
        check_edits(finding, (uint32_t)len);
    }
    analysis_free(analysis);
    document_free(doc);
}

/* The number of the file moves its cuts. */
static size_t check_file(const char *path, size_t number, const Config *config)
{
    size_t cuts = 0;
    Files disk = files_on_disk();
    Buffer text;
    buffer_init(&text);
    Language language = language_of_path(path);
    if (grammar_for(language) && disk.read(disk.data, path, LARGEST, &text)) {
        unsigned long step = step_of(text.len);
        for (size_t len = number * 7919 % step; len < text.len; len += step, cuts++) {
            char *copy = xmalloc(len + 1); /* so that a sanitizer sees its end */
            memcpy(copy, text.data, len);
            copy[len] = '\0';
            check_prefix(language, path, copy, len, config);
            free(copy);
        }
    }
    buffer_release(&text);
    return cuts;
}

typedef struct Names {
    Arena arena;
    const char *folder;
    VEC(const char *) files, folders;
} Names;

static void note(void *context, const char *name, EntryKind kind)
{
    Names *names = context;
    const char *path = arena_printf(&names->arena, "%s/%s", names->folder, name);
    if (name[0] == '.')
        return;
    if (kind == ENTRY_FOLDER)
        vec_push(&names->arena, &names->folders, path);
    else
        vec_push(&names->arena, &names->files, path);
}

static void check_share(const Names *names, long share, long shares)
{
    Config *config = config_new();
    for (uint32_t i = (uint32_t)share; i < names->files.len; i += (uint32_t)shares)
        made[share] += check_file(names->files.items[i], i, config);
    config_free(config);
}

/* The children do all but the first share. */
static void check_all(const Names *names)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    long shares = processors < 1 ? 1 : processors > MOST_SHARES ? MOST_SHARES : processors;
    pid_t children[MOST_SHARES];
    fflush(NULL);
    for (long share = 1; share < shares; share++) {
        children[share] = fork();
        assert_true(children[share] >= 0);
        if (children[share] == 0) {
            check_share(names, share, shares);
            _exit(0);
        }
    }
    check_share(names, 0, shares);
    for (long share = 1; share < shares; share++) {
        int status;
        assert_int_equal(waitpid(children[share], &status, 0), children[share]);
        assert_int_equal(status, 0);
    }
}

static void test_every_fixture(void **state)
{
    (void)state;
    bench_free(bench_python(""));
    Names names = {0};
    arena_init(&names.arena);
    vec_push(&names.arena, &names.folders, "tests/rules");
    while (names.folders.len) {
        names.folder = names.folders.items[--names.folders.len];
        Files disk = files_on_disk();
        disk.list(disk.data, names.folder, note, &names);
    }
    assert_true(names.files.len > 100);
    check_all(&names);
    arena_release(&names.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_fixture)};
    size_t size = MOST_SHARES * sizeof *made, all = 0;
    made = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (made == MAP_FAILED)
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    for (size_t i = 0; i < MOST_SHARES; i++)
        all += made[i];
    printf("# %zu prefixes\n", all);
    munmap(made, size);
    return failed;
}
