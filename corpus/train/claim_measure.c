/* Measures of claims: see the header. Ties in a ranking keep the order of the text, as the scorer's
 * do.
 */
#include "train/claim_measure.h"

#include <math.h>
#include <stdlib.h>

struct ranked {
    float score;
    uint32_t place;
    bool label;
};

static int by_score(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

/* -1 when nothing is labelled. */
static double average_precision(struct ranked *items, size_t count)
{
    double sum = 0;
    size_t hits = 0;
    qsort(items, count, sizeof *items, by_score);
    for (size_t i = 0; i < count; i++)
        if (items[i].label)
            sum += (double)++hits / (double)(i + 1);
    return hits > 0 ? sum / (double)hits : -1;
}

/* The rows of a document with the highest score that lies in each; -1 where none does. */
static void rank_rows(const struct claim_data *data, const float *scores,
                      const struct claim_document *document, struct ranked *rows)
{
    for (uint32_t i = 0; i < document->row_count; i++)
        rows[i] = (struct ranked){-1, i, data->rows.items[document->first_row + i].label};
    for (uint32_t i = 0; i < document->sample_count; i++) {
        uint32_t row = data->samples.items[document->first_sample + i].row;
        float score = scores[document->first_sample + i];
        if (row != HS_NONE && score > rows[row].score)
            rows[row].score = score;
    }
}

double claim_measure_debate(const struct claim_data *data, const float *scores,
                            const struct claim_document *document)
{
    struct ranked *rows = hs_alloc_zeroed(document->row_count + 1, sizeof *rows);
    rank_rows(data, scores, document, rows);
    double result = average_precision(rows, document->row_count);
    free(rows);
    return result;
}

double claim_measure_debates(const struct claim_data *data, const float *scores,
                             enum claim_domain domain)
{
    double sum = 0, count = 0;
    for (size_t d = 0; d < data->documents.count; d++) {
        if (data->documents.items[d].domain != domain)
            continue;
        double one = claim_measure_debate(data, scores, &data->documents.items[d]);
        if (one >= 0)
            sum += one, count++;
    }
    return count > 0 ? sum / count : 0;
}

static struct claim_found found(double right, double shown, double hit, double wanted)
{
    struct claim_found result = {.precision = shown > 0 ? right / shown : 0,
                                 .recall = wanted > 0 ? hit / wanted : 0};
    double sum = result.precision + result.recall;
    result.f1 = sum > 0 ? 2 * result.precision * result.recall / sum : 0;
    return result;
}

struct claim_found claim_measure_sentences(const struct claim_data *data, const float *scores,
                                           bool dev)
{
    struct ranked *rows = hs_alloc_zeroed(data->rows.count + 1, sizeof *rows);
    size_t count = 0;
    double right = 0, shown = 0, wanted = 0;
    for (size_t d = 0; d < data->documents.count; d++) {
        const struct claim_document *document = &data->documents.items[d];
        if (document->domain != CLAIM_SENTENCES || document->dev != dev)
            continue;
        rank_rows(data, scores, document, rows + count);
        for (uint32_t i = 0; i < document->row_count; i++, count++) {
            rows[count].place = (uint32_t)count;
            shown += rows[count].score >= 0.5f;
            wanted += rows[count].label;
            right += rows[count].score >= 0.5f && rows[count].label;
        }
    }
    struct claim_found result = found(right, shown, right, wanted);
    result.average_precision = average_precision(rows, count);
    free(rows);
    return result;
}

static bool overlaps(const struct claim_row *row, const struct claim_sample *sample)
{
    return row->start < sample->end && row->end > sample->start;
}

/* Whether a claim of the document is overlapped by a sample that is shown. */
static bool is_hit(const struct claim_data *data, const float *scores,
                   const struct claim_document *document, const struct claim_row *row)
{
    for (uint32_t i = 0; i < document->sample_count; i++)
        if (scores[document->first_sample + i] >= 0.5f &&
            overlaps(row, &data->samples.items[document->first_sample + i]))
            return true;
    return false;
}

struct claim_found claim_measure_news(const struct claim_data *data, const float *scores, bool dev)
{
    struct ranked *items = hs_alloc_zeroed(data->samples.count + 1, sizeof *items);
    size_t count = 0;
    double right = 0, shown = 0, hit = 0, wanted = 0;
    for (size_t d = 0; d < data->documents.count; d++) {
        const struct claim_document *document = &data->documents.items[d];
        if (document->domain != CLAIM_NEWS || document->dev != dev)
            continue;
        for (uint32_t i = 0; i < document->sample_count; i++, count++) {
            uint32_t at = document->first_sample + i;
            items[count] =
                (struct ranked){scores[at], (uint32_t)count, data->samples.items[at].label};
            shown += scores[at] >= 0.5f;
            right += scores[at] >= 0.5f && items[count].label;
        }
        wanted += document->row_count;
        for (uint32_t i = 0; i < document->row_count; i++)
            hit += is_hit(data, scores, document, &data->rows.items[document->first_row + i]);
    }
    struct claim_found result = found(right, shown, hit, wanted);
    result.average_precision = average_precision(items, count);
    free(items);
    return result;
}

struct claim_reliability claim_measure_reliability(const struct claim_data *data,
                                                   const float *scores, enum claim_domain domain,
                                                   bool dev)
{
    struct claim_reliability result = {0};
    double all = 0;
    for (size_t i = 0; i < data->samples.count; i++) {
        const struct claim_sample *sample = &data->samples.items[i];
        const struct claim_document *document = &data->documents.items[sample->document];
        if (document->domain != domain || document->dev != dev)
            continue;
        int bin = (int)(scores[i] * CLAIM_BINS);
        bin = bin < CLAIM_BINS ? bin : CLAIM_BINS - 1;
        result.count[bin] += document->weight;
        result.score[bin] += document->weight * scores[i];
        result.right[bin] += document->weight * sample->label;
        all += document->weight;
    }
    for (int bin = 0; bin < CLAIM_BINS; bin++)
        result.error += fabs(result.score[bin] - result.right[bin]) / (all > 0 ? all : 1);
    return result;
}
