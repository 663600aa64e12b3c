/* What the parse corrects of the tags that words got by their looks (tags.c): which of them are
 * nouns, verbs and small words. Names are retag_names.h's, headings retag_headings.h's.
 */
#include "annotate/reading/meaning.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/retag_headings.h"
#include "annotate/reading/retag_names.h"
#include "annotate/reading/syntax.h"

/* A verb that stands before a noun as an adjective does: "elected officials". */
static bool modifies(const hs_word *token)
{
    return token->deprel == HS_DEPREL_AMOD || token->deprel == HS_DEPREL_COMPOUND ||
           token->deprel == HS_DEPREL_NMOD || token->deprel == HS_DEPREL_FLAT;
}

/* "New research", "Blackout inquiry": a capital that only opens the sentence, before a noun without
 * one; not "Ostran strikes", a word that has no meaning but whose it is. */
static bool opens_plain_phrase(const hs_reading *r, uint32_t i)
{
    const hs_word *token = hs_syntax_token(r, i);
    hs_str lemma = hs_word_lemma(token);
    return token->deprel == HS_DEPREL_AMOD && !token->entity_tag && token->head != HS_NO_WORD &&
           (hs_meaning_of(lemma, HS_MEANING_OF_QUALITY) ||
            hs_meaning_of(lemma, HS_MEANING_OF_NOUN)) &&
           r->block->tokens[token->head].shape == HS_TOKEN_LOWER &&
           r->syntax->sentences[hs_syntax_sentence(r, i)].first == i;
}

/* "Bus drivers": likewise an ordinary noun before another. */
static bool opens_plain_compound(const hs_reading *r, uint32_t i)
{
    const hs_word *token = hs_syntax_token(r, i);
    hs_str lemma = hs_word_lemma(token);
    return token->upos == HS_UPOS_NOUN && token->deprel == HS_DEPREL_COMPOUND &&
           !token->entity_tag && token->head == i + 1 &&
           r->block->tokens[token->head].shape == HS_TOKEN_LOWER &&
           hs_meaning_of(lemma, HS_MEANING_OF_NOUN) &&
           r->syntax->sentences[hs_syntax_sentence(r, i)].first == i;
}

/* "Rubble lay in the road", "Footage of it": likewise one that stands alone, for no party. */
static bool opens_as_noun(const hs_reading *r, uint32_t i)
{
    static const uint32_t parties = 1u << HS_KIND_PERSON | 1u << HS_KIND_GROUP |
                                    1u << HS_KIND_OFFICE | 1u << HS_KIND_PLACE | 1u << HS_KIND_BODY;
    const hs_word *token = hs_syntax_token(r, i);
    if ((token->xpos != HS_XPOS_NN && token->xpos != HS_XPOS_NNS) || token->entity_tag ||
        r->block->kind != HS_BLOCK_PARAGRAPH || i + 1 >= r->syntax->word_count)
        return false;
    hs_meaning meaning = hs_meaning_of(hs_word_lemma(token), HS_MEANING_OF_NOUN);
    return meaning && !(parties >> hs_meaning_get(meaning, HS_MEANING_KIND) & 1u) &&
           r->syntax->sentences[hs_syntax_sentence(r, i)].first == i &&
           r->block->tokens[i].shape == HS_TOKEN_CAPITALISED &&
           r->block->tokens[i + 1].shape != HS_TOKEN_CAPITALISED;
}

/* "Afterward Ruiz said": an adverb in front of a person's name, which is no part of it. */
static bool opens_as_adverb(const hs_reading *r, uint32_t i)
{
    const hs_word *token = hs_syntax_token(r, i);
    return token->deprel == HS_DEPREL_ADVMOD && !token->entity_tag &&
           r->syntax->sentences[hs_syntax_sentence(r, i)].first == i &&
           i + 1 < r->syntax->word_count && hs_syntax_names_person(hs_syntax_token(r, i + 1));
}

/* What the parse makes of a noun or name that is none: "Ruiz embodies", "deport refugees". */
static uint8_t tag_by_parse(const hs_reading *r, uint32_t i, uint8_t tag)
{
    const hs_word *token = hs_syntax_token(r, i);
    bool behind = token->deprel == HS_DEPREL_AMOD && token->head < i; /* "lawyers familiar with" */
    switch ((enum hs_upos)token->upos) {
    case HS_UPOS_ADJ:
        if (tag == HS_TAG_NAME && opens_plain_phrase(r, i))
            return HS_TAG_NOUN;
        return tag == HS_TAG_NOUN && behind ? HS_TAG_ADVERB : tag;
    case HS_UPOS_NOUN:
        return tag == HS_TAG_NAME && (opens_plain_compound(r, i) || opens_as_noun(r, i))
                   ? HS_TAG_NOUN
                   : tag;
    case HS_UPOS_VERB:
        if (tag == HS_TAG_NOUN && hs_deprel_is_subject(token->deprel))
            return tag; /* "Human rights watchdog Clear Water accused": no verb, whatever its tag */
        return modifies(token) ? tag : HS_TAG_VERB;
    case HS_UPOS_AUX:
        return HS_TAG_AUXILIARY;
    case HS_UPOS_ADV:
        return HS_TAG_ADVERB;
    case HS_UPOS_ADP:
    case HS_UPOS_SCONJ:
        return HS_TAG_PREPOSITION;
    case HS_UPOS_PROPN:
        return opens_as_adverb(r, i) ? HS_TAG_ADVERB : tag;
    default:
        return tag;
    }
}

/* "least" of "at least 450 residents". */
static bool at_least(const hs_reading *r, uint32_t i)
{
    bool ends = hs_reading_tag(r, i) == HS_TAG_NOUN && i > 0 &&
                (hs_reading_word_is(r, i, "least") || hs_reading_word_is(r, i, "most"));
    return ends && hs_str_equal_ignoring_case(hs_word_text(&r->words, i - 1), HS_STR("at"));
}

/* "critical of": one word of the lexicon that ends with a preposition. */
static bool leads_on(const hs_reading *r, const hs_shallow_word *word)
{
    uint32_t last = word->first_token + word->lexeme->word_count - 1;
    if ((word->tag != HS_TAG_NOUN && word->tag != HS_TAG_NAME) || word->lexeme->word_count < 2 ||
        !word->lexeme->accuse_roles)
        return false;
    uint8_t upos = hs_syntax_token(r, last)->upos; /* "guilty of theft", "of neglecting" */
    return upos == HS_UPOS_ADP || upos == HS_UPOS_SCONJ;
}

/* "at fault", "at risk": one word of the lexicon that begins with a preposition, and is no part of
 * the phrase in front. */
static bool stands_apart(const hs_reading *r, const hs_shallow_word *word)
{
    return word->tag == HS_TAG_NOUN && word->lexeme->word_count > 1 &&
           (word->lexeme->accuse_part == HS_LEX_PART_ADJECTIVE ||
            word->lexeme->harm_part == HS_LEX_PART_ADVERB) &&
           hs_syntax_token(r, word->first_token)->upos == HS_UPOS_ADP;
}

/* "neither confirmed nor denied": one word of the lexicon that opens with no verb and ends with
 * one.
 */
static bool ends_as_verb(const hs_reading *r, const hs_shallow_word *word)
{
    uint32_t last = word->first_token + word->lexeme->word_count - 1;
    return (word->tag == HS_TAG_NOUN || word->tag == HS_TAG_NAME) && word->lexeme->word_count > 1 &&
           word->lexeme->answer_part == HS_LEX_PART_VERB &&
           hs_syntax_token(r, last)->upos == HS_UPOS_VERB;
}

/* "meeting" of "a public meeting", which its form makes a verb. */
static bool doing_as_noun(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    const hs_word *token = hs_syntax_token(r, word->first_token);
    if (word->tag != HS_TAG_VERB || word->lexeme->forms != HS_LEX_FORM_ING || i == 0 ||
        word->lexeme->word_count != 1 || token->upos != HS_UPOS_NOUN)
        return false;
    uint8_t before = hs_reading_tag(r, i - 1);
    const hs_word *modifier = hs_syntax_token(r, word->first_token - 1);
    return (before == HS_TAG_NOUN || before == HS_TAG_NAME || before == HS_TAG_DETERMINER ||
            before == HS_TAG_POSSESSIVE) &&
           modifier->head == word->first_token;
}

/* "forces" of "by security forces", "Ostran security forces": likewise behind a noun or an
 * adjective that the parse hangs on it, unless it may tell what somebody says and no article stands
 * in front of both: "the suing states". */
static bool heads_compound(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    uint32_t at = word->first_token;
    const hs_word *token = hs_syntax_token(r, at);
    if (word->tag != HS_TAG_VERB || token->upos != HS_UPOS_NOUN || i == 0 ||
        word->lexeme->word_count != 1 ||
        (r->block->kind == HS_BLOCK_HEADING && i + 1 == r->words.count)) /* "inquiry hears" */
        return false;
    bool article = at > 1 && hs_syntax_token(r, at - 2)->head == at &&
                   hs_syntax_token(r, at - 2)->deprel == HS_DEPREL_DET;
    const hs_word *before = hs_syntax_token(r, at - 1);
    return before->head == at && (article || !word->lexeme->report_frames) &&
           (before->deprel == HS_DEPREL_COMPOUND || before->deprel == HS_DEPREL_AMOD);
}

/* "Fire crews", "Police chief", "Streaming firm": a noun that opens a sentence and looks like a
 * verb. */
static bool opens_compound(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    const hs_word *token = hs_syntax_token(r, word->first_token);
    return word->tag == HS_TAG_VERB && word->lexeme->word_count == 1 &&
           hs_reading_sentence(r, i).first == i && i + 1 < r->words.count &&
           hs_word_nominal(hs_reading_word(r, i + 1)) &&
           (token->upos == HS_UPOS_NOUN || token->upos == HS_UPOS_PROPN ||
            token->xpos == HS_XPOS_VBG) &&
           token->deprel == HS_DEPREL_COMPOUND;
}

/* "The company itself was blamed", "has itself been blamed": says who, and is nobody beside them.
 */
static bool emphasises(const hs_reading *r, uint32_t i)
{
    static const char *const selves[] = {"himself", "herself", "itself", "themselves", NULL};
    if (i == 0 || i + 1 >= r->words.count || !hs_reading_word_among(r, i, selves))
        return false;
    uint8_t before = hs_reading_tag(r, i - 1), behind = hs_reading_tag(r, i + 1);
    return (before == HS_TAG_NOUN || before == HS_TAG_NAME || before == HS_TAG_AUXILIARY) &&
           (behind == HS_TAG_AUXILIARY || behind == HS_TAG_VERB);
}

/* "report" of "a police report", which the words in front of it hang on. */
static bool ends_phrase(const hs_reading *r, uint32_t i)
{
    enum { LONGEST = 4 };
    uint32_t token = hs_reading_token(r, i);
    if (i < 2 || hs_reading_tag(r, i) != HS_TAG_VERB ||
        hs_syntax_token(r, token)->upos != HS_UPOS_NOUN)
        return false;
    for (uint32_t k = i - 1; k + LONGEST > i; k--) {
        const hs_word *before = hs_syntax_token(r, hs_reading_token(r, k));
        if (before->head != token)
            return false;
        if (before->deprel == HS_DEPREL_DET)
            return k + 1 < i;
        if (k == 0)
            return false;
    }
    return false;
}

/* "Another said", "a second, who had left, said": somebody else than those before. */
static bool somebody_else(const hs_reading *r, uint32_t i)
{
    static const char *const ordinals[] = {"second", "third", "fourth", "fifth", NULL};
    const hs_word *token = hs_syntax_token(r, hs_reading_token(r, i));
    if (token->deprel != HS_DEPREL_NSUBJ && token->deprel != HS_DEPREL_OBL_AGENT)
        return false;
    return hs_reading_word_is(r, i, "another") ||
           (i > 0 && hs_reading_tag(r, i - 1) == HS_TAG_DETERMINER &&
            hs_reading_word_among(r, i, ordinals));
}

/* "The man | Ana Ruiz accused": whoever a clause tells of that stands right behind the noun it is
 * about, without "whom". */
static bool opens_clause(const hs_reading *r, uint32_t i)
{
    uint32_t first = hs_reading_word(r, i)->first_token;
    const hs_word *token = hs_syntax_token(r, first), *tree = r->syntax->words;
    if (i == 0 || token->deprel != HS_DEPREL_NSUBJ || token->head < first ||
        token->upos != HS_UPOS_PROPN || tree[token->head].deprel != HS_DEPREL_ACL_RELCL)
        return false;
    return tree[token->head].head + 1 == first && tree[first - 1].upos == HS_UPOS_NOUN;
}

/* Corrects the tag of a word by what the parse makes of it and of its neighbours. */
static void retag_word(hs_reading *r, uint32_t i)
{
    hs_shallow_word *word = &r->words.items[i];
    bool joined = hs_retag_name(r, i);
    bool nominal = word->tag == HS_TAG_NOUN || word->tag == HS_TAG_NAME;
    if (nominal && word->lexeme->word_count == 1 && !joined && !hs_retag_titles_name(r, i))
        word->tag = tag_by_parse(r, word->first_token, word->tag);
    if (doing_as_noun(r, i) || opens_compound(r, i) || heads_compound(r, i) ||
        somebody_else(r, i) || ends_phrase(r, i))
        word->tag = HS_TAG_NOUN;
    if (hs_retag_in_capitals(r, i))
        word->tag = HS_TAG_NAME;
    if (at_least(r, i) || emphasises(r, i) || stands_apart(r, word))
        word->tag = HS_TAG_ADVERB;
    if (leads_on(r, word))
        word->tag = HS_TAG_PREPOSITION;
    if (ends_as_verb(r, word))
        word->tag = HS_TAG_VERB;
}

void hs_syntax_retag(hs_reading *r)
{
    hs_shallow_word *words = r->words.items;
    for (uint32_t i = 0; i < r->words.count; i++)
        words[i].opens_clause = opens_clause(r, i);
    for (uint32_t i = 0; i < r->words.count; i++)
        retag_word(r, i);
    hs_retag_join_names(r);
    for (uint32_t i = 0; i < r->words.count; i++) {
        if (hs_retag_office(r, i) || hs_heading_noun(r, i))
            words[i].tag = HS_TAG_NOUN;
        if (hs_retag_joins_firm(r, i))
            words[i].tag = HS_TAG_NAME;
        if (hs_heading_verb(r, i))
            words[i].tag = HS_TAG_VERB;
        if (hs_retag_joins_given(r, i))
            words[i + 1].tag = HS_TAG_NAME;
    }
}
