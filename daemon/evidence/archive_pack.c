/* Writing and reading the packed form; reading trusts nothing. */
#include "evidence/archive_pack.h"

#include <string.h>

#include "base/array.h"
#include "base/buffer.h"

enum { PACK_VERSION = 1 };

/* ---------------------------------------------------------------- writing */

static void put_number(hs_buffer *out, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        hs_buffer_append_byte(out, (char)(number | 0x80));
    hs_buffer_append_byte(out, (char)number);
}

/* Differences may be negative: the sign goes to the lowest bit. */
static void put_signed(hs_buffer *out, int64_t number)
{
    put_number(out, ((uint64_t)number << 1) ^ (uint64_t)(number >> 63));
}

static void put_string(hs_buffer *out, hs_str str)
{
    put_number(out, str.length);
    hs_buffer_append_str(out, str);
}

static void put_span(hs_buffer *out, hs_span span, uint32_t *previous)
{
    put_signed(out, (int64_t)span.start - *previous);
    put_number(out, span.end - span.start);
    *previous = span.start;
}

typedef HS_ARRAY(hs_str) string_table;

/* The string's place in the table; it is added when new. Tables are short: a document has few
 * speakers and units. */
static size_t place_of(string_table *table, hs_str str)
{
    for (size_t i = 0; i < table->count; i++)
        if (hs_str_equal(table->items[i], str))
            return i;
    *hs_array_push(table) = str;
    return table->count - 1;
}

static void put_quote(hs_buffer *out, const hs_archive_quote *quote, string_table *strings,
                      uint32_t *previous)
{
    put_number(out, quote->content_count);
    for (size_t i = 0; i < quote->content_count; i++)
        put_span(out, quote->content[i], previous);
    put_number(out, quote->direct);
    put_number(out, place_of(strings, quote->speaker));
    put_number(out, place_of(strings, quote->speaker_key));
}

static void put_quantity(hs_buffer *out, const hs_archive_quantity *quantity, string_table *strings,
                         uint32_t *previous)
{
    uint64_t bits;
    put_span(out, quantity->span, previous);
    put_number(out, place_of(strings, quantity->unit));
    memcpy(&bits, &quantity->value, sizeof bits);
    for (int i = 0; i < 8; i++)
        hs_buffer_append_byte(out, (char)(bits >> (8 * i)));
}

hs_str hs_archive_pack(const hs_archive_document *document, hs_arena *arena)
{
    hs_buffer head = {0}, body = {0};
    string_table strings = {0};
    uint32_t previous = 0;
    for (size_t i = 0; i < document->quote_count; i++)
        put_quote(&body, &document->quotes[i], &strings, &previous);
    previous = 0;
    for (size_t i = 0; i < document->quantity_count; i++)
        put_quantity(&body, &document->quantities[i], &strings, &previous);
    put_number(&head, PACK_VERSION);
    put_number(&head, strings.count);
    for (size_t i = 0; i < strings.count; i++)
        put_string(&head, strings.items[i]);
    put_number(&head, document->quote_count);
    put_number(&head, document->quantity_count);
    hs_buffer_append_str(&head, hs_buffer_str(&body));
    hs_str packed = hs_arena_copy_str(arena, hs_buffer_str(&head));
    hs_array_finish(&strings);
    hs_buffer_finish(&head);
    hs_buffer_finish(&body);
    return packed;
}

/* ---------------------------------------------------------------- reading */

typedef struct unpacker {
    const unsigned char *at, *end;
    bool fine;
    size_t text_length;
    hs_arena *arena;
    hs_str *strings;
    size_t string_count;
} unpacker;

static uint64_t take_number(unpacker *u)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (u->at == u->end)
            break;
        unsigned char byte = *u->at++;
        number |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80))
            return number;
    }
    u->fine = false;
    return 0;
}

/* A number of things that follow, each of which takes at least one byte. */
static size_t take_count(unpacker *u)
{
    uint64_t count = take_number(u);
    if (count <= (size_t)(u->end - u->at))
        return (size_t)count;
    u->fine = false;
    return 0;
}

static hs_str take_string(unpacker *u)
{
    size_t length = take_count(u);
    hs_str str = hs_arena_copy_str(u->arena, hs_str_make((const char *)u->at, length));
    u->at += length;
    return str;
}

static hs_span take_span(unpacker *u, uint32_t *previous)
{
    uint64_t zigzag = take_number(u), length = take_number(u);
    int64_t start = (int64_t)*previous + ((int64_t)(zigzag >> 1) ^ -(int64_t)(zigzag & 1));
    if (zigzag > UINT32_MAX * 2ull || start < 0 || (uint64_t)start > u->text_length ||
        length > u->text_length - (uint64_t)start) {
        u->fine = false;
        return (hs_span){0, 0};
    }
    *previous = (uint32_t)start;
    return (hs_span){(uint32_t)start, (uint32_t)(start + (int64_t)length)};
}

static hs_str take_reference(unpacker *u)
{
    uint64_t index = take_number(u);
    if (index < u->string_count)
        return u->strings[index];
    u->fine = false;
    return HS_STR("");
}

static hs_archive_quote take_quote(unpacker *u, uint32_t *previous)
{
    hs_archive_quote quote = {.content_count = take_count(u)};
    hs_span *content = hs_arena_new_array(u->arena, hs_span, quote.content_count);
    for (size_t i = 0; i < quote.content_count && u->fine; i++)
        content[i] = take_span(u, previous);
    quote.content = content;
    quote.direct = take_number(u) != 0;
    quote.speaker = take_reference(u);
    quote.speaker_key = take_reference(u);
    u->fine = u->fine && quote.content_count > 0;
    return quote;
}

static hs_archive_quantity take_quantity(unpacker *u, uint32_t *previous)
{
    hs_archive_quantity quantity = {.span = take_span(u, previous), .unit = take_reference(u)};
    uint64_t bits = 0;
    if (u->end - u->at < 8) {
        u->fine = false;
        return quantity;
    }
    for (int i = 0; i < 8; i++)
        bits |= (uint64_t)*u->at++ << (8 * i);
    memcpy(&quantity.value, &bits, sizeof bits);
    return quantity;
}

static void take_all(unpacker *u, hs_archive_document *document)
{
    u->string_count = take_count(u);
    u->strings = hs_arena_new_array(u->arena, hs_str, u->string_count);
    for (size_t i = 0; i < u->string_count && u->fine; i++)
        u->strings[i] = take_string(u);
    size_t quote_count = take_count(u), quantity_count = take_count(u);
    hs_archive_quote *quotes = hs_arena_new_array(u->arena, hs_archive_quote, quote_count);
    hs_archive_quantity *quantities =
        hs_arena_new_array(u->arena, hs_archive_quantity, quantity_count);
    uint32_t previous = 0;
    for (size_t i = 0; i < quote_count && u->fine; i++)
        quotes[i] = take_quote(u, &previous);
    previous = 0;
    for (size_t i = 0; i < quantity_count && u->fine; i++)
        quantities[i] = take_quantity(u, &previous);
    document->quotes = quotes;
    document->quote_count = quote_count;
    document->quantities = quantities;
    document->quantity_count = quantity_count;
}

bool hs_archive_unpack(hs_str packed, size_t text_length, hs_arena *arena,
                       hs_archive_document *document)
{
    const unsigned char *bytes = (const unsigned char *)packed.bytes;
    unpacker u = {bytes, bytes + packed.length, true, text_length, arena, NULL, 0};
    document->quotes = NULL;
    document->quantities = NULL;
    document->quote_count = document->quantity_count = 0;
    if (packed.length == 0)
        return true;
    if (take_number(&u) != PACK_VERSION)
        return false;
    take_all(&u, document);
    if (!u.fine)
        document->quote_count = document->quantity_count = 0;
    return u.fine && u.at == u.end;
}
