/* Folding one character: decomposed, its marks dropped, its case folded. */
#include "text/fold.h"

#include <utf8proc.h>

#include "text/utf8.h"

/* The longest decomposition in Unicode has 18 characters (U+FDFA). */
enum { DECOMPOSED_MOST = HS_FOLD_ROOM / 4 };

size_t hs_fold_character(uint32_t code_point, char out[HS_FOLD_ROOM])
{
    if (code_point < 0x80) {
        out[0] = (char)(code_point >= 'A' && code_point <= 'Z' ? code_point + 32 : code_point);
        return 1;
    }
    utf8proc_int32_t parts[DECOMPOSED_MOST];
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)code_point, parts, DECOMPOSED_MOST,
                                UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                    UTF8PROC_STRIPMARK | UTF8PROC_IGNORE,
                                &boundary);
    size_t length = 0;
    for (utf8proc_ssize_t i = 0; i < count && i < DECOMPOSED_MOST; i++)
        length += hs_utf8_encode((uint32_t)parts[i], out + length);
    return length;
}
