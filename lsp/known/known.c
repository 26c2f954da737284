/*
 * known.c - finds a qualified name in the tables of known callables and classes.
 *
 * The order of a search: the name itself, the same member of its base classes, the wildcard
 * rows of these, patterns, its last two words. A row of category NONE ends it.
 */
#include <pthread.h>
#include <stdio.h>

#include "known/known_tables.h"

enum { MAX_NAME = 512, MAX_BASES = 8, MAX_ALIASES = 4 };

/* A name while it is looked up: borrowed, or rewritten in the buffer. Longer names than
 * the buffer holds are looked up as they are. */
typedef struct Name {
    const char *text; /* NUL-terminated */
    size_t len;
    char buffer[MAX_NAME];
} Name;

static Names python, js;

static void init_python(void)
{
    names_init(&python, &known_table_python, false);
}

static void init_js(void)
{
    names_init(&js, &known_table_js, true);
}

static const Names *names_of(Language language)
{
    static pthread_once_t python_once = PTHREAD_ONCE_INIT, js_once = PTHREAD_ONCE_INIT;
    if (language == LANG_PYTHON) {
        pthread_once(&python_once, init_python);
        return &python;
    }
    if (!language_is_js(language))
        return NULL;
    pthread_once(&js_once, init_js);
    return &js;
}

/* --- spellings --- */

static bool is_boundary(char c)
{
    return c == '.' || c == '#' || c == '\0';
}

/* Puts `head` in place of the first `cut` bytes. False when it grows too long. */
static bool name_rewrite(Name *name, const char *head, size_t cut)
{
    if (head[0] == '\0' && cut < name->len)
        cut++; /* the separator goes too */
    size_t start = strlen(head), rest = name->len - cut;
    if (start + rest >= MAX_NAME)
        return false;
    memmove(name->buffer + start, name->text + cut, rest);
    memcpy(name->buffer, head, start);
    name->buffer[start + rest] = '\0';
    name->text = name->buffer;
    name->len = start + rest;
    return true;
}

/* The alias of the longest part from the left, or NULL. */
static const KnownLink *alias_of(const Names *names, const Name *name)
{
    const KnownLink *found = NULL;
    uint32_t hash = HASH_START;
    for (size_t i = 0; i <= name->len; i++) {
        const KnownLink *link = NULL;
        if (is_boundary(name->text[i]))
            link = names_link(names, LINK_ALIAS, name->text, i, hash);
        if (link)
            found = link;
        hash = hash_step(hash, name->text[i]);
    }
    return found;
}

/* An ES module's default export and the module are one thing here: x.default.get. */
static void drop_default(Name *name)
{
    static const char WORD[] = ".default";
    const char *at = strstr(name->text, WORD);
    if (!at || at == name->text || !is_boundary(at[sizeof(WORD) - 1]))
        return;
    size_t head = (size_t)(at - name->text), tail = head + sizeof(WORD) - 1;
    if (name->len >= MAX_NAME)
        return;
    memmove(name->buffer, name->text, head);
    memmove(name->buffer + head, name->text + tail, name->len - tail + 1);
    name->text = name->buffer;
    name->len -= sizeof(WORD) - 1;
}

/* The spelling of the tables. Gives the last alias taken, if it is for the whole name. */
static const KnownLink *name_set(Name *name, const Names *names, const char *qualified)
{
    if (names->is_js && starts_with(qualified, "node:"))
        qualified += strlen("node:");
    name->text = qualified;
    name->len = strlen(qualified);
    if (names->is_js)
        drop_default(name);
    const KnownLink *whole = NULL;
    for (int i = 0; i < MAX_ALIASES; i++) {
        const KnownLink *alias = alias_of(names, name);
        if (!alias)
            break;
        size_t cut = strlen(alias->from);
        whole = cut == name->len ? alias : NULL;
        if (!name_rewrite(name, alias->to, cut))
            break;
    }
    return whole;
}

/* Length of the class or module that the name is a member of; 0 when there is none. */
static size_t owner_len(const Name *name)
{
    const char *hash = strchr(name->text, '#');
    if (hash)
        return (size_t)(hash - name->text);
    size_t len = name->len;
    while (len > 0 && name->text[len] != '.')
        len--;
    return len;
}

/* Goes on to the same member of the base class (or module). False at the end. */
static bool name_to_base(Name *name, const Names *names)
{
    size_t owner = owner_len(name);
    if (owner == 0)
        return false;
    uint32_t hash = hash_of(name->text, owner);
    const KnownLink *link = names_link(names, LINK_EXTENDS, name->text, owner, hash);
    return link && name_rewrite(name, link->to, owner);
}

/* Leaves the last two words, for the rows that begin with "*.", when they follow the name of
 * a class: User.objects.get, but not data.objects.get. */
static bool name_to_tail(Name *name)
{
    size_t dots[3], count = 0; /* one past the last three dots, from the right */
    for (size_t i = name->len; i > 0 && count < COUNT(dots); i--)
        if (name->text[i - 1] == '.')
            dots[count++] = i;
    if (count < 2)
        return false;
    char first = name->text[count == 3 ? dots[2] : 0];
    return first >= 'A' && first <= 'Z' && name_rewrite(name, "*", dots[1] - 1);
}

/* --- rows --- */

static bool row_is(const Known *row, KnownCategory category)
{
    return category == KNOWN_NONE || row->category == category;
}

/* The row of exactly this name; *barred when the tables say that it is nothing. */
static const Known *exact_row(const Names *names, const Name *name, KnownCategory category,
                              bool *barred)
{
    uint32_t hash = hash_of(name->text, name->len);
    const Slot *slot = NULL;
    while ((slot = map_next(&names->rows, name->text, name->len, hash, slot))) {
        const Known *row = slot->value;
        *barred = row->category == KNOWN_NONE;
        if (*barred)
            return NULL;
        if (row_is(row, category))
            return row;
    }
    return NULL;
}

/* The row that ends in `*` with the longest part before it. What begins with `_` is private
 * and not meant by it. */
static const Known *wild_row(const Names *names, const Name *name, KnownCategory category)
{
    const Known *found = NULL;
    uint32_t hash = HASH_START;
    for (size_t i = 0; i + 1 < name->len; i++) {
        hash = hash_step(hash, name->text[i]);
        const Slot *slot = NULL;
        if (!is_boundary(name->text[i]) || name->text[i + 1] == '_')
            continue;
        do
            slot = map_next(&names->wild, name->text, i + 1, hash, slot);
        while (slot && !row_is(slot->value, category));
        if (slot)
            found = slot->value;
    }
    return found;
}

/* `*` stands for one or more characters. On a mismatch the last `*` takes one more. */
static bool pattern_matches(const char *pattern, const char *text)
{
    const char *star = NULL, *resume = NULL;
    while (*text) {
        if (*pattern == '*') {
            star = ++pattern;
            resume = ++text;
        } else if (*pattern == *text) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star;
            text = ++resume;
        } else {
            return false;
        }
    }
    return *pattern == '\0';
}

static const Known *pattern_row(const Names *names, const Name *name,
                                KnownCategory category)
{
    for (size_t i = 0; i < names->pattern_count; i++) {
        const Known *row = names->patterns[i];
        if (row_is(row, category) && row->name[0] == name->text[0] &&
            pattern_matches(row->name, name->text))
            return row;
    }
    return NULL;
}

static const Known *find_row(const Names *names, const char *qualified,
                             KnownCategory category)
{
    const Known *row = NULL;
    bool barred = false;
    Name name;
    name_set(&name, names, qualified);
    do {
        row = exact_row(names, &name, category, &barred);
        if (row || barred)
            return row;
    } while (name_to_base(&name, names));
    name_set(&name, names, qualified);
    do {
        row = wild_row(names, &name, category);
        if (row)
            return row;
    } while (name_to_base(&name, names));
    name_set(&name, names, qualified);
    row = pattern_row(names, &name, category);
    if (!row && name_to_tail(&name))
        row = exact_row(names, &name, category, &barred);
    return row;
}

uint64_t names_categories(const Lexicon *in, const char *qualified)
{
    const Names *names = names_of(in->language);
    uint64_t found = 0;
    Name name;
    if (in->own || !names)
        return UINT64_MAX;
    name_set(&name, names, qualified);
    do {
        uint32_t hash = HASH_START;
        const Slot *slot = NULL;
        for (size_t i = 0; i < name.len; i++) {
            hash = hash_step(hash, name.text[i]);
            while (is_boundary(name.text[i]) &&
                   (slot = map_next(&names->wild, name.text, i + 1, hash, slot)))
                found |= category_bit(((const Known *)slot->value)->category);
        }
        while ((slot = map_next(&names->rows, name.text, name.len, hash, slot)))
            found |= category_bit(((const Known *)slot->value)->category);
    } while (name_to_base(&name, names));
    for (size_t i = 0; i < names->pattern_count; i++)
        if (names->patterns[i]->name[0] == name.text[0])
            found |= category_bit(names->patterns[i]->category);
    name_set(&name, names, qualified);
    bool tail = name_to_tail(&name);
    uint32_t hash = hash_of(name.text, name.len);
    const Slot *slot = NULL;
    while (tail && (slot = map_next(&names->rows, name.text, name.len, hash, slot)))
        found |= category_bit(((const Known *)slot->value)->category);
    return found;
}

/* --- the configuration's names --- */

#define OWN_ROW(group, instead)                                                            \
    {                                                                                      \
        .name = "", .category = KNOWN_##group, .tier = 1, .replacement = (instead),        \
        .unless = "", .guard = "", .parameter = ""                                         \
    }

static const Known OWN_ROWS[] = {
    OWN_ROW(CONFIGURED, ""), OWN_ROW(CPU, "a `ProcessPoolExecutor`"),
    OWN_ROW(CPU, ""),        OWN_ROW(COROUTINE, ""),
    OWN_ROW(PROMISE, ""),
};

/* The row by which a name of the configuration is of a category; any when that is NONE. */
static const Known *own_row(uint32_t kinds, Language language, KnownCategory category)
{
    bool in_js = language_is_js(language);
    const uint32_t said[] = {OWN_BLOCKING, in_js ? 0 : OWN_CPU, in_js ? OWN_CPU : 0,
                             in_js ? 0 : OWN_AWAITABLE, in_js ? OWN_AWAITABLE : 0};
    for (size_t i = 0; i < COUNT(OWN_ROWS); i++)
        if (kinds & said[i] && row_is(&OWN_ROWS[i], category))
            return &OWN_ROWS[i];
    return NULL;
}

/* What is harmless still bounds work, keeps it apart, or runs it elsewhere. */
static const KnownCategory KEPT[] = {KNOWN_OFFLOAD,
                                     KNOWN_LIMITER,
                                     KNOWN_MUTEX,
                                     KNOWN_SEQUENTIAL_INTENT,
                                     KNOWN_SEQUENTIAL_RECEIVER,
                                     KNOWN_PROMISE_FACTORY,
                                     KNOWN_SAFE_TO_FLOAT};

static const Known *safe_row(const Names *names, const char *qualified,
                             KnownCategory category)
{
    for (size_t i = 0; i < COUNT(KEPT); i++) {
        bool asked = category == KNOWN_NONE || category == KEPT[i];
        const Known *row = asked ? find_row(names, qualified, KEPT[i]) : NULL;
        if (row)
            return row;
    }
    return NULL;
}

const Known *names_row(const Lexicon *in, const char *qualified, KnownCategory category)
{
    const Names *names = names_of(in->language);
    if (!names || !qualified)
        return NULL;
    uint32_t own = own_kinds(in->own, in->language, qualified);
    if (own & OWN_SAFE)
        return safe_row(names, qualified, category);
    const Known *row = find_row(names, qualified, category);
    return row || !own ? row : own_row(own, in->language, category);
}

const Known *known_own(const Lexicon *in, const char *qualified)
{
    uint32_t own = own_kinds(in->own, in->language, qualified);
    return own_row(own & (OWN_BLOCKING | OWN_CPU), in->language, KNOWN_NONE);
}

bool known_is_safe(const Lexicon *in, const char *qualified)
{
    return own_kinds(in->own, in->language, qualified) & OWN_SAFE;
}

const Known *names_member(Language language, const char *member, KnownCategory category)
{
    const Names *names = names_of(language);
    if (!names || !member)
        return NULL;
    Name name = {.text = member, .len = strlen(member)};
    bool barred = false;
    if (!name_rewrite(&name, "*#", 0))
        return NULL;
    return exact_row(names, &name, category, &barred);
}

/* --- classes and types --- */

const char *known_canonical(Language language, const char *qualified)
{
    const Names *names = names_of(language);
    if (!names || !qualified)
        return qualified;
    Name name;
    const KnownLink *alias = name_set(&name, names, qualified);
    if (alias && alias->to[0])
        return alias->to;
    const Map *maps[] = {&names->rows, &names->links, &names->classes};
    uint32_t hash = hash_of(name.text, name.len);
    for (size_t i = 0; i < COUNT(maps); i++) {
        const Slot *slot = map_next(maps[i], name.text, name.len, hash, NULL);
        if (slot)
            return slot->key;
    }
    return qualified;
}

bool names_class(const Lexicon *in, const char *qualified)
{
    const Names *names = names_of(in->language);
    if (!names || !qualified)
        return false;
    if (own_class(in->own, in->language, qualified))
        return true;
    Name name;
    name_set(&name, names, qualified);
    uint32_t hash = hash_of(name.text, name.len);
    return map_next(&names->classes, name.text, name.len, hash, NULL) != NULL;
}

bool known_is_a(Language language, const char *class, const char *base)
{
    const Names *names = names_of(language);
    if (!names || !class || !base)
        return false;
    const char *wanted = known_canonical(language, base);
    const char *at = known_canonical(language, class);
    for (int i = 0; at && i < MAX_BASES; i++) {
        if (same(at, wanted))
            return true;
        size_t len = strlen(at);
        const KnownLink *link = names_link(names, LINK_EXTENDS, at, len, hash_of(at, len));
        at = link ? link->to : NULL;
    }
    return false;
}

/* What a link of a kind from this very name gives, or NULL. */
static const char *link_type(const Names *names, LinkKind kind, const char *from,
                             size_t len, int part)
{
    uint32_t hash = hash_of(from, len);
    const Slot *slot = NULL;
    while ((slot = map_next(&names->links, from, len, hash, slot))) {
        const KnownLink *link = slot->value;
        if (link->kind == kind && link->part == part)
            return link->to;
    }
    return NULL;
}

/* … from any member of its class, as the row "C#*" says. */
static const char *wild_type(const Names *names, LinkKind kind, const Name *name)
{
    char text[MAX_NAME];
    size_t len = owner_len(name);
    if (name->text[len] != '#' || len + 3 > sizeof(text))
        return NULL;
    memcpy(text, name->text, len);
    memcpy(text + len, "#*", 3);
    return link_type(names, kind, text, len + 2, 0);
}

static const char *type_of(Language language, LinkKind kind, const char *qualified,
                           int part)
{
    const Names *names = names_of(language);
    if (!names || !qualified)
        return NULL;
    Name name;
    name_set(&name, names, qualified);
    do {
        const char *type = link_type(names, kind, name.text, name.len, part);
        if (!type)
            type = wild_type(names, kind, &name);
        if (type)
            return type;
    } while (name_to_base(&name, names));
    name_set(&name, names, qualified);
    return name_to_tail(&name) ? link_type(names, kind, name.text, name.len, part) : NULL;
}

const char *names_factory(Language language, const char *qualified)
{
    return type_of(language, LINK_RETURNS, qualified, 0);
}

const char *known_item_type(Language language, const char *qualified, int index)
{
    if (index < 0)
        return type_of(language, LINK_ITEM, qualified, 0);
    return type_of(language, LINK_PART, qualified, index);
}

const char *known_member_type(Language language, const char *class, const char *member)
{
    char text[MAX_NAME];
    if (!class || !member)
        return NULL;
    int len = snprintf(text, sizeof(text), "%s#%s", class, member);
    if (len < 2 || (size_t)len >= sizeof(text))
        return NULL;
    if (!ends_with(text, "()"))
        return type_of(language, LINK_MEMBER, text, 0);
    text[len - 2] = '\0';
    return type_of(language, LINK_RETURNS, text, 0);
}
