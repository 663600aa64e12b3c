/* Mentions near a finding: those that may have a part in it, and what the model makes of them. */
#include "annotate/accusations/accusation_roles.h"

#include <string.h>

#include "annotate/accusations/role_asking.h"
#include "annotate/accusations/role_bars.h"
#include "annotate/accusations/role_bearing.h"
#include "annotate/accusations/role_nouns.h"
#include "annotate/accusations/role_punishing.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"

enum {
    SENTENCES_BACK = 3,
    SEEN_MOST = 48, /* mentions that are looked at, the nearest ones */
};

#define BIT(name) (UINT64_C(1) << HS_SIGHT_##name)

static bool may_be_party(const hs_reading *r, uint32_t phrase)
{
    uint8_t tag = hs_reading_tag(r, r->phrases.items[phrase].head);
    return tag == HS_TAG_NAME || tag == HS_TAG_NOUN || tag == HS_TAG_PRONOUN ||
           tag == HS_TAG_DETERMINER || tag == HS_TAG_RELATIVE;
}

/* The phrases that begin before the finding's sentence ends are those before this one. */
static uint32_t phrases_until(const hs_reading *r, uint32_t end_token)
{
    uint32_t low = 0, high = r->phrases.count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (r->words.items[r->phrases.items[middle].first].first_token < end_token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* "nearest": of what could be a party at all, on either side of the anchor. */
static void mark_nearest(const hs_sight *s, hs_role_mention *mentions, const uint32_t *tokens,
                         uint32_t count)
{
    uint32_t before = HS_NONE, after = HS_NONE;
    for (uint32_t i = 0; i < count; i++) {
        if (mentions[i].features & (BIT(thing) | BIT(owner) | BIT(relative)))
            continue;
        if (tokens[i] < s->it->anchor && (before == HS_NONE || tokens[i] > tokens[before]))
            before = i;
        if (tokens[i] > s->it->anchor && (after == HS_NONE || tokens[i] < tokens[after]))
            after = i;
    }
    if (before != HS_NONE)
        mentions[before].features |= BIT(nearest_before);
    if (after != HS_NONE)
        mentions[after].features |= BIT(nearest_after);
}

/* The token whose state is read. A word that tells a gender has none: what a state makes of it is
 * not to weigh. */
static uint32_t token_to_read(const hs_sight *s, uint32_t token)
{
    const hs_shallow_word *word = &s->r->words.items[s->it->words[token].word];
    bool gendered = word->classes & (HS_LEX(MALE) | HS_LEX(FEMALE)) || word->lexeme->gender;
    return gendered ? HS_NONE : token;
}

static uint32_t list_mentions(const hs_sight *s, hs_role_mention *mentions)
{
    const hs_reading *r = s->r;
    uint32_t tokens[SEEN_MOST + 1], count = 0;
    uint32_t first = s->sentence > SENTENCES_BACK ? s->sentence - SENTENCES_BACK : 0;
    uint32_t start = r->syntax->sentences[first].first;
    bool by_verb = s->cue != HS_NONE && s->tree[s->cue].upos == HS_UPOS_VERB;
    for (uint32_t i = phrases_until(r, r->syntax->sentences[s->sentence].end); i-- > 0;) {
        const hs_phrase *phrase = &r->phrases.items[i];
        if (r->words.items[phrase->first].first_token < start || count + 2 > SEEN_MOST)
            break;
        if (!may_be_party(r, i))
            continue;
        uint32_t token = hs_reading_token(r, phrase->head);
        uint32_t top = hs_syntax_phrase_top(r, phrase), joined = hs_sight_first_joined(s, top);
        tokens[count] = token;
        mentions[count++] = (hs_role_mention){
            .reference = i,
            .joined = joined,
            .features = hs_sight_of_mention(s, i, token, top),
            .token = token_to_read(s, token),
            .bars = (uint8_t)(hs_role_bars(s, i, top) | hs_role_bars_of_noun(s, i) |
                              hs_role_bars_of_punishing(s, top) | hs_role_bars_of_asking(s, top) |
                              hs_role_bars_of_bearing(s, top) |
                              hs_role_bars_of_nation(s, token, false))};
        if (!hs_reading_qualified(r, i))
            continue;
        hs_word_range body = hs_noun_body_qualifying(r, phrase);
        tokens[count] = body.end > 0 ? hs_reading_token(r, body.end - 1) : token;
        mentions[count] = (hs_role_mention){
            .reference = i,
            .joined = joined,
            .features = body.end > 0 ? hs_sight_of_body(s, i, tokens[count])
                                     : hs_sight_of_owner(s, i, token, top),
            .token = token_to_read(s, tokens[count]),
            .bars = (uint8_t)(hs_role_bars_of_nation(s, top, true) |
                              (by_verb ? mentions[count - 1].bars & HS_BARRED_ACCUSER : 0)),
            .owner = true};
        count++;
    }
    mark_nearest(s, mentions, tokens, count);
    return count;
}

/* The better of its two roles. */
static float likelihood(const hs_sight *s, uint64_t features)
{
    const hs_weigher *weighers = s->it->model->sight_weighers;
    bool named = s->cue != HS_NONE;
    if (s->it->answer)
        return hs_weigh(&weighers[HS_ROLE_ANSWERER], features);
    hs_role_task accused_task = named ? HS_ROLE_ACCUSED_BY_WORD : HS_ROLE_ACCUSED_ASSERTED;
    hs_role_task accuser_task = named ? HS_ROLE_ACCUSER_BY_WORD : HS_ROLE_ACCUSER_ASSERTED;
    float accused = hs_weigh(&weighers[accused_task], features);
    float accuser = hs_weigh(&weighers[accuser_task], features);
    return accused > accuser ? accused : accuser;
}

static uint32_t keep_likeliest(const hs_sight *s, hs_role_mention *mentions, uint32_t count)
{
    float scores[SEEN_MOST];
    for (uint32_t i = 0; i < count; i++)
        scores[i] = likelihood(s, mentions[i].features);
    uint32_t kept = count < HS_ROLE_MENTIONS_MAX ? count : HS_ROLE_MENTIONS_MAX;
    for (uint32_t i = 0; i < kept; i++) {
        uint32_t best = i;
        for (uint32_t k = i + 1; k < count; k++)
            best = scores[k] > scores[best] ? k : best;
        hs_role_mention mention = mentions[best];
        float score = scores[best];
        mentions[best] = mentions[i], scores[best] = scores[i];
        mentions[i] = mention, scores[i] = score;
    }
    return kept;
}

static const int8_t *state_of(const hs_sight *s, uint32_t token)
{
    return token == HS_NONE ? NULL : hs_reading_state(s->r, token);
}

static uint32_t slot_of(const hs_sight *s, uint32_t token)
{
    return token == HS_NONE ? s->r->syntax->word_count : token;
}

/* Notes the tokens of which nothing is summed up yet, each once; returns how many. */
static uint32_t find_unread(const hs_sight *s, const hs_role_mention *mentions, uint32_t count,
                            uint32_t unread[HS_ROLE_MENTIONS_MAX])
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t k = 0;
        while (k < found && unread[k] != mentions[i].token)
            k++;
        if (k == found && !s->it->sums[slot_of(s, mentions[i].token)])
            unread[found++] = mentions[i].token;
    }
    return found;
}

/* What linking need not work out again each time: the sums of the network's inputs that the block
 * alone decides. Those of a mention are the same for all findings. */
static void sum_up_mentions(const hs_sight *s, hs_role_mention *mentions, uint32_t count)
{
    const hs_ranker *model = s->it->model;
    int8_t states[HS_ROLE_MENTIONS_MAX][HS_RANKER_STATE];
    uint32_t unread[HS_ROLE_MENTIONS_MAX];
    uint32_t more = find_unread(s, mentions, count, unread);
    hs_ranker_units sums[HS_ROLE_MENTIONS_MAX];
    hs_ranker_kept *kept = hs_arena_room(s->r->arena, more, sizeof *kept);
    for (uint32_t i = 0; i < more; i++) {
        const int8_t *state = state_of(s, unread[i]);
        if (state)
            memcpy(states[i], state, sizeof states[i]);
        else
            memset(states[i], 0, sizeof states[i]);
        s->it->sums[slot_of(s, unread[i])] = &kept[i];
    }
    hs_ranker_read_states(model, &model->from_option, states[0], more, sums);
    hs_ranker_keep(sums, more, kept);
    for (uint32_t i = 0; i < count; i++)
        mentions[i].sums = s->it->sums[slot_of(s, mentions[i].token)];
}

static const hs_ranker_kept *sum_up_finding(const hs_sight *s)
{
    hs_ranker_units sums;
    hs_ranker_kept *kept = hs_arena_room(s->r->arena, 1, sizeof *kept);
    hs_ranker_read_question(s->it->model, state_of(s, s->charge), state_of(s, s->cue), sums);
    hs_ranker_keep(&sums, 1, kept);
    return kept;
}

hs_roles hs_roles_see(const hs_role_case *it)
{
    hs_role_mention mentions[SEEN_MOST];
    hs_sight s = hs_sight_look(it);
    uint32_t count = keep_likeliest(&s, mentions, list_mentions(&s, mentions));
    sum_up_mentions(&s, mentions, count);
    return (hs_roles){
        .mentions = hs_arena_copy(it->reading->arena, mentions, count * sizeof *mentions),
        .sums = sum_up_finding(&s),
        .count = count,
        .charge = s.charge,
        .cue = s.cue,
        .situation = hs_sight_situation(&s),
    };
}
