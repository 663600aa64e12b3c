/* Leaves out the middle of long words until the text fits. */
#include "base/shorten.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MARK "..."
enum {
    MARK_BYTES = sizeof MARK - 1,
    SIZE_LEAST = 8,
    WORD_LEAST = 48,
    LOOKED_AT = 64, /* times what there is room for: all of longer texts is not worth the time */
};

typedef struct piece {
    size_t start;
    size_t end;
} piece;

static piece find_longest_word(const char *text)
{
    piece longest = {0};
    for (size_t start = 0; text[start]; start++) {
        size_t length = strcspn(text + start, " ");
        if (length > longest.end - longest.start)
            longest = (piece){start, start + length};
        start += length;
        if (!text[start])
            break;
    }
    return longest;
}

static bool is_inside_character(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

/* Puts the mark in the place of at least the piece; returns the text's new length. */
static size_t leave_out(char *text, size_t length, piece out)
{
    while (out.start > 0 && is_inside_character(text[out.start]))
        out.start--;
    while (is_inside_character(text[out.end]))
        out.end++;
    memmove(text + out.start + MARK_BYTES, text + out.end, length + 1 - out.end);
    memcpy(text + out.start, MARK, MARK_BYTES);
    return length - (out.end - out.start) + MARK_BYTES;
}

static void shorten(char *text, size_t most)
{
    size_t length = strlen(text), part = LOOKED_AT / 2 * most;
    if (length > 2 * part)
        length = leave_out(text, length, (piece){part, length - part});
    while (length > most) {
        size_t excess = length - most + MARK_BYTES;
        piece word = find_longest_word(text), out = {most / 4, most / 4 + excess};
        size_t word_length = word.end - word.start;
        if (word_length > 2 * WORD_LEAST) {
            size_t kept = word_length > excess + WORD_LEAST ? word_length - excess : WORD_LEAST;
            out = (piece){word.start + kept / 2, word.end - (kept - kept / 2)};
        }
        length = leave_out(text, length, out);
    }
}

void hs_shorten_format(char *out, size_t size, const char *format, va_list arguments)
{
    va_list again;
    assert(size >= SIZE_LEAST);
    va_copy(again, arguments);
    int length = vsnprintf(out, size, format, arguments);
    if (length >= (int)size) {
        char *whole = hs_alloc((size_t)length + 1);
        vsnprintf(whole, (size_t)length + 1, format, again);
        shorten(whole, size - 1);
        memcpy(out, whole, strlen(whole) + 1);
        free(whole);
    }
    va_end(again);
}
