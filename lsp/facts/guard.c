/*
 * guard.c - whether a call's arguments make a known call harmless.
 *
 * A guard is written as known.h describes it. What cannot be seen counts as harmless: a
 * spread, or a variable where True or False is asked for.
 */
#include "asynclint/blocks.h"

/* One test of a guard: [mark][position:]name[=value] */
typedef struct Test {
    char mark;    /* 0, '!', '-', '+' or '~' */
    int position; /* -1: by keyword only */
    Str name, value;
} Test;

static const char *read_test(const char *at, Test *test)
{
    *test = (Test){.position = -1};
    if (*at && strchr("!-+~", *at))
        test->mark = *at++;
    if (*at >= '0' && *at <= '9' && at[1] == ':') {
        test->position = *at - '0';
        at += 2;
    }
    size_t len = strcspn(at, " ="), rest;
    test->name = (Str){at, (uint32_t)len};
    at += len;
    if (*at == '=') {
        rest = strcspn(++at, " ");
        test->value = (Str){at, (uint32_t)rest};
        at += rest;
    }
    return at + strspn(at, " ");
}

static bool str_same(Str a, Str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static Ref argument_of(const Facts *facts, const Call *call, const Test *test)
{
    const char *name = arena_strndup(facts->arena, test->name.ptr, test->name.len);
    Ref named = keyword_argument(facts, call, name);
    if (named || test->position < 0)
        return named;
    return positional_argument(facts, call, (uint32_t)test->position);
}

static bool is_boolean(Str value)
{
    return str_is(value, "True") || str_is(value, "False") || str_is(value, "true") ||
           str_is(value, "false");
}

/* The argument has the value, or may well have it. */
static bool may_be(const Facts *facts, Ref argument, Str value)
{
    const Syntax *s = facts->syntax;
    NodeKind kind = kind_of(s, argument);
    if (kind == N_LITERAL || kind == N_NUMBER || kind == N_STRING) {
        Str text = text_of(s, argument);
        bool zero = str_is(value, "0") && (str_is(text, "0.0") || str_is(text, "0."));
        bool off = str_is(value, "False") && str_is(text, "0");
        return zero || off || str_same(text, value);
    }
    return is_boolean(value);
}

static bool names_word(const Syntax *s, Ref from, Ref last, Str word)
{
    for (Ref r = from; r < last; r++) {
        bool names = kind_of(s, r) == N_NAME || kind_of(s, r) == N_MEMBER;
        if (names && s->nodes[r].name && str_is(word, s->nodes[r].name))
            return true;
    }
    return false;
}

/* An argument mentions the word, or is made of a constant that does. */
static bool mentions(const Facts *facts, const Call *call, Str word)
{
    const Syntax *s = facts->syntax;
    Ref from = s->nodes[call->callee].last, last = s->nodes[call->node].last;
    if (names_word(s, from, last, word))
        return true;
    for (Ref r = from; r < last; r++) {
        const Def *def = single_def(symbol_of(facts, r));
        bool constant = def && def->kind == DEF_ASSIGN && def->value && !def->destructured;
        if (constant && names_word(s, def->value, s->nodes[def->value].last, word))
            return true;
    }
    return false;
}

static bool passes(const Facts *facts, const Call *call, const Test *test)
{
    if (test->mark == '~')
        return mentions(facts, call, test->name);
    Ref argument = argument_of(facts, call, test);
    if (test->mark == '-')
        return !argument;
    if (test->mark == '+')
        return argument != 0;
    if (test->mark == '!')
        return !argument || !may_be(facts, argument, test->value) ||
               kind_of(facts->syntax, argument) != N_LITERAL;
    return argument && may_be(facts, argument, test->value);
}

bool call_is_guarded(const Facts *facts, const Call *call, const Known *known)
{
    if (!*known->guard)
        return false;
    if (call->has_spread)
        return true;
    Test test;
    for (const char *at = known->guard; *at;) {
        at = read_test(at, &test);
        if (passes(facts, call, &test))
            return true;
    }
    return false;
}
