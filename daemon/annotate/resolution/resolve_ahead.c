/* Descriptions that stand before the name: "a nurse" in a heading or a lead, whom the text names
 * later, with that office or as the first whom a paragraph behind the lead opens with. What is read
 * of the blocks to come is noted ahead of the walk (hs_link_outlook).
 */
#include <string.h>

#include "annotate/reading/name_hash.h"
#include "annotate/resolution/body_kinds.h"
#include "annotate/resolution/office_fields.h"
#include "annotate/resolution/office_kinds.h"
#include "annotate/resolution/resolve.h"

enum {
    LEAD = 3,   /* blocks, headings counted, in which "a mayor" may be named later */
    BEHIND = 3, /* blocks behind it, in which the name is looked for */
};

static bool known_introduced(const hs_linker *linker, uint32_t entity)
{
    for (uint32_t i = 0; i < linker->introduced_count; i++)
        if (linker->introduced[i].entity == entity)
            return true;
    return false;
}

/* The description with an office that a name stands beside, or NULL; not what a turn's label has in
 * brackets, "JOURNALIST (Radio Orlo)". */
static const hs_reference *office_beside(const hs_linker *linker, const hs_reference *name)
{
    bool label = hs_linker_block(linker)->kind == HS_BLOCK_TRANSCRIPT_TURN;
    const hs_reference *beside =
        label || name->apposed == HS_NONE ? NULL : &linker->findings->references[name->apposed];
    return beside && beside->kind == HS_REFERENCE_DESCRIPTION && beside->role_hash ? beside : NULL;
}

/* Whether a name speaks, or the description that it stands beside. */
static bool name_speaks(const hs_linker *linker, const hs_reference *name)
{
    const hs_reference *beside = office_beside(linker, name);
    return name->speaks || (beside && beside->speaks);
}

/* Whether a name opens its sentence, or that description does. */
static bool opens_sentence(const hs_linker *linker, const hs_reference *name)
{
    const hs_block *block = hs_linker_block(linker);
    const hs_reference *beside = office_beside(linker, name);
    return (name->sure_person && hs_linker_opens(block, name) && !name->dies) ||
           (beside && hs_linker_opens(block, beside) && !beside->dies);
}

/* The words behind " of " into those there is room for. */
static void add_words_behind(hs_str behind, uint64_t words[HS_OFFICE_WORDS], uint32_t count)
{
    static const hs_str of = {" of ", 4};
    if (!hs_str_starts_with(behind, of))
        return;
    size_t start = of.length;
    for (size_t i = start; i < behind.length && count < HS_OFFICE_WORDS; i++) {
        if (behind.bytes[i] != ' ' && behind.bytes[i] != ',' && behind.bytes[i] != '.')
            continue;
        hs_str word = hs_str_slice(behind, start, i);
        if (word.length > 0 && !hs_str_is(word, "the"))
            words[count++] = hs_name_hash(word);
        if (behind.bytes[i] != ' ')
            return;
        start = i + 1;
    }
}

void hs_resolve_office_words(const hs_block *block, const hs_block_findings *findings,
                             const hs_reference *reference, uint64_t words[HS_OFFICE_WORDS])
{
    uint32_t count = 0;
    memset(words, 0, HS_OFFICE_WORDS * sizeof *words);
    if (!reference->role_hash || hs_span_empty(reference->role))
        return;
    for (uint32_t i = 0; i < reference->modifier_count; i++)
        words[count++] = reference->modifiers[i];
    if (reference->owner != HS_NONE) {
        words[count++] = findings->references[reference->owner].head_hash;
        words[count++] = findings->references[reference->owner].first_hash;
    }
    add_words_behind(hs_str_slice(block->text, reference->role.end, block->text.length), words,
                     count);
}

/* Whether two say that they hold an office of the same. */
static bool of_the_same(const uint64_t a[HS_OFFICE_WORDS], const uint64_t b[HS_OFFICE_WORDS])
{
    for (uint32_t i = 0; i < HS_OFFICE_WORDS && a[i]; i++)
        if (hs_hashes_hold(b, HS_OFFICE_WORDS, a[i]))
            return true;
    return false;
}

void hs_resolve_note_introduced(hs_linker *linker)
{
    const hs_block_findings *findings = linker->findings;
    if (!linker->opens_text || linker->block >= LEAD + BEHIND)
        return;
    for (uint32_t i = 0; i < findings->full_name_count; i++) {
        const hs_reference *name = &findings->references[findings->full_names[i]];
        uint32_t entity = hs_entities_find(&linker->entities, HS_KEY_NAME, name->name_hash);
        bool party =
            entity != HS_NONE && (hs_linker_entity(linker, entity)->kind == HS_ENTITY_PERSON ||
                                  hs_linker_entity(linker, entity)->kind == HS_ENTITY_ORGANISATION);
        if (!party || hs_reference_is_nobody(name) ||
            linker->introduced_count == HS_INTRODUCED_MAX || known_introduced(linker, entity))
            continue;
        bool body = hs_linker_entity(linker, entity)->kind == HS_ENTITY_ORGANISATION;
        bool opens = opens_sentence(linker, name);
        uint64_t office = name->role_hash;
        const hs_reference *beside =
            office || name->apposed == HS_NONE ? NULL : &findings->references[name->apposed];
        linker->introduced[linker->introduced_count++] =
            (hs_introduced){.entity = entity,
                            .block = linker->block,
                            .office = beside ? beside->role_hash : office,
                            .trade = beside && !beside->definite,
                            .opens = opens || name_speaks(linker, name),
                            .leads = opens,
                            .person = !body};
        hs_resolve_office_words(hs_linker_block(linker), findings, beside ? beside : name,
                                linker->introduced[linker->introduced_count - 1].of);
    }
}

/* Whether nothing but a text's beginning told of a party so far, and by descriptions. */
static bool nameless(const hs_linker *linker, const hs_linked_entity *entity)
{
    return entity->mentions == 0 || (!entity->named && linker->opens_text && linker->block < LEAD);
}

/* Whether a description may stand for whoever the text names later: "the mayor", and in headings
 * and at the beginning "a mayor". */
static bool looks_ahead(const hs_linker *linker, const hs_reference *reference)
{
    return !reference->plural && !reference->document && !reference->deed && reference->role_hash &&
           (reference->definite || linker->block < LEAD ||
            hs_linker_heading(linker, linker->block)) &&
           !hs_reference_is_whose(linker, reference);
}

/* Whether a body may be what a description says of it: "a hospital trust" is the Brennick Hospital
 * Trust, but "the foreign ministry" not the Ministry of Works. */
static bool body_fits(const hs_linked_entity *body, const hs_reference *reference)
{
    if (reference->owner != HS_NONE)
        return false;
    for (uint32_t i = 0; i < reference->modifier_count; i++) {
        bool said = false;
        for (uint32_t k = 0; k < body->name_word_count; k++)
            said = said || body->name_words[k] == reference->modifiers[i];
        if (!said)
            return false;
    }
    return true;
}

/* "Linde attacks plan; mayor says …": a heading names somebody whose office the text tells later.
 */
static bool named_beside(const hs_linker *linker, const hs_linked_entity *entity)
{
    return hs_linker_block(linker)->kind == HS_BLOCK_HEADING && entity->block == linker->block &&
           linker->opens_text && linker->block < LEAD;
}

/* The only party whom the text will name with that office, whom nothing has told of so far. */
static uint32_t named_later(hs_linker *linker, const hs_reference *reference)
{
    uint32_t index = hs_entities_find(&linker->entities, HS_KEY_OFFICE, reference->role_hash);
    if (index == HS_NONE || index == HS_SEVERAL)
        return HS_NONE;
    const hs_linked_entity *entity = hs_linker_entity(linker, index);
    if (!nameless(linker, entity) && !named_beside(linker, entity))
        return HS_NONE;
    bool fits = entity->kind == HS_ENTITY_PERSON
                    ? reference->entity_kind != HS_ENTITY_ORGANISATION
                    : reference->entity_kind == entity->kind && body_fits(entity, reference);
    return fits && !hs_office_field_clashes(reference, entity) ? index : HS_NONE;
}

/* "The Ostran minister" is nobody of whom no country is known. */
static bool country_fits(const hs_linker *linker, const hs_linked_entity *entity,
                         const hs_reference *reference)
{
    if (reference->owner == HS_NONE)
        return true;
    uint8_t country = linker->findings->references[reference->owner].country;
    return !country || entity->country == country;
}

/* "A source", "a party insider": words for those whom a text does not name. */
static bool stays_unnamed(const hs_reference *reference)
{
    static const char *const words[] = {"source",    "spokesman", "insider",
                                        "reader",    "commenter", "whistleblower",
                                        "informant", "informer",  NULL};
    return hs_role_among(reference->role_hash, words);
}

/* "Pharma chief": no lawmaker, whoever leads a party may be one. */
static bool makes_laws(const hs_introduced *next, const hs_reference *reference)
{
    static const char *const offices[] = {"senator", "representative", "mp", "councillor", NULL};
    return hs_role_among(next->office, offices) &&
           reference->role_hash != hs_role_hash(HS_STR("leader"));
}

/* "Dr Ruiz" may be the doctor or the scientist who was told of, "the Rev Ruiz" the priest. */
static bool style_fits(const hs_introduced *next, const hs_reference *reference)
{
    static const char *const doctors[] = {"dr", "dr.", NULL};
    static const char *const clerics[] = {"rev", "rev.", "fr", NULL};
    uint32_t kinds = hs_office_kinds_of_role(reference->role_hash), meant = 0;
    if (hs_role_among(next->office, doctors))
        meant = hs_office_kinds_of_role(hs_role_hash(HS_STR("doctor"))) |
                hs_office_kinds_of_role(hs_role_hash(HS_STR("scientist")));
    if (hs_role_among(next->office, clerics))
        meant = hs_office_kinds_of_role(hs_role_hash(HS_STR("priest")));
    return (kinds & meant) != 0;
}

/* "A candidate": whatever the trade of "Ana Ruiz, a dentist". */
static bool any_trade_fits(const hs_introduced *next, const hs_reference *reference)
{
    static const char *const words[] = {
        "candidate",  "witness", "victim",   "resident", "tenant",   "passenger",
        "parent",     "mother",  "father",   "man",      "woman",    "campaigner",
        "activist",   "author",  "customer", "survivor", "relative", "volunteer",
        "contestant", "widow",   "landlord", NULL};
    return next->trade && hs_role_among(reference->role_hash, words);
}

/* "Union boss" may be its general secretary, but no chef; and a nurse is no minister. */
static bool office_fits(const hs_introduced *next, const hs_reference *reference)
{
    static const char *const offices[] = {
        "boss",      "captain",      "chairman", "chancellor",     "chief",       "coach",
        "commander", "commissioner", "convener", "director",       "editor",      "executive",
        "founder",   "general",      "governor", "head",           "headteacher", "leader",
        "manager",   "mayor",        "minister", "officer",        "owner",       "premier",
        "president", "principal",    "provost",  "rector",         "secretary",   "superintendent",
        "treasurer", "councillor",   "senator",  "representative", "mp",          "bishop",
        NULL};
    static const char *const members[] = {"conservative", "democrat",  "republican",  "liberal",
                                          "independent",  "socialist", "nationalist", NULL};
    return !next->office || next->office == reference->role_hash ||
           (hs_reference_is_head(reference) && hs_role_among(next->office, members)) ||
           style_fits(next, reference) || any_trade_fits(next, reference) ||
           (hs_office_kinds_meant(reference) & hs_office_kinds_of_role(next->office)) ||
           (hs_reference_is_head(reference) && hs_role_among(next->office, offices) &&
            !makes_laws(next, reference));
}

/* The first whom the beginning names in full behind a description, in its paragraph too if `here`
 * says so: a person or a body, whom nothing but descriptions told of so far. Whose gender is
 * another stands between: "a man has been charged" is not the woman who was hurt. */
static const hs_introduced *next_introduced(hs_linker *linker, bool person, uint8_t gender,
                                            bool here, uint32_t except)
{
    for (uint32_t i = 0; i < linker->introduced_count; i++) {
        const hs_introduced *next = &linker->introduced[i];
        bool behind = next->block > linker->block || (here && next->block == linker->block);
        if (!behind || next->entity == except || next->person != person ||
            hs_genders_clash(hs_linker_entity(linker, next->entity)->gender, gender))
            continue;
        if (nameless(linker, hs_linker_entity(linker, next->entity)))
            return next->block <= linker->block + BEHIND ? next : NULL;
        if (!here)
            return NULL;
    }
    return NULL;
}

/* "The referee" of "Ruiz said the referee had bottled it": one whom the speaker sees before him,
 * not whoever scored next. */
static bool only_spoken_of(const hs_linker *linker, const hs_reference *reference)
{
    return reference->definite && reference->inside != HS_NONE && !reference->speaks &&
           linker->findings->attributions[reference->inside].source != HS_NONE &&
           !hs_linker_headline(linker, linker->block);
}

/* "The mother of a boy says", and soon "His mother, Ana Ruiz": whoever the beginning names with
 * that word for kin. */
static uint32_t kin_named_next(const hs_linker *linker, const hs_reference *reference)
{
    if (!linker->opens_text || linker->block >= LEAD || reference->plural ||
        !hs_reference_is_whose(linker, reference))
        return HS_NONE;
    uint32_t only = hs_entities_find(&linker->entities, HS_KEY_OFFICE, reference->role_hash);
    for (uint32_t i = 0; i < linker->introduced_count; i++) {
        const hs_introduced *next = &linker->introduced[i];
        const hs_linked_entity *entity = hs_linker_entity(linker, next->entity);
        if (next->person && next->block > linker->block && next->block <= linker->block + BEHIND &&
            next->entity == only && nameless(linker, entity) &&
            !hs_genders_clash(entity->gender, reference->gender))
            return next->entity;
    }
    return HS_NONE;
}

/* "Blain accused his ex-wife", and the next paragraph: "Nadia Blain, a chef, said". */
static bool shares_surname(hs_linker *linker, const hs_introduced *next,
                           const hs_reference *reference)
{
    if (reference->owner == HS_NONE || !hs_reference_is_relative(reference))
        return false;
    uint32_t owner = hs_resolve_reference(linker, reference->owner);
    return owner != HS_NONE && owner != next->entity && hs_linker_entity(linker, owner)->full &&
           hs_linker_entity(linker, owner)->last_hash ==
               hs_linker_entity(linker, next->entity)->last_hash;
}

/* "A nurse told the inquiry …", and the next paragraph: "Ana Ruiz said …". */
static uint32_t speaks_next(hs_linker *linker, const hs_reference *reference)
{
    bool acts = reference->speaks || reference->subject || reference->relation == HS_PLACE_SUBJECT;
    if ((!acts && !hs_reference_is_relative(reference)) || stays_unnamed(reference) ||
        reference->entity_kind != HS_ENTITY_PERSON)
        return HS_NONE;
    const hs_introduced *next = next_introduced(linker, true, reference->gender, false, HS_NONE);
    bool other = next && hs_body_looks_on(reference) && next->office != reference->role_hash;
    other = other || (next && !next->office && only_spoken_of(linker, reference));
    bool told = reference->inside != HS_NONE && !reference->speaks; /* by others */
    bool kin = next && next->opens && shares_surname(linker, next, reference);
    bool so = next && acts && (told ? next->leads : next->opens) && office_fits(next, reference);
    bool fits = (kin || so) && !other &&
                country_fits(linker, hs_linker_entity(linker, next->entity), reference);
    return fits ? next->entity : HS_NONE;
}

/* "Leader says" in a heading, and "First minister Ana Ruiz said" below it, before the leader of the
 * opposition is named. */
static uint32_t heads_next(hs_linker *linker, const hs_reference *reference)
{
    const hs_introduced *next = next_introduced(linker, true, reference->gender, false, HS_NONE);
    return reference->word_count == 1 && next && next->office ? speaks_next(linker, reference)
                                                              : HS_NONE;
}

/* "The leader of Orlo council has resigned", and "Ana Ruiz, 61, said" below it, before the leader
 * of the opposition is named. */
static uint32_t holder_next(hs_linker *linker, const hs_reference *reference)
{
    static const hs_str of = {" of ", 4};
    if (reference->entity_kind != HS_ENTITY_PERSON || linker->block >= LEAD || !linker->opens_text)
        return HS_NONE;
    hs_str text = hs_linker_block(linker)->text;
    hs_str behind = hs_str_slice(text, reference->head.end, text.length);
    uint32_t later = hs_str_starts_with(behind, of)
                         ? hs_entities_find(&linker->entities, HS_KEY_OFFICE, reference->role_hash)
                         : HS_NONE;
    if (later == HS_NONE || later == HS_SEVERAL)
        return HS_NONE;
    uint64_t own[HS_OFFICE_WORDS];
    hs_resolve_office_words(hs_linker_block(linker), linker->findings, reference, own);
    for (uint32_t i = 0; i < linker->introduced_count; i++) {
        const hs_introduced *it = &linker->introduced[i];
        if (it->entity == later && it->of[0] && !of_the_same(own, it->of))
            return speaks_next(linker, reference);
    }
    return HS_NONE;
}

/* Whoever is told of in front of a mention in its block, or HS_NONE: "Senator" of "Senator says
 * rival lied". */
static uint32_t told_in_front(const hs_linker *linker, const hs_reference *reference)
{
    uint32_t own = (uint32_t)(reference - linker->findings->references);
    uint32_t before = own > 0 ? linker->resolved[own - 1] : HS_NONE;
    return before == HS_UNRESOLVED ? HS_NONE : before;
}

/* "Ruiz attacks rival", "her opponent": whom the beginning names next beside whoever has one. */
static uint32_t rival_next(hs_linker *linker, const hs_reference *reference)
{
    static const char *const staff[] = {"adviser",   "advisor",    "agent",   "aide", "manager",
                                        "spokesman", "strategist", "staffer", NULL};
    if (!hs_reference_is_rival(reference) ||
        (!reference->definite && !hs_linker_heading(linker, linker->block)))
        return HS_NONE;
    uint32_t other = reference->owner == HS_NONE ? told_in_front(linker, reference)
                                                 : hs_resolve_reference(linker, reference->owner);
    const hs_introduced *next = next_introduced(linker, true, reference->gender, true, other);
    return next && !hs_role_among(next->office, staff) ? next->entity : HS_NONE;
}

/* "A watchdog finds", and the next paragraph: "The Charity Board said …". */
static uint32_t watchdog_next(hs_linker *linker, const hs_reference *reference)
{
    static const char *const words[] = {"watchdog", "regulator", NULL};
    if (!hs_role_among(reference->role_hash, words) || reference->owner != HS_NONE)
        return HS_NONE;
    const hs_introduced *next = next_introduced(linker, false, 0, false, HS_NONE);
    uint32_t kinds = hs_body_kinds_of(reference), except = next ? next->entity : HS_NONE;
    const hs_introduced *second = next_introduced(linker, false, 0, false, except);
    bool rather = second && hs_body_kinds_fit(kinds, hs_linker_entity(linker, second->entity)) &&
                  !hs_body_kinds_fit(kinds, hs_linker_entity(linker, next->entity));
    next = rather ? second : next; /* "Orlo Water hid the spills, the Charity Board said" */
    const hs_linked_entity *body = next ? hs_linker_entity(linker, next->entity) : NULL;
    bool other = next && ((next->office && !hs_role_among(next->office, words)) ||
                          hs_body_kinds_clash(kinds, body));
    bool called = next && hs_body_kinds_fit(kinds, body) && body_fits(body, reference);
    bool fits = next && !other && (reference->speaks || called) &&
                (next->opens || !hs_resolve_is_firm(body->name));
    return fits ? next->entity : HS_NONE;
}

static bool stands_beside(const hs_linker *linker, const hs_reference *reference, uint32_t entity)
{
    uint32_t beside[HS_BESIDE_MOST];
    uint32_t count = hs_resolve_beside(linker, reference, beside);
    for (uint32_t i = 0; i < count; i++)
        if (beside[i] == entity)
            return true;
    return false;
}

uint32_t hs_resolve_ahead(hs_linker *linker, const hs_reference *reference)
{
    static uint32_t (*const ways[])(hs_linker *, const hs_reference *) = {
        named_later, rival_next, speaks_next, watchdog_next};
    if (!looks_ahead(linker, reference)) {
        uint32_t kin = kin_named_next(linker, reference);
        if (kin != HS_NONE)
            hs_resolve_enrich(linker, kin, reference);
        return kin;
    }
    if (hs_reference_is_head(reference) && hs_linker_heading(linker, linker->block)) {
        uint32_t first = heads_next(linker, reference);
        if (first != HS_NONE)
            return first;
    }
    uint32_t holder = holder_next(linker, reference);
    if (holder != HS_NONE) {
        hs_resolve_enrich(linker, holder, reference);
        return holder;
    }
    bool lead = linker->opens_text && linker->block < LEAD;
    for (size_t i = 0; i < (lead ? HS_COUNT(ways) : 1); i++) {
        uint32_t entity = ways[i](linker, reference);
        if (entity == HS_NONE ||
            hs_genders_clash(hs_linker_entity(linker, entity)->gender, reference->gender) ||
            stands_beside(linker, reference, entity))
            continue;
        hs_resolve_enrich(linker, entity, reference);
        return entity;
    }
    return HS_NONE;
}
