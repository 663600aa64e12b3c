/* What a name is by what the words beside it say of it, whatever the name tags make of it. */
#include "annotate/references/reference_kinds.h"

#include "annotate/reading/given_gender.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"
#include "annotate/references/reference_ties.h"

typedef struct ties {
    const hs_reading *r;
    const uint32_t *numbers;
    hs_reference *references;
} ties;

bool hs_reference_given_name(const hs_reading *r, const hs_reference *name)
{
    uint32_t first = hs_reading_word_at(r, name->name.start);
    return hs_word_is(hs_reading_word(r, first), HS_LEX(GIVEN_NAME)) ||
           hs_given_gender(hs_word_text(&r->words, first));
}

/* Whether only the name tags take a name for a person's. */
bool hs_reference_by_tags(const hs_reading *r, const hs_reference *name)
{
    return name->entity_kind == HS_ENTITY_PERSON && !name->gender && !name->honorific &&
           !name->role_hash && !name->age && !hs_reference_given_name(r, name);
}

void hs_reference_take_for_body(hs_reference *name)
{
    name->entity_kind = HS_ENTITY_ORGANISATION;
    name->sure_person = false;
    name->gender = HS_GENDER_UNKNOWN;
}

/* "Orlo Vance, which makes pumps,": nobody. */
static void take_for_thing(const ties *t, uint32_t i)
{
    const hs_reading *r = t->r;
    hs_reference *name = &t->references[t->numbers[i]];
    uint32_t comma = r->phrases.items[i].end;
    if (name->kind == HS_REFERENCE_NAME && comma + 1 < r->words.count &&
        hs_reading_tag(r, comma) == HS_TAG_COMMA && hs_reading_word_is(r, comma + 1, "which") &&
        name->relation == HS_PLACE_SUBJECT && hs_reference_by_tags(r, name))
        hs_reference_take_for_body(name);
}

/* "Orlo, a town of 400 people,": whatever the name tags make of the name. */
static void take_for_place(const ties *t, uint32_t i)
{
    enum { NEAR = 10 };
    static const char *const places[] = {"town",   "village", "city",   "hamlet", "suburb",
                                         "county", "island",  "parish", "port",   NULL};
    const hs_reading *r = t->r;
    hs_reference *name = &t->references[t->numbers[i]];
    if (!r->syntax || name->kind != HS_REFERENCE_NAME || name->honorific || name->role_hash ||
        name->country || name->gender)
        return;
    uint32_t token = hs_reading_token(r, r->phrases.items[i].head);
    for (uint32_t k = token + 1; k < r->syntax->word_count && k < token + NEAR; k++)
        if (r->syntax->words[k].head == token && r->syntax->words[k].deprel == HS_DEPREL_APPOS) {
            if (!hs_word_lemma_among(&r->syntax->words[k], places))
                return;
            name->entity_kind = HS_ENTITY_PLACE;
            name->sure_person = false;
            uint32_t town = r->phrases.phrase_at[hs_reading_word_of_token(r, k)];
            if (town != HS_NONE && t->numbers[town] != HS_NONE)
                t->references[t->numbers[town]].apposed = t->numbers[i];
            return;
        }
}

/* "Ana Vale, the singer, sang": no place, though its words may look like one. */
static void take_for_person(const ties *t, uint32_t i)
{
    uint32_t other = hs_reference_apposition(t->r, i);
    const hs_reference *it = &t->references[t->numbers[i]];
    if (other == HS_NONE || t->numbers[other] == HS_NONE || it->kind != HS_REFERENCE_DESCRIPTION ||
        it->entity_kind != HS_ENTITY_PERSON || it->plural)
        return;
    hs_reference *name = &t->references[t->numbers[other]];
    if (name->kind == HS_REFERENCE_NAME && name->entity_kind == HS_ENTITY_PLACE &&
        name->word_count > 1 && !name->country && !name->place &&
        name->relation == HS_PLACE_SUBJECT)
        name->entity_kind = HS_ENTITY_PERSON;
}

void hs_reference_take_kind(const hs_reading *r, const uint32_t *numbers, hs_reference *references,
                            uint32_t phrase)
{
    ties t = {r, numbers, references};
    take_for_thing(&t, phrase);
    take_for_place(&t, phrase);
    take_for_person(&t, phrase);
}

bool hs_reference_one_of_party(const hs_reading *r, const hs_phrase *phrase, const hs_reference *it)
{
    return it->kind == HS_REFERENCE_NAME && it->word_count == 1 && !it->country &&
           phrase->head > phrase->first && hs_noun_member(r, phrase->head);
}

void hs_reference_describe_member(hs_reference *it)
{
    it->kind = HS_REFERENCE_DESCRIPTION;
    it->entity_kind = HS_ENTITY_PERSON;
    it->national = false;
}
