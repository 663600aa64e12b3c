/* A candidate of the archive compared with what was asked about, a quote or a claim, and what it
 * becomes as evidence. Private to daemon/evidence.
 */
#pragma once

#include "evidence/verification.h"

typedef struct hs_match {
    hs_comparison comparison; /* the asker's to fill in */
    hs_align_text source;     /* the candidate's passage */
    const hs_archive_candidate *candidate;
} hs_match;

/* Sets candidate and passage of each match; everything in the arena. */
bool hs_matches_read(hs_match *matches, hs_archive *archive, const hs_archive_candidate *candidates,
                     size_t count, hs_arena *arena, hs_error *error);

/* Sorts an array: verdicts in the order of their enumeration, then the likelier. */
void hs_matches_sort(hs_match *matches, size_t count);

/* Where the matched words stand in the match's document. */
hs_span hs_match_span(const hs_match *match);

/* The match's document, and the evidence: verdict, place, score and the difference from what was
 * `asked`. All in the arena. */
bool hs_match_evidence(const hs_match *match, const hs_align_text *asked, hs_archive *archive,
                       hs_arena *arena, hs_archive_document *document, hs_evidence *evidence,
                       hs_error *error);
