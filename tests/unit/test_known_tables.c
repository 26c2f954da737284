/*
 * test_known_tables.c - laws that every row of the tables of known names keeps: a row that
 * breaks one would never match, or match what it should not, and no rule's test would tell.
 */
#include <stdlib.h>

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

static bool has_space(const char *name)
{
    return strpbrk(name, " \t\n()") != NULL;
}

/* What is wrong with a row, or NULL. */
static const char *row_fault(const Known *row, bool is_js)
{
    const char *hash = strchr(row->name, '#');
    bool member = row->form == FORM_METHOD;
    bool decorates = row->form == FORM_DECORATOR;
    bool either = row->form == FORM_ITERATOR || row->form == FORM_CONTEXT || decorates;
    if (row->name[0] == '\0' || has_space(row->name))
        return "an empty name, a space or parentheses";
    if (row->category >= KNOWN_COUNT)
        return "no category";
    if (!either && row->category != KNOWN_NONE && member != (hash != NULL))
        return "`#` and the form do not agree";
    if (hash && (hash == row->name || hash[1] == '\0' || strchr(hash + 1, '#')))
        return "`#` at the wrong place";
    if (starts_with(row->name, "node:") || starts_with(row->name, "builtins."))
        return "a prefix that is never part of names";
    if (!is_js && strchr(row->name, '/'))
        return "a slash in a Python name";
    if (row->category >= KNOWN_SLEEP && row->category <= KNOWN_NESTED_LOOP &&
        (row->tier < 1 || row->tier > 4))
        return "no tier";
    if (row->category == KNOWN_OFFLOAD && !decorates && row->parameter[0] == '\0')
        return "no parameter";
    if (row->category == KNOWN_OFFLOAD && (row->tier < 1 || row->tier > 3))
        return "neither threads nor processes";
    bool bounded = row->category == KNOWN_TIMEOUT && row->tier <= 2;
    return bounded && row->parameter[0] == '\0' ? "no parameter for a timeout" : NULL;
}

static void check_table(const KnownTable *table, bool is_js, size_t floor)
{
    Language language = is_js ? LANG_JAVASCRIPT : LANG_PYTHON;
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        const Known *row = &table->rows[i];
        if (!row->name)
            continue;
        const char *fault = row_fault(row, is_js);
        if (fault)
            fail_msg("%s: %s", row->name, fault);
        count++;
        const char *canonical = known_canonical(language, row->name);
        if (strcmp(canonical, row->name) != 0)
            fail_msg("%s is another spelling of %s", row->name, canonical);
    }
    assert_true(count >= floor);
}

static int by_category_and_name(const void *a, const void *b)
{
    const Known *x = *(const Known *const *)a, *y = *(const Known *const *)b;
    if (x->category != y->category)
        return x->category - y->category;
    return strcmp(x->name, y->name);
}

static void check_twins(const KnownTable *table)
{
    const Known **rows = xmalloc(table->row_count * sizeof(*rows));
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++)
        if (table->rows[i].name)
            rows[count++] = &table->rows[i];
    qsort(rows, count, sizeof(*rows), by_category_and_name);
    for (size_t i = 1; i < count; i++)
        if (by_category_and_name(&rows[i - 1], &rows[i]) == 0)
            fail_msg("%s stands twice in %s", rows[i]->name, CATEGORIES[rows[i]->category]);
    free(rows);
}

static void check_links(const KnownTable *table, Language language)
{
    for (size_t i = 0; i < table->link_count; i++) {
        const KnownLink *link = &table->links[i];
        if (has_space(link->from) || has_space(link->to))
            fail_msg("%s: a space or parentheses", link->from);
        if (link->kind != LINK_CLASS && strcmp(link->from, link->to) == 0 &&
            link->kind != LINK_RETURNS)
            fail_msg("%s leads to itself", link->from);
        if (link->to[0] && strcmp(known_canonical(language, link->to), link->to) != 0)
            fail_msg("%s is another spelling of %s", link->to,
                     known_canonical(language, link->to));
        for (size_t k = 0; k < i; k++) {
            const KnownLink *other = &table->links[k];
            if (other->kind == link->kind && other->part == link->part &&
                strcmp(other->from, link->from) == 0)
                fail_msg("%s is said twice", link->from);
        }
    }
}

/* A row of category NONE that stops no wildcard is a mistake in one of the two. */
static void check_exceptions(const KnownTable *table, Language language)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const Known *row = &table->rows[i];
        bool stops = !row->name || row->category != KNOWN_NONE;
        for (size_t k = 0; !stops && k < table->row_count; k++) {
            const char *name = table->rows[k].name;
            size_t len = name ? strlen(name) : 0;
            stops =
                len > 2 && name[len - 1] == '*' && strncmp(row->name, name, len - 1) == 0;
        }
        if (!stops)
            fail_msg("%s stops no wildcard", row->name);
        if (row->name && row->category == KNOWN_NONE)
            assert_null(known_find(BY(language), row->name));
    }
}

/* Base classes come to an end, so that a search does. */
static void check_bases(const KnownTable *table)
{
    for (size_t i = 0; i < table->link_count; i++) {
        const char *at = table->links[i].from;
        int steps = 0;
        for (size_t k = 0; k < table->link_count; k++) {
            const KnownLink *link = &table->links[k];
            if (link->kind != LINK_EXTENDS || strcmp(link->from, at) != 0)
                continue;
            at = link->to;
            k = (size_t)-1;
            if (++steps > 5)
                fail_msg("%s has too many bases, or itself", table->links[i].from);
        }
    }
}

static void rows_are_well_formed(void **state)
{
    (void)state;
    check_table(&known_table_python, false, 2000);
    check_table(&known_table_js, true, 1500);
}

static void no_row_stands_twice(void **state)
{
    (void)state;
    check_twins(&known_table_python);
    check_twins(&known_table_js);
}

static void exceptions_stop_something(void **state)
{
    (void)state;
    check_exceptions(&known_table_python, LANG_PYTHON);
    check_exceptions(&known_table_js, LANG_JAVASCRIPT);
}

static void links_are_well_formed(void **state)
{
    (void)state;
    check_links(&known_table_python, LANG_PYTHON);
    check_links(&known_table_js, LANG_JAVASCRIPT);
}

static void bases_come_to_an_end(void **state)
{
    (void)state;
    check_bases(&known_table_python);
    check_bases(&known_table_js);
}

/* A lexicon that remembers answers each question as one that searches each time. */
static void check_memory(const KnownTable *table, Language language)
{
    Arena arena;
    arena_init(&arena);
    const Lexicon kept = lexicon_new(&arena, language, NULL);
    for (int again = 0; again < 2; again++)
        for (size_t i = 0; i < table->row_count; i++) {
            const char *name = table->rows[i].name;
            if (!name)
                continue;
            assert_ptr_equal(known_find(&kept, name), known_find(BY(language), name));
            for (int k = 0; k < KNOWN_COUNT; k++)
                assert_ptr_equal(known_in(&kept, name, k), known_in(BY(language), name, k));
            const char *member = name + (starts_with(name, "*#") ? 2 : 0);
            for (int k = 0; k < KNOWN_COUNT; k++)
                assert_ptr_equal(known_member(&kept, member, k),
                                 known_member(BY(language), member, k));
            assert_ptr_equal(known_factory(&kept, name), known_factory(BY(language), name));
            assert_int_equal(known_class(&kept, name), known_class(BY(language), name));
        }
    arena_release(&arena);
}

static void what_is_remembered_is_what_is_found(void **state)
{
    (void)state;
    check_memory(&known_table_python, LANG_PYTHON);
    check_memory(&known_table_js, LANG_JAVASCRIPT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_well_formed),
        cmocka_unit_test(no_row_stands_twice),
        cmocka_unit_test(exceptions_stop_something),
        cmocka_unit_test(links_are_well_formed),
        cmocka_unit_test(bases_come_to_an_end),
        cmocka_unit_test(what_is_remembered_is_what_is_found),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
