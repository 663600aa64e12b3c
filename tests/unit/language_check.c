/* The invariants that daemon/language/language.h promises of `hs_analysis`. */
#include "language_check.h"

static bool outside(hs_word_span span, uint32_t word)
{
    return word < span.first || word >= span.end;
}

static const char *check_word(const hs_analysis *analysis, uint32_t at, hs_word_span sentence)
{
    const hs_word *word = &analysis->words[at];
    if (word->byte_start >= word->byte_end || word->byte_end > analysis->text.length)
        return "a word is empty or outside the text";
    if (at > 0 && word->byte_start < analysis->words[at - 1].byte_end)
        return "words overlap";
    if (word->upos >= HS_UPOS_COUNT || word->xpos >= HS_XPOS_COUNT ||
        word->deprel >= HS_DEPREL_COUNT || word->entity_tag > HS_NAME_TYPE_COUNT)
        return "a label is out of range";
    if ((word->head == HS_NO_WORD) != (word->deprel == HS_DEPREL_ROOT))
        return "root relation and missing head do not go together";
    if (word->head != HS_NO_WORD && (outside(sentence, word->head) || word->head == at))
        return "a head lies outside the sentence";
    return NULL;
}

/* Every word reaches the one root: each chain is followed until it meets one that was. */
static const char *check_tree(const hs_analysis *analysis, hs_word_span sentence)
{
    uint32_t roots = 0;
    uint32_t length = sentence.end - sentence.first;
    for (uint32_t i = sentence.first; i < sentence.end; i++) {
        uint32_t at = i;
        uint32_t steps = 0;
        roots += analysis->words[i].head == HS_NO_WORD;
        while (analysis->words[at].head != HS_NO_WORD && steps <= length) {
            at = analysis->words[at].head;
            steps++;
        }
        if (steps > length)
            return "a cycle of heads";
    }
    return roots == 1 ? NULL : "not one root";
}

static const char *check_sentences(const hs_analysis *analysis)
{
    uint32_t next = 0;
    for (uint32_t s = 0; s < analysis->sentence_count; s++) {
        hs_word_span sentence = analysis->sentences[s];
        if (sentence.first != next || sentence.end <= sentence.first ||
            sentence.end > analysis->word_count)
            return "sentences do not cover the words in order";
        for (uint32_t i = sentence.first; i < sentence.end; i++) {
            const char *wrong = check_word(analysis, i, sentence);
            if (wrong)
                return wrong;
        }
        const char *wrong = check_tree(analysis, sentence);
        if (wrong)
            return wrong;
        next = sentence.end;
    }
    return next == analysis->word_count ? NULL : "words outside all sentences";
}

static const char *check_entities(const hs_analysis *analysis)
{
    uint32_t next = 0;
    uint32_t sentence = 0;
    for (uint32_t i = 0; i < analysis->entity_count; i++) {
        const hs_name *entity = &analysis->entities[i];
        hs_word_span words = entity->words;
        if (words.first < next || words.end <= words.first || words.end > analysis->word_count)
            return "names overlap or are out of order";
        while (analysis->sentences[sentence].end <= words.first)
            sentence++;
        if (words.end > analysis->sentences[sentence].end)
            return "a name runs over a sentence's end";
        if (outside(words, entity->head))
            return "a name's head lies outside it";
        const hs_word_span parts[] = {entity->title, entity->role, entity->country};
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
            if (parts[p].first > parts[p].end || parts[p].end > analysis->word_count)
                return "an attribute is out of range";
        for (uint32_t w = words.first; w < words.end; w++)
            if (analysis->words[w].entity_tag != 1u + entity->type)
                return "a name's words do not carry its type";
        next = words.end;
    }
    return NULL;
}

const char *hs_check_analysis(const hs_analysis *analysis)
{
    const char *wrong = check_sentences(analysis);
    return wrong ? wrong : check_entities(analysis);
}
