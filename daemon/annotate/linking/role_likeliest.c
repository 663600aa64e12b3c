/* Weighs the sides of a finding: rules say who is out of it, a linear model who is worth a look, a
 * network which of these it is.
 */
#include "annotate/linking/role_likeliest.h"

#include <math.h>

#include "annotate/accusations/role_bars.h"
#include "annotate/linking/role_own.h"

/* What is taken off the scores of those whom the network does not look at. */
#define OUT_OF_IT 1000.0f

/* Of all mentions; where and what it is is told of the likeliest one alone. */
#define RELATIONS ((UINT64_C(1) << (HS_SIGHT_in_cue + 1)) - 1)

#define BIT(name) (UINT64_C(1) << HS_PARTY_##name)

/* A mention may be the likeliest of its party. */
static void weigh_mention(hs_role_sides *c, uint32_t index)
{
    const hs_role_mention *mention = &c->roles->mentions[index];
    hs_role_side *it = &c->sides[c->side_of[index]];
    float score = hs_weigh(&c->model->sight_weighers[c->task], mention->features);
    uint64_t relations = (it->sight | mention->features) & RELATIONS;
    if (score > it->best) {
        it->best = score;
        it->side.mention = c->places[index];
        it->mention = index;
        it->joined = mention->joined;
        it->sight = mention->features;
    }
    it->sight |= relations;
}

/* What else is known once the accuser is. */
static void note_accuser(hs_role_sides *c)
{
    const hs_linker *linker = c->linker;
    uint32_t side = hs_role_sides_find(c, c->accuser);
    if (side != HS_NONE)
        c->sides[side].party |= BIT(accuser);
    for (uint32_t back = 1; back <= hs_role_sides_lately(linker); back++) {
        const hs_known_accusation *known = hs_linker_known(linker, back);
        if (known->accuser != c->accuser)
            continue;
        for (uint32_t k = 0; k < known->accused_count; k++) {
            side = hs_role_sides_find(c, known->accused[k]);
            if (side != HS_NONE)
                c->sides[side].party |= BIT(accused_by_accuser);
        }
    }
}

static float linear_score(const hs_role_sides *c, const hs_role_side *it)
{
    return hs_ranker_linear(c->model, c->task, it->sight, it->party);
}

static float network_score(const hs_role_sides *c, const int16_t *question, const hs_role_side *it)
{
    hs_ranker_inputs inputs = {.question = question, .sight = it->sight, .party = it->party};
    if (it->mention != HS_NONE)
        inputs.option = c->roles->mentions[it->mention].sums;
    return hs_ranker_output(c->model, c->task, &inputs);
}

/* Whether an accused one is looked for, or an accuser. */
static bool of_accused(const hs_role_sides *c)
{
    return c->task == HS_ROLE_ACCUSED_BY_WORD || c->task == HS_ROLE_ACCUSED_ASSERTED;
}

static bool of_accuser(const hs_role_sides *c)
{
    return c->task == HS_ROLE_ACCUSER_BY_WORD || c->task == HS_ROLE_ACCUSER_ASSERTED;
}

/* "A feedlot was fined for dumping waste": nobody of another sentence is accused of it. */
static bool another_punished(const hs_role_sides *c, const hs_role_side *it)
{
    return c->roles->situation & HS_SITUATION_PUNISHED && it->side.entity != HS_NONE &&
           (it->mention == HS_NONE ||
            c->roles->mentions[it->mention].features & (UINT64_C(1) << HS_SIGHT_sentence_before));
}

/* Who judges is whoever speaks: it cannot be open. What "criticism" tells of is not the text's own.
 * Accused is neither who suffers the wrong nor a thing. */
static bool ruled_out(const hs_role_sides *c, const hs_role_side *it)
{
    const uint64_t innocent =
        (UINT64_C(1) << HS_SIGHT_charge_victim) | (UINT64_C(1) << HS_SIGHT_thing);
    bool accused = of_accused(c);
    if (accused &&
        (hs_role_side_named_later(c, it) || hs_own_spoken_for(c, it) || hs_own_body(c, it)))
        return true;
    if (accused && another_punished(c, it))
        return true;
    if (accused && it->mention != HS_NONE)
        return c->roles->mentions[it->mention].features & innocent ||
               c->roles->mentions[it->mention].bars & HS_BARRED_ACCUSED;
    if (accused && ((c->left_out != HS_NONE && it == &c->sides[c->left_out]) ||
                    (c->listener != HS_NONE && it == &c->sides[c->listener])))
        return true;
    if (of_accuser(c) && hs_role_side_named_later(c, it))
        return true;
    if (of_accuser(c) && it->mention != HS_NONE &&
        c->roles->mentions[it->mention].bars & HS_BARRED_ACCUSER)
        return true;
    if (of_accuser(c) && it->mention == HS_NONE && c->listener != HS_NONE &&
        it == &c->sides[c->listener])
        return true;
    if (c->task != HS_ROLE_ACCUSER_BY_WORD)
        return false;
    return (it->open && c->roles->situation & HS_SITUATION_JUDGED) ||
           (it->side.author && c->roles->situation & HS_SITUATION_TOLD);
}

bool hs_role_mute(const hs_role_sides *c, const hs_role_mention *mention)
{
    const uint64_t accuses = UINT64_C(1) << HS_SIGHT_rule_accuser;
    const hs_reference *it = &c->linker->findings->references[mention->reference];
    return mention->features & (UINT64_C(1) << HS_SIGHT_thing) &&
           !(it->document && it->owner != HS_NONE) &&
           !(mention->features & accuses && it->document);
}

/* "Called her rival a liar": whom a description means the network may know better, unless it is
 * several, or known by name, whom a noun is against: "his attack on judges". */
static bool rather_another(const hs_role_sides *c, uint32_t index)
{
    const hs_role_mention *mention = &c->roles->mentions[index];
    uint32_t entity = c->sides[c->side_of[index]].side.entity;
    bool plain = mention->features & (UINT64_C(1) << HS_SIGHT_plural) ||
                 !hs_linker_entity(c->linker, entity)->described;
    return c->task == HS_ROLE_ACCUSED_BY_WORD && !(mention->bars & HS_AIMED_AT) &&
           c->linker->findings->references[mention->reference].kind == HS_REFERENCE_DESCRIPTION &&
           !(mention->bars & HS_SURE_BY_NOUN && plain);
}

/* Of an accusing verb the subject accuses, and nobody else; of "called X a liar" X is accused, and
 * so is who is told to his face: the side, or HS_NONE. */
static uint32_t sure_side(const hs_role_sides *c)
{
    const uint8_t sure = of_accused(c) ? HS_SURE_ACCUSED : of_accuser(c) ? HS_SURE_ACCUSER : 0;
    for (uint32_t i = 0; sure && i < c->roles->count; i++) {
        const hs_role_mention *mention = &c->roles->mentions[i];
        if (mention->bars & sure && c->side_of[i] != HS_NONE && !hs_role_mute(c, mention) &&
            !rather_another(c, i))
            return c->side_of[i];
    }
    return HS_NONE;
}

/* Whether a side is out of it since another one surely has the role, with whom it is not joined by
 * "and": "claims that Orlo and Webb lied". */
static bool outdone(const hs_role_sides *c, uint32_t i, uint32_t sure)
{
    const hs_role_side *it = &c->sides[i];
    bool joined = of_accused(c) && it->joined != HS_NONE && it->joined == c->sides[sure].joined;
    return i != sure && (!joined || ruled_out(c, it));
}

/* Those whom the network looks at, in order; returns how many. */
static uint32_t pick_likely(hs_role_sides *c, uint32_t picked[HS_ROLE_SIDES_MAX],
                            float scores[HS_ROLE_SIDES_MAX])
{
    float most = -1e30f;
    uint32_t sure = sure_side(c);
    for (uint32_t i = 0; i < c->count; i++) {
        bool out = sure != HS_NONE ? outdone(c, i, sure) : ruled_out(c, &c->sides[i]);
        scores[i] = out ? -OUT_OF_IT : linear_score(c, &c->sides[i]);
        c->sides[i].score = scores[i] - OUT_OF_IT;
        most = scores[i] > most ? scores[i] : most;
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        picked[count] = i;
        scores[count] = scores[i];
        count += scores[i] >= most - c->model->behind;
    }
    return count;
}

/* Scores to shares: a softmax. */
static void fill_shares(hs_role_sides *c, const uint32_t *picked, const float *scores,
                        uint32_t count, float most)
{
    float shares[HS_ROLE_SIDES_MAX], total = 0;
    for (uint32_t k = 0; k < count; k++)
        total += shares[k] = expf(scores[k] - most);
    for (uint32_t k = 0; k < count; k++)
        c->sides[picked[k]].side.share = shares[k] / total;
}

/* The likeliest side. All but a few are out of it from the start. */
static uint32_t choose_likeliest(hs_role_sides *c)
{
    uint32_t picked[HS_ROLE_SIDES_MAX], best = 0;
    float scores[HS_ROLE_SIDES_MAX];
    uint32_t count = pick_likely(c, picked, scores);
    hs_ranker_units question;
    hs_ranker_unfold(c->model, c->roles->sums, question);
    for (uint32_t k = 0; k < count; k++) {
        hs_role_side *it = &c->sides[picked[k]];
        it->score = scores[k] += count > 1 ? network_score(c, question, it) : 0;
        best = scores[k] > scores[best] ? k : best;
    }
    fill_shares(c, picked, scores, count, scores[best]);
    return picked[best];
}

uint32_t hs_role_likeliest(hs_role_sides *c, hs_role_task task, uint32_t accuser)
{
    c->task = task;
    c->accuser = accuser;
    if (accuser != HS_NONE)
        note_accuser(c);
    for (uint32_t i = 0; i < c->roles->count; i++)
        if (c->side_of[i] != HS_NONE)
            weigh_mention(c, i);
    return choose_likeliest(c);
}

uint32_t hs_role_runner_up(const hs_role_sides *c, uint32_t best)
{
    uint32_t second = best == 0 ? 1 : 0;
    for (uint32_t i = 0; i < c->count; i++)
        if (i != best && c->sides[i].score > c->sides[second].score)
            second = i;
    return second;
}
