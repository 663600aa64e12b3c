/* Words in marks of which a noun tells whose they are, where no verb reports them: "“We are
 * closed.” That was the message from Ana Ruiz", "The ministry's reply was curt: “No.”". The trained
 * model leaves most of them without a speaker.
 */
#include "annotate/quotes/content.h"
#include "annotate/quotes/found_parts.h"
#include "annotate/quotes/quotes.h"

enum {
    WEIGHT = 7,
    REACH = 12, /* words between the noun and the colon */
};

/* Beside the nouns of saying of report_nouns.tsv. */
static const char *const nouns[] = {
    "message",  "verdict",   "view",  "response", "reaction",   "reply",     "answer", "conclusion",
    "judgment", "judgement", "plea",  "cry",      "words",      "word",      "advice", "opinion",
    "line",     "question",  "motto", "slogan",   "assessment", "prognosis", NULL};
static const char *const pointing[] = {"that", "this", "those", "these", NULL};
static const char *const being[] = {"was", "were", "is", "are", NULL};
static const char *const giving[] = {"of", "from", "by", NULL};

static bool sums_up(const hs_reading *r, uint32_t phrase)
{
    uint32_t head = phrase == HS_NONE ? HS_NONE : r->phrases.items[phrase].head;
    return head != HS_NONE &&
           (hs_reading_word(r, head)->lexeme->noun_frames || hs_reading_word_among(r, head, nouns));
}

/* The phrase that begins at a word; of "the union's | leader" whoever is whose. */
static uint32_t whole_phrase(const hs_reading *r, uint32_t first)
{
    uint32_t phrase = hs_reading_phrase_from(r, first);
    while (phrase != HS_NONE && phrase + 1 < r->phrases.count &&
           r->phrases.items[phrase + 1].owner == phrase)
        phrase++;
    return phrase;
}

static bool can_speak(const hs_reading *r, uint32_t phrase)
{
    uint32_t token = hs_reading_token(r, r->phrases.items[phrase].head);
    return !r->syntax || hs_found_actor(r, token) != HS_ACTOR_THING;
}

/* "Ana Ruiz's verdict", "the message from Ana Ruiz": the phrase of whoever gives it; HS_NONE. */
static uint32_t giver_of(const hs_reading *r, uint32_t phrase)
{
    const hs_phrase *it = &r->phrases.items[phrase];
    uint32_t behind = it->head + 1, giver = it->owner;
    if (giver == HS_NONE && behind + 1 < r->words.count && hs_reading_word_among(r, behind, giving))
        giver = whole_phrase(r, behind + 1);
    return giver != HS_NONE && can_speak(r, giver) ? giver : HS_NONE;
}

/* A sentence of its own behind the words is no cue of theirs: what follows is not said any more. */
static void add(hs_reading *r, uint32_t quotation, uint32_t phrase, uint32_t giver)
{
    const hs_shallow_word *noun = hs_reading_word(r, r->phrases.items[phrase].head);
    hs_word_range words = r->quotations[quotation];
    hs_span *content = hs_arena_new(r->arena, hs_span);
    *content = hs_reading_span(r, words.first, words.end);
    bool behind = noun->span.start > content->start;
    *hs_array_push(&r->attributions) = (hs_attribution){
        .cue = behind ? (hs_span){0, 0} : noun->span,
        .content = content,
        .content_count = 1,
        .source = giver,
        .addressee = HS_NONE,
        .sentence = noun->sentence,
        .pattern = behind ? HS_PATTERN_COLON : HS_PATTERN_DIRECT_AFTER,
        .form = HS_FORM_DIRECT,
        .act = HS_ACT_SPEECH,
        .weight = WEIGHT,
    };
    r->quotation_used[quotation] = true;
}

/* "“…” | That was the verdict of Ana Ruiz": the noun's phrase, or HS_NONE. */
static uint32_t noun_behind(const hs_reading *r, hs_word_range quotation)
{
    uint32_t next = quotation.end;
    if (next + 3 >= r->words.count || hs_reading_sentence(r, next).first != next ||
        !hs_reading_word_among(r, next, pointing) || !hs_reading_word_among(r, next + 1, being))
        return HS_NONE;
    return whole_phrase(r, next + 2);
}

/* "The reply from Ana Ruiz was curt: | “…”": the noun's phrase, or HS_NONE. */
static uint32_t noun_before(const hs_reading *r, hs_word_range quotation)
{
    if (quotation.first < 3 || hs_reading_tag(r, quotation.first - 1) != HS_TAG_COLON)
        return HS_NONE;
    uint32_t colon = quotation.first - 1, first = hs_reading_sentence(r, colon).first;
    uint32_t phrase = whole_phrase(r, first);
    if (!sums_up(r, phrase) || colon > r->phrases.items[phrase].head + REACH)
        return HS_NONE;
    bool is = false;
    for (uint32_t i = r->phrases.items[phrase].head + 1; i < colon; i++) {
        bool here = hs_reading_word_among(r, i, being);
        bool verb = hs_reading_tag(r, i) == HS_TAG_VERB && !here && i + 1 < colon; /* not "curt:" */
        if (verb || hs_reading_word(r, i)->quotation)
            return HS_NONE;
        is = is || here;
    }
    return is ? phrase : HS_NONE;
}

/* By word, which attribution has it in its content; worked out at first. */
static uint32_t known(hs_reading *r, const uint32_t **owners, uint32_t word)
{
    if (!*owners) {
        hs_word_owners said = hs_reading_owners(r);
        for (uint32_t i = 0; i < r->attributions.count; i++)
            for (uint32_t k = 0; k < r->attributions.items[i].content_count; k++)
                hs_reading_own(r, &said, r->attributions.items[i].content[k], i, 0);
        *owners = said.of;
    }
    return (*owners)[word];
}

/* What is known already, of these words alone, is somebody's saying. */
static void mend(hs_reading *r, hs_attribution *it, hs_word_range quotation, uint32_t giver)
{
    hs_span words = hs_reading_span(r, quotation.first, quotation.end);
    if (it->content_count != 1 || !hs_span_equal(it->content[0], words))
        return;
    it->act = HS_ACT_SPEECH;
    it->source = giver;
    it->source_span = (hs_span){0, 0};
}

void hs_read_summed_up(hs_reading *r)
{
    const uint32_t *owners = NULL;
    for (uint32_t k = 0; k < r->block->quotation_count; k++) {
        hs_word_range quotation = r->quotations[k];
        if (quotation.end == 0 || r->block->quotations[k].unclosed)
            continue;
        uint32_t phrase = noun_behind(r, quotation);
        if (phrase == HS_NONE)
            phrase = noun_before(r, quotation);
        uint32_t giver = sums_up(r, phrase) ? giver_of(r, phrase) : HS_NONE;
        if (giver == HS_NONE)
            continue;
        uint32_t said = known(r, &owners, quotation.first);
        if (said == HS_NONE)
            add(r, k, phrase, giver);
        else
            mend(r, &r->attributions.items[said], quotation, giver);
    }
}
