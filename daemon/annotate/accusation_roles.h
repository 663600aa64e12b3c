/* Who is accused, who accuses and who answers: the phrases near a finding, scored as candidates.
 *
 * Beside phrases there are two options without words: that it is whoever speaks there (the text
 * itself outside all quotes), and that the words leave it open. Shares of all options sum to 1;
 * linking adds up those of one party, and what it alone knows.
 */
#pragma once

#include "annotate/accusation_spans.h"

enum hs_role_task { HS_ROLE_ACCUSED, HS_ROLE_ACCUSER, HS_ROLE_ANSWERER };

enum {
    HS_ROLE_INPUTS = 16,
    HS_ROLE_OPTIONS_MAX = 64, /* the nearest ones */
};

enum hs_role_option_kind { HS_ROLE_PHRASE, HS_ROLE_OWNER, HS_ROLE_SPEAKER, HS_ROLE_OPEN };

typedef struct hs_role_case {
    const hs_reading *reading;
    const hs_accusation_word *words;
    const hs_accusation_output *output;
    hs_token_range cue;
    hs_token_range charge; /* or an answer's text */
    uint32_t anchor;
    enum hs_role_task task;
    bool explicit_form;
} hs_role_case;

typedef struct hs_role_option {
    uint32_t phrase; /* HS_NONE without words */
    uint32_t token;  /* the phrase's head */
    uint8_t kind;    /* enum hs_role_option_kind */
    uint32_t rows[HS_ROLE_INPUTS];
    float share;
} hs_role_option;

/* Writes at most HS_ROLE_OPTIONS_MAX options with their rows; returns how many. */
uint32_t hs_role_list(const hs_role_case *it, hs_role_option *options);

/* Fills in the shares. */
void hs_role_score(const hs_accusation_model *model, const hs_role_case *it,
                   hs_role_option *options, uint32_t count);
