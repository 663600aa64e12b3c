/* Reads the corpora of claims: builds each text as the scorer builds it, has it read as analysis
 * would, and lays the annotators' labels over the sentences.
 */
#include "train/claim_data.h"

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "annotate/claims/checkable.h"
#include "annotate/figures/block_figures.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "train/lines.h"

struct visit {
    struct claim_data *data;
    uint32_t document;
    const hs_block_entry *entry;
};

static uint64_t speaker_of(const hs_block *block)
{
    hs_span span = block->speaker_span;
    return span.end > span.start
               ? hs_hash_bytes(block->text.bytes + span.start, span.end - span.start, 7)
               : 0;
}

static void add_sample(struct visit *visit, const hs_reading *r, const hs_claim_token *tokens,
                       const hs_checkable *checkable)
{
    struct claim_data *data = visit->data;
    hs_word_range part = {hs_reading_word_at(r, checkable->span.start),
                          hs_reading_word_at(r, checkable->span.end - 1) + 1};
    const hs_shallow_word *last = hs_reading_word(r, part.end - 1);
    uint32_t first = hs_reading_word(r, part.first)->first_token;
    uint32_t end = last->first_token + last->lexeme->word_count;
    hs_span source = hs_block_source_span(visit->entry, checkable->span);
    struct claim_sample *sample = hs_array_push(&data->samples);
    *sample = (struct claim_sample){
        .document = visit->document,
        .first_token = (uint32_t)data->tokens.count,
        .token_count = end - first,
        .start = source.start,
        .end = source.end,
        .row = HS_NONE,
        .text = hs_hash_bytes(r->block->text.bytes + checkable->span.start,
                              checkable->span.end - checkable->span.start, 3),
        .speaker = speaker_of(r->block),
        .turn = r->block->kind == HS_BLOCK_TRANSCRIPT_TURN,
        .fallback = checkable->score,
    };
    hs_claim_features(r, checkable->sentence, part, sample->features);
    for (uint32_t i = first; i < end; i++) {
        *hs_array_push(&data->tokens) = tokens[i];
        for (size_t k = 0; k < r->state_width; k++)
            *hs_array_push(&data->states) = r->states[i * r->state_width + k];
    }
}

/* Has a block read as analysis reads it, up to its claims. */
static void read_block(struct visit *visit, hs_block *block, hs_arena *scratch)
{
    if (!hs_block_is_read(block))
        return;
    hs_arena_reset(scratch);
    hs_block_findings findings = {0};
    hs_reading reading = {.block = block, .arena = &findings.arena, .scratch = scratch};
    hs_reading_prepare(&reading);
    hs_read_figures(&reading);
    hs_read_checkable(&reading);
    if (reading.states) {
        visit->data->width = reading.state_width;
        const hs_claim_token *tokens = hs_claim_tokens(&reading, scratch);
        for (size_t i = 0; i < reading.checkable.count; i++)
            add_sample(visit, &reading, tokens, &reading.checkable.items[i]);
    }
    hs_reading_finish(&reading, &findings);
    hs_arena_finish(&findings.arena);
}

/* Debates of one day are one debate, in whatever collection: the first digits of the name. */
static uint32_t fold_of(const char *name, size_t document)
{
    size_t digits = strspn(name, "0123456789");
    return (uint32_t)((digits ? hs_hash_bytes(name, digits, 11) : document) % CLAIM_FOLDS);
}

/* Reads a text as a document whose rows have been pushed: from `first_row` on. */
static void add_document(struct claim_data *data, const char *name, hs_str text,
                         enum claim_domain domain, bool dev, uint32_t first_row)
{
    hs_block_list *blocks = hs_block_list_build(text, HS_MARKUP_PLAIN);
    struct visit visit = {.data = data, .document = (uint32_t)data->documents.count};
    struct claim_document document = {.domain = domain,
                                      .dev = dev,
                                      .weight = 1,
                                      .fold = fold_of(name, data->documents.count),
                                      .first_sample = (uint32_t)data->samples.count,
                                      .first_row = first_row,
                                      .row_count = (uint32_t)data->rows.count - first_row};
    snprintf(document.name, sizeof document.name, "%s", name);
    hs_arena scratch = {0};
    for (size_t i = 0; i < blocks->count; i++) {
        visit.entry = &blocks->entries[i];
        read_block(&visit, blocks->entries[i].block, &scratch);
    }
    hs_arena_finish(&scratch);
    hs_block_list_unref(blocks);
    document.sample_count = (uint32_t)data->samples.count - document.first_sample;
    *hs_array_push(&data->documents) = document;
}

/* Gives the document's samples the label of the row that each shares most bytes with. */
static void label_samples(struct claim_data *data)
{
    const struct claim_document *document = &data->documents.items[data->documents.count - 1];
    for (uint32_t i = 0; i < document->sample_count; i++) {
        struct claim_sample *sample = &data->samples.items[document->first_sample + i];
        uint32_t most = 0;
        for (uint32_t k = 0; k < document->row_count; k++) {
            const struct claim_row *row = &data->rows.items[document->first_row + k];
            uint32_t start = row->start > sample->start ? row->start : sample->start;
            uint32_t end = row->end < sample->end ? row->end : sample->end;
            if (end <= start || end - start <= most)
                continue;
            most = end - start;
            sample->row = k;
            sample->label = row->label;
            sample->worth = row->worth;
            sample->type = row->type;
        }
    }
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

typedef HS_ARRAY(char *) names;

static bool list_folder(const char *folder, const char *ending, names *list)
{
    DIR *open = opendir(folder);
    if (!open) {
        fprintf(stderr, "there is no folder %s\n", folder);
        return false;
    }
    for (const struct dirent *entry; (entry = readdir(open));)
        if (hs_str_ends_with(hs_str_from(entry->d_name), hs_str_from(ending)))
            *hs_array_push(list) = strdup(entry->d_name);
    closedir(open);
    qsort(list->items, list->count, sizeof *list->items, by_name);
    return list->count > 0;
}

static void free_names(names *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i]);
    hs_array_finish(list);
}

/* The byte of the `points`th code point. */
static uint32_t byte_of(hs_str text, uint32_t points)
{
    uint32_t at = 0;
    while (at < text.length && points > 0) {
        at++;
        while (at < text.length && ((unsigned char)text.bytes[at] & 0xC0) == 0x80)
            at++;
        points--;
    }
    return at;
}

static uint8_t type_named(const char *name)
{
    for (uint8_t i = 0; i <= HS_CLAIM_OTHER; i++)
        if (name && strcmp(name, hs_claim_type_name((hs_claim_type)i)) == 0)
            return i;
    return HS_CLAIM_OTHER;
}

static bool read_gold(struct claim_data *data, const char *folder, const char *name, bool dev)
{
    char path[4096];
    hs_buffer text = {0};
    hs_error error = {0};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    json_t *gold = json_load_file(path, 0, NULL);
    snprintf(path, sizeof path, "%s/%.*s.txt", folder, (int)strlen(name) - 5, name);
    if (!gold || !hs_file_read(path, SIZE_MAX / 2, &text, &error)) {
        fprintf(stderr, "cannot read %s\n", path);
        json_decref(gold);
        return false;
    }
    hs_str content = hs_str_make(text.bytes, text.length);
    uint32_t first_row = (uint32_t)data->rows.count;
    size_t index;
    json_t *claim;
    json_array_foreach(json_object_get(gold, "claims"), index, claim)
    {
        json_t *span = json_object_get(json_object_get(claim, "spans"), "text");
        if (!json_is_array(span))
            continue;
        *hs_array_push(&data->rows) = (struct claim_row){
            .start = byte_of(content, (uint32_t)json_integer_value(json_array_get(span, 0))),
            .end = byte_of(content, (uint32_t)json_integer_value(json_array_get(span, 1))),
            .label = 1,
            .worth = (uint8_t)json_integer_value(json_object_get(claim, "worth")),
            .type = type_named(json_string_value(json_object_get(claim, "type"))),
        };
    }
    add_document(data, name, content, CLAIM_NEWS, dev, first_row);
    label_samples(data);
    hs_buffer_finish(&text);
    json_decref(gold);
    return true;
}

bool claim_data_read_gold(struct claim_data *data, const char *folder, float weight, bool dev)
{
    size_t first = data->documents.count;
    names list = {0};
    bool good = list_folder(folder, ".json", &list);
    for (size_t i = 0; good && i < list.count; i++)
        good = read_gold(data, folder, list.items[i], dev);
    for (size_t i = first; i < data->documents.count; i++)
        data->documents.items[i].weight = weight;
    free_names(&list);
    return good;
}

/* Cuts a line at tabs; returns the number of columns. */
static size_t cut_columns(char *line, char **columns, size_t most)
{
    size_t count = 0;
    for (char *at = line; at && count < most; count++) {
        columns[count] = at;
        at = strchr(at, '\t');
        if (at)
            *at++ = '\0';
    }
    return count;
}

static void append_joined(hs_buffer *text, const char *words)
{
    bool begun = false;
    while (*words) {
        size_t space = strspn(words, " \r\n\v\f"), length = strcspn(words + space, " \r\n\v\f");
        if (length && begun)
            hs_buffer_append_byte(text, ' ');
        begun |= length > 0;
        hs_buffer_append(text, words + space, length);
        words += space + length;
    }
}

bool claim_data_read_sentences(struct claim_data *data, const char *path, bool dev)
{
    struct lines lines;
    if (!lines_open(&lines, path)) {
        fprintf(stderr, "cannot read %s\n", path);
        return false;
    }
    hs_buffer text = {0};
    uint32_t first_row = (uint32_t)data->rows.count;
    char *columns[3];
    size_t count = 0;
    for (char *line; (line = lines_next(&lines));) {
        if (count++ == 0 || cut_columns(line, columns, 3) < 3)
            continue;
        uint32_t start = (uint32_t)text.length;
        append_joined(&text, columns[1]);
        *hs_array_push(&data->rows) = (struct claim_row){
            .start = start, .end = (uint32_t)text.length, .label = strcmp(columns[2], "Yes") == 0};
        hs_buffer_append(&text, "\n\n", 2);
        if (text.length > 60000) {
            add_document(data, "sentences", hs_str_make(text.bytes, text.length), CLAIM_SENTENCES,
                         dev, first_row);
            label_samples(data);
            hs_buffer_clear(&text);
            first_row = (uint32_t)data->rows.count;
        }
    }
    if (text.length > 0) {
        add_document(data, "sentences", hs_str_make(text.bytes, text.length), CLAIM_SENTENCES, dev,
                     first_row);
        label_samples(data);
    }
    hs_buffer_finish(&text);
    lines_close(&lines);
    return true;
}

static bool read_debate(struct claim_data *data, const char *folder, const char *name,
                        enum claim_domain domain)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    struct lines lines;
    if (!lines_open(&lines, path))
        return false;
    hs_buffer text = {0};
    uint32_t first_row = (uint32_t)data->rows.count;
    char *columns[4];
    for (char *line; (line = lines_next(&lines));) {
        if (cut_columns(line, columns, 4) < 4)
            continue;
        uint32_t start = (uint32_t)text.length;
        if (strcmp(columns[1], "SYSTEM") != 0)
            hs_buffer_printf(&text, "%s: ", columns[1]);
        hs_buffer_append_str(&text, hs_str_from(columns[2]));
        *hs_array_push(&data->rows) = (struct claim_row){
            .start = start, .end = (uint32_t)text.length, .label = columns[3][0] == '1'};
        hs_buffer_append_byte(&text, '\n');
    }
    add_document(data, name, hs_str_make(text.bytes, text.length), domain, false, first_row);
    label_samples(data);
    hs_buffer_finish(&text);
    lines_close(&lines);
    return true;
}

bool claim_data_read_debates(struct claim_data *data, const char *folder, enum claim_domain domain)
{
    names list = {0};
    bool good = list_folder(folder, ".tsv", &list);
    for (size_t i = 0; good && i < list.count; i++)
        good = read_debate(data, folder, list.items[i], domain);
    free_names(&list);
    return good;
}
