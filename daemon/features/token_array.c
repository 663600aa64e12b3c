/* Chapters are the same where they share a run that stands equally far behind what comes before. */
#include "features/token_array.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

hs_token_run *hs_token_run_create(const uint32_t *numbers, size_t count, hs_position last)
{
    hs_token_run *run = hs_alloc(sizeof *run + count * sizeof *numbers);
    atomic_init(&run->references, 1);
    run->count = (uint32_t)count;
    run->last = last;
    memcpy(run->numbers, numbers, count * sizeof *numbers);
    return run;
}

hs_token_run *hs_token_run_ref(hs_token_run *run)
{
    atomic_fetch_add_explicit(&run->references, 1, memory_order_relaxed);
    return run;
}

static void unref_run(hs_token_run *run)
{
    if (run && atomic_fetch_sub_explicit(&run->references, 1, memory_order_acq_rel) == 1)
        free(run);
}

hs_token_array *hs_token_array_create(size_t chapters, hs_encoding encoding)
{
    hs_token_array *tokens =
        hs_alloc_zeroed(1, sizeof *tokens + chapters * sizeof tokens->chapters[0]);
    tokens->references = 1;
    tokens->encoding = encoding;
    return tokens;
}

void hs_token_array_add_take(hs_token_array *tokens, hs_token_run *run, uint32_t line,
                             hs_position *newest)
{
    hs_token_chapter *chapter = &tokens->chapters[tokens->chapter_count++];
    chapter->run = run;
    if (!run)
        return;
    uint32_t lines = line + run->numbers[0] - newest->line;
    chapter->opening[0] = lines;
    chapter->opening[1] = lines > 0 ? run->numbers[1] : run->numbers[1] - newest->character;
    *newest = (hs_position){line + run->last.line, run->last.character};
    tokens->count += run->count;
}

hs_token_array *hs_token_array_ref(hs_token_array *tokens)
{
    tokens->references++;
    return tokens;
}

void hs_token_array_unref(hs_token_array *tokens)
{
    if (!tokens || --tokens->references > 0)
        return;
    hs_snapshot_unref(tokens->snapshot);
    for (size_t i = 0; i < tokens->chapter_count; i++)
        unref_run(tokens->chapters[i].run);
    free(tokens);
}

/* ---- what differs ---- */

static size_t count_of(const hs_token_chapter *chapter)
{
    return chapter->run ? chapter->run->count : 0;
}

static bool same(const hs_token_chapter *a, const hs_token_chapter *b)
{
    return a->run == b->run && (!a->run || memcmp(a->opening, b->opening, sizeof a->opening) == 0);
}

static uint32_t number(const hs_token_chapter *chapter, size_t index)
{
    return index < 2 ? chapter->opening[index] : chapter->run->numbers[index];
}

/* The numbers of some chapters in a row; malloc'd. */
static uint32_t *flatten(const hs_token_array *tokens, size_t from, size_t to, size_t *count)
{
    *count = 0;
    for (size_t i = from; i < to; i++)
        *count += count_of(&tokens->chapters[i]);
    uint32_t *numbers = hs_alloc(*count * sizeof *numbers + 1), *next = numbers;
    for (size_t i = from; i < to; i++) {
        const hs_token_chapter *chapter = &tokens->chapters[i];
        if (!chapter->run)
            continue;
        memcpy(next, chapter->run->numbers, chapter->run->count * sizeof *next);
        memcpy(next, chapter->opening, sizeof chapter->opening);
        next += chapter->run->count;
    }
    return numbers;
}

static hs_token_difference compare_numbers(const uint32_t *before, size_t before_count,
                                           const uint32_t *after, size_t after_count)
{
    size_t shorter = before_count < after_count ? before_count : after_count;
    size_t front = 0, back = 0;
    while (front < shorter && before[front] == after[front])
        front++;
    while (back < shorter - front &&
           before[before_count - 1 - back] == after[after_count - 1 - back])
        back++;
    return (hs_token_difference){front, back};
}

hs_token_difference hs_token_array_compare(const hs_token_array *before,
                                           const hs_token_array *after)
{
    const hs_token_chapter *old = before->chapters, *new = after->chapters;
    size_t old_end = before->chapter_count, new_end = after->chapter_count, at = 0;
    hs_token_difference whole = {0, 0};
    for (; at < old_end && at < new_end && same(&old[at], &new[at]); at++)
        whole.front += count_of(&old[at]);
    for (; old_end > at && new_end > at && same(&old[old_end - 1], &new[new_end - 1]);
         old_end--, new_end--)
        whole.back += count_of(&old[old_end - 1]);
    size_t old_count, new_count;
    uint32_t *old_numbers = flatten(before, at, old_end, &old_count);
    uint32_t *new_numbers = flatten(after, at, new_end, &new_count);
    hs_token_difference within = compare_numbers(old_numbers, old_count, new_numbers, new_count);
    free(old_numbers);
    free(new_numbers);
    return (hs_token_difference){whole.front + within.front, whole.back + within.back};
}

/* ---- as JSON ---- */

static void write_numbers(hs_json_writer *json, const hs_token_array *tokens, size_t from,
                          size_t to)
{
    size_t start = 0;
    hs_json_begin_array(json);
    for (size_t i = 0; i < tokens->chapter_count && start < to; i++) {
        const hs_token_chapter *chapter = &tokens->chapters[i];
        size_t count = count_of(chapter);
        for (size_t k = from > start ? from - start : 0; k < count && start + k < to; k++)
            hs_json_integer(json, number(chapter, k));
        start += count;
    }
    hs_json_end_array(json);
}

static void write_result_id(hs_json_writer *json, uint64_t result_id)
{
    char text[24];
    snprintf(text, sizeof text, "%llu", (unsigned long long)result_id);
    hs_json_member_text(json, "resultId", text);
}

void hs_token_array_write(hs_json_writer *json, const hs_token_array *tokens, uint64_t result_id)
{
    hs_json_begin_object(json);
    if (result_id != 0)
        write_result_id(json, result_id);
    hs_json_key(json, "data");
    write_numbers(json, tokens, 0, tokens->count);
    hs_json_end_object(json);
}

void hs_token_array_write_delta(hs_json_writer *json, const hs_token_array *before,
                                const hs_token_array *after, hs_token_difference difference,
                                uint64_t result_id)
{
    size_t front = difference.front, back = difference.back;
    hs_json_begin_object(json);
    write_result_id(json, result_id);
    hs_json_key(json, "edits");
    hs_json_begin_array(json);
    if (front + back < before->count || front + back < after->count) {
        hs_json_begin_object(json);
        hs_json_member_integer(json, "start", (int64_t)front);
        hs_json_member_integer(json, "deleteCount", (int64_t)(before->count - front - back));
        hs_json_key(json, "data");
        write_numbers(json, after, front, after->count - back);
        hs_json_end_object(json);
    }
    hs_json_end_array(json);
    hs_json_end_object(json);
}
