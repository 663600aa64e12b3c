/* Options with what the tree, the order of words and the attributions say of each. */
#include "annotate/accusation_roles.h"

#include <math.h>
#include <string.h>

enum { SENTENCES_BACK = 3, PATH_MOST = 5 };

static uint32_t role_hash(uint32_t kind, uint64_t value)
{
    uint64_t x = value + (uint64_t)kind * UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)((x ^ (x >> 31)) % HS_ROLE_ROWS);
}

/* Relations from one token up to the first common ancestor and down to another, as a number; 0
 * when that is too far. */
static uint64_t path_between(const hs_reading *r, uint32_t from, uint32_t to)
{
    uint32_t ups[PATH_MOST + 1], downs[PATH_MOST + 1];
    uint32_t up_count = 0, down_count = 0;
    for (uint32_t at = from; at != HS_NO_WORD && up_count <= PATH_MOST;
         at = r->syntax->words[at].head)
        ups[up_count++] = at;
    for (uint32_t at = to; at != HS_NO_WORD && down_count <= PATH_MOST;
         at = r->syntax->words[at].head)
        downs[down_count++] = at;
    for (uint32_t u = 0; u < up_count; u++)
        for (uint32_t d = 0; d < down_count; d++) {
            if (ups[u] != downs[d])
                continue;
            uint64_t path = 1;
            for (uint32_t k = 0; k < u; k++)
                path = path * 131 + 1 + r->syntax->words[ups[k]].deprel;
            path = path * 131 + 120;
            for (uint32_t k = d; k-- > 0;)
                path = path * 131 + 1 + r->syntax->words[downs[k]].deprel;
            return path;
        }
    return 0;
}

static unsigned bucket(uint32_t distance)
{
    static const uint8_t bounds[] = {1, 2, 3, 5, 8, 13, 21, 34};
    unsigned at = 0;
    while (at < sizeof bounds && distance >= bounds[at])
        at++;
    return at;
}

static bool holds(hs_token_range range, uint32_t token)
{
    return token >= range.first && token < range.end;
}

/* Where an option stands: before, in or behind cue and charge. */
static unsigned place_of(const hs_role_case *it, uint32_t token)
{
    unsigned in_charge = holds(it->charge, token), in_cue = holds(it->cue, token);
    unsigned behind_charge = token >= it->charge.end, behind_cue = token >= it->anchor;
    return in_charge + 2 * in_cue + 4 * behind_charge + 8 * behind_cue;
}

static uint32_t charge_head(const hs_role_case *it)
{
    const hs_reading *r = it->reading;
    for (uint32_t t = it->charge.first; t < it->charge.end; t++) {
        uint32_t head = r->syntax->words[t].head;
        if ((head == HS_NO_WORD || !holds(it->charge, head)) &&
            r->syntax->words[t].upos != HS_UPOS_PUNCT)
            return t;
    }
    return it->anchor;
}

static uint32_t sentence_of(const hs_reading *r, uint32_t token)
{
    uint32_t low = 0, high = r->syntax->sentence_count;
    while (low + 1 < high) {
        uint32_t middle = (low + high) / 2;
        if (r->syntax->sentences[middle].first <= token)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* The preposition of a token: its hash, 0 if there is none. */
static uint64_t preposition_of(const hs_reading *r, uint32_t token)
{
    uint32_t first = token > 6 ? token - 6 : 0;
    for (uint32_t t = first; t < token; t++) {
        const hs_word *word = &r->syntax->words[t];
        if (word->head == token && word->deprel == HS_DEPREL_CASE)
            return hs_hash_bytes(word->lemma, word->lemma_length, 5);
    }
    return 0;
}

/* How an option's attribution stands to the finding's. */
static uint64_t voices_of(const hs_role_case *it, const hs_role_option *option)
{
    const hs_reading *r = it->reading;
    uint32_t inside = r->attribution_at[it->words[it->anchor].word];
    uint32_t other = r->attribution_at[it->words[option->token].word];
    uint64_t source = 0;
    if (inside != HS_NONE)
        source = 1 + (r->attributions.items[inside].source == option->phrase);
    uint64_t other_source = 0;
    for (size_t i = 0; i < r->attributions.count && i < 64; i++)
        other_source |= r->attributions.items[i].source == option->phrase;
    return source + 3u * (inside == other) + 6u * (other != HS_NONE) + 12u * other_source;
}

static uint64_t level(float value)
{
    return value < -3 ? 0 : value < -1 ? 1 : value < 0 ? 2 : value < 1 ? 3 : value < 3 ? 4 : 5;
}

/* What the network made of the feeling that goes to or from the option's head, where it learnt that
 * from other texts than the roles. */
static uint64_t guesses_of(const hs_role_case *it, uint32_t token)
{
    const float *stance = it->output->scores[token] + HS_LANE_STANCE;
    float attacked = stance[HS_STANCE_ATTACKED] - stance[HS_STANCE_AGAINST];
    float neutral = stance[HS_STANCE_ATTACKED] - stance[HS_STANCE_NEUTRAL];
    return level(attacked) + 6 * level(neutral);
}

typedef struct shared {
    uint32_t charge_head;
    uint32_t sentence;
    uint64_t anchor_class;
    uint64_t anchor_prefix;
} shared;

static shared share_features(const hs_role_case *it)
{
    const hs_word *anchor = &it->reading->syntax->words[it->anchor];
    const hs_accusation_word *known = &it->words[it->anchor];
    size_t prefix = anchor->lemma_length < 5 ? anchor->lemma_length : 5;
    return (shared){
        .charge_head = charge_head(it),
        .sentence = sentence_of(it->reading, it->anchor),
        .anchor_class = known->wrong + 16u * known->lexeme->accuse_roles,
        .anchor_prefix = hs_hash_bytes(anchor->lemma, prefix, 3),
    };
}

static void fill_rows(const hs_role_case *it, const shared *all, hs_role_option *option)
{
    const hs_reading *r = it->reading;
    const uint64_t task = it->task * 2u + it->explicit_form, kind = option->kind;
    uint64_t values[HS_ROLE_INPUTS] = {0};
    if (option->phrase == HS_NONE) {
        uint32_t inside = r->attribution_at[it->words[it->anchor].word];
        uint64_t marked = r->words.items[it->words[it->anchor].word].quotation != 0;
        uint64_t act = inside == HS_NONE ? 0 : 1u + r->attributions.items[inside].act;
        values[0] = kind * 64 + 32 + act * 2 + marked;
        values[1] = kind * 4096 + all->anchor_class;
        values[2] = kind * 8 + it->words[it->anchor].passive +
                    2u * (it->words[it->anchor].subject != HS_NONE);
        values[3] = kind + all->anchor_prefix * 4;
        values[4] = kind * 64 + r->syntax->words[it->anchor].upos;
        values[5] = kind * 64 + r->syntax->words[it->anchor].deprel;
        values[6] = kind * 16 + (uint64_t)r->block->kind;
    } else {
        const hs_word *word = &r->syntax->words[option->token];
        const hs_accusation_word *known = &it->words[option->token];
        uint64_t party = hs_accusation_party_kind(r, it->words, option->token) * 4 + kind;
        uint64_t place = place_of(it, option->token);
        uint32_t away =
            option->token < it->anchor ? it->anchor - option->token : option->token - it->anchor;
        uint32_t sentence = sentence_of(r, option->token);
        uint64_t back = sentence > all->sentence ? 7 : all->sentence - sentence;
        uint64_t near = back * 16 + bucket(away);
        uint64_t above = word->head == HS_NO_WORD ? 0 : 1u + it->words[word->head].wrong;
        values[0] = party;
        values[1] = (word->deprel * 64u + place) * 4 + kind;
        values[2] = back == 0 ? path_between(r, it->anchor, option->token) * 4 + kind : 1;
        values[3] = back == 0 ? path_between(r, all->charge_head, option->token) * 4 + kind : 1;
        values[4] = near * 2 + (option->token < it->anchor);
        values[5] = party * 8 + back;
        values[6] = above * 64 + word->deprel;
        values[7] = all->anchor_class * 4096 + word->deprel * 16u + place;
        values[8] = voices_of(it, option);
        values[9] = preposition_of(r, option->token) + place;
        values[10] = guesses_of(it, option->token);
        values[11] = all->anchor_prefix * 64 + word->deprel;
        values[12] = party * 32 + place;
        values[13] = known->governor == HS_NONE            ? 0
                     : known->governor == it->anchor       ? 1
                     : known->governor == all->charge_head ? 2
                                                           : 3u + it->words[known->governor].wrong;
        values[14] = back * 4096 + word->deprel * 32u + word->upos;
        values[15] = voices_of(it, option) * 32 + place;
    }
    for (uint32_t i = 0; i < HS_ROLE_INPUTS; i++)
        option->rows[i] = role_hash(i + 1 + 32 * (option->phrase == HS_NONE), values[i] * 6 + task);
}

static bool may_be_party(const hs_reading *r, uint32_t phrase)
{
    uint8_t tag = hs_reading_tag(r, r->phrases.items[phrase].head);
    return tag == HS_TAG_NAME || tag == HS_TAG_NOUN || tag == HS_TAG_PRONOUN ||
           tag == HS_TAG_DETERMINER || tag == HS_TAG_RELATIVE;
}

/* The last phrase that begins before the finding's sentence ends. */
static uint32_t last_phrase(const hs_role_case *it, uint32_t end_token)
{
    const hs_reading *r = it->reading;
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

uint32_t hs_role_list(const hs_role_case *it, hs_role_option *options)
{
    const hs_reading *r = it->reading;
    const shared all = share_features(it);
    uint32_t count = 0;
    for (uint8_t kind = HS_ROLE_SPEAKER; kind <= HS_ROLE_OPEN; kind++) {
        options[count] = (hs_role_option){.phrase = HS_NONE, .token = it->anchor, .kind = kind};
        fill_rows(it, &all, &options[count++]);
    }
    uint32_t first = all.sentence > SENTENCES_BACK ? all.sentence - SENTENCES_BACK : 0;
    uint32_t start = r->syntax->sentences[first].first;
    for (uint32_t i = last_phrase(it, r->syntax->sentences[all.sentence].end); i-- > 0;) {
        const hs_phrase *phrase = &r->phrases.items[i];
        if (r->words.items[phrase->first].first_token < start || count + 2 > HS_ROLE_OPTIONS_MAX)
            break;
        if (!may_be_party(r, i))
            continue;
        uint32_t token = hs_reading_token(r, phrase->head);
        options[count] = (hs_role_option){.phrase = i, .token = token, .kind = HS_ROLE_PHRASE};
        fill_rows(it, &all, &options[count++]);
        if (!hs_reading_qualified(r, i))
            continue;
        options[count] = (hs_role_option){.phrase = i, .token = token, .kind = HS_ROLE_OWNER};
        fill_rows(it, &all, &options[count++]);
    }
    return count;
}

static void add_products(const struct hs_linear *linear, const hs_accusation_model *model,
                         const int8_t *vector, int task, float *sum)
{
    int32_t sums[HS_ROLE_TASKS * HS_ROLE_HIDDEN];
    model->kernels->multiply(&linear->matrix, vector, 1, HS_ACCUSATION_STATE, sums,
                             HS_ROLE_TASKS * HS_ROLE_HIDDEN);
    for (int i = 0; i < HS_ROLE_HIDDEN; i++) {
        int at = task * HS_ROLE_HIDDEN + i;
        sum[i] += (float)sums[at] * linear->scales[at] + linear->bias[at];
    }
}

static float squashed(float x)
{
    x = x > 3 ? 3 : x < -3 ? -3 : x;
    return x * (27 + x * x) / (27 + 9 * x * x);
}

void hs_role_score(const hs_accusation_model *model, const hs_role_case *it,
                   hs_role_option *options, uint32_t count)
{
    const size_t width = HS_ACCUSATION_STATE;
    const int8_t *states = it->reading->states;
    float anchor[HS_ROLE_HIDDEN] = {0};
    float most = -1e30f, total = 0;
    add_products(&model->role_anchor, model, states + it->anchor * width, (int)it->task, anchor);
    for (uint32_t i = 0; i < count; i++) {
        float sum[HS_ROLE_HIDDEN];
        memcpy(sum, anchor, sizeof sum);
        add_products(&model->role_candidate, model, states + options[i].token * width,
                     (int)it->task, sum);
        model->kernels->add_rows(sum, &model->role_table, options[i].rows, HS_ROLE_INPUTS,
                                 HS_ROLE_HIDDEN);
        options[i].share = 0;
        for (int k = 0; k < HS_ROLE_HIDDEN; k++)
            options[i].share +=
                squashed(sum[k]) * model->role_out[(int)it->task * HS_ROLE_HIDDEN + k];
        most = options[i].share > most ? options[i].share : most;
    }
    for (uint32_t i = 0; i < count; i++)
        total += options[i].share = expf(options[i].share - most);
    for (uint32_t i = 0; i < count; i++)
        options[i].share /= total;
}
