/* Of several who fit, those whom the words around a mention leave: of its age, who can speak, whom
 * the speaker has just told of, another than his own body.
 */
#include "annotate/resolution/candidate_fits.h"

typedef bool (*judgement)(const hs_situation *s, uint32_t entity);

static bool any_is(const hs_situation *s, const hs_candidates *candidates, judgement is)
{
    for (uint32_t i = 0; i < candidates->count; i++)
        if (candidates->items[i].entity != HS_NONE && is(s, candidates->items[i].entity))
            return true;
    return false;
}

/* Keeps those of whom something is so, and nobody if `nobody_too` says so. */
static void keep(const hs_situation *s, hs_candidates *candidates, judgement is, bool nobody_too)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < candidates->count; i++) {
        uint32_t entity = candidates->items[i].entity;
        if (entity == HS_NONE ? nobody_too : is(s, entity))
            candidates->items[kept++].entity = entity;
    }
    candidates->count = kept;
}

static bool of_age(const hs_situation *s, uint32_t entity)
{
    return hs_situation_entity(s, entity)->age == s->reference->age;
}

/* "The 46-year-old" is whoever the text says is 46, where it says so of somebody. */
static void keep_those_of_age(const hs_situation *s, hs_candidates *candidates)
{
    if (s->reference->age && any_is(s, candidates, of_age))
        keep(s, candidates, of_age, false);
}

static bool no_thing(const hs_situation *s, uint32_t entity)
{
    return !hs_situation_entity(s, entity)->thing;
}

/* "It said", "accused it" is no thing where there is a body, or what may be one. */
static void keep_those_who_speak(const hs_situation *s, hs_candidates *candidates)
{
    bool speaks = s->kind == HS_MENTION_IT && (s->reference->speaks || s->reference->blamed);
    if (speaks && any_is(s, candidates, no_thing))
        keep(s, candidates, no_thing, true);
}

/* "Ana Ruiz, a lawyer from Brennick". */
static bool comes_from(const hs_linker *linker, uint32_t source, uint32_t name)
{
    const hs_block_findings *f = linker->findings;
    hs_span between = {f->references[name - 1].head.end, f->references[name].span.start};
    return name == source + 2 && f->references[source].apposed == source + 1 &&
           between.start < between.end &&
           hs_str_equal(hs_linker_text(linker, between), HS_STR(" from "));
}

/* The body behind the name of an attribution's speaker, "Ana Ruiz, of Fair Rail, said"; HS_NONE. */
static uint32_t body_of_speaker(const hs_linker *linker, uint32_t attribution)
{
    enum { NEAR = 3 };
    static const char *const ties[] = {", of ", ", from ", " of ", " from ", ", for "};
    const hs_block_findings *f = linker->findings;
    uint32_t source = f->attributions[attribution].source;
    for (uint32_t i = source + 1; source != HS_NONE && i < f->reference_count && i <= source + NEAR;
         i++) {
        if (comes_from(linker, source, i))
            return linker->resolved[i];
        hs_span between = {f->references[source].name.end, f->references[i].span.start};
        if (between.start >= between.end)
            continue;
        for (size_t k = 0; k < HS_COUNT(ties); k++)
            if (hs_str_is(hs_linker_text(linker, between), ties[k]))
                return linker->resolved[i];
    }
    return HS_NONE;
}

bool hs_situation_does_wrong(const hs_linker *linker, const hs_reference *reference)
{
    enum { AUXILIARIES = 12 }; /* bytes: "London | is hiding" */
    const hs_block_findings *f = linker->findings;
    for (uint32_t i = 0; reference->subject && i < f->accusing_count; i++) {
        hs_span charge = f->accusing[i].charge;
        bool right_behind = charge.start >= reference->span.end &&
                            charge.start <= reference->span.end + AUXILIARIES;
        if (f->accusing[i].attribution == reference->inside &&
            (right_behind || hs_span_contains(charge, reference->span)))
            return true;
    }
    return false;
}

static bool new_here(const hs_situation *s, uint32_t entity)
{
    const hs_linked_entity *it = hs_situation_entity(s, entity);
    return it->block == s->block && it->here == it->mentions;
}

/* A body by its name, or what "the company" may mean: "Lumera". */
static bool may_be_meant(const hs_situation *s, const hs_linked_entity *entity)
{
    bool body = entity->kind == HS_ENTITY_ORGANISATION && entity->full;
    bool firm = s->reference->enterprise && s->reference->relation == HS_PLACE_OBJECT &&
                !entity->country && !hs_entity_only_place(entity) &&
                (entity->kind == HS_ENTITY_ORGANISATION || entity->kind == HS_ENTITY_OTHER);
    return (body || firm) && !entity->described;
}

/* "Ana Ruiz, of Fair Rail, said the company had lied": another one than hers, of which the text had
 * not told, where there is one. */
static void keep_others_than_own(const hs_situation *s, hs_candidates *candidates)
{
    bool body = s->kind == HS_MENTION_BODY || s->kind == HS_MENTION_THEY;
    bool accused = s->reference->relation == HS_PLACE_OBJECT && s->reference->enterprise;
    if (!body || s->reference->inside == HS_NONE ||
        !(accused || hs_situation_does_wrong(s->linker, s->reference)))
        return;
    uint32_t own = body_of_speaker(s->linker, s->reference->inside);
    if (own == HS_NONE || own == HS_UNRESOLVED || !new_here(s, own))
        return;
    uint32_t kept = 0;
    bool other = false;
    for (uint32_t i = 0; i < candidates->count; i++) {
        uint32_t entity = candidates->items[i].entity;
        bool another = entity != HS_NONE && entity != own;
        other = other || (another && may_be_meant(s, hs_situation_entity(s, entity)));
    }
    for (uint32_t i = 0; other && i < candidates->count; i++)
        if (candidates->items[i].entity != own)
            candidates->items[kept++].entity = candidates->items[i].entity;
    candidates->count = other ? kept : candidates->count;
}

/* "She said ministers were to blame. “They cut it,” she said": the only ones whom her sentence
 * before tells of, or HS_NONE. */
static uint32_t just_told_of(const hs_situation *s)
{
    enum { NEAR = 12 };
    const hs_block_findings *f = s->linker->findings;
    uint32_t own = (uint32_t)(s->reference - f->references), found = HS_NONE;
    for (uint32_t i = own; i > 0 && i + NEAR > own; i--) {
        const hs_reference *it = &f->references[i - 1];
        if (it->sentence + 1 < s->reference->sentence)
            break;
        bool plural = it->plural || hs_str_ends_with(hs_linker_text(s->linker, it->head),
                                                     HS_STR("s")); /* "lenders": bodies */
        if (it->sentence == s->reference->sentence || it->inside == HS_NONE || it->quoted ||
            !plural || !it->subject || it->kind != HS_REFERENCE_DESCRIPTION)
            continue;
        uint32_t source = f->attributions[it->inside].source;
        if (source == HS_NONE || s->linker->resolved[source] != s->enclosing || found != HS_NONE)
            return HS_NONE;
        found = s->linker->resolved[i - 1];
    }
    return found;
}

static void keep_just_told_of(const hs_situation *s, hs_candidates *candidates)
{
    if (s->kind != HS_MENTION_THEY || !s->reference->quoted || !s->reference->subject ||
        s->enclosing == HS_NONE)
        return;
    uint32_t told = just_told_of(s);
    for (uint32_t i = 0; told < HS_SEVERAL && i < candidates->count; i++)
        if (candidates->items[i].entity == told) {
            candidates->items[0].entity = told;
            candidates->count = 1;
        }
}

void hs_situation_narrow(const hs_situation *s, hs_candidates *candidates)
{
    keep_just_told_of(s, candidates);
    keep_those_of_age(s, candidates);
    keep_those_who_speak(s, candidates);
    keep_others_than_own(s, candidates);
}
