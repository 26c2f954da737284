/* word_byte.c - a table, since each byte of each file is looked up. */
#include "text/word_byte.h"

const bool WORD_BYTES[UCHAR_MAX + 1] = {
    ['$'] = true, ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true,
    ['5'] = true, ['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true, ['_'] = true,
#define LETTER(c) [c] = true, [(c) + 'a' - 'A'] = true
    LETTER('A'),  LETTER('B'),  LETTER('C'),  LETTER('D'),  LETTER('E'),  LETTER('F'),
    LETTER('G'),  LETTER('H'),  LETTER('I'),  LETTER('J'),  LETTER('K'),  LETTER('L'),
    LETTER('M'),  LETTER('N'),  LETTER('O'),  LETTER('P'),  LETTER('Q'),  LETTER('R'),
    LETTER('S'),  LETTER('T'),  LETTER('U'),  LETTER('V'),  LETTER('W'),  LETTER('X'),
    LETTER('Y'),  LETTER('Z'),
#undef LETTER
};
