/*
 * words.c - a set of words, and one pass over a text that looks each of its words up.
 *
 * The hash is taken byte by byte on the way to the word's end, and a table of bits says of
 * nearly all words that they are none of the set.
 */
#include "text/words.h"

#include "text/hash.h"
#include "text/word_byte.h"

#include <limits.h>
#include <stdlib.h>
#include <strings.h>

enum { BITS = 1 << 16, FEW_SLOTS = 64 };
#define NO_SEAT UINT32_MAX

typedef struct Word {
    const char *text;
    uint32_t len, hash;
    const char *lead; /* stands right before it, as in a name like "p-map"; or "" */
    uint32_t lead_len;
    char before;   /* '.' or '\'': what has to stand before it, blanks aside; or 0 */
    bool called;   /* a parenthesis has to stand behind it */
    bool alone;    /* it is enough */
    bool part;     /* the second of a pair: it may stand inside of words, in any case */
    uint32_t seat; /* where pairs have it, or NO_SEAT */
} Word;

typedef struct Pair {
    uint32_t first, second; /* seats */
    uint32_t part; /* 1 + the second's index when it may stand inside words, or 0 */
} Pair;

struct Words {
    Arena arena; /* owns all of it */
    VEC(Word) words;
    VEC(Word) ends; /* of words, that `*end` stands for */
    VEC(Pair) pairs;
    VEC(uint32_t) kin; /* by seat: another that will do, up to one that is its own */
    uint32_t *slots;   /* 1 + index of a word; 0: empty */
    uint32_t mask;
    bool any;
    bool last[UCHAR_MAX + 1]; /* bytes that ends end in */
    uint8_t bits[BITS / 8];   /* by hash: there may be such a word */
};

Words *words_new(void)
{
    Words *words = xmalloc(sizeof *words);
    *words = (Words){.mask = FEW_SLOTS - 1};
    arena_init(&words->arena);
    words->slots = arena_alloc(&words->arena, FEW_SLOTS * sizeof *words->slots);
    return words;
}

void words_free(Words *words)
{
    if (words)
        arena_release(&words->arena);
    free(words);
}

bool words_add_any(Words *words)
{
    bool is_new = !words->any;
    words->any = true;
    return is_new;
}

/* --- filling --- */

static void put_slot(Words *words, uint32_t index)
{
    uint32_t i = words->words.items[index].hash & words->mask;
    while (words->slots[i])
        i = (i + 1) & words->mask;
    words->slots[i] = index + 1;
}

static void grow_slots(Words *words)
{
    words->mask = 2 * words->mask + 1;
    words->slots =
        arena_alloc(&words->arena, (words->mask + (size_t)1) * sizeof *words->slots);
    for (uint32_t i = 0; i < words->words.len; i++)
        put_slot(words, i);
}

/* Of "word", ".word", "'word", "word(", "*end", "~part" or "what-ever/word"; borrows the
 * text. */
static Word parse(const char *what, size_t len, bool *is_end)
{
    Word word = {.lead = what, .seat = NO_SEAT};
    word.called = len && what[len - 1] == '(';
    len -= word.called;
    size_t start = len;
    while (start && is_word_byte(what[start - 1]))
        start--;
    word.text = what + start;
    word.len = (uint32_t)(len - start);
    word.hash = hash_of(word.text, word.len);
    *is_end = start == 1 && *what == '*';
    word.before = start == 1 && (*what == '.' || *what == '\'') ? *what : '\0';
    word.part = start == 1 && *what == '~';
    word.lead_len = *is_end || word.before || word.part ? 0 : (uint32_t)start;
    return word;
}

static bool is_same(const Word *a, const Word *b)
{
    return a->hash == b->hash && a->len == b->len && a->before == b->before &&
           a->called == b->called && a->part == b->part && a->lead_len == b->lead_len &&
           memcmp(a->lead, b->lead, a->lead_len) == 0 &&
           memcmp(a->text, b->text, a->len) == 0;
}

static Word *add_end(Words *words, Word word)
{
    for (uint32_t i = 0; i < words->ends.len; i++)
        if (is_same(&words->ends.items[i], &word))
            return &words->ends.items[i];
    words->last[(unsigned char)word.text[word.len - 1]] = true;
    word.text = arena_strndup(&words->arena, word.text, word.len);
    vec_push(&words->arena, &words->ends, word);
    return &words->ends.items[words->ends.len - 1];
}

static Word *add_word(Words *words, Word word)
{
    for (uint32_t i = word.hash & words->mask; words->slots[i]; i = (i + 1) & words->mask)
        if (is_same(&words->words.items[words->slots[i] - 1], &word))
            return &words->words.items[words->slots[i] - 1];
    word.text = arena_strndup(&words->arena, word.text, word.len);
    word.lead = arena_strndup(&words->arena, word.lead, word.lead_len);
    vec_push(&words->arena, &words->words, word);
    words->bits[word.hash % BITS / 8] |= (uint8_t)(1u << word.hash % 8);
    if (2 * words->words.len > words->mask)
        grow_slots(words);
    else
        put_slot(words, words->words.len - 1);
    return &words->words.items[words->words.len - 1];
}

static Word *find_or_add(Words *words, const char *what, size_t len)
{
    bool is_end = false;
    Word word = len ? parse(what, len, &is_end) : (Word){0};
    if (!word.len)
        return NULL;
    return is_end ? add_end(words, word) : add_word(words, word);
}

static uint32_t seat_of(Words *words, const char *what, size_t len)
{
    Word *word = find_or_add(words, what, len);
    if (!word)
        return NO_SEAT;
    if (word->seat == NO_SEAT) {
        word->seat = words->kin.len;
        vec_push(&words->arena, &words->kin, word->seat);
    }
    return word->seat;
}

bool words_add(Words *words, const char *what)
{
    const char *plus = strchr(what, '+');
    if (!plus) {
        Word *word = find_or_add(words, what, strlen(what));
        bool is_new = word && !word->alone;
        if (word)
            word->alone = true;
        return is_new;
    }
    Pair pair = {.first = seat_of(words, what, (size_t)(plus - what))};
    pair.second = seat_of(words, plus + 1, strlen(plus + 1));
    const Word *second = find_or_add(words, plus + 1, strlen(plus + 1));
    if (second && second->part)
        pair.part = (uint32_t)(second - words->words.items) + 1;
    bool whole = pair.first != NO_SEAT && pair.second != NO_SEAT;
    if (whole)
        vec_push(&words->arena, &words->pairs, pair);
    return whole;
}

bool words_have(const Words *words, const char *word)
{
    uint32_t hash = hash_of(word, strlen(word));
    for (uint32_t i = hash & words->mask; words->slots[i]; i = (i + 1) & words->mask) {
        const Word *one = &words->words.items[words->slots[i] - 1];
        if (one->hash == hash && one->alone && !one->before && !one->called &&
            !one->lead_len && strcmp(one->text, word) == 0)
            return true;
    }
    return false;
}

void words_add_list(Words *words, const char *list)
{
    while (*list) {
        size_t len = strcspn(list, " ");
        words_add(words, arena_strndup(&words->arena, list, len));
        list += len + (list[len] == ' ');
    }
}

static uint32_t eldest(const Words *words, uint32_t seat)
{
    while (words->kin.items[seat] != seat)
        seat = words->kin.items[seat];
    return seat;
}

void words_join(Words *words, const char *a, const char *b)
{
    uint32_t x = seat_of(words, a, strlen(a)), y = seat_of(words, b, strlen(b));
    if (x == NO_SEAT || y == NO_SEAT)
        return;
    x = eldest(words, x);
    y = eldest(words, y);
    if (x < y)
        words->kin.items[y] = x;
    else
        words->kin.items[x] = y;
}

/* --- looking --- */

typedef struct Look {
    const Words *words;
    Str text;
    uint8_t *seen; /* by seat; NULL without pairs */
} Look;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A comment between counts for everything. */
static bool stands_behind(Str text, uint32_t start, char before)
{
    while (start && is_blank(text.ptr[start - 1]))
        start--;
    char c = start ? text.ptr[start - 1] : ' ';
    return c == '/' || (before == '.' ? c == '.' : c == '"' || c == '\'' || c == '`');
}

/* `* @type {import("a").B}`: in a line of a comment, and right in its braces. */
static bool is_documentation(Str text, uint32_t start)
{
    if (!start || !strchr("{<|", text.ptr[start - 1]))
        return false;
    uint32_t line = start;
    while (line && text.ptr[line - 1] != '\n')
        line--;
    while (is_blank(text.ptr[line]))
        line++;
    return text.len - line > 2 && (memcmp(text.ptr + line, "* ", 2) == 0 ||
                                   memcmp(text.ptr + line, "/**", 3) == 0);
}

static bool is_called(Str text, uint32_t start, uint32_t end)
{
    while (end < text.len && is_blank(text.ptr[end]))
        end++;
    return end < text.len && (text.ptr[end] == '(' || text.ptr[end] == '/') &&
           !is_documentation(text, start);
}

/* `http` of "http://…". */
static bool is_scheme(Str text, uint32_t end)
{
    return text.len - end > 2 && memcmp(text.ptr + end, "://", 3) == 0;
}

/* True when the word is enough. */
static bool takes(Look *look, const Word *word, uint32_t start, uint32_t end)
{
    if (is_scheme(look->text, end) ||
        (word->before && !stands_behind(look->text, start, word->before)) ||
        (word->called && !is_called(look->text, start, end)) || word->lead_len > start ||
        memcmp(look->text.ptr + start - word->lead_len, word->lead, word->lead_len) != 0)
        return false;
    if (look->seen && word->seat != NO_SEAT)
        look->seen[word->seat] = 1;
    return word->alone;
}

static bool look_up(Look *look, uint32_t hash, uint32_t start, uint32_t end)
{
    const Words *words = look->words;
    uint32_t len = end - start;
    for (uint32_t i = hash & words->mask; words->slots[i]; i = (i + 1) & words->mask) {
        const Word *word = &words->words.items[words->slots[i] - 1];
        if (word->hash == hash && word->len == len &&
            memcmp(word->text, look->text.ptr + start, len) == 0 &&
            takes(look, word, start, end))
            return true;
    }
    return false;
}

static bool look_at_end(Look *look, uint32_t start, uint32_t end)
{
    const Words *words = look->words;
    for (uint32_t i = 0; i < words->ends.len; i++) {
        const Word *word = &words->ends.items[i];
        if (end - start >= word->len &&
            memcmp(look->text.ptr + end - word->len, word->text, word->len) == 0 &&
            takes(look, word, start, end))
            return true;
    }
    return false;
}

static bool has_part(Str text, const Word *word)
{
    for (uint32_t i = 0; i + word->len <= text.len; i++)
        if (strncasecmp(text.ptr + i, word->text, word->len) == 0)
            return true;
    return false;
}

static bool look_at_pairs(const Look *look)
{
    const Words *words = look->words;
    for (uint32_t i = 0; i < words->kin.len; i++)
        if (look->seen[i])
            look->seen[eldest(words, i)] |= 2;
    for (uint32_t i = 0; i < words->pairs.len; i++) {
        Pair pair = words->pairs.items[i];
        if (!(look->seen[eldest(words, pair.first)] & 2))
            continue;
        if (pair.part ? has_part(look->text, &words->words.items[pair.part - 1])
                      : look->seen[pair.second] & 1)
            return true;
    }
    return false;
}

static bool look_through(Look *look)
{
    const Words *words = look->words;
    const unsigned char *text = (const unsigned char *)look->text.ptr;
    uint32_t len = look->text.len, at = 0;
    while (at < len) {
        while (at < len && !is_word_byte((char)text[at]))
            at++;
        uint32_t start = at, hash = HASH_START;
        for (; at < len && is_word_byte((char)text[at]); at++)
            hash = hash_step(hash, (char)text[at]);
        if (at == start)
            break;
        if (words->bits[hash % BITS / 8] & 1u << hash % 8 && look_up(look, hash, start, at))
            return true;
        if (words->last[text[at - 1]] && look_at_end(look, start, at))
            return true;
    }
    return look->seen && look_at_pairs(look);
}

/* The byte order mark is no part of the first word. */
static Str without_mark(Str text)
{
    uint32_t mark = bom_len(text);
    return (Str){text.ptr + mark, text.len - mark};
}

bool words_in(const Words *words, Str text)
{
    if (words->any)
        return true;
    text = without_mark(text);
    Look look = {words, text, NULL};
    if (words->kin.len) {
        look.seen = xmalloc(words->kin.len);
        memset(look.seen, 0, words->kin.len);
    }
    bool found = look_through(&look);
    free(look.seen);
    return found;
}
