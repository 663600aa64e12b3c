/* Growing drafts piece by piece. Keeps the promises of the source map: runs ascend, have no gap in
 * the text, and are of equal length only where each byte stands for itself (or a space for a
 * control or a line end).
 */
#include "text/draft.h"

#include <assert.h>
#include <string.h>

#include "text/utf8.h"

void hs_draft_list_finish(hs_draft_list *list)
{
    hs_buffer_finish(&list->text);
    hs_array_finish(&list->runs);
    hs_array_finish(&list->drafts);
    hs_array_finish(&list->ignores);
}

void hs_draft_open(hs_draft_list *list, hs_block_kind kind, unsigned level, bool settled)
{
    hs_draft_close(list);
    *hs_array_push(&list->drafts) = (hs_draft){
        .text_start = (uint32_t)list->text.length,
        .first_run = (uint32_t)list->runs.count,
        .kind = (uint8_t)kind,
        .level = (uint8_t)level,
        .settled = settled,
    };
    list->open = true;
    list->space_pending = false;
}

static void drop_trailing_spaces(hs_draft_list *list, const hs_draft *draft)
{
    while (list->text.length > draft->text_start &&
           list->text.bytes[list->text.length - 1] == ' ') {
        hs_source_run *run = hs_array_last(&list->runs);
        if (run->text_length != run->source_length && run->text_length != 1)
            return;
        list->text.length--;
        run->text_length--;
        if (run->source_length > run->text_length)
            run->source_length = run->text_length;
        if (run->text_length == 0)
            list->runs.count--;
    }
}

void hs_draft_close(hs_draft_list *list)
{
    if (!list->open)
        return;
    list->open = false;
    hs_draft *draft = hs_array_last(&list->drafts);
    drop_trailing_spaces(list, draft);
    draft->text_length = (uint32_t)list->text.length - draft->text_start;
    draft->run_count = (uint32_t)list->runs.count - draft->first_run;
    if (draft->text_length == 0)
        list->drafts.count--;
}

/* A reader may come upon text that stands earlier in the source, as HTML's tree moves text out of
 * tables. Such a piece starts a draft of its own. */
static void split_if_going_back(hs_draft_list *list, uint32_t source_start)
{
    hs_draft *draft = hs_array_last(&list->drafts);
    if (list->text.length > draft->text_start && source_start < list->source_end)
        hs_draft_open(list, (hs_block_kind)draft->kind, draft->level, draft->settled);
}

static void push_run(hs_draft_list *list, const char *text, uint32_t text_length,
                     uint32_t source_start, uint32_t source_length)
{
    hs_draft *draft = hs_array_last(&list->drafts);
    if (list->text.length == draft->text_start)
        draft->source_start = source_start;
    uint32_t text_start = (uint32_t)list->text.length - draft->text_start;
    hs_buffer_append(&list->text, text, text_length);
    list->source_end = source_start + source_length;
    source_start -= draft->source_start;
    if (list->runs.count > draft->first_run && text_length == source_length) {
        hs_source_run *last = hs_array_last(&list->runs);
        if (last->text_length == last->source_length &&
            last->source_start + last->source_length == source_start) {
            last->text_length += text_length;
            last->source_length += source_length;
            return;
        }
    }
    *hs_array_push(&list->runs) =
        (hs_source_run){text_start, text_length, source_start, source_length};
}

static bool is_blank_byte(char byte)
{
    return (unsigned char)byte <= ' ' || byte == 0x7f;
}

/* Writes the space that is due before a piece at `source_start`. */
static void settle_space(hs_draft_list *list, uint32_t source_start)
{
    if (!list->space_pending)
        return;
    list->space_pending = false;
    uint32_t from = list->source_end, length = source_start - from;
    bool plain = length != 1 || is_blank_byte(list->source.bytes[from]);
    push_run(list, " ", 1, from, plain ? length : 0);
}

void hs_draft_add_space(hs_draft_list *list)
{
    assert(list->open);
    const hs_draft *draft = hs_array_last(&list->drafts);
    list->space_pending =
        list->text.length > draft->text_start && list->text.bytes[list->text.length - 1] != ' ';
}

void hs_draft_add_text(hs_draft_list *list, hs_str text, uint32_t start, uint32_t end)
{
    assert(list->open && start <= end && end <= list->source.length);
    if (text.length == 0)
        return;
    split_if_going_back(list, start);
    settle_space(list, start);
    uint32_t length = (uint32_t)text.length;
    if (length != end - start || memcmp(text.bytes, list->source.bytes + start, text.length) == 0) {
        push_run(list, text.bytes, length, start, end - start);
        return;
    }
    /* By chance as long as its source, but not the same ("\u201c" for "<q>"): its first byte stands
     * for all of it, so that it does not look like a copy. */
    assert(length > 1);
    push_run(list, text.bytes, 1, start, end - start);
    push_run(list, text.bytes + 1, length - 1, end, 0);
}

/* Written at each place, so that the loop can go many bytes at a time. */
static void blank_controls(char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        bytes[i] = is_blank_byte(bytes[i]) ? ' ' : bytes[i];
}

static void push_replacement(hs_draft_list *list, uint32_t start)
{
    push_run(list, HS_UTF8_REPLACEMENT_BYTES, 3, start, 1);
}

/* Adds well-formed UTF-8, which may hold NULs. */
static void push_well_formed(hs_draft_list *list, uint32_t start, uint32_t end)
{
    while (start < end) {
        const char *bytes = list->source.bytes + start;
        const char *nul = memchr(bytes, '\0', end - start);
        uint32_t length = nul ? (uint32_t)(nul - bytes) : end - start;
        if (length > 0) {
            push_run(list, bytes, length, start, length);
            blank_controls(list->text.bytes + list->text.length - length, length);
        }
        if (nul)
            push_replacement(list, start + length);
        start += length + (nul ? 1 : 0);
    }
}

void hs_draft_add_source(hs_draft_list *list, uint32_t start, uint32_t end)
{
    assert(list->open && start <= end && end <= list->source.length);
    const hs_draft *draft = hs_array_last(&list->drafts);
    const char *bytes = list->source.bytes;
    if (list->text.length == draft->text_start)
        while (start < end && bytes[start] != '\0' && is_blank_byte(bytes[start]))
            start++;
    if (start == end)
        return;
    split_if_going_back(list, start);
    settle_space(list, start);
    while (start < end) {
        uint32_t length = (uint32_t)hs_utf8_valid_length(bytes + start, end - start);
        push_well_formed(list, start, start + length);
        start += length;
        if (start < end)
            push_replacement(list, start++);
    }
}

static bool is_space_byte(char byte)
{
    return byte != '\0' && is_blank_byte(byte);
}

#define EACH_BYTE(value) (0x0101010101010101u * (value))

/* The top bit of each byte that is_space_byte (Warren, Hacker's Delight, 6-1). */
static uint64_t space_bits(uint64_t bytes)
{
    uint64_t low = bytes & EACH_BYTE(0x7f), no_del = bytes ^ EACH_BYTE(0x7f);
    uint64_t above_space = (low + EACH_BYTE(0x7f - ' ')) | bytes;
    uint64_t not_nul = (low + EACH_BYTE(0x7f)) | bytes;
    uint64_t not_del = ((no_del & EACH_BYTE(0x7f)) + EACH_BYTE(0x7f)) | no_del;
    return ((~above_space & not_nul) | ~not_del) & EACH_BYTE(0x80);
}

/* Whether of nine bytes two in a row are spaces. */
static bool holds_two_spaces(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    uint64_t spaces = space_bits(word);
    return (spaces & (spaces << 8)) != 0 ||
           (is_space_byte(bytes[sizeof word - 1]) && is_space_byte(bytes[sizeof word]));
}

/* The end of the stretch at `start` that holds single spaces at most, each between other bytes. */
static uint32_t end_of_single_spaced(const char *bytes, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    if (start < end && is_space_byte(bytes[start]))
        return start;
    while (end - at > sizeof(uint64_t) && !holds_two_spaces(bytes + at))
        at += sizeof(uint64_t);
    while (at < end &&
           !(is_space_byte(bytes[at]) && (at + 1 == end || is_space_byte(bytes[at + 1]))))
        at++;
    return at;
}

void hs_draft_add_collapsed(hs_draft_list *list, uint32_t start, uint32_t end)
{
    const char *bytes = list->source.bytes;
    while (start < end) {
        uint32_t stop = end_of_single_spaced(bytes, start, end);
        if (stop > start)
            hs_draft_add_source(list, start, stop);
        start = stop;
        while (start < end && is_space_byte(bytes[start]))
            start++;
        if (start > stop)
            hs_draft_add_space(list);
    }
}
