/* Reads PolNeAR articles and their stand-off annotation into blocks of labelled words. */
#include "train/attribution_data.h"

#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/file.h"
#include "language/shared.h"
#include "train/lines.h"

enum { SPANS_MAX = 64, FILE_LIMIT = 16 << 20 };

struct text_span {
    uint32_t start, end; /* bytes of the article */
};
struct span_set {
    struct text_span items[SPANS_MAX];
    uint32_t count;
};
struct gold_attribution {
    struct span_set source, cue, content;
};
struct text_bound {
    char id[16];
    struct span_set spans;
};
typedef HS_ARRAY(struct text_bound) text_bounds;
typedef HS_ARRAY(struct gold_attribution) gold_attributions;

/* Byte offset of each code point, and of the end. */
static uint32_t *code_point_offsets(hs_str text, hs_arena *arena, size_t *count)
{
    uint32_t *offsets = hs_arena_new_array(arena, uint32_t, text.length + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.length; i++)
        if (((unsigned char)text.bytes[i] & 0xc0) != 0x80)
            offsets[n++] = (uint32_t)i;
    offsets[n] = (uint32_t)text.length;
    *count = n;
    return offsets;
}

static void read_spans(const char *at, const uint32_t *offsets, size_t points,
                       struct span_set *spans)
{
    for (;;) {
        char *end;
        unsigned long a = strtoul(at, &end, 10);
        if (end == at)
            return;
        unsigned long b = strtoul(end, &end, 10);
        if (a <= points && b <= points && a < b && spans->count < SPANS_MAX)
            spans->items[spans->count++] = (struct text_span){offsets[a], offsets[b]};
        if (*end != ';')
            return;
        at = end + 1;
    }
}

static void add_spans(struct span_set *to, const struct span_set *from)
{
    for (uint32_t i = 0; i < from->count && to->count < SPANS_MAX; i++)
        to->items[to->count++] = from->items[i];
}

static void read_event(char *line, const text_bounds *bounds, gold_attributions *gold)
{
    char *at = strchr(line, '\t');
    if (!at || strncmp(at + 1, "Attribution", 11) != 0)
        return;
    struct gold_attribution attribution = {0};
    for (char *part = strtok(at + 1, " "); part; part = strtok(NULL, " ")) {
        char *colon = strchr(part, ':');
        if (!colon)
            continue;
        struct span_set *set = strncmp(part, "Source", 6) == 0    ? &attribution.source
                               : strncmp(part, "Cue", 3) == 0     ? &attribution.cue
                               : strncmp(part, "Content", 7) == 0 ? &attribution.content
                                                                  : NULL;
        for (size_t i = 0; set && i < bounds->count; i++)
            if (strcmp(bounds->items[i].id, colon + 1) == 0)
                add_spans(set, &bounds->items[i].spans);
    }
    if (attribution.cue.count || attribution.content.count)
        *hs_array_push(gold) = attribution;
}

static void read_annotation(char *text, const uint32_t *offsets, size_t points,
                            gold_attributions *gold)
{
    text_bounds bounds = {0};
    for (int pass = 0; pass < 2; pass++) {
        char *next = NULL;
        for (char *line = text; line && *line; line = next) {
            next = strchr(line, '\n');
            size_t length = next ? (size_t)(next++ - line) : strlen(line);
            char *copy = strndup(line, length);
            char *tab = strchr(copy, '\t');
            if (pass == 0 && copy[0] == 'T' && isdigit((unsigned char)copy[1]) && tab) {
                struct text_bound *bound = hs_array_push(&bounds);
                memset(bound, 0, sizeof *bound);
                snprintf(bound->id, sizeof bound->id, "%.*s", (int)(tab - copy), copy);
                char *space = strchr(tab, ' ');
                if (space)
                    read_spans(space + 1, offsets, points, &bound->spans);
            } else if (pass == 1 && copy[0] == 'E' && tab) {
                read_event(copy, &bounds, gold);
            }
            free(copy);
        }
    }
    hs_array_finish(&bounds);
}

/* The words of a block that a span holds: [*first, *end), without marks at the edges. */
static bool words_of(const struct block_sample *block, struct text_span span, uint32_t *first,
                     uint32_t *end)
{
    uint32_t a = 0, b = block->count;
    while (a < b && block->ends[a] <= span.start)
        a++;
    while (b > a && block->starts[b - 1] >= span.end)
        b--;
    uint32_t a0 = a, b0 = b;
    while (a < b && block->words[a].edge)
        a++;
    while (b > a && block->words[b - 1].edge)
        b--;
    if (a == b && a0 < b0) { /* a cue may be a lone mark */
        a = a0;
        b = b0;
    }
    *first = a;
    *end = b;
    return a < b;
}

static void label_words(struct block_sample *block, const struct span_set *spans, bool keep_marks,
                        uint8_t label)
{
    uint32_t last_end = UINT32_MAX;
    for (uint32_t s = 0; s < spans->count; s++) {
        uint32_t first, end;
        if (!words_of(block, spans->items[s], &first, &end))
            continue;
        if (!keep_marks && end == first + 1 && block->words[first].edge)
            continue;
        bool joins = last_end != UINT32_MAX && last_end <= first;
        for (uint32_t i = last_end; joins && i < first; i++)
            joins = block->words[i].edge;
        for (uint32_t i = joins ? last_end : first; i < end; i++)
            block->gold[i] = (uint8_t)(label + (i > first || joins));
        last_end = end;
    }
}

static uint32_t extent_start(const struct span_set *spans)
{
    uint32_t start = UINT32_MAX;
    for (uint32_t i = 0; i < spans->count; i++)
        start = spans->items[i].start < start ? spans->items[i].start : start;
    return start;
}

static void label_side(struct block_sample *block, const struct span_set *spans, uint32_t pivot,
                       uint8_t ahead, uint8_t behind)
{
    struct span_set before = {0}, after = {0};
    for (uint32_t i = 0; i < spans->count; i++) {
        struct span_set *side = spans->items[i].start < pivot ? &before : &after;
        side->items[side->count++] = spans->items[i];
    }
    label_words(block, &before, false, ahead);
    label_words(block, &after, false, behind);
}

static int by_start(const void *left, const void *right)
{
    const struct text_span *a = left, *b = right;
    return a->start < b->start ? -1 : a->start > b->start;
}

static void label_gap(struct block_sample *block, const struct gold_attribution *gold)
{
    uint32_t first = UINT32_MAX, end = 0;
    const struct span_set *sets[] = {&gold->source, &gold->cue, &gold->content};
    for (size_t s = 0; s < 3; s++)
        for (uint32_t i = 0; i < sets[s]->count; i++) {
            uint32_t a, b;
            if (!words_of(block, sets[s]->items[i], &a, &b))
                continue;
            first = a < first ? a : first;
            end = b > end ? b : end;
        }
    for (uint32_t i = first; i < end; i++)
        if (block->gold[i] == HS_LABEL_OUT)
            block->gold[i] = HS_LABEL_GAP;
}

static void label_block(struct block_sample *block, gold_attributions *gold)
{
    for (size_t g = 0; g < gold->count; g++) {
        struct gold_attribution *a = &gold->items[g];
        qsort(a->source.items, a->source.count, sizeof a->source.items[0], by_start);
        qsort(a->cue.items, a->cue.count, sizeof a->cue.items[0], by_start);
        qsort(a->content.items, a->content.count, sizeof a->content.items[0], by_start);
        uint32_t pivot = extent_start(a->cue.count ? &a->cue : &a->source);
        uint32_t content_pivot = pivot == UINT32_MAX ? 0 : pivot;
        label_side(block, &a->content, content_pivot, HS_LABEL_CONTENT_AHEAD,
                   HS_LABEL_CONTENT_BEHIND);
        label_side(block, &a->source, a->cue.count ? pivot : UINT32_MAX, HS_LABEL_SOURCE_AHEAD,
                   HS_LABEL_SOURCE_BEHIND);
        label_words(block, &a->cue, true, HS_LABEL_CUE);
    }
    for (size_t g = 0; g < gold->count; g++)
        label_gap(block, &gold->items[g]);
}

/* What the language network, which stays as it is, makes of each word of a block. Vectors of words,
 * which stand behind it, teach attributions nothing. */
static const int8_t *states_of(const hs_block *block, hs_arena *arena)
{
    const hs_language *language = hs_language_shared(NULL);
    if (!language)
        return NULL;
    size_t width = hs_language_network_width(language), stride = hs_language_state_width(language);
    hs_arena scratch = {0};
    int8_t *all = hs_arena_alloc_array(&scratch, block->token_count, stride);
    int8_t *states = hs_arena_alloc_array(arena, block->token_count, width);
    hs_language_analyse_tokens(language, block->text, block->tokens, block->token_count,
                               block->sentences, block->sentence_count, all, &scratch);
    for (size_t t = 0; t < block->token_count; t++)
        memcpy(states + t * width, all + t * stride, width);
    hs_arena_finish(&scratch);
    return states;
}

static uint8_t no_level(const void *model, uint32_t form)
{
    (void)model;
    (void)form;
    return 0;
}

typedef HS_ARRAY(struct block_sample) block_samples;

/* All blocks with words of a text. The list of blocks lives as long as the program. */
static void add_blocks(struct attribution_data *data, hs_str text, uint32_t article,
                       block_samples *blocks)
{
    hs_block_list *list = hs_block_list_build(text, HS_MARKUP_PLAIN);
    for (size_t i = 0; i < list->count; i++) {
        const hs_block *block = list->entries[i].block;
        uint32_t count = (uint32_t)block->token_count;
        if (count == 0)
            continue;
        struct block_sample *sample = hs_array_push(blocks);
        *sample = (struct block_sample){
            .block = block,
            .starts = hs_arena_new_array(&data->arena, uint32_t, count),
            .ends = hs_arena_new_array(&data->arena, uint32_t, count),
            .words = hs_attribution_words(block, no_level, NULL, &data->arena),
            .count = count,
            .states = states_of(block, &data->arena),
            .gold = hs_arena_alloc(&data->arena, count),
            .pos = hs_arena_alloc(&data->arena, count),
            .deprel = hs_arena_alloc(&data->arena, count),
            .article = article,
        };
        for (uint32_t t = 0; t < count; t++) {
            hs_span source = hs_block_source_span(&list->entries[i], block->tokens[t].span);
            sample->starts[t] = source.start;
            sample->ends[t] = source.end;
        }
        data->word_count += count;
    }
}

typedef HS_ARRAY(struct article) articles;

static void read_article(struct attribution_data *data, const char *path, articles *list,
                         block_samples *blocks)
{
    hs_buffer text = {0}, annotation = {0};
    hs_error error = {0};
    char pattern[4096];
    glob_t found = {0};
    snprintf(pattern, sizeof pattern, "%.*s_????.ann", (int)strlen(path) - 4, path);
    if (glob(pattern, 0, NULL, &found) == 0 && hs_file_read(path, FILE_LIMIT, &text, &error) &&
        hs_file_read(found.gl_pathv[0], FILE_LIMIT, &annotation, &error)) {
        hs_str copy = hs_arena_copy_str(&data->arena, hs_str_make(text.bytes, text.length));
        size_t points;
        uint32_t *offsets = code_point_offsets(copy, &data->arena, &points);
        gold_attributions gold = {0};
        hs_str marks =
            hs_arena_copy_str(&data->arena, hs_str_make(annotation.bytes, annotation.length));
        read_annotation((char *)marks.bytes, offsets, points, &gold);
        uint32_t first = (uint32_t)blocks->count;
        add_blocks(data, copy, (uint32_t)list->count, blocks);
        for (size_t i = first; i < blocks->count; i++)
            label_block(&blocks->items[i], &gold);
        *hs_array_push(list) = (struct article){.path = strdup(path),
                                                .text = copy,
                                                .first_block = first,
                                                .block_count = (uint32_t)blocks->count - first};
        hs_array_finish(&gold);
    }
    globfree(&found);
    hs_buffer_finish(&text);
    hs_buffer_finish(&annotation);
}

bool attribution_data_read(struct attribution_data *data, const char *folder)
{
    char pattern[4096];
    glob_t found = {0};
    snprintf(pattern, sizeof pattern, "%s/*.txt", folder);
    if (glob(pattern, 0, NULL, &found) != 0)
        return false;
    articles list = {data->articles, data->article_count, data->article_count};
    block_samples blocks = {data->blocks, data->block_count, data->block_count};
    for (size_t i = 0; i < found.gl_pathc; i++)
        read_article(data, found.gl_pathv[i], &list, &blocks);
    globfree(&found);
    data->articles = list.items;
    data->article_count = list.count;
    data->blocks = blocks.items;
    data->block_count = blocks.count;
    return list.count > 0;
}

struct names {
    char known[POS_MAX][16];
    uint8_t count, most;
};

/* Numbers names from 1 in the order of their coming; 0 where there is no room. */
static uint8_t number_of(struct names *names, const char *name)
{
    for (uint8_t i = 1; i <= names->count; i++)
        if (strcmp(names->known[i], name) == 0)
            return i;
    if (names->count + 1 >= names->most || strlen(name) >= sizeof names->known[0])
        return 0;
    strcpy(names->known[++names->count], name);
    return names->count;
}

static uint8_t pos_of(const char *tag)
{
    static struct names names = {.most = POS_MAX};
    return number_of(&names, tag);
}

/* Marks in the words of an article the tag of those that begin and end where the silver word does.
 */
struct silver_article {
    struct article *article;
    uint32_t *offsets;
    size_t points;
    uint32_t block, word;
};

static struct article *find_article(struct attribution_data *data, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < data->article_count; i++) {
        const char *path = data->articles[i].path;
        size_t end = strlen(path) - 4;
        if (end > length && strncmp(path + end - length, name, length) == 0 &&
            path[end - length - 1] == '/')
            return &data->articles[i];
    }
    return NULL;
}

static void place_tag(struct attribution_data *data, struct silver_article *at, size_t begin,
                      size_t end, const char *tag)
{
    if (!at->article || begin >= at->points || end > at->points)
        return;
    uint32_t start = at->offsets[begin];
    while (at->block < at->article->block_count) {
        struct block_sample *block = &data->blocks[at->article->first_block + at->block];
        while (at->word < block->count && block->starts[at->word] < start)
            at->word++;
        if (at->word == block->count) {
            at->block++;
            at->word = 0;
            continue;
        }
        if (block->starts[at->word] == start)
            block->pos[at->word] = pos_of(tag);
        return;
    }
}

bool attribution_data_read_silver(struct attribution_data *data, const char *path)
{
    struct lines lines;
    if (!lines_open(&lines, path))
        return false;
    hs_arena arena = {0};
    struct silver_article at = {0};
    for (char *line; (line = lines_next(&lines));) {
        if (strncmp(line, "# doc ", 6) == 0) {
            at = (struct silver_article){.article = find_article(data, line + 6)};
            if (at.article)
                at.offsets = code_point_offsets(at.article->text, &arena, &at.points);
            continue;
        }
        size_t begin, end;
        char tag[64];
        if (sscanf(line, "%zu\t%zu\t%*[^\t]\t%*[^\t]\t%63[^\t]", &begin, &end, tag) == 3)
            place_tag(data, &at, begin, end, tag);
    }
    hs_arena_finish(&arena);
    return lines_close(&lines);
}

/* "nsubj:pass" with a head to the left: the relation without its subtype, and the side. */
static uint8_t deprel_of(char *relation, long word, long head)
{
    static struct names names = {.most = DEPREL_MAX / 2 - 1};
    relation[strcspn(relation, ":")] = 0;
    uint8_t number = number_of(&names, relation);
    return (uint8_t)(number ? 2 * number + (head > word) : 0);
}

struct tree_word {
    uint32_t start;
    uint8_t pos, deprel;
};

struct treebank {
    hs_buffer text;
    HS_ARRAY(struct tree_word) words;
    bool skipped;     /* the document is left out */
    long joined_last; /* last word of a surface token of several words */
};

static bool names_one_of(const char *line, const char *const *skip)
{
    for (; *skip; skip++)
        if (strstr(line, *skip))
            return true;
    return false;
}

static void read_tree_line(struct treebank *bank, char *line)
{
    char *columns[10] = {0};
    int count = 0;
    for (char *part = strtok(line, "\t"); part && count < 10; part = strtok(NULL, "\t"))
        columns[count++] = part;
    if (count < 10 || strchr(columns[0], '.'))
        return;
    bool space = !strstr(columns[9], "SpaceAfter=No");
    char *dash = strchr(columns[0], '-');
    long number = atol(columns[0]);
    if (dash) {
        bank->joined_last = atol(dash + 1);
        hs_buffer_append_text(&bank->text, columns[1]);
        if (space)
            hs_buffer_append_byte(&bank->text, ' ');
        return;
    }
    if (number <= bank->joined_last)
        return;
    *hs_array_push(&bank->words) =
        (struct tree_word){(uint32_t)bank->text.length, pos_of(columns[4]),
                           deprel_of(columns[7], number, atol(columns[6]))};
    hs_buffer_append_text(&bank->text, columns[1]);
    if (space)
        hs_buffer_append_byte(&bank->text, ' ');
}

static void place_tree_words(const struct treebank *bank, const block_samples *blocks, size_t from)
{
    size_t word = 0;
    for (size_t b = from; b < blocks->count; b++) {
        struct block_sample *block = &blocks->items[b];
        for (uint32_t t = 0; t < block->count; t++) {
            while (word < bank->words.count && bank->words.items[word].start < block->starts[t])
                word++;
            if (word < bank->words.count && bank->words.items[word].start == block->starts[t]) {
                block->pos[t] = bank->words.items[word].pos;
                block->deprel[t] = bank->words.items[word].deprel;
            }
        }
    }
}

bool attribution_data_read_treebank(struct attribution_data *data, const char *path,
                                    const char *const *skip)
{
    struct lines lines;
    if (!lines_open(&lines, path))
        return false;
    struct treebank bank = {0};
    for (char *line; (line = lines_next(&lines));) {
        if (strncmp(line, "# newdoc", 8) == 0)
            bank.skipped = names_one_of(line, skip);
        if (line[0] == 0) {
            bank.joined_last = 0;
            if (!bank.skipped)
                hs_buffer_append_text(&bank.text, "\n\n");
        } else if (line[0] != '#' && !bank.skipped) {
            read_tree_line(&bank, line);
        }
    }
    lines_close(&lines);
    block_samples blocks = {data->blocks, data->block_count, data->block_count};
    hs_str text = hs_arena_copy_str(&data->arena, hs_buffer_str(&bank.text));
    add_blocks(data, text, UINT32_MAX, &blocks);
    place_tree_words(&bank, &blocks, data->block_count);
    data->blocks = blocks.items;
    data->block_count = blocks.count;
    hs_buffer_finish(&bank.text);
    hs_array_finish(&bank.words);
    return true;
}
