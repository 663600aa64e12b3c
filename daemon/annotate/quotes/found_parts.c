/* Which words a part of an attribution takes in: marks that the model cuts, "that", a sentence's
 * main clause behind a relative one, asides. Passive cues are found_passive.c's, clauses joined to
 * content found_clauses.c's.
 */
#include "annotate/quotes/found_parts.h"

#include "annotate/reading/meaning.h"
#include "annotate/reading/syntax.h"

bool hs_found_doing(const hs_reading *r, uint32_t word)
{
    hs_str text = hs_word_text(&r->words, word);
    return hs_reading_tag(r, word) == HS_TAG_VERB && text.length > 4 &&
           hs_str_equal(hs_str_slice(text, text.length - 3, text.length), HS_STR("ing"));
}

uint32_t hs_found_verb(const hs_reading *r, hs_token_range cue)
{
    if (!r->syntax || hs_token_range_empty(cue))
        return HS_NONE;
    uint32_t verb = hs_syntax_range_head(r, cue);
    return hs_syntax_token(r, verb)->upos == HS_UPOS_VERB ? verb : HS_NONE;
}

/* "said that was nonsense": a finite verb right behind "that" has it for its subject. */
static bool finite_behind(const hs_reading *r, uint32_t that)
{
    uint32_t next = that + 1;
    while (next < r->syntax->word_count && hs_syntax_token(r, next)->upos == HS_UPOS_ADV)
        next++;
    if (next >= r->syntax->word_count)
        return false;
    const hs_word *verb = hs_syntax_token(r, next);
    bool finite = verb->xpos == HS_XPOS_VBD || verb->xpos == HS_XPOS_VBZ ||
                  verb->xpos == HS_XPOS_VBP || verb->xpos == HS_XPOS_MD;
    hs_str lemma = hs_word_lemma(verb);
    bool known = verb->upos == HS_UPOS_AUX ||
                 (verb->upos == HS_UPOS_VERB && hs_meaning_of(lemma, HS_MEANING_OF_VERB));
    return finite && known && verb->deprel != HS_DEPREL_AMOD && verb->deprel != HS_DEPREL_COMPOUND;
}

/* What kind of thing one noun means. */
static uint32_t kind_of(const hs_word *noun)
{
    hs_str lemma = hs_word_lemma(noun);
    return 1u << hs_meaning_get(hs_meaning_of(lemma, HS_MEANING_OF_NOUN), HS_MEANING_KIND);
}

/* Whether a noun goes on: "manager Kyle Orlo", "mother and baby". */
static bool goes_on(const hs_reading *r, uint32_t token)
{
    return token + 1 < r->syntax->word_count &&
           (hs_syntax_token(r, token + 1)->upos == HS_UPOS_CCONJ ||
            hs_syntax_token(r, token + 1)->upos == HS_UPOS_PROPN);
}

/* "said that man was a liar": one person's noun stands by itself nowhere else. */
static bool bare_person(const hs_reading *r, uint32_t token)
{
    const hs_word *noun = hs_syntax_token(r, token);
    return noun->upos == HS_UPOS_NOUN && noun->xpos == HS_XPOS_NN && !goes_on(r, token) &&
           noun->deprel == HS_DEPREL_NSUBJ && kind_of(noun) == 1u << HS_KIND_PERSON;
}

/* "that claim"; as a subject, where the conjunction would stand too, "that day". */
static bool determines(const hs_reading *r, uint32_t that)
{
    const hs_word *word = hs_syntax_token(r, that);
    if (word->deprel != HS_DEPREL_DET || word->head == HS_NO_WORD || word->head <= that)
        return false;
    const hs_word *noun = hs_syntax_token(r, word->head);
    bool opens = r->block->tokens[that].shape == HS_TOKEN_CAPITALISED;
    bool subject = !opens && hs_deprel_is_subject(noun->deprel);
    bool person = kind_of(noun) == 1u << HS_KIND_PERSON && !goes_on(r, word->head);
    return noun->xpos == HS_XPOS_NN &&
           (!subject || person ||
            hs_word_is(hs_reading_word(r, hs_reading_word_of_token(r, word->head)), HS_LEX(TIME)));
}

/* "that claim", "that was nonsense": no conjunction. */
static bool demonstrative(const hs_reading *r, uint32_t that)
{
    return determines(r, that) || finite_behind(r, that) ||
           (that + 1 < r->syntax->word_count && bare_person(r, that + 1));
}

void hs_found_drop_conjunction(const hs_reading *r, const hs_attribution_word *words,
                               hs_token_range *content)
{
    uint32_t at = content->first + 1;
    if (words[content->first].quoted || !hs_token_is(r, content->first, "that") ||
        (r->syntax && demonstrative(r, content->first)))
        return;
    while (at < content->end && words[at].edge && words[at].open != at)
        at++;
    if (at < content->end)
        content->first = at;
}

/* Direct content that the model cuts inside its marks: the rest of them is said too, unless another
 * attribution has a part of it. */
static void fill_marks(const hs_reading *r, const hs_attribution_word *words,
                       const hs_found_attribution *all, size_t count, size_t of,
                       hs_token_range *content)
{
    enum { NEAR = 8 }; /* attributions of a block that may share a quotation's words */
    const hs_attribution_word *first = &words[content->first];
    uint32_t close = first->close, size = (uint32_t)r->block->token_count;
    if (!first->quoted || first->open >= content->first || close >= size || close <= content->end ||
        content->first > first->open + 1)
        return;
    for (size_t i = of > NEAR ? of - NEAR : 0; i < count && i < of + NEAR; i++) {
        for (uint32_t k = 0; k < all[i].content_count; k++)
            if (all[i].content[k].first >= content->end && all[i].content[k].first < close)
                return;
        if (all[i].cue.first >= content->end && all[i].cue.first < close)
            return;
    }
    content->end = close;
}

/* "was accused by two members of selling boats": the model takes all behind "by" for the source,
 * and whom the cue is about for the content. The charge is the content. */
static void split_charge(const hs_reading *r, hs_found_attribution *found)
{
    if (found->source.first < found->cue.end || hs_token_range_empty(found->cue))
        return;
    for (uint32_t k = 0; k < found->content_count; k++)
        if (found->content[k].end > found->cue.first)
            return;
    for (uint32_t i = found->source.first + 1; i + 1 < found->source.end; i++) {
        uint32_t word = hs_reading_word_of_token(r, i);
        uint32_t next = hs_reading_word_of_token(r, i + 1);
        if (!hs_str_equal(hs_word_text(&r->words, word), HS_STR("of")) || !hs_found_doing(r, next))
            continue;
        found->content[0] = (hs_token_range){i + 1, found->source.end};
        found->content_count = 1;
        found->source.end = i;
        return;
    }
}

/* Where a verb begins with its auxiliaries and adverbs. */
static uint32_t verb_start(const hs_reading *r, uint32_t verb)
{
    uint32_t first = verb;
    while (first > 0) {
        const hs_word *before = hs_syntax_token(r, first - 1);
        bool own =
            before->head == verb && (before->upos == HS_UPOS_AUX || before->upos == HS_UPOS_ADV ||
                                     before->upos == HS_UPOS_PART);
        if (!own)
            break;
        first--;
    }
    return first;
}

/* Where the verb begins whose subject the cue's clause belongs to; 0 where it is not that. */
static uint32_t main_verb(const hs_reading *r, const hs_attribution_word *words, hs_token_range cue,
                          uint32_t subject, uint32_t verb)
{
    uint8_t relation = hs_syntax_token(r, subject)->deprel;
    uint32_t first = verb_start(r, verb);
    bool its = relation == HS_DEPREL_NSUBJ || relation == HS_DEPREL_NSUBJ_PASS;
    return its && subject < cue.first && hs_syntax_token(r, verb)->upos == HS_UPOS_VERB &&
                   !words[first].quoted
               ? first
               : 0;
}

/* "Ana Ruiz, who said that it was late, left", "a cook who was told to go has won": where the cue's
 * clause hangs on words in front of it, what they belong to is not said. Content behind the cue
 * ends in front of that, at a comma or at its verb. */
static void cut_outer_clause(const hs_reading *r, const hs_attribution_word *words,
                             hs_token_range cue, hs_token_range *content)
{
    enum { STEPS = 6 };
    if (!r->syntax || hs_token_range_empty(cue) || content->first < cue.end)
        return;
    uint32_t below = hs_syntax_range_head(r, cue), above = hs_syntax_token(r, below)->head;
    bool outer = false;
    for (int step = 0; step < STEPS && above != HS_NO_WORD; step++) {
        outer = outer || above < cue.first;
        if (outer && above > content->first && above < content->end) {
            uint32_t end = main_verb(r, words, cue, below, above);
            for (uint32_t t = above; t-- > content->first + 1;)
                if (hs_reading_tag(r, hs_reading_word_of_token(r, t)) == HS_TAG_COMMA) {
                    content->end = t;
                    return;
                }
            if (end > content->first) {
                content->end = end;
                return;
            }
        }
        below = above;
        above = hs_syntax_token(r, above)->head;
    }
}

/* "Ana Ruiz was quoted as saying that …": who speaks, the cue's subject, is not what is said. */
static void drop_speaker(const hs_reading *r, hs_found_attribution *found)
{
    uint32_t kept = 0;
    if (!r->syntax || hs_token_range_empty(found->cue) ||
        !hs_found_doing(r, hs_reading_word_of_token(r, found->cue.end - 1)))
        return;
    hs_token_range speaker = {0, 0};
    for (uint32_t k = 0; k < found->content_count; k++) {
        const hs_word *top = &r->syntax->words[hs_syntax_range_head(r, found->content[k])];
        bool subject = top->deprel == HS_DEPREL_NSUBJ_PASS &&
                       (top->upos == HS_UPOS_PROPN || top->upos == HS_UPOS_PRON);
        if (subject && top->head >= found->cue.first && top->head < found->cue.end)
            speaker = found->content[k];
        else
            found->content[kept++] = found->content[k];
    }
    if (kept == 0)
        return;
    found->content_count = kept;
    if (hs_token_range_empty(found->source))
        found->source = speaker;
}

/* "what she called “a mess”", "whom he described as “vain”": a pronoun that stands for what is
 * spoken of is no part of marks. Of "rules, which he said had changed" it is part of what is said.
 */
static void drop_relative(const hs_reading *r, const hs_attribution_word *words,
                          hs_found_attribution *found)
{
    uint32_t kept = 0;
    for (uint32_t k = 0; k < found->content_count; k++) {
        hs_token_range piece = found->content[k];
        const hs_word *word = hs_syntax_token(r, piece.first);
        bool pronoun = piece.end == piece.first + 1 && k + 1 < found->content_count &&
                       (word->xpos == HS_XPOS_WP || word->xpos == HS_XPOS_WDT);
        if (!pronoun || !hs_found_quoted(words, found->content[k + 1]))
            found->content[kept++] = piece;
    }
    found->content_count = kept;
}

static bool is_comma(const hs_reading *r, uint32_t token)
{
    return hs_syntax_token(r, token)->xpos == HS_XPOS_COMMA;
}

static bool under(const hs_reading *r, uint32_t token, uint32_t above)
{
    enum { STEPS = 12 };
    for (int step = 0; step < STEPS && token != HS_NO_WORD; step++) {
        if (token == above)
            return true;
        token = hs_syntax_token(r, token)->head;
    }
    return false;
}

/* "According to the suit, filed on Monday, a lab mixed up two samples": where an aside about the
 * source ends that content behind it begins with, or the content's first token. */
static uint32_t behind_participle(const hs_reading *r, hs_token_range content)
{
    if (hs_syntax_token(r, content.first)->xpos != HS_XPOS_VBN)
        return content.first;
    for (uint32_t t = content.first + 1; t + 1 < content.end; t++)
        if (is_comma(r, t) && !under(r, t + 1, content.first))
            return t + 1;
    return content.first;
}

/* "said, without offering proof, that the votes were stolen": likewise of an aside in front of
 * "that".
 */
static uint32_t behind_manner(const hs_reading *r, hs_token_range content)
{
    enum { LONGEST = 14 };
    for (uint32_t t = content.first; t + 1 < content.end && t < content.first + LONGEST; t++) {
        uint8_t relation = hs_syntax_token(r, t)->deprel;
        if (relation == HS_DEPREL_NSUBJ || relation == HS_DEPREL_NSUBJ_PASS)
            return content.first;
        if (is_comma(r, t) && hs_syntax_token(r, t + 1)->deprel == HS_DEPREL_MARK &&
            hs_token_is(r, t + 1, "that"))
            return t + 1;
    }
    return content.first;
}

static void skip_aside(const hs_reading *r, const hs_attribution_word *words, hs_token_range cue,
                       hs_token_range *content)
{
    bool according = hs_token_is(r, cue.first, "according");
    if (content->first == 0 || words[content->first].quoted || !is_comma(r, content->first - 1))
        return;
    content->first = according ? behind_participle(r, *content) : behind_manner(r, *content);
}

/* "promised parents that schools would open": whoever is told stands in front of what is told. */
static void skip_addressee(const hs_reading *r, const hs_attribution_word *words,
                           hs_token_range cue, hs_token_range *content)
{
    enum { LONGEST = 8 };
    uint32_t both = HS_FRAME_ADDRESSEE | HS_FRAME_THAT;
    uint32_t verb = hs_found_verb(r, cue);
    if (verb == HS_NONE || content->first != cue.end || words[content->first].quoted ||
        (hs_reading_word(r, hs_reading_word_of_token(r, verb))->lexeme->report_frames & both) !=
            both)
        return;
    uint32_t told = HS_NONE;
    for (uint32_t t = content->first; t + 2 < content->end && t < content->first + LONGEST; t++) {
        const hs_word *word = hs_syntax_token(r, t);
        if (word->upos == HS_UPOS_VERB || word->upos == HS_UPOS_AUX || word->upos == HS_UPOS_PUNCT)
            return;
        if (told == HS_NONE && word->head == verb &&
            (word->deprel == HS_DEPREL_OBJ || word->deprel == HS_DEPREL_IOBJ))
            told = t;
        if (told != HS_NONE && told + 1 == t && hs_token_is(r, t, "that") && !finite_behind(r, t)) {
            if (hs_found_actor(r, told) != HS_ACTOR_THING)
                content->first = t;
            return;
        }
    }
}

/* "said the army shelled a town, | killing six": what comes of it is said too, up to the sentence's
 * end. */
static void add_outcome(const hs_reading *r, const hs_attribution_word *words,
                        hs_token_range *content)
{
    enum { LONGEST = 16, HARM = 5 };
    uint32_t first = content->end + 1, count = r->syntax->word_count;
    if (first >= count || !is_comma(r, content->end) ||
        hs_syntax_token(r, first)->xpos != HS_XPOS_VBG ||
        words[content->end - 1].sentence != words[first].sentence || words[first].quoted)
        return;
    const hs_word *verb = hs_syntax_token(r, first);
    hs_meaning meaning = hs_meaning_of(hs_word_lemma(verb), HS_MEANING_OF_VERB);
    uint32_t end = first + 1;
    while (end < count && words[end].sentence == words[first].sentence &&
           hs_syntax_token(r, end)->upos != HS_UPOS_PUNCT)
        end++;
    bool last = end == count || words[end].sentence != words[first].sentence ||
                hs_syntax_token(r, end)->xpos == HS_XPOS_STOP;
    if (hs_meaning_get(meaning, HS_MEANING_HARM) >= HARM && last && end <= first + LONGEST)
        content->end = end;
}

/* "Which it denies", "a charge the firm denies", "something it disputes". */
static bool disputes(const hs_reading *r, uint32_t first, uint32_t end)
{
    static const char *const charges[] = {"charge",     "claim",      "accusation",
                                          "allegation", "suggestion", "assertion",
                                          "contention", "finding",    NULL};
    static const char *const denies[] = {"deny",    "dispute", "reject", "refute",
                                         "dismiss", "contest", "rebut",  NULL};
    bool noun = first + 1 < end && (hs_token_is(r, first, "a") || hs_token_is(r, first, "an")) &&
                hs_word_lemma_among(hs_syntax_token(r, first + 1), charges);
    if (!noun && !hs_token_is(r, first, "which") && !hs_token_is(r, first, "something"))
        return false;
    for (uint32_t t = first + 1; t < end; t++)
        if (hs_syntax_token(r, t)->upos == HS_UPOS_VERB || t + 1 == end)
            return hs_word_lemma_among(hs_syntax_token(r, t), denies);
    return false;
}

/* "Said the bank laundered money, | which it denies": what the text says of whom the words are
 * about. */
static void drop_dispute(const hs_reading *r, const hs_attribution_word *words,
                         hs_token_range *content)
{
    enum { LONGEST = 12, LEAST = 3 };
    for (uint32_t t = content->end; t-- > content->first + LEAST && t + LONGEST > content->end;) {
        if (words[t].quoted)
            return;
        if (is_comma(r, t) && t + 2 < content->end && disputes(r, t + 1, content->end)) {
            content->end = t;
            return;
        }
    }
}

/* Adds what goes on behind the one content of a cue, up to the next cue. */
static void add_behind(const hs_reading *r, const hs_attribution_word *words,
                       hs_found_attribution *found, const hs_found_attribution *next)
{
    hs_token_range *content = &found->content[0];
    if (found->content_count != 1 || content->first < found->cue.end)
        return;
    bool limited = next && !hs_token_range_empty(next->cue);
    add_outcome(r, words, content);
    hs_found_take_clause(r, words, content, limited ? next->cue.first : UINT32_MAX);
}

/* “It is ours.” Ana Ruiz said | it three times: stands for the marks in front of the cue. */
static void drop_stand_in(const hs_reading *r, const hs_attribution_word *words,
                          hs_found_attribution *found)
{
    static const char *const stand_ins[] = {"it", "this", "that", "so", NULL};
    hs_token_range last = found->content[found->content_count - 1];
    if (found->content_count < 2 || last.first != found->cue.end || words[last.first].quoted ||
        !words[found->content[0].first].quoted || found->content[0].end > found->cue.first ||
        !r->syntax || hs_token_range_empty(found->cue))
        return;
    const hs_word *word = hs_syntax_token(r, last.first);
    bool object = (word->deprel == HS_DEPREL_OBJ || word->deprel == HS_DEPREL_IOBJ) &&
                  word->head < found->cue.end;
    if (object && hs_word_lemma_among(word, stand_ins))
        found->content_count--;
}

/* "It was announced | that the firm would go": stands for what is said, and is no part of it. */
static void drop_expletive(const hs_reading *r, hs_found_attribution *found)
{
    hs_token_range *first = &found->content[0];
    if (found->content_count < 2 || first->end != first->first + 1 ||
        !hs_token_is(r, first->first, "it") || first->end > found->cue.first)
        return;
    for (uint32_t k = 1; k < found->content_count; k++)
        found->content[k - 1] = found->content[k];
    found->content_count--;
}

static void mend_parts(const hs_reading *r, const hs_attribution_word *words,
                       hs_found_attribution *found, const hs_found_attribution *next)
{
    split_charge(r, found);
    drop_expletive(r, found);
    drop_stand_in(r, words, found);
    drop_speaker(r, found);
    for (uint32_t k = 0; k < found->content_count; k++)
        cut_outer_clause(r, words, found->cue, &found->content[k]);
    if (!r->syntax || hs_token_range_empty(found->cue))
        return;
    hs_found_mend_source(r, words, found);
    hs_found_open_passive(r, words, found);
    drop_relative(r, words, found);
    skip_aside(r, words, found->cue, &found->content[0]);
    skip_addressee(r, words, found->cue, &found->content[0]);
    add_behind(r, words, found, next);
    drop_dispute(r, words, &found->content[found->content_count - 1]);
}

/* "The rebels said the army broke the truce and | attacked two villages": what is done there is
 * part of what is said, where it goes on with that. */
static void give_back(const hs_reading *r, const hs_found_attribution *idle,
                      hs_found_attribution *said)
{
    if (said->content_count == 0 || idle->content[0].first < idle->cue.end)
        return;
    hs_token_range *content = &said->content[said->content_count - 1];
    const hs_word *verb = hs_syntax_token(r, hs_syntax_range_head(r, idle->cue));
    if (verb->deprel == HS_DEPREL_CONJ && hs_token_range_holds(*content, verb->head) &&
        content->end + 1 == idle->cue.first)
        content->end = idle->content[0].end;
}

hs_found_attribution *hs_found_mend(const hs_reading *r, const hs_attribution_word *words,
                                    hs_found_attribution *found, size_t *count)
{
    hs_found_attribution *mended =
        hs_arena_new_array(r->scratch, hs_found_attribution, 4 * *count + 1);
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        for (uint32_t k = 0; k < found[i].content_count; k++)
            fill_marks(r, words, found, *count, i, &found[i].content[k]);
    for (size_t i = 0; i < *count; i++) {
        hs_found_attribution second, apart, outer;
        bool parted =
            found[i].content_count > 1 && hs_found_part_pieces(r, words, &found[i], &apart);
        if (found[i].content_count > 0)
            mend_parts(r, words, &found[i], i + 1 < *count ? &found[i + 1] : NULL);
        if (r->syntax && hs_found_idle(r, words, &found[i])) {
            if (kept > 0)
                give_back(r, &found[i], &mended[kept - 1]);
            continue;
        }
        bool reported =
            found[i].content_count > 0 && hs_found_trailing(r, words, &found[i], &outer);
        bool two = found[i].content_count > 0 && hs_found_cut_clause(r, words, &found[i], &second);
        mended[kept++] = found[i];
        if (two)
            mended[kept++] = second;
        if (parted)
            mended[kept++] = apart;
        if (reported)
            mended[kept++] = outer;
    }
    *count = kept;
    return mended;
}
