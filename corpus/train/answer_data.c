/* Reads the lists of what may be an answer. */
#include "train/answer_data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "train/lines.h"

static bool read_spans(const char *text, struct answer_choice *choice)
{
    hs_span *spans = choice->spans;
    return sscanf(text, "%u %u %u %u", &spans[0].start, &spans[0].end, &spans[1].start,
                  &spans[1].end) == 4;
}

static bool read_hits(char *text, struct answer_choice *choice)
{
    for (char *at = text; *at && choice->hit_count < ANSWER_HITS_MOST;) {
        unsigned number, percent, kind, party;
        int length = 0;
        if (sscanf(at, "%u:%u:%u:%u%n", &number, &percent, &kind, &party, &length) != 4)
            return false;
        choice->hits[choice->hit_count++] =
            (struct answer_hit){(uint16_t)number, (uint8_t)percent, (uint8_t)kind, party != 0};
        at += length;
        at += *at == ' ';
    }
    return true;
}

static void read_features(const char *text, struct answer_choice *choice)
{
    uint64_t features = strtoull(text, NULL, 10);
    for (; features; features &= features - 1)
        choice->active[choice->active_count++] =
            (uint16_t)(HS_ANSWER_ROWS + __builtin_ctzll(features));
}

static bool read_rows(char *text, struct answer_choice *choice)
{
    char *end;
    for (char *at = text; *at; at = end) {
        unsigned long row = strtoul(at, &end, 10);
        if (end == at || row >= HS_ANSWER_ROWS || choice->active_count == ANSWER_ACTIVE_MOST)
            return false;
        choice->active[choice->active_count++] = (uint16_t)row;
    }
    return true;
}

static bool read_numbers(char *text, struct answer_choice *choice)
{
    char *at = text, *end;
    for (int i = 0; i < HS_ANSWER_NUMBERS; i++, at = end) {
        choice->numbers[i] = strtof(at, &end);
        if (end == at)
            return false;
    }
    return true;
}

static bool read_states(const char *text, struct answer_choice *choice)
{
    for (int i = 0; i < ANSWER_STATES; i++) {
        unsigned byte;
        if (sscanf(text + 2 * i, "%2x", &byte) != 1)
            return false;
        choice->states[i] = (int8_t)(uint8_t)byte;
    }
    return true;
}

static bool read_choice(struct answer_data *data, char *fields[7])
{
    struct answer_choice *choice = hs_array_push(&data->choices);
    memset(choice, 0, sizeof *choice);
    choice->document = (uint32_t)data->documents.count - 1;
    hs_array_last(&data->documents)->end = (uint32_t)data->choices.count;
    read_features(fields[3], choice);
    return read_spans(fields[1], choice) && read_hits(fields[2], choice) &&
           read_rows(fields[4], choice) && read_numbers(fields[5], choice) &&
           read_states(fields[6], choice);
}

static bool read_line(struct answer_data *data, char *text)
{
    char *fields[7] = {text};
    size_t count = 1;
    for (char *at = text; *at; at++)
        if (*at == '\t' && count < 7) {
            *at = 0;
            fields[count++] = at + 1;
        }
    if (strcmp(fields[0], "#") == 0 && count == 4) {
        uint32_t group = (uint32_t)strtoul(fields[1], NULL, 10);
        uint32_t first = (uint32_t)data->choices.count;
        *hs_array_push(&data->documents) =
            (struct answer_document){(uint32_t)strtoul(fields[3], NULL, 10), group, first, first};
        return group < ANSWER_GROUPS_MOST;
    }
    return strcmp(fields[0], "=") == 0 && count == 7 && data->documents.count > 0 &&
           read_choice(data, fields);
}

bool answer_data_read(struct answer_data *data, const char *path, size_t *line)
{
    struct lines lines;
    *line = 0;
    if (!lines_open(&lines, path))
        return false;
    bool good = true;
    for (char *text; good && (text = lines_next(&lines)) != NULL;) {
        ++*line;
        good = read_line(data, text);
    }
    return lines_close(&lines) && good;
}

void answer_data_finish(struct answer_data *data)
{
    hs_array_finish(&data->documents);
    hs_array_finish(&data->choices);
}
