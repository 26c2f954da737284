/*
 * lexicon.c - what the names of one file were answered, so that each is searched for once.
 *
 * A file asks for the same names again and again, for each call and in each rule; most are in
 * no table at all. Names are told apart by address, which costs less than to read them: they
 * live as long as the analysis, and equal ones mostly are one copy.
 */
#include "asynclint/pairs.h"
#include "known/known_tables.h"

/* Bits of Entry.asked, beside the rows. */
enum {
    ASKED_ROW = 1 << 0,
    ASKED_FACTORY = 1 << 1,
    ASKED_CLASS = 1 << 2,
    IS_CLASS = 1 << 3,
    ASKED_MEMBER = 1 << 4,
    ASKED_CATEGORIES = 1 << 5,
};

typedef struct Entry {
    const Known *row;      /* known_find */
    const Known *member;   /* known_member in any category */
    const char *factory;   /* known_factory */
    const char *canonical; /* known_canonical */
    uint64_t maybe;        /* names_categories, as far as known_in found nothing */
    uint32_t asked;
} Entry;

struct Answers {
    Pairs entries; /* by name */
};

Lexicon lexicon_new(Arena *arena, Language language, const OwnNames *own)
{
    struct Answers *answers = NEW(arena, struct Answers);
    answers->entries.arena = arena;
    return (Lexicon){.language = language, .own = own, .answers = answers};
}

/* What is known of the name, to be filled in. */
static Entry *entry_of(const Lexicon *in, const char *name)
{
    Pairs *entries = &in->answers->entries;
    void **entry = pairs_at(entries, name, NULL);
    if (!*entry)
        *entry = NEW(entries->arena, Entry);
    return *entry;
}

static const Known *row_of(const Lexicon *in, Entry *entry, const char *name)
{
    if (!(entry->asked & ASKED_ROW)) {
        entry->row = names_row(in, name, KNOWN_NONE);
        entry->asked |= ASKED_ROW;
    }
    return entry->row;
}

const Known *known_find(const Lexicon *in, const char *qualified)
{
    if (!qualified || !in->answers)
        return names_row(in, qualified, KNOWN_NONE);
    return row_of(in, entry_of(in, qualified), qualified);
}

/* A name that has no row has none in any category, and its first row is the first of its
 * own category. */
const Known *known_in(const Lexicon *in, const char *qualified, KnownCategory category)
{
    if (!qualified || category == KNOWN_NONE)
        return NULL;
    if (!in->answers)
        return names_row(in, qualified, category);
    Entry *entry = entry_of(in, qualified);
    const Known *first = row_of(in, entry, qualified);
    if (!first || first->category == category)
        return first;
    if (!(entry->asked & ASKED_CATEGORIES))
        entry->maybe = names_categories(in, qualified);
    entry->asked |= ASKED_CATEGORIES;
    uint64_t bit = category_bit(category);
    const Known *row = entry->maybe & bit ? names_row(in, qualified, category) : NULL;
    entry->maybe &= row ? UINT64_MAX : ~bit;
    return row;
}

const char *known_factory(const Lexicon *in, const char *qualified)
{
    if (!qualified || !in->answers)
        return names_factory(in->language, qualified);
    Entry *entry = entry_of(in, qualified);
    if (!(entry->asked & ASKED_FACTORY)) {
        entry->factory = names_factory(in->language, qualified);
        entry->asked |= ASKED_FACTORY;
    }
    return entry->factory;
}

bool known_class(const Lexicon *in, const char *qualified)
{
    if (!qualified || !in->answers)
        return names_class(in, qualified);
    Entry *entry = entry_of(in, qualified);
    if (!(entry->asked & ASKED_CLASS))
        entry->asked |= ASKED_CLASS | (names_class(in, qualified) ? IS_CLASS : 0);
    return entry->asked & IS_CLASS;
}

const Known *known_member(const Lexicon *in, const char *member, KnownCategory category)
{
    if (!member || !in->answers)
        return names_member(in->language, member, category);
    Entry *entry = entry_of(in, member);
    if (!(entry->asked & ASKED_MEMBER)) {
        entry->member = names_member(in->language, member, KNOWN_NONE);
        entry->asked |= ASKED_MEMBER;
    }
    const Known *first = entry->member;
    return !first || first->category == category
               ? first
               : names_member(in->language, member, category);
}

const char *lexicon_canonical(const Lexicon *in, const char *qualified)
{
    if (!qualified || !in->answers)
        return known_canonical(in->language, qualified);
    Entry *entry = entry_of(in, qualified);
    if (!entry->canonical)
        entry->canonical = known_canonical(in->language, qualified);
    return entry->canonical;
}
