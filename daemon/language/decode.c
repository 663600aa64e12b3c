/* Decoding of one sentence. Scores of arcs are products of byte vectors: each head's mapped vector
 * is brought to bytes with its own scale, and all dependents are multiplied with all heads at once.
 */

#include "language/decode.h"

#include <assert.h>
#include <string.h>

#include "language/tree.h"

enum { WORDS = HS_NETWORK_WORDS_MAX, HEADS = WORDS + HS_KERNEL_OUTPUTS };

/* The most that an arc may score; tree.h wants bounded scores, and trained ones stay far below. */
static const float arc_score_max = 100.0f;

/* The score of a sequence of name tags that is not well formed. */
static const float name_never = -1e9f;

struct scratch {
    int8_t *left;         /* [WORDS][arc] dependents */
    int8_t *right;        /* [WORDS][arc] heads before mapping */
    int32_t *sums;        /* [WORDS][the widest of arc, HEADS, relation outputs] */
    float *mapped;        /* [arc] */
    int8_t *mapped_bytes; /* [arc] */
    int8_t *heads;        /* matrix of mapped heads, the root first */
    int32_t *head_biases; /* [HEADS] */
    float *head_scales;   /* [HEADS] */
    float *scores;        /* [WORDS][WORDS + 1] */
    float *label;         /* [label] */
    int8_t *labels;       /* [WORDS][label] */
    uint32_t *tree;       /* [WORDS] */
};

static void *carve(char *memory, size_t *at, size_t size)
{
    void *start = memory ? memory + *at : NULL;
    *at += (size + 63) / 64 * 64;
    return start;
}

static size_t lay_out(struct scratch *scratch, const struct hs_network_header *header, void *memory)
{
    size_t at = 0;
    size_t widest = header->arc > HEADS ? header->arc : HEADS;
    scratch->left = carve(memory, &at, WORDS * (size_t)header->arc);
    scratch->right = carve(memory, &at, WORDS * (size_t)header->arc);
    scratch->sums = carve(memory, &at, WORDS * widest * sizeof(int32_t));
    scratch->mapped = carve(memory, &at, header->arc * sizeof(float));
    scratch->mapped_bytes = carve(memory, &at, header->arc);
    scratch->heads = carve(memory, &at, HEADS * (size_t)header->arc);
    scratch->head_biases = carve(memory, &at, HEADS * sizeof(int32_t));
    scratch->head_scales = carve(memory, &at, HEADS * sizeof(float));
    scratch->scores = carve(memory, &at, WORDS * (WORDS + 1) * sizeof(float));
    scratch->label = carve(memory, &at, header->label * sizeof(float));
    scratch->labels = carve(memory, &at, WORDS * (size_t)header->label);
    scratch->tree = carve(memory, &at, WORDS * sizeof(uint32_t));
    return at;
}

size_t hs_decode_scratch_size(const struct hs_network_header *header)
{
    struct scratch scratch;
    return lay_out(&scratch, header, NULL);
}

/* By jumps, which are foreseen: a choice would wait for the one before. */
static unsigned best_of(const float *values, unsigned count)
{
    unsigned best = 0;
    float most = values[0];
    for (unsigned i = 1; i < count; i++)
        if (__builtin_expect(values[i] > most, false)) {
            most = values[i];
            best = i;
        }
    return best;
}

static uint16_t best_features(const float *outputs)
{
    uint32_t bits = 0;
    unsigned first = HS_OUTPUT_NUMBER;
    for (size_t g = 0; g < HS_FEATURE_GROUP_COUNT; g++) {
        const struct hs_feature_group *group = &hs_feature_groups[g];
        unsigned value = best_of(outputs + first, group->value_count + 1);
        if (value > 0)
            bits |= group->values[value - 1].bit;
        first += group->value_count + 1;
    }
    return (uint16_t)bits;
}

static void decode_tags(hs_word *word, const float *outputs)
{
    word->upos = (uint8_t)best_of(outputs + HS_OUTPUT_UPOS, HS_UPOS_COUNT);
    word->xpos = (uint8_t)best_of(outputs + HS_OUTPUT_XPOS, HS_XPOS_COUNT);
    word->features = best_features(outputs);
}

/* Inside tags follow the begin or inside tag of the same type. */
static bool may_follow(unsigned before, unsigned tag)
{
    bool inside = tag > 0 && tag % 2 == 0;
    return !inside || before == tag || before == tag - 1;
}

/* The best tag to come from, and the score of the way through it. */
static float best_before(const float *score, const float *transitions, unsigned tag,
                         uint8_t *before)
{
    float best = name_never;
    for (unsigned from = 0; from < HS_NAME_TAG_COUNT; from++) {
        float step = transitions ? transitions[(1 + from) * HS_NAME_TAG_COUNT + tag] : 0.0f;
        if (may_follow(from, tag) && score[from] + step > best) {
            best = score[from] + step;
            *before = (uint8_t)from;
        }
    }
    return best;
}

static void decode_names(hs_word *words, uint32_t count, const float *outputs, size_t stride,
                         const float *transitions)
{
    enum { TAGS = HS_NAME_TAG_COUNT };
    uint8_t from[WORDS][TAGS] = {{0}};
    float score[TAGS];
    for (unsigned tag = 0; tag < TAGS; tag++)
        score[tag] = !may_follow(0, tag)
                         ? name_never
                         : outputs[HS_OUTPUT_NAME + tag] + (transitions ? transitions[tag] : 0.0f);
    for (uint32_t i = 1; i < count; i++) {
        const float *logits = outputs + i * stride + HS_OUTPUT_NAME;
        float next[TAGS];
        for (unsigned tag = 0; tag < TAGS; tag++)
            next[tag] = best_before(score, transitions, tag, &from[i][tag]) + logits[tag];
        memcpy(score, next, sizeof score);
    }
    unsigned tag = best_of(score, TAGS);
    for (uint32_t i = count; i-- > 0;) {
        words[i].entity_tag = (uint8_t)tag;
        if (i > 0)
            tag = from[i][tag];
    }
}

/* Puts a mapped vector into column `head` of the matrix of heads. */
static void add_head(const struct hs_network *network, const struct hs_kernels *kernels,
                     struct scratch *scratch, uint32_t head, size_t columns, const float *mapped)
{
    uint32_t arc = network->header.arc;
    float scale = kernels->quantise(scratch->mapped_bytes, mapped, arc);
    int32_t total = 0;
    for (uint32_t i = 0; i < arc; i += HS_KERNEL_INPUTS) {
        memcpy(scratch->heads + (i * columns) + (size_t)head * HS_KERNEL_INPUTS,
               scratch->mapped_bytes + i, HS_KERNEL_INPUTS);
        for (uint32_t k = 0; k < HS_KERNEL_INPUTS; k++)
            total += scratch->mapped_bytes[i + k];
    }
    scratch->head_biases[head] = -128 * total;
    scratch->head_scales[head] = scale / 127.0f;
}

/* Fills the matrix of heads: the root, the words, zeros up to a whole number of columns. */
static void map_heads(const struct hs_network *network, const struct hs_kernels *kernels,
                      struct scratch *scratch, uint32_t count, size_t columns)
{
    uint32_t arc = network->header.arc;
    kernels->multiply(&network->arc_map.matrix, scratch->right, count, arc, scratch->sums, arc);
    memset(scratch->heads, 0, columns * arc);
    memset(scratch->head_biases, 0, columns * sizeof *scratch->head_biases);
    add_head(network, kernels, scratch, 0, columns, network->arc_root);
    for (uint32_t i = 0; i < count; i++) {
        kernels->scale(scratch->mapped, scratch->sums + (size_t)i * arc, network->arc_map.scales,
                       network->arc_map.bias, arc);
        add_head(network, kernels, scratch, i + 1, columns, scratch->mapped);
    }
}

/* biases[count - 1 + head - dependent] for all words of a sentence: those from afar share one. */
static void spread_distances(const struct hs_network *network, uint32_t count, float *biases)
{
    const int32_t half = HS_ARC_DISTANCES / 2, reach = (int32_t)count - 1;
    for (int32_t distance = -reach; distance <= reach; distance++) {
        int32_t within = distance < -half ? -half : distance >= half ? half - 1 : distance;
        biases[reach + distance] = network->arc_distance[within + half];
    }
}

static float bounded(float score)
{
    return score > arc_score_max ? arc_score_max : score < -arc_score_max ? -arc_score_max : score;
}

static void score_arcs(const struct hs_network *network, const struct hs_kernels *kernels,
                       struct scratch *scratch, uint32_t count)
{
    size_t columns = (count + HS_KERNEL_OUTPUTS) / HS_KERNEL_OUTPUTS * HS_KERNEL_OUTPUTS;
    map_heads(network, kernels, scratch, count, columns);
    struct hs_matrix heads = {scratch->heads, scratch->head_biases, network->header.arc,
                              (uint32_t)columns};
    kernels->multiply(&heads, scratch->left, count, network->header.arc, scratch->sums, columns);
    float distances[2 * WORDS];
    spread_distances(network, count, distances);
    const float *restrict scales = scratch->head_scales;
    for (uint32_t d = 0; d < count; d++) {
        const int32_t *restrict sums = scratch->sums + d * columns;
        const float *restrict bias = distances + (count - 1 - d);
        float *restrict scores = scratch->scores + d * ((size_t)count + 1);
        scores[0] = bounded((float)sums[0] * scales[0]);
        for (uint32_t h = 0; h < count; h++)
            scores[h + 1] = bounded((float)sums[h + 1] * scales[h + 1] + bias[h]);
    }
}

static void decode_tree(const struct hs_network *network, const struct hs_kernels *kernels,
                        struct scratch *scratch, const float *outputs, uint32_t count)
{
    struct hs_head_columns columns = hs_network_columns(&network->header);
    uint32_t arc = network->header.arc;
    for (uint32_t i = 0; i < count; i++) {
        const float *row = outputs + (size_t)i * columns.width;
        kernels->squash(scratch->left + (size_t)i * arc, row + columns.arc_dependent, arc);
        kernels->squash(scratch->right + (size_t)i * arc, row + columns.arc_head, arc);
    }
    score_arcs(network, kernels, scratch, count);
    hs_tree_decode(scratch->scores, count, count + 1, scratch->tree);
}

static void decode_relations(const struct hs_network *network, const struct hs_kernels *kernels,
                             struct scratch *scratch, const float *outputs, hs_word *words,
                             uint32_t count)
{
    struct hs_head_columns columns = hs_network_columns(&network->header);
    const struct hs_linear *relations = &network->relations;
    uint32_t width = network->header.label;
    uint32_t outs = relations->matrix.outputs;
    for (uint32_t i = 0; i < count; i++) {
        const float *own = outputs + (size_t)i * columns.width + columns.label_dependent;
        uint32_t head = scratch->tree[i];
        const float *other =
            head == 0 ? network->label_root
                      : outputs + (size_t)(head - 1) * columns.width + columns.label_head;
        for (uint32_t k = 0; k < width; k++)
            scratch->label[k] = own[k] + other[k];
        kernels->squash(scratch->labels + (size_t)i * width, scratch->label, width);
    }
    kernels->multiply(&relations->matrix, scratch->labels, count, width, scratch->sums, outs);
    for (uint32_t i = 0; i < count; i++) {
        float logits[HS_DEPREL_COUNT];
        kernels->scale(logits, scratch->sums + (size_t)i * outs, relations->scales, relations->bias,
                       HS_DEPREL_COUNT);
        unsigned best = 1 + best_of(logits + 1, HS_DEPREL_COUNT - 1);
        words[i].deprel = (uint8_t)(scratch->tree[i] == 0 ? HS_DEPREL_ROOT : best);
    }
}

void hs_decode_sentence(const struct hs_network *network, const struct hs_kernels *kernels,
                        const struct hs_head_rows *rows, uint32_t first_row, hs_word *words,
                        hs_word_span span)
{
    struct scratch scratch;
    lay_out(&scratch, &network->header, rows->scratch);
    size_t width = hs_network_columns(&network->header).width;
    const float *outputs = rows->outputs + first_row * width;
    hs_word *sentence = words + span.first;
    uint32_t count = span.end - span.first;
    assert(count > 0 && count <= WORDS);
    for (uint32_t i = 0; i < count; i++)
        decode_tags(&sentence[i], outputs + i * width);
    decode_names(sentence, count, outputs, width, rows->name_transitions);
    decode_tree(network, kernels, &scratch, outputs, count);
    decode_relations(network, kernels, &scratch, outputs, sentence, count);
    for (uint32_t i = 0; i < count; i++)
        sentence[i].head = scratch.tree[i] == 0 ? HS_NO_WORD : span.first + scratch.tree[i] - 1;
}
