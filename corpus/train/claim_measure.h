/* Measures of claims, as the scorer takes them (F1 of claims found, average precision, mean average
 * precision over debates), and how well scores are calibrated.
 */
#pragma once

#include "train/claim_data.h"

/* `scores` has a probability for each sample. */

struct claim_found {
    double precision, recall, f1;
    double average_precision;
};

/* News: of the documents of `dev`, claims found at 0.5, and the ranking of all sentences. */
struct claim_found claim_measure_news(const struct claim_data *data, const float *scores, bool dev);

/* Lists of sentences, likewise, by row. */
struct claim_found claim_measure_sentences(const struct claim_data *data, const float *scores,
                                           bool dev);

/* Debates: the mean over documents of the average precision of their lines. */
double claim_measure_debates(const struct claim_data *data, const float *scores,
                             enum claim_domain domain);

/* One document's part of that; -1 when nothing in it is labelled. */
double claim_measure_debate(const struct claim_data *data, const float *scores,
                            const struct claim_document *document);

enum { CLAIM_BINS = 10 };

struct claim_reliability {
    double count[CLAIM_BINS], score[CLAIM_BINS], right[CLAIM_BINS]; /* sums */
    double error;                                                   /* expected calibration error */
};

/* Of the samples of a domain, each weighing what its document weighs. */
struct claim_reliability claim_measure_reliability(const struct claim_data *data,
                                                   const float *scores, enum claim_domain domain,
                                                   bool dev);
