/* Implicit accusations: a wrong asserted of a party with no accusing word, by harm.tsv. A harmful
 * verb accuses its subject, a harmful noun its owner or the nation before it, a harmful adjective
 * what it is said of. Several harmful words in one clause make one accusation.
 */
#include "annotate/predicate.h"

enum { LEAST_WEIGHT = 5, OUTSIDE_LEAST_WEIGHT = 6 };

static bool covered(const hs_reading *r, hs_span span)
{
    for (size_t i = r->accusing.count; i-- > 0 && r->accusing.count - i < 12;)
        if (hs_span_overlap(r->accusing.items[i].charge, span))
            return true;
    return false;
}

static bool first_person(const hs_reading *r, uint32_t phrase)
{
    return hs_word_is(hs_reading_word(r, r->phrases.items[phrase].head),
                      HS_LEX(FIRST_PERSON)) ||
           hs_str_equal_ignoring_case(hs_word_text(&r->words, r->phrases.items[phrase].first),
                                      HS_STR("our"));
}

static void push(hs_reading *r, uint32_t word, uint32_t accused, hs_span charge, unsigned weight)
{
    uint32_t attribution = r->attribution_at[word];
    hs_accusing *accusing = hs_array_push(&r->accusing);
    *accusing = (hs_accusing){
        .charge = charge,
        .accuser = HS_NONE,
        .attribution = attribution,
        .sentence = hs_reading_word(r, word)->sentence,
        .form = HS_ACCUSATION_IMPLICIT,
        .score = (uint8_t)(20 + 4 * weight),
        .by_speaker = true,
    };
    if (accused != HS_NONE)
        accusing->accused[accusing->accused_count++] = accused;
}

/* Words of harm in a span, beyond the first: they make it surer. */
static unsigned weight_within(const hs_reading *r, hs_span span, unsigned weight)
{
    unsigned more = 0;
    for (uint32_t i = hs_reading_word_at(r, span.start);
         i < r->words.count && r->words.items[i].span.end <= span.end; i++)
        more += r->words.items[i].lexeme->harm_weight;
    return more > weight ? weight + (more - weight) / 3 : weight;
}

static void read_verb(hs_reading *r, uint32_t i, unsigned least)
{
    const hs_lexeme *lexeme = hs_reading_word(r, i)->lexeme;
    hs_predicate p = hs_predicate_read(r, i, NULL);
    if (p.cue.negated || p.hypothetical || p.question)
        return;
    uint32_t accused = p.cue.passive ? p.agent : p.cue.subject;
    if (accused == HS_NONE || first_person(r, accused) || !hs_predicate_is_party(r, accused))
        return;
    hs_span charge = hs_predicate_clause(r, &p, i, true);
    if (weight_within(r, charge, lexeme->harm_weight) < least || covered(r, charge))
        return;
    push(r, i, accused, charge, lexeme->harm_weight);
}

/* The nation's adjective or name in front of a noun: "Russian interference" (the phrase itself says
 * whose). */
static bool qualified(const hs_reading *r, const hs_phrase *phrase)
{
    for (uint32_t i = phrase->first; i < phrase->head; i++)
        if (hs_reading_tag(r, i) == HS_TAG_NAME)
            return true;
    return false;
}

static void read_noun(hs_reading *r, uint32_t i, unsigned least)
{
    uint32_t index = r->phrases.phrase_at[i];
    if (index == HS_NONE || r->phrases.items[index].head != i)
        return;
    const hs_phrase *phrase = &r->phrases.items[index];
    uint32_t accused = hs_predicate_party_of(r, index);
    bool owner = accused == HS_NONE && qualified(r, phrase);
    if (owner)
        accused = index;
    if (accused == HS_NONE || first_person(r, accused))
        return;
    hs_predicate p = {.cue = {.word = i, .scope = hs_reading_window(r, i)}};
    uint32_t first = phrase->owner != UINT32_MAX ? r->phrases.items[phrase->owner].first
                                                 : phrase->first;
    hs_span charge = hs_predicate_clause(r, &p, first, true);
    unsigned weight = hs_reading_word(r, i)->lexeme->harm_weight;
    if (weight_within(r, charge, weight) < least || covered(r, charge))
        return;
    push(r, i, accused, charge, weight);
    hs_array_last(&r->accusing)->accused_owner = owner;
}

static void read_adjective(hs_reading *r, uint32_t i, unsigned least)
{
    unsigned weight = hs_reading_word(r, i)->lexeme->harm_weight;
    hs_word_range scope = hs_reading_window(r, i);
    uint32_t at = i;
    while (at > scope.first && (hs_reading_tag(r, at - 1) == HS_TAG_ADVERB ||
                                hs_reading_tag(r, at - 1) == HS_TAG_DETERMINER))
        at--;
    if (weight < least || at == scope.first ||
        !hs_word_is(hs_reading_word(r, at - 1), HS_LEX(BE)))
        return;
    hs_predicate p = hs_predicate_read(r, at - 1, NULL);
    if (p.cue.negated || p.hypothetical || p.question || p.cue.subject == HS_NONE ||
        first_person(r, p.cue.subject) || !hs_predicate_is_party(r, p.cue.subject))
        return;
    hs_span charge = hs_predicate_clause(r, &p, i, true);
    if (!covered(r, charge))
        push(r, i, p.cue.subject, charge, weight);
}

void hs_read_harm(hs_reading *r)
{
    for (uint32_t i = 0; i < r->words.count; i++) {
        const hs_word *word = hs_reading_word(r, i);
        if (!word->lexeme->harm_weight)
            continue;
        bool attributed = r->attribution_at[i] != HS_NONE || word->quotation;
        unsigned least = attributed ? LEAST_WEIGHT : OUTSIDE_LEAST_WEIGHT;
        if (word->tag == HS_TAG_VERB)
            read_verb(r, i, least);
        else if (word->lexeme->harm_part == HS_LEX_PART_ADJECTIVE)
            read_adjective(r, i, least);
        else if (word->tag == HS_TAG_NOUN)
            read_noun(r, i, least);
    }
}
