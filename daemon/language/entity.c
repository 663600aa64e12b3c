/* Entities of a block: spans from tags, heads from the tree, then title, role and country. */

#include "language/entity.h"
#include "base/memory.h"

#include <string.h>

/* How many words beside a name are looked at. */
enum { NEAR = 8 };

static bool is_empty(hs_word_span span)
{
    return span.first >= span.end;
}

static bool has(hs_word_span span, uint32_t word)
{
    return word >= span.first && word < span.end;
}

static bool name_starts(const hs_word *words, uint32_t at, uint32_t sentence_first)
{
    unsigned tag = words[at].entity_tag;
    if (tag == 0)
        return false;
    return tag % 2 == 1 || at == sentence_first || (words[at - 1].entity_tag + 1u) / 2 != tag / 2;
}

static uint32_t count_names(const hs_word *words, hs_word_span sentence)
{
    uint32_t count = 0;
    for (uint32_t i = sentence.first; i < sentence.end; i++)
        count += name_starts(words, i, sentence.first);
    return count;
}

/* The word of the span whose head lies outside it. */
static uint32_t head_of(const hs_word *words, hs_word_span span)
{
    for (uint32_t i = span.first; i < span.end; i++)
        if (words[i].head == HS_NO_WORD || !has(span, words[i].head))
            return i;
    return span.first;
}

/* A noun right before a name that stands to the same word in the same way, as no two do: a tree in
 * which it was left open that the one describes the other. */
static bool stands_double(const hs_word *words, uint32_t noun, uint32_t name)
{
    return words[noun].head != HS_NO_WORD && words[noun].head == words[name].head &&
           words[noun].deprel == words[name].deprel && words[noun].deprel != HS_DEPREL_CONJ;
}

static uint32_t read_names(const hs_word *words, hs_word_span sentence, hs_name *entities)
{
    uint32_t count = 0;
    for (uint32_t i = sentence.first; i < sentence.end; i++) {
        if (!name_starts(words, i, sentence.first))
            continue;
        unsigned type = (words[i].entity_tag - 1u) / 2;
        uint32_t end = i + 1;
        while (end < sentence.end && words[end].entity_tag == 2 + 2 * type)
            end++;
        hs_name *entity = &entities[count++];
        *entity = (hs_name){.words = {i, end}, .type = (enum hs_name_type)type};
        entity->head = head_of(words, entity->words);
    }
    return count;
}

static bool is_title(hs_str word)
{
    static const hs_str titles[] = {
        HS_STR("mr"),        HS_STR("mrs"),        HS_STR("ms"),          HS_STR("miss"),
        HS_STR("mx"),        HS_STR("dr"),         HS_STR("prof"),        HS_STR("professor"),
        HS_STR("sir"),       HS_STR("dame"),       HS_STR("lord"),        HS_STR("lady"),
        HS_STR("sen"),       HS_STR("senator"),    HS_STR("rep"),         HS_STR("gov"),
        HS_STR("governor"),  HS_STR("gen"),        HS_STR("general"),     HS_STR("col"),
        HS_STR("colonel"),   HS_STR("capt"),       HS_STR("captain"),     HS_STR("lt"),
        HS_STR("sgt"),       HS_STR("maj"),        HS_STR("adm"),         HS_STR("admiral"),
        HS_STR("judge"),     HS_STR("justice"),    HS_STR("rev"),         HS_STR("reverend"),
        HS_STR("pope"),      HS_STR("king"),       HS_STR("queen"),       HS_STR("prince"),
        HS_STR("princess"),  HS_STR("sheikh"),     HS_STR("imam"),        HS_STR("rabbi"),
        HS_STR("president"), HS_STR("chancellor"), HS_STR("congressman"), HS_STR("congresswoman"),
    };
    if (word.length > 0 && word.bytes[word.length - 1] == '.')
        word.length--;
    for (size_t i = 0; i < HS_COUNT(titles); i++) {
        if (titles[i].length != word.length)
            continue;
        size_t k = 0;
        while (k < word.length && (word.bytes[k] | 0x20) == titles[i].bytes[k])
            k++;
        if (k == word.length)
            return true;
    }
    return false;
}

static hs_str text_of(hs_str text, const hs_word *word)
{
    return hs_str_slice(text, word->byte_start, word->byte_end);
}

/* Titles stand before the name, or were tagged as its first word ("Mr. Lavrov"). */
static hs_word_span find_title(hs_str text, const hs_word *words, hs_word_span sentence,
                               hs_word_span name)
{
    if (name.end - name.first > 1 && is_title(text_of(text, &words[name.first])))
        return (hs_word_span){name.first, name.first + 1};
    uint32_t first = name.first;
    while (first > sentence.first && name.first - first < 2 &&
           is_title(text_of(text, &words[first - 1])))
        first--;
    return (hs_word_span){first, name.first};
}

static bool modifies(const hs_word *words, uint32_t word, uint32_t head)
{
    if (words[word].head != head)
        return false;
    switch (words[word].deprel) {
    case HS_DEPREL_AMOD:
    case HS_DEPREL_COMPOUND:
    case HS_DEPREL_NMOD_DESC:
    case HS_DEPREL_NMOD_POSS:
    case HS_DEPREL_FLAT:
    case HS_DEPREL_NMOD:
        return true;
    default:
        return false;
    }
}

static bool is_noun(const hs_word *word)
{
    return word->upos == HS_UPOS_NOUN || word->upos == HS_UPOS_PROPN;
}

/* The noun that says what the person is, or HS_NO_WORD. */
static uint32_t role_head(const hs_word *words, hs_word_span sentence, const hs_name *entity)
{
    const hs_word *head = &words[entity->head];
    bool hangs = head->deprel == HS_DEPREL_APPOS || head->deprel == HS_DEPREL_FLAT;
    if (hangs && head->head != HS_NO_WORD && is_noun(&words[head->head]) &&
        words[head->head].entity_tag == 0)
        return head->head;
    uint32_t first = entity->words.first;
    if (first > sentence.first && is_noun(&words[first - 1]) && words[first - 1].entity_tag == 0 &&
        stands_double(words, first - 1, entity->head))
        return first - 1;
    uint32_t from = first - sentence.first > NEAR ? first - NEAR : sentence.first;
    for (uint32_t i = first; i-- > from;)
        if (is_noun(&words[i]) && words[i].entity_tag == 0 && modifies(words, i, entity->head) &&
            words[i].deprel != HS_DEPREL_NMOD_POSS)
            return i;
    uint32_t end =
        sentence.end - entity->words.end > 2 * NEAR ? entity->words.end + 2 * NEAR : sentence.end;
    for (uint32_t i = entity->words.end; i < end; i++)
        if (words[i].head == entity->head && words[i].deprel == HS_DEPREL_APPOS &&
            is_noun(&words[i]) && words[i].entity_tag == 0)
            return i;
    return HS_NO_WORD;
}

/* The role's head with the nouns and adjectives right before it that belong to it. */
static hs_word_span role_span(const hs_word *words, hs_word_span sentence, uint32_t head)
{
    hs_word_span span = {head, head + 1};
    while (span.first > sentence.first) {
        const hs_word *before = &words[span.first - 1];
        bool joins = before->deprel == HS_DEPREL_AMOD || before->deprel == HS_DEPREL_COMPOUND ||
                     before->upos == HS_UPOS_PUNCT;
        if (!joins || before->entity_tag != 0 || before->head == HS_NO_WORD ||
            before->head < span.first || before->head > head)
            break;
        span.first--;
    }
    if (words[span.first].upos == HS_UPOS_PUNCT)
        span.first++;
    return span;
}

static hs_word_span entity_around(const hs_name *entities, uint32_t count, uint32_t word)
{
    for (uint32_t i = 0; i < count; i++)
        if (has(entities[i].words, word))
            return entities[i].words;
    return (hs_word_span){word, word + 1};
}

/* A place or nationality near the name that modifies it or its role. `others` are the entities
 * around it. */
static hs_word_span find_country(const hs_word *words, hs_word_span sentence, const hs_name *entity,
                                 uint32_t role, const hs_name *others, uint32_t other_count)
{
    uint32_t middle = role == HS_NO_WORD ? entity->words.first : role;
    uint32_t from = middle - sentence.first > NEAR ? middle - NEAR : sentence.first;
    uint32_t end = sentence.end - middle > NEAR ? middle + NEAR : sentence.end;
    for (uint32_t i = from; i < end; i++) {
        unsigned tag = words[i].entity_tag;
        bool place = tag == 1 + HS_NAME_PLACE;
        bool nation = tag == 1 + HS_NAME_OTHER && words[i].deprel == HS_DEPREL_AMOD;
        if ((!place && !nation) || has(entity->words, i))
            continue;
        if (modifies(words, i, entity->head) || (role != HS_NO_WORD && modifies(words, i, role)))
            return entity_around(others, other_count, i);
    }
    return (hs_word_span){0, 0};
}

/* Cuts a nation that no name tag tells ("Danish finance minister") off a role: a quality with a
 * capital that no sentence begins with. Returns it, or an empty span. */
static hs_word_span cut_nation(hs_str text, const hs_word *words, hs_word_span sentence,
                               hs_word_span *role)
{
    const hs_word *word = &words[role->first];
    char first = text.bytes[word->byte_start];
    if (role->end - role->first < 2 || role->first == sentence.first || word->upos != HS_UPOS_ADJ ||
        first < 'A' || first > 'Z')
        return (hs_word_span){0, 0};
    role->first++;
    return (hs_word_span){role->first - 1, role->first};
}

static void describe(hs_str text, const hs_word *words, hs_word_span sentence, hs_name *entities,
                     uint32_t at, uint32_t count)
{
    hs_name *entity = &entities[at];
    if (entity->type != HS_NAME_PERSON && entity->type != HS_NAME_ORGANISATION)
        return;
    uint32_t role = HS_NO_WORD;
    hs_word_span nation = {0, 0};
    if (entity->type == HS_NAME_PERSON) {
        entity->title = find_title(text, words, sentence, entity->words);
        role = role_head(words, sentence, entity);
        if (role != HS_NO_WORD && !has(entity->title, role)) {
            entity->role = role_span(words, sentence, role);
            nation = cut_nation(text, words, sentence, &entity->role);
        }
    }
    uint32_t first = at > NEAR ? at - NEAR : 0;
    uint32_t end = count - at > NEAR ? at + NEAR : count;
    entity->country = find_country(words, sentence, entity, role, entities + first, end - first);
    if (is_empty(entity->country))
        entity->country = nation;
    if (is_empty(entity->title))
        entity->title = (hs_word_span){0, 0};
}

hs_name *hs_names_find(hs_str text, hs_word *words, const hs_word_span *sentences,
                       uint32_t sentence_count, hs_arena *arena, uint32_t *count)
{
    uint32_t total = 0;
    for (uint32_t s = 0; s < sentence_count; s++)
        total += count_names(words, sentences[s]);
    hs_name *entities = hs_arena_new_array(arena, hs_name, total);
    uint32_t used = 0;
    for (uint32_t s = 0; s < sentence_count; s++) {
        uint32_t found = read_names(words, sentences[s], entities + used);
        for (uint32_t i = sentences[s].first; i < sentences[s].end; i++)
            words[i].entity_tag = (uint8_t)((words[i].entity_tag + 1) / 2);
        for (uint32_t i = 0; i < found; i++)
            describe(text, words, sentences[s], entities + used, i, found);
        used += found;
    }
    *count = total;
    return entities;
}
