/*
 * scan_words.c - the words of JavaScript and TypeScript that say what may follow them.
 */
#include "scan_ecmascript.h"

/* By their first letter; all other words are names. */
static const Word WORDS[26][8] = {
    ['a' - 'a'] = {{"as", LAST_OPERATOR, true},
                   {"async", LAST_OPEN, false},
                   {"await", LAST_OPERATOR, false},
                   {"abstract", LAST_OPEN, false},
                   {"assert", LAST_OPEN, true},
                   {"asserts", LAST_OPEN, true},
                   {"accessor", LAST_OPEN, false}},
    ['b' - 'a'] = {{"break", LAST_OPEN, false}},
    ['c' - 'a'] = {{"case", LAST_OPERATOR, true},
                   {"catch", LAST_OPEN, true},
                   {"class", LAST_OPEN, false},
                   {"const", LAST_OPEN, false},
                   {"continue", LAST_OPEN, false}},
    ['d' - 'a'] = {{"declare", LAST_OPEN, false},
                   {"default", LAST_OPERATOR, true},
                   {"delete", LAST_OPERATOR, false},
                   {"do", LAST_OPERATOR, false}},
    ['e' - 'a'] = {{"else", LAST_OPERATOR, true},
                   {"enum", LAST_OPEN, false},
                   {"export", LAST_OPEN, false},
                   {"extends", LAST_OPERATOR, true}},
    ['f' - 'a'] = {{"finally", LAST_OPEN, true},
                   {"for", LAST_CONTROL, false},
                   {"from", LAST_OPEN, true},
                   {"function", LAST_OPEN, false}},
    ['g' - 'a'] = {{"get", LAST_OPEN, false}, {"global", LAST_OPEN, false}},
    ['i' - 'a'] = {{"if", LAST_CONTROL, false},
                   {"implements", LAST_OPEN, true},
                   {"import", LAST_OPEN, false},
                   {"in", LAST_OPERATOR, true},
                   {"infer", LAST_OPEN, true},
                   {"instanceof", LAST_OPERATOR, true},
                   {"interface", LAST_OPEN, false},
                   {"is", LAST_OPEN, true}},
    ['k' - 'a'] = {{"keyof", LAST_OPEN, true}},
    ['l' - 'a'] = {{"let", LAST_OPEN, false}},
    ['m' - 'a'] = {{"module", LAST_OPEN, false}},
    ['n' - 'a'] = {{"namespace", LAST_OPEN, false}, {"new", LAST_OPERATOR, false}},
    ['o' - 'a'] = {{"of", LAST_OPERATOR, true},
                   {"out", LAST_OPEN, true},
                   {"override", LAST_OPEN, false}},
    ['p' - 'a'] = {{"private", LAST_OPEN, false},
                   {"protected", LAST_OPEN, false},
                   {"public", LAST_OPEN, false}},
    ['r' - 'a'] = {{"readonly", LAST_OPEN, false}, {"return", LAST_OPERATOR, false}},
    ['s' - 'a'] = {{"satisfies", LAST_OPERATOR, true},
                   {"set", LAST_OPEN, false},
                   {"static", LAST_OPEN, false}},
    ['t' - 'a'] = {{"throw", LAST_OPERATOR, false},
                   {"type", LAST_OPEN, false},
                   {"typeof", LAST_OPERATOR, false}},
    ['u' - 'a'] = {{"unique", LAST_OPEN, true}, {"using", LAST_OPEN, false}},
    ['v' - 'a'] = {{"var", LAST_OPEN, false}, {"void", LAST_OPERATOR, false}},
    ['w' - 'a'] = {{"while", LAST_CONTROL, true}, {"with", LAST_CONTROL, true}},
    ['y' - 'a'] = {{"yield", LAST_OPERATOR, false}},
};

const Word *scan_keyword(Str word)
{
    unsigned letter = word.len ? (unsigned char)word.ptr[0] - 'a' : 26;
    if (letter >= 26 || word.len < 2 || word.len > 10)
        return NULL;
    const Word *list = WORDS[letter];
    for (unsigned i = 0; i < COUNT(WORDS[0]) && list[i].text; i++)
        if (list[i].text[1] == word.ptr[1] && str_is(word, list[i].text))
            return &list[i];
    return NULL;
}
