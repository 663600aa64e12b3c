/* The line index and the conversion between byte offsets and the units of the three encodings.
 * Within a line, ASCII counts the same in all of them and is passed over in bulk. What an edit
 * that uses these positions may do is edit.c's affair.
 */
#include "text/position.h"

#include <assert.h>
#include <stdlib.h>

#include "base/array.h"
#include "text/utf8.h"

static const char *const encoding_names[] = {
    [HS_ENCODING_UTF8] = "utf-8",
    [HS_ENCODING_UTF16] = "utf-16",
    [HS_ENCODING_UTF32] = "utf-32",
};

const char *hs_encoding_name(hs_encoding encoding)
{
    return encoding_names[encoding];
}

bool hs_encoding_from_name(const char *name, hs_encoding *encoding)
{
    for (size_t i = 0; i < HS_COUNT(encoding_names); i++)
        if (strcmp(name, encoding_names[i]) == 0) {
            *encoding = (hs_encoding)i;
            return true;
        }
    return false;
}

typedef HS_ARRAY(uint32_t) starts_array;

/* Adds the start of each line whose line end has its last byte in [from, to) of the text. */
static void add_line_starts(starts_array *starts, hs_str text, size_t from, size_t to)
{
    if (from >= to)
        return;
    const char *end = text.bytes + to;
    const char *line_feed = NULL, *carriage_return = NULL;
    for (const char *at = text.bytes + from; at < end;) {
        if (!line_feed || line_feed < at)
            line_feed = memchr(at, '\n', (size_t)(end - at));
        if (!line_feed)
            line_feed = end;
        if (!carriage_return || carriage_return < at)
            carriage_return = memchr(at, '\r', (size_t)(line_feed - at));
        if (!carriage_return)
            carriage_return = line_feed;
        at = carriage_return;
        if (at == end)
            return;
        size_t next = (size_t)(at - text.bytes) + 1;
        if (*at == '\n' || next == text.length || text.bytes[next] != '\n')
            *hs_array_push(starts) = (uint32_t)next;
        at++;
    }
}

void hs_line_index_init(hs_line_index *index, hs_str text)
{
    assert(text.length < UINT32_MAX);
    starts_array starts = {0};
    hs_array_reserve(&starts, text.length / 64 + 1);
    *hs_array_push(&starts) = 0;
    add_line_starts(&starts, text, 0, text.length);
    *index = (hs_line_index){starts.items, starts.count};
}

void hs_line_index_finish(hs_line_index *index)
{
    free(index->line_starts);
    *index = (hs_line_index){0};
}

/* The number of lines that start at or before `offset` (at least 1). */
static size_t lines_up_to(const hs_line_index *index, uint32_t offset)
{
    size_t low = 1, high = index->line_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->line_starts[middle] <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A line start follows from the line end just before it, and a carriage return's from the byte
 * behind as well. So line starts up to `from` stay, those that come of line ends in front of the
 * edit's last byte are looked for again, and those behind move. */
void hs_line_index_init_edited(hs_line_index *index, const hs_line_index *old, hs_str text,
                               hs_span replaced, uint32_t inserted)
{
    uint32_t from = replaced.start > 0 ? replaced.start - 1 : 0;
    size_t kept = lines_up_to(old, from);
    size_t moved = lines_up_to(old, replaced.end);
    starts_array starts = {0};
    hs_array_reserve(&starts, old->line_count + 16);
    memcpy(starts.items, old->line_starts, kept * sizeof *starts.items);
    starts.count = kept;
    add_line_starts(&starts, text, from, replaced.start + inserted);
    hs_array_reserve(&starts, starts.count + old->line_count - moved);
    uint32_t shift = inserted - (replaced.end - replaced.start);
    for (size_t i = moved; i < old->line_count; i++)
        starts.items[starts.count++] = old->line_starts[i] + shift;
    *index = (hs_line_index){starts.items, starts.count};
}

/* Where the line's text ends, in front of its line end. */
static uint32_t line_text_end(const hs_line_index *index, hs_str text, size_t line)
{
    if (line + 1 == index->line_count)
        return (uint32_t)text.length;
    uint32_t start = index->line_starts[line], end = index->line_starts[line + 1] - 1;
    if (text.bytes[end] == '\n' && end > start && text.bytes[end - 1] == '\r')
        end--;
    return end;
}

/* Units of a character that is `size` bytes long; an invalid byte (size 0) is one unit. */
static uint32_t character_units(hs_encoding encoding, unsigned size)
{
    if (size == 0)
        return 1;
    if (encoding == HS_ENCODING_UTF8)
        return size;
    return encoding == HS_ENCODING_UTF16 && size == 4 ? 2 : 1;
}

hs_position_status hs_line_index_offset(const hs_line_index *index, hs_str text,
                                        hs_encoding encoding, hs_position position,
                                        uint32_t *offset)
{
    *offset = (uint32_t)text.length;
    if (position.line >= index->line_count)
        return position.line == index->line_count && position.character == 0 ? HS_POSITION_CLAMPED
                                                                             : HS_POSITION_PAST_END;
    uint32_t end = line_text_end(index, text, position.line);
    uint32_t at = index->line_starts[position.line];
    uint32_t left = position.character;
    while (left > 0 && at < end) {
        uint32_t longest = left < end - at ? left : end - at;
        uint32_t ascii = (uint32_t)hs_utf8_ascii_length(text.bytes + at, longest);
        at += ascii;
        left -= ascii;
        if (left == 0 || at == end)
            break;
        uint32_t code_point;
        unsigned size = hs_utf8_decode(text.bytes + at, end - at, &code_point);
        uint32_t units = character_units(encoding, size);
        if (units > left) {
            *offset = at;
            return HS_POSITION_INSIDE_CHARACTER;
        }
        at += size ? size : 1;
        left -= units;
    }
    *offset = at;
    return left > 0 ? HS_POSITION_CLAMPED : HS_POSITION_OK;
}

/* Units of the bytes [start, end), where no character straddles `start`. One that straddles `end`
 * counts as its units up to there: all its bytes in UTF-8, else nothing. */
static uint32_t count_units(hs_str text, hs_encoding encoding, uint32_t start, uint32_t end,
                            uint32_t *counted_to)
{
    uint32_t units = 0, at = start;
    while (at < end) {
        uint32_t ascii = (uint32_t)hs_utf8_ascii_length(text.bytes + at, end - at);
        at += ascii;
        units += ascii;
        if (at == end)
            break;
        uint32_t code_point;
        unsigned size = hs_utf8_decode(text.bytes + at, text.length - at, &code_point);
        if (at + size > end)
            break;
        units += character_units(encoding, size);
        at += size ? size : 1;
    }
    *counted_to = at;
    return units;
}

hs_position hs_line_index_position(const hs_line_index *index, hs_str text, hs_encoding encoding,
                                   uint32_t offset)
{
    assert(offset <= text.length);
    size_t line = lines_up_to(index, offset) - 1;
    uint32_t start = index->line_starts[line];
    uint32_t end = line_text_end(index, text, line);
    if (offset > end)
        offset = end;
    uint32_t counted_to;
    uint32_t character = encoding == HS_ENCODING_UTF8
                             ? offset - start
                             : count_units(text, encoding, start, offset, &counted_to);
    return (hs_position){(uint32_t)line, character};
}

uint32_t hs_unit_counter_advance(hs_unit_counter *counter, uint32_t offset)
{
    assert(offset <= counter->text.length);
    if (counter->encoding == HS_ENCODING_UTF8)
        return offset;
    if (offset > counter->byte)
        counter->units +=
            count_units(counter->text, counter->encoding, counter->byte, offset, &counter->byte);
    return counter->units;
}
