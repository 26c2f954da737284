/* patch.c - changes written as a unified diff, with git's way of naming odd files. */
#include "check/patch.h"

#include "asynclint/diff.h"
#include "check/terminal.h"

enum { CONTEXT = 3 };

/* Bytes [before, before_end) of the old text became [after, after_end) of the new one;
 * whole lines, as a patch has them: they end at LF only. */
typedef struct Region {
    uint32_t before, before_end, after, after_end;
} Region;

typedef struct Patch {
    Buffer *out;
    PatchStyle look;
    Str before, after;
    VEC(Region) regions;
    uint32_t line, line_byte; /* lines of the old text up to a byte: counted onwards */
    int64_t grown;            /* lines that the new text is ahead */
} Patch;

static bool needs_quotes(const char *path)
{
    for (; *path; path++)
        if ((unsigned char)*path < 0x20 || strchr("\"\\\x7F", *path))
            return true;
    return false;
}

/* The name between quotes, as git has it: a byte that it cannot hold is three digits. For a
 * terminal, so are those of what it would obey. */
static void put_quoted(const Patch *patch, const char *path)
{
    size_t len = strlen(path);
    for (size_t at = 0; at < len;) {
        uint32_t code;
        size_t size = next_char(path + at, len - at, &code);
        bool obeyed = is_unsafe(code) || code == UINT32_MAX;
        bool hidden = code < 0x20 || code == 0x7F || (patch->look.terminal && obeyed);
        if (!hidden && strchr("\"\\", path[at]))
            buffer_puts(patch->out, "\\");
        for (size_t end = at + size; at < end; at++)
            buffer_printf(patch->out, hidden ? "\\%03o" : "%c", (unsigned char)path[at]);
    }
}

/* `side` is "a" or "b". A name with blanks ends in a tab, or tools would cut it there. */
static void put_name(const Patch *patch, const char *mark, const char *side,
                     const char *path)
{
    Buffer *out = patch->out;
    buffer_printf(out, "%s%s ", style(patch->look.color, STYLE_BOLD), mark);
    if (needs_quotes(path)) {
        buffer_printf(out, "\"%s/", side);
        put_quoted(patch, path);
        buffer_puts(out, "\"");
    } else {
        buffer_printf(out, "%s/", side);
        if (patch->look.terminal)
            safe_puts(out, path);
        else
            buffer_puts(out, path);
        buffer_puts(out, strchr(path, ' ') ? "\t" : "");
    }
    buffer_printf(out, "%s\n", style(patch->look.color, STYLE_PLAIN));
}

static void put_line(const Patch *patch, char mark, Str line)
{
    Style wanted = mark == '+' ? STYLE_ADDED : STYLE_REMOVED;
    bool color = patch->look.color && mark != ' ';
    bool ends = line.len > 0 && line.ptr[line.len - 1] == '\n';
    uint32_t len = line.len - ends;
    buffer_printf(patch->out, "%s%c", style(color, wanted), mark);
    if (patch->look.terminal) {
        for (uint32_t at = 0; at < len;) {
            uint32_t code;
            size_t size = next_char(line.ptr + at, len - at, &code);
            bool harmless = code == '\t' || (code == '\r' && at + 1 == len);
            if (harmless)
                buffer_append(patch->out, line.ptr + at, 1);
            else
                safe_char(patch->out, line.ptr + at, len - at, 0);
            at += (uint32_t)size;
        }
    } else {
        buffer_append(patch->out, line.ptr, len);
    }
    buffer_printf(patch->out, "%s\n", style(color, STYLE_PLAIN));
    if (!ends)
        buffer_puts(patch->out, "\\ No newline at end of file\n");
}

static uint32_t count_lines(Str text, uint32_t from, uint32_t to)
{
    uint32_t lines = 0;
    for (uint32_t at = from; at < to; at++)
        lines += text.ptr[at] == '\n' || at + 1 == text.len;
    return lines;
}

static void put_lines(const Patch *patch, char mark, Str text, uint32_t from, uint32_t to)
{
    while (from < to) {
        const char *newline = memchr(text.ptr + from, '\n', to - from);
        uint32_t end = newline ? (uint32_t)(newline - text.ptr) + 1 : to;
        put_line(patch, mark, (Str){text.ptr + from, end - from});
        from = end;
    }
}

/* "3,4", "3" for one line; an empty range names the line before it. */
static void put_range(Buffer *out, char mark, uint32_t first, uint32_t count)
{
    buffer_printf(out, "%c%u", mark, count ? first + 1 : first);
    if (count != 1)
        buffer_printf(out, ",%u", count);
}

/* The start of the line that is up to CONTEXT before the one at `byte`. */
static uint32_t context_start(Str text, uint32_t byte)
{
    for (int i = 0; i < CONTEXT && byte > 0; i++) {
        byte--;
        while (byte > 0 && text.ptr[byte - 1] != '\n')
            byte--;
    }
    return byte;
}

static uint32_t context_end(Str text, uint32_t byte)
{
    for (int i = 0; i < CONTEXT && byte < text.len; i++) {
        const char *newline = memchr(text.ptr + byte, '\n', text.len - byte);
        byte = newline ? (uint32_t)(newline - text.ptr) + 1 : text.len;
    }
    return byte;
}

/* One hunk of the regions [first, last]. */
static void put_hunk(Patch *patch, const Region *first, const Region *last)
{
    Str old = patch->before, new = patch->after;
    uint32_t start = context_start(old, first->before);
    uint32_t end = context_end(old, last->before_end);
    uint32_t new_start = first->after - (first->before - start);
    uint32_t new_end = last->after_end + (end - last->before_end);
    patch->line += count_lines(old, patch->line_byte, start);
    patch->line_byte = start;
    uint32_t old_count = count_lines(old, start, end);
    uint32_t new_count = count_lines(new, new_start, new_end);
    buffer_printf(patch->out, "%s@@ ", style(patch->look.color, STYLE_NOTE));
    put_range(patch->out, '-', patch->line, old_count);
    buffer_puts(patch->out, " ");
    put_range(patch->out, '+', (uint32_t)(patch->line + patch->grown), new_count);
    buffer_printf(patch->out, " @@%s\n", style(patch->look.color, STYLE_PLAIN));
    for (const Region *region = first; region <= last; region++) {
        put_lines(patch, ' ', old, start, region->before);
        put_lines(patch, '-', old, region->before, region->before_end);
        put_lines(patch, '+', new, region->after, region->after_end);
        start = region->before_end;
    }
    put_lines(patch, ' ', old, start, end);
    patch->grown += (int64_t)new_count - old_count;
}

static bool ends_line(Str text, uint32_t byte)
{
    return byte == 0 || text.ptr[byte - 1] == '\n';
}

/* A change may end at a lone CR, which ends no line here: it grows by what is equal around
 * it, up to the change before and to `next`, where the next one begins. */
static void add_region(Patch *patch, Arena *arena, const Change *change, uint32_t next)
{
    Region region = {change->before.start, change->before.end, change->after.start,
                     change->after.end};
    Region *last =
        patch->regions.len ? &patch->regions.items[patch->regions.len - 1] : NULL;
    uint32_t limit = last ? last->before_end : 0;
    while (region.before > limit && !(ends_line(patch->before, region.before) &&
                                      ends_line(patch->after, region.after))) {
        region.before--;
        region.after--;
    }
    while (region.before_end < next && !(ends_line(patch->before, region.before_end) &&
                                         ends_line(patch->after, region.after_end))) {
        region.before_end++;
        region.after_end++;
    }
    if (last && region.before <= last->before_end) {
        last->before_end = region.before_end;
        last->after_end = region.after_end;
        return;
    }
    vec_push(arena, &patch->regions, region);
}

/* Enough equal lines lie between the two that they need not share a hunk. */
static bool far_apart(const Patch *patch, const Region *a, const Region *b)
{
    uint32_t between = count_lines(patch->before, a->before_end, b->before);
    return between > 2 * CONTEXT;
}

/* As seen from the current folder, from where a patch is applied. */
static const char *patch_name(const char *path, Arena *arena)
{
    path = path_from_here(path, arena);
    return path + strspn(path, "/");
}

void patch_append(Buffer *out, const char *path, Str before, Str after, PatchStyle look)
{
    Arena arena;
    arena_init(&arena);
    ChangeList changes = {0};
    diff_lines(before, after, &arena, &changes);
    Patch patch = {.out = out, .look = look, .before = before, .after = after};
    for (uint32_t i = 0; i < changes.len; i++)
        add_region(&patch, &arena, &changes.items[i],
                   i + 1 < changes.len ? changes.items[i + 1].before.start : before.len);
    if (patch.regions.len > 0) {
        put_name(&patch, "---", "a", patch_name(path, &arena));
        put_name(&patch, "+++", "b", patch_name(path, &arena));
    }
    for (uint32_t i = 0; i < patch.regions.len;) {
        const Region *regions = patch.regions.items;
        uint32_t last = i;
        while (last + 1 < patch.regions.len &&
               !far_apart(&patch, &regions[last], &regions[last + 1]))
            last++;
        put_hunk(&patch, &regions[i], &regions[last]);
        i = last + 1;
    }
    arena_release(&arena);
}
