/* Whom the sentence before is about, where a pronoun speaks: its subject. */
#include "annotate/reading/meaning.h"
#include "annotate/resolution/candidate_fits.h"
#include "annotate/resolution/resolve.h"

/* Whether a name is a person's, by its own words or because the text knows who bears it. */
static bool names_person(const hs_linker *linker, const hs_reference *it)
{
    if (it->kind != HS_REFERENCE_NAME || it->entity_kind == HS_ENTITY_PERSON)
        return it->kind == HS_REFERENCE_NAME;
    uint32_t bearer = hs_entities_find(&linker->entities, HS_KEY_LAST, it->head_hash);
    return it->entity_kind == HS_ENTITY_OTHER && it->word_count == 1 && bearer != HS_NONE &&
           hs_linker_entity(linker, bearer)->kind == HS_ENTITY_PERSON;
}

/* The subject of a main verb, by name where one stands beside it ("her coach, the champion Tom
 * Orlo"), or "he"; HS_NONE for things, and for those who have no name. */
static uint32_t somebody(const hs_linker *linker, uint32_t index)
{
    const hs_reference *it = &linker->findings->references[index];
    if (it->kind == HS_REFERENCE_DESCRIPTION && it->apposed != HS_NONE)
        it = &linker->findings->references[index = it->apposed];
    bool he = it->kind == HS_REFERENCE_PRONOUN && it->gender;
    return he || names_person(linker, it) ? index : HS_NONE;
}

static bool unnamed_person(const hs_reference *it)
{
    return it->kind == HS_REFERENCE_DESCRIPTION && !it->plural &&
           (it->human || it->entity_kind == HS_ENTITY_PERSON);
}

/* What the subjects of a sentence are: references, or HS_NONE. */
typedef struct subjects {
    uint32_t main, main_count;   /* of the main verb: somebody named, or "he" */
    uint32_t found, found_count; /* somebody named, of any verb */
    bool unnamed;                /* "the harbour master" is the main verb's */
    bool likely;                 /* somebody of the mention's gender is spoken of */
} subjects;

static void note(const hs_linker *linker, uint32_t index, const hs_reference *mention,
                 subjects *told)
{
    const hs_reference *it = &linker->findings->references[index];
    bool outside = it->main && it->inside == HS_NONE;
    uint32_t main = outside ? somebody(linker, index) : HS_NONE;
    told->likely = told->likely || it->gender == mention->gender;
    told->unnamed = told->unnamed || (outside && main == HS_NONE && unnamed_person(it));
    if (main != HS_NONE && main != told->main)
        told->main = main, told->main_count++;
    if (names_person(linker, it) && it->subject)
        told->found = index, told->found_count++;
}

/* Who of a sentence's subjects is meant. The only one who is named may stand beside somebody who is
 * not, but not for him: "the harbour master, whose yard Tom Orlo bought, objected". */
static uint32_t meant_of(const hs_linker *linker, const subjects *told, const hs_reference *mention)
{
    const hs_reference *references = linker->findings->references;
    if (told->found_count == 1 && (told->main_count == 0 || told->main == told->found))
        return told->unnamed && references[told->found].relation == HS_PLACE_SUBJECT &&
                       !references[told->found].main
                   ? HS_NONE
                   : told->found;
    bool sure = told->main_count == 1 &&
                (!told->likely || references[told->main].gender == mention->gender);
    return sure ? told->main : HS_NONE;
}

uint32_t hs_resolve_subject_before(const hs_linker *linker, const hs_reference *mention)
{
    enum { STEPS = 64 };
    const hs_reference *references = linker->findings->references;
    subjects told = {.main = HS_NONE, .found = HS_NONE};
    hs_own_names own = hs_situation_own_names(linker, mention);
    uint32_t behind = (uint32_t)(mention - references);
    for (uint32_t i = behind; i-- > 0 && i + STEPS >= behind;) {
        const hs_reference *it = &references[i];
        if (it->sentence + 1 < mention->sentence)
            break;
        if (it->quoted || hs_genders_clash(it->gender, mention->gender) ||
            hs_own_names_hold(&own, it->first_hash, it->head_hash))
            continue;
        if (it->sentence + 1 == mention->sentence)
            note(linker, i, mention, &told);
        else if (it->main && it->inside == HS_NONE && it->kind != HS_REFERENCE_PRONOUN &&
                 somebody(linker, i) != HS_NONE) /* "Orlo was milder; he said …" */
            return HS_NONE;
    }
    return meant_of(linker, &told, mention);
}

static bool is_people(const hs_reference *it)
{
    return it->plural && it->kind != HS_REFERENCE_PRONOUN && it->human;
}

/* Whether "they said", "it said" may be a reference: "a witness" and "the council" are "they" as
 * well. */
static bool speaks_as(const hs_reference *it, bool several)
{
    bool body = it->entity_kind == HS_ENTITY_ORGANISATION || (it->country && !it->national);
    bool named = it->kind == HS_REFERENCE_NAME && !hs_reference_is_nobody(it);
    bool described = it->kind == HS_REFERENCE_DESCRIPTION && !it->document && !it->evidence;
    if (!named && !described)
        return false;
    if (!several) /* "Tarsk closed the border. It said …" */
        return (body || (named && !it->sure_person && !it->gender)) && !it->plural && !it->several;
    static const uint32_t kinds = 1u << HS_KIND_GROUP | 1u << HS_KIND_OFFICE;
    bool bodies = described && kinds >> it->noun_kind & 1u; /* "regulators" */
    bool people = it->plural ? it->human || it->entity_kind == HS_ENTITY_GROUP
                             : described && unnamed_person(it) && !it->gender;
    return body || bodies || people;
}

/* What a sentence tells of that "it" or "they" may be: references, or HS_NONE. */
typedef struct parties {
    uint32_t main, main_count; /* the main verb's subject */
    uint32_t people, people_count;
    bool document; /* "Orlo Water sent a letter": what "it said" */
} parties;

static parties parties_before(const hs_linker *linker, const hs_reference *mention)
{
    enum { STEPS = 64 };
    const hs_reference *references = linker->findings->references;
    parties told = {.main = HS_NONE, .people = HS_NONE};
    uint32_t behind = (uint32_t)(mention - references);
    for (uint32_t i = behind; i-- > 0 && i + STEPS >= behind;) {
        const hs_reference *it = &references[i];
        if (it->sentence + 1 < mention->sentence)
            break;
        if (it->sentence == mention->sentence || it->quoted || it->inside != HS_NONE)
            continue;
        told.document = told.document || it->document || it->evidence;
        if (it->main)
            told.main = i, told.main_count++;
        else if (is_people(it))
            told.people = i, told.people_count++;
    }
    return told;
}

uint32_t hs_resolve_body_before(const hs_linker *linker, const hs_reference *mention)
{
    const hs_reference *references = linker->findings->references;
    if (!mention->speaks || mention->quoted || !mention->opens || mention->inside != HS_NONE)
        return HS_NONE;
    parties told = parties_before(linker, mention);
    if (told.main_count != 1 || (told.document && !mention->plural) ||
        !speaks_as(&references[told.main], mention->plural))
        return HS_NONE;
    if (mention->plural && told.people_count > 0 && !references[told.main].plural)
        return told.people_count == 1 ? told.people : HS_NONE; /* "Orlo Water sent inspectors" */
    return told.main;
}
