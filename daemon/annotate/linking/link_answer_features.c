/* What linking knows of words that may answer: whose they are, what the document holds against
 * whom, and which accusation they would answer (answer_features.h).
 */
#include "annotate/accusations/answer_model.h"
#include "annotate/linking/link_findings.h"
#include "annotate/resolution/resolve.h"

#define BIT(name) (UINT64_C(1) << HS_ANSWER_FEATURE_##name)

enum {
    MENTIONS_MOST = 24, /* of one sentence or content that are looked at */
    BACK_MOST = 12,     /* accusations */
    REACH_BESIDE = 12,  /* sentences, where others than the accused answer */
    OFTEN = 3,
    NEAR = 5, /* sentences, where nothing but that tells what is answered */
    MANY = 10,
    VOICE_REACH = 4, /* sentences, for whom "a spokesman" speaks for */
};

/* How an answering party stands to an accused one, the surest last. */
enum relation { RELATION_NONE, RELATION_INSIDE, RELATION_BESIDE, RELATION_SIDE, RELATION_SAME };

typedef struct sight {
    const hs_linker *linker;
    const hs_possible_answer *it;
    uint32_t inside[MENTIONS_MOST]; /* entities that the words name, */
    uint32_t inside_count;
    uint32_t beside[MENTIONS_MOST]; /* and those that the rest of their sentence names */
    uint32_t beside_count;
} sight;

static bool in_words(const hs_possible_answer *it, const hs_reference *reference)
{
    return hs_span_overlap(reference->span, it->text) ||
           (it->said && reference->inside == it->attribution);
}

static void note_mentions(sight *s)
{
    const hs_linker *linker = s->linker;
    const hs_block_findings *f = linker->findings;
    uint32_t sentence = s->it->sentence - linker->sentence_base;
    uint32_t first = hs_linker_first_reference(linker, sentence);
    for (uint32_t i = first; i < f->reference_count && i < first + 2 * MENTIONS_MOST; i++) {
        uint32_t entity = linker->resolved[i];
        bool words = in_words(s->it, &f->references[i]);
        if (entity == HS_NONE || entity == HS_UNRESOLVED)
            continue;
        if (words && s->inside_count < MENTIONS_MOST)
            s->inside[s->inside_count++] = entity;
        else if (!words && f->references[i].sentence == sentence && s->beside_count < MENTIONS_MOST)
            s->beside[s->beside_count++] = entity;
    }
}

static enum relation relate(const sight *s, uint32_t accused)
{
    if (accused == HS_NONE)
        return RELATION_NONE;
    if (s->it->by.entity == accused)
        return RELATION_SAME;
    if (hs_link_same_side(s->linker, s->it->by.entity, accused))
        return RELATION_SIDE;
    if (hs_entities_hold(s->beside, s->beside_count, accused))
        return RELATION_BESIDE;
    return hs_entities_hold(s->inside, s->inside_count, accused) ? RELATION_INSIDE : RELATION_NONE;
}

unsigned hs_link_shared_words(const hs_answer_view *a, const hs_answer_view *b)
{
    unsigned count = 0;
    for (size_t i = 0; a && b && i < HS_COUNT(a->words.bits); i++)
        for (uint64_t both = a->words.bits[i] & b->words.bits[i]; both; both &= both - 1)
            count++;
    return count;
}

static uint32_t ago_of(const sight *s, const hs_known_accusation *known)
{
    return s->it->sentence > known->sentence ? s->it->sentence - known->sentence : 0;
}

/* An accusation stands inside the words, or is the one that they throw back. */
static bool inside_words(const sight *s, const hs_known_accusation *known)
{
    const hs_accusation *accusation = &s->linker->items[known->item].accusation;
    if (accusation->charge.block != s->linker->block)
        return false;
    return hs_span_overlap(accusation->charge.span, s->it->text);
}

typedef struct answered {
    const hs_known_accusation *known; /* NULL: none fits */
    enum relation relation;
    uint32_t ago;
    unsigned shared;
    int score;
} answered;

/* "A spokesman declined to comment": of whoever was accused last, if that is a body. */
static bool speaks_for_latest(const sight *s, const hs_known_accusation *known)
{
    if (s->it->by.entity == HS_NONE || known->accused_count == 0 || known->accused[0] == HS_NONE ||
        known != hs_linker_known(s->linker, 1))
        return false;
    uint8_t kind = hs_linker_entity(s->linker, known->accused[0])->kind;
    return kind != HS_ENTITY_PERSON && kind != HS_ENTITY_GROUP &&
           hs_link_loose_voice(hs_linker_entity(s->linker, s->it->by.entity));
}

/* How well an accusation fits: who is accused counts most, then words in common, then how long ago
 * it was. */
static answered fit(const sight *s, const hs_known_accusation *known)
{
    enum { RELATION_WEIGHT = 12, SHARED_WEIGHT = 4, SHARED_MOST = 4, AGO_MOST = 40 };
    answered found = {.known = known, .ago = ago_of(s, known)};
    for (uint32_t k = 0; k < known->accused_count; k++) {
        enum relation relation = relate(s, known->accused[k]);
        found.relation = relation > found.relation ? relation : found.relation;
    }
    if (found.relation == RELATION_NONE && found.ago <= VOICE_REACH && speaks_for_latest(s, known))
        found.relation = RELATION_SIDE;
    if (found.relation < RELATION_SIDE && found.ago > REACH_BESIDE)
        found.relation = RELATION_NONE;
    found.shared = hs_link_shared_words(s->it->view, known->view);
    unsigned shared = found.shared < SHARED_MOST ? found.shared : SHARED_MOST;
    found.score = RELATION_WEIGHT * (int)found.relation + SHARED_WEIGHT * (int)shared -
                  (int)(found.ago < AGO_MOST ? found.ago : AGO_MOST);
    return found;
}

/* "Three executives", "tech firms": who answers surely is one of them, as a rule, where the text
 * accuses nobody else. */
static bool one_of_several(const sight *s, const hs_known_accusation *known)
{
    const hs_accusation *accusation = &s->linker->items[known->item].accusation;
    if (accusation->form != HS_ACCUSATION_EXPLICIT || known->accused_count != 1 || !s->it->signs ||
        !s->it->signs->by_rule || !s->it->signs->rule_sure || s->it->by.entity == HS_NONE ||
        known->accused[0] == HS_NONE || inside_words(s, known))
        return false;
    const hs_linked_entity *accused = hs_linker_entity(s->linker, known->accused[0]);
    return accused->described && accused->several && !accused->owner &&
           hs_linker_entity(s->linker, s->it->by.entity)->accuses == 0;
}

/* The one that fits best of those against a party that has to do with the words; else, with the
 * relation none, of the latest ones. */
static answered find_answered(const sight *s)
{
    const hs_linker *linker = s->linker;
    answered best = {0};
    for (uint32_t back = 1; back <= hs_linker_known_back(linker); back++) {
        const hs_known_accusation *known = hs_linker_known(linker, back);
        bool own = hs_link_same_side(linker, known->accuser, s->it->by.entity);
        if (inside_words(s, known))
            continue;
        answered found = fit(s, known);
        if (own && (found.relation < RELATION_SIDE || known->accuser == s->it->by.entity))
            continue;
        if (found.relation == RELATION_NONE && (best.relation != RELATION_NONE || found.ago > NEAR))
            continue;
        bool surer = found.relation != RELATION_NONE && best.relation == RELATION_NONE;
        if (!best.known || surer || found.score > best.score)
            best = found;
    }
    const hs_known_accusation *latest =
        linker->accusation_count > 0 ? hs_linker_known(linker, 1) : NULL;
    if (latest && best.relation == RELATION_NONE && ago_of(s, latest) <= REACH_BESIDE &&
        one_of_several(s, latest)) {
        best = fit(s, latest);
        best.relation = RELATION_BESIDE;
    }
    return best;
}

/* An accusation stands inside the words, or in what else is said with them. */
static bool inside_saying(const sight *s, const hs_known_accusation *known)
{
    const hs_accusation *accusation = &s->linker->items[known->item].accusation;
    if (inside_words(s, known) || accusation->charge.block != s->linker->block ||
        s->it->attribution == HS_NONE)
        return inside_words(s, known);
    const hs_attribution *saying = &s->linker->findings->attributions[s->it->attribution];
    for (uint32_t i = 0; i < saying->content_count; i++)
        if (hs_span_overlap(saying->content[i], accusation->charge.span))
            return true;
    return false;
}

/* Whether the words themselves accuse somebody, and throw nothing back: one of those whom `found`
 * accuses, or, where that has nothing to do with who speaks, whoever accuses nobody. "The company
 * lied", a union says, which answers nothing for the company. */
static bool accuses_further(const sight *s, const answered *found)
{
    if (!found->known || found->relation >= RELATION_SIDE)
        return false;
    for (uint32_t back = 1; back <= hs_linker_known_back(s->linker) && back <= BACK_MOST; back++) {
        const hs_known_accusation *known = hs_linker_known(s->linker, back);
        if (!inside_saying(s, known))
            continue;
        for (uint32_t k = 0; k < known->accused_count; k++) {
            uint32_t accused = known->accused[k];
            if (found->relation == RELATION_NONE && accused != HS_NONE &&
                hs_linker_entity(s->linker, accused)->accuses == 0)
                return true;
            for (uint32_t i = 0; i < found->known->accused_count; i++)
                if (hs_link_same_side(s->linker, accused, found->known->accused[i]))
                    return true;
        }
    }
    return false;
}

/* Whether the words are of a side that accuses, as far as the accusations near them tell. */
static bool of_accusers(const sight *s)
{
    enum { LATELY = 4 };
    const hs_linker *linker = s->linker;
    bool accuses = false;
    for (uint32_t back = 1; back <= hs_linker_known_back(linker) && back <= LATELY; back++) {
        const hs_known_accusation *known = hs_linker_known(linker, back);
        if (ago_of(s, known) > REACH_BESIDE)
            break;
        accuses = accuses || hs_link_same_side(linker, known->accuser, s->it->by.entity);
    }
    return accuses;
}

static uint64_t by_answered(const answered *found)
{
    uint32_t ago = found->ago;
    if (found->relation == RELATION_NONE)
        return BIT(to_none);
    uint64_t bits = found->shared >= 3   ? BIT(shares_3)
                    : found->shared == 2 ? BIT(shares_2)
                    : found->shared == 1 ? BIT(shares_1)
                                         : 0;
    switch (found->relation) {
    case RELATION_SAME:
        return bits | (ago == 0    ? BIT(to_same_0)
                       : ago == 1  ? BIT(to_same_1)
                       : ago == 2  ? BIT(to_same_2)
                       : ago <= 5  ? BIT(to_same_5)
                       : ago <= 12 ? BIT(to_same_12)
                                   : BIT(to_same_far));
    case RELATION_SIDE:
        return bits | (ago <= 2 ? BIT(to_side_2) : ago <= 12 ? BIT(to_side_12) : BIT(to_side_far));
    case RELATION_BESIDE:
        return bits | (ago <= 2 ? BIT(to_beside_2) : BIT(to_beside_12));
    case RELATION_INSIDE:
        return bits | (ago <= 2 ? BIT(to_inside_2) : BIT(to_inside_12));
    default:
        return bits;
    }
}

/* The latest accusation that is not in the words themselves. */
static uint64_t by_latest(const sight *s)
{
    const hs_linker *linker = s->linker;
    uint64_t bits = 0;
    const hs_known_accusation *latest = NULL;
    for (uint32_t back = 1; back <= hs_linker_known_back(linker) && back <= BACK_MOST; back++) {
        const hs_known_accusation *known = hs_linker_known(linker, back);
        if (inside_words(s, known)) {
            bits |= BIT(accuses);
            for (uint32_t k = 0; k < known->accused_count; k++)
                if (known->accused[k] != HS_NONE &&
                    hs_linker_entity(linker, known->accused[k])->accuses > 0)
                    bits |= BIT(accuses_accuser);
            continue;
        }
        latest = latest ? latest : known;
        if (known->accuser != HS_NONE &&
            hs_entities_hold(s->inside, s->inside_count, known->accuser))
            bits |= BIT(accuser_inside);
    }
    if (!latest)
        return bits | BIT(last_none);
    const hs_accusation *accusation = &linker->items[latest->item].accusation;
    uint32_t ago = ago_of(s, latest);
    bits |= ago == 0    ? BIT(last_0)
            : ago == 1  ? BIT(last_1)
            : ago == 2  ? BIT(last_2)
            : ago <= 5  ? BIT(last_5)
            : ago <= 12 ? BIT(last_12)
                        : BIT(last_far);
    if (accusation->accuser.author)
        bits |= BIT(last_by_author);
    else if (latest->accuser == HS_NONE)
        bits |= BIT(last_by_nobody);
    else if (latest->accuser == s->it->by.entity)
        bits |= BIT(last_by_party);
    bits |= accusation->quote != HS_NONE ? BIT(last_in_speech) : 0;
    return bits | (latest->answered ? BIT(last_answered) : 0);
}

static uint64_t by_party(const sight *s)
{
    static const uint64_t kinds[] = {[HS_ENTITY_PERSON] = BIT(party_person),
                                     [HS_ENTITY_ORGANISATION] = BIT(party_organisation),
                                     [HS_ENTITY_PLACE] = BIT(party_place),
                                     [HS_ENTITY_GROUP] = BIT(party_group),
                                     [HS_ENTITY_OTHER] = 0};
    const hs_linker *linker = s->linker;
    uint32_t party = s->it->by.entity;
    if (party == HS_NONE)
        return s->it->by.author ? BIT(party_author) : BIT(party_none);
    const hs_linked_entity *entity = hs_linker_entity(linker, party);
    uint64_t bits = kinds[entity->kind];
    bits |= entity->described ? BIT(party_described) : 0;
    bits |= party == linker->leading[0] ? BIT(party_leads) : 0;
    bits |= entity->accused >= OFTEN ? BIT(accused_often)
            : entity->accused > 0    ? BIT(accused_before)
                                     : 0;
    bits |= party == linker->most_accused ? BIT(most_accused) : 0;
    bits |= entity->accuses > 0 ? BIT(party_accuses) : 0;
    bits |= entity->answered ? BIT(party_answered) : 0;
    return bits | (entity->spoke > 1 ? BIT(spoke_before) : 0);
}

static uint64_t by_answers(const sight *s)
{
    enum { JUST = 2 };
    const hs_linker *linker = s->linker;
    const hs_possible_answer *it = s->it;
    if (!linker->last_answer.any)
        return 0;
    uint32_t ago = it->sentence - linker->last_answer.sentence;
    return BIT(after_answer) | (it->goes_on ? BIT(answers_on) : 0) |
           (ago == 0 ? BIT(second_here) : 0) | (ago <= JUST ? BIT(answer_near) : 0);
}

static uint64_t by_signs(const hs_possible_answer *it)
{
    const hs_signs *signs = it->signs;
    uint64_t bits = (it->said ? 0 : BIT(found)) | (it->thrown_back ? BIT(thrown_back) : 0);
    if (it->said)
        bits |= (it->view->by_model ? BIT(by_model) : 0) | (it->view->by_rule ? BIT(by_rule) : 0) |
                (it->view->rule_sure ? BIT(rule_sure) : 0);
    if (!signs || it->thrown_back)
        return bits;
    return bits | (signs->by_model ? BIT(by_model) : 0) | (signs->by_rule ? BIT(by_rule) : 0) |
           (signs->rule_sure ? BIT(rule_sure) : 0) | (signs->in_marks ? BIT(in_marks) : 0);
}

/* Whether this paragraph and the one before look as if they accuse, shown or not. */
static uint64_t by_paragraphs(const hs_linker *linker)
{
    float here = linker->findings->accusing_most;
    float before = linker->block > 0 ? linker->all_findings[linker->block - 1]->accusing_most : 0;
    return (here >= 0.7f   ? BIT(accuses_here_70)
            : here >= 0.3f ? BIT(accuses_here_30)
                           : 0) |
           (before >= 0.7f   ? BIT(accuses_before_70)
            : before >= 0.3f ? BIT(accuses_before_30)
                             : 0);
}

uint64_t hs_link_answer_features(const hs_linker *linker, hs_possible_answer *it)
{
    sight s = {.linker = linker, .it = it};
    note_mentions(&s);
    answered found = find_answered(&s);
    it->to = found.known ? found.known->item : HS_NONE;
    it->related = found.relation != RELATION_NONE;
    it->of_accused = found.relation >= RELATION_SIDE;
    it->accuses_further = accuses_further(&s, &found);
    uint32_t count = linker->accusation_count;
    return by_signs(it) | by_paragraphs(linker) | by_party(&s) | by_answers(&s) |
           by_answered(&found) | by_latest(&s) | (of_accusers(&s) ? BIT(of_accusers) : 0) |
           (hs_linker_block(linker)->kind == HS_BLOCK_HEADING ? BIT(in_heading) : 0) |
           (count >= MANY                 ? BIT(many_accusations)
            : count > 0 && count <= OFTEN ? BIT(few_accusations)
                                          : 0);
}
