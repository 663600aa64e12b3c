/* Lemmas: the dictionary form of a word, from its form and tags.
 *
 * A lemma is made from the form by a rule: how many bytes to cut from the end, what to append, and
 * what to do with capitals. Which rule is looked up by the word's tags, its shape and its ending:
 * the longest ending that the model holds decides, a whole word being the longest ("was" AUX:
 * "be"). Learned from treebanks by corpus/train/train_lemmas.c, in the manner of the edit rules of
 * UDPipe (Straka and Strakova 2017) and ripple-down rules (Compton and Jansen 1990): an ending is
 * kept only where it changes what the shorter ending says.
 *
 * The section "lemma" of a model file, little-endian: hs_lemma_header, then `slot_count` slots of
 * an open-addressed hash table, then `rule_count` rules, then `text_size` bytes of appended text.
 *
 * A lemmatizer borrows its section; it is immutable, any thread may use it.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

#define HS_LEMMA_SECTION "lemma"
#define HS_LEMMA_VERSION 1u
#define HS_LEMMA_FORM_MAX 96  /* longer forms are their own lemma */
#define HS_LEMMA_ENDING_MAX 8 /* bytes of an ending that is not a whole word */
#define HS_LEMMA_ANY_UPOS 31u /* stands for "whatever the universal tag" in a key */

typedef enum hs_lemma_case {
    HS_LEMMA_KEEP,  /* capitals stay */
    HS_LEMMA_LOWER, /* "Talks" NOUN: "talk" */
    HS_LEMMA_TITLE, /* "ORLO" PROPN: "Orlo" */
    HS_LEMMA_CASE_COUNT,
} hs_lemma_case;

typedef struct hs_lemma_header {
    uint32_t version;
    uint32_t labels_version; /* HS_LABELS_VERSION */
    uint32_t slot_count;     /* a power of two; at least one is free */
    uint32_t rule_count;
    uint32_t text_size;
    uint32_t zero;
} hs_lemma_header;

typedef struct hs_lemma_slot {
    uint32_t check; /* high half of the key's hash */
    uint32_t rule;  /* 1 + index; 0: free */
} hs_lemma_slot;

typedef struct hs_lemma_rule {
    uint8_t cut; /* bytes from the end of the form */
    uint8_t case_mode;
    uint16_t append_length;
    uint32_t append_offset;
} hs_lemma_rule;

typedef struct hs_lemmatizer {
    const hs_lemma_slot *slots;
    const hs_lemma_rule *rules;
    const char *text;
    uint32_t slot_count, rule_count;
} hs_lemmatizer;

/* Checks a section (aligned to 8) and points into it; false with the reason when it is damaged. */
bool hs_lemmatizer_bind(hs_lemmatizer *lemmatizer, hs_str section, hs_error *error);

/* The lemma of a word; `upos` and `xpos` are those of language/labels.h. Never empty for a form
 * that is not. The bytes are the form's own, the arena's or the section's; at most UINT16_MAX of
 * them. */
hs_str hs_lemma_find(const hs_lemmatizer *lemmatizer, hs_str form, uint8_t upos, uint8_t xpos,
                     hs_arena *arena);

/* The keys under which a form's endings are stored, for the trainer: `hashes[n]` for the last n
 * bytes in lower case, and `*whole` for the word. Returns how many endings there are, at most
 * HS_LEMMA_ENDING_MAX + 1 (the empty one first). */
size_t hs_lemma_keys(hs_str form, uint8_t upos, uint8_t xpos,
                     uint64_t hashes[HS_LEMMA_ENDING_MAX + 1], uint64_t *whole);

/* Applies a rule; `out` has room for HS_LEMMA_ROOM(form.length, append.length). */
#define HS_LEMMA_ROOM(form_length, append_length) (2 * (form_length) + (append_length) + 4)
size_t hs_lemma_apply(hs_str form, uint8_t cut, hs_lemma_case mode, hs_str append, char *out);
