/* Learning by votes: every word votes, for each of its endings and for itself as a whole, for the
 * rule that makes its lemma. From short endings to long ones, an ending is kept where its best rule
 * is not what the shorter ending already says, and a whole word where the endings get it wrong.
 */
#include "train/lemma_trainer.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/map.h"
#include "language/labels.h"
#include "language/lemma.h"
#include "text/character.h"

enum {
    ENDINGS = HS_LEMMA_ENDING_MAX + 1,
    WHOLE = ENDINGS,
    LEVELS,
    WEIGHT_MAX = 3,
    APPEND_MAX = 24
};

/* A rule that replaces the whole form or appends more than this is for that one word only. */
#define GENERAL_APPEND_MAX 4

/* An ending that fewer words than this support is not kept; whole words need only one. */
#define SUPPORT_MIN 2

typedef struct rule_list {
    HS_ARRAY(hs_lemma_rule) rules;
    hs_buffer text;
} rule_list;

/* One word with its tags; `count` times seen. */
typedef struct example {
    hs_str form, lemma;
    uint8_t upos, xpos;
    uint32_t count;
} example;

/* A vote: so many words with this key want this rule. */
typedef struct vote {
    uint64_t key;
    uint32_t rule;
    uint32_t weight;
} vote;

struct hs_lemma_trainer {
    HS_ARRAY(example) examples;
    HS_ARRAY(example) doubtful; /* count where no treebank has the form */
    HS_ARRAY(vote) votes[LEVELS];
    HS_ARRAY(vote) kept; /* weight unused */
    rule_list rules;
    hs_arena arena;
};

typedef hs_lemma_trainer trainer;

static uint32_t add_rule(rule_list *list, uint8_t cut, hs_lemma_case mode, hs_str append)
{
    for (size_t i = 0; i < list->rules.count; i++) {
        const hs_lemma_rule *rule = &list->rules.items[i];
        hs_str text = {list->text.bytes + rule->append_offset, rule->append_length};
        if (rule->cut == cut && rule->case_mode == mode && hs_str_equal(text, append))
            return (uint32_t)i;
    }
    *hs_array_push(&list->rules) = (hs_lemma_rule){
        .cut = cut,
        .case_mode = (uint8_t)mode,
        .append_length = (uint16_t)append.length,
        .append_offset = (uint32_t)list->text.length,
    };
    hs_buffer_append_str(&list->text, append);
    return (uint32_t)(list->rules.count - 1);
}

static size_t common_prefix(hs_str a, hs_str b)
{
    size_t length = 0;
    while (length < a.length && length < b.length && a.bytes[length] == b.bytes[length])
        length++;
    while (length > 0 && ((length < a.length && ((uint8_t)a.bytes[length] & 0xc0) == 0x80) ||
                          (length < b.length && ((uint8_t)b.bytes[length] & 0xc0) == 0x80)))
        length--;
    return length;
}

/* The rule that makes `lemma` from `form`, or UINT32_MAX: the shortest cut over all treatments of
 * capitals, in the order of hs_lemma_case. */
static uint32_t rule_of(rule_list *list, hs_str form, hs_str lemma)
{
    size_t best_cut = SIZE_MAX, best_prefix = 0;
    hs_lemma_case best_mode = HS_LEMMA_KEEP;
    char cased[HS_LEMMA_ROOM(HS_LEMMA_FORM_MAX, 0)];
    for (int mode = 0; mode < HS_LEMMA_CASE_COUNT; mode++) {
        size_t length = hs_lemma_apply(form, 0, (hs_lemma_case)mode, HS_STR(""), cased);
        if (length != form.length)
            continue;
        size_t prefix = common_prefix(hs_str_make(cased, length), lemma);
        if (form.length - prefix < best_cut) {
            best_cut = form.length - prefix;
            best_prefix = prefix;
            best_mode = (hs_lemma_case)mode;
        }
    }
    if (best_cut > UINT8_MAX || lemma.length - best_prefix > APPEND_MAX)
        return UINT32_MAX;
    return add_rule(list, (uint8_t)best_cut, best_mode,
                    hs_str_slice(lemma, best_prefix, lemma.length));
}

static int compare_examples(const void *left, const void *right)
{
    const example *a = left, *b = right;
    int order = hs_str_compare(a->form, b->form);
    if (order == 0)
        order = hs_str_compare(a->lemma, b->lemma);
    if (order == 0)
        order = (int)a->upos - b->upos;
    return order ? order : (int)a->xpos - b->xpos;
}

static void sort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    if (count > 0) /* qsort takes no NULL */
        qsort(items, count, size, compare);
}

static void merge_examples(trainer *t)
{
    sort(t->examples.items, t->examples.count, sizeof *t->examples.items, compare_examples);
    size_t kept = 0;
    for (size_t i = 0; i < t->examples.count; i++) {
        if (kept > 0 && compare_examples(&t->examples.items[kept - 1], &t->examples.items[i]) == 0)
            t->examples.items[kept - 1].count += t->examples.items[i].count;
        else
            t->examples.items[kept++] = t->examples.items[i];
    }
    t->examples.count = kept;
}

void hs_lemma_trainer_add(hs_lemma_trainer *t, const hs_conllu *treebank)
{
    for (size_t s = 0; s < treebank->sentences.count; s++) {
        const hs_conllu_sentence *sentence = &treebank->sentences.items[s];
        if (hs_conllu_in_genre(sentence, hs_conllu_unlicensed_genres))
            continue;
        for (uint32_t i = 0; i < sentence->word_count; i++) {
            const hs_conllu_word *word = &treebank->words.items[sentence->first_word + i];
            int upos = hs_upos_find(word->upos.bytes, word->upos.length);
            int xpos = hs_xpos_find(word->xpos.bytes, word->xpos.length);
            if (upos < 0 || xpos < 0 || word->form.length > HS_LEMMA_FORM_MAX ||
                (hs_str_equal(word->lemma, HS_STR("_")) && xpos == HS_XPOS_GW))
                continue;
            *hs_array_push(&t->examples) = (example){hs_arena_copy_str(&t->arena, word->form),
                                                     hs_arena_copy_str(&t->arena, word->lemma),
                                                     (uint8_t)upos, (uint8_t)xpos, 1};
        }
    }
}

void hs_lemma_trainer_add_word(hs_lemma_trainer *t, hs_str form, hs_str lemma, uint8_t upos,
                               uint8_t xpos)
{
    if (form.length > 0 && form.length <= HS_LEMMA_FORM_MAX)
        *hs_array_push(&t->doubtful) = (example){
            hs_arena_copy_str(&t->arena, form), hs_arena_copy_str(&t->arena, lemma), upos, xpos, 1};
}

static void adopt_doubtful(trainer *t)
{
    hs_map known = {0};
    for (size_t i = 0; i < t->examples.count; i++)
        hs_map_set(&known, t->examples.items[i].form, t);
    for (size_t i = 0; i < t->doubtful.count; i++)
        if (!hs_map_get(&known, t->doubtful.items[i].form))
            *hs_array_push(&t->examples) = t->doubtful.items[i];
    hs_map_finish(&known);
}

/* The capitalised twin of a word in small letters, or an empty string. */
static hs_str capitalised(trainer *t, hs_str form)
{
    if (form.length < 2 || form.bytes[0] < 'a' || form.bytes[0] > 'z')
        return HS_STR("");
    hs_str copy = hs_arena_copy_str(&t->arena, form);
    char *bytes = hs_arena_copy(&t->arena, copy.bytes, copy.length);
    bytes[0] = (char)(bytes[0] - 'a' + 'A');
    return hs_str_make(bytes, form.length);
}

static void add_votes(trainer *t, hs_str form, hs_str lemma, uint8_t upos, uint8_t xpos,
                      uint32_t weight)
{
    uint32_t rule = rule_of(&t->rules, form, lemma);
    if (rule == UINT32_MAX)
        return;
    const hs_lemma_rule *made = &t->rules.rules.items[rule];
    bool general = made->cut < form.length && made->append_length <= GENERAL_APPEND_MAX;
    const uint8_t tags[] = {upos, HS_LEMMA_ANY_UPOS};
    for (size_t i = 0; i < HS_COUNT(tags); i++) {
        uint64_t hashes[ENDINGS], whole;
        size_t count = hs_lemma_keys(form, tags[i], xpos, hashes, &whole);
        for (size_t n = 0; general && n < count; n++)
            *hs_array_push(&t->votes[n]) = (vote){hashes[n], rule, weight};
        *hs_array_push(&t->votes[WHOLE]) = (vote){whole, rule, weight};
    }
}

static void vote_all(trainer *t)
{
    for (size_t i = 0; i < t->examples.count; i++) {
        const example *e = &t->examples.items[i];
        uint32_t weight = e->count < WEIGHT_MAX ? e->count : WEIGHT_MAX;
        add_votes(t, e->form, e->lemma, e->upos, e->xpos, 2 * weight);
        hs_str twin = capitalised(t, e->form);
        if (twin.length > 0 && e->upos != HS_UPOS_PROPN)
            add_votes(t, twin, e->lemma, e->upos, e->xpos, 1);
    }
}

static int compare_votes(const void *left, const void *right)
{
    const vote *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->rule < b->rule ? -1 : a->rule > b->rule;
}

/* Turns the votes of one level into one a key: the rule with the most weight. */
static void elect(trainer *t, size_t level)
{
    vote *votes = t->votes[level].items;
    size_t count = t->votes[level].count, kept = 0;
    sort(votes, count, sizeof *votes, compare_votes);
    for (size_t i = 0; i < count;) {
        vote best = {.key = votes[i].key};
        uint64_t key = votes[i].key;
        while (i < count && votes[i].key == key) {
            vote sum = votes[i++];
            for (; i < count && votes[i].key == key && votes[i].rule == sum.rule; i++)
                sum.weight += votes[i].weight;
            if (sum.weight > best.weight)
                best = sum;
        }
        votes[kept++] = best;
    }
    t->votes[level].count = kept;
}

static const vote *winner(const trainer *t, size_t level, uint64_t key)
{
    size_t low = 0, high = t->votes[level].count;
    const vote *votes = t->votes[level].items;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (votes[middle].key == key)
            return &votes[middle];
        if (votes[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* Keeps, along the endings of one word, those that change what the shorter one says. */
static void keep_path(trainer *t, hs_str form, uint8_t upos, uint8_t xpos)
{
    uint64_t hashes[ENDINGS], whole;
    size_t count = hs_lemma_keys(form, upos, xpos, hashes, &whole);
    uint32_t said = UINT32_MAX;
    for (size_t n = 0; n < count; n++) {
        const vote *best = winner(t, n, hashes[n]);
        if (!best || best->rule == said || (n > 0 && best->weight < 2 * SUPPORT_MIN))
            continue;
        *hs_array_push(&t->kept) = *best;
        said = best->rule;
    }
    const vote *best = winner(t, WHOLE, whole);
    if (best && best->rule != said)
        *hs_array_push(&t->kept) = *best;
}

static void keep_all(trainer *t)
{
    for (size_t i = 0; i < t->examples.count; i++) {
        const example *e = &t->examples.items[i];
        hs_str twin = e->upos != HS_UPOS_PROPN ? capitalised(t, e->form) : HS_STR("");
        const uint8_t tags[] = {e->upos, HS_LEMMA_ANY_UPOS};
        for (size_t k = 0; k < HS_COUNT(tags); k++) {
            keep_path(t, e->form, tags[k], e->xpos);
            if (twin.length > 0)
                keep_path(t, twin, tags[k], e->xpos);
        }
    }
    vote *kept = t->kept.items;
    sort(kept, t->kept.count, sizeof *kept, compare_votes);
    size_t distinct = 0;
    for (size_t i = 0; i < t->kept.count; i++)
        if (distinct == 0 || kept[distinct - 1].key != kept[i].key)
            kept[distinct++] = kept[i];
    t->kept.count = distinct;
}

static void build_section(const trainer *t, hs_buffer *out)
{
    hs_lemma_header header = {.version = HS_LEMMA_VERSION,
                              .labels_version = HS_LABELS_VERSION,
                              .slot_count = 1,
                              .rule_count = (uint32_t)t->rules.rules.count,
                              .text_size = (uint32_t)t->rules.text.length};
    while (header.slot_count < t->kept.count * 3 / 2 + 1)
        header.slot_count *= 2;
    hs_lemma_slot *slots = hs_alloc_zeroed(header.slot_count, sizeof *slots);
    for (size_t i = 0; i < t->kept.count; i++) {
        uint64_t key = t->kept.items[i].key;
        uint32_t at = (uint32_t)key & (header.slot_count - 1);
        while (slots[at].rule)
            at = (at + 1) & (header.slot_count - 1);
        slots[at] = (hs_lemma_slot){(uint32_t)(key >> 32), t->kept.items[i].rule + 1};
    }
    hs_buffer_append(out, &header, sizeof header);
    hs_buffer_append(out, slots, header.slot_count * sizeof *slots);
    hs_buffer_append(out, t->rules.rules.items, t->rules.rules.count * sizeof(hs_lemma_rule));
    hs_buffer_append_str(out, hs_buffer_str(&t->rules.text));
    free(slots);
}

hs_lemma_trainer *hs_lemma_trainer_create(void)
{
    return hs_alloc_zeroed(1, sizeof(hs_lemma_trainer));
}

void hs_lemma_trainer_destroy(hs_lemma_trainer *t)
{
    if (!t)
        return;
    for (size_t level = 0; level < LEVELS; level++)
        hs_array_finish(&t->votes[level]);
    hs_array_finish(&t->examples);
    hs_array_finish(&t->doubtful);
    hs_array_finish(&t->kept);
    hs_array_finish(&t->rules.rules);
    hs_buffer_finish(&t->rules.text);
    hs_arena_finish(&t->arena);
    free(t);
}

hs_lemma_training hs_lemma_trainer_learn(hs_lemma_trainer *t, hs_buffer *section)
{
    adopt_doubtful(t);
    merge_examples(t);
    vote_all(t);
    for (size_t level = 0; level < LEVELS; level++)
        elect(t, level);
    keep_all(t);
    build_section(t, section);
    return (hs_lemma_training){t->examples.count, t->rules.rules.count, t->kept.count};
}
