/* The texts that claims are learnt from, read as analysis reads them: a sample for each sentence
 * (or the reported part of it), with what the model sees and what annotators said.
 */
#pragma once

#include "annotate/claims/claim_inputs.h"
#include "base/array.h"

enum { CLAIM_FOLDS = 5 };

enum claim_domain {
    CLAIM_NEWS,
    CLAIM_SENTENCES,
    CLAIM_DEBATES_2019,
    CLAIM_DEBATES_2020,
    CLAIM_DOMAINS
};

struct claim_sample {
    uint32_t document;
    uint32_t first_token, token_count; /* in the pools of `claim_data` */
    uint32_t start, end;               /* bytes of the document */
    uint32_t row;                      /* of the document's rows, or HS_NONE */
    uint64_t speaker;                  /* hash of a turn's name; else 0 */
    uint64_t text;                     /* hash of its words */
    uint8_t label;
    uint8_t worth; /* 0 to 2, news */
    uint8_t type;  /* hs_claim_type, where label is 1 in news */
    bool turn;
    float fallback; /* what analysis says without the model */
    float features[HS_CLAIM_FEATURES];
};

/* A line of a debate, a sentence of a list, or a claim of a news article. */
struct claim_row {
    uint32_t start, end;
    uint8_t label;
    uint8_t worth, type;
};

struct claim_document {
    char name[64];
    enum claim_domain domain;
    bool dev;
    uint32_t fold;
    float weight; /* of its samples in training and calibration */
    uint32_t first_sample, sample_count;
    uint32_t first_row, row_count;
};

struct claim_data {
    HS_ARRAY(struct claim_document) documents;
    HS_ARRAY(struct claim_sample) samples;
    HS_ARRAY(struct claim_row) rows;
    HS_ARRAY(hs_claim_token) tokens;
    HS_ARRAY(int8_t) states;
    size_t width;
};

/* Reads a folder of gold annotations (*.json beside *.txt), a tab-separated file of sentences, or a
 * folder of debates. False with a message on stderr when that cannot be. */
bool claim_data_read_gold(struct claim_data *data, const char *folder, float weight, bool dev);
bool claim_data_read_sentences(struct claim_data *data, const char *path, bool dev);
bool claim_data_read_debates(struct claim_data *data, const char *folder, enum claim_domain domain);

/* Keeps what was read in a file, for runs of this very build. */
bool claim_data_save(const struct claim_data *data, const char *path);
bool claim_data_load(struct claim_data *data, const char *path);
