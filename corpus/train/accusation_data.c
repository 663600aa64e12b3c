/* Reads gold annotations, lets the daemon read and link their texts, and puts labels on the words.
 */
#include "train/accusation_data.h"

#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/linking/link.h"
#include "base/buffer.h"
#include "base/file.h"
#include "train/parties.h"

enum { FILE_LIMIT = 16 << 20, NEUTRAL_SHARE = 6 };

/* Byte offset of each code point, and of the end. */
static uint32_t *code_point_offsets(hs_str text, hs_arena *arena)
{
    uint32_t *offsets = hs_arena_new_array(arena, uint32_t, text.length + 2);
    size_t n = 0;
    for (size_t i = 0; i < text.length; i++)
        if (((unsigned char)text.bytes[i] & 0xc0) != 0x80)
            offsets[n++] = (uint32_t)i;
    while (n < text.length + 2)
        offsets[n++] = (uint32_t)text.length;
    return offsets;
}

static hs_str copy_text(struct accusation_data *data, const json_t *value)
{
    const char *text = json_string_value(value);
    return text ? hs_arena_copy_str(&data->arena, hs_str_from(text)) : (hs_str){0};
}

static hs_span read_span(const json_t *spans, const char *name, const uint32_t *offsets,
                         size_t length)
{
    const json_t *span = json_object_get(spans, name);
    json_int_t start = json_integer_value(json_array_get(span, 0));
    json_int_t end = json_integer_value(json_array_get(span, 1));
    if (!json_is_array(span) || start < 0 || end <= start || (size_t)end > length)
        return (hs_span){0, 0};
    return (hs_span){offsets[start], offsets[end]};
}

static void read_accusation(struct accusation_data *data, const json_t *json,
                            const uint32_t *offsets, size_t length, struct gold_accusation *gold)
{
    const json_t *spans = json_object_get(json, "spans"),
                 *accused = json_object_get(json, "accused");
    const char *form = json_string_value(json_object_get(json, "form"));
    gold->accuser = copy_text(data, json_object_get(json, "accuser"));
    gold->explicit_form = form && strcmp(form, "explicit") == 0;
    gold->spans[0] = read_span(spans, "cue", offsets, length);
    gold->spans[1] = read_span(spans, "charge", offsets, length);
    size_t count = json_is_array(accused) ? json_array_size(accused) : 1;
    for (size_t i = 0; i < count && i < GOLD_PARTIES; i++)
        gold->accused[gold->accused_count++] =
            copy_text(data, json_is_array(accused) ? json_array_get(accused, i) : accused);
}

static uint8_t answer_kind(const char *name)
{
    for (int kind = 0; name && kind < HS_ANSWER_KINDS; kind++)
        if (strcmp(name, hs_answer_kind_name((hs_answer_kind)kind)) == 0)
            return (uint8_t)kind;
    return HS_ANSWER_DENIAL;
}

static void read_gold(struct accusation_data *data, const json_t *root, hs_str text,
                      struct gold_document *document)
{
    uint32_t *offsets = code_point_offsets(text, &data->arena);
    const json_t *accusations = json_object_get(root, "accusations");
    const json_t *answers = json_object_get(root, "answers");
    document->accusation_count = (uint32_t)json_array_size(accusations);
    document->accusations =
        hs_arena_new_array(&data->arena, struct gold_accusation, document->accusation_count + 1);
    for (uint32_t i = 0; i < document->accusation_count; i++)
        read_accusation(data, json_array_get(accusations, i), offsets, text.length,
                        &document->accusations[i]);
    document->answer_count = (uint32_t)json_array_size(answers);
    document->answers =
        hs_arena_new_array(&data->arena, struct gold_answer, document->answer_count + 1);
    for (uint32_t i = 0; i < document->answer_count; i++) {
        const json_t *json = json_array_get(answers, i), *to = json_object_get(json, "to");
        const json_t *spans = json_object_get(json, "spans");
        document->answers[i] = (struct gold_answer){
            .by = copy_text(data, json_object_get(json, "by")),
            .kind = answer_kind(json_string_value(json_object_get(json, "kind"))),
            .to = json_is_integer(to) ? (uint32_t)json_integer_value(to) : UINT32_MAX,
            .spans = {read_span(spans, "cue", offsets, text.length),
                      read_span(spans, "text", offsets, text.length)},
        };
    }
}

static uint8_t *labels(struct accusation_data *data, uint32_t count, int value)
{
    uint8_t *items = hs_arena_alloc(&data->arena, count + 1);
    memset(items, value, count + 1);
    return items;
}

static bool may_be_party(const hs_reading *r, uint32_t phrase)
{
    uint8_t tag = hs_reading_tag(r, r->phrases.items[phrase].head);
    return tag == HS_TAG_NAME || tag == HS_TAG_NOUN || tag == HS_TAG_PRONOUN ||
           tag == HS_TAG_DETERMINER || tag == HS_TAG_RELATIVE;
}

static void add_candidate(struct wrong_block *block, uint32_t phrase, bool owner)
{
    const hs_reading *r = &block->reading;
    block->candidates[block->candidate_count++] =
        (struct candidate){.phrase = phrase,
                           .owner = owner,
                           .token = hs_reading_token(r, r->phrases.items[phrase].head)};
}

static void list_candidates(struct accusation_data *data, struct wrong_block *block)
{
    const hs_reading *r = &block->reading;
    block->candidates =
        hs_arena_new_array(&data->arena, struct candidate, 2 * (size_t)r->phrases.count + 1);
    for (uint32_t i = 0; i < r->phrases.count; i++) {
        if (!may_be_party(r, i))
            continue;
        add_candidate(block, i, false);
        if (hs_reading_qualified(r, i))
            add_candidate(block, i, true);
    }
}

/* Lets linking say who each candidate is, and whose words each attribution is, by accusations made
 * up for it, whose charges begin at their number. */
static hs_accusing *push_probe(hs_reading *r, uint32_t number)
{
    hs_accusing *probe = hs_array_push(&r->accusing);
    *probe =
        (hs_accusing){.charge = {number, number + 1}, .accuser = HS_NONE, .attribution = HS_NONE};
    return probe;
}

static void push_probes(const struct wrong_block *block, hs_reading *r)
{
    for (uint32_t i = 0; i < block->candidate_count; i++) {
        hs_accusing *probe = push_probe(r, i);
        probe->open_accuser = true;
        probe->accused[probe->accused_count++] = block->candidates[i].phrase;
        probe->accused_owner = block->candidates[i].owner;
    }
    for (uint32_t i = 0; i <= block->voice_count; i++) {
        hs_accusing *probe = push_probe(r, block->candidate_count + i);
        probe->attribution = i < block->voice_count ? i : HS_NONE;
    }
}

static struct wrong_block *add_block(struct accusation_data *data, const hs_block_entry *entry,
                                     float weight)
{
    hs_block *block = entry->block;
    uint32_t count = (uint32_t)block->token_count;
    struct wrong_block *added = hs_array_push(&data->blocks);
    *added = (struct wrong_block){.count = count, .weight = weight};
    hs_reading *r = &added->reading;
    *r = (hs_reading){.block = block, .arena = &data->arena, .scratch = &data->arena};
    hs_reading_prepare(r);
    added->starts = hs_arena_new_array(&data->arena, uint32_t, count);
    added->ends = hs_arena_new_array(&data->arena, uint32_t, count);
    for (uint32_t t = 0; t < count; t++) {
        hs_span source = hs_block_source_span(entry, block->tokens[t].span);
        added->starts[t] = source.start;
        added->ends[t] = source.end;
    }
    added->words = hs_accusation_words(r, &data->arena);
    added->rows = hs_accusation_inputs(r, added->words, &data->arena);
    added->accusing = labels(data, count, 0);
    added->answering = labels(data, count, 0);
    added->kind = labels(data, count, NO_LABEL);
    added->part = labels(data, count, NO_LABEL);
    added->stance = labels(data, count, NO_LABEL);
    added->voice_count = (uint32_t)r->attributions.count;
    added->voices = hs_arena_new_array(&data->arena, struct voice, added->voice_count + 1);
    return added;
}

static bool punctuation(const struct wrong_block *block, uint32_t token)
{
    return block->reading.syntax->words[token].upos == HS_UPOS_PUNCT;
}

/* The tokens [*first, *end) that a span of the text holds, without punctuation at the edges. */
static bool tokens_of(const struct wrong_block *block, hs_span span, uint32_t *first, uint32_t *end)
{
    uint32_t a = 0, b = block->count;
    while (a < b && block->ends[a] <= span.start)
        a++;
    while (b > a && block->starts[b - 1] >= span.end)
        b--;
    while (a < b && punctuation(block, a))
        a++;
    while (b > a && punctuation(block, b - 1))
        b--;
    *first = a;
    *end = b;
    return a < b && !hs_span_empty(span);
}

struct painting {
    uint8_t *part;     /* first label of the part, or 0 */
    uint32_t *segment; /* which span */
};

static void paint(struct wrong_block *block, struct painting *painting, hs_span span, int part,
                  uint32_t segment)
{
    uint32_t first, end;
    if (!tokens_of(block, span, &first, &end))
        return;
    for (uint32_t t = first; t < end; t++) {
        painting->part[t] = (uint8_t)part;
        painting->segment[t] = segment;
    }
}

/* A part begins where its span's first word stands; a charge with its cue inside goes on behind
 * it. */
static void labels_of(const struct painting *painting, uint32_t count, int cue, uint8_t *out)
{
    uint32_t open = UINT32_MAX; /* the span before the cue */
    for (uint32_t t = 0; t < count; t++) {
        int part = painting->part[t];
        bool same = t > 0 && painting->part[t - 1] == part &&
                    painting->segment[t - 1] == painting->segment[t];
        bool resumes = t > 0 && part && part != cue && painting->part[t - 1] == cue &&
                       open == painting->segment[t];
        out[t] = (uint8_t)(part ? part + (same || resumes) : 0);
        if (part != cue)
            open = part ? painting->segment[t] : UINT32_MAX;
    }
}

static struct painting new_painting(struct accusation_data *data, uint32_t count)
{
    return (struct painting){hs_arena_alloc(&data->arena, count + 1),
                             hs_arena_new_array(&data->arena, uint32_t, count + 1)};
}

static void label_accusing(struct accusation_data *data, struct wrong_block *block,
                           const struct gold_document *document)
{
    struct painting painting = new_painting(data, block->count);
    for (int pass = 0; pass < 3; pass++)
        for (uint32_t i = 0; i < document->accusation_count; i++) {
            const struct gold_accusation *gold = &document->accusations[i];
            if (pass == 0 && !gold->explicit_form)
                paint(block, &painting, gold->spans[1], HS_ACCUSING_ASSERTED, 2 * i);
            if (pass == 1 && gold->explicit_form)
                paint(block, &painting, gold->spans[1], HS_ACCUSING_CHARGE, 2 * i);
            if (pass == 2)
                paint(block, &painting, gold->spans[0], HS_ACCUSING_CUE, 2 * i + 1);
        }
    labels_of(&painting, block->count, HS_ACCUSING_CUE, block->accusing);
}

static void label_answering(struct accusation_data *data, struct wrong_block *block,
                            const struct gold_document *document)
{
    struct painting painting = new_painting(data, block->count);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < document->answer_count; i++) {
            const struct gold_answer *gold = &document->answers[i];
            paint(block, &painting, gold->spans[!pass], pass ? HS_ANSWERING_CUE : HS_ANSWERING_TEXT,
                  2 * i + (uint32_t)pass);
            uint32_t first, end;
            if (tokens_of(block, gold->spans[!pass], &first, &end))
                memset(block->kind + first, gold->kind, end - first);
        }
    labels_of(&painting, block->count, HS_ANSWERING_CUE, block->answering);
}

bool gold_touches(const struct wrong_block *block, const hs_span spans[2], uint32_t first,
                  uint32_t end)
{
    for (int k = 0; k < 2; k++)
        if (first < end && block->starts[first] < spans[k].end &&
            spans[k].start < block->ends[end - 1])
            return true;
    return false;
}

static bool named(hs_str name, const struct gold_accusation *gold)
{
    for (uint32_t k = 0; k < gold->accused_count; k++)
        if (same_party(name, gold->accused[k]))
            return true;
    return false;
}

/* What the candidates of a sentence are to the accusations in it. */
static void label_parts(struct wrong_block *block, const struct gold_document *document)
{
    const hs_analysis *syntax = block->reading.syntax;
    for (uint32_t s = 0; s < syntax->sentence_count; s++) {
        hs_word_span sentence = syntax->sentences[s];
        for (uint32_t c = 0; c < block->candidate_count; c++) {
            const struct candidate *candidate = &block->candidates[c];
            if (candidate->token < sentence.first || candidate->token >= sentence.end ||
                candidate->owner)
                continue;
            uint8_t *part = &block->part[candidate->token];
            *part = HS_PART_NONE;
            for (uint32_t i = 0; i < document->accusation_count && candidate->known; i++) {
                const struct gold_accusation *gold = &document->accusations[i];
                if (!gold_touches(block, gold->spans, sentence.first, sentence.end))
                    continue;
                if (named(candidate->name, gold))
                    *part = HS_PART_ACCUSED;
                else if (*part == HS_PART_NONE && same_party(candidate->name, gold->accuser))
                    *part = HS_PART_ACCUSER;
            }
        }
    }
}

/* Takes the probes' parties; a probe's number is where its charge begins. */
static void read_probe(struct wrong_block *block, const hs_accusation *probe)
{
    uint32_t number = probe->charge.span.start;
    if (number < block->candidate_count) {
        struct candidate *candidate = &block->candidates[number];
        const hs_party *party = &probe->accused[0];
        candidate->known = party->known && !party->author;
        candidate->entity = party->entity;
        candidate->name = party->name;
    } else if (number - block->candidate_count <= block->voice_count) {
        block->voices[number - block->candidate_count] =
            (struct voice){.author = probe->accuser.author,
                           .known = probe->accuser.known,
                           .entity = probe->accuser.entity,
                           .name = probe->accuser.name};
    }
}

static void link_document(struct accusation_data *data, struct gold_document *document)
{
    const hs_block_findings **findings =
        hs_arena_new_array(&data->arena, const hs_block_findings *, document->list->count);
    struct wrong_block **blocks =
        hs_arena_new_array(&data->arena, struct wrong_block *, document->list->count);
    uint32_t at = document->first_block;
    for (size_t i = 0; i < document->list->count; i++) {
        hs_block_findings *made = hs_arena_new(&data->arena, hs_block_findings);
        findings[i] = made;
        if (at >= data->blocks.count ||
            data->blocks.items[at].reading.block != document->list->entries[i].block)
            continue;
        blocks[i] = &data->blocks.items[at++];
        hs_reading copy = blocks[i]->reading; /* its arrays go with the probes */
        list_candidates(data, blocks[i]);
        push_probes(blocks[i], &copy);
        hs_reading_finish(&copy, made);
    }
    /* It lives on: names point into it. */
    hs_annotations *linked = hs_link(document->list, findings, &(hs_link_around){0}, NULL);
    for (size_t i = 0; i < linked->count; i++) {
        const hs_annotation *item = &linked->items[i];
        if (item->kind == HS_ANNOTATION_ACCUSATION && blocks[item->accusation.charge.block])
            read_probe(blocks[item->accusation.charge.block], &item->accusation);
    }
}

static void add_document(struct accusation_data *data, const char *path, hs_str text,
                         const json_t *root, float weight)
{
    struct gold_document *document = hs_array_push(&data->documents);
    *document = (struct gold_document){.path = strdup(path),
                                       .list = hs_block_list_build(text, HS_MARKUP_PLAIN),
                                       .first_block = (uint32_t)data->blocks.count};
    read_gold(data, root, text, document);
    for (size_t i = 0; i < document->list->count; i++)
        if (hs_block_is_read(document->list->entries[i].block))
            add_block(data, &document->list->entries[i], weight);
    document->block_count = (uint32_t)data->blocks.count - document->first_block;
    link_document(data, document);
    for (uint32_t b = 0; b < document->block_count; b++) {
        struct wrong_block *block = &data->blocks.items[document->first_block + b];
        label_accusing(data, block, document);
        label_answering(data, block, document);
        label_parts(block, document);
    }
}

bool accusation_data_read_gold(struct accusation_data *data, const char *folder, float weight)
{
    char pattern[4096];
    glob_t found = {0};
    snprintf(pattern, sizeof pattern, "%s/*.json", folder);
    if (glob(pattern, 0, NULL, &found) != 0)
        return false;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        hs_buffer text = {0};
        hs_error error = {0};
        snprintf(pattern, sizeof pattern, "%.*s.txt", (int)strlen(found.gl_pathv[i]) - 5,
                 found.gl_pathv[i]);
        json_t *root = json_load_file(found.gl_pathv[i], 0, NULL);
        if (root && hs_file_read(pattern, FILE_LIMIT, &text, &error))
            add_document(data, pattern,
                         hs_arena_copy_str(&data->arena, hs_str_make(text.bytes, text.length)),
                         root, weight);
        json_decref(root);
        hs_buffer_finish(&text);
    }
    globfree(&found);
    return data->documents.count > 0;
}

/* Cuts the brackets out of a sentence; where each bracketed party is then. */
static bool cut_brackets(char *line, hs_span parties[2])
{
    int found = 0;
    char *out = line;
    for (const char *in = line; *in; in++) {
        if (*in == '[' && found < 2)
            parties[found].start = (uint32_t)(out - line);
        else if (*in == ']' && found < 2)
            parties[found++].end = (uint32_t)(out - line);
        else
            *out++ = *in;
    }
    *out = 0;
    return found == 2 && parties[0].start < parties[0].end && parties[1].start < parties[1].end;
}

/* The token of a span that the sentence hangs it on. */
static uint32_t head_of(const struct wrong_block *block, hs_span span)
{
    for (uint32_t t = 0; t < block->count; t++) {
        bool inside = block->starts[t] < span.end && span.start < block->ends[t];
        uint32_t head = block->reading.syntax->words[t].head;
        if (inside && (head == HS_NO_WORD || block->starts[head] >= span.end ||
                       block->ends[head] <= span.start))
            return t;
    }
    return UINT32_MAX;
}

static void add_stance(struct accusation_data *data, char *line, int direction, float weight)
{
    static const uint8_t first[] = {HS_STANCE_NEUTRAL, HS_STANCE_FOR, HS_STANCE_PRAISED,
                                    HS_STANCE_AGAINST, HS_STANCE_ATTACKED};
    static const uint8_t second[] = {HS_STANCE_NEUTRAL, HS_STANCE_PRAISED, HS_STANCE_FOR,
                                     HS_STANCE_ATTACKED, HS_STANCE_AGAINST};
    hs_span parties[2];
    if (direction < 0 || direction > 4 || !cut_brackets(line, parties))
        return;
    hs_str text = hs_arena_copy_str(&data->arena, hs_str_from(line));
    hs_block_list *list = hs_block_list_build(text, HS_MARKUP_PLAIN); /* as long as the program */
    if (list->count != 1 || !hs_block_is_read(list->entries[0].block))
        return;
    struct wrong_block *block = add_block(data, &list->entries[0], weight);
    block->accusing[0] = block->answering[0] = NO_LABEL;
    uint32_t p = head_of(block, parties[0]), q = head_of(block, parties[1]);
    if (p != UINT32_MAX)
        block->stance[p] = first[direction];
    if (q != UINT32_MAX)
        block->stance[q] = second[direction];
}

bool accusation_data_read_stances(struct accusation_data *data, const char *path, float weight,
                                  size_t most)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    static char line[1 << 16];
    size_t neutral = 0;
    while (most > 0 && fgets(line, sizeof line, file)) {
        char *tab = strchr(line, '\t'), *last = strrchr(line, '\t');
        if (!tab || !last)
            continue;
        int direction = atoi(last + 1);
        if (direction == 0 && neutral++ % NEUTRAL_SHARE != 0)
            continue;
        *tab = 0;
        add_stance(data, line, direction, weight);
        most--;
    }
    fclose(file);
    return true;
}
