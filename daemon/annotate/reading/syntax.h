/* What the parse and the name tags (language/language.h) say of a reading's words, in terms of the
 * shallow words and phrases that the detectors speak of. All need `reading->syntax`; where a look
 * goes over neighbours it stays within a bounded distance, so that it costs a bounded time.
 */
#pragma once

#include "annotate/reading/reading.h"
#include "annotate/reading/token_range.h"

static inline const hs_word *hs_syntax_token(const hs_reading *reading, uint32_t token)
{
    return &reading->syntax->words[token];
}

static inline bool hs_syntax_names_person(const hs_word *token)
{
    return token->entity_tag == 1 + HS_NAME_PERSON;
}

/* The word of a range that the rest of it hangs on: of several (a misparsed range), one that is a
 * person's name, else the first. HS_NONE for a range without words. */
uint32_t hs_syntax_top(const hs_reading *reading, hs_word_range range);

/* The last name among words [first, end) that is a person's, else the one over the last word; empty
 * when there is none. */
typedef struct hs_syntax_name {
    hs_word_range words;
    enum hs_name_type type;
} hs_syntax_name;
static inline bool hs_syntax_person(hs_syntax_name name)
{
    return name.words.first < name.words.end && name.type == HS_NAME_PERSON;
}
hs_syntax_name hs_syntax_name_in(const hs_reading *reading, uint32_t first, uint32_t end);

/* The sentence of the syntax that holds a token. */
uint32_t hs_syntax_sentence(const hs_reading *reading, uint32_t token);

/* The relation of a word to its head, and that head as a word or HS_NONE. */
enum hs_deprel hs_syntax_relation(const hs_reading *reading, uint32_t word);
uint32_t hs_syntax_head(const hs_reading *reading, uint32_t word);

/* The word of a range by which it hangs on the rest of the tree, the first if there are several. */
uint32_t hs_syntax_range_head(const hs_reading *reading, hs_token_range range);

/* The token by which a phrase hangs in the tree: of "Ana Ruiz" and of "Bank of Brennick" the first
 * word's, whatever its last word is. */
uint32_t hs_syntax_phrase_top(const hs_reading *reading, const hs_phrase *phrase);

/* The word that says the same of somebody as `word` does, by apposition ("Ana Ruiz, the minister",
 * "former minister Ana Ruiz"): the one it stands in apposition to, or HS_NONE. */
uint32_t hs_syntax_apposed_to(const hs_reading *reading, uint32_t word);

/* The subject of a verb, active or passive, as a token; HS_NONE where it has none near. */
uint32_t hs_syntax_subject(const hs_reading *reading, uint32_t verb);

/* Who does what a participle says whose clause hangs on another verb: "In announcing it, | Ana Ruiz
 * promised", "promised it, saying". HS_NONE where the tree does not tell. */
uint32_t hs_syntax_controller(const hs_reading *reading, uint32_t participle);

/* retag.c: lets the parse correct the tags of shallow words that were taken for nouns or names, and
 * makes part of a name the "and" that stands in it. */
void hs_syntax_retag(hs_reading *reading);

/* body_names.c: makes one name of bodies' names of which the name tags see a part. */
void hs_reading_join_bodies(hs_reading *reading);
