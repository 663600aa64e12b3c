/* What a phrase stands for by how it speaks or acts, and which of its words say who it is. */
#include "annotate/references/reference_speakers.h"

#include "annotate/reading/given_gender.h"
#include "annotate/reading/meaning.h"
#include "annotate/reading/name_parts.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"
#include "annotate/references/reference_words.h"

/* A noun for a house, a district or a band means those who act for it, as one body or several. */
static void take_for_actor(const hs_reading *r, const hs_phrase *phrase, hs_reference *it)
{
    static const uint32_t kinds = 1u << HS_KIND_GROUP | 1u << HS_KIND_OFFICE | 1u << HS_KIND_PLACE;
    if (it->kind != HS_REFERENCE_DESCRIPTION || it->entity_kind != HS_ENTITY_OTHER || it->plural ||
        !(kinds >> it->noun_kind & 1u))
        return;
    bool several = r->syntax->words[hs_reading_token(r, phrase->head)].xpos == HS_XPOS_NNS;
    it->plural = it->several = several;
    it->entity_kind = several ? HS_ENTITY_GROUP : HS_ENTITY_ORGANISATION;
}

/* "… said it would pay", "… said its prices had risen": whoever speaks so is nobody called "he". */
static bool speaks_as_it(const hs_reading *r, const hs_attribution *attribution)
{
    static const char *const it[] = {"it", "its", NULL};
    if (attribution->form != HS_FORM_INDIRECT || attribution->content_count == 0 ||
        hs_span_empty(attribution->cue) || attribution->content[0].start < attribution->cue.start)
        return false;
    uint32_t word = hs_reading_word_at(r, attribution->content[0].start);
    if (word + 1 >= r->words.count || !hs_reading_word_among(r, word, it))
        return false;
    uint32_t token = hs_reading_token(r, word);
    const hs_word *over = !r->syntax || r->syntax->words[token].head == HS_NO_WORD
                              ? NULL
                              : &r->syntax->words[r->syntax->words[token].head];
    return over && (over->upos == HS_UPOS_VERB || hs_reading_word_is(r, word, "its"));
}

/* "The contractor said it …" is a firm, and "Orlo said it …" not surely a person. */
static void take_for_body(const hs_reading *r, const hs_phrase *phrase, hs_reference *it)
{
    bool one = it->kind == HS_REFERENCE_DESCRIPTION && it->definite && !it->plural;
    bool human = it->entity_kind == HS_ENTITY_PERSON || it->human;
    if (one && human && !it->gender && hs_noun_person_or_firm(r, phrase->head))
        hs_reference_take_for_firm(phrase, it);
    if (it->kind == HS_REFERENCE_NAME && it->word_count == 1 && !it->gender && !it->honorific &&
        !it->role_hash && !it->age && it->entity_kind == HS_ENTITY_PERSON &&
        !hs_word_is(hs_reading_word(r, phrase->head), HS_LEX(GIVEN_NAME))) {
        it->entity_kind = HS_ENTITY_OTHER;
        it->sure_person = false;
    }
    it->as_it = it->kind == HS_REFERENCE_NAME && it->word_count == 1 && !it->honorific;
}

/* "Stanmere Vale sold its ground": two words that the name tags alone take for a person's. */
static void take_pair_for_body(const hs_reading *r, const hs_phrase *phrase, hs_reference *it)
{
    hs_str first = hs_word_text(&r->words, hs_reading_word_at(r, it->name.start));
    if (it->word_count == 2 && !it->gender && !it->honorific && !it->role_hash && !it->age &&
        it->entity_kind == HS_ENTITY_PERSON && phrase->owner == HS_NONE &&
        !hs_given_gender(first) &&
        !hs_word_is(hs_reading_word(r, hs_reading_word_at(r, it->name.start)),
                    HS_LEX(GIVEN_NAME))) {
        it->entity_kind = HS_ENTITY_ORGANISATION;
        it->sure_person = false;
    }
}

/* "a source | close to the company", "relatives | of the dead": whoever is known by no name keeps
 * the words behind the noun, as far as they are no clause. */
static void take_description(const hs_reading *r, hs_span source, const hs_phrase *phrase,
                             hs_reference *it)
{
    enum { LONGEST = 8 };
    uint32_t end = hs_phrase_own_end(r, phrase), first = end;
    if (!r->syntax || it->kind != HS_REFERENCE_DESCRIPTION || it->definite ||
        it->apposed != HS_NONE || source.end <= it->span.end || source.start > it->span.start ||
        (end < phrase->end_extended &&
         hs_reading_word_is(r, end, "of"))) /* "by a rival of fraud" */
        return;
    while (end < r->words.count && end < first + LONGEST &&
           hs_reading_word(r, end)->span.end <= source.end) {
        if (hs_word_is(hs_reading_word(r, end), HS_TIME_WORDS | HS_LEX(TIME)))
            return; /* "said last night" */
        uint8_t upos = r->syntax->words[hs_reading_token(r, end)].upos;
        if (upos == HS_UPOS_VERB || upos == HS_UPOS_AUX || upos == HS_UPOS_PRON ||
            upos == HS_UPOS_CCONJ || upos == HS_UPOS_SCONJ || upos == HS_UPOS_PUNCT)
            break;
        end++;
    }
    static const char *const loose[] = {"in", "on", "at", "to", "of", "for", "by", "from", NULL};
    bool whole = end >= r->words.count || hs_reading_word(r, end)->span.start >= source.end ||
                 hs_reading_tag(r, end) == HS_TAG_COMMA;
    while (end > first && r->syntax->words[hs_reading_token(r, end - 1)].upos == HS_UPOS_ADV)
        end--;
    bool hangs = end > first && hs_reading_word_among(r, end - 1, loose);
    if (whole && !hangs && end > first)
        it->span.end = hs_reading_word(r, end - 1)->span.end;
}

/* "Orlo thanked its workers": a name that only the name tags take for a person's and that opens the
 * block, the subject of what "its" hangs on: nothing before it may be whose it is. */
static void take_own(const hs_reading *r, const uint32_t *numbers, hs_reference *references)
{
    if (!r->syntax || r->phrases.count < 2 || numbers[0] == HS_NONE)
        return;
    hs_reference *name = &references[numbers[0]];
    uint32_t its = r->phrases.items[1].head;
    const hs_word *word = &r->syntax->words[hs_reading_token(r, its)];
    if (name->kind == HS_REFERENCE_NAME && name->relation == HS_PLACE_SUBJECT && !name->quoted &&
        hs_reading_word_is(r, its, "its") && word->head != HS_NO_WORD &&
        r->syntax->words[word->head].head == name->governor)
        name->word_count == 1 ? take_for_body(r, &r->phrases.items[0], name)
                              : take_pair_for_body(r, &r->phrases.items[0], name);
}

static void take_speaker(const hs_reading *r, const hs_attribution *attribution,
                         const hs_phrase *phrase, hs_reference *it)
{
    if (speaks_as_it(r, attribution))
        take_for_body(r, phrase, it);
    if (it->kind == HS_REFERENCE_DESCRIPTION && it->entity_kind == HS_ENTITY_OTHER &&
        !it->definite && hs_noun_person(r, phrase->head))
        it->entity_kind = HS_ENTITY_PERSON;
    take_for_actor(r, phrase, it);
    take_description(r, attribution->source_span, phrase, it);
}

void hs_references_take_speakers(const hs_reading *r, const uint32_t *numbers,
                                 hs_reference *references)
{
    for (size_t i = 0; i < r->attributions.count; i++) {
        const hs_attribution *attribution = &r->attributions.items[i];
        uint32_t phrase = attribution->source;
        if (phrase != HS_NONE && numbers[phrase] != HS_NONE)
            take_speaker(r, attribution, &r->phrases.items[phrase], &references[numbers[phrase]]);
    }
    take_own(r, numbers, references);
}
