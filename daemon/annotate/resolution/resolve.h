/* Who is meant and who speaks: what a linking asks of the block in hand. Parties are entities of
 * the linker; HS_NONE where the text leaves it open.
 */
#pragma once

#include "annotate/resolution/linker.h"
#include "annotate/resolution/names_asked.h"

/* resolve.c, resolve_names.c, resolve_short.c: who a reference of the block in hand is. May be
 * asked in any order: a reference is resolved once, from what the text said before it.
 *
 * Full names of the block, ahead of the walk, … What is read of a block here, or in its headings,
 * stands in hs_link_outlook. */
void hs_resolve_names(hs_linker *linker);
/* … and nothing else of it, or only what is asked for (may be NULL). */
void hs_resolve_full_names(hs_linker *linker, const hs_names_asked *asked);

/* Of a name of several words: by the whole of it, or as the same party with another initial or
 * spelling. */
uint32_t hs_resolve_long_name(hs_linker *linker, const hs_reference *reference);
uint32_t hs_resolve_short_name(hs_linker *linker, const hs_reference *reference); /* of one word */
/* Of "Laura and Simon Webb" Laura Webb, or HS_NONE. */
uint32_t hs_resolve_of_couple(hs_linker *linker, const hs_reference *reference);
uint32_t hs_resolve_add_named(hs_linker *linker, const hs_reference *reference);

/* Whether only a firm is called so: "Orlo & Sons", "Orlo Foods", but not the Ruiz Foundation. */
bool hs_resolve_is_firm(hs_str name);
bool hs_resolve_is_club(hs_str name); /* resolve_short.c: "Orlo Rovers" */
bool hs_body_of_place(hs_str name);   /* resolve_short.c: "Brennick Council" */
/* Likewise: a body by the first words of its name, or HS_NONE. */
uint32_t hs_resolve_beginning(hs_linker *linker, const hs_reference *reference);

void hs_resolve_headings(hs_linker *linker); /* of a heading: what only looks like a full name */
uint32_t hs_resolve_reference(hs_linker *linker, uint32_t reference);
uint32_t hs_resolve_party(hs_linker *linker, uint32_t reference); /* capitals as governments */
uint32_t hs_resolve_speaker(hs_linker *linker, uint32_t attribution);
void hs_resolve_interviewer(hs_linker *linker, const hs_reference *reference, uint32_t entity);

/* What a reference tells of an entity is noted with it; "the minister" later finds who was so
 * called. */
void hs_resolve_enrich(hs_linker *linker, uint32_t entity, const hs_reference *reference);
void hs_resolve_enter_role(hs_linker *linker, uint32_t entity, const hs_reference *reference);

/* coarguments.c: whom the block names as another argument of a mention's word, so that it does not
 * mean them; returns how many. */
enum { HS_BESIDE_MOST = 4 };
uint32_t hs_resolve_beside(const hs_linker *linker, const hs_reference *reference,
                           uint32_t beside[HS_BESIDE_MOST]);

/* resolve_ahead.c: descriptions that stand before the name. */
/* Hashes of the words that say of what somebody holds an office: "Orlo", "council" of "Orlo
 * council's leader", "council leader" and "leader of Orlo council"; the rest are 0. */
void hs_resolve_office_words(const hs_block *block, const hs_block_findings *findings,
                             const hs_reference *reference, uint64_t words[HS_OFFICE_WORDS]);
void hs_resolve_note_introduced(hs_linker *linker); /* by the block in hand, ahead of the walk */
uint32_t hs_resolve_ahead(hs_linker *linker, const hs_reference *reference);

/* resolve_group.c: the party of several members, at most HS_ENTITY_MEMBERS, entered where there is
 * none yet; its name, by theirs; and of a speaker the party of all who say it with him. */
uint32_t hs_resolve_group(hs_linker *linker, const uint32_t *members, uint32_t count);
void hs_resolve_name_group(hs_linker *linker, uint32_t group);
uint32_t hs_resolve_joined(hs_linker *linker, const hs_attribution *attribution, uint32_t speaker);

/* resolve_described.c: a description, and the key by which the same words find it again. */
uint32_t hs_resolve_description(hs_linker *linker, const hs_reference *reference);
uint64_t hs_resolve_description_key(hs_linker *linker, const hs_reference *reference);

/* resolve_tied.c: whom "his opponent" or "the Quarrin boss" means, where the text has told of one;
 * or HS_NONE. */
uint32_t hs_resolve_tied(hs_linker *linker, const hs_reference *reference);

/* resolve_two.c: "the two men" and the like; "they" of two whom the text named together just
 * before, in the sentence `since` or later; either HS_NONE where there are none. */
uint32_t hs_resolve_two(hs_linker *linker, const hs_reference *reference);
uint32_t hs_resolve_couple(hs_linker *linker, const hs_reference *reference, uint32_t since);

/* documents.c: whoever speaks in a document, its author where the text names one, here or before;
 * or HS_NONE. */
uint32_t hs_resolve_author(hs_linker *linker, const hs_reference *document);

/* mentions.c: notes that a reference of the block in hand means an entity. */
void hs_link_mention(hs_linker *linker, uint32_t reference, uint32_t entity);

/* pronouns.c */
/* "He lied", she said of Tom Orlo: the reference to whom the words of a quote are said of, right
 * behind its cue. HS_NONE where nothing says so. */
uint32_t hs_resolve_said_of(const hs_linker *linker, const hs_reference *mention);
uint32_t hs_resolve_pronoun(hs_linker *linker, const hs_reference *reference);

/* "Mrs Doyle was relieved. “At last,” she said.": the one person, a reference, who is the subject
 * of the sentence before, in the paragraph of the mention that speaks: the main verb's, if somebody
 * is ("Ana Ruiz, whose yard Susan Doyle bought, objected"). HS_NONE where there is none, or two. */
uint32_t hs_resolve_subject_before(const hs_linker *linker, const hs_reference *mention);
/* Likewise the body, or those, of whom the sentence before "it said", "they said" tells. */
uint32_t hs_resolve_body_before(const hs_linker *linker, const hs_reference *mention);

/* Who speaks the words that a reference stands in; HS_NONE for the text itself. */
uint32_t hs_resolve_enclosing(hs_linker *linker, const hs_reference *reference);

/* Whoever speaks the words of a turn or statement in which "he" or "the governor" stands: it is
 * another. HS_NONE elsewhere. */
uint32_t hs_resolve_own_voice(hs_linker *linker, const hs_reference *reference);

/* The likeliest person that is not `except`. */
uint32_t hs_resolve_person(hs_linker *linker, const hs_reference *reference, uint32_t except);

/* Whom a speaker who is reported accuses of what "he" did, where that is another; or HS_NONE.
 * accused_person.c */
uint32_t hs_resolve_accused_person(hs_linker *linker, const hs_reference *he, uint32_t speaker);
/* "Sentencing him", "the judge told her": whoever is accused most, rather than `likely`, whom
 * nobody accuses; or HS_NONE. */
uint32_t hs_resolve_sentenced(const hs_linker *linker, const hs_reference *him, uint32_t likely);
/* Who denies what he was accused of just before: "it denied the claim"; or HS_NONE. */
uint32_t hs_resolve_who_denies(hs_linker *linker, const hs_reference *pronoun);

/* loose_marks.c */
uint32_t hs_link_loose_speaker(hs_linker *linker, uint32_t attribution);
/* Whether the block in hand, a paragraph of marks behind another, is the other one's turn. */
bool hs_link_takes_turn(hs_linker *linker);
/* "The word is 'benign', Mr Orlo.": whether marks of the block in hand speak to somebody, who then
 * does not speak. */
bool hs_link_addresses(hs_linker *linker, uint32_t entity);

/* Whose turn it is in the block in hand, where two people talk by turns and the one whose it is may
 * be of that gender; else HS_NONE. */
uint32_t hs_link_next_speaker(const hs_linker *linker, uint8_t gender);
void hs_link_note_turn(hs_linker *linker, uint32_t quote, uint32_t speaker);
void hs_link_set_scene(hs_linker *linker); /* at the end of each block */
/* A quote that opens the text, of nobody so far: it is whoever's the next paragraph tells of. */
void hs_link_note_lead(hs_linker *linker, uint32_t item);
void hs_link_name_lead(hs_linker *linker); /* at the end of each block */

/* Who signs the marks that the block in hand is, in the line below it; or HS_NONE. signed_marks.c
 */
uint32_t hs_link_signer(const hs_linker *linker);

/* turns.c */
void hs_link_turn_label(hs_linker *linker); /* of a turn, before its references are resolved */
/* Whose the label in front of the turn in hand is, by its turns before; HS_NONE: there were none.
 */
uint32_t hs_link_labelled(const hs_linker *linker);
/* Whom the text calls by the one word that the label is: "Commissioner"; or HS_NONE. */
uint32_t hs_link_office_labelled(const hs_linker *linker);
/* Remembers whose it is; HS_NONE: whoever bears that name, else a party known by the label alone.
 */
uint32_t hs_link_label(hs_linker *linker, uint32_t speaker);
void hs_link_note_parts(
    hs_linker *linker); /* who asks and who presides, at the end of each block */
/* A question of nobody who is known yet; once somebody is, all that wait are his. */
void hs_link_note_question(hs_linker *linker, uint32_t item);
void hs_link_fill_questions(hs_linker *linker);

/* Notes who asks somebody something, for who replies; of an attribution whose speaker is known. */
void hs_link_note_asking(hs_linker *linker, const hs_attribution *attribution, uint32_t speaker);

/* Whom the text in front of a transcript is most about: who answers in it. HS_NONE: nobody. */
uint32_t hs_link_interviewee(hs_linker *linker);

/* sides.c */
bool hs_office_of_firms(hs_str words);
void hs_link_note_sides(hs_linker *linker); /* that the block in hand tells, once it is resolved */
/* The reference behind "for" or "of": "a spokeswoman for Tom Orlo", "the head of the union", or
 * HS_NONE; `at` tells whether it is one behind "at". */
uint32_t hs_reference_of_whom(const hs_linker *linker, const hs_reference *reference, bool *at);
/* "Orlo's deputy", not "the Orlo deputy", nor "Orlo frees reporter" where a parse makes one of it.
 */
bool hs_reference_has_genitive(const hs_linker *linker, const hs_reference *reference);
/* Whether a description's word is for those who speak for somebody: "spokesman", "campaign". */
bool hs_reference_is_voice(const hs_reference *reference);
/* Likewise, for kin: "brother"; for whoever stands against another: "opponent"; for the head of
 * something, whatever he is called: "boss". */
bool hs_reference_is_relative(const hs_reference *reference);
/* The same with "of" whom behind it: "the mother of a pupil", but not "of two", which tells how
 * many children she has. Of the block in hand. */
bool hs_reference_is_whose(const hs_linker *linker, const hs_reference *reference);
bool hs_reference_is_rival(const hs_reference *reference);
bool hs_reference_is_head(const hs_reference *reference);
/* "A spokesman", of whom the text does not tell whose he is. */
bool hs_link_loose_voice(const hs_linked_entity *entity);
/* Whether one party speaks for another: the same, of the same country, its aide, minister or
 * lawyer, or named after it. */
bool hs_link_same_side(const hs_linker *linker, uint32_t a, uint32_t b);
/* Whether somebody is called another one's brother, wife or the like. */
bool hs_link_relative(const hs_linked_entity *entity);

hs_party hs_link_party(const hs_linker *linker, uint32_t entity, hs_place mention);

/* The bit of a word in a set of those that are asked for, which may hold more than it should. */
static inline uint64_t hs_link_alone_bit(uint64_t word_hash)
{
    return UINT64_C(1) << (word_hash * UINT64_C(0x9e3779b97f4a7c15) >> 58);
}
