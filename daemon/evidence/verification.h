/* What the archive says of a quote or a claim: a verdict and where it comes from.
 *
 * quote_check.h and claim_check.h make it; docs/VERIFICATION.md explains it. Everything lies in
 * the arena that was given when it was made. Immutable.
 */
#pragma once

#include "evidence/archive.h"
#include "evidence/verdict.h"
#include "text/position.h"

/* A place in the archive that the verdict rests on. */
typedef struct hs_evidence {
    hs_verdict verdict; /* what this one says */
    int64_t document;   /* 0 for a fact-check */
    hs_str uri;         /* of the document; where it was published, of a fact-check */
    hs_str url;
    hs_str title;
    hs_str published;
    hs_str speaker;       /* who says it there; empty: nobody known */
    hs_str rating;        /* of a fact-check */
    hs_str publisher;     /* likewise */
    hs_str text;          /* the words there; the claim that was checked */
    hs_str before, after; /* what stands around them, cut to some words */
    hs_span span;         /* bytes of the document's text */
    hs_span units[3];     /* the same in units of each encoding */
    /* Where the words begin and end, in each encoding (index: hs_encoding). */
    hs_position start[3], end[3];
    float score; /* 0 to 1 */
    const hs_diff_part *diff;
    size_t diff_count;
    const hs_repair *repairs; /* bytes of the text that was checked */
    size_t repair_count;
} hs_evidence;

typedef struct hs_verification {
    hs_verdict verdict;
    const hs_evidence *evidence; /* that of the verdict first, then as good ones */
    size_t count;
} hs_verification;

#define HS_EVIDENCE_MAX 5
