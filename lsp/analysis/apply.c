/*
 * apply.c - puts fixes into the text, in rounds.
 *
 * Of fixes whose edits touch or stand among each other's only the first is taken: the
 * others are built anew, from the changed text, in the next round.
 */
#include "analysis/notebook_fixes.h"
#include "asynclint/analysis.h"
#include "findings/pass.h"

#include <stdlib.h>

/* More rounds than there are findings: fixes that bring each other about. */
enum { MORE_ROUNDS = 10 };

/* One edit of a fix that was taken. */
typedef struct Placed {
    Edit edit;
    uint32_t order; /* as taken: equals keep it */
} Placed;

typedef struct Round {
    Arena *arena;
    const NotebookFile *notebook; /* or NULL */
    FindingList findings;         /* those whose fix was taken */
    VEC(Fix *) fixes;             /* … and the fix */
    VEC(Span) hulls; /* … and from where to where it reaches, imports aside */
    VEC(Placed) edits;
} Round;

Fix *finding_fix(const Finding *finding, bool unsafe)
{
    for (uint32_t i = 0; i < finding->fixes.len; i++) {
        Fix *fix = finding->fixes.items[i];
        if (!fix->disabled && fix->edits.len && (fix->safety == SAFE || unsafe))
            return fix;
    }
    return NULL;
}

static bool is_wanted(const Finding *finding, ApplyOptions options)
{
    return finding->severity >= options.min_severity &&
           (!options.only || finding->rule == options.only);
}

/* Imports aside: many fixes add the same one, far from the rest. An empty hull beyond all
 * text when there is nothing else. */
static Span hull_of(const Fix *fix)
{
    Span hull = {UINT32_MAX, UINT32_MAX};
    for (uint32_t i = 0; i < fix->edits.len; i++) {
        Edit edit = fix->edits.items[i];
        if (edit.shared)
            continue;
        if (hull.start == UINT32_MAX)
            hull = edit.span;
        hull.end = edit.span.end > hull.end ? edit.span.end : hull.end;
    }
    return hull;
}

/* A shared insertion may stand between another fix's edits, but not inside one. */
static bool splits(const Fix *a, const Fix *b)
{
    for (uint32_t i = 0; i < a->edits.len; i++)
        for (uint32_t k = 0; a->edits.items[i].shared && k < b->edits.len; k++) {
            Span at = a->edits.items[i].span, other = b->edits.items[k].span;
            if (at.start < other.end && other.start < at.end)
                return true;
            if (at.start == at.end && other.start < at.start && at.start < other.end)
                return true;
        }
    return false;
}

static bool conflicts(const Round *round, const Fix *fix, Span hull)
{
    for (uint32_t i = 0; i < round->fixes.len; i++) {
        Span other = round->hulls.items[i];
        if (hull.start <= other.end && other.start <= hull.end && hull.start != UINT32_MAX)
            return true;
        if (splits(fix, round->fixes.items[i]) || splits(round->fixes.items[i], fix))
            return true;
    }
    return false;
}

static bool is_placed(const Round *round, const Edit *edit)
{
    for (uint32_t i = 0; edit->shared && i < round->edits.len; i++) {
        const Edit *other = &round->edits.items[i].edit;
        if (other->shared && other->span.start == edit->span.start &&
            other->span.end == edit->span.end && same(other->text, edit->text))
            return true;
    }
    return false;
}

static void add(Round *round, Finding *finding, Fix *fix, Span hull)
{
    vec_push(round->arena, &round->findings, finding);
    vec_push(round->arena, &round->fixes, fix);
    vec_push(round->arena, &round->hulls, hull);
    for (uint32_t i = 0; i < fix->edits.len; i++) {
        Placed placed = {fix->edits.items[i], round->edits.len};
        if (!is_placed(round, &placed.edit))
            vec_push(round->arena, &round->edits, placed);
    }
}

/* What another round took, from `start` to `end`. */
static void add_all(Round *round, const Round *other, uint32_t start, uint32_t end)
{
    for (uint32_t i = start; i < end; i++)
        add(round, other->findings.items[i], other->fixes.items[i], other->hulls.items[i]);
}

static int compare_placed(const void *a, const void *b)
{
    const Placed *x = a, *y = b;
    if (edit_before(&x->edit, &y->edit))
        return -1;
    if (edit_before(&y->edit, &x->edit))
        return 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* `text` is the analysed one; of a notebook, its file's. */
static void write_edits(Round *round, Str text, Buffer *out)
{
    if (round->edits.len)
        qsort(round->edits.items, round->edits.len, sizeof(Placed), compare_placed);
    uint32_t at = 0;
    for (uint32_t i = 0; i < round->edits.len; i++) {
        Edit edit =
            notebook_edit(round->notebook, round->arena, round->edits.items[i].edit);
        buffer_append(out, text.ptr + at, edit.span.start - at);
        buffer_puts(out, edit.text);
        at = edit.span.end;
    }
    buffer_append(out, text.ptr + at, text.len - at);
}

static Round take_all(Analysis *analysis, ApplyOptions options)
{
    Round round = {.arena = &analysis->arena, .notebook = options.around.notebook};
    for (uint32_t i = 0; i < analysis->findings.len; i++) {
        Finding *finding = analysis->findings.items[i];
        Fix *fix =
            is_wanted(finding, options) ? finding_fix(finding, options.unsafe) : NULL;
        Span hull = fix ? hull_of(fix) : (Span){0};
        if (fix && !conflicts(&round, fix, hull))
            add(&round, finding, fix, hull);
    }
    return round;
}

/* --- rounds --- */

/* A file between two rounds. */
typedef struct Draft {
    Language language;
    Buffer text;
    Document *doc;          /* of the text, or of the notebook's program */
    NotebookFile *notebook; /* or NULL */
} Draft;

/* Takes a new text; false when it was a notebook and is none any more. */
static bool draft_set(Draft *draft, bool is_notebook, Str text)
{
    Arena arena;
    const char *reason;
    buffer_clear(&draft->text);
    buffer_append(&draft->text, text.ptr, text.len);
    Str whole = {draft->text.data, text.len};
    notebook_free(draft->notebook);
    draft->notebook = NULL;
    if (is_notebook) {
        arena_init(&arena);
        draft->notebook = notebook_new(whole, &arena, &reason);
        arena_release(&arena);
        if (!draft->notebook)
            return false;
        whole = (Str){draft->notebook->text.data, (uint32_t)draft->notebook->text.len};
    }
    if (draft->doc)
        document_set_text(draft->doc, whole.ptr, whole.len);
    else
        draft->doc = document_new(grammar_ts(draft->language), whole.ptr, whole.len);
    return true;
}

static void draft_release(Draft *draft)
{
    notebook_free(draft->notebook);
    document_free(draft->doc);
    buffer_release(&draft->text);
}

static uint32_t errors_of(const Draft *like, const Buffer *text)
{
    Draft draft = {.language = like->language};
    buffer_init(&draft.text);
    bool read = draft_set(&draft, like->notebook, (Str){text->data, (uint32_t)text->len});
    uint32_t count = read ? document_error_count(draft.doc) : UINT32_MAX;
    draft_release(&draft);
    return count;
}

/* Of a round that breaks the text: those fixes that do no such harm, found by halves. */
static Round harmless(const Draft *draft, const Round *all, uint32_t errors, Buffer *out)
{
    Str text = {draft->text.data, (uint32_t)draft->text.len};
    Round kept = {.arena = all->arena, .notebook = all->notebook};
    uint32_t count = all->fixes.len, step = (count + 1) / 2;
    for (uint32_t i = 0; i < count;) {
        Round more = {.arena = all->arena, .notebook = all->notebook};
        step = step < count - i ? step : count - i;
        add_all(&more, &kept, 0, kept.fixes.len);
        add_all(&more, all, i, i + step);
        buffer_clear(out);
        write_edits(&more, text, out);
        bool harms = errors_of(draft, out) > errors;
        if (!harms)
            kept = more;
        if (!harms || step == 1)
            i += step;
        step = harms ? (step + 1) / 2 : step * 2;
    }
    buffer_clear(out);
    write_edits(&kept, text, out);
    return kept;
}

/* One round over the draft, of which the analysis is. */
static Round apply_round(const Draft *draft, Analysis *analysis, ApplyOptions options,
                         Buffer *out)
{
    Str text = {draft->text.data, (uint32_t)draft->text.len};
    options.around.notebook = draft->notebook;
    Round round = take_all(analysis, options);
    bool broken = round.fixes.len && analysis->syntax->has_error;
    uint32_t errors = broken ? document_error_count(draft->doc) : 0;
    write_edits(&round, text, out);
    if (round.fixes.len && errors_of(draft, out) > errors)
        round = harmless(draft, &round, errors, out);
    return round;
}

uint32_t fixes_apply(Analysis *analysis, Str text, ApplyOptions options, Buffer *out,
                     FindingList *taken)
{
    Draft draft = {.language = analysis->language};
    buffer_init(&draft.text);
    draft_set(&draft, false, text);
    Round round = apply_round(&draft, analysis, options, out);
    draft_release(&draft);
    if (taken)
        *taken = round.findings;
    return round.fixes.len;
}

/* *left is how many rounds may follow, once it is known. */
static uint32_t fix_round(const Draft *draft, const char *path, const Config *config,
                          ApplyOptions options, Buffer *out, uint32_t *left)
{
    options.around.notebook = draft->notebook;
    Analysis *analysis =
        analysis_new_in(draft->doc, draft->language, path, config, options.around);
    uint32_t count = apply_round(draft, analysis, options, out).fixes.len;
    if (*left == UINT32_MAX)
        *left = analysis->findings.len + MORE_ROUNDS;
    analysis_free(analysis);
    return count;
}

uint32_t fix_text(Language language, const char *path, const Config *config, Str text,
                  ApplyOptions options, Buffer *out)
{
    uint32_t total = 0, left = UINT32_MAX;
    bool is_notebook = options.around.notebook;
    Draft draft = {.language = language};
    Buffer next;
    buffer_init(&draft.text);
    buffer_init(&next);
    bool read = draft_set(&draft, is_notebook, text);
    for (; read && left > 0; left--) {
        buffer_clear(&next);
        uint32_t count = fix_round(&draft, path, config, options, &next, &left);
        if (!count)
            break;
        total += count;
        read = draft_set(&draft, is_notebook, (Str){next.data, (uint32_t)next.len});
    }
    buffer_append(out, draft.text.data, draft.text.len);
    buffer_release(&next);
    draft_release(&draft);
    return total;
}
