/* Gathers the candidates of a mention and weighs what is known of each (candidate_features.c). */
#include "annotate/resolution/candidates.h"

#include <pthread.h>
#include <string.h>

#include "annotate/networks/weigher.h"
#include "annotate/references/mention_model.h"
#include "annotate/resolution/body_kinds.h"
#include "annotate/resolution/candidate_fits.h"
#include "annotate/resolution/office_kinds.h"
#include "annotate/resolution/resolve.h"
#include "annotate/resolution_weights.h"

void (*hs_candidates_observer)(const hs_linker *linker, const hs_candidates *candidates);

/* Candidates that may be among the recent ones too, which are each another, stand first. */
enum { NOT_RECENT = 4 };

/* In the texts that the network learnt from, whoever is mentioned once bears no mark and counts as
 * nobody: more than there should be. What makes up for it. Who is described otherwise gets none. */
#define KNOWN_GAINS 0.9f

/* "The company" is one that the text has named: what all who are named gain then, and "the agency"
 * after "the road safety agency", which few texts name. Politics, which the network learnt from,
 * seldom say so of companies. */
#define NAMED_GAINS 1.4f
#define UNNAMED_LOSES 1.5f /* where the text has named a body: "drug firm" of its heading */
#define CALLED_GAINS 2.0f  /* "the museum" after "the local museum" */
#define OTHER_LOSES 3.5f   /* who is not called an agency, where another is */

/* "The charity" where there is an Orlo Trust, "the lawmaker" where there is a senator: what either
 * gains. */
#define KIND_GAINS 2.0f

/* "The suspects" after "two men": what these gain. */
#define CROWD_GAINS 2.5f
enum { CROWD_BACK = 4 }; /* sentences */

/* "They" of somebody who is quoted are rather those whom the text has accused: what these gain. */
#define BLAMED_GAINS 2.0f

/* "They stole it": of those whom somebody who is quoted so accuses. Rather a body than nobody, or
 * than people of whom the sentences around tell, who speak or suffer. */
#define ACCUSED_BODY_GAINS 1.0f
#define ACCUSED_SUBJECT_LOSES 1.5f
#define ACCUSED_NOBODY_LOSES 1.3f

/* "The company said" behind a sentence about one of two that may be called so. */
#define JUST_BEFORE_GAINS 3.0f

/* "Accused it" is rather a body than a town that something is in, and one that has a name. */
#define TOWN_LOSES 2.0f
#define BODY_GAINS 1.5f

/* "The home was rated inadequate by the Care Board. Its report …": what the board gains. */
#define REPORTER_GAINS 2.0f

#define BIT(name) (UINT64_C(1) << HS_CANDIDATE_##name)
#define PAIR(name) (UINT64_C(1) << HS_PAIR_##name)

static hs_weigher weighers[HS_MENTION_KIND_COUNT];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill(void)
{
    for (int kind = 0; kind < HS_MENTION_KIND_COUNT; kind++)
        hs_weigher_fill(&weighers[kind], candidate_weights[kind], HS_CANDIDATE_FEATURE_COUNT);
}

static void add(const hs_situation *s, hs_candidates *candidates, uint32_t entity, uint32_t except)
{
    if (entity == HS_NONE || candidates->count >= HS_CANDIDATES_MAX - 1 ||
        !hs_situation_fits(s, entity, except))
        return;
    for (uint32_t i = 0; i < candidates->count && i < NOT_RECENT; i++)
        if (candidates->items[i].entity == entity)
            return;
    candidates->items[candidates->count++].entity = entity;
}

/* Those who bear a name of one word, last or first: who has been named by now, where one has. */
static void add_bearers(const hs_situation *s, hs_candidates *candidates, uint32_t except)
{
    const hs_entities *entities = &s->linker->entities;
    uint64_t hash = s->reference->head_hash;
    for (int later = 0; later < 2 && candidates->count == 0; later++) {
        uint32_t bearer = hs_entities_find(entities, HS_KEY_SURNAME, hash);
        for (int steps = 0; bearer != HS_NONE && steps < HS_CANDIDATES_MAX; steps++) {
            if (later || hs_situation_entity(s, bearer)->named)
                add(s, candidates, bearer, except);
            bearer = hs_situation_entity(s, bearer)->same_last;
        }
    }
    add(s, candidates, hs_entities_find(entities, HS_KEY_FIRST, hash), except);
}

/* Whether it may mean somebody new, or no party. "He" is somebody, and so is "it" where it speaks;
 * and "the theatre" that speaks is the Lantern Theatre where there is one. */
static bool may_be_nobody(const hs_situation *s, const hs_candidates *candidates)
{
    const hs_reference *it = s->reference;
    if (s->kind == HS_MENTION_HE || (it->blamed && it->kind == HS_REFERENCE_PRONOUN))
        return false;
    if (!it->speaks || it->kind == HS_REFERENCE_PRONOUN)
        return !it->speaks;
    for (uint32_t i = 0; i < candidates->count; i++)
        if (it->word_count == 1 &&
            hs_situation_entity(s, candidates->items[i].entity)->last_hash == it->head_hash)
            return false;
    return true;
}

static void gather(const hs_situation *s, hs_candidates *candidates, uint32_t except)
{
    const hs_entities *entities = &s->linker->entities;
    if (s->kind == HS_MENTION_SHORT) {
        add_bearers(s, candidates, except);
        return;
    }
    add(s, candidates, s->described, except);
    if (s->reference->kind == HS_REFERENCE_DESCRIPTION) {
        add(s, candidates, hs_entities_find(entities, HS_KEY_ROLE, s->reference->role_hash),
            except);
        add(s, candidates, hs_entities_find(entities, HS_KEY_LAST, s->reference->head_hash),
            except);
    }
    for (uint32_t i = 0; i < s->linker->recent_count; i++)
        add(s, candidates, s->linker->recent[i], except);
    for (uint32_t i = 0; i < s->linker->recent_thing_count; i++)
        add(s, candidates, s->linker->recent_things[i], except);
    if (may_be_nobody(s, candidates))
        candidates->items[candidates->count++].entity = HS_NONE;
}

static void note_what_is_known(hs_situation *s, const hs_candidates *candidates)
{
    uint32_t known = 0;
    for (uint32_t i = 0; i < candidates->count; i++)
        known += candidates->items[i].entity != HS_NONE;
    s->alone = known == 1;
    uint32_t near = 0;
    for (uint32_t i = 0; i < s->linker->recent_count && near < 3; i++)
        for (uint32_t k = 0; k < candidates->count && near < 3; k++)
            if (candidates->items[k].entity == s->linker->recent[i]) {
                s->nearest[near++] = s->linker->recent[i];
                if (s->nearest_subject == HS_NONE &&
                    hs_situation_entity(s, s->linker->recent[i])->relation == HS_PLACE_SUBJECT)
                    s->nearest_subject = s->linker->recent[i];
            }
    for (uint32_t i = 0; i < candidates->count; i++) {
        if (candidates->items[i].entity == HS_NONE)
            continue;
        const hs_linked_entity *entity = hs_situation_entity(s, candidates->items[i].entity);
        s->bodies += hs_candidate_named_body(entity);
        s->most = entity->mentions > s->most ? entity->mentions : s->most;
        bool so_called = hs_hashes_hold(entity->roles, entity->role_count, s->reference->role_hash);
        s->role_known = s->role_known || so_called;
        s->told = s->told || (so_called && entity->described &&
                              (s->looks_on || hs_situation_qualified_alike(s, entity)));
    }
}

/* Whether a description may mean several people whatever they were called: "the group". */
static bool means_crowd(const hs_linker *linker, const hs_reference *reference)
{
    static const char *const words[] = {"group", "gang",       "pair",      "trio",   "suspects",
                                        "men",   "defendants", "attackers", "crowd",  "women",
                                        "mob",   "assailants", "gunmen",    "troops", "intruders"};
    hs_str head = hs_linker_text(linker, reference->head);
    bool bare = reference->kind == HS_REFERENCE_DESCRIPTION && reference->definite &&
                reference->word_count == 1 && reference->owner == HS_NONE;
    for (size_t i = 0; bare && i < HS_COUNT(words); i++)
        if (hs_str_is_ignoring_case(head, words[i]))
            return true;
    return false;
}

static hs_situation look(hs_linker *linker, const hs_reference *reference, hs_mention_kind kind)
{
    hs_situation s = {.linker = linker,
                      .reference = reference,
                      .kind = kind,
                      .now = linker->sentence_base + reference->sentence,
                      .described = HS_NONE,
                      .block = linker->block,
                      .nearest = {HS_NONE, HS_NONE, HS_NONE},
                      .nearest_subject = HS_NONE,
                      .gender = reference->gender,
                      .gendered = reference->gender || kind == HS_MENTION_PERSON,
                      .object = !reference->subject && !reference->speaks};
    s.enclosing = hs_resolve_enclosing(linker, reference);
    if (reference->kind == HS_REFERENCE_DESCRIPTION)
        s.described = hs_entities_find(&linker->entities, HS_KEY_DESCRIPTION,
                                       hs_resolve_description_key(linker, reference));
    if (kind == HS_MENTION_BODY)
        s.body_kinds = hs_body_kinds_of(reference);
    if (kind == HS_MENTION_PERSON) {
        s.office_kinds = hs_office_kinds_meant(reference);
        s.of_scene = hs_office_of_scene(reference);
    }
    s.any_firm = kind == HS_MENTION_BODY && hs_body_is_any_firm(reference);
    s.crowd = means_crowd(linker, reference);
    s.owner = HS_NONE;
    if (reference->owner != HS_NONE) {
        uint32_t owner = linker->resolved[reference->owner];
        s.owner = owner == HS_UNRESOLVED ? HS_NONE : owner;
        s.country = linker->findings->references[reference->owner].country;
    }
    s.latest = linker->recent_count > 0 ? linker->recent[0] : HS_NONE;
    s.beside_count = hs_resolve_beside(linker, reference, s.beside);
    s.beside_count = hs_situation_asked_about(linker, reference, s.beside, s.beside_count);
    if (kind == HS_MENTION_BODY)
        s.beside_count = hs_situation_blamed(linker, reference, s.beside, s.beside_count);
    s.onlooker = hs_situation_onlooker(linker, reference);
    s.of_body = kind == HS_MENTION_THEY ? hs_situation_of_body(linker, reference) : NULL;
    s.accused =
        kind == HS_MENTION_THEY && reference->quoted && hs_situation_does_wrong(linker, reference);
    s.against_us = kind == HS_MENTION_THEY && hs_situation_against_us(linker, reference);
    s.own_names = hs_situation_own_names(linker, reference);
    s.looks_on = kind == HS_MENTION_BODY && hs_body_looks_on(reference);
    s.entities = linker->entities.items.items; /* none is added from here on */
    return s;
}

/* By the weights alone; somebody new only where a description introduces him. */
static const hs_candidate *choose_by_weights(const hs_situation *s, hs_candidates *candidates)
{
    const hs_candidate *best = NULL;
    pthread_once(&filled, fill);
    for (uint32_t i = 0; i < candidates->count; i++) {
        hs_candidate *it = &candidates->items[i];
        if (it->entity == HS_NONE && s->reference->kind != HS_REFERENCE_DESCRIPTION)
            continue;
        it->score = hs_weigh(&weighers[s->kind], it->features);
        best = !best || it->score > best->score ? it : best;
    }
    return best;
}

/* Whether "its" stands before a report or the like. */
static bool owns_document(const hs_situation *s)
{
    const hs_block_findings *findings = s->linker->findings;
    uint32_t own = (uint32_t)(s->reference - findings->references);
    if (s->kind != HS_MENTION_IT || s->reference->relation != HS_PLACE_POSSESSOR)
        return false;
    for (uint32_t i = own + 1; i < findings->reference_count && i <= own + 2; i++)
        if (findings->references[i].owner == own && findings->references[i].document)
            return true;
    return false;
}

/* Whether a sentence just before tells what a body did, as one that reports on another does. */
static bool reported_on(const hs_situation *s, const hs_candidate *candidate)
{
    const hs_linked_entity *entity = hs_situation_entity(s, candidate->entity);
    return entity->kind == HS_ENTITY_ORGANISATION && entity->relation == HS_PLACE_OBLIQUE &&
           s->now - entity->sentence == 1;
}

/* "Orlo Foods bought a mine. The company said": of any firm it may be, the one that the sentence
 * before has for its subject or object. */
static bool told_just_before(const hs_situation *s, const hs_linked_entity *entity)
{
    const hs_reference *it = s->reference;
    bool bare = it->definite && it->word_count == 1 && it->span.end == it->head.end;
    bool firm = hs_candidate_named_body(entity) ||
                (entity->kind == HS_ENTITY_OTHER && !entity->described && !entity->sure_person);
    return s->any_firm && bare && it->relation == HS_PLACE_SUBJECT && firm &&
           s->now - entity->sentence == 1 &&
           (entity->relation == HS_PLACE_SUBJECT || entity->relation == HS_PLACE_OBJECT);
}

/* What the model has not learnt, since its texts seldom tell of it, and what makes up for mentions
 * that bear no mark there. `document`: "its" stands before a report. */
static float gains_of(const hs_situation *s, const hs_candidate *it, bool document)
{
    if (it->entity == HS_NONE)
        return s->accused ? -ACCUSED_NOBODY_LOSES : 0;
    const hs_linked_entity *entity = hs_situation_entity(s, it->entity);
    const hs_reference *reference = s->reference;
    bool named = !(it->features & BIT(described));
    bool bare = reference->word_count == 1 && reference->owner == HS_NONE;
    float gains = it->pair & PAIR(otherwise_described) ? 0 : KNOWN_GAINS;
    if (reference->enterprise && s->told)
        gains += it->features & (BIT(role_fits) | BIT(word_of_name)) ? NAMED_GAINS : -OTHER_LOSES;
    else if (reference->enterprise && !named && !s->any_firm && it->features & BIT(role_fits))
        gains += CALLED_GAINS;
    else if (reference->enterprise)
        gains += named ? NAMED_GAINS : s->bodies > 0 ? -UNNAMED_LOSES : 0;
    bool kind_fits = s->office_kinds & entity->office_kinds ||
                     (bare && hs_body_kinds_fit(s->body_kinds, entity));
    gains += kind_fits ? KIND_GAINS : 0;
    gains += told_just_before(s, entity) ? JUST_BEFORE_GAINS : 0;
    gains +=
        s->kind == HS_MENTION_THEY && reference->quoted && entity->accused > 0 ? BLAMED_GAINS : 0;
    gains += s->accused && entity->kind == HS_ENTITY_ORGANISATION ? ACCUSED_BODY_GAINS : 0;
    gains -= s->accused && entity->relation == HS_PLACE_SUBJECT ? ACCUSED_SUBJECT_LOSES : 0;
    gains -= s->kind == HS_MENTION_IT && reference->blamed && entity->kind == HS_ENTITY_PLACE &&
                     !entity->country && entity->place && !entity->subject
                 ? TOWN_LOSES
                 : 0;
    gains += s->kind == HS_MENTION_IT && reference->blamed && hs_candidate_named_body(entity)
                 ? BODY_GAINS
                 : 0;
    gains += s->crowd && entity->described && entity->kind == HS_ENTITY_GROUP && entity->subject &&
                     s->now - entity->sentence <= CROWD_BACK
                 ? CROWD_GAINS
                 : 0;
    return gains + (document && reported_on(s, it) ? REPORTER_GAINS : 0);
}

/* The network looks at the likely ones alone. */
static const hs_candidate *choose_by_network(const hs_situation *s, const hs_ranker *ranker,
                                             hs_candidates *candidates)
{
    const hs_candidate *best = NULL;
    float most = -1e30f;
    bool document = owns_document(s);
    hs_ranker_units question;
    hs_ranker_unfold(ranker, s->reference->as_question, question);
    for (uint32_t i = 0; i < candidates->count; i++) {
        hs_candidate *it = &candidates->items[i];
        it->score = hs_ranker_linear(ranker, s->kind, it->pair, it->features);
        most = it->score > most ? it->score : most;
    }
    for (uint32_t i = 0; i < candidates->count; i++) {
        hs_candidate *it = &candidates->items[i];
        if (it->score < most - ranker->behind)
            continue;
        const hs_ranker_inputs inputs = {
            .question = question,
            .option = it->entity == HS_NONE ? NULL : hs_situation_entity(s, it->entity)->sums,
            .sight = it->pair,
            .party = it->features,
        };
        it->score += hs_ranker_output(ranker, s->kind, &inputs) + gains_of(s, it, document);
        best = !best || it->score > best->score ? it : best;
    }
    return best;
}

bool hs_candidates_trained(const hs_reference *reference)
{
    return reference->as_question != NULL;
}

uint32_t hs_candidates_choose(hs_linker *linker, const hs_reference *reference,
                              hs_mention_kind kind, uint32_t except)
{
    const hs_ranker *ranker = hs_candidates_trained(reference) ? hs_mention_model_shared() : NULL;
    hs_situation s = look(linker, reference, kind);
    hs_candidates candidates; /* its items are filled one by one */
    candidates.kind = kind;
    candidates.reference = reference;
    candidates.count = 0;
    gather(&s, &candidates, except);
    hs_situation_narrow(&s, &candidates);
    note_what_is_known(&s, &candidates);
    s.own = hs_candidate_of_mention(&s);
    for (uint32_t i = 0; i < candidates.count; i++) {
        hs_candidate *it = &candidates.items[i];
        it->features = hs_candidate_features(&s, it->entity);
        it->pair = ranker ? hs_candidate_pair(&s, it->entity) : 0;
    }
    const hs_candidate *best =
        ranker ? choose_by_network(&s, ranker, &candidates) : choose_by_weights(&s, &candidates);
    if (hs_candidates_observer)
        hs_candidates_observer(linker, &candidates);
    return best ? best->entity : HS_NONE;
}
