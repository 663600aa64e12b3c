/* Implicit accusations: a wrong asserted of a party with no accusing word, by harm.tsv. A harmful
 * verb accuses its subject, a harmful noun its owner or the nation before it, a harmful adjective
 * what it is said of. Several harmful words in one clause make one accusation. In somebody's words
 * less is asked for than in the text's own, where a wrong asserted is rare and reports of wrongs
 * are not.
 */
#include "annotate/accusations/accusations.h"
#include "annotate/accusations/predicate.h"

/* What the harmful words of a charge must weigh together. */
enum {
    LEAST_QUOTED = 4,
    LEAST_OWN_VOICE = 6,
    LEAST_NOBODY = 5, /* nobody is named as the one who did it */
};

typedef struct wrong {
    uint32_t word;
    uint32_t accused; /* phrase, or HS_NONE */
    bool owner;       /* whoever owns or qualifies that phrase */
    hs_span charge;
} wrong;

static bool covered(const hs_reading *r, hs_span span)
{
    for (size_t i = r->accusing.count; i-- > 0 && r->accusing.count - i < 12;)
        if (hs_span_overlap(r->accusing.items[i].charge, span) ||
            hs_span_overlap(r->accusing.items[i].cue, span))
            return true;
    return false;
}

static bool first_person(const hs_reading *r, uint32_t phrase)
{
    return hs_word_is(hs_reading_word(r, r->phrases.items[phrase].head), HS_LEX(FIRST_PERSON)) ||
           hs_str_equal_ignoring_case(hs_word_text(&r->words, r->phrases.items[phrase].first),
                                      HS_STR("our")) ||
           hs_str_equal_ignoring_case(hs_word_text(&r->words, r->phrases.items[phrase].first),
                                      HS_STR("my"));
}

/* The heaviest harmful word of a span, with a third of what the others weigh. */
static unsigned weight_of(const hs_reading *r, hs_span span)
{
    unsigned heaviest = 0, sum = 0;
    for (uint32_t i = hs_reading_word_at(r, span.start);
         i < r->words.count && r->words.items[i].span.end <= span.end; i++) {
        unsigned weight = r->words.items[i].lexeme->harm_weight;
        heaviest = weight > heaviest ? weight : heaviest;
        sum += weight;
    }
    return heaviest + (sum - heaviest) / 3;
}

static void push(hs_reading *r, const wrong *found)
{
    uint32_t attribution = r->attribution_at[found->word];
    bool own_voice = attribution == HS_NONE && !hs_reading_word(r, found->word)->quotation;
    unsigned weight = weight_of(r, found->charge);
    bool nobody = found->accused == HS_NONE;
    unsigned least = own_voice ? LEAST_OWN_VOICE : nobody ? LEAST_NOBODY : LEAST_QUOTED;
    if (weight < least || (own_voice && nobody) || covered(r, found->charge) ||
        (!nobody && first_person(r, found->accused)))
        return;
    unsigned score = 40 + 5 * weight - (nobody ? 10 : 0) - (own_voice ? 5 : 0);
    hs_accusing *accusing = hs_array_push(&r->accusing);
    *accusing = (hs_accusing){
        .charge = found->charge,
        .accuser = HS_NONE,
        .attribution = attribution,
        .sentence = hs_reading_word(r, found->word)->sentence,
        .form = HS_ACCUSATION_IMPLICIT,
        .score = (uint8_t)(score > 80 ? 80 : score),
        .accused_owner = found->owner,
    };
    if (!nobody)
        accusing->accused[accusing->accused_count++] = found->accused;
}

static bool ruled_out(const hs_predicate *p)
{
    return p->cue.negated || p->hypothetical || p->question;
}

/* The party that a subject stands for: itself, or whose it is ("the minister's remarks"). */
static uint32_t party_behind(const hs_reading *r, uint32_t phrase)
{
    if (phrase == HS_NONE || hs_predicate_is_party(r, phrase))
        return phrase;
    return r->phrases.items[phrase].owner;
}

static void read_verb(hs_reading *r, uint32_t i)
{
    hs_predicate p = hs_predicate_read(r, i, NULL);
    if (ruled_out(&p))
        return;
    uint32_t subject = p.cue.passive ? p.agent : p.cue.subject;
    push(r, &(wrong){.word = i,
                     .accused = party_behind(r, subject),
                     .charge = hs_predicate_clause(r, &p, i, true)});
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

static void read_noun(hs_reading *r, uint32_t i, uint32_t index)
{
    const hs_phrase *phrase = &r->phrases.items[index];
    uint32_t accused = hs_predicate_party_of(r, index);
    bool owner = accused == HS_NONE && qualified(r, phrase);
    if (owner)
        accused = index;
    hs_predicate p = {.cue = {.word = i, .scope = hs_reading_window(r, i)}};
    uint32_t first =
        phrase->owner != HS_NONE ? r->phrases.items[phrase->owner].first : phrase->first;
    if (accused == HS_NONE && r->attribution_at[i] == HS_NONE)
        return;
    push(r, &(wrong){.word = i,
                     .accused = accused,
                     .owner = owner,
                     .charge = hs_predicate_clause(r, &p, first, true)});
}

static void read_predicative(hs_reading *r, uint32_t i)
{
    hs_word_range scope = hs_reading_window(r, i);
    uint32_t at = i;
    while (at > scope.first && (hs_reading_tag(r, at - 1) == HS_TAG_ADVERB ||
                                hs_reading_tag(r, at - 1) == HS_TAG_DETERMINER))
        at--;
    if (at == scope.first || !hs_word_is(hs_reading_word(r, at - 1), HS_LEX(BE)))
        return;
    hs_predicate p = hs_predicate_read(r, at - 1, NULL);
    if (ruled_out(&p) || p.cue.subject == HS_NONE)
        return;
    push(r, &(wrong){.word = i,
                     .accused = party_behind(r, p.cue.subject),
                     .charge = hs_predicate_clause(r, &p, i, true)});
}

void hs_read_harm(hs_reading *r)
{
    for (uint32_t i = 0; i < r->words.count; i++) {
        const hs_shallow_word *word = hs_reading_word(r, i);
        if (!word->lexeme->harm_weight)
            continue;
        uint32_t phrase = r->phrases.phrase_at[i];
        bool heads = phrase != HS_NONE && r->phrases.items[phrase].head == i;
        if (word->tag == HS_TAG_VERB)
            read_verb(r, i);
        else if (word->lexeme->harm_part == HS_LEX_PART_NOUN && heads)
            read_noun(r, i, phrase);
        else if (word->lexeme->harm_part == HS_LEX_PART_ADJECTIVE && phrase != HS_NONE && !heads)
            read_noun(r, r->phrases.items[phrase].head, phrase);
        else if (word->lexeme->harm_part == HS_LEX_PART_ADJECTIVE)
            read_predicative(r, i);
    }
}
