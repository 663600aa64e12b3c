/* Binding and reading the model: sizes are checked against the sections before anything is used,
 * and trees can only lead onwards, so that no file makes them run in a circle.
 */
#include "evidence/ranking_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct hs_ranking_model {
    hs_ranking_terms_header terms;
    hs_ranking_trees_header trees;
    const uint64_t *stems;
    const float *rarity;
    const int8_t *latent;
    const uint32_t *roots;
    const hs_ranking_node *nodes;
};

static bool bind_terms(hs_ranking_model *model, hs_str section)
{
    hs_ranking_terms_header *h = &model->terms;
    if (section.length < sizeof *h)
        return false;
    memcpy(h, section.bytes, sizeof *h);
    if (h->count > 1u << 20 || h->width > HS_RANKING_LATENT_MAX ||
        section.length != sizeof *h + (size_t)h->count * (12 + h->width))
        return false;
    model->stems = (const uint64_t *)(section.bytes + sizeof *h);
    model->rarity = (const float *)(model->stems + h->count);
    model->latent = (const int8_t *)(model->rarity + h->count);
    for (uint32_t i = 1; i < h->count; i++) {
        if (model->stems[i - 1] >= model->stems[i])
            return false;
    }
    return true;
}

static bool node_fine(const hs_ranking_trees_header *h, const hs_ranking_node *nodes, uint32_t root,
                      uint32_t end, uint32_t i)
{
    const hs_ranking_node *node = &nodes[i];
    if (!isfinite(node->value))
        return false;
    return node->left == 0 ||
           (node->feature < h->features && root + node->left > i && root + node->left < end &&
            root + node->right > i && root + node->right < end);
}

static bool bind_trees(hs_ranking_model *model, hs_str section, uint32_t features)
{
    hs_ranking_trees_header *h = &model->trees;
    if (section.length == 0)
        return true;
    if (section.length < sizeof *h)
        return false;
    memcpy(h, section.bytes, sizeof *h);
    if (h->features != features || h->trees > 1u << 16 || h->nodes > 1u << 20 ||
        section.length != sizeof *h + (size_t)h->trees * 4 + (size_t)h->nodes * 12)
        return false;
    model->roots = (const uint32_t *)(section.bytes + sizeof *h);
    model->nodes = (const hs_ranking_node *)(model->roots + h->trees);
    for (uint32_t t = 0; t < h->trees; t++) {
        uint32_t end = t + 1 < h->trees ? model->roots[t + 1] : h->nodes;
        if (end > h->nodes || model->roots[t] >= end)
            return false;
        for (uint32_t i = model->roots[t]; i < end; i++) {
            if (!node_fine(h, model->nodes, model->roots[t], end, i))
                return false;
        }
    }
    return true;
}

hs_ranking_model *hs_ranking_model_bind(hs_str terms, hs_str trees, uint32_t features,
                                        hs_error *error)
{
    hs_ranking_model *model = hs_alloc_zeroed(1, sizeof *model);
    if (bind_terms(model, terms) && bind_trees(model, trees, features))
        return model;
    hs_error_set(error, "the ranking model is damaged or of another version: install it again");
    free(model);
    return NULL;
}

float hs_ranking_rarity(const hs_ranking_model *model, uint64_t stem, const int8_t **latent,
                        uint32_t *width)
{
    uint32_t low = 0, high = model->terms.count;
    *latent = NULL;
    *width = model->terms.width;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (model->stems[middle] < stem)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == model->terms.count || model->stems[low] != stem)
        return model->terms.rarest;
    if (*width > 0)
        *latent = model->latent + (size_t)low * *width;
    return model->rarity[low];
}

float hs_ranking_trees(const hs_ranking_model *model, const float *features)
{
    float sum = model->trees.base;
    for (uint32_t t = 0; t < model->trees.trees; t++) {
        const hs_ranking_node *root = &model->nodes[model->roots[t]], *node = root;
        while (node->left)
            node = root + (features[node->feature] <= node->value ? node->left : node->right);
        sum += node->value;
    }
    return sum;
}

float hs_ranking_probability(const hs_ranking_model *model, float score)
{
    return 1 / (1 + expf(-(model->trees.slope * score + model->trees.offset)));
}
