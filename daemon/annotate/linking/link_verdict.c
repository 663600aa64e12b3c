/* Whether what looks like an accusation or answer is one (finding_features.h). */
#include <math.h>

#include "annotate/accusations/finding_features.h"
#include "annotate/finding_weights.h"
#include "annotate/linking/ids.h"
#include "annotate/linking/link_findings.h"
#include "annotate/networks/log_odds.h"

/* From which confidence on a finding is shown: about where it costs as much as it wins, in the
 * training articles that the network had not seen. */
#define ACCUSATION_LEAST 0.3f

/* Where those of a text are less sure than this on average, asserted wrongs are shown from a higher
 * one on; a few sentences do not tell. */
#define UNSURE_TEXT 0.45f
#define UNSURE_LEAST 0.45f

/* A text that accuses by no word and asserts no wrong as surely as this may well accuse nobody: its
 * answers are shown from a higher one on. */
#define SURE_WRONG 0.8f
#define UNSURE_ANSWER_LEAST 0.35f
enum { TEXT_LEAST = 6 }; /* sentences, the gaps between paragraphs counted too */

#define BIT(name) (UINT64_C(1) << HS_FINDING_##name)

enum { OFTEN = 3, LEAD_BLOCKS = 2 };

void (*hs_verdicts_observer)(const hs_linker *linker, const hs_verdict *verdict);

typedef struct step {
    float least;
    uint64_t bit;
} step;

/* The bit of the last step that a value reaches; 0 below the first. */
static uint64_t bucket(const step *steps, size_t count, float value)
{
    uint64_t bit = 0;
    for (size_t i = 0; i < count && value >= steps[i].least; i++)
        bit = steps[i].bit;
    return bit;
}

static uint64_t by_signs(const hs_signs *signs)
{
    static const step sentence[] = {
        {0.05f, BIT(sentence_5)}, {0.1f, BIT(sentence_10)}, {0.2f, BIT(sentence_20)},
        {0.3f, BIT(sentence_30)}, {0.4f, BIT(sentence_40)}, {0.5f, BIT(sentence_50)},
        {0.6f, BIT(sentence_60)}, {0.7f, BIT(sentence_70)}, {0.8f, BIT(sentence_80)},
        {0.9f, BIT(sentence_90)},
    };
    static const step inside[] = {
        {0.1f, BIT(inside_10)},  {0.25f, BIT(inside_25)}, {0.4f, BIT(inside_40)},
        {0.55f, BIT(inside_55)}, {0.7f, BIT(inside_70)},  {0.85f, BIT(inside_85)},
    };
    return bucket(sentence, HS_COUNT(sentence), signs->sentence) |
           bucket(inside, HS_COUNT(inside), signs->inside) | (signs->by_model ? BIT(by_model) : 0) |
           (signs->by_rule ? BIT(by_rule) : 0) | (signs->rule_sure ? BIT(rule_sure) : 0) |
           (signs->in_marks ? BIT(in_marks) : 0) | (signs->hypothetical ? BIT(hypothetical) : 0) |
           (signs->wrong_negated ? BIT(negated_wrong)
            : signs->negated     ? BIT(negated)
                                 : 0);
}

static uint64_t by_text(const hs_linker *linker)
{
    return (hs_linker_block(linker)->kind == HS_BLOCK_HEADING ? BIT(in_heading) : 0) |
           (linker->opens_text && linker->block < LEAD_BLOCKS ? BIT(in_lead) : 0);
}

static uint64_t by_party(const hs_linker *linker, const hs_side *side)
{
    static const uint64_t kinds[] = {[HS_ENTITY_PERSON] = BIT(party_person),
                                     [HS_ENTITY_ORGANISATION] = BIT(party_organisation),
                                     [HS_ENTITY_PLACE] = BIT(party_place),
                                     [HS_ENTITY_GROUP] = BIT(party_group),
                                     [HS_ENTITY_OTHER] = 0};
    if (!side || side->entity == HS_NONE)
        return BIT(party_none);
    const hs_linked_entity *entity = hs_linker_entity(linker, side->entity);
    uint64_t bits = kinds[entity->kind];
    bits |= side->share >= 0.7f ? BIT(party_sure) : side->share >= 0.4f ? BIT(party_likely) : 0;
    bits |= entity->described ? BIT(party_described) : 0;
    bits |= side->entity == linker->leading[0] ? BIT(party_leads) : 0;
    bits |= entity->accused >= OFTEN ? BIT(accused_often)
            : entity->accused > 0    ? BIT(accused_before)
                                     : 0;
    return bits | (entity->accuses > 0 ? BIT(party_accuses) : 0);
}

/* Whether one is shown in the sentence already. */
static bool second_here(const hs_linker *linker, uint32_t now)
{
    return linker->accusation_count > 0 && hs_linker_known(linker, 1)->sentence == now;
}

static void add_odds(hs_verdict *verdict, float sentence, float inside)
{
    verdict->odds[HS_NUMBER_sentence_odds] = hs_log_odds(sentence);
    verdict->odds[HS_NUMBER_inside_odds] = hs_log_odds(inside);
}

/* Weights of one feature: of itself, then of the hidden units. */
typedef float unit_weights[1 + HS_FINDING_HIDDEN];

static void add(unit_weights sums, const unit_weights weights, float value)
{
    for (int i = 0; i <= HS_FINDING_HIDDEN; i++)
        sums[i] += weights[i] * value;
}

static float weigh(const hs_verdict *verdict)
{
    unit_weights sums = {0};
    for (uint64_t rest = verdict->features; rest; rest &= rest - 1)
        add(sums, finding_weights[verdict->kind][__builtin_ctzll(rest)], 1);
    for (int i = 0; i < HS_NUMBER_FEATURE_COUNT; i++)
        add(sums, number_weights[verdict->kind][i], verdict->odds[i]);
    float sum = sums[0];
    for (int i = 1; i <= HS_FINDING_HIDDEN; i++)
        sum += fmaxf(sums[i], 0) * output_weights[verdict->kind][HS_OUTPUT_output][i];
    return sum;
}

static bool decide(const hs_linker *linker, hs_verdict *verdict, float least, float *confidence)
{
    *confidence = 1 / (1 + expf(-weigh(verdict)));
    verdict->holds = *confidence >= least;
    if (hs_verdicts_observer)
        hs_verdicts_observer(linker, verdict);
    return verdict->holds;
}

bool hs_verdict_on_accusation(const hs_linker *linker, const hs_accusing *accusing,
                              const hs_side *accuser, const hs_side *accused, float *confidence)
{
    uint64_t bits =
        BIT(always) | by_signs(&accusing->signs) | by_text(linker) | by_party(linker, accused);
    bits |= accusing->form == HS_ACCUSATION_EXPLICIT ? BIT(by_word) : 0;
    bits |= accusing->attribution != HS_NONE ? BIT(in_speech) : 0;
    bits |= accuser->author ? BIT(author_accuses) : 0;
    if (accuser->entity == HS_NONE)
        bits |= accuser->author ? 0 : BIT(nobody_accuses);
    else if (hs_linker_entity(linker, accuser->entity)->accused > 0)
        bits |= BIT(accuser_accused);
    if (second_here(linker, linker->sentence_base + accusing->sentence))
        bits |= BIT(second_here);
    hs_verdict verdict = {.kind = HS_FINDING_ACCUSATION,
                          .features = bits,
                          .spans = {accusing->cue, accusing->charge}};
    add_odds(&verdict, accusing->signs.sentence, accusing->signs.inside);
    return decide(linker, &verdict, ACCUSATION_LEAST, confidence);
}

/* Whether a country is accused, or its government: in calm words, mostly, of a wrong all the same.
 */
static bool against_state(const hs_linker *linker, const hs_accusation *accusation)
{
    for (uint32_t k = 0; k < accusation->accused_count; k++)
        if (accusation->accused[k].entity != HS_NONE &&
            hs_linker_entity(linker, accusation->accused[k].entity)->country)
            return true;
    return false;
}

void hs_verdict_note(hs_linker *linker, const hs_accusing *accusing, uint32_t item)
{
    float confidence = linker->items[item].confidence;
    if (accusing->form == HS_ACCUSATION_EXPLICIT || confidence >= SURE_WRONG)
        linker->judged.sure = true;
    if (!accusing->learned)
        return;
    linker->judged.count++;
    linker->judged.sum += confidence;
    if (accusing->form == HS_ACCUSATION_IMPLICIT && confidence < UNSURE_LEAST &&
        !against_state(linker, &linker->items[item].accusation))
        *hs_array_push(&linker->doubtful) = item;
}

/* What would answer what is left out answers nothing, and it takes more to do so. */
static void leave_out_answers(hs_linker *linker, bool all_left_out)
{
    for (uint32_t i = 0; i < linker->item_count; i++) {
        hs_annotation *item = &linker->items[i];
        if (item->kind != HS_ANNOTATION_ANSWER)
            continue;
        bool to_nothing = item->answer.to == HS_NONE
                              ? all_left_out
                              : linker->items[item->answer.to].confidence == HS_LEFT_OUT;
        if (!to_nothing)
            continue;
        item->answer.to = HS_NONE;
        if (item->confidence < HS_ANSWER_TO_NOTHING_LEAST)
            item->confidence = HS_LEFT_OUT;
    }
}

static void leave_out_unsure_answers(hs_linker *linker)
{
    for (uint32_t i = 0; i < linker->item_count; i++)
        if (linker->items[i].kind == HS_ANNOTATION_ANSWER &&
            linker->items[i].confidence < UNSURE_ANSWER_LEAST) {
            linker->items[i].answer.to = HS_NONE;
            linker->items[i].confidence = HS_LEFT_OUT;
        }
}

/* Whether somebody denies a thing, justifies it or strikes back, where somebody must accuse. One
 * admits to feats too. */
static bool contested(const hs_linker *linker)
{
    for (uint32_t i = 0; i < linker->item_count; i++) {
        const hs_annotation *item = &linker->items[i];
        if (item->kind == HS_ANNOTATION_ANSWER && item->answer.kind != HS_ANSWER_ADMISSION &&
            item->confidence >= HS_ANSWER_TO_NOTHING_LEAST)
            return true;
    }
    return false;
}

/* Most texts accuse nobody, and what looks like an asserted wrong there is mostly none; where
 * others are surer, or somebody answers, it is one more often. */
void hs_verdict_leave_out(hs_linker *linker)
{
    if (!linker->judged.sure)
        leave_out_unsure_answers(linker);
    if (linker->doubtful.count == 0 || linker->sentence_base < TEXT_LEAST ||
        linker->judged.sum >= UNSURE_TEXT * (float)linker->judged.count || contested(linker))
        return;
    for (size_t i = 0; i < linker->doubtful.count; i++)
        linker->items[linker->doubtful.items[i]].confidence = HS_LEFT_OUT;
    leave_out_answers(linker, linker->doubtful.count == linker->judged.count);
}
