/* Readers of the corpora, and changes to their sentences. They are lenient where sample.c is. */

#include "train/name_data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "train/conllu.h"
#include "train/name_forms.h"
#include "train/network.h"
#include "train/sample.h"

enum { PHRASE_MAX = 6, OUTSIDE = 1 };

static uint16_t bit(int tag)
{
    return (uint16_t)(1u << tag);
}

static int begin_of(int type)
{
    return 1 + 2 * type;
}

static uint16_t outside_or_other(void)
{
    return (uint16_t)(OUTSIDE | bit(begin_of(HS_NAME_OTHER)) | bit(begin_of(HS_NAME_OTHER) + 1));
}

static struct name_sentence *add_sentence(struct name_set *set, uint32_t count, int corpus)
{
    if (set->count == set->capacity) {
        set->capacity = set->capacity * 2 + 1024;
        set->sentences = realloc(set->sentences, set->capacity * sizeof *set->sentences);
        if (!set->sentences)
            abort();
    }
    struct name_sentence *sentence = &set->sentences[set->count++];
    *sentence = (struct name_sentence){calloc(count, sizeof *sentence->words), count, corpus};
    if (!sentence->words)
        abort();
    set->word_count += count;
    return sentence;
}

/* Takes over what a reader of samples made of a corpus. */
static void take_samples(struct name_set *set, const struct sample_set *samples, int corpus)
{
    for (size_t s = 0; s < samples->count; s++) {
        const struct sample *sample = &samples->samples[s];
        struct name_sentence *sentence = add_sentence(set, sample->count, corpus);
        for (uint32_t w = 0; w < sample->count; w++) {
            const struct sample_word *word = &sample->words[w];
            sentence->words[w] =
                (struct name_word){sample_text(samples, word), (uint16_t)word->text_length,
                                   word->name < 0 ? (uint16_t)NAME_ANY : bit(word->name)};
        }
    }
}

bool name_read_gum(struct name_set *set, const char *path, const char *const *skip_genres)
{
    struct sample_set samples = {0};
    bool good = sample_read_conllu(&samples, path, skip_genres);
    take_samples(set, &samples, NAME_CORPUS_GUM);
    return good;
}

bool name_read_tagged(struct name_set *set, const char *path, int corpus)
{
    struct sample_set samples = {0};
    bool good = sample_read_names(&samples, path);
    take_samples(set, &samples, corpus);
    return good;
}

bool name_read_silver(struct name_set *set, const char *path)
{
    struct sample_set samples = {0};
    bool good = sample_read_silver(&samples, path);
    take_samples(set, &samples, NAME_CORPUS_SILVER);
    return good;
}

static bool is_capital(hs_str text)
{
    return text.length > 0 && text.bytes[0] >= 'A' && text.bytes[0] <= 'Z';
}

/* Outside the names of the stand-off file, only a proper noun or a word with a capital can be part
 * of a name of another kind. */
static uint16_t unnamed(const hs_conllu_word *word, bool first)
{
    bool proper =
        hs_str_equal(word->xpos, HS_STR("NNP")) || hs_str_equal(word->xpos, HS_STR("NNPS"));
    bool nominal = hs_str_equal(word->upos, HS_STR("ADJ")) ||
                   hs_str_equal(word->upos, HS_STR("NOUN")) ||
                   hs_str_equal(word->upos, HS_STR("PROPN"));
    return proper || (!first && nominal && is_capital(word->form)) ? outside_or_other()
                                                                   : (uint16_t)OUTSIDE;
}

static int type_of(const char *name)
{
    static const char *const types[] = {"PER", "ORG", "LOC"};
    for (int type = 0; type < 3; type++)
        if (strcmp(types[type], name) == 0)
            return type;
    return -1;
}

/* "PER 0 2 LOC 5 6" on the words of one sentence. */
static bool tag_names(struct name_word *words, uint32_t count, const char *line)
{
    char name[4];
    unsigned first, end;
    int used;
    while (sscanf(line, " %3s %u %u%n", name, &first, &end, &used) == 3) {
        int type = type_of(name);
        if (type < 0 || first >= end || end > count)
            return false;
        for (unsigned i = first; i < end; i++)
            words[i].allowed = bit(begin_of(type) + (i > first));
        line += used;
    }
    return true;
}

static void add_pieces(struct name_set *set, const struct name_word *words, uint32_t count)
{
    for (uint32_t from = 0; from < count; from += NAME_WORDS_MAX) {
        uint32_t left = count - from;
        uint32_t size = left < NAME_WORDS_MAX ? left : NAME_WORDS_MAX;
        struct name_sentence *sentence = add_sentence(set, size, NAME_CORPUS_EWT);
        memcpy(sentence->words, words + from, size * sizeof *words);
    }
}

/* Reads lines until that of the sentence, or a later one's number into *number. */
static bool read_names(FILE *file, size_t sentence, size_t *number, char *line, int size)
{
    while (*number < sentence && fgets(line, size, file))
        if (line[0] != '#')
            *number = strtoul(line, NULL, 10);
    return *number == sentence;
}

bool name_read_ewt(struct name_set *set, const char *treebank_path, const char *stand_off)
{
    hs_error error;
    hs_conllu *treebank = calloc(1, sizeof *treebank);
    FILE *file = fopen(stand_off, "r");
    bool good = file && treebank && hs_conllu_read(treebank, treebank_path, &error);
    char line[4096];
    size_t number = 0;
    for (size_t s = 0; good && s < treebank->sentences.count; s++) {
        const hs_conllu_sentence *from = &treebank->sentences.items[s];
        struct name_word *words = calloc(from->word_count, sizeof *words);
        for (uint32_t w = 0; words && w < from->word_count; w++) {
            const hs_conllu_word *word = &treebank->words.items[from->first_word + w];
            words[w] = (struct name_word){word->form.bytes, (uint16_t)word->form.length,
                                          unnamed(word, w == 0)};
        }
        if (words && read_names(file, s + 1, &number, line, sizeof line))
            good = tag_names(words, from->word_count, line + strcspn(line, " "));
        if (words && good)
            add_pieces(set, words, from->word_count);
        free(words);
    }
    if (file)
        fclose(file);
    return good;
}

int name_only_tag(const struct name_word *word)
{
    for (int tag = 0; tag < HS_NAME_TAG_COUNT; tag++)
        if (word->allowed == bit(tag))
            return tag;
    return -1;
}

uint32_t name_length_at(const struct name_sentence *sentence, uint32_t at)
{
    int tag = name_only_tag(&sentence->words[at]);
    if (tag < 1 || tag % 2 == 0)
        return 0;
    uint32_t end = at + 1;
    while (end < sentence->count && sentence->words[end].allowed == bit(tag + 1))
        end++;
    return end - at;
}

static int by_words(const void *left, const void *right)
{
    const struct name_phrase *a = left;
    const struct name_phrase *b = right;
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (uint32_t i = 0; i < a->count; i++) {
        const struct name_word *x = &a->words[i];
        const struct name_word *y = &b->words[i];
        if (x->length != y->length)
            return x->length < y->length ? -1 : 1;
        int order = memcmp(x->text, y->text, x->length);
        if (order != 0)
            return order;
    }
    return 0;
}

static void add_phrase(struct name_swap_pool *pool, int type, const struct name_word *words,
                       uint32_t count)
{
    size_t used = pool->counts[type]++;
    if ((used & (used - 1)) == 0) {
        size_t room = used ? used * 2 : 1;
        pool->phrases[type] = realloc(pool->phrases[type], room * sizeof *pool->phrases[type]);
        if (!pool->phrases[type])
            abort();
    }
    pool->phrases[type][used] = (struct name_phrase){words, count};
}

static void collect(struct name_swap_pool *pool, const struct name_sentence *sentence)
{
    for (uint32_t w = 0; w < sentence->count; w++) {
        uint32_t length = name_length_at(sentence, w);
        if (length > 0 && length <= PHRASE_MAX)
            add_phrase(pool, (name_only_tag(&sentence->words[w]) - 1) / 2, &sentence->words[w],
                       length);
    }
}

void name_swap_pool_build(struct name_swap_pool *pool, const struct name_set *const *sets,
                          size_t set_count)
{
    memset(pool, 0, sizeof *pool);
    for (size_t i = 0; i < set_count; i++)
        for (size_t s = 0; s < sets[i]->count; s++)
            collect(pool, &sets[i]->sentences[s]);
    for (int type = 0; type < HS_NAME_TYPE_COUNT; type++) {
        struct name_phrase *phrases = pool->phrases[type];
        size_t kept = 0;
        if (phrases)
            qsort(phrases, pool->counts[type], sizeof *phrases, by_words);
        for (size_t i = 0; i < pool->counts[type]; i++)
            if (kept == 0 || by_words(&phrases[kept - 1], &phrases[i]) != 0)
                phrases[kept++] = phrases[i];
        pool->counts[type] = kept;
    }
}

static void *scratch_take(struct name_scratch *scratch, size_t size)
{
    size = (size + 15) / 16 * 16;
    if (size > scratch->size - scratch->used)
        return NULL;
    void *bytes = scratch->bytes + scratch->used;
    scratch->used += size;
    return bytes;
}

static char cased(char c, bool upper)
{
    char first = upper ? 'a' : 'A';
    return c >= first && c <= first + 25 ? (char)(c ^ 0x20) : c;
}

static bool change_case(struct name_scratch *scratch, struct name_word *word, bool upper)
{
    char *text = scratch_take(scratch, word->length);
    for (size_t i = 0; text && i < word->length; i++)
        text[i] = cased(word->text[i], upper);
    word->text = text;
    return text != NULL;
}

/* The words that stand in for a name of `length` words at `at`; `*count` of them. */
static const struct name_word *stand_in(const struct name_swap_pool *pool,
                                        const struct name_sentence *sentence, uint32_t at,
                                        uint32_t length, const struct name_changes *changes,
                                        uint64_t *random, uint32_t *count)
{
    int type = (name_only_tag(&sentence->words[at]) - 1) / 2;
    *count = length;
    if (pool->counts[type] == 0 || random_unit(random) >= changes->swap_rate)
        return &sentence->words[at];
    const struct name_phrase *phrase =
        &pool->phrases[type][random_next(random) % pool->counts[type]];
    *count = phrase->count;
    return phrase->words;
}

/* Appends a name, or one word that is not in a name; false where it does not fit. */
static bool append(struct name_sentence *to, const struct name_word *words, uint32_t count,
                   const struct name_word *first)
{
    int tag = name_only_tag(first);
    if (to->count + count > NAME_WORDS_MAX)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        struct name_word *word = &to->words[to->count++];
        *word = words[i];
        word->allowed = i == 0 ? first->allowed : bit(tag + 1);
    }
    return true;
}

static bool is_person(const struct name_word *word)
{
    return name_only_tag(word) == 1 + 2 * HS_NAME_PERSON;
}

bool name_change(const struct name_swap_pool *pool, const struct name_sentence *sentence,
                 const struct name_changes *changes, uint64_t *random, struct name_scratch *scratch,
                 struct name_sentence *changed)
{
    float chance = random_unit(random);
    bool lower = chance < changes->lower_rate;
    bool upper = !lower && chance < changes->lower_rate + changes->upper_rate;
    *changed = (struct name_sentence){
        scratch_take(scratch, NAME_WORDS_MAX * sizeof *changed->words), 0, sentence->corpus};
    bool good = changed->words != NULL;
    for (uint32_t w = 0; good && w < sentence->count;) {
        uint32_t length = name_length_at(sentence, w);
        uint32_t count = 1;
        const struct name_word *words = &sentence->words[w];
        if (length > 0)
            words = stand_in(pool, sentence, w, length, changes, random, &count);
        bool small = lower || (length > 0 && !upper && random_unit(random) < changes->lower_rate);
        uint32_t from = changed->count;
        if (!append(changed, words, count, &sentence->words[w]))
            break;
        if (length > 0 && is_person(&sentence->words[w]) &&
            random_unit(random) < changes->form_rate)
            name_form_give(pool, changed, from, random);
        for (uint32_t i = from; good && (small || upper) && i < changed->count; i++)
            good = change_case(scratch, &changed->words[i], upper);
        w += length > 0 ? length : 1;
    }
    return good && changed->count > 0;
}
