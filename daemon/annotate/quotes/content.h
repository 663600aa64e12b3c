/* What a cue reports: the words of its quotation, clause or object. */
#pragma once

#include "annotate/quotes/cue.h"

/* At most this many pieces before linking; the rest of a quotation list is cut. */
enum { HS_CONTENT_PIECES_MAX = 16 };

typedef struct hs_content {
    hs_word_range pieces[HS_CONTENT_PIECES_MAX];
    uint32_t count;
    hs_pattern pattern;
    uint32_t addressee; /* phrase or HS_NONE */
    bool announces;     /* "X said:" and nothing behind it in the block */
} hs_content;

/* False when the cue reports nothing that can be pointed at. */
bool hs_content_find(const hs_reading *reading, const hs_cue *cue, hs_content *content);

/* Where the clause that starts at `first` ends: before a coordinate or participle cue, "according
 * to", or the sentence's last stop. Quotations in it stay whole. */
uint32_t hs_content_clause_end(const hs_reading *reading, const hs_cue *cue, uint32_t first);

/* The word behind "on Monday", "in a statement", "again", where they stand between a cue and what
 * it reports. */
uint32_t hs_content_skip_adverbials(const hs_reading *reading, const hs_cue *cue, uint32_t word);

/* Adds an attribution of the cue's subject, and takes the quotations that it holds; valid until the
 * next one is added. reporting.c */
hs_attribution *hs_content_add(hs_reading *reading, const hs_cue *cue, const hs_content *content);

/* Whether a quotation is an utterance rather than a few borrowed words. */
bool hs_content_whole_quotation(const hs_reading *reading, hs_word_range quotation);

/* "her memoir, “Dark Room,”": whether marks hold the title of what the word before them means.
 * quote_parts.c */
bool hs_content_titles_work(const hs_reading *reading, hs_word_range marks);

/* “…” — Ana Ruiz, Osterleigh; “…” [Orlo Post]: the phrase behind a dash or in brackets at the
 * block's end that names who signs the quotation before `mark`, the dash or bracket, or HS_NONE.
 * layout.c */
uint32_t hs_content_signature(const hs_reading *reading, uint32_t mark);

/* Joins what the trained model found of quotes that are interrupted, and adds marks that go on with
 * them. quote_parts.c */
void hs_content_join(hs_reading *reading);

/* Puts the words around a reporting clause inside marks that nothing closes ("It lifted, he said. I
 * saw it.) in the place of the marks' one content, if there is such a clause. */
void hs_content_split(hs_reading *reading, hs_attribution *loose);
