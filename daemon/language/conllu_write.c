/* Prints analyses. Reading CoNLL-U is corpus/train/conllu.c's. */
#include "language/conllu_write.h"

#include <string.h>

#include "language/labels.h"
#include "text/character.h"
#include "text/token.h"

typedef struct writer {
    const hs_analysis *analysis;
    const hs_conllu_options *options;
    const hs_token *tokens; /* of the text, to see which words are joined */
    size_t token_count;
    size_t next_token;
    uint32_t next_entity;
    uint32_t counted_bytes, counted_characters;
    hs_buffer *out;
} writer;

static hs_str form_of(const writer *w, uint32_t index)
{
    const hs_word *word = &w->analysis->words[index];
    return hs_str_slice(w->analysis->text, word->byte_start, word->byte_end);
}

/* A field of a row: tabs and line ends, which the text may hold inside a word, would break it. */
static void append_field(hs_buffer *out, hs_str field)
{
    if (field.length == 0)
        hs_buffer_append_byte(out, '_');
    for (size_t i = 0; i < field.length; i++) {
        bool breaks = field.bytes[i] == '\t' || field.bytes[i] == '\n' || field.bytes[i] == '\r';
        hs_buffer_append_byte(out, breaks ? ' ' : field.bytes[i]);
    }
}

static uint32_t count_characters(writer *w, uint32_t byte)
{
    while (w->counted_bytes < byte) {
        w->counted_bytes += hs_character_at(w->analysis->text, w->counted_bytes).length;
        w->counted_characters++;
    }
    return w->counted_characters;
}

static hs_span place_of(writer *w, hs_span bytes)
{
    if (w->options->place)
        return w->options->place(w->options->context, bytes);
    uint32_t start = count_characters(w, bytes.start);
    return (hs_span){start, count_characters(w, bytes.end)};
}

static void append_features(hs_buffer *out, uint32_t bits)
{
    bool any = false;
    static const char *const order[] = {"Mood", "Number", "Person", "Tense", "VerbForm", "Voice"};
    for (size_t i = 0; i < HS_COUNT(order); i++)
        for (size_t g = 0; g < HS_FEATURE_GROUP_COUNT; g++) {
            const struct hs_feature_group *group = &hs_feature_groups[g];
            if (strcmp(group->name, order[i]) != 0)
                continue;
            for (size_t v = 0; v < group->value_count; v++)
                if (bits & group->values[v].bit) {
                    hs_buffer_printf(out, "%s%s=%s", any ? "|" : "", group->name,
                                     group->values[v].name);
                    any = true;
                }
        }
    if (!any)
        hs_buffer_append_byte(out, '_');
}

static bool space_follows(const writer *w, uint32_t index)
{
    uint32_t end = w->analysis->words[index].byte_end;
    return end >= w->analysis->text.length ||
           hs_character_at(w->analysis->text, end).class == HS_CHARACTER_SPACE;
}

/* True when the word is a further part of the token that the word before it begins. */
static bool is_joined(writer *w, uint32_t index, uint32_t first)
{
    const hs_word *word = &w->analysis->words[index];
    while (w->next_token < w->token_count && w->tokens[w->next_token].span.start < word->byte_start)
        w->next_token++;
    return index > first && w->next_token < w->token_count &&
           w->tokens[w->next_token].span.start == word->byte_start &&
           w->tokens[w->next_token].joined && word[-1].byte_end == word->byte_start;
}

static void append_attribute(const writer *w, const char *name, hs_word_span span)
{
    if (span.first >= span.end)
        return;
    hs_str text = hs_str_slice(w->analysis->text, w->analysis->words[span.first].byte_start,
                               w->analysis->words[span.end - 1].byte_end);
    hs_buffer_printf(w->out, "|%s=", name);
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        hs_buffer_append_byte(w->out, byte == '|' || (unsigned char)byte <= ' ' ? '_' : byte);
    }
}

static void append_entity(writer *w, uint32_t index)
{
    const hs_analysis *a = w->analysis;
    while (w->next_entity < a->entity_count && a->entities[w->next_entity].words.end <= index)
        w->next_entity++;
    if (w->next_entity == a->entity_count || a->entities[w->next_entity].words.first > index)
        return;
    const hs_name *entity = &a->entities[w->next_entity];
    bool first = entity->words.first == index;
    hs_buffer_printf(w->out, "|Entity=%s%s", first ? "B-" : "I-",
                     hs_name_type_name((unsigned)entity->type));
    if (!first)
        return;
    append_attribute(w, "EntityTitle", entity->title);
    append_attribute(w, "EntityRole", entity->role);
    append_attribute(w, "EntityCountry", entity->country);
}

static void append_misc(writer *w, uint32_t index, bool space)
{
    const hs_word *word = &w->analysis->words[index];
    hs_span place = place_of(w, (hs_span){word->byte_start, word->byte_end});
    hs_buffer_printf(w->out, "%sstart_char=%u|end_char=%u", space ? "" : "SpaceAfter=No|",
                     place.start, place.end);
    append_entity(w, index);
}

static void append_word(writer *w, uint32_t index, uint32_t first, bool in_multiword)
{
    const hs_word *word = &w->analysis->words[index];
    hs_buffer_printf(w->out, "%u\t", index - first + 1);
    append_field(w->out, form_of(w, index));
    hs_buffer_append_byte(w->out, '\t');
    append_field(w->out, hs_word_lemma(word));
    hs_buffer_printf(w->out, "\t%s\t%s\t", hs_upos_name(word->upos), hs_xpos_name(word->xpos));
    append_features(w->out, word->features);
    hs_buffer_printf(w->out, "\t%u\t%s\t_\t", word->head == HS_NO_WORD ? 0 : word->head - first + 1,
                     hs_deprel_name(word->deprel));
    append_misc(w, index, in_multiword || space_follows(w, index));
    hs_buffer_append_byte(w->out, '\n');
}

static void append_multiword(writer *w, uint32_t index, uint32_t end, uint32_t first)
{
    const hs_word *words = w->analysis->words;
    hs_buffer_printf(w->out, "%u-%u\t", index - first + 1, end - first);
    append_field(w->out,
                 hs_str_slice(w->analysis->text, words[index].byte_start, words[end - 1].byte_end));
    hs_buffer_printf(w->out, "\t_\t_\t_\t_\t_\t_\t_\t%s\n",
                     space_follows(w, end - 1) ? "_" : "SpaceAfter=No");
}

static void append_sentence(writer *w, hs_word_span sentence, uint32_t number)
{
    hs_buffer_printf(w->out, "# sent_id = %u\n# text = ", number);
    append_field(w->out,
                 hs_str_slice(w->analysis->text, w->analysis->words[sentence.first].byte_start,
                              w->analysis->words[sentence.end - 1].byte_end));
    hs_buffer_append_byte(w->out, '\n');
    for (uint32_t i = sentence.first; i < sentence.end;) {
        uint32_t end = i + 1;
        while (end < sentence.end && is_joined(w, end, sentence.first))
            end++;
        bool multiword = end > i + 1;
        if (multiword)
            append_multiword(w, i, end, sentence.first);
        for (; i < end; i++)
            append_word(w, i, sentence.first, multiword);
    }
    hs_buffer_append_byte(w->out, '\n');
}

void hs_conllu_write(const hs_analysis *analysis, const hs_conllu_options *options, hs_buffer *out)
{
    hs_arena arena = {0};
    writer w = {.analysis = analysis, .options = options, .out = out};
    w.tokens = hs_tokenize(analysis->text, &arena, &w.token_count);
    if (options->new_document)
        hs_buffer_append_text(out, "# newdoc\n");
    for (uint32_t s = 0; s < analysis->sentence_count; s++) {
        if (s == 0)
            hs_buffer_append_text(out, "# newpar\n");
        append_sentence(&w, analysis->sentences[s], options->first_sentence + s);
    }
    hs_arena_finish(&arena);
}
