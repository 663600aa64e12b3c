/* Pronouns that mean whoever was accused just before: of whom somebody who is reported says what
 * "he" did ("Ana Ruiz criticised Susan Doyle. She said she had lied"), rather than the one who
 * speaks; and who then denies it ("Orlo Rail accused Orlo Water of theft. It denied this").
 */
#include "annotate/accusations/role_features.h"
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/candidate_fits.h"
#include "annotate/resolution/resolve.h"

#define SIGHT(name) (UINT64_C(1) << HS_SIGHT_##name)

static bool starts_with_any(hs_str text, const char *const *words)
{
    for (; *words; words++)
        if (hs_str_starts_with(text, hs_str_from(*words)))
            return true;
    return false;
}

/* "He admitted he had lied": himself. */
static bool owns_up(const hs_linker *linker, const hs_attribution *attribution)
{
    static const char *const words[] = {"admit",   "confess", "acknowledg", "conced",
                                        "apologi", "plead",   "regret",     "recall",
                                        "boast",   "reveal",  "explain",    NULL};
    return starts_with_any(hs_linker_text(linker, attribution->cue), words);
}

/* A person who is not the speaker and whom the pronoun fits, or HS_NONE. */
static uint32_t other_person(hs_linker *linker, uint32_t index, const hs_reference *he,
                             uint32_t speaker)
{
    uint32_t entity = hs_resolve_reference(linker, index);
    if (entity == HS_NONE || entity == speaker)
        return HS_NONE;
    const hs_linked_entity *it = hs_linker_entity(linker, entity);
    return it->kind == HS_ENTITY_PERSON && !hs_genders_clash(it->gender, he->gender) ? entity
                                                                                     : HS_NONE;
}

/* A body or those whom "it" or "they" fits, or HS_NONE. */
static uint32_t body_meant(hs_linker *linker, uint32_t index, const hs_reference *pronoun)
{
    uint32_t entity = hs_resolve_reference(linker, index);
    if (entity == HS_NONE)
        return HS_NONE;
    const hs_linked_entity *it = hs_linker_entity(linker, entity);
    bool body = it->kind == HS_ENTITY_ORGANISATION || it->country;
    bool several = it->several || it->kind == HS_ENTITY_GROUP || it->member_count > 0;
    return (pronoun->plural ? several || body : body && !several) ? entity : HS_NONE;
}

/* Whom a finding's word says that a party accuses, where the pronoun fits him; HS_NONE where
 * `speaker` is another than who accuses. */
static uint32_t accused_in(hs_linker *linker, const hs_accusing *finding, const hs_reference *he,
                           uint32_t speaker)
{
    uint32_t accused = HS_NONE;
    bool by = speaker == HS_NONE;
    for (uint32_t i = 0; i < finding->roles.count; i++) {
        const hs_role_mention *mention = &finding->roles.mentions[i];
        if (mention->owner || &linker->findings->references[mention->reference] >= he)
            continue;
        if (mention->features & (SIGHT(cue_subject) | SIGHT(cue_subject_far) | SIGHT(cue_by)))
            by = by || hs_resolve_reference(linker, mention->reference) == speaker;
        if (accused == HS_NONE && mention->features & (SIGHT(cue_object) | SIGHT(cue_passive)))
            accused = he->gender ? other_person(linker, mention->reference, he, speaker)
                                 : body_meant(linker, mention->reference, he);
    }
    return by ? accused : HS_NONE;
}

/* Whom the sentence of a pronoun or the one before accuses, or HS_NONE. */
static uint32_t accused_lately(hs_linker *linker, const hs_reference *he, uint32_t speaker)
{
    enum { BACK = 24 };
    const hs_block_findings *f = linker->findings;
    uint32_t last = 0;
    while (last < f->accusing_count && f->accusing[last].sentence <= he->sentence)
        last++;
    for (uint32_t i = last; i-- > 0 && i + BACK >= last;) {
        const hs_accusing *it = &f->accusing[i];
        if (it->sentence + 1 < he->sentence)
            break;
        uint32_t accused = hs_span_empty(it->cue) || hs_span_contains(it->charge, he->span)
                               ? HS_NONE
                               : accused_in(linker, it, he, speaker);
        if (accused != HS_NONE)
            return accused;
    }
    return HS_NONE;
}

uint32_t hs_resolve_accused_person(hs_linker *linker, const hs_reference *he, uint32_t speaker)
{
    const hs_block_findings *f = linker->findings;
    if (he->quoted || he->inside == HS_NONE || speaker == HS_NONE ||
        f->attributions[he->inside].form == HS_FORM_BLOCK ||
        owns_up(linker, &f->attributions[he->inside]) || !hs_situation_does_wrong(linker, he))
        return HS_NONE;
    uint32_t accused = accused_lately(linker, he, speaker);
    if (accused != HS_NONE)
        return accused;
    uint32_t listener = f->attributions[he->inside].addressee;
    return listener == HS_NONE || f->references[listener].kind == HS_REFERENCE_DESCRIPTION
               ? HS_NONE
               : other_person(linker, listener, he, speaker);
}

/* Whether the word behind a pronoun denies: "it denied the claim". */
static bool denies(const hs_linker *linker, const hs_reference *pronoun)
{
    static const char *const words[] = {"denie",  "deny",    "rejected", "rejects",
                                        "disput", "dismiss", "refut",    NULL};
    hs_str text = hs_linker_block(linker)->text;
    uint32_t next = pronoun->span.end + 1;
    if (next >= text.length)
        return false;
    hs_str rest = hs_str_slice(text, next, text.length);
    bool has = hs_str_starts_with(rest, HS_STR("has ")) || hs_str_starts_with(rest, HS_STR("had "));
    rest = has ? hs_str_slice(rest, 4, rest.length) : rest;
    return starts_with_any(rest, words);
}

uint32_t hs_resolve_who_denies(hs_linker *linker, const hs_reference *pronoun)
{
    bool opens = pronoun->relation == HS_PLACE_SUBJECT && !pronoun->quoted &&
                 pronoun->inside == HS_NONE && !pronoun->first_person && !pronoun->second_person;
    return opens && denies(linker, pronoun) ? accused_lately(linker, pronoun, HS_NONE) : HS_NONE;
}

/* The word that ends right in front of a mention, or the end of a long one. */
static hs_str word_before(const hs_linker *linker, const hs_reference *it)
{
    enum { LONGEST = 24 };
    hs_str text = hs_linker_block(linker)->text;
    uint32_t end = it->span.start > 0 ? it->span.start - 1 : 0, start = end;
    while (start > 0 && end - start < LONGEST && text.bytes[start - 1] != ' ')
        start--;
    return hs_str_slice(text, start, end);
}

/* Whether a judge is told of in front of a mention in its sentence. */
static bool judge_before(const hs_linker *linker, const hs_reference *it)
{
    enum { NEAR = 4 };
    static const char *const judges[] = {"judge", "magistrate", "sheriff", NULL};
    const hs_reference *references = linker->findings->references;
    uint32_t own = (uint32_t)(it - references);
    for (uint32_t i = own; i-- > 0 && i + NEAR >= own && references[i].sentence == it->sentence;) {
        uint32_t entity = linker->resolved[i];
        if (hs_role_among(references[i].role_hash, judges) ||
            (entity < HS_UNRESOLVED && hs_hashes_hold(hs_linker_entity(linker, entity)->roles,
                                                      hs_linker_entity(linker, entity)->role_count,
                                                      hs_role_hash(hs_str_from(judges[0])))))
            return true;
    }
    return false;
}

uint32_t hs_resolve_sentenced(const hs_linker *linker, const hs_reference *him, uint32_t likely)
{
    static const char *const words[] = {"sentenc",  "Sentenc", "jail",    "Jail",
                                        "imprison", "convict", "Convict", NULL};
    uint32_t accused = linker->most_accused;
    if (accused == HS_NONE || him->quoted || him->subject || accused == likely ||
        (likely != HS_NONE && hs_linker_entity(linker, likely)->accused > 0))
        return HS_NONE;
    const hs_linked_entity *it = hs_linker_entity(linker, accused);
    if (it->kind != HS_ENTITY_PERSON || hs_genders_clash(it->gender, him->gender))
        return HS_NONE;
    hs_str word = word_before(linker, him);
    bool told = hs_str_is(word, "told") || hs_str_is(word, "telling");
    return starts_with_any(word, words) || (told && judge_before(linker, him)) ? accused : HS_NONE;
}
