/*
 * git.c - a folder listed as git lists it: tracked, or new and not ignored.
 *
 * git is the only program that is ever run. It gets a bare environment, no configuration
 * of the system, no hooks, no file-system monitor, no transport, the folder of the `.git`
 * as its work tree, and answers on a pipe within a time; what a hostile work tree
 * configures has nothing to act on. What it lists is believed only where it leads inside.
 */
#include "files/list.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE = 60 * 1000 }; /* ms without a byte; a FIFO named `.gitignore` never ends */

/* git from PATH; a relative entry could be a folder of the work tree, so none is used. */
static const char *find_git(Arena *arena)
{
    const char *path = getenv("PATH");
    if (!path)
        path = "/usr/local/bin:/usr/bin:/bin";
    while (*path) {
        size_t len = strcspn(path, ":");
        const char *git = arena_printf(arena, "%.*s/git", (int)len, path);
        if (len > 0 && *path == '/' && access(git, X_OK) == 0)
            return git;
        path += len + (path[len] == ':');
    }
    return NULL;
}

/* Only what git needs to find the user's own excludes, and what keeps it quiet and in
 * `top`, whatever `core.worktree` says. */
static char **bare_environment(Arena *arena, const char *top)
{
    static const char *const kept[] = {"PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR"};
    static const char *const fixed[] = {
        "LC_ALL=C",
        "GIT_CONFIG_NOSYSTEM=1",
        "GIT_OPTIONAL_LOCKS=0",
        "GIT_PAGER=cat",
        "GIT_TERMINAL_PROMPT=0",
        "GIT_NO_LAZY_FETCH=1", /* newer gits; for all others: no transport is allowed */
        "GIT_ALLOW_PROTOCOL=none",
        "GIT_ASKPASS=/bin/false",
    };
    char **list = arena_alloc(arena, (COUNT(kept) + COUNT(fixed) + 2) * sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < COUNT(kept); i++) {
        const char *value = getenv(kept[i]);
        if (value)
            list[count++] = arena_printf(arena, "%s=%s", kept[i], value);
    }
    for (size_t i = 0; i < COUNT(fixed); i++)
        list[count++] = arena_printf(arena, "%s", fixed[i]);
    list[count++] = arena_printf(arena, "GIT_WORK_TREE=%s", top);
    return list;
}

static char **git_arguments(Arena *arena, const char *git, const char *folder,
                            const char *const *words)
{
    const char *const before[] = {
        git,  "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
        "-C", folder};
    size_t count = 0;
    while (words[count])
        count++;
    char **argv = arena_alloc(arena, (COUNT(before) + count + 1) * sizeof *argv);
    for (size_t i = 0; i < COUNT(before); i++)
        argv[i] = arena_printf(arena, "%s", before[i]);
    for (size_t i = 0; i < count; i++)
        argv[COUNT(before) + i] = arena_printf(arena, "%s", words[i]);
    return argv;
}

/* Reads both pipes to their ends, so that neither can fill and stop the other; false when
 * nothing comes any more. */
static bool read_both(int out_fd, int err_fd, Buffer *out, Buffer *err)
{
    struct pollfd fds[2] = {{out_fd, POLLIN, 0}, {err_fd, POLLIN, 0}};
    Buffer *into[2] = {out, err};
    char piece[16 * 1024];
    while (fds[0].fd >= 0 || fds[1].fd >= 0) {
        int ready = poll(fds, 2, PATIENCE);
        if (ready == 0 || (ready < 0 && errno != EINTR))
            return false;
        if (ready < 0)
            continue;
        for (int i = 0; i < 2; i++) {
            if (fds[i].fd < 0 || !fds[i].revents)
                continue;
            ssize_t got = read(fds[i].fd, piece, sizeof piece);
            if (got > 0)
                buffer_append(into[i], piece, (size_t)got);
            else if (got == 0 || errno != EINTR)
                fds[i].fd = -1;
        }
    }
    return true;
}

static bool spawn(char **argv, char **environment, int out_fd, int err_fd, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE); /* ignored here; git expects it */
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out_fd, 1);
    posix_spawn_file_actions_adddup2(&actions, err_fd, 2);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    int failed = posix_spawn(pid, argv[0], &actions, &attributes, argv, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failed == 0;
}

typedef struct Place {
    const char *folder; /* where git runs */
    const char *top;    /* the folder that holds the .git */
} Place;

/* Runs git in a folder. Its exit status, or -1 when it cannot be run. */
static int git_run(Arena *arena, const Place *place, const char *const *words, Buffer *out,
                   Buffer *err)
{
    const char *git = find_git(arena);
    int outs[2], errs[2];
    if (!git || pipe2(outs, O_CLOEXEC) != 0)
        return -1;
    if (pipe2(errs, O_CLOEXEC) != 0) {
        close(outs[0]);
        close(outs[1]);
        return -1;
    }
    pid_t pid = 0;
    char **argv = git_arguments(arena, git, place->folder, words);
    char **environment = bare_environment(arena, place->top);
    bool running = spawn(argv, environment, outs[1], errs[1], &pid);
    close(outs[1]);
    close(errs[1]);
    bool answered = running && read_both(outs[0], errs[0], out, err);
    if (running && !answered) {
        kill(pid, SIGKILL);
        buffer_clear(err);
        buffer_puts(err, "it gives no answer");
    }
    close(outs[0]);
    close(errs[0]);
    int status = -1;
    while (running && waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return running && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* `real`, or the folder above it that holds a .git, which may be a file (worktree,
 * submodule); NULL when there is none. */
static const char *work_tree_of(Arena *arena, const char *real)
{
    char *folder = arena_printf(arena, "%s/", real);
    for (;;) {
        char *slash = strrchr(folder, '/');
        if (!slash)
            return NULL;
        *slash = '\0';
        if (access(arena_printf(arena, "%s/.git", folder), F_OK) == 0)
            return *folder ? folder : "/";
    }
}

/* What git complained of: a folder that it could not open is ours to report. */
static void report_errors(Search *search, Buffer *err)
{
    char *rest = NULL;
    for (char *line = strtok_r(err->data, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest)) {
        if (strstr(line, "could not open directory"))
            search->list->failed = true;
        search->list->say("%s: git: %s", search->folder, line);
    }
}

/* The folder of the name before, which the next one mostly shares. */
typedef struct Parent {
    const char *name; /* it begins with the folder's */
    size_t len;
    bool inside;
} Parent;

/* An index can name `../x`, and a folder that it names may have become a link. */
static bool stays_inside(const Search *search, Parent *parent, const char *name)
{
    const char *slash = strrchr(name, '/');
    size_t len = slash ? (size_t)(slash - name) : 0;
    if (same(slash ? slash + 1 : name, ".."))
        return false;
    if (parent->name && len == parent->len && strncmp(name, parent->name, len) == 0)
        return parent->inside;
    Arena arena;
    arena_init(&arena);
    const char *below = arena_strndup(&arena, name, len);
    const char *root = same(search->real, "/") ? "" : search->real;
    const char *wanted = len ? arena_printf(&arena, "%s/%s", root, below) : search->real;
    char *real = realpath(found_path(&arena, search->folder, len ? below : "."), NULL);
    /* What is forbidden is for search_found to report. */
    bool inside = real ? same(real, wanted) : errno == EACCES;
    *parent = (Parent){name, len, inside};
    free(real);
    arena_release(&arena);
    return inside;
}

static void take_names(Search *search, const Buffer *names)
{
    FileList *list = search->list;
    Parent parent = {0};
    const char *path;
    for (size_t at = 0; at < names->len; at += strlen(names->data + at) + 1) {
        if (!stays_inside(search, &parent, names->data + at))
            continue;
        path = found_path(&list->arena, search->folder, names->data + at);
        if (search_found(search, path) == FOUND_FOLDER) /* a submodule, another clone */
            vec_push(&list->arena, &list->pending, path);
    }
    do { /* links to folders are not followed: git does not, either */
        search_link(search, &path);
    } while (path);
}

bool git_list(Search *search)
{
    static const char *const list[] = {"ls-files",           "-z", "--cached", "--others",
                                       "--exclude-standard", NULL};
    static const char *const ignored[] = {"check-ignore", "-q", ".", NULL};
    Arena arena;
    arena_init(&arena);
    Buffer out, err;
    buffer_init(&out);
    buffer_init(&err);
    bool listed = false;
    Place place = {search->folder, work_tree_of(&arena, search->real)};
    if (place.top) {
        int status = git_run(&arena, &place, list, &out, &err);
        if (status < 0 && err.len == 0)
            buffer_puts(&err, "git cannot be run");
        listed = status == 0;
        /* A folder that is ignored itself, and was named all the same, is walked. */
        if (listed && out.len == 0 && git_run(&arena, &place, ignored, &out, &err) == 0)
            listed = false;
        else if (!listed && !search->list->quiet)
            search->list->say(
                "note: %s: git cannot list it (%.*s); its ignore rules are not applied",
                search->folder, (int)strcspn(err.data, "\n"), err.data);
    }
    if (listed) {
        report_errors(search, &err);
        take_names(search, &out);
    }
    buffer_release(&out);
    buffer_release(&err);
    arena_release(&arena);
    return listed;
}
